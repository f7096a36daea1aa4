package import AWSWire
package import ECRModel
import Shapes

extension ECRService {
    package func listTagsForResource(
        _ input: ECRAPI.ListTagsForResourceRequest, _ context: RequestContext
    ) async throws -> ECRAPI.ListTagsForResourceResponse {
        let id = try await repositoryID(
            arn: input.resourceArn, context, action: "ListTagsForResource")
        let stored = try await perform(id) { () async throws(RegistryError) in
            try await registry.repository(id)
        }
        return .init {
            $0.tags = stored.record.tags.sorted { $0.key < $1.key }.map { key, value in
                .init {
                    $0.key = key
                    $0.value = value
                }
            }
        }
    }

    package func tagResource(
        _ input: ECRAPI.TagResourceRequest, _ context: RequestContext
    ) async throws -> ECRAPI.TagResourceResponse {
        try await changeTags(input.resourceArn, context, action: "TagResource", tags: input.tags) {
            tags throws(AWSError) in
            try RepositoryRules.adding(input.tags, to: tags)
        }
        return .init()
    }

    package func untagResource(
        _ input: ECRAPI.UntagResourceRequest, _ context: RequestContext
    ) async throws -> ECRAPI.UntagResourceResponse {
        try await changeTags(
            input.resourceArn, context, action: "UntagResource", tagKeys: input.tagKeys
        ) { tags in
            tags.filter { !input.tagKeys.contains($0.key) }
        }
        return .init()
    }

    private func changeTags(
        _ arn: String, _ context: RequestContext, action: String, tags: [ECRAPI.Tag] = [],
        tagKeys: [String] = [],
        _ change: ([String: String]) throws(AWSError) -> [String: String]
    ) async throws {
        let id = try await repositoryID(
            arn: arn, context, action: action, tags: tags, tagKeys: tagKeys)
        // The change may be refused in the middle of the update, in other words than a registry's.
        var refusal: AWSError?
        _ = try await perform(id) { () async throws(RegistryError) in
            try await registry.updateRepository(id) { record in
                do throws(AWSError) {
                    record.tags = try change(record.tags)
                } catch {
                    refusal = error
                }
            }
        }
        if let refusal { throw refusal }
    }

    private func repositoryID(
        arn: String, _ context: RequestContext, action: String, tags: [ECRAPI.Tag] = [],
        tagKeys: [String] = []
    ) async throws(AWSError) -> RepositoryID {
        let parts = arn.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
        guard parts.count == 6, parts[0] == "arn", parts[2] == "ecr",
            parts[5].hasPrefix("repository/")
        else { throw .invalid("resourceArn", "Invalid ARN") }
        guard parts[3] == context.region else {
            throw .invalid("resourceArn", "The ARN is of another region")
        }
        return try await repositoryID(
            String(parts[5].dropFirst(11)), String(parts[4]), context, action: action, tags: tags,
            tagKeys: tagKeys)
    }
}
