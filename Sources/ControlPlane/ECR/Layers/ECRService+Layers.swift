package import AWSWire
package import ECRModel
import NIOCore
import RegistryStorage
import Shapes
import WebServer

extension ECRService {
    /// What clients are told to send at once, as ECR tells them.
    private static let partSize = 10 << 20

    package func batchCheckLayerAvailability(
        _ input: ECRAPI.BatchCheckLayerAvailabilityRequest, _ context: RequestContext
    ) async throws -> ECRAPI.BatchCheckLayerAvailabilityResponse {
        let id = try await repositoryID(
            input.repositoryName, input.registryId, context, action: "BatchCheckLayerAvailability")
        _ = try await perform(id) { () async throws(RegistryError) in
            try await registry.repository(id)
        }
        var layers: [ECRAPI.Layer] = []
        var failures: [ECRAPI.LayerFailure] = []
        for text in input.layerDigests {
            guard let digest = Digest(text) else {
                failures.append(failure(text))
                continue
            }
            let layer = try await perform(id) { () async throws(RegistryError) in
                try await registry.blobForPush(id, digest, at: context.now)
            }
            layers.append(
                .init {
                    $0.layerDigest = text
                    $0.layerAvailability = layer == nil ? .unavailable : .available
                    $0.layerSize = layer.map { Int($0.size) }
                })
        }
        return .init {
            $0.layers = layers
            $0.failures = failures
        }
    }

    private func failure(_ text: String) -> ECRAPI.LayerFailure {
        .init {
            $0.layerDigest = text
            $0.failureCode = text.isEmpty ? .missingLayerDigest : .invalidLayerDigest
            $0.failureReason =
                text.isEmpty
                ? "Invalid request parameters: layer digest cannot be null"
                : "Invalid request parameters: layer digest should satisfy the regex "
                    + "'[a-zA-Z0-9-_+.]+:[a-fA-F0-9]+'"
        }
    }

    package func getDownloadUrlForLayer(
        _ input: ECRAPI.GetDownloadUrlForLayerRequest, _ context: RequestContext
    ) async throws -> ECRAPI.GetDownloadUrlForLayerResponse {
        let id = try await repositoryID(
            input.repositoryName, input.registryId, context, action: "GetDownloadUrlForLayer")
        guard let digest = Digest(input.layerDigest) else {
            throw AWSError.invalid("layerDigest", "must be a sha256 digest")
        }
        _ = try await perform(id) { () async throws(RegistryError) in
            try await registry.blob(id, digest)
        }
        let grant = DownloadGrant {
            $0.account = id.scope.account
            $0.region = id.scope.region
            $0.repository = id.name.description
            $0.digest = digest.description
        }
        let token = sealer.seal(
            grant, for: DownloadGrant.purpose, until: context.now + DownloadGrant.lifetime)
        return .init {
            $0.layerDigest = digest.description
            $0.downloadUrl =
                "\(endpoint.url(of: id.scope))/v2/\(id.name)/blobs/\(digest)?grant=\(token)"
        }
    }

    // MARK: Uploads

    package func initiateLayerUpload(
        _ input: ECRAPI.InitiateLayerUploadRequest, _ context: RequestContext
    ) async throws -> ECRAPI.InitiateLayerUploadResponse {
        let id = try await repositoryID(
            input.repositoryName, input.registryId, context, action: "InitiateLayerUpload")
        let upload = try await perform(id) { () async throws(RegistryError) in
            try await registry.beginUpload(id, makeID())
        }
        return .init {
            $0.uploadId = upload.description
            $0.partSize = ECRService.partSize
        }
    }

    package func uploadLayerPart(
        _ input: ECRAPI.UploadLayerPartRequest, _ context: RequestContext
    ) async throws -> ECRAPI.UploadLayerPartResponse {
        let id = try await repositoryID(
            input.repositoryName, input.registryId, context, action: "UploadLayerPart")
        let key = try uploadKey(id, input.uploadId)
        let part = input.layerPartBlob.bytes
        guard input.partLastByte >= input.partFirstByte,
            input.partLastByte - input.partFirstByte == part.count - 1
        else {
            throw AWSError.invalid(
                "partLastByte", "the range does not fit the \(part.count) bytes of the part")
        }
        let body = RequestBody.bytes(ByteBuffer(bytes: part))
        do {
            let offset = try await registry.storage.append(
                body, to: key, at: Int64(input.partFirstByte), count: Int64(part.count),
                limit: Registry.maximumLayerSize)
            return .init {
                $0.registryId = id.scope.account
                $0.repositoryName = input.repositoryName
                $0.uploadId = input.uploadId
                $0.lastByteReceived = Int(offset) - 1
            }
        } catch let error as StorageError {
            throw partError(error, id, key)
        }
    }

    private func partError(
        _ error: StorageError, _ id: RepositoryID, _ key: UploadKey
    ) -> AWSError {
        switch error {
        case .offsetMismatch(let expected):
            AWSError(
                ECRAPI.Fault.invalidLayerPartException,
                "The layer part of upload '\(key.id)' must begin at byte \(expected)",
                members: [
                    "registryId": .string(id.scope.account),
                    "repositoryName": .string(id.name.description),
                    "uploadId": .string(key.id.description),
                    "lastValidByteReceived": .integer(max(0, expected - 1)),
                ])
        case .tooLarge(let limit):
            AWSError(
                ECRAPI.Fault.limitExceededException, "A layer has at most \(limit) bytes")
        default: uploadError(error, id, key)
        }
    }

    private func uploadError(
        _ error: StorageError, _ id: RepositoryID, _ key: UploadKey
    ) -> AWSError {
        switch error {
        case .unknownUpload, .uploadBusy:
            AWSError(
                ECRAPI.Fault.uploadNotFoundException,
                "The upload with id '\(key.id)' could not be found in the repository with name "
                    + "'\(id.name)' in the registry with id '\(id.scope.account)'")
        case .digestMismatch(let expected, let actual):
            AWSError(
                ECRAPI.Fault.invalidLayerException,
                "The layer digest '\(expected)' does not match the digest '\(actual)' of what was "
                    + "uploaded")
        default: AWSError(.storage(error), in: id.scope, id.name)
        }
    }

    package func completeLayerUpload(
        _ input: ECRAPI.CompleteLayerUploadRequest, _ context: RequestContext
    ) async throws -> ECRAPI.CompleteLayerUploadResponse {
        let id = try await repositoryID(
            input.repositoryName, input.registryId, context, action: "CompleteLayerUpload")
        let key = try uploadKey(id, input.uploadId)
        guard let digest = input.layerDigests.lazy.compactMap({ Digest($0) }).first else {
            throw AWSError.invalid("layerDigests", "must hold a sha256 digest")
        }
        let exists = try await perform(id) { () async throws(RegistryError) in
            _ = try await registry.repository(id)
            return try await registry.blobForPush(id, digest, at: context.now) != nil
        }
        do {
            let offset = try await registry.storage.uploadOffset(key)
            guard offset > 0 else {
                throw AWSError(
                    ECRAPI.Fault.emptyUploadException,
                    "The upload with id '\(key.id)' does not contain any layer parts")
            }
            guard !exists else {
                try await registry.storage.cancel(key)
                throw AWSError(
                    ECRAPI.Fault.layerAlreadyExistsException,
                    "The layer with digest '\(digest)' already exists in the repository with name "
                        + "'\(id.name)' in the registry with id '\(id.scope.account)'")
            }
            let size = try await registry.storage.commit(key, as: digest)
            try await perform(id) { () async throws(RegistryError) in
                try await registry.link(id, digest, size: size, at: context.now)
            }
        } catch let error as StorageError {
            throw uploadError(error, id, key)
        }
        return .init {
            $0.registryId = id.scope.account
            $0.repositoryName = input.repositoryName
            $0.uploadId = input.uploadId
            $0.layerDigest = digest.description
        }
    }

    private func uploadKey(_ id: RepositoryID, _ text: String) throws(AWSError) -> UploadKey {
        guard let upload = UploadID(text.lowercased()) else {
            throw .invalid("uploadId", "must be the id of an upload")
        }
        return UploadKey(scope: id.uploadScope, id: upload)
    }
}
