// Generated from Models/aws/ecr.json by `make models`; do not edit.
// swift-format-ignore-file

package import AWSWire
import Shapes

extension ECRAPI {
    /// The operations that are implemented.
    package protocol Operations: Sendable {
        func batchCheckLayerAvailability(_ input: BatchCheckLayerAvailabilityRequest, _ context: RequestContext) async throws -> BatchCheckLayerAvailabilityResponse
        func batchDeleteImage(_ input: BatchDeleteImageRequest, _ context: RequestContext) async throws -> BatchDeleteImageResponse
        func batchGetImage(_ input: BatchGetImageRequest, _ context: RequestContext) async throws -> BatchGetImageResponse
        func createRepository(_ input: CreateRepositoryRequest, _ context: RequestContext) async throws -> CreateRepositoryResponse
        func deleteRepository(_ input: DeleteRepositoryRequest, _ context: RequestContext) async throws -> DeleteRepositoryResponse
        func describeImages(_ input: DescribeImagesRequest, _ context: RequestContext) async throws -> DescribeImagesResponse
        func describeRepositories(_ input: DescribeRepositoriesRequest, _ context: RequestContext) async throws -> DescribeRepositoriesResponse
        func getAuthorizationToken(_ input: GetAuthorizationTokenRequest, _ context: RequestContext) async throws -> GetAuthorizationTokenResponse
        func listImages(_ input: ListImagesRequest, _ context: RequestContext) async throws -> ListImagesResponse
        func listTagsForResource(_ input: ListTagsForResourceRequest, _ context: RequestContext) async throws -> ListTagsForResourceResponse
        func putImage(_ input: PutImageRequest, _ context: RequestContext) async throws -> PutImageResponse
        func tagResource(_ input: TagResourceRequest, _ context: RequestContext) async throws -> TagResourceResponse
        func untagResource(_ input: UntagResourceRequest, _ context: RequestContext) async throws -> UntagResourceResponse
    }

    /// `service` as the gateway calls it, by operation name.
    package static func handlers(for service: some Operations) -> [String: OperationHandler] {
        var handlers: [String: OperationHandler] = [:]
        handlers["BatchCheckLayerAvailability"] = operationHandler(service.batchCheckLayerAvailability)
        handlers["BatchDeleteImage"] = operationHandler(service.batchDeleteImage)
        handlers["BatchGetImage"] = operationHandler(service.batchGetImage)
        handlers["CreateRepository"] = operationHandler(service.createRepository)
        handlers["DeleteRepository"] = operationHandler(service.deleteRepository)
        handlers["DescribeImages"] = operationHandler(service.describeImages)
        handlers["DescribeRepositories"] = operationHandler(service.describeRepositories)
        handlers["GetAuthorizationToken"] = operationHandler(service.getAuthorizationToken)
        handlers["ListImages"] = operationHandler(service.listImages)
        handlers["ListTagsForResource"] = operationHandler(service.listTagsForResource)
        handlers["PutImage"] = operationHandler(service.putImage)
        handlers["TagResource"] = operationHandler(service.tagResource)
        handlers["UntagResource"] = operationHandler(service.untagResource)
        return handlers
    }
}
