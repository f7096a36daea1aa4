import Shapes
import Testing

@testable import AgentCore

@Suite struct LinePatternTests {
    @Test(arguments: [
        ("abc", "xxabcxx", true), ("abc", "ab", false), ("^a", "ba", false), ("a$", "ab", false),
        ("^$", "", true), ("", "x", true), ("a.c", "abc", true), ("a.c", "a\nc", false),
        ("(?s)a.c", "a\nc", true), ("a*b", "b", true), ("a+b", "b", false), ("a?b", "ab", true),
        ("^(ab|cd)+$", "abcdab", true), ("^(ab|cd)+$", "abc", false), ("[a-c]x", "bx", true),
        ("[^a-c]x", "bx", false), ("[]x]", "]", true), ("[a-]", "-", true),
        ("\\d{4}", "in 2024", true),
        ("^\\d{2,3}$", "1", false), ("^\\d{2,3}$", "123", true), ("^\\d{2,3}$", "1234", false),
        ("^\\d{2,}$", "12345", true), ("\\bcat\\b", "a cat!", true), ("\\bcat\\b", "concat", false),
        ("\\Bcat", "concat", true), ("\\w+\\s\\S", "ab c", true), ("\\x41\\x{42}", "AB", true),
        ("(?i)error", "ERROR", true), ("(?i:e)rror", "ERROR", false), ("(?i:e)rror", "Error", true),
        ("(a|(?i)b)c", "Bc", true), ("a(?:b)(?P<n>c)(?<m>d)", "abcd", true),
        ("[[:digit:]]+[[:alpha:]]", "1a", true), ("[\\d\\s]", " ", true), ("[^\\D]", "5", true),
        ("a{", "a{", true), ("a{x}", "a{x}", true), ("\\.", "a", false), ("é", "café", true),
        ("^.$", "é", true), ("日+", "日日", true), ("\\Aa\\z", "a", true),
        ("(?m)^b$", "a\nb\nc", true),
        ("a*?b", "aab", true), ("x|", "", true), ("(a*)*b", "aaab", true), ("\\tx", "\tx", true),
    ])
    func matchesLikeRE2(_ pattern: String, _ text: String, _ isMatch: Bool) throws {
        #expect(try LinePattern(pattern).matches(Array(text.utf8)) == isMatch)
    }

    @Test(arguments: [
        "(", ")", "a)", "[", "[a", "*", "+a", "?", "\\", "a{1001}", "a{3,2}", "(?z)", "(?<n",
        "\\p{L}",
        "[b-a]", "\\x4", "\\x{110000}", "[[:what:]]", "(?P=n)", "\\1",
    ])
    func brokenPatternsAreRefused(_ pattern: String) {
        #expect(throws: LinePattern.Failure.self) { try LinePattern(pattern) }
    }

    @Test func hugePatternsAreRefusedQuickly() {
        for pattern in [
            "((a{1000}){1000}){1000}", "((){1000}){1000}){1000}", "(((){1000}){1000}){1000}",
            String(repeating: "(", count: 100_000), String(repeating: "a", count: 100_000),
        ] {
            #expect(throws: LinePattern.Failure.self) { try LinePattern(pattern) }
        }
    }

    @Test func hostilePatternsAreLinear() throws {
        // A backtracking matcher would need 2^10000 steps here.
        let pattern = try LinePattern("^(a|a)*(a|a)*(a|a)*$")
        var line = [UInt8](repeating: UInt8(ascii: "a"), count: 10_000)
        #expect(pattern.matches(line))
        line.append(UInt8(ascii: "b"))
        #expect(!pattern.matches(line))
    }

    @Test(arguments: [
        ("%Y-%m-%d %H:%M:%S", "2024-02-29 23:59:59 up", true), ("%Y-%m-%d", "2024-13-01", false),
        ("\\[%b %d, %Y %I:%M %p\\]", "[Mar 01, 2024 11:00 PM] x", true), ("%A", "Tuesday", true),
        ("%d/%B/%y", "31/December/24", true), ("%H:%M:%S%L", "01:02:03.004", true),
        ("%z", "+0100", true),
        ("%Z", "CEST", true), ("%j", "366", true), ("100%%", "100%", true), ("%f", "123456", true),
        ("%a %w", "Sun 0", true),
    ])
    func dateFormatsAreRead(_ format: String, _ text: String, _ isMatch: Bool) throws {
        #expect(try LinePattern(dateFormat: format).matches(Array(text.utf8)) == isMatch)
    }

    @Test(arguments: ["%Q", "abc%", "%"])
    func unknownSpecifiersAreRefused(_ format: String) {
        #expect(throws: LinePattern.Failure.self) { try LinePattern(dateFormat: format) }
    }
}

@Suite struct AWSLogsOptionsTests {
    private func options(_ values: [String: String]) throws -> AWSLogsOptions {
        try AWSLogsOptions(
            values, container: "web", task: TaskID(rawValue: "t1"), region: "us-east-1",
            usesExecutionRole: false)
    }

    @Test func defaults() throws {
        let options = try options(["awslogs-group": "g"])
        #expect(options.stream == nil && options.region == "us-east-1")
        #expect(!options.createsGroup && options.createsStream)
        #expect(options.mode == .blocking && options.multilinePattern == nil)
    }

    @Test func everythingIsRead() throws {
        let options = try options([
            "awslogs-group": "g", "awslogs-stream-prefix": "p", "awslogs-region": "eu-west-1",
            "awslogs-create-group": "true", "awslogs-endpoint": "http://x", "mode": "non-blocking",
            "max-buffer-size": "25m", "awslogs-multiline-pattern": "^x",
            "awslogs-force-flush-interval-seconds": "3",
        ])
        #expect(options.stream == "p/web/t1")
        #expect(options.region == "eu-west-1" && options.endpoint == "http://x")
        #expect(options.createsGroup)
        #expect(options.mode == .nonBlocking(bufferBytes: 25 << 20))
        #expect(options.multilinePattern?.source == "^x")
        #expect(options.flushInterval == .seconds(3))
    }

    @Test func namedStreamWins() throws {
        let options = try options([
            "awslogs-group": "g", "awslogs-stream": "s", "awslogs-stream-prefix": "p",
        ])
        #expect(options.stream == "s")
    }

    @Test(arguments: [
        [:], ["awslogs-group": ""], ["awslogs-group": "g", "awslogs-what": "x"],
        ["awslogs-group": "g", "awslogs-create-group": "maybe"],
        ["awslogs-group": "g", "mode": "fast"],
        ["awslogs-group": "g", "mode": "blocking", "max-buffer-size": "1m"],
        ["awslogs-group": "g", "mode": "non-blocking", "max-buffer-size": "lots"],
        ["awslogs-group": "g", "awslogs-multiline-pattern": "("],
        ["awslogs-group": "g", "awslogs-multiline-pattern": "x", "awslogs-datetime-format": "%Y"],
        ["awslogs-group": "g", "awslogs-force-flush-interval-seconds": "0"],
    ])
    func brokenOptionsAreRefused(_ values: [String: String]) {
        #expect(throws: AWSLogsOptions.Failure.self) { try options(values) }
    }
}

@Suite struct LogBatcherTests {
    private func at(_ milliseconds: Int64) -> Timestamp { Timestamp(milliseconds: milliseconds) }

    private func mark(_ offset: Int64) -> LogMark { LogMark(inode: 1, offset: offset) }

    @Test func linesWaitForTheFlush() {
        var batcher = LogBatcher(flushInterval: .seconds(1))
        batcher.add(Array("one".utf8), at: at(5), now: at(100))
        batcher.add(Array("two".utf8), at: at(6), now: at(600))
        batcher.reached(mark(10))
        #expect(batcher.deadline == at(1100))
        let early = batcher.next(now: at(1099))
        #expect(early == nil)
        let batch = batcher.next(now: at(1100))
        #expect(batch?.events.map(\.message) == ["one", "two"])
        #expect(batch?.mark == mark(10))
        #expect(batcher.isEmpty && batcher.deadline == nil)
    }

    @Test func finalTakesAllAtOnce() {
        var batcher = LogBatcher(flushInterval: .seconds(5))
        batcher.add(Array("x".utf8), at: at(5), now: at(5))
        let batch = batcher.next(now: at(5), isFinal: true)
        #expect(batch?.events.count == 1)
        let after = batcher.next(now: at(5), isFinal: true)
        #expect(after == nil)
    }

    @Test func emptyLinesAreLeftOut() {
        var batcher = LogBatcher()
        batcher.add([], at: at(5), now: at(5))
        let batch = batcher.next(now: at(9000), isFinal: true)
        #expect(batch == nil)
        #expect(batcher.isEmpty)
    }

    @Test func batchesKeepTheServicesCount() {
        var batcher = LogBatcher()
        for index in 0..<10_001 {
            batcher.add(Array("\(index)".utf8), at: at(Int64(index)), now: at(0))
            batcher.reached(mark(Int64(index + 1)))
        }
        let first = batcher.next(now: at(0))
        #expect(first?.events.count == 10_000)
        #expect(first?.mark == mark(10_000))
        let early = batcher.next(now: at(0))
        #expect(early == nil)
        let second = batcher.next(now: at(0), isFinal: true)
        #expect(second?.events.map(\.message) == ["10000"])
    }

    @Test func batchesKeepTheServicesSize() {
        var batcher = LogBatcher()
        let line = [UInt8](repeating: UInt8(ascii: "x"), count: 200_000)
        for _ in 0..<6 { batcher.add(line, at: at(0), now: at(0)) }
        var sizes: [Int] = []
        while let batch = batcher.next(now: at(0), isFinal: true) {
            sizes.append(batch.events.reduce(0) { $0 + $1.cost })
        }
        #expect(sizes == [5 * 200_026, 200_026])
        #expect(sizes.allSatisfy { $0 <= LogBatcher.largestBatchBytes })
    }

    @Test func spanOfADayIsKept() {
        var batcher = LogBatcher()
        batcher.add([65], at: at(0), now: at(0))
        batcher.add([66], at: at(86_399_999), now: at(0))
        batcher.add([67], at: at(86_400_000), now: at(0))
        let first = batcher.next(now: at(0), isFinal: true)
        #expect(first?.events.map(\.message) == ["A", "B"])
    }

    @Test func eventsAreInOrderOfTime() {
        var batcher = LogBatcher()
        batcher.add([65], at: at(9), now: at(0))
        batcher.add([66], at: at(3), now: at(0))
        batcher.add([67], at: at(9), now: at(0))
        let batch = batcher.next(now: at(0), isFinal: true)
        #expect(batch?.events.map(\.message) == ["B", "A", "C"])
    }

    @Test func longLinesAreCut() {
        var batcher = LogBatcher()
        // Each broken byte becomes three.
        batcher.add([UInt8](repeating: 0xFF, count: 200_000), at: at(0), now: at(0))
        var total = 0
        while let batch = batcher.next(now: at(0), isFinal: true) {
            for event in batch.events {
                #expect(event.message.utf8.count <= LogBatcher.largestEvent)
                total += event.message.utf8.count
            }
        }
        #expect(total == 600_000)
    }

    @Test func multilineEventsAreJoined() throws {
        var batcher = LogBatcher(pattern: try LinePattern("^START"), flushInterval: .seconds(1))
        for (index, line) in ["lost", "START a", "  b", "  c", "START d"].enumerated() {
            batcher.add(Array(line.utf8), at: at(Int64(index)), now: at(0))
            batcher.reached(mark(Int64(index + 1)))
        }
        let batch = batcher.next(now: at(0), isFinal: true)
        #expect(batch?.events.map(\.message) == ["lost\n", "START a\n  b\n  c\n", "START d\n"])
        #expect(batch?.events.map(\.time.milliseconds) == [0, 1, 4])
        #expect(batch?.mark == mark(5))
    }

    @Test func openEventIsNotMarkedAsSent() throws {
        var batcher = LogBatcher(pattern: try LinePattern("^S"), flushInterval: .seconds(10))
        batcher.add(Array("S1".utf8), at: at(0), now: at(0))
        batcher.reached(mark(3))
        batcher.add(Array("S2".utf8), at: at(1), now: at(9000))
        batcher.reached(mark(6))
        let batch = batcher.next(now: at(10_000))
        #expect(batch?.events.map(\.message) == ["S1\n"])
        #expect(batch?.mark == mark(3))
        #expect(!batcher.isEmpty)
        let rest = batcher.next(now: at(19_000))
        #expect(rest?.mark == mark(6))
    }

    @Test func multilineEventsHaveASize() throws {
        var batcher = LogBatcher(pattern: try LinePattern("^never"))
        let line = [UInt8](repeating: UInt8(ascii: "x"), count: 100_000)
        for _ in 0..<4 { batcher.add(line, at: at(0), now: at(0)) }
        let batch = batcher.next(now: at(0), isFinal: true)
        #expect(batch?.events.map(\.message.utf8.count) == [200_002, 200_002])
    }

    @Test func roomEnds() {
        var batcher = LogBatcher()
        let line = [UInt8](repeating: UInt8(ascii: "x"), count: 250_000)
        var count = 0
        while batcher.hasRoom {
            batcher.add(line, at: at(0), now: at(0))
            count += 1
        }
        #expect(count == 17)
    }

    @Test func verdicts() {
        #expect(LogCallVerdict(code: nil, status: nil) == .retry)
        #expect(LogCallVerdict(code: "ThrottlingException", status: 400) == .retry)
        #expect(LogCallVerdict(code: "ResourceNotFoundException", status: 400) == .recreate)
        #expect(LogCallVerdict(code: "ResourceAlreadyExistsException", status: 400) == .done)
        #expect(LogCallVerdict(code: "InvalidParameterException", status: 400) == .giveUp)
        #expect(LogCallVerdict(code: "UnrecognizedClientException", status: 400) == .retry)
    }
}
