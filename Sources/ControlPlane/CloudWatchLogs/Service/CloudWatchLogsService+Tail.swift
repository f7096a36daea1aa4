import AWSWire
import CloudWatchLogsModel
import Shapes

// Live tail.
extension CloudWatchLogsService {
    func startLiveTail(
        _ input: LogsAPI.StartLiveTailRequest, _ context: RequestContext
    ) async throws -> EventStreamOutput {
        let scope = LogScope(context)
        try checkTail(input)
        return try await answering {
            var groups: [GroupID: String] = [:]
            for arn in input.logGroupIdentifiers {
                guard let name = scope.groupName(arn: arn) else { throw LogsErrors.noGroup }
                let group = try await group(name, in: scope).record
                groups[GroupID(Int64(group.id))] = "\(scope.account):\(name)"
            }
            let filter = TailFilter(
                groups: groups, streams: input.logStreamNames.map(Set.init),
                prefixes: input.logStreamNamePrefixes,
                pattern: try FilterPattern(input.logEventFilterPattern))
            let start = LogsAPI.LiveTailSessionStart {
                $0.requestId = context.requestID
                $0.sessionId = sessionID()
                $0.logGroupIdentifiers = input.logGroupIdentifiers
                $0.logStreamNames = input.logStreamNames ?? []
                $0.logStreamNamePrefixes = input.logStreamNamePrefixes ?? []
                $0.logEventFilterPattern = input.logEventFilterPattern ?? ""
            }
            guard let session = tail.open(filter, in: scope, start: start) else {
                throw LogsErrors.limitExceeded
            }
            return EventStreamOutput(
                events: AsyncThrowingStream(unfolding: { try await session.next() }))
        }
    }

    private func checkTail(_ input: LogsAPI.StartLiveTailRequest) throws {
        guard (1...10).contains(input.logGroupIdentifiers.count) else {
            throw LogsErrors.invalid("Between 1 and 10 log groups must be specified.")
        }
        for identifier in input.logGroupIdentifiers
        where !identifier.hasPrefix("arn:") || identifier.hasSuffix("*") {
            throw LogsErrors.invalid("The specified log group identifier is not a valid ARN.")
        }
        guard input.logStreamNames != nil || input.logStreamNamePrefixes != nil else { return }
        if input.logStreamNames != nil, input.logStreamNamePrefixes != nil {
            throw LogsErrors.invalid(
                "logStreamNames and logStreamNamePrefixes are mutually exclusive parameters.")
        }
        guard input.logGroupIdentifiers.count == 1 else {
            throw LogsErrors.invalid(
                "Log streams can be specified only together with a single log group.")
        }
    }

    /// An id in the form of a UUID.
    private func sessionID() -> String {
        let digits = [makeID(), makeID()].map { number in
            let text = String(UInt64(bitPattern: number), radix: 16)
            return String(repeating: "0", count: 16 - text.count) + text
        }.joined()
        var parts: [Substring] = []
        var rest = digits[...]
        for length in [8, 4, 4, 4, 12] {
            parts.append(rest.prefix(length))
            rest = rest.dropFirst(length)
        }
        return parts.joined(separator: "-")
    }
}
