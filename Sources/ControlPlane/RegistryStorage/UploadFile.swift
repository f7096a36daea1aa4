import Crypto
import Glibc
import NIOCore
import Synchronization

/// An upload's file, open for appending by one request.
final class UploadFile: Sendable {
    let path: String
    let descriptor: FileDescriptor
    private let state: Mutex<UploadProgress>

    /// Opens an upload; nil when there is none. Reads the file when `progress` is not where it ends.
    init?(_ path: String, resuming progress: UploadProgress?) throws(StorageError) {
        guard let descriptor = try FileDescriptor(path, O_RDWR | O_APPEND) else { return nil }
        let size = Int64(try descriptor.status().st_size)
        if let progress, progress.offset == size {
            state = Mutex(progress)
        } else {
            var progress = UploadProgress()
            try descriptor.readAll { bytes in
                progress.hash.update(bufferPointer: bytes)
                progress.offset += Int64(bytes.count)
            }
            state = Mutex(progress)
        }
        self.path = path
        self.descriptor = descriptor
    }

    var progress: UploadProgress { state.withLock { $0 } }

    /// Adds `body`, checking its size on the way. See ``BlobStorage/append(_:to:at:count:limit:)``.
    func append<Body: AsyncSequence & Sendable>(
        _ body: Body, count: Int64?, limit: Int64, storage: LocalBlobStorage
    ) async throws where Body.Element == ByteBuffer {
        let room = limit - progress.offset
        var received: Int64 = 0
        var pending: [ByteBuffer] = []
        var pendingSize = 0
        do {
            for try await buffer in body {
                received += Int64(buffer.readableBytes)
                if let count, received > count {
                    throw StorageError.countMismatch(declared: count)
                }
                guard received <= room else { throw StorageError.tooLarge(limit: limit) }
                pending.append(buffer)
                pendingSize += buffer.readableBytes
                if pendingSize >= LocalBlobStorage.pieceSize {
                    try await write(pending, storage)
                    pending.removeAll(keepingCapacity: true)
                    pendingSize = 0
                }
            }
        } catch let error where !(error is StorageError) {
            try await write(pending, storage)
            throw error
        }
        if let count, received < count { throw StorageError.countMismatch(declared: count) }
        try await write(pending, storage)
    }

    private func write(
        _ buffers: [ByteBuffer], _ storage: LocalBlobStorage
    ) async throws(StorageError) {
        if buffers.isEmpty { return }
        try await storage.blocking { [self] () throws(StorageError) in
            var progress = self.progress
            for buffer in buffers {
                let result = buffer.withUnsafeReadableBytes { bytes in
                    Result { () throws(StorageError) in
                        try descriptor.write(bytes, storage.calls)
                        progress.hash.update(bufferPointer: bytes)
                    }
                }
                try result.get()
                progress.offset += Int64(buffer.readableBytes)
            }
            state.withLock { $0 = progress }
        }
    }
}
