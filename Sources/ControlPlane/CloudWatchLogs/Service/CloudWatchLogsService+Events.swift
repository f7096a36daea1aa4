package import AWSWire
package import CloudWatchLogsModel
import Shapes

// Writing and reading events.
extension CloudWatchLogsService {
    package func putLogEvents(
        _ input: LogsAPI.PutLogEventsRequest, _ context: RequestContext
    ) async throws -> LogsAPI.PutLogEventsResponse {
        let scope = LogScope(context)
        let now = context.now.milliseconds
        return try await answering {
            let group = try await group(input.logGroupName, in: scope).record
            let stream = try await stream(input.logStreamName, of: group, in: scope)
            let decision = try PutDecision(
                input.logEvents, now: now,
                cutoff: RetentionPolicy.cutoff(days: group.retentionInDays, now: now),
                limits: limits)
            let accepted = input.logEvents[decision.accepted].map {
                NewEvent(timestamp: Int64($0.timestamp), message: $0.message)
            }
            var first = now
            if !accepted.isEmpty {
                let reference = stream.reference(in: group.reference(in: scope))
                first = try await events.append(accepted, to: reference, ingestionTime: now)
                tail.publish(
                    accepted, stream: stream.name, of: reference.group.id, ingestionTime: now)
            }
            return LogsAPI.PutLogEventsResponse {
                $0.nextSequenceToken = EventNumbers.sequenceToken(after: first)
                $0.rejectedLogEventsInfo = decision.rejected
            }
        }
    }

    /// One page of a stream. The forward token stands behind the last event of the page, the
    /// backward token before its first; a page that is empty gives back the token that asked for
    /// it, and a token of the other direction that leads back.
    package func getLogEvents(
        _ input: LogsAPI.GetLogEventsRequest, _ context: RequestContext
    ) async throws -> LogsAPI.GetLogEventsResponse {
        let scope = LogScope(context)
        return try await answering {
            let group = try await group(
                name: input.logGroupName, identifier: input.logGroupIdentifier, in: scope)
            let stream = try await stream(input.logStreamName, of: group, in: scope)
            let purpose = ["GetLogEvents", String(stream.id)]
            let token = try input.nextToken.map { try directed($0, purpose) }
            var query = EventQuery(
                .streams([StreamID(Int64(stream.id))]),
                start: visibleStart(input.startTime, group, context),
                end: input.endTime.map(Int64.init) ?? .max,
                limit: min(input.limit ?? limits.pageEvents, limits.pageEvents),
                bytes: limits.pageBytes)
            switch token {
            case .forward(let place)?: query.after = place
            case .backward(let place)?: query.before = place
            case nil: break
            }
            query.isDescending = token?.isBackward ?? !(input.startFromHead ?? false)
            var page = try await events.read(query).events
            if query.isDescending { page.reverse() }
            let bounds = TokenBounds(page, token)
            return LogsAPI.GetLogEventsResponse {
                $0.events = page.map { event in
                    LogsAPI.OutputLogEvent {
                        $0.timestamp = Int(event.position.timestamp)
                        $0.message = event.message
                        $0.ingestionTime = Int(event.ingestionTime)
                    }
                }
                let isAtEnd = page.isEmpty
                $0.nextForwardToken =
                    isAtEnd && token?.isBackward == false
                    ? input.nextToken
                    : "f/" + tokens.seal(PagePlace(bounds.forward), purpose: purpose + ["f"])
                $0.nextBackwardToken =
                    isAtEnd && token?.isBackward == true
                    ? input.nextToken
                    : "b/" + tokens.seal(PagePlace(bounds.backward), purpose: purpose + ["b"])
            }
        }
    }

    private func directed(_ token: String, _ purpose: [String]) throws -> DirectedToken {
        let content = String(token.dropFirst(2))
        switch token.prefix(2) {
        case "f/":
            guard let place = try tokens.place(content, purpose: purpose + ["f"]).position else {
                throw LogsErrors.badToken
            }
            return .forward(after: place)
        case "b/":
            guard let place = try tokens.place(content, purpose: purpose + ["b"]).position else {
                throw LogsErrors.badToken
            }
            return .backward(before: place)
        default:
            throw LogsErrors.badToken
        }
    }

    /// The first time that a reader may see: what it asked for, unless that is expired.
    func visibleStart(
        _ start: Int?, _ group: GroupRecord, _ context: RequestContext
    ) -> Int64 {
        let cutoff = RetentionPolicy.cutoff(
            days: group.retentionInDays, now: context.now.milliseconds)
        return max(start.map(Int64.init) ?? .min, cutoff ?? .min)
    }
}

/// A page token of GetLogEvents.
enum DirectedToken: Sendable {
    case forward(after: EventPosition)
    case backward(before: EventPosition)

    var isBackward: Bool {
        switch self {
        case .forward: false
        case .backward: true
        }
    }
}

/// The places at which the pages before and behind a page end and begin.
struct TokenBounds: Sendable, Hashable {
    /// The next page is of events strictly after this.
    var forward: EventPosition
    /// The previous page is of events strictly before this.
    var backward: EventPosition

    /// The bounds of `page`, which `token` asked for. Around an empty page both directions start
    /// from the token, so that a reader who turns round misses nothing and sees nothing twice.
    init(_ page: [StoredEvent], _ token: DirectedToken?) {
        if let first = page.first, let last = page.last {
            forward = last.position
            backward = first.position
            return
        }
        switch token {
        case .forward(let place)?:
            forward = place
            backward = place.next
        case .backward(let place)?:
            forward = place.previous
            backward = place
        case nil:
            // Nothing is there yet: what comes later lies ahead.
            forward = .first
            backward = .first
        }
    }
}

extension EventPosition {
    /// The place right behind this one.
    var next: EventPosition {
        sequence == .max
            ? self : EventPosition(timestamp: timestamp, sequence: sequence + 1)
    }

    /// The place right before this one.
    var previous: EventPosition {
        sequence == .min
            ? self : EventPosition(timestamp: timestamp, sequence: sequence - 1)
    }
}
