import Crypto
import Glibc

/// Reading content again, and what is done with what is not as it was.
extension LocalBlobStorage {
    package func check(_ digest: Digest) async throws -> BlobCondition {
        guard let blob = try await open(digest) else { return .absent }
        return try await isIntact(blob, digest) ? .intact : .corrupt
    }

    package func quarantine(_ digest: Digest) async throws -> Bool {
        guard let blob = try await open(digest), try await !isIntact(blob, digest) else {
            return false
        }
        let path = layout.blob(digest)
        return try await blocking { [self] () throws(StorageError) in
            let isTaken = try underLock { _ throws(StorageError) in
                // What was stored anew since is another file of that name.
                guard try blob.isNamed(path) else { return false }
                guard calls.rename(path, layout.quarantined(digest)) == 0 else {
                    throw StorageError.last("moving \(digest) to quarantine")
                }
                return true
            }
            if isTaken { try synchronizeFolder(layout.shard(digest), calls) }
            return isTaken
        }
    }

    private func open(_ digest: Digest) async throws(StorageError) -> OpenBlob? {
        let path = layout.blob(digest)
        return try await blocking { [calls] () throws(StorageError) in try OpenBlob(path, calls) }
    }

    private func isIntact(_ blob: OpenBlob, _ digest: Digest) async throws -> Bool {
        var hash = SHA256()
        var offset: Int64 = 0
        while true {
            try Task.checkCancellation()
            // Piece by piece, so that uploads get their turn on the threads.
            let piece = try await blocking { [hash, offset] () throws(StorageError) in
                try Self.hashPiece(of: blob, hash, from: offset)
            }
            guard let (next, count) = piece else { return false }
            hash = next
            offset += Int64(count)
            if count < OpenBlob.hashedPiece { return Digest(hash.finalize()) == digest }
        }
    }

    /// Nil when the disk has lost it.
    private static func hashPiece(
        of blob: OpenBlob, _ hash: SHA256, from offset: Int64
    ) throws(StorageError) -> (SHA256, Int)? {
        do throws(StorageError) {
            return try blob.hash(hash, from: offset)
        } catch {
            guard case .failed(_, let code) = error, damage.contains(code) else { throw error }
            return nil
        }
    }

    /// What reading says of sectors that are lost, and of checksums of a file system that do not fit.
    private static let damage: Set<Int32> = [EIO, EBADMSG, EUCLEAN, ENODATA]
}
