import HTTPTypes
import NIOCore
import RegistryStorage
import Shapes
import WebServer

extension DistributionFront {
    /// GET and HEAD of a manifest, by tag or digest. It goes out as it came in.
    func manifest(
        _ id: RepositoryID, _ reference: ManifestReference, _ call: Call
    ) async throws(DistributionError) -> WebResponse {
        let image = try await perform(id) { () async throws(RegistryError) in
            let found = try await registry.image(id, reference)
            guard
                let image = try await pullThrough.image(
                    id, reference, found: found, for: pullThroughCaller(call))
            else {
                _ = try await registry.repository(id)
                throw RegistryError.imageNotFound(ImageIdentity())
            }
            if image.record.isArchived { throw RegistryError.imageArchived(image.digest) }
            if call.request.method == .head { try await registry.checkText(of: image) }
            return image
        }
        var headers: HTTPFields = [
            .contentType: image.record.mediaType, .contentDigest: image.digest.description,
            .eTag: "\"\(image.digest)\"",
        ]
        if isCurrent(call.request, image.digest) {
            return WebResponse(status: .notModified, headers: headers)
        }
        if call.request.method == .head {
            headers[.contentLength] = String(image.record.manifestSize)
            return WebResponse(headers: headers)
        }
        let text = try await perform(id) { () async throws(RegistryError) in
            guard let text = try await registry.text(of: image.digest) else {
                throw RegistryError.imageNotFound(ImageIdentity(digest: image.digest))
            }
            if let caller = call.caller {
                try await registry.notePull(id, image, by: caller.principal, at: call.now)
            }
            return text
        }
        return WebResponse(headers: headers, body: .bytes(ByteBuffer(bytes: text)))
    }

    func putManifest(
        _ id: RepositoryID, _ reference: ManifestReference, _ call: Call
    ) async throws -> WebResponse {
        let body: ByteBuffer
        do {
            body = try await call.request.body.collect(upTo: Manifest.maximumSize)
        } catch RequestBody.Failed.tooLarge(let limit) {
            throw DistributionError(
                .manifestInvalid, "a manifest has at most \(limit) bytes",
                status: .contentTooLarge)
        }
        let push = try imagePush(Array(body.readableBytesView), reference, id, call)
        try await pushing(to: id, call) { () async throws(RegistryError) in
            try await put(push, id, call)
        }
        let digest = push.manifest.digest
        var headers: HTTPFields = [
            .location: "/v2/\(id.name)/manifests/\(digest)", .contentDigest: digest.description,
        ]
        if let subject = push.manifest.subject { headers[.subject] = subject.digest.description }
        return WebResponse(status: .created, headers: headers)
    }

    private func put(
        _ push: ImagePush, _ id: RepositoryID, _ call: Call
    ) async throws(RegistryError) {
        guard let mark = call.replica else {
            _ = try await registry.push(push, to: id, at: call.now)
            return
        }
        var push = push
        push.isReplica = true
        do throws(RegistryError) {
            _ = try await registry.push(push, to: id, at: call.now)
        } catch {
            guard case .tagImmutable = error else { throw error }
            push.tag = nil
            _ = try await registry.push(push, to: id, at: call.now)
        }
        registry.events.replicated(
            push.manifest.digest, push.tag.map { [$0] } ?? [], from: mark.source, to: id,
            isDone: true, at: call.now)
    }

    private func imagePush(
        _ text: [UInt8], _ reference: ManifestReference, _ id: RepositoryID, _ call: Call
    ) throws(DistributionError) -> ImagePush {
        let manifest: Manifest
        do throws(Manifest.Invalid) {
            manifest = try Manifest(text, declaredType: call.request.headers[.contentType])
        } catch {
            throw DistributionError(.manifestInvalid, error.reason)
        }
        var tag: ImageTag?
        switch reference {
        case .tag(let named): tag = named
        case .digest(let digest):
            guard digest == manifest.digest else {
                throw DistributionError(
                    .manifestDigestMismatch(given: digest, actual: manifest.digest), in: id)
            }
        }
        return ImagePush(manifest: manifest, text: text, tag: tag, mustBeNew: false)
    }

    /// DELETE: of a tag it leaves the image, of a digest nothing.
    func deleteManifest(
        _ id: RepositoryID, _ reference: ManifestReference, _ call: Call
    ) async throws(DistributionError) -> WebResponse {
        try await perform(id) { () async throws(RegistryError) in
            switch reference {
            case .tag(let tag):
                _ = try await registry.deleteTag(id, tag, deletingUntagged: false, at: call.now)
            case .digest(let digest):
                _ = try await registry.deleteImage(id, digest, at: call.now)
            }
        }
        return WebResponse(status: .accepted)
    }
}
