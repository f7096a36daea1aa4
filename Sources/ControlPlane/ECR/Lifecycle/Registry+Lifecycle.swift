import ECRLifecycle
import RegistryStorage
import Shapes
import Store

/// A repository's images as they were at some moment, with what is needed to act on them.
struct LifecycleSnapshot: Sendable {
    /// The revision of the key that pushes write, from before the images were read: as long as it
    /// stands, no image has come and no index names one that it did not name.
    var pushes: Revision
    var images: [String: Stored<ImageRecord>]

    /// The images as the rules see them.
    var described: [LifecycleImage] {
        images.map { hex, stored in
            let record = stored.record
            return LifecycleImage(
                digest: hex, tags: record.tags, pushedAt: record.pushedAt,
                pulledAt: record.pulledAt, activatedAt: record.activatedAt,
                archivedAt: record.archivedAt, isArchived: record.isArchived,
                children: record.children, subject: record.subject)
        }
    }
}

/// What one run of a policy did.
struct LifecycleOutcome: Sendable, Hashable {
    var expired = 0
    var archived = 0
    /// Images that others changed meanwhile; the next run looks at them again.
    var skipped = 0
}

extension Registry {
    // MARK: Policies

    func lifecyclePolicy(
        _ id: RepositoryID
    ) async throws(RegistryError) -> Stored<LifecyclePolicyRecord> {
        guard
            let stored = try await fetch(
                LifecycleKeys(id).policy, as: LifecyclePolicyRecord.self)
        else {
            _ = try await repository(id)
            throw .lifecyclePolicyNotFound(id.name)
        }
        return stored
    }

    func putLifecyclePolicy(_ id: RepositoryID, _ text: String) async throws(RegistryError) {
        let key = LifecycleKeys(id).policy
        try await put(id, key, LifecyclePolicyRecord { $0.text = text })
    }

    /// Deletes a policy; what it was.
    func deleteLifecyclePolicy(
        _ id: RepositoryID
    ) async throws(RegistryError) -> LifecyclePolicyRecord {
        try await retrying { () async throws(RegistryError) -> LifecyclePolicyRecord? in
            let stored = try await lifecyclePolicy(id)
            let isDone = try await commit(
                Transaction(
                    if: [.modRevision(stored.key, stored.modRevision)], then: [.delete(stored.key)])
            )
            return isDone ? stored.record : nil
        }
    }

    func putLifecyclePreview(
        _ id: RepositoryID, _ text: String, at now: Timestamp
    ) async throws(RegistryError) {
        let record = LifecyclePreviewRecord {
            $0.text = text
            $0.startedAt = now
        }
        try await put(id, LifecycleKeys(id).preview, record)
    }

    func lifecyclePreview(
        _ id: RepositoryID
    ) async throws(RegistryError) -> Stored<LifecyclePreviewRecord> {
        guard
            let stored = try await fetch(
                LifecycleKeys(id).preview, as: LifecyclePreviewRecord.self)
        else {
            _ = try await repository(id)
            throw .lifecyclePreviewNotFound(id.name)
        }
        return stored
    }

    /// Writes a record of a repository, which must exist.
    private func put(
        _ id: RepositoryID, _ key: Key, _ record: some Shape
    ) async throws(RegistryError) {
        _ = try await retrying { () async throws(RegistryError) -> Bool? in
            let repository = try await repository(id)
            let isDone = try await commit(
                Transaction(if: [stillThere(repository)], then: [.put(key, record)]))
            return isDone ? true : nil
        }
    }

    // MARK: Evaluation

    func lifecycleSnapshot(
        _ id: RepositoryID
    ) async throws(RegistryError) -> LifecycleSnapshot {
        let keys = RegistryKeys(id.scope)
        let pushes = try await modRevision(of: keys.pushes(id.name))
        var images: [String: Stored<ImageRecord>] = [:]
        try await forEach(in: .under(keys.images(id.name)), as: ImageRecord.self) { stored in
            if let hex = stored.key.components.last { images[hex] = stored }
        }
        return LifecycleSnapshot(pushes: pushes, images: images)
    }

    /// Does what a repository's policy says now, and notes when. Nothing happens when there is no
    /// policy any more.
    ///
    /// Each image goes by a transaction that compares the record that the decision was made on, the
    /// policy, and that nothing was pushed: an image that was tagged, pulled or named by an index in
    /// the meantime stays, and is looked at again by the next run.
    func applyLifecyclePolicy(
        _ id: RepositoryID, at now: Timestamp
    ) async throws(RegistryError) -> LifecycleOutcome {
        guard
            let stored = try await fetch(
                LifecycleKeys(id).policy, as: LifecyclePolicyRecord.self)
        else { return LifecycleOutcome() }
        let policy: LifecyclePolicy
        do throws(LifecyclePolicy.Invalid) {
            policy = try LifecyclePolicy(stored.record.text)
        } catch {
            throw .brokenRecord(stored.key.text)
        }
        let snapshot = try await lifecycleSnapshot(id)
        var outcome = LifecycleOutcome()
        var held: Set<String> = []
        for mark in policy.evaluate(snapshot.described, at: now) {
            guard let image = snapshot.images[mark.digest] else { continue }
            let unchanged: [Compare] = [
                .modRevision(stored.key, stored.modRevision),
                .modRevision(image.key, image.modRevision),
                .modRevision(RegistryKeys(id.scope).pushes(id.name), snapshot.pushes),
            ]
            // What an index names that stayed after all stays too.
            let isFree = !held.contains(mark.digest)
            if mark.action == .expire, isFree,
                try await expire(image, of: id, if: unchanged, at: now)
            {
                outcome.expired += 1
            } else if mark.action == .archive, isFree,
                try await archive(image, of: id, if: unchanged, at: now)
            {
                outcome.archived += 1
            } else {
                outcome.skipped += 1
                held.formUnion(image.record.children)
            }
        }
        var record = stored.record
        record.evaluatedAt = now
        _ = try await commit(
            Transaction(
                if: [.modRevision(stored.key, stored.modRevision)],
                then: [.put(stored.key, record)]))
        return outcome
    }

    private func archive(
        _ image: Stored<ImageRecord>, of id: RepositoryID, if unchanged: [Compare],
        at now: Timestamp
    ) async throws(RegistryError) -> Bool {
        var record = image.record
        record.archive(at: now)
        let isDone = try await commit(
            Transaction(if: unchanged, then: [.put(image.key, record)]))
        if isDone {
            let moved = FoundImage(digest: try image.digest(), record: record)
            events.moved(moved, in: id, at: now)
        }
        return isDone
    }

    /// Deletes an image with its tags as long as `unchanged` holds. Whether it is gone.
    private func expire(
        _ image: Stored<ImageRecord>, of id: RepositoryID, if unchanged: [Compare],
        at now: Timestamp
    ) async throws(RegistryError) -> Bool {
        let digest = try image.digest()
        // More tags than one transaction takes: what is left after the first step is deleted in the
        // usual way.
        guard image.record.tags.count <= Registry.deletionStep else {
            var record = image.record
            let tags = record.tags.prefix(Registry.deletionStep)
            record.tags.removeFirst(tags.count)
            let keys = RegistryKeys(id.scope)
            let isBegun = try await commit(
                Transaction(
                    if: unchanged,
                    then: tags.map { .delete(keys.tags(id.name).appending($0)) }
                        + [.put(image.key, record)]))
            guard isBegun else { return false }
            _ = try await deleteImage(id, digest, at: now)
            return true
        }
        let isDone = try await commit(
            Transaction(if: unchanged, then: removal(of: image, digest, in: id, at: now)))
        if isDone { events.deleted(digest, tags: image.record.tags, from: id, at: now) }
        return isDone
    }
}
