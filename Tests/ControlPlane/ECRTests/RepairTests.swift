import AWSWire
import ECRModel
import Foundation
import HTTPTypes
import RegistryStorage
import Shapes
import Testing

@testable import ECR

/// What clients are told of content that is damaged or lost, so that pushing again mends it.
@Suite struct RepairTests {
    /// The three blobs of the image `one`.
    private static let layer = Array("layer of one".utf8)
    private static let config = Array("{\"seed\":\"one\"}".utf8)

    private func withImage(_ body: (World, TestManifest) async throws -> Void) async throws {
        try await World.with { world in
            try await world.createRepository("web")
            let image = try await world.image("one", in: "web")
            try await world.put(image, "v1", in: "web")
            try await body(world, image)
        }
    }

    private func write(_ text: String, to digest: Digest, _ world: World) throws {
        try Data(text.utf8).write(to: URL(filePath: world.storage.path(digest)))
    }

    private func head(_ path: String, _ world: World) async throws -> Int {
        try await world.send(.head, "/v2/web/\(path)").status
    }

    @Test func aCorruptImageIsPushedAgain() async throws {
        try await withImage { world, image in
            let layer = Digest(of: Self.layer)
            let text = Digest(of: image.bytes)
            try write("layer of 0ne", to: layer, world)
            try write(image.text.replacing("layer", with: "lager"), to: text, world)
            // As long as it is there, clients are told so.
            #expect(try await head("blobs/\(layer)", world) == 200)
            #expect(try await head("manifests/v1", world) == 200)
            var report = try await world.service.verify()
            #expect(Set(report.corrupt) == [layer.description, image.digest])
            #expect(report.quarantined == [])
            report = try await world.service.verify(quarantines: true)
            #expect(Set(report.corrupt) == [layer.description, image.digest])
            #expect(report.quarantined == report.corrupt)
            #expect(report.missing == [])
            #expect(
                report.damaged == [
                    "arn:aws:ecr:eu-west-1:123456789012:repository/web image \(image.digest) (v1)"
                ])
            #expect(!report.isClean)
            // Now they are told that it is not.
            #expect(try await head("blobs/\(layer)", world) == 404)
            #expect(try await head("manifests/v1", world) == 404)
            #expect(try await world.send(.get, "/v2/web/manifests/v1").code == "MANIFEST_UNKNOWN")
            report = try await world.service.verify()
            #expect(report.corrupt == [])
            #expect(Set(report.missing) == [layer.description, image.digest])
            #expect(report.damaged.count == 1)

            let upload = "/v2/web/blobs/uploads/?digest=\(layer)"
            #expect(try await world.send(.post, upload, bytes: Self.layer).status == 201)
            #expect(
                try await world.send(.put, "/v2/web/manifests/v1", bytes: image.bytes).status == 201
            )
            report = try await world.service.verify()
            #expect(report.isClean)
            #expect(report.damaged == [])
            #expect(try await world.send(.get, "/v2/web/blobs/\(layer)").body == Self.layer)
            #expect(try await world.send(.get, "/v2/web/manifests/v1").body == image.bytes)
        }
    }

    @Test func theAPIsOwnPushMendsToo() async throws {
        try await withImage { world, image in
            let layer = Digest(of: Self.layer)
            for digest in [layer, Digest(of: image.bytes)] {
                try FileManager.default.removeItem(atPath: world.storage.path(digest))
            }
            func availability() async throws -> ECRAPI.LayerAvailability? {
                try await world.service.batchCheckLayerAvailability(
                    .init {
                        $0.repositoryName = "web"
                        $0.layerDigests = [layer.description]
                    }, world.context()
                ).layers?.first?.layerAvailability
            }
            #expect(try await availability() == .unavailable)
            let got = try await world.service.batchGetImage(
                .init {
                    $0.repositoryName = "web"
                    $0.imageIds = [.init { $0.imageTag = "v1" }]
                }, world.context())
            #expect(got.failures?.map(\.failureCode) == [.imageNotFound])
            // Not refused as a layer that exists already.
            try await world.upload(Self.layer, to: "web")
            #expect(try await availability() == .available)
            // The image's record exists, as it says; its content is back all the same.
            let refused = await refusal { try await world.put(image, "v1", in: "web") }
            #expect(refused?.code == "ImageAlreadyExistsException")
            #expect(try await world.service.verify().isClean)
        }
    }

    /// What has lost its end is sent again by itself, without anybody's doing.
    @Test func contentOfAnotherSizeIsNotThere() async throws {
        try await withImage { world, image in
            let layer = Digest(of: Self.layer)
            try write("layer", to: layer, world)
            try write("", to: Digest(of: image.bytes), world)
            #expect(try await head("blobs/\(layer)", world) == 404)
            #expect(try await head("manifests/v1", world) == 404)
            #expect(try await world.send(.get, "/v2/web/blobs/\(layer)").code == "BLOB_UNKNOWN")
            let upload = "/v2/web/blobs/uploads/?digest=\(layer)"
            #expect(try await world.send(.post, upload, bytes: Self.layer).status == 201)
            let path = "/v2/web/manifests/\(image.digest)"
            #expect(try await world.send(.put, path, bytes: image.bytes).status == 201)
            #expect(try await world.service.verify().isClean)
        }
    }
}
