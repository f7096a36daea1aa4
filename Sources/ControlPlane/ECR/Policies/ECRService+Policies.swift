package import AWSWire
package import ECRModel
import Policies
import Shapes

extension ECRService {
    // MARK: Of a repository

    package func setRepositoryPolicy(
        _ input: ECRAPI.SetRepositoryPolicyRequest, _ context: RequestContext
    ) async throws -> ECRAPI.SetRepositoryPolicyResponse {
        let id = try await repositoryID(
            input.repositoryName, input.registryId, context, action: "SetRepositoryPolicy")
        let policy = try policy(input.policyText, .repository)
        try await perform(id) { () async throws(RegistryError) in
            let repository = try await registry.repository(id).record
            let request = accessRequest(context)
            if input.force != true,
                access.wouldLockOut(request, of: id, policy, repository.tags)
            {
                throw .policyLocksOut
            }
            try await access.book.settle(try await registry.setPolicy(id, input.policyText))
        }
        return .init {
            $0.registryId = id.scope.account
            $0.repositoryName = input.repositoryName
            $0.policyText = input.policyText
        }
    }

    package func getRepositoryPolicy(
        _ input: ECRAPI.GetRepositoryPolicyRequest, _ context: RequestContext
    ) async throws -> ECRAPI.GetRepositoryPolicyResponse {
        let id = try await repositoryID(
            input.repositoryName, input.registryId, context, action: "GetRepositoryPolicy")
        let text = try await perform(id) { () async throws(RegistryError) in
            try await registry.policy(id)
        }
        return .init {
            $0.registryId = id.scope.account
            $0.repositoryName = input.repositoryName
            $0.policyText = text
        }
    }

    package func deleteRepositoryPolicy(
        _ input: ECRAPI.DeleteRepositoryPolicyRequest, _ context: RequestContext
    ) async throws -> ECRAPI.DeleteRepositoryPolicyResponse {
        let id = try await repositoryID(
            input.repositoryName, input.registryId, context, action: "DeleteRepositoryPolicy")
        let text = try await perform(id) { () async throws(RegistryError) in
            let deleted = try await registry.deletePolicy(id)
            try await access.book.settle(deleted.revision)
            return deleted.text
        }
        return .init {
            $0.registryId = id.scope.account
            $0.repositoryName = input.repositoryName
            $0.policyText = text
        }
    }

    // MARK: Of the registry

    package func putRegistryPolicy(
        _ input: ECRAPI.PutRegistryPolicyRequest, _ context: RequestContext
    ) async throws -> ECRAPI.PutRegistryPolicyResponse {
        _ = try policy(input.policyText, .registry)
        let scope = RegistryScope(account: context.account, region: context.region)
        try await perform(in: scope) { () async throws(RegistryError) in
            try await access.book.settle(try await registry.setPolicy(scope, input.policyText))
        }
        return .init {
            $0.registryId = scope.account
            $0.policyText = input.policyText
        }
    }

    package func getRegistryPolicy(
        _ input: ECRAPI.GetRegistryPolicyRequest, _ context: RequestContext
    ) async throws -> ECRAPI.GetRegistryPolicyResponse {
        let scope = RegistryScope(account: context.account, region: context.region)
        let text = try await perform(in: scope) { () async throws(RegistryError) in
            try await registry.policy(scope)
        }
        return .init {
            $0.registryId = scope.account
            $0.policyText = text
        }
    }

    package func deleteRegistryPolicy(
        _ input: ECRAPI.DeleteRegistryPolicyRequest, _ context: RequestContext
    ) async throws -> ECRAPI.DeleteRegistryPolicyResponse {
        let scope = RegistryScope(account: context.account, region: context.region)
        let text = try await perform(in: scope) { () async throws(RegistryError) in
            let deleted = try await registry.deletePolicy(scope)
            try await access.book.settle(deleted.revision)
            return deleted.text
        }
        return .init {
            $0.registryId = scope.account
            $0.policyText = text
        }
    }

    /// Reads a policy. ECR's sentence does not say what is wrong with it; ours adds that.
    func policy(_ text: String, _ kind: PolicyKind) throws(AWSError) -> Policy {
        do throws(MalformedPolicy) {
            return try Policy(text, rules: kind.rules)
        } catch {
            var answer = AWSError.invalid("PolicyText", "Invalid \(kind.rawValue) policy provided")
            answer.message += " (\(error))"
            throw answer
        }
    }
}
