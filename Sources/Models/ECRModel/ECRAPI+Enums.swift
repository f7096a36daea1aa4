// Generated from Models/aws/ecr.json by `make models`; do not edit.
// swift-format-ignore-file

import Shapes

extension ECRAPI {
    /// `ArtifactStatus` of the model.
    package enum ArtifactStatus: String, ShapeEnum, CaseIterable {
        case active = "ACTIVE"
        case archived = "ARCHIVED"
        case activating = "ACTIVATING"
    }
    /// `ArtifactStatusFilter` of the model.
    package enum ArtifactStatusFilter: String, ShapeEnum, CaseIterable {
        case active = "ACTIVE"
        case archived = "ARCHIVED"
        case activating = "ACTIVATING"
        case any = "ANY"
    }
    /// `EncryptionType` of the model.
    package enum EncryptionType: String, ShapeEnum, CaseIterable {
        case aes256 = "AES256"
        case kms = "KMS"
        case kmsDsse = "KMS_DSSE"
    }
    /// `FindingSeverity` of the model.
    package enum FindingSeverity: String, ShapeEnum, CaseIterable {
        case informational = "INFORMATIONAL"
        case low = "LOW"
        case medium = "MEDIUM"
        case high = "HIGH"
        case critical = "CRITICAL"
        case undefined = "UNDEFINED"
    }
    /// `ImageActionType` of the model.
    package enum ImageActionType: String, ShapeEnum, CaseIterable {
        case expire = "EXPIRE"
        case transition = "TRANSITION"
    }
    /// `ImageFailureCode` of the model.
    package enum ImageFailureCode: String, ShapeEnum, CaseIterable {
        case invalidImageDigest = "InvalidImageDigest"
        case invalidImageTag = "InvalidImageTag"
        case imageTagDoesNotMatchDigest = "ImageTagDoesNotMatchDigest"
        case imageNotFound = "ImageNotFound"
        case missingDigestAndTag = "MissingDigestAndTag"
        case imageReferencedByManifestList = "ImageReferencedByManifestList"
        case kmsError = "KmsError"
        case upstreamAccessDenied = "UpstreamAccessDenied"
        case upstreamTooManyRequests = "UpstreamTooManyRequests"
        case upstreamUnavailable = "UpstreamUnavailable"
        case imageInaccessible = "ImageInaccessible"
    }
    /// `ImageStatus` of the model.
    package enum ImageStatus: String, ShapeEnum, CaseIterable {
        case active = "ACTIVE"
        case archived = "ARCHIVED"
        case activating = "ACTIVATING"
    }
    /// `ImageStatusFilter` of the model.
    package enum ImageStatusFilter: String, ShapeEnum, CaseIterable {
        case active = "ACTIVE"
        case archived = "ARCHIVED"
        case activating = "ACTIVATING"
        case any = "ANY"
    }
    /// `ImageTagMutability` of the model.
    package enum ImageTagMutability: String, ShapeEnum, CaseIterable {
        case mutable = "MUTABLE"
        case immutable = "IMMUTABLE"
        case immutableWithExclusion = "IMMUTABLE_WITH_EXCLUSION"
        case mutableWithExclusion = "MUTABLE_WITH_EXCLUSION"
    }
    /// `ImageTagMutabilityExclusionFilterType` of the model.
    package enum ImageTagMutabilityExclusionFilterType: String, ShapeEnum, CaseIterable {
        case wildcard = "WILDCARD"
    }
    /// `LayerAvailability` of the model.
    package enum LayerAvailability: String, ShapeEnum, CaseIterable {
        case available = "AVAILABLE"
        case unavailable = "UNAVAILABLE"
        case archived = "ARCHIVED"
    }
    /// `LayerFailureCode` of the model.
    package enum LayerFailureCode: String, ShapeEnum, CaseIterable {
        case invalidLayerDigest = "InvalidLayerDigest"
        case missingLayerDigest = "MissingLayerDigest"
    }
    /// `LifecyclePolicyPreviewStatus` of the model.
    package enum LifecyclePolicyPreviewStatus: String, ShapeEnum, CaseIterable {
        case inProgress = "IN_PROGRESS"
        case complete = "COMPLETE"
        case expired = "EXPIRED"
        case failed = "FAILED"
    }
    /// `LifecyclePolicyStorageClass` of the model.
    package enum LifecyclePolicyStorageClass: String, ShapeEnum, CaseIterable {
        case archive = "ARCHIVE"
        case standard = "STANDARD"
    }
    /// `LifecyclePolicyTargetStorageClass` of the model.
    package enum LifecyclePolicyTargetStorageClass: String, ShapeEnum, CaseIterable {
        case archive = "ARCHIVE"
    }
    /// `RCTAppliedFor` of the model.
    package enum RCTAppliedFor: String, ShapeEnum, CaseIterable {
        case replication = "REPLICATION"
        case pullThroughCache = "PULL_THROUGH_CACHE"
        case createOnPush = "CREATE_ON_PUSH"
    }
    /// `ReplicationStatus` of the model.
    package enum ReplicationStatus: String, ShapeEnum, CaseIterable {
        case inProgress = "IN_PROGRESS"
        case complete = "COMPLETE"
        case failed = "FAILED"
    }
    /// `RepositoryFilterType` of the model.
    package enum RepositoryFilterType: String, ShapeEnum, CaseIterable {
        case prefixMatch = "PREFIX_MATCH"
    }
    /// `ScanFrequency` of the model.
    package enum ScanFrequency: String, ShapeEnum, CaseIterable {
        case scanOnPush = "SCAN_ON_PUSH"
        case continuousScan = "CONTINUOUS_SCAN"
        case manual = "MANUAL"
    }
    /// `ScanStatus` of the model.
    package enum ScanStatus: String, ShapeEnum, CaseIterable {
        case inProgress = "IN_PROGRESS"
        case complete = "COMPLETE"
        case failed = "FAILED"
        case unsupportedImage = "UNSUPPORTED_IMAGE"
        case active = "ACTIVE"
        case pending = "PENDING"
        case scanEligibilityExpired = "SCAN_ELIGIBILITY_EXPIRED"
        case findingsUnavailable = "FINDINGS_UNAVAILABLE"
        case limitExceeded = "LIMIT_EXCEEDED"
        case imageArchived = "IMAGE_ARCHIVED"
    }
    /// `ScanType` of the model.
    package enum ScanType: String, ShapeEnum, CaseIterable {
        case basic = "BASIC"
        case enhanced = "ENHANCED"
    }
    /// `ScanningConfigurationFailureCode` of the model.
    package enum ScanningConfigurationFailureCode: String, ShapeEnum, CaseIterable {
        case repositoryNotFound = "REPOSITORY_NOT_FOUND"
    }
    /// `ScanningRepositoryFilterType` of the model.
    package enum ScanningRepositoryFilterType: String, ShapeEnum, CaseIterable {
        case wildcard = "WILDCARD"
    }
    /// `TagStatus` of the model.
    package enum TagStatus: String, ShapeEnum, CaseIterable {
        case tagged = "TAGGED"
        case untagged = "UNTAGGED"
        case any = "ANY"
    }
    /// `TargetStorageClass` of the model.
    package enum TargetStorageClass: String, ShapeEnum, CaseIterable {
        case standard = "STANDARD"
        case archive = "ARCHIVE"
    }
    /// `UpstreamRegistry` of the model.
    package enum UpstreamRegistry: String, ShapeEnum, CaseIterable {
        case ecr = "ecr"
        case ecrPublic = "ecr-public"
        case quay = "quay"
        case k8s = "k8s"
        case dockerHub = "docker-hub"
        case githubContainerRegistry = "github-container-registry"
        case azureContainerRegistry = "azure-container-registry"
        case gitlabContainerRegistry = "gitlab-container-registry"
        case chainguard = "chainguard"
    }
}
