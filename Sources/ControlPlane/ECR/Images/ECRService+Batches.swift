package import AWSWire
package import ECRModel
import RegistryStorage
import Shapes

extension ECRService {
    package func batchGetImage(
        _ input: ECRAPI.BatchGetImageRequest, _ context: RequestContext
    ) async throws -> ECRAPI.BatchGetImageResponse {
        let id = try await repositoryID(
            input.repositoryName, input.registryId, context, action: "BatchGetImage")
        let caller = PullThroughCaller(access: accessRequest(context))
        // A repository with a rule comes into being with its first image.
        let isCached = try await perform(id) { () async throws(RegistryError) in
            let rule = try await pullThrough.rules.rule(for: id, in: registry)
            if rule == nil { _ = try await registry.repository(id) }
            return rule != nil
        }
        var images: [ECRAPI.Image] = []
        var failures: [ECRAPI.ImageFailure] = []
        var size = 0
        for identifier in input.imageIds {
            switch ImageRequest(identifier) {
            case .refused(let code, let reason):
                failures.append(.init(identifier, code, reason))
            case .identity(let identity):
                let found: FoundImage
                switch try await perform(
                    id, { () async throws(RegistryError) in try await pull(id, identity, caller) })
                {
                case .success(let image): found = image
                case .failure(let failure):
                    failures.append(.init(identifier, failure))
                    continue
                }
                guard !found.record.isArchived else {
                    failures.append(
                        .init(
                            identifier, .imageInaccessible,
                            RegistryError.describe(.imageArchived(found.digest))))
                    continue
                }
                size += found.record.manifestSize
                guard size <= ECRService.maximumAnswer else {
                    throw AWSError(
                        ECRAPI.Fault.limitExceededException,
                        "The manifests exceed \(ECRService.maximumAnswer) bytes; ask for fewer")
                }
                guard
                    let image = try await image(found, identity, id, input.repositoryName)
                else {
                    failures.append(.init(identifier, .imageNotFound, ImageRequest.notFound))
                    continue
                }
                images.append(image)
                try await perform(id) { () async throws(RegistryError) in
                    try await registry.notePull(
                        id, found, by: accessRequest(context).principal, at: context.now)
                }
            }
        }
        if isCached, images.isEmpty, failures.allSatisfy({ $0.failureCode == .imageNotFound }) {
            _ = try await perform(id) { () async throws(RegistryError) in
                try await registry.repository(id)
            }
        }
        return .init {
            $0.images = images
            $0.failures = failures
        }
    }

    /// The image that an identity means, from the upstream registry if there is a rule.
    private func pull(
        _ id: RepositoryID, _ identity: ImageIdentity, _ caller: PullThroughCaller
    ) async throws(RegistryError) -> Result<FoundImage, UpstreamFailure> {
        var found = try await registry.image(id, identity)
        let reference: ManifestReference? =
            identity.digest.map { .digest($0) } ?? identity.tag.map { .tag($0) }
        // By digest and tag means an image that is here.
        if let reference, identity.digest == nil || identity.tag == nil {
            do throws(RegistryError) {
                found = try await pullThrough.image(id, reference, found: found, for: caller)
            } catch {
                guard case .upstream(let failure) = error else { throw error }
                return .failure(failure)
            }
        }
        return found.map { .success($0) }
            ?? .failure(UpstreamFailure(.notFound, ImageRequest.notFound))
    }

    /// Bytes of manifests in one answer: a hundred of the largest would be 400 MB.
    private static let maximumAnswer = 16 << 20

    /// Nil when the manifest's content is gone.
    private func image(
        _ found: FoundImage, _ identity: ImageIdentity, _ id: RepositoryID, _ name: String
    ) async throws -> ECRAPI.Image? {
        let content = try await perform(id) { () async throws(RegistryError) in
            try await registry.text(of: found.digest)
        }
        guard let text = content else { return nil }
        return .init {
            $0.registryId = id.scope.account
            $0.repositoryName = name
            $0.imageId = .init {
                $0.imageDigest = found.digest.description
                $0.imageTag = identity.tag?.description
            }
            $0.imageManifest = String(decoding: text, as: UTF8.self)
            $0.imageManifestMediaType = found.record.mediaType
        }
    }

    package func batchDeleteImage(
        _ input: ECRAPI.BatchDeleteImageRequest, _ context: RequestContext
    ) async throws -> ECRAPI.BatchDeleteImageResponse {
        let id = try await repositoryID(
            input.repositoryName, input.registryId, context, action: "BatchDeleteImage")
        _ = try await perform(id) { () async throws(RegistryError) in
            try await registry.repository(id)
        }
        var deleted: [ECRAPI.ImageIdentifier] = []
        var failures: [ECRAPI.ImageFailure] = []
        var waiting: [(ECRAPI.ImageIdentifier, ImageIdentity)] = []
        for identifier in input.imageIds {
            switch ImageRequest(identifier) {
            case .refused(let code, let reason):
                failures.append(.init(identifier, code, reason))
            case .identity(let identity): waiting.append((identifier, identity))
            }
        }
        // An index and its images may be deleted by one request, in any order: what an index still
        // names is tried again as long as something went.
        while true {
            var held: [(ECRAPI.ImageIdentifier, ImageIdentity, ECRAPI.ImageFailure)] = []
            let before = deleted.count
            for (identifier, identity) in waiting {
                do throws(RegistryError) {
                    deleted += try await delete(id, identity, at: context.now)
                } catch {
                    switch error {
                    case .imageNotFound:
                        failures.append(.init(identifier, .imageNotFound, ImageRequest.notFound))
                    case .imageReferenced:
                        held.append(
                            (
                                identifier, identity,
                                .init(
                                    identifier, .imageReferencedByManifestList,
                                    RegistryError.describe(error))
                            ))
                    default: throw AWSError(error, in: id.scope, id.name)
                    }
                }
            }
            waiting = held.map { ($0.0, $0.1) }
            if waiting.isEmpty || deleted.count == before {
                failures += held.map(\.2)
                break
            }
        }
        let (gone, refused) = (deleted, failures)
        return .init {
            $0.imageIds = gone
            $0.failures = refused
        }
    }

    /// Deletes one image or tag. Returns every pair of digest and tag that is gone.
    private func delete(
        _ id: RepositoryID, _ identity: ImageIdentity, at now: Timestamp
    ) async throws(RegistryError) -> [ECRAPI.ImageIdentifier] {
        let digest: Digest
        var tags: [String?]
        if let named = identity.digest {
            guard try await registry.image(id, identity) != nil else {
                throw .imageNotFound(identity)
            }
            digest = named
            tags = try await registry.deleteImage(id, named, at: now)
        } else if let tag = identity.tag {
            digest = try await registry.deleteTag(id, tag, deletingUntagged: true, at: now)
            tags = [tag.description]
        } else {
            return []
        }
        if tags.isEmpty { tags = [nil] }
        return tags.map { tag in
            .init {
                $0.imageDigest = digest.description
                $0.imageTag = tag
            }
        }
    }
}

/// What an image identifier of a batch asks for.
enum ImageRequest {
    static let notFound = "Requested image not found"

    case identity(ImageIdentity)
    case refused(ECRAPI.ImageFailureCode, String)

    init(_ identifier: ECRAPI.ImageIdentifier) {
        var identity = ImageIdentity()
        if let text = identifier.imageDigest {
            guard let digest = Digest(text) else {
                self = .refused(
                    .invalidImageDigest,
                    "Invalid request parameters: image digest should satisfy the regex "
                        + "'[a-zA-Z0-9-_+.]+:[a-fA-F0-9]+'")
                return
            }
            identity.digest = digest
        }
        if let text = identifier.imageTag {
            guard let tag = ImageTag(text) else {
                self = .refused(
                    .invalidImageTag,
                    "Invalid request parameters: image tag should satisfy the regex "
                        + "'\(ImageTag.pattern)'")
                return
            }
            identity.tag = tag
        }
        if identity.digest == nil, identity.tag == nil {
            self = .refused(
                .missingDigestAndTag,
                "Invalid request parameters: both tag and digest cannot be null")
            return
        }
        self = .identity(identity)
    }
}

extension ECRAPI.ImageFailure {
    init(
        _ identifier: ECRAPI.ImageIdentifier, _ code: ECRAPI.ImageFailureCode, _ reason: String
    ) {
        self.init()
        imageId = identifier
        failureCode = code
        failureReason = reason
    }

    fileprivate init(_ identifier: ECRAPI.ImageIdentifier, _ failure: UpstreamFailure) {
        self.init(
            identifier,
            ECRAPI.ImageFailureCode(rawValue: failure.code) ?? .upstreamUnavailable,
            failure.reason)
    }
}
