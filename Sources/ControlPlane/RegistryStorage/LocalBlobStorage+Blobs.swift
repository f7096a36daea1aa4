import Glibc
package import NIOCore
package import Shapes
import Synchronization

extension LocalBlobStorage {
    package func store(
        _ content: [UInt8], as digest: Digest
    ) async throws(StorageError) {
        let number = names.withLock { names in
            names.staged += 1
            return names.staged
        }
        let path = layout.staging(number)
        try await blocking { [self] () throws(StorageError) in
            guard Digest(of: content) == digest else {
                throw .digestMismatch(expected: digest, actual: Digest(of: content))
            }
            guard let file = try FileDescriptor(path, O_WRONLY | O_CREAT | O_TRUNC) else {
                throw .failed(operation: "creating a file", errno: ENOENT)
            }
            do throws(StorageError) {
                let result = content.withUnsafeBytes { bytes in
                    Result { () throws(StorageError) in try file.write(bytes, calls) }
                }
                try result.get()
                try place(file, path, as: digest, size: Int64(content.count))
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
        let file = try await blocking { () throws(StorageError) in try OpenBlob(path) }
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

    /// Makes the file at `path`, whose content has been checked, the blob `digest`, to last.
    func place(
        _ file: borrowing FileDescriptor, _ path: String, as digest: Digest, size: Int64
    ) throws(StorageError) {
        let target = layout.blob(digest)
        // Content first: the name must never stand for less than all of it.
        if try fileStatus(target)?.size != size { try file.synchronize(calls) }
        try underLock { _ throws(StorageError) in
            if try touch(target) == size {
                try removeFile(path)
            } else if calls.rename(path, target) != 0 {
                throw StorageError.last("renaming to \(target)")
            }
        }
        // Also when the blob was there: whoever placed it may not have come to this line yet.
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

/// A blob's file, open for reading.
private final class OpenBlob: Sendable {
    private let file: FileDescriptor

    init(_ path: String) throws(StorageError) {
        guard let file = try FileDescriptor(path, O_RDONLY) else {
            throw .failed(operation: "opening \(path)", errno: ENOENT)
        }
        self.file = file
    }

    /// Reads at least a byte and at most `count`.
    func read(at offset: Int64, _ count: Int) throws(StorageError) -> ByteBuffer {
        var buffer = ByteBuffer()
        var result = 0
        buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: count) { bytes in
            repeat {
                result = pread(file.number, bytes.baseAddress, count, off_t(offset))
            } while result < 0 && errno == EINTR
            return max(0, result)
        }
        guard result > 0 else {
            throw result < 0 ? .last("pread") : .failed(operation: "pread", errno: EIO)
        }
        return buffer
    }
}
