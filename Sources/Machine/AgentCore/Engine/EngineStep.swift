import Shapes

/// What one turn of the engine reads and gathers.
struct EngineStep {
    let now: Timestamp
    let settings: EngineSettings
    var random: SeededGenerator
    var tokens: UInt64
    var actions: [EngineAction] = []
    /// Images that containers ask for in this turn.
    var imageRequests: [(PullRequest, PullQueue.Waiter)] = []

    init(now: Timestamp, settings: EngineSettings, random: SeededGenerator, tokens: UInt64) {
        self.now = now
        self.settings = settings
        self.random = random
        self.tokens = tokens
    }

    mutating func nextToken() -> ActionToken {
        tokens += 1
        return ActionToken(number: tokens)
    }

    /// When to try a runtime operation again that failed `failures` times with a passing error; nil
    /// when it has been tried often enough.
    mutating func retryTime(afterFailures failures: Int) -> Timestamp? {
        guard failures < settings.runtimeTries else { return nil }
        return now + settings.runtimeBackoff.delay(afterFailures: failures, using: &random)
    }
}
