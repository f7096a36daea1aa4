import Shapes
import Store

extension Registry {
    /// Rules of one registry (ECR's quota).
    static let maximumPullThroughRules = 50

    func pullThroughRules(
        _ scope: RegistryScope
    ) async throws(RegistryError) -> [Stored<PullThroughRule>] {
        var found: [Stored<PullThroughRule>] = []
        try await forEach(
            in: .under(RegistryKeys(scope).pullThroughRules), as: PullThroughRule.self
        ) { found.append($0) }
        return found
    }

    func pullThroughRule(
        _ scope: RegistryScope, _ prefix: String
    ) async throws(RegistryError) -> Stored<PullThroughRule> {
        let key = RegistryKeys(scope).pullThroughRule(prefix)
        guard let stored = try await fetch(key, as: PullThroughRule.self) else {
            throw .pullThroughRuleNotFound(prefix)
        }
        return stored
    }

    /// Makes a rule. Returns the change's revision.
    func createPullThroughRule(
        _ scope: RegistryScope, _ rule: PullThroughRule
    ) async throws(RegistryError) -> Revision {
        let keys = RegistryKeys(scope)
        let key = keys.pullThroughRule(rule.prefix)
        return try await retrying { () async throws(RegistryError) -> Revision? in
            let count = try await modRevision(of: keys.pullThroughRuleCount)
            let existing = try await pullThroughRules(scope)
            if existing.contains(where: { $0.key == key }) {
                throw .pullThroughRuleAlreadyExists(rule.prefix)
            }
            guard existing.count < Registry.maximumPullThroughRules else {
                throw .tooManyPullThroughRules(limit: Registry.maximumPullThroughRules)
            }
            return try await change(
                Transaction(
                    if: [.absent(key), .modRevision(keys.pullThroughRuleCount, count)],
                    then: [
                        .put(key, rule),
                        .put(keys.pullThroughRuleCount, Guard(at: rule.createdAt)),
                    ]))
        }
    }

    /// Changes a rule. Returns what it was changed to, and the change's revision.
    func updatePullThroughRule(
        _ scope: RegistryScope, _ prefix: String, _ change: (inout PullThroughRule) -> Void
    ) async throws(RegistryError) -> (rule: PullThroughRule, revision: Revision) {
        try await retrying { () async throws(RegistryError) -> (PullThroughRule, Revision)? in
            let stored = try await pullThroughRule(scope, prefix)
            var rule = stored.record
            change(&rule)
            let revision = try await self.change(
                Transaction(
                    if: [.modRevision(stored.key, stored.modRevision)],
                    then: [.put(stored.key, rule)]))
            return revision.map { (rule, $0) }
        }
    }

    /// Deletes a rule; what has been cached by it stays. Returns what it was, and the revision.
    func deletePullThroughRule(
        _ scope: RegistryScope, _ prefix: String
    ) async throws(RegistryError) -> (rule: PullThroughRule, revision: Revision) {
        try await retrying { () async throws(RegistryError) -> (PullThroughRule, Revision)? in
            let stored = try await pullThroughRule(scope, prefix)
            let revision = try await change(
                Transaction(
                    if: [.modRevision(stored.key, stored.modRevision)], then: [.delete(stored.key)])
            )
            return revision.map { (stored.record, $0) }
        }
    }

    // MARK: Cached tags

    /// Notes when a cached tag was last compared with the upstream registry's. Nothing when the tag
    /// means something else by now.
    func noteUpstreamCheck(
        _ id: RepositoryID, _ tag: ImageTag, _ digest: String, at time: Timestamp
    ) async throws(RegistryError) {
        let key = RegistryKeys(id.scope).tag(id.name, tag)
        guard var stored = try await fetch(key, as: TagRecord.self),
            stored.record.digest == digest, stored.record.upstreamCheckedAt != time
        else { return }
        stored.record.upstreamCheckedAt = time
        _ = try await commit(
            Transaction(
                if: [.modRevision(key, stored.modRevision)], then: [.put(key, stored.record)]))
    }
}
