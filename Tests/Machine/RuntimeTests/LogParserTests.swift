import Foundation
import Testing
import Workload

@testable import Runtime

struct LogParserTests {
    private func parse(_ text: String, max: Int = 1000) -> [LogLine] {
        var parser = LogParser(maxLineBytes: max)
        return parser.consume(text.utf8) + parser.finish()
    }

    private func texts(_ lines: [LogLine]) -> [String] {
        lines.map { String(decoding: $0.text, as: UTF8.self) }
    }

    @Test func fullLines() {
        let lines = parse(
            """
            2024-02-29T12:00:00.000000001Z stdout F hello  world
            2024-02-29T12:00:00.5Z stderr F
            2024-02-29T12:00:01Z stderr F \n
            """)
        #expect(texts(lines) == ["hello  world", "", ""])
        #expect(lines.map(\.stream) == [.stdout, .stderr, .stderr])
        #expect(
            lines.map(\.time.nanosecondsSinceEpoch) == [
                1_709_208_000_000_000_001, 1_709_208_000_500_000_000, 1_709_208_001_000_000_000,
            ])
    }

    @Test func partsAreJoinedByStreamWithTheFirstPartsTime() {
        let lines = parse(
            """
            1970-01-01T00:00:01Z stdout P one
            1970-01-01T00:00:02Z stderr P uno
            1970-01-01T00:00:03Z stdout P  two
            1970-01-01T00:00:04Z stdout F  three
            1970-01-01T00:00:05Z stderr F  due\n
            """)
        #expect(texts(lines) == ["one two three", "uno due"])
        #expect(lines.map(\.time.nanosecondsSinceEpoch) == [1_000_000_000, 2_000_000_000])
        #expect(lines.allSatisfy { $0.isComplete })
    }

    @Test func longLinesAreCutAtTheMaximum() {
        let lines = parse(
            """
            1970-01-01T00:00:01Z stdout P abcdef
            1970-01-01T00:00:02Z stdout P ghijklmnop
            1970-01-01T00:00:03Z stdout F qrs\n
            """, max: 5)
        #expect(texts(lines) == ["abcde", "fghij", "klmno", "pqrs"])
        #expect(lines.map(\.isComplete) == [false, false, false, true])
    }

    @Test func whatIsNoLogLineIsCountedAndLeftOut() {
        var parser = LogParser()
        let lines = parser.consume(
            """
            garbage
            2024-13-01T00:00:00Z stdout F bad month
            2024-01-01T00:00:00Z stdlog F bad stream
            2024-01-01T00:00:00Z stdout X bad tag
            2024-01-01T00:00:00 stdout F no zone

            2024-01-01T00:00:00Z stdout F good\n
            """.utf8)
        #expect(texts(lines) == ["good"])
        #expect(parser.malformedCount == 6)
    }

    @Test func anEndlessRecordCostsBoundedMemory() {
        var parser = LogParser()
        let flood = [UInt8](repeating: 0x61, count: 3 << 20)
        #expect(parser.consume(flood) == [])
        let lines = parser.consume("\n1970-01-01T00:00:01Z stdout F after\n".utf8)
        #expect(texts(lines) == ["after"])
        #expect(parser.malformedCount == 1)
    }

    @Test func anUnfinishedEndIsGivenAtTheEnd() {
        let lines = parse(
            "1970-01-01T00:00:01Z stdout P one\n1970-01-01T00:00:01Z stderr F cut off")
        #expect(Set(texts(lines)) == ["one", "cut off"])
    }

    @Test func timesWithOffsets() {
        let times = [
            "2024-01-01T02:00:00+02:00", "2023-12-31T19:30:00-04:30", "2024-01-01T00:00:00.0Z",
        ].map { RFC3339.parse(Array($0.utf8)[...])?.nanosecondsSinceEpoch }
        #expect(times == [Int64?](repeating: 1_704_067_200_000_000_000, count: 3))
    }

    private func randomLog(_ random: inout SplitMix) -> [UInt8] {
        (0..<60).flatMap { index -> [UInt8] in
            let stream = Bool.random(using: &random) ? "stdout" : "stderr"
            let tag = Int.random(in: 0..<3, using: &random) == 0 ? "P" : "F"
            return Array("1970-01-01T00:00:01.\(100 + index)Z \(stream) \(tag) t\(index)\n".utf8)
        }
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func piecesOfAnySizeGiveTheSameLines(seed: UInt64) {
        var random = SplitMix(seed: seed)
        let log = randomLog(&random)
        var whole = LogParser()
        let expected = whole.consume(log)
        var parser = LogParser()
        var seen: [LogLine] = []
        var rest = log[...]
        while !rest.isEmpty {
            let count = min(rest.count, Int.random(in: 1...90, using: &random))
            seen += parser.consume(rest.prefix(count))
            rest = rest.dropFirst(count)
        }
        #expect(seen == expected, "seed \(seed)")
    }

    /// Whenever a reader stops, reading again from its settled offset gives every line that it
    /// did not deliver, in order. Lines of the other stream may come twice, never not at all.
    @Test(arguments: 0..<20 as Range<UInt64>)
    func nothingIsLostByResuming(seed: UInt64) {
        var random = SplitMix(seed: seed)
        let log = randomLog(&random)
        var whole = LogParser()
        let all = whole.consume(log) + whole.finish()
        let cut = Int.random(in: 0...log.count, using: &random)
        var first = LogParser()
        let delivered = first.consume(log[..<cut])
        var second = LogParser()
        let later = second.consume(log[first.settledBytes...]) + second.finish()
        let missing = all.filter { !delivered.contains($0) }
        #expect(later.filter { missing.contains($0) } == missing, "seed \(seed), cut \(cut)")
    }
}

/// SplitMix64, so that a failing seed replays.
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var value = state
        value = (value ^ value >> 30) &* 0xbf58_476d_1ce4_e5b9
        value = (value ^ value >> 27) &* 0x94d0_49bb_1331_11eb
        return value ^ value >> 31
    }
}

struct LogTailTests {
    private final class Folder {
        let path = "/tmp/skerry-logs-\(UInt64.random(in: 0...UInt64.max))"
        init() throws {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true)
        }
        deinit { try? FileManager.default.removeItem(atPath: path) }

        var log: String { "\(path)/0.log" }

        func write(_ texts: String..., to name: String = "0.log", tag: String = "F") throws {
            let file = fopen("\(path)/\(name)", "a")
            defer { fclose(file) }
            for text in texts { fputs("1970-01-01T00:00:01Z stdout \(tag) \(text)\n", file) }
        }
    }

    private func texts(_ lines: [LogLine]) -> [String] {
        lines.map { String(decoding: $0.text, as: UTF8.self) }
    }

    @Test func itFollowsAGrowingFile() throws {
        let folder = try Folder()
        var tail = LogTail(path: folder.log)
        #expect(try tail.read() == [])
        try folder.write("a", "b")
        #expect(texts(try tail.read()) == ["a", "b"])
        #expect(try tail.read() == [])
        try folder.write("c")
        #expect(texts(try tail.read()) == ["c"])
    }

    @Test func rotationLosesNothing() throws {
        let folder = try Folder()
        try folder.write("a")
        var tail = LogTail(path: folder.log)
        #expect(texts(try tail.read()) == ["a"])
        try folder.write("b")
        rename(folder.log, "\(folder.path)/0.log.1")
        // The runtime still writes to the old file until it is told to reopen.
        try folder.write("c", to: "0.log.1")
        #expect(texts(try tail.read()) == ["b", "c"])
        try folder.write("d")
        #expect(texts(try tail.read()) == ["d"])
    }

    @Test func anotherLifeGoesOnAtThePosition() throws {
        let folder = try Folder()
        try folder.write("a", "b")
        var first = LogTail(path: folder.log)
        #expect(texts(try first.read()) == ["a", "b"])
        try folder.write("half", tag: "P")
        #expect(try first.read() == [])
        let position = first.position
        try folder.write(" and half")

        var second = LogTail(path: folder.log, from: position)
        #expect(second.position == position)
        #expect(texts(try second.read()) == ["half and half"])

        // The log was rotated while nobody read.
        let later = second.position
        try folder.write("c")
        rename(folder.log, "\(folder.path)/0.log.1")
        try folder.write("d")
        var third = LogTail(path: folder.log, from: later)
        #expect(texts(try third.read()) == ["c"])
        #expect(texts(try third.read()) == ["d"])
    }

    @Test func aPositionInALostFileBeginsAnew() throws {
        let folder = try Folder()
        try folder.write("a")
        var tail = LogTail(path: folder.log, from: LogPosition(inode: 1, offset: 5))
        #expect(texts(try tail.read()) == ["a"])
    }

    @Test func aTruncatedFileIsReadFromItsStart() throws {
        let folder = try Folder()
        try folder.write("a", "b", "c")
        var tail = LogTail(path: folder.log)
        _ = try tail.read()
        truncate(folder.log, 0)
        try folder.write("d")
        #expect(texts(try tail.read()) == ["d"])
    }

    @Test func aLargeLogComesInPieces() throws {
        let folder = try Folder()
        let text = String(repeating: "x", count: 1000)
        for _ in 0..<500 { try folder.write(text) }
        var tail = LogTail(path: folder.log)
        var counts: [Int] = []
        while true {
            let lines = try tail.read()
            if lines.isEmpty { break }
            counts.append(lines.count)
        }
        #expect(counts.reduce(0, +) == 500)
        #expect(counts.allSatisfy { $0 < 100 })
    }
}
