import Crypto
import Glibc
package import NIOCore
package import NIOPosix
package import Shapes
import Synchronization

/// Blobs as files below one folder, which one process at a time may use.
///
/// An upload is a file that is appended to; its length is the offset, so that nothing needs to be
/// written beside it and an upload goes on after a `kill -9`. The running SHA-256 is remembered
/// between requests; where it is not (after a restart), the file is read again. Committing checks
/// the hash, syncs the file, renames it to its place, over what was there, and syncs the folder.
///
/// System calls that move data or sync run on `pool`, in pieces of ``pieceSize``.
package final class LocalBlobStorage: BlobStorage {
    /// How many bytes of a body are gathered before they are written; with the buffer that crosses
    /// the line, this bounds the memory of an upload.
    static let pieceSize = 256 * 1024
    /// Running hashes that are remembered; beyond it the longest unused are forgotten.
    static let maximumSessions = 1024

    let layout: StorageLayout
    let calls: FileCalls
    private let pool: NIOThreadPool
    private let sessions = Mutex(UploadSessions(limit: maximumSessions))
    /// Held while a blob's name appears or disappears: see ``BlobStorage``.
    let names = Mutex(BlobNames())
    /// Keeps the lock on the folder.
    private let marker: FileDescriptor

    /// Opens the storage below `root`, making the folders that are missing. Blocks shortly.
    ///
    /// - Throws: ``StorageError/failed(operation:errno:)``, with `EWOULDBLOCK` when another process
    ///   uses the folder and `EPROTO` when a later version made it.
    package convenience init(
        root: String, pool: NIOThreadPool = .singleton
    ) throws(StorageError) {
        try self.init(root: root, pool: pool, calls: .system)
    }

    init(root: String, pool: NIOThreadPool, calls: FileCalls) throws(StorageError) {
        layout = StorageLayout(root: root)
        self.pool = pool
        self.calls = calls
        marker = try layout.prepare(calls)
    }
}

/// What the appearing and disappearing of blobs goes by.
struct BlobNames {
    /// The last staging file's number.
    var staged: UInt64 = 0
    /// How often each blob is held that is.
    var holds: [Digest: Int] = [:]
}

// MARK: - Uploads

extension LocalBlobStorage {
    package func createUpload(_ key: UploadKey) async throws(StorageError) {
        let path = layout.upload(key)
        try await blocking { () throws(StorageError) in
            guard try FileDescriptor(path, O_WRONLY | O_CREAT | O_EXCL) != nil else {
                throw .failed(operation: "creating an upload", errno: ENOENT)
            }
        }
        release(path, UploadProgress())
    }

    package func uploadOffset(_ key: UploadKey) async throws(StorageError) -> Int64 {
        guard let status = try fileStatus(layout.upload(key)) else { throw .unknownUpload(key.id) }
        return status.size
    }

    package func append<Body: AsyncSequence & Sendable>(
        _ body: Body, to key: UploadKey, at offset: Int64?, count: Int64?, limit: Int64
    ) async throws -> Int64 where Body.Element == ByteBuffer {
        let path = layout.upload(key)
        var progress = try reserve(path, key.id)
        defer { release(path, progress) }
        let file = try await open(key, resuming: progress)
        progress = file.progress
        if let offset, offset != file.progress.offset {
            throw StorageError.offsetMismatch(expected: file.progress.offset)
        }
        do {
            try await file.append(body, count: count, limit: limit, storage: self)
            progress = file.progress
            return file.progress.offset
        } catch let error as StorageError {
            progress = try await undo(file, to: progress, after: error)
            throw error
        } catch {
            // The client is gone or was too slow: what had arrived is good.
            progress = file.progress
            throw error
        }
    }

    /// Takes back a failed append: a body that broke its promise leaves the upload as it was; after
    /// a failed write nobody knows what the file holds, and a full disk wants the space back.
    private func undo(
        _ file: UploadFile, to start: UploadProgress?, after error: StorageError
    ) async throws(StorageError) -> UploadProgress? {
        try await blocking { () throws(StorageError) in
            switch error {
            case .countMismatch, .tooLarge:
                guard let start else { return nil }
                try file.descriptor.truncate(to: start.offset)
                return start
            default:
                try removeFile(file.path)
                return nil
            }
        }
    }

    package func commit(
        _ key: UploadKey, as digest: Digest
    ) async throws(StorageError) -> Int64 {
        let path = layout.upload(key)
        let progress = try reserve(path, key.id)
        defer { release(path, nil) }
        let file = try await open(key, resuming: progress)
        return try await blocking { [self] () throws(StorageError) in
            do throws(StorageError) {
                let actual = Digest(file.progress.hash.finalize())
                guard actual == digest else {
                    throw StorageError.digestMismatch(expected: digest, actual: actual)
                }
                try place(file.descriptor, path, as: digest)
            } catch {
                try removeFile(path)
                throw error
            }
            return file.progress.offset
        }
    }

    package func cancel(_ key: UploadKey) async throws(StorageError) {
        let path = layout.upload(key)
        _ = try reserve(path, key.id)
        defer { release(path, nil) }
        guard unlink(path) == 0 else {
            throw errno == ENOENT ? .unknownUpload(key.id) : .last("removing an upload")
        }
    }

    package func removeUploads(idleSince time: Timestamp) async throws(StorageError) -> Int {
        try await blocking { [self] () throws(StorageError) in
            var count = 0
            for name in try fileNames(in: layout.uploads) {
                let path = "\(layout.uploads)/\(name)"
                guard let status = try fileStatus(path), status.modified <= time,
                    // One that is being written to is not idle, however slow its client.
                    case .reserved = sessions.withLock({ $0.reserve(path) })
                else { continue }
                defer { release(path, nil) }
                try removeFile(path)
                count += 1
            }
            return count
        }
    }

    private func open(
        _ key: UploadKey, resuming progress: UploadProgress?
    ) async throws(StorageError) -> UploadFile {
        let path = layout.upload(key)
        return try await blocking { () throws(StorageError) in
            guard let file = try UploadFile(path, resuming: progress) else {
                throw .unknownUpload(key.id)
            }
            return file
        }
    }

    // MARK: Sessions

    private func reserve(_ path: String, _ id: UploadID) throws(StorageError) -> UploadProgress? {
        switch sessions.withLock({ $0.reserve(path) }) {
        case .busy: throw .uploadBusy(id)
        case .reserved(let progress): return progress
        }
    }

    /// Ends a reservation, and remembers how far the upload has come when that is known.
    private func release(_ path: String, _ progress: UploadProgress?) {
        sessions.withLock { $0.release(path, progress) }
    }
}

// MARK: - Threads

extension LocalBlobStorage {
    /// Runs blocking calls on the thread pool. Unlike the pool's own function this does not stop
    /// for a cancelled task: what is half written must be put in order all the same.
    func blocking<T: Sendable>(
        _ body: @escaping @Sendable () throws(StorageError) -> T
    ) async throws(StorageError) -> T {
        let result = await withCheckedContinuation {
            (continuation: CheckedContinuation<Result<T, StorageError>, Never>) in
            pool.submit { state in
                switch state {
                case .active: continuation.resume(returning: Result(catching: body))
                case .cancelled: continuation.resume(returning: .failure(.closed))
                }
            }
        }
        return try result.get()
    }
}
