import Policies
import Shapes
import Store

/// A role or user whose pulls are not noted, such as a scanner's, so that they keep no image from
/// expiring (ECR User Guide, "Pull-time update exclusions").
struct PullTimeExclusionRecord: Shape, Hashable {
    var createdAt = Timestamp(milliseconds: 0)

    mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("createdAt", &createdAt)
    }
}

extension RegistryKeys {
    var pullTimeExclusions: Key { root.appending("pull-time-exclusions") }

    func pullTimeExclusion(_ arn: String) -> Key { pullTimeExclusions.appending(arn) }

    /// Written by whoever excludes a principal, so that no two can both be the last that fits.
    var pullTimeExclusionCount: Key { root.appending("pull-time-exclusion-changes") }
}

extension PolicyPrincipal {
    /// Whether this is the user of an ARN, or a session of its role. Names of roles are unique in an
    /// account, whatever their paths.
    func acts(as arn: String) -> Bool {
        guard case .session(let role) = kind else { return self.arn == arn }
        guard arn.hasPrefix("arn:aws:iam::\(account):role/") else { return false }
        return arn.split(separator: "/").last.map(String.init) == role
    }
}

extension Registry {
    /// Principals of one registry (ECR's quota).
    static let maximumPullTimeExclusions = 100

    /// Excludes a principal.
    func addPullTimeExclusion(
        _ arn: String, in scope: RegistryScope, at now: Timestamp
    ) async throws(RegistryError) {
        let keys = RegistryKeys(scope)
        let key = keys.pullTimeExclusion(arn)
        try await retrying { () async throws(RegistryError) -> Void? in
            let count = keys.pullTimeExclusionCount
            let changes = try await modRevision(of: count)
            if try await fetch(key, as: PullTimeExclusionRecord.self) != nil {
                throw .pullTimeExclusionAlreadyExists(arn)
            }
            guard
                try await pullTimeExclusions(scope).count < Registry.maximumPullTimeExclusions
            else { throw .tooManyPullTimeExclusions }
            let record = PullTimeExclusionRecord { $0.createdAt = now }
            let isDone = try await commit(
                Transaction(
                    if: [.modRevision(count, changes), .absent(key)],
                    then: [.put(key, record), .put(count, Guard(at: now))]))
            return isDone ? () : nil
        }
    }

    func removePullTimeExclusion(
        _ arn: String, in scope: RegistryScope
    ) async throws(RegistryError) {
        let key = RegistryKeys(scope).pullTimeExclusion(arn)
        try await retrying { () async throws(RegistryError) -> Void? in
            guard let stored = try await fetch(key, as: PullTimeExclusionRecord.self) else {
                throw .pullTimeExclusionNotFound(arn)
            }
            let isDone = try await commit(
                Transaction(if: [.modRevision(key, stored.modRevision)], then: [.delete(key)]))
            return isDone ? () : nil
        }
    }

    /// The principals whose pulls are not noted, in order: at most ``maximumPullTimeExclusions``.
    func pullTimeExclusions(_ scope: RegistryScope) async throws(RegistryError) -> [String] {
        try await page(
            .under(RegistryKeys(scope).pullTimeExclusions), after: nil,
            limit: Registry.maximumPullTimeExclusions, as: PullTimeExclusionRecord.self
        ).items.compactMap { $0.key.components.last }
    }
}
