import Logging
import Policies
import Shapes
import Store

/// The policies of every registry, kept in memory: each request asks for two, and few registries
/// have any.
///
/// Until ``run()`` has read them, and without it, they are read from the store.
struct PolicyBook: Sendable {
    private let view: RecordView<Policy>

    init(store: any Store, logger: Logger) {
        view = RecordView(.under(RegistryKeys.allPolicies), of: store, logger: logger) {
            key, bytes in
            try PolicyBook.decode(key, bytes)
        }
    }

    /// Follows the store until cancelled.
    func run() async throws(StoreError) { try await view.run() }

    /// Whether the policies have been read.
    var isFollowing: Bool { view.snapshot().revision != .zero }

    /// The policy at a key; nil when there is none. One that cannot be read lets nobody in.
    func policy(_ key: Key, in registry: Registry) async throws(RegistryError) -> Policy? {
        if isFollowing {
            let snapshot = view.snapshot()
            if snapshot.quarantined[key] != nil { throw .brokenRecord(key.text) }
            return snapshot[key]
        }
        let item = try await registry.reading { () async throws(StoreError) in
            try await registry.store.get(key)
        }
        guard let item else { return nil }
        do {
            return try PolicyBook.decode(key, item.value)
        } catch {
            throw .brokenRecord(key.text)
        }
    }

    /// Waits until the caller's own change is what ``policy(_:in:)`` gives.
    func settle(_ revision: Revision) async throws(RegistryError) {
        guard isFollowing else { return }
        do throws(StoreError) {
            _ = try await view.wait(for: revision)
        } catch {
            throw .store(error)
        }
    }

    private static func decode(_ key: Key, _ bytes: [UInt8]) throws -> Policy {
        let kind = RegistryKeys.isRegistryPolicy(key) ? PolicyKind.registry : .repository
        return try Policy(JSON.decode(PolicyRecord.self, from: bytes).text, rules: kind.rules)
    }
}
