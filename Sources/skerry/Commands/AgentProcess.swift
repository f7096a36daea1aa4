import Agent
import UnixSignals

/// An agent in the foreground.
enum AgentProcess {
    /// Runs it until a signal ends it, or it or `beside` fails.
    static func run(
        _ agent: Agent, beside: (@Sendable () async throws -> Void)? = nil
    ) async throws {
        let signals = await UnixSignalsSequence(trapping: .sigterm, .sigint)
        try await withThrowingTaskGroup(of: Bool.self) { group in
            group.addTask {
                for await signal in signals {
                    agent.shutdown(signal == .sigint ? .stopEverything : .keepRunning)
                }
                return false
            }
            group.addTask {
                try await agent.run()
                return true
            }
            if let beside {
                group.addTask {
                    try await beside()
                    return false
                }
            }
            // The rest ends with the agent, or the agent with a failure.
            defer { group.cancelAll() }
            while let isOver = try await group.next(), !isOver {}
        }
    }
}
