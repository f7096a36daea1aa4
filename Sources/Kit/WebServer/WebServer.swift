package import Logging
package import NIOCore
import NIOHTTP1
import NIOPosix
import ServiceLifecycle

/// An HTTP/1.1 server over TCP, with limits on everything a client may do to it.
///
/// See `WebServerOptions` for the limits and what happens at each. Requests of one connection are
/// answered in order; connections are served concurrently.
package struct WebServer: Service {
    private let options: WebServerOptions
    private let handler: any WebHandler
    private let logger: Logger
    private let group: any EventLoopGroup
    private let onReady: @Sendable ([SocketAddress]) async -> Void

    /// - Parameter onReady: Called once with the bound addresses, in the order of
    ///   `options.addresses`, when all of them listen.
    package init(
        options: WebServerOptions, handler: any WebHandler, logger: Logger,
        group: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton,
        onReady: @escaping @Sendable ([SocketAddress]) async -> Void = { _ in }
    ) {
        self.options = options
        self.handler = handler
        self.logger = logger
        self.group = group
        self.onReady = onReady
    }

    /// Serves until graceful shutdown (stops accepting, lets requests finish for `drainTimeout`,
    /// then cuts) or cancellation (cuts at once).
    ///
    /// - Throws: When an address cannot be bound or accepting fails for good.
    package func run() async throws {
        let connections = Connections(limit: options.maximumConnections)
        let listeners = try await listen(connections)
        defer { for listener in listeners { listener.channel.close(promise: nil) } }
        await onReady(listeners.compactMap { $0.channel.localAddress })
        try await withThrowingDiscardingTaskGroup { group in
            for listener in listeners {
                group.addTask { try await accept(listener, connections) }
            }
            group.addTask { await shutDown(listeners, connections) }
        }
        await connections.closeUnserved()
        try Task.checkCancellation()
    }

    private typealias Listener = NIOAsyncChannel<ServerConnection.Accepted, Never>

    private func listen(_ connections: Connections) async throws -> [Listener] {
        var listeners: [Listener] = []
        do {
            for address in options.addresses {
                listeners.append(try await listen(address, connections))
            }
        } catch {
            for listener in listeners { listener.channel.close(promise: nil) }
            throw error
        }
        return listeners
    }

    private func listen(
        _ address: WebServerOptions.Address, _ connections: Connections
    ) async throws -> Listener {
        let options = options
        let tls = address.isSecure ? options.tls : nil
        precondition(!address.isSecure || tls != nil, "a secure address without an identity")
        return try await ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: Int32(clamping: options.backlog))
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelOption(.socketOption(.so_keepalive), value: 1)
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .bind(
                host: address.host, port: address.port,
                serverBackPressureStrategy: .init(lowWatermark: 1, highWatermark: 4)
            ) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try connections.add(channel) {
                        try WebServer.configure(channel, options, tls)
                    }
                }
            }
    }

    /// Makes the pipeline of an accepted channel.
    static func configure(
        _ channel: any Channel, _ options: WebServerOptions, _ tls: ServerTLS? = nil
    ) throws -> ServerConnection.Accepted {
        let secure = tls?.connection()
        if let secure { try channel.pipeline.syncOperations.addHandler(secure.handler) }
        let connectionGuard = ConnectionGuard(options: options)
        let encoder = {
            var configuration = HTTPResponseEncoder.Configuration()
            configuration.automaticallySetFramingHeaders = false
            return HTTPResponseEncoder(configuration: configuration)
        }()
        var limits = NIOHTTPDecoderLimitConfiguration()
        limits.maxHeaderFieldSize = max(options.maximumHeaderFieldSize, options.maximumTargetLength)
        limits.maxHeaderListSize = options.maximumHeadersSize + options.maximumTargetLength
        limits.maxHeaderFieldCount = options.maximumHeaderCount
        let decoder = HTTPRequestDecoder(
            leftOverBytesStrategy: .forwardBytes, limitConfiguration: limits)
        let inputClosed = Signal()
        let parts = HTTPPartHandler(
            connectionGuard: connectionGuard, maximumTargetLength: options.maximumTargetLength,
            inputClosed: inputClosed, isSecure: secure != nil, eventLoop: channel.eventLoop)
        try channel.pipeline.syncOperations.addHandlers([
            connectionGuard, encoder, ByteToMessageHandler(decoder), parts,
        ])
        return ServerConnection.Accepted(
            stream: try NIOAsyncChannel(wrappingChannelSynchronously: channel),
            parts: NIOLoopBound(parts, eventLoop: channel.eventLoop),
            inputClosed: inputClosed, peer: secure?.peer)
    }

    private func accept(_ listener: Listener, _ connections: Connections) async throws {
        try await listener.executeThenClose { inbound in
            try await withThrowingDiscardingTaskGroup { group in
                for try await accepted in inbound {
                    await connections.takeSlot()
                    connections.beginServing(accepted)
                    let executor = EventLoopExecutor(accepted.stream.channel.eventLoop)
                    group.addTask(executorPreference: executor) {
                        let connection = ServerConnection(
                            accepted: accepted, handler: handler, options: options,
                            connections: connections, logger: logger)
                        await connection.run()
                        connections.giveBackSlot()
                    }
                }
            }
        }
    }

    private func shutDown(_ listeners: [Listener], _ connections: Connections) async {
        do {
            try await gracefulShutdown()
            for listener in listeners { listener.channel.close(promise: nil) }
            connections.beginDraining()
            await connections.waitUntilEmpty(timeout: options.drainTimeout)
        } catch {
            // Cancelled: no draining.
            for listener in listeners { listener.channel.close(promise: nil) }
            connections.draining.raise()
        }
        connections.closeAll()
    }
}
