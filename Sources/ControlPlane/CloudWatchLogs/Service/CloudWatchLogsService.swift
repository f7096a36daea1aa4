package import AWSWire
import CloudWatchLogsModel
package import Logging
package import Shapes
package import Store

/// Amazon CloudWatch Logs: groups and streams as records in a ``Store``, events in an
/// ``EventStorage``, live tail sessions in memory.
package final class CloudWatchLogsService: Sendable {
    let directory: LogDirectory
    let events: any EventStorage
    let tokens: any PageTokenSealing
    let limits: LogsLimits
    let tail: TailHub
    let clock: any StoreClock
    let now: @Sendable () -> Timestamp
    let makeID: @Sendable () -> Int64
    let logger: Logger

    /// A service over `store` and `events`. `now` is the wall clock of expiry, `makeID` gives the
    /// ids of groups, streams and sessions (above zero, never the same twice).
    package init(
        store: any Store, events: any EventStorage, tokens: any PageTokenSealing,
        limits: LogsLimits = .standard, clock: any StoreClock = SystemClock(),
        now: @escaping @Sendable () -> Timestamp,
        makeID: @escaping @Sendable () -> Int64 = { Int64.random(in: 1...Int64.max) },
        logger: Logger
    ) {
        directory = LogDirectory(store: store)
        self.events = events
        self.tokens = tokens
        self.limits = limits
        self.clock = clock
        self.now = now
        self.makeID = makeID
        self.logger = logger
        tail = TailHub(limits: limits, clock: clock)
    }

    /// The operations as the gateway calls them, by name.
    package var handlers: [String: OperationHandler] { LogsAPI.handlers(for: self) }

    /// The operations that answer with an event stream, by name.
    package var streamHandlers: [String: StreamHandler] {
        ["StartLiveTail": streamHandler(startLiveTail)]
    }

    /// Carries events to live tail sessions, deletes expired and removed ones and repairs what a
    /// crash left half done, until the task is cancelled.
    package func run() async throws {
        await withDiscardingTaskGroup { group in
            group.addTask { await self.tail.run() }
            group.addTask { await self.upkeep() }
        }
    }

    // MARK: Parts of operations

    /// Does `body`; errors from beneath come out as the service's own.
    func answering<T>(_ body: () async throws -> T) async throws -> T {
        do {
            return try await body()
        } catch {
            guard let translated = LogsErrors.translated(error) else { throw error }
            if translated.status >= 500 {
                logger.error(
                    "cannot answer", metadata: ["error": "\(String(describing: error))"])
            }
            throw translated
        }
    }

    /// The group of this name, or the error that there is none.
    func group(
        _ name: String, in scope: LogScope
    ) async throws -> LogDirectory.Versioned<GroupRecord> {
        guard let group = try await directory.group(name, in: scope) else {
            throw LogsErrors.noGroup
        }
        return group
    }

    /// The group that a request names in exactly one of its two members.
    func group(
        name: String?, identifier: String?, in scope: LogScope
    ) async throws -> GroupRecord {
        switch (name, identifier) {
        case (let name?, nil):
            return try await group(name, in: scope).record
        case (nil, let identifier?):
            guard let name = scope.groupName(identifier) else { throw LogsErrors.noGroup }
            return try await group(name, in: scope).record
        default:
            throw LogsErrors.nameOrIdentifier
        }
    }

    /// The stream of this name, or the error that there is none.
    func stream(
        _ name: String, of group: GroupRecord, in scope: LogScope
    ) async throws -> StreamRecord {
        guard let stream = try await directory.stream(name, of: group, in: scope) else {
            throw LogsErrors.noStream
        }
        return stream
    }

    /// Changes a group's record, again and again when others change it meanwhile.
    func update(
        _ name: String, in scope: LogScope, _ change: (inout GroupRecord) throws -> Void
    ) async throws {
        for _ in 0..<LogDirectory.maximumAttempts {
            var group = try await group(name, in: scope)
            let before = group.record
            try change(&group.record)
            if group.record == before { return }
            if try await directory.replace(group, in: scope) { return }
        }
        throw LogsErrors.conflict
    }
}

extension CloudWatchLogsService: LogsAPI.Operations {}
