package import AWSWire
package import CloudWatchLogsModel
import Shapes

// Searching events.
extension CloudWatchLogsService {
    package func filterLogEvents(
        _ input: LogsAPI.FilterLogEventsRequest, _ context: RequestContext
    ) async throws -> LogsAPI.FilterLogEventsResponse {
        let scope = LogScope(context)
        if input.logStreamNames != nil, input.logStreamNamePrefix != nil {
            throw LogsErrors.invalid(
                "logStreamNames and logStreamNamePrefix are mutually exclusive parameters.")
        }
        return try await answering {
            let group = try await group(
                name: input.logGroupName, identifier: input.logGroupIdentifier, in: scope)
            let pattern = try FilterPattern(input.filterPattern)
            let purpose =
                [
                    "FilterLogEvents", String(group.id), input.filterPattern ?? "",
                    String(input.startTime ?? 0), input.endTime.map(String.init) ?? "",
                    input.logStreamNamePrefix ?? "",
                ] + (input.logStreamNames ?? [])
            // The end is inclusive here, other than in GetLogEvents.
            let end = input.endTime.map(Int64.init) ?? .max
            var query = EventQuery(
                try await source(input, group, in: scope),
                start: visibleStart(input.startTime, group, context),
                end: end == .max ? end : end + 1, limit: limits.pageEvents,
                bytes: limits.pageBytes)
            if let token = input.nextToken {
                guard let place = try tokens.place(token, purpose: purpose).position else {
                    throw LogsErrors.badToken
                }
                query.after = place
            }
            let limit = min(input.limit ?? limits.pageEvents, limits.pageEvents)
            let found = try await search(query, pattern, limit)
            return LogsAPI.FilterLogEventsResponse {
                $0.events = found.events
                // No longer filled since 2020, says the API reference.
                $0.searchedLogStreams = []
                $0.nextToken = found.next.map { tokens.seal(PagePlace($0), purpose: purpose) }
            }
        }
    }

    private func source(
        _ input: LogsAPI.FilterLogEventsRequest, _ group: GroupRecord, in scope: LogScope
    ) async throws -> EventQuery.Source {
        guard let names = input.logStreamNames else {
            return .group(GroupID(Int64(group.id)), prefix: input.logStreamNamePrefix)
        }
        var ids: [StreamID] = []
        for name in Set(names).sorted(by: LogOrder.names) {
            ids.append(StreamID(Int64(try await stream(name, of: group, in: scope).id)))
        }
        return .streams(ids)
    }

    /// Looks at events from the start of `query` until a page is full, there are no more, or so
    /// many or for so long that the caller had better come again. `next` is the place to go on
    /// from, nil at the end.
    private func search(
        _ query: EventQuery, _ pattern: FilterPattern, _ limit: Int
    ) async throws -> (events: [LogsAPI.FilteredLogEvent], next: EventPosition?) {
        var query = query
        var found: [LogsAPI.FilteredLogEvent] = []
        var foundBytes = 0
        var scanned = (events: 0, bytes: 0)
        var turnEnd = limits.filterTurnBytes
        let start = ContinuousClock.now
        if pattern.matchesEverything { query.limit = limit + 1 }
        while true {
            let page = try await events.read(query)
            for event in page.events {
                if pattern.matches(event.message) {
                    foundBytes += event.size
                    if found.count == limit || (foundBytes > limits.pageBytes && !found.isEmpty) {
                        return (found, query.after)
                    }
                    found.append(filtered(event, page.names[event.stream]))
                }
                query.after = event.position
                scanned.events += 1
                scanned.bytes += event.size
                guard scanned.bytes >= turnEnd else { continue }
                turnEnd = scanned.bytes + limits.filterTurnBytes
                if ContinuousClock.now - start > limits.filterTime { return (found, query.after) }
                try Task.checkCancellation()
                await Task.yield()
            }
            guard page.more, query.after != .first else { return (found, nil) }
            if scanned.events >= limits.filterEvents || scanned.bytes >= limits.filterBytes {
                return (found, query.after)
            }
        }
    }

    private func filtered(_ event: StoredEvent, _ name: String?) -> LogsAPI.FilteredLogEvent {
        LogsAPI.FilteredLogEvent {
            $0.logStreamName = name
            $0.timestamp = Int(event.position.timestamp)
            $0.message = event.message
            $0.ingestionTime = Int(event.ingestionTime)
            $0.eventId = EventNumbers.eventID(event)
        }
    }
}
