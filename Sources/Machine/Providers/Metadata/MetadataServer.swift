import Glibc
import Logging
import NIOCore
import NIOHTTP1
import NIOPosix

/// Serves the metadata service on a port of the loopback address, to which the packet filter leads
/// what machines send to 169.254.169.254. Who asks is told by the source address, which a machine
/// can not choose.
struct MetadataServer: Sendable {
    /// Answers a request from an address; nil for an address that is no machine's.
    typealias Responder =
        @Sendable (MetadataService.Request, String) -> MetadataService.Answer?

    let respond: Responder
    let logger: Logger

    /// - Parameter onReady: Called with the port.
    func run(onReady: @Sendable (UInt16) async throws -> Void) async throws {
        let respond = respond
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(ChannelOptions.socketOption(.so_reuseaddr), value: 1)
            .serverChannelOption(ChannelOptions.backlog, value: 128)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    try pipeline.addHandler(
                        IdleStateHandler(allTimeout: .seconds(10)), position: .first)
                    try pipeline.configureHTTPServerPipeline(
                        withPipeliningAssistance: false, withErrorHandling: true)
                    try pipeline.addHandler(MetadataHandler(respond: respond))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        do {
            guard let port = channel.localAddress?.port else {
                throw ProviderError("the metadata service has no port")
            }
            try await onReady(UInt16(port))
            try await withTaskCancellationHandler {
                try await channel.closeFuture.get()
            } onCancel: {
                channel.close(promise: nil)
            }
        } catch {
            try? await channel.close()
            throw error
        }
        try Task.checkCancellation()
    }
}

/// One connection; it serves one request, as clients of the service make one at a time.
private final class MetadataHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let respond: MetadataServer.Responder
    private var head: HTTPRequestHead?
    private var bodyBytes = 0

    init(respond: @escaping MetadataServer.Responder) { self.respond = respond }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head): self.head = head
        case .body(let bytes):
            bodyBytes += bytes.readableBytes
            if bodyBytes > 4096 { context.close(promise: nil) }
        case .end:
            guard let head else { return }
            self.head = nil
            answer(head, context)
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is IdleStateHandler.IdleStateEvent { context.close(promise: nil) }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    private func answer(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        var headers: [String: String] = [:]
        for (name, value) in head.headers { headers[name.lowercased()] = value }
        let request = MetadataService.Request(head.method.rawValue, head.uri, headers: headers)
        let peer = context.remoteAddress?.ipAddress ?? ""
        guard let answer = respond(request, peer) else {
            context.close(promise: nil)
            return
        }
        guard let hops = answer.hopLimit else {
            send(answer, to: head, context)
            return
        }
        let option = ChannelOptions.Types.SocketOption(
            level: .ip, name: .init(rawValue: CInt(IP_TTL)))
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        context.channel.setOption(option, value: SocketOptionValue(hops)).whenComplete { _ in
            let (handler, context) = bound.value
            handler.send(answer, to: head, context)
        }
    }

    private func send(
        _ answer: MetadataService.Answer, to head: HTTPRequestHead,
        _ context: ChannelHandlerContext
    ) {
        var headers = HTTPHeaders(answer.headers.map { ($0.key, $0.value) })
        if !headers.contains(name: "content-type") {
            headers.add(name: "content-type", value: "text/plain")
        }
        headers.add(name: "content-length", value: "\(answer.body.count)")
        headers.add(name: "server", value: "EC2ws")
        headers.add(name: "connection", value: "close")
        let response = HTTPResponseHead(
            version: .http1_1, status: .init(statusCode: answer.status), headers: headers)
        context.write(wrapOutboundOut(.head(response)), promise: nil)
        if head.method != .HEAD {
            context.write(
                wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: answer.body)))), promise: nil)
        }
        let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
        context.writeAndFlush(wrapOutboundOut(.end(nil))).whenComplete { _ in
            bound.value.close(promise: nil)
        }
    }
}
