import AWSWire
import ECRModel
import HTTPTypes
import RegistryStorage
import Shapes
import Store
import Testing

@testable import ECR

@Suite struct TemplateTests {
    private static let scope = RegistryScope(account: World.account, region: World.region)
    private static let lifecycle = """
        {"rules":[{"rulePriority":1,"selection":{"tagStatus":"any","countType":"imageCountMoreThan",\
        "countNumber":3},"action":{"type":"expire"}}]}
        """

    private func id(_ name: String) throws -> RepositoryID {
        RepositoryID(scope: Self.scope, name: try #require(RepositoryName(name)))
    }

    private func create(
        _ prefix: String, for causes: [ECRAPI.RCTAppliedFor] = [.createOnPush], _ world: World,
        _ more: (inout ECRAPI.CreateRepositoryCreationTemplateRequest) -> Void = { _ in }
    ) async throws {
        _ = try await world.service.createRepositoryCreationTemplate(
            .init {
                $0.prefix = prefix
                $0.appliedFor = causes
                more(&$0)
            }, world.context())
    }

    // MARK: Which template

    private func template(
        _ prefix: String, _ causes: [ECRAPI.RCTAppliedFor]
    ) throws -> Stored<TemplateRecord> {
        let record = TemplateRecord {
            $0.prefix = prefix
            $0.appliedFor = causes
        }
        return try Stored(
            KeyValue(
                key: "/t", value: JSON.encode(record), createRevision: Revision(1),
                modRevision: Revision(1), version: 1, lease: nil))
    }

    @Test(
        arguments: [
            ("prod/app", .createOnPush, "prod"),
            ("prod/team/app", .createOnPush, "prod/team/"),
            ("prod/team", .createOnPush, "prod"),
            ("prod", .createOnPush, "ROOT"),
            ("production/app", .createOnPush, "ROOT"),
            ("prod/team/app", .replication, "prod"),
            ("other", .replication, nil),
            ("prod/app", .pullThroughCache, nil),
        ] as [(String, ECRAPI.RCTAppliedFor, String?)])
    func theLongestPrefixThatIsAppliedWins(
        name: String, cause: ECRAPI.RCTAppliedFor, expected: String?
    ) throws {
        let templates = [
            try template("ROOT", [.createOnPush]),
            try template("prod", [.createOnPush, .replication]),
            try template("prod/team/", [.createOnPush]),
        ]
        let name = try #require(RepositoryName(name))
        for order in [templates, templates.reversed()] {
            #expect(order.choose(for: name, cause)?.record.prefix == expected)
        }
    }

    // MARK: Operations

    @Test func aTemplateIsMadeChangedAndDeleted() async throws {
        try await World.with { world in
            let service = world.service
            try await create("prod/", for: [.replication, .createOnPush, .replication], world) {
                $0.description = "of the works"
                $0.imageTagMutability = .immutableWithExclusion
                $0.imageTagMutabilityExclusionFilters = [
                    .init {
                        $0.filter = "dev-*"
                        $0.filterType = .wildcard
                    }
                ]
                $0.lifecyclePolicy = Self.lifecycle
            }
            let twin = await refusal { try await create("prod", world) }
            #expect(twin?.code == "TemplateAlreadyExistsException")
            world.advance(.seconds(5))
            let changed = try await service.updateRepositoryCreationTemplate(
                .init {
                    $0.prefix = "prod"
                    $0.lifecyclePolicy = ""
                    $0.imageTagMutability = .immutable
                }, world.context())
            let template = try #require(changed.repositoryCreationTemplate)
            #expect(template.prefix == "prod/" && template.description == "of the works")
            #expect(template.appliedFor == [.replication, .createOnPush])
            #expect(template.imageTagMutability == .immutable)
            #expect(template.imageTagMutabilityExclusionFilters == nil)
            #expect(template.lifecyclePolicy == nil)
            #expect(template.createdAt == World.start)
            #expect(template.updatedAt == World.start + .seconds(5))
            let deleted = try await service.deleteRepositoryCreationTemplate(
                .init { $0.prefix = "prod" }, world.context())
            #expect(deleted.repositoryCreationTemplate?.encoded == template.encoded)
            let gone = await refusal {
                try await service.deleteRepositoryCreationTemplate(
                    .init { $0.prefix = "prod" }, world.context())
            }
            #expect(gone?.code == "TemplateNotFoundException")
            let nothing = await refusal {
                try await service.updateRepositoryCreationTemplate(
                    .init { $0.prefix = "prod" }, world.context())
            }
            #expect(nothing?.code == "TemplateNotFoundException")
        }
    }

    @Test func settingsAreCheckedAsElsewhere() async throws {
        typealias Request = ECRAPI.CreateRepositoryCreationTemplateRequest
        let faults: [(String, @Sendable (inout Request) -> Void)] = [
            ("InvalidParameterException", { $0.appliedFor = [] }),
            ("InvalidParameterException", { $0.repositoryPolicy = "{}" }),
            ("InvalidParameterException", { $0.lifecyclePolicy = "{\"rules\":[]}" }),
            ("InvalidParameterException", { $0.imageTagMutability = .mutableWithExclusion }),
            (
                "InvalidParameterException",
                { $0.customRoleArn = "arn:aws:iam::210987654321:role/other" }
            ),
            (
                "InvalidParameterException",
                {
                    $0.encryptionConfiguration = .init {
                        $0.encryptionType = .aes256
                        $0.kmsKey = "arn:aws:kms:eu-west-1:123456789012:key/one"
                    }
                }
            ),
            (
                "InvalidTagParameterException",
                {
                    $0.resourceTags = [
                        .init {
                            $0.key = "aws:x"
                            $0.value = ""
                        }
                    ]
                }
            ),
        ]
        try await World.with { world in
            for (code, spoil) in faults {
                let error = await refusal { try await create("prod", world, spoil) }
                #expect(error?.code == code)
            }
            let none = try await world.service.describeRepositoryCreationTemplates(
                .init(), world.context())
            #expect(none.repositoryCreationTemplates?.isEmpty == true)
            // What an update gets wrong changes nothing either.
            try await create("prod", world) { $0.description = "one" }
            let error = await refusal {
                try await world.service.updateRepositoryCreationTemplate(
                    .init {
                        $0.prefix = "prod"
                        $0.description = "two"
                        $0.imageTagMutability = .immutableWithExclusion
                    }, world.context())
            }
            #expect(error?.code == "InvalidParameterException")
            let kept = try await world.service.describeRepositoryCreationTemplates(
                .init(), world.context())
            #expect(kept.repositoryCreationTemplates?.map(\.description) == ["one"])
        }
    }

    @Test func pagesHoldEveryTemplateOnceUpToTheLimit() async throws {
        try await World.with { world in
            for number in 0..<Registry.maximumTemplates {
                try await create("t\(1000 + number)", world)
            }
            let error = await refusal { try await create("one-more", world) }
            #expect(error?.code == "LimitExceededException")
            var found: [String] = []
            var token: String?
            repeat {
                let next = token
                let page = try await world.service.describeRepositoryCreationTemplates(
                    .init {
                        $0.nextToken = next
                        $0.maxResults = 33
                    }, world.context())
                let prefixes = try #require(page.repositoryCreationTemplates).map {
                    $0.prefix ?? ""
                }
                #expect(prefixes.count <= 33)
                found += prefixes
                token = page.nextToken
            } while token != nil
            #expect(found == (0..<Registry.maximumTemplates).map { "t\(1000 + $0)" })
            let some = try await world.service.describeRepositoryCreationTemplates(
                .init { $0.prefixes = ["t1003/", "none", "t1001"] }, world.context())
            #expect(some.repositoryCreationTemplates?.map(\.prefix) == ["t1001", "t1003"])
        }
    }

    @Test func templatesThatAreMadeAtOnceStayWithinTheLimit() async throws {
        try await World.with { world in
            for number in 0..<(Registry.maximumTemplates - 2) {
                try await create("t\(number)", world)
            }
            let made = await withTaskGroup(of: Bool.self) { group in
                for number in 0..<8 {
                    group.addTask {
                        do {
                            try await create("late\(number)", world)
                            return true
                        } catch { return false }
                    }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(made == 2)
            let templates = try await world.service.registry.templates(Self.scope)
            #expect(templates.count == Registry.maximumTemplates)
        }
    }

    // MARK: Repositories made from them

    @Test func aRepositoryIsMadeWithAllItsSettings() async throws {
        try await World.with { world in
            let text = policy("Deny", ["BatchGetImage"])
            try await create("prod", for: [.pullThroughCache], world) {
                $0.imageTagMutability = .immutable
                $0.repositoryPolicy = text
                $0.lifecyclePolicy = Self.lifecycle
                $0.encryptionConfiguration = .init { $0.encryptionType = .kms }
                $0.resourceTags = [
                    .init {
                        $0.key = "team"
                        $0.value = "blue"
                    }
                ]
            }
            let id = try id("prod/app")
            let (access, registry) = (world.service.access, world.service.registry)
            #expect(
                try await access.createRepository(id, appliedFor: .pullThroughCache, at: world.now))
            let record = try await registry.repository(id).record
            #expect(record.mutability == .immutable && record.tags == ["team": "blue"])
            #expect(record.encryptionType == .kms && record.createdAt == world.now)
            #expect(try await registry.policy(id) == text)
            #expect(try await registry.lifecyclePolicy(id).record.text == Self.lifecycle)
            #expect(
                try await !access.createRepository(id, appliedFor: .pullThroughCache, at: world.now)
            )
            // No template is for this one, and a push needs one.
            let other = try self.id("other")
            await #expect(throws: RegistryError.repositoryNotFound(other.name)) {
                try await access.createRepository(other, appliedFor: .createOnPush, at: world.now)
            }
            #expect(
                try await access.createRepository(other, appliedFor: .replication, at: world.now))
            #expect(try await registry.repository(other).record.mutability == .mutable)
        }
    }

    @Test func ofManyWhoMakeARepositoryOneDoes() async throws {
        try await World.with { world in
            try await create("ROOT", world) { $0.repositoryPolicy = policy("Allow", ["PutImage"]) }
            let id = try id("web")
            let made = try await withThrowingTaskGroup(of: Bool.self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        try await world.service.access.createRepository(
                            id, appliedFor: .createOnPush, at: world.now)
                    }
                }
                return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(made == 1)
        }
    }

    // MARK: Pushes

    @Test func aPushMakesTheRepositoryThatATemplateIsFor() async throws {
        try await World.with { world in
            let content = Array("layer".utf8)
            let digest = Digest(of: content)
            let path = "/v2/auto/app/blobs/uploads/?digest=\(digest)"
            #expect(try await world.send(.post, path, bytes: content).code == "NAME_UNKNOWN")
            try await create("auto", for: [.replication], world)
            #expect(try await world.send(.post, path, bytes: content).code == "NAME_UNKNOWN")
            try await create("auto/app", for: [.createOnPush], world)
            #expect(try await world.send(.post, path, bytes: content).code == "NAME_UNKNOWN")
            _ = try await world.service.updateRepositoryCreationTemplate(
                .init {
                    $0.prefix = "auto"
                    $0.appliedFor = [.createOnPush]
                    $0.imageTagMutability = .immutable
                }, world.context())
            #expect(try await world.send(.post, path, bytes: content).status == 201)
            // Reading makes nothing.
            #expect(try await world.send(.get, "/v2/auto/two/tags/list").code == "NAME_UNKNOWN")
            #expect(
                try await world.send(.head, "/v2/auto/two/blobs/\(digest)").status == 404)
            // A mount does, and an upload, and an index that needs nothing.
            let mount = "/v2/auto/two/blobs/uploads/?mount=\(digest)&from=auto/app"
            #expect(try await world.send(.post, mount).status == 201)
            #expect(try await world.send(.post, "/v2/auto/three/blobs/uploads/").status == 202)
            let index = TestManifest.index([])
            let put = try await world.send(
                .put, "/v2/auto/four/manifests/one", [.contentType: MediaType.ociIndex],
                bytes: index.bytes)
            #expect(put.status == 201)
            let all = try await world.service.describeRepositories(.init(), world.context())
            #expect(
                all.repositories?.map(\.repositoryName)
                    == ["auto/app", "auto/four", "auto/three", "auto/two"])
            #expect(all.repositories?.allSatisfy { $0.imageTagMutability == .immutable } == true)
            let api = await refusal {
                try await world.service.initiateLayerUpload(
                    .init { $0.repositoryName = "auto/five" }, world.context())
            }
            #expect(api?.code == "RepositoryNotFoundException")
        }
    }

    @Test func aPushMakesNoRepositoryForWhomMayNot() async throws {
        try await World.with { world in
            try await create("ROOT", world)
            try await world.setRegistryPolicy(
                policy("Deny", ["CreateRepository"], resource: "*"))
            let answer = try await world.send(.post, "/v2/web/blobs/uploads/")
            #expect(answer.status == 403 && answer.code == "DENIED")
            await #expect(throws: RegistryError.self) {
                try await world.service.registry.repository(try id("web"))
            }
        }
    }
}
