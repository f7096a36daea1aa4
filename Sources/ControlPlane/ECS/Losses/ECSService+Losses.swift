import AWSWire
package import ECSCore
import ECSModel
import Logging
import Shapes
import Store

/// Machines that are gone: whose agents are not heard of any more, or that EC2 has terminated.
extension ECSService {
    /// Time between two looks.
    private static let lossInterval = Duration.seconds(1)

    func watchForLosses() async throws {
        while !Task.isCancelled {
            try await clock.sleep(until: clock.now() + Self.lossInterval)
            await takeLosses()
        }
    }

    /// Reports the tasks of lost instances stopped and frees what they held. The instances stay: an
    /// agent that comes back is told to stop what it still runs of them.
    func takeLosses() async {
        let found = Self.instances(view.snapshot())
        let agents = losses.current(keeping: Set(found.map(\.entry.key.text)))
        let now = now()
        for (scope, entry, instance) in found where !instance.allocations.isEmpty {
            let name = entry.key.text
            let isConnected = isConnected(instance.id, in: instance.cluster, scope)
            let isLost = agents.isLost(
                name, isConnected: isConnected, registeredAt: instance.registeredAt, now: now)
            guard isLost else { continue }
            logger.warning(
                "agent lost",
                metadata: ["instance": "\(name)", "tasks": "\(instance.allocations.count)"])
            let seconds = agents.lostAfter.components.seconds
            let order = TaskLifecycle.StopOrder(
                code: .terminationNotice,
                reason: "\(host(instance, scope)) lost: its agent was not heard of for \(seconds) "
                    + "seconds.")
            await abandonTasks(of: instance.id, in: instance.cluster, scope, order, removes: false)
        }
    }

    private func host(_ instance: InstanceRecord, _ scope: Scope) -> String {
        instance.ec2InstanceID.map { "Host EC2 (instance \($0))" }
            ?? "Container instance (\(scope.instance(instance.id, in: instance.cluster)))"
    }

    /// EC2 has terminated an instance: it is deregistered wherever it was registered, and its tasks
    /// have stopped. Told twice, or of an instance that was none of ECS's, nothing happens.
    ///
    /// - Parameter id: `i-…`.
    package func instanceTerminated(_ id: String, _ scope: Scope) async {
        let order = TaskLifecycle.StopOrder(
            code: .terminationNotice, reason: "Host EC2 (instance \(id)) terminated.")
        let state = Snapshot(scope: scope, records: view.snapshot())
        for instance in state.instances(ofMachine: id) {
            await abandonTasks(
                of: instance.record.id, in: instance.record.cluster, scope, order, removes: true)
        }
    }

    private func abandonTasks(
        of id: String, in cluster: String, _ scope: Scope, _ order: TaskLifecycle.StopOrder,
        removes: Bool
    ) async {
        do throws(AWSError) {
            while true {
                let now = now()
                let (isOver, _) = try await change(scope) {
                    state throws(AWSError) -> Proposal<Bool> in
                    guard let instance = state.instance(id, in: cluster) else {
                        return Proposal(transaction: Transaction(then: []), result: true)
                    }
                    let step = departure(of: instance, state, order, now, removes: removes)
                    return Proposal(transaction: step.transaction, result: step.result.isLast)
                }
                if isOver { return }
            }
        } catch {
            logger.warning(
                "loss put off", metadata: ["instance": "\(id)", "error": "\(error)"])
        }
    }

    /// A step towards the end of an instance, or of all that was on it.
    struct Departure: Sendable {
        var instance: InstanceRecord
        /// There is nothing left to abandon.
        var isLast: Bool
    }

    /// Tasks that one transaction abandons: two records each.
    private static let tasksPerDeparture = 40

    /// Abandons tasks of an instance, whose end nobody will report; with the last of them the
    /// instance goes too when it is to be removed.
    func departure(
        of instance: Stored<InstanceRecord>, _ state: Snapshot, _ order: TaskLifecycle.StopOrder,
        _ now: Timestamp, removes: Bool
    ) -> Proposal<Departure> {
        var record = instance.record
        var transaction = Transaction(if: [instance.unchanged], then: [])
        for allocation in record.allocations.prefix(Self.tasksPerDeparture) {
            _ = record.release(allocation.task)
            guard let task = state.task(allocation.task, in: record.cluster) else { continue }
            let change = TaskLifecycle.abandon(task.task.record, task.state, order, now: now)
            task.add(change, to: &transaction)
        }
        let isLast = record.allocations.isEmpty
        if removes {
            // Nothing new comes while there is more to abandon.
            record.isDraining = record.isDraining || !isLast
            transaction.success.append(
                isLast ? .delete(instance.key) : .put(instance.key, record))
        } else if record.changes != instance.record.changes {
            transaction.success.append(.put(instance.key, record))
        }
        return Proposal(
            transaction: transaction, result: Departure(instance: record, isLast: isLast))
    }
}
