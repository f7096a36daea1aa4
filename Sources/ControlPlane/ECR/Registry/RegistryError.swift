import RegistryStorage
import Store

/// What can go wrong in a registry, whoever asks. Each front says it in its own protocol, in one
/// place: `AWSError.init(_:in:)` and `DistributionError.init(_:in:)`.
enum RegistryError: Error, Sendable, Hashable {
    case repositoryNotFound(RepositoryName)
    case repositoryAlreadyExists(RepositoryName)
    case repositoryNotEmpty(RepositoryName)
    case repositoryPolicyNotFound(RepositoryName)
    case registryPolicyNotFound
    /// The caller could not set another policy after this one.
    case policyLocksOut
    /// A policy keeps the caller out, or none lets it in; the sentence is AWS's.
    case accessDenied(String)
    case imageNotFound(ImageIdentity)
    /// The tag is set and may not be moved.
    case tagImmutable(ImageTag)
    /// The image is there, and has the tag if one was given.
    case imageAlreadyExists(Digest, ImageTag?)
    case tooManyTags(Digest, limit: Int)
    case manifestInvalid(String)
    /// The manifest was put under a digest that is not its own.
    case manifestDigestMismatch(given: Digest, actual: Digest)
    case layersNotFound([Digest])
    case referencedImagesNotFound([Digest])
    /// Manifest lists name the image, so that it may not go.
    case imageReferenced(Digest, by: [Digest])
    /// The image is in the archive and cannot be pulled.
    case imageArchived(Digest)
    case lifecyclePolicyNotFound(RepositoryName)
    case lifecyclePreviewNotFound(RepositoryName)
    case templateAlreadyExists(String)
    case templateNotFound(String)
    case tooManyTemplates(limit: Int)
    case pullTimeExclusionAlreadyExists(String)
    case pullTimeExclusionNotFound(String)
    case tooManyPullTimeExclusions
    case pullThroughRuleNotFound(String)
    case pullThroughRuleAlreadyExists(String)
    case tooManyPullThroughRules(limit: Int)
    /// The registry that a pull-through cache rule names gave no image.
    case upstream(UpstreamFailure)
    case blobNotFound(Digest)
    /// An image of the repository needs the blob.
    case blobInUse(Digest)
    /// Others kept changing the same records; trying again is fine.
    case contention
    case storage(StorageError)
    case store(StoreError)
    /// A record does not read as one: a later version wrote it, or it is damaged.
    case brokenRecord(String)
}

/// An image as the API names it: by digest, by tag, or by both.
struct ImageIdentity: Sendable, Hashable {
    var digest: Digest?
    var tag: ImageTag?
}
