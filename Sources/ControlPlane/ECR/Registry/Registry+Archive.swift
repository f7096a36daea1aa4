import RegistryStorage
import Shapes
import Store

extension ImageRecord {
    /// Whether the image is in the archive: it can be seen, and not pulled until it is restored.
    var isArchived: Bool {
        guard let archivedAt else { return false }
        return activatedAt.map { $0 < archivedAt } ?? true
    }

    mutating func archive(at now: Timestamp) {
        // After the last return, whatever the clock says.
        archivedAt = max(now, activatedAt.map { $0 + .milliseconds(1) } ?? now)
    }

    mutating func restore(at now: Timestamp) {
        activatedAt = max(now, archivedAt ?? now)
    }
}

extension Registry {
    /// Moves an image to the archive or back. The record that it has then.
    func setArchived(
        _ isArchived: Bool, _ id: RepositoryID, _ identity: ImageIdentity, at now: Timestamp
    ) async throws(RegistryError) -> FoundImage {
        try await retrying { () async throws(RegistryError) -> FoundImage? in
            guard let found = try await image(id, identity) else {
                _ = try await repository(id)
                throw .imageNotFound(identity)
            }
            let key = RegistryKeys(id.scope).image(id.name, found.digest)
            guard let stored = try await fetch(key, as: ImageRecord.self) else { return nil }
            var record = stored.record
            if record.isArchived == isArchived {
                return FoundImage(digest: found.digest, record: record)
            }
            if isArchived {
                let parents = try await parents(of: found.digest, in: id, archived: false)
                if !parents.isEmpty { throw .imageReferenced(found.digest, by: parents) }
                record.archive(at: now)
            } else {
                record.restore(at: now)
            }
            let isDone = try await commit(
                Transaction(
                    if: [.modRevision(key, stored.modRevision)], then: [.put(key, record)]))
            guard isDone else { return nil }
            let moved = FoundImage(digest: found.digest, record: record)
            events.moved(moved, in: id, at: now)
            return moved
        }
    }
}
