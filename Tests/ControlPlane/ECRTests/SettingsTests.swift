import AWSWire
import ECRModel
import HTTPTypes
import Policies
import RegistryStorage
import Shapes
import Testing

@testable import ECR

@Suite struct SettingsTests {
    private func set(_ world: World, _ name: String, _ value: String) async throws {
        _ = try await world.service.putAccountSetting(
            .init {
                $0.name = name
                $0.value = value
            }, world.context())
    }

    private func value(_ world: World, _ name: String) async throws -> String? {
        try await world.service.getAccountSetting(.init { $0.name = name }, world.context()).value
    }

    @Test func settingsHaveDefaultsAndKnownValuesOnly() async throws {
        try await World.with { world in
            #expect(try await value(world, "BASIC_SCAN_TYPE_VERSION") == "AWS_NATIVE")
            #expect(try await value(world, "REGISTRY_POLICY_SCOPE") == "V2")
            #expect(try await value(world, "BLOB_MOUNTING") == "ENABLED")
            try await set(world, "BLOB_MOUNTING", "DISABLED")
            #expect(try await value(world, "BLOB_MOUNTING") == "DISABLED")
            for (name, value) in [
                ("BASIC_SCAN_TYPE_VERSION", "CLAIR"), ("REGISTRY_POLICY_SCOPE", "V3"),
                ("BLOB_MOUNTING", "enabled"), ("NAME", "V1"),
            ] {
                let refused = await refusal { try await set(world, name, value) }
                #expect(refused?.code == "InvalidParameterException")
            }
        }
    }

    @Test func theFirstScopeLeavesPullsToRepositories() async throws {
        try await World.with { world in
            try await world.createRepository("app")
            let everything = "arn:aws:ecr:\(World.region):\(World.account):repository/*"
            try await world.setRegistryPolicy(
                policy("Deny", ["ListImages", "CreateRepository"], resource: everything))
            func list() async throws {
                _ = try await world.service.listImages(
                    .init { $0.repositoryName = "app" }, world.session())
            }
            #expect(await refusal { try await list() }?.code == "AccessDeniedException")
            try await set(world, "REGISTRY_POLICY_SCOPE", "V1")
            try await list()
            let create = await refusal {
                try await world.service.createRepository(
                    .init { $0.repositoryName = "more" }, world.session())
            }
            #expect(create?.code == "AccessDeniedException")
        }
    }

    @Test func mountingCanBeTurnedOff() async throws {
        try await World.with { world in
            try await world.createRepository("one")
            try await world.createRepository("two")
            let digest = try await world.upload(Array("layer".utf8), to: "one")
            let target = "/v2/two/blobs/uploads/?mount=\(digest)&from=one"
            try await set(world, "BLOB_MOUNTING", "DISABLED")
            #expect(try await world.send(.post, target).status == 202)
            try await set(world, "BLOB_MOUNTING", "ENABLED")
            #expect(try await world.send(.post, target).status == 201)
        }
    }

    // MARK: Pull time exclusions

    private let role = "arn:aws:iam::\(World.account):role/scanners/worker"

    @Test func principalsActAsTheirRoles() {
        func session(_ role: String, account: String = World.account) -> PolicyPrincipal {
            PolicyPrincipal(
                arn: "arn:aws:sts::\(account):assumed-role/\(role)/one", account: account,
                userID: "AROA:one")
        }
        #expect(session("worker").acts(as: role))
        #expect(!session("work").acts(as: role))
        #expect(!session("worker", account: World.other).acts(as: role))
        #expect(!session("worker").acts(as: "arn:aws:iam::\(World.account):user/worker"))
        let user = PolicyPrincipal(
            arn: "arn:aws:iam::\(World.account):user/worker", account: World.account,
            userID: "AIDA")
        #expect(user.acts(as: "arn:aws:iam::\(World.account):user/worker"))
        #expect(!user.acts(as: role))
    }

    @Test func pullsOfTheExcludedAreNotNoted() async throws {
        try await World.with { world in
            try await world.createRepository("app")
            let image = try await world.image("a", in: "app")
            try await world.put(image, "one", in: "app")
            func pulledAt() async throws -> Timestamp? {
                try await world.service.describeImages(
                    .init { $0.repositoryName = "app" }, world.context()
                ).imageDetails?.first?.lastRecordedPullTime
            }
            func pull(_ caller: String?) async throws {
                let answer = try await world.send(
                    .get, "/v2/app/manifests/one", authorization: .some(caller))
                #expect(answer.status == 200)
            }
            _ = try await world.service.registerPullTimeUpdateExclusion(
                .init { $0.principalArn = role }, world.context())
            try await pull(world.login(world.session()))
            _ = try await world.service.batchGetImage(
                .init {
                    $0.repositoryName = "app"
                    $0.imageIds = [.init { $0.imageTag = "one" }]
                }, world.session())
            #expect(try await pulledAt() == nil)
            try await pull(world.login())
            #expect(try await pulledAt() == world.now)
        }
    }

    @Test func exclusionsAreCountedPagedAndTakenAway() async throws {
        try await World.with { world in
            let service = world.service
            func arn(_ number: Int) -> String { "\(role)-\(number + 100)" }
            func register(_ arn: String) async throws {
                _ = try await service.registerPullTimeUpdateExclusion(
                    .init { $0.principalArn = arn }, world.context())
            }
            for number in 0..<100 { try await register(arn(number)) }
            #expect(
                await refusal { try await register(arn(5)) }?.code
                    == "ExclusionAlreadyExistsException")
            #expect(
                await refusal { try await register(arn(100)) }?.code == "LimitExceededException")
            var listed: [String] = []
            var token: String?
            repeat {
                let page = try await service.listPullTimeUpdateExclusions(
                    .init {
                        $0.maxResults = 40
                        $0.nextToken = token
                    }, world.context())
                listed += page.pullTimeUpdateExclusions ?? []
                token = page.nextToken
            } while token != nil
            #expect(listed == (0..<100).map(arn))
            func deregister(_ arn: String) async throws {
                _ = try await service.deregisterPullTimeUpdateExclusion(
                    .init { $0.principalArn = arn }, world.context())
            }
            try await deregister(arn(5))
            #expect(
                await refusal { try await deregister(arn(5)) }?.code == "ExclusionNotFoundException"
            )
            try await register(arn(100))
        }
    }
}
