import AWSWire
import ECSCore
import ECSModel
import Logging
import Shapes
import Store

/// Removing what nobody can ask for any more.
extension ECSService {
    /// Time between two looks.
    static let sweepInterval = Duration.seconds(60)
    /// Records that one transaction removes.
    private static let sweepBatch = 40

    func sweepForEver() async throws {
        while !Task.isCancelled {
            try await clock.sleep(until: clock.now() + Self.sweepInterval)
            do {
                try await sweep()
            } catch {
                logger.warning("sweep put off", metadata: ["error": "\(error)"])
            }
        }
    }

    /// Removes stopped tasks, deleted clusters and client tokens whose time is over, and task
    /// definitions that are to be deleted and that no task uses.
    package func sweep() async throws {
        let records = view.snapshot()
        let expired = expired(records, now: now())
        var rest = expired[...]
        while !rest.isEmpty {
            let batch = rest.prefix(Self.sweepBatch)
            rest = rest.dropFirst(Self.sweepBatch)
            // Each by itself would do too: a batch that meets a newer record waits for the next look.
            let result = try await store.commit(
                Transaction(
                    if: batch.map { .modRevision($0.key, $0.modRevision) },
                    then: batch.map { .delete($0.key) }))
            _ = try await view.wait(for: result.revision)
        }
    }

    private func expired(
        _ records: RecordSnapshot<ECSRecord>, now: Timestamp
    ) -> [RecordEntry<ECSRecord>] {
        var result: [RecordEntry<ECSRecord>] = []
        var used: Set<Key> = []
        var deleting: [RecordEntry<ECSRecord>] = []
        for entry in records.entries(in: .under("/ecs")) {
            guard let scope = Scope(of: entry.key) else { continue }
            switch entry.record {
            case .task(let task):
                let state = records.entry(scope.stateKey(task.id, in: task.cluster))
                if case .state(let known)? = state?.record, let stopped = known.stoppedAt {
                    if now - stopped < Self.retention { continue }
                    result.append(entry)
                    if let state { result.append(state) }
                } else {
                    used.insert(scope.definitionKey(task.family, task.revision))
                }
            case .cluster(let cluster):
                if !cluster.isActive, let deleted = cluster.deletedAt,
                    now - deleted >= Self.retention
                {
                    result.append(entry)
                }
            case .token(let token):
                if let created = token.createdAt, now - created >= Self.tokenRetention {
                    result.append(entry)
                }
            case .definition(let record):
                if record.definition.status == .deleteInProgress { deleting.append(entry) }
            case .instance, .state, .family, .setting: continue
            }
        }
        return result + deleting.filter { !used.contains($0.key) }
    }
}
