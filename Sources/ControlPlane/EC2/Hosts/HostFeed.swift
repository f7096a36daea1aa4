package import AWSWire
import EC2Core
import HTTPTypes
package import Logging
import MachineProtocol
import NIOCore
import Shapes
import Store
import Synchronization
package import WebServer
import WebSockets

/// The control plane's end of the hosts' feed, `/_skerry/hosts/feed`; see ``HostFrame``. Callers were
/// verified before.
package struct HostFeed: Sendable {
    /// Shortest time between two looks at what is wanted.
    private static let pause = Duration.milliseconds(50)

    private let service: EC2Service
    private let admits: @Sendable (RequestContext, String) -> Bool
    private let logger: Logger

    /// The feed of the hosts of `service`.
    ///
    /// - Parameter admits: Whether a caller may be the host of a name: it is told the user data and
    ///   the join tokens of all machines there.
    package init(
        service: EC2Service, logger: Logger,
        admits: @escaping @Sendable (RequestContext, String) -> Bool
    ) {
        self.service = service
        self.logger = logger
        self.admits = admits
    }

    /// Answers a host's handshake.
    package func respond(to request: WebRequest, _ context: RequestContext) async -> WebResponse {
        let query: HostQuery
        do throws(HostQuery.Refused) {
            query = try HostQuery(request.rawQuery ?? "")
        } catch {
            return .text("\(error.reason)\n", status: .badRequest)
        }
        guard admits(context, query.host) else {
            return .text("the caller is not the host \(query.host)\n", status: .forbidden)
        }
        do {
            try await service.hostConnected(query)
        } catch {
            return .text("\(error.message)\n", status: .serviceUnavailable)
        }
        let options = WebSocketOptions(
            maximumMessageSize: FeedLimits.frameBytes, pingInterval: FeedLimits.heartbeat,
            idleTimeout: FeedLimits.silence)
        return .webSocket(options) { socket in try await serve(socket, query) }
    }

    private func serve(_ socket: WebSocket, _ query: HostQuery) async throws {
        let host = query.host
        let ticket = service.hosts.begin(host, at: service.now())
        logger.info("host connected", metadata: ["host": "\(host)"])
        defer {
            service.hosts.end(host, ticket)
            logger.info("host disconnected", metadata: ["host": "\(host)"])
        }
        let session = HostSession(
            service: service, host: host, ticket: ticket, socket: socket, logger: logger)
        let reason = try await withThrowingTaskGroup(of: String.self) { group in
            group.addTask { try await session.tell(pause: Self.pause) }
            group.addTask { await session.read() }
            // Whatever ends first ends the session: the host connects again.
            defer { group.cancelAll() }
            return try await group.next() ?? "over"
        }
        await socket.close(.goingAway, reason: reason)
    }
}

/// One connection of a host.
private struct HostSession: Sendable {
    let service: EC2Service
    let host: String
    let ticket: Int
    let socket: WebSocket
    let logger: Logger

    /// Tells the host what is wanted, and that we are there; returns why it ended.
    func tell(pause: Duration) async throws -> String {
        var machine = HostFeedMachine()
        var records = service.view.snapshot()
        try await send(machine.opened(service.orders(of: host, records)))
        var spoke = service.now()
        while service.hosts.isNewest(host, ticket) {
            try await Task.sleep(for: pause)
            do throws(StoreError) {
                records = try await service.view.waitForChange(
                    after: records.changed, timeout: .seconds(1))
            } catch .deadlineExceeded {
                records = service.view.snapshot()
            } catch {
                return "the records cannot be read"
            }
            var frames = machine.changed(service.orders(of: host, records))
            let now = service.now()
            if frames.isEmpty, now - spoke >= FeedLimits.heartbeat {
                frames = [machine.heartbeat()]
            }
            if !frames.isEmpty { spoke = now }
            try await send(frames)
        }
        return "a newer connection of this host has begun"
    }

    private func send(_ frames: [HostFrame]) async throws {
        for frame in frames {
            try await socket.send(.text(String(decoding: JSON.encode(frame), as: UTF8.self)))
        }
    }

    /// Takes in what the host reports; returns why it ended.
    func read() async -> String {
        for await raw in socket {
            service.hosts.heard(host, at: service.now())
            let report: HostReport
            do {
                report = try JSON.decode(from: raw.content)
            } catch {
                logger.warning(
                    "unreadable report of a host",
                    metadata: ["host": "\(host)", "error": "\(error)"])
                return "the report cannot be read"
            }
            for machine in report.machines ?? [] {
                do throws(AWSError) {
                    try await service.reported(machine, by: host)
                } catch {
                    logger.error(
                        "report not taken",
                        metadata: ["machine": "\(machine.id)", "error": "\(error)"])
                    return "the report cannot be kept"
                }
            }
        }
        return "the host has closed the connection"
    }
}

extension WebSocketMessage {
    fileprivate var content: [UInt8] {
        switch self {
        case .text(let text): Array(text.utf8)
        case .binary(let buffer): Array(buffer.readableBytesView)
        }
    }
}
