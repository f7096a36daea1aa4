package import AWSWire
import ECSCore
package import ECSModel
import Placement
import Shapes
import Store

/// What placing tasks came to.
private struct Placed: Sendable {
    var cluster: String
    var tasks: [String] = []
    var failures: [ECSAPI.Failure] = []
}

extension ECSService {
    /// Instances that `failures` names for tasks that could not be placed.
    private static let maximumFailures = 100

    package func runTask(
        _ input: ECSAPI.RunTaskRequest, _ context: RequestContext
    ) async throws -> ECSAPI.RunTaskResponse {
        let count = input.count ?? 1
        guard (1...TaskPlan.maximumCount).contains(count) else {
            throw AWSError.parameter("count should be between 1 and \(TaskPlan.maximumCount).")
        }
        try checkSupport(input)
        let scope = context.scope
        let definition = try definition(input.taskDefinition, try await snapshot(scope))
        let network = try await network(
            input.networkConfiguration, definition.record.definition, input.launchType, scope)
        let ids = (0..<count).map { _ in makeID() }
        let token = try requestToken(input, context)
        let (placed, state) = try await change(scope) {
            state throws(AWSError) -> Proposal<Placed> in
            if let token, let done = try repeated(token.name, token.record, state) {
                return Proposal(transaction: Transaction(then: []), result: done)
            }
            let cluster = try state.activeCluster(input.cluster)
            var request = TaskPlan.Request(input, cluster)
            request.network = network
            let plan = try plan(request, definition, state)
            var transaction = Transaction(then: [])
            let placed =
                input.launchType == .fargate
                ? try order(ids, plan, cluster, state, context.now, &transaction)
                : try place(ids, plan, state, context.now, &transaction)
            if let token, !placed.tasks.isEmpty {
                var record = token.record
                record.cluster = placed.cluster
                record.tasks = placed.tasks
                let key = scope.tokenKey(token.name)
                transaction.compares.append(.absent(key))
                transaction.success.append(.put(key, record))
            }
            return Proposal(transaction: transaction, result: placed)
        }
        return ECSAPI.RunTaskResponse {
            $0.tasks = described(placed.tasks, in: placed.cluster, state)
            $0.failures = placed.failures
        }
    }

    package func startTask(
        _ input: ECSAPI.StartTaskRequest, _ context: RequestContext
    ) async throws -> ECSAPI.StartTaskResponse {
        if input.containerInstances.isEmpty {
            throw AWSError.parameter("Container instances cannot be empty.")
        }
        if input.containerInstances.count > TaskPlan.maximumCount {
            throw AWSError.parameter(
                "Container instances can have at most \(TaskPlan.maximumCount) items.")
        }
        let definition = try definition(input.taskDefinition, try await snapshot(context.scope))
        let network = try await network(
            input.networkConfiguration, definition.record.definition, nil, context.scope)
        let ids = input.containerInstances.map { _ in makeID() }
        let (placed, state) = try await change(context.scope) {
            state throws(AWSError) -> Proposal<Placed> in
            var request = TaskPlan.Request(input, try state.activeCluster(input.cluster))
            request.network = network
            let plan = try plan(request, definition, state)
            var transaction = Transaction(then: [])
            let placed = try start(
                ids, on: input.containerInstances, plan, state, context.now, &transaction)
            return Proposal(transaction: transaction, result: placed)
        }
        return ECSAPI.StartTaskResponse {
            $0.tasks = described(placed.tasks, in: placed.cluster, state)
            $0.failures = placed.failures
        }
    }

    // MARK: Planning

    private func checkSupport(_ input: ECSAPI.RunTaskRequest) throws(AWSError) {
        if let strategy = input.capacityProviderStrategy, !strategy.isEmpty {
            if input.launchType != nil {
                throw .parameter(
                    "Specifying both a launch type and capacity provider strategy is not "
                        + "supported. Remove one and try again.")
            }
            throw .unsupported(
                "Capacity provider strategies are not supported yet. Use launch type EC2.")
        }
        if let volumes = input.volumeConfigurations, !volumes.isEmpty {
            throw .unsupported("Volume configurations are not supported yet.")
        }
    }

    private func definition(
        _ reference: String, _ state: Snapshot
    ) throws(AWSError) -> Stored<DefinitionRecord> {
        let reference = try TaskDefinitionReference(reference, in: state.scope)
        guard let definition = state.definition(reference) else {
            throw .client("TaskDefinition not found.")
        }
        return definition
    }

    /// The plan by the revision that was looked up before: which of a family's is the newest may
    /// have changed since.
    private func plan(
        _ request: TaskPlan.Request, _ definition: Stored<DefinitionRecord>, _ state: Snapshot
    ) throws(AWSError) -> TaskPlan {
        let family = definition.record.definition.family ?? ""
        let revision = definition.record.definition.revision ?? 0
        guard let current = state.definition(family, revision) else {
            throw .client("TaskDefinition not found.")
        }
        return try TaskPlan(request, current.record)
    }

    /// Makes tasks of Fargate, for each of which a machine is made afterwards.
    private func order(
        _ ids: [String], _ plan: TaskPlan, _ cluster: Stored<ClusterRecord>, _ state: Snapshot,
        _ now: Timestamp, _ transaction: inout Transaction
    ) throws(AWSError) -> Placed {
        if machines == nil {
            throw .unsupported("Launch type FARGATE needs machines, which this server has not.")
        }
        // The cluster may not be deleted meanwhile.
        transaction.compares.append(cluster.unchanged)
        for id in ids {
            add(plan.task(id: id, on: nil, makeID: makeID, now: now), state, &transaction)
        }
        return Placed(cluster: plan.template.cluster, tasks: ids)
    }

    /// Chooses an instance for each task while there is room, and adds what that takes to the
    /// transaction: it fails if anything was reserved or freed there since the snapshot.
    private func place(
        _ ids: [String], _ plan: TaskPlan, _ state: Snapshot, _ now: Timestamp,
        _ transaction: inout Transaction
    ) throws(AWSError) -> Placed {
        let cluster = plan.template.cluster
        let wantsExternal = plan.template.launchType == .external
        let stored = state.instances(of: cluster).filter {
            !$0.record.isMadeToMeasure && $0.record.isExternal == wantsExternal
        }
        if stored.isEmpty {
            throw .parameter("No Container Instances were found in your cluster.")
        }
        var placed = Placed(cluster: cluster)
        var planner = Planner(
            fleet: Fleet(stored.map { machine($0.record, state.scope) }), request: plan.placement)
        var random = SystemRandomNumberGenerator()
        var instances: [String: Stored<InstanceRecord>] = [:]
        for id in ids {
            guard let machine = planner.place(using: &random) else {
                placed.failures = planner.refusals(limit: Self.maximumFailures).map { refusal in
                    .failure(
                        state.scope.instance(refusal.machine, in: cluster), refusal.reason.text)
                }
                break
            }
            guard var instance = instances[machine.id] ?? state.instance(machine.id, in: cluster)
            else { continue }
            let refusal = instance.record.reserve(
                plan.reservation, task: id, group: plan.template.group)
            if let refusal {
                placed.failures.append(
                    .failure(state.scope.instance(machine.id, in: cluster), refusal.text))
                continue
            }
            instances[machine.id] = instance
            add(
                plan.task(id: id, on: instance.record, makeID: makeID, now: now), state,
                &transaction)
            placed.tasks.append(id)
        }
        for instance in instances.values { add(instance, &transaction) }
        return placed
    }

    /// One task on each instance that the caller names, where there is room.
    private func start(
        _ ids: [String], on references: [String], _ plan: TaskPlan, _ state: Snapshot,
        _ now: Timestamp, _ transaction: inout Transaction
    ) throws(AWSError) -> Placed {
        let cluster = plan.template.cluster
        var placed = Placed(cluster: cluster)
        var instances: [String: Stored<InstanceRecord>] = [:]
        // The caller decides where: rules about places do not count.
        let request = PlacementRequest(
            amounts: plan.placement.amounts, ports: plan.placement.ports,
            attributes: plan.placement.attributes, group: plan.placement.group,
            zones: plan.placement.zones)
        for (id, reference) in zip(ids, references) {
            let name = try state.scope.instanceID(reference, in: cluster)
            let arn = state.scope.instance(name, in: cluster)
            guard var instance = instances[name] ?? state.visibleInstance(name, in: cluster)
            else {
                placed.failures.append(.missing(arn))
                continue
            }
            let refusal =
                request.refusal(by: machine(instance.record, state.scope))
                ?? instance.record.reserve(
                    plan.reservation, task: id, group: plan.template.group)
            if let refusal {
                placed.failures.append(.failure(arn, refusal.text))
                continue
            }
            instances[name] = instance
            add(
                plan.task(id: id, on: instance.record, makeID: makeID, now: now), state,
                &transaction)
            placed.tasks.append(id)
        }
        for instance in instances.values { add(instance, &transaction) }
        return placed
    }

    private func add(
        _ task: TaskRecord, _ state: Snapshot, _ transaction: inout Transaction
    ) {
        let key = state.scope.taskKey(task.id, in: task.cluster)
        transaction.compares.append(.absent(key))
        transaction.success.append(.put(key, task))
        // By its state the provisioner finds it.
        if task.network != nil {
            transaction.success.append(
                .put(state.scope.stateKey(task.id, in: task.cluster), TaskState.initial(of: task)))
        }
    }

    private func add(_ instance: Stored<InstanceRecord>, _ transaction: inout Transaction) {
        transaction.compares.append(instance.unchanged)
        transaction.success.append(.put(instance.key, instance.record))
    }

    // MARK: Client tokens

    private func requestToken(
        _ input: ECSAPI.RunTaskRequest, _ context: RequestContext
    ) throws(AWSError) -> (name: String, record: RequestToken)? {
        guard let name = input.clientToken, !name.isEmpty else { return nil }
        if name.utf8.count > 64 {
            throw .parameter("clientToken must be no longer than 64 characters.")
        }
        var rest = input
        rest.clientToken = nil
        var record = RequestToken()
        record.fingerprint = SigV4.hash(JSON.encode(rest))
        record.createdAt = context.now
        return (name, record)
    }

    /// What an earlier request with this token did; nil for a new token.
    private func repeated(
        _ name: String, _ token: RequestToken, _ state: Snapshot
    ) throws(AWSError) -> Placed? {
        guard let entry = state.records.entry(state.scope.tokenKey(name)),
            case .token(let known) = entry.record
        else { return nil }
        if known.fingerprint != token.fingerprint {
            let ids = known.tasks.map { Value.string(state.scope.task($0, in: known.cluster)) }
            throw AWSError(
                ECSAPI.Fault.conflictException,
                "The clientToken was used before with other parameters.",
                members: ["resourceIds": .list(ids)])
        }
        return Placed(cluster: known.cluster, tasks: known.tasks)
    }
}

extension TaskPlan.Request {
    fileprivate init(_ input: ECSAPI.RunTaskRequest, _ cluster: Stored<ClusterRecord>) {
        self.init()
        self.cluster = cluster.record.name
        group = input.group
        startedBy = input.startedBy
        overrides = input.overrides
        tags = input.tags
        propagateTags = input.propagateTags
        enableECSManagedTags = input.enableECSManagedTags ?? false
        enableExecuteCommand = input.enableExecuteCommand ?? false
        launchType = input.launchType
        constraints = input.placementConstraints ?? []
        strategies = input.placementStrategy ?? []
        platformVersion = input.platformVersion
    }

    fileprivate init(_ input: ECSAPI.StartTaskRequest, _ cluster: Stored<ClusterRecord>) {
        self.init()
        self.cluster = cluster.record.name
        group = input.group
        startedBy = input.startedBy
        overrides = input.overrides
        tags = input.tags
        propagateTags = input.propagateTags
        enableECSManagedTags = input.enableECSManagedTags ?? false
        enableExecuteCommand = input.enableExecuteCommand ?? false
    }
}
