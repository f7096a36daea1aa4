import ECRModel
import Events
import HTTPTypes
import RegistryStorage
import Shapes
import Store
import Testing

@testable import ECR

@Suite struct EventTests {
    /// What is told while `body` runs: detail types and details.
    private func heard(
        _ world: World, _ body: () async throws -> Void
    ) async throws -> [(type: String, detail: String)] {
        let stream = world.events.subscribe()
        try await body()
        let end = ServiceEvent(
            id: "", source: "", detailType: "end", account: "", region: "",
            time: Timestamp(milliseconds: 0), detail: [:])
        world.events.publish(end)
        var events: [(String, String)] = []
        for await event in stream {
            if event.detailType == "end" { break }
            #expect(event.source == "aws.ecr" && event.account == World.account)
            #expect(event.region == World.region && event.time == world.now)
            let detail = String(decoding: JSON.serialize(.object(event.detail)), as: UTF8.self)
            events.append((event.detailType, detail))
        }
        return events
    }

    @Test func pushesAndDeletionsAreToldOnce() async throws {
        try await World.with { world in
            try await world.createRepository("app")
            let image = try await world.image("a", in: "app")
            let events = try await heard(world) {
                try await world.put(image, "one", in: "app")
                try await world.put(image, "two", in: "app")
                // The same again by the distribution API changes nothing and is no event.
                let again = try await world.send(
                    .put, "/v2/app/manifests/two", [.contentType: MediaType.ociManifest],
                    bytes: image.bytes)
                #expect(again.status == 201)
                _ = try await world.service.batchDeleteImage(
                    .init {
                        $0.repositoryName = "app"
                        $0.imageIds = [.init { $0.imageTag = "one" }]
                    }, world.context())
                _ = try await world.service.batchDeleteImage(
                    .init {
                        $0.repositoryName = "app"
                        $0.imageIds = [.init { $0.imageDigest = image.digest }]
                    }, world.context())
            }
            #expect(events.allSatisfy { $0.type == "ECR Image Action" })
            let expected = [("PUSH", "one"), ("PUSH", "two"), ("DELETE", "one"), ("DELETE", "two")]
            #expect(
                events.map(\.detail)
                    == expected.map { action, tag in
                        """
                        {"result":"SUCCESS","repository-name":"app","image-digest":\
                        "\(image.digest)","action-type":"\(action)","image-tag":"\(tag)"}
                        """
                    })
        }
    }

    @Test func archivedImagesAreTold() async throws {
        try await World.with { world in
            try await world.createRepository("app")
            let image = try await world.image("a", in: "app")
            try await world.put(image, "one", in: "app")
            let events = try await heard(world) {
                for storageClass in [ECRAPI.TargetStorageClass.archive, .standard] {
                    _ = try await world.service.updateImageStorageClass(
                        .init {
                            $0.repositoryName = "app"
                            $0.imageId = .init { $0.imageTag = "one" }
                            $0.targetStorageClass = storageClass
                        }, world.context())
                }
            }
            try #require(events.count == 2)
            #expect(events[0].detail.contains("\"target-storage-class\":\"ARCHIVE\""))
            #expect(!events[0].detail.contains("last-activated-at"))
            #expect(events[1].detail.contains("\"target-storage-class\":\"STANDARD\""))
            #expect(events[1].detail.contains("last-activated-at"))
        }
    }

    /// Notes every push in the store, in the push's transaction.
    private struct Notes: PushFollowUp {
        let woken: @Sendable () -> Void

        func operations(
            after push: ImagePush, of image: ImageRecord, in id: RepositoryID,
            _ repository: RepositoryRecord, at now: Timestamp
        ) -> [Transaction.Operation] {
            [.put(Key("/notes/\(push.tag?.description ?? "-")"), [])]
        }

        func wake() { woken() }
    }

    @Test func whatFollowsAPushIsWrittenWithIt() async throws {
        try await World.with { world in
            try await world.createRepository("app")
            let image = try await world.image("a", in: "app")
            let id = RepositoryID(
                scope: RegistryScope(account: World.account, region: World.region),
                name: try #require(RepositoryName("app")))
            try await confirmation(expectedCount: 1) { woken in
                var registry = world.service.registry
                registry.followUps = [Notes { woken() }]
                let push = ImagePush(
                    manifest: try Manifest(image.bytes, declaredType: nil), text: image.bytes,
                    tag: ImageTag("one"), mustBeNew: false)
                _ = try await registry.push(push, to: id, at: world.now)
                // Nothing changes, so nothing follows.
                _ = try await registry.push(push, to: id, at: world.now)
            }
            let note = try #require(try await world.store.get(Key("/notes/one")))
            let key = RegistryKeys(id.scope).image(
                id.name, try #require(Digest(image.digest)))
            let pushed = try #require(try await world.store.get(key))
            #expect(note.modRevision == pushed.modRevision)
        }
    }
}
