import Synchronization

/// Lets callers that got in one another's way go on one after the other, repository by repository.
///
/// Compare-and-swap is right whoever takes part, and fair to nobody: of fifty pushes that move the
/// same tag each round lets one through and sends all others back, so the last would begin fifty
/// times. Who has lost once takes a turn here, and from then on competes with newcomers only. Nothing
/// depends on it but how soon they succeed; other servers are not asked.
final class RepositoryTurns: Sendable {
    /// Callers that may wait for a turn in one repository.
    static let maximumWaiting = 1024

    private typealias Waiter = CheckedContinuation<Void, Never>

    /// Who waits, first come first served, for each repository in which somebody has the turn.
    private let waiting = Mutex<[RepositoryID: [Waiter]]>([:])

    /// Waits for the turn, which the caller then has until it passes it on. False, and it has none, when
    /// too many wait already.
    func take(_ id: RepositoryID) async -> Bool {
        enum Outcome { case mine, queued, full }
        var isMine = true
        await withCheckedContinuation { (waiter: Waiter) in
            let outcome = waiting.withLock { waiting -> Outcome in
                guard let count = waiting[id]?.count else {
                    waiting[id] = []
                    return .mine
                }
                guard count < RepositoryTurns.maximumWaiting else { return .full }
                waiting[id]?.append(waiter)
                return .queued
            }
            if outcome == .full { isMine = false }
            if outcome != .queued { waiter.resume() }
        }
        return isMine
    }

    /// Gives the turn to whoever has waited longest.
    func pass(_ id: RepositoryID) {
        let next = waiting.withLock { waiting -> Waiter? in
            guard waiting[id]?.isEmpty == false else {
                waiting[id] = nil
                return nil
            }
            return waiting[id]?.removeFirst()
        }
        next?.resume()
    }

    /// How many wait; nil when nobody has the turn.
    func count(_ id: RepositoryID) -> Int? { waiting.withLock { $0[id]?.count } }
}
