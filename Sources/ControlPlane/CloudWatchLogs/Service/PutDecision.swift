import AWSWire
import CloudWatchLogsModel
import Shapes

/// What becomes of the events of one PutLogEvents: which are stored, and what is said of the rest.
struct PutDecision {
    /// The events that are stored, by their places in the request.
    var accepted: Range<Int>
    /// What is said of the others; nil when there are none.
    var rejected: LogsAPI.RejectedLogEventsInfo?

    private static let hour: Int64 = 3_600_000

    /// Decides at the time `now`, for a group whose events expire before `cutoff` (nil: never).
    /// - Throws: InvalidParameterException when the request as a whole is refused: too many or too
    ///   large events, events out of order, or valid events that lie more than 24 hours apart.
    init(
        _ events: [LogsAPI.InputLogEvent], now: Int64, cutoff: Int64?, limits: LogsLimits
    ) throws(AWSError) {
        try PutDecision.checkSizes(events, limits)
        for (earlier, later) in zip(events, events.dropFirst())
        where later.timestamp < earlier.timestamp {
            throw LogsErrors.invalid(
                "Log events in a single PutLogEvents request must be in chronological order.")
        }
        let oldest = now - 14 * RetentionPolicy.millisecondsPerDay
        // The times rise, so each kind of event is a row at one end.
        let tooOld = events.prefix { $0.timestamp < oldest }.count
        let expired = cutoff.map { cutoff in events.prefix { $0.timestamp < cutoff }.count } ?? 0
        let newest = now + 2 * PutDecision.hour
        let tooNew = events.firstIndex { $0.timestamp > newest } ?? events.count
        let start = max(tooOld, expired)
        accepted = start..<max(start, tooNew)
        if let first = events[accepted].first, let last = events[accepted].last,
            last.timestamp - first.timestamp > 24 * PutDecision.hour
        {
            throw LogsErrors.invalid(
                "The batch of log events in a single PutLogEvents request cannot span more than "
                    + "24 hours.")
        }
        guard accepted.count < events.count else { return }
        rejected = LogsAPI.RejectedLogEventsInfo {
            if tooOld > 0 { $0.tooOldLogEventEndIndex = tooOld }
            if expired > 0 { $0.expiredLogEventEndIndex = expired }
            if tooNew < events.count { $0.tooNewLogEventStartIndex = tooNew }
        }
    }

    private static func checkSizes(
        _ events: [LogsAPI.InputLogEvent], _ limits: LogsLimits
    ) throws(AWSError) {
        guard (1...limits.batchEvents).contains(events.count) else {
            let rule =
                events.isEmpty
                ? "Member must have length greater than or equal to 1"
                : "Member must have length less than or equal to \(limits.batchEvents)"
            throw LogsErrors.constraint("[]", "logEvents", rule)
        }
        var total = 0
        for event in events {
            let size = event.message.utf8.count + EventStorageLimits.eventOverhead
            guard size <= limits.batchBytes else {
                throw LogsErrors.invalid(
                    "Log event too large: \(size) bytes exceeds limit of \(limits.batchBytes)")
            }
            total += size
        }
        guard total <= limits.batchBytes else {
            throw LogsErrors.invalid(
                "Upload too large: \(total) bytes exceeds limit of \(limits.batchBytes)")
        }
    }
}
