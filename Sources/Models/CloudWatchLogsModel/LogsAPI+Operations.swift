// Generated from Models/aws/logs.json by `make models`; do not edit.
// swift-format-ignore-file

package import AWSWire
import Shapes

extension LogsAPI {
    /// The operations that are implemented.
    package protocol Operations: Sendable {
        func createLogGroup(_ input: CreateLogGroupRequest, _ context: RequestContext) async throws -> Void
        func createLogStream(_ input: CreateLogStreamRequest, _ context: RequestContext) async throws -> Void
        func deleteLogGroup(_ input: DeleteLogGroupRequest, _ context: RequestContext) async throws -> Void
        func deleteLogStream(_ input: DeleteLogStreamRequest, _ context: RequestContext) async throws -> Void
        func deleteRetentionPolicy(_ input: DeleteRetentionPolicyRequest, _ context: RequestContext) async throws -> Void
        func describeLogGroups(_ input: DescribeLogGroupsRequest, _ context: RequestContext) async throws -> DescribeLogGroupsResponse
        func describeLogStreams(_ input: DescribeLogStreamsRequest, _ context: RequestContext) async throws -> DescribeLogStreamsResponse
        func filterLogEvents(_ input: FilterLogEventsRequest, _ context: RequestContext) async throws -> FilterLogEventsResponse
        func getLogEvents(_ input: GetLogEventsRequest, _ context: RequestContext) async throws -> GetLogEventsResponse
        func listTagsForResource(_ input: ListTagsForResourceRequest, _ context: RequestContext) async throws -> ListTagsForResourceResponse
        func listTagsLogGroup(_ input: ListTagsLogGroupRequest, _ context: RequestContext) async throws -> ListTagsLogGroupResponse
        func putLogEvents(_ input: PutLogEventsRequest, _ context: RequestContext) async throws -> PutLogEventsResponse
        func putLogGroupDeletionProtection(_ input: PutLogGroupDeletionProtectionRequest, _ context: RequestContext) async throws -> Void
        func putRetentionPolicy(_ input: PutRetentionPolicyRequest, _ context: RequestContext) async throws -> Void
        func tagLogGroup(_ input: TagLogGroupRequest, _ context: RequestContext) async throws -> Void
        func tagResource(_ input: TagResourceRequest, _ context: RequestContext) async throws -> Void
        func untagLogGroup(_ input: UntagLogGroupRequest, _ context: RequestContext) async throws -> Void
        func untagResource(_ input: UntagResourceRequest, _ context: RequestContext) async throws -> Void
    }

    /// `service` as the gateway calls it, by operation name.
    package static func handlers(for service: some Operations) -> [String: OperationHandler] {
        var handlers: [String: OperationHandler] = [:]
        handlers["CreateLogGroup"] = operationHandler(service.createLogGroup)
        handlers["CreateLogStream"] = operationHandler(service.createLogStream)
        handlers["DeleteLogGroup"] = operationHandler(service.deleteLogGroup)
        handlers["DeleteLogStream"] = operationHandler(service.deleteLogStream)
        handlers["DeleteRetentionPolicy"] = operationHandler(service.deleteRetentionPolicy)
        handlers["DescribeLogGroups"] = operationHandler(service.describeLogGroups)
        handlers["DescribeLogStreams"] = operationHandler(service.describeLogStreams)
        handlers["FilterLogEvents"] = operationHandler(service.filterLogEvents)
        handlers["GetLogEvents"] = operationHandler(service.getLogEvents)
        handlers["ListTagsForResource"] = operationHandler(service.listTagsForResource)
        handlers["ListTagsLogGroup"] = operationHandler(service.listTagsLogGroup)
        handlers["PutLogEvents"] = operationHandler(service.putLogEvents)
        handlers["PutLogGroupDeletionProtection"] = operationHandler(service.putLogGroupDeletionProtection)
        handlers["PutRetentionPolicy"] = operationHandler(service.putRetentionPolicy)
        handlers["TagLogGroup"] = operationHandler(service.tagLogGroup)
        handlers["TagResource"] = operationHandler(service.tagResource)
        handlers["UntagLogGroup"] = operationHandler(service.untagLogGroup)
        handlers["UntagResource"] = operationHandler(service.untagResource)
        return handlers
    }
}
