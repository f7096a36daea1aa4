import AWSWire
import ECRModel
import Events
import HTTPTypes
import Logging
import RegistryStorage
import Shapes
import Store
import Synchronization
import Testing

@testable import ECR

extension World {
    static let farRegion = "us-east-1"

    /// Lets the images of the home registry go to destinations, as `account/region`.
    func replicate(to destinations: [String], only prefixes: [String] = []) async throws {
        _ = try await service.putReplicationConfiguration(
            .init {
                $0.replicationConfiguration = .init {
                    $0.rules = destinations.isEmpty ? [] : [rule(destinations, prefixes)]
                }
            }, context())
    }

    private func rule(_ destinations: [String], _ prefixes: [String]) -> ECRAPI.ReplicationRule {
        .init {
            $0.destinations = destinations.map { text in
                let parts = text.split(separator: "/")
                return .init {
                    $0.registryId = String(parts[0])
                    $0.region = String(parts[1])
                }
            }
            if !prefixes.isEmpty {
                $0.repositoryFilters = prefixes.map { prefix in
                    .init {
                        $0.filter = prefix
                        $0.filterType = .prefixMatch
                    }
                }
            }
        }
    }

    /// Does the jobs that are due, and those that have become due by that.
    func performJobs(by server: String = "one", with replicator: Replicator? = nil) async throws {
        let replicator = replicator ?? service.replicator
        for _ in 0..<100 {
            let due = try await jobs().filter { $0.stored.record.dueAt(for: server) <= now }
            if due.isEmpty { return }
            for job in due { await replicator.perform(job, as: server) }
        }
        Issue.record("there is always another job")
    }

    func jobs() async throws -> [ReplicationJob] {
        var found: [Stored<ReplicationJobRecord>] = []
        try await service.registry.forEach(
            in: .under(ReplicationKeys.jobs), as: ReplicationJobRecord.self
        ) { found.append($0) }
        return try found.map { try ReplicationJob($0) }
    }

    /// The statuses of an image's replications, as `account/region status [code]`.
    func statuses(of manifest: TestManifest, in repository: String) async throws -> [String] {
        let response = try await service.describeImageReplicationStatus(
            .init {
                $0.repositoryName = repository
                $0.imageId = .init { $0.imageDigest = manifest.digest }
            }, context())
        return (response.replicationStatuses ?? []).map { status in
            [
                "\(status.registryId ?? "")/\(status.region ?? "")", status.status?.rawValue,
                status.failureCode,
            ].compactMap(\.self).joined(separator: " ")
        }
    }

    /// The images of a repository elsewhere, by digest, with their tags.
    func images(
        in repository: String, account: String = account, region: String = farRegion
    ) async throws -> [String: [String]] {
        let response = try await service.describeImages(
            .init { $0.repositoryName = repository }, context(account: account, region: region))
        return Dictionary(
            uniqueKeysWithValues: (response.imageDetails ?? []).map {
                ($0.imageDigest ?? "", $0.imageTags ?? [])
            })
    }
}

@Suite struct ReplicationTests {
    private static let far = "\(World.account)/\(World.farRegion)"
    private static let abroad = "\(World.other)/\(World.region)"

    // MARK: What is replicated

    @Test func whatIsPushedAfterwardsGoesWhereTheRulesSay() async throws {
        try await World.with { world in
            try await world.createRepository("prod/app")
            try await world.createRepository("test/app")
            let before = try await world.image("before", in: "prod/app")
            try await world.put(before, "before", in: "prod/app")
            try await world.replicate(to: [Self.far], only: ["prod"])
            let after = try await world.image("after", in: "prod/app")
            try await world.put(after, "one", in: "prod/app")
            try await world.put(after, "two", in: "prod/app")
            let test = try await world.image("after", in: "test/app")
            try await world.put(test, "one", in: "test/app")
            #expect(
                try await world.statuses(of: after, in: "prod/app") == ["\(Self.far) IN_PROGRESS"])
            #expect(try await world.statuses(of: before, in: "prod/app") == [])
            let stream = world.events.subscribe()
            try await world.performJobs()
            #expect(try await world.images(in: "prod/app") == [after.digest: ["one", "two"]])
            #expect(
                try await world.statuses(of: after, in: "prod/app") == ["\(Self.far) COMPLETE"])
            #expect(try await world.statuses(of: test, in: "test/app") == [])
            // Told at the destination, once a tag, and in no other way.
            var told: [String] = []
            for await event in stream {
                #expect(event.detailType == "ECR Replication Action")
                #expect(event.region == World.farRegion && event.account == World.account)
                #expect(
                    event.resources
                        == ["arn:aws:ecr:us-east-1:123456789012:repository/prod/app"])
                #expect(event.detail["result"] == .string("SUCCESS"))
                #expect(event.detail["action-type"] == .string("REPLICATE"))
                #expect(event.detail["source-region"] == .string(World.region))
                #expect(event.detail["image-digest"] == .string(after.digest))
                told.append(event.detail["image-tag"]?.string ?? "")
                if told.count == 2 { break }
            }
            #expect(told == ["one", "two"])
            // The content can be pulled there.
            let pulled = try await world.send(
                .get, "/v2/prod/app/manifests/one",
                authorization: try await world.login(region: World.farRegion))
            #expect(pulled.body == after.bytes)
            // Pushed again under one tag more.
            try await world.put(after, "three", in: "prod/app")
            try await world.performJobs()
            #expect(
                try await world.images(in: "prod/app") == [after.digest: ["one", "two", "three"]])
            #expect(try await world.jobs().isEmpty)
        }
    }

    @Test func anIndexBringsItsImagesAndReferrersComeToo() async throws {
        try await World.with { world in
            try await world.createRepository("app")
            // Pushed before: only what the index needs of it goes.
            let child = try await world.image("child", in: "app")
            try await world.put(child, "child", in: "app")
            try await world.replicate(to: [Self.far])
            let index = TestManifest.index([child])
            try await world.put(index, "all", in: "app")
            let config = Array("{}".utf8)
            try await world.upload(config, to: "app")
            let subject = TestManifest.descriptor(
                MediaType.ociIndex, try #require(Digest(index.digest)), index.bytes.count)
            let referrer = TestManifest.image(
                config: config, layers: [], more: "\"subject\":\(subject),")
            try await world.put(referrer, in: "app")
            try await world.performJobs()
            #expect(
                try await world.images(in: "app")
                    == [child.digest: [], index.digest: ["all"], referrer.digest: []])
            let answer = try await world.send(
                .get, "/v2/app/referrers/\(index.digest)",
                authorization: try await world.login(region: World.farRegion))
            let found = answer.json?.object?["manifests"]?.list?.map {
                $0.object?["digest"]?.string
            }
            #expect(found == [referrer.digest])
        }
    }

    @Test func whatCameByReplicationGoesNoFurther() async throws {
        try await World.with { world in
            try await world.createRepository("app")
            try await world.replicate(to: [Self.far])
            // The far registry would send everything on, and back.
            _ = try await world.service.putReplicationConfiguration(
                .init {
                    $0.replicationConfiguration = .init {
                        $0.rules = [
                            .init {
                                $0.destinations = [World.region, "eu-north-1"].map { region in
                                    .init {
                                        $0.region = region
                                        $0.registryId = World.account
                                    }
                                }
                            }
                        ]
                    }
                }, world.context(region: World.farRegion))
            let image = try await world.image("a", in: "app")
            try await world.put(image, "one", in: "app")
            try await world.performJobs()
            #expect(try await world.images(in: "app") == [image.digest: ["one"]])
            let further = await refusal {
                try await world.images(in: "app", region: "eu-north-1")
            }
            #expect(further?.code == "RepositoryNotFoundException")
        }
    }

    @Test func deletionsAreNotReplicatedAndTakeTheStatusAlong() async throws {
        try await World.with { world in
            try await world.createRepository("app")
            try await world.replicate(to: [Self.far])
            let image = try await world.image("a", in: "app")
            try await world.put(image, "one", in: "app")
            try await world.performJobs()
            _ = try await world.send(.delete, "/v2/app/manifests/\(image.digest)")
            #expect(try await world.images(in: "app") == [image.digest: ["one"]])
            let gone = await refusal { try await world.statuses(of: image, in: "app") }
            #expect(gone?.code == "ImageNotFoundException")
            try await world.replicate(to: [])
            try await world.put(image, "two", in: "app")
            #expect(try await world.statuses(of: image, in: "app") == [])
            // Work for an image that went is forgotten, and so is that of a repository.
            try await world.replicate(to: [Self.far])
            try await world.put(image, "three", in: "app")
            #expect(try await world.jobs().count == 1)
            _ = try await world.send(.delete, "/v2/app/manifests/\(image.digest)")
            #expect(try await world.jobs().isEmpty)
            try await world.put(image, "four", in: "app")
            _ = try await world.service.deleteRepository(
                .init {
                    $0.repositoryName = "app"
                    $0.force = true
                }, world.context())
            #expect(try await world.jobs().isEmpty)
        }
    }

    // MARK: At the destination

    @Test func theRepositoryIsMadeFromTheDestinationsTemplate() async throws {
        try await World.with { world in
            _ = try await world.service.createRepositoryCreationTemplate(
                .init {
                    $0.prefix = "ROOT"
                    $0.appliedFor = [.replication]
                    $0.imageTagMutability = .immutable
                }, world.context(region: World.farRegion))
            try await world.createRepository("app")
            try await world.replicate(to: [Self.far])
            let image = try await world.image("a", in: "app")
            let newer = try await world.image("b", in: "app")
            try await world.put(image, "one", in: "app")
            try await world.performJobs()
            // A tag that may not be moved there stays behind; the image comes.
            try await world.put(newer, "one", in: "app")
            try await world.performJobs()
            #expect(
                try await world.images(in: "app") == [image.digest: ["one"], newer.digest: []])
            #expect(try await world.statuses(of: newer, in: "app") == ["\(Self.far) COMPLETE"])
        }
    }

    @Test func anotherAccountHasToLetItIn() async throws {
        try await World.with { world in
            try await world.createRepository("app")
            try await world.replicate(to: [Self.abroad])
            let image = try await world.image("a", in: "app")
            let root = "arn:aws:iam::\(World.account):root"
            func push(_ tag: String) async throws -> [String] {
                try await world.put(image, tag, in: "app")
                try await world.performJobs()
                return try await world.statuses(of: image, in: "app")
            }
            func allow(_ actions: [String]) async throws {
                _ = try await world.service.putRegistryPolicy(
                    .init {
                        $0.policyText = policy("Allow", actions, to: root, resource: "*")
                    }, world.context(account: World.other))
            }
            #expect(try await push("one") == ["\(Self.abroad) FAILED AccessDenied"])
            try await allow(["ReplicateImage"])
            #expect(try await push("two") == ["\(Self.abroad) FAILED AccessDenied"])
            let none = await refusal {
                try await world.images(in: "app", account: World.other, region: World.region)
            }
            #expect(none?.code == "RepositoryNotFoundException")
            try await allow(["ReplicateImage", "CreateRepository"])
            #expect(try await push("three") == ["\(Self.abroad) COMPLETE"])
            #expect(
                try await world.images(in: "app", account: World.other, region: World.region)
                    == [image.digest: ["three"]])
        }
    }

    @Test func aTagThatWasMovedMeanwhileIsNotTakenBack() async throws {
        try await World.with { world in
            try await world.createRepository("app")
            try await world.replicate(to: [Self.far])
            let old = try await world.image("old", in: "app")
            let new = try await world.image("new", in: "app")
            try await world.put(old, "latest", in: "app")
            let first = try await world.jobs()
            try await world.put(new, "latest", in: "app")
            let all = try await world.jobs()
            // The newer one first.
            for job in all where job.digest.description == new.digest {
                await world.service.replicator.perform(job, as: "one")
            }
            for job in first { await world.service.replicator.perform(job, as: "one") }
            #expect(
                try await world.images(in: "app") == [old.digest: [], new.digest: ["latest"]])
            #expect(try await world.jobs().isEmpty)
        }
    }

    /// The tag moves, and the newer image arrives, at each step of the older one's job.
    @Test(arguments: 1...8)
    func aTagThatIsMovedInTheMiddleIsNotTakenBack(step: Int) async throws {
        try await World.with { world in
            try await world.createRepository("app")
            try await world.replicate(to: [Self.far])
            let old = try await world.image("old", in: "app")
            let new = try await world.image("new", in: "app")
            try await world.put(old, "latest", in: "app")
            let job = try #require(try await world.jobs().first)
            let commits = Mutex(0)
            let move: @Sendable () async -> Void = {
                do {
                    try await world.put(new, "latest", in: "app")
                    try await world.performJobs(by: "two")
                } catch { Issue.record(error) }
            }
            let registry = Registry(
                store: WatchedStore(base: world.store) { request in
                    guard request == .commit else { return }
                    let count = commits.withLock { commits in
                        commits += 1
                        return commits
                    }
                    if count == step { await move() }
                }, storage: world.storage)
            let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
            let slow = Replicator(
                registry: registry,
                local: LocalReplication(
                    registry: registry,
                    access: RegistryAccess(
                        registry: registry, book: PolicyBook(store: world.store, logger: logger)),
                    isSecure: false, now: { world.now }), signal: ReplicationSignal(),
                logger: logger, now: { world.now })
            await slow.perform(job, as: "one")
            if commits.withLock({ $0 < step }) { await move() }
            try await world.performJobs()
            #expect(try await world.jobs().isEmpty)
            let there = try await world.images(in: "app")
            #expect(there[new.digest] == ["latest"] && there[old.digest] == [])
        }
    }

    // MARK: Jobs

    @Test func theJobOfADeadServerIsDoneByAnother() async throws {
        try await World.with { world in
            try await world.createRepository("app")
            try await world.replicate(to: [Self.far])
            let image = try await world.image("a", in: "app")
            try await world.put(image, "one", in: "app")
            let job = try #require(try await world.jobs().first)
            var claimed = job.stored.record
            claimed.claim(by: "dead", at: world.now)
            try await world.store.put(job.stored.key, JSON.encode(claimed))
            try await world.performJobs()
            #expect(try await world.jobs().count == 1)
            world.advance(ReplicationJobRecord.claim)
            try await world.performJobs()
            #expect(try await world.jobs().isEmpty)
            #expect(try await world.images(in: "app") == [image.digest: ["one"]])
        }
    }

    private struct FailingCarrier: ReplicationCarrier {
        var body: @Sendable () async -> Void = {}

        func carry(_ job: ReplicationJob) async throws(ReplicationFailure) -> [ImageTag] {
            await body()
            throw .passing(code: "PeerUnreachable", reason: "nobody is there")
        }
    }

    private func replicator(_ world: World, _ carrier: FailingCarrier) -> Replicator {
        Replicator(
            registry: world.service.registry, local: carrier, signal: ReplicationSignal(),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, now: { world.now })
    }

    @Test func anAttemptIsRepeatedLaterAndLater() async throws {
        try await World.with { world in
            try await world.createRepository("app")
            try await world.replicate(to: [Self.far])
            let image = try await world.image("a", in: "app")
            try await world.put(image, "one", in: "app")
            let replicator = replicator(world, FailingCarrier())
            var waits: [Int] = []
            while let job = try await world.jobs().first {
                let wait = Int((job.stored.record.dueAt(for: "one") - world.now).components.seconds)
                waits.append(wait)
                world.advance(.seconds(wait))
                await replicator.perform(job, as: "one")
                try #require(waits.count <= ReplicationJobRecord.maximumAttempts)
            }
            #expect(waits == [0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300])
            #expect(
                try await world.statuses(of: image, in: "app")
                    == ["\(Self.far) FAILED PeerUnreachable"])
            // A push begins anew.
            try await world.put(image, "two", in: "app")
            try await world.performJobs()
            #expect(try await world.statuses(of: image, in: "app") == ["\(Self.far) COMPLETE"])
        }
    }

    @Test func aPushDuringTheJobHasItDoneAgain() async throws {
        try await World.with { world in
            try await world.createRepository("app")
            try await world.replicate(to: [Self.far])
            let image = try await world.image("a", in: "app")
            try await world.put(image, "one", in: "app")
            let job = try #require(try await world.jobs().first)
            let replicator = replicator(
                world,
                FailingCarrier {
                    do { try await world.put(image, "two", in: "app") } catch {
                        Issue.record(error)
                    }
                })
            #expect(await replicator.perform(job, as: "one"))
            let again = try #require(try await world.jobs().first)
            #expect(again.tags.map(\.description) == ["one", "two"])
            #expect(again.stored.record.dueAt(for: "two") == world.now)
            try await world.performJobs(by: "two")
            #expect(try await world.images(in: "app") == [image.digest: ["one", "two"]])
        }
    }

    @Test func claimsHoldForOthersOnly() {
        let now = World.start
        var job = ReplicationJobRecord()
        job.request(nil, at: now)
        #expect(job.dueAt(for: "a") == now)
        job.claim(by: "a", at: now)
        #expect(job.dueAt(for: "a") == now)
        #expect(job.dueAt(for: "b") == now + ReplicationJobRecord.claim)
        job.request(ImageTag("x"), at: now + .seconds(1))
        job.request(ImageTag("x"), at: now + .seconds(2))
        #expect(job.tags == ["x"] && job.generation == 3)
        #expect(job.dueAt(for: "a") == now + .seconds(2))
    }

    @Test func aSlowLaneKeepsNobodyWaiting() throws {
        func job(_ number: Int, _ region: String) throws -> ReplicationJob {
            let id = RepositoryID(
                scope: RegistryScope(account: World.account, region: World.region),
                name: try #require(RepositoryName("app\(number)")))
            let key = ReplicationKeys.job(
                id, Digest(of: [1]),
                to: ReplicationDestination {
                    $0.account = World.account
                    $0.region = region
                })
            return try ReplicationJob(
                Stored(
                    KeyValue(
                        key: key, value: JSON.encode(ReplicationJobRecord()),
                        createRevision: Revision(1), modRevision: Revision(1), version: 1,
                        lease: nil)))
        }
        var queue = ReplicationQueue()
        queue.beginScan()
        for number in 0..<100 { queue.offer(try job(number, "far"), .peer(region: "far")) }
        #expect(!queue.isThirsty)
        for number in 0..<5 { queue.offer(try job(number, "near"), .local) }
        queue.offer(try job(0, "near"), .local)
        var begun: [ReplicationQueue.Lane: [ReplicationJob]] = [:]
        while let (job, lane) = queue.next() { begun[lane, default: []].append(job) }
        #expect(begun.mapValues(\.count) == [.local: 4, .peer(region: "far"): 2])
        let first = try #require(begun[.local]?.first)
        queue.finished(first.stored.key, .local)
        #expect(queue.next()?.job.source.name.description == "app4")
        #expect(queue.next() == nil)
        // The store has more for the lane that runs dry.
        var done = Array((begun[.peer(region: "far")] ?? [])[...])
        while let job = done.popLast() {
            queue.finished(job.stored.key, .peer(region: "far"))
            if let (next, _) = queue.next() { done.append(next) }
        }
        #expect(queue.isThirsty)
    }

    // MARK: The operations

    @Test func theConfigurationIsCheckedAndShown() async throws {
        try await World.with { world in
            let none = try await world.service.describeRegistry(.init(), world.context())
            #expect(none.replicationConfiguration?.rules.isEmpty == true)
            let own = await refusal {
                try await world.replicate(to: [Self.far, "\(World.account)/\(World.region)"])
            }
            #expect(own?.code == "ValidationException")
            let many = await refusal {
                try await world.replicate(to: (0..<26).map { "\(World.account)/region-\($0)" })
            }
            #expect(many?.code == "ValidationException")
            let twice = (0..<25).flatMap { number in
                Array(repeating: "\(World.account)/region-\(number)", count: 2)
            }
            try await world.replicate(to: twice, only: ["a", "b"])
            let all = try await world.service.describeRegistry(.init(), world.context())
            #expect(all.replicationConfiguration?.rules.first?.destinations.count == 50)
            #expect(
                all.replicationConfiguration?.rules.first?.repositoryFilters?.map(\.filter)
                    == ["a", "b"])
            let elsewhere = try await world.service.describeRegistry(
                .init(), world.context(region: World.farRegion))
            #expect(elsewhere.replicationConfiguration?.rules.isEmpty == true)
        }
    }

    // MARK: Races

    /// Servers do jobs while clients push, move tags and delete. In the end the destination has
    /// every tag where the source has it.
    @Test(arguments: 0..<10)
    func tagsEndWhereTheyAreAtTheSource(seed: UInt64) async throws {
        try await World.with { world in
            try await world.createRepository("app")
            try await world.replicate(to: [Self.far])
            var images: [TestManifest] = []
            for number in 0..<4 {
                images.append(try await world.image("image \(number)", in: "app"))
            }
            let all = images
            try await withThrowingTaskGroup(of: Void.self) { group in
                for client in 0..<3 {
                    group.addTask {
                        var generator = SeededGenerator(seed: seed &* 17 &+ UInt64(client))
                        for _ in 0..<20 {
                            let image = all[Int.random(in: 0..<4, using: &generator)]
                            let tag = "t\(Int.random(in: 0..<3, using: &generator))"
                            if Int.random(in: 0..<8, using: &generator) == 0 {
                                _ = try await world.send(
                                    .delete, "/v2/app/manifests/\(image.digest)")
                            } else {
                                let answer = try await world.send(
                                    .put, "/v2/app/manifests/\(tag)",
                                    [.contentType: MediaType.ociManifest], bytes: image.bytes)
                                #expect(answer.status == 201)
                            }
                        }
                    }
                }
                for server in ["one", "two"] {
                    group.addTask {
                        for _ in 0..<30 {
                            for job in try await world.jobs() {
                                await world.service.replicator.perform(job, as: server)
                            }
                        }
                    }
                }
                try await group.waitForAll()
            }
            world.advance(.seconds(3600))
            try await world.performJobs()
            #expect(try await world.jobs().isEmpty)
            let here = try await world.images(in: "app", region: World.region)
            let there = try await world.images(in: "app")
            for (digest, tags) in here {
                #expect(Set(there[digest] ?? ["missing"]).isSuperset(of: tags))
                #expect(
                    try await world.statuses(
                        of: try #require(all.first { $0.digest == digest }), in: "app")
                        == ["\(Self.far) COMPLETE"])
            }
            let report = try await world.service.registry.verify { _ in }
            #expect(report.isClean)
        }
    }
}
