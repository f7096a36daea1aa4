import Logging
import Shapes
import Store

/// How often a registry looks after itself.
package struct RegistryUpkeep: Sendable, Hashable {
    /// Time between two runs of all lifecycle policies. ECR promises a day.
    package var lifecycleInterval = Duration.seconds(300)

    /// Time between two collections of blobs that nothing names.
    package var collectionInterval = Duration.seconds(6 * 3600)

    /// Time between two looks for scans that nobody told of.
    package var scanInterval = Duration.seconds(30)

    /// The usual times.
    package init() {}
}

extension ECRService {
    /// Runs the lifecycle policies of all registries. One that cannot be run does not stop the others.
    func applyLifecyclePolicies() async {
        for id in await repositoriesWithPolicy() {
            if Task.isCancelled { return }
            do {
                let outcome = try await registry.applyLifecyclePolicy(id, at: now())
                guard outcome != LifecycleOutcome() else { continue }
                logger.info(
                    "applied a lifecycle policy",
                    metadata: [
                        "repository": "\(id.arn)", "expired": "\(outcome.expired)",
                        "archived": "\(outcome.archived)", "skipped": "\(outcome.skipped)",
                    ])
            } catch {
                logger.error(
                    "cannot apply a lifecycle policy",
                    metadata: ["repository": "\(id.arn)", "error": "\(error)"])
            }
        }
    }

    private func repositoriesWithPolicy() async -> [RepositoryID] {
        var found: [RepositoryID] = []
        do throws(RegistryError) {
            try await registry.forEach(
                in: .under(LifecycleKeys.policies), as: LifecyclePolicyRecord.self
            ) { stored in
                if let id = LifecycleKeys.repository(of: stored.key) { found.append(id) }
            }
        } catch {
            logger.error("cannot read lifecycle policies", metadata: ["error": "\(error)"])
        }
        return found
    }
}
