package import Workload

/// One line that a container wrote.
package struct LogLine: Sendable, Hashable {
    package enum Stream: String, Sendable, Hashable {
        case stdout
        case stderr
    }

    package var time: WallTime
    package var stream: Stream
    /// Without its line end. Any bytes: nothing promises UTF-8.
    package var text: [UInt8]
    /// False when the line went on beyond the parser's maximum; its rest follows as another line.
    package var isComplete: Bool

    package init(time: WallTime, stream: Stream, text: [UInt8], isComplete: Bool = true) {
        self.time = time
        self.stream = stream
        self.text = text
        self.isComplete = isComplete
    }
}

/// Reads CRI's log format: lines of `<RFC 3339 time> <stream> <P|F> <text>`, where P says that the
/// text goes on in the stream's next record. Pure; bytes come in pieces of any size.
package struct LogParser: Sendable {
    /// Most bytes of one joined line: what CloudWatch Logs takes as one event (262,144 with 26 of
    /// overhead) fits exactly.
    package static let defaultMaxLineBytes = 262_118
    /// Most bytes of one record that is not a log line at all; what is longer is dropped.
    static let maxRecordBytes = 1 << 20

    private let maxLineBytes: Int
    private var record: [UInt8] = []
    private var isSkipping = false
    /// Begun lines, by stream.
    private var begun: [LogLine.Stream: LogLine] = [:]
    /// Bytes taken in altogether.
    private var taken = 0
    /// Of the oldest record that belongs to no delivered line yet.
    private var begunOffsets: [LogLine.Stream: Int] = [:]
    private var recordOffset = 0

    /// Records that could not be understood and were left out.
    package private(set) var malformedCount = 0

    package init(maxLineBytes: Int = LogParser.defaultMaxLineBytes) {
        precondition(maxLineBytes > 0, "a line has room for at least one byte")
        self.maxLineBytes = maxLineBytes
    }

    /// How many of the bytes taken in need not be read again to go on from here in another life:
    /// everything before the first line that is not delivered.
    package var settledBytes: Int { min(recordOffset, begunOffsets.values.min() ?? recordOffset) }

    /// - Returns: the lines that `bytes` complete, in order.
    package mutating func consume(_ bytes: some Sequence<UInt8>) -> [LogLine] {
        var lines: [LogLine] = []
        for byte in bytes {
            taken += 1
            if byte == UInt8(ascii: "\n") {
                if isSkipping {
                    malformedCount += 1
                } else {
                    finishRecord(&lines)
                }
                isSkipping = false
                record.removeAll(keepingCapacity: true)
                recordOffset = taken
            } else if record.count < Self.maxRecordBytes {
                record.append(byte)
            } else {
                isSkipping = true
            }
        }
        return lines
    }

    /// What was begun and will not be completed, when the container has ended: also the last
    /// record if its line end is missing.
    package mutating func finish() -> [LogLine] {
        var lines: [LogLine] = []
        if !record.isEmpty && !isSkipping { finishRecord(&lines) }
        record = []
        recordOffset = taken
        for stream in [LogLine.Stream.stdout, .stderr] {
            if let line = begun.removeValue(forKey: stream) { lines.append(line) }
        }
        begunOffsets = [:]
        return lines
    }

    private mutating func finishRecord(_ lines: inout [LogLine]) {
        guard let parsed = Self.parse(record) else {
            malformedCount += 1
            return
        }
        var line =
            begun.removeValue(forKey: parsed.stream)
            ?? LogLine(time: parsed.time, stream: parsed.stream, text: [])
        let offset = begunOffsets.removeValue(forKey: parsed.stream) ?? recordOffset
        var rest = record[parsed.textStart...]
        while line.text.count + rest.count > maxLineBytes {
            let count = maxLineBytes - line.text.count
            line.text += rest.prefix(count)
            rest = rest.dropFirst(count)
            line.isComplete = false
            lines.append(line)
            line = LogLine(time: parsed.time, stream: parsed.stream, text: [])
        }
        line.text += rest
        if parsed.isPartial {
            begun[parsed.stream] = line
            begunOffsets[parsed.stream] = offset
        } else {
            lines.append(line)
        }
    }

    private struct Record {
        var time: WallTime
        var stream: LogLine.Stream
        var isPartial: Bool
        var textStart: Int
    }

    private static func parse(_ record: [UInt8]) -> Record? {
        let space = UInt8(ascii: " ")
        guard let first = record.firstIndex(of: space),
            let time = RFC3339.parse(record[..<first]),
            let second = record[(first + 1)...].firstIndex(of: space),
            let stream = LogLine.Stream(
                rawValue: String(decoding: record[(first + 1)..<second], as: UTF8.self))
        else { return nil }
        // The text after the tags may be missing together with the space.
        let third = record[(second + 1)...].firstIndex(of: space) ?? record.endIndex
        // Tags are separated by colons; the first says whether the line goes on.
        switch record[(second + 1)..<third].split(separator: UInt8(ascii: ":")).first {
        case [UInt8(ascii: "P")]:
            return Record(
                time: time, stream: stream, isPartial: true,
                textStart: min(third + 1, record.endIndex))
        case [UInt8(ascii: "F")]:
            return Record(
                time: time, stream: stream, isPartial: false,
                textStart: min(third + 1, record.endIndex))
        default: return nil
        }
    }
}

/// The one form of time that container logs use.
enum RFC3339 {
    /// `2006-01-02T15:04:05.999999999Z` or with an offset such as `+02:00`; nil for anything else.
    static func parse(_ text: ArraySlice<UInt8>) -> WallTime? {
        var rest = text
        guard let year = number(&rest, digits: 4), take(&rest, "-"),
            let month = number(&rest, digits: 2), take(&rest, "-"),
            let day = number(&rest, digits: 2), take(&rest, "T"),
            let hour = number(&rest, digits: 2), take(&rest, ":"),
            let minute = number(&rest, digits: 2), take(&rest, ":"),
            let second = number(&rest, digits: 2),
            (1970...2261).contains(year), (1...12).contains(month), (1...31).contains(day),
            hour < 24, minute < 60, second < 61
        else { return nil }
        guard let nanoseconds = fraction(&rest), let offset = zone(&rest), rest.isEmpty else {
            return nil
        }
        let days = daysSinceEpoch(year, month, day)
        let seconds = ((days * 24 + hour) * 60 + minute) * 60 + second - offset
        return WallTime(nanosecondsSinceEpoch: Int64(seconds) * 1_000_000_000 + nanoseconds)
    }

    private static func fraction(_ rest: inout ArraySlice<UInt8>) -> Int64? {
        guard take(&rest, ".") else { return 0 }
        var value: Int64 = 0
        var digits = 0
        while let digit = rest.first, (0x30...0x39).contains(digit), digits < 9 {
            value = value * 10 + Int64(digit - 0x30)
            digits += 1
            rest = rest.dropFirst()
        }
        guard digits > 0 else { return nil }
        while digits < 9 {
            value *= 10
            digits += 1
        }
        return value
    }

    /// Seconds east of UTC.
    private static func zone(_ rest: inout ArraySlice<UInt8>) -> Int? {
        if take(&rest, "Z") { return 0 }
        let sign = take(&rest, "+") ? 1 : take(&rest, "-") ? -1 : 0
        guard sign != 0, let hours = number(&rest, digits: 2), take(&rest, ":"),
            let minutes = number(&rest, digits: 2)
        else { return nil }
        return sign * (hours * 60 + minutes) * 60
    }

    private static func number(_ rest: inout ArraySlice<UInt8>, digits: Int) -> Int? {
        guard rest.count >= digits else { return nil }
        var value = 0
        for byte in rest.prefix(digits) {
            guard (0x30...0x39).contains(byte) else { return nil }
            value = value * 10 + Int(byte - 0x30)
        }
        rest = rest.dropFirst(digits)
        return value
    }

    private static func take(_ rest: inout ArraySlice<UInt8>, _ byte: Unicode.Scalar) -> Bool {
        guard rest.first == UInt8(ascii: byte) else { return false }
        rest = rest.dropFirst()
        return true
    }

    /// The proleptic Gregorian calendar, by years that begin in March so that the leap day is last.
    private static func daysSinceEpoch(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted % 400
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
            - 719_468
    }
}
