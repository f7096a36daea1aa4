import AWSWire
import ECRModel
import HTTPTypes
import NIOCore
import Policies
import RegistryStorage
import Shapes
import Store
import Testing
import WebServer

@testable import ECR

/// Which callers' requests policies let through.
@Suite struct AccessTests {
    /// Every operation on the repository `web`, by the action that it is.
    static let operations:
        [String: @Sendable (ECRService, String?, RequestContext) async throws -> Void] = [
            "BatchCheckLayerAvailability": { service, registry, context in
                _ = try await service.batchCheckLayerAvailability(
                    .init {
                        ($0.registryId, $0.repositoryName) = (registry, "web")
                        $0.layerDigests = ["sha256:\(String(repeating: "0", count: 64))"]
                    }, context)
            },
            "BatchDeleteImage": { service, registry, context in
                _ = try await service.batchDeleteImage(
                    .init {
                        ($0.registryId, $0.repositoryName) = (registry, "web")
                        $0.imageIds = [.init { $0.imageTag = "none" }]
                    }, context)
            },
            "BatchGetImage": { service, registry, context in
                _ = try await service.batchGetImage(
                    .init {
                        ($0.registryId, $0.repositoryName) = (registry, "web")
                        $0.imageIds = [.init { $0.imageTag = "v1" }]
                    }, context)
            },
            "CompleteLayerUpload": { service, registry, context in
                _ = try await service.completeLayerUpload(
                    .init {
                        ($0.registryId, $0.repositoryName) = (registry, "web")
                        $0.uploadId = "00000000-0000-4000-8000-000000000000"
                        $0.layerDigests = ["sha256:\(String(repeating: "0", count: 64))"]
                    }, context)
            },
            "DescribeImages": { service, registry, context in
                _ = try await service.describeImages(
                    .init { ($0.registryId, $0.repositoryName) = (registry, "web") }, context)
            },
            "DescribeRepositories": { service, registry, context in
                _ = try await service.describeRepositories(
                    .init { ($0.registryId, $0.repositoryNames) = (registry, ["web"]) }, context)
            },
            "GetDownloadUrlForLayer": { service, registry, context in
                _ = try await service.getDownloadUrlForLayer(
                    .init {
                        ($0.registryId, $0.repositoryName) = (registry, "web")
                        $0.layerDigest = "sha256:\(String(repeating: "0", count: 64))"
                    }, context)
            },
            "GetRepositoryPolicy": { service, registry, context in
                _ = try await service.getRepositoryPolicy(
                    .init { ($0.registryId, $0.repositoryName) = (registry, "web") }, context)
            },
            "InitiateLayerUpload": { service, registry, context in
                _ = try await service.initiateLayerUpload(
                    .init { ($0.registryId, $0.repositoryName) = (registry, "web") }, context)
            },
            "ListImages": { service, registry, context in
                _ = try await service.listImages(
                    .init { ($0.registryId, $0.repositoryName) = (registry, "web") }, context)
            },
            "ListTagsForResource": { service, _, context in
                _ = try await service.listTagsForResource(.init { $0.resourceArn = arn }, context)
            },
            "PutImage": { service, registry, context in
                _ = try await service.putImage(
                    .init {
                        ($0.registryId, $0.repositoryName) = (registry, "web")
                        $0.imageManifest = "{}"
                    }, context)
            },
            "PutImageScanningConfiguration": { service, registry, context in
                _ = try await service.putImageScanningConfiguration(
                    .init { ($0.registryId, $0.repositoryName) = (registry, "web") }, context)
            },
            "PutImageTagMutability": { service, registry, context in
                _ = try await service.putImageTagMutability(
                    .init { ($0.registryId, $0.repositoryName) = (registry, "web") }, context)
            },
            "TagResource": { service, _, context in
                _ = try await service.tagResource(.init { $0.resourceArn = arn }, context)
            },
            "UntagResource": { service, _, context in
                _ = try await service.untagResource(.init { $0.resourceArn = arn }, context)
            },
            "UploadLayerPart": { service, registry, context in
                _ = try await service.uploadLayerPart(
                    .init {
                        ($0.registryId, $0.repositoryName) = (registry, "web")
                        $0.uploadId = "00000000-0000-4000-8000-000000000000"
                        $0.layerPartBlob = Blob([1])
                    }, context)
            },
            "DeleteLifecyclePolicy": { service, registry, context in
                _ = try await service.deleteLifecyclePolicy(
                    .init { ($0.registryId, $0.repositoryName) = (registry, "web") }, context)
            },
            "GetLifecyclePolicy": { service, registry, context in
                _ = try await service.getLifecyclePolicy(
                    .init { ($0.registryId, $0.repositoryName) = (registry, "web") }, context)
            },
            "GetLifecyclePolicyPreview": { service, registry, context in
                _ = try await service.getLifecyclePolicyPreview(
                    .init { ($0.registryId, $0.repositoryName) = (registry, "web") }, context)
            },
            "PutLifecyclePolicy": { service, registry, context in
                _ = try await service.putLifecyclePolicy(
                    .init {
                        ($0.registryId, $0.repositoryName) = (registry, "web")
                        $0.lifecyclePolicyText = "{}"
                    }, context)
            },
            "StartLifecyclePolicyPreview": { service, registry, context in
                _ = try await service.startLifecyclePolicyPreview(
                    .init { ($0.registryId, $0.repositoryName) = (registry, "web") }, context)
            },
            "UpdateImageStorageClass": { service, registry, context in
                _ = try await service.updateImageStorageClass(
                    .init {
                        ($0.registryId, $0.repositoryName) = (registry, "web")
                        $0.imageId = .init { $0.imageTag = "none" }
                    }, context)
            },
            // Last in effect: the repository or its policy is gone afterwards.
            "SetRepositoryPolicy": { service, registry, context in
                _ = try await service.setRepositoryPolicy(
                    .init {
                        ($0.registryId, $0.repositoryName) = (registry, "web")
                        $0.policyText = policy("Allow", ["*"])
                    }, context)
            },
            "DeleteRepositoryPolicy": { service, registry, context in
                _ = try await service.deleteRepositoryPolicy(
                    .init { ($0.registryId, $0.repositoryName) = (registry, "web") }, context)
            },
            "DeleteRepository": { service, registry, context in
                _ = try await service.deleteRepository(
                    .init { ($0.registryId, $0.repositoryName) = (registry, "web") }, context)
            },
        ]

    static let arn = "arn:aws:ecr:\(World.region):\(World.account):repository/web"

    /// The sentence with which access is denied; nil when it is not, whatever else happens.
    private func denial(
        _ action: String, _ service: ECRService, _ registry: String?, _ context: RequestContext
    ) async throws -> String? {
        let operation = try #require(Self.operations[action])
        do {
            try await operation(service, registry, context)
        } catch let error as AWSError where error.code == "AccessDeniedException" {
            return error.message
        } catch is AWSError {}
        return nil
    }

    @Test(arguments: operations.keys.sorted())
    func inItsAccountACallerMayDoWhatNoPolicyDenies(_ action: String) async throws {
        try await World.with { world in
            let service = world.service
            try await world.createRepository("web")
            #expect(try await denial(action, service, nil, world.session()) == nil)
            _ = try? await world.createRepository("web")
            let role = "arn:aws:iam::\(World.account):role/worker"
            try await world.setPolicy(policy("Deny", [action], to: role), on: "web")
            let message = try await denial(action, service, World.account, world.session())
            #expect(
                message
                    == "User: arn:aws:sts::123456789012:assumed-role/worker/one is not authorized "
                    + "to perform: ecr:\(action) on resource: \(Self.arn) with an explicit deny in "
                    + "a resource-based policy")
            // Another caller, and another action.
            #expect(try await denial(action, service, nil, world.context()) == nil)
            _ = try? await world.createRepository("web")
            try await world.setPolicy(policy("Deny", ["Other"], to: role), on: "web")
            #expect(try await denial(action, service, nil, world.session()) == nil)
        }
    }

    @Test(arguments: operations.keys.sorted())
    func inAnotherAccountACallerMayDoWhatAPolicyAllows(_ action: String) async throws {
        try await World.with { world in
            let service = world.service
            try await world.createRepository("web")
            let caller = world.context(account: World.other)
            func denial() async throws -> String? {
                try await self.denial(action, service, World.account, caller)
            }
            let message = try await denial()
            #expect(
                message
                    == "User: arn:aws:iam::210987654321:root is not authorized to perform: "
                    + "ecr:\(action) on resource: \(Self.arn) because no resource-based policy "
                    + "allows the ecr:\(action) action")
            let others = Self.operations.keys.filter { $0 != action }
            try await world.setPolicy(policy("Allow", others, to: World.other), on: "web")
            #expect(try await denial() != nil)
            try await world.setPolicy(policy("Allow", [action], to: "333333333333"), on: "web")
            #expect(try await denial() != nil)
            try await world.setPolicy(policy("Allow", [action], to: World.other), on: "web")
            #expect(try await denial() == nil)
            // A registry's denial counts too.
            _ = try? await world.createRepository("web")
            try await world.setPolicy(policy("Allow", [action], to: World.other), on: "web")
            try await world.setRegistryPolicy(
                policy("Deny", [action], to: World.other, resource: Self.arn))
            #expect(try await denial() != nil)
        }
    }

    @Test func whatIsFoundInAnotherAccountIsThatAccounts() async throws {
        try await World.with { world in
            let service = world.service
            try await world.createRepository("web")
            try await world.put(try await world.image("one", in: "web"), "v1", in: "web")
            try await world.setPolicy(policy("Allow", ["*"], to: World.other), on: "web")
            let caller = world.context(account: World.other)
            let images = try await service.batchGetImage(
                .init {
                    ($0.registryId, $0.repositoryName) = (World.account, "web")
                    $0.imageIds = [.init { $0.imageTag = "v1" }]
                }, caller)
            #expect(images.images?.first?.registryId == World.account)
            let begun = try await service.initiateLayerUpload(
                .init { ($0.registryId, $0.repositoryName) = (World.account, "web") }, caller)
            let part = try await service.uploadLayerPart(
                .init {
                    ($0.registryId, $0.repositoryName) = (World.account, "web")
                    $0.uploadId = begun.uploadId ?? ""
                    $0.layerPartBlob = Blob([1])
                }, caller)
            #expect(part.registryId == World.account)
            // Without the registry's id the caller's own is meant.
            let own = await refusal {
                try await service.listImages(.init { $0.repositoryName = "web" }, caller)
            }
            #expect(own?.code == "RepositoryNotFoundException")
        }
    }

    @Test func aRegistrysPolicyReachesItsRepositories() async throws {
        try await World.with { world in
            let service = world.service
            let caller = world.context(account: World.other)
            func create(_ name: String) async throws {
                _ = try await service.createRepository(
                    .init { ($0.registryId, $0.repositoryName) = (World.account, name) }, caller)
            }
            #expect(await refusal { try await create("cache/a") }?.code == "AccessDeniedException")
            try await world.setRegistryPolicy(
                policy(
                    "Allow", ["CreateRepository"], to: World.other,
                    resource: "arn:aws:ecr:eu-west-1:123456789012:repository/cache/*"))
            try await create("cache/a")
            #expect(await refusal { try await create("web") }?.code == "AccessDeniedException")
            let found = try await service.describeRepositories(.init(), world.context())
            #expect(found.repositories?.map(\.repositoryName) == ["cache/a"])
            func list() async throws -> Int {
                let listed = try await service.describeRepositories(
                    .init { $0.registryId = World.account }, caller)
                return listed.repositories?.count ?? 0
            }
            #expect(await refusal { try await list() }?.code == "AccessDeniedException")
            try await world.setRegistryPolicy(
                policy("Allow", ["DescribeRepositories"], to: World.other, resource: "*"))
            #expect(try await list() == 1)
        }
    }

    @Test func conditionsSeeTheRequest() async throws {
        try await World.with { world in
            let service = world.service
            _ = try await service.createRepository(
                .init {
                    $0.repositoryName = "web"
                    $0.tags = [
                        .init { ($0.key, $0.value) = ("team", "a") }
                    ]
                }, world.context())
            func isDenied(_ condition: String, address: String = "192.0.2.1") async throws -> Bool {
                try await world.setPolicy(policy("Deny", ["ListImages"], condition), on: "web")
                let context = world.session(address: address)
                return try await denial("ListImages", service, nil, context) != nil
            }
            let outside = "{\"NotIpAddress\":{\"aws:SourceIp\":\"192.0.2.0/24\"}}"
            #expect(try await !isDenied(outside))
            #expect(try await isDenied(outside, address: "198.51.100.1"))
            for (key, value, expected) in [
                ("ecr:ResourceTag/team", "a", true), ("aws:ResourceTag/team", "b", false),
                ("aws:PrincipalAccount", World.account, true), ("aws:RequestedRegion", "x", false),
                ("aws:PrincipalArn", "arn:aws:iam::123456789012:role/worker", true),
                ("aws:SecureTransport", "false", true), ("aws:ResourceAccount", "1", false),
                ("aws:CurrentTime", World.start.iso8601, true),
            ] {
                let condition = "{\"StringEquals\":{\"\(key)\":\"\(value)\"}}"
                #expect(try await isDenied(condition) == expected, "\(key)")
            }
            // Tags that a request brings.
            try await world.setRegistryPolicy(
                policy(
                    "Deny", ["CreateRepository", "TagResource"], resource: "*",
                    "{\"StringNotEquals\":{\"aws:RequestTag/team\":\"a\"}}"))
            func create(_ name: String, _ team: String) async throws {
                _ = try await service.createRepository(
                    .init {
                        $0.repositoryName = name
                        $0.tags = [
                            .init { ($0.key, $0.value) = ("team", team) }
                        ]
                    }, world.session())
            }
            try await create("one", "a")
            #expect(await refusal { try await create("two", "b") }?.code == "AccessDeniedException")
        }
    }

    // MARK: The distribution API

    @Test func everyEndPointIsAnAction() async throws {
        try await World.with { world in
            try await world.createRepository("web")
            let manifest = try await world.image("one", in: "web")
            try await world.put(manifest, "v1", in: "web")
            let layer = Digest(of: Array("layer of one".utf8))
            let none = "sha256:\(String(repeating: "0", count: 64))"
            let upload = "/v2/web/blobs/uploads/00000000-0000-4000-8000-000000000000"
            let cases: [(HTTPRequest.Method, String, [UInt8], [String])] = [
                (.get, "/v2/web/manifests/v1", [], ["BatchGetImage"]),
                (.head, "/v2/web/manifests/v1", [], ["BatchGetImage"]),
                (.get, "/v2/web/blobs/\(layer)", [], ["GetDownloadUrlForLayer"]),
                (.head, "/v2/web/blobs/\(layer)", [], ["BatchCheckLayerAvailability"]),
                (.get, "/v2/web/tags/list", [], ["ListImages"]),
                (.get, "/v2/web/referrers/\(none)", [], ["ListImageReferrers"]),
                (.put, "/v2/web/manifests/v2", manifest.bytes, ["PutImage"]),
                (.delete, "/v2/web/manifests/none", [], ["BatchDeleteImage"]),
                (.delete, "/v2/web/blobs/\(none)", [], ["BatchDeleteImage"]),
                (.post, "/v2/web/blobs/uploads/", [], ["InitiateLayerUpload"]),
                (
                    .post, "/v2/web/blobs/uploads/?digest=\(none)", [1],
                    ["InitiateLayerUpload", "UploadLayerPart", "CompleteLayerUpload"]
                ),
                (.get, upload, [], ["UploadLayerPart"]), (.patch, upload, [1], ["UploadLayerPart"]),
                (.delete, upload, [], ["UploadLayerPart"]),
                (.put, "\(upload)?digest=\(none)", [], ["CompleteLayerUpload"]),
                (
                    .put, "\(upload)?digest=\(none)", [1],
                    ["UploadLayerPart", "CompleteLayerUpload"]
                ),
            ]
            let caller = try await world.login(account: World.other)
            for (method, target, body, actions) in cases {
                func send() async throws -> Answer {
                    try await world.send(
                        method, target, [:], body: .bytes(.init(bytes: body)),
                        host: World.otherHost, authorization: caller)
                }
                try await world.setPolicy(policy("Allow", actions, to: World.other), on: "web")
                #expect(try await send().status != 403, "\(method) \(target)")
                for action in actions {
                    try await world.setPolicy(
                        policy("Allow", actions.filter { $0 != action } + ["X"], to: World.other),
                        on: "web")
                    let answer = try await send()
                    #expect(answer.status == 403, "\(method) \(target) \(action)")
                    if method != .head { #expect(answer.code == "DENIED") }
                }
            }
        }
    }

    @Test func aPullReachesAnotherAccountsRepository() async throws {
        try await World.with { world in
            try await world.createRepository("web")
            let manifest = try await world.image("one", in: "web")
            try await world.put(manifest, "v1", in: "web")
            let caller = try await world.login(world.session(account: World.other))
            func get(_ path: String) async throws -> Answer {
                try await world.send(
                    .get, "/v2/web/\(path)?ns=\(World.otherHost)", host: "127.0.0.1:4566",
                    authorization: caller)
            }
            let refused = try await get("manifests/v1")
            #expect(refused.status == 403)
            #expect(
                refused.json?["errors"]?.list?.first?["message"]?.string
                    == "User: arn:aws:sts::210987654321:assumed-role/worker/one is not authorized "
                    + "to perform: ecr:BatchGetImage on resource: \(Self.arn) because no "
                    + "resource-based policy allows the ecr:BatchGetImage action")
            try await world.setPolicy(
                policy(
                    "Allow", ["BatchGetImage", "GetDownloadUrlForLayer"],
                    to: "arn:aws:iam::\(World.other):role/worker"), on: "web")
            #expect(try await get("manifests/v1").body == manifest.bytes)
            let layer = Array("layer of one".utf8)
            #expect(try await get("blobs/\(Digest(of: layer))").body == layer)
            // A repository that is not there is no more visible than one that is.
            let nowhere = try await world.send(
                .get, "/v2/none/manifests/v1", host: World.otherHost, authorization: caller)
            #expect(nowhere.status == 403)
        }
    }

    @Test func aMountReadsWhatTheCallerMayRead() async throws {
        try await World.with { world in
            try await world.createRepository("web")
            try await world.createRepository("private")
            let layer = Array("layer".utf8)
            let digest = try await world.upload(layer, to: "private")
            let caller = try await world.login(world.session())
            func mount() async throws -> Int {
                try await world.send(
                    .post, "/v2/web/blobs/uploads/?mount=\(digest)&from=private",
                    authorization: caller
                ).status
            }
            let role = "arn:aws:iam::\(World.account):role/worker"
            try await world.setPolicy(
                policy("Deny", ["GetDownloadUrlForLayer"], to: role), on: "private")
            #expect(try await mount() == 202)
            try await world.setPolicy(policy("Deny", ["PutImage"], to: role), on: "private")
            try await world.setPolicy(
                policy("Deny", ["CompleteLayerUpload"], to: role), on: "web")
            #expect(try await mount() == 202)
            try await world.setPolicy(policy("Deny", ["PutImage"], to: role), on: "web")
            #expect(try await mount() == 201)
        }
    }

    @Test func aNewPolicyIsEnforcedByEveryServerAtOnce() async throws {
        try await World.with { world in
            try await world.createRepository("web")
            let servers = [world.service, world.other()]
            for effect in ["Deny", "Allow", "Deny"] {
                try await world.setPolicy(policy(effect, ["ListImages"]), on: "web")
                for server in servers {
                    let message = try await denial("ListImages", server, nil, world.session())
                    #expect((message != nil) == (effect == "Deny"))
                }
            }
        }
    }

    @Test func policiesInMemoryAreThoseOfTheStore() async throws {
        try await World.with { world in
            try await world.createRepository("web")
            let (service, caller) = (world.service, world.session())
            let other = world.other()
            func isDenied(_ server: ECRService) async throws -> Bool {
                try await denial("ListImages", server, nil, caller) != nil
            }
            try await world.setPolicy(policy("Deny", ["ListImages"]), on: "web")
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await service.run() }
                group.addTask { try await other.run() }
                defer { group.cancelAll() }
                while !service.access.book.isFollowing || !other.access.book.isFollowing {
                    await Task.yield()
                }
                #expect(try await isDenied(service))
                for effect in ["Allow", "Deny", "Allow", "Deny"] {
                    try await world.setPolicy(policy(effect, ["ListImages"]), on: "web")
                    // At once where it was set, soon on other servers.
                    #expect(try await isDenied(service) == (effect == "Deny"))
                    while try await isDenied(other) != (effect == "Deny") { await Task.yield() }
                }
                _ = try await service.deleteRepository(
                    .init { $0.repositoryName = "web" }, world.context())
                try await world.createRepository("web")
                #expect(try await !isDenied(service))
                try await world.setRegistryPolicy(policy("Deny", ["ListImages"], resource: "*"))
                #expect(try await isDenied(service))
                _ = try await service.deleteRegistryPolicy(.init(), world.context())
                #expect(try await !isDenied(service))
            }
        }
    }

    @Test func aPolicyThatCannotBeReadLetsNobodyIn() async throws {
        try await World.with { world in
            try await world.createRepository("web")
            let name = try #require(RepositoryName("web"))
            let scope = RegistryScope(account: World.account, region: World.region)
            let key = RegistryKeys(scope).repositoryPolicy(name)
            for text in ["", "{}", #"{"text":"{}"}"#] {
                try await world.store.put(key, Array(text.utf8))
                let refused = await refusal {
                    try await world.service.listImages(
                        .init { $0.repositoryName = "web" }, world.context())
                }
                #expect(refused?.code == "ServerException")
                #expect(try await world.send(.get, "/v2/web/tags/list").status == 500)
                // The root can still set another.
                try await world.setPolicy(policy("Allow", ["*"]), on: "web")
                #expect(try await world.send(.get, "/v2/web/tags/list").status == 200)
            }
        }
    }
}
