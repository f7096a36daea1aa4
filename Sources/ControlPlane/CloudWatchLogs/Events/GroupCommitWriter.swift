import GRDB
import Synchronization

/// Gathers the writes that wait while a transaction is on its way to the disk into the next one:
/// one sync of the file then serves them all.
///
/// Each write is acknowledged only after its transaction is committed. When a transaction fails,
/// everything in it fails and nothing of it remains.
final class GroupCommitWriter: Sendable {
    /// What writes share, changed only on GRDB's writer queue.
    struct Shared: Sendable {
        /// The sequence of the next event.
        var nextSequence: Int64
        /// Bytes of all events of groups and streams that are not removed.
        var bytes: Int
    }

    private struct Job: Sendable {
        var bytes: Int
        /// Does the write. Errors of SQLite come out, refusals are kept for ``finish``.
        var run: @Sendable (Database, inout Shared) throws -> Void
        /// Resumes the caller, with the error of the transaction if it failed.
        var finish: @Sendable (EventStorageError?) -> Void
    }

    private struct Queue: Sendable {
        var jobs: [Job] = []
        var bytes = 0
        /// Whether the writer queue has been asked to come for the jobs.
        var isScheduled = false
    }

    /// How many writes, and bytes of events, one transaction takes at most.
    static let maximum = (jobs: 256, bytes: 8 << 20)

    private let pool: DatabasePool
    private let limits: EventStorageLimits
    private let queue = Mutex(Queue())
    private let shared: Mutex<Shared>

    /// A writer for `pool`, whose tables exist.
    init(_ pool: DatabasePool, limits: EventStorageLimits) throws {
        self.pool = pool
        self.limits = limits
        let start = try pool.read { db in
            Shared(
                nextSequence: try Int64.fetchOne(
                    db, sql: "SELECT value FROM counter WHERE name = 'sequence'") ?? 1,
                bytes: try Int.fetchOne(
                    db, sql: "SELECT COALESCE(SUM(bytes), 0) FROM log_group WHERE removed = 0")
                    ?? 0)
        }
        shared = Mutex(start)
    }

    /// Does `body` in a transaction and returns once that is on disk. `body` refuses, by throwing
    /// an ``EventStorageError``, only before it has written. Cancellation does not stop a write.
    func write<T: Sendable>(
        bytes: Int = 0, _ body: @escaping @Sendable (Database, inout Shared) throws -> T
    ) async throws(EventStorageError) -> T {
        let outcome = await withCheckedContinuation {
            (continuation: CheckedContinuation<Result<T, EventStorageError>, Never>) in
            let result = Mutex<Result<T, EventStorageError>?>(nil)
            let job = Job(bytes: bytes) { db, shared in
                do {
                    let value = try body(db, &shared)
                    result.withLock { $0 = .success(value) }
                } catch let error as EventStorageError {
                    result.withLock { $0 = .failure(error) }
                }
            } finish: { error in
                let kept = result.withLock { $0 }
                continuation.resume(
                    returning: error.map { .failure($0) } ?? kept
                        ?? .failure(.unavailable("the write was not done")))
            }
            if !enqueue(job) { continuation.resume(returning: .failure(.overloaded)) }
        }
        return try outcome.get()
    }

    /// Adds a job and sees that the writer queue comes for it; false when too much waits.
    private func enqueue(_ job: Job) -> Bool {
        let (isTaken, mustSchedule) = queue.withLock { queue in
            guard queue.jobs.count < limits.waitingWrites,
                queue.jobs.isEmpty || queue.bytes + job.bytes <= limits.waitingBytes
            else { return (false, false) }
            queue.jobs.append(job)
            queue.bytes += job.bytes
            defer { queue.isScheduled = true }
            return (true, !queue.isScheduled)
        }
        if mustSchedule {
            pool.asyncWriteWithoutTransaction { [self] db in drain(db) }
        }
        return isTaken
    }

    /// Does waiting jobs until there are none. Runs on GRDB's writer queue, whence nothing that a
    /// caller's task does can interrupt it.
    private func drain(_ db: Database) {
        while true {
            let jobs = queue.withLock { queue in
                var bytes = 0
                let count = queue.jobs.prefix(GroupCommitWriter.maximum.jobs).prefix { job in
                    defer { bytes += job.bytes }
                    return bytes == 0 || bytes + job.bytes <= GroupCommitWriter.maximum.bytes
                }.count
                let taken = Array(queue.jobs.prefix(count))
                queue.jobs.removeFirst(count)
                queue.bytes -= taken.reduce(0) { $0 + $1.bytes }
                if taken.isEmpty { queue.isScheduled = false }
                return taken
            }
            if jobs.isEmpty { return }
            let error = commit(jobs, db)
            for job in jobs { job.finish(error) }
        }
    }

    private func commit(_ jobs: [Job], _ db: Database) -> EventStorageError? {
        shared.withLock { shared in
            let before = shared
            do {
                try db.inTransaction(.immediate) {
                    for job in jobs { try job.run(db, &shared) }
                    if shared.nextSequence != before.nextSequence {
                        try db.run(
                            "UPDATE counter SET value = ? WHERE name = 'sequence'",
                            [shared.nextSequence])
                    }
                    return .commit
                }
                return nil
            } catch {
                shared = before
                return EventStorageError(error)
            }
        }
    }
}
