import Synchronization

/// Which session of an instance is the newest; an older one ends when it is replaced.
final class CurrentSessions: Sendable {
    private struct Entry {
        var ticket: UInt64
        var replaced: CheckedContinuation<Void, Never>?
        var isReplaced = false
    }

    private struct State {
        var next: UInt64 = 0
        /// By ticket.
        var entries: [UInt64: Entry] = [:]
        /// The newest ticket of each instance.
        var newest: [String: UInt64] = [:]
    }

    private let state = Mutex(State())

    func begin(_ arn: String) -> UInt64 {
        let (ticket, old) = state.withLock { state -> (UInt64, CheckedContinuation<Void, Never>?) in
            state.next += 1
            let ticket = state.next
            var waiting: CheckedContinuation<Void, Never>?
            if let previous = state.newest[arn] {
                state.entries[previous]?.isReplaced = true
                waiting = state.entries[previous]?.replaced
                state.entries[previous]?.replaced = nil
            }
            state.newest[arn] = ticket
            state.entries[ticket] = Entry(ticket: ticket)
            return (ticket, waiting)
        }
        old?.resume()
        return ticket
    }

    func end(_ arn: String, _ ticket: UInt64) {
        state.withLock { state in
            state.entries[ticket] = nil
            if state.newest[arn] == ticket { state.newest[arn] = nil }
        }
    }

    /// Returns when a newer session has begun, or the caller is cancelled.
    func replaced(_ arn: String, _ ticket: UInt64) async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = state.withLock { state -> Bool in
                    guard var entry = state.entries[ticket], !entry.isReplaced, !Task.isCancelled
                    else { return true }
                    entry.replaced = continuation
                    state.entries[ticket] = entry
                    return false
                }
                if isOver { continuation.resume() }
            }
        } onCancel: {
            let waiting = state.withLock { state in
                let waiting = state.entries[ticket]?.replaced
                state.entries[ticket]?.replaced = nil
                return waiting
            }
            waiting?.resume()
        }
    }
}
