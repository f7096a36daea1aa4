import AWSWire
import ECSCore
import Logging
import Shapes
import Store

/// Giving back what was made for tasks that are no more, whatever crash left it behind.
extension ECSService {
    /// Time between two looks; the first is at the start.
    private static let reconcileInterval = Duration.seconds(60)

    func reconcileForEver() async throws {
        while !Task.isCancelled {
            do {
                _ = try await view.wait(for: .zero)
                try await reconcile()
            } catch let error as CancellationError {
                throw error
            } catch {
                logger.warning("reconciliation put off", metadata: ["error": "\(error)"])
            }
            try await clock.sleep(until: clock.now() + Self.reconcileInterval)
        }
    }

    /// What there is is asked first and the records are read after: whatever was made, was made for
    /// a task that these records show. They may be of an older revision than what was asked, so the
    /// view is waited for.
    func reconcile() async throws {
        let interfaces = try await networks?.attachments() ?? []
        let ordered = try await machines?.machines() ?? []
        let records = try await view.wait(for: try await store.currentRevision())
        for interface in interfaces where !isNeeded(interface, records) {
            logger.notice(
                "giving back an interface that no task has",
                metadata: ["attachment": "\(interface.name)"])
            try await networks?.detach(interface.name, interface.scope)
        }
        for machine in ordered where !isNeeded(machine, records) {
            logger.notice(
                "ending a machine that no task has", metadata: ["machine": "\(machine.name)"])
            try await machines?.end(machine.name, machine.scope)
        }
        try await removeLeftInstances(records)
    }

    private func isNeeded(
        _ thing: ProvisionedName, _ records: RecordSnapshot<ECSRecord>
    ) -> Bool {
        let state = Snapshot(scope: thing.scope, records: records)
        guard let task = state.task(ofAttachment: thing.name) else { return false }
        return task.state.status != .stopped
    }

    /// Instances that were machines of tasks of Fargate which have stopped.
    private func removeLeftInstances(_ records: RecordSnapshot<ECSRecord>) async throws {
        for (scope, entry, instance) in Self.instances(records) {
            guard instance.isMadeToMeasure, let machine = instance.ec2InstanceID else { continue }
            let task = Snapshot(scope: scope, records: records).task(ofMachine: machine)
            if let task, task.state.status != .stopped { continue }
            let result = try await store.commit(
                Transaction(
                    if: [.modRevision(entry.key, entry.modRevision)], then: [.delete(entry.key)]))
            _ = try await view.wait(for: result.revision)
        }
    }
}
