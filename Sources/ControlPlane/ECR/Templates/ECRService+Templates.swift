package import AWSWire
package import ECRModel
import Policies
import Shapes

extension ECRService {
    package func createRepositoryCreationTemplate(
        _ input: ECRAPI.CreateRepositoryCreationTemplateRequest, _ context: RequestContext
    ) async throws -> ECRAPI.CreateRepositoryCreationTemplateResponse {
        let scope = try await scope(nil, context, action: "CreateRepositoryCreationTemplate")
        let change = TemplateChange(input)
        let checked = try check(change, context)
        var record = TemplateRecord()
        record.prefix = input.prefix
        record.createdAt = context.now
        try change.apply(checked, to: &record, at: context.now)
        let made = record
        try await perform(in: scope) { () async throws(RegistryError) in
            try await registry.createTemplate(scope, made)
        }
        return .init {
            $0.registryId = scope.account
            $0.repositoryCreationTemplate = .init(made)
        }
    }

    package func updateRepositoryCreationTemplate(
        _ input: ECRAPI.UpdateRepositoryCreationTemplateRequest, _ context: RequestContext
    ) async throws -> ECRAPI.UpdateRepositoryCreationTemplateResponse {
        let scope = try await scope(nil, context, action: "UpdateRepositoryCreationTemplate")
        let change = TemplateChange(input)
        let checked = try check(change, context)
        // The change may be refused in the middle of the update, in other words than a registry's.
        var refusal: AWSError?
        let record = try await perform(in: scope) { () async throws(RegistryError) in
            try await registry.updateTemplate(scope, input.prefix) { record in
                let before = record
                do throws(AWSError) {
                    try change.apply(checked, to: &record, at: context.now)
                    refusal = nil
                } catch {
                    refusal = error
                    record = before
                }
            }
        }
        if let refusal { throw refusal }
        return .init {
            $0.registryId = scope.account
            $0.repositoryCreationTemplate = .init(record)
        }
    }

    package func deleteRepositoryCreationTemplate(
        _ input: ECRAPI.DeleteRepositoryCreationTemplateRequest, _ context: RequestContext
    ) async throws -> ECRAPI.DeleteRepositoryCreationTemplateResponse {
        let scope = try await scope(nil, context, action: "DeleteRepositoryCreationTemplate")
        let record = try await perform(in: scope) { () async throws(RegistryError) in
            try await registry.deleteTemplate(scope, input.prefix)
        }
        return .init {
            $0.registryId = scope.account
            $0.repositoryCreationTemplate = .init(record)
        }
    }

    /// Templates in the order of their prefixes; of prefixes that are asked for, those that there
    /// are.
    package func describeRepositoryCreationTemplates(
        _ input: ECRAPI.DescribeRepositoryCreationTemplatesRequest, _ context: RequestContext
    ) async throws -> ECRAPI.DescribeRepositoryCreationTemplatesResponse {
        let scope = try await scope(nil, context, action: "DescribeRepositoryCreationTemplates")
        let asked = input.prefixes.map { Set($0.map(TemplatePrefix.init)) }
        let subject = (asked ?? []).map(\.description).sorted().joined(separator: " ")
        let last = try place(
            input.nextToken, "DescribeRepositoryCreationTemplates", subject, context
        ).first
        var records = try await perform(in: scope) { () async throws(RegistryError) in
            try await registry.templates(scope).map(\.record)
        }
        records = records.filter { record in
            let prefix = TemplatePrefix(record.prefix)
            return (last.map { $0 < prefix.description } ?? true)
                && (asked?.contains(prefix) ?? true)
        }
        records.sort {
            TemplatePrefix($0.prefix).description < TemplatePrefix($1.prefix).description
        }
        let page = records.prefix(input.maxResults ?? 100)
        var response = ECRAPI.DescribeRepositoryCreationTemplatesResponse()
        response.registryId = scope.account
        response.repositoryCreationTemplates = page.map { .init($0) }
        if page.count < records.count, let end = page.last {
            response.nextToken = token(
                after: [TemplatePrefix(end.prefix).description],
                "DescribeRepositoryCreationTemplates", subject, context)
        }
        return response
    }

    /// Checks what does not depend on the template as it was.
    private func check(
        _ change: TemplateChange, _ context: RequestContext
    ) throws(AWSError) -> TemplateChange.Checked {
        if let text = change.repositoryPolicy, !text.isEmpty {
            _ = try policy(text, .repository)
        }
        if let text = change.lifecyclePolicy, !text.isEmpty { _ = try lifecyclePolicy(text) }
        if let role = change.customRoleARN, !role.isEmpty {
            let prefix = "arn:aws:iam::\(context.account):role/"
            guard role.hasPrefix(prefix), role.utf8.count > prefix.utf8.count else {
                throw .invalid("customRoleArn", "must be a role of the registry's own account")
            }
        }
        if let causes = change.appliedFor, causes.isEmpty {
            throw .invalid("appliedFor", "must name what the template is applied for")
        }
        return TemplateChange.Checked(
            tags: try change.tags.map { tags throws(AWSError) in
                try RepositoryRules.adding(tags, to: [:])
            })
    }
}

/// What a request says of a template; nil for what it leaves as it is.
private struct TemplateChange {
    /// What the request means, once it is found right.
    struct Checked {
        var tags: [String: String]?
    }

    var description: String?
    var encryption: ECRAPI.EncryptionConfigurationForRepositoryCreationTemplate?
    var tags: [ECRAPI.Tag]?
    var mutability: ECRAPI.ImageTagMutability?
    var exclusionFilters: [ECRAPI.ImageTagMutabilityExclusionFilter]?
    var repositoryPolicy: String?
    var lifecyclePolicy: String?
    var appliedFor: [ECRAPI.RCTAppliedFor]?
    var customRoleARN: String?

    init(_ input: ECRAPI.CreateRepositoryCreationTemplateRequest) {
        description = input.description
        encryption = input.encryptionConfiguration
        tags = input.resourceTags
        mutability = input.imageTagMutability ?? .mutable
        exclusionFilters = input.imageTagMutabilityExclusionFilters
        repositoryPolicy = input.repositoryPolicy
        lifecyclePolicy = input.lifecyclePolicy
        appliedFor = input.appliedFor
        customRoleARN = input.customRoleArn
    }

    init(_ input: ECRAPI.UpdateRepositoryCreationTemplateRequest) {
        description = input.description
        encryption = input.encryptionConfiguration
        tags = input.resourceTags
        mutability = input.imageTagMutability
        exclusionFilters = input.imageTagMutabilityExclusionFilters
        repositoryPolicy = input.repositoryPolicy
        lifecyclePolicy = input.lifecyclePolicy
        appliedFor = input.appliedFor
        customRoleARN = input.customRoleArn
    }

    /// Empty texts take away what was there.
    func apply(
        _ checked: Checked, to record: inout TemplateRecord, at now: Timestamp
    ) throws(AWSError) {
        if let description { record.description = description }
        if let encryption {
            record.encryptionType = encryption.encryptionType
            let key = encryption.kmsKey.flatMap { $0.isEmpty ? nil : $0 }
            record.kmsKey = try RepositoryRules.kmsKey(
                .init {
                    $0.encryptionType = encryption.encryptionType
                    $0.kmsKey = key
                })
        }
        if let tags = checked.tags { record.tags = tags }
        if mutability != nil || exclusionFilters != nil {
            let setting = mutability ?? record.mutability ?? .mutable
            record.exclusionFilters = try RepositoryRules.exclusions(
                exclusionFilters, for: setting)
            record.mutability = setting
        }
        if let text = repositoryPolicy { record.repositoryPolicy = text.isEmpty ? nil : text }
        if let text = lifecyclePolicy { record.lifecyclePolicy = text.isEmpty ? nil : text }
        if let appliedFor {
            // Each once, in the order in which it was given.
            var seen: Set<ECRAPI.RCTAppliedFor> = []
            record.appliedFor = appliedFor.filter { seen.insert($0).inserted }
        }
        if let role = customRoleARN { record.customRoleARN = role.isEmpty ? nil : role }
        record.updatedAt = now
    }
}

extension ECRAPI.RepositoryCreationTemplate {
    fileprivate init(_ record: TemplateRecord) {
        self.init()
        prefix = record.prefix
        description = record.description
        encryptionConfiguration = .init {
            $0.encryptionType = record.encryptionType ?? .aes256
            $0.kmsKey = record.kmsKey
        }
        resourceTags = record.tags.sorted { $0.key < $1.key }.map { key, value in
            .init {
                $0.key = key
                $0.value = value
            }
        }
        imageTagMutability = record.mutability
        imageTagMutabilityExclusionFilters = RepositoryRules.shapes(of: record.exclusionFilters)
        repositoryPolicy = record.repositoryPolicy
        lifecyclePolicy = record.lifecyclePolicy
        appliedFor = record.appliedFor
        customRoleArn = record.customRoleARN
        createdAt = record.createdAt
        updatedAt = record.updatedAt
    }
}
