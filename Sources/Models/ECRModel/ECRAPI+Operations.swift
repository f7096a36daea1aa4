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
        func batchGetRepositoryScanningConfiguration(_ input: BatchGetRepositoryScanningConfigurationRequest, _ context: RequestContext) async throws -> BatchGetRepositoryScanningConfigurationResponse
        func completeLayerUpload(_ input: CompleteLayerUploadRequest, _ context: RequestContext) async throws -> CompleteLayerUploadResponse
        func createPullThroughCacheRule(_ input: CreatePullThroughCacheRuleRequest, _ context: RequestContext) async throws -> CreatePullThroughCacheRuleResponse
        func createRepository(_ input: CreateRepositoryRequest, _ context: RequestContext) async throws -> CreateRepositoryResponse
        func createRepositoryCreationTemplate(_ input: CreateRepositoryCreationTemplateRequest, _ context: RequestContext) async throws -> CreateRepositoryCreationTemplateResponse
        func deleteLifecyclePolicy(_ input: DeleteLifecyclePolicyRequest, _ context: RequestContext) async throws -> DeleteLifecyclePolicyResponse
        func deletePullThroughCacheRule(_ input: DeletePullThroughCacheRuleRequest, _ context: RequestContext) async throws -> DeletePullThroughCacheRuleResponse
        func deleteRegistryPolicy(_ input: DeleteRegistryPolicyRequest, _ context: RequestContext) async throws -> DeleteRegistryPolicyResponse
        func deleteRepository(_ input: DeleteRepositoryRequest, _ context: RequestContext) async throws -> DeleteRepositoryResponse
        func deleteRepositoryCreationTemplate(_ input: DeleteRepositoryCreationTemplateRequest, _ context: RequestContext) async throws -> DeleteRepositoryCreationTemplateResponse
        func deleteRepositoryPolicy(_ input: DeleteRepositoryPolicyRequest, _ context: RequestContext) async throws -> DeleteRepositoryPolicyResponse
        func deregisterPullTimeUpdateExclusion(_ input: DeregisterPullTimeUpdateExclusionRequest, _ context: RequestContext) async throws -> DeregisterPullTimeUpdateExclusionResponse
        func describeImageReplicationStatus(_ input: DescribeImageReplicationStatusRequest, _ context: RequestContext) async throws -> DescribeImageReplicationStatusResponse
        func describeImageScanFindings(_ input: DescribeImageScanFindingsRequest, _ context: RequestContext) async throws -> DescribeImageScanFindingsResponse
        func describeImages(_ input: DescribeImagesRequest, _ context: RequestContext) async throws -> DescribeImagesResponse
        func describePullThroughCacheRules(_ input: DescribePullThroughCacheRulesRequest, _ context: RequestContext) async throws -> DescribePullThroughCacheRulesResponse
        func describeRegistry(_ input: DescribeRegistryRequest, _ context: RequestContext) async throws -> DescribeRegistryResponse
        func describeRepositories(_ input: DescribeRepositoriesRequest, _ context: RequestContext) async throws -> DescribeRepositoriesResponse
        func describeRepositoryCreationTemplates(_ input: DescribeRepositoryCreationTemplatesRequest, _ context: RequestContext) async throws -> DescribeRepositoryCreationTemplatesResponse
        func getAccountSetting(_ input: GetAccountSettingRequest, _ context: RequestContext) async throws -> GetAccountSettingResponse
        func getAuthorizationToken(_ input: GetAuthorizationTokenRequest, _ context: RequestContext) async throws -> GetAuthorizationTokenResponse
        func getDownloadUrlForLayer(_ input: GetDownloadUrlForLayerRequest, _ context: RequestContext) async throws -> GetDownloadUrlForLayerResponse
        func getLifecyclePolicy(_ input: GetLifecyclePolicyRequest, _ context: RequestContext) async throws -> GetLifecyclePolicyResponse
        func getLifecyclePolicyPreview(_ input: GetLifecyclePolicyPreviewRequest, _ context: RequestContext) async throws -> GetLifecyclePolicyPreviewResponse
        func getRegistryPolicy(_ input: GetRegistryPolicyRequest, _ context: RequestContext) async throws -> GetRegistryPolicyResponse
        func getRegistryScanningConfiguration(_ input: GetRegistryScanningConfigurationRequest, _ context: RequestContext) async throws -> GetRegistryScanningConfigurationResponse
        func getRepositoryPolicy(_ input: GetRepositoryPolicyRequest, _ context: RequestContext) async throws -> GetRepositoryPolicyResponse
        func initiateLayerUpload(_ input: InitiateLayerUploadRequest, _ context: RequestContext) async throws -> InitiateLayerUploadResponse
        func listImageReferrers(_ input: ListImageReferrersRequest, _ context: RequestContext) async throws -> ListImageReferrersResponse
        func listImages(_ input: ListImagesRequest, _ context: RequestContext) async throws -> ListImagesResponse
        func listPullTimeUpdateExclusions(_ input: ListPullTimeUpdateExclusionsRequest, _ context: RequestContext) async throws -> ListPullTimeUpdateExclusionsResponse
        func listTagsForResource(_ input: ListTagsForResourceRequest, _ context: RequestContext) async throws -> ListTagsForResourceResponse
        func putAccountSetting(_ input: PutAccountSettingRequest, _ context: RequestContext) async throws -> PutAccountSettingResponse
        func putImage(_ input: PutImageRequest, _ context: RequestContext) async throws -> PutImageResponse
        func putImageScanningConfiguration(_ input: PutImageScanningConfigurationRequest, _ context: RequestContext) async throws -> PutImageScanningConfigurationResponse
        func putImageTagMutability(_ input: PutImageTagMutabilityRequest, _ context: RequestContext) async throws -> PutImageTagMutabilityResponse
        func putLifecyclePolicy(_ input: PutLifecyclePolicyRequest, _ context: RequestContext) async throws -> PutLifecyclePolicyResponse
        func putRegistryPolicy(_ input: PutRegistryPolicyRequest, _ context: RequestContext) async throws -> PutRegistryPolicyResponse
        func putRegistryScanningConfiguration(_ input: PutRegistryScanningConfigurationRequest, _ context: RequestContext) async throws -> PutRegistryScanningConfigurationResponse
        func putReplicationConfiguration(_ input: PutReplicationConfigurationRequest, _ context: RequestContext) async throws -> PutReplicationConfigurationResponse
        func registerPullTimeUpdateExclusion(_ input: RegisterPullTimeUpdateExclusionRequest, _ context: RequestContext) async throws -> RegisterPullTimeUpdateExclusionResponse
        func setRepositoryPolicy(_ input: SetRepositoryPolicyRequest, _ context: RequestContext) async throws -> SetRepositoryPolicyResponse
        func startImageScan(_ input: StartImageScanRequest, _ context: RequestContext) async throws -> StartImageScanResponse
        func startLifecyclePolicyPreview(_ input: StartLifecyclePolicyPreviewRequest, _ context: RequestContext) async throws -> StartLifecyclePolicyPreviewResponse
        func tagResource(_ input: TagResourceRequest, _ context: RequestContext) async throws -> TagResourceResponse
        func untagResource(_ input: UntagResourceRequest, _ context: RequestContext) async throws -> UntagResourceResponse
        func updateImageStorageClass(_ input: UpdateImageStorageClassRequest, _ context: RequestContext) async throws -> UpdateImageStorageClassResponse
        func updatePullThroughCacheRule(_ input: UpdatePullThroughCacheRuleRequest, _ context: RequestContext) async throws -> UpdatePullThroughCacheRuleResponse
        func updateRepositoryCreationTemplate(_ input: UpdateRepositoryCreationTemplateRequest, _ context: RequestContext) async throws -> UpdateRepositoryCreationTemplateResponse
        func uploadLayerPart(_ input: UploadLayerPartRequest, _ context: RequestContext) async throws -> UploadLayerPartResponse
        func validatePullThroughCacheRule(_ input: ValidatePullThroughCacheRuleRequest, _ context: RequestContext) async throws -> ValidatePullThroughCacheRuleResponse
    }

    /// `service` as the gateway calls it, by operation name.
    package static func handlers(for service: some Operations) -> [String: OperationHandler] {
        var handlers: [String: OperationHandler] = [:]
        handlers["BatchCheckLayerAvailability"] = operationHandler(service.batchCheckLayerAvailability)
        handlers["BatchDeleteImage"] = operationHandler(service.batchDeleteImage)
        handlers["BatchGetImage"] = operationHandler(service.batchGetImage)
        handlers["BatchGetRepositoryScanningConfiguration"] = operationHandler(service.batchGetRepositoryScanningConfiguration)
        handlers["CompleteLayerUpload"] = operationHandler(service.completeLayerUpload)
        handlers["CreatePullThroughCacheRule"] = operationHandler(service.createPullThroughCacheRule)
        handlers["CreateRepository"] = operationHandler(service.createRepository)
        handlers["CreateRepositoryCreationTemplate"] = operationHandler(service.createRepositoryCreationTemplate)
        handlers["DeleteLifecyclePolicy"] = operationHandler(service.deleteLifecyclePolicy)
        handlers["DeletePullThroughCacheRule"] = operationHandler(service.deletePullThroughCacheRule)
        handlers["DeleteRegistryPolicy"] = operationHandler(service.deleteRegistryPolicy)
        handlers["DeleteRepository"] = operationHandler(service.deleteRepository)
        handlers["DeleteRepositoryCreationTemplate"] = operationHandler(service.deleteRepositoryCreationTemplate)
        handlers["DeleteRepositoryPolicy"] = operationHandler(service.deleteRepositoryPolicy)
        handlers["DeregisterPullTimeUpdateExclusion"] = operationHandler(service.deregisterPullTimeUpdateExclusion)
        handlers["DescribeImageReplicationStatus"] = operationHandler(service.describeImageReplicationStatus)
        handlers["DescribeImageScanFindings"] = operationHandler(service.describeImageScanFindings)
        handlers["DescribeImages"] = operationHandler(service.describeImages)
        handlers["DescribePullThroughCacheRules"] = operationHandler(service.describePullThroughCacheRules)
        handlers["DescribeRegistry"] = operationHandler(service.describeRegistry)
        handlers["DescribeRepositories"] = operationHandler(service.describeRepositories)
        handlers["DescribeRepositoryCreationTemplates"] = operationHandler(service.describeRepositoryCreationTemplates)
        handlers["GetAccountSetting"] = operationHandler(service.getAccountSetting)
        handlers["GetAuthorizationToken"] = operationHandler(service.getAuthorizationToken)
        handlers["GetDownloadUrlForLayer"] = operationHandler(service.getDownloadUrlForLayer)
        handlers["GetLifecyclePolicy"] = operationHandler(service.getLifecyclePolicy)
        handlers["GetLifecyclePolicyPreview"] = operationHandler(service.getLifecyclePolicyPreview)
        handlers["GetRegistryPolicy"] = operationHandler(service.getRegistryPolicy)
        handlers["GetRegistryScanningConfiguration"] = operationHandler(service.getRegistryScanningConfiguration)
        handlers["GetRepositoryPolicy"] = operationHandler(service.getRepositoryPolicy)
        handlers["InitiateLayerUpload"] = operationHandler(service.initiateLayerUpload)
        handlers["ListImageReferrers"] = operationHandler(service.listImageReferrers)
        handlers["ListImages"] = operationHandler(service.listImages)
        handlers["ListPullTimeUpdateExclusions"] = operationHandler(service.listPullTimeUpdateExclusions)
        handlers["ListTagsForResource"] = operationHandler(service.listTagsForResource)
        handlers["PutAccountSetting"] = operationHandler(service.putAccountSetting)
        handlers["PutImage"] = operationHandler(service.putImage)
        handlers["PutImageScanningConfiguration"] = operationHandler(service.putImageScanningConfiguration)
        handlers["PutImageTagMutability"] = operationHandler(service.putImageTagMutability)
        handlers["PutLifecyclePolicy"] = operationHandler(service.putLifecyclePolicy)
        handlers["PutRegistryPolicy"] = operationHandler(service.putRegistryPolicy)
        handlers["PutRegistryScanningConfiguration"] = operationHandler(service.putRegistryScanningConfiguration)
        handlers["PutReplicationConfiguration"] = operationHandler(service.putReplicationConfiguration)
        handlers["RegisterPullTimeUpdateExclusion"] = operationHandler(service.registerPullTimeUpdateExclusion)
        handlers["SetRepositoryPolicy"] = operationHandler(service.setRepositoryPolicy)
        handlers["StartImageScan"] = operationHandler(service.startImageScan)
        handlers["StartLifecyclePolicyPreview"] = operationHandler(service.startLifecyclePolicyPreview)
        handlers["TagResource"] = operationHandler(service.tagResource)
        handlers["UntagResource"] = operationHandler(service.untagResource)
        handlers["UpdateImageStorageClass"] = operationHandler(service.updateImageStorageClass)
        handlers["UpdatePullThroughCacheRule"] = operationHandler(service.updatePullThroughCacheRule)
        handlers["UpdateRepositoryCreationTemplate"] = operationHandler(service.updateRepositoryCreationTemplate)
        handlers["UploadLayerPart"] = operationHandler(service.uploadLayerPart)
        handlers["ValidatePullThroughCacheRule"] = operationHandler(service.validatePullThroughCacheRule)
        return handlers
    }
}
