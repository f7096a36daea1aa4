import ECRModel
import RegistryClient
import RegistryStorage
import Shapes
import Store

/// Brings images from an upstream registry into a repository.
///
/// An image is given out when all that it names is stored, verified and linked: an index with every
/// image that it names, as ECR does it. Content goes to the storage first, hashed on the way; then
/// the repository is made, if it is not there, and links and records are written. A fetch that is cut
/// off anywhere leaves at most an upload, which is swept after a day, and blobs that nothing names,
/// which are collected.
///
/// A blob that others have stored is fetched all the same unless this very repository has it: that an
/// upstream registry names a digest does not show that it has the content, and whoever runs one could
/// otherwise read what belongs to others.
final class UpstreamImporter: Sendable {
    /// Blobs of one image that are fetched at once.
    static let parallelBlobs = 4
    /// Manifests below one reference, and how deep indexes may lie in indexes.
    static let maximumManifests = 256
    static let maximumDepth = 4

    private struct BlobKey: Hashable {
        var id: RepositoryID
        var digest: Digest
    }

    /// One import on its way.
    private struct Import {
        let job: PullThrough.Job
        let client: RegistryClient
        var manifests = 0

        var id: RepositoryID { job.key.id }
    }

    private let registry: Registry
    private let access: RegistryAccess
    private let now: @Sendable () -> Timestamp
    private let makeID: @Sendable () -> String
    private let blobs = Flights<BlobKey, Int64>()

    init(
        registry: Registry, access: RegistryAccess, now: @escaping @Sendable () -> Timestamp,
        makeID: @escaping @Sendable () -> String
    ) {
        self.registry = registry
        self.access = access
        self.now = now
        self.makeID = makeID
    }

    /// Fetches what the job asks for. The digest of its manifest.
    func fetch(
        _ job: PullThrough.Job, _ client: RegistryClient
    ) async throws(RegistryError) -> Digest {
        var work = Import(job: job, client: client)
        switch job.key.reference {
        case .digest(let digest):
            return try await take(digest.description, tag: nil, depth: 0, &work)
        case .tag(let tag):
            return try await take(tag.description, tag: tag, depth: 0, &work)
        }
    }

    /// Fetches a manifest and all that it names, and puts it into the repository.
    private func take(
        _ reference: String, tag: ImageTag?, depth: Int, _ work: inout Import
    ) async throws(RegistryError) -> Digest {
        let (job, client) = (work.job, work.client)
        work.manifests += 1
        guard work.manifests <= Self.maximumManifests, depth < Self.maximumDepth else {
            throw broken("the index names more images than are taken")
        }
        let fetched = try await asking { () async throws(RegistryClientError) in
            try await client.manifest(job.upstreamRepository, reference)
        }
        let manifest = try read(fetched)
        try await fetchBlobs(of: manifest, work)
        for child in manifest.children {
            if try await registry.image(work.id, .digest(child.digest)) != nil { continue }
            _ = try await take(child.digest.description, tag: nil, depth: depth + 1, &work)
        }
        try await put(manifest, fetched.text, tag, in: work.id)
        return manifest.digest
    }

    private func read(_ fetched: FetchedManifest) throws(RegistryError) -> Manifest {
        do throws(Manifest.Invalid) {
            // Registries that say `application/json` are not believed; the text says what it is.
            let type = fetched.mediaType.flatMap { MediaType.isManifest($0) ? $0 : nil }
            return try Manifest(fetched.text, declaredType: type)
        } catch {
            throw broken(error.reason)
        }
    }

    private func put(
        _ manifest: Manifest, _ text: [UInt8], _ tag: ImageTag?, in id: RepositoryID
    ) async throws(RegistryError) {
        let time = now()
        let key = RegistryKeys(id.scope).repository(id.name)
        if try await registry.fetch(key, as: RepositoryRecord.self) == nil {
            try await access.createRepository(id, appliedFor: .pullThroughCache, at: time)
        }
        var linked: Set<Digest> = []
        for blob in manifest.blobs where linked.insert(blob.digest).inserted {
            if try await registry.layerForPush(id, blob.digest, at: time) != nil { continue }
            try await registry.link(id, blob.digest, size: blob.size, at: time)
        }
        let push = ImagePush(
            manifest: manifest, text: text, tag: tag, mustBeNew: false,
            upstreamCheckedAt: tag == nil ? nil : time)
        _ = try await registry.push(push, to: id, at: time)
        if let tag {
            try await registry.noteUpstreamCheck(id, tag, manifest.digest.hex, at: time)
        }
    }

    // MARK: Blobs

    private func fetchBlobs(
        of manifest: Manifest, _ work: Import
    ) async throws(RegistryError) {
        var missing: [Manifest.Descriptor] = []
        var seen: Set<Digest> = []
        for blob in manifest.blobs where seen.insert(blob.digest).inserted {
            guard blob.size <= Registry.maximumLayerSize else {
                throw broken("a blob has more than \(Registry.maximumLayerSize) bytes")
            }
            if try await registry.layerForPush(work.id, blob.digest, at: now()) == nil {
                missing.append(blob)
            }
        }
        let (wanted, id, client) = (missing, work.id, work.client)
        let name = work.job.upstreamRepository
        let failure = await withTaskGroup(of: RegistryError?.self) { group in
            var rest = wanted[...]
            var failure: RegistryError?
            for _ in 0..<Self.parallelBlobs {
                guard let blob = rest.popFirst() else { break }
                group.addTask { await self.blob(blob, id, client, name) }
            }
            for await result in group {
                if let result {
                    failure = failure ?? result
                    group.cancelAll()
                } else if failure == nil, let blob = rest.popFirst() {
                    group.addTask { await self.blob(blob, id, client, name) }
                }
            }
            return failure
        }
        if let failure { throw failure }
    }

    /// Has a blob in the storage, fetched once for all who ask for it at the same time; nil, or why
    /// it is not there.
    private func blob(
        _ blob: Manifest.Descriptor, _ id: RepositoryID, _ client: RegistryClient, _ name: String
    ) async -> RegistryError? {
        let outcome = await blobs.once(BlobKey(id: id, digest: blob.digest)) {
            do throws(RegistryError) {
                return .success(try await download(blob, client, name))
            } catch {
                return .failure(error)
            }
        }
        switch outcome {
        case .success(let size):
            return size == blob.size ? nil : broken("two sizes of \(blob.digest)")
        case .failure(let error): return error
        }
    }

    private func download(
        _ blob: Manifest.Descriptor, _ client: RegistryClient, _ name: String
    ) async throws(RegistryError) -> Int64 {
        guard let upload = UploadID(makeID()) else {
            preconditionFailure("the source of ids gave no upload id")
        }
        let key = UploadKey(scope: "pull-through", id: upload)
        let storage = registry.storage
        do {
            try await storage.createUpload(key)
            let content = client.blob(name, blob.digest.description, size: blob.size)
            _ = try await storage.append(
                content, to: key, at: 0, count: blob.size, limit: Registry.maximumLayerSize)
            return try await storage.commit(key, as: blob.digest)
        } catch {
            // What cannot be removed now is swept later.
            do { try await storage.cancel(key) } catch {}
            throw translate(error, blob)
        }
    }

    private func translate(_ error: any Error, _ blob: Manifest.Descriptor) -> RegistryError {
        switch error {
        case let error as RegistryClientError:
            // The manifest was there a moment ago.
            return error == .notFound
                ? broken("the registry does not have blob \(blob.digest)")
                : .upstream(UpstreamFailure(error))
        case StorageError.digestMismatch(let expected, let actual):
            return broken("content with digest \(actual) was sent for \(expected)")
        case StorageError.countMismatch, StorageError.tooLarge:
            return broken("blob \(blob.digest) has not the \(blob.size) bytes announced")
        case let error as StorageError: return .storage(error)
        default: return .upstream(UpstreamFailure(.interrupted, "the request was interrupted"))
        }
    }

    private func broken(_ reason: String) -> RegistryError {
        .upstream(UpstreamFailure(.broken, reason))
    }
}
