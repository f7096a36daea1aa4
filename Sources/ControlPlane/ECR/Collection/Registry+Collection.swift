import RegistryStorage
package import Shapes
import Store

/// What a collection removed or, as a dry run, would remove. Sizes are bytes.
package struct CollectionReport: Shape, Hashable {
    /// Whether nothing was removed.
    package var isDryRun = false
    /// Blobs that were there, and their size.
    package var blobs = 0
    package var size = 0
    package var removedBlobs = 0
    package var removedSize = 0
    /// Links of repositories to layers that none of their images has any more.
    package var removedLinks = 0
    /// Blobs that nothing names, and that are kept because they were used lately.
    package var youngBlobs = 0

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("dryRun", &isDryRun)
        visitor.field("blobs", &blobs)
        visitor.field("size", &size)
        visitor.field("removedBlobs", &removedBlobs)
        visitor.field("removedSize", &removedSize)
        visitor.field("removedLinks", &removedLinks)
        visitor.field("youngBlobs", &youngBlobs)
    }
}

/// How far a collection or verification has come.
package struct MaintenanceProgress: Shape, Hashable {
    package var blobs = 0
    /// Bytes.
    package var size = 0

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("blobs", &blobs)
        visitor.field("size", &size)
    }
}

extension Registry {
    /// How long what nothing names is kept: uploads need it between their end and their link, and
    /// clocks may be set back by less.
    static let collectionGrace = Duration.seconds(3600)
    /// How long a client may take from being told that a layer is there to pushing the image.
    static let linkLease = Duration.seconds(1800)

    /// Runs `body` while a blob cannot be deleted; nil, without running it, when there is none.
    func holding<T>(
        _ digest: Digest, _ body: () async throws(RegistryError) -> T
    ) async throws(RegistryError) -> T? {
        let size = try await storing { () async throws(StorageError) in
            try await storage.hold(digest)
        }
        if size == nil { return nil }
        do throws(RegistryError) {
            let result = try await body()
            await storage.release(digest)
            return result
        } catch {
            await storage.release(digest)
            throw error
        }
    }

    /// Removes links that no image of their repository needs, then blobs that no record names,
    /// beside traffic. It may be cut off anywhere, and any number may run.
    ///
    /// **Why no blob goes that is needed.** A blob is deleted when no record named it in a walk that
    /// began at time T and, under the storage's lock, nobody holds it and its last use is not after
    /// T less the grace. A record that names a blob (an image its manifest, a link its layer) is
    /// committed only while its writer holds the blob, and letting go counts as a use. So a record
    /// that is there when its blob is deleted was committed either before T, and the walk saw it; or
    /// after T, and then either it is held or the use on letting go is after T. Nothing here depends
    /// on how long anybody takes.
    ///
    /// **Why no link goes that is needed.** An image is committed only if nothing was taken from its
    /// repository since its links were looked at, and a link is taken only if no image was pushed
    /// since they were; so one of the two is refused. A push that was told "the layer is there"
    /// has ``linkLease`` to name it: telling renews a link that is older, and links younger than
    /// ``collectionGrace`` are left alone.
    ///
    /// **Why nothing goes that others need.** The storage is ours when this begins, or it throws.
    /// Whoever takes it over later uses blobs after T.
    func collect(
        isDryRun: Bool, now: @Sendable () -> Timestamp,
        progress: (MaintenanceProgress) async throws -> Void
    ) async throws -> CollectionReport {
        var report = CollectionReport()
        report.isDryRun = isDryRun
        let start = now()
        let limit = start - Registry.collectionGrace
        try await storage.checkOwner()
        var named: Set<String> = []
        try await walk { contents async throws(RegistryError) in
            try await sweepLinks(contents, before: limit, isDryRun, at: start, &report, &named)
        }
        var done = MaintenanceProgress()
        let found = named
        try await forEachBlob { digest in
            try Task.checkCancellation()
            guard let use = try await storage.use(of: digest) else { return }
            done.blobs += 1
            done.size += Int(use.size)
            if !found.contains(digest.hex) {
                var isGone = use.lastUsedAt <= limit
                if isGone, !isDryRun {
                    isGone = try await storage.delete(digest, unlessUsedSince: limit)
                }
                if isGone {
                    report.removedBlobs += 1
                    report.removedSize += Int(use.size)
                } else {
                    report.youngBlobs += 1
                }
            }
            try await progress(done)
        }
        (report.blobs, report.size) = (done.blobs, done.size)
        return report
    }

    /// Takes away the links of a repository that are old and unused, and notes what it names.
    private func sweepLinks(
        _ contents: RepositoryContents, before limit: Timestamp, _ isDryRun: Bool,
        at now: Timestamp, _ report: inout CollectionReport, _ named: inout Set<String>
    ) async throws(RegistryError) {
        let needed = contents.needed
        named.formUnion(needed)
        named.formUnion(contents.images.keys)
        let unused = contents.links.filter { hex, link in
            !needed.contains(hex) && link.linkedAt <= limit
        }
        named.formUnion(contents.links.keys.filter { unused[$0] == nil })
        var rest = Array(unused)[...]
        while !rest.isEmpty {
            let batch = rest.prefix(Registry.deletionStep)
            rest = rest.dropFirst(batch.count)
            var isGone = isDryRun
            if !isGone {
                isGone = try await removeLinks(batch.map(\.value), of: contents, at: now)
            }
            if isGone {
                report.removedLinks += batch.count
            } else {
                named.formUnion(batch.map(\.key))
            }
        }
    }

    private func removeLinks(
        _ links: [RepositoryContents.Link], of contents: RepositoryContents, at now: Timestamp
    ) async throws(RegistryError) -> Bool {
        let keys = RegistryKeys(contents.id.scope)
        return try await commit(
            Transaction(
                if: [.modRevision(keys.pushes(contents.id.name), contents.pushes)]
                    + links.map { .modRevision($0.key, $0.modRevision) },
                then: links.map { .delete($0.key) }
                    + [.put(keys.removals(contents.id.name), Guard(at: now))]))
    }
}
