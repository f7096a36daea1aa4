import Store

/// A store that says what is asked of it before it does it.
struct WatchedStore: Store {
    enum Request { case read, commit }

    let base: any Store
    let before: @Sendable (Request) async -> Void

    var limits: StoreLimits { base.limits }

    func currentRevision() async throws(StoreError) -> Revision {
        await before(.read)
        return try await base.currentRevision()
    }

    func get(_ key: Key, at revision: Revision?) async throws(StoreError) -> KeyValue? {
        await before(.read)
        return try await base.get(key, at: revision)
    }

    func list(
        _ range: KeyRange, after: Key?, limit: Int, at revision: Revision?
    ) async throws(StoreError) -> Page {
        await before(.read)
        return try await base.list(range, after: after, limit: limit, at: revision)
    }

    func commit(_ transaction: Transaction) async throws(StoreError) -> CommitResult {
        await before(.commit)
        return try await base.commit(transaction)
    }

    func watch(_ range: KeyRange, from: Revision?) async throws(StoreError) -> WatchStream {
        try await base.watch(range, from: from)
    }

    func compact(through revision: Revision) async throws(StoreError) {
        try await base.compact(through: revision)
    }

    func grantLease(timeToLive: Duration) async throws(StoreError) -> LeaseStatus {
        try await base.grantLease(timeToLive: timeToLive)
    }

    func keepAlive(_ lease: LeaseID) async throws(StoreError) -> LeaseStatus {
        try await base.keepAlive(lease)
    }

    func revokeLease(_ lease: LeaseID) async throws(StoreError) {
        try await base.revokeLease(lease)
    }

    func leaseStatus(_ lease: LeaseID) async throws(StoreError) -> LeaseStatus {
        try await base.leaseStatus(lease)
    }
}
