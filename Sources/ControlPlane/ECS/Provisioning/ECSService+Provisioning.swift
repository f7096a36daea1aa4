import AWSWire
import ECSCore
import ECSModel
import Logging
import Shapes
import Store

/// Making what tasks need before they start, and taking it down after they have stopped. From the
/// records alone follows what is to be done, and everything is asked for under a name that the
/// records hold before: the loop may be killed at any line.
extension ECSService {
    /// Tasks that are worked on at once.
    private static let provisioningWidth = 16
    private static let provisioningTick = Duration.seconds(1)

    func provisionForEver() async throws {
        while !Task.isCancelled {
            let seen = view.snapshot().revision
            await provision()
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { [self] in _ = try await view.waitForChange(after: seen) }
                group.addTask { [self] in
                    try await clock.sleep(until: clock.now() + Self.provisioningTick)
                }
                defer { group.cancelAll() }
                try await group.next()
            }
        }
    }

    /// One step of every task that is to be got on.
    func provision() async {
        let records = view.snapshot()
        let now = now()
        let index = Snapshot.Index.statesInTransit
        let keys = records.entries(in: index, under: index, after: nil).map(\.key)
        provisioning.keep(only: Set(keys))
        var due = keys.filter { isDue($0, records, now) }[...]
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<Self.provisioningWidth {
                guard let key = due.popFirst() else { break }
                group.addTask { await self.advance(key, records) }
            }
            while await group.next() != nil {
                guard let key = due.popFirst() else { continue }
                group.addTask { await self.advance(key, records) }
            }
        }
    }

    private func isDue(
        _ key: Key, _ records: RecordSnapshot<ECSRecord>, _ now: Timestamp
    ) -> Bool {
        if !provisioning.isWaiting(key, now: now) { return true }
        // What it waits for has come.
        guard let task = task(inTransit: key, records), task.task.record.launchType == .fargate,
            task.state.status == .provisioning
        else { return false }
        return machine(of: task, Snapshot(scope: task.scope, records: records)) != nil
    }

    private func task(
        inTransit key: Key, _ records: RecordSnapshot<ECSRecord>
    ) -> StoredTask? {
        let parts = key.components
        guard let scope = Scope(of: key), parts.count == 6 else { return nil }
        return Snapshot(scope: scope, records: records).task(parts[5], in: parts[4])
    }

    /// The instance that the machine of a task of Fargate has registered as.
    private func machine(of task: StoredTask, _ state: Snapshot) -> Stored<InstanceRecord>? {
        guard let id = task.state.machine else { return nil }
        return state.instances(ofMachine: id).first {
            $0.record.cluster == task.task.record.cluster
        }
    }

    private func advance(_ key: Key, _ records: RecordSnapshot<ECSRecord>) async {
        guard let task = task(inTransit: key, records) else { return }
        let state = Snapshot(scope: task.scope, records: records)
        do {
            let isDone =
                task.state.status == .provisioning
                ? try await provision(task, state) : try await deprovision(task)
            if isDone { provisioning.done(key) } else { provisioning.wait(key, now: now()) }
        } catch {
            provisioning.failed(key, now: now())
            logger.warning(
                "provisioning put off",
                metadata: ["task": "\(task.task.record.id)", "error": "\(error)"])
        }
    }

    // MARK: Before the start

    /// Gets a task on; false when it waits for something.
    private func provision(_ task: StoredTask, _ state: Snapshot) async throws -> Bool {
        let record = task.task.record
        let isFargate = record.launchType == .fargate
        let limit = isFargate ? TaskLifecycle.machineLimit : TaskLifecycle.interfaceLimit
        guard let created = record.createdAt, now() - created < limit else {
            try await fail(
                task,
                isFargate && machine(of: task, state) == nil
                    ? "Timeout waiting for the machine of the task to join."
                    : "Timeout waiting for network interface provisioning to complete.")
            return true
        }
        do throws(PortFailure) {
            let place: Stored<InstanceRecord>?
            if isFargate {
                place = try await fargateMachine(of: task, state)
                if place == nil { return false }
            } else {
                place = record.instance.flatMap { state.instance($0, in: record.cluster) }
            }
            guard let place else {
                throw PortFailure("", "the container instance of the task is gone")
            }
            let interface = try await attach(task, place.record)
            try await tell(task, interface, place.record)
            return true
        } catch {
            if error.isPassing { throw error }
            try await fail(task, error.description)
            return true
        }
    }

    /// The instance that the machine of a task has registered as; nil until then.
    private func fargateMachine(
        of task: StoredTask, _ state: Snapshot
    ) async throws(PortFailure) -> Stored<InstanceRecord>? {
        let record = task.task.record
        if let found = machine(of: task, state) { return found }
        guard let machines, let network = record.network else {
            throw PortFailure("", "this server makes no machines")
        }
        let name = FargatePlan.order(ofTask: record.id)
        let subnets = network.subnets(in: record.availabilityZone ?? "")
        let id = try await machines.order(
            TaskMachineOrder(
                name: name, scope: task.scope, cluster: record.cluster,
                subnet: subnets.first ?? network.subnets.first?.id ?? "",
                cpuUnits: record.cpu.flatMap { Int($0) } ?? 0,
                memoryMiB: record.memory.flatMap { Int($0) } ?? 0))
        try await change(task) { task, _, transaction in
            task.add(TaskLifecycle.ordered(task.state, machine: id), to: &transaction)
        }
        if let problem = try await machines.problem(of: name, task.scope) {
            throw PortFailure("", problem)
        }
        return nil
    }

    /// The task's interface, in the first of its subnets in the machine's zone that has room.
    private func attach(
        _ task: StoredTask, _ instance: InstanceRecord
    ) async throws(PortFailure) -> TaskInterface {
        guard let networks, let network = task.task.record.network else {
            throw PortFailure("", "this server has no VPCs")
        }
        var failure = PortFailure(
            "", "none of the task's subnets is in the zone of its container instance")
        for subnet in network.subnets(in: instance.zone ?? "") {
            do throws(PortFailure) {
                return try await networks.attach(
                    TaskInterfaceOrder(
                        token: network.attachment, scope: task.scope, subnet: subnet,
                        groups: network.groups, machine: instance.ec2InstanceID ?? instance.id,
                        assignsPublicAddress: network.assignsPublicAddress,
                        description: task.scope.attachment(network.attachment)))
            } catch {
                if error.isPassing { throw error }
                failure = error
            }
        }
        throw failure
    }

    private func tell(
        _ task: StoredTask, _ interface: TaskInterface, _ place: InstanceRecord
    ) async throws(PortFailure) {
        try await change(task) { task, state, transaction in
            let isFargate = task.task.record.launchType == .fargate
            let change = TaskLifecycle.provisioned(
                task.task.record, task.state, interface, instance: isFargate ? place.id : nil)
            if change.isEmpty { return }
            task.add(change, to: &transaction)
            // The instance may not go meanwhile without its tasks being abandoned.
            guard var instance = state.instance(place.id, in: place.cluster) else {
                transaction = Transaction(then: [])
                return
            }
            transaction.compares.append(instance.unchanged)
            if isFargate {
                instance.record.assign(task: task.task.record)
                transaction.success.append(.put(instance.key, instance.record))
            }
        }
    }

    private func fail(_ task: StoredTask, _ reason: String) async throws(PortFailure) {
        let now = now()
        try await change(task) { task, state, transaction in
            let change = TaskLifecycle.provisioningFailed(
                task.task.record, task.state, reason: reason, now: now)
            transaction = task.transaction(change, in: state)
        }
    }

    // MARK: After the end

    private func deprovision(_ task: StoredTask) async throws -> Bool {
        let record = task.task.record
        if let network = record.network {
            try await networks?.detach(network.attachment, task.scope)
        }
        if record.launchType == .fargate {
            try await machines?.end(FargatePlan.order(ofTask: record.id), task.scope)
        }
        let now = now()
        try await change(task) { task, state, transaction in
            task.add(TaskLifecycle.deprovisioned(task.state, now: now), to: &transaction)
            guard let machine = task.state.machine else { return }
            for instance in state.instances(ofMachine: machine) {
                transaction.compares.append(instance.unchanged)
                transaction.success.append(.delete(instance.key))
            }
        }
        return true
    }

    // MARK: Parts

    /// Commits a change of one task on what its records are by then.
    private func change(
        _ task: StoredTask, _ fill: (StoredTask, Snapshot, inout Transaction) -> Void
    ) async throws(PortFailure) {
        do throws(AWSError) {
            _ = try await change(task.scope) { state throws(AWSError) -> Proposal<Void> in
                var transaction = Transaction(then: [])
                let record = task.task.record
                if let current = state.task(record.id, in: record.cluster) {
                    fill(current, state, &transaction)
                }
                return Proposal(transaction: transaction, result: ())
            }
        } catch {
            throw PortFailure(error.code, error.message, isPassing: true)
        }
    }
}
