// Generated from Models/aws/logs.json by `make models`; do not edit.
// swift-format-ignore-file

package import Shapes

extension LogsAPI {
    /// `CreateLogGroupRequest` of the model.
    package struct CreateLogGroupRequest: Shape {
        package var logGroupName: String = ""
        package var kmsKeyId: String?
        package var tags: [String: String]?
        package var logGroupClass: LogGroupClass?
        package var deletionProtectionEnabled: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("logGroupName", &logGroupName)
            visitor.field("kmsKeyId", &kmsKeyId)
            visitor.field("tags", &tags)
            visitor.field("logGroupClass", &logGroupClass)
            visitor.field("deletionProtectionEnabled", &deletionProtectionEnabled)
        }
    }
    /// `CreateLogStreamRequest` of the model.
    package struct CreateLogStreamRequest: Shape {
        package var logGroupName: String = ""
        package var logStreamName: String = ""
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("logGroupName", &logGroupName)
            visitor.field("logStreamName", &logStreamName)
        }
    }
    /// `DeleteLogGroupRequest` of the model.
    package struct DeleteLogGroupRequest: Shape {
        package var logGroupName: String = ""
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("logGroupName", &logGroupName)
        }
    }
    /// `DeleteLogStreamRequest` of the model.
    package struct DeleteLogStreamRequest: Shape {
        package var logGroupName: String = ""
        package var logStreamName: String = ""
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("logGroupName", &logGroupName)
            visitor.field("logStreamName", &logStreamName)
        }
    }
    /// `DeleteRetentionPolicyRequest` of the model.
    package struct DeleteRetentionPolicyRequest: Shape {
        package var logGroupName: String = ""
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("logGroupName", &logGroupName)
        }
    }
    /// `DescribeLogGroupsRequest` of the model.
    package struct DescribeLogGroupsRequest: Shape {
        package var accountIdentifiers: [String]?
        package var logGroupNamePrefix: String?
        package var logGroupNamePattern: String?
        package var nextToken: String?
        package var limit: Int?
        package var includeLinkedAccounts: Bool?
        package var logGroupClass: LogGroupClass?
        package var logGroupIdentifiers: [String]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("accountIdentifiers", &accountIdentifiers)
            visitor.field("logGroupNamePrefix", &logGroupNamePrefix)
            visitor.field("logGroupNamePattern", &logGroupNamePattern)
            visitor.field("nextToken", &nextToken)
            visitor.field("limit", &limit)
            visitor.field("includeLinkedAccounts", &includeLinkedAccounts)
            visitor.field("logGroupClass", &logGroupClass)
            visitor.field("logGroupIdentifiers", &logGroupIdentifiers)
        }
    }
    /// `DescribeLogGroupsResponse` of the model.
    package struct DescribeLogGroupsResponse: Shape {
        package var logGroups: [LogGroup]?
        package var nextToken: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("logGroups", &logGroups)
            visitor.field("nextToken", &nextToken)
        }
    }
    /// `DescribeLogStreamsRequest` of the model.
    package struct DescribeLogStreamsRequest: Shape {
        package var logGroupName: String?
        package var logGroupIdentifier: String?
        package var logStreamNamePrefix: String?
        package var orderBy: OrderBy?
        package var descending: Bool?
        package var nextToken: String?
        package var limit: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("logGroupName", &logGroupName)
            visitor.field("logGroupIdentifier", &logGroupIdentifier)
            visitor.field("logStreamNamePrefix", &logStreamNamePrefix)
            visitor.field("orderBy", &orderBy)
            visitor.field("descending", &descending)
            visitor.field("nextToken", &nextToken)
            visitor.field("limit", &limit)
        }
    }
    /// `DescribeLogStreamsResponse` of the model.
    package struct DescribeLogStreamsResponse: Shape {
        package var logStreams: [LogStream]?
        package var nextToken: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("logStreams", &logStreams)
            visitor.field("nextToken", &nextToken)
        }
    }
    /// `Entity` of the model.
    package struct Entity: Shape {
        package var keyAttributes: [String: String]?
        package var attributes: [String: String]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("keyAttributes", &keyAttributes)
            visitor.field("attributes", &attributes)
        }
    }
    /// `FilterLogEventsRequest` of the model.
    package struct FilterLogEventsRequest: Shape {
        package var logGroupName: String?
        package var logGroupIdentifier: String?
        package var logStreamNames: [String]?
        package var logStreamNamePrefix: String?
        package var startTime: Int?
        package var endTime: Int?
        package var filterPattern: String?
        package var nextToken: String?
        package var limit: Int?
        package var interleaved: Bool?
        package var unmask: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("logGroupName", &logGroupName)
            visitor.field("logGroupIdentifier", &logGroupIdentifier)
            visitor.field("logStreamNames", &logStreamNames)
            visitor.field("logStreamNamePrefix", &logStreamNamePrefix)
            visitor.field("startTime", &startTime)
            visitor.field("endTime", &endTime)
            visitor.field("filterPattern", &filterPattern)
            visitor.field("nextToken", &nextToken)
            visitor.field("limit", &limit)
            visitor.field("interleaved", &interleaved)
            visitor.field("unmask", &unmask)
        }
    }
    /// `FilterLogEventsResponse` of the model.
    package struct FilterLogEventsResponse: Shape {
        package var events: [FilteredLogEvent]?
        package var searchedLogStreams: [SearchedLogStream]?
        package var nextToken: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("events", &events)
            visitor.field("searchedLogStreams", &searchedLogStreams)
            visitor.field("nextToken", &nextToken)
        }
    }
    /// `FilteredLogEvent` of the model.
    package struct FilteredLogEvent: Shape {
        package var logStreamName: String?
        package var timestamp: Int?
        package var message: String?
        package var ingestionTime: Int?
        package var eventId: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("logStreamName", &logStreamName)
            visitor.field("timestamp", &timestamp)
            visitor.field("message", &message)
            visitor.field("ingestionTime", &ingestionTime)
            visitor.field("eventId", &eventId)
        }
    }
    /// `GetLogEventsRequest` of the model.
    package struct GetLogEventsRequest: Shape {
        package var logGroupName: String?
        package var logGroupIdentifier: String?
        package var logStreamName: String = ""
        package var startTime: Int?
        package var endTime: Int?
        package var nextToken: String?
        package var limit: Int?
        package var startFromHead: Bool?
        package var unmask: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("logGroupName", &logGroupName)
            visitor.field("logGroupIdentifier", &logGroupIdentifier)
            visitor.field("logStreamName", &logStreamName)
            visitor.field("startTime", &startTime)
            visitor.field("endTime", &endTime)
            visitor.field("nextToken", &nextToken)
            visitor.field("limit", &limit)
            visitor.field("startFromHead", &startFromHead)
            visitor.field("unmask", &unmask)
        }
    }
    /// `GetLogEventsResponse` of the model.
    package struct GetLogEventsResponse: Shape {
        package var events: [OutputLogEvent]?
        package var nextForwardToken: String?
        package var nextBackwardToken: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("events", &events)
            visitor.field("nextForwardToken", &nextForwardToken)
            visitor.field("nextBackwardToken", &nextBackwardToken)
        }
    }
    /// `InputLogEvent` of the model.
    package struct InputLogEvent: Shape {
        package var timestamp: Int = 0
        package var message: String = ""
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("timestamp", &timestamp)
            visitor.field("message", &message)
        }
    }
    /// `ListTagsForResourceRequest` of the model.
    package struct ListTagsForResourceRequest: Shape {
        package var resourceArn: String = ""
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("resourceArn", &resourceArn)
        }
    }
    /// `ListTagsForResourceResponse` of the model.
    package struct ListTagsForResourceResponse: Shape {
        package var tags: [String: String]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("tags", &tags)
        }
    }
    /// `ListTagsLogGroupRequest` of the model.
    package struct ListTagsLogGroupRequest: Shape {
        package var logGroupName: String = ""
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("logGroupName", &logGroupName)
        }
    }
    /// `ListTagsLogGroupResponse` of the model.
    package struct ListTagsLogGroupResponse: Shape {
        package var tags: [String: String]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("tags", &tags)
        }
    }
    /// `LiveTailSessionLogEvent` of the model.
    package struct LiveTailSessionLogEvent: Shape {
        package var logStreamName: String?
        package var logGroupIdentifier: String?
        package var message: String?
        package var timestamp: Int?
        package var ingestionTime: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("logStreamName", &logStreamName)
            visitor.field("logGroupIdentifier", &logGroupIdentifier)
            visitor.field("message", &message)
            visitor.field("timestamp", &timestamp)
            visitor.field("ingestionTime", &ingestionTime)
        }
    }
    /// `LiveTailSessionMetadata` of the model.
    package struct LiveTailSessionMetadata: Shape {
        package var sampled: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("sampled", &sampled)
        }
    }
    /// `LiveTailSessionStart` of the model.
    package struct LiveTailSessionStart: Shape {
        package var requestId: String?
        package var sessionId: String?
        package var logGroupIdentifiers: [String]?
        package var logStreamNames: [String]?
        package var logStreamNamePrefixes: [String]?
        package var logEventFilterPattern: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("requestId", &requestId)
            visitor.field("sessionId", &sessionId)
            visitor.field("logGroupIdentifiers", &logGroupIdentifiers)
            visitor.field("logStreamNames", &logStreamNames)
            visitor.field("logStreamNamePrefixes", &logStreamNamePrefixes)
            visitor.field("logEventFilterPattern", &logEventFilterPattern)
        }
    }
    /// `LiveTailSessionUpdate` of the model.
    package struct LiveTailSessionUpdate: Shape {
        package var sessionMetadata: LiveTailSessionMetadata?
        package var sessionResults: [LiveTailSessionLogEvent]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("sessionMetadata", &sessionMetadata)
            visitor.field("sessionResults", &sessionResults)
        }
    }
    /// `LogGroup` of the model.
    package struct LogGroup: Shape {
        package var logGroupName: String?
        package var creationTime: Int?
        package var retentionInDays: Int?
        package var metricFilterCount: Int?
        package var arn: String?
        package var storedBytes: Int?
        package var kmsKeyId: String?
        package var dataProtectionStatus: DataProtectionStatus?
        package var inheritedProperties: [InheritedProperty]?
        package var logGroupClass: LogGroupClass?
        package var logGroupArn: String?
        package var deletionProtectionEnabled: Bool?
        package var bearerTokenAuthenticationEnabled: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("logGroupName", &logGroupName)
            visitor.field("creationTime", &creationTime)
            visitor.field("retentionInDays", &retentionInDays)
            visitor.field("metricFilterCount", &metricFilterCount)
            visitor.field("arn", &arn)
            visitor.field("storedBytes", &storedBytes)
            visitor.field("kmsKeyId", &kmsKeyId)
            visitor.field("dataProtectionStatus", &dataProtectionStatus)
            visitor.field("inheritedProperties", &inheritedProperties)
            visitor.field("logGroupClass", &logGroupClass)
            visitor.field("logGroupArn", &logGroupArn)
            visitor.field("deletionProtectionEnabled", &deletionProtectionEnabled)
            visitor.field("bearerTokenAuthenticationEnabled", &bearerTokenAuthenticationEnabled)
        }
    }
    /// `LogStream` of the model.
    package struct LogStream: Shape {
        package var logStreamName: String?
        package var creationTime: Int?
        package var firstEventTimestamp: Int?
        package var lastEventTimestamp: Int?
        package var lastIngestionTime: Int?
        package var uploadSequenceToken: String?
        package var arn: String?
        package var storedBytes: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("logStreamName", &logStreamName)
            visitor.field("creationTime", &creationTime)
            visitor.field("firstEventTimestamp", &firstEventTimestamp)
            visitor.field("lastEventTimestamp", &lastEventTimestamp)
            visitor.field("lastIngestionTime", &lastIngestionTime)
            visitor.field("uploadSequenceToken", &uploadSequenceToken)
            visitor.field("arn", &arn)
            visitor.field("storedBytes", &storedBytes)
        }
    }
    /// `OutputLogEvent` of the model.
    package struct OutputLogEvent: Shape {
        package var timestamp: Int?
        package var message: String?
        package var ingestionTime: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("timestamp", &timestamp)
            visitor.field("message", &message)
            visitor.field("ingestionTime", &ingestionTime)
        }
    }
    /// `PutLogEventsRequest` of the model.
    package struct PutLogEventsRequest: Shape {
        package var logGroupName: String = ""
        package var logStreamName: String = ""
        package var logEvents: [InputLogEvent] = []
        package var sequenceToken: String?
        package var entity: Entity?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("logGroupName", &logGroupName)
            visitor.field("logStreamName", &logStreamName)
            visitor.field("logEvents", &logEvents)
            visitor.field("sequenceToken", &sequenceToken)
            visitor.field("entity", &entity)
        }
    }
    /// `PutLogEventsResponse` of the model.
    package struct PutLogEventsResponse: Shape {
        package var nextSequenceToken: String?
        package var rejectedLogEventsInfo: RejectedLogEventsInfo?
        package var rejectedEntityInfo: RejectedEntityInfo?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("nextSequenceToken", &nextSequenceToken)
            visitor.field("rejectedLogEventsInfo", &rejectedLogEventsInfo)
            visitor.field("rejectedEntityInfo", &rejectedEntityInfo)
        }
    }
    /// `PutLogGroupDeletionProtectionRequest` of the model.
    package struct PutLogGroupDeletionProtectionRequest: Shape {
        package var logGroupIdentifier: String = ""
        package var deletionProtectionEnabled: Bool = false
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("logGroupIdentifier", &logGroupIdentifier)
            visitor.field("deletionProtectionEnabled", &deletionProtectionEnabled)
        }
    }
    /// `PutRetentionPolicyRequest` of the model.
    package struct PutRetentionPolicyRequest: Shape {
        package var logGroupName: String = ""
        package var retentionInDays: Int = 0
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("logGroupName", &logGroupName)
            visitor.field("retentionInDays", &retentionInDays)
        }
    }
    /// `RejectedEntityInfo` of the model.
    package struct RejectedEntityInfo: Shape {
        package var errorType: EntityRejectionErrorType?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("errorType", &errorType)
        }
    }
    /// `RejectedLogEventsInfo` of the model.
    package struct RejectedLogEventsInfo: Shape {
        package var tooNewLogEventStartIndex: Int?
        package var tooOldLogEventEndIndex: Int?
        package var expiredLogEventEndIndex: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("tooNewLogEventStartIndex", &tooNewLogEventStartIndex)
            visitor.field("tooOldLogEventEndIndex", &tooOldLogEventEndIndex)
            visitor.field("expiredLogEventEndIndex", &expiredLogEventEndIndex)
        }
    }
    /// `SearchedLogStream` of the model.
    package struct SearchedLogStream: Shape {
        package var logStreamName: String?
        package var searchedCompletely: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("logStreamName", &logStreamName)
            visitor.field("searchedCompletely", &searchedCompletely)
        }
    }
    /// `SessionStreamingException` of the model.
    package struct SessionStreamingException: Shape {
        package var message: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("message", &message)
        }
    }
    /// `SessionTimeoutException` of the model.
    package struct SessionTimeoutException: Shape {
        package var message: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("message", &message)
        }
    }
    /// `StartLiveTailRequest` of the model.
    package struct StartLiveTailRequest: Shape {
        package var logGroupIdentifiers: [String] = []
        package var logStreamNames: [String]?
        package var logStreamNamePrefixes: [String]?
        package var logEventFilterPattern: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("logGroupIdentifiers", &logGroupIdentifiers)
            visitor.field("logStreamNames", &logStreamNames)
            visitor.field("logStreamNamePrefixes", &logStreamNamePrefixes)
            visitor.field("logEventFilterPattern", &logEventFilterPattern)
        }
    }
    /// `StartLiveTailResponse` of the model.
    package struct StartLiveTailResponse: Shape {
        package var responseStream: StartLiveTailResponseStream?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("responseStream", &responseStream)
        }
    }
    /// `StartLiveTailResponseStream` of the model.
    package struct StartLiveTailResponseStream: Shape {
        package var sessionStart: LiveTailSessionStart?
        package var sessionUpdate: LiveTailSessionUpdate?
        package var sessionTimeoutException: SessionTimeoutException?
        package var sessionStreamingException: SessionStreamingException?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("sessionStart", &sessionStart)
            visitor.field("sessionUpdate", &sessionUpdate)
            visitor.field("SessionTimeoutException", &sessionTimeoutException)
            visitor.field("SessionStreamingException", &sessionStreamingException)
        }
    }
    /// `TagLogGroupRequest` of the model.
    package struct TagLogGroupRequest: Shape {
        package var logGroupName: String = ""
        package var tags: [String: String] = [:]
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("logGroupName", &logGroupName)
            visitor.field("tags", &tags)
        }
    }
    /// `TagResourceRequest` of the model.
    package struct TagResourceRequest: Shape {
        package var resourceArn: String = ""
        package var tags: [String: String] = [:]
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("resourceArn", &resourceArn)
            visitor.field("tags", &tags)
        }
    }
    /// `UntagLogGroupRequest` of the model.
    package struct UntagLogGroupRequest: Shape {
        package var logGroupName: String = ""
        package var tags: [String] = []
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("logGroupName", &logGroupName)
            visitor.field("tags", &tags)
        }
    }
    /// `UntagResourceRequest` of the model.
    package struct UntagResourceRequest: Shape {
        package var resourceArn: String = ""
        package var tagKeys: [String] = []
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("resourceArn", &resourceArn)
            visitor.field("tagKeys", &tagKeys)
        }
    }
}
