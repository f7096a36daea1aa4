import ECRModel
import Events
import HTTPTypes
import NIOCore
import RegistryStorage
import Shapes
import Testing

@testable import ECR

/// Copies that another installation brings by the distribution API.
@Suite struct ReplicaMarkTests {
    private static let field = HTTPField.Name(ReplicaMark.fieldName)!
    private static let source = "\(World.account)/us-east-1"

    private func headers(
        to account: String = World.account, type: String? = nil
    ) -> HTTPFields {
        var fields: HTTPFields = [Self.field: "\(Self.source) to \(account)/\(World.region)"]
        if let type { fields[.contentType] = type }
        return fields
    }

    @Test func theFieldIsReadAsItIsWritten() {
        let mark = ReplicaMark(
            source: RegistryScope(account: "111111111111", region: "us-east-1"),
            destination: RegistryScope(account: "222222222222", region: "eu-west-1"))
        #expect(mark.text == "111111111111/us-east-1 to 222222222222/eu-west-1")
        #expect(ReplicaMark(mark.text) == mark)
    }

    @Test(arguments: [
        "", "111111111111/us-east-1", "111111111111/us-east-1 to ",
        "111111111111/us-east-1 to 22/eu-west-1", "111111111111/us-east-1  to 222222222222/eu",
        "111111111111/us east-1 to 222222222222/eu-west-1",
        "111111111111/us-east-1 to 222222222222/eu-west-1 x",
        "111111111111/us-east-1 to 222222222222/eu.west", "11111111111a/eu to 222222222222/eu",
    ])
    func anythingElseIsNone(text: String) { #expect(ReplicaMark(text) == nil) }

    @Test func aCopyMakesItsRepositoryAndGoesNoFurther() async throws {
        try await World.with { world in
            try await world.replicate(to: ["\(World.account)/\(World.farRegion)"])
            let layer = Array("layer".utf8)
            let config = Array("{}".utf8)
            func path(_ repository: String, _ blob: [UInt8]) -> String {
                "/v2/\(repository)/blobs/uploads/?digest=\(Digest(of: blob))"
            }
            #expect(
                try await world.send(.post, path("app", layer), bytes: layer).code
                    == "NAME_UNKNOWN")
            for blob in [layer, config] {
                #expect(
                    try await world.send(.post, path("app", blob), headers(), bytes: blob).status
                        == 201)
            }
            _ = try await world.service.putImageTagMutability(
                .init {
                    $0.repositoryName = "app"
                    $0.imageTagMutability = .immutable
                }, world.context())
            try await world.setRegistryPolicy(
                policy("Deny", ["CreateRepository"], resource: "*"))
            let other = try await world.send(
                .post, path("two", layer), headers(), bytes: layer)
            #expect(other.status == 403)
            let stream = world.events.subscribe()
            for (number, more) in ["", "\"annotations\":{},"].enumerated() {
                let image = TestManifest.image(config: config, layers: [layer], more: more)
                let put = try await world.send(
                    .put, "/v2/app/manifests/one", headers(type: MediaType.ociManifest),
                    bytes: image.bytes)
                #expect(put.status == 201 && put["Docker-Content-Digest"] == image.digest)
                // The second finds the tag taken.
                #expect(
                    try await world.images(in: "app", region: World.region)[image.digest]
                        == (number == 0 ? ["one"] : []))
            }
            #expect(try await world.jobs().isEmpty)
            var told: [String?] = []
            for await event in stream {
                #expect(event.detailType == "ECR Replication Action")
                #expect(event.detail["source-region"] == .string("us-east-1"))
                told.append(event.detail["image-tag"]?.string)
                if told.count == 2 { break }
            }
            #expect(told == ["one", nil])
        }
    }

    @Test func itNeedsTheRightToReplicateAndNoOther() async throws {
        try await World.with { world in
            try await world.createRepository("app")
            let blob = Array("layer".utf8)
            let path = "/v2/app/blobs/uploads/?digest=\(Digest(of: blob))"
            let login = try await world.login(account: World.other)
            func send(_ method: HTTPRequest.Method, _ path: String) async throws -> Int {
                try await world.send(
                    method, path, headers(), bytes: method == .post ? blob : [],
                    authorization: login
                ).status
            }
            #expect(try await send(.post, path) == 403)
            try await world.setRegistryPolicy(
                policy("Allow", ["ReplicateImage"], to: World.other, resource: "*"))
            #expect(try await send(.post, path) == 201)
            #expect(try await send(.head, "/v2/app/blobs/\(Digest(of: blob))") == 200)
            #expect(try await send(.get, "/v2/app/blobs/\(Digest(of: blob))") == 403)
            #expect(try await send(.get, "/v2/app/tags/list") == 403)
            #expect(try await send(.delete, "/v2/app/blobs/\(Digest(of: blob))") == 403)
        }
    }

    @Test func aBrokenMarkOrOneForAnotherRegionIsRefused() async throws {
        try await World.with { world in
            let broken = try await world.send(
                .post, "/v2/app/blobs/uploads/", [Self.field: "anything"])
            #expect(broken.status == 400)
            let elsewhere = try await world.send(
                .post, "/v2/app/blobs/uploads/",
                [Self.field: "\(Self.source) to \(World.account)/ap-south-1"])
            #expect(elsewhere.status == 403)
        }
    }

    @Test func piecesOfABlobAreItsBytes() async throws {
        try await World.with { world in
            try await world.createRepository("app")
            let content = (0..<(5 << 19)).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ $0 >> 9) }
            let digest = try await world.upload(content, to: "app")
            let blob = try #require(try await world.storage.blob(digest))
            for range in [0..<blob.size, 1..<2, 1_000_000..<blob.size, 0..<0] {
                var bytes: [UInt8] = []
                let pieces = BlobPieces(storage: world.storage, blob: blob, range: range)
                for try await piece in pieces {
                    #expect(piece.readableBytes <= Int(BlobPieces.pieceSize))
                    bytes += piece.readableBytesView
                }
                #expect(bytes == Array(content[Int(range.lowerBound)..<Int(range.upperBound)]))
            }
        }
    }
}
