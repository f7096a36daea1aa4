import AWSWire
import ECRModel
import HTTPTypes
import RegistryStorage
import Shapes
import Testing

@testable import ECR

@Suite struct LayerTests {
    private func begin(_ world: World) async throws -> String {
        let response = try await world.service.initiateLayerUpload(
            .init { $0.repositoryName = "web" }, world.context())
        #expect(response.partSize == 10 << 20)
        return try #require(response.uploadId)
    }

    @discardableResult
    private func part(
        _ bytes: [UInt8], at first: Int, of upload: String, last: Int? = nil, _ world: World,
        repository: String = "web"
    ) async throws -> ECRAPI.UploadLayerPartResponse {
        try await world.service.uploadLayerPart(
            .init {
                $0.repositoryName = repository
                $0.uploadId = upload
                $0.partFirstByte = first
                $0.partLastByte = last ?? first + bytes.count - 1
                $0.layerPartBlob = Blob(bytes)
            }, world.context())
    }

    private func complete(
        _ upload: String, _ digests: [String], _ world: World
    ) async throws -> ECRAPI.CompleteLayerUploadResponse {
        try await world.service.completeLayerUpload(
            .init {
                $0.repositoryName = "web"
                $0.uploadId = upload
                $0.layerDigests = digests
            }, world.context())
    }

    private func availability(_ digest: Digest, _ world: World) async throws
        -> ECRAPI.Layer?
    {
        try await world.service.batchCheckLayerAvailability(
            .init {
                $0.repositoryName = "web"
                $0.layerDigests = [digest.description]
            }, world.context()
        ).layers?.first
    }

    @Test func aLayerIsUploadedInParts() async throws {
        try await World.with { world in
            try await world.createRepository("web")
            let content = Array("first part, second part".utf8)
            let digest = Digest(of: content)
            #expect(try await availability(digest, world)?.layerAvailability == .unavailable)
            let upload = try await begin(world)
            let first = try await part(Array(content[..<11]), at: 0, of: upload, world)
            #expect(first.lastByteReceived == 10)
            // Another server goes on.
            let rest = Array(content[11...])
            _ = try await world.other().uploadLayerPart(
                .init {
                    $0.repositoryName = "web"
                    $0.uploadId = upload
                    $0.partFirstByte = 11
                    $0.partLastByte = content.count - 1
                    $0.layerPartBlob = Blob(rest)
                }, world.context())
            let done = try await complete(upload, [digest.description], world)
            #expect(done.layerDigest == digest.description)
            let layer = try await availability(digest, world)
            #expect(layer?.layerAvailability == .available)
            #expect(layer?.layerSize == content.count)
        }
    }

    @Test func aPartOutOfPlaceIsToldWhereTheUploadStands() async throws {
        try await World.with { world in
            try await world.createRepository("web")
            let upload = try await begin(world)
            try await part([1, 2, 3], at: 0, of: upload, world)
            for first in [0, 2, 4] {
                let error = await refusal { try await part([9], at: first, of: upload, world) }
                #expect(error?.code == "InvalidLayerPartException")
                #expect(error?.members["lastValidByteReceived"] == .integer(2))
            }
            let range = await refusal { try await part([4], at: 3, of: upload, last: 9, world) }
            #expect(range?.code == "InvalidParameterException")
            try await part([4], at: 3, of: upload, world)
            _ = try await complete(upload, [Digest(of: [1, 2, 3, 4]).description], world)
        }
    }

    @Test func completingChecksTheDigest() async throws {
        try await World.with { world in
            try await world.createRepository("web")
            let upload = try await begin(world)
            let empty = await refusal {
                try await complete(upload, [Digest(of: []).description], world)
            }
            #expect(empty?.code == "EmptyUploadException")
            try await part([1, 2, 3], at: 0, of: upload, world)
            let nonsense = await refusal { try await complete(upload, ["sha256:1"], world) }
            #expect(nonsense?.code == "InvalidParameterException")
            let wrong = await refusal {
                try await complete(upload, [Digest(of: [9]).description], world)
            }
            #expect(wrong?.code == "InvalidLayerException")
            #expect(
                try await availability(Digest(of: [9]), world)?.layerAvailability == .unavailable)
        }
    }

    @Test func aLayerExistsOnce() async throws {
        try await World.with { world in
            try await world.createRepository("web")
            try await world.upload([1, 2, 3], to: "web")
            let error = await refusal { try await world.upload([1, 2, 3], to: "web") }
            #expect(error?.code == "LayerAlreadyExistsException")
            try await world.createRepository("other")
            try await world.upload([1, 2, 3], to: "other")
        }
    }

    @Test func uploadsBelongToTheirRepository() async throws {
        try await World.with { world in
            try await world.createRepository("web")
            try await world.createRepository("other")
            let upload = try await begin(world)
            let elsewhere = await refusal {
                try await part([1], at: 0, of: upload, world, repository: "other")
            }
            #expect(elsewhere?.code == "UploadNotFoundException")
            let unknown = await refusal {
                try await part([1], at: 0, of: "11111111-1111-4111-8111-111111111111", world)
            }
            #expect(unknown?.code == "UploadNotFoundException")
            let path = await refusal { try await part([1], at: 0, of: "../../../etc", world) }
            #expect(path?.code == "InvalidParameterException")
        }
    }

    @Test func brokenDigestsAreFailures() async throws {
        try await World.with { world in
            try await world.createRepository("web")
            let response = try await world.service.batchCheckLayerAvailability(
                .init {
                    $0.repositoryName = "web"
                    $0.layerDigests = ["", "sha256:1"]
                }, world.context())
            #expect(
                response.failures?.map(\.failureCode) == [.missingLayerDigest, .invalidLayerDigest])
        }
    }

    @Test func aDownloadAddressIsGoodForAnHourAndOneLayer() async throws {
        try await World.with { world in
            try await world.createRepository("web")
            let digest = try await world.upload([1, 2, 3], to: "web")
            let other = try await world.upload([4], to: "web")
            let response = try await world.service.getDownloadUrlForLayer(
                .init {
                    $0.repositoryName = "web"
                    $0.layerDigest = digest.description
                }, world.context())
            let url = try #require(response.downloadUrl)
            let host = "http://123456789012.dkr.ecr.eu-west-1.skerry.localhost:4566"
            #expect(url.hasPrefix("\(host)/v2/web/blobs/\(digest)?grant="))
            let target = String(url.dropFirst(host.count))
            let got = try await world.send(.get, target, authorization: .some(nil))
            #expect(got.status == 200)
            #expect(got.body == [1, 2, 3])
            let swapped = target.replacing(digest.description, with: other.description)
            #expect(try await world.send(.get, swapped, authorization: .some(nil)).status == 403)
            let put = try await world.send(.delete, target, authorization: .some(nil))
            #expect(put.status == 401)
            world.advance(.seconds(3600))
            #expect(try await world.send(.get, target, authorization: .some(nil)).status == 403)
            let unknown = await refusal {
                try await world.service.getDownloadUrlForLayer(
                    .init {
                        $0.repositoryName = "web"
                        $0.layerDigest = Digest(of: [9]).description
                    }, world.context())
            }
            // AWS has LayersNotFoundException for this operation, and LayerInaccessibleException.
            #expect(unknown?.code == "LayersNotFoundException")
        }
    }

    @Test func staleUploadsGo() async throws {
        try await World.with { world in
            try await world.createRepository("web")
            let upload = try await begin(world)
            #expect(try await world.service.removeStaleUploads() == 0)
            // The files have the machine's time, which is far after the world's.
            world.advance(.seconds(20 * 365 * 24 * 3600))
            #expect(try await world.service.removeStaleUploads() == 1)
            let error = await refusal { try await part([1], at: 0, of: upload, world) }
            #expect(error?.code == "UploadNotFoundException")
        }
    }
}
