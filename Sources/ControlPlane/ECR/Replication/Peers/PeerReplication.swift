import NIOCore
import RegistryClient
import RegistryStorage
import Shapes
import Store

/// Replication to another installation, by the OCI distribution API: what is there already is not
/// sent again, blobs are streamed.
struct PeerReplication: ReplicationCarrier {
    let registry: Registry
    let link: PeerLink
    /// Hears of jobs that a job asks for.
    let signal: ReplicationSignal
    let now: @Sendable () -> Timestamp

    /// The peer tells which tags it took; here that is not known.
    func carry(_ job: ReplicationJob) async throws(ReplicationFailure) -> [ImageTag] {
        let mark = ReplicaMark(source: job.source.scope, destination: job.destination.scope)
        let copy = Copy(registry: registry, source: job.source, client: try await link.client(mark))
        do {
            guard try await copy.image(job.digest, job.tags, depth: 0) else {
                throw ReplicationFailure.gone
            }
            try await repeatMoved(job)
            return job.tags
        } catch let error as ReplicationFailure {
            throw error
        } catch let error as RegistryError {
            throw ReplicationFailure(error)
        } catch let error as RegistryClientError {
            if case .unauthorized = error { link.forgetToken() }
            throw ReplicationFailure(error)
        } catch {
            throw .passing(code: "InternalFailure", reason: "\(error)")
        }
    }

    /// Sees to tags that were moved at the source while they were set at the peer: the newer image's
    /// own job may have set them before we did, so it is asked for once more.
    private func repeatMoved(_ job: ReplicationJob) async throws(RegistryError) {
        let keys = RegistryKeys(job.source.scope)
        for tag in job.tags {
            let isAsked = try await registry.retrying { () async throws(RegistryError) -> Bool? in
                let key = keys.tag(job.source.name, tag)
                guard let tagged = try await registry.fetch(key, as: TagRecord.self),
                    tagged.record.digest != job.digest.hex
                else { return false }
                let newer = try tagged.digest()
                let image = keys.image(job.source.name, newer)
                let jobKey = ReplicationKeys.job(job.source, newer, to: job.destination)
                let stored = try await registry.fetch(jobKey, as: ReplicationJobRecord.self)
                var record = stored?.record ?? ReplicationJobRecord()
                record.request(tag, at: now())
                let transaction = Transaction(
                    if: [
                        .exists(image), .modRevision(key, tagged.modRevision),
                        .modRevision(jobKey, stored?.modRevision ?? .zero),
                    ], then: [.put(jobKey, record)])
                return try await registry.commit(transaction) ? true : nil
            }
            if isAsked { signal.wake() }
        }
    }

    /// From a repository here to the one of the same name at the peer.
    private struct Copy {
        let registry: Registry
        let source: RepositoryID
        let client: RegistryClient

        var name: String { source.name.description }

        /// Copies an image after all that it names. False when the source does not have it.
        func image(_ digest: Digest, _ tags: [ImageTag], depth: Int) async throws -> Bool {
            let key = RegistryKeys(source.scope).image(source.name, digest)
            guard let image = try await registry.fetch(key, as: ImageRecord.self)?.record else {
                return false
            }
            guard depth < LocalReplication.maximumDepth else {
                throw RegistryError.manifestInvalid(
                    "indexes are nested too deep to be replicated")
            }
            let current = try await current(tags, of: digest)
            if try await isThere(digest) {
                if current.isEmpty { return true }
            } else {
                for hex in image.children {
                    guard let child = Digest("sha256:\(hex)") else {
                        throw RegistryError.brokenRecord(key.text)
                    }
                    guard try await self.image(child, [], depth: depth + 1) else { return false }
                }
                for hex in image.blobs {
                    guard let blob = Digest("sha256:\(hex)") else {
                        throw RegistryError.brokenRecord(key.text)
                    }
                    try await send(blob)
                }
            }
            let text = try await registry.existingText(of: digest)
            for reference in current.isEmpty ? [digest.description] : current {
                _ = try await client.putManifest(
                    name, reference, text: text, mediaType: image.mediaType)
            }
            return true
        }

        /// The tags that the source has at this image; the others are no business of this job any
        /// more.
        private func current(
            _ tags: [ImageTag], of digest: Digest
        ) async throws(RegistryError) -> [String] {
            var current: [String] = []
            for tag in tags {
                let key = RegistryKeys(source.scope).tag(source.name, tag)
                if try await registry.fetch(key, as: TagRecord.self)?.record.digest == digest.hex {
                    current.append(tag.description)
                }
            }
            return current
        }

        private func isThere(_ digest: Digest) async throws(RegistryClientError) -> Bool {
            do throws(RegistryClientError) {
                _ = try await client.manifestHead(name, digest.description)
                return true
            } catch {
                guard error == .notFound else { throw error }
                return false
            }
        }

        private func send(_ blob: Digest) async throws {
            if try await client.blobSize(name, blob.description) != nil { return }
            let storage = registry.storage
            guard let stored = try await storage.blob(blob) else {
                throw RegistryError.blobNotFound(blob)
            }
            do {
                try await client.uploadBlob(name, blob.description, size: stored.size) { range in
                    BlobPieces(storage: storage, blob: stored, range: range)
                }
            } catch {
                // The answer to the last request may have got lost.
                guard try await client.blobSize(name, blob.description) == stored.size else {
                    throw error
                }
            }
        }
    }
}

/// The bytes of a blob in pieces, each read when it is asked for.
struct BlobPieces: AsyncSequence, Sendable {
    typealias Element = ByteBuffer
    /// Bytes of one piece, which is what one transfer has in memory.
    static let pieceSize: Int64 = 1 << 20

    let storage: any BlobStorage
    let blob: StoredBlob
    let range: Range<Int64>

    func makeAsyncIterator() -> Iterator { Iterator(pieces: self, offset: range.lowerBound) }

    struct Iterator: AsyncIteratorProtocol {
        let pieces: BlobPieces
        var offset: Int64

        mutating func next() async throws -> ByteBuffer? {
            guard offset < pieces.range.upperBound else { return nil }
            let end = Swift.min(offset + BlobPieces.pieceSize, pieces.range.upperBound)
            var piece = ByteBuffer()
            piece.reserveCapacity(Int(end - offset))
            try await pieces.storage.read(pieces.blob, offset..<end) { part in
                piece.writeImmutableBuffer(part)
            }
            offset = end
            return piece
        }
    }
}

extension ReplicationFailure {
    init(_ error: RegistryClientError) {
        switch error {
        case .denied(let reason): self = .final(code: "AccessDenied", reason: reason)
        case .unauthorized, .notFound, .refused, .tooLarge, .digestMismatch, .protocolViolation:
            self = .passing(code: "PeerRefused", reason: "\(error)")
        case .tooManyRequests, .unreachable, .timedOut, .serverFailed, .cancelled:
            self = .passing(code: "PeerUnavailable", reason: "\(error)")
        }
    }
}
