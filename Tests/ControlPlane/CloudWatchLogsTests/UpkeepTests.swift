import AWSWire
import CloudWatchLogsModel
import Shapes
import Store
import Testing

@testable import CloudWatchLogs

/// What becomes of work that a crash left half done, and of a storage that fails.
struct UpkeepTests {
    /// A group that was being made when the process died: in the storage, not in the store.
    @Test func unrecordedGroupsAreRemovedOnTheSecondSweep() async throws {
        let fixture = LogsFixture()
        try await fixture.createGroup("kept")
        try await fixture.events.addGroup(
            GroupReference(id: GroupID(5), scope: "000000000000/us-east-1"))
        let suspects = try await fixture.service.sweep([])
        #expect(suspects == [GroupID(5)])
        #expect(try await fixture.events.groups(after: nil, limit: 9).count == 2)
        #expect(try await fixture.service.sweep(suspects).isEmpty)
        #expect(try await fixture.events.groups(after: nil, limit: 9).count == 1)
    }

    /// The deletion of a group that was cut off after its record was gone.
    @Test func streamsOfLostGroupsAreDeleted() async throws {
        let fixture = LogsFixture()
        for group in ["gone", "kept"] {
            try await fixture.createGroup(group)
            for name in ["a", "b"] { try await fixture.createStream(name, group) }
        }
        let scope = LogScope(fixture.context())
        try await fixture.store.delete(LogDirectory.groupKey("gone", in: scope))
        try await fixture.service.repair()
        #expect(try await fixture.store.list(LogDirectory.allStreams).items.count == 2)
        #expect(try await fixture.describeStreams("kept").logStreams?.count == 2)
    }

    /// A deletion of a stream that was cut off between the store and the storage.
    @Test func streamsWithoutRecordAreRemoved() async throws {
        let fixture = LogsFixture()
        try await fixture.createGroup("g")
        for name in ["s", "t"] {
            try await fixture.createStream(name, "g")
            try await fixture.put([(0, name)], name, "g")
        }
        let scope = LogScope(fixture.context())
        let group = try #require(try await fixture.service.directory.group("g", in: scope)).record
        try await fixture.store.delete(LogDirectory.streamKey("s", of: group.id, in: scope))
        // Not at once: it might be just being made.
        try await fixture.service.repair()
        #expect(try await fixture.filter("g").texts.count == 2)
        fixture.clock.advance(by: .seconds(120))
        try await fixture.service.repair()
        #expect(try await fixture.filter("g").texts == ["t"])
    }

    /// A storage that was lost or set aside knows its groups and streams again.
    @Test func anEmptyStorageIsFilledFromTheStore() async throws {
        let fixture = LogsFixture()
        try await fixture.createGroup("g")
        for name in ["s", "t"] { try await fixture.createStream(name, "g") }
        let after = LogsFixture(store: fixture.store)
        #expect(try await after.describeStreams("g").logStreams?.count == 0)
        try await after.service.repair()
        #expect(try await after.describeStreams("g").logStreams?.count == 2)
        try await after.put([(0, "x")], "s", "g")
        #expect(try await after.get("s", "g").texts == ["x"])
    }

    @Test func upkeepRunsUntilCancelled() async throws {
        let fixture = LogsFixture()
        try await fixture.createGroup("g")
        try await fixture.createStream("s", "g")
        try await fixture.put([(0, "x")], "s", "g")
        try await fixture.setRetention(1, "g")
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await fixture.service.run() }
            try await until { fixture.clock.sleepers == 1 }
            fixture.clock.advance(by: .seconds(2 * 86_400))
            try await until {
                try await fixture.describeGroups().logGroups?.first?.storedBytes == 0
            }
            group.cancelAll()
            try await group.waitForAll()
        }
    }

    @Test(arguments: [
        (EventStorageError.noSpace, "ServiceUnavailableException", 500),
        (.overloaded, "ServiceUnavailableException", 500),
        (.unavailable("io"), "ServiceUnavailableException", 500),
        (.unreadable("io"), "ServiceUnavailableException", 500),
        (.removed, "ResourceNotFoundException", 400),
        (.limit("stored bytes"), "LimitExceededException", 400),
    ])
    func storageErrorsAreTranslated(
        error: EventStorageError, code: String, status: Int
    ) async throws {
        let storage = FailingStorage(error)
        let fixture = LogsFixture(events: storage)
        try await fixture.createGroup("g")
        try await fixture.createStream("s", "g")
        let failed = await failure { try await fixture.put([(0, "x")], "s", "g") }
        #expect(failed?.code == code)
        #expect(failed?.status == status)
        #expect(try await fixture.get("s", "g").texts == [])
    }

    @Test(arguments: [
        (StoreError.noSpace, "ServiceUnavailableException"),
        (.overloaded("x"), "ServiceUnavailableException"),
        (.closed, "ServiceUnavailableException"),
        (.invalid(.keyTooLarge(2_000)), "InvalidParameterException"),
    ])
    func storeErrorsAreTranslated(error: StoreError, code: String) {
        #expect(LogsErrors.translated(error)?.code == code)
    }
}

/// Waits for a condition, and fails the test after five minutes without it.
func until(_ condition: () async throws -> Bool) async throws {
    let deadline = ContinuousClock.now + .seconds(300)
    while try await !condition() {
        guard ContinuousClock.now < deadline else {
            Issue.record("the condition never held")
            return
        }
        try await Task.sleep(for: .milliseconds(2))
    }
}

/// A storage whose writes of events fail.
private struct FailingStorage: EventStorage {
    let base = MemoryEventStorage()
    let error: EventStorageError

    init(_ error: EventStorageError) { self.error = error }

    var limits: EventStorageLimits { base.limits }

    func addGroup(_ group: GroupReference) async throws(EventStorageError) {
        try await base.addGroup(group)
    }

    func addStream(_ stream: StreamReference) async throws(EventStorageError) {
        try await base.addStream(stream)
    }

    func removeGroup(_ group: GroupID) async throws(EventStorageError) {
        try await base.removeGroup(group)
    }

    func removeStream(_ stream: StreamID) async throws(EventStorageError) {
        try await base.removeStream(stream)
    }

    func append(
        _ events: [NewEvent], to stream: StreamReference, ingestionTime: Int64
    ) async throws(EventStorageError) -> Int64 { throw error }

    func read(_ query: EventQuery) async throws(EventStorageError) -> EventPage {
        try await base.read(query)
    }

    func streams(_ query: StreamQuery) async throws(EventStorageError) -> [StreamStatistics] {
        try await base.streams(query)
    }

    func storedBytes(of groups: [GroupID]) async throws(EventStorageError) -> [GroupID: Int] {
        try await base.storedBytes(of: groups)
    }

    func expire(
        _ group: GroupID, before cutoff: Int64, limit: Int
    ) async throws(EventStorageError) -> Int { 0 }

    func collect(limit: Int) async throws(EventStorageError) -> Bool { false }

    func groups(after: GroupID?, limit: Int) async throws(EventStorageError) -> [GroupReference] {
        try await base.groups(after: after, limit: limit)
    }

    func exportEvents(_ body: @Sendable (ArchivedEvents) async throws -> Void) async throws {}

    func importEvents(_ part: ArchivedEvents) async throws(EventStorageError) {}
}
