import RegistryStorage
import Shapes
import Store

/// Repositories, images and blobs, in typed values: what both fronts (ECR's API and the OCI
/// distribution API) stand on. Time is passed in; state is the store's and the storage's alone, so
/// that any number of registries may share them.
///
/// A change reads what it depends on, decides, and commits with compares on what it read; when
/// others were faster it begins again, at most ``attempts`` times.
struct Registry: Sendable {
    static let attempts = 32
    /// Bytes of one layer (ECR's quota of 52,000 MiB).
    static let maximumLayerSize: Int64 = 52_000 << 20
    /// Tags of one image (ECR's quota).
    static let maximumTags = 1000
    /// Records that one step of a large deletion takes, within the store's limits.
    static let deletionStep = 100

    let store: any Store
    let storage: any BlobStorage
    private let manifests = ManifestCache()
    var events = RegistryEvents.silent
    /// What pushes bring about.
    var followUps: [any PushFollowUp] = []
    /// Nil where nobody is to wait for anybody.
    var turns: RepositoryTurns? = RepositoryTurns()

    // MARK: Reading records

    func fetch<Record: Shape>(
        _ key: Key, as type: Record.Type = Record.self
    ) async throws(RegistryError) -> Stored<Record>? {
        guard
            let item = try await reading({ () async throws(StoreError) in
                try await store.get(key)
            })
        else { return nil }
        return try Stored(item)
    }

    /// The records of a range after a key, as many as a page of the store holds and at most `limit`.
    func page<Record: Shape>(
        _ range: KeyRange, after: Key?, limit: Int, as type: Record.Type = Record.self
    ) async throws(RegistryError) -> (items: [Stored<Record>], more: Bool) {
        let page = try await reading { () async throws(StoreError) in
            try await store.list(range, after: after, limit: limit)
        }
        var items: [Stored<Record>] = []
        items.reserveCapacity(page.items.count)
        for item in page.items { items.append(try Stored(item)) }
        return (items, page.more)
    }

    /// Every record of a range, page by page.
    func forEach<Record: Shape>(
        in range: KeyRange, as type: Record.Type = Record.self, _ body: (Stored<Record>) -> Void
    ) async throws(RegistryError) {
        var last: Key?
        while true {
            let page = try await page(range, after: last, limit: 1000, as: Record.self)
            page.items.forEach(body)
            guard page.more, let end = page.items.last else { return }
            last = end.key
        }
    }

    func modRevision(of key: Key) async throws(RegistryError) -> Revision {
        try await reading { () async throws(StoreError) in
            try await store.get(key)?.modRevision ?? .zero
        }
    }

    func currentRevision() async throws(RegistryError) -> Revision {
        try await reading { () async throws(StoreError) in try await store.currentRevision() }
    }

    /// The repository, which must exist.
    func repository(_ id: RepositoryID) async throws(RegistryError) -> Stored<RepositoryRecord> {
        let key = RegistryKeys(id.scope).repository(id.name)
        guard let stored = try await fetch(key, as: RepositoryRecord.self) else {
            throw .repositoryNotFound(id.name)
        }
        return stored
    }

    /// The text of a manifest that a record names; nil when the storage has lost it, or it is damaged.
    func text(of digest: Digest) async throws(RegistryError) -> [UInt8]? {
        if let text = manifests.text(of: digest) { return text }
        let content = try await storing { () async throws(StorageError) in
            try await storage.read(digest, limit: Manifest.maximumSize)
        }
        guard let content, Digest(of: content) == digest else { return nil }
        manifests.keep(content, of: digest)
        return content
    }

    // MARK: Writing

    /// Whether the transaction's compares held, and so it was done.
    func commit(_ transaction: Transaction) async throws(RegistryError) -> Bool {
        try await reading { () async throws(StoreError) in
            try await store.commit(transaction).succeeded
        }
    }

    /// Runs `attempt` until it gives something, which it does not when a commit found newer state.
    func retrying<T>(
        _ attempt: () async throws(RegistryError) -> T?
    ) async throws(RegistryError) -> T {
        for _ in 0..<Registry.attempts {
            if let result = try await attempt() { return result }
        }
        throw .contention
    }

    /// The same for what many may want to do to one repository at once: who was not fast enough goes on
    /// when its turn comes. Not to be called from within `attempt`.
    func retrying<T>(
        inTurnsOf id: RepositoryID, _ attempt: () async throws(RegistryError) -> T?
    ) async throws(RegistryError) -> T {
        guard let turns else { return try await retrying(attempt) }
        if let result = try await attempt() { return result }
        guard await turns.take(id) else { throw .contention }
        defer { turns.pass(id) }
        return try await retrying(attempt)
    }

    /// A compare that holds as long as the same repository is there: not deleted, nor made anew.
    func stillThere(_ repository: Stored<RepositoryRecord>) -> Compare {
        .createRevision(repository.key, repository.createRevision)
    }

    func reading<T>(
        _ body: () async throws(StoreError) -> T
    ) async throws(RegistryError) -> T {
        do throws(StoreError) {
            return try await body()
        } catch {
            throw .store(error)
        }
    }

    func storing<T>(
        _ body: () async throws(StorageError) -> T
    ) async throws(RegistryError) -> T {
        do throws(StorageError) {
            return try await body()
        } catch {
            throw .storage(error)
        }
    }
}

extension Transaction.Operation {
    /// Writes a record.
    static func put(_ key: Key, _ record: some Shape) -> Transaction.Operation {
        .put(key, JSON.encode(record))
    }
}
