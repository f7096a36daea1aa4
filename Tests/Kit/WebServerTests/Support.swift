import Glibc
import HTTPTypes
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import Synchronization
import WebServer

/// A handler made of a closure.
struct Handler: WebHandler {
    let answer: @Sendable (WebRequest) async -> WebResponse

    init(_ answer: @escaping @Sendable (WebRequest) async -> WebResponse) {
        self.answer = answer
    }

    func respond(to request: WebRequest) async -> WebResponse {
        await answer(request)
    }
}

/// A running server, as tests see it.
struct TestServer: Sendable {
    let port: Int
    let group: ServiceGroup

    func shutDown() async {
        await group.triggerGracefulShutdown()
    }
}

func quietLogger() -> Logger {
    Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
}

/// Runs a server on a free port of the loopback for as long as `body` takes.
func withServer<Result: Sendable>(
    _ change: @Sendable (inout WebServerOptions) -> Void,
    _ handler: Handler, _ body: @Sendable @escaping (TestServer) async throws -> Result
) async throws -> Result {
    var options = WebServerOptions(host: "127.0.0.1", port: 0)
    options.drainTimeout = .seconds(2)
    change(&options)
    let (ports, ready) = AsyncStream.makeStream(of: Int.self)
    let server = WebServer(options: options, handler: handler, logger: quietLogger()) { addresses in
        ready.yield(addresses.first?.port ?? -1)
    }
    let group = ServiceGroup(
        configuration: .init(services: [.init(service: server)], logger: quietLogger()))
    return try await withThrowingTaskGroup(of: Void.self) { tasks in
        tasks.addTask { try await group.run() }
        var iterator = ports.makeAsyncIterator()
        guard let port = await iterator.next() else { throw RawClient.Failed.closed }
        let result = try await body(TestServer(port: port, group: group))
        await group.triggerGracefulShutdown()
        try await tasks.waitForAll()
        return result
    }
}

func withServer<Result: Sendable>(
    _ handler: Handler, _ body: @Sendable @escaping (TestServer) async throws -> Result
) async throws -> Result {
    try await withServer({ _ in }, handler, body)
}

/// A TCP connection that sends and receives bytes as they are.
final class RawClient: Sendable {
    enum Failed: Error {
        case closed
        case timedOut(String)
    }

    private final class Collector: ChannelInboundHandler, Sendable {
        typealias InboundIn = ByteBuffer
        let state = Mutex((bytes: ByteBuffer(), isClosed: false))

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            var bytes = unwrapInboundIn(data)
            state.withLock { _ = $0.bytes.writeBuffer(&bytes) }
        }

        func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
            if case ChannelEvent.inputClosed = event { state.withLock { $0.isClosed = true } }
        }

        func channelInactive(context: ChannelHandlerContext) {
            state.withLock { $0.isClosed = true }
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            context.close(promise: nil)
        }
    }

    let channel: any Channel
    private let collector: Collector

    private init(channel: any Channel, collector: Collector) {
        self.channel = channel
        self.collector = collector
    }

    /// - Parameter address: From where; all of 127.0.0.0/8 is this machine.
    static func connect(
        _ server: TestServer, from address: String = "127.0.0.1", reads: Bool = true
    ) async throws -> RawClient {
        try await connect(port: server.port, from: address, reads: reads)
    }

    static func connect(
        port: Int, from address: String = "127.0.0.1", reads: Bool = true
    ) async throws -> RawClient {
        let collector = Collector()
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .bind(to: SocketAddress(ipAddress: address, port: 0))
            .channelOption(.allowRemoteHalfClosure, value: true)
            .channelOption(.autoRead, value: reads)
            .channelInitializer { channel in channel.pipeline.addHandler(collector) }
            .connect(host: "127.0.0.1", port: port).get()
        return RawClient(channel: channel, collector: collector)
    }

    func send(_ text: String) async throws {
        try await channel.writeAndFlush(ByteBuffer(string: text))
    }

    func closeOutput() async throws {
        try await channel.close(mode: .output)
    }

    func close() async throws {
        try await channel.close()
    }

    /// Closes with a reset, as the kernel does for a killed process with unread input.
    func reset() async throws {
        if let provider = channel as? any SocketOptionProvider {
            try await provider.setSoLinger(linger(l_onoff: 1, l_linger: 0)).get()
        }
        try await channel.close()
    }

    var received: String {
        collector.state.withLock { String(buffer: $0.bytes) }
    }

    func bytes(from offset: Int) -> ByteBuffer {
        collector.state.withLock { state in
            state.bytes.getSlice(
                at: state.bytes.readerIndex + offset, length: state.bytes.readableBytes - offset)
                ?? ByteBuffer()
        }
    }

    var receivedCount: Int {
        collector.state.withLock { $0.bytes.readableBytes }
    }

    var isClosed: Bool {
        collector.state.withLock { $0.isClosed }
    }

    /// Waits until what came satisfies the condition; what came so far.
    @discardableResult
    func waitFor(
        _ seconds: Double = 10, _ condition: (String) -> Bool
    ) async throws -> String {
        let end = ContinuousClock.now + .seconds(seconds)
        while ContinuousClock.now < end {
            if condition(received) { return received }
            if isClosed && !condition(received) { throw Failed.closed }
            try await Task.sleep(for: .milliseconds(2))
        }
        throw Failed.timedOut(String(received.prefix(500)))
    }

    /// Waits until the server ended the connection; everything that came.
    @discardableResult
    func waitForClose(_ seconds: Double = 10) async throws -> String {
        let end = ContinuousClock.now + .seconds(seconds)
        while ContinuousClock.now < end {
            if isClosed { return received }
            try await Task.sleep(for: .milliseconds(2))
        }
        throw Failed.timedOut(String(received.prefix(500)))
    }

    /// Sends `text`, closes our half, and gives everything the server answers.
    static func exchange(_ server: TestServer, _ text: String) async throws -> String {
        let client = try await connect(server)
        try await client.send(text)
        let answer = try await client.waitForClose()
        try? await client.close()
        return answer
    }
}

/// Runs a condition until it holds.
func eventually(_ seconds: Double = 10, _ condition: () -> Bool) async throws -> Bool {
    let end = ContinuousClock.now + .seconds(seconds)
    while ContinuousClock.now < end {
        if condition() { return true }
        try await Task.sleep(for: .milliseconds(2))
    }
    return condition()
}
