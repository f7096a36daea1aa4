package import AWSWire
import ECSCore
package import ECSModel
import Placement
import Shapes
import Store

extension ECSService {
    package func discoverPollEndpoint(
        _ input: ECSAPI.DiscoverPollEndpointRequest, _ context: RequestContext
    ) async throws -> ECSAPI.DiscoverPollEndpointResponse {
        // Where the agent reached us it will again: a machine knows the server by another address
        // than we do. Agents append `/ws` to either.
        let scheme = context.isSecure ? "https" : "http"
        let url = context.host.isEmpty ? baseURL : "\(scheme)://\(context.host)"
        return ECSAPI.DiscoverPollEndpointResponse {
            $0.endpoint = url
            $0.telemetryEndpoint = url + "/tcs"
        }
    }

    package func registerContainerInstance(
        _ input: ECSAPI.RegisterContainerInstanceRequest, _ context: RequestContext
    ) async throws -> ECSAPI.RegisterContainerInstanceResponse {
        let scope = context.scope
        let id = makeID()
        let (record, state) = try await change(scope) {
            state throws(AWSError) -> Proposal<InstanceRecord> in
            let cluster = try state.activeCluster(input.cluster)
            var existing: Stored<InstanceRecord>?
            if let arn = input.containerInstanceArn, !arn.isEmpty {
                let known = try scope.instanceID(arn, in: cluster.record.name)
                existing = state.instance(known, in: cluster.record.name)
                if existing == nil {
                    throw .client("The referenced container instance was not found.")
                }
            }
            if existing == nil { existing = try fargateInstance(input, cluster.record.name, state) }
            let record = try InstanceRegistration.record(
                for: input, existing: existing?.record, id: id, cluster: cluster.record.name,
                scope: scope, now: context.now)
            let key = scope.instanceKey(record.id, in: record.cluster)
            // The cluster may not be deleted meanwhile.
            return Proposal(
                transaction: Transaction(
                    if: [cluster.unchanged, existing?.unchanged ?? .absent(key)],
                    then: [.put(key, record)]),
                result: record)
        }
        return ECSAPI.RegisterContainerInstanceResponse {
            $0.containerInstance = described(record, state, includeTags: true)
        }
    }

    /// What a machine that was made for a task of Fargate has registered as before. It may register
    /// only while its task waits for it.
    private func fargateInstance(
        _ input: ECSAPI.RegisterContainerInstanceRequest, _ cluster: String, _ state: Snapshot
    ) throws(AWSError) -> Stored<InstanceRecord>? {
        guard let machine = InstanceRegistration.machine(of: input),
            FargatePlan.isMadeToMeasure(machine)
        else { return nil }
        guard let task = state.task(ofMachine: machine), task.task.record.cluster == cluster,
            task.state.status < .deprovisioning
        else { throw .client("The machine \(machine) is not wanted any more.") }
        return state.instances(ofMachine: machine).first { $0.record.cluster == cluster }
    }

    package func describeContainerInstances(
        _ input: ECSAPI.DescribeContainerInstancesRequest, _ context: RequestContext
    ) async throws -> ECSAPI.DescribeContainerInstancesResponse {
        try checkNames(input.containerInstances)
        let state = try await snapshot(context.scope)
        let cluster = try state.activeCluster(input.cluster).record.name
        var found: [ECSAPI.ContainerInstance] = []
        var failures: [ECSAPI.Failure] = []
        for reference in input.containerInstances {
            let id = try state.scope.instanceID(reference, in: cluster)
            if let instance = state.visibleInstance(id, in: cluster) {
                found.append(
                    described(
                        instance.record, state,
                        includeTags: input.include?.contains(.tags) == true))
            } else {
                failures.append(.missing(state.scope.instance(id, in: cluster)))
            }
        }
        return ECSAPI.DescribeContainerInstancesResponse {
            $0.containerInstances = found
            $0.failures = failures
        }
    }

    package func listContainerInstances(
        _ input: ECSAPI.ListContainerInstancesRequest, _ context: RequestContext
    ) async throws -> ECSAPI.ListContainerInstancesResponse {
        let state = try await snapshot(context.scope)
        let cluster = try state.activeCluster(input.cluster).record.name
        var filter: ClusterQuery?
        if let text = input.filter, !text.isEmpty {
            do {
                filter = try ClusterQuery(text)
            } catch {
                throw AWSError.parameter("Invalid filter: \(error.message).")
            }
        }
        let found = state.visibleInstances(of: cluster).map(\.record).filter { instance in
            let status = instance.isDraining ? "DRAINING" : "ACTIVE"
            if let wanted = input.status, wanted.rawValue != status { return false }
            return filter?.matches(machine(instance, state.scope)) ?? true
        }
        let page = try page(
            found, name: { $0.id }, token: input.nextToken, limit: input.maxResults,
            scope: state.scope,
            purpose: ["ListContainerInstances", cluster, input.filter, input.status?.rawValue])
        return ECSAPI.ListContainerInstancesResponse {
            $0.containerInstanceArns = page.items.map { state.scope.instance($0.id, in: cluster) }
            $0.nextToken = page.next
        }
    }

    package func updateContainerInstancesState(
        _ input: ECSAPI.UpdateContainerInstancesStateRequest, _ context: RequestContext
    ) async throws -> ECSAPI.UpdateContainerInstancesStateResponse {
        guard let status = input.status, status == .active || status == .draining else {
            throw AWSError.parameter(
                "Container instance status should be one of [ACTIVE, DRAINING].")
        }
        if input.containerInstances.count > 10 {
            throw AWSError.parameter("Container instances can have at most 10 items.")
        }
        var found: [ECSAPI.ContainerInstance] = []
        var failures: [ECSAPI.Failure] = []
        for reference in input.containerInstances {
            let (record, state) = try await updateInstance(
                reference, cluster: input.cluster, context.scope
            ) { record throws(AWSError) in
                record.isDraining = status == .draining
            }
            if let record {
                found.append(described(record, state, includeTags: false))
            } else {
                failures.append(.missing(reference))
            }
        }
        let (answer, missing) = (found, failures)
        return ECSAPI.UpdateContainerInstancesStateResponse {
            $0.containerInstances = answer
            $0.failures = missing
        }
    }

    package func deregisterContainerInstance(
        _ input: ECSAPI.DeregisterContainerInstanceRequest, _ context: RequestContext
    ) async throws -> ECSAPI.DeregisterContainerInstanceResponse {
        var gone: (instance: InstanceRecord, state: Snapshot)?
        while gone == nil {
            let (step, state) = try await change(context.scope) {
                state throws(AWSError) -> Proposal<Departure> in
                try departure(input, state, context.now)
            }
            if step.isLast { gone = (step.instance, state) }
        }
        guard let gone else { return ECSAPI.DeregisterContainerInstanceResponse() }
        var answer = described(gone.instance, gone.state, includeTags: true)
        answer.status = "INACTIVE"
        let container = answer
        return ECSAPI.DeregisterContainerInstanceResponse { $0.containerInstance = container }
    }

    private func departure(
        _ input: ECSAPI.DeregisterContainerInstanceRequest, _ state: Snapshot, _ now: Timestamp
    ) throws(AWSError) -> Proposal<Departure> {
        let cluster = try state.activeCluster(input.cluster).record.name
        let id = try state.scope.instanceID(input.containerInstance, in: cluster)
        guard let instance = state.visibleInstance(id, in: cluster) else {
            throw .parameter("Referenced container instance \(id) not found.")
        }
        if !instance.record.allocations.isEmpty, input.force != true {
            throw .parameter("Found running tasks on the instance.")
        }
        let order = TaskLifecycle.StopOrder(
            code: .terminationNotice, reason: "Container instance was deregistered forcibly")
        return departure(of: instance, state, order, now, removes: true)
    }

    // MARK: Parts

    /// Changes one instance; the record is nil when there is none of that name.
    func updateInstance(
        _ reference: String, cluster: String?, _ scope: Scope,
        _ update: (inout InstanceRecord) throws(AWSError) -> Void
    ) async throws(AWSError) -> (InstanceRecord?, Snapshot) {
        try await change(scope) { state throws(AWSError) -> Proposal<InstanceRecord?> in
            let cluster = try state.activeCluster(cluster).record.name
            let id = try scope.instanceID(reference, in: cluster)
            guard let instance = state.visibleInstance(id, in: cluster) else {
                return Proposal(transaction: Transaction(then: []), result: nil)
            }
            var record = instance.record
            try update(&record)
            record.changes += 1
            return Proposal(
                transaction: Transaction(
                    if: [instance.unchanged], then: [.put(instance.key, record)]),
                result: record)
        }
    }

    func described(
        _ instance: InstanceRecord, _ state: Snapshot, includeTags: Bool
    ) -> ECSAPI.ContainerInstance {
        instance.described(
            in: state.scope, state.counts(of: instance),
            agentConnected: isConnected(instance.id, in: instance.cluster, state.scope),
            includeTags: includeTags)
    }

    func machine(_ instance: InstanceRecord, _ scope: Scope) -> Machine {
        instance.machine(agentConnected: isConnected(instance.id, in: instance.cluster, scope))
    }

    private func checkNames(_ names: [String]) throws(AWSError) {
        if names.isEmpty { throw .parameter("Container instances cannot be empty.") }
        if names.count > 100 {
            throw .parameter("Container instances can have at most 100 items.")
        }
    }
}
