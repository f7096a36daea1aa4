import Logging
import NIOCore
package import RegistryStorage
import Shapes
import Synchronization

/// What a collector and those that it must not disturb need.
extension S3BlobStorage {
    /// A hold is an object in `holding/`, which deletions of every server look for after they have put
    /// up their notice. It is written before the use that looks for notices, so that of a hold and a
    /// deletion at least one sees the other.
    package func hold(_ digest: Digest) async throws(StorageError) -> Int64? {
        try await finishing { [self] in
            let key = keys.holds(of: digest) + S3Client.randomName()
            _ = try await client.put(key, .init())
            do {
                if let size = try await touch(digest) {
                    holds.withLock { $0[digest, default: []].append(key) }
                    return size
                }
            } catch {
                try await client.delete(key)
                throw error
            }
            try await client.delete(key)
            return nil
        }
    }

    package func release(_ digest: Digest) async {
        let key = holds.withLock { holds in
            let key = holds[digest]?.popLast()
            if holds[digest]?.isEmpty == true { holds[digest] = nil }
            return key
        }
        do throws(StorageError) {
            try await finishing { [self] in
                _ = try await touch(digest)
                if let key { try await client.delete(key) }
            }
        } catch {
            // The use could not be noted, so the hold stays until ``removeHolds(before:)``.
            logger.warning(
                "a blob stays held for a day",
                metadata: ["digest": "\(digest)", "error": "\(error)"])
        }
    }

    package func use(of digest: Digest) async throws(StorageError) -> BlobUse? {
        try await answering {
            guard let head = try await client.head(keys.blob(digest)) else { return nil }
            return BlobUse(size: try size(head, digest), lastUsedAt: used(head))
        }
    }
}
