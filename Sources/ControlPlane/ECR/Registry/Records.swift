import ECRModel
import RegistryStorage
import Shapes
import Store

/// A repository as it is stored. Names of members are on disk: they may be added, never renamed.
struct RepositoryRecord: Shape, Hashable {
    var createdAt = Timestamp(milliseconds: 0)
    var mutability = ECRAPI.ImageTagMutability.mutable
    var exclusionFilters: [String] = []
    var scanOnPush = false
    var encryptionType = ECRAPI.EncryptionType.aes256
    var kmsKey: String?
    var tags: [String: String] = [:]

    mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("createdAt", &createdAt)
        visitor.field("mutability", &mutability)
        visitor.field("exclusionFilters", &exclusionFilters)
        visitor.field("scanOnPush", &scanOnPush)
        visitor.field("encryptionType", &encryptionType)
        visitor.field("kmsKey", &kmsKey)
        visitor.field("tags", &tags)
    }

    var tagMutability: TagMutability {
        switch mutability {
        case .mutable: TagMutability(setting: .mutable)
        case .immutable: TagMutability(setting: .immutable)
        case .mutableWithExclusion:
            TagMutability(setting: .mutable, exclusions: exclusionFilters)
        case .immutableWithExclusion:
            TagMutability(setting: .immutable, exclusions: exclusionFilters)
        }
    }
}

/// A manifest that a repository holds; its text is a blob of the storage.
struct ImageRecord: Shape, Hashable {
    var mediaType = ""
    var artifactType: String?
    /// Bytes of the manifest's text.
    var manifestSize = 0
    /// Bytes of configuration and layers; of an index, those of its largest image.
    var imageSize = 0
    var pushedAt = Timestamp(milliseconds: 0)
    var pulledAt: Timestamp?
    /// In the order in which they were set.
    var tags: [String] = []
    /// Hexadecimal digests of the blobs and of the manifests that must be there for it.
    var blobs: [String] = []
    var children: [String] = []
    var subject: String?
    /// When it last went to the archive, and when it last came back; see ``isArchived``.
    var archivedAt: Timestamp?
    var activatedAt: Timestamp?

    mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("mediaType", &mediaType)
        visitor.field("artifactType", &artifactType)
        visitor.field("manifestSize", &manifestSize)
        visitor.field("imageSize", &imageSize)
        visitor.field("pushedAt", &pushedAt)
        visitor.field("pulledAt", &pulledAt)
        visitor.field("tags", &tags)
        visitor.field("blobs", &blobs)
        visitor.field("children", &children)
        visitor.field("subject", &subject)
        visitor.field("archivedAt", &archivedAt)
        visitor.field("activatedAt", &activatedAt)
    }
}

/// Which image a tag means, with what a pull by tag needs to know of it.
struct TagRecord: Shape, Hashable {
    var digest = ""
    var mediaType = ""
    /// When it was last compared with the upstream registry's; nil for one that a client pushed.
    var upstreamCheckedAt: Timestamp?

    mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("digest", &digest)
        visitor.field("mediaType", &mediaType)
        visitor.field("upstreamCheckedAt", &upstreamCheckedAt)
    }
}

/// That a repository holds a blob: whoever may read the repository may read the blob.
struct LayerRecord: Shape, Hashable {
    var size = 0
    var linkedAt = Timestamp(milliseconds: 0)

    mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("size", &size)
        visitor.field("linkedAt", &linkedAt)
    }
}

/// A record and the revision that wrote it.
struct Stored<Record: Shape>: Sendable {
    var key: Key
    var record: Record
    var createRevision: Revision
    var modRevision: Revision

    init(_ item: KeyValue) throws(RegistryError) {
        do {
            record = try JSON.decode(from: item.value)
        } catch {
            throw .brokenRecord(item.key.text)
        }
        key = item.key
        createRevision = item.createRevision
        modRevision = item.modRevision
    }
}

/// Every key that ECR uses is built here.
struct RegistryKeys {
    /// Everything of one registry: `/ecr/<account>/<region>`.
    let root: Key
    let scope: RegistryScope

    init(_ scope: RegistryScope) {
        self.scope = scope
        root = Key.path("ecr", scope.account, scope.region)
    }

    var repositories: Key { root.appending("repositories") }

    func repository(_ name: RepositoryName) -> Key { repositories.appending(name.description) }

    func images(_ name: RepositoryName) -> Key {
        root.appending("images").appending(name.description)
    }

    func image(_ name: RepositoryName, _ digest: Digest) -> Key {
        images(name).appending(digest.hex)
    }

    func tags(_ name: RepositoryName) -> Key { root.appending("tags").appending(name.description) }

    func tag(_ name: RepositoryName, _ tag: ImageTag) -> Key {
        tags(name).appending(tag.description)
    }

    func layers(_ name: RepositoryName) -> Key {
        root.appending("layers").appending(name.description)
    }

    func layer(_ name: RepositoryName, _ digest: Digest) -> Key {
        layers(name).appending(digest.hex)
    }

    func referrers(_ name: RepositoryName) -> Key {
        root.appending("referrers").appending(name.description)
    }

    func referrers(_ name: RepositoryName, of subject: Digest) -> Key {
        referrers(name).appending(subject.hex)
    }

    func referrer(_ name: RepositoryName, of subject: Digest, _ digest: Digest) -> Key {
        referrers(name, of: subject).appending(digest.hex)
    }

    /// Written by every push of an image. Whoever takes something away compares it, so that what
    /// it found to be unused cannot have come into use meanwhile.
    func pushes(_ name: RepositoryName) -> Key {
        root.appending("guards").appending(name.description).appending("pushes")
    }

    /// Written by whoever takes an image or a blob away. Pushes compare it, so that what they found
    /// to be there cannot have gone meanwhile. Pushes do not disturb one another.
    func removals(_ name: RepositoryName) -> Key {
        root.appending("guards").appending(name.description).appending("removals")
    }

    func guards(_ name: RepositoryName) -> Key {
        root.appending("guards").appending(name.description)
    }
}
