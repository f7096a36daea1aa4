import AsyncHTTPClient
package import NIOCore
import NIOHTTP1

/// What became of a cross-repository mount.
package enum BlobMount: Sendable, Hashable {
    case mounted
    /// The registry does not have it there, or does not mount; it has to be uploaded.
    case declined
}

extension RegistryClient {
    /// Lets `repository` have a blob that another repository of the registry has, if it will.
    package func mountBlob(
        _ repository: String, _ digest: String, from source: String
    ) async throws(RegistryClientError) -> BlobMount {
        let url = address.uploads(repository)
            .adding([(name: "mount", value: digest), (name: "from", value: source)])
        let answer = try await retrying { () async throws(RegistryClientError) in
            try await self.send(
                Request(.POST, url, scopes: Self.push(repository) + Self.pull(source)))
        }
        _ = try? await answer.body(limit: Self.maximumErrorBody)
        if answer.status == 201 { return .mounted }
        // It began an upload instead, which nobody goes on with.
        if let upload = answer.field("Location").flatMap({ answer.url.resolving($0) }) {
            await cancelUpload(upload, repository)
        }
        return .declined
    }

    /// Uploads a blob: in one streamed request, or in chunks; after a broken connection from where
    /// the registry says that it stands. The registry verifies the digest.
    ///
    /// - Parameters:
    ///   - size: Bytes of the whole.
    ///   - chunk: Bytes of one request at most; nil for all in one.
    ///   - content: Gives the bytes of a range of the blob; called again for what has to be sent
    ///     again.
    package func uploadBlob<Content: AsyncSequence & Sendable>(
        _ repository: String, _ digest: String, size: Int64, chunk: Int64? = nil,
        content: @escaping @Sendable (Range<Int64>) async throws -> Content
    ) async throws(RegistryClientError) where Content.Element == ByteBuffer {
        let scopes = Self.push(repository)
        var upload = try await beginUpload(repository)
        do throws(RegistryClientError) {
            var offset: Int64 = 0
            var fruitless = 0
            var interruptions = 0
            while offset < size {
                let end = min(size, chunk.map { offset + max(1, $0) } ?? size)
                do throws(RegistryClientError) {
                    upload = try await patch(upload, scopes, offset..<end, content)
                    offset = end
                    fruitless = 0
                } catch {
                    interruptions += 1
                    guard error.isTransient || error == .timedOut,
                        interruptions <= options.interruptions
                    else { throw error }
                    fruitless += 1
                    guard fruitless < options.attempts else { throw error }
                    try await wait(after: fruitless, error)
                    let last = offset
                    (upload, offset) = try await resumption(upload, repository)
                    guard offset <= size else {
                        throw .protocolViolation("an upload with more than was sent")
                    }
                    if offset > last { fruitless = 0 }
                }
            }
            try await finish(upload, scopes, digest)
        } catch {
            if error != .cancelled { await cancelUpload(upload, repository) }
            throw error
        }
    }

    private func patch<Content: AsyncSequence & Sendable>(
        _ upload: RegistryURL, _ scopes: [String], _ range: Range<Int64>,
        _ content: @escaping @Sendable (Range<Int64>) async throws -> Content
    ) async throws(RegistryClientError) -> RegistryURL where Content.Element == ByteBuffer {
        let count = Int64(range.count)
        let answer = try await send(
            Request(
                .PATCH, upload, scopes: scopes,
                fields: [
                    ("Content-Type", "application/octet-stream"),
                    ("Content-Range", "\(range.lowerBound)-\(range.upperBound - 1)"),
                ],
                body: { .stream(try await content(range), length: .known(count)) }))
        return try await location(answer)
    }

    private func beginUpload(
        _ repository: String
    ) async throws(RegistryClientError) -> RegistryURL {
        let begun = try await retrying { () async throws(RegistryClientError) in
            try await self.send(
                Request(
                    .POST, self.address.uploads(repository), scopes: Self.push(repository)))
        }
        return try await location(begun)
    }

    /// Where an upload goes on: as far as it has come, or with a new one when it has hardly begun,
    /// because `0-0` may mean that it has one byte as well as none.
    private func resumption(
        _ upload: RegistryURL, _ repository: String
    ) async throws(RegistryClientError) -> (RegistryURL, Int64) {
        let answer = try await retrying { () async throws(RegistryClientError) in
            try await self.send(Request(.GET, upload, scopes: Self.push(repository)))
        }
        _ = try? await answer.body(limit: Self.maximumErrorBody)
        let received = ContentRange.received(answer.field("Range")) ?? 0
        let next = answer.field("Location").flatMap { answer.url.resolving($0) } ?? upload
        if received > 1 { return (next, received) }
        await cancelUpload(next, repository)
        return (try await beginUpload(repository), 0)
    }

    private func finish(
        _ upload: RegistryURL, _ scopes: [String], _ digest: String
    ) async throws(RegistryClientError) {
        let url = upload.adding([(name: "digest", value: digest)])
        // A PUT whose answer got lost is not made again: the upload is gone then, and that is an
        // error the caller meets with the question whether the blob is there.
        let answer = try await send(
            Request(.PUT, url, scopes: scopes, body: { .bytes(ByteBuffer()) }))
        _ = try? await answer.body(limit: Self.maximumErrorBody)
    }

    /// Best effort: registries forget uploads on their own.
    private func cancelUpload(_ upload: RegistryURL, _ repository: String) async {
        let request = Request(.DELETE, upload, scopes: Self.push(repository))
        _ = try? await (try? send(request))?.body(limit: Self.maximumErrorBody)
    }

    private func location(_ answer: Answer) async throws(RegistryClientError) -> RegistryURL {
        _ = try? await answer.body(limit: Self.maximumErrorBody)
        guard answer.status == 201 || answer.status == 202,
            let next = answer.field("Location").flatMap({ answer.url.resolving($0) })
        else { throw .protocolViolation("an upload without a place to go on") }
        return next
    }
}
