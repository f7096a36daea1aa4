import HTTPTypes
import NIOCore
import Synchronization
import Testing
import WebServer
import WebSockets

private let handshake =
    "GET /ws HTTP/1.1\r\nHost: h\r\nConnection: keep-alive, Upgrade\r\nUpgrade: websocket\r\n"
    + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"

/// A client's frame, masked with zeros so that tests can read it.
func clientFrame(_ opcode: UInt8, _ payload: String, final: Bool = true) -> ByteBuffer {
    var frame = ByteBuffer(bytes: [opcode | (final ? 0x80 : 0)])
    let count = payload.utf8.count
    if count < 126 {
        frame.writeInteger(UInt8(count) | 0x80)
    } else {
        frame.writeInteger(UInt8(126 | 0x80))
        frame.writeInteger(UInt16(count))
    }
    frame.writeBytes([0, 0, 0, 0])
    frame.writeString(payload)
    return frame
}

extension RawClient {
    func send(_ bytes: ByteBuffer) async throws {
        try await channel.writeAndFlush(bytes)
    }
}

@Suite(.timeLimit(.minutes(1)))
struct WebSocketServerTests {
    private let handler = Handler { request in
        guard request.rawPath == "/ws" else { return .text("plain") }
        var options = WebSocketOptions(maximumMessageSize: 1000)
        options.subprotocol = request.rawQuery
        return .webSocket(options, headers: [HTTPField.Name("X-Extra")!: "1"]) { socket in
            for await message in socket {
                guard case .text(let text) = message else { continue }
                if text == "bye" { return }
                if text == "fail" { throw CancellationError() }
                try await socket.send(.text("echo " + text))
            }
        }
    }

    @Test func handshakeAndMessages() async throws {
        try await withServer(handler) { server in
            let client = try await RawClient.connect(server)
            // A request before it on the same connection, and a frame in the handshake's packet.
            try await client.send("GET /other HTTP/1.1\r\nHost: h\r\n\r\n")
            try await client.waitFor { $0.hasSuffix("plain") }
            var both = ByteBuffer(string: handshake)
            both.writeImmutableBuffer(clientFrame(1, "one"))
            try await client.send(both)
            let answer = try await client.waitFor { $0.contains("echo one") }
            #expect(answer.contains("HTTP/1.1 101 Switching Protocols\r\n"))
            // From RFC 6455 §1.3.
            #expect(answer.contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"))
            #expect(answer.contains("X-Extra: 1\r\n"))
            try await client.send(clientFrame(1, "tw", final: false))
            try await client.send(clientFrame(9, "ping"))
            try await client.send(clientFrame(0, "o"))
            try await client.waitFor { $0.contains("ping") && $0.hasSuffix("echo two") }
            try await client.send(clientFrame(1, "bye"))
            try await client.waitFor { $0.hasSuffix("\u{3}\u{FFFD}") }
            try await client.send(clientFrame(8, "\u{3}"))
            try await client.waitForClose()
            try await client.close()
        }
    }

    @Test func subprotocolIsNamed() async throws {
        try await withServer(handler) { server in
            let client = try await RawClient.connect(server)
            let text = handshake.replacing("/ws", with: "/ws?v4.channel.k8s.io")
            try await client.send(text)
            let answer = try await client.waitFor { $0.hasSuffix("\r\n\r\n") }
            #expect(answer.contains("Sec-WebSocket-Protocol: v4.channel.k8s.io\r\n"))
            try await client.close()
        }
    }

    @Test(arguments: [
        ("Upgrade: websocket", "X: y", " 426 "), ("Version: 13", "Version: 8", " 426 "),
        ("Key: dGhl", "Key: x", " 400 "), ("GET", "POST", " 426 "),
        ("Connection: keep-alive, Upgrade", "Connection: close", " 426 "),
        ("Host: h", "Host: h\r\nContent-Length: 2", " 400 "),
    ])
    func badHandshakesAreRefused(part: String, by: String, status: String) async throws {
        try await withServer(handler) { server in
            let text = handshake.replacing(part, with: by)
            let client = try await RawClient.connect(server)
            try await client.send(text)
            let answer = try await client.waitFor { $0.contains("\r\n\r\n") }
            #expect(answer.hasPrefix("HTTP/1.1\(status)"), "\(answer)")
            try await client.close()
        }
    }

    @Test func unwantedUpgradeIsIgnored() async throws {
        try await withServer(handler) { server in
            let answer = try await RawClient.exchange(
                server,
                "GET / HTTP/1.1\r\nHost: h\r\nConnection: Upgrade, HTTP2-Settings\r\n"
                    + "Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n")
            #expect(answer.hasSuffix("plain"))
            #expect(answer.contains("Connection: close"))
        }
    }

    @Test(
        arguments: [
            (clientFrame(1, String(repeating: "x", count: 1001)), 1009),
            (clientFrame(3, "reserved"), 1002), (clientFrame(0, "no start"), 1002),
            (ByteBuffer(bytes: [0x81, 0x01, 0x41]), 1002),
            (ByteBuffer(bytes: [0x81, 0x81, 0, 0, 0, 0, 0xFF]), 1007),
            (ByteBuffer(bytes: [0x89, 0xFE, 0x00, 0x7E, 0, 0, 0, 0]), 1002),
        ] as [(ByteBuffer, UInt16)])
    func badFramesCloseWithACode(frame: ByteBuffer, code: UInt16) async throws {
        try await withServer(handler) { server in
            let client = try await RawClient.connect(server)
            try await client.send(handshake)
            try await client.waitFor { $0.hasSuffix("\r\n\r\n") }
            let before = client.receivedCount
            try await client.send(frame)
            #expect(try await eventually { client.receivedCount >= before + 4 })
            let bytes = client.bytes(from: before)
            #expect(bytes.getInteger(at: bytes.readerIndex, as: UInt8.self) == 0x88)
            #expect(bytes.getInteger(at: bytes.readerIndex + 2, as: UInt16.self) == code)
            try await client.close()
        }
    }

    @Test func failingHandlerCloses1011() async throws {
        try await withServer(handler) { server in
            let client = try await RawClient.connect(server)
            try await client.send(handshake)
            try await client.waitFor { $0.hasSuffix("\r\n\r\n") }
            let before = client.receivedCount
            try await client.send(clientFrame(1, "fail"))
            #expect(try await eventually { client.receivedCount >= before + 4 })
            let bytes = client.bytes(from: before)
            #expect(bytes.getInteger(at: bytes.readerIndex + 2, as: UInt16.self) == 1011)
            try await client.close()
        }
    }

    @Test func shutdownSaysGoingAway() async throws {
        try await withServer({ $0.drainTimeout = .seconds(20) }, handler) { server in
            let client = try await RawClient.connect(server)
            try await client.send(handshake)
            try await client.waitFor { $0.hasSuffix("\r\n\r\n") }
            let before = client.receivedCount
            await server.shutDown()
            #expect(try await eventually { client.receivedCount >= before + 4 })
            let bytes = client.bytes(from: before)
            #expect(bytes.getInteger(at: bytes.readerIndex + 2, as: UInt16.self) == 1001)
            try await client.send(clientFrame(8, "\u{3}"))
            try await client.waitForClose()
            try await client.close()
        }
    }

    @Test func silentPeerIsPingedAndThenCut() async throws {
        let ended = Mutex<WebSocketClosure?>(nil)
        let handler = Handler { _ in
            let options = WebSocketOptions(
                pingInterval: .milliseconds(100), idleTimeout: .milliseconds(300))
            return .webSocket(options) { socket in
                for await _ in socket {}
                ended.withLock { $0 = socket.closure }
            }
        }
        try await withServer(handler) { server in
            let client = try await RawClient.connect(server)
            try await client.send(handshake)
            try await client.waitForClose()
            #expect(client.received.unicodeScalars.contains("\u{0}"))
            #expect(try await eventually { ended.withLock { $0?.code == .abnormal } })
            try await client.close()
        }
    }

    @Test func vanishedPeerEndsTheSequence() async throws {
        let ended = Mutex<WebSocketClosure?>(nil)
        let handler = Handler { _ in
            .webSocket { socket in
                for await _ in socket {}
                ended.withLock { $0 = socket.closure }
            }
        }
        try await withServer(handler) { server in
            let client = try await RawClient.connect(server)
            try await client.send(handshake)
            try await client.waitFor { $0.hasSuffix("\r\n\r\n") }
            try await client.reset()
            #expect(try await eventually { ended.withLock { $0?.code == .abnormal } })
        }
    }
}
