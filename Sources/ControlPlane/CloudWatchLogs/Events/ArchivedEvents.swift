package import Shapes

/// A part of an export: one stream with some of its events, in order. A stream with many events
/// comes in several parts; one without events in one part. Encodes as JSON for a backup.
package struct ArchivedEvents: Shape, Hashable {
    /// One event: time, order of arrival, time of arrival, text.
    package struct Event: Shape, Hashable {
        package var timestamp = 0
        package var sequence = 0
        package var ingestionTime = 0
        package var message = ""

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("timestamp", &timestamp)
            visitor.field("sequence", &sequence)
            visitor.field("ingestionTime", &ingestionTime)
            visitor.field("message", &message)
        }
    }

    package var scope = ""
    package var group = 0
    /// Zero for a part that only names a group.
    package var stream = 0
    package var streamName = ""
    package var creationTime = 0
    package var events: [Event] = []

    /// How many events a part holds at most.
    package static let maximumEvents = 1_000
    /// How many bytes of text a part holds at most, unless one event is longer.
    package static let maximumBytes = 1 << 20

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("scope", &scope)
        visitor.field("group", &group)
        visitor.field("stream", &stream)
        visitor.field("streamName", &streamName)
        visitor.field("creationTime", &creationTime)
        visitor.field("events", &events)
    }

    init(_ reference: GroupReference) {
        scope = reference.scope
        group = Int(reference.id.number)
    }

    init(_ reference: StreamReference, _ stored: [StoredEvent]) {
        self.init(reference.group)
        stream = Int(reference.id.number)
        streamName = reference.name
        creationTime = Int(reference.creationTime)
        events = stored.map { event in
            Event {
                $0.timestamp = Int(event.position.timestamp)
                $0.sequence = Int(event.position.sequence)
                $0.ingestionTime = Int(event.ingestionTime)
                $0.message = event.message
            }
        }
    }

    var groupReference: GroupReference {
        GroupReference(id: GroupID(Int64(group)), scope: scope)
    }

    /// The stream that the part is of; nil when it only names a group.
    var streamReference: StreamReference? {
        guard stream != 0 else { return nil }
        return StreamReference(
            id: StreamID(Int64(stream)), name: streamName, group: groupReference,
            creationTime: Int64(creationTime))
    }

    var storedEvents: [StoredEvent] {
        events.map { event in
            StoredEvent(
                position: EventPosition(
                    timestamp: Int64(event.timestamp), sequence: Int64(event.sequence)),
                stream: StreamID(Int64(stream)), ingestionTime: Int64(event.ingestionTime),
                message: event.message)
        }
    }
}
