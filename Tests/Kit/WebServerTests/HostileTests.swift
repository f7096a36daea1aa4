import HTTPTypes
import NIOCore
import Synchronization
import Testing
import WebServer

/// Reads every body, and says that it is alive.
private let handler = Handler { request in
    do {
        let body = try await request.body.collect(upTo: 1 << 20)
        return .text("alive \(body.readableBytes)")
    } catch {
        return .text("\(error)", status: .badRequest)
    }
}

@Suite(.timeLimit(.minutes(1)))
struct HostileTests {
    @Test(arguments: [
        "\0\0\0\0", "GET\r\n\r\n", "GET /ü HTTP/1.1\r\nHost: h\r\n\r\n",
        "GET / HTTP/1.1\r\nHost : h\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: h\r\n folded\r\n\r\n", "GET / HTTP/1.1\r\n: v\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "GET / HTTP/1.1\r\n\r\n",
        "GET foo HTTP/1.1\r\nHost: h\r\n\r\n", "GET * HTTP/1.1\r\nHost: h\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: h\r\nX: a\u{0}b\r\n\r\n", "WHAT / HTTP/1.1\r\nHost: h\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: -1\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 99999999999999999999\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\na",
        "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: gzip\r\n\r\na",
        "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
        "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabcd\r\n",
        "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n",
    ])
    func malformedIs400(text: String) async throws {
        try await withServer(handler) { server in
            let answer = try await RawClient.exchange(server, text)
            #expect(answer.hasPrefix("HTTP/1.1 400 "), "\(answer)")
            #expect(answer.contains("Connection: close\r\n"))
            // The next client is served.
            let next = "GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"
            #expect(try await RawClient.exchange(server, next).contains("alive 0"))
        }
    }

    @Test func badVersionAndMethod() async throws {
        try await withServer(handler) { server in
            let none = try await RawClient.exchange(server, "GET /\r\n\r\n")
            #expect(none.hasPrefix("HTTP/1.1 505 "), "\(none)")
            let version = try await RawClient.exchange(server, "GET / HTTP/2.0\r\nHost: h\r\n\r\n")
            #expect(version.hasPrefix("HTTP/1.1 505 "), "\(version)")
            let connect = try await RawClient.exchange(
                server, "CONNECT a:1 HTTP/1.1\r\nHost: h\r\n\r\n")
            #expect(connect.hasPrefix("HTTP/1.1 501 "), "\(connect)")
        }
    }

    @Test func goodRequestBeforeABadOneIsAnswered() async throws {
        try await withServer(handler) { server in
            let answer = try await RawClient.exchange(
                server, "GET / HTTP/1.1\r\nHost: h\r\n\r\nnonsense\r\n\r\n")
            #expect(answer.contains("alive 0"))
            #expect(answer.contains("HTTP/1.1 400 "))
        }
    }

    @Test func tooLargeHeads() async throws {
        func head(_ path: String, _ fields: String = "") -> String {
            "GET \(path) HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\(fields)\r\n"
        }
        func many(_ count: Int, _ size: Int) -> String {
            (0..<count).map { "x\($0): \(String(repeating: "y", count: size))\r\n" }.joined()
        }
        let path = "/" + String(repeating: "a", count: 999)
        let cases = [
            (head(path), "200"), (head(path + "a"), "414"), (head(path + path + path), "414"),
            (head("/", many(1, 490)), "200"), (head("/", many(1, 510)), "431"),
            (head("/", many(1, 5000)), "431"), (head("/", many(7, 1)), "200"),
            (head("/", many(9, 1)), "431"), (head("/", many(5, 450)), "431"),
        ]
        let limits: @Sendable (inout WebServerOptions) -> Void = {
            $0.maximumTargetLength = 1000
            $0.maximumHeaderFieldSize = 500
            $0.maximumHeadersSize = 2000
            $0.maximumHeaderCount = 10
        }
        try await withServer(limits, handler) { server in
            for (text, status) in cases {
                let answer = try await RawClient.exchange(server, text)
                #expect(answer.dropFirst(9).prefix(3) == status, "\(text)")
            }
        }
    }

    @Test func slowHeadIs408() async throws {
        try await withServer({ $0.headTimeout = .milliseconds(200) }, handler) { server in
            let client = try await RawClient.connect(server)
            // Single bytes all the time do not help the client.
            for byte in "GET / HTTP/1.1\r\nHost: h\r\nX: ".utf8 {
                try await client.send(String(UnicodeScalar(byte)))
            }
            while !client.isClosed {
                try? await client.send("y")
                try await Task.sleep(for: .milliseconds(20))
            }
            #expect(client.received.hasPrefix("HTTP/1.1 408 "))
            try? await client.close()
            // Who says nothing at all is told nothing.
            let silent = try await RawClient.connect(server)
            #expect(try await silent.waitForClose() == "")
            try await silent.close()
        }
    }

    @Test func slowBodyIs408() async throws {
        try await withServer(
            {
                $0.bodyTimeout = .milliseconds(200)
                $0.minimumBodyBytes = 100
            }, handler
        ) { server in
            let client = try await RawClient.connect(server)
            try await client.send("PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: 1000\r\n\r\n")
            while !client.isClosed {
                try? await client.send("y")
                try await Task.sleep(for: .milliseconds(20))
            }
            #expect(client.received.hasPrefix("HTTP/1.1 408 "))
            try? await client.close()
            let fast = try await RawClient.connect(server)
            try await fast.send("PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: 1000\r\n\r\n")
            for _ in 0..<20 {
                try await fast.send(String(repeating: "y", count: 50))
                try await Task.sleep(for: .milliseconds(30))
            }
            try await fast.waitFor { $0.contains("alive 1000") }
            try await fast.close()
        }
    }

    @Test func slowHandlerIsNotTheClientsFault() async throws {
        let slow = Handler { request in
            try? await Task.sleep(for: .milliseconds(400))
            let body = try? await request.body.collect(upTo: 2 << 20)
            return .text("got \(body?.readableBytes ?? -1)")
        }
        try await withServer(
            {
                $0.bodyTimeout = .milliseconds(100)
                $0.headTimeout = .milliseconds(100)
                $0.idleTimeout = .milliseconds(100)
            }, slow
        ) { server in
            let client = try await RawClient.connect(server)
            try await client.send("PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: 1000000\r\n\r\n")
            try await client.send(String(repeating: "x", count: 1_000_000))
            try await client.waitFor { $0.contains("got 1000000") }
            // Idle from here on.
            try await client.waitForClose()
            try await client.close()
        }
    }

    @Test(arguments: [false, true])
    func readerWhoTakesNothingIsCut(streamed: Bool) async throws {
        let isOver = Mutex(false)
        let endless = Handler { _ in
            guard streamed else {
                return WebResponse(body: .bytes(ByteBuffer(repeating: 65, count: 64 << 20)))
            }
            return WebResponse(
                body: .stream(length: nil) { writer in
                    defer { isOver.withLock { $0 = true } }
                    while true { try await writer.write(ByteBuffer(repeating: 65, count: 65536)) }
                })
        }
        try await withServer({ $0.writeTimeout = .milliseconds(300) }, endless) { server in
            let client = try await RawClient.connect(server, reads: false)
            try await client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
            // Once the server has gone, its kernel answers what we send with a reset.
            await #expect(throws: (any Error).self) {
                for _ in 0..<1000 {
                    try await client.send("x")
                    try await Task.sleep(for: .milliseconds(10))
                }
            }
            #expect(client.receivedCount < 64 << 20)
            if streamed { #expect(try await eventually { isOver.withLock { $0 } }) }
            try? await client.close()
        }
    }

    @Test func bodyCutOffReachesTheHandlerAsAnError() async throws {
        let seen = Mutex<RequestBody.Failed?>(nil)
        let watching = Handler { request in
            do {
                _ = try await request.body.collect(upTo: 1000)
            } catch {
                seen.withLock { $0 = error as? RequestBody.Failed }
            }
            return .text("done")
        }
        try await withServer(watching) { server in
            let client = try await RawClient.connect(server)
            try await client.send("PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\nabc")
            try await client.close()
            #expect(try await eventually { seen.withLock { $0 == .truncated } })
        }
    }

    @Test func furtherConnectionsWait() async throws {
        try await withServer({ $0.maximumConnections = 2 }, handler) { server in
            let request = "GET / HTTP/1.1\r\nHost: h\r\n\r\n"
            let first = try await RawClient.connect(server)
            let second = try await RawClient.connect(server)
            for client in [first, second] {
                try await client.send(request)
                try await client.waitFor { $0.contains("alive") }
            }
            let third = try await RawClient.connect(server)
            try await third.send(request)
            try await Task.sleep(for: .milliseconds(200))
            #expect(third.received == "")
            try await first.close()
            try await third.waitFor { $0.contains("alive") }
            try await second.close()
            try await third.close()
        }
    }

    @Test func manyClientsThatResetAtOnceDoNoHarm() async throws {
        try await withServer(handler) { server in
            for _ in 0..<200 {
                let client = try await RawClient.connect(server)
                try await client.reset()
            }
            let answer = try await RawClient.exchange(
                server, "GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
            #expect(answer.contains("alive"))
        }
    }
}
