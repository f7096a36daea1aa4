import AWSClient
import AgentCore
import AgentProtocol
import Logging
import NIOCore
import Shapes
import WebSockets

/// Keeps the control channel open: finds where it is, connects, hands on what comes, and begins
/// again when it ends.
struct ControlSession: Sendable {
    let controlPlane: ControlPlane
    let outlet: SessionOutlet
    let mailbox: Mailbox
    let cluster: String
    let containerInstance: String
    let logger: Logger
    var backoff = Backoff(first: .milliseconds(250), limit: .seconds(10))
    /// Without any message for so long the channel is taken for dead; AWS beats every minute.
    /// Without any message for so long the channel is taken for dead; AWS beats every minute.
    var silenceLimit = Duration.seconds(90)

    /// How a connection ended.
    enum End: Sendable, Hashable {
        /// To be opened again.
        case closed
        /// The control plane no longer knows the instance: it must register anew.
        case unknownInstance
    }

    /// Returns when the instance must register anew. Throws `CancellationError`.
    func run() async throws {
        var failures = 0
        var random = SystemRandomNumberGenerator()
        while true {
            let start = ContinuousClock.now
            do {
                if try await connect() == .unknownInstance { return }
                logger.info("control channel closed, opening it again")
            } catch let error as CancellationError {
                throw error
            } catch {
                if Self.isUnknownInstance(error) { return }
                logger.warning("control channel failed", metadata: ["error": "\(error)"])
            }
            // A channel that stood for a while was no failure.
            failures = ContinuousClock.now - start > .seconds(30) ? 1 : failures + 1
            try await Task.sleep(for: backoff.delay(afterFailures: failures, using: &random))
        }
    }

    private func connect() async throws -> End {
        let endpoints = try await controlPlane.pollEndpoints(
            containerInstance: containerInstance, cluster: cluster)
        let query = SessionQuery(
            cluster: cluster, containerInstanceArn: containerInstance,
            agentVersion: Registration.agentVersion, agentHash: "skerry",
            dockerVersion: "containerd", sequenceNumber: 1, protocolVersion: 2,
            sendCredentials: true)
        let client = WebSocketClient(
            region: controlPlane.region, service: "ecs", credentials: controlPlane.machine,
            logger: logger, trust: controlPlane.trust)
        let url = SessionAddress.url(endpoints.control, query.controlItems)
        return try await client.withWebSocket(
            url, options: WebSocketOptions(maximumMessageSize: Frame.maximumBytes)
        ) { socket in
            outlet.use(socket)
            defer { outlet.use(nil) }
            mailbox.post(.sessionOpened)
            logger.info("control channel open", metadata: ["endpoint": "\(endpoints.control)"])
            return try await listen(socket)
        }
    }

    private func listen(_ socket: WebSocket) async throws -> End {
        try await withThrowingTaskGroup(of: End?.self) { group in
            let heard = LastHeard()
            group.addTask {
                for await message in socket {
                    heard.note()
                    if let end = await receive(message) { return end }
                }
                try Task.checkCancellation()
                return .closed
            }
            group.addTask {
                while heard.age < silenceLimit {
                    try await Task.sleep(for: min(silenceLimit / 4, .seconds(10)))
                }
                logger.warning("control channel is silent, closing it")
                return .closed
            }
            defer { group.cancelAll() }
            return try await group.next().flatMap { $0 } ?? .closed
        }
    }

    /// Hands a message on; how the session ends when it says so.
    private func receive(_ raw: WebSocketMessage) async -> End? {
        let bytes: [UInt8]
        switch raw {
        case .text(let text): bytes = Array(text.utf8)
        case .binary(let buffer): bytes = Array(buffer.readableBytesView)
        }
        do {
            let message = try ACS.Message(decoding: bytes)
            switch message {
            case .close(let close):
                logger.info("control plane closes", metadata: ["reason": "\(close.message ?? "")"])
                return .closed
            case .exception(let fault):
                logger.warning("control plane refuses", metadata: ["error": "\(fault)"])
                return Self.isUnknownInstance(fault.code) ? .unknownInstance : .closed
            case .error(let error):
                logger.warning(
                    "control plane complains", metadata: ["error": "\(error.message ?? "")"])
            case .unknown(let frame):
                logger.info("message of unknown type ignored", metadata: ["type": "\(frame.type)"])
            default:
                // The engine falls behind only if it is stuck; then the peer waits too.
                while mailbox.isFull, !Task.isCancelled {
                    try? await Task.sleep(for: .milliseconds(50))
                }
                mailbox.post(.received(message))
            }
        } catch {
            logger.warning("unreadable message ignored", metadata: ["error": "\(error)"])
        }
        return nil
    }

    private static func isUnknownInstance(_ code: ACS.Exception.Code) -> Bool {
        switch code {
        case .inactiveInstance, .invalidInstance: true
        case .server, .badRequest, .invalidCluster, .accessDenied: false
        }
    }

    /// A handshake that was refused names the exception in its body.
    private static func isUnknownInstance(_ error: any Error) -> Bool {
        guard case AWSClientError.refused(_, let body) = error else { return false }
        return body.contains(ACS.Exception.Code.inactiveInstance.rawValue)
            || body.contains(ACS.Exception.Code.invalidInstance.rawValue)
    }
}
