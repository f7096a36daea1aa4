package import Logging
import Shapes
import Synchronization

/// Writes every event to the log, and hands it to all who subscribed.
package final class EventHub: EventSink {
    private struct State {
        var subscribers: [Int: AsyncStream<ServiceEvent>.Continuation] = [:]
        var nextNumber = 0
    }

    private let logger: Logger
    private let state = Mutex(State())

    /// Makes a hub without subscribers.
    package init(logger: Logger) {
        self.logger = logger
    }

    /// The events from now on, in the order in which they were published, until the stream is let go
    /// of.
    ///
    /// - Parameter limit: How many may wait for the subscriber. Of a subscriber that is slower the
    ///   oldest are dropped, which is logged.
    package func subscribe(limit: Int = 1024) -> AsyncStream<ServiceEvent> {
        let (stream, continuation) = AsyncStream.makeStream(
            of: ServiceEvent.self, bufferingPolicy: .bufferingNewest(limit))
        let number = state.withLock { state in
            state.nextNumber += 1
            state.subscribers[state.nextNumber] = continuation
            return state.nextNumber
        }
        continuation.onTermination = { [weak self] _ in
            _ = self?.state.withLock { $0.subscribers.removeValue(forKey: number) }
        }
        return stream
    }

    package func publish(_ event: ServiceEvent) {
        logger.info(
            "event",
            metadata: ["event": "\(String(decoding: JSON.serialize(event.value), as: UTF8.self))"])
        let dropped = state.withLock { state in
            state.subscribers.values.count { subscriber in
                if case .dropped = subscriber.yield(event) { return true }
                return false
            }
        }
        if dropped > 0 {
            logger.warning(
                "subscribers were too slow, the oldest event was dropped",
                metadata: ["subscribers": "\(dropped)"])
        }
    }
}
