import AWSWire
import ECRModel
import Foundation
import HTTPTypes
import RegistryStorage
import Shapes
import Store
import Testing

@testable import ECR

@Suite struct CollectionTests {
    /// Makes every blob's last use lie as far back as the world's clock would have it.
    private func age(_ world: World, by seconds: TimeInterval = 7200) async throws {
        for digest in try await world.storage.blobs(after: nil, limit: 1000) {
            let date = Date(timeIntervalSince1970: world.now.seconds - seconds)
            try FileManager.default.setAttributes(
                [.modificationDate: date], ofItemAtPath: world.storage.path(digest))
        }
    }

    private func blobs(_ world: World) async throws -> Int {
        try await world.storage.blobs(after: nil, limit: 1000).count
    }

    @Test func whatNoImageNeedsGoes() async throws {
        try await World.with { world in
            try await world.createRepository("web")
            let kept = try await world.image("kept", in: "web")
            let gone = try await world.image("gone", in: "web")
            try await world.put(kept, "v1", in: "web")
            try await world.put(gone, "v2", in: "web")
            try await age(world)
            #expect(try await blobs(world) == 6)
            _ = try await world.send(.delete, "/v2/web/manifests/\(gone.digest)")
            // Its layers' links are young still; its manifest is named by nobody.
            var report = try await world.service.collectGarbage(isDryRun: false)
            #expect((report.removedBlobs, report.removedLinks) == (1, 0))
            world.advance(.seconds(3600))
            report = try await world.service.collectGarbage(isDryRun: true)
            #expect((report.removedBlobs, report.removedLinks) == (2, 2))
            #expect(report.blobs == 5)
            #expect(try await blobs(world) == 5)
            report = try await world.service.collectGarbage(isDryRun: false)
            #expect((report.removedBlobs, report.removedLinks) == (2, 2))
            #expect(try await blobs(world) == 3)
            #expect(try await world.service.verify().isClean)
            #expect(try await world.send(.get, "/v2/web/manifests/v1").status == 200)
        }
    }

    @Test func whatWasUsedLatelyStays() async throws {
        try await World.with { world in
            try await world.createRepository("web")
            let content = Array("an upload".utf8)
            try await world.storage.store(content, as: Digest(of: content))
            try await age(world, by: 3599)
            var report = try await world.service.collectGarbage(isDryRun: false)
            #expect((report.removedBlobs, report.youngBlobs) == (0, 1))
            try await age(world, by: 3601)
            #expect(try await world.storage.hold(Digest(of: content)) == 9)
            try await age(world, by: 3601)
            report = try await world.service.collectGarbage(isDryRun: false)
            #expect((report.removedBlobs, report.youngBlobs) == (0, 1))
            await world.storage.release(Digest(of: content))
            try await age(world, by: 3601)
            report = try await world.service.collectGarbage(isDryRun: false)
            #expect((report.removedBlobs, report.youngBlobs) == (1, 0))
        }
    }

    /// A client that was told that a layer is there has half an hour to push its image.
    @Test(arguments: [false, true])
    func askingForALayerKeepsItsLink(throughTheAPI: Bool) async throws {
        try await World.with { world in
            try await world.createRepository("web")
            let digest = try await world.upload(Array("layer".utf8), to: "web")
            world.advance(.seconds(24 * 3600))
            if throughTheAPI {
                _ = try await world.service.batchCheckLayerAvailability(
                    .init {
                        $0.repositoryName = "web"
                        $0.layerDigests = [digest.description]
                    }, world.context())
            } else {
                #expect(try await world.send(.head, "/v2/web/blobs/\(digest)").status == 200)
            }
            world.advance(.seconds(1800))
            try await age(world)
            var report = try await world.service.collectGarbage(isDryRun: false)
            #expect((report.removedLinks, report.removedBlobs) == (0, 0))
            world.advance(.seconds(1801))
            report = try await world.service.collectGarbage(isDryRun: false)
            #expect((report.removedLinks, report.removedBlobs) == (1, 1))
            #expect(try await world.send(.head, "/v2/web/blobs/\(digest)").status == 404)
        }
    }

    @Test func allAccountsAndRegionsCount() async throws {
        try await World.with { world in
            let other = "210987654321"
            try await world.createRepository("web")
            try await world.createRepository("web", account: other)
            let content = Array("shared".utf8)
            let digest = try await world.upload(content, to: "web")
            let id = RepositoryID(
                scope: RegistryScope(account: other, region: World.region),
                name: try #require(RepositoryName("web")))
            try await world.service.registry.link(
                id, digest, size: Int64(content.count), at: world.now + .seconds(7200))
            let scopes = try await world.service.registry.scopes()
            #expect(scopes.map(\.account) == [World.account, other])
            world.advance(.seconds(3601))
            try await age(world)
            let report = try await world.service.collectGarbage(isDryRun: false)
            #expect((report.removedLinks, report.removedBlobs) == (1, 0))
        }
    }

    @Test func aRecordThatCannotBeReadStopsIt() async throws {
        try await World.with { world in
            try await world.createRepository("web")
            let image = try await world.image("one", in: "web")
            try await world.put(image, "v1", in: "web")
            let keys = RegistryKeys(RegistryScope(account: World.account, region: World.region))
            let name = try #require(RepositoryName("web"))
            try await world.store.put(
                keys.images(name).appending(String(repeating: "a", count: 64)), Array("{".utf8))
            try await age(world)
            await #expect(throws: RegistryError.self) {
                _ = try await world.service.collectGarbage(isDryRun: false)
            }
            #expect(try await blobs(world) == 3)
        }
    }

    @Test func verificationNamesWhatIsWrong() async throws {
        try await World.with { world in
            try await world.createRepository("web")
            let image = try await world.image("one", in: "web")
            try await world.put(image, "v1", in: "web")
            let left = Array("left over".utf8)
            try await world.storage.store(left, as: Digest(of: left))
            var report = try await world.service.verify()
            #expect(report.isClean)
            #expect((report.blobs, report.unreferencedBlobs, report.unreferencedSize) == (4, 1, 9))
            let layer = Digest(of: Array("layer of one".utf8))
            try Data("layer of 0ne".utf8).write(
                to: URL(fileURLWithPath: world.storage.path(layer)))
            let config = Digest(of: Array("{\"seed\":\"one\"}".utf8))
            try FileManager.default.removeItem(atPath: world.storage.path(config))
            report = try await world.service.verify()
            #expect(!report.isClean)
            #expect(report.corrupt == [layer.description])
            #expect(report.missing == [config.description])
            #expect(report.broken == [])
        }
    }
}
