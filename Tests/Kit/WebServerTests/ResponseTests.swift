import Glibc
import HTTPTypes
import NIOCore
import Synchronization
import Testing
import WebServer

private let headClose = "HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"

@Suite(.timeLimit(.minutes(1)))
struct ResponseTests {
    private let handler = Handler { request in
        switch request.rawPath {
        case "/bytes": return .text("hello")
        case "/chunked":
            return WebResponse(
                body: .stream(length: nil) { writer in
                    try await writer.write(ByteBuffer(string: "ab"))
                    try await writer.write(ByteBuffer())
                    try await writer.write(ByteBuffer(string: "cde"))
                })
        case "/known":
            return WebResponse(
                body: .stream(length: 5) { writer in
                    try await writer.write(ByteBuffer(string: "ab"))
                    try await writer.write(ByteBuffer(string: "cde"))
                })
        case "/short":
            return WebResponse(
                body: .stream(length: 5) { writer in
                    try await writer.write(ByteBuffer(string: "ab"))
                })
        case "/long":
            return WebResponse(
                body: .stream(length: 1) { writer in
                    try await writer.write(ByteBuffer(string: "abc"))
                })
        case "/throws":
            return WebResponse(
                body: .stream(length: nil) { writer in
                    try await writer.write(ByteBuffer(string: "ab"))
                    throw CancellationError()
                })
        case "/none": return WebResponse(status: .noContent)
        case "/head":
            return WebResponse(headers: [.contentLength: "1234"])
        default: return WebResponse(status: .notFound)
        }
    }

    @Test func bodiesAreFramed() async throws {
        try await withServer(handler) { server in
            let bytes = try await RawClient.exchange(server, "GET /bytes " + headClose)
            #expect(bytes.contains("Content-Length: 5\r\n"))
            #expect(bytes.contains("Date: "))
            #expect(bytes.hasSuffix("\r\n\r\nhello"))
            let chunked = try await RawClient.exchange(server, "GET /chunked " + headClose)
            #expect(chunked.contains("Transfer-Encoding: chunked\r\n"))
            #expect(chunked.hasSuffix("\r\n\r\n2\r\nab\r\n3\r\ncde\r\n0\r\n\r\n"))
            let known = try await RawClient.exchange(server, "GET /known " + headClose)
            #expect(known.contains("Content-Length: 5\r\n"))
            #expect(known.hasSuffix("\r\n\r\nabcde"))
            let none = try await RawClient.exchange(server, "GET /none " + headClose)
            #expect(none.hasPrefix("HTTP/1.1 204 No Content\r\n"))
            #expect(!none.contains("Content-Length"))
            let empty = try await RawClient.exchange(server, "GET /nowhere " + headClose)
            #expect(empty.contains("Content-Length: 0\r\n"))
        }
    }

    @Test func headHasNoBody() async throws {
        try await withServer(handler) { server in
            for path in ["/bytes", "/chunked", "/known"] {
                let client = try await RawClient.connect(server)
                try await client.send("HEAD \(path) HTTP/1.1\r\nHost: h\r\n\r\n")
                try await client.send("GET /none " + headClose)
                let answer = try await client.waitForClose()
                let parts = answer.split(separator: "\r\n\r\n", omittingEmptySubsequences: false)
                #expect(parts.count == 3)
                #expect(parts[0].contains("Content-Length: 5") == (path != "/chunked"))
                #expect(parts[1].hasPrefix("HTTP/1.1 204"))
                try await client.close()
            }
            let stated = try await RawClient.exchange(server, "HEAD /head " + headClose)
            #expect(stated.contains("Content-Length: 1234\r\n"))
            let real = try await RawClient.exchange(server, "GET /head " + headClose)
            #expect(real.contains("Content-Length: 0\r\n"))
        }
    }

    @Test func oldClientGetsAnUnframedStream() async throws {
        try await withServer(handler) { server in
            let answer = try await RawClient.exchange(
                server, "GET /chunked HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
            #expect(!answer.contains("chunked"))
            #expect(answer.hasSuffix("\r\n\r\nabcde"))
            let client = try await RawClient.connect(server)
            try await client.send("GET /bytes HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
            try await client.waitFor { $0.hasSuffix("hello") }
            #expect(client.received.contains("Connection: keep-alive\r\n"))
            try await client.close()
        }
    }

    @Test(arguments: ["/short", "/long", "/throws"])
    func brokenStreamCutsTheConnection(path: String) async throws {
        try await withServer(handler) { server in
            let client = try await RawClient.connect(server)
            try await client.send("GET \(path) HTTP/1.1\r\nHost: h\r\n\r\n")
            let answer = try await client.waitForClose()
            #expect(answer.hasPrefix("HTTP/1.1 200"))
            #expect(!answer.hasSuffix("0\r\n\r\n"))
            #expect(!answer.contains("abc"))
            try await client.close()
        }
    }

    @Test func streamLearnsThatItsClientHasGone() async throws {
        let ended = Mutex(false)
        let handler = Handler { _ in
            WebResponse(
                body: .stream(length: nil) { writer in
                    defer { ended.withLock { $0 = true } }
                    try await writer.write(ByteBuffer(string: "first"))
                    try await Task.sleep(for: .seconds(60))
                })
        }
        try await withServer(handler) { server in
            let client = try await RawClient.connect(server)
            try await client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
            try await client.waitFor { $0.contains("first") }
            try await client.close()
            #expect(try await eventually { ended.withLock { $0 } })
        }
    }

    @Test func handlerIsCancelledWhenItsConnectionBreaks() async throws {
        let (started, start) = AsyncStream.makeStream(of: Void.self)
        let ended = Mutex(false)
        let handler = Handler { _ in
            start.yield()
            try? await Task.sleep(for: .seconds(60))
            ended.withLock { $0 = Task.isCancelled }
            return .text("late")
        }
        try await withServer(handler) { server in
            let client = try await RawClient.connect(server)
            try await client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
            for await _ in started { break }
            try await client.reset()
            #expect(try await eventually { ended.withLock { $0 } })
        }
    }

    /// A file of text that has no name any more.
    private func temporaryFile(_ content: String) throws -> OpenFile {
        let path = "/tmp/skerry-webserver-\(UInt64.random(in: 0 ... .max))"
        let file = fopen(path, "w")
        fputs(content, file)
        fclose(file)
        defer { unlink(path) }
        return try OpenFile(path: path)
    }

    /// What goes to the server's own address is copied, what goes elsewhere is sent by the kernel.
    @Test(arguments: ["127.0.0.1", "127.0.0.2"])
    func fileRegions(from address: String) async throws {
        let content = (0..<3_000_000).map { "\($0 % 10)" }.joined()
        let open = try temporaryFile(content)
        #expect(open.size == 3_000_000)
        let handler = Handler { request in
            switch request.rawPath {
            case "/part":
                WebResponse(
                    status: .partialContent,
                    body: .file(FileRegionBody(file: open, offset: 3, length: 4)))
            case "/empty":
                WebResponse(body: .file(FileRegionBody(file: open, offset: 3, length: 0)))
            default: WebResponse(body: .file(FileRegionBody(file: open)))
            }
        }
        try await withServer(handler) { server in
            let client = try await RawClient.connect(server, from: address)
            try await client.send("GET /part HTTP/1.1\r\nHost: h\r\n\r\n")
            try await client.send("GET /empty HTTP/1.1\r\nHost: h\r\n\r\n")
            try await client.send("HEAD /whole HTTP/1.1\r\nHost: h\r\n\r\n")
            try await client.send("GET /whole " + headClose)
            let answer = try await client.waitForClose()
            #expect(answer.contains("Content-Length: 4\r\n"))
            #expect(answer.contains("\r\n\r\n3456HTTP/1.1 200 OK\r\n"))
            #expect(answer.hasSuffix("\r\n\r\n" + content))
            try await client.close()
        }
    }

    @Test func fileThatEndsEarlyCutsTheConnection() async throws {
        let open = try temporaryFile("0123456789")
        let handler = Handler { _ in
            WebResponse(body: .file(FileRegionBody(file: open, offset: 4, length: 100)))
        }
        try await withServer(handler) { server in
            let client = try await RawClient.connect(server)
            try await client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
            let answer = try await client.waitForClose()
            #expect(answer.contains("Content-Length: 100\r\n"))
            #expect(answer.hasSuffix("\r\n\r\n456789"))
        }
    }

    @Test(arguments: ["127.0.0.1", "127.0.0.2"])
    func clientThatStopsReadingAFileEndsIt(from address: String) async throws {
        let open = try temporaryFile(String(repeating: "a", count: 32 << 20))
        let handler = Handler { _ in WebResponse(body: .file(FileRegionBody(file: open))) }
        try await withServer(handler) { server in
            let client = try await RawClient.connect(server, from: address, reads: false)
            try await client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
            try await client.reset()
            // The server goes on with others.
            let other = try await RawClient.connect(server, from: address)
            try await other.send("HEAD / " + headClose)
            #expect(try await other.waitForClose().contains("Content-Length: 33554432\r\n"))
        }
    }

    @Test func missingFilesAreErrors() {
        #expect(throws: OpenFile.Failed(path: "/nowhere", errno: ENOENT)) {
            try OpenFile(path: "/nowhere")
        }
        #expect(throws: OpenFile.Failed(path: "/tmp", errno: EISDIR)) {
            try OpenFile(path: "/tmp")
        }
    }

    @Test func largeResponseReachesASlowReaderWhole() async throws {
        let size = 8 << 20
        let handler = Handler { _ in
            WebResponse(body: .bytes(ByteBuffer(repeating: 65, count: size)))
        }
        try await withServer(handler) { server in
            let client = try await RawClient.connect(server, reads: false)
            try await client.send("GET / " + headClose)
            try await Task.sleep(for: .milliseconds(200))
            try await client.channel.setOption(.autoRead, value: true).get()
            let answer = try await client.waitForClose()
            #expect(answer.utf8.count > size)
            try await client.close()
        }
    }
}
