package import AWSWire
package import ECRModel
import RegistryStorage
import Shapes

extension ECRService {
    package func updateImageStorageClass(
        _ input: ECRAPI.UpdateImageStorageClassRequest, _ context: RequestContext
    ) async throws -> ECRAPI.UpdateImageStorageClassResponse {
        let id = try await repositoryID(
            input.repositoryName, input.registryId, context, action: "UpdateImageStorageClass")
        let identity: ImageIdentity
        switch ImageRequest(input.imageId ?? .init()) {
        case .refused(_, let reason):
            throw AWSError(ECRAPI.Fault.invalidParameterException, reason)
        case .identity(let named): identity = named
        }
        let image: FoundImage
        do throws(RegistryError) {
            image = try await registry.setArchived(
                input.targetStorageClass == .archive, id, identity, at: context.now)
        } catch {
            if case .imageReferenced = error {
                throw AWSError(
                    ECRAPI.Fault.imageStorageClassUpdateNotSupportedException,
                    RegistryError.describe(error))
            }
            throw AWSError(error, in: id.scope, id.name)
        }
        return .init {
            $0.registryId = id.scope.account
            $0.repositoryName = input.repositoryName
            $0.imageId = .init {
                $0.imageDigest = image.digest.description
                $0.imageTag = identity.tag?.description
            }
            // There is nothing to wait for: an archived image's content stays where it is.
            $0.imageStatus = image.record.isArchived ? .archived : .active
        }
    }
}
