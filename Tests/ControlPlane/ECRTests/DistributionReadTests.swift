import ECRModel
import HTTPTypes
import RegistryStorage
import Shapes
import Testing

@testable import ECR

@Suite struct DistributionReadTests {
    private static let content = Array("0123456789".utf8)

    private func withBlob(_ body: (World, String) async throws -> Void) async throws {
        try await World.with { world in
            try await world.createRepository("web")
            let digest = try await world.upload(Self.content, to: "web")
            try await body(world, "/v2/web/blobs/\(digest)")
        }
    }

    // MARK: Blobs

    @Test func headSaysWhatGetGives() async throws {
        try await withBlob { world, path in
            let get = try await world.send(.get, path)
            let head = try await world.send(.head, path)
            #expect(get.status == 200 && head.status == 200)
            #expect(get.body == Self.content && head.body == [])
            #expect(head["Content-Length"] == "10")
            for name in ["Docker-Content-Digest", "ETag", "Content-Type", "Accept-Ranges"] {
                #expect(get[name] != nil)
                #expect(head[name] == get[name])
            }
        }
    }

    @Test(
        arguments: [
            ("bytes=0-3", 206, "0123", "bytes 0-3/10"), ("bytes=7-", 206, "789", "bytes 7-9/10"),
            ("bytes=-2", 206, "89", "bytes 8-9/10"), ("bytes=8-99", 206, "89", "bytes 8-9/10"),
            ("bytes=-99", 206, "0123456789", "bytes 0-9/10"), ("bytes=10-", 416, nil, "bytes */10"),
            ("bytes=-0", 416, nil, "bytes */10"), ("bytes=4-3", 416, nil, "bytes */10"),
            ("bytes=0-1,3-4", 200, "0123456789", nil), ("lines=1-2", 200, "0123456789", nil),
            ("bytes=99999999999999999999-", 416, nil, "bytes */10"),
            ("bytes=8-99999999999999999999", 206, "89", "bytes 8-9/10"),
            ("bytes=-99999999999999999999", 206, "0123456789", "bytes 0-9/10"),
            ("BYTES=0-0", 206, "0", "bytes 0-0/10"), ("bytes=+1-2", 200, "0123456789", nil),
        ] as [(String, Int, String?, String?)])
    func ranges(range: String, status: Int, body: String?, contentRange: String?) async throws {
        try await withBlob { world, path in
            let answer = try await world.send(.get, path, [.range: range])
            #expect(answer.status == status)
            if let body { #expect(answer.body == Array(body.utf8)) }
            #expect(answer["Content-Range"] == contentRange)
        }
    }

    @Test func onlyGetHasRanges() async throws {
        try await withBlob { world, path in
            let head = try await world.send(.head, path, [.range: "bytes=0-3"])
            #expect(head.status == 200)
            #expect(head["Content-Length"] == "10")
            #expect(head["Content-Range"] == nil)
        }
    }

    @Test func conditionalRequests() async throws {
        try await withBlob { world, path in
            let tag = try #require(try await world.send(.head, path)["ETag"])
            for field in [tag, "W/\(tag)", "\"x\", W/\(tag)", "*"] {
                #expect(try await world.send(.get, path, [.ifNoneMatch: field]).status == 304)
            }
            #expect(try await world.send(.get, path, [.ifNoneMatch: "\"x\""]).status == 200)
            let part = try await world.send(.get, path, [.ifRange: tag, .range: "bytes=0-1"])
            #expect(part.status == 206)
            let whole = try await world.send(.get, path, [.ifRange: "\"x\"", .range: "bytes=0-1"])
            #expect(whole.status == 200)
        }
    }

    @Test func blobsAreSeenThroughTheirRepositoryOnly() async throws {
        try await withBlob { world, path in
            try await world.createRepository("other")
            let answer = try await world.send(.get, path.replacing("/web/", with: "/other/"))
            #expect(answer.status == 404)
            #expect(answer.code == "BLOB_UNKNOWN")
            let nothing = try await world.send(.get, path.replacing("/web/", with: "/nothing/"))
            #expect(nothing.status == 404)
            #expect(nothing.code == "NAME_UNKNOWN")
        }
    }

    @Test func aBlobThatAnImageNeedsStays() async throws {
        try await World.with { world in
            try await world.createRepository("web")
            let manifest = try await world.image("one", in: "web")
            try await world.put(manifest, "v1", in: "web")
            let path = "/v2/web/blobs/\(Digest(of: Array("layer of one".utf8)))"
            let refused = try await world.send(.delete, path)
            #expect(refused.status == 405)
            #expect(refused.code == "DENIED")
            let gone = try await world.send(.delete, "/v2/web/manifests/\(manifest.digest)")
            #expect(gone.status == 202)
            #expect(try await world.send(.delete, path).status == 202)
            #expect(try await world.send(.delete, path).code == "BLOB_UNKNOWN")
        }
    }

    // MARK: Manifests

    private func putManifest(
        _ manifest: TestManifest, _ reference: String, _ world: World,
        type: String = MediaType.ociManifest
    ) async throws -> Answer {
        try await world.send(
            .put, "/v2/web/manifests/\(reference)", [.contentType: type], bytes: manifest.bytes)
    }

    @Test func aManifestGoesInAndComesOutAsItWas() async throws {
        try await World.with { world in
            try await world.createRepository("web")
            let manifest = try await world.image("one", in: "web")
            let put = try await putManifest(manifest, "v1", world)
            #expect(put.status == 201)
            #expect(put["Location"] == "/v2/web/manifests/\(manifest.digest)")
            #expect(put["Docker-Content-Digest"] == manifest.digest)
            for reference in ["v1", manifest.digest] {
                let get = try await world.send(.get, "/v2/web/manifests/\(reference)")
                #expect(get.body == manifest.bytes)
                #expect(get["Content-Type"] == MediaType.ociManifest)
                let head = try await world.send(.head, "/v2/web/manifests/\(reference)")
                #expect(head.body == [])
                #expect(head["Content-Length"] == String(manifest.bytes.count))
                #expect(head["Docker-Content-Digest"] == manifest.digest)
            }
            // Pushing again is fine, as tools do it.
            #expect(try await putManifest(manifest, "v1", world).status == 201)
            #expect(try await putManifest(manifest, manifest.digest, world).status == 201)
            #expect(try await world.tags(of: manifest, in: "web") == ["v1"])
        }
    }

    @Test func whatAManifestNamesMustBeThere() async throws {
        try await World.with { world in
            try await world.createRepository("web")
            try await world.createRepository("other")
            let manifest = try await world.image("one", in: "other")
            let answer = try await putManifest(manifest, "v1", world)
            #expect(answer.status == 400)
            #expect(answer.code == "MANIFEST_BLOB_UNKNOWN")
            let index = try await putManifest(
                .index([manifest]), "all", world, type: MediaType.ociIndex)
            #expect(index.code == "MANIFEST_BLOB_UNKNOWN")
            let get = try await world.send(.get, "/v2/web/manifests/v1")
            #expect(get.status == 404)
            #expect(get.code == "MANIFEST_UNKNOWN")
        }
    }

    @Test func brokenManifestsAreRefused() async throws {
        try await World.with { world in
            try await world.createRepository("web")
            let good = try await world.image("one", in: "web")
            let wrongSize = TestManifest(
                text: good.text.replacing("\"size\":12", with: "\"size\":13"))
            #expect(wrongSize.text != good.text)
            for (manifest, type) in [
                (TestManifest(text: "{"), MediaType.ociManifest),
                (
                    TestManifest(text: good.text.replacing(":2,", with: ":1,")),
                    MediaType.ociManifest
                ),
                (good, MediaType.dockerManifest), (good, "text/plain"),
                (wrongSize, MediaType.ociManifest),
                (
                    TestManifest(
                        text: good.text.replacing("\"config\"", with: "\"manifests\":[],\"config\"")
                    ),
                    MediaType.ociManifest
                ),
            ] {
                let answer = try await putManifest(manifest, "v1", world, type: type)
                #expect(answer.status == 400)
                #expect(answer.code == "MANIFEST_INVALID")
            }
            let other = try await putManifest(good, Digest(of: [1]).description, world)
            #expect(other.code == "DIGEST_INVALID")
            let huge = TestManifest(
                text: String(repeating: " ", count: Manifest.maximumSize) + good.text)
            let large = try await putManifest(huge, "v1", world)
            #expect(large.status == 413)
            #expect(large.code == "MANIFEST_INVALID")
            #expect(try await world.send(.get, "/v2/web/tags/list").json?["tags"] == .list([]))
        }
    }

    @Test func immutableTagsStay() async throws {
        try await World.with { world in
            try await world.createRepository("web", .immutable)
            let old = try await world.image("one", in: "web")
            let new = try await world.image("two", in: "web")
            #expect(try await putManifest(old, "v1", world).status == 201)
            let answer = try await putManifest(new, "v1", world)
            #expect(answer.status == 400)
            #expect(answer.code == "TAG_INVALID")
            #expect(
                try await world.send(.head, "/v2/web/manifests/v1")["Docker-Content-Digest"]
                    == old.digest)
        }
    }

    @Test func deletingATagLeavesTheImage() async throws {
        try await World.with { world in
            try await world.createRepository("web")
            let manifest = try await world.image("one", in: "web")
            _ = try await putManifest(manifest, "v1", world)
            #expect(try await world.send(.delete, "/v2/web/manifests/v1").status == 202)
            #expect(try await world.send(.get, "/v2/web/manifests/v1").status == 404)
            let path = "/v2/web/manifests/\(manifest.digest)"
            #expect(try await world.send(.get, path).status == 200)
            _ = try await putManifest(
                .index([manifest]), "all", world, type: MediaType.ociIndex)
            let held = try await world.send(.delete, path)
            #expect(held.status == 405)
            #expect(
                try await world.send(.delete, "/v2/web/manifests/v1").code == "MANIFEST_UNKNOWN")
        }
    }

    // MARK: Lists

    @Test func tagsComeInOrderAndPages() async throws {
        try await World.with { world in
            try await world.createRepository("web")
            let manifest = try await world.image("one", in: "web")
            for tag in ["c", "a", "b"] { _ = try await putManifest(manifest, tag, world) }
            var target: String? = "/v2/web/tags/list?n=2"
            var found: [Value] = []
            while let next = target, found.count < 9 {
                let answer = try await world.send(.get, next)
                found += answer.json?["tags"]?.list ?? []
                target = answer["Link"].map { link in
                    #expect(link.hasSuffix(">; rel=\"next\""))
                    return String(link.dropFirst().prefix { $0 != ">" })
                }
            }
            #expect(found == [.string("a"), .string("b"), .string("c")])
            let wrong = try await world.send(.get, "/v2/web/tags/list?n=-1")
            #expect(wrong.code == "PAGINATION_NUMBER_INVALID")
            #expect(try await world.send(.get, "/v2/nothing/tags/list").code == "NAME_UNKNOWN")
        }
    }

    @Test func theCatalogIsTheCallers() async throws {
        try await World.with { world in
            for name in ["web", "api"] { try await world.createRepository(name) }
            try await world.createRepository("other", account: "210987654321")
            let answer = try await world.send(.get, "/v2/_catalog")
            #expect(answer.json?["repositories"] == .list([.string("api"), .string("web")]))
        }
    }

    @Test func referrersAreFound() async throws {
        try await World.with { world in
            try await world.createRepository("web")
            let image = try await world.image("one", in: "web")
            _ = try await putManifest(image, "v1", world)
            try await world.upload(Array("{}".utf8), to: "web")
            let subject = TestManifest.descriptor(
                MediaType.ociManifest, Digest(of: image.bytes), image.bytes.count)
            let signature = TestManifest.image(
                config: Array("{}".utf8), layers: [],
                more: "\"artifactType\":\"application/x-signature\",\"subject\":\(subject),")
            let put = try await putManifest(signature, signature.digest, world)
            #expect(put["OCI-Subject"] == image.digest)
            let path = "/v2/web/referrers/\(image.digest)"
            let found = try await world.send(.get, path)
            #expect(found["Content-Type"] == MediaType.ociIndex)
            let entries = found.json?["manifests"]?.list ?? []
            #expect(entries.map { $0.object?["digest"] } == [.string(signature.digest)])
            #expect(
                entries.first?.object?["artifactType"] == .string("application/x-signature"))
            let filtered = try await world.send(.get, "\(path)?artifactType=text/other")
            #expect(filtered.json?["manifests"] == .list([]))
            #expect(filtered["OCI-Filters-Applied"] == "artifactType")
            let none = try await world.send(.get, "/v2/web/referrers/\(Digest(of: [1]))")
            #expect(none.status == 200)
            #expect(none.json?["manifests"] == .list([]))
        }
    }
}
