import Glibc
import Shapes

/// What a collector and those that it must not disturb need.
extension LocalBlobStorage {
    package func hold(_ digest: Digest) async throws(StorageError) -> Int64? {
        let path = layout.blob(digest)
        return try await blocking { [self] () throws(StorageError) in
            try underLock { names throws(StorageError) in
                guard let size = try touch(path) else { return nil }
                names.holds[digest, default: 0] += 1
                return size
            }
        }
    }

    package func release(_ digest: Digest) async {
        let path = layout.blob(digest)
        do throws(StorageError) {
            try await blocking { [self] () throws(StorageError) in
                try underLock { names throws(StorageError) in
                    _ = try touch(path)
                    guard let holds = names.holds[digest] else { return }
                    names.holds[digest] = holds > 1 ? holds - 1 : nil
                }
            }
        } catch {
            // The use could not be noted, so the blob stays held: it is not collected before the
            // next start, which harms nothing.
        }
    }

    package func use(of digest: Digest) async throws(StorageError) -> BlobUse? {
        guard let status = try fileStatus(layout.blob(digest)) else { return nil }
        let milliseconds =
            Int64(status.modified.tv_sec) * 1000 + Int64(status.modified.tv_nsec) / 1_000_000
        return BlobUse(
            size: status.size, lastUsedAt: Timestamp(milliseconds: milliseconds))
    }

    /// The folder is locked, and lies in the installation's own.
    package func checkOwner() async throws(StorageError) {}
}
