package import Shapes

/// One event as PutLogEvents takes it.
package struct LogEvent: Sendable, Hashable {
    package var time: Timestamp
    /// Never empty.
    package var message: String

    package init(time: Timestamp, message: String) {
        self.time = time
        self.message = message
    }

    /// What the service counts for it.
    var cost: Int { message.utf8.count + LogBatcher.eventOverhead }
}

/// What one PutLogEvents call carries.
package struct LogBatch: Sendable, Hashable {
    /// In order of time, at least one.
    package var events: [LogEvent]
    /// Up to where the file is with the service once this is taken; nil when that is no further
    /// than before.
    package var mark: LogMark?
}

/// Makes events of a container's lines, and batches of events, within the service's limits.
///
/// Lines are added in the order of the file. A batch is due when it is full, when its first event
/// has waited for the flush interval, or at the end. One batch is out at a time: the next is made
/// when the caller asks after the service took the last.
package struct LogBatcher: Sendable {
    // Limits of PutLogEvents.
    static let eventOverhead = 26
    static let largestEvent = 262_144 - eventOverhead
    static let largestBatchBytes = 1_048_576
    static let largestBatchCount = 10_000
    static let longestSpan = Duration.seconds(24 * 3600)
    /// Bytes waiting beyond which no more lines should be read.
    static let largestBacklog = 4 << 20

    private let pattern: LinePattern?
    private let flushInterval: Duration
    private var pending: [Item] = []
    private var pendingBytes = 0
    /// An event to which further lines may belong.
    private var open: OpenEvent?

    private struct Item: Sendable {
        var event: LogEvent
        /// When its first line was read, for the flush.
        var readAt: Timestamp
        var mark: LogMark?
    }

    private struct OpenEvent: Sendable {
        var time: Timestamp
        var text: [UInt8]
        var readAt: Timestamp
        var mark: LogMark?
    }

    package init(pattern: LinePattern? = nil, flushInterval: Duration = .seconds(1)) {
        self.pattern = pattern
        self.flushInterval = flushInterval
    }

    /// Whether there is room for more lines.
    package var hasRoom: Bool { pendingBytes + (open?.text.count ?? 0) < Self.largestBacklog }

    /// Nothing waits.
    package var isEmpty: Bool { pending.isEmpty && open == nil }

    /// Takes one line without its line end. With a pattern every line of an event gets its end
    /// back, the last one too: so docker's driver does it.
    package mutating func add(_ text: [UInt8], at time: Timestamp, now: Timestamp) {
        guard let pattern else {
            append(text, at: time, readAt: now, mark: nil)
            return
        }
        let line = text.count < Self.largestEvent ? text + [UInt8(ascii: "\n")] : text
        if let event = open, !pattern.matches(text),
            event.text.count + line.count <= Self.largestEvent
        {
            open?.text += line
            return
        }
        closeOpenEvent()
        open = OpenEvent(time: time, text: line, readAt: now)
    }

    /// All lines of the file before `mark` have been added.
    package mutating func reached(_ mark: LogMark) {
        if open != nil {
            open?.mark = mark
        } else if !pending.isEmpty {
            pending[pending.count - 1].mark = mark
        }
    }

    private mutating func closeOpenEvent() {
        guard let event = open else { return }
        open = nil
        append(event.text, at: event.time, readAt: event.readAt, mark: event.mark)
    }

    /// Adds events for `text`: none when it is empty, several when it is too long for one.
    private mutating func append(
        _ text: [UInt8], at time: Timestamp, readAt: Timestamp, mark: LogMark?
    ) {
        let message = String(decoding: text, as: UTF8.self)
        for part in Self.parts(of: message) {
            let event = LogEvent(time: time, message: part)
            pending.append(Item(event: event, readAt: readAt, mark: nil))
            pendingBytes += event.cost
        }
        if let mark, !pending.isEmpty { pending[pending.count - 1].mark = mark }
    }

    /// Broken text grows when it is made UTF-8, so the length counts afterwards.
    private static func parts(of message: String) -> [String] {
        guard message.utf8.count > largestEvent else { return message.isEmpty ? [] : [message] }
        var parts: [String] = []
        var part = ""
        var size = 0
        for scalar in message.unicodeScalars {
            let width = UTF8.width(scalar)
            if size + width > largestEvent {
                parts.append(part)
                part = ""
                size = 0
            }
            part.unicodeScalars.append(scalar)
            size += width
        }
        if !part.isEmpty { parts.append(part) }
        return parts
    }

    /// When a batch is due if nothing else comes; nil when nothing waits.
    package var deadline: Timestamp? {
        (pending.first?.readAt ?? open?.readAt).map { $0 + flushInterval }
    }

    /// The next batch, if one is due. `isFinal` says that no line comes any more.
    package mutating func next(now: Timestamp, isFinal: Bool = false) -> LogBatch? {
        let isTime = deadline.map { now >= $0 } ?? false
        // An event that has waited is complete: the next line would have come by now.
        if let event = open, isFinal || now >= event.readAt + flushInterval { closeOpenEvent() }
        let isFull =
            pendingBytes >= Self.largestBatchBytes || pending.count >= Self.largestBatchCount
        guard !pending.isEmpty, isTime || isFinal || isFull else { return nil }
        return takeBatch()
    }

    private mutating func takeBatch() -> LogBatch {
        var count = 0
        var bytes = 0
        var earliest = pending[0].event.time
        var latest = earliest
        for item in pending {
            let low = min(earliest, item.event.time)
            let high = max(latest, item.event.time)
            guard count < Self.largestBatchCount, bytes + item.event.cost <= Self.largestBatchBytes,
                high - low < Self.longestSpan
            else { break }
            count += 1
            bytes += item.event.cost
            earliest = low
            latest = high
        }
        let items = pending.prefix(count)
        let mark = items.last { $0.mark != nil }?.mark
        let events = items.map(\.event).enumerated().sorted {
            ($0.element.time, $0.offset) < ($1.element.time, $1.offset)
        }.map(\.element)
        pending.removeFirst(count)
        pendingBytes -= bytes
        return LogBatch(events: events, mark: mark)
    }
}

/// What to do about a call to the log service that failed.
package enum LogCallVerdict: Sendable, Hashable {
    /// The same again later.
    case retry
    /// Group or stream is gone: make it again, then the same.
    case recreate
    /// It was taken before, or made by another: as good as done.
    case done
    /// This batch will never be taken.
    case giveUp

    /// - Parameter code: the service's error code; nil when it was not reached.
    package init(code: String?, status: Int?) {
        switch code {
        case nil: self = .retry
        case "ResourceNotFoundException": self = .recreate
        case "ResourceAlreadyExistsException", "DataAlreadyAcceptedException": self = .done
        case "InvalidParameterException", "ValidationException", "SerializationException":
            self = .giveUp
        // Throttling, OperationAborted, permissions that may come yet, trouble of the service.
        default: self = .retry
        }
    }
}
