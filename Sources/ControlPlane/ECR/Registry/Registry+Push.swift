import RegistryStorage
import Shapes
import Store

/// An image to be put into a repository.
struct ImagePush: Sendable {
    var manifest: Manifest
    var text: [UInt8]
    var tag: ImageTag?
    /// Whether putting what is there already is an error, as it is for PutImage; for a push by the
    /// distribution API it is not.
    var mustBeNew: Bool
    /// Whether it is a copy of another registry's image, which is not replicated further.
    var isReplica = false
    /// What must hold besides when the image is written.
    var conditions: [Compare] = []
    /// When the tag was found at an upstream registry; nil for what a client pushes.
    var upstreamCheckedAt: Timestamp?
}

/// What a push found in the store.
struct PushState: Sendable {
    var repository: Stored<RepositoryRecord>
    /// The image, when the repository has it already.
    var image: Stored<ImageRecord>?
    /// What the tag means now, and that image.
    var tagged: Stored<TagRecord>?
    var previous: Stored<ImageRecord>?
    /// The revision of the key that removals write.
    var removals: Revision
    /// Bytes of the image, from its blobs or its children.
    var imageSize: Int
}

extension ImagePush {
    /// Decides what a push changes; nil when all is as it should be already.
    func plan(
        _ state: PushState, in id: RepositoryID, at now: Timestamp
    ) throws(RegistryError) -> (transaction: Transaction, record: ImageRecord)? {
        let digest = manifest.digest
        let isRestored = state.image?.record.isArchived ?? false
        if let tag, let tagged = state.tagged,
            state.repository.record.tagMutability.isImmutable(tag),
            // Also for the same digest: that is how ECR does it.
            !(isRestored && tagged.record.digest == digest.hex)
        {
            throw .tagImmutable(tag)
        }
        let hasTag = tag.map { state.image?.record.tags.contains($0.description) ?? false } ?? true
        if state.image != nil, hasTag, !isRestored {
            if mustBeNew { throw .imageAlreadyExists(digest, tag) }
            return nil
        }
        var record = state.image?.record ?? newRecord(state, now)
        // What is pushed again comes back from the archive.
        if isRestored { record.restore(at: now) }
        if let tag, state.image == nil || !hasTag { record.tags.append(tag.description) }
        guard record.tags.count <= Registry.maximumTags else {
            throw .tooManyTags(digest, limit: Registry.maximumTags)
        }
        return (transaction(record, state, in: id, at: now), record)
    }

    private func newRecord(_ state: PushState, _ now: Timestamp) -> ImageRecord {
        ImageRecord {
            $0.mediaType = manifest.mediaType
            $0.artifactType = manifest.artifactType
            $0.manifestSize = Int(manifest.size)
            $0.imageSize = state.imageSize
            $0.pushedAt = now
            $0.blobs = manifest.blobs.map(\.digest.hex)
            $0.children = manifest.children.map(\.digest.hex)
            $0.subject = manifest.subject?.digest.hex
        }
    }

    private func transaction(
        _ record: ImageRecord, _ state: PushState, in id: RepositoryID, at now: Timestamp
    ) -> Transaction {
        let keys = RegistryKeys(id.scope)
        let image = keys.image(id.name, manifest.digest)
        var compares: [Compare] = [
            .modRevision(state.repository.key, state.repository.modRevision),
            .modRevision(image, state.image?.modRevision ?? .zero),
            .modRevision(keys.removals(id.name), state.removals),
        ]
        var puts: [Transaction.Operation] = [
            .put(image, record), .put(keys.pushes(id.name), Guard(at: now)),
        ]
        if let tag {
            let key = keys.tag(id.name, tag)
            compares.append(.modRevision(key, state.tagged?.modRevision ?? .zero))
            puts.append(
                .put(
                    key,
                    TagRecord {
                        $0.digest = manifest.digest.hex
                        $0.mediaType = manifest.mediaType
                        $0.upstreamCheckedAt = upstreamCheckedAt
                    }))
            if let previous = state.previous {
                var old = previous.record
                old.tags.removeAll { $0 == tag.description }
                compares.append(.modRevision(previous.key, previous.modRevision))
                puts.append(.put(previous.key, old))
            }
        }
        if let subject = manifest.subject?.digest, state.image == nil {
            let key = keys.referrer(id.name, of: subject, manifest.digest)
            puts.append(.put(key, Guard(at: now)))
        }
        return Transaction(if: compares, then: puts)
    }
}

extension Registry {
    /// Puts an image into a repository once all that it names is there.
    func push(
        _ push: ImagePush, to id: RepositoryID, at now: Timestamp
    ) async throws(RegistryError) -> ImageRecord {
        var isStored = false
        return try await retrying(inTurnsOf: id) { () async throws(RegistryError) -> ImageRecord? in
            let state = try await state(for: push, in: id)
            if state.image != nil, !isStored {
                // Pushing an image again mends it, even if nothing else is to be changed.
                try await mendText(of: push)
                isStored = true
            }
            guard let (change, record) = try push.plan(state, in: id, at: now) else {
                return state.image?.record
            }
            var transaction = change
            transaction.compares += push.conditions
            for followUp in followUps {
                transaction.success += try await followUp.operations(
                    after: push, of: record, in: id, state.repository.record, at: now)
            }
            let planned = transaction
            if !isStored {
                try await storing { () async throws(StorageError) in
                    try await storage.store(push.text, as: push.manifest.digest)
                }
                isStored = true
            }
            let isDone = try await holding(push.manifest.digest) {
                () async throws(RegistryError) in try await commit(planned)
            }
            // Collected since it was stored; that takes an hour.
            if isDone == nil { isStored = false }
            guard isDone == true else { return nil }
            // Replications tell of themselves.
            if !push.isReplica { events.pushed(push.manifest.digest, push.tag, to: id, at: now) }
            for followUp in followUps { followUp.wake() }
            return record
        }
    }

    /// Stores the manifest of an image that is there, unless that is so already.
    private func mendText(of push: ImagePush) async throws(RegistryError) {
        let digest = push.manifest.digest
        // What cannot be read, or is too large, is not what was stored.
        let stored = try? await storage.read(digest, limit: push.text.count)
        if stored == push.text { return }
        try await storing { () async throws(StorageError) in
            try await storage.store(push.text, as: digest)
        }
    }

    private func state(
        for push: ImagePush, in id: RepositoryID
    ) async throws(RegistryError) -> PushState {
        let keys = RegistryKeys(id.scope)
        let digest = push.manifest.digest
        let repository = try await repository(id)
        // Before the references are looked at: whatever goes after this makes the commit fail.
        let removals = try await modRevision(of: keys.removals(id.name))
        let image = try await fetch(keys.image(id.name, digest), as: ImageRecord.self)
        let size: Int
        if let image {
            size = image.record.imageSize
        } else {
            try await checkBlobs(of: push.manifest, in: id)
            size = try await checkChildren(of: push.manifest, in: id)
        }
        var tagged: Stored<TagRecord>?
        var previous: Stored<ImageRecord>?
        if let tag = push.tag {
            tagged = try await fetch(keys.tag(id.name, tag), as: TagRecord.self)
            if let hex = tagged?.record.digest, hex != digest.hex {
                previous = try await fetch(
                    keys.images(id.name).appending(hex), as: ImageRecord.self)
            }
        }
        return PushState(
            repository: repository, image: image, tagged: tagged, previous: previous,
            removals: removals, imageSize: size)
    }

    private func checkBlobs(of manifest: Manifest, in id: RepositoryID) async throws(RegistryError)
    {
        var missing: [Digest] = []
        for blob in manifest.blobs {
            guard let layer = try await layer(id, blob.digest) else {
                missing.append(blob.digest)
                continue
            }
            guard layer.size == Int(blob.size) else {
                throw .manifestInvalid(
                    "the manifest says \(blob.size) bytes of \(blob.digest), which has \(layer.size)"
                )
            }
        }
        if !missing.isEmpty { throw .layersNotFound(missing) }
    }

    /// Checks an index' images. Returns the size of the image: of an index, of its largest one.
    private func checkChildren(
        of manifest: Manifest, in id: RepositoryID
    ) async throws(RegistryError) -> Int {
        var missing: [Digest] = []
        var largest = 0
        for child in manifest.children {
            let key = RegistryKeys(id.scope).image(id.name, child.digest)
            guard let image = try await fetch(key, as: ImageRecord.self)?.record else {
                missing.append(child.digest)
                continue
            }
            largest = max(largest, image.imageSize)
        }
        if !missing.isEmpty { throw .referencedImagesNotFound(missing) }
        switch manifest.content {
        case .index: return largest
        case .image(let config, let layers):
            // Sizes were checked against what is stored, but for foreign layers.
            return ([config] + layers).reduce(0) { sum, blob in
                let (total, overflow) = sum.addingReportingOverflow(Int(blob.size))
                return overflow ? .max : total
            }
        }
    }
}
