import Dispatch
import Files
import GRDB
package import Store
import Synchronization

/// The store in one SQLite database: what a commit has acknowledged is on disk.
///
/// Commits are gathered: while one group is synced the next one waits, and the more wait the more
/// share the next sync. Reads run beside them on connections of their own, each on a snapshot.
/// The decision record `docs/decisions/0002-store.md` says why it is built this way.
package final class SQLiteStore: UpkeptStore {
    /// A request and whom to answer.
    private struct Request {
        var work: Writer.Work
        var bytes: Int
        var reply: CheckedContinuation<Result<Writer.Outcome, StoreError>, Never>
    }

    private struct Shared {
        var waiting: [Request] = []
        /// Whether the writer's queue has been asked to work and has not come to rest.
        var draining = false
        var closed = false
        var leases = LeaseTable()
        var log = CompactionPolicy.Log()
    }

    package let limits: StoreLimits
    package let clock: any StoreClock
    private let policy: CompactionPolicy
    private let pool: DatabasePool
    /// Given up when the store is closed.
    private let lock: Mutex<FileLock?>
    private let shared: Mutex<Shared>
    private let writer: Mutex<Writer>
    private let hub: WatchHub

    /// Requests that share one sync, at most, and the bytes after which a group is closed.
    private static let groupSize = 256
    private static let groupBytes = 8 << 20

    /// Opens the database at `path`, or makes it. One process can have it open at a time.
    ///
    /// - Parameters:
    ///   - maximumBytes: The size that the database file may grow to (its log comes on top); a
    ///     commit that needs more fails with ``StoreError/noSpace``. Nil: as the disk allows.
    /// - Throws: ``StoreError/unavailable(_:)`` when another process has it open or the disk
    ///   fails, ``StoreError/corrupt(_:)`` when the file is no store of this version or older.
    package init(
        path: String, limits: StoreLimits = .standard, clock: any StoreClock = SystemClock(),
        policy: CompactionPolicy = CompactionPolicy(), maximumBytes: Int? = nil
    ) throws(StoreError) {
        self.limits = limits
        self.clock = clock
        self.policy = policy
        lock = Mutex(try Self.claim(path))
        do {
            pool = try Self.openPool(path, maximumBytes: maximumBytes)
            let (writer, leases) = try pool.writeWithoutTransaction { db in
                (try Writer(db, limits: limits), try db.fetchLeases())
            }
            var shared = Shared()
            for lease in leases {
                _ = shared.leases.insert(
                    lease.id, timeToLive: lease.timeToLive, now: clock.now())
            }
            hub = WatchHub(published: writer.state.revision, limits: limits)
            self.shared = Mutex(shared)
            self.writer = Mutex(writer)
        } catch {
            throw StoreError(error)
        }
    }

    private static func claim(_ path: String) throws(StoreError) -> FileLock {
        do throws(FileError) {
            return try FileLock(lockPath(path))
        } catch {
            throw .unavailable(
                error.isLocked ? "the store is in use by another process: \(path)" : "\(error)")
        }
    }

    private static func lockPath(_ path: String) -> String { path + "-lock" }

    /// Whether some process has the store at `path` open.
    package static func isInUse(_ path: String) -> Bool { FileLock.isHeld(lockPath(path)) }

    private static func openPool(_ path: String, maximumBytes: Int?) throws -> DatabasePool {
        var configuration = Configuration()
        configuration.label = "skerry.store"
        configuration.maximumReaderCount = 4
        configuration.busyMode = .timeout(1)
        let pool = try DatabasePool(path: path, configuration: configuration)
        try pool.writeWithoutTransaction { db in
            // DatabasePool sets NORMAL when it opens, whatever its configuration says: a commit
            // would be acknowledged before it is on disk. Hence here, and checked.
            try db.execute(sql: "PRAGMA synchronous = FULL")
            guard try Int.fetchOne(db, sql: "PRAGMA synchronous") == 2 else {
                throw StoreError.unavailable("SQLite does not sync commits")
            }
            // See Writer.checkpointIfDue.
            try db.execute(sql: "PRAGMA wal_autocheckpoint = 0")
            try db.execute(sql: "PRAGMA cache_size = -16000")
            if let maximumBytes {
                let pageSize = try Int.fetchOne(db, sql: "PRAGMA page_size") ?? 4_096
                try db.execute(sql: "PRAGMA max_page_count = \(max(1, maximumBytes / pageSize))")
            }
        }
        try Schema.prepare(pool)
        pool.writeWithoutTransaction { _ in LogRoom.reserve(path + "-wal") }
        return pool
    }

    /// Finishes what waits, ends the watches and closes the database. Later requests are refused
    /// as closed.
    package func close() async throws(StoreError) {
        let wasClosed = shared.withLock { shared in
            defer { shared.closed = true }
            return shared.closed
        }
        if wasClosed { return }
        let outcome = await withCheckedContinuation { continuation in
            // Behind the last group on the writer's queue; then off it, because closing waits for
            // the readers and the writer.
            pool.asyncWriteWithoutTransaction { [pool] _ in
                DispatchQueue.global().async {
                    continuation.resume(returning: Result { try pool.close() })
                }
            }
        }
        hub.close()
        lock.withLock { $0 = nil }
        do { try outcome.get() } catch { throw StoreError(error) }
    }
}

// MARK: Writing

extension SQLiteStore {
    /// Queues a request and waits until it is on disk, or refused.
    private func submit(
        _ work: Writer.Work, bytes: Int = 0
    ) async throws(StoreError) -> Writer.Outcome {
        let result = await withCheckedContinuation { continuation in
            let request = Request(work: work, bytes: bytes, reply: continuation)
            let verdict = shared.withLock { shared -> (error: StoreError?, starts: Bool) in
                if shared.closed { return (.closed, false) }
                if shared.waiting.count >= limits.waitingTransactions {
                    return (.overloaded("too many transactions wait"), false)
                }
                shared.waiting.append(request)
                defer { shared.draining = true }
                return (nil, !shared.draining)
            }
            if let error = verdict.error { continuation.resume(returning: .failure(error)) }
            if verdict.starts { startDraining() }
        }
        return try result.get()
    }

    /// Has the writer's queue work until nothing waits.
    private func startDraining() {
        pool.asyncWriteWithoutTransaction { [self] db in
            writer.withLock { writer in
                while let group = nextGroup(trims: writer.trims) {
                    run(group, &writer, db)
                }
            }
        }
    }

    /// The requests that go together next; empty when there is only history to remove, nil when
    /// there is nothing to do.
    private func nextGroup(trims: Bool) -> [Request]? {
        shared.withLock { shared in
            if shared.waiting.isEmpty, !trims || shared.closed {
                shared.draining = false
                return nil
            }
            var bytes = 0
            let count = shared.waiting.prefix(Self.groupSize).prefix { request in
                defer { bytes += request.bytes }
                return bytes < Self.groupBytes
            }.count
            let group = Array(shared.waiting.prefix(count))
            shared.waiting.removeFirst(count)
            return group
        }
    }

    private func run(_ group: [Request], _ writer: inout Writer, _ db: Database) {
        let result = writer.run(group.map(\.work), in: db)
        hub.publish(result.batches, through: writer.state.revision)
        for (request, outcome) in zip(group, result.outcomes) {
            request.reply.resume(returning: outcome)
        }
        writer.checkpointIfDue(db)
    }

    package func commit(_ transaction: Transaction) async throws(StoreError) -> CommitResult {
        let bytes = try limits.check(transaction)
        guard case .committed(let result) = try await submit(.commit(transaction), bytes: bytes)
        else { preconditionFailure("a commit was answered as something else") }
        return result
    }

    package func compact(through revision: Revision) async throws(StoreError) {
        _ = try await submit(.compact(revision))
    }

    package func compactByPolicy() async throws(StoreError) {
        let now = clock.now()
        let state = try await read { db in try db.fetchState() }
        let target = shared.withLock { shared in
            policy.decide(
                current: state.revision, compacted: state.compacted, now: now, log: &shared.log)
        }
        if let target { try await compact(through: target) }
    }
}

// MARK: Reading

extension SQLiteStore {
    private func read<Value: Sendable>(
        _ body: @Sendable (Database) throws -> Value
    ) async throws(StoreError) -> Value {
        if shared.withLock({ $0.closed }) { throw .closed }
        do {
            return try await pool.read(body)
        } catch {
            throw StoreError(error)
        }
    }

    package func currentRevision() async throws(StoreError) -> Revision {
        try await read { db in try db.fetchState().revision }
    }

    package func get(
        _ key: Key, at revision: Revision?
    ) async throws(StoreError) -> KeyValue? {
        try limits.check(key)
        return try await read { db in
            guard let revision else { return try db.fetchRecord(key) }
            try db.fetchState().checkReadable(revision)
            return try db.fetchRecord(key, at: revision)
        }
    }

    package func list(
        _ range: KeyRange, after: Key?, limit: Int, at revision: Revision?
    ) async throws(StoreError) -> Page {
        let size = try limits.pageSize(limit)
        let start = after.map { max($0.successor, range.start) } ?? range.start
        let rest = KeyRange(from: start, to: range.end)
        let pageBytes = limits.pageBytes
        return try await read { db in
            let state = try db.fetchState()
            var page = Page(items: [], revision: revision ?? state.revision, more: false)
            var bytes = 0
            let visit = { (record: KeyValue) in
                if page.items.count == size || bytes >= pageBytes {
                    page.more = true
                    return false
                }
                bytes += record.key.bytes.count + record.value.count
                page.items.append(record)
                return true
            }
            if let revision, revision != state.revision {
                try state.checkReadable(revision)
                try db.forEachRecord(in: rest, at: revision, limit: size + 1, visit)
            } else {
                try db.forEachRecord(in: rest, limit: size + 1, visit)
            }
            return page
        }
    }

    package func watch(
        _ range: KeyRange, from: Revision?
    ) async throws(StoreError) -> WatchStream {
        if let from {
            let compacted = try await read { db in try db.fetchState().compacted }
            if from <= compacted { throw .compacted(compacted) }
        }
        return try hub.open(range, from: from) { [self] range, from, through throws(StoreError) in
            let limits = limits
            return try await read { db in
                try db.fetchHistory(range, from: from, through: through, limits: limits)
            }
        }
    }
}

extension Database.State {
    /// Refuses a revision whose state cannot be read.
    func checkReadable(_ revision: Revision) throws(StoreError) {
        if revision > self.revision { throw .futureRevision(revision, current: self.revision) }
        if revision < compacted { throw .compacted(compacted) }
    }
}

// MARK: Leases

extension SQLiteStore {
    package func grantLease(timeToLive: Duration) async throws(StoreError) -> LeaseStatus {
        try limits.check(timeToLive: timeToLive)
        if shared.withLock({ $0.leases.count >= limits.leases }) {
            throw .overloaded("too many leases")
        }
        guard case .leaseGranted(let lease) = try await submit(.grantLease(timeToLive))
        else { preconditionFailure("a grant was answered as something else") }
        let now = clock.now()
        return shared.withLock { $0.leases.insert(lease, timeToLive: timeToLive, now: now) }
    }

    package func keepAlive(_ lease: LeaseID) async throws(StoreError) -> LeaseStatus {
        let now = clock.now()
        return try withLeases { leases throws(StoreError) in try leases.renew(lease, now: now) }
    }

    package func leaseStatus(_ lease: LeaseID) async throws(StoreError) -> LeaseStatus {
        let now = clock.now()
        return try withLeases { leases throws(StoreError) in try leases.status(lease, now: now) }
    }

    private func withLeases<Value: Sendable>(
        _ body: (inout LeaseTable) throws(StoreError) -> Value
    ) throws(StoreError) -> Value {
        let outcome = shared.withLock { shared -> Result<Value, StoreError> in
            if shared.closed { return .failure(.closed) }
            do throws(StoreError) {
                return .success(try body(&shared.leases))
            } catch {
                return .failure(error)
            }
        }
        return try outcome.get()
    }

    package func revokeLease(_ lease: LeaseID) async throws(StoreError) {
        try await revoke([lease])
    }

    package func expireLeases() async throws(StoreError) {
        let now = clock.now()
        while true {
            let ended = shared.withLock { $0.leases.expired(now: now, limit: 100) }
            if ended.isEmpty { return }
            do {
                try await revoke(ended)
            } catch .leaseNotFound {
                // Somebody revoked it meanwhile; it is about to leave the table.
                shared.withLock { shared in for lease in ended { shared.leases.remove(lease) } }
            }
        }
    }

    private func revoke(_ leases: [LeaseID]) async throws(StoreError) {
        _ = try await submit(.revokeLeases(leases))
        shared.withLock { shared in
            for lease in leases { shared.leases.remove(lease) }
        }
    }
}
