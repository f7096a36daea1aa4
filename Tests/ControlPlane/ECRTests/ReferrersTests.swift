import AWSWire
import ECRModel
import RegistryStorage
import Shapes
import Testing

@testable import ECR

@Suite struct ReferrersTests {
    @Test func referrersAreFilteredAndPaged() async throws {
        try await World.with { world in
            try await world.createRepository("app")
            let image = try await world.image("a", in: "app")
            try await world.put(image, "one", in: "app")
            let subject = TestManifest.descriptor(
                MediaType.ociManifest, try #require(Digest(image.digest)), image.bytes.count)
            var digests: [String] = []
            for number in 0..<7 {
                let config = Array("{\"number\":\(number)}".utf8)
                try await world.upload(config, to: "app")
                let type = number % 2 == 0 ? "application/signature" : "application/sbom"
                let referrer = TestManifest.image(
                    config: config, layers: [],
                    more: "\"artifactType\":\"\(type)\",\"subject\":\(subject),"
                        + "\"annotations\":{\"number\":\"\(number)\"},")
                try await world.put(referrer, in: "app")
                digests.append(referrer.digest)
            }
            func list(
                _ types: [String]? = nil, _ status: ECRAPI.ArtifactStatusFilter? = nil,
                limit: Int? = nil
            ) async throws -> [ECRAPI.ImageReferrer] {
                var found: [ECRAPI.ImageReferrer] = []
                var token: String?
                repeat {
                    let page = try await world.service.listImageReferrers(
                        .init {
                            $0.repositoryName = "app"
                            $0.subjectId = .init { $0.imageDigest = image.digest }
                            $0.maxResults = limit
                            $0.nextToken = token
                            $0.filter = .init {
                                $0.artifactTypes = types
                                $0.artifactStatus = status
                            }
                        }, world.context())
                    #expect(page.referrers?.count ?? 0 <= limit ?? 50)
                    found += page.referrers ?? []
                    token = page.nextToken
                } while token != nil
                return found
            }
            #expect(try await list(limit: 2).map(\.digest) == digests.sorted())
            let signatures = try await list(["application/signature"], limit: 3)
            #expect(
                Set(signatures.map(\.digest)) == Set([0, 2, 4, 6].map { digests[$0] }))
            let first = try #require(signatures.first { $0.digest == digests[0] })
            #expect(first.annotations == ["number": "0"])
            #expect(first.artifactStatus == .active)
            _ = try await world.service.updateImageStorageClass(
                .init {
                    $0.repositoryName = "app"
                    $0.imageId = .init { $0.imageDigest = digests[0] }
                    $0.targetStorageClass = .archive
                }, world.context())
            #expect(try await list().count == 6)
            #expect(try await list(nil, .archived).map(\.digest) == [digests[0]])
            #expect(try await list(nil, .any).count == 7)
            #expect(try await list(["application/other"]).isEmpty)
        }
    }

    @Test func aPageHasASize() async throws {
        try await World.with { world in
            try await world.createRepository("app")
            try await world.upload(Array("{}".utf8), to: "app")
            let absent = Digest(of: [1, 2, 3])
            let subject = TestManifest.descriptor(MediaType.ociManifest, absent, 123)
            for (number, size) in [1_500_000, 1_500_000, 1_500_000, 4_190_000].enumerated() {
                let text = String(repeating: "a", count: size)
                let more = "\"subject\":\(subject),\"annotations\":{\"\(number)\":\"\(text)\"},"
                try await world.put(
                    TestManifest.image(config: Array("{}".utf8), layers: [], more: more), in: "app")
            }
            let scope = RegistryScope(account: World.account, region: World.region)
            let name = try #require(RepositoryName("app"))
            var pages: [[Int]] = []
            var last: Digest?
            repeat {
                let page = try await world.service.registry.referrers(
                    RepositoryID(scope: scope, name: name), of: absent, after: last, limit: 10
                ) { _ in true }
                pages.append(page.referrers.map(\.image.record.manifestSize))
                last = page.next
            } while last != nil
            #expect(pages.flatMap { $0 }.count == 4)
            for page in pages {
                #expect(page.count == 1 || page.reduce(0, +) <= Registry.maximumReferrersPage)
            }
            #expect(pages.count < 4)
        }
    }
}
