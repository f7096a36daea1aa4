import HTTPTypes
import Logging
import NIOCore
import RegistryStorage
import WebServer

extension DistributionFront {
    /// POST: mounts a blob of another repository, takes a whole blob, or begins an upload.
    func beginUpload(_ id: RepositoryID, _ call: Call) async throws -> WebResponse {
        if let text = call.query["mount"], let digest = Digest(text) {
            if try await isMounted(digest, id, call) { return created(id, digest) }
        } else if let text = call.query["digest"] {
            guard let digest = Digest(text) else { throw DistributionError.digestInvalid(text) }
            return try await takeBlob(id, digest, call)
        }
        return progress(id, try await newUpload(id, call).id, offset: 0, .accepted)
    }

    private func newUpload(
        _ id: RepositoryID, _ call: Call
    ) async throws(DistributionError) -> UploadKey {
        let upload = try await pushing(to: id, call) { () async throws(RegistryError) in
            try await registry.beginUpload(id, makeID())
        }
        return UploadKey(scope: id.uploadScope, id: upload)
    }

    /// A whole blob in one request. In a function of its own, and without `try?`: the optimizer of
    /// Swift 6.3.1 crashes on the two together.
    private func takeBlob(
        _ id: RepositoryID, _ digest: Digest, _ call: Call
    ) async throws -> WebResponse {
        let key = try await newUpload(id, call)
        do {
            return try await finish(id, key, digest, call)
        } catch {
            await forget(key)
            throw error
        }
    }

    /// An upload whose name was never told to anybody; what cannot be removed now is swept later.
    private func forget(_ key: UploadKey) async {
        do { try await registry.storage.cancel(key) } catch {}
    }

    private func isMounted(
        _ digest: Digest, _ id: RepositoryID, _ call: Call
    ) async throws(DistributionError) -> Bool {
        // Without `from` the client leaves the choice to us; a blob of this repository will do.
        let from = call.query["from"]
        guard let source = from.map({ RepositoryName($0) }) ?? id.name else { return false }
        // What is mounted is read from one repository and completes an upload to the other.
        do {
            try await check("CompleteLayerUpload", id.name, call)
            try await check("GetDownloadUrlForLayer", source, call)
        } catch {
            guard error.code == .denied else { throw error }
            return false
        }
        return try await pushing(to: id, call) { () async throws(RegistryError) in
            guard try await registry.value(of: .blobMounting, in: id.scope) == "ENABLED" else {
                return false
            }
            return try await registry.mount(digest, from: source, into: id, at: call.now)
        }
    }

    /// PATCH: adds to an upload, in one stream or chunk by chunk.
    func patchUpload(
        _ id: RepositoryID, _ key: UploadKey, _ call: Call
    ) async throws -> WebResponse {
        let offset = try await append(id, key, call)
        return progress(id, key.id, offset: offset, .accepted)
    }

    /// PUT: adds what there is to add, and makes the upload a blob.
    func finishUpload(
        _ id: RepositoryID, _ key: UploadKey, _ call: Call
    ) async throws -> WebResponse {
        guard let text = call.query["digest"], let digest = Digest(text) else {
            throw DistributionError.digestInvalid(call.query["digest"] ?? "")
        }
        return try await finish(id, key, digest, call)
    }

    private func finish(
        _ id: RepositoryID, _ key: UploadKey, _ digest: Digest, _ call: Call
    ) async throws -> WebResponse {
        if call.request.body.expectedLength != 0 { _ = try await append(id, key, call) }
        let size = try await storing(id) { () async throws(StorageError) in
            try await registry.storage.commit(key, as: digest)
        }
        try await perform(id) { () async throws(RegistryError) in
            try await registry.link(id, digest, size: size, at: call.now)
        }
        return created(id, digest)
    }

    private func append(
        _ id: RepositoryID, _ key: UploadKey, _ call: Call
    ) async throws -> Int64 {
        var offset: Int64?
        var count = call.request.body.expectedLength.map(Int64.init)
        if let field = call.request.headers[.contentRange] {
            guard let range = ByteRange(contentRange: field) else {
                throw DistributionError(
                    .blobUploadInvalid, "Content-Range is not of the form 0-1023")
            }
            guard count == nil || count == range.count else {
                throw DistributionError(
                    .sizeInvalid, "Content-Range and Content-Length do not agree")
            }
            offset = range.first
            count = range.count
        }
        // Before it is sent, and whatever the storage makes of it.
        guard count ?? 0 <= Registry.maximumLayerSize else {
            throw DistributionError(StorageError.tooLarge(limit: Registry.maximumLayerSize))
        }
        do {
            return try await registry.storage.append(
                call.request.body, to: key, at: offset, count: count,
                limit: Registry.maximumLayerSize)
        } catch let error as StorageError {
            throw await answer(error, id, key)
        }
    }

    func uploadStatus(
        _ id: RepositoryID, _ key: UploadKey
    ) async throws(DistributionError) -> WebResponse {
        let offset = try await storing(id) { () async throws(StorageError) in
            try await registry.storage.uploadOffset(key)
        }
        return progress(id, key.id, offset: offset, .noContent)
    }

    func cancelUpload(
        _ id: RepositoryID, _ key: UploadKey
    ) async throws(DistributionError) -> WebResponse {
        try await storing(id) { () async throws(StorageError) in
            try await registry.storage.cancel(key)
        }
        return WebResponse(status: .noContent)
    }

    // MARK: Answers

    private func progress(
        _ id: RepositoryID, _ upload: UploadID, offset: Int64, _ status: HTTPResponse.Status
    ) -> WebResponse {
        WebResponse(
            status: status,
            headers: [
                .location: "/v2/\(id.name)/blobs/uploads/\(upload)",
                // An empty upload has no range that this form could say; this is the custom.
                .range: "0-\(max(0, offset - 1))",
                .uploadUUID: upload.description,
            ])
    }

    private func created(_ id: RepositoryID, _ digest: Digest) -> WebResponse {
        WebResponse(
            status: .created,
            headers: [
                .location: "/v2/\(id.name)/blobs/\(digest)", .contentDigest: digest.description,
            ])
    }

    private func storing<T>(
        _ id: RepositoryID, _ body: () async throws(StorageError) -> T
    ) async throws(DistributionError) -> T {
        try await perform(id) { () async throws(RegistryError) in
            do throws(StorageError) { return try await body() } catch { throw .storage(error) }
        }
    }

    /// A chunk out of place is told where the upload stands, so that the client can go on.
    private func answer(
        _ error: StorageError, _ id: RepositoryID, _ key: UploadKey
    ) async -> DistributionError {
        var answer = DistributionError(.storage(error), in: id)
        if case .offsetMismatch(let expected) = error {
            answer.headers = progress(id, key.id, offset: expected, .ok).headers
        }
        if answer.status.code >= 500 {
            logger.error("registry upload failed", metadata: ["error": "\(error)"])
        }
        return answer
    }
}
