import HTTPTypes
import NIOCore
import NIOPosix
import Synchronization
import Testing
import WebSockets

@testable import WebServer

@Suite(.timeLimit(.minutes(1)))
struct LifecycleTests {
    @Test func shutdownLetsARequestFinishAndClosesIdleConnections() async throws {
        let gate = AsyncStream.makeStream(of: Void.self)
        let (started, start) = AsyncStream.makeStream(of: Void.self)
        let handler = Handler { request in
            if request.rawPath == "/slow" {
                start.yield()
                for await _ in gate.stream { break }
            }
            return .text("done")
        }
        try await withServer({ $0.drainTimeout = .seconds(20) }, handler) { server in
            let idle = try await RawClient.connect(server)
            try await idle.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
            try await idle.waitFor { $0.contains("done") }
            let fresh = try await RawClient.connect(server)
            let busy = try await RawClient.connect(server)
            try await busy.send("GET /slow HTTP/1.1\r\nHost: h\r\n\r\n")
            for await _ in started { break }
            await server.shutDown()
            try await idle.waitForClose()
            try await fresh.waitForClose()
            #expect(!busy.isClosed)
            await #expect(throws: (any Error).self) { try await RawClient.connect(server) }
            gate.continuation.finish()
            let answer = try await busy.waitForClose()
            #expect(answer.contains("Connection: close"))
            #expect(answer.hasSuffix("done"))
        }
    }

    /// The head of a response that promised to keep the connection is out already.
    @Test func shutdownDuringAResponseClosesItsConnectionAfterIt() async throws {
        let gate = AsyncStream.makeStream(of: Void.self)
        let handler = Handler { _ in
            WebResponse(
                body: .stream(length: nil) { writer in
                    try await writer.write(ByteBuffer(string: "begun"))
                    for await _ in gate.stream { break }
                })
        }
        try await withServer({ $0.drainTimeout = .seconds(20) }, handler) { server in
            let client = try await RawClient.connect(server)
            try await client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
            try await client.waitFor { $0.contains("begun") }
            let idle = try await RawClient.connect(server)
            await server.shutDown()
            // Proves that draining has begun.
            try await idle.waitForClose()
            gate.continuation.finish()
            let answer = try await client.waitForClose()
            #expect(!answer.contains("Connection: close"))
            #expect(answer.hasSuffix("0\r\n\r\n"))
            try await client.close()
        }
    }

    /// Accepted before the drain and made after it: such a connection is told, too.
    @Test func drainingClosesAConnectionInTheMaking() async throws {
        let connections = Connections(limit: 10)
        let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    _ = try connections.add(channel) {
                        connections.beginDraining()
                        return try WebServer.configure(channel, WebServerOptions())
                    }
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let port = try #require(listener.localAddress?.port)
        let client = try await RawClient.connect(port: port)
        try await client.waitForClose()
        await connections.closeUnserved()
        #expect(connections.count == 0)
        try await listener.close()
    }

    @Test func shutdownCutsWhatDoesNotEnd() async throws {
        let (started, start) = AsyncStream.makeStream(of: Void.self)
        let wasCancelled = Mutex(false)
        let handler = Handler { _ in
            start.yield()
            try? await Task.sleep(for: .seconds(60))
            wasCancelled.withLock { $0 = Task.isCancelled }
            return .text("late")
        }
        try await withServer({ $0.drainTimeout = .milliseconds(200) }, handler) { server in
            let client = try await RawClient.connect(server)
            try await client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
            for await _ in started { break }
            await server.shutDown()
            #expect(try await client.waitForClose() == "")
        }
        #expect(wasCancelled.withLock { $0 })
    }

    @Test func cancellationEndsTheServer() async throws {
        let (ready, isReady) = AsyncStream.makeStream(of: Int.self)
        let server = WebServer(
            options: WebServerOptions(), handler: Handler { _ in .text("x") },
            logger: quietLogger()
        ) { isReady.yield($0[0].port ?? 0) }
        let task = Task { try await server.run() }
        for await _ in ready { break }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test func severalAddressesAndAPortInUse() async throws {
        let (ready, isReady) = AsyncStream.makeStream(of: [SocketAddress].self)
        var options = WebServerOptions(host: "127.0.0.1", port: 0)
        options.addresses.append(.init(host: "127.0.0.2", port: 0))
        let handler = Handler { _ in .text("x") }
        let server = WebServer(options: options, handler: handler, logger: quietLogger()) {
            isReady.yield($0)
        }
        let task = Task { try await server.run() }
        var iterator = ready.makeAsyncIterator()
        let addresses = try #require(await iterator.next())
        #expect(addresses.map(\.ipAddress) == ["127.0.0.1", "127.0.0.2"])
        let port = try #require(addresses[1].port)
        options.addresses = [
            .init(host: "127.0.0.1", port: 0), .init(host: "127.0.0.2", port: port),
        ]
        let second = WebServer(options: options, handler: handler, logger: quietLogger())
        await #expect(throws: IOError.self) { try await second.run() }
        task.cancel()
        _ = await task.result
    }

    /// Connections that come at the very moment of the end must not bring the program down.
    @Test func shutdownWhileClientsConnect() async throws {
        for _ in 0..<10 {
            try await withServer({ $0.maximumConnections = 3 }, Handler { _ in .text("x") }) {
                server in
                await withTaskGroup { group in
                    for index in 0..<30 {
                        group.addTask {
                            guard let client = try? await RawClient.connect(server) else { return }
                            try? await client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
                            _ = try? await client.waitFor { $0.contains("x") }
                            try? await client.close()
                        }
                        if index == 15 { await server.shutDown() }
                    }
                }
            }
        }
    }
}
