package import AWSWire
package import ECRModel
import RegistryClient
import Shapes
import Store

extension ECRService {
    package func createPullThroughCacheRule(
        _ input: ECRAPI.CreatePullThroughCacheRuleRequest, _ context: RequestContext
    ) async throws -> ECRAPI.CreatePullThroughCacheRuleResponse {
        let scope = try await scope(
            input.registryId, context, action: "CreatePullThroughCacheRule")
        let rule = try UpstreamRule.make(input, in: scope, endpoint, at: context.now)
        try await checkSecret(rule.credentialARN, in: scope)
        try await perform(in: scope) { () async throws(RegistryError) in
            try await pullThrough.rules.settle(
                try await registry.createPullThroughRule(scope, rule))
        }
        return .init {
            $0.ecrRepositoryPrefix = rule.prefix
            $0.upstreamRegistryUrl = rule.upstreamURL
            $0.createdAt = rule.createdAt
            $0.registryId = scope.account
            $0.upstreamRegistry = rule.upstreamRegistry
            $0.credentialArn = rule.credentialARN
            $0.customRoleArn = rule.customRoleARN
            $0.upstreamRepositoryPrefix = rule.upstreamPrefix
        }
    }

    /// Rules in the order of their prefixes; of prefixes that are asked for, each must be there.
    package func describePullThroughCacheRules(
        _ input: ECRAPI.DescribePullThroughCacheRulesRequest, _ context: RequestContext
    ) async throws -> ECRAPI.DescribePullThroughCacheRulesResponse {
        let scope = try await scope(
            input.registryId, context, action: "DescribePullThroughCacheRules")
        guard input.ecrRepositoryPrefixes == nil || input.nextToken == nil else {
            throw AWSError.invalid(
                "nextToken", "cannot be used together with ecrRepositoryPrefixes")
        }
        let operation = "DescribePullThroughCacheRules"
        let last = try place(input.nextToken, operation, scope.account, context).first
        var rules = try await perform(in: scope) { () async throws(RegistryError) in
            var found = try await registry.pullThroughRules(scope).map(\.record)
            if let asked = input.ecrRepositoryPrefixes {
                for prefix in asked {
                    let named = TemplatePrefix(prefix)
                    guard found.contains(where: { TemplatePrefix($0.prefix) == named }) else {
                        throw .pullThroughRuleNotFound(prefix)
                    }
                }
                let wanted = Set(asked.map(TemplatePrefix.init))
                found = found.filter { wanted.contains(TemplatePrefix($0.prefix)) }
            }
            return found
        }
        func name(_ rule: PullThroughRule) -> String { TemplatePrefix(rule.prefix).description }
        rules.sort { name($0) < name($1) }
        if let last { rules = rules.filter { last < name($0) } }
        // Those that were asked for by name come in one page.
        let limit = input.ecrRepositoryPrefixes == nil ? input.maxResults ?? 100 : rules.count
        let page = rules.prefix(limit)
        var response = ECRAPI.DescribePullThroughCacheRulesResponse()
        response.pullThroughCacheRules = page.map { .init($0, in: scope) }
        if page.count < rules.count, let end = page.last {
            response.nextToken = token(after: [name(end)], operation, scope.account, context)
        }
        return response
    }

    package func updatePullThroughCacheRule(
        _ input: ECRAPI.UpdatePullThroughCacheRuleRequest, _ context: RequestContext
    ) async throws -> ECRAPI.UpdatePullThroughCacheRuleResponse {
        let scope = try await scope(
            input.registryId, context, action: "UpdatePullThroughCacheRule")
        guard input.credentialArn != nil || input.customRoleArn != nil else {
            throw AWSError.invalid("credentialArn", "credentialArn or customRoleArn must be given")
        }
        let prefix = input.ecrRepositoryPrefix
        let stored = try await perform(in: scope) { () async throws(RegistryError) in
            try await registry.pullThroughRule(scope, prefix).record
        }
        try UpstreamRule.check(
            input.credentialArn, input.customRoleArn,
            isOwn: UpstreamRule.ownRegistry(stored.upstreamURL, endpoint) != nil, in: scope)
        try await checkSecret(input.credentialArn, in: scope)
        let rule = try await perform(in: scope) { () async throws(RegistryError) in
            let updated = try await registry.updatePullThroughRule(scope, prefix) { rule in
                if let arn = input.credentialArn { rule.credentialARN = arn }
                if let arn = input.customRoleArn { rule.customRoleARN = arn }
                rule.updatedAt = context.now
            }
            try await pullThrough.rules.settle(updated.revision)
            return updated.rule
        }
        return .init {
            $0.ecrRepositoryPrefix = rule.prefix
            $0.registryId = scope.account
            $0.updatedAt = rule.updatedAt
            $0.credentialArn = rule.credentialARN
            $0.customRoleArn = rule.customRoleARN
            $0.upstreamRepositoryPrefix = rule.upstreamPrefix
        }
    }

    package func deletePullThroughCacheRule(
        _ input: ECRAPI.DeletePullThroughCacheRuleRequest, _ context: RequestContext
    ) async throws -> ECRAPI.DeletePullThroughCacheRuleResponse {
        let scope = try await scope(
            input.registryId, context, action: "DeletePullThroughCacheRule")
        let rule = try await perform(in: scope) { () async throws(RegistryError) in
            let deleted = try await registry.deletePullThroughRule(
                scope, input.ecrRepositoryPrefix)
            try await pullThrough.rules.settle(deleted.revision)
            return deleted.rule
        }
        return .init {
            $0.ecrRepositoryPrefix = rule.prefix
            $0.upstreamRegistryUrl = rule.upstreamURL
            $0.createdAt = rule.createdAt
            $0.registryId = scope.account
            $0.credentialArn = rule.credentialARN
            $0.customRoleArn = rule.customRoleARN
            $0.upstreamRepositoryPrefix = rule.upstreamPrefix
        }
    }

    /// Asks the upstream registry whether it accepts the rule's credentials.
    package func validatePullThroughCacheRule(
        _ input: ECRAPI.ValidatePullThroughCacheRuleRequest, _ context: RequestContext
    ) async throws -> ECRAPI.ValidatePullThroughCacheRuleResponse {
        let scope = try await scope(
            input.registryId, context, action: "ValidatePullThroughCacheRule")
        let rule = try await perform(in: scope) { () async throws(RegistryError) in
            try await registry.pullThroughRule(scope, input.ecrRepositoryPrefix).record
        }
        let failure: String? = try await perform(in: scope) { () async throws(RegistryError) in
            do throws(RegistryError) {
                let client = try await pullThrough.upstreams.client(for: rule, in: scope, via: [])
                try await asking { () async throws(RegistryClientError) in
                    try await client.ping()
                }
                return nil
            } catch {
                guard case .upstream(let failure) = error else { throw error }
                return failure.reason
            }
        }
        return .init {
            $0.ecrRepositoryPrefix = rule.prefix
            $0.registryId = scope.account
            $0.upstreamRegistryUrl = rule.upstreamURL
            $0.credentialArn = rule.credentialARN
            $0.customRoleArn = rule.customRoleARN
            $0.upstreamRepositoryPrefix = rule.upstreamPrefix
            $0.isValid = failure == nil
            $0.failure = failure
        }
    }

    private func checkSecret(
        _ arn: String?, in scope: RegistryScope
    ) async throws(AWSError) {
        guard let arn, let name = UpstreamSecretName(arn: arn) else { return }
        do throws(RegistryError) {
            if try await registry.upstreamSecret(name) != nil { return }
        } catch {
            guard case .brokenRecord = error else { throw AWSError(error, in: scope, nil) }
            throw AWSError(
                ECRAPI.Fault.unableToDecryptSecretValueException,
                "The secret is accessible but is unable to be decrypted: \(arn)")
        }
        throw AWSError(
            ECRAPI.Fault.secretNotFoundException,
            "The ARN of the secret specified in the pull through cache rule was not found. Update "
                + "the pull through cache rule with a valid secret ARN and try again.")
    }
}

extension ECRAPI.PullThroughCacheRule {
    fileprivate init(_ rule: PullThroughRule, in scope: RegistryScope) {
        self.init()
        ecrRepositoryPrefix = rule.prefix
        upstreamRegistryUrl = rule.upstreamURL
        createdAt = rule.createdAt
        registryId = scope.account
        credentialArn = rule.credentialARN
        customRoleArn = rule.customRoleARN
        upstreamRepositoryPrefix = rule.upstreamPrefix
        upstreamRegistry = rule.upstreamRegistry
        updatedAt = rule.updatedAt
    }
}
