/// What a backup holds.
package struct SnapshotSummary: Sendable, Hashable {
    /// The revision at which the store was read.
    package var revision: Revision
    /// The number of records.
    package var records: Int64
    /// The number of leases that they are on.
    package var leases: Int
}

/// The record that a store holds while a backup is written into it, and that stays when this was
/// cut short.
package enum RestoreMarker {
    static let key: Key = "/_skerry/restoring"

    /// Whether a backup was written into the store only in part. Such a store is not to be used;
    /// restoring again begins anew.
    package static func isPresent(in store: any Store) async throws(StoreError) -> Bool {
        try await store.get(key) != nil
    }
}

/// Reads a backup to its end without writing anything.
///
/// - Parameter chunks: The bytes of the backup, in pieces of any size.
/// - Throws: ``StoreError/corrupt(_:)`` when it is not what was written, and what `chunks` throws.
package func verifySnapshot(
    _ chunks: some AsyncSequence<[UInt8], any Error> & Sendable, limits: StoreLimits = .standard
) async throws -> SnapshotSummary {
    try await readSnapshot(chunks, limits: limits) { _ in }
}

/// Writes a backup into an empty store, one of any kind.
///
/// The records get new revisions, and the leases new names and their full time. A restore that
/// fails leaves a ``RestoreMarker`` and part of the records; calling this again removes them first.
/// Damage is noticed only when it is reached: call ``verifySnapshot(_:limits:)`` before, where the
/// backup can be read twice.
///
/// - Parameter chunks: The bytes of the backup, in pieces of any size.
/// - Throws: ``StoreError/corrupt(_:)`` when the backup is not what was written,
///   ``StoreError/invalid(_:)`` when the store is not empty, the store's own errors, and what
///   `chunks` throws.
package func importSnapshot(
    into store: any Store, from chunks: some AsyncSequence<[UInt8], any Error> & Sendable
) async throws -> SnapshotSummary {
    try await prepareForImport(store)
    var writer = SnapshotWriter(store: store)
    let summary = try await readSnapshot(chunks, limits: store.limits) { frame in
        try await writer.write(frame)
    }
    try await writer.flush()
    try await store.delete(RestoreMarker.key)
    return summary
}

/// Checks that nothing would be overwritten, removes what an earlier import left, and marks the
/// store.
private func prepareForImport(_ store: any Store) async throws(StoreError) {
    let marked = Transaction(
        if: [.empty(.all)], then: [.put(RestoreMarker.key, [])])
    if try await store.commit(marked).succeeded { return }
    guard try await RestoreMarker.isPresent(in: store) else { throw .invalid(.storeNotEmpty) }
    // Whatever else is there was written by the import that was cut short.
    while true {
        let keys = try await store.list(.all, limit: store.limits.operationsPerTransaction)
            .items.map(\.key).filter { $0 != RestoreMarker.key }
        if keys.isEmpty { return }
        _ = try await store.commit(Transaction(then: keys.map { .delete($0) }))
    }
}

private func readSnapshot(
    _ chunks: some AsyncSequence<[UInt8], any Error> & Sendable, limits: StoreLimits,
    _ handle: (SnapshotFrame) async throws -> Void
) async throws -> SnapshotSummary {
    var decoder = SnapshotDecoder(limits: limits)
    var summary = SnapshotSummary(revision: .zero, records: 0, leases: 0)
    for try await chunk in chunks {
        decoder.add(chunk)
        while let frame = try decoder.next() {
            switch frame {
            case .header(_, let revision): summary.revision = revision
            case .lease: summary.leases += 1
            case .record: summary.records += 1
            case .end: break
            }
            try await handle(frame)
        }
    }
    try decoder.finish()
    return summary
}

/// Gathers the records of a backup into transactions.
private struct SnapshotWriter {
    private let store: any Store
    private var operations: [Transaction.Operation] = []
    private var bytes = 0
    /// The leases of the backup and those that stand for them in the store.
    private var leases: [LeaseID: LeaseStatus] = [:]

    init(store: any Store) {
        self.store = store
    }

    mutating func write(_ frame: SnapshotFrame) async throws {
        switch frame {
        case .header, .end:
            return
        case .lease(let old, let timeToLive):
            leases[old] = try await store.grantLease(timeToLive: timeToLive)
        case .record(let key, let value, let lease):
            let size = key.bytes.count + value.count
            if operations.count == store.limits.operationsPerTransaction
                || bytes + size > store.limits.transactionBytes
            {
                try await flush()
            }
            var attached: LeaseID?
            if let lease { attached = try await renewed(lease, for: key) }
            operations.append(.put(key, value, lease: attached))
            bytes += size
        }
    }

    /// The lease that stands for one of the backup. Kept alive at each record, because its owner,
    /// who does that otherwise, is not there yet.
    private mutating func renewed(_ old: LeaseID, for key: Key) async throws -> LeaseID {
        guard let known = leases[old] else {
            throw StoreError.corrupt("\(key) is on a lease that the backup lacks")
        }
        do throws(StoreError) {
            return try await store.keepAlive(known.id).id
        } catch .leaseNotFound {
            // Its records were so far apart that it has ended between them.
            let lease = try await store.grantLease(timeToLive: known.timeToLive)
            leases[old] = lease
            return lease.id
        }
    }

    mutating func flush() async throws {
        if operations.isEmpty { return }
        _ = try await store.commit(Transaction(then: operations))
        operations = []
        bytes = 0
    }
}
