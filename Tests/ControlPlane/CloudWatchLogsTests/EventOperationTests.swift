import AWSWire
import CloudWatchLogsModel
import Shapes
import Store
import Testing

@testable import CloudWatchLogs

/// Writing, reading and searching events, and their expiry.
struct EventOperationTests {
    let fixture: LogsFixture

    init() async throws {
        fixture = LogsFixture()
        try await fixture.createGroup("g")
        try await fixture.createStream("s", "g")
    }

    private func putNumbers(_ range: Range<Int64>) async throws {
        try await fixture.put(range.map { ($0, "\($0)") }, "s", "g")
    }

    @Test func eventsComeBack() async throws {
        let put = try await fixture.put([(1, "a"), (2, "b")], "s", "g")
        #expect(put.rejectedLogEventsInfo == nil)
        #expect(put.nextSequenceToken?.count == 56)
        let page = try await fixture.get("s", "g")
        #expect(page.texts == ["a", "b"])
        let first = try #require(page.events?.first)
        #expect(first.timestamp == Int(LogsFixture.start) + 1)
        #expect(first.ingestionTime == Int(LogsFixture.start))
        #expect(try await fixture.describeGroups().logGroups?.first?.storedBytes == 54)
    }

    @Test func missingThingsAreNamed() async throws {
        let cases: [(AWSError?, String)] = [
            (await failure { try await fixture.put([(0, "x")], "s", "none") }, "group"),
            (await failure { try await fixture.put([(0, "x")], "none", "g") }, "stream"),
            (await failure { _ = try await fixture.get("s", "none") }, "group"),
            (await failure { _ = try await fixture.get("none", "g") }, "stream"),
            (await failure { _ = try await fixture.filter("none") }, "group"),
            (
                await failure {
                    _ = try await fixture.filter("g") { $0.logStreamNames = ["s", "none"] }
                }, "stream"
            ),
        ]
        for (error, kind) in cases {
            #expect(error?.code == "ResourceNotFoundException")
            #expect(error?.message == "The specified log \(kind) does not exist.")
        }
    }

    @Test func partsOfABatchAreRejected() async throws {
        let day: Int64 = 86_400_000
        let put = try await fixture.put(
            [(-15 * day, "old"), (0, "kept"), (day, "new")], "s", "g")
        #expect(put.rejectedLogEventsInfo?.tooOldLogEventEndIndex == 1)
        #expect(put.rejectedLogEventsInfo?.tooNewLogEventStartIndex == 2)
        #expect(try await fixture.get("s", "g").texts == ["kept"])
        let all = try await fixture.put([(-15 * day, "old")], "s", "g")
        #expect(all.rejectedLogEventsInfo?.tooOldLogEventEndIndex == 1)
        #expect(all.nextSequenceToken != nil)
    }

    // MARK: GetLogEvents

    @Test func readingForwardsEndsWithTheSameToken() async throws {
        try await putNumbers(0..<25)
        var texts: [String] = []
        var token: String?
        var pages = 0
        while pages < 50 {
            let page = try await fixture.get("s", "g", token) {
                $0.startFromHead = true
                $0.limit = 10
            }
            texts += page.texts
            pages += 1
            if page.nextForwardToken == token { break }
            token = page.nextForwardToken
        }
        #expect(texts == (0..<25).map(String.init))
        #expect(pages == 4)
        // What comes later is found with the token of the end.
        try await putNumbers(25..<27)
        #expect(try await fixture.get("s", "g", token).texts == ["25", "26"])
    }

    @Test func readingBackwardsEndsWithTheSameToken() async throws {
        try await putNumbers(0..<25)
        var texts: [String] = []
        var token: String?
        var pages = 0
        while pages < 50 {
            let page = try await fixture.get("s", "g", token) { $0.limit = 10 }
            texts = page.texts + texts
            pages += 1
            if page.nextBackwardToken == token { break }
            token = page.nextBackwardToken
        }
        #expect(texts == (0..<25).map(String.init))
        #expect(pages == 4)
    }

    @Test func turningRoundMissesNothing() async throws {
        try await putNumbers(0..<10)
        let last = try await fixture.get("s", "g") { $0.limit = 3 }
        #expect(last.texts == ["7", "8", "9"])
        let end = try await fixture.get("s", "g", last.nextForwardToken) { $0.limit = 3 }
        #expect(end.texts == [])
        #expect(end.nextForwardToken == last.nextForwardToken)
        let back = try await fixture.get("s", "g", end.nextBackwardToken) { $0.limit = 3 }
        #expect(back.texts == ["7", "8", "9"])
        let before = try await fixture.get("s", "g", back.nextBackwardToken) { $0.limit = 3 }
        #expect(before.texts == ["4", "5", "6"])
        let again = try await fixture.get("s", "g", before.nextForwardToken) { $0.limit = 3 }
        #expect(again.texts == ["7", "8", "9"])
        let head = try await fixture.get("s", "g") {
            $0.startFromHead = true
            $0.limit = 2
        }
        let start = try await fixture.get("s", "g", head.nextBackwardToken)
        #expect(start.texts == [])
        #expect(start.nextBackwardToken == head.nextBackwardToken)
        #expect(try await fixture.get("s", "g", start.nextForwardToken).texts.first == "0")
    }

    @Test func anEmptyStreamHasTokens() async throws {
        let page = try await fixture.get("s", "g")
        #expect(page.texts == [])
        let token = try #require(page.nextForwardToken)
        #expect(page.nextBackwardToken != nil)
        #expect(try await fixture.get("s", "g", token).nextForwardToken == token)
        try await putNumbers(0..<2)
        #expect(try await fixture.get("s", "g", token).texts == ["0", "1"])
    }

    @Test func rangesAreHalfOpen() async throws {
        try await putNumbers(0..<6)
        let page = try await fixture.get("s", "g") {
            $0.startTime = Int(LogsFixture.start) + 2
            $0.endTime = Int(LogsFixture.start) + 4
        }
        #expect(page.texts == ["2", "3"])
        let huge = try await fixture.get("s", "g") { $0.endTime = .max }
        #expect(huge.texts.count == 6)
    }

    @Test func tokensKeepToTheirStream() async throws {
        try await fixture.createStream("t", "g")
        try await putNumbers(0..<2)
        let page = try await fixture.get("s", "g")
        let swapped = "b/" + String(try #require(page.nextForwardToken).dropFirst(2))
        let tokens = [swapped, "f/", "", "x", "f/abc"]
        for token in tokens {
            let error = await failure { _ = try await fixture.get("s", "g", token) }
            #expect(error?.message == "The specified nextToken is invalid.")
        }
        let other = await failure { _ = try await fixture.get("t", "g", page.nextForwardToken) }
        #expect(other?.message == "The specified nextToken is invalid.")
    }

    @Test func pagesAreBoundedInBytes() async throws {
        let text = String(repeating: "x", count: 200_000)
        for number in 0..<8 { try await fixture.put([(Int64(number), text)], "s", "g") }
        let head = try await fixture.get("s", "g") { $0.startFromHead = true }
        #expect(head.texts.count == 5)
        let rest = try await fixture.get("s", "g", head.nextForwardToken)
        #expect(rest.texts.count == 3)
    }

    // MARK: FilterLogEvents

    @Test func searchGoesOverStreams() async throws {
        try await fixture.createStream("t", "g")
        try await fixture.put([(1, "ERROR one"), (3, "ok"), (5, "ERROR three")], "s", "g")
        try await fixture.put([(2, "ERROR two"), (4, "ok")], "t", "g")
        let all = try await fixture.filter("g")
        #expect(all.texts == ["ERROR one", "ERROR two", "ok", "ok", "ERROR three"])
        #expect(all.nextToken == nil)
        #expect(all.searchedLogStreams?.isEmpty == true)
        #expect(all.events?.map(\.logStreamName) == ["s", "t", "s", "t", "s"])
        let ids = all.events?.compactMap(\.eventId) ?? []
        #expect(ids == ids.sorted() && Set(ids).count == 5)
        #expect(ids.allSatisfy { $0.count == 56 })
        #expect(try await fixture.filter("g", "ERROR").texts.count == 3)
        #expect(
            try await fixture.filter("g", "ERROR") { $0.logStreamNames = ["t"] }.texts
                == ["ERROR two"])
        #expect(try await fixture.filter("g") { $0.logStreamNamePrefix = "t" }.texts.count == 2)
        let range = try await fixture.filter("g") {
            $0.startTime = Int(LogsFixture.start) + 2
            $0.endTime = Int(LogsFixture.start) + 4
        }
        #expect(range.texts == ["ERROR two", "ok", "ok"])
        let both = await failure {
            _ = try await fixture.filter("g") {
                $0.logStreamNames = ["s"]
                $0.logStreamNamePrefix = "s"
            }
        }
        #expect(both?.code == "InvalidParameterException")
        let bad = await failure { _ = try await fixture.filter("g", "{ $.a = ") }
        #expect(bad?.code == "InvalidParameterException")
        #expect(bad?.message == "Invalid filter pattern")
    }

    @Test(arguments: [nil, "\"7\"", "-\"7\"", "nothing"], [1, 3, 1_000])
    func searchPagesAreResumable(pattern: String?, limit: Int) async throws {
        var limits = LogsLimits()
        limits.filterEvents = 20
        limits.pageEvents = 16
        let fixture = LogsFixture(limits: limits)
        try await fixture.createGroup("g")
        for stream in 0..<3 {
            try await fixture.createStream("s\(stream)", "g")
            try await fixture.put((0..<40).map { ($0 / 3, "\($0)") }, "s\(stream)", "g")
        }
        let parsed = try FilterPattern(pattern)
        let expected = (0..<40).map(String.init).filter(parsed.matches)
        var texts: [String] = []
        var ids: [String] = []
        var token: String?
        var pages = 0
        repeat {
            let page = try await fixture.filter("g", pattern, token) { $0.limit = limit }
            texts += page.texts
            ids += (page.events ?? []).compactMap(\.eventId)
            #expect(page.texts.count <= limit)
            token = page.nextToken
            pages += 1
        } while token != nil && pages < 1_000
        #expect(texts.sorted() == (expected + expected + expected).sorted())
        #expect(ids == ids.sorted())
        #expect(Set(ids).count == ids.count)
    }

    @Test func searchTokensKeepToTheirQuestion() async throws {
        try await putNumbers(0..<5)
        let token = try await fixture.filter("g") { $0.limit = 2 }.nextToken
        let error = await failure { _ = try await fixture.filter("g", "other", token) }
        #expect(error?.message == "The specified nextToken is invalid.")
        #expect(try await fixture.filter("g", nil, token).texts == ["2", "3", "4"])
    }

    // MARK: Expiry

    @Test func expiredEventsAreHiddenAtOnceAndThenDeleted() async throws {
        let day: Int64 = 86_400_000
        try await fixture.put([(-3 * day, "old")], "s", "g")
        try await fixture.put([(0, "new")], "s", "g")
        try await fixture.setRetention(1, "g")
        #expect(try await fixture.get("s", "g").texts == ["new"])
        #expect(try await fixture.filter("g").texts == ["new"])
        #expect(try await fixture.describeGroups().logGroups?.first?.storedBytes == 58)
        _ = try await fixture.service.sweep([])
        #expect(try await fixture.describeGroups().logGroups?.first?.storedBytes == 29)
        let rejected = try await fixture.put([(-2 * day, "late")], "s", "g")
        #expect(rejected.rejectedLogEventsInfo?.expiredLogEventEndIndex == 1)
        fixture.clock.advance(by: .seconds(2 * 86_400))
        #expect(try await fixture.get("s", "g").texts == [])
        _ = try await fixture.service.sweep([])
        #expect(try await fixture.describeGroups().logGroups?.first?.storedBytes == 0)
    }

    @Test func sweepsOfManyEventsGoInSteps() async throws {
        var limits = LogsLimits()
        limits.sweepStep = 3
        let fixture = LogsFixture(limits: limits)
        try await fixture.createGroup("g")
        try await fixture.createStream("s", "g")
        try await fixture.put((0..<10).map { ($0, "x") }, "s", "g")
        try await fixture.setRetention(1, "g")
        fixture.clock.advance(by: .seconds(2 * 86_400))
        _ = try await fixture.service.sweep([])
        #expect(try await fixture.describeGroups().logGroups?.first?.storedBytes == 0)
    }
}
