import NIOCore
import NIOHTTP1
import NIOWebSocket

/// What a connection's task reads.
enum ConnectionInbound: Sendable {
    case head(HTTPRequestHead)
    case body(ByteBuffer)
    case end
    /// The last HTTP element: nothing that follows on the wire can be understood.
    case failed(HTTPFailure)
    case frame(WebSocketFrame)
    case framesFailed(NIOWebSocketError)
}

/// What a connection's task writes.
enum ConnectionOutbound: Sendable {
    case head(HTTPResponseHead)
    case body(ByteBuffer)
    case end
    case frame(WebSocketFrame)
}

/// Sent into every pipeline when the server begins to drain.
struct DrainEvent: Sendable {}

/// First in the pipeline, or next to TLS: watches plain bytes both ways and enforces
/// `ConnectionClock`.
final class ConnectionGuard: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = IOData

    var clock: ConnectionClock
    /// Bytes of the current request's first line so far; tells a long target from long headers.
    private(set) var firstLineLength = 0
    private var sawLineEnd = false
    /// Called when a request came too slowly.
    var onTooSlow: () -> Void = {}
    private let interval: TimeAmount
    private var ticks: RepeatedTask?

    init(options: WebServerOptions) {
        let limits = ConnectionClock.Limits(options)
        clock = ConnectionClock(limits: limits)
        interval = limits.interval
    }

    func handlerAdded(context: ChannelHandlerContext) {
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        ticks = context.eventLoop.scheduleRepeatedTask(initialDelay: interval, delay: interval) {
            _ in
            let (handler, context) = bound.value
            handler.tick(context)
        }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        ticks?.cancel()
        ticks = nil
    }

    func channelInactive(context: ChannelHandlerContext) {
        ticks?.cancel()
        ticks = nil
        context.fireChannelInactive()
    }

    func read(context: ChannelHandlerContext) {
        clock.readRequested(at: .now())
        context.read()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if !sawLineEnd, clock.phase == .idle || clock.phase == .head {
            let bytes = unwrapInboundIn(data).readableBytesView
            let end = bytes.firstIndex(of: UInt8(ascii: "\n"))
            firstLineLength += (end ?? bytes.endIndex) - bytes.startIndex
            sawLineEnd = end != nil
        }
        clock.bytesReceived(at: .now())
        context.fireChannelRead(data)
    }

    func requestEnded() {
        clock.requestEnded()
        firstLineLength = 0
        sawLineEnd = false
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        clock.written(unwrapOutboundIn(data).readableBytes)
        context.write(data, promise: promise)
    }

    private func tick(_ context: ChannelHandlerContext) {
        let buffered = try? context.channel.syncOptions?.getOption(.bufferedWritableBytes)
        switch clock.tick(at: .now(), buffered: buffered ?? 0) {
        case .fine: break
        case .requestTooSlow: onTooSlow()
        case .close: context.close(promise: nil)
        }
    }
}

/// Last in the pipeline while it speaks HTTP: parts to and from the connection's task.
final class HTTPPartHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = ConnectionInbound
    typealias OutboundIn = ConnectionOutbound
    typealias OutboundOut = HTTPServerResponsePart

    private let connectionGuard: ConnectionGuard
    private let maximumTargetLength: Int
    private let inputClosed: Signal
    private let isSecure: Bool
    private let eventLoop: any EventLoop
    private var context: ChannelHandlerContext?
    private var hasFailed = false

    /// - Parameter inputClosed: Raised when the client will send no more.
    init(
        connectionGuard: ConnectionGuard, maximumTargetLength: Int, inputClosed: Signal,
        isSecure: Bool = false, eventLoop: any EventLoop
    ) {
        self.connectionGuard = connectionGuard
        self.maximumTargetLength = maximumTargetLength
        self.inputClosed = inputClosed
        self.isSecure = isSecure
        self.eventLoop = eventLoop
    }

    private var closedFuture: EventLoopFuture<Void> {
        eventLoop.makeFailedFuture(ChannelError.ioOnClosedChannel)
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        connectionGuard.onTooSlow = { [unowned self] in
            guard let context = self.context else { return }
            fail(.tooSlow, context)
            context.fireChannelReadComplete()
        }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
        connectionGuard.onTooSlow = {}
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !hasFailed else { return }
        switch unwrapInboundIn(data) {
        case .head(let head):
            connectionGuard.clock.headReceived()
            forward(.head(head), context)
        case .body(let bytes):
            connectionGuard.clock.bodyReceived(bytes.readableBytes)
            forward(.body(bytes), context)
        case .end:
            connectionGuard.requestEnded()
            forward(.end, context)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard error is HTTPParserError || error is ByteToMessageDecoderError else {
            return context.fireErrorCaught(error)
        }
        let isTarget = connectionGuard.firstLineLength > maximumTargetLength
        fail(HTTPFailure(parserError: error, isFirstLineTooLong: isTarget), context)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is DrainEvent {
            if connectionGuard.clock.isIdle { context.close(promise: nil) }
            return
        }
        if case ChannelEvent.inputClosed = event { inputClosed.raise() }
        context.fireUserInboundEventTriggered(event)
    }

    func channelInactive(context: ChannelHandlerContext) {
        inputClosed.raise()
        context.fireChannelInactive()
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(let head):
            context.write(wrapOutboundOut(.head(head)), promise: promise)
        case .body(let bytes):
            context.write(wrapOutboundOut(.body(.byteBuffer(bytes))), promise: promise)
        case .end:
            connectionGuard.clock.responseEnded()
            context.write(wrapOutboundOut(.end(nil)), promise: promise)
        case .frame:
            preconditionFailure("a frame before the upgrade")
        }
    }

    private func fail(_ failure: HTTPFailure, _ context: ChannelHandlerContext) {
        guard !hasFailed else { return }
        hasFailed = true
        forward(.failed(failure), context)
    }

    private func forward(_ element: ConnectionInbound, _ context: ChannelHandlerContext) {
        context.fireChannelRead(wrapInboundOut(element))
    }
}

// MARK: - What the connection's task asks for beyond writing parts

extension HTTPPartHandler {
    /// Succeeds when the kernel has taken everything written before.
    func flush() -> EventLoopFuture<Void> {
        guard let context else { return closedFuture }
        let part = HTTPServerResponsePart.body(.byteBuffer(ByteBuffer()))
        return context.writeAndFlush(wrapOutboundOut(part))
    }

    /// Sends a file's region by the cheapest way there is to this client; succeeds when the kernel
    /// has taken it.
    func send(_ region: FileRegionBody) -> EventLoopFuture<Void> {
        guard let context else { return closedFuture }
        // The kernel cannot encrypt what it sends.
        if isSecure || isLocal(context.channel) {
            return FileCopy.send(region, on: eventLoop) { [self] bytes in
                guard let context = self.context else { return closedFuture }
                return context.writeAndFlush(wrapOutboundOut(.body(.byteBuffer(bytes))))
            }
        }
        let handle = NIOFileHandle(_deprecatedTakingOwnershipOfDescriptor: region.file.descriptor)
        let part = HTTPServerResponsePart.body(
            .fileRegion(
                FileRegion(
                    fileHandle: handle, readerIndex: region.offset,
                    endIndex: region.offset + region.length)))
        return context.writeAndFlush(wrapOutboundOut(part)).always { _ in
            // The descriptor belongs to `region.file`, which must live until here.
            _ = try? handle.takeDescriptorOwnership()
            withExtendedLifetime(region.file) {}
        }
    }

    /// Whether the client runs on this very machine.
    private func isLocal(_ channel: any Channel) -> Bool {
        guard let address = channel.remoteAddress?.ipAddress else { return false }
        return address == channel.localAddress?.ipAddress
    }

    /// Ends our half of the connection; what the client still sends is discarded for a short time,
    /// because closing with unread input would make the kernel destroy the response in flight.
    func linger() -> EventLoopFuture<Void> {
        guard let context else { return closedFuture }
        connectionGuard.clock.lingering()
        return context.close(mode: .output)
    }

    /// Writes the 101 and turns the pipeline into a WebSocket's.
    func upgrade(_ head: HTTPResponseHead, maximumFrameSize: Int) -> EventLoopFuture<Void> {
        guard let context else { return closedFuture }
        let pipeline = context.pipeline.syncOperations
        do {
            let encoder = try pipeline.handler(type: HTTPResponseEncoder.self)
            let decoder = try pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
            let done = context.writeAndFlush(wrapOutboundOut(.head(head)))
            connectionGuard.clock.upgraded()
            let frames = ByteToMessageHandler(WebSocketFrameDecoder(maxFrameSize: maximumFrameSize))
            try pipeline.addHandlers(
                [WebSocketFrameEncoder(), frames, FrameHandler()], position: .after(decoder))
            pipeline.removeHandler(encoder, promise: nil)
            pipeline.removeHandler(context: context, promise: nil)
            // Last: removing the decoder hands on the bytes that it did not understand as HTTP; the
            // end of a read must follow, for nothing reaches the connection's task without it.
            let channel = context.channel
            pipeline.removeHandler(decoder).whenComplete { _ in
                channel.pipeline.fireChannelReadComplete()
            }
            return done
        } catch {
            return context.eventLoop.makeFailedFuture(error)
        }
    }
}

/// Last in the pipeline after an upgrade.
final class FrameHandler: ChannelDuplexHandler {
    typealias InboundIn = WebSocketFrame
    typealias InboundOut = ConnectionInbound
    typealias OutboundIn = ConnectionOutbound
    typealias OutboundOut = WebSocketFrame

    private var hasFailed = false

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !hasFailed else { return }
        context.fireChannelRead(wrapInboundOut(.frame(unwrapInboundIn(data))))
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard let error = error as? NIOWebSocketError else {
            // What follows a decoder's first error says nothing new.
            if !(error is ByteToMessageDecoderError) { context.fireErrorCaught(error) }
            return
        }
        hasFailed = true
        context.fireChannelRead(wrapInboundOut(.framesFailed(error)))
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard case .frame(let frame) = unwrapOutboundIn(data) else {
            preconditionFailure("HTTP after the upgrade")
        }
        context.write(wrapOutboundOut(frame), promise: promise)
    }
}
