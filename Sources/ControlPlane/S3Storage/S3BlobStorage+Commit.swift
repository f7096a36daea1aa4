import Glibc
import NIOCore
package import RegistryStorage

/// Ends of uploads.
extension S3BlobStorage {
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
}
