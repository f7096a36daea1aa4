package import AWSWire
package import ECRModel
import Shapes

extension ECRService {
    package func registerPullTimeUpdateExclusion(
        _ input: ECRAPI.RegisterPullTimeUpdateExclusionRequest, _ context: RequestContext
    ) async throws -> ECRAPI.RegisterPullTimeUpdateExclusionResponse {
        let scope = try await scope(nil, context, action: "RegisterPullTimeUpdateExclusion")
        try await perform(in: scope) { () async throws(RegistryError) in
            try await registry.addPullTimeExclusion(
                input.principalArn, in: scope, at: context.now)
        }
        return .init {
            $0.principalArn = input.principalArn
            $0.createdAt = context.now
        }
    }

    package func deregisterPullTimeUpdateExclusion(
        _ input: ECRAPI.DeregisterPullTimeUpdateExclusionRequest, _ context: RequestContext
    ) async throws -> ECRAPI.DeregisterPullTimeUpdateExclusionResponse {
        let scope = try await scope(nil, context, action: "DeregisterPullTimeUpdateExclusion")
        try await perform(in: scope) { () async throws(RegistryError) in
            try await registry.removePullTimeExclusion(input.principalArn, in: scope)
        }
        return .init { $0.principalArn = input.principalArn }
    }

    package func listPullTimeUpdateExclusions(
        _ input: ECRAPI.ListPullTimeUpdateExclusionsRequest, _ context: RequestContext
    ) async throws -> ECRAPI.ListPullTimeUpdateExclusionsResponse {
        let scope = try await scope(nil, context, action: "ListPullTimeUpdateExclusions")
        let operation = "ListPullTimeUpdateExclusions"
        let last = try place(input.nextToken, operation, scope.account, context).first
        let all = try await perform(in: scope) { () async throws(RegistryError) in
            try await registry.pullTimeExclusions(scope)
        }
        let rest = all.drop { name in last.map { name <= $0 } ?? false }
        let page = rest.prefix(input.maxResults ?? 100)
        var response = ECRAPI.ListPullTimeUpdateExclusionsResponse()
        response.pullTimeUpdateExclusions = Array(page)
        if page.count < rest.count, let end = page.last {
            response.nextToken = token(after: [end], operation, scope.account, context)
        }
        return response
    }
}
