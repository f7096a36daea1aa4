import AWSWire
import CloudWatchLogsModel
import Shapes
import Store
import Synchronization

/// An event on its way to live tail sessions.
struct TailEvent: Sendable, Hashable {
    var group: String
    var stream: String
    var timestamp: Int64
    var ingestionTime: Int64
    var message: String
}

/// What a session looks at.
struct TailFilter: Sendable {
    /// The groups by id, each with the identifier that its events carry.
    var groups: [GroupID: String]
    var streams: Set<String>?
    var prefixes: [String]?
    var pattern: FilterPattern

    func includes(stream: String) -> Bool {
        if let streams { return streams.contains(stream) }
        if let prefixes {
            return prefixes.contains { stream.utf8.starts(with: $0.utf8) }
        }
        return true
    }
}

/// What waits for the reader of one session: a bounded row of events, the oldest of which give way.
struct TailBuffer: Sendable {
    private var events: [TailEvent] = []
    private var bytes = 0
    private var isSampled = false

    mutating func append(_ event: TailEvent, _ limits: LogsLimits) {
        events.append(event)
        bytes += event.message.utf8.count
        // Dropped in rows of a tenth, because a row is moved up each time.
        guard events.count > limits.tailBufferEvents || bytes > limits.tailBufferBytes else {
            return
        }
        isSampled = true
        let count = max(1, events.count / 10)
        bytes -= events.prefix(count).reduce(0) { $0 + $1.message.utf8.count }
        events.removeFirst(count)
    }

    /// Notes that events were lost before they came here.
    mutating func markSampled() { isSampled = true }

    /// Takes everything, thinned out evenly to what one update holds.
    mutating func take(_ limits: LogsLimits) -> (events: [TailEvent], isSampled: Bool) {
        defer { self = TailBuffer() }
        let limit = limits.tailUpdateEvents
        guard events.count > limit else { return (events, isSampled) }
        return ((0..<limit).map { events[$0 * events.count / limit] }, true)
    }
}

/// One live tail session. The reader pulls: each call of ``next()`` waits until an update is due.
final class TailSession: Sendable {
    private enum Phase: Sendable {
        case opened
        /// Updates are sent; the next one at this time.
        case running(due: Duration)
        case ended
    }

    let filter: TailFilter
    private let start: LogsAPI.LiveTailSessionStart
    private let limits: LogsLimits
    private let clock: any StoreClock
    private let deadline: Duration
    private let phase = Mutex(Phase.opened)
    private let buffer = Mutex(TailBuffer())
    /// Takes the session off the hub.
    private let close: @Sendable () -> Void

    init(
        filter: TailFilter, start: LogsAPI.LiveTailSessionStart, limits: LogsLimits,
        clock: any StoreClock, close: @escaping @Sendable () -> Void
    ) {
        self.filter = filter
        self.start = start
        self.limits = limits
        self.clock = clock
        self.close = close
        deadline = clock.now() + limits.tailDuration
    }

    deinit { close() }

    /// Adds those events that the session's pattern matches.
    func offer(_ events: [TailEvent]) {
        let matching = events.filter { filter.pattern.matches($0.message) }
        buffer.withLock { buffer in
            for event in matching { buffer.append(event, limits) }
        }
    }

    /// Notes that events were lost before the session saw them.
    func markSampled() {
        buffer.withLock { $0.markSampled() }
    }

    /// The next event of the answer's stream; nil when it is over.
    func next() async throws -> EventStreamOutput.Event? {
        switch phase.withLock({ $0 }) {
        case .opened:
            phase.withLock { $0 = .running(due: clock.now() + limits.tailInterval) }
            return .init(name: "sessionStart", payload: start.encoded)
        case .running(let due):
            try await clock.sleep(until: min(due, deadline))
            let now = clock.now()
            guard now < deadline else {
                phase.withLock { $0 = .ended }
                close()
                let timeout = LogsAPI.SessionTimeoutException {
                    $0.message = "Live Tail session timed out."
                }
                return .init(name: "SessionTimeoutException", payload: timeout.encoded)
            }
            // A reader that was late gets its next update an interval later, not at once.
            phase.withLock { $0 = .running(due: max(due, now) + limits.tailInterval) }
            return .init(name: "sessionUpdate", payload: update().encoded)
        case .ended:
            return nil
        }
    }

    private func update() -> LogsAPI.LiveTailSessionUpdate {
        let (events, isSampled) = buffer.withLock { $0.take(limits) }
        return LogsAPI.LiveTailSessionUpdate {
            $0.sessionMetadata = LogsAPI.LiveTailSessionMetadata { $0.sampled = isSampled }
            $0.sessionResults = events.map { event in
                LogsAPI.LiveTailSessionLogEvent {
                    $0.logGroupIdentifier = event.group
                    $0.logStreamName = event.stream
                    $0.message = event.message
                    $0.timestamp = Int(event.timestamp)
                    $0.ingestionTime = Int(event.ingestionTime)
                }
            }
        }
    }
}
