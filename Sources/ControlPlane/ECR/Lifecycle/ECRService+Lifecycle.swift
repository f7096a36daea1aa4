package import AWSWire
import ECRLifecycle
package import ECRModel
import Shapes

extension ECRService {
    package func putLifecyclePolicy(
        _ input: ECRAPI.PutLifecyclePolicyRequest, _ context: RequestContext
    ) async throws -> ECRAPI.PutLifecyclePolicyResponse {
        let id = try await repositoryID(
            input.repositoryName, input.registryId, context, action: "PutLifecyclePolicy")
        _ = try lifecyclePolicy(input.lifecyclePolicyText)
        try await perform(id) { () async throws(RegistryError) in
            try await registry.putLifecyclePolicy(id, input.lifecyclePolicyText)
        }
        lifecycleRequests.yield()
        return .init {
            $0.registryId = id.scope.account
            $0.repositoryName = input.repositoryName
            $0.lifecyclePolicyText = input.lifecyclePolicyText
        }
    }

    package func getLifecyclePolicy(
        _ input: ECRAPI.GetLifecyclePolicyRequest, _ context: RequestContext
    ) async throws -> ECRAPI.GetLifecyclePolicyResponse {
        let id = try await repositoryID(
            input.repositoryName, input.registryId, context, action: "GetLifecyclePolicy")
        let record = try await perform(id) { () async throws(RegistryError) in
            try await registry.lifecyclePolicy(id).record
        }
        return .init {
            $0.registryId = id.scope.account
            $0.repositoryName = input.repositoryName
            $0.lifecyclePolicyText = record.text
            $0.lastEvaluatedAt = record.evaluatedAt
        }
    }

    package func deleteLifecyclePolicy(
        _ input: ECRAPI.DeleteLifecyclePolicyRequest, _ context: RequestContext
    ) async throws -> ECRAPI.DeleteLifecyclePolicyResponse {
        let id = try await repositoryID(
            input.repositoryName, input.registryId, context, action: "DeleteLifecyclePolicy")
        let record = try await perform(id) { () async throws(RegistryError) in
            try await registry.deleteLifecyclePolicy(id)
        }
        return .init {
            $0.registryId = id.scope.account
            $0.repositoryName = input.repositoryName
            $0.lifecyclePolicyText = record.text
            $0.lastEvaluatedAt = record.evaluatedAt
        }
    }

    /// Reads a policy, with its faults in ECR's words.
    func lifecyclePolicy(_ text: String) throws(AWSError) -> LifecyclePolicy {
        do throws(LifecyclePolicy.Invalid) {
            return try LifecyclePolicy(text)
        } catch {
            throw .invalid(
                "LifecyclePolicyText", "Lifecycle policy validation failure: \(error.reason)")
        }
    }
}
