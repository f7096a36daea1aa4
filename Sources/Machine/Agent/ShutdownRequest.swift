import Synchronization

/// A wish to end, made by anyone, heard by one.
final class ShutdownRequest: Sendable {
    private struct State {
        var mode: AgentShutdown?
        var waiter: CheckedContinuation<AgentShutdown?, Never>?
    }

    private let state = Mutex(State())

    /// The first wish counts, except that stopping everything overrides leaving it running.
    func make(_ mode: AgentShutdown) {
        let waiter = state.withLock { state in
            if state.mode == nil || mode == .stopEverything { state.mode = mode }
            defer { state.waiter = nil }
            return state.waiter
        }
        waiter?.resume(returning: mode)
    }

    /// Throws `CancellationError`.
    func wait() async throws -> AgentShutdown {
        let mode = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let ready: AgentShutdown?? = state.withLock { state in
                    if let mode = state.mode { return .some(mode) }
                    if Task.isCancelled { return .some(nil) }
                    state.waiter = continuation
                    return nil
                }
                if let ready { continuation.resume(returning: ready) }
            }
        } onCancel: {
            let waiter = state.withLock { state in
                defer { state.waiter = nil }
                return state.waiter
            }
            waiter?.resume(returning: nil)
        }
        guard let mode else { throw CancellationError() }
        return mode
    }
}
