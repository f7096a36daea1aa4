import AWSWire
import CloudWatchLogsModel
import Logging
import Shapes
import Store
import Synchronization

@testable import CloudWatchLogs

/// Tokens that anyone could read but that keep to their purpose, for tests of the service alone.
struct OpenTokens: PageTokenSealing {
    func seal(_ content: [UInt8], purpose: String) -> String {
        "\(purpose.utf8.count)|\(purpose)\(String(decoding: content, as: UTF8.self))"
    }

    func open(_ token: String, purpose: String) -> [UInt8]? {
        let prefix = "\(purpose.utf8.count)|\(purpose)"
        guard token.hasPrefix(prefix) else { return nil }
        return Array(token.utf8.dropFirst(prefix.utf8.count))
    }
}

/// A logs service in memory, with a clock that stands still until it is moved.
final class LogsFixture: Sendable {
    static let start: Int64 = 1_700_000_000_000

    let store: any Store
    let events: any EventStorage
    let clock = ManualClock()
    let service: CloudWatchLogsService

    init(
        limits: LogsLimits = .standard, storage: EventStorageLimits = .standard,
        store: any Store = MemoryStore(), events: (any EventStorage)? = nil
    ) {
        let nextID = Mutex<Int64>(1_000)
        self.store = store
        self.events = events ?? MemoryEventStorage(limits: storage)
        service = CloudWatchLogsService(
            store: store, events: self.events, tokens: OpenTokens(), limits: limits, clock: clock,
            now: { [clock] in LogsFixture.time(clock) },
            makeID: {
                nextID.withLock {
                    $0 += 1
                    return $0
                }
            }, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    static func time(_ clock: ManualClock) -> Timestamp {
        Timestamp(milliseconds: start) + clock.now()
    }

    var now: Int64 { LogsFixture.time(clock).milliseconds }

    func context(_ account: String = "000000000000", _ region: String = "us-east-1")
        -> RequestContext
    {
        RequestContext(
            requestID: "request-1", account: account, region: region,
            principal: Principal(
                arn: "arn:aws:iam::\(account):root", userID: account, account: account,
                accessKeyID: "AKIA"),
            now: LogsFixture.time(clock))
    }

    // MARK: Operations by their usual members

    func createGroup(
        _ name: String, _ context: RequestContext? = nil,
        _ fill: (inout LogsAPI.CreateLogGroupRequest) -> Void = { _ in }
    ) async throws {
        var input = LogsAPI.CreateLogGroupRequest { $0.logGroupName = name }
        fill(&input)
        try await service.createLogGroup(input, context ?? self.context())
    }

    func createStream(
        _ name: String, _ group: String, _ context: RequestContext? = nil
    ) async throws {
        try await service.createLogStream(
            LogsAPI.CreateLogStreamRequest {
                $0.logGroupName = group
                $0.logStreamName = name
            }, context ?? self.context())
    }

    /// Puts events at times after ``start``.
    @discardableResult
    func put(
        _ events: [(Int64, String)], _ stream: String, _ group: String,
        _ context: RequestContext? = nil
    ) async throws -> LogsAPI.PutLogEventsResponse {
        try await service.putLogEvents(
            LogsAPI.PutLogEventsRequest {
                $0.logGroupName = group
                $0.logStreamName = stream
                $0.logEvents = events.map { event in
                    LogsAPI.InputLogEvent {
                        $0.timestamp = Int(LogsFixture.start + event.0)
                        $0.message = event.1
                    }
                }
            }, context ?? self.context())
    }

    func get(
        _ stream: String, _ group: String, _ token: String? = nil,
        _ fill: (inout LogsAPI.GetLogEventsRequest) -> Void = { _ in }
    ) async throws -> LogsAPI.GetLogEventsResponse {
        var input = LogsAPI.GetLogEventsRequest {
            $0.logGroupName = group
            $0.logStreamName = stream
            $0.nextToken = token
        }
        fill(&input)
        return try await service.getLogEvents(input, context())
    }

    func filter(
        _ group: String, _ pattern: String? = nil, _ token: String? = nil,
        _ fill: (inout LogsAPI.FilterLogEventsRequest) -> Void = { _ in }
    ) async throws -> LogsAPI.FilterLogEventsResponse {
        var input = LogsAPI.FilterLogEventsRequest {
            $0.logGroupName = group
            $0.filterPattern = pattern
            $0.nextToken = token
        }
        fill(&input)
        return try await service.filterLogEvents(input, context())
    }

    func describeGroups(
        _ context: RequestContext? = nil,
        _ fill: (inout LogsAPI.DescribeLogGroupsRequest) -> Void = { _ in }
    ) async throws -> LogsAPI.DescribeLogGroupsResponse {
        try await service.describeLogGroups(
            LogsAPI.DescribeLogGroupsRequest(fill), context ?? self.context())
    }

    func describeStreams(
        _ group: String, _ fill: (inout LogsAPI.DescribeLogStreamsRequest) -> Void = { _ in }
    ) async throws -> LogsAPI.DescribeLogStreamsResponse {
        var input = LogsAPI.DescribeLogStreamsRequest { $0.logGroupName = group }
        fill(&input)
        return try await service.describeLogStreams(input, context())
    }

    func setRetention(_ days: Int, _ group: String) async throws {
        try await service.putRetentionPolicy(
            LogsAPI.PutRetentionPolicyRequest {
                $0.logGroupName = group
                $0.retentionInDays = days
            }, context())
    }

    func deleteGroup(_ name: String) async throws {
        try await service.deleteLogGroup(
            LogsAPI.DeleteLogGroupRequest { $0.logGroupName = name }, context())
    }

    func deleteStream(_ name: String, _ group: String) async throws {
        try await service.deleteLogStream(
            LogsAPI.DeleteLogStreamRequest {
                $0.logGroupName = group
                $0.logStreamName = name
            }, context())
    }
}

/// The code and message of the error that `body` throws; nil when it throws none.
func failure(_ body: () async throws -> Void) async -> AWSError? {
    do {
        try await body()
        return nil
    } catch {
        return error as? AWSError
    }
}

extension LogsAPI.GetLogEventsResponse {
    var texts: [String] { (events ?? []).compactMap(\.message) }
}

extension LogsAPI.FilterLogEventsResponse {
    var texts: [String] { (events ?? []).compactMap(\.message) }
}
