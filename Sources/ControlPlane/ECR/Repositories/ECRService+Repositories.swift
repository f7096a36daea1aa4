package import AWSWire
package import ECRModel
import Shapes
import Store

extension ECRService {
    package func createRepository(
        _ input: ECRAPI.CreateRepositoryRequest, _ context: RequestContext
    ) async throws -> ECRAPI.CreateRepositoryResponse {
        let id = try await repositoryID(
            input.repositoryName, input.registryId, context, action: "CreateRepository",
            tags: input.tags ?? [])
        var record = RepositoryRecord()
        record.createdAt = context.now
        record.mutability = input.imageTagMutability ?? .mutable
        record.exclusionFilters = try RepositoryRules.exclusions(
            input.imageTagMutabilityExclusionFilters, for: record.mutability)
        record.scanOnPush = input.imageScanningConfiguration?.scanOnPush ?? false
        if let encryption = input.encryptionConfiguration {
            record.encryptionType = encryption.encryptionType ?? .aes256
            record.kmsKey = try RepositoryRules.kmsKey(encryption)
        }
        record.tags = try RepositoryRules.adding(input.tags ?? [], to: [:])
        let made = record
        try await perform(id) { () async throws(RegistryError) in
            try await registry.createRepository(id, made)
        }
        return .init { $0.repository = shape(made, id) }
    }

    package func deleteRepository(
        _ input: ECRAPI.DeleteRepositoryRequest, _ context: RequestContext
    ) async throws -> ECRAPI.DeleteRepositoryResponse {
        let id = try await repositoryID(
            input.repositoryName, input.registryId, context, action: "DeleteRepository")
        let record = try await perform(id) { () async throws(RegistryError) in
            let record = try await registry.deleteRepository(
                id, force: input.force ?? false, at: context.now)
            // A repository that is made by the same name has none of the old one's policy.
            try await access.book.settle(try await registry.currentRevision())
            return record
        }
        return .init { $0.repository = shape(record, id) }
    }

    package func describeRepositories(
        _ input: ECRAPI.DescribeRepositoriesRequest, _ context: RequestContext
    ) async throws -> ECRAPI.DescribeRepositoriesResponse {
        if let names = input.repositoryNames {
            guard input.nextToken == nil, input.maxResults == nil else {
                throw AWSError.invalid(
                    "repositoryNames", "cannot be used together with nextToken or maxResults")
            }
            return try await describe(names, input.registryId, context)
        }
        let scope = try await scope(input.registryId, context, action: "DescribeRepositories")
        let last = try place(
            input.nextToken, "DescribeRepositories", scope.account, context
        ).first
        let keys = RegistryKeys(scope)
        let after = last.flatMap { RepositoryName($0) }.map(keys.repository)
        let page = try await perform(in: scope) { () async throws(RegistryError) in
            try await registry.page(
                .under(keys.repositories), after: after, limit: input.maxResults ?? 100,
                as: RepositoryRecord.self)
        }
        var response = ECRAPI.DescribeRepositoriesResponse()
        response.repositories = page.items.compactMap { stored in
            stored.key.components.last.flatMap { RepositoryName($0) }.map {
                shape(stored.record, RepositoryID(scope: scope, name: $0))
            }
        }
        if page.more, let name = response.repositories?.last?.repositoryName {
            response.nextToken = token(
                after: [name], "DescribeRepositories", scope.account, context)
        }
        return response
    }

    private func describe(
        _ names: [String], _ registryID: String?, _ context: RequestContext
    ) async throws -> ECRAPI.DescribeRepositoriesResponse {
        var found: [ECRAPI.Repository] = []
        for name in names {
            let id = try await repositoryID(
                name, registryID, context, action: "DescribeRepositories")
            let stored = try await perform(id) { () async throws(RegistryError) in
                try await registry.repository(id)
            }
            found.append(shape(stored.record, id))
        }
        let repositories = found
        return .init { $0.repositories = repositories }
    }

    // MARK: Settings

    package func putImageTagMutability(
        _ input: ECRAPI.PutImageTagMutabilityRequest, _ context: RequestContext
    ) async throws -> ECRAPI.PutImageTagMutabilityResponse {
        let id = try await repositoryID(
            input.repositoryName, input.registryId, context, action: "PutImageTagMutability")
        let mutability = input.imageTagMutability ?? .mutable
        let exclusions = try RepositoryRules.exclusions(
            input.imageTagMutabilityExclusionFilters, for: mutability)
        let record = try await perform(id) { () async throws(RegistryError) in
            try await registry.updateRepository(id) { record in
                record.mutability = mutability
                record.exclusionFilters = exclusions
            }
        }
        return .init {
            $0.registryId = id.scope.account
            $0.repositoryName = input.repositoryName
            $0.imageTagMutability = record.mutability
            $0.imageTagMutabilityExclusionFilters = RepositoryRules.shapes(
                of: record.exclusionFilters)
        }
    }

    package func putImageScanningConfiguration(
        _ input: ECRAPI.PutImageScanningConfigurationRequest, _ context: RequestContext
    ) async throws -> ECRAPI.PutImageScanningConfigurationResponse {
        let id = try await repositoryID(
            input.repositoryName, input.registryId, context,
            action: "PutImageScanningConfiguration")
        let scanOnPush = input.imageScanningConfiguration?.scanOnPush ?? false
        _ = try await perform(id) { () async throws(RegistryError) in
            try await registry.updateRepository(id) { $0.scanOnPush = scanOnPush }
        }
        return .init {
            $0.registryId = id.scope.account
            $0.repositoryName = input.repositoryName
            $0.imageScanningConfiguration = .init { $0.scanOnPush = scanOnPush }
        }
    }

    // MARK: Shapes

    func shape(_ record: RepositoryRecord, _ id: RepositoryID) -> ECRAPI.Repository {
        .init {
            $0.repositoryArn = id.arn
            $0.registryId = id.scope.account
            $0.repositoryName = id.name.description
            $0.repositoryUri = "\(endpoint.host(of: id.scope))/\(id.name)"
            $0.createdAt = record.createdAt
            $0.imageTagMutability = record.mutability
            $0.imageTagMutabilityExclusionFilters = RepositoryRules.shapes(
                of: record.exclusionFilters)
            $0.imageScanningConfiguration = .init { $0.scanOnPush = record.scanOnPush }
            $0.encryptionConfiguration = .init {
                $0.encryptionType = record.encryptionType
                $0.kmsKey = record.kmsKey
            }
        }
    }
}
