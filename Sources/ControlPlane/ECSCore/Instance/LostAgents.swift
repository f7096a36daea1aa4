package import Shapes

/// Which agents have been away for so long that their tasks are taken for lost. Pure.
///
/// A control plane that has just started gives agents that it has not heard of yet a time of grace to
/// come back.
package struct LostAgents: Sendable {
    /// How long an agent may be silent.
    package let lostAfter: Duration
    private let startedAt: Timestamp
    private var heard: [String: Timestamp] = [:]

    /// Of a control plane that started at a time.
    package init(lostAfter: Duration, startedAt: Timestamp) {
        self.lostAfter = lostAfter
        self.startedAt = startedAt
    }

    /// What is waited after a start, at least: agents wait up to a minute between two tries.
    package static let grace = Duration.seconds(90)

    /// An agent gave a sign of life.
    package mutating func heard(of name: String, at now: Timestamp) {
        heard[name] = max(heard[name] ?? now, now)
    }

    /// Whether the tasks of an instance are lost.
    package func isLost(
        _ name: String, isConnected: Bool, registeredAt: Timestamp?, now: Timestamp
    ) -> Bool {
        if isConnected { return false }
        let registeredAt = registeredAt ?? startedAt
        guard let heard = heard[name] else {
            // One that has registered since the start knows where we are.
            let limit = registeredAt > startedAt ? lostAfter : max(Self.grace, lostAfter)
            return now - max(startedAt, registeredAt) >= limit
        }
        return now - max(heard, registeredAt) >= lostAfter
    }

    /// Forgets instances that are gone.
    package mutating func keep(only names: Set<String>) {
        heard = heard.filter { names.contains($0.key) }
    }
}
