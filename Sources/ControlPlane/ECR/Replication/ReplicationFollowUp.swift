import RegistryStorage
import Shapes
import Store
import Synchronization

/// Writes a job down with each push, for every destination that the registry's configuration names
/// at that moment.
struct ReplicationFollowUp: PushFollowUp {
    let registry: Registry
    let signal: ReplicationSignal

    /// Pushes of one image compare its record, so that none overlooks the job of another; a worker
    /// that changed the job meanwhile finds its change gone, and the job is done again.
    func operations(
        after push: ImagePush, of image: ImageRecord, in id: RepositoryID,
        _ repository: RepositoryRecord, at now: Timestamp
    ) async throws(RegistryError) -> [Transaction.Operation] {
        // What came by replication goes no further.
        guard !push.isReplica,
            let configuration = try await registry.fetch(
                RegistryKeys(id.scope).replication, as: ReplicationRecord.self)?.record
        else { return [] }
        var operations: [Transaction.Operation] = []
        for destination in configuration.destinations(of: id.name) {
            let key = ReplicationKeys.job(id, push.manifest.digest, to: destination)
            var job =
                try await registry.fetch(key, as: ReplicationJobRecord.self)?.record
                ?? ReplicationJobRecord()
            job.request(push.tag, at: now)
            operations.append(.put(key, job))
        }
        return operations
    }

    func wake() { signal.wake() }
}

/// Tells the loop that does replications that there may be something to do.
final class ReplicationSignal: Sendable {
    enum Event: Sendable {
        case scan
        case finished(Key, ReplicationQueue.Lane, isOpen: Bool)
    }

    /// For the one loop. It holds one request to look at the store, and an entry for each job that
    /// ended, which are few.
    let events: AsyncStream<Event>
    private let continuation: AsyncStream<Event>.Continuation
    private let isAsked = Mutex(false)
    private let due = Mutex<Timestamp?>(nil)

    init() {
        (events, continuation) = AsyncStream.makeStream()
    }

    /// When a job that waits will be due.
    var nextDue: Timestamp? {
        get { due.withLock { $0 } }
        set { due.withLock { $0 = newValue } }
    }

    func wake() {
        let isFirst = isAsked.withLock { isAsked in
            defer { isAsked = true }
            return !isAsked
        }
        if isFirst { continuation.yield(.scan) }
    }

    /// The store is about to be read: whoever wakes from now on wants it read again.
    func willScan() { isAsked.withLock { $0 = false } }

    func finished(_ key: Key, _ lane: ReplicationQueue.Lane, isOpen: Bool) {
        continuation.yield(.finished(key, lane, isOpen: isOpen))
    }
}
