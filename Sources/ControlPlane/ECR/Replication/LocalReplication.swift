import ECRModel
import Policies
import RegistryStorage
import Shapes
import Store

/// Replication to another region or account of the same installation: what the two registries share
/// is the content, so that only records are written.
struct LocalReplication: ReplicationCarrier {
    /// Indexes within indexes that are followed.
    static let maximumDepth = 16

    let registry: Registry
    let access: RegistryAccess
    let isSecure: Bool
    let now: @Sendable () -> Timestamp

    func carry(_ job: ReplicationJob) async throws(ReplicationFailure) -> [ImageTag] {
        do throws(RegistryError) {
            try await prepare(job)
            let copy = Copy(registry: registry, source: job.source, target: job.target, now: now)
            guard let tags = try await copy.image(job.digest, job.tags, depth: 0) else {
                throw RegistryError.imageNotFound(ImageIdentity(digest: job.digest, tag: nil))
            }
            return tags
        } catch {
            if case .imageNotFound = error { throw .gone }
            throw ReplicationFailure(error)
        }
    }

    /// Checks that the destination lets the source's account in, and makes the repository.
    private func prepare(_ job: ReplicationJob) async throws(RegistryError) {
        let account = job.source.scope.account
        let request = AccessRequest(
            principal: PolicyPrincipal(
                arn: "arn:aws:iam::\(account):root", account: account, userID: account),
            region: job.destination.region, now: now(), isSecure: isSecure)
        let (scope, name) = (job.target.scope, job.target.name)
        try await access.check(request, may: "ReplicateImage", in: scope, name)
        let key = RegistryKeys(scope).repository(name)
        if try await registry.fetch(key, as: RepositoryRecord.self) == nil {
            try await access.check(request, may: "CreateRepository", in: scope, name)
            try await access.createRepository(job.target, appliedFor: .replication, at: now())
        }
    }

    /// From one repository to another.
    private struct Copy {
        let registry: Registry
        let source: RepositoryID
        let target: RepositoryID
        let now: @Sendable () -> Timestamp

        /// Copies an image after all that it names. Returns the tags that came with it; nil when the
        /// source does not have it.
        func image(
            _ digest: Digest, _ tags: [ImageTag], depth: Int
        ) async throws(RegistryError) -> [ImageTag]? {
            let key = RegistryKeys(source.scope).image(source.name, digest)
            guard let image = try await registry.fetch(key, as: ImageRecord.self)?.record else {
                return nil
            }
            guard depth < LocalReplication.maximumDepth else {
                throw .manifestInvalid("indexes are nested too deep to be replicated")
            }
            for hex in image.children {
                guard let child = Digest("sha256:\(hex)") else { throw .brokenRecord(key.text) }
                let there = RegistryKeys(target.scope).image(target.name, child)
                if try await registry.fetch(there, as: ImageRecord.self) == nil,
                    try await self.image(child, [], depth: depth + 1) == nil
                {
                    return nil
                }
            }
            for hex in image.blobs {
                guard let blob = Digest("sha256:\(hex)") else { throw .brokenRecord(key.text) }
                try await link(blob)
            }
            let text = try await registry.existingText(of: digest)
            let manifest: Manifest
            do throws(Manifest.Invalid) {
                manifest = try Manifest(text, declaredType: image.mediaType)
            } catch {
                throw .manifestInvalid(error.reason)
            }
            var push = ImagePush(manifest: manifest, text: text, tag: nil, mustBeNew: false)
            push.isReplica = true
            var put: [ImageTag] = []
            for tag in tags where try await self.put(push, tag) { put.append(tag) }
            if put.isEmpty { _ = try await registry.push(push, to: target, at: now()) }
            return put
        }

        private func link(_ blob: Digest) async throws(RegistryError) {
            if try await registry.layerForPush(target, blob, at: now()) != nil { return }
            guard let layer = try await registry.layer(source, blob) else {
                throw .blobNotFound(blob)
            }
            try await registry.link(target, blob, size: Int64(layer.size), at: now())
        }

        /// Puts the image under a tag as long as the source has it there: an image that was pushed
        /// under the tag later has a job of its own, which may be done already. False when the tag
        /// does not come with it, as one that is set and may not be moved at the destination.
        private func put(
            _ push: ImagePush, _ tag: ImageTag
        ) async throws(RegistryError) -> Bool {
            let key = RegistryKeys(source.scope).tag(source.name, tag)
            var push = push
            push.tag = tag
            for _ in 0..<Registry.attempts {
                guard let tagged = try await registry.fetch(key, as: TagRecord.self),
                    tagged.record.digest == push.manifest.digest.hex
                else { return false }
                push.conditions = [.modRevision(key, tagged.modRevision)]
                do throws(RegistryError) {
                    _ = try await registry.push(push, to: target, at: now())
                    return true
                } catch {
                    switch error {
                    case .tagImmutable: return false
                    // The tag may have been moved at the source meanwhile.
                    case .contention: continue
                    default: throw error
                    }
                }
            }
            throw .contention
        }
    }
}
