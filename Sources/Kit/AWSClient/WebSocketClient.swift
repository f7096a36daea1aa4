package import AWSWire
package import Logging
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOWebSocket
package import WebSockets

/// Opens WebSockets with signed handshakes, as the ECS agent does to its control plane.
package struct WebSocketClient: Sendable {
    private let region: String
    private let service: String
    private let provider: any CredentialsProvider
    private let environment: ClientEnvironment
    private let trust: ClientTrust?
    private let logger: Logger

    /// - Parameters:
    ///   - service: The signing name, such as `ecs`.
    ///   - trust: Needed for `wss`.
    package init(
        region: String, service: String, credentials: any CredentialsProvider, logger: Logger,
        environment: ClientEnvironment = .system, trust: ClientTrust? = nil
    ) {
        self.region = region
        self.service = service
        provider = credentials
        self.environment = environment
        self.trust = trust
        self.logger = logger
    }

    /// Connects, runs `body` with the open socket, and closes it when `body` returns.
    ///
    /// - Parameters:
    ///   - url: `ws://` or `http://` (`wss://` or `https://` with a trust), host, optional port, path and query; sent as given.
    ///   - headers: Added to the handshake and covered by its signature.
    ///   - timeout: For connecting and the handshake.
    /// - Throws: `AWSClientError` before the socket is open; afterwards what `body` throws.
    package func withWebSocket<Result: Sendable>(
        _ url: String, headers: HeaderList = [:],
        options: WebSocketOptions = WebSocketOptions(), timeout: Duration = .seconds(15),
        _ body: (WebSocket) async throws -> Result
    ) async throws -> Result {
        let (endpoint, target) = try Self.split(url)
        if endpoint.isSecure, trust == nil { throw AWSClientError.badEndpoint(url) }
        var head = RequestHead(method: "GET", target: target, headers: headers)
        head.headers.append("Host", endpoint.authority)
        let signature = SigV4.sign(
            head, payload: .hash(SigV4.emptyHash), credentials: try await provider.credentials(),
            region: region, service: service, now: environment.now())
        let fields = (head.headers.fields + signature.fields).map { ($0.name, $0.value) }
        let stream = try await connect(
            to: endpoint, timeout: timeout, maximumFrameSize: max(125, options.maximumMessageSize),
            HTTPRequestHead(
                version: .http1_1, method: .GET, uri: target, headers: HTTPHeaders(fields)))
        return try await stream.executeThenClose { inbound, outbound in
            let frames = FrameSource(inbound.makeAsyncIterator())
            let transport = WebSocket.Transport(
                next: { try await frames.next() },
                write: { try await outbound.write($0) },
                abort: { stream.channel.close(promise: nil) })
            return try await WebSocket.run(
                role: .client, options: options, transport: transport, body)
        }
    }

    /// An URL as endpoint and request target.
    static func split(_ url: String) throws(AWSClientError) -> (Endpoint, target: String) {
        guard let scheme = url.firstRange(of: "://") else { throw .badEndpoint(url) }
        let rest = url[scheme.upperBound...]
        let end = rest.firstIndex { $0 == "/" || $0 == "?" } ?? rest.endIndex
        var target = String(rest[end...])
        if !target.hasPrefix("/") { target = "/" + target }
        return (try Endpoint(String(url[..<end])), target)
    }

    private func connect(
        to endpoint: Endpoint, timeout: Duration, maximumFrameSize: Int, _ head: HTTPRequestHead
    ) async throws -> HandshakeHandler.Stream {
        let limit = TimeAmount(timeout)
        let trust = endpoint.isSecure ? trust : nil
        let outcome: HandshakeHandler.Outcome
        do {
            // The channel's initializer makes the handler; its promise comes out with the channel.
            let pending = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .connectTimeout(limit)
                .channelOption(.tcpOption(.tcp_nodelay), value: 1)
                .connect(host: endpoint.host, port: endpoint.port) { channel in
                    channel.eventLoop.makeCompletedFuture {
                        if let trust {
                            try channel.pipeline.syncOperations.addHandler(
                                try trust.handler(for: endpoint.host))
                        }
                        return try HandshakeHandler.install(
                            channel, head, maximumFrameSize: maximumFrameSize, timeout: limit)
                    }
                }
            outcome = try await pending.get()
        } catch let error as ChannelError {
            if case .connectTimeout = error { throw AWSClientError.timedOut }
            throw AWSClientError.unreachable("\(error)")
        } catch let error as AWSClientError {
            throw error
        } catch {
            throw AWSClientError.unreachable("\(error)")
        }
        switch outcome {
        case .open(let stream): return stream
        case .refused(let status, let body):
            throw AWSClientError.refused(status: status, body: String(buffer: body))
        }
    }
}

/// The frames of a connection, read by the WebSocket's one reader.
///
/// Unchecked: `WebSocket` promises to call `Transport.next` from one task only.
private final class FrameSource: @unchecked Sendable {
    private var iterator: NIOAsyncChannelInboundStream<WebSocketFrame>.AsyncIterator

    init(_ iterator: NIOAsyncChannelInboundStream<WebSocketFrame>.AsyncIterator) {
        self.iterator = iterator
    }

    func next() async throws -> WebSocketFrame? {
        try await iterator.next()
    }
}
