import AWSClient
import AWSWire
import HTTPTypes
import NIOCore
import Synchronization
import Testing
import WebServer
import WebSockets

@Suite(.timeLimit(.minutes(1)))
struct WebSocketClientTests {
    private let time = FakeTime()

    private var client: WebSocketClient {
        WebSocketClient(
            region: "us-east-1", service: "ecs", credentials: StaticCredentials(testCredentials),
            logger: quietLogger(), environment: time.environment)
    }

    /// Greets at once, then echoes until it is told to stop.
    private var echo: Handler {
        let start = time.start
        return Handler { request in
            guard isSigned(request, now: start) else {
                return .text("not signed", status: .forbidden)
            }
            return .webSocket { socket in
                try await socket.send(.text("hello \(request.rawQuery ?? "")"))
                for await message in socket {
                    if message == .text("stop") { return }
                    try await socket.send(message)
                }
            }
        }
    }

    @Test func messagesBothWays() async throws {
        try await withServer(echo) { port in
            // Many times: the greeting comes now with the 101, now after it.
            for round in 0..<50 {
                let closure = try await client.withWebSocket(
                    "ws://127.0.0.1:\(port)/ws?a=\(round)&b=%20"
                ) { socket in
                    var iterator = socket.makeAsyncIterator()
                    #expect(await iterator.next() == .text("hello a=\(round)&b=%20"))
                    let large = ByteBuffer(repeating: UInt8(round), count: 300_000)
                    try await socket.send(.binary(large))
                    #expect(await iterator.next() == .binary(large))
                    try await socket.send(.text("ü"))
                    #expect(await iterator.next() == .text("ü"))
                    try await socket.send(.text("stop"))
                    #expect(await iterator.next() == nil)
                    return socket.closure
                }
                #expect(closure == WebSocketClosure(code: .normal, byUs: false))
            }
        }
    }

    @Test func weCloseFirst() async throws {
        let seen = Mutex<WebSocketClosure?>(nil)
        let handler = Handler { _ in
            .webSocket { socket in
                for await _ in socket {}
                seen.withLock { $0 = socket.closure }
            }
        }
        try await withServer(handler) { port in
            try await client.withWebSocket("http://127.0.0.1:\(port)/") { socket in
                await socket.close(.goingAway, reason: "restart")
                await #expect(throws: WebSocketError.closed) {
                    try await socket.send(.text("late"))
                }
            }
        }
        #expect(
            seen.withLock { $0 }
                == WebSocketClosure(code: .goingAway, reason: "restart", byUs: false))
    }

    @Test func refusalsCarryStatusAndBody() async throws {
        try await withServer(Handler { _ in .text("no such agent", status: .forbidden) }) { port in
            await #expect(throws: AWSClientError.refused(status: 403, body: "no such agent")) {
                try await client.withWebSocket("ws://127.0.0.1:\(port)/ws") { _ in }
            }
        }
    }

    @Test func tooLargeMessages() async throws {
        try await withServer(echo) { port in
            let options = WebSocketOptions(maximumMessageSize: 100)
            try await client.withWebSocket(
                "ws://127.0.0.1:\(port)/ws?" + String(repeating: "x", count: 200), options: options
            ) { socket in
                await #expect(throws: WebSocketError.messageTooBig(limit: 100)) {
                    try await socket.send(.text(String(repeating: "y", count: 101)))
                }
                for await _ in socket { Issue.record("a message beyond the limit") }
            }
        }
    }

    @Test func silentServerTimesOut() async throws {
        let handler = Handler { _ in
            try? await Task.sleep(for: .seconds(60))
            return .text("")
        }
        try await withServer(handler) { port in
            await #expect(throws: AWSClientError.timedOut) {
                try await client.withWebSocket(
                    "ws://127.0.0.1:\(port)/", timeout: .milliseconds(200)
                ) { _ in }
            }
        }
    }

    @Test func nobodyListensOrUnknownScheme() async throws {
        let port = try await withServer(Handler { _ in .text("") }) { $0 }
        await #expect(throws: AWSClientError.self) {
            try await client.withWebSocket("ws://127.0.0.1:\(port)/") { _ in }
        }
        await #expect(throws: AWSClientError.badEndpoint("wss://a/")) {
            try await client.withWebSocket("wss://a/") { _ in }
        }
    }

    @Test func errorsOfTheBodyCloseTheSocket() async throws {
        struct Odd: Error {}
        try await withServer(echo) { port in
            await #expect(throws: Odd.self) {
                try await client.withWebSocket("ws://127.0.0.1:\(port)/ws") { _ in throw Odd() }
            }
        }
    }
}
