import HTTPTypes
import NIOCore
import Shapes
import Synchronization
import Testing
import WebServer

@testable import RegistryClient

@Suite struct BlobTests {
    private static let content = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
    private static let size = Int64(content.count)

    private struct Cut: Error {}

    /// Sends `content[from...]` as announced, but breaks after `count` bytes.
    private static func cut(
        _ status: HTTPResponse.Status, from offset: Int, after count: Int, headers: HTTPFields = [:]
    ) -> WebResponse {
        let part = ByteBuffer(bytes: content[offset..<min(content.count, offset + count)])
        return WebResponse(
            status: status, headers: headers,
            body: .stream(length: content.count - offset) { writer in
                try await writer.write(part)
                if part.readableBytes < content.count - offset { throw Cut() }
            })
    }

    private static func start(_ request: WebRequest) -> Int? {
        request.headers[.range].flatMap { field in
            Int(field.dropFirst("bytes=".count).dropLast())
        }
    }

    private func read(_ stream: BlobStream) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        for try await part in stream { bytes += part.readableBytesView }
        return bytes
    }

    @Test(arguments: [true, false])
    func goesOnAfterBreaks(heedsRange: Bool) async throws {
        let record = Record()
        try await withServer({ request in
            let count = record.count(request.rawPath)
            guard heedsRange, let start = Self.start(request) else {
                return Self.cut(.ok, from: 0, after: 100_000 * (count + 1))
            }
            return Self.cut(
                .partialContent, from: start, after: 120_000,
                headers: [.contentRange: "bytes \(start)-\(Self.size - 1)/\(Self.size)"])
        }) { port in
            let client = TestClient()
            try await client.with(port: port) { registry in
                let stream = registry.blob("x", "sha256:0", size: Self.size)
                let bytes = try await read(stream)
                #expect(bytes == Self.content)
                // Each break came after progress, so that each wait is the first one's.
                #expect(Set(client.waited) == [.milliseconds(150)])
            }
        }
    }

    @Test func givesUpWhenNothingComes() async throws {
        let record = Record()
        try await withServer({ request in
            record.add(request.headers[.range] ?? "all")
            return Self.start(request) == nil
                ? Self.cut(.ok, from: 0, after: 10) : WebResponse(status: .badGateway)
        }) { port in
            try await TestClient().with(port: port) { registry in
                let stream = registry.blob("x", "sha256:0", size: Self.size)
                let error = await failure { try await read(stream) }
                #expect(error == .serverFailed(status: 502, "Bad Gateway"))
                #expect(record.all.count == 3)
            }
        }
    }

    @Test func breaksAreLimited() async throws {
        try await withServer({ request in
            let start = Self.start(request) ?? 0
            return Self.cut(
                start == 0 ? .ok : .partialContent, from: start, after: 10,
                headers: [.contentRange: "bytes \(start)-\(Self.size - 1)/\(Self.size)"])
        }) { port in
            let client = TestClient()
            var options = RegistryClient.Options()
            options.interruptions = 4
            try await client.with(port: port, nil, options) { registry in
                let stream = registry.blob("x", "sha256:0", size: Self.size)
                guard case .unreachable = await failure({ try await read(stream) }) else {
                    Issue.record("no end")
                    return
                }
                #expect(client.waited.count == 4)
            }
        }
    }

    @Test func sizesMustAgree() async throws {
        try await withServer({ request in
            switch request.rawPath.split(separator: "/").last {
            case "sha256:length": return Self.cut(.ok, from: 0, after: .max / 2)
            case "sha256:range": return Self.cut(.partialContent, from: 0, after: 1 << 20)
            default:
                return WebResponse(
                    body: .stream(length: nil) { writer in
                        try await writer.write(ByteBuffer(bytes: Self.content))
                    })
            }
        }) { port in
            try await TestClient().with(port: port) { registry in
                func error(_ digest: String, _ size: Int64) async -> RegistryClientError? {
                    await failure { try await read(registry.blob("x", digest, size: size)) }
                }
                guard case .protocolViolation = await error("sha256:length", 5),
                    case .protocolViolation = await error("sha256:range", Self.size),
                    case .unreachable = await error("sha256:chunks", Self.size + 1)
                else {
                    Issue.record("took what does not fit")
                    return
                }
                #expect(await error("sha256:chunks", 5) == .tooLarge(limit: 5))
                #expect(await error("sha256:chunks", Self.size) == nil)
            }
        }
    }

    @Test func emptyBlobsAndSizes() async throws {
        try await withServer({ request in
            if request.rawPath.hasSuffix("sha256:gone") { return WebResponse(status: .notFound) }
            if request.method == .head {
                return WebResponse(headers: [.contentLength: "12345"])
            }
            return WebResponse()
        }) { port in
            try await TestClient().with(port: port) { registry in
                let empty = try await read(registry.blob("x", "sha256:empty", size: 0))
                #expect(empty.isEmpty)
                let size = try await registry.blobSize("x", "sha256:there")
                #expect(size == 12345)
                let gone = try await registry.blobSize("x", "sha256:gone")
                #expect(gone == nil)
            }
        }
    }

    // MARK: Uploads

    /// A registry that takes one upload, and breaks the connection of some PATCH requests.
    private final class Upload: Sendable {
        let bytes = Mutex<[UInt8]>([])
        let record = Record()
        let breaks: Set<Int>

        var received: [UInt8] { bytes.withLock { $0 } }

        init(breaks: Set<Int> = []) { self.breaks = breaks }

        func answer(_ request: WebRequest) async -> WebResponse {
            let range = request.headers[.contentRange] ?? ""
            record.add("\(request.method.rawValue) \(request.target) \(range)")
            let location = HTTPField(name: .location, value: "/v2/x/blobs/uploads/1?state=a")
            switch request.method {
            case .post:
                bytes.withLock { $0 = [] }
                return WebResponse(status: .accepted, headers: HTTPFields([location]))
            case .get:
                let count = bytes.withLock { $0.count }
                return WebResponse(
                    status: .noContent,
                    headers: HTTPFields([
                        location, HTTPField(name: .range, value: "0-\(max(0, count - 1))"),
                    ]))
            case .patch:
                let count = record.count("patch")
                let start = Int(range.prefix { $0 != "-" }) ?? -1
                guard start == bytes.withLock({ $0.count }) else {
                    return WebResponse(status: .rangeNotSatisfiable)
                }
                var taken = 0
                do {
                    for try await part in request.body {
                        bytes.withLock { $0 += part.readableBytesView }
                        taken += part.readableBytes
                        if breaks.contains(count), taken > 50_000 {
                            return WebResponse(status: .serviceUnavailable)
                        }
                    }
                } catch {}
                return WebResponse(status: .accepted, headers: HTTPFields([location]))
            default:
                return WebResponse(status: .created, headers: HTTPFields([location]))
            }
        }
    }

    @Test(arguments: [nil, 70_000])
    func uploadsInOneOrInChunks(chunk: Int64?) async throws {
        let server = Upload()
        try await withServer({ await server.answer($0) }) { port in
            try await TestClient().with(port: port) { registry in
                try await registry.uploadBlob("x", "sha256:0", size: Self.size, chunk: chunk) {
                    Self.pieces($0)
                }
            }
        }
        #expect(server.received == Self.content)
        let patches = server.record.all.filter { $0.hasPrefix("PATCH") }
        #expect(patches.count == (chunk == nil ? 1 : 5))
        #expect(patches.last?.hasSuffix("-\(Self.size - 1)") == true)
        #expect(
            server.record.all.last?.hasPrefix(
                "PUT /v2/x/blobs/uploads/1?state=a&digest=sha256%3A0") == true)
    }

    @Test func goesOnWithABrokenUpload() async throws {
        let server = Upload(breaks: [0, 1])
        try await withServer({ await server.answer($0) }) { port in
            try await TestClient().with(port: port) { registry in
                try await registry.uploadBlob("x", "sha256:0", size: Self.size) {
                    Self.pieces($0)
                }
            }
        }
        #expect(server.received == Self.content)
        #expect(server.record.count(prefix: "PATCH") == 3)
        #expect(server.record.count(prefix: "POST") == 1)
    }

    @Test func emptyUploadsAndRefusals() async throws {
        let record = Record()
        try await withServer({ request in
            record.add(request.method.rawValue)
            if request.method == .put {
                return .json(
                    #"{"errors":[{"code":"DIGEST_INVALID","message":"x"}]}"#, status: .badRequest)
            }
            return WebResponse(status: .accepted, headers: [.location: "/v2/x/blobs/uploads/1"])
        }) { port in
            try await TestClient().with(port: port) { registry in
                let error = await failure {
                    try await registry.uploadBlob("x", "sha256:0", size: 0) { Self.pieces($0) }
                }
                #expect(error == .refused(status: 400, "DIGEST_INVALID: x"))
            }
        }
        #expect(record.all == ["POST", "PUT", "DELETE"])
    }

    @Test(arguments: [true, false])
    func mounts(isThere: Bool) async throws {
        let record = Record()
        try await withServer({ request in
            record.add("\(request.method.rawValue) \(request.target)")
            return WebResponse(
                status: isThere ? .created : .accepted,
                headers: [.location: isThere ? "/v2/x/blobs/sha256:0" : "/v2/x/blobs/uploads/1"])
        }) { port in
            try await TestClient().with(port: port) { registry in
                let outcome = try await registry.mountBlob("x", "sha256:0", from: "y/z")
                #expect(outcome == (isThere ? .mounted : .declined))
            }
        }
        let post = "POST /v2/x/blobs/uploads/?mount=sha256%3A0&from=y%2Fz"
        #expect(record.all == (isThere ? [post] : [post, "DELETE /v2/x/blobs/uploads/1"]))
    }

    private static func pieces(_ range: Range<Int64>) -> AsyncStream<ByteBuffer> {
        AsyncStream { continuation in
            var rest = content[Int(range.lowerBound)..<Int(range.upperBound)]
            while !rest.isEmpty {
                continuation.yield(ByteBuffer(bytes: rest.prefix(10_000)))
                rest = rest.dropFirst(10_000)
            }
            continuation.finish()
        }
    }
}
