import HTTPTypes
import NIOCore
import RegistryStorage
import Synchronization
import Testing
import WebServer

@testable import ECR

@Suite struct DistributionUploadTests {
    private static let content = Array("the content of a layer, sent in many ways".utf8)
    private static let digest = Digest(of: content)

    private func begin(_ world: World, _ repository: String = "web") async throws -> String {
        let answer = try await world.send(.post, "/v2/\(repository)/blobs/uploads/")
        #expect(answer.status == 202)
        #expect(answer["Range"] == "0-0")
        let location = try #require(answer["Location"])
        #expect(location.hasSuffix(try #require(answer["Docker-Upload-UUID"])))
        return location
    }

    private func expectBlob(
        _ world: World, _ content: [UInt8] = content, in repository: String = "web"
    ) async throws {
        let answer = try await world.send(
            .get, "/v2/\(repository)/blobs/\(Digest(of: content))")
        #expect(answer.status == 200)
        #expect(answer.body == content)
    }

    private func expectNoBlob(_ world: World, in repository: String = "web") async throws {
        let answer = try await world.send(.head, "/v2/\(repository)/blobs/\(Self.digest)")
        #expect(answer.status == 404)
    }

    @Test func inOnePost() async throws {
        try await World.with { world in
            try await world.createRepository("web")
            let answer = try await world.send(
                .post, "/v2/web/blobs/uploads/?digest=\(Self.digest)", bytes: Self.content)
            #expect(answer.status == 201)
            #expect(answer["Docker-Content-Digest"] == Self.digest.description)
            #expect(answer["Location"] == "/v2/web/blobs/\(Self.digest)")
            try await expectBlob(world)
        }
    }

    @Test func inOnePut() async throws {
        try await World.with { world in
            try await world.createRepository("web")
            let location = try await begin(world)
            let answer = try await world.send(
                .put, "\(location)?digest=\(Self.digest)", bytes: Self.content)
            #expect(answer.status == 201)
            try await expectBlob(world)
            // The upload is no more.
            #expect(try await world.send(.get, location).code == "BLOB_UPLOAD_UNKNOWN")
        }
    }

    @Test func inOneStreamOfUnknownLength() async throws {
        try await World.with { world in
            try await world.createRepository("web")
            let location = try await begin(world)
            let pieces = stride(from: 0, to: Self.content.count, by: 7).map {
                Array(Self.content[$0..<min($0 + 7, Self.content.count)])
            }
            let patched = try await world.send(.patch, location, body: chunked(pieces))
            #expect(patched.status == 202)
            #expect(patched["Range"] == "0-\(Self.content.count - 1)")
            let done = try await world.send(.put, "\(location)?digest=\(Self.digest)")
            #expect(done.status == 201)
            try await expectBlob(world)
        }
    }

    @Test func whatIsAnnouncedTooLargeIsNotRead() async throws {
        try await World.with { world in
            try await world.createRepository("web")
            let location = try await begin(world)
            let endless = RequestBody(expectedLength: Int(Registry.maximumLayerSize) + 1) {
                Issue.record("the body was asked for")
                return nil
            }
            for (method, path) in [
                (HTTPRequest.Method.patch, location),
                (.put, "\(location)?digest=\(Self.digest)"),
                (.post, "/v2/web/blobs/uploads/?digest=\(Self.digest)"),
            ] {
                let answer = try await world.send(method, path, body: endless)
                #expect(answer.status == 413)
                #expect(answer.code == "SIZE_INVALID")
            }
            #expect(try await world.send(.get, location).status == 204)
        }
    }

    @Test func chunkByChunkWithTheLastInThePut() async throws {
        try await World.with { world in
            try await world.createRepository("web")
            let location = try await begin(world)
            let first = try await world.send(
                .patch, location, [.contentRange: "0-9"], bytes: Array(Self.content[..<10]))
            #expect(first.status == 202)
            #expect(first["Range"] == "0-9")
            let last = Self.content.count - 1
            let done = try await world.send(
                .put, "\(location)?digest=\(Self.digest)", [.contentRange: "10-\(last)"],
                bytes: Array(Self.content[10...]))
            #expect(done.status == 201)
            try await expectBlob(world)
        }
    }

    @Test func aChunkOutOfPlaceIsToldWhereToGoOn() async throws {
        try await World.with { world in
            try await world.createRepository("web")
            let location = try await begin(world)
            _ = try await world.send(
                .patch, location, [.contentRange: "0-9"], bytes: Array(Self.content[..<10]))
            for range in ["0-9", "20-29"] {
                let answer = try await world.send(
                    .patch, location, [.contentRange: range], bytes: Array(Self.content[..<10]))
                #expect(answer.status == 416)
                #expect(answer.code == "RANGE_INVALID")
                #expect(answer["Range"] == "0-9")
                #expect(answer["Location"] == location)
            }
            for range in ["10-19", "9-0", "x", "bytes=10-12", "-1-3"] {
                let answer = try await world.send(
                    .patch, location, [.contentRange: range], bytes: [1, 2, 3])
                #expect(answer.status == 400, "\(range)")
            }
            #expect(try await world.send(.get, location)["Range"] == "0-9")
        }
    }

    @Test func anInterruptedUploadGoesOn() async throws {
        try await World.with { world in
            try await world.createRepository("web")
            let location = try await begin(world)
            _ = try await world.send(
                .patch, location,
                body: chunked([Array(Self.content[..<16])], failure: .truncated))
            let status = try await world.send(.get, location)
            #expect(status.status == 204)
            #expect(status["Range"] == "0-15")
            let last = Self.content.count - 1
            let rest = try await world.send(
                .patch, location, [.contentRange: "16-\(last)"], bytes: Array(Self.content[16...]))
            #expect(rest.status == 202)
            let done = try await world.send(.put, "\(location)?digest=\(Self.digest)")
            #expect(done.status == 201)
            try await expectBlob(world)
        }
    }

    @Test func oneRequestAtATimeWritesToAnUpload() async throws {
        try await World.with { world in
            try await world.createRepository("web")
            let location = try await begin(world)
            let (pieces, source) = AsyncStream.makeStream(of: [UInt8].self)
            let (started, begun) = AsyncStream.makeStream(of: Void.self)
            let slow = Slow(pieces: pieces, begun: begun)
            async let first = world.send(.patch, location, body: slow.body)
            var starts = started.makeAsyncIterator()
            _ = await starts.next()
            for method in [HTTPRequest.Method.patch, .put, .delete] {
                let answer = try await world.send(
                    method, "\(location)?digest=\(Self.digest)", bytes: [1])
                #expect(answer.status == 409)
                #expect(answer.code == "BLOB_UPLOAD_INVALID")
            }
            source.yield(Self.content)
            source.finish()
            #expect(try await first.status == 202)
            let done = try await world.send(.put, "\(location)?digest=\(Self.digest)")
            #expect(done.status == 201)
        }
    }

    /// A body that says when it is first asked for and then comes as its source gives it.
    private final class Slow: Sendable {
        private let iterator: Mutex<AsyncStream<[UInt8]>.Iterator>
        private let begun: AsyncStream<Void>.Continuation

        init(pieces: AsyncStream<[UInt8]>, begun: AsyncStream<Void>.Continuation) {
            iterator = Mutex(pieces.makeAsyncIterator())
            self.begun = begun
        }

        var body: RequestBody {
            RequestBody(expectedLength: nil) {
                self.begun.yield()
                var iterator = self.iterator.withLock { $0 }
                return await iterator.next().map { ByteBuffer(bytes: $0) }
            }
        }
    }

    @Test func anUploadThatIsCancelledIsGone() async throws {
        try await World.with { world in
            try await world.createRepository("web")
            let location = try await begin(world)
            #expect(try await world.send(.delete, location).status == 204)
            for method in [HTTPRequest.Method.get, .patch, .delete] {
                let answer = try await world.send(method, location)
                #expect(answer.status == 404)
                #expect(answer.code == "BLOB_UPLOAD_UNKNOWN")
            }
        }
    }

    @Test func aWrongDigestLeavesNoBlob() async throws {
        try await World.with { world in
            try await world.createRepository("web")
            let other = Array("something else".utf8)
            let posted = try await world.send(
                .post, "/v2/web/blobs/uploads/?digest=\(Self.digest)", bytes: other)
            #expect(posted.status == 400)
            #expect(posted.code == "DIGEST_INVALID")
            let location = try await begin(world)
            let put = try await world.send(
                .put, "\(location)?digest=\(Self.digest)", bytes: other)
            #expect(put.code == "DIGEST_INVALID")
            for query in ["", "?digest=", "?digest=sha256:1", "?digest=md5:00"] {
                let location = try await begin(world)
                let answer = try await world.send(.put, location + query, bytes: Self.content)
                #expect(answer.status == 400)
                #expect(answer.code == "DIGEST_INVALID")
            }
            try await expectNoBlob(world)
        }
    }

    @Test func anUploadBelongsToItsRepository() async throws {
        try await World.with { world in
            try await world.createRepository("web")
            try await world.createRepository("other")
            let location = try await begin(world)
            let elsewhere = location.replacing("/v2/web/", with: "/v2/other/")
            let answer = try await world.send(
                .put, "\(elsewhere)?digest=\(Self.digest)", bytes: Self.content)
            #expect(answer.status == 404)
            #expect(answer.code == "BLOB_UPLOAD_UNKNOWN")
            let login = try await world.login(account: "210987654321")
            let stranger = try await world.send(.get, location, authorization: login)
            #expect(stranger.code == "BLOB_UPLOAD_UNKNOWN")
        }
    }

    @Test func aBlobOfAnotherRepositoryIsMounted() async throws {
        try await World.with { world in
            try await world.createRepository("web")
            try await world.createRepository("other")
            try await world.upload(Self.content, to: "other")
            try await expectNoBlob(world)
            let answer = try await world.send(
                .post, "/v2/web/blobs/uploads/?mount=\(Self.digest)&from=other")
            #expect(answer.status == 201)
            #expect(answer["Location"] == "/v2/web/blobs/\(Self.digest)")
            try await expectBlob(world)
        }
    }

    @Test(arguments: ["from=empty", "from=nothing", "from=../x", "from="])
    func whatCannotBeMountedIsUploaded(from: String) async throws {
        try await World.with { world in
            try await world.createRepository("web")
            try await world.createRepository("empty")
            try await world.createRepository("other")
            // The storage has the content, but not the repository that is named.
            try await world.upload(Self.content, to: "other")
            let answer = try await world.send(
                .post, "/v2/web/blobs/uploads/?mount=\(Self.digest)&\(from)")
            #expect(answer.status == 202)
            #expect(answer["Location"]?.hasPrefix("/v2/web/blobs/uploads/") == true)
            try await expectNoBlob(world)
        }
    }

    @Test func accountsDoNotMountFromEachOther() async throws {
        try await World.with { world in
            try await world.createRepository("web")
            try await world.createRepository("web", account: "210987654321")
            try await world.upload(Self.content, to: "web")
            let login = try await world.login(account: "210987654321")
            let answer = try await world.send(
                .post, "/v2/web/blobs/uploads/?mount=\(Self.digest)&from=web",
                authorization: login)
            #expect(answer.status == 202)
        }
    }

    @Test func repositoriesAreNotMadeByPushing() async throws {
        try await World.with { world in
            for target in [
                "/v2/nothing/blobs/uploads/", "/v2/nothing/blobs/uploads/?digest=\(Self.digest)",
                "/v2/nothing/blobs/uploads/?mount=\(Self.digest)&from=nothing",
            ] {
                let answer = try await world.send(.post, target, bytes: Self.content)
                #expect(answer.status == 404)
                #expect(answer.code == "NAME_UNKNOWN")
            }
        }
    }
}
