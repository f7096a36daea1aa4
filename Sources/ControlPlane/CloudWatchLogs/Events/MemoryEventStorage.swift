import Synchronization

/// Events in memory: for tests and the simulation. Nothing survives the process.
package final class MemoryEventStorage: EventStorage {
    private struct Stream {
        var reference: StreamReference
        var events: [StoredEvent] = []
        var lastIngestion: Int64?
    }

    private struct Group {
        var reference: GroupReference
        var streams: [StreamID: Stream] = [:]
        var bytes = 0
    }

    private struct State {
        var groups: [GroupID: Group] = [:]
        var homes: [StreamID: GroupID] = [:]
        /// Ids that were removed and must not come back with a late write.
        var removedGroups: Set<GroupID> = []
        var removedStreams: Set<StreamID> = []
        var nextSequence: Int64 = 1
        var bytes = 0
    }

    package let limits: EventStorageLimits
    private let state = Mutex(State())

    package init(limits: EventStorageLimits = .standard) {
        self.limits = limits
    }

    package func addGroup(_ group: GroupReference) async throws(EventStorageError) {
        try mutate { state throws(EventStorageError) in try addGroup(group, to: &state) }
    }

    package func addStream(_ stream: StreamReference) async throws(EventStorageError) {
        try mutate { state throws(EventStorageError) in try addStream(stream, to: &state) }
    }

    package func removeGroup(_ group: GroupID) async throws(EventStorageError) {
        state.withLock { state in
            guard let removed = state.groups.removeValue(forKey: group) else { return }
            state.removedGroups.insert(group)
            for stream in removed.streams.keys { state.homes[stream] = nil }
            state.bytes -= removed.bytes
        }
    }

    package func removeStream(_ stream: StreamID) async throws(EventStorageError) {
        state.withLock { state in
            guard let group = state.homes.removeValue(forKey: stream) else { return }
            state.removedStreams.insert(stream)
            let removed = state.groups[group]?.streams.removeValue(forKey: stream)
            let bytes = removed?.events.reduce(0) { $0 + $1.size } ?? 0
            state.groups[group]?.bytes -= bytes
            state.bytes -= bytes
        }
    }

    package func append(
        _ events: [NewEvent], to stream: StreamReference, ingestionTime: Int64
    ) async throws(EventStorageError) -> Int64 {
        try mutate { state throws(EventStorageError) in
            let bytes = events.reduce(0) { $0 + $1.size }
            guard state.bytes + bytes <= limits.bytes else { throw .limit("stored bytes") }
            try addStream(stream, to: &state)
            let first = state.nextSequence
            state.nextSequence += Int64(events.count)
            let stored = events.enumerated().map { offset, event in
                StoredEvent(
                    position: EventPosition(
                        timestamp: event.timestamp, sequence: first + Int64(offset)),
                    stream: stream.id, ingestionTime: ingestionTime, message: event.message)
            }
            insert(stored, into: stream, in: &state)
            return first
        }
    }

    package func read(_ query: EventQuery) async throws(EventStorageError) -> EventPage {
        state.withLock { state in
            let streams = selected(query.source, in: state)
            var events = streams.flatMap(\.events).filter { event in
                event.position > query.after && event.position < query.before
                    && event.position.timestamp >= query.start
                    && event.position.timestamp < query.end
            }
            events.sort { $0.position < $1.position }
            if query.isDescending { events.reverse() }
            var page = EventPage(events: [], names: [:], more: false)
            var bytes = 0
            for event in events {
                bytes += event.size
                if page.events.count == query.limit
                    || (bytes > query.bytes && !page.events.isEmpty)
                {
                    page.more = true
                    break
                }
                page.events.append(event)
            }
            for stream in streams { page.names[stream.reference.id] = stream.reference.name }
            let seen = Set(page.events.map(\.stream))
            page.names = page.names.filter { seen.contains($0.key) }
            return page
        }
    }

    package func streams(
        _ query: StreamQuery
    ) async throws(EventStorageError) -> [StreamStatistics] {
        state.withLock { state in
            guard let group = state.groups[query.group] else { return [] }
            var all = group.streams.values.map(MemoryEventStorage.statistics).filter {
                $0.name.utf8.starts(with: query.prefix.utf8)
            }
            all.sort { MemoryEventStorage.precedes(query.order, $0.place, $1.place) }
            if query.isDescending { all.reverse() }
            if let after = query.after {
                all.removeAll { stream in
                    query.isDescending
                        ? !MemoryEventStorage.precedes(query.order, stream.place, after)
                        : !MemoryEventStorage.precedes(query.order, after, stream.place)
                }
            }
            return Array(all.prefix(query.limit))
        }
    }

    package func storedBytes(
        of groups: [GroupID]
    ) async throws(EventStorageError) -> [GroupID: Int] {
        state.withLock { state in
            var result: [GroupID: Int] = [:]
            for id in groups {
                if let bytes = state.groups[id]?.bytes, bytes > 0 { result[id] = bytes }
            }
            return result
        }
    }

    package func expire(
        _ group: GroupID, before cutoff: Int64, limit: Int
    ) async throws(EventStorageError) -> Int {
        state.withLock { state in
            guard let streams = state.groups[group]?.streams else { return 0 }
            let expired = streams.values.flatMap(\.events).map(\.position)
                .filter { $0.timestamp < cutoff }.sorted().prefix(limit)
            let gone = Set(expired)
            var bytes = 0
            for id in streams.keys {
                state.groups[group]?.streams[id]?.events.removeAll { event in
                    guard gone.contains(event.position) else { return false }
                    bytes += event.size
                    return true
                }
            }
            state.groups[group]?.bytes -= bytes
            state.bytes -= bytes
            return gone.count
        }
    }

    /// Removal deletes at once here.
    package func collect(limit: Int) async throws(EventStorageError) -> Bool { false }

    package func groups(
        after: GroupID?, limit: Int
    ) async throws(EventStorageError) -> [GroupReference] {
        state.withLock { state in
            let ids = state.groups.keys.filter { id in after.map { id > $0 } ?? true }
            return ids.sorted().prefix(limit).compactMap { state.groups[$0]?.reference }
        }
    }

    package func exportEvents(
        _ body: @Sendable (ArchivedEvents) async throws -> Void
    ) async throws {
        let groups = state.withLock { $0.groups }
        for group in groups.values.sorted(by: { $0.reference.id < $1.reference.id }) {
            try await body(ArchivedEvents(group.reference))
            for stream in group.streams.values.sorted(by: { $0.reference.id < $1.reference.id }) {
                var rest = stream.events[...]
                repeat {
                    let part = Array(rest.prefix(ArchivedEvents.maximumEvents))
                    rest = rest.dropFirst(part.count)
                    try await body(ArchivedEvents(stream.reference, part))
                } while !rest.isEmpty
            }
        }
    }

    package func importEvents(_ part: ArchivedEvents) async throws(EventStorageError) {
        try mutate { state throws(EventStorageError) in
            try addGroup(part.groupReference, to: &state)
            guard let stream = part.streamReference else { return }
            try addStream(stream, to: &state)
            let events = part.storedEvents
            insert(events, into: stream, in: &state)
            let last = events.map(\.position.sequence).max() ?? 0
            state.nextSequence = max(state.nextSequence, last + 1)
        }
    }
}

// MARK: - State

extension MemoryEventStorage {
    /// `withLock` loses the type of an error, a `Result` keeps it.
    private func mutate<T: Sendable>(
        _ body: (inout State) throws(EventStorageError) -> T
    ) throws(EventStorageError) -> T {
        let result = state.withLock { state in
            Result { () throws(EventStorageError) -> T in try body(&state) }
        }
        return try result.get()
    }

    private func addGroup(
        _ group: GroupReference, to state: inout State
    ) throws(EventStorageError) {
        guard !state.removedGroups.contains(group.id) else { throw .removed }
        guard state.groups[group.id] == nil else { return }
        let count = state.groups.values.count { $0.reference.scope == group.scope }
        guard count < limits.groups else { throw .limit("log groups") }
        state.groups[group.id] = Group(reference: group)
    }

    private func addStream(
        _ stream: StreamReference, to state: inout State
    ) throws(EventStorageError) {
        guard !state.removedStreams.contains(stream.id) else { throw .removed }
        try addGroup(stream.group, to: &state)
        guard let group = state.groups[stream.group.id], group.streams[stream.id] == nil
        else { return }
        guard group.streams.count < limits.streams else { throw .limit("log streams") }
        state.groups[stream.group.id]?.streams[stream.id] = Stream(reference: stream)
        state.homes[stream.id] = stream.group.id
    }

    private func insert(
        _ events: [StoredEvent], into stream: StreamReference, in state: inout State
    ) {
        guard !events.isEmpty else { return }
        let bytes = events.reduce(0) { $0 + $1.size }
        state.groups[stream.group.id]?.streams[stream.id]?.events.append(contentsOf: events)
        let ingestion = events.map(\.ingestionTime).max()
        state.groups[stream.group.id]?.streams[stream.id]?.lastIngestion = ingestion
        state.groups[stream.group.id]?.bytes += bytes
        state.bytes += bytes
    }

    private func selected(_ source: EventQuery.Source, in state: State) -> [Stream] {
        switch source {
        case .streams(let ids):
            return ids.compactMap { id in
                state.homes[id].flatMap { state.groups[$0]?.streams[id] }
            }
        case .group(let id, let prefix):
            let streams = state.groups[id].map { Array($0.streams.values) } ?? []
            guard let prefix else { return streams }
            return streams.filter { $0.reference.name.utf8.starts(with: prefix.utf8) }
        }
    }

    private static func statistics(_ stream: Stream) -> StreamStatistics {
        let times = stream.events.map(\.position.timestamp)
        return StreamStatistics(
            id: stream.reference.id, name: stream.reference.name,
            creationTime: stream.reference.creationTime, firstEvent: times.min(),
            lastEvent: times.max(), lastIngestion: stream.lastIngestion)
    }

    private static func precedes(
        _ order: StreamQuery.Order, _ left: StreamQuery.Place, _ right: StreamQuery.Place
    ) -> Bool {
        if case .lastEvent = order {
            let times = (left.lastEvent ?? .min, right.lastEvent ?? .min)
            if times.0 != times.1 { return times.0 < times.1 }
        }
        return left.name.utf8.lexicographicallyPrecedes(right.name.utf8)
    }
}

extension StreamStatistics {
    /// The place of the stream in a listing.
    package var place: StreamQuery.Place {
        StreamQuery.Place(name: name, lastEvent: lastEvent)
    }
}
