import RegistryStorage
import Shapes
import Store

/// A policy as it is stored: the text as it was given.
struct PolicyRecord: Shape, Hashable {
    var text = ""

    mutating func visit(_ visitor: ShapeVisitor) { visitor.field("text", &text) }
}

extension RegistryKeys {
    /// Under this key are the policies of all registries, so that they can be followed together.
    static let allPolicies = Key.path("ecr-policies")

    private var policies: Key {
        RegistryKeys.allPolicies.appending(scope.account).appending(scope.region)
    }

    var registryPolicy: Key { policies.appending("registry") }

    func repositoryPolicy(_ name: RepositoryName) -> Key {
        policies.appending("repositories").appending(name.description)
    }

    /// Whether a policy's key is that of a registry's and not of a repository's.
    static func isRegistryPolicy(_ key: Key) -> Bool { key.components.count == 4 }
}

extension Registry {
    /// Sets the policy of a repository, which must exist. Returns the change's revision.
    func setPolicy(_ id: RepositoryID, _ text: String) async throws(RegistryError) -> Revision {
        let key = RegistryKeys(id.scope).repositoryPolicy(id.name)
        let record = PolicyRecord { $0.text = text }
        return try await retrying { () async throws(RegistryError) -> Revision? in
            let repository = try await repository(id)
            return try await change(
                Transaction(if: [stillThere(repository)], then: [.put(key, record)]))
        }
    }

    /// The text of a repository's policy.
    func policy(_ id: RepositoryID) async throws(RegistryError) -> String {
        let key = RegistryKeys(id.scope).repositoryPolicy(id.name)
        guard let stored = try await fetch(key, as: PolicyRecord.self) else {
            _ = try await repository(id)
            throw .repositoryPolicyNotFound(id.name)
        }
        return stored.record.text
    }

    /// Takes the policy of a repository away; what it was, and the change's revision.
    func deletePolicy(
        _ id: RepositoryID
    ) async throws(RegistryError) -> (text: String, revision: Revision) {
        let key = RegistryKeys(id.scope).repositoryPolicy(id.name)
        if let deleted = try await delete(key) { return deleted }
        _ = try await repository(id)
        throw .repositoryPolicyNotFound(id.name)
    }

    func setPolicy(
        _ scope: RegistryScope, _ text: String
    ) async throws(RegistryError) -> Revision {
        let key = RegistryKeys(scope).registryPolicy
        let record = PolicyRecord { $0.text = text }
        return try await retrying { () async throws(RegistryError) -> Revision? in
            try await change(Transaction(then: [.put(key, record)]))
        }
    }

    func policy(_ scope: RegistryScope) async throws(RegistryError) -> String {
        let key = RegistryKeys(scope).registryPolicy
        guard let stored = try await fetch(key, as: PolicyRecord.self) else {
            throw .registryPolicyNotFound
        }
        return stored.record.text
    }

    func deletePolicy(
        _ scope: RegistryScope
    ) async throws(RegistryError) -> (text: String, revision: Revision) {
        guard let deleted = try await delete(RegistryKeys(scope).registryPolicy) else {
            throw .registryPolicyNotFound
        }
        return deleted
    }

    /// Deletes a policy's record; nil when there is none.
    private func delete(
        _ key: Key
    ) async throws(RegistryError) -> (text: String, revision: Revision)? {
        for _ in 0..<Registry.attempts {
            guard let stored = try await fetch(key, as: PolicyRecord.self) else { return nil }
            let revision = try await change(
                Transaction(
                    if: [.modRevision(key, stored.modRevision)], then: [.delete(key)]))
            if let revision { return (stored.record.text, revision) }
        }
        throw .contention
    }

    /// Does a transaction; its revision, or nil when a compare did not hold.
    func change(_ transaction: Transaction) async throws(RegistryError) -> Revision? {
        let result = try await reading { () async throws(StoreError) in
            try await store.commit(transaction)
        }
        return result.succeeded ? result.revision : nil
    }
}
