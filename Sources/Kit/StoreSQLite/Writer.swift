import GRDB
import Store

/// The part of the store that runs on the writer's connection: it applies requests, in groups, and
/// keeps the newest state of the counters. Only the writer's queue touches it.
struct Writer {
    /// Something to be done at one point of the order of writes.
    enum Work: Sendable {
        case commit(Transaction)
        case grantLease(Duration)
        /// Ends leases. A single one must be there; of several, those that are not are skipped.
        case revokeLeases([LeaseID])
        case compact(Revision)
    }

    /// What a request brought about, once it is on disk.
    enum Outcome: Sendable {
        case committed(CommitResult)
        case leaseGranted(LeaseID)
        case leasesRevoked([LeaseID])
        case compacted
    }

    /// What a group of requests brought about: an outcome for each, and what the watches are told.
    struct GroupResult {
        var outcomes: [Result<Outcome, StoreError>] = []
        var batches: [WatchBatch] = []
    }

    private let limits: StoreLimits
    private(set) var state: Database.State
    /// Whether changes below the compaction remain to be removed.
    private(set) var trims: Bool
    /// Why nothing can be written any more: the disk failed to keep what it had accepted.
    private(set) var broken: StoreError?
    private var changesSinceCheckpoint = 0

    /// Rows of history that are removed along with one group.
    private static let trimRows = 500
    /// Changed keys after which the log is copied into the database: at most some 50 MB of log.
    private static let changesPerCheckpoint = 4_000
    /// A group of few changes counts as so many: it writes at least that many pages. A lone writer's
    /// log then stays within ``LogRoom/bytes``.
    private static let changesPerGroup = 8
    /// Pages of log (of 4 KiB, 128 MB together) above which its restart is forced.
    private static let framesBeforeRestart = 32_768

    init(_ db: Database, limits: StoreLimits) throws {
        self.limits = limits
        state = try db.fetchState()
        trims = try db.hasTrimmableChanges(through: state.compacted)
    }

    // MARK: Groups

    /// Applies requests in their order, in one SQLite transaction that is synced once. Each has
    /// its own compares and its own outcome: one that fails leaves its neighbours as they are.
    mutating func run(_ group: [Work], in db: Database) -> GroupResult {
        if let broken {
            trims = false
            return GroupResult(outcomes: group.map { _ in .failure(broken) })
        }
        do {
            return try attempt(group, in: db)
        } catch {
            let failure = abandonTransaction(error, in: db)
            // What could not be removed is removed after the next compaction; trying at once,
            // on a full disk, would never come to rest.
            if group.isEmpty { trims = false }
            if broken != nil || group.count <= 1 {
                return GroupResult(outcomes: group.map { _ in .failure(failure) })
            }
        }
        // SQLite gave up the transaction of all because of one of them, or because all together
        // were too much. Each gets its own, so that the innocent ones pass.
        return group.reduce(into: GroupResult()) { all, work in
            let alone = run([work], in: db)
            all.outcomes += alone.outcomes
            all.batches += alone.batches
        }
    }

    private mutating func attempt(_ group: [Work], in db: Database) throws -> GroupResult {
        let before = self
        var result = GroupResult()
        do {
            try db.run("BEGIN IMMEDIATE")
            for work in group {
                result.outcomes.append(try applyAlone(work, in: db, &result.batches))
            }
            if trims {
                trims = try db.trimChanges(through: state.compacted, limit: Self.trimRows)
            }
            try db.update(state)
            try db.run("COMMIT")
        } catch {
            let hopeless = broken
            self = before
            broken = hopeless
            throw error
        }
        changesSinceCheckpoint += max(
            Self.changesPerGroup, result.batches.reduce(0) { $0 + $1.events.count })
        return result
    }

    /// Ends what is left of a transaction that failed.
    private mutating func abandonTransaction(_ error: any Error, in db: Database) -> StoreError {
        let failure = StoreError(error)
        if db.isInsideTransaction {
            do {
                try db.run("ROLLBACK")
            } catch {
                broken = .unavailable("cannot roll back: \(error)")
            }
        }
        if StoreError.losesTrust(error) {
            // After a failed sync the kernel may forget the pages that it could not write, and
            // report success the next time. What the disk holds is only known after a restart.
            broken = failure
        }
        return broken ?? failure
    }

    /// Applies one request inside the transaction of a group, or undoes it. Throws only when the
    /// transaction of the group is lost.
    private mutating func applyAlone(
        _ work: Work, in db: Database, _ batches: inout [WatchBatch]
    ) throws -> Result<Outcome, StoreError> {
        let (state, count) = (self.state, batches.count)
        try db.run("SAVEPOINT one")
        do {
            let outcome = try apply(work, in: db, &batches)
            try db.run("RELEASE one")
            return .success(outcome)
        } catch {
            // A full disk, for one, can end the whole transaction.
            guard db.isInsideTransaction else { throw error }
            self.state = state
            batches.removeSubrange(count...)
            try db.run("ROLLBACK TO one")
            try db.run("RELEASE one")
            return .failure(StoreError(error))
        }
    }

    private mutating func apply(
        _ work: Work, in db: Database, _ batches: inout [WatchBatch]
    ) throws -> Outcome {
        switch work {
        case .commit(let transaction):
            return .committed(try commit(transaction, in: db, &batches))
        case .grantLease(let timeToLive):
            state.lastLease += 1
            try db.insertLease(LeaseID(state.lastLease), timeToLive: timeToLive)
            return .leaseGranted(LeaseID(state.lastLease))
        case .revokeLeases(let leases):
            let present = try leases.filter(db.hasLease)
            if leases.count == 1, present.isEmpty { throw StoreError.leaseNotFound(leases[0]) }
            for lease in present { try revoke(lease, in: db, &batches) }
            return .leasesRevoked(present)
        case .compact(let revision):
            if revision > state.revision {
                throw StoreError.futureRevision(revision, current: state.revision)
            }
            if revision > state.compacted {
                state.compacted = revision
                trims = true
            }
            return .compacted
        }
    }

    // MARK: One transaction

    /// What a transaction has changed so far.
    private struct Changes {
        let revision: Revision
        var events: [WatchEvent] = []
        var deleted = 0
    }

    private mutating func commit(
        _ transaction: Transaction, in db: Database, _ batches: inout [WatchBatch]
    ) throws -> CommitResult {
        let succeeded = try transaction.compares.allSatisfy { try holds($0, in: db) }
        var changes = Changes(revision: state.revision.next)
        for operation in succeeded ? transaction.success : transaction.failure {
            try apply(operation, in: db, &changes)
        }
        finish(changes, &batches)
        return CommitResult(
            succeeded: succeeded, revision: state.revision, deleted: changes.deleted)
    }

    private mutating func finish(_ changes: Changes, _ batches: inout [WatchBatch]) {
        if changes.events.isEmpty { return }
        state.revision = changes.revision
        batches.append(WatchBatch(revision: changes.revision, events: changes.events))
    }

    private func holds(_ compare: Compare, in db: Database) throws -> Bool {
        switch compare {
        case .exists(let key): return try db.fetchRecord(key) != nil
        case .absent(let key): return try db.fetchRecord(key) == nil
        case .modRevision(let key, let expected):
            return try (db.fetchRecord(key)?.modRevision ?? .zero) == expected
        case .createRevision(let key, let expected):
            return try (db.fetchRecord(key)?.createRevision ?? .zero) == expected
        case .version(let key, let expected):
            return try (db.fetchRecord(key)?.version ?? 0) == expected
        case .value(let key, let expected):
            return try db.fetchRecord(key)?.value == expected
        case .empty(let range):
            var empty = true
            try db.forEachRecord(in: range, limit: 1) { _ in
                empty = false
                return false
            }
            return empty
        }
    }

    private func apply(
        _ operation: Transaction.Operation, in db: Database, _ changes: inout Changes
    ) throws {
        switch operation {
        case .put(let key, let value, let lease):
            if let lease, try !db.hasLease(lease) { throw StoreError.leaseNotFound(lease) }
            let previous = try db.fetchRecord(key)
            let record = KeyValue(
                key: key, value: value,
                createRevision: previous?.createRevision ?? changes.revision,
                modRevision: changes.revision, version: (previous?.version ?? 0) + 1, lease: lease)
            if previous == nil { try db.insert(record) } else { try db.update(record) }
            try db.insertChange(
                key, at: changes.revision, previous: previous, deletes: false)
            changes.events.append(.put(record, previous: previous))
        case .delete(let key):
            if let previous = try db.fetchRecord(key) {
                try remove(previous, in: db, &changes)
            }
        case .deleteRange(let range):
            let room = limits.changesPerTransaction - changes.events.count
            var found: [KeyValue] = []
            try db.forEachRecord(in: range, limit: room + 1) { record in
                found.append(record)
                return true
            }
            if found.count > room { throw StoreError.invalid(.tooManyChanges) }
            for record in found { try remove(record, in: db, &changes) }
        }
    }

    private func remove(
        _ previous: KeyValue, in db: Database, _ changes: inout Changes
    ) throws {
        try db.deleteRecord(previous.key)
        try db.insertChange(
            previous.key, at: changes.revision, previous: previous, deletes: true)
        changes.events.append(.delete(previous: previous))
        changes.deleted += 1
    }

    private mutating func revoke(
        _ lease: LeaseID, in db: Database, _ batches: inout [WatchBatch]
    ) throws {
        while true {
            let records = try db.fetchRecords(of: lease, limit: limits.changesPerTransaction)
            if records.isEmpty { break }
            var changes = Changes(revision: state.revision.next)
            for record in records { try remove(record, in: db, &changes) }
            finish(changes, &batches)
        }
        try db.deleteLease(lease)
    }

    // MARK: Checkpoints

    /// Copies the write-ahead log into the database when it has grown. Done after a group has been
    /// answered, so that nobody waits for it, and by the writer, so that an error of the sync is
    /// seen and no other connection checkpoints meanwhile.
    mutating func checkpointIfDue(_ db: Database) {
        if broken != nil || changesSinceCheckpoint < Self.changesPerCheckpoint { return }
        changesSinceCheckpoint = 0
        do {
            let (frames, _) = try db.checkpoint(.passive)
            // The log starts anew only at a moment without readers in it. When that has not come
            // for long, wait for it.
            if frames > Self.framesBeforeRestart { try db.checkpoint(.restart) }
        } catch {
            // Readers may be busy, or the disk full: the log is kept, and the next time tries again.
            if StoreError.losesTrust(error) { broken = StoreError(error) }
        }
    }
}
