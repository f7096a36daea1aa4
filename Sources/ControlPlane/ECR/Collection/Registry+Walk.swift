import RegistryStorage
import Shapes
import Store

/// What a repository names, as one walk found it.
struct RepositoryContents: Sendable {
    var id: RepositoryID
    /// The revision of the key that pushes write, from before the rest was read.
    var pushes: Revision
    var images: [String: ImageRecord] = [:]
    var links: [String: Link] = [:]

    /// That the repository holds a blob.
    struct Link: Sendable {
        var key: Key
        var modRevision: Revision
        var linkedAt: Timestamp
        var size: Int
    }

    /// The blobs that its images need, by their hexadecimal digests; not the manifests.
    var needed: Set<String> {
        images.values.reduce(into: []) { $0.formUnion($1.blobs) }
    }
}

extension Registry {
    /// The registries that have any records.
    func scopes() async throws(RegistryError) -> [RegistryScope] {
        let all = KeyRange.under(Key.path("ecr"))
        var found: [RegistryScope] = []
        var last: Key?
        while true {
            let after = last
            let page = try await reading { () async throws(StoreError) in
                try await store.list(all, after: after, limit: 1)
            }
            guard let key = page.items.first?.key else { return found }
            let parts = key.components
            guard parts.count > 3 else { throw .brokenRecord(key.text) }
            let scope = RegistryScope(account: parts[1], region: parts[2])
            found.append(scope)
            // Past everything of this one: no key of ours is the end of its range.
            guard let end = KeyRange.under(RegistryKeys(scope).root).end else { return found }
            last = end
        }
    }

    /// Looks at every repository of every registry, one after the other. A record that cannot be
    /// read ends the walk: what it names cannot be known.
    func walk(
        _ visit: (RepositoryContents) async throws(RegistryError) -> Void
    ) async throws(RegistryError) {
        for scope in try await scopes() {
            let keys = RegistryKeys(scope)
            var last: Key?
            while true {
                let page = try await page(
                    .under(keys.repositories), after: last, limit: 1000, as: RepositoryRecord.self)
                for stored in page.items {
                    guard let text = stored.key.components.last, let name = RepositoryName(text)
                    else { throw .brokenRecord(stored.key.text) }
                    try await visit(try await contents(RepositoryID(scope: scope, name: name)))
                }
                guard page.more, let end = page.items.last else { break }
                last = end.key
            }
        }
    }

    private func contents(
        _ id: RepositoryID
    ) async throws(RegistryError) -> RepositoryContents {
        let keys = RegistryKeys(id.scope)
        var contents = RepositoryContents(
            id: id, pushes: try await modRevision(of: keys.pushes(id.name)))
        // Links first: an image that is pushed in between names what was linked before.
        var links: [String: RepositoryContents.Link] = [:]
        try await forEach(in: .under(keys.layers(id.name)), as: LayerRecord.self) { stored in
            guard let hex = stored.key.components.last else { return }
            links[hex] = .init(
                key: stored.key, modRevision: stored.modRevision,
                linkedAt: stored.record.linkedAt, size: stored.record.size)
        }
        var images: [String: ImageRecord] = [:]
        try await forEach(in: .under(keys.images(id.name)), as: ImageRecord.self) { stored in
            if let hex = stored.key.components.last { images[hex] = stored.record }
        }
        (contents.links, contents.images) = (links, images)
        return contents
    }

    /// Every blob that is there, page by page.
    func forEachBlob(
        _ body: (Digest) async throws -> Void
    ) async throws {
        var last: Digest?
        while true {
            let page = try await storage.blobs(after: last, limit: 1000)
            for digest in page { try await body(digest) }
            guard page.count == 1000 else { return }
            last = page.last
        }
    }
}
