import Foundation
import HTTPTypes
import NIOCore
import Testing
import WebServer
import WebSockets

/// Whole connections of random clients: damaged, flooded with header fields, cut off, reset, or left
/// alone. The server answers with a status of the client's fault or closes, and no connection holds
/// its slot for longer than its limits allow.
///
/// `SKERRY_FUZZ_SEED` repeats a run, `SKERRY_FUZZ_CASES` multiplies the cases.
@Suite(.timeLimit(.minutes(10)))
struct ConnectionFuzzTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let seed =
        environment["SKERRY_FUZZ_SEED"].flatMap { UInt64($0) }
        ?? UInt64.random(in: 0..<1_000_000_000)
    private static let cases = 300 * (environment["SKERRY_FUZZ_CASES"].flatMap { Int($0) } ?? 1)
    private static let slots = 4

    private static let handler = Handler { request in
        if request.rawPath == "/ws" {
            return .webSocket(
                WebSocketOptions(
                    maximumMessageSize: 1000, pingInterval: nil, idleTimeout: .milliseconds(300),
                    closeTimeout: .milliseconds(100))
            ) { socket in
                for await message in socket { try await socket.send(message) }
            }
        }
        do {
            let body = try await request.body.collect(upTo: 1 << 16)
            return .text("alive \(body.readableBytes)")
        } catch {
            return .text("\(error)", status: .badRequest)
        }
    }

    private static let limits: @Sendable (inout WebServerOptions) -> Void = {
        $0.maximumConnections = slots
        $0.headTimeout = .milliseconds(100)
        $0.bodyTimeout = .milliseconds(100)
        $0.idleTimeout = .milliseconds(100)
        $0.writeTimeout = .seconds(1)
    }

    @Test func damagedConnections() async throws {
        try await withServer(Self.limits, Self.handler) { server in
            try await Self.play(on: server) { dice in Self.connection(&dice) }
            try await Self.expectAllSlots(server)
        }
    }

    @Test func damagedFrames() async throws {
        try await withServer(Self.limits, Self.handler) { server in
            try await Self.play(on: server) { dice in
                var frames: [UInt8] = []
                for _ in 0..<dice.number(1...5) { frames += Self.frame(&dice) }
                if dice.number(0...3) > 0 { frames = Self.damaged(frames, &dice) }
                return Array(Self.handshake.utf8) + frames
            }
            try await Self.expectAllSlots(server)
        }
    }

    // MARK: What is sent

    private static let handshake =
        "GET /ws HTTP/1.1\r\nHost: h\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"

    private static let requests = [
        "GET / HTTP/1.1\r\nHost: h\r\n\r\n", "HEAD /a?b HTTP/1.1\r\nHost: h:1\r\n\r\n",
        "POST /p HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello",
        "POST /c HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
            + "4;x=y\r\nabcd\r\n0\r\nTrailer: t\r\n\r\n",
        "PUT /e HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\nok",
        "GET http://h/x HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n",
        "GET / HTTP/1.0\r\n\r\n", "OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n", handshake,
    ]

    private static func connection(_ dice: inout Dice) -> [UInt8] {
        var bytes: [UInt8] = []
        for _ in 0..<dice.number(1...4) { bytes += Array(dice.pick(requests).utf8) }
        switch dice.number(0...9) {
        case 0:
            let fields = (0..<dice.number(1...400)).map { "X-\($0): \($0)\r\n" }.joined()
            return Array("GET / HTTP/1.1\r\nHost: h\r\n\(fields)\r\n".utf8)
        case 1:
            let long = String(repeating: "y", count: dice.number(1...100_000))
            return Array(
                "GET /\(dice.pick(["", long])) HTTP/1.1\r\nHost: h\r\nX: \(long)\r\n\r\n".utf8)
        case 2: return bytes
        case 3: return (0..<dice.number(1...200)).map { _ in UInt8(dice.number(0...255)) }
        default: return damaged(bytes, &dice)
        }
    }

    private static func damaged(_ bytes: [UInt8], _ dice: inout Dice) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<dice.number(1...4) where !bytes.isEmpty {
            let index = dice.number(0...(bytes.count - 1))
            switch dice.number(0...5) {
            case 0: bytes[index] = UInt8(dice.number(0...255))
            case 1: bytes.remove(at: index)
            case 2: bytes.insert(dice.pick([0, 10, 13, 32, 58, 255]), at: index)
            case 3: bytes.removeSubrange(index...)
            case 4: bytes.insert(contentsOf: bytes[..<index], at: index)
            default:
                let end = min(bytes.count, index + dice.number(1...20))
                bytes.insert(contentsOf: bytes[index..<end], at: index)
            }
        }
        return bytes
    }

    /// A client's frame of any kind, good or nearly so.
    private static func frame(_ dice: inout Dice) -> [UInt8] {
        let size = dice.pick([0, 1, 5, 125, 126, 300, 999, 1001, 70_000])
        let first = UInt8(dice.pick([0x81, 0x82, 0x01, 0x00, 0x80, 0x88, 0x89, 0x8A, 0x8F, 0xF1]))
        var frame = [first]
        let mask: UInt8 = dice.number(0...9) == 0 ? 0 : 0x80
        switch size {
        case 0..<126: frame.append(UInt8(size) | mask)
        case 126..<65_536: frame += [126 | mask, UInt8(size >> 8), UInt8(size & 255)]
        default:
            frame += [
                127 | mask, 0, 0, 0, 0, 0, UInt8(size >> 16), UInt8(size >> 8 & 255),
                UInt8(size & 255),
            ]
        }
        frame += [UInt8](repeating: 0, count: mask == 0 ? 0 : 4)
        let filler: UInt8 = dice.pick([65, 0, 0xFF, 0xC3])
        return frame + [UInt8](repeating: filler, count: dice.number(0...9) == 0 ? size / 2 : size)
    }

    // MARK: How it is sent

    /// Twice as many clients as there are slots, one connection after the other each.
    private static func play(
        on server: TestServer, _ bytes: @escaping @Sendable (inout Dice) -> [UInt8]
    ) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for client in 0..<(2 * slots) {
                group.addTask {
                    var dice = Dice(seed: seed &+ UInt64(client))
                    for _ in 0..<(cases / (2 * slots)) {
                        try await play(bytes(&dice), server, &dice)
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    /// Sends in pieces and ends in one of four ways; checks what came.
    private static func play(
        _ bytes: [UInt8], _ server: TestServer, _ dice: inout Dice
    ) async throws {
        let client = try await RawClient.connect(server)
        var rest = bytes[...]
        while !rest.isEmpty {
            let piece = rest.prefix(dice.number(1...max(1, bytes.count)))
            rest = rest.dropFirst(piece.count)
            // The server may have closed already.
            try? await client.channel.writeAndFlush(ByteBuffer(bytes: piece))
        }
        switch dice.number(0...9) {
        case 0: try? await client.reset()
        case 1: try? await client.close()
        case 2...5:
            try? await client.closeOutput()
            try await client.waitForClose(120)
        default:
            // Left alone: the server's own limits must end it.
            try await client.waitForClose(120)
        }
        let answer = client.received
        let good = answer.isEmpty || answer.hasPrefix("HTTP/1.1 ")
        let status = Int(answer.dropFirst(9).prefix(3)) ?? 400
        #expect(
            good && (status < 500 || [501, 505].contains(status)),
            "SKERRY_FUZZ_SEED=\(seed): \(answer.prefix(200)) for \(bytes.prefix(500))")
        try? await client.close()
    }

    /// As many clients as there are slots are served at the same time. On a busy machine one may
    /// look idle to the server before it has spoken, hence the attempts.
    private static func expectAllSlots(_ server: TestServer) async throws {
        for _ in 0..<20 {
            do { return try await useAllSlots(server) } catch RawClient.Failed.closed { continue }
        }
        try await useAllSlots(server)
    }

    private static func useAllSlots(_ server: TestServer) async throws {
        var clients: [RawClient] = []
        for _ in 0..<slots { clients.append(try await RawClient.connect(server)) }
        for client in clients { try await client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n") }
        for client in clients { try await client.waitFor(60) { $0.contains("alive 0") } }
        for client in clients { try? await client.close() }
    }

    /// Random numbers that a seed repeats (SplitMix64).
    private struct Dice: RandomNumberGenerator {
        private var state: UInt64

        init(seed: UInt64) { state = seed }

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }

        mutating func number(_ range: ClosedRange<Int>) -> Int {
            Int.random(in: range, using: &self)
        }

        mutating func pick<T>(_ choices: [T]) -> T { choices[number(0...(choices.count - 1))] }
    }
}
