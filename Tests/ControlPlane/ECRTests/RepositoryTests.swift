import AWSWire
import ECRModel
import Shapes
import Testing

@testable import ECR

@Suite struct RepositoryTests {
    @Test func aNewRepositoryHasTheDefaultsOfECR() async throws {
        try await World.with { world in
            let repository = try await world.createRepository("team/web")
            #expect(
                repository.repositoryArn == "arn:aws:ecr:eu-west-1:123456789012:repository/team/web"
            )
            #expect(
                repository.repositoryUri
                    == "123456789012.dkr.ecr.eu-west-1.skerry.localhost:4566/team/web")
            #expect(repository.registryId == "123456789012")
            #expect(repository.createdAt == World.start)
            #expect(repository.imageTagMutability == .mutable)
            #expect(repository.imageScanningConfiguration?.scanOnPush == false)
            #expect(repository.encryptionConfiguration?.encryptionType == .aes256)
            let described = try await world.service.describeRepositories(
                .init { $0.repositoryNames = ["team/web"] }, world.context())
            #expect(described.repositories?.map(\.encoded) == [repository.encoded])
        }
    }

    @Test func aNameIsTakenOnce() async throws {
        try await World.with { world in
            try await world.createRepository("web")
            let error = await refusal { try await world.createRepository("web") }
            #expect(error?.code == "RepositoryAlreadyExistsException")
            #expect(
                error?.message == "The repository with name 'web' already exists in the registry "
                    + "with id '123456789012'")
            try await world.createRepository("web", account: "210987654321")
        }
    }

    @Test(arguments: ["a", "Web", "web/", "/web", "web//x", "web..x", "web/../x", "-web", "web_"])
    func brokenNamesAreRefused(name: String) async throws {
        try await World.with { world in
            let error = await refusal { try await world.createRepository(name) }
            #expect(error?.code == "InvalidParameterException")
        }
    }

    @Test func deletingNeedsAnEmptyRepositoryOrForce() async throws {
        try await World.with { world in
            try await world.createRepository("web")
            let image = try await world.image("one", in: "web")
            try await world.put(image, "v1", in: "web")
            try await world.put(.index([image]), "all", in: "web")
            let error = await refusal {
                try await world.service.deleteRepository(
                    .init { $0.repositoryName = "web" }, world.context())
            }
            #expect(error?.code == "RepositoryNotEmptyException")
            let deleted = try await world.service.deleteRepository(
                .init {
                    $0.repositoryName = "web"
                    $0.force = true
                }, world.context())
            #expect(deleted.repository?.repositoryName == "web")
            // Nothing of it is left for a repository that gets the name later.
            try await world.createRepository("web")
            let images = try await world.service.listImages(
                .init { $0.repositoryName = "web" }, world.context())
            #expect(images.imageIds?.count == 0)
            let refused = await refusal { try await world.put(image, "v1", in: "web") }
            #expect(refused?.code == "LayersNotFoundException")
        }
    }

    @Test func whatIsNotThereSaysSo() async throws {
        try await World.with { world in
            let (service, context) = (world.service, world.context())
            let name = "nothing"
            let errors = [
                await refusal {
                    try await service.deleteRepository(
                        .init { $0.repositoryName = name }, context)
                },
                await refusal {
                    try await service.describeRepositories(
                        .init { $0.repositoryNames = [name] }, context)
                },
                await refusal {
                    try await service.listImages(.init { $0.repositoryName = name }, context)
                },
                await refusal {
                    try await service.describeImages(.init { $0.repositoryName = name }, context)
                },
                await refusal {
                    try await service.batchGetImage(
                        .init {
                            $0.repositoryName = name
                            $0.imageIds = [.init { $0.imageTag = "v1" }]
                        }, context)
                },
                await refusal {
                    try await service.batchDeleteImage(
                        .init {
                            $0.repositoryName = name
                            $0.imageIds = [.init { $0.imageTag = "v1" }]
                        }, context)
                },
                await refusal {
                    try await service.initiateLayerUpload(
                        .init { $0.repositoryName = name }, context)
                },
                await refusal {
                    try await service.batchCheckLayerAvailability(
                        .init { $0.repositoryName = name }, context)
                },
                await refusal {
                    try await service.putImageTagMutability(
                        .init { $0.repositoryName = name }, context)
                },
                await refusal {
                    try await service.listTagsForResource(
                        .init {
                            $0.resourceArn = "arn:aws:ecr:eu-west-1:123456789012:repository/\(name)"
                        },
                        context)
                },
            ]
            #expect(errors.map(\.?.code) == errors.map { _ in "RepositoryNotFoundException" })
        }
    }

    @Test func pagesHoldEveryRepositoryOnce() async throws {
        try await World.with { world in
            let names = (0..<7).map { "r\($0)/app" }
            for name in names.reversed() { try await world.createRepository(name) }
            try await world.createRepository("other", account: "210987654321")
            var found: [String] = []
            var token: String?
            repeat {
                let request = ECRAPI.DescribeRepositoriesRequest {
                    $0.maxResults = 3
                    $0.nextToken = token
                }
                let page = try await world.service.describeRepositories(request, world.context())
                found += page.repositories?.compactMap(\.repositoryName) ?? []
                token = page.nextToken
                #expect(found.count <= 7)
            } while token != nil
            #expect(found == names)
        }
    }

    @Test func pageTokensAreGoodForTheirListOnly() async throws {
        try await World.with { world in
            for name in ["one", "two"] { try await world.createRepository(name) }
            let first = try await world.service.describeRepositories(
                .init { $0.maxResults = 1 }, world.context())
            let token = try #require(first.nextToken)
            let request = ECRAPI.DescribeRepositoriesRequest { $0.nextToken = token }
            let second = try await world.other().describeRepositories(request, world.context())
            #expect(second.repositories?.map(\.repositoryName) == ["two"])
            let attempts: [(ECRService, RequestContext, String)] = [
                (world.service, world.context(account: "210987654321"), token),
                (world.service, world.context(region: "us-east-1"), token),
                (world.other(secret: [UInt8](repeating: 9, count: 16)), world.context(), token),
                (world.service, world.context(), "made up"),
            ]
            for (service, context, token) in attempts {
                let error = await refusal {
                    try await service.describeRepositories(.init { $0.nextToken = token }, context)
                }
                #expect(error?.code == "InvalidParameterException")
            }
            world.advance(.seconds(24 * 3600))
            let late = await refusal {
                try await world.service.describeRepositories(request, world.context())
            }
            #expect(late?.code == "InvalidParameterException")
        }
    }

    @Test func anotherAccountsRegistryIsDenied() async throws {
        try await World.with { world in
            try await world.createRepository("web", account: "210987654321")
            let error = await refusal {
                try await world.service.describeRepositories(
                    .init {
                        $0.registryId = "210987654321"
                        $0.repositoryNames = ["web"]
                    }, world.context())
            }
            #expect(error?.code == "AccessDeniedException")
        }
    }

    @Test func settingsChange() async throws {
        try await World.with { world in
            try await world.createRepository("web")
            let mutability = try await world.service.putImageTagMutability(
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
            #expect(mutability.imageTagMutability == .immutableWithExclusion)
            _ = try await world.service.putImageScanningConfiguration(
                .init {
                    $0.repositoryName = "web"
                    $0.imageScanningConfiguration = .init { $0.scanOnPush = true }
                }, world.context())
            let described = try await world.service.describeRepositories(
                .init { $0.repositoryNames = ["web"] }, world.context())
            let repository = try #require(described.repositories?.first)
            #expect(repository.imageScanningConfiguration?.scanOnPush == true)
            #expect(repository.imageTagMutability == .immutableWithExclusion)
            #expect(repository.imageTagMutabilityExclusionFilters?.map(\.filter) == ["dev-*"])
        }
    }

    @Test func exclusionsGoWithTheirSetting() async throws {
        try await World.with { world in
            let filter = ECRAPI.ImageTagMutabilityExclusionFilter {
                $0.filter = "a*b*c*"
                $0.filterType = .wildcard
            }
            for (mutability, filters) in [
                (ECRAPI.ImageTagMutability.immutable, [filter]),
                (.mutableWithExclusion, []), (.immutableWithExclusion, [filter]),
            ] {
                let error = await refusal {
                    try await world.service.createRepository(
                        .init {
                            $0.repositoryName = "web"
                            $0.imageTagMutability = mutability
                            $0.imageTagMutabilityExclusionFilters = filters
                        }, world.context())
                }
                #expect(error?.code == "InvalidParameterException")
            }
        }
    }

    @Test func tagsOfARepository() async throws {
        try await World.with { world in
            let made = try await world.service.createRepository(
                .init {
                    $0.repositoryName = "web"
                    $0.tags = [.init { ($0.key, $0.value) = ("team", "a") }]
                }, world.context())
            let arn = try #require(made.repository?.repositoryArn)
            _ = try await world.service.tagResource(
                .init {
                    $0.resourceArn = arn
                    $0.tags = [
                        .init { ($0.key, $0.value) = ("team", "b") },
                        .init { ($0.key, $0.value) = ("cost", "") },
                    ]
                }, world.context())
            func tags() async throws -> [String] {
                try await world.service.listTagsForResource(
                    .init { $0.resourceArn = arn }, world.context()
                ).tags?.map { "\($0.key)=\($0.value)" } ?? []
            }
            #expect(try await tags() == ["cost=", "team=b"])
            _ = try await world.service.untagResource(
                .init {
                    $0.resourceArn = arn
                    $0.tagKeys = ["team", "unknown"]
                }, world.context())
            #expect(try await tags() == ["cost="])
            let many = (0..<50).map { number in
                ECRAPI.Tag { ($0.key, $0.value) = ("k\(number)", "") }
            }
            for (tags, code) in [
                (many, "TooManyTagsException"),
                ([.init { $0.key = "aws:x" }], "InvalidTagParameterException"),
                ([.init { $0.key = "" }], "InvalidTagParameterException"),
            ] {
                let error = await refusal {
                    try await world.service.tagResource(
                        .init {
                            $0.resourceArn = arn
                            $0.tags = tags
                        }, world.context())
                }
                #expect(error?.code == code)
            }
            #expect(try await tags() == ["cost="])
        }
    }

    @Test func theRegistryIsTheCallers() async throws {
        try await World.with { world in
            let registry = try await world.service.describeRegistry(.init(), world.context())
            #expect(registry.registryId == World.account)
        }
    }
}
