import ECSCore
import Shapes
import Synchronization

/// What this server has heard of agents.
final class LossWatch: Sendable {
    private let agents: Mutex<LostAgents>

    init(lostAfter: Duration, startedAt: Timestamp) {
        agents = Mutex(LostAgents(lostAfter: lostAfter, startedAt: startedAt))
    }

    func heard(of name: String, at now: Timestamp) {
        agents.withLock { $0.heard(of: name, at: now) }
    }

    /// What is known now, of these instances only.
    func current(keeping names: Set<String>) -> LostAgents {
        agents.withLock { agents in
            agents.keep(only: names)
            return agents
        }
    }
}
