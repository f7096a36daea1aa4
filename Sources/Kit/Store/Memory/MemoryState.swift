/// The whole contract as a synchronous value: records, history since the compaction, and leases.
/// Time is passed in. ``MemoryStore`` puts a lock and the watches around it, and the simulation
/// and the tests of other backends use it as the model of what is right.
///
/// Every revision since the compaction is kept as the map that it left behind. The maps share
/// what they have in common, so a revision costs what it changed.
package struct MemoryState: Sendable {
    private struct Version: Sendable {
        var records: OrderedMap<Key, KeyValue>
        var events: [WatchEvent]
    }

    private let limits: StoreLimits
    /// The newest records.
    private var records = OrderedMap<Key, KeyValue>()
    /// The records as they stood at the compaction.
    private var base = OrderedMap<Key, KeyValue>()
    /// The revisions after the compaction, one after the other.
    private var versions: [Version] = []
    private var leases = LeaseTable()
    private var leaseKeys: [LeaseID: Set<Key>] = [:]
    private var lastLease: Int64 = 0

    /// The newest revision.
    package private(set) var revision = Revision.first
    /// The revision through which history is forgotten.
    package private(set) var compacted = Revision.zero

    /// An empty store.
    package init(limits: StoreLimits = .standard) {
        self.limits = limits
        // Revision 1 is that of the empty store.
        versions.append(Version(records: records, events: []))
    }
}

// MARK: Reading

extension MemoryState {
    /// As ``Store/get(_:at:)``.
    package func get(_ key: Key, at revision: Revision?) throws(StoreError) -> KeyValue? {
        try limits.check(key)
        return try records(at: revision ?? self.revision)[key]
    }

    /// As ``Store/list(_:after:limit:at:)``.
    package func list(
        _ range: KeyRange, after: Key?, limit: Int, at revision: Revision?
    ) throws(StoreError) -> Page {
        let revision = revision ?? self.revision
        let size = try limits.pageSize(limit)
        var page = Page(items: [], revision: revision, more: false)
        var bytes = 0
        for (key, record) in try records(at: revision).entries(in: range, after: after) {
            if page.items.count == size || bytes >= limits.pageBytes {
                page.more = true
                break
            }
            bytes += key.bytes.count + record.value.count
            page.items.append(record)
        }
        return page
    }

    /// The changes of a range from one revision through another; when there are too many for one
    /// page, those of the first of these revisions.
    package func history(
        _ range: KeyRange, from: Revision, through: Revision
    ) throws(StoreError) -> HistoryPage {
        if from <= compacted { throw .compacted(compacted) }
        var page = HistoryPage(batches: [], through: through)
        var events = 0
        var revision = from
        while revision <= min(through, self.revision) {
            let version = versions[Int(revision.number - compacted.number - 1)]
            let matching = version.events.filter { range.contains($0.key) }
            if !matching.isEmpty {
                page.batches.append(WatchBatch(revision: revision, events: matching))
                events += matching.count
            }
            if events >= limits.pageItems {
                page.through = revision
                break
            }
            revision = revision.next
        }
        return page
    }

    private func records(
        at revision: Revision
    ) throws(StoreError) -> OrderedMap<Key, KeyValue> {
        if revision > self.revision {
            throw .futureRevision(revision, current: self.revision)
        }
        if revision < compacted { throw .compacted(compacted) }
        if revision == compacted { return base }
        return versions[Int(revision.number - compacted.number - 1)].records
    }
}

// MARK: Writing

extension MemoryState {
    /// As ``Store/commit(_:)``; besides, what the watches are to be told.
    package mutating func commit(
        _ transaction: Transaction
    ) throws(StoreError) -> (CommitResult, WatchBatch?) {
        try limits.check(transaction)
        let succeeded = transaction.compares.allSatisfy(holds)
        let branch = succeeded ? transaction.success : transaction.failure
        var changes = Changes(records: records, revision: revision.next)
        for operation in branch {
            try apply(operation, to: &changes)
        }
        let batch = finish(changes)
        return (
            CommitResult(succeeded: succeeded, revision: revision, deleted: changes.deleted), batch
        )
    }

    /// What a transaction has changed so far; dropped when it fails half-way.
    private struct Changes {
        var records: OrderedMap<Key, KeyValue>
        var revision: Revision
        var events: [WatchEvent] = []
        var deleted = 0
    }

    private func holds(_ compare: Compare) -> Bool {
        switch compare {
        case .exists(let key): records[key] != nil
        case .absent(let key): records[key] == nil
        case .modRevision(let key, let expected):
            (records[key]?.modRevision ?? .zero) == expected
        case .createRevision(let key, let expected):
            (records[key]?.createRevision ?? .zero) == expected
        case .version(let key, let expected): (records[key]?.version ?? 0) == expected
        case .value(let key, let expected): records[key]?.value == expected
        case .empty(let range): records.entries(in: range).first { _ in true } == nil
        }
    }

    private func apply(
        _ operation: Transaction.Operation, to changes: inout Changes
    ) throws(StoreError) {
        switch operation {
        case .put(let key, let value, let lease):
            if let lease, !leases.contains(lease) { throw .leaseNotFound(lease) }
            let previous = changes.records[key]
            let record = KeyValue(
                key: key, value: value,
                createRevision: previous?.createRevision ?? changes.revision,
                modRevision: changes.revision, version: (previous?.version ?? 0) + 1, lease: lease)
            changes.records[key] = record
            changes.events.append(.put(record, previous: previous))
        case .delete(let key):
            remove([key], from: &changes)
        case .deleteRange(let range):
            let room = limits.changesPerTransaction - changes.events.count
            let found = changes.records.entries(in: range).prefix(room + 1).map(\.key)
            if found.count > room { throw .invalid(.tooManyChanges) }
            remove(found, from: &changes)
        }
    }

    private func remove(_ keys: [Key], from changes: inout Changes) {
        for key in keys {
            guard let previous = changes.records.removeValue(forKey: key) else { continue }
            changes.events.append(.delete(previous: previous))
            changes.deleted += 1
        }
    }

    /// Makes the changes the newest revision, if there are any.
    private mutating func finish(_ changes: Changes) -> WatchBatch? {
        if changes.events.isEmpty { return nil }
        for event in changes.events {
            switch event {
            case .put(let record, let previous):
                detach(previous)
                if let lease = record.lease { leaseKeys[lease, default: []].insert(record.key) }
            case .delete(let previous):
                detach(previous)
            }
        }
        records = changes.records
        revision = changes.revision
        versions.append(Version(records: records, events: changes.events))
        return WatchBatch(revision: revision, events: changes.events)
    }

    private mutating func detach(_ record: KeyValue?) {
        guard let record, let lease = record.lease else { return }
        leaseKeys[lease]?.remove(record.key)
    }

    /// As ``Store/compact(through:)``.
    package mutating func compact(through target: Revision) throws(StoreError) {
        if target > revision { throw .futureRevision(target, current: revision) }
        if target <= compacted { return }
        let count = Int(target.number - compacted.number)
        base = versions[count - 1].records
        versions.removeFirst(count)
        compacted = target
    }
}

// MARK: Leases

extension MemoryState {
    /// As ``Store/grantLease(timeToLive:)``.
    package mutating func grantLease(
        timeToLive: Duration, now: Duration
    ) throws(StoreError) -> LeaseStatus {
        try limits.check(timeToLive: timeToLive)
        if leases.count >= limits.leases { throw .overloaded("too many leases") }
        lastLease += 1
        return leases.insert(LeaseID(lastLease), timeToLive: timeToLive, now: now)
    }

    /// As ``Store/keepAlive(_:)``.
    package mutating func keepAlive(
        _ lease: LeaseID, now: Duration
    ) throws(StoreError) -> LeaseStatus {
        try leases.renew(lease, now: now)
    }

    /// As ``Store/leaseStatus(_:)``.
    package func leaseStatus(
        _ lease: LeaseID, now: Duration
    ) throws(StoreError) -> LeaseStatus {
        try leases.status(lease, now: now)
    }

    /// As ``Store/revokeLease(_:)``; besides, what the watches are to be told.
    package mutating func revokeLease(_ lease: LeaseID) throws(StoreError) -> [WatchBatch] {
        guard leases.remove(lease) else { throw .leaseNotFound(lease) }
        var keys = (leaseKeys.removeValue(forKey: lease) ?? []).sorted()[...]
        var batches: [WatchBatch] = []
        while !keys.isEmpty {
            var changes = Changes(records: records, revision: revision.next)
            remove(Array(keys.prefix(limits.changesPerTransaction)), from: &changes)
            keys = keys.dropFirst(limits.changesPerTransaction)
            if let batch = finish(changes) { batches.append(batch) }
        }
        return batches
    }

    /// The leases whose time is over and that have not been revoked, at most `limit`.
    package func expiredLeases(now: Duration, limit: Int) -> [LeaseID] {
        leases.expired(now: now, limit: limit)
    }
}
