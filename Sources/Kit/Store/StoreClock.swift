import Synchronization

/// The time that leases and upkeep go by: it only ever advances, and has no relation to the wall
/// clock. Tests and the simulation pass a ``ManualClock``.
package protocol StoreClock: Sendable {
    /// The time since some fixed moment.
    func now() -> Duration

    /// Returns once ``now()`` is at least `deadline`, or throws when the task is cancelled.
    func sleep(until deadline: Duration) async throws(CancellationError)
}

/// The machine's clock, which runs on while the machine sleeps.
package struct SystemClock: StoreClock {
    private let origin = ContinuousClock.now

    /// A clock that starts at zero now.
    package init() {}

    package func now() -> Duration {
        ContinuousClock.now - origin
    }

    package func sleep(until deadline: Duration) async throws(CancellationError) {
        do {
            try await ContinuousClock().sleep(until: origin.advanced(by: deadline))
        } catch {
            // The clock documents no other error.
            throw CancellationError()
        }
    }
}

/// A clock that stands still until it is told to advance.
package final class ManualClock: StoreClock {
    private struct Sleeper {
        var deadline: Duration
        var continuation: CheckedContinuation<Void, any Error>
    }

    private struct State {
        var now = Duration.zero
        var nextSleeper = 0
        var sleepers: [Int: Sleeper] = [:]
        /// Sleeps that were cancelled before they began to wait.
        var cancelled: Set<Int> = []
    }

    private let state = Mutex(State())

    /// A clock that shows zero.
    package init() {}

    package func now() -> Duration {
        state.withLock { $0.now }
    }

    /// How many tasks sleep; lets a test wait until a loop has come to rest.
    package var sleepers: Int {
        state.withLock { $0.sleepers.count }
    }

    /// Moves the time on and wakes those whose deadline has come, the earliest first.
    package func advance(by step: Duration) {
        precondition(step >= .zero, "time does not go backwards")
        let due = state.withLock { state in
            state.now += step
            let due = state.sleepers.filter { $0.value.deadline <= state.now }
            for id in due.keys { state.sleepers[id] = nil }
            return due.values.sorted { $0.deadline < $1.deadline }
        }
        for sleeper in due { sleeper.continuation.resume() }
    }

    package func sleep(until deadline: Duration) async throws(CancellationError) {
        let id = state.withLock { state in
            state.nextSleeper += 1
            return state.nextSleeper
        }
        do {
            try await withTaskCancellationHandler {
                try await withCheckedThrowingContinuation { continuation in
                    settle(id, deadline, continuation)
                }
            } onCancel: {
                cancel(id)
            }
        } catch {
            throw CancellationError()
        }
    }

    private func settle(
        _ id: Int, _ deadline: Duration, _ continuation: CheckedContinuation<Void, any Error>
    ) {
        let outcome = state.withLock { state -> Result<Void, any Error>? in
            if state.cancelled.remove(id) != nil { return .failure(CancellationError()) }
            if deadline <= state.now { return .success(()) }
            state.sleepers[id] = Sleeper(deadline: deadline, continuation: continuation)
            return nil
        }
        if let outcome { continuation.resume(with: outcome) }
    }

    private func cancel(_ id: Int) {
        let sleeper = state.withLock { state in
            let sleeper = state.sleepers.removeValue(forKey: id)
            if sleeper == nil { state.cancelled.insert(id) }
            return sleeper
        }
        sleeper?.continuation.resume(throwing: CancellationError())
    }
}
