import HTTPTypes
import NIOCore
import Testing
import WebServer

/// Echoes what the server understood of a request.
private let echo = Handler { request in
    let body = try? await request.body.collect(upTo: 1 << 20)
    let lines = [
        "method=\(request.method.rawValue)", "target=\(request.target)",
        "path=\(request.rawPath)", "query=\(request.rawQuery ?? "-")",
        "host=\(request.host ?? "-")", "x=\(request.headers[HTTPField.Name("x")!] ?? "-")",
        "body=\(body.map { String(buffer: $0) } ?? "failed")",
    ]
    return .text(lines.joined(separator: "\n") + "\n")
}

@Suite(.timeLimit(.minutes(1)))
struct RequestTests {
    @Test(arguments: [
        ("/a/b%2Fc//d?x=%20+&y", "/a/b%2Fc//d", "x=%20+&y"),
        ("/?", "/", ""), ("/%", "/%", "-"), ("/a?b?c", "/a", "b?c"),
    ])
    func targetIsAsSent(target: String, path: String, query: String) async throws {
        try await withServer(echo) { server in
            let answer = try await RawClient.exchange(
                server, "GET \(target) HTTP/1.1\r\nHost: h:1\r\nConnection: close\r\n\r\n")
            #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
            #expect(answer.contains("\ntarget=\(target)\n"))
            #expect(answer.contains("\npath=\(path)\n"))
            #expect(answer.contains("\nquery=\(query)\n"))
            #expect(answer.contains("\nhost=h:1\n"))
        }
    }

    @Test func absoluteTargetGivesTheHost() async throws {
        try await withServer(echo) { server in
            let answer = try await RawClient.exchange(
                server,
                "GET http://other:80/p?q HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
            #expect(answer.contains("\nhost=other:80\n"))
            #expect(answer.contains("\npath=/p\n"))
        }
    }

    @Test func pipelinedRequestsAreAnsweredInOrder() async throws {
        try await withServer(echo) { server in
            var text = ""
            for index in 0..<50 {
                text += "POST /\(index) HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc"
            }
            text += "GET /last HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"
            let answer = try await RawClient.exchange(server, text)
            let targets = answer.split(separator: "\n").filter { $0.hasPrefix("target=") }
            #expect(targets == (0..<50).map { "target=/\($0)" } + ["target=/last"])
            #expect(answer.components(of: "body=abc") == 50)
        }
    }

    @Test func requestInSingleBytes() async throws {
        try await withServer(echo) { server in
            let client = try await RawClient.connect(server)
            let text =
                "POST /p HTTP/1.1\r\nHost: h\r\nX: 1\r\nX: 2\r\nTransfer-Encoding: chunked\r\n"
                + "Connection: close\r\n\r\n2\r\nab\r\n1;ext=1\r\nc\r\n0\r\nTrailer: t\r\n\r\n"
            for byte in text.utf8 { try await client.send(String(UnicodeScalar(byte))) }
            let answer = try await client.waitForClose()
            #expect(answer.contains("body=abc\n"))
            #expect(answer.contains("x=1, 2\n"))
        }
    }

    @Test func oldClientWithoutHost() async throws {
        try await withServer(echo) { server in
            let answer = try await RawClient.exchange(server, "GET /p HTTP/1.0\r\n\r\n")
            #expect(answer.contains("path=/p\n"))
            #expect(answer.contains("Connection: close\r\n"))
        }
    }

    @Test func halfClosedClientGetsItsAnswer() async throws {
        try await withServer(echo) { server in
            let client = try await RawClient.connect(server)
            try await client.send("GET /p HTTP/1.1\r\nHost: h\r\n\r\n")
            try await client.closeOutput()
            #expect(try await client.waitForClose().contains("path=/p\n"))
        }
    }

    @Test func collectStopsAtItsLimit() async throws {
        let handler = Handler { request in
            do {
                _ = try await request.body.collect(upTo: 10)
                return .text("all")
            } catch RequestBody.Failed.tooLarge(limit: 10) {
                return .text("too large", status: .contentTooLarge)
            } catch {
                return .text("\(error)", status: .internalServerError)
            }
        }
        try await withServer(handler) { server in
            let ten =
                "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\nConnection: close\r\n\r\n"
            #expect(try await RawClient.exchange(server, ten + "0123456789").contains("all"))
            let eleven = "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 11\r\n\r\n0123456789a"
            let client = try await RawClient.connect(server)
            try await client.send(eleven)
            // The rest is small, so the connection lives on.
            try await client.waitFor { $0.contains("too large") }
            try await client.send(ten + "0123456789")
            #expect(try await client.waitForClose().contains("all"))
            let chunked =
                "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nb\r\n0123456789a\r\n"
            let answer = try await RawClient.exchange(server, chunked)
            #expect(answer.contains(" 413 "))
            #expect(answer.contains("Connection: close"))
        }
    }

    @Test func continueIsSentOnlyToReaders() async throws {
        let handler = Handler { request in
            guard request.rawPath == "/read" else { return .text("no", status: .forbidden) }
            let body = try? await request.body.collect(upTo: 100)
            return .text("got \(body.map { String(buffer: $0) } ?? "nothing")")
        }
        try await withServer(handler) { server in
            let head = "HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n"
            let reader = try await RawClient.connect(server)
            try await reader.send("PUT /read " + head)
            try await reader.waitFor { $0 == "HTTP/1.1 100 Continue\r\n\r\n" }
            try await reader.send("hello")
            try await reader.waitFor { $0.contains("got hello") }
            try await reader.close()
            // Without the body being read, the client must not be left to guess whether it is.
            let refused = try await RawClient.connect(server)
            try await refused.send("PUT /no " + head)
            let answer = try await refused.waitForClose()
            #expect(answer.hasPrefix("HTTP/1.1 403 Forbidden\r\n"))
            #expect(answer.contains("Connection: close\r\n"))
            try await refused.close()
        }
    }

    @Test func largeUnreadBodyEndsTheConnectionAfterTheAnswer() async throws {
        let handler = Handler { _ in .text("refused", status: .forbidden) }
        try await withServer(handler) { server in
            let client = try await RawClient.connect(server)
            try await client.send("PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: 900000\r\n\r\n")
            try await client.send(String(repeating: "x", count: 200_000))
            let answer = try await client.waitForClose()
            #expect(answer.contains("refused"))
            try await client.close()
        }
    }

    @Test func bodyIsReadNoFasterThanItIsConsumed() async throws {
        let gate = AsyncStream.makeStream(of: Void.self)
        let handler = Handler { request in
            for await _ in gate.stream { break }
            let body = try? await request.body.collect(upTo: 64 << 20)
            return .text("got \(body?.readableBytes ?? -1)")
        }
        try await withServer(handler) { server in
            let client = try await RawClient.connect(server)
            let size = 32 << 20
            try await client.send(
                "PUT / HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: \(size)\r\n\r\n")
            async let sent: Void = client.channel.writeAndFlush(
                ByteBuffer(repeating: 65, count: size))
            // The kernels of both ends hold a few megabytes; the server must not take the rest.
            try await Task.sleep(for: .milliseconds(300))
            #expect(try await client.channel.getOption(.bufferedWritableBytes).get() > 16 << 20)
            gate.continuation.finish()
            try await sent
            #expect(try await client.waitForClose().contains("got \(size)"))
        }
    }

    @Test func bodyCannotBeReadAfterTheResponse() async throws {
        let (bodies, give) = AsyncStream.makeStream(of: RequestBody.self)
        let handler = Handler { request in
            give.yield(request.body)
            return .text("early")
        }
        try await withServer(handler) { server in
            let client = try await RawClient.connect(server)
            try await client.send("PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc")
            try await client.waitFor { $0.contains("early") }
            var iterator = bodies.makeAsyncIterator()
            let body = try #require(await iterator.next())
            await #expect(throws: RequestBody.Failed.notReadable) {
                _ = try await body.collect(upTo: 10)
            }
        }
    }
}

extension String {
    func components(of part: String) -> Int {
        var count = 0
        var rest = self[...]
        while let range = rest.firstRange(of: part) {
            count += 1
            rest = rest[range.upperBound...]
        }
        return count
    }
}
