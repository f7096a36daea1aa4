import Glibc
import Logging
package import NIOCore
package import RegistryStorage

/// Beginning uploads and adding to them.
extension S3BlobStorage {
    package func createUpload(_ key: UploadKey) async throws(StorageError) {
        let name = keys.upload(key)
        try await finishing { [self] in
            let upload = Upload(
                key: name, data: keys.data(of: name, S3Client.randomName()),
                partSize: options.partSize)
            guard try await write(upload, if: .absent) != nil else {
                throw StorageError.uploadBusy(key.id)
            }
        }
    }

    package func uploadOffset(_ key: UploadKey) async throws(StorageError) -> Int64 {
        let name = keys.upload(key)
        if let offset = noted(name) { return offset }
        return try await answering {
            guard let head = try await client.head(name),
                let offset = head.fields["offset"].flatMap({ Int64($0) })
            else { throw StorageError.unknownUpload(key.id) }
            return offset
        }
    }

    package func append<Body: AsyncSequence & Sendable>(
        _ body: Body, to key: UploadKey, at offset: Int64?, count: Int64?, limit: Int64
    ) async throws -> Int64 where Body.Element == ByteBuffer {
        let name = keys.upload(key)
        try reserve(name, key.id)
        defer { release(name) }
        try await slots.acquire()
        defer { slots.release() }
        let start = try await load(name, key.id)
        // A commit that was cut off has made an object of the parts already.
        guard start.state.digest == nil else { throw StorageError.uploadBusy(key.id) }
        var upload = start
        if let offset, offset != Int64(upload.state.offset) {
            throw StorageError.offsetMismatch(expected: Int64(upload.state.offset))
        }
        do {
            try await take(body, into: &upload, count: count, limit: limit, id: key.id)
        } catch let error as StorageError {
            try await undo(upload, to: start, after: error, key.id)
            throw error
        } catch {
            // The client is gone or was too slow: what had arrived is good.
            do { _ = try await save(upload, since: start, key.id) } catch {
                logger.warning(
                    "the end of an interrupted upload could not be kept",
                    metadata: ["upload": "\(key.id)", "error": "\(error)"])
            }
            throw error
        }
        upload = try await save(upload, since: start, key.id)
        return Int64(upload.state.offset)
    }

    /// Takes a body, checking its size on the way, and sends every part that it fills.
    private func take<Body: AsyncSequence & Sendable>(
        _ body: Body, into upload: inout Upload, count: Int64?, limit: Int64, id: UploadID
    ) async throws where Body.Element == ByteBuffer {
        let room = limit - Int64(upload.state.offset)
        var received: Int64 = 0
        for try await buffer in body {
            received += Int64(buffer.readableBytes)
            if let count, received > count { throw StorageError.countMismatch(declared: count) }
            guard received <= room else { throw StorageError.tooLarge(limit: limit) }
            upload.take(buffer)
            note(upload.key, upload.state.offset)
            while upload.tail.readableBytes >= upload.state.partSize {
                let full = upload
                upload = try await finishing { [self] in
                    try await checkpoint(sendPart(full), id)
                }
            }
        }
        if let count, received < count { throw StorageError.countMismatch(declared: count) }
    }

    /// Takes back a body that broke its promise. After other errors the state says what holds.
    private func undo(
        _ upload: Upload, to start: Upload, after error: StorageError, _ id: UploadID
    ) async throws(StorageError) {
        switch error {
        case .countMismatch, .tooLarge:
            guard upload.etag != start.etag else { return }
            var restored = start
            restored.etag = upload.etag
            restored.state.multipart = upload.state.multipart
            let target = restored
            _ = try await finishing { [self] in try await checkpoint(target, id) }
        default: return
        }
    }

    private func save(
        _ upload: Upload, since start: Upload, _ id: UploadID
    ) async throws(StorageError) -> Upload {
        if upload.state.offset == start.state.offset { return upload }
        return try await finishing { [self] in try await checkpoint(upload, id) }
    }

    // MARK: State

    func load(_ name: String, _ id: UploadID) async throws(StorageError) -> Upload {
        let limit = options.partSize + Upload.maximumState
        return try await answering {
            guard let (head, content) = try await client.get(name, limit: limit) else {
                throw StorageError.unknownUpload(id)
            }
            guard let upload = Upload(key: name, etag: head.etag, content) else {
                throw StorageError.failed(operation: "reading \(name)", errno: EPROTO)
            }
            return upload
        }
    }

    /// Writes the state. Returns its etag, nil when the condition does not hold.
    private func write(
        _ upload: Upload, if condition: S3Client.Condition
    ) async throws(S3Error) -> String? {
        try await client.put(
            upload.key, upload.encoded(), fields: ["offset": String(upload.state.offset)],
            if: condition)
    }

    /// Writes the state over the one that was read.
    func checkpoint(_ upload: Upload, _ id: UploadID) async throws -> Upload {
        guard let etag = try await write(upload, if: .unchanged(etag: upload.etag)) else {
            throw try await client.head(upload.key) == nil
                ? StorageError.unknownUpload(id) : StorageError.uploadBusy(id)
        }
        var upload = upload
        upload.etag = etag
        return upload
    }

    /// Sends the tail, or as much of it as a part has.
    func sendPart(_ upload: Upload) async throws -> Upload {
        var upload = upload
        let id: String
        if let known = upload.state.multipart {
            id = known
        } else {
            id = try await client.createMultipart(upload.state.data)
            upload.state.multipart = id
        }
        let number = upload.state.etags.count + 1
        guard number <= Upload.maximumParts else {
            throw StorageError.tooLarge(
                limit: Int64(Upload.maximumParts) * Int64(upload.state.partSize))
        }
        let part = upload.removePart(upload.state.partSize)
        upload.state.etags.append(
            try await client.uploadPart(upload.state.data, id, number: number, part))
        return upload
    }
}
