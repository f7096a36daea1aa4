import Glibc
import Logging
package import NIOCore
package import RegistryStorage
package import Shapes

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
    private func checkpoint(_ upload: Upload, _ id: UploadID) async throws -> Upload {
        guard let etag = try await write(upload, if: .unchanged(etag: upload.etag)) else {
            throw try await client.head(upload.key) == nil
                ? StorageError.unknownUpload(id) : StorageError.uploadBusy(id)
        }
        var upload = upload
        upload.etag = etag
        return upload
    }

    /// Sends the tail, or as much of it as a part has.
    private func sendPart(_ upload: Upload) async throws -> Upload {
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

    // MARK: Ends

    package func commit(
        _ key: UploadKey, as digest: Digest
    ) async throws(StorageError) -> Int64 {
        let name = keys.upload(key)
        try reserve(name, key.id)
        defer { release(name) }
        return try await finishing { [self] in
            let upload = try await load(name, key.id)
            if let actual = Digest("sha256:\(upload.hash.finalized())"), actual != digest {
                try await discard(upload)
                throw StorageError.digestMismatch(expected: digest, actual: actual)
            }
            let old = try await client.head(keys.blob(digest))
            let ended =
                if let old, upload.isOvertaken(by: old), try await touch(digest) != nil {
                    upload
                } else {
                    try await publish(upload, as: digest, over: old, key.id)
                }
            try await discard(ended)
            return Int64(upload.state.offset)
        }
    }

    /// Makes an upload the blob. The state names an object of parts before the blob ceases to, so that
    /// whoever finds the upload later can tell what is in use and what is left over.
    private func publish(
        _ upload: Upload, as digest: Digest, over old: ObjectHead?, _ id: UploadID
    ) async throws -> Upload {
        var upload = upload
        var entry = Entry.content(upload.tail)
        if !upload.state.etags.isEmpty {
            upload = try await complete(upload, as: digest, over: old, id)
            entry = .data(upload.state.data, size: Int64(upload.state.offset))
        }
        try await publish(entry, as: digest, over: old) { data in
            if upload.state.replaced == data { return }
            upload.state.digest = digest.hex
            upload.state.replaced = data
            upload = try await checkpoint(upload, id)
        }
        return upload
    }

    /// Makes one object of the parts. The state says for which digest before there is an object, so
    /// that whoever finds the upload later can tell whether the object is in use. May be repeated.
    private func complete(
        _ upload: Upload, as digest: Digest, over old: ObjectHead?, _ id: UploadID
    ) async throws -> Upload {
        var upload = upload
        if upload.state.digest == nil {
            if upload.tail.readableBytes > 0 { upload = try await sendPart(upload) }
            upload.state.digest = digest.hex
            upload.state.replaced = old?.fields["data"]
            upload = try await checkpoint(upload, id)
        }
        guard let multipart = upload.state.multipart else {
            throw StorageError.failed(operation: "reading \(upload.key)", errno: EPROTO)
        }
        do throws(S3Error) {
            try await client.completeMultipart(
                upload.state.data, multipart, etags: upload.state.etags,
                size: Int64(upload.state.offset))
        } catch {
            guard error.code == .notFound else { throw error }
            // It was complete once, and what it became has been deleted since.
            try await discard(upload)
            throw StorageError.unknownUpload(id)
        }
        return upload
    }

    package func cancel(_ key: UploadKey) async throws(StorageError) {
        let name = keys.upload(key)
        try reserve(name, key.id)
        defer { release(name) }
        try await finishing { [self] in try await discard(try await load(name, key.id)) }
    }

    /// Forgets an upload and what it holds, and the object whose place it took, but not what the blob
    /// is. The state goes last: as long as it is there, somebody can do this again.
    func discard(_ upload: Upload) async throws {
        if let id = upload.state.multipart {
            try await client.abortMultipart(upload.state.data, id)
        }
        if let digest = upload.state.digest.flatMap({ Digest("sha256:\($0)") }) {
            let used = try await client.head(keys.blob(digest))?.fields["data"]
            for data in [upload.state.data, upload.state.replaced] where data != used {
                if let data { try await client.delete(data) }
            }
        }
        try await client.delete(upload.key)
    }

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
}
