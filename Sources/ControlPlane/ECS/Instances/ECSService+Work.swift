package import AWSWire
package import ECSCore
package import ECSModel
import Shapes
import Store
import Synchronization

/// What agents' sessions ask of the service.
extension ECSService {
    /// What an instance is to run; nil when there is no such instance in the cluster.
    ///
    /// - Throws: `InvalidParameterException` for names of another account, region or cluster,
    ///   `ClusterNotFoundException`.
    package func work(
        ofInstance reference: String, cluster: String?, _ scope: Scope
    ) async throws(AWSError) -> InstanceWork? {
        try work(ofInstance: reference, cluster: cluster, try await snapshot(scope))
    }

    /// Waits until an instance is to run something else than it was told; nil when it is gone.
    ///
    /// - Throws: As ``work(ofInstance:cluster:_:)``, and `CancellationError`.
    package func work(
        differingFrom told: InstanceWork
    ) async throws -> InstanceWork? {
        var revision = told.revision
        let (instance, scope) = (told.instance, told.scope)
        while true {
            let records = try await view.waitForChange(after: revision)
            try Task.checkCancellation()
            revision = records.revision
            let state = Snapshot(scope: scope, records: records)
            guard let work = work(of: instance.id, in: instance.cluster, state) else { return nil }
            if !work.saysTheSame(as: told) { return work }
        }
    }

    private func work(
        ofInstance reference: String, cluster: String?, _ state: Snapshot
    ) throws(AWSError) -> InstanceWork? {
        let cluster = try state.activeCluster(cluster).record.name
        return work(of: try state.scope.instanceID(reference, in: cluster), in: cluster, state)
    }

    private func work(of id: String, in cluster: String, _ state: Snapshot) -> InstanceWork? {
        guard let instance = state.instance(id, in: cluster)?.record else { return nil }
        // What holds a share of the instance has not stopped, and nothing else is there.
        // Of what is not ready it is not told yet, of what is being taken down no more.
        let tasks = instance.allocations.compactMap { allocation in
            state.task(allocation.task, in: cluster)
        }.filter { (TaskStatus.pending..<TaskStatus.deprovisioning).contains($0.state.status) }
        return InstanceWork(
            scope: state.scope, instance: instance, revision: state.records.revision,
            tasks: tasks.sorted { $0.task.record.id < $1.task.record.id }.map { task in
                let record = task.task.record
                return InstanceWork.AssignedTask(
                    task: record, state: task.state,
                    definition: state.definition(record.family, record.revision)?.record,
                    wantedSince: task.task.revision)
            })
    }

    /// Counts a session of an instance's agent, from now until ``sessionClosed(_:)``. An agent may
    /// have a new session before its old one has ended.
    package func sessionOpened(_ work: InstanceWork) {
        let name = connectionName(work)
        connections.withLock { $0[name, default: 0] += 1 }
        losses.heard(of: name, at: now())
    }

    /// The agent of an instance gave a sign of life.
    package func sessionHeard(_ work: InstanceWork) {
        losses.heard(of: connectionName(work), at: now())
    }

    /// Ends what ``sessionOpened(_:)`` began.
    package func sessionClosed(_ work: InstanceWork) {
        let name = connectionName(work)
        connections.withLock { connections in
            guard let count = connections[name] else { return }
            connections[name] = count > 1 ? count - 1 : nil
        }
    }

    private func connectionName(_ work: InstanceWork) -> String {
        work.scope.instanceKey(work.instance.id, in: work.instance.cluster).text
    }

    /// Takes the health of a task's containers, by their names, from telemetry. Tasks that are not
    /// known do not matter: telemetry may be late.
    package func reportHealth(
        _ health: [String: ECSAPI.HealthStatus], ofTask id: String, cluster: String, _ scope: Scope
    ) async throws(AWSError) {
        try await merge(id, cluster, scope) { task in TaskLifecycle.health(health, task.state) }
    }

    /// The agent has durably taken the order to stop a task: it shows STOPPING.
    package func acknowledgeStop(
        ofTask id: String, cluster: String, _ scope: Scope
    ) async throws(AWSError) {
        try await merge(id, cluster, scope) { task in
            TaskLifecycle.stopAcknowledged(task.task.record, task.state)
        }
    }

    private func merge(
        _ reference: String, _ cluster: String, _ scope: Scope,
        _ rule: (StoredTask) -> TaskLifecycle.Change
    ) async throws(AWSError) {
        _ = try await change(scope) { state throws(AWSError) -> Proposal<Void> in
            let cluster = try scope.clusterName(cluster)
            guard let task = state.task(try scope.taskID(reference, in: cluster), in: cluster)
            else { return Proposal(transaction: Transaction(then: []), result: ()) }
            return Proposal(transaction: task.transaction(rule(task), in: state), result: ())
        }
    }
}
