import Synchronization

/// Work that is done once for however many ask for it at the same time.
final class Flights<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    typealias Outcome = Result<Value, RegistryError>

    /// One piece of work that is under way.
    final class Flight: Sendable {
        private enum State {
            case flying([Int: CheckedContinuation<Outcome, Never>], next: Int)
            case landed(Outcome)
        }

        private let state = Mutex(State.flying([:], next: 0))

        /// How it ends; a failure of kind `interrupted` when the caller is cancelled before.
        func outcome() async -> Outcome {
            guard let number = reserve() else { return landed() ?? Flights.interrupted }
            return await withTaskCancellationHandler {
                await withCheckedContinuation { continuation in
                    if let outcome = enter(number, continuation) {
                        continuation.resume(returning: outcome)
                    } else if Task.isCancelled {
                        leave(number)
                    }
                }
            } onCancel: {
                leave(number)
            }
        }

        fileprivate func land(_ outcome: Outcome) {
            let waiting = state.withLock { state -> [CheckedContinuation<Outcome, Never>] in
                guard case .flying(let waiting, _) = state else { return [] }
                state = .landed(outcome)
                return Array(waiting.values)
            }
            for continuation in waiting { continuation.resume(returning: outcome) }
        }

        private func landed() -> Outcome? {
            state.withLock { if case .landed(let outcome) = $0 { outcome } else { nil } }
        }

        private func reserve() -> Int? {
            state.withLock { state in
                guard case .flying(let waiting, let next) = state else { return nil }
                state = .flying(waiting, next: next + 1)
                return next
            }
        }

        /// The outcome if it is there already.
        private func enter(
            _ number: Int, _ continuation: CheckedContinuation<Outcome, Never>
        ) -> Outcome? {
            state.withLock { state in
                switch state {
                case .landed(let outcome): return outcome
                case .flying(var waiting, let next):
                    waiting[number] = continuation
                    state = .flying(waiting, next: next)
                    return nil
                }
            }
        }

        private func leave(_ number: Int) {
            let continuation = state.withLock {
                state -> CheckedContinuation<Outcome, Never>? in
                guard case .flying(var waiting, let next) = state else { return nil }
                let continuation = waiting.removeValue(forKey: number)
                state = .flying(waiting, next: next)
                return continuation
            }
            continuation?.resume(returning: Flights.interrupted)
        }
    }

    static var interrupted: Outcome {
        .failure(.upstream(UpstreamFailure(.interrupted, "the request was interrupted")))
    }

    private let flights = Mutex<[Key: Flight]>([:])

    /// The work on `key`, and whether the caller is the first, who must see to it that it is done and
    /// ``land(_:_:_:)`` called.
    func join(_ key: Key) -> (flight: Flight, isFirst: Bool) {
        flights.withLock { flights in
            if let flight = flights[key] { return (flight, false) }
            let flight = Flight()
            flights[key] = flight
            return (flight, true)
        }
    }

    /// Ends the work on `key`; whoever joins later begins anew.
    func land(_ key: Key, _ flight: Flight, _ outcome: Outcome) {
        flights.withLock { flights in
            if flights[key] === flight { flights[key] = nil }
        }
        flight.land(outcome)
    }

    /// Does `body` unless somebody does already, whose outcome it is then.
    func once(_ key: Key, _ body: () async -> Outcome) async -> Outcome {
        while true {
            let (flight, isFirst) = join(key)
            if isFirst {
                let outcome = await body()
                land(key, flight, outcome)
                return outcome
            }
            let outcome = await flight.outcome()
            // Who did it was interrupted, and we are not.
            if case .failure(.upstream(let failure)) = outcome, failure.kind == .interrupted,
                !Task.isCancelled
            {
                continue
            }
            return outcome
        }
    }
}
