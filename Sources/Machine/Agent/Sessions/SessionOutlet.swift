import AgentProtocol
import Logging
import Synchronization
import WebSockets

/// Where answers to the control plane go: the session that is open. Without one they are dropped;
/// the control plane says again what it has no answer to.
final class SessionOutlet: Sendable {
    private let socket = Mutex<WebSocket?>(nil)
    private let logger: Logger

    init(logger: Logger) { self.logger = logger }

    func use(_ open: WebSocket?) { socket.withLock { $0 = open } }

    var isConnected: Bool { socket.withLock { $0 != nil } }

    func send(_ message: ACS.Message) async {
        guard let socket = socket.withLock({ $0 }) else { return }
        do {
            let text = String(decoding: try message.encoded(), as: UTF8.self)
            try await socket.send(.text(text))
        } catch {
            logger.debug(
                "answer not sent",
                metadata: ["type": "\(message.frame.type)", "error": "\(error)"])
        }
    }
}
