import Policies
import RegistryStorage
import Shapes
import Store

/// An image found in a repository.
struct FoundImage: Sendable {
    var digest: Digest
    var record: ImageRecord
}

extension Registry {
    /// The image that a reference means; nil when there is none.
    func image(
        _ id: RepositoryID, _ reference: ManifestReference
    ) async throws(RegistryError) -> FoundImage? {
        let keys = RegistryKeys(id.scope)
        let digest: Digest
        switch reference {
        case .digest(let named): digest = named
        case .tag(let tag):
            guard let tagged = try await fetch(keys.tag(id.name, tag), as: TagRecord.self) else {
                return nil
            }
            digest = try tagged.digest()
        }
        guard let image = try await fetch(keys.image(id.name, digest), as: ImageRecord.self) else {
            return nil
        }
        return FoundImage(digest: digest, record: image.record)
    }

    /// The image that both digest and tag mean, as far as they are given.
    func image(
        _ id: RepositoryID, _ identity: ImageIdentity
    ) async throws(RegistryError) -> FoundImage? {
        let reference: ManifestReference? =
            identity.digest.map { .digest($0) } ?? identity.tag.map { .tag($0) }
        guard let reference, let found = try await image(id, reference) else { return nil }
        if let tag = identity.tag, !found.record.tags.contains(tag.description) { return nil }
        return found
    }

    /// The text of a manifest, for work that cannot go on without it.
    func existingText(of digest: Digest) async throws(RegistryError) -> [UInt8] {
        guard let text = try await text(of: digest) else { throw .blobNotFound(digest) }
        return text
    }

    /// Checks that an image's manifest is in the storage, so that a client that only asks for it
    /// pushes it if not.
    func checkText(of image: FoundImage) async throws(RegistryError) {
        let found = try await storing { () async throws(StorageError) in
            try await storage.blob(image.digest)
        }
        guard let found, found.size == Int64(image.record.manifestSize) else {
            throw .imageNotFound(ImageIdentity(digest: image.digest))
        }
    }

    /// Images after a digest, in order of digest.
    func images(
        _ id: RepositoryID, after: Digest?, limit: Int
    ) async throws(RegistryError) -> (images: [FoundImage], more: Bool) {
        let keys = RegistryKeys(id.scope)
        let page = try await page(
            .under(keys.images(id.name)), after: after.map { keys.image(id.name, $0) },
            limit: limit, as: ImageRecord.self)
        var images: [FoundImage] = []
        for item in page.items {
            images.append(FoundImage(digest: try item.digest(), record: item.record))
        }
        return (images, page.more)
    }

    /// Notes a pull, at most once a day for an image; nobody waits for it to succeed against others.
    /// Pulls by those who are excluded are not noted.
    func notePull(
        _ id: RepositoryID, _ image: FoundImage, by caller: PolicyPrincipal, at now: Timestamp
    ) async throws(RegistryError) {
        if let last = image.record.pulledAt, now - last < .seconds(24 * 3600) { return }
        if try await pullTimeExclusions(id.scope).contains(where: caller.acts(as:)) { return }
        let key = RegistryKeys(id.scope).image(id.name, image.digest)
        guard var stored = try await fetch(key, as: ImageRecord.self) else { return }
        stored.record.pulledAt = now
        _ = try await commit(
            Transaction(
                if: [.modRevision(key, stored.modRevision)], then: [.put(key, stored.record)]))
    }

    /// Takes a tag away. An image that loses its last tag goes too when `deletingUntagged`, as
    /// BatchDeleteImage does it. Returns the image that had the tag.
    func deleteTag(
        _ id: RepositoryID, _ tag: ImageTag, deletingUntagged: Bool, at now: Timestamp
    ) async throws(RegistryError) -> Digest {
        let keys = RegistryKeys(id.scope)
        return try await retrying { () async throws(RegistryError) -> Digest? in
            guard let tagged = try await fetch(keys.tag(id.name, tag), as: TagRecord.self) else {
                _ = try await repository(id)
                throw .imageNotFound(ImageIdentity(digest: nil, tag: tag))
            }
            let digest = try tagged.digest()
            let key = keys.image(id.name, digest)
            guard let image = try await fetch(key, as: ImageRecord.self) else { return nil }
            if deletingUntagged, image.record.tags == [tag.description] {
                _ = try await deleteImage(id, digest, at: now)
                return digest
            }
            var record = image.record
            record.tags.removeAll { $0 == tag.description }
            let isDone = try await commit(
                Transaction(
                    if: [
                        .modRevision(tagged.key, tagged.modRevision),
                        .modRevision(key, image.modRevision),
                    ],
                    then: [.delete(tagged.key), .put(key, record)]))
            guard isDone else { return nil }
            events.deleted(digest, tags: [tag.description], from: id, at: now)
            return digest
        }
    }

    /// Deletes an image and its tags. Its blobs stay with the repository for images to come, until
    /// they are collected. Returns the tags that it had.
    func deleteImage(
        _ id: RepositoryID, _ digest: Digest, at now: Timestamp
    ) async throws(RegistryError) -> [String] {
        let keys = RegistryKeys(id.scope)
        let key = keys.image(id.name, digest)
        var removed: [String] = []
        return try await retrying { () async throws(RegistryError) -> [String]? in
            let pushes = try await modRevision(of: keys.pushes(id.name))
            guard let image = try await fetch(key, as: ImageRecord.self) else {
                _ = try await repository(id)
                throw .imageNotFound(ImageIdentity(digest: digest, tag: nil))
            }
            let parents = try await parents(of: digest, in: id)
            if !parents.isEmpty { throw .imageReferenced(digest, by: parents) }
            let tags = image.record.tags.prefix(Registry.deletionStep)
            var operations: [Transaction.Operation]
            let isLast = tags.count == image.record.tags.count
            if isLast {
                operations = removal(of: image, digest, in: id, at: now)
            } else {
                operations = tags.map { .delete(keys.tags(id.name).appending($0)) }
                var rest = image.record
                rest.tags.removeFirst(tags.count)
                operations.append(.put(key, rest))
            }
            let isDone = try await commit(
                Transaction(
                    if: [
                        .modRevision(key, image.modRevision),
                        .modRevision(keys.pushes(id.name), pushes),
                    ], then: operations))
            if isDone { removed += tags }
            guard isDone, isLast else { return nil }
            events.deleted(digest, tags: removed, from: id, at: now)
            return removed
        }
    }

    /// Takes away an image and all its tags, which are at most ``deletionStep``.
    func removal(
        of image: Stored<ImageRecord>, _ digest: Digest, in id: RepositoryID, at now: Timestamp
    ) -> [Transaction.Operation] {
        let keys = RegistryKeys(id.scope)
        var operations: [Transaction.Operation] = image.record.tags.map {
            .delete(keys.tags(id.name).appending($0))
        }
        operations += [
            .delete(image.key), .put(keys.removals(id.name), Guard(at: now)),
            .delete(keys.replicationOutcome(id.name, digest)),
            .deleteRange(.under(ReplicationKeys.jobs(id, digest))),
        ]
        if let subject = image.record.subject {
            operations.append(
                .delete(keys.referrers(id.name).appending(subject).appending(digest.hex)))
        }
        return operations + ScanKeys(id).removal(of: digest)
    }

    /// The indexes of a repository that name an image; only those in the archive, or only those
    /// that are not, when `archived` says so.
    func parents(
        of digest: Digest, in id: RepositoryID, archived: Bool? = nil
    ) async throws(RegistryError) -> [Digest] {
        var found: [Stored<ImageRecord>] = []
        try await forEach(
            in: .under(RegistryKeys(id.scope).images(id.name)), as: ImageRecord.self
        ) { image in
            if image.record.children.contains(digest.hex),
                archived == nil || image.record.isArchived == archived
            {
                found.append(image)
            }
        }
        var parents: [Digest] = []
        for image in found { parents.append(try image.digest()) }
        return parents
    }
}

extension Stored where Record == ImageRecord {
    /// The image's digest, which its key ends with.
    func digest() throws(RegistryError) -> Digest {
        guard let hex = key.components.last, let digest = Digest("sha256:\(hex)") else {
            throw .brokenRecord(key.text)
        }
        return digest
    }
}

extension Stored where Record == TagRecord {
    func digest() throws(RegistryError) -> Digest {
        guard let digest = Digest("sha256:\(record.digest)") else {
            throw .brokenRecord(key.text)
        }
        return digest
    }
}
