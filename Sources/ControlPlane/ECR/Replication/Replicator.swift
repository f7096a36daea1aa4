import Logging
import RegistryStorage
import Shapes
import Store

/// Brings one image to its destination.
protocol ReplicationCarrier: Sendable {
    /// Brings the job's image there, with what it needs and with those of its tags that the source
    /// still has. Doing it again, or after a part of it, comes to the same. Returns the tags that
    /// it has there now.
    func carry(_ job: ReplicationJob) async throws(ReplicationFailure) -> [ImageTag]
}

/// Does the replication jobs of the store, beside any number of others on other servers.
struct Replicator: Sendable {
    /// How often the store is looked at for jobs that nobody told of: those of servers that died.
    static let interval = Duration.seconds(10)

    let registry: Registry
    let local: any ReplicationCarrier
    /// By region; these take the place of regions here.
    var peers: [String: any ReplicationCarrier] = [:]
    let signal: ReplicationSignal
    let logger: Logger
    let now: @Sendable () -> Timestamp

    /// Does jobs until it is cancelled.
    ///
    /// - Parameter server: A name that no other loop has.
    func run(as server: String) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                var waited = Duration.zero
                while true {
                    try await Task.sleep(for: .seconds(1))
                    waited += .seconds(1)
                    let isDue = signal.nextDue.map { $0 <= now() } ?? false
                    if isDue || waited >= Self.interval {
                        waited = .zero
                        signal.wake()
                    }
                }
            }
            signal.wake()
            group.addTask { try await work(as: server) }
            defer { group.cancelAll() }
            try await group.next()
        }
    }

    private func work(as server: String) async throws {
        var queue = ReplicationQueue()
        try await withThrowingDiscardingTaskGroup { group in
            for await event in signal.events {
                switch event {
                case .scan: signal.nextDue = await scan(&queue, as: server)
                case .finished(let key, let lane, let isOpen):
                    queue.finished(key, lane)
                    if isOpen || queue.isThirsty { signal.nextDue = await scan(&queue, as: server) }
                }
                while let (job, lane) = queue.next() {
                    group.addTask {
                        let isOpen = await perform(job, as: server)
                        signal.finished(job.stored.key, lane, isOpen: isOpen)
                    }
                }
            }
            try Task.checkCancellation()
        }
    }

    /// Puts jobs that are due into the queue. Returns when the next one will be.
    private func scan(_ queue: inout ReplicationQueue, as server: String) async -> Timestamp? {
        signal.willScan()
        queue.beginScan()
        let time = now()
        var next: Timestamp?
        do throws(RegistryError) {
            try await registry.forEach(
                in: .under(ReplicationKeys.jobs), as: ReplicationJobRecord.self
            ) { stored in
                guard !queue.isKnown(stored.key) else { return }
                let due = stored.record.dueAt(for: server)
                if due > time {
                    next = min(next ?? due, due)
                } else if let job = decoded(stored) {
                    queue.offer(job, lane(of: job))
                }
            }
        } catch {
            logger.error("cannot read replication jobs", metadata: ["error": "\(error)"])
            return time + .seconds(5)
        }
        return next
    }

    private func decoded(_ stored: Stored<ReplicationJobRecord>) -> ReplicationJob? {
        do throws(RegistryError) {
            return try ReplicationJob(stored)
        } catch {
            logger.error("broken replication job", metadata: ["key": "\(stored.key)"])
            return nil
        }
    }

    private func lane(of job: ReplicationJob) -> ReplicationQueue.Lane {
        peers[job.destination.region] == nil ? .local : .peer(region: job.destination.region)
    }

    // MARK: One job

    /// Claims a job and does it, unless somebody else does; its end is written down. Returns whether
    /// there is more to do, now or later.
    @discardableResult
    func perform(_ job: ReplicationJob, as server: String) async -> Bool {
        do throws(RegistryError) {
            // Somebody else does it, or it was asked for again since it was read.
            guard let claimed = try await claim(job, as: server) else { return true }
            return try await end(claimed, as: server, await carry(claimed, as: server))
        } catch {
            // The claim runs out, and then it is tried again.
            logger.error(
                "cannot do a replication job",
                metadata: ["key": "\(job.stored.key)", "error": "\(error)"])
            return true
        }
    }

    private func claim(
        _ job: ReplicationJob, as server: String
    ) async throws(RegistryError) -> ReplicationJob? {
        var claimed = job
        claimed.stored.record.claim(by: server, at: now())
        let isMine = try await commit(claimed.stored, claimed.stored.record)
        return isMine ? claimed : nil
    }

    private typealias Carried = Result<[ImageTag], ReplicationFailure>

    /// Carries the image while the claim is renewed.
    private func carry(_ job: ReplicationJob, as server: String) async -> Carried {
        let carrier = peers[job.destination.region] ?? local
        return await withTaskGroup(of: Carried?.self) { group in
            group.addTask {
                do throws(ReplicationFailure) {
                    return .success(try await carrier.carry(job))
                } catch {
                    return .failure(error)
                }
            }
            group.addTask {
                await renew(job, as: server)
                return nil
            }
            var carried = Carried.failure(.gone)
            for await result in group {
                guard let result else { continue }
                carried = result
                group.cancelAll()
            }
            return carried
        }
    }

    private func renew(_ job: ReplicationJob, as server: String) async {
        while true {
            do {
                try await Task.sleep(for: ReplicationJobRecord.claim / 3)
                guard var stored = try await current(job), stored.record.owner == server else {
                    return
                }
                stored.record.claim(by: server, at: now())
                _ = try await commit(stored, stored.record)
            } catch is CancellationError {
                return
            } catch {
                logger.warning("cannot renew a claim", metadata: ["error": "\(error)"])
            }
        }
    }

    /// What became of a job.
    private enum End {
        case over
        /// It is to be done once more.
        case open
        /// The image was deleted, or somebody else took the job over.
        case lost
    }

    /// Writes the outcome down in place of the job; or when the next attempt is; or, when the image
    /// was pushed again meanwhile, that it is to be done again. Returns whether it is.
    private func end(
        _ job: ReplicationJob, as server: String, _ carried: Carried
    ) async throws(RegistryError) -> Bool {
        let failure = carried.failure
        let isCancelled = Task.isCancelled
        let time = now()
        let end = try await registry.retrying { () async throws(RegistryError) -> End? in
            guard var stored = try await current(job), stored.record.owner == server else {
                return .lost
            }
            var isOpen = false
            if stored.record.generation != job.stored.record.generation
                || isCancelled && failure != nil
            {
                stored.record.release(at: time)
                isOpen = true
            } else if case .passing? = failure {
                isOpen = stored.record.retry(at: time)
            }
            if isOpen { return try await commit(stored, stored.record) ? .open : nil }
            return try await commitEnd(of: stored, job, failure, at: time) ? .over : nil
        }
        if case .over = end, failure != .gone { tell(job, carried, at: time) }
        guard case .open = end else { return false }
        if let words = failure?.words {
            logger.info("replication is tried again", metadata: describe(job, words))
        }
        return true
    }

    private func commitEnd(
        of stored: Stored<ReplicationJobRecord>, _ job: ReplicationJob,
        _ failure: ReplicationFailure?, at time: Timestamp
    ) async throws(RegistryError) -> Bool {
        let mine = Compare.modRevision(stored.key, stored.modRevision)
        if failure == .gone {
            return try await registry.commit(
                Transaction(if: [mine], then: [.delete(stored.key)]))
        }
        let key = RegistryKeys(job.source.scope).replicationOutcome(job.source.name, job.digest)
        let before = try await registry.fetch(key, as: ReplicationOutcomeRecord.self)
        var record = before?.record ?? ReplicationOutcomeRecord()
        record.note(
            .init {
                $0.destination = job.destination
                $0.endedAt = time
                $0.failureCode = failure?.words?.code
                $0.reason = failure?.words?.reason
            })
        return try await registry.commit(
            Transaction(
                if: [mine, .modRevision(key, before?.modRevision ?? .zero)],
                then: [.delete(stored.key), .put(key, record)]))
    }

    private func current(
        _ job: ReplicationJob
    ) async throws(RegistryError) -> Stored<ReplicationJobRecord>? {
        try await registry.fetch(job.stored.key, as: ReplicationJobRecord.self)
    }

    private func commit(
        _ stored: Stored<ReplicationJobRecord>, _ record: ReplicationJobRecord
    ) async throws(RegistryError) -> Bool {
        try await registry.commit(
            Transaction(
                if: [.modRevision(stored.key, stored.modRevision)],
                then: [.put(stored.key, record)]))
    }

    private func describe(
        _ job: ReplicationJob, _ words: (code: String, reason: String)
    ) -> Logger.Metadata {
        [
            "from": "\(job.source.arn)", "to": "\(job.target.arn)", "image": "\(job.digest)",
            "code": "\(words.code)", "reason": "\(words.reason)",
        ]
    }

    private func tell(_ job: ReplicationJob, _ carried: Carried, at time: Timestamp) {
        let failure = carried.failure
        if let words = failure?.words {
            logger.warning("replication failed", metadata: describe(job, words))
        }
        // A peer tells of what has arrived there.
        if failure != nil || lane(of: job) == .local {
            registry.events.replicated(
                job.digest, carried.tags ?? job.tags, from: job.source.scope, to: job.target,
                isDone: failure == nil, at: time)
        }
    }
}

extension Result where Success == [ImageTag], Failure == ReplicationFailure {
    fileprivate var failure: ReplicationFailure? {
        if case .failure(let failure) = self { failure } else { nil }
    }

    fileprivate var tags: [ImageTag]? {
        if case .success(let tags) = self { tags } else { nil }
    }
}

extension ReplicationFailure {
    var words: (code: String, reason: String)? {
        switch self {
        case .gone: nil
        case .final(let code, let reason), .passing(let code, let reason): (code, reason)
        }
    }
}

extension RegistryEvents {
    /// A replication ended, told at its destination, once for each tag.
    func replicated(
        _ digest: Digest, _ tags: [ImageTag], from source: RegistryScope, to id: RepositoryID,
        isDone: Bool, at now: Timestamp
    ) {
        let tags: [String?] = tags.isEmpty ? [nil] : tags.map(\.description)
        for tag in tags {
            var detail: Object = [
                "result": .string(isDone ? "SUCCESS" : "FAILED"),
                "repository-name": .string(id.name.description),
                "image-digest": .string(digest.description),
                "source-account": .string(source.account), "action-type": .string("REPLICATE"),
                "source-region": .string(source.region),
            ]
            if let tag { detail.append("image-tag", .string(tag)) }
            publish("ECR Replication Action", [id.arn], detail, in: id.scope, at: now)
        }
    }
}
