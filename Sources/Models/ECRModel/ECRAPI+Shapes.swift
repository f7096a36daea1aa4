// Generated from Models/aws/ecr.json by `make models`; do not edit.
// swift-format-ignore-file

package import Shapes

extension ECRAPI {
    /// `Attribute` of the model.
    package struct Attribute: Shape {
        package var key: String = ""
        package var value: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("key", &key)
            visitor.field("value", &value)
        }
    }
    /// `AuthorizationData` of the model.
    package struct AuthorizationData: Shape {
        package var authorizationToken: String?
        package var expiresAt: Timestamp?
        package var proxyEndpoint: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("authorizationToken", &authorizationToken)
            visitor.field("expiresAt", &expiresAt)
            visitor.field("proxyEndpoint", &proxyEndpoint)
        }
    }
    /// `AwsEcrContainerImageDetails` of the model.
    package struct AwsEcrContainerImageDetails: Shape {
        package var architecture: String?
        package var author: String?
        package var imageHash: String?
        package var imageTags: [String]?
        package var platform: String?
        package var pushedAt: Timestamp?
        package var lastInUseAt: Timestamp?
        package var inUseCount: Int?
        package var registry: String?
        package var repositoryName: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("architecture", &architecture)
            visitor.field("author", &author)
            visitor.field("imageHash", &imageHash)
            visitor.field("imageTags", &imageTags)
            visitor.field("platform", &platform)
            visitor.field("pushedAt", &pushedAt)
            visitor.field("lastInUseAt", &lastInUseAt)
            visitor.field("inUseCount", &inUseCount)
            visitor.field("registry", &registry)
            visitor.field("repositoryName", &repositoryName)
        }
    }
    /// `BatchCheckLayerAvailabilityRequest` of the model.
    package struct BatchCheckLayerAvailabilityRequest: Shape {
        package var registryId: String?
        package var repositoryName: String = ""
        package var layerDigests: [String] = []
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("registryId", &registryId)
            visitor.field("repositoryName", &repositoryName)
            visitor.field("layerDigests", &layerDigests)
        }
    }
    /// `BatchCheckLayerAvailabilityResponse` of the model.
    package struct BatchCheckLayerAvailabilityResponse: Shape {
        package var layers: [Layer]?
        package var failures: [LayerFailure]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("layers", &layers)
            visitor.field("failures", &failures)
        }
    }
    /// `BatchDeleteImageRequest` of the model.
    package struct BatchDeleteImageRequest: Shape {
        package var registryId: String?
        package var repositoryName: String = ""
        package var imageIds: [ImageIdentifier] = []
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("registryId", &registryId)
            visitor.field("repositoryName", &repositoryName)
            visitor.field("imageIds", &imageIds)
        }
    }
    /// `BatchDeleteImageResponse` of the model.
    package struct BatchDeleteImageResponse: Shape {
        package var imageIds: [ImageIdentifier]?
        package var failures: [ImageFailure]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("imageIds", &imageIds)
            visitor.field("failures", &failures)
        }
    }
    /// `BatchGetImageRequest` of the model.
    package struct BatchGetImageRequest: Shape {
        package var registryId: String?
        package var repositoryName: String = ""
        package var imageIds: [ImageIdentifier] = []
        package var acceptedMediaTypes: [String]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("registryId", &registryId)
            visitor.field("repositoryName", &repositoryName)
            visitor.field("imageIds", &imageIds)
            visitor.field("acceptedMediaTypes", &acceptedMediaTypes)
        }
    }
    /// `BatchGetImageResponse` of the model.
    package struct BatchGetImageResponse: Shape {
        package var images: [Image]?
        package var failures: [ImageFailure]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("images", &images)
            visitor.field("failures", &failures)
        }
    }
    /// `BatchGetRepositoryScanningConfigurationRequest` of the model.
    package struct BatchGetRepositoryScanningConfigurationRequest: Shape {
        package var repositoryNames: [String] = []
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("repositoryNames", &repositoryNames)
        }
    }
    /// `BatchGetRepositoryScanningConfigurationResponse` of the model.
    package struct BatchGetRepositoryScanningConfigurationResponse: Shape {
        package var scanningConfigurations: [RepositoryScanningConfiguration]?
        package var failures: [RepositoryScanningConfigurationFailure]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("scanningConfigurations", &scanningConfigurations)
            visitor.field("failures", &failures)
        }
    }
    /// `CompleteLayerUploadRequest` of the model.
    package struct CompleteLayerUploadRequest: Shape {
        package var registryId: String?
        package var repositoryName: String = ""
        package var uploadId: String = ""
        package var layerDigests: [String] = []
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("registryId", &registryId)
            visitor.field("repositoryName", &repositoryName)
            visitor.field("uploadId", &uploadId)
            visitor.field("layerDigests", &layerDigests)
        }
    }
    /// `CompleteLayerUploadResponse` of the model.
    package struct CompleteLayerUploadResponse: Shape {
        package var registryId: String?
        package var repositoryName: String?
        package var uploadId: String?
        package var layerDigest: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("registryId", &registryId)
            visitor.field("repositoryName", &repositoryName)
            visitor.field("uploadId", &uploadId)
            visitor.field("layerDigest", &layerDigest)
        }
    }
    /// `CreatePullThroughCacheRuleRequest` of the model.
    package struct CreatePullThroughCacheRuleRequest: Shape {
        package var ecrRepositoryPrefix: String = ""
        package var upstreamRegistryUrl: String = ""
        package var registryId: String?
        package var upstreamRegistry: UpstreamRegistry?
        package var credentialArn: String?
        package var customRoleArn: String?
        package var upstreamRepositoryPrefix: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("ecrRepositoryPrefix", &ecrRepositoryPrefix)
            visitor.field("upstreamRegistryUrl", &upstreamRegistryUrl)
            visitor.field("registryId", &registryId)
            visitor.field("upstreamRegistry", &upstreamRegistry)
            visitor.field("credentialArn", &credentialArn)
            visitor.field("customRoleArn", &customRoleArn)
            visitor.field("upstreamRepositoryPrefix", &upstreamRepositoryPrefix)
        }
    }
    /// `CreatePullThroughCacheRuleResponse` of the model.
    package struct CreatePullThroughCacheRuleResponse: Shape {
        package var ecrRepositoryPrefix: String?
        package var upstreamRegistryUrl: String?
        package var createdAt: Timestamp?
        package var registryId: String?
        package var upstreamRegistry: UpstreamRegistry?
        package var credentialArn: String?
        package var customRoleArn: String?
        package var upstreamRepositoryPrefix: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("ecrRepositoryPrefix", &ecrRepositoryPrefix)
            visitor.field("upstreamRegistryUrl", &upstreamRegistryUrl)
            visitor.field("createdAt", &createdAt)
            visitor.field("registryId", &registryId)
            visitor.field("upstreamRegistry", &upstreamRegistry)
            visitor.field("credentialArn", &credentialArn)
            visitor.field("customRoleArn", &customRoleArn)
            visitor.field("upstreamRepositoryPrefix", &upstreamRepositoryPrefix)
        }
    }
    /// `CreateRepositoryCreationTemplateRequest` of the model.
    package struct CreateRepositoryCreationTemplateRequest: Shape {
        package var prefix: String = ""
        package var description: String?
        package var encryptionConfiguration: EncryptionConfigurationForRepositoryCreationTemplate?
        package var resourceTags: [Tag]?
        package var imageTagMutability: ImageTagMutability?
        package var imageTagMutabilityExclusionFilters: [ImageTagMutabilityExclusionFilter]?
        package var repositoryPolicy: String?
        package var lifecyclePolicy: String?
        package var appliedFor: [RCTAppliedFor] = []
        package var customRoleArn: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("prefix", &prefix)
            visitor.field("description", &description)
            visitor.field("encryptionConfiguration", &encryptionConfiguration)
            visitor.field("resourceTags", &resourceTags)
            visitor.field("imageTagMutability", &imageTagMutability)
            visitor.field("imageTagMutabilityExclusionFilters", &imageTagMutabilityExclusionFilters)
            visitor.field("repositoryPolicy", &repositoryPolicy)
            visitor.field("lifecyclePolicy", &lifecyclePolicy)
            visitor.field("appliedFor", &appliedFor)
            visitor.field("customRoleArn", &customRoleArn)
        }
    }
    /// `CreateRepositoryCreationTemplateResponse` of the model.
    package struct CreateRepositoryCreationTemplateResponse: Shape {
        package var registryId: String?
        package var repositoryCreationTemplate: RepositoryCreationTemplate?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("registryId", &registryId)
            visitor.field("repositoryCreationTemplate", &repositoryCreationTemplate)
        }
    }
    /// `CreateRepositoryRequest` of the model.
    package struct CreateRepositoryRequest: Shape {
        package var registryId: String?
        package var repositoryName: String = ""
        package var tags: [Tag]?
        package var imageTagMutability: ImageTagMutability?
        package var imageTagMutabilityExclusionFilters: [ImageTagMutabilityExclusionFilter]?
        package var imageScanningConfiguration: ImageScanningConfiguration?
        package var encryptionConfiguration: EncryptionConfiguration?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("registryId", &registryId)
            visitor.field("repositoryName", &repositoryName)
            visitor.field("tags", &tags)
            visitor.field("imageTagMutability", &imageTagMutability)
            visitor.field("imageTagMutabilityExclusionFilters", &imageTagMutabilityExclusionFilters)
            visitor.field("imageScanningConfiguration", &imageScanningConfiguration)
            visitor.field("encryptionConfiguration", &encryptionConfiguration)
        }
    }
    /// `CreateRepositoryResponse` of the model.
    package struct CreateRepositoryResponse: Shape {
        package var repository: Repository?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("repository", &repository)
        }
    }
    /// `CvssScore` of the model.
    package struct CvssScore: Shape {
        package var baseScore: Double?
        package var scoringVector: String?
        package var source: String?
        package var version: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("baseScore", &baseScore)
            visitor.field("scoringVector", &scoringVector)
            visitor.field("source", &source)
            visitor.field("version", &version)
        }
    }
    /// `CvssScoreAdjustment` of the model.
    package struct CvssScoreAdjustment: Shape {
        package var metric: String?
        package var reason: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("metric", &metric)
            visitor.field("reason", &reason)
        }
    }
    /// `CvssScoreDetails` of the model.
    package struct CvssScoreDetails: Shape {
        package var adjustments: [CvssScoreAdjustment]?
        package var score: Double?
        package var scoreSource: String?
        package var scoringVector: String?
        package var version: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("adjustments", &adjustments)
            visitor.field("score", &score)
            visitor.field("scoreSource", &scoreSource)
            visitor.field("scoringVector", &scoringVector)
            visitor.field("version", &version)
        }
    }
    /// `DeleteLifecyclePolicyRequest` of the model.
    package struct DeleteLifecyclePolicyRequest: Shape {
        package var registryId: String?
        package var repositoryName: String = ""
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("registryId", &registryId)
            visitor.field("repositoryName", &repositoryName)
        }
    }
    /// `DeleteLifecyclePolicyResponse` of the model.
    package struct DeleteLifecyclePolicyResponse: Shape {
        package var registryId: String?
        package var repositoryName: String?
        package var lifecyclePolicyText: String?
        package var lastEvaluatedAt: Timestamp?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("registryId", &registryId)
            visitor.field("repositoryName", &repositoryName)
            visitor.field("lifecyclePolicyText", &lifecyclePolicyText)
            visitor.field("lastEvaluatedAt", &lastEvaluatedAt)
        }
    }
    /// `DeletePullThroughCacheRuleRequest` of the model.
    package struct DeletePullThroughCacheRuleRequest: Shape {
        package var ecrRepositoryPrefix: String = ""
        package var registryId: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("ecrRepositoryPrefix", &ecrRepositoryPrefix)
            visitor.field("registryId", &registryId)
        }
    }
    /// `DeletePullThroughCacheRuleResponse` of the model.
    package struct DeletePullThroughCacheRuleResponse: Shape {
        package var ecrRepositoryPrefix: String?
        package var upstreamRegistryUrl: String?
        package var createdAt: Timestamp?
        package var registryId: String?
        package var credentialArn: String?
        package var customRoleArn: String?
        package var upstreamRepositoryPrefix: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("ecrRepositoryPrefix", &ecrRepositoryPrefix)
            visitor.field("upstreamRegistryUrl", &upstreamRegistryUrl)
            visitor.field("createdAt", &createdAt)
            visitor.field("registryId", &registryId)
            visitor.field("credentialArn", &credentialArn)
            visitor.field("customRoleArn", &customRoleArn)
            visitor.field("upstreamRepositoryPrefix", &upstreamRepositoryPrefix)
        }
    }
    /// `DeleteRegistryPolicyRequest` of the model.
    package struct DeleteRegistryPolicyRequest: Shape {
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
        }
    }
    /// `DeleteRegistryPolicyResponse` of the model.
    package struct DeleteRegistryPolicyResponse: Shape {
        package var registryId: String?
        package var policyText: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("registryId", &registryId)
            visitor.field("policyText", &policyText)
        }
    }
    /// `DeleteRepositoryCreationTemplateRequest` of the model.
    package struct DeleteRepositoryCreationTemplateRequest: Shape {
        package var prefix: String = ""
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("prefix", &prefix)
        }
    }
    /// `DeleteRepositoryCreationTemplateResponse` of the model.
    package struct DeleteRepositoryCreationTemplateResponse: Shape {
        package var registryId: String?
        package var repositoryCreationTemplate: RepositoryCreationTemplate?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("registryId", &registryId)
            visitor.field("repositoryCreationTemplate", &repositoryCreationTemplate)
        }
    }
    /// `DeleteRepositoryPolicyRequest` of the model.
    package struct DeleteRepositoryPolicyRequest: Shape {
        package var registryId: String?
        package var repositoryName: String = ""
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("registryId", &registryId)
            visitor.field("repositoryName", &repositoryName)
        }
    }
    /// `DeleteRepositoryPolicyResponse` of the model.
    package struct DeleteRepositoryPolicyResponse: Shape {
        package var registryId: String?
        package var repositoryName: String?
        package var policyText: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("registryId", &registryId)
            visitor.field("repositoryName", &repositoryName)
            visitor.field("policyText", &policyText)
        }
    }
    /// `DeleteRepositoryRequest` of the model.
    package struct DeleteRepositoryRequest: Shape {
        package var registryId: String?
        package var repositoryName: String = ""
        package var force: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("registryId", &registryId)
            visitor.field("repositoryName", &repositoryName)
            visitor.field("force", &force)
        }
    }
    /// `DeleteRepositoryResponse` of the model.
    package struct DeleteRepositoryResponse: Shape {
        package var repository: Repository?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("repository", &repository)
        }
    }
    /// `DeregisterPullTimeUpdateExclusionRequest` of the model.
    package struct DeregisterPullTimeUpdateExclusionRequest: Shape {
        package var principalArn: String = ""
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("principalArn", &principalArn)
        }
    }
    /// `DeregisterPullTimeUpdateExclusionResponse` of the model.
    package struct DeregisterPullTimeUpdateExclusionResponse: Shape {
        package var principalArn: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("principalArn", &principalArn)
        }
    }
    /// `DescribeImageReplicationStatusRequest` of the model.
    package struct DescribeImageReplicationStatusRequest: Shape {
        package var repositoryName: String = ""
        package var imageId: ImageIdentifier?
        package var registryId: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("repositoryName", &repositoryName)
            visitor.field("imageId", &imageId)
            visitor.field("registryId", &registryId)
        }
    }
    /// `DescribeImageReplicationStatusResponse` of the model.
    package struct DescribeImageReplicationStatusResponse: Shape {
        package var repositoryName: String?
        package var imageId: ImageIdentifier?
        package var replicationStatuses: [ImageReplicationStatus]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("repositoryName", &repositoryName)
            visitor.field("imageId", &imageId)
            visitor.field("replicationStatuses", &replicationStatuses)
        }
    }
    /// `DescribeImageScanFindingsRequest` of the model.
    package struct DescribeImageScanFindingsRequest: Shape {
        package var registryId: String?
        package var repositoryName: String = ""
        package var imageId: ImageIdentifier?
        package var nextToken: String?
        package var maxResults: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("registryId", &registryId)
            visitor.field("repositoryName", &repositoryName)
            visitor.field("imageId", &imageId)
            visitor.field("nextToken", &nextToken)
            visitor.field("maxResults", &maxResults)
        }
    }
    /// `DescribeImageScanFindingsResponse` of the model.
    package struct DescribeImageScanFindingsResponse: Shape {
        package var registryId: String?
        package var repositoryName: String?
        package var imageId: ImageIdentifier?
        package var imageScanStatus: ImageScanStatus?
        package var imageScanFindings: ImageScanFindings?
        package var nextToken: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("registryId", &registryId)
            visitor.field("repositoryName", &repositoryName)
            visitor.field("imageId", &imageId)
            visitor.field("imageScanStatus", &imageScanStatus)
            visitor.field("imageScanFindings", &imageScanFindings)
            visitor.field("nextToken", &nextToken)
        }
    }
    /// `DescribeImagesFilter` of the model.
    package struct DescribeImagesFilter: Shape {
        package var tagStatus: TagStatus?
        package var imageStatus: ImageStatusFilter?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("tagStatus", &tagStatus)
            visitor.field("imageStatus", &imageStatus)
        }
    }
    /// `DescribeImagesRequest` of the model.
    package struct DescribeImagesRequest: Shape {
        package var registryId: String?
        package var repositoryName: String = ""
        package var imageIds: [ImageIdentifier]?
        package var nextToken: String?
        package var maxResults: Int?
        package var filter: DescribeImagesFilter?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("registryId", &registryId)
            visitor.field("repositoryName", &repositoryName)
            visitor.field("imageIds", &imageIds)
            visitor.field("nextToken", &nextToken)
            visitor.field("maxResults", &maxResults)
            visitor.field("filter", &filter)
        }
    }
    /// `DescribeImagesResponse` of the model.
    package struct DescribeImagesResponse: Shape {
        package var imageDetails: [ImageDetail]?
        package var nextToken: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("imageDetails", &imageDetails)
            visitor.field("nextToken", &nextToken)
        }
    }
    /// `DescribePullThroughCacheRulesRequest` of the model.
    package struct DescribePullThroughCacheRulesRequest: Shape {
        package var registryId: String?
        package var ecrRepositoryPrefixes: [String]?
        package var nextToken: String?
        package var maxResults: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("registryId", &registryId)
            visitor.field("ecrRepositoryPrefixes", &ecrRepositoryPrefixes)
            visitor.field("nextToken", &nextToken)
            visitor.field("maxResults", &maxResults)
        }
    }
    /// `DescribePullThroughCacheRulesResponse` of the model.
    package struct DescribePullThroughCacheRulesResponse: Shape {
        package var pullThroughCacheRules: [PullThroughCacheRule]?
        package var nextToken: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("pullThroughCacheRules", &pullThroughCacheRules)
            visitor.field("nextToken", &nextToken)
        }
    }
    /// `DescribeRegistryRequest` of the model.
    package struct DescribeRegistryRequest: Shape {
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
        }
    }
    /// `DescribeRegistryResponse` of the model.
    package struct DescribeRegistryResponse: Shape {
        package var registryId: String?
        package var replicationConfiguration: ReplicationConfiguration?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("registryId", &registryId)
            visitor.field("replicationConfiguration", &replicationConfiguration)
        }
    }
    /// `DescribeRepositoriesRequest` of the model.
    package struct DescribeRepositoriesRequest: Shape {
        package var registryId: String?
        package var repositoryNames: [String]?
        package var nextToken: String?
        package var maxResults: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("registryId", &registryId)
            visitor.field("repositoryNames", &repositoryNames)
            visitor.field("nextToken", &nextToken)
            visitor.field("maxResults", &maxResults)
        }
    }
    /// `DescribeRepositoriesResponse` of the model.
    package struct DescribeRepositoriesResponse: Shape {
        package var repositories: [Repository]?
        package var nextToken: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("repositories", &repositories)
            visitor.field("nextToken", &nextToken)
        }
    }
    /// `DescribeRepositoryCreationTemplatesRequest` of the model.
    package struct DescribeRepositoryCreationTemplatesRequest: Shape {
        package var prefixes: [String]?
        package var nextToken: String?
        package var maxResults: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("prefixes", &prefixes)
            visitor.field("nextToken", &nextToken)
            visitor.field("maxResults", &maxResults)
        }
    }
    /// `DescribeRepositoryCreationTemplatesResponse` of the model.
    package struct DescribeRepositoryCreationTemplatesResponse: Shape {
        package var registryId: String?
        package var repositoryCreationTemplates: [RepositoryCreationTemplate]?
        package var nextToken: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("registryId", &registryId)
            visitor.field("repositoryCreationTemplates", &repositoryCreationTemplates)
            visitor.field("nextToken", &nextToken)
        }
    }
    /// `EncryptionConfiguration` of the model.
    package struct EncryptionConfiguration: Shape {
        package var encryptionType: EncryptionType?
        package var kmsKey: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("encryptionType", &encryptionType)
            visitor.field("kmsKey", &kmsKey)
        }
    }
    /// `EncryptionConfigurationForRepositoryCreationTemplate` of the model.
    package struct EncryptionConfigurationForRepositoryCreationTemplate: Shape {
        package var encryptionType: EncryptionType?
        package var kmsKey: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("encryptionType", &encryptionType)
            visitor.field("kmsKey", &kmsKey)
        }
    }
    /// `EnhancedImageScanFinding` of the model.
    package struct EnhancedImageScanFinding: Shape {
        package var awsAccountId: String?
        package var description: String?
        package var findingArn: String?
        package var firstObservedAt: Timestamp?
        package var lastObservedAt: Timestamp?
        package var packageVulnerabilityDetails: PackageVulnerabilityDetails?
        package var remediation: Remediation?
        package var resources: [Resource]?
        package var score: Double?
        package var scoreDetails: ScoreDetails?
        package var severity: String?
        package var status: String?
        package var title: String?
        package var type: String?
        package var updatedAt: Timestamp?
        package var fixAvailable: String?
        package var exploitAvailable: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("awsAccountId", &awsAccountId)
            visitor.field("description", &description)
            visitor.field("findingArn", &findingArn)
            visitor.field("firstObservedAt", &firstObservedAt)
            visitor.field("lastObservedAt", &lastObservedAt)
            visitor.field("packageVulnerabilityDetails", &packageVulnerabilityDetails)
            visitor.field("remediation", &remediation)
            visitor.field("resources", &resources)
            visitor.field("score", &score)
            visitor.field("scoreDetails", &scoreDetails)
            visitor.field("severity", &severity)
            visitor.field("status", &status)
            visitor.field("title", &title)
            visitor.field("type", &type)
            visitor.field("updatedAt", &updatedAt)
            visitor.field("fixAvailable", &fixAvailable)
            visitor.field("exploitAvailable", &exploitAvailable)
        }
    }
    /// `GetAccountSettingRequest` of the model.
    package struct GetAccountSettingRequest: Shape {
        package var name: String = ""
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("name", &name)
        }
    }
    /// `GetAccountSettingResponse` of the model.
    package struct GetAccountSettingResponse: Shape {
        package var name: String?
        package var value: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("name", &name)
            visitor.field("value", &value)
        }
    }
    /// `GetAuthorizationTokenRequest` of the model.
    package struct GetAuthorizationTokenRequest: Shape {
        package var registryIds: [String]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("registryIds", &registryIds)
        }
    }
    /// `GetAuthorizationTokenResponse` of the model.
    package struct GetAuthorizationTokenResponse: Shape {
        package var authorizationData: [AuthorizationData]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("authorizationData", &authorizationData)
        }
    }
    /// `GetDownloadUrlForLayerRequest` of the model.
    package struct GetDownloadUrlForLayerRequest: Shape {
        package var registryId: String?
        package var repositoryName: String = ""
        package var layerDigest: String = ""
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("registryId", &registryId)
            visitor.field("repositoryName", &repositoryName)
            visitor.field("layerDigest", &layerDigest)
        }
    }
    /// `GetDownloadUrlForLayerResponse` of the model.
    package struct GetDownloadUrlForLayerResponse: Shape {
        package var downloadUrl: String?
        package var layerDigest: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("downloadUrl", &downloadUrl)
            visitor.field("layerDigest", &layerDigest)
        }
    }
    /// `GetLifecyclePolicyPreviewRequest` of the model.
    package struct GetLifecyclePolicyPreviewRequest: Shape {
        package var registryId: String?
        package var repositoryName: String = ""
        package var imageIds: [ImageIdentifier]?
        package var nextToken: String?
        package var maxResults: Int?
        package var filter: LifecyclePolicyPreviewFilter?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("registryId", &registryId)
            visitor.field("repositoryName", &repositoryName)
            visitor.field("imageIds", &imageIds)
            visitor.field("nextToken", &nextToken)
            visitor.field("maxResults", &maxResults)
            visitor.field("filter", &filter)
        }
    }
    /// `GetLifecyclePolicyPreviewResponse` of the model.
    package struct GetLifecyclePolicyPreviewResponse: Shape {
        package var registryId: String?
        package var repositoryName: String?
        package var lifecyclePolicyText: String?
        package var status: LifecyclePolicyPreviewStatus?
        package var nextToken: String?
        package var previewResults: [LifecyclePolicyPreviewResult]?
        package var summary: LifecyclePolicyPreviewSummary?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("registryId", &registryId)
            visitor.field("repositoryName", &repositoryName)
            visitor.field("lifecyclePolicyText", &lifecyclePolicyText)
            visitor.field("status", &status)
            visitor.field("nextToken", &nextToken)
            visitor.field("previewResults", &previewResults)
            visitor.field("summary", &summary)
        }
    }
    /// `GetLifecyclePolicyRequest` of the model.
    package struct GetLifecyclePolicyRequest: Shape {
        package var registryId: String?
        package var repositoryName: String = ""
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("registryId", &registryId)
            visitor.field("repositoryName", &repositoryName)
        }
    }
    /// `GetLifecyclePolicyResponse` of the model.
    package struct GetLifecyclePolicyResponse: Shape {
        package var registryId: String?
        package var repositoryName: String?
        package var lifecyclePolicyText: String?
        package var lastEvaluatedAt: Timestamp?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("registryId", &registryId)
            visitor.field("repositoryName", &repositoryName)
            visitor.field("lifecyclePolicyText", &lifecyclePolicyText)
            visitor.field("lastEvaluatedAt", &lastEvaluatedAt)
        }
    }
    /// `GetRegistryPolicyRequest` of the model.
    package struct GetRegistryPolicyRequest: Shape {
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
        }
    }
    /// `GetRegistryPolicyResponse` of the model.
    package struct GetRegistryPolicyResponse: Shape {
        package var registryId: String?
        package var policyText: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("registryId", &registryId)
            visitor.field("policyText", &policyText)
        }
    }
    /// `GetRegistryScanningConfigurationRequest` of the model.
    package struct GetRegistryScanningConfigurationRequest: Shape {
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
        }
    }
    /// `GetRegistryScanningConfigurationResponse` of the model.
    package struct GetRegistryScanningConfigurationResponse: Shape {
        package var registryId: String?
        package var scanningConfiguration: RegistryScanningConfiguration?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("registryId", &registryId)
            visitor.field("scanningConfiguration", &scanningConfiguration)
        }
    }
    /// `GetRepositoryPolicyRequest` of the model.
    package struct GetRepositoryPolicyRequest: Shape {
        package var registryId: String?
        package var repositoryName: String = ""
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("registryId", &registryId)
            visitor.field("repositoryName", &repositoryName)
        }
    }
    /// `GetRepositoryPolicyResponse` of the model.
    package struct GetRepositoryPolicyResponse: Shape {
        package var registryId: String?
        package var repositoryName: String?
        package var policyText: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("registryId", &registryId)
            visitor.field("repositoryName", &repositoryName)
            visitor.field("policyText", &policyText)
        }
    }
    /// `Image` of the model.
    package struct Image: Shape {
        package var registryId: String?
        package var repositoryName: String?
        package var imageId: ImageIdentifier?
        package var imageManifest: String?
        package var imageManifestMediaType: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("registryId", &registryId)
            visitor.field("repositoryName", &repositoryName)
            visitor.field("imageId", &imageId)
            visitor.field("imageManifest", &imageManifest)
            visitor.field("imageManifestMediaType", &imageManifestMediaType)
        }
    }
    /// `ImageDetail` of the model.
    package struct ImageDetail: Shape {
        package var registryId: String?
        package var repositoryName: String?
        package var imageDigest: String?
        package var imageTags: [String]?
        package var imageSizeInBytes: Int?
        package var imagePushedAt: Timestamp?
        package var imageScanStatus: ImageScanStatus?
        package var imageScanFindingsSummary: ImageScanFindingsSummary?
        package var imageManifestMediaType: String?
        package var artifactMediaType: String?
        package var lastRecordedPullTime: Timestamp?
        package var subjectManifestDigest: String?
        package var imageStatus: ImageStatus?
        package var lastArchivedAt: Timestamp?
        package var lastActivatedAt: Timestamp?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("registryId", &registryId)
            visitor.field("repositoryName", &repositoryName)
            visitor.field("imageDigest", &imageDigest)
            visitor.field("imageTags", &imageTags)
            visitor.field("imageSizeInBytes", &imageSizeInBytes)
            visitor.field("imagePushedAt", &imagePushedAt)
            visitor.field("imageScanStatus", &imageScanStatus)
            visitor.field("imageScanFindingsSummary", &imageScanFindingsSummary)
            visitor.field("imageManifestMediaType", &imageManifestMediaType)
            visitor.field("artifactMediaType", &artifactMediaType)
            visitor.field("lastRecordedPullTime", &lastRecordedPullTime)
            visitor.field("subjectManifestDigest", &subjectManifestDigest)
            visitor.field("imageStatus", &imageStatus)
            visitor.field("lastArchivedAt", &lastArchivedAt)
            visitor.field("lastActivatedAt", &lastActivatedAt)
        }
    }
    /// `ImageFailure` of the model.
    package struct ImageFailure: Shape {
        package var imageId: ImageIdentifier?
        package var failureCode: ImageFailureCode?
        package var failureReason: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("imageId", &imageId)
            visitor.field("failureCode", &failureCode)
            visitor.field("failureReason", &failureReason)
        }
    }
    /// `ImageIdentifier` of the model.
    package struct ImageIdentifier: Shape {
        package var imageDigest: String?
        package var imageTag: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("imageDigest", &imageDigest)
            visitor.field("imageTag", &imageTag)
        }
    }
    /// `ImageReferrer` of the model.
    package struct ImageReferrer: Shape {
        package var digest: String = ""
        package var mediaType: String = ""
        package var artifactType: String?
        package var size: Int = 0
        package var annotations: [String: String]?
        package var artifactStatus: ArtifactStatus?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("digest", &digest)
            visitor.field("mediaType", &mediaType)
            visitor.field("artifactType", &artifactType)
            visitor.field("size", &size)
            visitor.field("annotations", &annotations)
            visitor.field("artifactStatus", &artifactStatus)
        }
    }
    /// `ImageReplicationStatus` of the model.
    package struct ImageReplicationStatus: Shape {
        package var region: String?
        package var registryId: String?
        package var status: ReplicationStatus?
        package var failureCode: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("region", &region)
            visitor.field("registryId", &registryId)
            visitor.field("status", &status)
            visitor.field("failureCode", &failureCode)
        }
    }
    /// `ImageScanFinding` of the model.
    package struct ImageScanFinding: Shape {
        package var name: String?
        package var description: String?
        package var uri: String?
        package var severity: FindingSeverity?
        package var attributes: [Attribute]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("name", &name)
            visitor.field("description", &description)
            visitor.field("uri", &uri)
            visitor.field("severity", &severity)
            visitor.field("attributes", &attributes)
        }
    }
    /// `ImageScanFindings` of the model.
    package struct ImageScanFindings: Shape {
        package var imageScanCompletedAt: Timestamp?
        package var vulnerabilitySourceUpdatedAt: Timestamp?
        package var findingSeverityCounts: [String: Int]?
        package var findings: [ImageScanFinding]?
        package var enhancedFindings: [EnhancedImageScanFinding]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("imageScanCompletedAt", &imageScanCompletedAt)
            visitor.field("vulnerabilitySourceUpdatedAt", &vulnerabilitySourceUpdatedAt)
            visitor.field("findingSeverityCounts", &findingSeverityCounts)
            visitor.field("findings", &findings)
            visitor.field("enhancedFindings", &enhancedFindings)
        }
    }
    /// `ImageScanFindingsSummary` of the model.
    package struct ImageScanFindingsSummary: Shape {
        package var imageScanCompletedAt: Timestamp?
        package var vulnerabilitySourceUpdatedAt: Timestamp?
        package var findingSeverityCounts: [String: Int]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("imageScanCompletedAt", &imageScanCompletedAt)
            visitor.field("vulnerabilitySourceUpdatedAt", &vulnerabilitySourceUpdatedAt)
            visitor.field("findingSeverityCounts", &findingSeverityCounts)
        }
    }
    /// `ImageScanStatus` of the model.
    package struct ImageScanStatus: Shape {
        package var status: ScanStatus?
        package var description: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("status", &status)
            visitor.field("description", &description)
        }
    }
    /// `ImageScanningConfiguration` of the model.
    package struct ImageScanningConfiguration: Shape {
        package var scanOnPush: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("scanOnPush", &scanOnPush)
        }
    }
    /// `ImageTagMutabilityExclusionFilter` of the model.
    package struct ImageTagMutabilityExclusionFilter: Shape {
        package var filterType: ImageTagMutabilityExclusionFilterType?
        package var filter: String = ""
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("filterType", &filterType)
            visitor.field("filter", &filter)
        }
    }
    /// `InitiateLayerUploadRequest` of the model.
    package struct InitiateLayerUploadRequest: Shape {
        package var registryId: String?
        package var repositoryName: String = ""
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("registryId", &registryId)
            visitor.field("repositoryName", &repositoryName)
        }
    }
    /// `InitiateLayerUploadResponse` of the model.
    package struct InitiateLayerUploadResponse: Shape {
        package var uploadId: String?
        package var partSize: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("uploadId", &uploadId)
            visitor.field("partSize", &partSize)
        }
    }
    /// `Layer` of the model.
    package struct Layer: Shape {
        package var layerDigest: String?
        package var layerAvailability: LayerAvailability?
        package var layerSize: Int?
        package var mediaType: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("layerDigest", &layerDigest)
            visitor.field("layerAvailability", &layerAvailability)
            visitor.field("layerSize", &layerSize)
            visitor.field("mediaType", &mediaType)
        }
    }
    /// `LayerFailure` of the model.
    package struct LayerFailure: Shape {
        package var layerDigest: String?
        package var failureCode: LayerFailureCode?
        package var failureReason: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("layerDigest", &layerDigest)
            visitor.field("failureCode", &failureCode)
            visitor.field("failureReason", &failureReason)
        }
    }
    /// `LifecyclePolicyPreviewFilter` of the model.
    package struct LifecyclePolicyPreviewFilter: Shape {
        package var tagStatus: TagStatus?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("tagStatus", &tagStatus)
        }
    }
    /// `LifecyclePolicyPreviewResult` of the model.
    package struct LifecyclePolicyPreviewResult: Shape {
        package var imageTags: [String]?
        package var imageDigest: String?
        package var imagePushedAt: Timestamp?
        package var action: LifecyclePolicyRuleAction?
        package var appliedRulePriority: Int?
        package var storageClass: LifecyclePolicyStorageClass?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("imageTags", &imageTags)
            visitor.field("imageDigest", &imageDigest)
            visitor.field("imagePushedAt", &imagePushedAt)
            visitor.field("action", &action)
            visitor.field("appliedRulePriority", &appliedRulePriority)
            visitor.field("storageClass", &storageClass)
        }
    }
    /// `LifecyclePolicyPreviewSummary` of the model.
    package struct LifecyclePolicyPreviewSummary: Shape {
        package var expiringImageTotalCount: Int?
        package var transitioningImageTotalCounts: [TransitioningImageTotalCount]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("expiringImageTotalCount", &expiringImageTotalCount)
            visitor.field("transitioningImageTotalCounts", &transitioningImageTotalCounts)
        }
    }
    /// `LifecyclePolicyRuleAction` of the model.
    package struct LifecyclePolicyRuleAction: Shape {
        package var type: ImageActionType?
        package var targetStorageClass: LifecyclePolicyTargetStorageClass?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("type", &type)
            visitor.field("targetStorageClass", &targetStorageClass)
        }
    }
    /// `ListImageReferrersFilter` of the model.
    package struct ListImageReferrersFilter: Shape {
        package var artifactTypes: [String]?
        package var artifactStatus: ArtifactStatusFilter?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("artifactTypes", &artifactTypes)
            visitor.field("artifactStatus", &artifactStatus)
        }
    }
    /// `ListImageReferrersRequest` of the model.
    package struct ListImageReferrersRequest: Shape {
        package var registryId: String?
        package var repositoryName: String = ""
        package var subjectId: SubjectIdentifier?
        package var filter: ListImageReferrersFilter?
        package var nextToken: String?
        package var maxResults: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("registryId", &registryId)
            visitor.field("repositoryName", &repositoryName)
            visitor.field("subjectId", &subjectId)
            visitor.field("filter", &filter)
            visitor.field("nextToken", &nextToken)
            visitor.field("maxResults", &maxResults)
        }
    }
    /// `ListImageReferrersResponse` of the model.
    package struct ListImageReferrersResponse: Shape {
        package var referrers: [ImageReferrer]?
        package var nextToken: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("referrers", &referrers)
            visitor.field("nextToken", &nextToken)
        }
    }
    /// `ListImagesFilter` of the model.
    package struct ListImagesFilter: Shape {
        package var tagStatus: TagStatus?
        package var imageStatus: ImageStatusFilter?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("tagStatus", &tagStatus)
            visitor.field("imageStatus", &imageStatus)
        }
    }
    /// `ListImagesRequest` of the model.
    package struct ListImagesRequest: Shape {
        package var registryId: String?
        package var repositoryName: String = ""
        package var nextToken: String?
        package var maxResults: Int?
        package var filter: ListImagesFilter?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("registryId", &registryId)
            visitor.field("repositoryName", &repositoryName)
            visitor.field("nextToken", &nextToken)
            visitor.field("maxResults", &maxResults)
            visitor.field("filter", &filter)
        }
    }
    /// `ListImagesResponse` of the model.
    package struct ListImagesResponse: Shape {
        package var imageIds: [ImageIdentifier]?
        package var nextToken: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("imageIds", &imageIds)
            visitor.field("nextToken", &nextToken)
        }
    }
    /// `ListPullTimeUpdateExclusionsRequest` of the model.
    package struct ListPullTimeUpdateExclusionsRequest: Shape {
        package var maxResults: Int?
        package var nextToken: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("maxResults", &maxResults)
            visitor.field("nextToken", &nextToken)
        }
    }
    /// `ListPullTimeUpdateExclusionsResponse` of the model.
    package struct ListPullTimeUpdateExclusionsResponse: Shape {
        package var pullTimeUpdateExclusions: [String]?
        package var nextToken: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("pullTimeUpdateExclusions", &pullTimeUpdateExclusions)
            visitor.field("nextToken", &nextToken)
        }
    }
    /// `ListTagsForResourceRequest` of the model.
    package struct ListTagsForResourceRequest: Shape {
        package var resourceArn: String = ""
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("resourceArn", &resourceArn)
        }
    }
    /// `ListTagsForResourceResponse` of the model.
    package struct ListTagsForResourceResponse: Shape {
        package var tags: [Tag]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("tags", &tags)
        }
    }
    /// `PackageVulnerabilityDetails` of the model.
    package struct PackageVulnerabilityDetails: Shape {
        package var cvss: [CvssScore]?
        package var referenceUrls: [String]?
        package var relatedVulnerabilities: [String]?
        package var source: String?
        package var sourceUrl: String?
        package var vendorCreatedAt: Timestamp?
        package var vendorSeverity: String?
        package var vendorUpdatedAt: Timestamp?
        package var vulnerabilityId: String?
        package var vulnerablePackages: [VulnerablePackage]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("cvss", &cvss)
            visitor.field("referenceUrls", &referenceUrls)
            visitor.field("relatedVulnerabilities", &relatedVulnerabilities)
            visitor.field("source", &source)
            visitor.field("sourceUrl", &sourceUrl)
            visitor.field("vendorCreatedAt", &vendorCreatedAt)
            visitor.field("vendorSeverity", &vendorSeverity)
            visitor.field("vendorUpdatedAt", &vendorUpdatedAt)
            visitor.field("vulnerabilityId", &vulnerabilityId)
            visitor.field("vulnerablePackages", &vulnerablePackages)
        }
    }
    /// `PullThroughCacheRule` of the model.
    package struct PullThroughCacheRule: Shape {
        package var ecrRepositoryPrefix: String?
        package var upstreamRegistryUrl: String?
        package var createdAt: Timestamp?
        package var registryId: String?
        package var credentialArn: String?
        package var customRoleArn: String?
        package var upstreamRepositoryPrefix: String?
        package var upstreamRegistry: UpstreamRegistry?
        package var updatedAt: Timestamp?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("ecrRepositoryPrefix", &ecrRepositoryPrefix)
            visitor.field("upstreamRegistryUrl", &upstreamRegistryUrl)
            visitor.field("createdAt", &createdAt)
            visitor.field("registryId", &registryId)
            visitor.field("credentialArn", &credentialArn)
            visitor.field("customRoleArn", &customRoleArn)
            visitor.field("upstreamRepositoryPrefix", &upstreamRepositoryPrefix)
            visitor.field("upstreamRegistry", &upstreamRegistry)
            visitor.field("updatedAt", &updatedAt)
        }
    }
    /// `PutAccountSettingRequest` of the model.
    package struct PutAccountSettingRequest: Shape {
        package var name: String = ""
        package var value: String = ""
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("name", &name)
            visitor.field("value", &value)
        }
    }
    /// `PutAccountSettingResponse` of the model.
    package struct PutAccountSettingResponse: Shape {
        package var name: String?
        package var value: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("name", &name)
            visitor.field("value", &value)
        }
    }
    /// `PutImageRequest` of the model.
    package struct PutImageRequest: Shape {
        package var registryId: String?
        package var repositoryName: String = ""
        package var imageManifest: String = ""
        package var imageManifestMediaType: String?
        package var imageTag: String?
        package var imageDigest: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("registryId", &registryId)
            visitor.field("repositoryName", &repositoryName)
            visitor.field("imageManifest", &imageManifest)
            visitor.field("imageManifestMediaType", &imageManifestMediaType)
            visitor.field("imageTag", &imageTag)
            visitor.field("imageDigest", &imageDigest)
        }
    }
    /// `PutImageResponse` of the model.
    package struct PutImageResponse: Shape {
        package var image: Image?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("image", &image)
        }
    }
    /// `PutImageScanningConfigurationRequest` of the model.
    package struct PutImageScanningConfigurationRequest: Shape {
        package var registryId: String?
        package var repositoryName: String = ""
        package var imageScanningConfiguration: ImageScanningConfiguration?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("registryId", &registryId)
            visitor.field("repositoryName", &repositoryName)
            visitor.field("imageScanningConfiguration", &imageScanningConfiguration)
        }
    }
    /// `PutImageScanningConfigurationResponse` of the model.
    package struct PutImageScanningConfigurationResponse: Shape {
        package var registryId: String?
        package var repositoryName: String?
        package var imageScanningConfiguration: ImageScanningConfiguration?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("registryId", &registryId)
            visitor.field("repositoryName", &repositoryName)
            visitor.field("imageScanningConfiguration", &imageScanningConfiguration)
        }
    }
    /// `PutImageTagMutabilityRequest` of the model.
    package struct PutImageTagMutabilityRequest: Shape {
        package var registryId: String?
        package var repositoryName: String = ""
        package var imageTagMutability: ImageTagMutability?
        package var imageTagMutabilityExclusionFilters: [ImageTagMutabilityExclusionFilter]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("registryId", &registryId)
            visitor.field("repositoryName", &repositoryName)
            visitor.field("imageTagMutability", &imageTagMutability)
            visitor.field("imageTagMutabilityExclusionFilters", &imageTagMutabilityExclusionFilters)
        }
    }
    /// `PutImageTagMutabilityResponse` of the model.
    package struct PutImageTagMutabilityResponse: Shape {
        package var registryId: String?
        package var repositoryName: String?
        package var imageTagMutability: ImageTagMutability?
        package var imageTagMutabilityExclusionFilters: [ImageTagMutabilityExclusionFilter]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("registryId", &registryId)
            visitor.field("repositoryName", &repositoryName)
            visitor.field("imageTagMutability", &imageTagMutability)
            visitor.field("imageTagMutabilityExclusionFilters", &imageTagMutabilityExclusionFilters)
        }
    }
    /// `PutLifecyclePolicyRequest` of the model.
    package struct PutLifecyclePolicyRequest: Shape {
        package var registryId: String?
        package var repositoryName: String = ""
        package var lifecyclePolicyText: String = ""
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("registryId", &registryId)
            visitor.field("repositoryName", &repositoryName)
            visitor.field("lifecyclePolicyText", &lifecyclePolicyText)
        }
    }
    /// `PutLifecyclePolicyResponse` of the model.
    package struct PutLifecyclePolicyResponse: Shape {
        package var registryId: String?
        package var repositoryName: String?
        package var lifecyclePolicyText: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("registryId", &registryId)
            visitor.field("repositoryName", &repositoryName)
            visitor.field("lifecyclePolicyText", &lifecyclePolicyText)
        }
    }
    /// `PutRegistryPolicyRequest` of the model.
    package struct PutRegistryPolicyRequest: Shape {
        package var policyText: String = ""
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("policyText", &policyText)
        }
    }
    /// `PutRegistryPolicyResponse` of the model.
    package struct PutRegistryPolicyResponse: Shape {
        package var registryId: String?
        package var policyText: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("registryId", &registryId)
            visitor.field("policyText", &policyText)
        }
    }
    /// `PutRegistryScanningConfigurationRequest` of the model.
    package struct PutRegistryScanningConfigurationRequest: Shape {
        package var scanType: ScanType?
        package var rules: [RegistryScanningRule]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("scanType", &scanType)
            visitor.field("rules", &rules)
        }
    }
    /// `PutRegistryScanningConfigurationResponse` of the model.
    package struct PutRegistryScanningConfigurationResponse: Shape {
        package var registryScanningConfiguration: RegistryScanningConfiguration?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("registryScanningConfiguration", &registryScanningConfiguration)
        }
    }
    /// `PutReplicationConfigurationRequest` of the model.
    package struct PutReplicationConfigurationRequest: Shape {
        package var replicationConfiguration: ReplicationConfiguration?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("replicationConfiguration", &replicationConfiguration)
        }
    }
    /// `PutReplicationConfigurationResponse` of the model.
    package struct PutReplicationConfigurationResponse: Shape {
        package var replicationConfiguration: ReplicationConfiguration?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("replicationConfiguration", &replicationConfiguration)
        }
    }
    /// `Recommendation` of the model.
    package struct Recommendation: Shape {
        package var url: String?
        package var text: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("url", &url)
            visitor.field("text", &text)
        }
    }
    /// `RegisterPullTimeUpdateExclusionRequest` of the model.
    package struct RegisterPullTimeUpdateExclusionRequest: Shape {
        package var principalArn: String = ""
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("principalArn", &principalArn)
        }
    }
    /// `RegisterPullTimeUpdateExclusionResponse` of the model.
    package struct RegisterPullTimeUpdateExclusionResponse: Shape {
        package var principalArn: String?
        package var createdAt: Timestamp?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("principalArn", &principalArn)
            visitor.field("createdAt", &createdAt)
        }
    }
    /// `RegistryScanningConfiguration` of the model.
    package struct RegistryScanningConfiguration: Shape {
        package var scanType: ScanType?
        package var rules: [RegistryScanningRule]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("scanType", &scanType)
            visitor.field("rules", &rules)
        }
    }
    /// `RegistryScanningRule` of the model.
    package struct RegistryScanningRule: Shape {
        package var scanFrequency: ScanFrequency?
        package var repositoryFilters: [ScanningRepositoryFilter] = []
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("scanFrequency", &scanFrequency)
            visitor.field("repositoryFilters", &repositoryFilters)
        }
    }
    /// `Remediation` of the model.
    package struct Remediation: Shape {
        package var recommendation: Recommendation?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("recommendation", &recommendation)
        }
    }
    /// `ReplicationConfiguration` of the model.
    package struct ReplicationConfiguration: Shape {
        package var rules: [ReplicationRule] = []
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("rules", &rules)
        }
    }
    /// `ReplicationDestination` of the model.
    package struct ReplicationDestination: Shape {
        package var region: String = ""
        package var registryId: String = ""
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("region", &region)
            visitor.field("registryId", &registryId)
        }
    }
    /// `ReplicationRule` of the model.
    package struct ReplicationRule: Shape {
        package var destinations: [ReplicationDestination] = []
        package var repositoryFilters: [RepositoryFilter]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("destinations", &destinations)
            visitor.field("repositoryFilters", &repositoryFilters)
        }
    }
    /// `Repository` of the model.
    package struct Repository: Shape {
        package var repositoryArn: String?
        package var registryId: String?
        package var repositoryName: String?
        package var repositoryUri: String?
        package var createdAt: Timestamp?
        package var imageTagMutability: ImageTagMutability?
        package var imageTagMutabilityExclusionFilters: [ImageTagMutabilityExclusionFilter]?
        package var imageScanningConfiguration: ImageScanningConfiguration?
        package var encryptionConfiguration: EncryptionConfiguration?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("repositoryArn", &repositoryArn)
            visitor.field("registryId", &registryId)
            visitor.field("repositoryName", &repositoryName)
            visitor.field("repositoryUri", &repositoryUri)
            visitor.field("createdAt", &createdAt)
            visitor.field("imageTagMutability", &imageTagMutability)
            visitor.field("imageTagMutabilityExclusionFilters", &imageTagMutabilityExclusionFilters)
            visitor.field("imageScanningConfiguration", &imageScanningConfiguration)
            visitor.field("encryptionConfiguration", &encryptionConfiguration)
        }
    }
    /// `RepositoryCreationTemplate` of the model.
    package struct RepositoryCreationTemplate: Shape {
        package var prefix: String?
        package var description: String?
        package var encryptionConfiguration: EncryptionConfigurationForRepositoryCreationTemplate?
        package var resourceTags: [Tag]?
        package var imageTagMutability: ImageTagMutability?
        package var imageTagMutabilityExclusionFilters: [ImageTagMutabilityExclusionFilter]?
        package var repositoryPolicy: String?
        package var lifecyclePolicy: String?
        package var appliedFor: [RCTAppliedFor]?
        package var customRoleArn: String?
        package var createdAt: Timestamp?
        package var updatedAt: Timestamp?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("prefix", &prefix)
            visitor.field("description", &description)
            visitor.field("encryptionConfiguration", &encryptionConfiguration)
            visitor.field("resourceTags", &resourceTags)
            visitor.field("imageTagMutability", &imageTagMutability)
            visitor.field("imageTagMutabilityExclusionFilters", &imageTagMutabilityExclusionFilters)
            visitor.field("repositoryPolicy", &repositoryPolicy)
            visitor.field("lifecyclePolicy", &lifecyclePolicy)
            visitor.field("appliedFor", &appliedFor)
            visitor.field("customRoleArn", &customRoleArn)
            visitor.field("createdAt", &createdAt)
            visitor.field("updatedAt", &updatedAt)
        }
    }
    /// `RepositoryFilter` of the model.
    package struct RepositoryFilter: Shape {
        package var filter: String = ""
        package var filterType: RepositoryFilterType?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("filter", &filter)
            visitor.field("filterType", &filterType)
        }
    }
    /// `RepositoryScanningConfiguration` of the model.
    package struct RepositoryScanningConfiguration: Shape {
        package var repositoryArn: String?
        package var repositoryName: String?
        package var scanOnPush: Bool?
        package var scanFrequency: ScanFrequency?
        package var appliedScanFilters: [ScanningRepositoryFilter]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("repositoryArn", &repositoryArn)
            visitor.field("repositoryName", &repositoryName)
            visitor.field("scanOnPush", &scanOnPush)
            visitor.field("scanFrequency", &scanFrequency)
            visitor.field("appliedScanFilters", &appliedScanFilters)
        }
    }
    /// `RepositoryScanningConfigurationFailure` of the model.
    package struct RepositoryScanningConfigurationFailure: Shape {
        package var repositoryName: String?
        package var failureCode: ScanningConfigurationFailureCode?
        package var failureReason: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("repositoryName", &repositoryName)
            visitor.field("failureCode", &failureCode)
            visitor.field("failureReason", &failureReason)
        }
    }
    /// `Resource` of the model.
    package struct Resource: Shape {
        package var details: ResourceDetails?
        package var id: String?
        package var tags: [String: String]?
        package var type: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("details", &details)
            visitor.field("id", &id)
            visitor.field("tags", &tags)
            visitor.field("type", &type)
        }
    }
    /// `ResourceDetails` of the model.
    package struct ResourceDetails: Shape {
        package var awsEcrContainerImage: AwsEcrContainerImageDetails?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("awsEcrContainerImage", &awsEcrContainerImage)
        }
    }
    /// `ScanningRepositoryFilter` of the model.
    package struct ScanningRepositoryFilter: Shape {
        package var filter: String = ""
        package var filterType: ScanningRepositoryFilterType?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("filter", &filter)
            visitor.field("filterType", &filterType)
        }
    }
    /// `ScoreDetails` of the model.
    package struct ScoreDetails: Shape {
        package var cvss: CvssScoreDetails?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("cvss", &cvss)
        }
    }
    /// `SetRepositoryPolicyRequest` of the model.
    package struct SetRepositoryPolicyRequest: Shape {
        package var registryId: String?
        package var repositoryName: String = ""
        package var policyText: String = ""
        package var force: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("registryId", &registryId)
            visitor.field("repositoryName", &repositoryName)
            visitor.field("policyText", &policyText)
            visitor.field("force", &force)
        }
    }
    /// `SetRepositoryPolicyResponse` of the model.
    package struct SetRepositoryPolicyResponse: Shape {
        package var registryId: String?
        package var repositoryName: String?
        package var policyText: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("registryId", &registryId)
            visitor.field("repositoryName", &repositoryName)
            visitor.field("policyText", &policyText)
        }
    }
    /// `StartImageScanRequest` of the model.
    package struct StartImageScanRequest: Shape {
        package var registryId: String?
        package var repositoryName: String = ""
        package var imageId: ImageIdentifier?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("registryId", &registryId)
            visitor.field("repositoryName", &repositoryName)
            visitor.field("imageId", &imageId)
        }
    }
    /// `StartImageScanResponse` of the model.
    package struct StartImageScanResponse: Shape {
        package var registryId: String?
        package var repositoryName: String?
        package var imageId: ImageIdentifier?
        package var imageScanStatus: ImageScanStatus?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("registryId", &registryId)
            visitor.field("repositoryName", &repositoryName)
            visitor.field("imageId", &imageId)
            visitor.field("imageScanStatus", &imageScanStatus)
        }
    }
    /// `StartLifecyclePolicyPreviewRequest` of the model.
    package struct StartLifecyclePolicyPreviewRequest: Shape {
        package var registryId: String?
        package var repositoryName: String = ""
        package var lifecyclePolicyText: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("registryId", &registryId)
            visitor.field("repositoryName", &repositoryName)
            visitor.field("lifecyclePolicyText", &lifecyclePolicyText)
        }
    }
    /// `StartLifecyclePolicyPreviewResponse` of the model.
    package struct StartLifecyclePolicyPreviewResponse: Shape {
        package var registryId: String?
        package var repositoryName: String?
        package var lifecyclePolicyText: String?
        package var status: LifecyclePolicyPreviewStatus?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("registryId", &registryId)
            visitor.field("repositoryName", &repositoryName)
            visitor.field("lifecyclePolicyText", &lifecyclePolicyText)
            visitor.field("status", &status)
        }
    }
    /// `SubjectIdentifier` of the model.
    package struct SubjectIdentifier: Shape {
        package var imageDigest: String = ""
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("imageDigest", &imageDigest)
        }
    }
    /// `Tag` of the model.
    package struct Tag: Shape {
        package var key: String = ""
        package var value: String = ""
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Key", &key)
            visitor.field("Value", &value)
        }
    }
    /// `TagResourceRequest` of the model.
    package struct TagResourceRequest: Shape {
        package var resourceArn: String = ""
        package var tags: [Tag] = []
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("resourceArn", &resourceArn)
            visitor.field("tags", &tags)
        }
    }
    /// `TagResourceResponse` of the model.
    package struct TagResourceResponse: Shape {
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
        }
    }
    /// `TransitioningImageTotalCount` of the model.
    package struct TransitioningImageTotalCount: Shape {
        package var targetStorageClass: LifecyclePolicyTargetStorageClass?
        package var imageTotalCount: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("targetStorageClass", &targetStorageClass)
            visitor.field("imageTotalCount", &imageTotalCount)
        }
    }
    /// `UntagResourceRequest` of the model.
    package struct UntagResourceRequest: Shape {
        package var resourceArn: String = ""
        package var tagKeys: [String] = []
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("resourceArn", &resourceArn)
            visitor.field("tagKeys", &tagKeys)
        }
    }
    /// `UntagResourceResponse` of the model.
    package struct UntagResourceResponse: Shape {
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
        }
    }
    /// `UpdateImageStorageClassRequest` of the model.
    package struct UpdateImageStorageClassRequest: Shape {
        package var registryId: String?
        package var repositoryName: String = ""
        package var imageId: ImageIdentifier?
        package var targetStorageClass: TargetStorageClass?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("registryId", &registryId)
            visitor.field("repositoryName", &repositoryName)
            visitor.field("imageId", &imageId)
            visitor.field("targetStorageClass", &targetStorageClass)
        }
    }
    /// `UpdateImageStorageClassResponse` of the model.
    package struct UpdateImageStorageClassResponse: Shape {
        package var registryId: String?
        package var repositoryName: String?
        package var imageId: ImageIdentifier?
        package var imageStatus: ImageStatus?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("registryId", &registryId)
            visitor.field("repositoryName", &repositoryName)
            visitor.field("imageId", &imageId)
            visitor.field("imageStatus", &imageStatus)
        }
    }
    /// `UpdatePullThroughCacheRuleRequest` of the model.
    package struct UpdatePullThroughCacheRuleRequest: Shape {
        package var registryId: String?
        package var ecrRepositoryPrefix: String = ""
        package var credentialArn: String?
        package var customRoleArn: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("registryId", &registryId)
            visitor.field("ecrRepositoryPrefix", &ecrRepositoryPrefix)
            visitor.field("credentialArn", &credentialArn)
            visitor.field("customRoleArn", &customRoleArn)
        }
    }
    /// `UpdatePullThroughCacheRuleResponse` of the model.
    package struct UpdatePullThroughCacheRuleResponse: Shape {
        package var ecrRepositoryPrefix: String?
        package var registryId: String?
        package var updatedAt: Timestamp?
        package var credentialArn: String?
        package var customRoleArn: String?
        package var upstreamRepositoryPrefix: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("ecrRepositoryPrefix", &ecrRepositoryPrefix)
            visitor.field("registryId", &registryId)
            visitor.field("updatedAt", &updatedAt)
            visitor.field("credentialArn", &credentialArn)
            visitor.field("customRoleArn", &customRoleArn)
            visitor.field("upstreamRepositoryPrefix", &upstreamRepositoryPrefix)
        }
    }
    /// `UpdateRepositoryCreationTemplateRequest` of the model.
    package struct UpdateRepositoryCreationTemplateRequest: Shape {
        package var prefix: String = ""
        package var description: String?
        package var encryptionConfiguration: EncryptionConfigurationForRepositoryCreationTemplate?
        package var resourceTags: [Tag]?
        package var imageTagMutability: ImageTagMutability?
        package var imageTagMutabilityExclusionFilters: [ImageTagMutabilityExclusionFilter]?
        package var repositoryPolicy: String?
        package var lifecyclePolicy: String?
        package var appliedFor: [RCTAppliedFor]?
        package var customRoleArn: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("prefix", &prefix)
            visitor.field("description", &description)
            visitor.field("encryptionConfiguration", &encryptionConfiguration)
            visitor.field("resourceTags", &resourceTags)
            visitor.field("imageTagMutability", &imageTagMutability)
            visitor.field("imageTagMutabilityExclusionFilters", &imageTagMutabilityExclusionFilters)
            visitor.field("repositoryPolicy", &repositoryPolicy)
            visitor.field("lifecyclePolicy", &lifecyclePolicy)
            visitor.field("appliedFor", &appliedFor)
            visitor.field("customRoleArn", &customRoleArn)
        }
    }
    /// `UpdateRepositoryCreationTemplateResponse` of the model.
    package struct UpdateRepositoryCreationTemplateResponse: Shape {
        package var registryId: String?
        package var repositoryCreationTemplate: RepositoryCreationTemplate?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("registryId", &registryId)
            visitor.field("repositoryCreationTemplate", &repositoryCreationTemplate)
        }
    }
    /// `UploadLayerPartRequest` of the model.
    package struct UploadLayerPartRequest: Shape {
        package var registryId: String?
        package var repositoryName: String = ""
        package var uploadId: String = ""
        package var partFirstByte: Int = 0
        package var partLastByte: Int = 0
        package var layerPartBlob: Blob = Blob()
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("registryId", &registryId)
            visitor.field("repositoryName", &repositoryName)
            visitor.field("uploadId", &uploadId)
            visitor.field("partFirstByte", &partFirstByte)
            visitor.field("partLastByte", &partLastByte)
            visitor.field("layerPartBlob", &layerPartBlob)
        }
    }
    /// `UploadLayerPartResponse` of the model.
    package struct UploadLayerPartResponse: Shape {
        package var registryId: String?
        package var repositoryName: String?
        package var uploadId: String?
        package var lastByteReceived: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("registryId", &registryId)
            visitor.field("repositoryName", &repositoryName)
            visitor.field("uploadId", &uploadId)
            visitor.field("lastByteReceived", &lastByteReceived)
        }
    }
    /// `ValidatePullThroughCacheRuleRequest` of the model.
    package struct ValidatePullThroughCacheRuleRequest: Shape {
        package var ecrRepositoryPrefix: String = ""
        package var registryId: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("ecrRepositoryPrefix", &ecrRepositoryPrefix)
            visitor.field("registryId", &registryId)
        }
    }
    /// `ValidatePullThroughCacheRuleResponse` of the model.
    package struct ValidatePullThroughCacheRuleResponse: Shape {
        package var ecrRepositoryPrefix: String?
        package var registryId: String?
        package var upstreamRegistryUrl: String?
        package var credentialArn: String?
        package var customRoleArn: String?
        package var upstreamRepositoryPrefix: String?
        package var isValid: Bool?
        package var failure: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("ecrRepositoryPrefix", &ecrRepositoryPrefix)
            visitor.field("registryId", &registryId)
            visitor.field("upstreamRegistryUrl", &upstreamRegistryUrl)
            visitor.field("credentialArn", &credentialArn)
            visitor.field("customRoleArn", &customRoleArn)
            visitor.field("upstreamRepositoryPrefix", &upstreamRepositoryPrefix)
            visitor.field("isValid", &isValid)
            visitor.field("failure", &failure)
        }
    }
    /// `VulnerablePackage` of the model.
    package struct VulnerablePackage: Shape {
        package var arch: String?
        package var epoch: Int?
        package var filePath: String?
        package var name: String?
        package var packageManager: String?
        package var release: String?
        package var sourceLayerHash: String?
        package var version: String?
        package var fixedInVersion: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("arch", &arch)
            visitor.field("epoch", &epoch)
            visitor.field("filePath", &filePath)
            visitor.field("name", &name)
            visitor.field("packageManager", &packageManager)
            visitor.field("release", &release)
            visitor.field("sourceLayerHash", &sourceLayerHash)
            visitor.field("version", &version)
            visitor.field("fixedInVersion", &fixedInVersion)
        }
    }
}
