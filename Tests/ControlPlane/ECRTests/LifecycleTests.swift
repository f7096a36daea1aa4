import AWSWire
import ECRModel
import HTTPTypes
import RegistryStorage
import Shapes
import Store
import Synchronization
import Testing

@testable import ECR

@Suite struct LifecycleTests {
    private static let newestTagged = text(
        "\"tagStatus\":\"tagged\",\"tagPatternList\":[\"v*\"],\"countType\":\"imageCountMoreThan\","
            + "\"countNumber\":1")
    private static let newest = text(
        "\"tagStatus\":\"any\",\"countType\":\"imageCountMoreThan\",\"countNumber\":1")
    private static let archiving = text(
        "\"tagStatus\":\"any\",\"countType\":\"sinceImagePulled\",\"countUnit\":\"days\","
            + "\"countNumber\":3",
        action: "\"type\":\"transition\",\"targetStorageClass\":\"archive\"")

    private static func text(_ selection: String, action: String = "\"type\":\"expire\"") -> String
    {
        """
        {"rules":[{"rulePriority":1,"description":"a test","selection":{\(selection)},\
        "action":{\(action)}}]}
        """
    }

    private func put(_ text: String, _ world: World) async throws {
        _ = try await world.service.putLifecyclePolicy(
            .init {
                $0.repositoryName = "web"
                $0.lifecyclePolicyText = text
            }, world.context())
    }

    /// Pushes images `v1` … as far apart as a day.
    private func push(_ count: Int, _ world: World) async throws -> [TestManifest] {
        try await world.createRepository("web")
        var images: [TestManifest] = []
        for number in 1...count {
            let image = try await world.image("\(number)", in: "web")
            try await world.put(image, "v\(number)", in: "web")
            images.append(image)
            world.advance(.seconds(24 * 3600))
        }
        return images
    }

    private func statuses(_ world: World) async throws -> [String: String] {
        let found = try await world.service.describeImages(
            .init {
                $0.repositoryName = "web"
                $0.filter = .init { $0.imageStatus = .any }
            }, world.context())
        return (found.imageDetails ?? []).reduce(into: [:]) {
            $0[$1.imageTags?.first ?? ""] = $1.imageStatus?.rawValue
        }
    }

    // MARK: Operations

    @Test func policiesComeAndGo() async throws {
        try await World.with { world in
            try await world.createRepository("web")
            let name = { @Sendable (request: inout ECRAPI.GetLifecyclePolicyRequest) in
                request.repositoryName = "web"
            }
            let get = { try await world.service.getLifecyclePolicy(.init(name), world.context()) }
            #expect(await refusal { try await get() }?.code == "LifecyclePolicyNotFoundException")
            try await put(Self.newest, world)
            let found = try await get()
            #expect(found.lifecyclePolicyText == Self.newest)
            #expect(found.lastEvaluatedAt == nil)
            await world.service.applyLifecyclePolicies()
            #expect(try await get().lastEvaluatedAt == world.now)
            let delete = {
                try await world.service.deleteLifecyclePolicy(
                    .init { $0.repositoryName = "web" }, world.context())
            }
            #expect(try await delete().lifecyclePolicyText == Self.newest)
            #expect(
                await refusal { try await delete() }?.code == "LifecyclePolicyNotFoundException")
            try await put(Self.newest, world)
            _ = try await world.service.deleteRepository(
                .init { $0.repositoryName = "web" }, world.context())
            #expect(await refusal { try await get() }?.code == "RepositoryNotFoundException")
            try await world.createRepository("web")
            #expect(await refusal { try await get() }?.code == "LifecyclePolicyNotFoundException")
        }
    }

    @Test func aFaultyPolicyIsRefused() async throws {
        try await World.with { world in
            try await world.createRepository("web")
            let error = await refusal { try await put("{\"rules\":[{}]}", world) }
            #expect(error?.code == "InvalidParameterException")
            #expect(
                error?.message.hasPrefix(
                    "Invalid parameter at 'LifecyclePolicyText' failed to satisfy constraint: "
                        + "'Lifecycle policy validation failure: ") == true)
        }
    }

    @Test func previewsShowPagesAndAreNotApplied() async throws {
        try await World.with { world in
            let images = try await push(5, world)
            let start = {
                try await world.service.startLifecyclePolicyPreview(
                    .init {
                        $0.repositoryName = "web"
                        $0.lifecyclePolicyText = Self.newestTagged
                    }, world.context())
            }
            func get(
                _ change: (inout ECRAPI.GetLifecyclePolicyPreviewRequest) -> Void = { _ in }
            ) async throws -> ECRAPI.GetLifecyclePolicyPreviewResponse {
                var request = ECRAPI.GetLifecyclePolicyPreviewRequest()
                request.repositoryName = "web"
                change(&request)
                return try await world.service.getLifecyclePolicyPreview(request, world.context())
            }
            #expect(
                await refusal { try await get() }?.code == "LifecyclePolicyPreviewNotFoundException"
            )
            _ = try await start()
            let first = try await get { $0.maxResults = 3 }
            #expect(first.status == .complete)
            #expect(first.summary?.expiringImageTotalCount == 4)
            #expect(first.summary?.transitioningImageTotalCounts == nil)
            #expect(first.previewResults?.count == 3)
            let second = try await get {
                $0.maxResults = 3
                $0.nextToken = first.nextToken
            }
            #expect(second.nextToken == nil)
            let all = (first.previewResults ?? []) + (second.previewResults ?? [])
            #expect(Set(all.compactMap(\.imageDigest)) == Set(images.dropLast().map(\.digest)))
            #expect(all.allSatisfy { $0.action?.type == .expire && $0.appliedRulePriority == 1 })
            let one = try await get {
                $0.imageIds = [.init { $0.imageTag = "v2" }, .init { $0.imageTag = "v5" }]
            }
            #expect(one.previewResults?.map(\.imageTags) == [["v2"]])
            let none = try await get { $0.filter = .init { $0.tagStatus = .untagged } }
            #expect(none.previewResults?.isEmpty == true)
            // A token is of the preview that gave it.
            world.advance(.seconds(1))
            _ = try await start()
            let error = await refusal { try await get { $0.nextToken = first.nextToken } }
            #expect(error?.code == "InvalidParameterException")
            #expect(try await statuses(world).count == 5)
            world.advance(.seconds(24 * 3600))
            #expect(try await get().status == .expired)
        }
    }

    // MARK: Runs

    @Test func imagesExpire() async throws {
        try await World.with { world in
            _ = try await push(4, world)
            try await put(Self.newestTagged, world)
            await world.service.applyLifecyclePolicies()
            #expect(try await statuses(world) == ["v4": "ACTIVE"])
        }
    }

    @Test func anImageWithVeryManyTagsExpires() async throws {
        try await World.with { world in
            let images = try await push(2, world)
            try await world.addTags(0..<250, to: images[0], in: "web")
            try await put(Self.newest, world)
            await world.service.applyLifecyclePolicies()
            #expect(try await statuses(world) == ["v2": "ACTIVE"])
            let keys = RegistryKeys(RegistryScope(account: World.account, region: World.region))
            let tags = try await world.store.list(
                .under(keys.tags(try #require(RepositoryName("web")))), limit: 1000)
            #expect(tags.items.count == 1)
        }
    }

    @Test func archivedImagesCannotBePulledUntilTheyAreBack() async throws {
        try await World.with { world in
            let images = try await push(4, world)
            // v1 was pushed four days ago and v2 three, but v1 was pulled now.
            #expect(try await world.send(.get, "/v2/web/manifests/v1").status == 200)
            world.advance(.seconds(1))
            try await put(Self.archiving, world)
            await world.service.applyLifecyclePolicies()
            #expect(
                try await statuses(world) == [
                    "v1": "ACTIVE", "v2": "ARCHIVED", "v3": "ACTIVE", "v4": "ACTIVE",
                ])
            for method in [HTTPRequest.Method.get, .head] {
                #expect(try await world.send(method, "/v2/web/manifests/v2").status == 404)
            }
            let got = try await world.service.batchGetImage(
                .init {
                    $0.repositoryName = "web"
                    $0.imageIds = [.init { $0.imageTag = "v2" }]
                }, world.context())
            #expect(got.failures?.first?.failureCode == .imageInaccessible)
            let listed = try await world.service.listImages(
                .init { $0.repositoryName = "web" }, world.context())
            #expect(listed.imageIds?.count == 3)
            // Pushed again it is back, and used from now on.
            let pushed = try await world.send(
                .put, "/v2/web/manifests/v2", bytes: images[1].bytes)
            #expect(pushed.status == 201)
            #expect(try await world.send(.get, "/v2/web/manifests/v2").status == 200)
            await world.service.applyLifecyclePolicies()
            #expect(try await statuses(world)["v2"] == "ACTIVE")
        }
    }

    @Test func gettingAnImageByTheAPICountsAsPull() async throws {
        try await World.with { world in
            _ = try await push(4, world)
            _ = try await world.service.batchGetImage(
                .init {
                    $0.repositoryName = "web"
                    $0.imageIds = [.init { $0.imageTag = "v1" }]
                }, world.context())
            world.advance(.seconds(1))
            try await put(Self.archiving, world)
            await world.service.applyLifecyclePolicies()
            #expect(try await statuses(world)["v1"] == "ACTIVE")
            #expect(try await statuses(world)["v2"] == "ARCHIVED")
        }
    }

    @Test func theStorageClassIsSetByHand() async throws {
        try await World.with { world in
            let images = try await push(2, world)
            func set(
                _ storageClass: ECRAPI.TargetStorageClass, _ digest: String
            ) async throws -> ECRAPI.ImageStatus? {
                try await world.service.updateImageStorageClass(
                    .init {
                        $0.repositoryName = "web"
                        $0.imageId = .init { $0.imageDigest = digest }
                        $0.targetStorageClass = storageClass
                    }, world.context()
                ).imageStatus
            }
            #expect(try await set(.archive, images[0].digest) == .archived)
            #expect(try await set(.archive, images[0].digest) == .archived)
            #expect(try await set(.standard, images[0].digest) == .active)
            #expect(try await set(.archive, images[0].digest) == .archived)
            let index = TestManifest.index(images)
            let answer = try await world.send(
                .put, "/v2/web/manifests/all", [.contentType: MediaType.ociIndex],
                bytes: index.bytes)
            #expect(answer.status == 201)
            let error = await refusal { try await set(.archive, images[1].digest) }
            #expect(error?.code == "ImageStorageClassUpdateNotSupportedException")
            #expect(try await set(.archive, index.digest) == .archived)
            #expect(try await set(.archive, images[1].digest) == .archived)
        }
    }

    // MARK: Races

    /// Runs `meanwhile` just before a run of the policy changes anything; what it did.
    private func outcome(
        _ world: World, _ meanwhile: @escaping @Sendable () async throws -> Void
    ) async throws -> LifecycleOutcome {
        let waiting = Mutex<(@Sendable () async throws -> Void)?>(meanwhile)
        let store = WatchedStore(base: world.store) { request in
            guard request == .commit, let body = waiting.withLock({ $0.take() }) else { return }
            do { try await body() } catch { Issue.record(error) }
        }
        let id = RepositoryID(
            scope: RegistryScope(account: World.account, region: World.region),
            name: try #require(RepositoryName("web")))
        return try await Registry(store: store, storage: world.storage)
            .applyLifecyclePolicy(id, at: world.now)
    }

    @Test func anImageThatIsTaggedMeanwhileStays() async throws {
        try await World.with { world in
            let images = try await push(2, world)
            try await put(Self.newestTagged, world)
            let found = try await outcome(world) {
                _ = try await world.send(.put, "/v2/web/manifests/new", bytes: images[0].bytes)
            }
            #expect(found == LifecycleOutcome(expired: 0, archived: 0, skipped: 1))
            #expect(try await world.tags(of: images[0], in: "web") == ["v1", "new"])
        }
    }

    @Test func anImageThatAnIndexNamesMeanwhileStays() async throws {
        try await World.with { world in
            let images = try await push(2, world)
            try await put(Self.newestTagged, world)
            let found = try await outcome(world) {
                _ = try await world.send(
                    .put, "/v2/web/manifests/all", [.contentType: MediaType.ociIndex],
                    bytes: TestManifest.index(images).bytes)
            }
            #expect(found == LifecycleOutcome(expired: 0, archived: 0, skipped: 1))
            #expect(try await world.tags(of: images[0], in: "web") == ["v1"])
        }
    }

    /// An index that was pulled meanwhile stays, and so do its images, which were to follow it.
    @Test func theImagesOfAnIndexThatStaysStay() async throws {
        try await World.with { world in
            let images = try await push(1, world)
            let index = TestManifest.index(images)
            _ = try await world.send(
                .put, "/v2/web/manifests/all", [.contentType: MediaType.ociIndex],
                bytes: index.bytes)
            world.advance(.seconds(1))
            let last = try await world.image("last", in: "web")
            try await world.put(last, "last", in: "web")
            try await put(Self.newest, world)
            let found = try await outcome(world) {
                _ = try await world.send(.get, "/v2/web/manifests/all")
            }
            #expect(found == LifecycleOutcome(expired: 0, archived: 0, skipped: 2))
            await world.service.applyLifecyclePolicies()
            #expect(try await statuses(world) == ["last": "ACTIVE"])
        }
    }

    @Test func aPolicyThatGoesMeanwhileDoesNothingMore() async throws {
        try await World.with { world in
            _ = try await push(3, world)
            try await put(Self.newest, world)
            let found = try await outcome(world) {
                _ = try await world.service.deleteLifecyclePolicy(
                    .init { $0.repositoryName = "web" }, world.context())
            }
            #expect(found == LifecycleOutcome(expired: 0, archived: 0, skipped: 2))
            #expect(try await statuses(world).count == 3)
        }
    }

    /// The loop runs a policy soon after it was put, without waiting for its interval.
    @Test func aPolicyRunsWhenItIsPut() async throws {
        try await World.with { world in
            _ = try await push(3, world)
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await world.service.run() }
                try await put(Self.newest, world)
                while try await statuses(world).count > 1 { await Task.yield() }
                group.cancelAll()
                do { try await group.waitForAll() } catch is CancellationError {}
            }
            #expect(try await statuses(world) == ["v3": "ACTIVE"])
        }
    }
}
