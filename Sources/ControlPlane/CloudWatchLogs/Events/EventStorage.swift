/// The name of a log group in an ``EventStorage``, chosen by the caller and never used again.
package struct GroupID: Sendable, Hashable, Comparable {
    package let number: Int64

    package init(_ number: Int64) { self.number = number }

    package static func < (left: GroupID, right: GroupID) -> Bool { left.number < right.number }
}

/// The name of a log stream in an ``EventStorage``, chosen by the caller and never used again.
package struct StreamID: Sendable, Hashable, Comparable {
    package let number: Int64

    package init(_ number: Int64) { self.number = number }

    package static func < (left: StreamID, right: StreamID) -> Bool { left.number < right.number }
}

/// What a storage must know of a log group to keep its events.
package struct GroupReference: Sendable, Hashable {
    package var id: GroupID
    /// Account and region, as `account/region`; groups are counted within it.
    package var scope: String

    package init(id: GroupID, scope: String) {
        self.id = id
        self.scope = scope
    }
}

/// What a storage must know of a log stream to keep its events.
package struct StreamReference: Sendable, Hashable {
    package var id: StreamID
    package var name: String
    package var group: GroupReference
    /// When the stream was made, in milliseconds since the epoch.
    package var creationTime: Int64

    package init(id: StreamID, name: String, group: GroupReference, creationTime: Int64) {
        self.id = id
        self.name = name
        self.group = group
        self.creationTime = creationTime
    }
}

/// The place of an event among all: by its own time, then in the order of arrival.
package struct EventPosition: Sendable, Hashable, Comparable {
    /// Milliseconds since the epoch.
    package var timestamp: Int64
    /// The order of arrival, over all streams; above zero.
    package var sequence: Int64

    package init(timestamp: Int64, sequence: Int64) {
        self.timestamp = timestamp
        self.sequence = sequence
    }

    package static func < (left: EventPosition, right: EventPosition) -> Bool {
        (left.timestamp, left.sequence) < (right.timestamp, right.sequence)
    }

    /// Before every event.
    package static let first = EventPosition(timestamp: .min, sequence: .min)
    /// After every event.
    package static let last = EventPosition(timestamp: .max, sequence: .max)
}

/// An event that is to be stored.
package struct NewEvent: Sendable, Hashable {
    /// Milliseconds since the epoch.
    package var timestamp: Int64
    package var message: String

    package init(timestamp: Int64, message: String) {
        self.timestamp = timestamp
        self.message = message
    }

    /// What an event counts as: its text in UTF-8 and 26 bytes more, as PutLogEvents has it.
    package var size: Int { message.utf8.count + EventStorageLimits.eventOverhead }
}

/// An event as it is kept.
package struct StoredEvent: Sendable, Hashable {
    package var position: EventPosition
    package var stream: StreamID
    /// When it arrived, in milliseconds since the epoch.
    package var ingestionTime: Int64
    package var message: String

    package init(
        position: EventPosition, stream: StreamID, ingestionTime: Int64, message: String
    ) {
        self.position = position
        self.stream = stream
        self.ingestionTime = ingestionTime
        self.message = message
    }

    /// As ``NewEvent/size``.
    package var size: Int { message.utf8.count + EventStorageLimits.eventOverhead }
}

/// The stated maxima of an event storage.
package struct EventStorageLimits: Sendable, Hashable {
    /// Bytes that every event counts for besides its text.
    package static let eventOverhead = 26

    /// Groups of one account and region.
    package var groups = 10_000
    /// Streams of one group.
    package var streams = 1_000_000
    /// Bytes of all events together, counted as ``NewEvent/size``.
    package var bytes = 1 << 40
    /// Writes that may wait for the disk; more are refused as overloaded.
    package var waitingWrites = 4_096
    /// Bytes of events that may wait for the disk; more are refused as overloaded.
    package var waitingBytes = 64 << 20

    package static let standard = EventStorageLimits()

    /// The standard limits, to be changed by tests that want small ones.
    package init() {}
}

/// Which events to read, and how many.
package struct EventQuery: Sendable, Hashable {
    package enum Source: Sendable, Hashable {
        /// Streams by id; those that do not exist have no events.
        case streams([StreamID])
        /// All streams of a group whose names begin with a prefix; nil means all.
        case group(GroupID, prefix: String?)
    }

    package var source: Source
    /// Events with a time of at least `start` and below `end`.
    package var start: Int64
    package var end: Int64
    /// Events strictly after and strictly before these places.
    package var after: EventPosition
    package var before: EventPosition
    /// Whether the newest come first.
    package var isDescending: Bool
    /// The largest number of events, at least 1.
    package var limit: Int
    /// Sizes of events after which the page ends; it holds one event even so.
    package var bytes: Int

    package init(
        _ source: Source, start: Int64 = .min, end: Int64 = .max, after: EventPosition = .first,
        before: EventPosition = .last, isDescending: Bool = false, limit: Int, bytes: Int = .max
    ) {
        self.source = source
        self.start = start
        self.end = end
        self.after = after
        self.before = before
        self.isDescending = isDescending
        self.limit = limit
        self.bytes = bytes
    }
}

/// Events in the order that a query asked for.
package struct EventPage: Sendable, Hashable {
    package var events: [StoredEvent]
    /// The names of the streams of these events.
    package var names: [StreamID: String]
    /// Whether events that fit the query may remain behind the last one.
    package var more: Bool

    package init(events: [StoredEvent], names: [StreamID: String], more: Bool) {
        self.events = events
        self.names = names
        self.more = more
    }
}

/// What a storage knows of a stream beside its events.
package struct StreamStatistics: Sendable, Hashable {
    package var id: StreamID
    package var name: String
    package var creationTime: Int64
    /// Times of the earliest and the latest event kept; nil without any.
    package var firstEvent: Int64?
    package var lastEvent: Int64?
    /// When the newest event arrived.
    package var lastIngestion: Int64?

    package init(
        id: StreamID, name: String, creationTime: Int64, firstEvent: Int64? = nil,
        lastEvent: Int64? = nil, lastIngestion: Int64? = nil
    ) {
        self.id = id
        self.name = name
        self.creationTime = creationTime
        self.firstEvent = firstEvent
        self.lastEvent = lastEvent
        self.lastIngestion = lastIngestion
    }
}

/// Which streams of a group to list, and how many.
package struct StreamQuery: Sendable, Hashable {
    package enum Order: Sendable, Hashable {
        case name
        /// By the time of the latest event, then by name; streams without events count as oldest.
        case lastEvent
    }

    /// The place of a stream in a listing.
    package struct Place: Sendable, Hashable {
        package var name: String
        /// The time of the latest event, for ``Order/lastEvent``.
        package var lastEvent: Int64?

        package init(name: String, lastEvent: Int64? = nil) {
            self.name = name
            self.lastEvent = lastEvent
        }
    }

    package var group: GroupID
    package var order: Order
    package var isDescending: Bool
    package var prefix: String
    /// The place behind which the page begins.
    package var after: Place?
    package var limit: Int

    package init(
        group: GroupID, order: Order = .name, isDescending: Bool = false, prefix: String = "",
        after: Place? = nil, limit: Int
    ) {
        self.group = group
        self.order = order
        self.isDescending = isDescending
        self.prefix = prefix
        self.after = after
        self.limit = limit
    }
}

/// Where log events are kept: the port beneath the service, with a SQLite and a memory backend that
/// one contract suite checks.
///
/// Groups and streams exist because the service says so; the storage keeps a row of each for its
/// own counts and orders, makes it when it first hears of it, and forgets it on removal. What a
/// write returns from is on disk, where there is one.
package protocol EventStorage: Sendable {
    var limits: EventStorageLimits { get }

    /// Makes a group known. Nothing happens when it is already.
    /// - Throws: ``EventStorageError/limit(_:)`` at ``EventStorageLimits/groups``.
    func addGroup(_ group: GroupReference) async throws(EventStorageError)

    /// Makes a stream, and its group, known. Nothing happens when it is already.
    /// - Throws: ``EventStorageError/limit(_:)`` at ``EventStorageLimits/streams``.
    func addStream(_ stream: StreamReference) async throws(EventStorageError)

    /// Hides a group, its streams and their events at once; ``collect(limit:)`` deletes them.
    func removeGroup(_ group: GroupID) async throws(EventStorageError)

    /// Hides a stream and its events at once; ``collect(limit:)`` deletes them.
    func removeStream(_ stream: StreamID) async throws(EventStorageError)

    /// Stores events in the order given, making the stream known if need be; all or none. The
    /// sequence of the first is returned, the others count up from it.
    /// - Throws: ``EventStorageError/removed`` when the stream or its group was removed,
    ///   ``EventStorageError/limit(_:)`` at ``EventStorageLimits/bytes``.
    func append(
        _ events: [NewEvent], to stream: StreamReference, ingestionTime: Int64
    ) async throws(EventStorageError) -> Int64

    /// One page of events.
    func read(_ query: EventQuery) async throws(EventStorageError) -> EventPage

    /// One page of streams.
    func streams(_ query: StreamQuery) async throws(EventStorageError) -> [StreamStatistics]

    /// Bytes kept of each group, counted as ``NewEvent/size``; groups without events are absent.
    func storedBytes(of groups: [GroupID]) async throws(EventStorageError) -> [GroupID: Int]

    /// Deletes up to `limit` events of `group` with a time below `cutoff`; how many it deleted.
    func expire(
        _ group: GroupID, before cutoff: Int64, limit: Int
    ) async throws(EventStorageError) -> Int

    /// Deletes up to `limit` events of removed groups and streams, and the rows of those that have
    /// none left; whether there is more to do.
    func collect(limit: Int) async throws(EventStorageError) -> Bool

    /// The groups that are known and not removed, after one, in the order of their ids.
    func groups(
        after: GroupID?, limit: Int
    ) async throws(EventStorageError) -> [GroupReference]

    /// Hands all groups, streams and events to `body`, as they were at one moment.
    func exportEvents(
        _ body: @Sendable (ArchivedEvents) async throws -> Void
    ) async throws

    /// Takes one part of an export. Import into an empty storage, part by part, in order.
    func importEvents(_ part: ArchivedEvents) async throws(EventStorageError)
}

/// Why a storage refused or failed.
package enum EventStorageError: Error, Sendable, Hashable {
    /// The stream or its group was removed.
    case removed
    /// A stated maximum is reached, named.
    case limit(String)
    /// Too many writes wait for the disk. Nothing was written.
    case overloaded
    /// The disk is full. Nothing was written.
    case noSpace
    /// The storage failed; what was asked for may not have been done.
    case unavailable(String)
    /// The file is no readable event storage, or one of a newer release.
    case unreadable(String)
}
