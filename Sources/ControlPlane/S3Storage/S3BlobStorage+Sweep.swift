package import RegistryStorage
package import Shapes
import Synchronization

/// Removing what nobody will come back for.
extension S3BlobStorage {
    package func removeUploads(idleSince time: Timestamp) async throws(StorageError) -> Int {
        try await answering { [self] in
            try await compareOwner()
            var count = 0
            var last: String?
            while true {
                let page = try await client.list(keys.uploads, after: last, limit: 1000)
                for object in page.objects where object.modified <= time {
                    if try await removeUpload(object.key, idleSince: time) { count += 1 }
                }
                guard page.more, let end = page.objects.last else { break }
                last = end.key
            }
            try await removeOrphans(begunBefore: time)
            try await removeHolds(before: time)
            return count
        }
    }

    private func removeUpload(_ name: String, idleSince time: Timestamp) async throws -> Bool {
        guard let id = UploadID(name.dropFirst(keys.uploads.count + 33)) else { return false }
        // One that is being written to is not idle, however slow its client.
        do { try reserve(name, id) } catch { return false }
        defer { release(name) }
        do {
            try await discard(try await load(name, id))
            return true
        } catch StorageError.unknownUpload {
            return false
        }
    }

    /// Drops multipart uploads whose state is gone, or never was written.
    private func removeOrphans(begunBefore time: Timestamp) async throws {
        for found in try await client.listMultiparts(keys.data) where found.initiated <= time {
            guard let name = keys.upload(ofData: found.key) else { continue }
            if try await client.head(name) == nil {
                try await client.abortMultipart(found.key, found.id)
            }
        }
    }

    /// Drops what servers held that have died: holds are for the length of a request.
    func removeHolds(before time: Timestamp) async throws {
        var last: String?
        while true {
            let page = try await client.list(keys.holding, after: last, limit: 1000)
            for object in page.objects where object.modified <= time {
                if !isHeldHere(object.key) { try await client.delete(object.key) }
            }
            guard page.more, let end = page.objects.last else { return }
            last = end.key
        }
    }

    private func isHeldHere(_ key: String) -> Bool {
        holds.withLock { $0.values.contains { $0.contains(key) } }
    }
}
