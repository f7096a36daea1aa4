import CloudWatchLogsModel
import Shapes

/// A log group as the store keeps it.
struct GroupRecord: Shape, Hashable {
    var name = ""
    /// Its name in the event storage; a group that is made again gets another one.
    var id = 0
    /// Milliseconds since the epoch.
    var creationTime = 0
    /// Nil when events never expire.
    var retentionInDays: Int?
    var logGroupClass: LogsAPI.LogGroupClass?
    var deletionProtection: Bool?
    var tags: [String: String]?

    init() {}

    mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("name", &name)
        visitor.field("id", &id)
        visitor.field("creationTime", &creationTime)
        visitor.field("retentionInDays", &retentionInDays)
        visitor.field("logGroupClass", &logGroupClass)
        visitor.field("deletionProtection", &deletionProtection)
        visitor.field("tags", &tags)
    }

    func reference(in scope: LogScope) -> GroupReference {
        GroupReference(id: GroupID(Int64(id)), scope: scope.text)
    }
}

/// A log stream as the store keeps it.
struct StreamRecord: Shape, Hashable {
    var name = ""
    /// Its name in the event storage; a stream that is made again gets another one.
    var id = 0
    /// Milliseconds since the epoch.
    var creationTime = 0

    init() {}

    mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("name", &name)
        visitor.field("id", &id)
        visitor.field("creationTime", &creationTime)
    }

    func reference(in group: GroupReference) -> StreamReference {
        StreamReference(
            id: StreamID(Int64(id)), name: name, group: group, creationTime: Int64(creationTime))
    }
}
