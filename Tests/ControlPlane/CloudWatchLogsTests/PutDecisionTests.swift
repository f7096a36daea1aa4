import AWSWire
import CloudWatchLogsModel
import Shapes
import Testing

@testable import CloudWatchLogs

struct PutDecisionTests {
    static let now: Int64 = 1_700_000_000_000
    static let hour: Int64 = 3_600_000
    static let day: Int64 = 86_400_000

    private func decide(
        _ offsets: [Int64], cutoff: Int64? = nil, limits: LogsLimits = .standard
    ) throws -> PutDecision {
        try PutDecision(
            offsets.map { offset in event(Self.now + offset) }, now: Self.now,
            cutoff: cutoff.map { Self.now + $0 }, limits: limits)
    }

    private func event(_ timestamp: Int64, _ message: String = "m") -> LogsAPI.InputLogEvent {
        LogsAPI.InputLogEvent {
            $0.timestamp = Int(timestamp)
            $0.message = message
        }
    }

    @Test func everythingValidIsAccepted() throws {
        let decision = try decide([-Self.hour, 0, 0, Self.hour])
        #expect(decision.accepted == 0..<4)
        #expect(decision.rejected == nil)
    }

    @Test func theEdgesAreValid() throws {
        #expect(try decide([-14 * Self.day]).accepted == 0..<1)
        #expect(try decide([2 * Self.hour]).accepted == 0..<1)
        #expect(try decide([-24 * Self.hour, 0]).accepted == 0..<2)
    }

    @Test func endsAreRejected() throws {
        let decision = try decide([
            -15 * Self.day, -14 * Self.day - 1, -Self.hour, 0, 2 * Self.hour + 1,
        ])
        #expect(decision.accepted == 2..<4)
        #expect(decision.rejected?.tooOldLogEventEndIndex == 2)
        #expect(decision.rejected?.tooNewLogEventStartIndex == 4)
        #expect(decision.rejected?.expiredLogEventEndIndex == nil)
    }

    @Test func expiredEventsAreRejected() throws {
        let decision = try decide([-3 * Self.day, -Self.hour], cutoff: -Self.day)
        #expect(decision.accepted == 1..<2)
        #expect(decision.rejected?.expiredLogEventEndIndex == 1)
        #expect(decision.rejected?.tooOldLogEventEndIndex == nil)
    }

    @Test func nothingMayRemain() throws {
        #expect(try decide([-20 * Self.day]).accepted.isEmpty)
        let decision = try decide([-20 * Self.day, 3 * Self.hour])
        #expect(decision.accepted.isEmpty)
        #expect(decision.rejected?.tooOldLogEventEndIndex == 1)
        #expect(decision.rejected?.tooNewLogEventStartIndex == 1)
    }

    @Test func orderIsRequired() {
        let error = #expect(throws: AWSError.self) { try decide([0, -1]) }
        #expect(error?.code == "InvalidParameterException")
        #expect(
            error?.message
                == "Log events in a single PutLogEvents request must be in chronological order.")
    }

    /// Only valid events count for the span.
    @Test func spanIsLimited() throws {
        let error = #expect(throws: AWSError.self) { try decide([-24 * Self.hour - 1, 0]) }
        #expect(error?.message.contains("cannot span more than 24 hours") == true)
        #expect(try decide([-20 * Self.day, 0]).accepted == 1..<2)
    }

    @Test func sizesAreLimited() throws {
        var limits = LogsLimits()
        limits.batchBytes = 100
        limits.batchEvents = 3
        func check(_ messages: [String]) throws -> PutDecision {
            try PutDecision(
                messages.map { event(Self.now, $0) }, now: Self.now, cutoff: nil, limits: limits)
        }
        #expect(try check([String(repeating: "x", count: 74)]).accepted == 0..<1)
        let one = #expect(throws: AWSError.self) { try check([String(repeating: "x", count: 75)]) }
        #expect(one?.message == "Log event too large: 101 bytes exceeds limit of 100")
        #expect(try check(["é", "b", "c"]).accepted == 0..<3)
        let all = #expect(throws: AWSError.self) {
            try check([String(repeating: "x", count: 40), String(repeating: "x", count: 40)])
        }
        #expect(all?.message == "Upload too large: 132 bytes exceeds limit of 100")
        #expect(throws: AWSError.self) { try check(["a", "b", "c", "d"]) }
        #expect(throws: AWSError.self) { try check([]) }
    }
}
