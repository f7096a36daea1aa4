import HTTPTypes
import Logging
import NIOCore
import NIOHTTP1
import Synchronization
import WebSockets

/// One accepted connection, from its first byte to its end.
struct ServerConnection {
    typealias Writer = NIOAsyncChannelOutboundWriter<ConnectionOutbound>

    /// What the channel's initializer made.
    struct Accepted: Sendable {
        let stream: NIOAsyncChannel<ConnectionInbound, ConnectionOutbound>
        let parts: NIOLoopBound<HTTPPartHandler>
        /// Raised when the client will send no more.
        let inputClosed: Signal
        /// Of a TLS connection.
        let peer: PeerNote?
    }

    let accepted: Accepted
    let handler: any WebHandler
    let options: WebServerOptions
    let connections: Connections
    let logger: Logger

    private var channel: any Channel { accepted.stream.channel }

    /// Serves the connection until it closes, and leaves it closed.
    func run() async {
        do {
            try await accepted.stream.executeThenClose { inbound, outbound in
                let source = RequestSource(inbound.makeAsyncIterator()) {
                    try await outbound.write(
                        .head(HTTPResponseHead(version: .http1_1, status: .continue)))
                }
                try await serveUntilClosed(source, outbound)
            }
        } catch {
            // Clients go away at any moment; that is no news to an operator.
            logger.debug("connection ended", metadata: ["error": "\(error)"])
        }
    }

    /// Serves; a channel that closes cancels what still works for it.
    private func serveUntilClosed(_ source: RequestSource, _ outbound: Writer) async throws {
        let channel = channel
        try await withThrowingTaskGroup { group in
            group.addTask { try await serve(source, outbound) }
            group.addTask { try await channel.closeFuture.get() }
            defer {
                group.cancelAll()
                channel.close(promise: nil)
            }
            try await group.next()
        }
    }

    private func serve(_ source: RequestSource, _ outbound: Writer) async throws {
        while let element = try await source.next() {
            switch element {
            case .head(let head):
                guard try await answer(head, source, outbound) else { return }
            case .failed(let failure):
                return try await refuse(failure, nil, source, outbound)
            case .body, .end, .frame, .framesFailed:
                preconditionFailure("the part of no request")
            }
        }
    }

    /// Answers one request; false when the connection is to be closed.
    private func answer(
        _ head: HTTPRequestHead, _ source: RequestSource, _ outbound: Writer
    ) async throws -> Bool {
        let body = source.beginBody(of: head)
        if let failure = RequestHeadCheck(options: options).failure(of: head) {
            try await refuse(failure, head, source, outbound)
            return false
        }
        let request = WebRequest(
            method: HTTPRequest.Method(head.method.rawValue) ?? .get, target: head.uri,
            headers: HTTPFields(head.headers), host: head.headers.first(name: "host"),
            remoteAddress: channel.remoteAddress, isSecure: accepted.peer != nil,
            peer: accepted.peer?.peer ?? .anonymous, body: body)
        let response = await handler.respond(to: request)
        if let failure = source.bodyFailure, response.status.code >= 400 {
            // The handler could only guess why its body broke.
            try await refuse(failure, head, source, outbound)
            return false
        }
        if case .webSocket(let options, let serve) = response.body {
            if let refusal = WebSocketHandshake.refusal(of: head) {
                return try await send(refusal, head, source, outbound)
            }
            source.endBody()
            guard await source.discardRest() else { return false }
            let acceptance = try await WebSocketHandshake.acceptance(
                of: head, headers: response.headers, subprotocol: options.subprotocol,
                channel: channel)
            try await self.serve(serve, options, acceptance, source, outbound)
            return false
        }
        return try await send(response, head, source, outbound)
    }

    /// Sends a response; false when the connection is to be closed.
    private func send(
        _ response: WebResponse, _ head: HTTPRequestHead, _ source: RequestSource,
        _ outbound: Writer
    ) async throws -> Bool {
        let canKeepAlive =
            !connections.draining.isRaised && !head.asksForUpgrade
            && source.canDiscardRest(limit: options.maximumDiscardedBody)
        source.forgetContinue()
        let framing = ResponseFraming(
            response, for: head, canKeepAlive: canKeepAlive, date: HTTPDate.now())
        try await write(response.body, framing, outbound)
        source.endBody()
        if framing.keepsAlive {
            guard await source.discardRest() else { return false }
            // A drain that began after the head was written found this connection busy and left it
            // alone; one that begins from here on finds it idle and closes it.
            if !connections.draining.isRaised { return true }
        }
        try await closeGently(source)
        return false
    }

    /// Answers what is not a request any more, and closes.
    private func refuse(
        _ failure: HTTPFailure, _ head: HTTPRequestHead?, _ source: RequestSource,
        _ outbound: Writer
    ) async throws {
        let response = failure.response
        let framing = ResponseFraming(
            response, for: head, canKeepAlive: false, date: HTTPDate.now())
        try await write(response.body, framing, outbound)
        source.endBody()
        try await closeGently(source)
    }

    /// Lets the response reach the client before the connection goes: waits until the kernel has
    /// it, ends our half, and discards what the client still sends, for a bounded time.
    private func closeGently(_ source: RequestSource) async throws {
        try await onEventLoop { $0.flush() }
        guard !accepted.inputClosed.isRaised else { return }
        try await onEventLoop { $0.linger() }
        var discarded = 0
        while let element = try await source.next() {
            if case .body(let bytes) = element { discarded += bytes.readableBytes }
            if discarded > options.maximumDiscardedBody { return }
        }
    }

    private func onEventLoop(
        _ operation: @escaping @Sendable (HTTPPartHandler) -> EventLoopFuture<Void>
    ) async throws {
        let parts = accepted.parts
        try await channel.eventLoop.flatSubmit { operation(parts.value) }.get()
    }
}

// MARK: - Bodies

extension ServerConnection {
    private func write(
        _ body: ResponseBody, _ framing: ResponseFraming, _ outbound: Writer
    ) async throws {
        let head = ConnectionOutbound.head(framing.head)
        guard framing.sendsBody else {
            return try await outbound.write(contentsOf: [head, .end])
        }
        switch body {
        case .empty, .webSocket:
            try await outbound.write(contentsOf: [head, .end])
        case .bytes(let bytes):
            try await outbound.write(contentsOf: [head, .body(bytes), .end])
        case .file(let region):
            try await outbound.write(head)
            if region.length > 0 { try await onEventLoop { $0.send(region) } }
            try await outbound.write(.end)
        case .stream(let length, let produce):
            try await outbound.write(head)
            try await stream(length: length, produce, outbound)
            try await outbound.write(.end)
        }
    }

    private struct StreamFailed: Error {
        let reason: String
    }

    private func stream(
        length: Int?, _ produce: @escaping @Sendable (ResponseWriter) async throws -> Void,
        _ outbound: Writer
    ) async throws {
        let written = ByteCount()
        let writer = ResponseWriter { bytes in
            guard bytes.readableBytes > 0 else { return }
            let total = written.add(bytes.readableBytes)
            if let length, total > length { throw StreamFailed(reason: "more than announced") }
            try await outbound.write(.body(bytes))
        }
        guard let length else {
            // A stream without an end in sight would otherwise learn of the client's going only
            // with its next write, which may be hours away.
            let inputClosed = accepted.inputClosed
            return try await withThrowingTaskGroup { group in
                group.addTask { try await produce(writer) }
                group.addTask {
                    await inputClosed.wait()
                    throw StreamFailed(reason: "client gone")
                }
                defer { group.cancelAll() }
                try await group.next()
            }
        }
        try await produce(writer)
        if written.total != length { throw StreamFailed(reason: "less than announced") }
    }

    private func serve(
        _ serve: @escaping @Sendable (WebSocket) async throws -> Void, _ options: WebSocketOptions,
        _ acceptance: HTTPResponseHead, _ source: RequestSource, _ outbound: Writer
    ) async throws {
        let frameSize = max(125, options.maximumMessageSize)
        try await onEventLoop { $0.upgrade(acceptance, maximumFrameSize: frameSize) }
        let channel = channel
        let transport = WebSocket.Transport(
            next: {
                switch try await source.next() {
                case .frame(let frame): return frame
                case .framesFailed(let error): throw error
                default: return nil
                }
            },
            write: { try await outbound.write(.frame($0)) },
            abort: { channel.close(promise: nil) })
        let draining = connections.draining
        try await WebSocket.run(role: .server, options: options, transport: transport) { socket in
            try await withThrowingTaskGroup { group in
                group.addTask {
                    await draining.wait()
                    if draining.isRaised { await socket.close(.goingAway) }
                }
                defer { group.cancelAll() }
                try await serve(socket)
            }
        }
    }
}

/// A sum that several tasks add to.
private final class ByteCount: Sendable {
    private let sum = Mutex(0)

    var total: Int { sum.withLock { $0 } }

    func add(_ count: Int) -> Int {
        sum.withLock {
            $0 += count
            return $0
        }
    }
}
