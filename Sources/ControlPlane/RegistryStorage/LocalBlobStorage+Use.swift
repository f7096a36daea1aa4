import Crypto
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

    package func contentDigest(of digest: Digest) async throws -> Digest? {
        let path = layout.blob(digest)
        var hash = SHA256()
        var offset: off_t = 0
        while true {
            try Task.checkCancellation()
            // Piece by piece, so that uploads get their turn on the threads.
            let (next, read) = try await blocking { [hash, offset] () throws(StorageError) in
                try Self.hashPiece(path, hash, offset)
            }
            guard let read else { return nil }
            hash = next
            offset += off_t(read)
            if read < Self.hashedPiece { return Digest(hash.finalize()) }
        }
    }

    private static let hashedPiece = 16 << 20

    /// Adds the file's bytes from `offset` on, at most ``hashedPiece``, to a hash. Says how many there
    /// were; nil when the file is gone.
    private static func hashPiece(
        _ path: String, _ hash: SHA256, _ offset: off_t
    ) throws(StorageError) -> (SHA256, Int?) {
        guard let file = try FileDescriptor(path, O_RDONLY) else { return (hash, nil) }
        var hash = hash
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 * 1024, alignment: 64)
        defer { buffer.deallocate() }
        var done = 0
        while done < hashedPiece {
            let count = pread(
                file.number, buffer.baseAddress, min(buffer.count, hashedPiece - done),
                offset + off_t(done))
            if count < 0 {
                if errno == EINTR { continue }
                throw StorageError.last("reading \(path)")
            }
            if count == 0 { break }
            hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: buffer[..<count]))
            done += count
        }
        return (hash, done)
    }
}
