import RegistryStorage
import Shapes
import Store

extension Registry {
    /// The size of a blob that the repository holds, or nil.
    func layer(
        _ id: RepositoryID, _ digest: Digest
    ) async throws(RegistryError) -> LayerRecord? {
        try await fetch(RegistryKeys(id.scope).layer(id.name, digest), as: LayerRecord.self)?.record
    }

    /// A blob that the repository holds, and where its content is. Content of another size than was
    /// stored is as good as none, so that clients send it again.
    ///
    /// - Parameter pushTime: Now, when a client asks that will push an image of the blob if it is
    ///   there: see ``layerForPush(_:_:at:)``.
    func blob(
        _ id: RepositoryID, _ digest: Digest, forPushAt pushTime: Timestamp? = nil
    ) async throws(RegistryError) -> StoredBlob {
        let layer: LayerRecord?
        if let pushTime {
            layer = try await layerForPush(id, digest, at: pushTime)
        } else {
            layer = try await self.layer(id, digest)
        }
        guard let layer else {
            _ = try await repository(id)
            throw .blobNotFound(digest)
        }
        let found = try await storing { () async throws(StorageError) in
            try await storage.blob(digest)
        }
        guard let found, found.size == Int64(layer.size) else { throw .blobNotFound(digest) }
        return found
    }

    /// The same; nil when there is none.
    func blobForPush(
        _ id: RepositoryID, _ digest: Digest, at now: Timestamp
    ) async throws(RegistryError) -> StoredBlob? {
        do throws(RegistryError) {
            return try await blob(id, digest, forPushAt: now)
        } catch {
            if case .blobNotFound = error { return nil }
            throw error
        }
    }

    /// Begins an upload to a repository, which must exist.
    func beginUpload(
        _ id: RepositoryID, _ name: String
    ) async throws(RegistryError) -> UploadID {
        _ = try await repository(id)
        guard let upload = UploadID(name) else {
            preconditionFailure("the source of ids gave '\(name)', which is no upload id")
        }
        try await storing { () async throws(StorageError) in
            try await storage.createUpload(UploadKey(scope: id.uploadScope, id: upload))
        }
        return upload
    }

    /// Records that a repository holds a blob, which must be in the storage.
    func link(
        _ id: RepositoryID, _ digest: Digest, size: Int64, at now: Timestamp
    ) async throws(RegistryError) {
        let isThere = try await holding(digest) { () async throws(RegistryError) in
            try await writeLink(id, digest, size: size, at: now)
            return true
        }
        // Collected since it was uploaded, which takes an hour: the client has to send it again.
        if isThere == nil { throw .blobNotFound(digest) }
    }

    private func writeLink(
        _ id: RepositoryID, _ digest: Digest, size: Int64, at now: Timestamp
    ) async throws(RegistryError) {
        let key = RegistryKeys(id.scope).layer(id.name, digest)
        let record = LayerRecord {
            $0.size = Int(size)
            $0.linkedAt = now
        }
        _ = try await retrying { () async throws(RegistryError) -> Bool? in
            let repository = try await repository(id)
            let isDone = try await commit(
                Transaction(if: [stillThere(repository)], then: [.put(key, record)]))
            return isDone ? true : nil
        }
    }

    /// A blob that the repository holds, for a client that will push an image of it if it is there:
    /// for ``linkLease`` from now the link does not count as unused.
    func layerForPush(
        _ id: RepositoryID, _ digest: Digest, at now: Timestamp
    ) async throws(RegistryError) -> LayerRecord? {
        let key = RegistryKeys(id.scope).layer(id.name, digest)
        return try await retrying { () async throws(RegistryError) -> LayerRecord?? in
            guard var stored = try await fetch(key, as: LayerRecord.self) else { return .some(nil) }
            if now - stored.record.linkedAt < Registry.linkLease { return stored.record }
            stored.record.linkedAt = now
            let isDone = try await commit(
                Transaction(
                    if: [.modRevision(key, stored.modRevision)], then: [.put(key, stored.record)]))
            return isDone ? .some(stored.record) : nil
        }
    }

    /// Lets a repository hold a blob that another one of the registry holds. False when that one
    /// does not, so that the client has to send it.
    func mount(
        _ digest: Digest, from source: RepositoryName, into id: RepositoryID, at now: Timestamp
    ) async throws(RegistryError) -> Bool {
        let from = RepositoryID(scope: id.scope, name: source)
        guard try await layer(from, digest) != nil,
            let size = try await storing({ () async throws(StorageError) in
                try await storage.keep(digest)
            })
        else { return false }
        try await link(id, digest, size: size, at: now)
        return true
    }

    /// Takes a blob away from a repository whose images do not need it.
    func unlink(
        _ id: RepositoryID, _ digest: Digest, at now: Timestamp
    ) async throws(RegistryError) {
        let keys = RegistryKeys(id.scope)
        let key = keys.layer(id.name, digest)
        _ = try await retrying { () async throws(RegistryError) -> Bool? in
            let pushes = try await modRevision(of: keys.pushes(id.name))
            guard try await layer(id, digest) != nil else {
                _ = try await repository(id)
                throw .blobNotFound(digest)
            }
            var isUsed = false
            try await forEach(
                in: .under(keys.images(id.name)), as: ImageRecord.self
            ) { image in
                if image.record.blobs.contains(digest.hex) { isUsed = true }
            }
            if isUsed { throw .blobInUse(digest) }
            let isDone = try await commit(
                Transaction(
                    if: [.modRevision(keys.pushes(id.name), pushes)],
                    then: [.delete(key), .put(keys.removals(id.name), Guard(at: now))]))
            return isDone ? true : nil
        }
    }
}

/// What the guard keys hold: when they were last written, for people; only the revision counts.
struct Guard: Shape {
    var at = Timestamp(milliseconds: 0)

    init() {}
    init(at time: Timestamp) { at = time }

    mutating func visit(_ visitor: ShapeVisitor) { visitor.field("at", &at) }
}
