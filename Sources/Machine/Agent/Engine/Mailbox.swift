import AgentCore
import Synchronization

/// Events on their way to the engine. It holds no more than there are actions under way, changes of
/// the runtime and messages of the session; the session's reader waits while it is `isFull`.
final class Mailbox: Sendable {
    private struct State {
        var events: [EngineEvent] = []
        var waiter: CheckedContinuation<Void, Never>?
        var isRung = false
    }

    private let state = Mutex(State())

    static let capacity = 10_000

    var isFull: Bool { state.withLock { $0.events.count >= Self.capacity } }

    func post(_ event: EngineEvent) {
        let waiter = state.withLock { state in
            state.events.append(event)
            defer { state.waiter = nil }
            return state.waiter
        }
        waiter?.resume()
    }

    /// Wakes the reader without an event.
    func ring() {
        let waiter = state.withLock { state in
            state.isRung = true
            defer { state.waiter = nil }
            return state.waiter
        }
        waiter?.resume()
    }

    /// All events so far, at once.
    func take() -> [EngineEvent] {
        state.withLock { state in
            defer { state.events = [] }
            state.isRung = false
            return state.events
        }
    }

    /// Returns when there is an event, when rung, or after `limit`. One reader.
    func wait(atMost limit: Duration?) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.waitForMail() }
            if let limit {
                group.addTask {
                    // Cancelled means that mail came first.
                    try? await Task.sleep(for: limit)
                }
            }
            await group.next()
            group.cancelAll()
        }
    }

    private func waitForMail() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isReady = state.withLock { state in
                    if !state.events.isEmpty || state.isRung || Task.isCancelled { return true }
                    state.waiter = continuation
                    return false
                }
                if isReady { continuation.resume() }
            }
        } onCancel: {
            let waiter = state.withLock { state in
                defer { state.waiter = nil }
                return state.waiter
            }
            waiter?.resume()
        }
    }
}
