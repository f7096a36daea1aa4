package import AWSWire
package import ECRModel
import RegistryStorage
import Shapes
import Store

extension ECRService {
    /// Registries that the rules of one configuration may name (ECR User Guide, "Private image
    /// replication").
    private static let maximumDestinations = 25

    package func putReplicationConfiguration(
        _ input: ECRAPI.PutReplicationConfigurationRequest, _ context: RequestContext
    ) async throws -> ECRAPI.PutReplicationConfigurationResponse {
        let scope = try await scope(nil, context, action: "PutReplicationConfiguration")
        let record = ReplicationRecord {
            $0.rules = (input.replicationConfiguration?.rules ?? []).map { .init($0) }
        }
        try Self.check(record, in: scope)
        let key = RegistryKeys(scope).replication
        let transaction = Transaction(then: [
            record.rules.isEmpty ? .delete(key) : .put(key, record)
        ])
        try await perform(in: scope) { () async throws(RegistryError) in
            _ = try await registry.commit(transaction)
        }
        return .init { $0.replicationConfiguration = .init(record) }
    }

    private static func check(
        _ record: ReplicationRecord, in scope: RegistryScope
    ) throws(AWSError) {
        let destinations = Set(record.rules.flatMap(\.destinations))
        guard !destinations.contains(where: { $0.scope == scope }) else {
            throw AWSError(
                ECRAPI.Fault.validationException,
                "Invalid replication configuration: the registry '\(scope.account)' in region "
                    + "'\(scope.region)' cannot be a destination of its own")
        }
        guard destinations.count <= maximumDestinations else {
            throw AWSError(
                ECRAPI.Fault.validationException,
                "Invalid replication configuration: \(destinations.count) unique destinations "
                    + "exceed the maximum of \(maximumDestinations)")
        }
    }

    package func describeRegistry(
        _ input: ECRAPI.DescribeRegistryRequest, _ context: RequestContext
    ) async throws -> ECRAPI.DescribeRegistryResponse {
        let scope = try await scope(nil, context, action: "DescribeRegistry")
        let stored = try await perform(in: scope) { () async throws(RegistryError) in
            try await registry.fetch(RegistryKeys(scope).replication, as: ReplicationRecord.self)
        }
        return .init {
            $0.registryId = scope.account
            $0.replicationConfiguration = .init(stored?.record ?? ReplicationRecord())
        }
    }

    package func describeImageReplicationStatus(
        _ input: ECRAPI.DescribeImageReplicationStatusRequest, _ context: RequestContext
    ) async throws -> ECRAPI.DescribeImageReplicationStatusResponse {
        let id = try await repositoryID(
            input.repositoryName, input.registryId, context,
            action: "DescribeImageReplicationStatus")
        let identity: ImageIdentity
        switch ImageRequest(input.imageId ?? .init()) {
        case .refused(_, let reason):
            throw AWSError(ECRAPI.Fault.invalidParameterException, reason)
        case .identity(let named): identity = named
        }
        let (image, statuses) = try await perform(id) { () async throws(RegistryError) in
            guard let image = try await registry.image(id, identity) else {
                _ = try await registry.repository(id)
                throw RegistryError.imageNotFound(identity)
            }
            return (image, try await registry.replicationStatuses(of: image.digest, in: id))
        }
        return .init {
            $0.repositoryName = input.repositoryName
            $0.imageId = .init {
                $0.imageDigest = image.digest.description
                $0.imageTag = identity.tag?.description
            }
            $0.replicationStatuses = statuses
        }
    }
}

extension Registry {
    /// How far the replications of an image have come, in the order of regions and accounts.
    fileprivate func replicationStatuses(
        of digest: Digest, in id: RepositoryID
    ) async throws(RegistryError) -> [ECRAPI.ImageReplicationStatus] {
        // Jobs first: one that ends in between is found by its outcome.
        var running: [Stored<ReplicationJobRecord>] = []
        try await forEach(
            in: .under(ReplicationKeys.jobs(id, digest)), as: ReplicationJobRecord.self
        ) { running.append($0) }
        let key = RegistryKeys(id.scope).replicationOutcome(id.name, digest)
        let outcomes = try await fetch(key, as: ReplicationOutcomeRecord.self)?.record.outcomes
        var statuses: [ReplicationDestination: ECRAPI.ImageReplicationStatus] = [:]
        for outcome in outcomes ?? [] {
            statuses[outcome.destination] = .init {
                $0.status = outcome.failureCode == nil ? .complete : .failed
                $0.failureCode = outcome.failureCode
            }
        }
        for stored in running {
            let job = try ReplicationJob(stored)
            statuses[job.destination] = .init { $0.status = .inProgress }
        }
        return statuses.sorted { ($0.key.region, $0.key.account) < ($1.key.region, $1.key.account) }
            .map { destination, status in
                var status = status
                status.region = destination.region
                status.registryId = destination.account
                return status
            }
    }
}

extension ReplicationRecord.Rule {
    fileprivate init(_ rule: ECRAPI.ReplicationRule) {
        self.init()
        destinations = rule.destinations.map { destination in
            ReplicationDestination {
                $0.account = destination.registryId
                $0.region = destination.region
            }
        }
        prefixes = (rule.repositoryFilters ?? []).map(\.filter)
    }
}

extension ECRAPI.ReplicationConfiguration {
    fileprivate init(_ record: ReplicationRecord) {
        self.init()
        rules = record.rules.map { rule in
            .init {
                $0.destinations = rule.destinations.map { destination in
                    .init {
                        $0.region = destination.region
                        $0.registryId = destination.account
                    }
                }
                $0.repositoryFilters =
                    rule.prefixes.isEmpty
                    ? nil
                    : rule.prefixes.map { prefix in
                        .init {
                            $0.filter = prefix
                            $0.filterType = .prefixMatch
                        }
                    }
            }
        }
    }
}
