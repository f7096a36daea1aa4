import Crypto
import Glibc
package import NIOCore
package import Shapes
import Synchronization

extension LocalBlobStorage {
    /// Where the file of a blob lies or would lie; its folder exists.
    package func path(_ digest: Digest) -> String { layout.blob(digest) }

    package func store(
        _ content: [UInt8], as digest: Digest
    ) async throws(StorageError) {
        let number = names.withLock { names in
            names.staged += 1
            return names.staged
        }
        let path = layout.staging(number)
        try await blocking { [self] () throws(StorageError) in
            let actual = Digest(of: content)
            guard actual == digest else {
                throw .digestMismatch(expected: digest, actual: actual)
            }
            if try isStored(digest) { return }
            guard let file = try FileDescriptor(path, O_WRONLY | O_CREAT | O_TRUNC) else {
                throw .failed(operation: "creating a file", errno: ENOENT)
            }
            do throws(StorageError) {
                let result = content.withUnsafeBytes { bytes in
                    Result { () throws(StorageError) in try file.write(bytes, calls) }
                }
                try result.get()
                try place(file, path, as: digest)
            } catch {
                try removeFile(path)
                throw error
            }
        }
    }

    package func blob(_ digest: Digest) async throws(StorageError) -> StoredBlob? {
        let path = layout.blob(digest)
        guard let status = try fileStatus(path) else { return nil }
        return StoredBlob(size: status.size, location: .file(path: path))
    }

    package func read(_ digest: Digest, limit: Int) async throws(StorageError) -> [UInt8]? {
        let path = layout.blob(digest)
        return try await blocking { () throws(StorageError) -> [UInt8]? in
            guard let file = try FileDescriptor(path, O_RDONLY) else { return nil }
            let size = Int(try file.status().st_size)
            guard size <= limit else { throw .tooLarge(limit: Int64(limit)) }
            var content: [UInt8] = []
            content.reserveCapacity(size)
            try file.readAll { content.append(contentsOf: $0) }
            return content
        }
    }

    package func read(
        _ blob: StoredBlob, _ range: Range<Int64>, _ take: (ByteBuffer) async throws -> Void
    ) async throws {
        guard case .file(let path) = blob.location else {
            throw StorageError.failed(operation: "reading a blob of another storage", errno: EINVAL)
        }
        var position = range.lowerBound
        let opened = try await blocking { [calls] () throws(StorageError) in
            try OpenBlob(path, calls)
        }
        guard let file = opened else {
            throw StorageError.failed(operation: "opening \(path)", errno: ENOENT)
        }
        while position < range.upperBound {
            let (start, count) = (position, min(256 << 10, Int(range.upperBound - position)))
            let piece = try await blocking { () throws(StorageError) in
                try file.read(at: start, count)
            }
            try await take(piece)
            position += Int64(piece.readableBytes)
        }
    }

    package func keep(_ digest: Digest) async throws(StorageError) -> Int64? {
        let path = layout.blob(digest)
        return try await blocking { [self] () throws(StorageError) in
            try underLock { _ throws(StorageError) in try touch(path) }
        }
    }

    package func delete(
        _ digest: Digest, unlessUsedSince time: Timestamp
    ) async throws(StorageError) -> Bool {
        let path = layout.blob(digest)
        return try await blocking { [self] () throws(StorageError) in
            try underLock { names throws(StorageError) in
                guard names.holds[digest] == nil else { return false }
                guard let status = try fileStatus(path) else { return true }
                guard status.modified <= time else { return false }
                try removeFile(path)
                return true
            }
        }
    }

    package func blobs(
        after digest: Digest?, limit: Int
    ) async throws(StorageError) -> [Digest] {
        try await blocking { [self] () throws(StorageError) in
            var found: [Digest] = []
            for shard in StorageLayout.shards where shard >= digest?.hex.prefix(2) ?? "" {
                let digests = try fileNames(in: "\(layout.blobs)/\(shard)")
                    .compactMap { Digest("sha256:\($0)") }
                    .filter { candidate in digest.map { $0 < candidate } ?? true }
                found += digests.sorted().prefix(limit - found.count)
                if found.count == limit { break }
            }
            return found
        }
    }

    /// Whether the blob is there and intact, and then counts as used now; large ones are not looked at.
    /// Reading is cheaper than writing again what gets another tag.
    private func isStored(_ digest: Digest) throws(StorageError) -> Bool {
        let path = layout.blob(digest)
        do throws(StorageError) {
            guard let blob = try OpenBlob(path, calls) else { return false }
            let (hash, _) = try blob.hash(SHA256(), from: 0)
            guard Digest(hash.finalize()) == digest else { return false }
        } catch {
            // What cannot be read is written anew.
            return false
        }
        guard try underLock({ _ throws(StorageError) in try touch(path) }) != nil else {
            return false
        }
        // Whoever placed it may not have come so far yet.
        try synchronizeFolder(layout.shard(digest), calls)
        return true
    }

    /// Makes the file at `path`, whose content has been checked, the blob `digest`, to last. A file
    /// that has the name is replaced: it may be damaged, and who reads it or has pinned it keeps it.
    func place(
        _ file: borrowing FileDescriptor, _ path: String, as digest: Digest
    ) throws(StorageError) {
        // Content first: the name must never stand for less than all of it.
        try file.synchronize(calls)
        try underLock { _ throws(StorageError) in
            // The upload's last bytes may have come long ago; the blob is used now.
            guard try touch(path) != nil, calls.rename(path, layout.blob(digest)) == 0 else {
                throw StorageError.last("renaming to \(layout.blob(digest))")
            }
        }
        try synchronizeFolder(layout.shard(digest), calls)
    }

    /// Sets a file's time of modification to now. Returns its size; nil when there is none.
    func touch(_ path: String) throws(StorageError) -> Int64? {
        guard utimensat(AT_FDCWD, path, nil, 0) == 0 else {
            if errno == ENOENT { return nil }
            throw .last("touching \(path)")
        }
        return try fileStatus(path)?.size
    }

    func underLock<T: Sendable>(
        _ body: (inout BlobNames) throws(StorageError) -> T
    ) throws(StorageError) -> T {
        try names.withLock { names throws(StorageError) in try body(&names) }
    }
}

/// Whether a file's time lies at or before `time`.
func <= (modified: timespec, time: Timestamp) -> Bool {
    Int64(modified.tv_sec) * 1000 + Int64(modified.tv_nsec) / 1_000_000 <= time.milliseconds
}
