import AWSWire
import CloudWatchLogsModel
import Testing

@testable import CloudWatchLogs

/// Log streams: create, list, delete.
struct StreamOperationTests {
    let fixture = LogsFixture()

    @Test func aStreamIsDescribedAsAWSDoes() async throws {
        try await fixture.createGroup("g")
        try await fixture.createStream("web/app/1", "g")
        let empty = try #require(try await fixture.describeStreams("g").logStreams?.first)
        #expect(empty.logStreamName == "web/app/1")
        #expect(
            empty.arn
                == "arn:aws:logs:us-east-1:000000000000:log-group:g:log-stream:web/app/1")
        #expect(empty.creationTime == Int(LogsFixture.start))
        #expect(empty.storedBytes == 0)
        #expect(empty.firstEventTimestamp == nil && empty.lastEventTimestamp == nil)
        try await fixture.put([(-5, "a"), (7, "b")], "web/app/1", "g")
        let full = try #require(try await fixture.describeStreams("g").logStreams?.first)
        #expect(full.firstEventTimestamp == Int(LogsFixture.start) - 5)
        #expect(full.lastEventTimestamp == Int(LogsFixture.start) + 7)
        #expect(full.lastIngestionTime == Int(LogsFixture.start))
        #expect(full.uploadSequenceToken?.count == 56)
    }

    @Test func creationNeedsAGroupAndANewName() async throws {
        let missing = await failure { try await fixture.createStream("s", "g") }
        #expect(missing?.code == "ResourceNotFoundException")
        #expect(missing?.message == "The specified log group does not exist.")
        try await fixture.createGroup("g")
        try await fixture.createStream("s", "g")
        let twice = await failure { try await fixture.createStream("s", "g") }
        #expect(twice?.code == "ResourceAlreadyExistsException")
        #expect(twice?.message == "The specified log stream already exists")
        let long = await failure {
            try await fixture.createStream(String(repeating: "é", count: 512), "g")
        }
        #expect(long?.code == "InvalidParameterException")
    }

    @Test func concurrentCreationsMakeOneStream() async throws {
        try await fixture.createGroup("g")
        let outcomes = Collected<Bool>()
        await withDiscardingTaskGroup { group in
            for _ in 0..<20 {
                group.addTask {
                    outcomes.append(
                        await failure { try await fixture.createStream("s", "g") } == nil)
                }
            }
        }
        #expect(outcomes.values.count { $0 } == 1)
        #expect(try await fixture.describeStreams("g").logStreams?.count == 1)
        try await fixture.put([(0, "a")], "s", "g")
        #expect(try await fixture.filter("g").texts == ["a"])
    }

    private func names(
        limit: Int, _ fill: (inout LogsAPI.DescribeLogStreamsRequest) -> Void
    ) async throws -> [String] {
        var names: [String] = []
        var token: String?
        repeat {
            let page = try await fixture.describeStreams("g") {
                fill(&$0)
                $0.limit = limit
                $0.nextToken = token
            }
            names += (page.logStreams ?? []).compactMap(\.logStreamName)
            token = page.nextToken
        } while token != nil
        return names
    }

    @Test(arguments: [1, 2, 3, 50]) func ordersAndPages(limit: Int) async throws {
        try await fixture.createGroup("g")
        for name in ["b2", "a", "b1", "c", "none"] { try await fixture.createStream(name, "g") }
        for (name, time) in [("a", 30), ("b1", 10), ("b2", 20), ("c", 20)] as [(String, Int64)] {
            try await fixture.put([(time, "x")], name, "g")
        }
        #expect(try await names(limit: limit) { _ in } == ["a", "b1", "b2", "c", "none"])
        #expect(
            try await names(limit: limit) { $0.descending = true }
                == ["none", "c", "b2", "b1", "a"])
        #expect(try await names(limit: limit) { $0.logStreamNamePrefix = "b" } == ["b1", "b2"])
        #expect(
            try await names(limit: limit) { $0.orderBy = .lastEventTime }
                == ["none", "b1", "b2", "c", "a"])
        #expect(
            try await names(limit: limit) {
                $0.orderBy = .lastEventTime
                $0.descending = true
            } == ["a", "c", "b2", "b1", "none"])
    }

    @Test func someListingsAreRefused() async throws {
        try await fixture.createGroup("g")
        let order = await failure {
            _ = try await fixture.describeStreams("g") {
                $0.orderBy = .lastEventTime
                $0.logStreamNamePrefix = "a"
            }
        }
        #expect(order?.message == "Cannot order by LastEventTime with a logStreamNamePrefix.")
        let both = await failure {
            _ = try await fixture.describeStreams("g") { $0.logGroupIdentifier = "g" }
        }
        #expect(both?.code == "InvalidParameterException")
        let neither = await failure {
            _ = try await fixture.describeStreams("g") { $0.logGroupName = nil }
        }
        #expect(neither?.code == "InvalidParameterException")
        let token = await failure {
            _ = try await fixture.describeStreams("g") { $0.nextToken = "made up" }
        }
        #expect(token?.message == "The specified nextToken is invalid.")
    }

    @Test func groupsMayBeNamedByARN() async throws {
        try await fixture.createGroup("g")
        try await fixture.createStream("s", "g")
        for identifier in [
            "g", "arn:aws:logs:us-east-1:000000000000:log-group:g",
            "arn:aws:logs:us-east-1:000000000000:log-group:g:*",
        ] {
            let found = try await fixture.describeStreams("g") {
                $0.logGroupName = nil
                $0.logGroupIdentifier = identifier
            }
            #expect(found.logStreams?.count == 1)
        }
        for identifier in [
            "arn:aws:logs:eu-west-1:000000000000:log-group:g",
            "arn:aws:logs:us-east-1:111111111111:log-group:g",
            "arn:aws:s3:::g", "arn:aws:logs:us-east-1:000000000000:log-group:g:log-stream:s",
        ] {
            let error = await failure {
                _ = try await fixture.describeStreams("g") {
                    $0.logGroupName = nil
                    $0.logGroupIdentifier = identifier
                }
            }
            #expect(error?.code == "ResourceNotFoundException")
        }
    }

    @Test func deletedStreamsAreGone() async throws {
        try await fixture.createGroup("g")
        for name in ["s", "t"] {
            try await fixture.createStream(name, "g")
            try await fixture.put([(0, name)], name, "g")
        }
        try await fixture.deleteStream("s", "g")
        #expect(try await fixture.filter("g").texts == ["t"])
        let put = await failure { try await fixture.put([(0, "x")], "s", "g") }
        #expect(put?.message == "The specified log stream does not exist.")
        let again = await failure { try await fixture.deleteStream("s", "g") }
        #expect(again?.code == "ResourceNotFoundException")
        #expect(
            try await fixture.describeStreams("g").logStreams?.compactMap(\.logStreamName) == ["t"])
        #expect(try await fixture.describeGroups().logGroups?.first?.storedBytes == 27)
        try await fixture.createStream("s", "g")
        #expect(try await fixture.get("s", "g").texts == [])
    }
}
