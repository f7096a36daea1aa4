package import AWSWire
package import ECRModel
import RegistryStorage
import Shapes
import Store

extension ECRService {
    package func getRegistryScanningConfiguration(
        _ input: ECRAPI.GetRegistryScanningConfigurationRequest, _ context: RequestContext
    ) async throws -> ECRAPI.GetRegistryScanningConfigurationResponse {
        let scope = try await scope(nil, context, action: "GetRegistryScanningConfiguration")
        let record = try await perform(in: scope) { () async throws(RegistryError) in
            try await registry.scanningConfiguration(scope)
        }
        return .init {
            $0.registryId = scope.account
            $0.scanningConfiguration = Self.shape(record)
        }
    }

    package func putRegistryScanningConfiguration(
        _ input: ECRAPI.PutRegistryScanningConfigurationRequest, _ context: RequestContext
    ) async throws -> ECRAPI.PutRegistryScanningConfigurationResponse {
        let scope = try await scope(nil, context, action: "PutRegistryScanningConfiguration")
        guard input.scanType != .enhanced else {
            throw AWSError(
                ECRAPI.Fault.validationException,
                "The scan type ENHANCED is done by Amazon Inspector, which is not available here; "
                    + "use BASIC")
        }
        let rules = input.rules ?? []
        guard !rules.contains(where: { $0.scanFrequency == .continuousScan }) else {
            throw AWSError(
                ECRAPI.Fault.validationException,
                "The scan frequency CONTINUOUS_SCAN is not supported for the scan type BASIC; use "
                    + "SCAN_ON_PUSH or MANUAL")
        }
        let record = RegistryScanningRecord {
            $0.rules = rules.map { rule in
                .init {
                    $0.frequency = rule.scanFrequency ?? .manual
                    $0.filters = rule.repositoryFilters.map(\.filter)
                }
            }
        }
        try await perform(in: scope) { () async throws(RegistryError) in
            try await registry.putScanningConfiguration(scope, record)
        }
        return .init { $0.registryScanningConfiguration = Self.shape(record) }
    }

    package func batchGetRepositoryScanningConfiguration(
        _ input: ECRAPI.BatchGetRepositoryScanningConfigurationRequest, _ context: RequestContext
    ) async throws -> ECRAPI.BatchGetRepositoryScanningConfigurationResponse {
        var found: [ECRAPI.RepositoryScanningConfiguration] = []
        var failures: [ECRAPI.RepositoryScanningConfigurationFailure] = []
        for name in input.repositoryNames {
            let id = try await repositoryID(
                name, nil, context, action: "BatchGetRepositoryScanningConfiguration")
            do throws(RegistryError) {
                let repository = try await registry.repository(id).record
                let rules = try await registry.scanningConfiguration(id.scope)
                found.append(Self.shape(id, repository, rules))
            } catch {
                guard case .repositoryNotFound = error else {
                    throw AWSError(error, in: id.scope, id.name)
                }
                failures.append(
                    .init {
                        $0.repositoryName = name
                        $0.failureCode = .repositoryNotFound
                        $0.failureReason = AWSError(error, in: id.scope, id.name).message
                    })
            }
        }
        return .init {
            $0.scanningConfigurations = found
            $0.failures = failures
        }
    }

    // MARK: Shapes

    private static func shape(
        _ id: RepositoryID, _ repository: RepositoryRecord, _ rules: RegistryScanningRecord
    ) -> ECRAPI.RepositoryScanningConfiguration {
        let applied = rules.applied(to: id.name)
        let isOnPush = repository.scanOnPush || applied.frequency == .scanOnPush
        return .init {
            $0.repositoryArn = id.arn
            $0.repositoryName = id.name.description
            $0.scanOnPush = isOnPush
            $0.scanFrequency = isOnPush ? .scanOnPush : .manual
            $0.appliedScanFilters = filters(applied.filters)
        }
    }

    private static func shape(
        _ record: RegistryScanningRecord
    ) -> ECRAPI.RegistryScanningConfiguration {
        .init {
            $0.scanType = .basic
            $0.rules = record.rules.map { rule in
                .init {
                    $0.scanFrequency = rule.frequency
                    $0.repositoryFilters = filters(rule.filters)
                }
            }
        }
    }

    private static func filters(_ filters: [String]) -> [ECRAPI.ScanningRepositoryFilter] {
        filters.map { filter in
            .init {
                $0.filter = filter
                $0.filterType = .wildcard
            }
        }
    }
}
