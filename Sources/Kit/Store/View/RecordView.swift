package import Logging
import Synchronization

/// The decoded records of a range, kept in memory by a watch: what a service reads from.
///
/// ``run()`` reads the range and follows it; ``snapshot()`` never waits. A caller that has just
/// committed, and wants to read what it wrote, passes the revision of its commit to
/// ``wait(for:timeout:)``. A record that cannot be decoded is set apart and reported, and stays in
/// the store as it is.
package final class RecordView<Record: Sendable>: Sendable {
    /// What the view shows.
    package typealias Snapshot = RecordSnapshot<Record>

    private typealias Outcome = Result<Snapshot, StoreError>

    /// Somebody who waits, and for what.
    private struct Waiter {
        enum Condition {
            /// The view has passed this revision.
            case passed(Revision)
            /// A record has changed after this revision.
            case changed(after: Revision)

            /// A view that has read nothing yet satisfies nothing, not even "everything through
            /// zero".
            func isSatisfied(by snapshot: Snapshot) -> Bool {
                if snapshot.revision == .zero { return false }
                return switch self {
                case .passed(let revision): snapshot.revision >= revision
                case .changed(let revision): snapshot.changed > revision
                }
            }
        }

        var condition: Condition
        var continuation: CheckedContinuation<Outcome, Never>
    }

    private struct State {
        var snapshot: Snapshot
        var stream: WatchStream?
        var running = false
        var nextWaiter = 0
        var waiters: [Int: Waiter] = [:]

        /// Has the watch say when the lowest revision that somebody waits for is passed: without
        /// changes in its own range it would say nothing.
        func requestProgress() {
            var lowest: Revision?
            for waiter in waiters.values {
                if case .passed(let revision) = waiter.condition {
                    lowest = min(lowest ?? revision, revision)
                }
            }
            if let lowest { stream?.requestProgress(reaching: lowest) }
        }
    }

    private let store: any Store
    private let range: KeyRange
    private let clock: any StoreClock
    private let logger: Logger
    private let indexes: [RecordIndex<Record>]
    private let decode: @Sendable (Key, [UInt8]) throws -> Record
    private let state: Mutex<State>

    /// A view of `range`. Nothing is read before ``run()``.
    ///
    /// - Parameters:
    ///   - indexes: Further orders of the records.
    ///   - decode: The record that a value holds. Called once for each value, by ``run()``.
    package init(
        _ range: KeyRange, of store: any Store, indexes: [RecordIndex<Record>] = [],
        clock: any StoreClock = SystemClock(), logger: Logger,
        decode: @escaping @Sendable (Key, [UInt8]) throws -> Record
    ) {
        self.store = store
        self.range = range
        self.clock = clock
        self.logger = logger
        self.indexes = indexes
        self.decode = decode
        state = Mutex(State(snapshot: Snapshot(indexes: indexes)))
    }

    /// What the view shows now, without waiting.
    package func snapshot() -> Snapshot {
        state.withLock { $0.snapshot }
    }

    /// The snapshot once all that happened through `revision` is in it: the revision of the
    /// caller's own commit, or ``Revision/zero`` for the first read of the store.
    ///
    /// - Throws: ``StoreError/deadlineExceeded`` after `timeout`, ``StoreError/cancelled``, or the
    ///   error that ended ``run()``.
    package func wait(
        for revision: Revision, timeout: Duration = .seconds(5)
    ) async throws(StoreError) -> Snapshot {
        try await wait(.passed(revision), timeout: timeout)
    }

    /// The snapshot once one of its records has changed after the revision `revision`; nil as
    /// timeout waits without end.
    ///
    /// - Throws: As ``wait(for:timeout:)``.
    package func waitForChange(
        after revision: Revision, timeout: Duration? = nil
    ) async throws(StoreError) -> Snapshot {
        try await wait(.changed(after: revision), timeout: timeout)
    }
}

// MARK: Following the store

extension RecordView {
    /// Reads the range and follows its changes until the task is cancelled or the store answers
    /// with an error that trying again does not cure. After a compaction or an overrun, or when
    /// the store was not to be reached, the range is read again; the view shows its last state
    /// meanwhile.
    package func run() async throws(StoreError) {
        let alone = state.withLock { state in
            defer { state.running = true }
            return !state.running
        }
        precondition(alone, "a view is run once at a time")
        do {
            try await follow()
            finish(with: .closed)
        } catch {
            finish(with: error)
            throw error
        }
    }

    private func follow() async throws(StoreError) {
        var failures = 0
        while !Task.isCancelled {
            do throws(StoreError) {
                let revision = try await load()
                let stream = try await store.watch(range, from: revision.next)
                failures = 0
                state.withLock { state in
                    state.stream = stream
                    state.requestProgress()
                }
                for try await batch in stream { apply(batch) }
                return
            } catch {
                if error == .cancelled { return }
                if error.recovery == .terminal { throw error }
                logger.warning(
                    "store view reads its range again",
                    metadata: ["store.range": "\(range)", "error": "\(error)"])
                failures += 1
                try? await clock.sleep(until: clock.now() + Self.pause(after: failures))
            }
        }
    }

    /// How long to wait before the next attempt: none after a first error, then doubling from
    /// 100 ms to 5 s.
    private static func pause(after failures: Int) -> Duration {
        failures < 2 ? .zero : min(.seconds(5), .milliseconds(50) * (1 << min(failures, 10)))
    }

    /// Reads the whole range as it stands at one revision, and shows it.
    private func load() async throws(StoreError) -> Revision {
        let old = snapshot()
        var new = Snapshot(indexes: indexes)
        var page = try await store.list(range)
        while true {
            for item in page.items {
                // What is known already need not be decoded again.
                if let known = old.entry(item.key), known.modRevision == item.modRevision {
                    new.apply(.record(known))
                } else {
                    new.apply(decoded(item))
                }
            }
            guard page.more, let last = page.items.last else { break }
            page = try await store.list(
                range, after: last.key, limit: 1_000, at: page.revision)
        }
        new.revision = page.revision
        new.changed = page.revision
        show { $0 = new }
        return page.revision
    }

    private func apply(_ batch: WatchBatch) {
        // Decoding comes before the lock: readers do not wait for it.
        let changes = batch.events.map { event in
            switch event {
            case .put(let record, _): decoded(record)
            case .delete(let previous): Snapshot.Change.deleted(previous.key)
            }
        }
        show { snapshot in
            for change in changes { snapshot.apply(change) }
            snapshot.revision = max(snapshot.revision, batch.revision)
            if !changes.isEmpty { snapshot.changed = batch.revision }
        }
    }

    private func decoded(_ item: KeyValue) -> Snapshot.Change {
        do {
            return .record(
                RecordEntry(
                    key: item.key, record: try decode(item.key, item.value),
                    createRevision: item.createRevision, modRevision: item.modRevision))
        } catch {
            logger.error(
                "store record cannot be decoded and is set apart",
                metadata: [
                    "store.key": "\(item.key)", "store.revision": "\(item.modRevision)",
                    "error": "\(error)",
                ])
            return .quarantined(
                QuarantinedRecord(
                    key: item.key, modRevision: item.modRevision,
                    reason: String(describing: error)))
        }
    }

    /// Changes what the view shows, and wakes those who waited for it.
    private func show(_ change: (inout Snapshot) -> Void) {
        let (snapshot, woken) = state.withLock { state in
            change(&state.snapshot)
            let woken = state.waiters.filter { $0.value.condition.isSatisfied(by: state.snapshot) }
            for id in woken.keys { state.waiters[id] = nil }
            state.requestProgress()
            return (state.snapshot, woken)
        }
        for waiter in woken.values { waiter.continuation.resume(returning: .success(snapshot)) }
    }

    private func finish(with error: StoreError) {
        let waiters = state.withLock { state in
            state.running = false
            state.stream = nil
            defer { state.waiters = [:] }
            return state.waiters
        }
        for waiter in waiters.values { waiter.continuation.resume(returning: .failure(error)) }
    }
}

// MARK: Waiting

extension RecordView {
    private func wait(
        _ condition: Waiter.Condition, timeout: Duration?
    ) async throws(StoreError) -> Snapshot {
        let snapshot = snapshot()
        if condition.isSatisfied(by: snapshot) { return snapshot }
        guard let timeout else { return try await suspend(condition).get() }
        let deadline = clock.now() + timeout
        let outcome = await withTaskGroup(of: Outcome.self) { group in
            group.addTask { await self.suspend(condition) }
            group.addTask {
                do { try await self.clock.sleep(until: deadline) } catch {
                    return .failure(.cancelled)
                }
                return .failure(.deadlineExceeded)
            }
            defer { group.cancelAll() }
            return await group.next() ?? .failure(.cancelled)
        }
        return try outcome.get()
    }

    /// Waits until the condition is satisfied, the view ends or the task is cancelled.
    private func suspend(_ condition: Waiter.Condition) async -> Outcome {
        let id = state.withLock { state in
            state.nextWaiter += 1
            return state.nextWaiter
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let waiter = Waiter(condition: condition, continuation: continuation)
                let outcome = state.withLock { state -> Outcome? in
                    if condition.isSatisfied(by: state.snapshot) {
                        return .success(state.snapshot)
                    }
                    if Task.isCancelled { return .failure(.cancelled) }
                    state.waiters[id] = waiter
                    state.requestProgress()
                    return nil
                }
                if let outcome { continuation.resume(returning: outcome) }
            }
        } onCancel: {
            let waiter = state.withLock { $0.waiters.removeValue(forKey: id) }
            waiter?.continuation.resume(returning: .failure(.cancelled))
        }
    }
}
