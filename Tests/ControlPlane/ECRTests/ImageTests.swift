import AWSWire
import ECRModel
import HTTPTypes
import RegistryStorage
import Shapes
import Testing

@testable import ECR

@Suite struct ImageTests {
    private static func id(_ digest: String? = nil, tag: String? = nil) -> ECRAPI.ImageIdentifier {
        .init {
            $0.imageDigest = digest
            $0.imageTag = tag
        }
    }

    private func get(
        _ ids: [ECRAPI.ImageIdentifier], _ world: World
    ) async throws -> ECRAPI.BatchGetImageResponse {
        try await world.service.batchGetImage(
            .init {
                $0.repositoryName = "web"
                $0.imageIds = ids
            }, world.context())
    }

    private func delete(
        _ ids: [ECRAPI.ImageIdentifier], _ world: World
    ) async throws -> ECRAPI.BatchDeleteImageResponse {
        try await world.service.batchDeleteImage(
            .init {
                $0.repositoryName = "web"
                $0.imageIds = ids
            }, world.context())
    }

    private func listed(_ world: World) async throws -> [String] {
        try await world.service.listImages(.init { $0.repositoryName = "web" }, world.context())
            .imageIds?.map { "\($0.imageDigest ?? "") \($0.imageTag ?? "-")" } ?? []
    }

    // MARK: PutImage

    @Test func anImageComesBackAsItWasPut() async throws {
        try await World.with { world in
            try await world.createRepository("web")
            let manifest = try await world.image("one", in: "web")
            let put = try await world.put(manifest, "v1", in: "web")
            #expect(put.imageId?.imageDigest == manifest.digest)
            #expect(put.imageId?.imageTag == "v1")
            let got = try await get(
                [
                    Self.id(tag: "v1"), Self.id(manifest.digest),
                    Self.id(manifest.digest, tag: "v1"),
                ],
                world)
            #expect(got.failures?.count == 0)
            #expect(
                got.images?.map(\.imageManifest) == [String](repeating: manifest.text, count: 3))
            #expect(got.images?.map(\.imageId?.imageTag) == ["v1", nil, "v1"])
            #expect(got.images?.first?.imageManifestMediaType == MediaType.ociManifest)
        }
    }

    @Test func theSameImageAndTagExistAlready() async throws {
        try await World.with { world in
            try await world.createRepository("web")
            let manifest = try await world.image("one", in: "web")
            try await world.put(manifest, "v1", in: "web")
            for tag in ["v1", nil] {
                let error = await refusal { try await world.put(manifest, tag, in: "web") }
                #expect(error?.code == "ImageAlreadyExistsException")
            }
            try await world.put(manifest, "v2", in: "web")
            #expect(try await world.tags(of: manifest, in: "web") == ["v1", "v2"])
        }
    }

    @Test func aTagMovesAndLeavesTheOldImageUntagged() async throws {
        try await World.with { world in
            try await world.createRepository("web")
            let old = try await world.image("one", in: "web")
            let new = try await world.image("two", in: "web")
            try await world.put(old, "latest", in: "web")
            try await world.put(new, "latest", in: "web")
            #expect(try await world.tags(of: old, in: "web") == nil)
            #expect(try await world.tags(of: new, in: "web") == ["latest"])
        }
    }

    @Test func immutableTagsStay() async throws {
        try await World.with { world in
            try await world.createRepository("web", .immutable)
            let old = try await world.image("one", in: "web")
            let new = try await world.image("two", in: "web")
            try await world.put(old, "v1", in: "web")
            for manifest in [new, old] {
                let error = await refusal { try await world.put(manifest, "v1", in: "web") }
                #expect(error?.code == "ImageTagAlreadyExistsException")
            }
            try await world.put(new, "v2", in: "web")
            #expect(try await world.tags(of: old, in: "web") == ["v1"])
        }
    }

    @Test func exclusionsTurnTheSettingRound() async throws {
        try await World.with { world in
            _ = try await world.service.createRepository(
                .init {
                    $0.repositoryName = "web"
                    $0.imageTagMutability = .immutableWithExclusion
                    $0.imageTagMutabilityExclusionFilters = [
                        .init {
                            $0.filter = "dev-*"
                            $0.filterType = .wildcard
                        }
                    ]
                }, world.context())
            let old = try await world.image("one", in: "web")
            let new = try await world.image("two", in: "web")
            for tag in ["dev-1", "v1"] { try await world.put(old, tag, in: "web") }
            try await world.put(new, "dev-1", in: "web")
            let error = await refusal { try await world.put(new, "v1", in: "web") }
            #expect(error?.code == "ImageTagAlreadyExistsException")
        }
    }

    @Test func whatAManifestNamesMustBeThere() async throws {
        try await World.with { world in
            try await world.createRepository("web")
            try await world.createRepository("other")
            let manifest = try await world.image("one", in: "other")
            let layers = await refusal { try await world.put(manifest, in: "web") }
            #expect(layers?.code == "LayersNotFoundException")
            #expect(layers?.message.contains(Digest(of: Array("layer of one".utf8)).hex) == true)
            let children = await refusal { try await world.put(.index([manifest]), in: "web") }
            #expect(children?.code == "ReferencedImagesNotFoundException")
            #expect(try await listed(world) == [])
        }
    }

    @Test func aDigestThatIsGivenMustBeTheManifests() async throws {
        try await World.with { world in
            try await world.createRepository("web")
            let manifest = try await world.image("one", in: "web")
            let other = Digest(of: [1]).description
            for (digest, code) in [
                (other, "ImageDigestDoesNotMatchException"),
                ("sha256:12", "InvalidParameterException"),
            ] {
                let error = await refusal {
                    try await world.service.putImage(
                        .init {
                            $0.repositoryName = "web"
                            $0.imageManifest = manifest.text
                            $0.imageDigest = digest
                        }, world.context())
                }
                #expect(error?.code == code)
            }
            _ = try await world.service.putImage(
                .init {
                    $0.repositoryName = "web"
                    $0.imageManifest = manifest.text
                    $0.imageDigest = manifest.digest
                }, world.context())
        }
    }

    @Test(arguments: ["", "{", "[]", "{}", "{\"schemaVersion\":1}", "{\"schemaVersion\":2}"])
    func textThatIsNoManifestIsRefused(text: String) async throws {
        try await World.with { world in
            try await world.createRepository("web")
            let error = await refusal { try await world.put(.init(text: text), "v1", in: "web") }
            #expect(error?.code == "InvalidParameterException")
        }
    }

    @Test func anImageHasAThousandTagsAtMost() async throws {
        try await World.with { world in
            try await world.createRepository("web")
            let manifest = try await world.image("one", in: "web")
            try await world.put(manifest, "t0", in: "web")
            try await world.addTags(1..<Registry.maximumTags, to: manifest, in: "web")
            let error = await refusal { try await world.put(manifest, "more", in: "web") }
            #expect(error?.code == "LimitExceededException")
            // Far more changes than one transaction of the store takes.
            let deleted = try await delete([Self.id(manifest.digest)], world)
            #expect(deleted.imageIds?.count == Registry.maximumTags)
            #expect(try await listed(world) == [])
        }
    }

    @Test func racingPushesOfATagLeaveOneImageWithIt() async throws {
        try await World.with { world in
            try await world.createRepository("web")
            var manifests: [TestManifest] = []
            for number in 0..<6 {
                manifests.append(try await world.image("\(number)", in: "web"))
            }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for manifest in manifests {
                    group.addTask { _ = try await world.put(manifest, "latest", in: "web") }
                }
                try await group.waitForAll()
            }
            let tagged = try await listed(world).filter { $0.hasSuffix(" latest") }
            let got = try await get([Self.id(tag: "latest")], world)
            #expect(tagged == ["\(got.images?.first?.imageId?.imageDigest ?? "") latest"])
        }
    }

    // MARK: Batches

    @Test func aBatchSaysWhatItDidNotFind() async throws {
        try await World.with { world in
            try await world.createRepository("web")
            let manifest = try await world.image("one", in: "web")
            try await world.put(manifest, "v1", in: "web")
            let ids = [
                Self.id(), Self.id("sha256:1"), Self.id(tag: "-"), Self.id(tag: "v2"),
                Self.id(Digest(of: [1]).description), Self.id(manifest.digest, tag: "v2"),
            ]
            let codes: [ECRAPI.ImageFailureCode] = [
                .missingDigestAndTag, .invalidImageDigest, .invalidImageTag, .imageNotFound,
                .imageNotFound, .imageNotFound,
            ]
            let got = try await get(ids + [Self.id(tag: "v1")], world)
            #expect(got.failures?.map(\.failureCode) == codes)
            #expect(got.images?.count == 1)
            let deleted = try await delete(ids, world)
            #expect(
                deleted.failures?.compactMap(\.failureCode?.rawValue).sorted()
                    == codes.map(\.rawValue).sorted())
            #expect(try await listed(world) == ["\(manifest.digest) v1"])
        }
    }

    @Test func deletingATagDeletesTheImageWithTheLastOne() async throws {
        try await World.with { world in
            try await world.createRepository("web")
            let manifest = try await world.image("one", in: "web")
            for tag in ["v1", "v2"] { try await world.put(manifest, tag, in: "web") }
            let first = try await delete([Self.id(tag: "v1")], world)
            #expect(first.imageIds?.map(\.imageDigest) == [manifest.digest])
            #expect(first.imageIds?.map(\.imageTag) == ["v1"])
            #expect(try await listed(world) == ["\(manifest.digest) v2"])
            _ = try await delete([Self.id(tag: "v2")], world)
            #expect(try await listed(world) == [])
        }
    }

    @Test func deletingADigestTakesEveryTag() async throws {
        try await World.with { world in
            try await world.createRepository("web")
            let manifest = try await world.image("one", in: "web")
            for tag in ["v1", "v2"] { try await world.put(manifest, tag, in: "web") }
            let deleted = try await delete([Self.id(manifest.digest)], world)
            #expect(Set(deleted.imageIds?.map(\.imageTag) ?? []) == ["v1", "v2"])
            #expect(try await get([Self.id(tag: "v1")], world).images?.count == 0)
            // Its layers are still the repository's, so that it can be put again.
            try await world.put(manifest, "v1", in: "web")
        }
    }

    @Test func anIndexHoldsItsImages() async throws {
        try await World.with { world in
            try await world.createRepository("web")
            let image = try await world.image("one", in: "web")
            let index = TestManifest.index([image])
            try await world.put(image, in: "web")
            try await world.put(index, "all", in: "web")
            let refused = try await delete([Self.id(image.digest)], world)
            #expect(refused.failures?.map(\.failureCode) == [.imageReferencedByManifestList])
            #expect(refused.imageIds?.count == 0)
            let both = try await delete([Self.id(image.digest), Self.id(index.digest)], world)
            #expect(both.failures?.count == 0)
            #expect(try await listed(world) == [])
        }
    }

    // MARK: Lists

    @Test func listsFilterByTagStatus() async throws {
        try await World.with { world in
            try await world.createRepository("web")
            let tagged = try await world.image("one", in: "web")
            let untagged = try await world.image("two", in: "web")
            try await world.put(tagged, "v1", in: "web")
            try await world.put(untagged, in: "web")
            for (status, expected) in [
                (ECRAPI.TagStatus.tagged, [tagged.digest]), (.untagged, [untagged.digest]),
                (.any, [tagged.digest, untagged.digest].sorted()),
            ] {
                let listed = try await world.service.listImages(
                    .init {
                        $0.repositoryName = "web"
                        $0.filter = .init { $0.tagStatus = status }
                    }, world.context())
                #expect(listed.imageIds?.compactMap(\.imageDigest) == expected)
                let described = try await world.service.describeImages(
                    .init {
                        $0.repositoryName = "web"
                        $0.filter = .init { $0.tagStatus = status }
                    }, world.context())
                #expect(described.imageDetails?.compactMap(\.imageDigest) == expected)
            }
        }
    }

    @Test func pagesHoldEveryPairOnce() async throws {
        try await World.with { world in
            try await world.createRepository("web")
            var expected: [String] = []
            for number in 0..<3 {
                let manifest = try await world.image("\(number)", in: "web")
                for tag in 0..<3 {
                    try await world.put(manifest, "t\(number)-\(tag)", in: "web")
                    expected.append("\(manifest.digest) t\(number)-\(tag)")
                }
            }
            for size in 1...4 {
                var found: [String] = []
                var token: String?
                repeat {
                    let request = ECRAPI.ListImagesRequest {
                        $0.repositoryName = "web"
                        $0.maxResults = size
                        $0.nextToken = token
                    }
                    let page = try await world.service.listImages(request, world.context())
                    #expect((page.imageIds?.count ?? 0) <= size)
                    found +=
                        page.imageIds?.map { "\($0.imageDigest ?? "") \($0.imageTag ?? "")" } ?? []
                    token = page.nextToken
                } while token != nil && found.count < 20
                #expect(found == expected.sorted())
            }
        }
    }

    @Test func describedPagesHoldEveryImageOnce() async throws {
        try await World.with { world in
            try await world.createRepository("web")
            var expected: [String] = []
            for number in 0..<7 {
                let manifest = try await world.image("\(number)", in: "web")
                // Every second one is filtered out, so that pages have to look on.
                try await world.put(manifest, number % 2 == 0 ? "t\(number)" : nil, in: "web")
                if number % 2 == 0 { expected.append(manifest.digest) }
            }
            var found: [String] = []
            var token: String?
            repeat {
                let request = ECRAPI.DescribeImagesRequest {
                    $0.repositoryName = "web"
                    $0.maxResults = 2
                    $0.nextToken = token
                    $0.filter = .init { $0.tagStatus = .tagged }
                }
                let page = try await world.service.describeImages(request, world.context())
                #expect(page.imageDetails?.count ?? 0 <= 2)
                found += page.imageDetails?.compactMap(\.imageDigest) ?? []
                token = page.nextToken
            } while token != nil && found.count < 20
            #expect(found == expected.sorted())
        }
    }

    @Test func anImageIsDescribedByItsManifest() async throws {
        try await World.with { world in
            try await world.createRepository("web")
            let manifest = try await world.image("one", in: "web")
            world.advance(.seconds(60))
            try await world.put(manifest, "v1", in: "web")
            let described = try await world.service.describeImages(
                .init {
                    $0.repositoryName = "web"
                    $0.imageIds = [Self.id(tag: "v1"), Self.id(manifest.digest)]
                }, world.context())
            let details = try #require(described.imageDetails)
            #expect(details.count == 1)
            let size = "{\"seed\":\"one\"}".utf8.count + "layer of one".utf8.count
            #expect(details.first?.imageSizeInBytes == size)
            #expect(details.first?.imageTags == ["v1"])
            #expect(details.first?.imagePushedAt == World.start + .seconds(60))
            #expect(details.first?.imageManifestMediaType == MediaType.ociManifest)
            #expect(details.first?.artifactMediaType == "application/vnd.oci.image.config.v1+json")
            #expect(details.first?.lastRecordedPullTime == nil)
            _ = try await world.send(.get, "/v2/web/manifests/v1")
            let pulled = try await world.service.describeImages(
                .init { $0.repositoryName = "web" }, world.context())
            #expect(pulled.imageDetails?.first?.lastRecordedPullTime == world.now)
        }
    }

    @Test func describingAnUnknownImageIsAnError() async throws {
        try await World.with { world in
            try await world.createRepository("web")
            for id in [Self.id(tag: "v1"), Self.id(Digest(of: [1]).description)] {
                let error = await refusal {
                    try await world.service.describeImages(
                        .init {
                            $0.repositoryName = "web"
                            $0.imageIds = [id]
                        }, world.context())
                }
                #expect(error?.code == "ImageNotFoundException")
            }
            let both = await refusal {
                try await world.service.describeImages(
                    .init {
                        $0.repositoryName = "web"
                        $0.imageIds = [Self.id(tag: "v1")]
                        $0.maxResults = 1
                    }, world.context())
            }
            #expect(both?.code == "InvalidParameterException")
        }
    }
}
