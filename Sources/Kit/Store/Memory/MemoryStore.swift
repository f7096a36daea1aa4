import Synchronization

/// The store in memory, for tests and the simulation: the whole contract, and nothing survives.
package final class MemoryStore: UpkeptStore {
    private struct Shared {
        var state: MemoryState
        var log = CompactionPolicy.Log()
        var closed = false
    }

    package let limits: StoreLimits
    package let clock: any StoreClock
    private let policy: CompactionPolicy
    private let shared: Mutex<Shared>
    private let hub: WatchHub

    /// An empty store.
    package init(
        limits: StoreLimits = .standard, clock: any StoreClock = SystemClock(),
        policy: CompactionPolicy = CompactionPolicy()
    ) {
        self.limits = limits
        self.clock = clock
        self.policy = policy
        let state = MemoryState(limits: limits)
        hub = WatchHub(published: state.revision, limits: limits)
        shared = Mutex(Shared(state: state))
    }

    /// Ends every watch and refuses every further request.
    package func close() {
        shared.withLock { $0.closed = true }
        hub.close()
    }

    private func with<Result>(
        _ body: (inout Shared) throws(StoreError) -> Result
    ) throws(StoreError) -> Result {
        let outcome = shared.withLock { shared -> Swift.Result<Result, StoreError> in
            if shared.closed { return .failure(.closed) }
            do throws(StoreError) {
                return .success(try body(&shared))
            } catch {
                return .failure(error)
            }
        }
        return try outcome.get()
    }

    package func currentRevision() async throws(StoreError) -> Revision {
        try with { shared throws(StoreError) in shared.state.revision }
    }

    package func get(
        _ key: Key, at revision: Revision?
    ) async throws(StoreError) -> KeyValue? {
        try with { shared throws(StoreError) in try shared.state.get(key, at: revision) }
    }

    package func list(
        _ range: KeyRange, after: Key?, limit: Int, at revision: Revision?
    ) async throws(StoreError) -> Page {
        try with { shared throws(StoreError) in
            try shared.state.list(range, after: after, limit: limit, at: revision)
        }
    }

    package func commit(_ transaction: Transaction) async throws(StoreError) -> CommitResult {
        try with { shared throws(StoreError) in
            let (result, batch) = try shared.state.commit(transaction)
            if let batch { hub.publish([batch], through: batch.revision) }
            // Between the ticks of the upkeep, only the hard bound on the history is kept.
            if result.revision.number - shared.state.compacted.number
                > 2 * policy.maximumRevisions + 1
            {
                try shared.state.compact(
                    through: Revision(result.revision.number - policy.maximumRevisions))
            }
            return result
        }
    }

    package func watch(
        _ range: KeyRange, from: Revision?
    ) async throws(StoreError) -> WatchStream {
        try with { shared throws(StoreError) in
            if let from, from <= shared.state.compacted {
                throw .compacted(shared.state.compacted)
            }
            return try hub.open(range, from: from) {
                [self] range, from, through throws(StoreError) in
                try with { shared throws(StoreError) in
                    try shared.state.history(range, from: from, through: through)
                }
            }
        }
    }

    package func compact(through revision: Revision) async throws(StoreError) {
        try with { shared throws(StoreError) in try shared.state.compact(through: revision) }
    }

    package func compactByPolicy() async throws(StoreError) {
        let now = clock.now()
        try with { shared throws(StoreError) in
            let target = policy.decide(
                current: shared.state.revision, compacted: shared.state.compacted, now: now,
                log: &shared.log)
            if let target { try shared.state.compact(through: target) }
        }
    }
}

// MARK: Leases

extension MemoryStore {
    package func grantLease(timeToLive: Duration) async throws(StoreError) -> LeaseStatus {
        let now = clock.now()
        return try with { shared throws(StoreError) in
            try shared.state.grantLease(timeToLive: timeToLive, now: now)
        }
    }

    package func keepAlive(_ lease: LeaseID) async throws(StoreError) -> LeaseStatus {
        let now = clock.now()
        return try with { shared throws(StoreError) in
            try shared.state.keepAlive(lease, now: now)
        }
    }

    package func leaseStatus(_ lease: LeaseID) async throws(StoreError) -> LeaseStatus {
        let now = clock.now()
        return try with { shared throws(StoreError) in
            try shared.state.leaseStatus(lease, now: now)
        }
    }

    package func revokeLease(_ lease: LeaseID) async throws(StoreError) {
        try with { shared throws(StoreError) in try revoke(lease, &shared) }
    }

    package func expireLeases() async throws(StoreError) {
        let now = clock.now()
        try with { shared throws(StoreError) in
            for lease in shared.state.expiredLeases(now: now, limit: .max) {
                try revoke(lease, &shared)
            }
        }
    }

    private func revoke(_ lease: LeaseID, _ shared: inout Shared) throws(StoreError) {
        let batches = try shared.state.revokeLease(lease)
        if let last = batches.last { hub.publish(batches, through: last.revision) }
    }
}
