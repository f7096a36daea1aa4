import Synchronization

/// A bounded queue between one producer and one consumer: the producer waits while it is full, the
/// consumer while it is empty. Cancelling either ends only that wait.
final class MessageQueue: Sendable {
    private struct State {
        var items: [WebSocketMessage] = []
        var consumer: CheckedContinuation<WebSocketMessage?, Never>?
        var producer: CheckedContinuation<Void, Never>?
        var isFinished = false
    }

    private let limit: Int
    private let state = Mutex(State())

    init(limit: Int) {
        precondition(limit > 0)
        self.limit = limit
    }

    /// Whether the producer would wait.
    var isFull: Bool {
        state.withLock { $0.items.count >= limit }
    }

    /// Adds a message, then waits until there is room for another. A finished queue drops it.
    func push(_ message: WebSocketMessage) async {
        let consumer = state.withLock { state -> CheckedContinuation<WebSocketMessage?, Never>? in
            guard !state.isFinished else { return nil }
            if let consumer = state.consumer.take() { return consumer }
            state.items.append(message)
            return nil
        }
        consumer?.resume(returning: message)
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let mayGoOn = state.withLock { state in
                    if state.items.count < limit || state.isFinished || Task.isCancelled {
                        return true
                    }
                    state.producer = continuation
                    return false
                }
                if mayGoOn { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.producer.take() }?.resume()
        }
    }

    /// The next message; nil once finished and empty, or when the caller is cancelled.
    func next() async -> WebSocketMessage? {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                enum Outcome {
                    case wait
                    case take(WebSocketMessage?, CheckedContinuation<Void, Never>?)
                }
                let outcome = state.withLock { state -> Outcome in
                    if !state.items.isEmpty {
                        return .take(state.items.removeFirst(), state.producer.take())
                    }
                    if state.isFinished || Task.isCancelled { return .take(nil, nil) }
                    precondition(state.consumer == nil, "a WebSocket has one consumer")
                    state.consumer = continuation
                    return .wait
                }
                if case .take(let message, let producer) = outcome {
                    continuation.resume(returning: message)
                    producer?.resume()
                }
            }
        } onCancel: {
            state.withLock { $0.consumer.take() }?.resume(returning: nil)
        }
    }

    /// Takes no more messages; those held can still be read.
    func finish() {
        let (consumer, producer) = state.withLock { state in
            state.isFinished = true
            return (state.consumer.take(), state.producer.take())
        }
        consumer?.resume(returning: nil)
        producer?.resume()
    }
}
