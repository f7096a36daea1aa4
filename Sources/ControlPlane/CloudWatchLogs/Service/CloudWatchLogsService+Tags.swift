package import AWSWire
package import CloudWatchLogsModel
import Shapes

// Tags of log groups, by ARN and, as older clients do, by name.
extension CloudWatchLogsService {
    package func tagResource(
        _ input: LogsAPI.TagResourceRequest, _ context: RequestContext
    ) async throws {
        try await addTags(input.tags, to: groupName(input.resourceArn, context), context)
    }

    package func untagResource(
        _ input: LogsAPI.UntagResourceRequest, _ context: RequestContext
    ) async throws {
        try await removeTags(input.tagKeys, from: groupName(input.resourceArn, context), context)
    }

    package func listTagsForResource(
        _ input: LogsAPI.ListTagsForResourceRequest, _ context: RequestContext
    ) async throws -> LogsAPI.ListTagsForResourceResponse {
        let tags = try await tags(of: groupName(input.resourceArn, context), context)
        return LogsAPI.ListTagsForResourceResponse { $0.tags = tags }
    }

    package func tagLogGroup(
        _ input: LogsAPI.TagLogGroupRequest, _ context: RequestContext
    ) async throws {
        try await addTags(input.tags, to: input.logGroupName, context)
    }

    package func untagLogGroup(
        _ input: LogsAPI.UntagLogGroupRequest, _ context: RequestContext
    ) async throws {
        try await removeTags(input.tags, from: input.logGroupName, context)
    }

    package func listTagsLogGroup(
        _ input: LogsAPI.ListTagsLogGroupRequest, _ context: RequestContext
    ) async throws -> LogsAPI.ListTagsLogGroupResponse {
        let tags = try await tags(of: input.logGroupName, context)
        return LogsAPI.ListTagsLogGroupResponse { $0.tags = tags }
    }

    // MARK: Parts

    /// The name in a group's ARN; of what can be tagged, only groups exist here.
    private func groupName(_ arn: String, _ context: RequestContext) throws -> String {
        guard arn.hasPrefix("arn:") else {
            throw LogsErrors.invalid("The specified resourceArn is not a valid ARN.")
        }
        guard let name = LogScope(context).groupName(arn: arn) else {
            throw LogsErrors.noResource
        }
        return name
    }

    func checkTags(_ tags: [String: String], _ arn: String) throws {
        guard tags.count <= limits.tags else { throw LogsErrors.tooManyTags(arn, limits.tags) }
    }

    private func addTags(
        _ tags: [String: String], to name: String, _ context: RequestContext
    ) async throws {
        let scope = LogScope(context)
        try await answering {
            try await update(name, in: scope) { group in
                let all = (group.tags ?? [:]).merging(tags) { _, new in new }
                try checkTags(all, scope.groupARN(name))
                group.tags = all
            }
        }
    }

    private func removeTags(
        _ keys: [String], from name: String, _ context: RequestContext
    ) async throws {
        try await answering {
            try await update(name, in: LogScope(context)) { group in
                for key in keys { group.tags?[key] = nil }
            }
        }
    }

    private func tags(
        of name: String, _ context: RequestContext
    ) async throws -> [String: String] {
        try await answering {
            try await group(name, in: LogScope(context)).record.tags ?? [:]
        }
    }
}
