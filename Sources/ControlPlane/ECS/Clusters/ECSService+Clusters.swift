package import AWSWire
import ECSCore
package import ECSModel
import Shapes
import Store

extension ECSService {
    package func createCluster(
        _ input: ECSAPI.CreateClusterRequest, _ context: RequestContext
    ) async throws -> ECSAPI.CreateClusterResponse {
        let name = input.clusterName.flatMap { $0.isEmpty ? nil : $0 } ?? "default"
        try checkClusterName(name)
        try checkNamespace(input.serviceConnectDefaults?.namespace)
        let scope = context.scope
        var record = ClusterRecord()
        record.name = name
        record.createdAt = context.now
        record.tags = try Tags.checked(input.tags)
        record.settings = try settings(input.settings ?? [], over: nil)
        record.configuration = input.configuration
        record.capacityProviders = try providers(input.capacityProviders)
        record.defaultCapacityProviderStrategy = input.defaultCapacityProviderStrategy
        for item in input.defaultCapacityProviderStrategy ?? [] {
            guard record.capacityProviders?.contains(item.capacityProvider) == true else {
                throw AWSError.parameter(
                    "The specified capacity provider '\(item.capacityProvider)' was not found.")
            }
        }
        let new = record
        let (cluster, state) = try await change(scope) {
            state throws(AWSError) -> Proposal<ClusterRecord> in
            if let existing = state.cluster(name) {
                if existing.record.isActive {
                    return Proposal(transaction: Transaction(then: []), result: existing.record)
                }
                return Proposal(
                    transaction: Transaction(
                        if: [existing.unchanged], then: [.put(existing.key, new)]),
                    result: new)
            }
            let key = scope.clusterKey(name)
            return Proposal(
                transaction: Transaction(if: [.absent(key)], then: [.put(key, new)]), result: new)
        }
        return ECSAPI.CreateClusterResponse {
            $0.cluster = cluster.described(
                in: scope, state.counts(of: name), include: [.tags, .settings, .configurations])
        }
    }

    package func describeClusters(
        _ input: ECSAPI.DescribeClustersRequest, _ context: RequestContext
    ) async throws -> ECSAPI.DescribeClustersResponse {
        let names = input.clusters.flatMap { $0.isEmpty ? nil : $0 } ?? ["default"]
        if names.count > 100 { throw AWSError.parameter("Clusters can have at most 100 items.") }
        let state = try await snapshot(context.scope)
        var found: [ECSAPI.Cluster] = []
        var failures: [ECSAPI.Failure] = []
        for reference in names {
            let name = try state.scope.clusterName(reference)
            if let cluster = state.cluster(name) {
                found.append(
                    cluster.record.described(
                        in: state.scope, state.counts(of: name), include: Set(input.include ?? [])))
            } else {
                failures.append(.missing(state.scope.cluster(name)))
            }
        }
        return ECSAPI.DescribeClustersResponse {
            $0.clusters = found
            $0.failures = failures
        }
    }

    package func listClusters(
        _ input: ECSAPI.ListClustersRequest, _ context: RequestContext
    ) async throws -> ECSAPI.ListClustersResponse {
        let state = try await snapshot(context.scope)
        let names = state.clusters().filter(\.isActive).map(\.name)
        let page = try page(
            names, name: { $0 }, token: input.nextToken, limit: input.maxResults,
            scope: state.scope, purpose: ["ListClusters"])
        return ECSAPI.ListClustersResponse {
            $0.clusterArns = page.items.map { state.scope.cluster($0) }
            $0.nextToken = page.next
        }
    }

    package func deleteCluster(
        _ input: ECSAPI.DeleteClusterRequest, _ context: RequestContext
    ) async throws -> ECSAPI.DeleteClusterResponse {
        let scope = context.scope
        let (cluster, state) = try await change(scope) {
            state throws(AWSError) -> Proposal<ClusterRecord> in
            guard let cluster = state.cluster(try scope.clusterName(input.cluster)) else {
                throw .clusterNotFound
            }
            if !cluster.record.isActive {
                return Proposal(transaction: Transaction(then: []), result: cluster.record)
            }
            let counts = state.counts(of: cluster.record.name)
            if counts.instances > 0 {
                throw AWSError(
                    ECSAPI.Fault.clusterContainsContainerInstancesException,
                    "The Cluster cannot be deleted while Container Instances are active or "
                        + "draining.")
            }
            let name = cluster.record.name
            let tasks = state.tasks(of: name, instance: nil, desired: .running, after: nil)
            if tasks.contains(where: { _ in true }) || !state.instances(of: name).isEmpty {
                throw AWSError(
                    ECSAPI.Fault.clusterContainsTasksException,
                    "The Cluster cannot be deleted while Tasks are active.")
            }
            var record = cluster.record
            record.isActive = false
            record.deletedAt = context.now
            let instances = KeyRange.under(scope.folder(.instances).appending(record.name))
            return Proposal(
                transaction: Transaction(
                    if: [cluster.unchanged, .empty(instances)], then: [.put(cluster.key, record)]),
                result: record)
        }
        return ECSAPI.DeleteClusterResponse {
            $0.cluster = cluster.described(
                in: scope, state.counts(of: cluster.name), include: [.tags, .settings])
        }
    }

    package func updateCluster(
        _ input: ECSAPI.UpdateClusterRequest, _ context: RequestContext
    ) async throws -> ECSAPI.UpdateClusterResponse {
        try checkNamespace(input.serviceConnectDefaults?.namespace)
        let cluster = try await updateCluster(input.cluster, context) {
            record throws(AWSError) in
            if let given = input.settings {
                record.settings = try settings(given, over: record.settings)
            }
            if let configuration = input.configuration { record.configuration = configuration }
        }
        return ECSAPI.UpdateClusterResponse { $0.cluster = cluster }
    }

    package func updateClusterSettings(
        _ input: ECSAPI.UpdateClusterSettingsRequest, _ context: RequestContext
    ) async throws -> ECSAPI.UpdateClusterSettingsResponse {
        let cluster = try await updateCluster(input.cluster, context) {
            record throws(AWSError) in
            record.settings = try settings(input.settings, over: record.settings)
        }
        return ECSAPI.UpdateClusterSettingsResponse { $0.cluster = cluster }
    }

    private func updateCluster(
        _ reference: String, _ context: RequestContext,
        _ update: (inout ClusterRecord) throws(AWSError) -> Void
    ) async throws(AWSError) -> ECSAPI.Cluster {
        let (record, state) = try await change(context.scope) {
            state throws(AWSError) -> Proposal<ClusterRecord> in
            let cluster = try state.activeCluster(reference)
            var record = cluster.record
            try update(&record)
            return Proposal(
                transaction: Transaction(
                    if: [cluster.unchanged], then: [.put(cluster.key, record)]),
                result: record)
        }
        return record.described(
            in: context.scope, state.counts(of: record.name),
            include: [.settings, .configurations, .tags])
    }

    private func settings(
        _ given: [ECSAPI.ClusterSetting], over old: [ECSAPI.ClusterSetting]?
    ) throws(AWSError) -> [ECSAPI.ClusterSetting] {
        var value = old?.first?.value ?? AccountSettings.standard(.containerInsights)
        for setting in given {
            value = setting.value ?? value
            guard ["enabled", "disabled", "enhanced"].contains(value) else {
                throw .parameter("Invalid cluster setting value: \(value).")
            }
        }
        return [
            ECSAPI.ClusterSetting {
                $0.name = .containerInsights
                $0.value = value
            }
        ]
    }

    private func providers(_ names: [String]?) throws(AWSError) -> [String]? {
        for name in names ?? [] where name != "FARGATE" && name != "FARGATE_SPOT" {
            throw .parameter("The specified capacity provider '\(name)' was not found.")
        }
        return names
    }

    /// There is no Cloud Map here whose namespaces could be used.
    private func checkNamespace(_ namespace: String?) throws(AWSError) {
        guard let namespace, !namespace.isEmpty else { return }
        throw AWSError(
            ECSAPI.Fault.namespaceNotFoundException,
            "The specified namespace '\(namespace)' was not found.")
    }
}

extension ECSAPI.Failure {
    /// What was asked for is not there.
    static func missing(_ arn: String) -> ECSAPI.Failure { failure(arn, "MISSING") }

    static func failure(_ arn: String?, _ reason: String) -> ECSAPI.Failure {
        ECSAPI.Failure {
            $0.arn = arn
            $0.reason = reason
        }
    }
}
