/// How a machine's agent has fared, and so when it is started again; pure. Times are monotonic.
package struct AgentHistory: Sendable, Hashable {
    /// An agent that lives longer than this was no failure.
    package static let goodLife = Duration.seconds(10)
    package static let firstPause = Duration.milliseconds(200)
    package static let longestPause = Duration.seconds(10)
    /// So many short lives in a row mean that it cannot live.
    package static let mostFailures = 8

    package enum Verdict: Sendable, Hashable {
        case start
        case wait(Duration)
        case giveUp
    }

    private var failures = 0
    private var startedAt: Duration?
    private var endedAt: Duration?

    package init() {}

    package mutating func started(at now: Duration) {
        startedAt = now
        endedAt = nil
    }

    /// Noticed that it does not live; telling it twice is harmless.
    package mutating func missed(at now: Duration) {
        guard let start = startedAt else { return }
        failures = now - start < Self.goodLife ? failures + 1 : 0
        startedAt = nil
        endedAt = now
    }

    package func verdict(at now: Duration) -> Verdict {
        guard failures < Self.mostFailures else { return .giveUp }
        guard failures > 0, let end = endedAt else { return .start }
        var pause = Self.firstPause
        for _ in 1..<failures where pause < Self.longestPause { pause *= 2 }
        let left = min(pause, Self.longestPause) - (now - end)
        return left > .zero ? .wait(left) : .start
    }
}
