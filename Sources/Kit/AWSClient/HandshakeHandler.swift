import NIOCore
import NIOHTTP1
import NIOWebSocket

/// The client's part of RFC 6455 §4.1: sends the request, judges the answer, and turns the pipeline
/// into a WebSocket's.
///
/// NIO's own upgrade handler would do, but that bytes which come in the same packet as the 101 are
/// delivered only with the next ones.
final class HandshakeHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias OutboundOut = HTTPClientRequestPart
    typealias Stream = NIOAsyncChannel<WebSocketFrame, WebSocketFrame>

    enum Outcome: Sendable {
        case open(Stream)
        case refused(status: Int, body: ByteBuffer)
    }

    private static let maximumRefusal = 64 << 10

    private let head: HTTPRequestHead
    private let upgrader: NIOWebSocketClientUpgrader
    private let maximumFrameSize: Int
    private let timeout: TimeAmount
    private var outcome: EventLoopPromise<Outcome>?
    private var timer: Scheduled<Void>?
    private var isAccepted = false
    private var refusal: (status: Int, body: ByteBuffer)?

    private init(
        _ head: HTTPRequestHead, maximumFrameSize: Int, timeout: TimeAmount,
        outcome: EventLoopPromise<Outcome>
    ) {
        // Used for the key and its check only; the pipeline is changed here.
        upgrader = NIOWebSocketClientUpgrader { channel, _ in
            channel.eventLoop.makeSucceededVoidFuture()
        }
        var head = head
        head.headers.add(name: "Connection", value: "upgrade")
        head.headers.add(name: "Upgrade", value: "websocket")
        upgrader.addCustom(upgradeRequestHeaders: &head.headers)
        self.head = head
        self.maximumFrameSize = maximumFrameSize
        self.timeout = timeout
        self.outcome = outcome
    }

    /// Sets up a new channel; the future gives what the server answered.
    static func install(
        _ channel: any Channel, _ head: HTTPRequestHead, maximumFrameSize: Int,
        timeout: TimeAmount
    ) throws -> EventLoopFuture<Outcome> {
        let outcome = channel.eventLoop.makePromise(of: Outcome.self)
        let handler = HandshakeHandler(
            head, maximumFrameSize: maximumFrameSize, timeout: timeout, outcome: outcome)
        do {
            try channel.pipeline.syncOperations.addHandlers([
                HTTPRequestEncoder(),
                ByteToMessageHandler(HTTPResponseDecoder(leftOverBytesStrategy: .forwardBytes)),
                handler,
            ])
        } catch {
            outcome.fail(error)
            throw error
        }
        return outcome.futureResult
    }

    func handlerAdded(context: ChannelHandlerContext) {
        if context.channel.isActive { start(context) }
    }

    func channelActive(context: ChannelHandlerContext) {
        start(context)
        context.fireChannelActive()
    }

    private func start(_ context: ChannelHandlerContext) {
        guard timer == nil else { return }
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        timer = context.eventLoop.scheduleTask(in: timeout) {
            let (handler, context) = bound.value
            handler.fail(AWSClientError.timedOut, context)
        }
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard outcome != nil else { return }
        switch unwrapInboundIn(data) {
        case .head(let response):
            if response.status == .switchingProtocols {
                guard upgrader.shouldAllowUpgrade(upgradeResponse: response) else {
                    return fail(AWSClientError.unreachable("wrong Sec-WebSocket-Accept"), context)
                }
                isAccepted = true
            } else {
                refusal = (Int(response.status.code), ByteBuffer())
            }
        case .body(var bytes):
            let room = Self.maximumRefusal - (refusal?.body.readableBytes ?? 0)
            if var part = bytes.readSlice(length: min(room, bytes.readableBytes)) {
                refusal?.body.writeBuffer(&part)
            }
        case .end:
            if isAccepted {
                open(context)
            } else if let refusal {
                finish(.success(.refused(status: refusal.status, body: refusal.body)))
                context.close(promise: nil)
            }
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        fail(error, context)
    }

    func channelInactive(context: ChannelHandlerContext) {
        finish(.failure(AWSClientError.unreachable("connection closed in the handshake")))
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        finish(.failure(AWSClientError.unreachable("connection closed in the handshake")))
    }

    private func fail(_ error: any Error, _ context: ChannelHandlerContext) {
        finish(.failure(error))
        context.close(promise: nil)
    }

    private func finish(_ result: Result<Outcome, any Error>) {
        timer?.cancel()
        outcome?.completeWith(result)
        outcome = nil
    }

    private func open(_ context: ChannelHandlerContext) {
        let channel = context.channel
        let pipeline = context.pipeline.syncOperations
        do {
            let encoder = try pipeline.handler(type: HTTPRequestEncoder.self)
            let decoder = try pipeline.handler(type: ByteToMessageHandler<HTTPResponseDecoder>.self)
            try pipeline.addHandlers([
                WebSocketFrameEncoder(),
                ByteToMessageHandler(WebSocketFrameDecoder(maxFrameSize: maximumFrameSize)),
            ])
            let stream = try Stream(wrappingChannelSynchronously: channel)
            let outcome = outcome.take()
            timer?.cancel()
            pipeline.removeHandler(encoder, promise: nil)
            pipeline.removeHandler(context: context, promise: nil)
            // Hands on what came behind the 101, which reaches the stream at the end of a read.
            // Until the decoder has gone it takes every write for a request, so nobody gets the
            // stream before.
            pipeline.removeHandler(decoder).whenComplete { _ in
                channel.pipeline.fireChannelReadComplete()
                outcome?.succeed(.open(stream))
            }
        } catch {
            fail(error, context)
        }
    }
}
