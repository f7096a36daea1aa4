import AWSWire
import CloudWatchLogsModel
import Store
import Synchronization

/// Carries stored events to live tail sessions. Writers only hand their events over; matching them
/// against sessions happens in ``run()``.
final class TailHub: Sendable {
    private struct Batch: Sendable {
        var group: GroupID
        var stream: String
        var ingestionTime: Int64
        var events: [NewEvent]
        var bytes: Int
    }

    /// A session as the hub knows it: it lives as long as its reader holds it.
    private struct Entry: Sendable {
        var scope: LogScope
        var groups: Set<GroupID>
        weak var session: TailSession?
    }

    private struct State: Sendable {
        var entries: [Int: Entry] = [:]
        var nextNumber = 0
        var batches: [Batch] = []
        var bytes = 0
    }

    private let limits: LogsLimits
    private let clock: any StoreClock
    private let state = Mutex(State())
    private let signal: AsyncStream<Void>
    private let wake: AsyncStream<Void>.Continuation

    init(limits: LogsLimits, clock: any StoreClock) {
        self.limits = limits
        self.clock = clock
        (signal, wake) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// How many sessions are open.
    var sessions: Int { state.withLock { $0.entries.count } }

    /// Opens a session; nil when the account and region have as many as they may.
    func open(
        _ filter: TailFilter, in scope: LogScope, start: LogsAPI.LiveTailSessionStart
    ) -> TailSession? {
        let number = state.withLock { state -> Int? in
            let count = state.entries.values.count { $0.scope == scope }
            guard count < limits.tailSessions else { return nil }
            state.nextNumber += 1
            state.entries[state.nextNumber] = Entry(scope: scope, groups: Set(filter.groups.keys))
            return state.nextNumber
        }
        guard let number else { return nil }
        let session = TailSession(filter: filter, start: start, limits: limits, clock: clock) {
            [weak self] in self?.close(number)
        }
        state.withLock { $0.entries[number]?.session = session }
        return session
    }

    private func close(_ number: Int) {
        state.withLock { state in _ = state.entries.removeValue(forKey: number) }
    }

    /// Hands over events that were stored. Costs next to nothing while no session looks at the
    /// group; when too much waits, the events are dropped and the sessions told so.
    func publish(
        _ events: [NewEvent], stream: String, of group: GroupID, ingestionTime: Int64
    ) {
        let dropped = state.withLock { state -> [TailSession] in
            let entries = state.entries.values.filter { $0.groups.contains(group) }
            guard !entries.isEmpty else { return [] }
            let bytes = events.reduce(0) { $0 + $1.size }
            guard state.bytes + bytes <= limits.tailQueueBytes else {
                return entries.compactMap(\.session)
            }
            state.bytes += bytes
            state.batches.append(
                Batch(
                    group: group, stream: stream, ingestionTime: ingestionTime, events: events,
                    bytes: bytes))
            return []
        }
        for session in dropped { session.markSampled() }
        wake.yield()
    }

    /// Matches what was handed over, until the task is cancelled. Runs once in the hub's life.
    func run() async {
        for await _ in signal {
            while deliverNext() { await Task.yield() }
        }
    }

    /// Matches the oldest batch against the sessions; false when there is none.
    func deliverNext() -> Bool {
        let work = state.withLock { state -> (Batch, [TailSession])? in
            guard !state.batches.isEmpty else { return nil }
            let batch = state.batches.removeFirst()
            state.bytes -= batch.bytes
            let sessions = state.entries.values.filter { $0.groups.contains(batch.group) }
            return (batch, sessions.compactMap(\.session))
        }
        guard let (batch, sessions) = work else { return false }
        for session in sessions where session.filter.includes(stream: batch.stream) {
            let group = session.filter.groups[batch.group] ?? ""
            session.offer(
                batch.events.map { event in
                    TailEvent(
                        group: group, stream: batch.stream, timestamp: event.timestamp,
                        ingestionTime: batch.ingestionTime, message: event.message)
                })
        }
        return true
    }
}
