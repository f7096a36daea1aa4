/// Revisioned records with transactions, an ordered watch and leases: the semantics of etcd's v3
/// API (`KV`, `Watch` and `Lease` in its `rpc.proto`), which every backend keeps and one contract
/// suite checks.
///
/// Reads are linearisable: they show every commit that was acknowledged before they began. A read
/// with `at:` shows the state of that revision, from the compaction up to now; below it the error
/// is ``StoreError/compacted(_:)``, above it ``StoreError/futureRevision(_:current:)``.
package protocol Store: Sendable {
    /// The maxima that this store keeps.
    var limits: StoreLimits { get }

    /// The revision of the newest state.
    func currentRevision() async throws(StoreError) -> Revision

    /// The record of `key` at a revision (nil: the newest), or nil when there is none.
    func get(_ key: Key, at revision: Revision?) async throws(StoreError) -> KeyValue?

    /// The records of `range` that come after the key `after`, in key order, at a revision (nil:
    /// the newest).
    ///
    /// The page holds at most `limit` (at least 1) and ``StoreLimits/pageItems`` items, and ends
    /// early after ``StoreLimits/pageBytes``: go by ``Page/more``, not by the count. For the next
    /// page pass the last key as `after` and ``Page/revision`` as `at`.
    func list(
        _ range: KeyRange, after: Key?, limit: Int, at revision: Revision?
    ) async throws(StoreError) -> Page

    /// Does a transaction, all or nothing. A cancelled task still gets the outcome.
    ///
    /// - Throws: ``StoreError/invalid(_:)``, ``StoreError/leaseNotFound(_:)`` for a put with a
    ///   lease that has ended, ``StoreError/noSpace``, ``StoreError/overloaded(_:)``: nothing was
    ///   changed. ``StoreError/unavailable(_:)``: it may have been.
    func commit(_ transaction: Transaction) async throws(StoreError) -> CommitResult

    /// Every change of `range` with a revision of at least `from`, in order and without a gap;
    /// nil for changes after those that are already visible.
    ///
    /// - Throws: ``StoreError/compacted(_:)`` when `from` is at or below the compaction. A
    ///   `from` above the next revision waits for it.
    func watch(_ range: KeyRange, from: Revision?) async throws(StoreError) -> WatchStream

    /// Forgets the history at and below `revision`: reads below it and watches from it or below
    /// are refused from now on. The state at `revision` itself can still be read. Nothing happens
    /// when that much is compacted already.
    func compact(through revision: Revision) async throws(StoreError)

    /// Makes a lease that ends after `timeToLive` unless it is kept alive. A restart of the store
    /// gives every lease its full time again.
    func grantLease(timeToLive: Duration) async throws(StoreError) -> LeaseStatus

    /// Gives a lease its full time again, from now.
    func keepAlive(_ lease: LeaseID) async throws(StoreError) -> LeaseStatus

    /// Ends a lease now and deletes the keys that are attached to it, as its expiry does: up to
    /// ``StoreLimits/changesPerTransaction`` keys at one revision, more in further ones.
    func revokeLease(_ lease: LeaseID) async throws(StoreError)

    /// What a lease has left.
    func leaseStatus(_ lease: LeaseID) async throws(StoreError) -> LeaseStatus
}

extension Store {
    /// The newest record of `key`, or nil.
    package func get(_ key: Key) async throws(StoreError) -> KeyValue? {
        try await get(key, at: nil)
    }

    /// The first page of the newest state of `range`, or the page of `revision` after a key.
    package func list(
        _ range: KeyRange, after: Key? = nil, limit: Int = 1_000
    ) async throws(StoreError) -> Page {
        try await list(range, after: after, limit: limit, at: nil)
    }

    /// Writes one key whatever it held; the revision of the write.
    @discardableResult
    package func put(
        _ key: Key, _ value: [UInt8], lease: LeaseID? = nil
    ) async throws(StoreError) -> Revision {
        try await commit(Transaction(then: [.put(key, value, lease: lease)])).revision
    }

    /// Writes one key if it is not there yet.
    package func create(
        _ key: Key, _ value: [UInt8]
    ) async throws(StoreError) -> CommitResult {
        try await commit(Transaction(if: [.absent(key)], then: [.put(key, value)]))
    }

    /// Writes one key if it was last written at `expected`: compare-and-swap.
    package func replace(
        _ key: Key, _ value: [UInt8], expected: Revision
    ) async throws(StoreError) -> CommitResult {
        try await commit(
            Transaction(if: [.modRevision(key, expected)], then: [.put(key, value)]))
    }

    /// Removes one key if it is there; ``CommitResult/deleted`` says whether it was.
    @discardableResult
    package func delete(_ key: Key) async throws(StoreError) -> CommitResult {
        try await commit(Transaction(then: [.delete(key)]))
    }
}
