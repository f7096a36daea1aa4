import AWSWire
import CloudWatchLogsModel
import Shapes
import Store
import Testing

@testable import CloudWatchLogs

/// Live tail sessions, with a clock that the test moves.
struct LiveTailTests {
    let fixture: LogsFixture

    init() async throws {
        fixture = LogsFixture()
        try await fixture.createGroup("g")
        for name in ["s", "t"] { try await fixture.createStream(name, "g") }
    }

    static func arn(_ group: String) -> String {
        "arn:aws:logs:us-east-1:000000000000:log-group:\(group)"
    }

    private func open(
        _ fixture: LogsFixture? = nil,
        _ fill: (inout LogsAPI.StartLiveTailRequest) -> Void = { _ in }
    ) async throws -> AsyncThrowingStream<EventStreamOutput.Event, any Error>.Iterator {
        let fixture = fixture ?? self.fixture
        var input = LogsAPI.StartLiveTailRequest { $0.logGroupIdentifiers = [Self.arn("g")] }
        fill(&input)
        let handler = try #require(fixture.service.streamHandlers["StartLiveTail"])
        let output = try await handler(input.encoded, fixture.context())
        var events = output.events.makeAsyncIterator()
        let start = try await events.next()
        #expect(start?.name == "sessionStart")
        return events
    }

    /// The next update, moving the clock by an interval.
    private func update(
        _ events: inout AsyncThrowingStream<EventStreamOutput.Event, any Error>.Iterator,
        _ fixture: LogsFixture? = nil
    ) async throws -> LogsAPI.LiveTailSessionUpdate {
        let fixture = fixture ?? self.fixture
        while fixture.service.tail.deliverNext() {}
        fixture.clock.advance(by: .seconds(1))
        let event = try #require(try await events.next())
        #expect(event.name == "sessionUpdate")
        return try .decoded(from: event.payload)
    }

    private func texts(_ update: LogsAPI.LiveTailSessionUpdate) -> [String] {
        (update.sessionResults ?? []).compactMap(\.message)
    }

    @Test func eventsArriveInUpdates() async throws {
        try await fixture.put([(0, "before")], "s", "g")
        var events = try await open()
        let empty = try await update(&events)
        #expect(empty.sessionResults?.isEmpty == true)
        #expect(empty.sessionMetadata?.sampled == false)
        try await fixture.put([(1, "a"), (2, "b")], "s", "g")
        try await fixture.put([(1, "c")], "t", "g")
        let full = try await update(&events)
        #expect(texts(full) == ["a", "b", "c"])
        let first = try #require(full.sessionResults?.first)
        #expect(first.logStreamName == "s")
        #expect(first.logGroupIdentifier == "000000000000:g")
        #expect(first.timestamp == Int(LogsFixture.start) + 1)
        #expect(first.ingestionTime == Int(fixture.now) - 1_000)
        #expect(texts(try await update(&events)) == [])
    }

    @Test func theStartNamesTheSession() async throws {
        let handler = try #require(fixture.service.streamHandlers["StartLiveTail"])
        let input = LogsAPI.StartLiveTailRequest {
            $0.logGroupIdentifiers = [Self.arn("g")]
            $0.logStreamNames = ["s"]
            $0.logEventFilterPattern = "ERROR"
        }
        let output = try await handler(input.encoded, fixture.context())
        var iterator = output.events.makeAsyncIterator()
        let event = try #require(try await iterator.next())
        let start = try LogsAPI.LiveTailSessionStart.decoded(from: event.payload)
        #expect(start.requestId == "request-1")
        #expect(start.sessionId?.count == 36)
        #expect(start.logGroupIdentifiers == [Self.arn("g")])
        #expect(start.logStreamNames == ["s"])
        #expect(start.logEventFilterPattern == "ERROR")
    }

    @Test func sessionsFilter() async throws {
        var named = try await open { $0.logStreamNames = ["t"] }
        var prefixed = try await open { $0.logStreamNamePrefixes = ["x", "s"] }
        var matched = try await open { $0.logEventFilterPattern = "?a ?c" }
        try await fixture.put([(1, "a"), (2, "b")], "s", "g")
        try await fixture.put([(1, "c")], "t", "g")
        while fixture.service.tail.deliverNext() {}
        fixture.clock.advance(by: .seconds(1))
        func texts(
            _ events: inout AsyncThrowingStream<EventStreamOutput.Event, any Error>.Iterator
        ) async throws -> [String] {
            let event = try #require(try await events.next())
            return self.texts(try .decoded(from: event.payload))
        }
        #expect(try await texts(&named) == ["c"])
        #expect(try await texts(&prefixed) == ["a", "b"])
        #expect(try await texts(&matched) == ["a", "c"])
    }

    @Test func manyEventsAreSampled() async throws {
        var events = try await open()
        try await fixture.put((0..<1_200).map { ($0, "\($0)") }, "s", "g")
        let sampled = try await update(&events)
        #expect(sampled.sessionMetadata?.sampled == true)
        #expect(sampled.sessionResults?.count == 500)
        #expect(texts(sampled).first == "0")
        #expect(Set(texts(sampled)).count == 500)
        try await fixture.put([(1, "x")], "s", "g")
        let next = try await update(&events)
        #expect(next.sessionMetadata?.sampled == false)
        #expect(texts(next) == ["x"])
    }

    @Test func buffersDropTheOldest() {
        var limits = LogsLimits()
        limits.tailBufferEvents = 100
        var buffer = TailBuffer()
        for number in 0..<1_000 {
            buffer.append(
                TailEvent(
                    group: "g", stream: "s", timestamp: 0, ingestionTime: 0, message: "\(number)"),
                limits)
        }
        let taken = buffer.take(limits)
        #expect(taken.isSampled)
        #expect(taken.events.count <= 100)
        #expect(taken.events.last?.message == "999")
        #expect(buffer.take(limits).events.isEmpty)
        limits.tailBufferEvents = 1_000
        limits.tailBufferBytes = 10
        let big = String(repeating: "x", count: 20)
        for _ in 0..<10 {
            buffer.append(
                TailEvent(group: "g", stream: "s", timestamp: 0, ingestionTime: 0, message: big),
                limits)
        }
        #expect(buffer.take(limits).events.count <= 1)
    }

    @Test func whatIsTooMuchToMatchIsLeftOut() async throws {
        var limits = LogsLimits()
        limits.tailQueueBytes = 100
        let fixture = LogsFixture(limits: limits)
        try await fixture.createGroup("g")
        try await fixture.createStream("s", "g")
        var events = try await open(fixture)
        try await fixture.put([(0, "kept")], "s", "g")
        try await fixture.put([(0, String(repeating: "x", count: 90))], "s", "g")
        let update = try await update(&events, fixture)
        #expect(texts(update) == ["kept"])
        #expect(update.sessionMetadata?.sampled == true)
    }

    @Test func sessionsTimeOut() async throws {
        var events = try await open()
        fixture.clock.advance(by: .seconds(3 * 3_600))
        let event = try await events.next()
        #expect(event?.name == "SessionTimeoutException")
        #expect(event?.payload["message"] != nil)
        #expect(try await events.next() == nil)
        #expect(fixture.service.tail.sessions == 0)
    }

    /// A late reader gets what waited in one update, and the next one an interval later.
    @Test func lateReadersAreNotFlooded() async throws {
        var events = try await open()
        try await fixture.put([(0, "a")], "s", "g")
        while fixture.service.tail.deliverNext() {}
        fixture.clock.advance(by: .seconds(30))
        let late = try #require(try await events.next())
        #expect(texts(try .decoded(from: late.payload)) == ["a"])
        let waiting = Task { [events] in
            var events = events
            return try await events.next()
        }
        try await until { fixture.clock.sleepers == 1 }
        fixture.clock.advance(by: .seconds(1))
        #expect(try await waiting.value?.name == "sessionUpdate")
    }

    @Test func goneReadersAreForgotten() async throws {
        do {
            var events = try await open()
            #expect(fixture.service.tail.sessions == 1)
            _ = try await update(&events)
        }
        #expect(fixture.service.tail.sessions == 0)
        let reading = Task { [self] in
            var events = try await open()
            return try await events.next()
        }
        try await until { fixture.clock.sleepers == 1 }
        reading.cancel()
        _ = try? await reading.value
        #expect(fixture.service.tail.sessions == 0)
        try await fixture.put([(0, "a")], "s", "g")
        #expect(!fixture.service.tail.deliverNext())
    }

    @Test func sessionsAreLimited() async throws {
        var open: [AsyncThrowingStream<EventStreamOutput.Event, any Error>.Iterator] = []
        for _ in 0..<15 { open.append(try await self.open()) }
        let error = await failure { _ = try await self.open() }
        #expect(error?.code == "LimitExceededException")
        open.removeLast()
        open.append(try await self.open())
        #expect(open.count == 15)
    }

    @Test func theHubCarriesEventsWhileItRuns() async throws {
        var events = try await open()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await fixture.service.tail.run() }
            try await fixture.put([(0, "a")], "s", "g")
            var seen: [String] = []
            try await until {
                fixture.clock.advance(by: .seconds(1))
                let event = try #require(try await events.next())
                seen += texts(try .decoded(from: event.payload))
                return !seen.isEmpty
            }
            #expect(seen == ["a"])
            group.cancelAll()
            try await group.waitForAll()
        }
    }

    @Test(
        arguments: [
            (["g"], nil, nil, "InvalidParameterException"),
            ([LiveTailTests.arn("g") + ":*"], nil, nil, "InvalidParameterException"),
            ([LiveTailTests.arn("none")], nil, nil, "ResourceNotFoundException"),
            ([LiveTailTests.arn("g")], ["s"], ["s"], "InvalidParameterException"),
            (
                [LiveTailTests.arn("g"), LiveTailTests.arn("h")], ["s"], nil,
                "InvalidParameterException"
            ),
            ([], nil, nil, "InvalidParameterException"),
        ] as [([String], [String]?, [String]?, String)])
    func someSessionsAreRefused(
        groups: [String], streams: [String]?, prefixes: [String]?, code: String
    ) async throws {
        let error = await failure {
            _ = try await open {
                $0.logGroupIdentifiers = groups
                $0.logStreamNames = streams
                $0.logStreamNamePrefixes = prefixes
            }
        }
        #expect(error?.code == code)
        #expect(fixture.service.tail.sessions == 0)
    }
}
