import Foundation
import GRDB
import Processes
import Store
import StoreSQLite
import Testing

/// A process that writes is killed at random instants: what it had acknowledged is there, what it
/// had not is there whole or not at all.
@Suite("Crashes", .timeLimit(.minutes(10)))
struct CrashTests {
    private static let workers = 8

    /// Beside the tests' own program lie the others.
    private static let program =
        URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        .appendingPathComponent("store-crash-writer").path

    @Test func `Nothing acknowledged is lost in two hundred kills under load`() async throws {
        try #require(FileManager.default.isExecutableFile(atPath: Self.program))
        try await withTemporaryDirectory { directory in
            let path = directory + "/store.sqlite"
            let seed = UInt64.random(in: 0..<1_000_000)
            var random = SeededGenerator(seed: seed)
            var last = Acknowledged()
            var killed = 0
            for round in 0..<200 {
                let acknowledgements = directory + "/acknowledged-\(round)"
                try await killWriter(path, acknowledgements, &random)
                let grew = try last.read(acknowledgements)
                if grew { killed += 1 }
                try await expectWhole(path, &last, "seed \(seed), round \(round)")
                try FileManager.default.removeItem(atPath: acknowledgements)
            }
            // Some are killed while they open the store; most must have been at work.
            #expect(killed > 100, "only \(killed) were writing when they were killed")
            #expect(last.revision > 5_000, "\(last.revision) is not much of a load")
        }
    }

    /// Starts a writer, and kills it: in one of eight cases while it opens the store, else at some
    /// instant after its first acknowledgement.
    private func killWriter(
        _ path: String, _ output: String, _ random: inout SeededGenerator
    ) async throws {
        let writer = try ChildProcess(Self.program, [path, "\(Self.workers)"], output: output)
        if Int.random(in: 0..<8, using: &random) == 0 {
            try await Task.sleep(for: .microseconds(Int.random(in: 0..<40_000, using: &random)))
        } else {
            try await eventually { fileSize(output) > 0 }
            // Now and then long enough for checkpoints of the log.
            let longest = Int.random(in: 0..<10, using: &random) == 0 ? 600_000 : 60_000
            try await Task.sleep(for: .microseconds(Int.random(in: 0..<longest, using: &random)))
        }
        kill(writer.pid, SIGKILL)
        #expect(await writer.wait() == .signalled(SIGKILL), "\(contents(output).suffix(200))")
    }

    /// Checks the file, the records of every worker, and the history.
    private func expectWhole(
        _ path: String, _ last: inout Acknowledged, _ round: String
    ) async throws {
        let store = try SQLiteStore(path: path)
        let revision = try await store.currentRevision()
        #expect(revision.number >= last.revision, "\(round)")
        for worker in 0..<Self.workers {
            let acknowledged = last.numbers[worker] ?? 0
            let found = try await ["a", "b", "c"].asyncMap { name -> Int in
                guard let record = try await store.get(Key("/w/\(worker)/\(name)")) else {
                    return 0
                }
                return try number(in: record.value)
            }
            #expect(Set(found).count == 1, "\(round): worker \(worker) is torn: \(found)")
            // One transaction of each worker may be on disk without an acknowledgement.
            #expect(
                (acknowledged...(acknowledged + 1)).contains(found[0]),
                "\(round): worker \(worker) has \(found[0]) after \(acknowledged)")
            last.numbers[worker] = found[0]
            let log = try await store.list(.under(Key("/log/\(worker)"))).items
            let numbers = log.compactMap { Int($0.key.text.split(separator: "/").last ?? "") }
            let expected = found[0] == 0 ? [] : Array(max(1, found[0] - 19)...found[0])
            #expect(numbers.sorted() == expected, "\(round): log of \(worker)")
        }
        try await expectHistory(store, through: revision, round)
        try await store.close()
        let queue = try DatabaseQueue(path: path)
        let verdict = try await queue.read { db in
            try String.fetchAll(db, sql: "PRAGMA integrity_check")
        }
        try queue.close()
        #expect(verdict == ["ok"], "\(round)")
    }

    /// The last changes can be read back, one revision after the other.
    private func expectHistory(
        _ store: SQLiteStore, through revision: Revision, _ round: String
    ) async throws {
        guard revision.number > 20 else { return }
        let from = Revision(revision.number - 15)
        let batches = try await collect(store.watch(.all, from: from), through: revision)
        #expect(
            batches.map(\.revision.number) == Array(from.number...revision.number), "\(round)")
    }

    /// Reads a value, whose filling must be what its number says.
    private func number(in value: [UInt8]) throws -> Int {
        let digits = value.prefix { $0 != 0x20 }
        let number = try #require(Int(String(decoding: digits, as: UTF8.self)))
        let filling = value.dropFirst(digits.count + 1)
        #expect(filling.count == (number % 7 == 0 ? 20_000 : number * 37 % 900))
        #expect(filling.allSatisfy { $0 == UInt8(number % 251) })
        return number
    }

    private func fileSize(_ path: String) -> Int {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : 0
    }

    private func contents(_ path: String) -> String {
        String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
    }

    /// What all writers so far were told to be on disk.
    private struct Acknowledged {
        var numbers: [Int: Int] = [:]
        var revision: Int64 = 0

        /// Adds a file's lines; whether there was one. A last line that was cut off was not said.
        mutating func read(_ path: String) throws -> Bool {
            let text = String(
                decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
            var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            lines.removeLast()
            for line in lines {
                let words = line.split(separator: " ").compactMap { Int64($0) }
                try #require(words.count == 3, "\(line)")
                let worker = Int(words[0])
                numbers[worker] = max(numbers[worker] ?? 0, Int(words[1]))
                revision = max(revision, words[2])
            }
            return !lines.isEmpty
        }
    }
}

extension Array {
    fileprivate func asyncMap<T>(_ transform: (Element) async throws -> T) async rethrows -> [T] {
        var result: [T] = []
        for element in self { result.append(try await transform(element)) }
        return result
    }
}
