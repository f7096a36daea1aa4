import Logging
import Shapes
import Store

/// The pull-through cache rules of every registry, kept in memory: each pull of a tag asks for them,
/// and few registries have any.
///
/// Until ``run()`` has read them, and without it, they are read from the store.
struct RuleBook: Sendable {
    private let view: RecordView<PullThroughRule>

    init(store: any Store, logger: Logger) {
        view = RecordView(
            .under(RegistryKeys.allPullThroughRules), of: store, logger: logger
        ) { _, bytes in try JSON.decode(PullThroughRule.self, from: bytes) }
    }

    /// Follows the store until cancelled.
    func run() async throws(StoreError) { try await view.run() }

    /// The rule for a repository; nil when there is none.
    func rule(
        for id: RepositoryID, in registry: Registry
    ) async throws(RegistryError) -> PullThroughRule? {
        let snapshot = view.snapshot()
        guard snapshot.revision != .zero else {
            return try await registry.pullThroughRules(id.scope).map(\.record).choose(for: id.name)
        }
        if snapshot.count == 0 { return nil }
        return snapshot.entries(in: .under(RegistryKeys(id.scope).pullThroughRules))
            .map(\.record).choose(for: id.name)
    }

    /// Waits until the caller's own change is what ``rule(for:in:)`` gives.
    func settle(_ revision: Revision) async throws(RegistryError) {
        guard view.snapshot().revision != .zero else { return }
        do throws(StoreError) {
            _ = try await view.wait(for: revision)
        } catch {
            throw .store(error)
        }
    }
}
