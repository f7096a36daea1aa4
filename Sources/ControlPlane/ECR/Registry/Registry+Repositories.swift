import RegistryStorage
import Shapes
import Store

extension Registry {
    func createRepository(
        _ id: RepositoryID, _ record: RepositoryRecord
    ) async throws(RegistryError) {
        let key = RegistryKeys(id.scope).repository(id.name)
        guard try await commit(Transaction(if: [.absent(key)], then: [.put(key, record)])) else {
            throw .repositoryAlreadyExists(id.name)
        }
    }

    /// Changes the record of a repository; what it was changed to.
    func updateRepository(
        _ id: RepositoryID, _ change: (inout RepositoryRecord) throws(RegistryError) -> Void
    ) async throws(RegistryError) -> RepositoryRecord {
        try await retrying { () async throws(RegistryError) -> RepositoryRecord? in
            let stored = try await repository(id)
            var record = stored.record
            try change(&record)
            if record == stored.record { return record }
            let isDone = try await commit(
                Transaction(
                    if: [.modRevision(stored.key, stored.modRevision)],
                    then: [.put(stored.key, record)]))
            return isDone ? record : nil
        }
    }

    /// Deletes a repository, and with `force` its images. The blobs stay in the storage, where
    /// other repositories may have them, until nothing links to them.
    func deleteRepository(
        _ id: RepositoryID, force: Bool, at now: Timestamp
    ) async throws(RegistryError) -> RepositoryRecord {
        let keys = RegistryKeys(id.scope)
        let contents =
            ([
                keys.tags(id.name), keys.referrers(id.name), keys.layers(id.name),
                keys.guards(id.name), keys.replicationOutcomes(id.name), ReplicationKeys.jobs(id),
            ] + ScanKeys(id).contents).map(KeyRange.under)
        let settings = [
            keys.repositoryPolicy(id.name), LifecycleKeys(id).policy, LifecycleKeys(id).preview,
        ]
        let images = KeyRange.under(keys.images(id.name))
        return try await retrying { () async throws(RegistryError) -> RepositoryRecord? in
            let stored = try await repository(id)
            if force {
                // A repository may hold more records than one transaction changes. The images go
                // first and step by step, as if they were deleted one after the other.
                try await deleteAllImages(id, at: now)
            } else if try await !page(images, after: nil, limit: 1, as: ImageRecord.self)
                .items.isEmpty
            {
                throw .repositoryNotEmpty(id.name)
            }
            for range in contents { try await shrink(range) }
            let isDone = try await commit(
                Transaction(
                    if: [.modRevision(stored.key, stored.modRevision), .empty(images)],
                    then: ([stored.key] + settings).map { .delete($0) }
                        + contents.map { .deleteRange($0) }))
            return isDone ? stored.record : nil
        }
    }

    /// Takes records out of a range whose loss harms nothing until few enough are left for one
    /// transaction.
    private func shrink(_ range: KeyRange) async throws(RegistryError) {
        while true {
            let page = try await reading { () async throws(StoreError) in
                try await store.list(range, after: nil, limit: 1000)
            }
            guard page.more, let last = page.items.last else { return }
            _ = try await commit(
                Transaction(
                    then: [.deleteRange(KeyRange(from: range.start, to: last.key.successor))]))
        }
    }

    private func deleteAllImages(
        _ id: RepositoryID, at now: Timestamp
    ) async throws(RegistryError) {
        let keys = RegistryKeys(id.scope)
        let range = KeyRange.under(keys.images(id.name))
        while true {
            // Indexes first, so that nothing is ever there that names what is not.
            var found: [Stored<ImageRecord>] = []
            try await forEach(in: range, as: ImageRecord.self) { stored in
                if !stored.record.children.isEmpty { found.append(stored) }
            }
            if found.isEmpty {
                found = try await page(range, after: nil, limit: 1000, as: ImageRecord.self).items
            }
            if found.isEmpty { return }
            for image in found {
                let digest = try image.digest()
                do throws(RegistryError) {
                    _ = try await deleteImage(id, digest, at: now)
                } catch {
                    switch error {
                    // Deleted by somebody else, or an index inside an index: the next round.
                    case .imageNotFound, .imageReferenced: continue
                    default: throw error
                    }
                }
            }
        }
    }
}
