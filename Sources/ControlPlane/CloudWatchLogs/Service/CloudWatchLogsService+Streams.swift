package import AWSWire
package import CloudWatchLogsModel
import Shapes

// Log streams.
extension CloudWatchLogsService {
    package func createLogStream(
        _ input: LogsAPI.CreateLogStreamRequest, _ context: RequestContext
    ) async throws {
        let scope = LogScope(context)
        guard input.logStreamName.utf8.count <= LogDirectory.maximumNameBytes else {
            throw LogsErrors.constraint(
                input.logStreamName, "logStreamName",
                "Member must have length less than or equal to 512")
        }
        let stream = StreamRecord {
            $0.name = input.logStreamName
            $0.id = Int(makeID())
            $0.creationTime = Int(context.now.milliseconds)
        }
        try await answering {
            let group = try await group(input.logGroupName, in: scope).record
            if try await directory.stream(stream.name, of: group, in: scope) != nil {
                throw LogsErrors.streamExists
            }
            let reference = stream.reference(in: group.reference(in: scope))
            try await events.addStream(reference)
            switch try await directory.create(stream, of: group, in: scope) {
            case .created:
                return
            case .streamExists:
                try await events.removeStream(reference.id)
                throw LogsErrors.streamExists
            case .groupGone:
                try await events.removeStream(reference.id)
                throw LogsErrors.noGroup
            }
        }
    }

    package func deleteLogStream(
        _ input: LogsAPI.DeleteLogStreamRequest, _ context: RequestContext
    ) async throws {
        let scope = LogScope(context)
        try await answering {
            let group = try await group(input.logGroupName, in: scope).record
            if group.deletionProtection == true { throw LogsErrors.protected }
            let stream = try await stream(input.logStreamName, of: group, in: scope)
            guard try await directory.delete(stream, of: group, in: scope) else {
                throw LogsErrors.noStream
            }
            try await events.removeStream(StreamID(Int64(stream.id)))
        }
    }

    package func describeLogStreams(
        _ input: LogsAPI.DescribeLogStreamsRequest, _ context: RequestContext
    ) async throws -> LogsAPI.DescribeLogStreamsResponse {
        let scope = LogScope(context)
        if input.orderBy == .lastEventTime, input.logStreamNamePrefix != nil {
            throw LogsErrors.invalid(
                "Cannot order by LastEventTime with a logStreamNamePrefix.")
        }
        return try await answering {
            let group = try await group(
                name: input.logGroupName, identifier: input.logGroupIdentifier, in: scope)
            let order = input.orderBy ?? .logStreamName
            let purpose = [
                "DescribeLogStreams", String(group.id), input.logStreamNamePrefix ?? "",
                order.rawValue, String(input.descending ?? false),
            ]
            let place = try input.nextToken.map { try tokens.place($0, purpose: purpose) }
            let limit = min(input.limit ?? limits.describePage, limits.describePage)
            var page = try await events.streams(
                StreamQuery(
                    group: GroupID(Int64(group.id)),
                    order: order == .lastEventTime ? .lastEvent : .name,
                    isDescending: input.descending ?? false,
                    prefix: input.logStreamNamePrefix ?? "",
                    after: place?.name.map { name in
                        StreamQuery.Place(name: name, lastEvent: place?.timestamp.map(Int64.init))
                    }, limit: limit + 1))
            let more = page.count > limit
            page = Array(page.prefix(limit))
            return LogsAPI.DescribeLogStreamsResponse {
                $0.nextToken =
                    more
                    ? page.last.map { tokens.seal(PagePlace($0.place), purpose: purpose) } : nil
                $0.logStreams = page.map { describe($0, of: group, in: scope) }
            }
        }
    }

    private func describe(
        _ stream: StreamStatistics, of group: GroupRecord, in scope: LogScope
    ) -> LogsAPI.LogStream {
        LogsAPI.LogStream {
            $0.logStreamName = stream.name
            $0.creationTime = Int(stream.creationTime)
            $0.firstEventTimestamp = stream.firstEvent.map(Int.init)
            $0.lastEventTimestamp = stream.lastEvent.map(Int.init)
            $0.lastIngestionTime = stream.lastIngestion.map(Int.init)
            $0.uploadSequenceToken = EventNumbers.sequenceToken(after: stream.lastIngestion ?? 0)
            $0.arn = scope.streamARN(stream.name, in: group.name)
            // Always zero since 2019, says the API reference.
            $0.storedBytes = 0
        }
    }
}

extension PagePlace {
    init(_ place: StreamQuery.Place) {
        name = place.name
        timestamp = place.lastEvent.map(Int.init)
    }
}

/// Numbers that the API shows as strings of 56 digits.
enum EventNumbers {
    static let digits = 56

    /// The id of an event: its time, its order of arrival and its stream, so that ids are unique
    /// and in the order of the events.
    static func eventID(_ event: StoredEvent) -> String {
        padded(event.position.timestamp, 17) + padded(event.position.sequence, 19)
            + padded(event.stream.number, 20)
    }

    /// A sequence token, which nothing reads any more.
    static func sequenceToken(after number: Int64) -> String {
        "4" + padded(number, digits - 1)
    }

    private static func padded(_ number: Int64, _ width: Int) -> String {
        let text = String(max(0, number))
        return String(repeating: "0", count: max(0, width - text.count)) + text
    }
}
