package import AWSWire
package import ECRModel
import RegistryStorage
import Shapes

extension ECRService {
    package func putImage(
        _ input: ECRAPI.PutImageRequest, _ context: RequestContext
    ) async throws -> ECRAPI.PutImageResponse {
        let id = try await repositoryID(
            input.repositoryName, input.registryId, context, action: "PutImage")
        let text = Array(input.imageManifest.utf8)
        let manifest: Manifest
        do throws(Manifest.Invalid) {
            manifest = try Manifest(text, declaredType: input.imageManifestMediaType)
        } catch {
            throw AWSError.invalid("imageManifest", error.reason)
        }
        if let given = input.imageDigest {
            guard let digest = Digest(given) else {
                throw AWSError.invalid("imageDigest", "must be a sha256 digest")
            }
            guard digest == manifest.digest else {
                throw AWSError(
                    .manifestDigestMismatch(given: digest, actual: manifest.digest), in: id.scope,
                    id.name)
            }
        }
        let push = ImagePush(
            manifest: manifest, text: text, tag: try imageTag(input.imageTag), mustBeNew: true)
        _ = try await perform(id) { () async throws(RegistryError) in
            try await registry.push(push, to: id, at: context.now)
        }
        return .init {
            $0.image = .init {
                $0.registryId = id.scope.account
                $0.repositoryName = input.repositoryName
                $0.imageId = .init {
                    $0.imageDigest = manifest.digest.description
                    $0.imageTag = input.imageTag
                }
                $0.imageManifest = input.imageManifest
                $0.imageManifestMediaType = manifest.mediaType
            }
        }
    }

    func imageTag(_ text: String?) throws(AWSError) -> ImageTag? {
        guard let text else { return nil }
        guard let tag = ImageTag(text) else {
            throw .invalid("imageTag", "must satisfy regular expression '\(ImageTag.pattern)'")
        }
        return tag
    }
}
