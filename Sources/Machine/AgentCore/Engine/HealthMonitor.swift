import Shapes

/// Decides when to probe a running container and what the answers mean, as docker does: a probe an
/// interval after the start and after each probe; `retries` failures in a row make it unhealthy,
/// one success makes it healthy; failures in the start period do not count, and until the first
/// success in it probes come every 5 s at the latest.
struct HealthMonitor: Sendable {
    let check: HealthCheck
    private(set) var state: HealthState
    /// When `state` was last changed.
    private(set) var since: Timestamp
    /// What the last probe said, for `statusMessage`.
    private(set) var message = ""
    private let startedAt: Timestamp
    private var failures = 0
    private var probe: Probe

    private enum Probe: Sendable {
        case due(Timestamp)
        case running(ActionToken)
    }

    static let startInterval: Duration = .seconds(5)

    /// Begins with a container that started at `startedAt`; `state` is what was known before the
    /// agent restarted.
    init(_ check: HealthCheck, startedAt: Timestamp, now: Timestamp, state: HealthState = .unknown)
    {
        self.check = check
        self.startedAt = startedAt
        self.state = state
        since = now
        probe = .due(now)
        probe = .due(nextProbe(after: now))
    }

    private func isStarting(at now: Timestamp) -> Bool {
        state == .unknown && now < startedAt + check.startPeriod
    }

    private func nextProbe(after now: Timestamp) -> Timestamp {
        now + (isStarting(at: now) ? min(Self.startInterval, check.interval) : check.interval)
    }

    var deadline: Timestamp? {
        switch probe {
        case .due(let time): time
        case .running: nil
        }
    }

    /// True when a probe is due; it is then under way as `token`.
    mutating func beginIfDue(now: Timestamp, token: ActionToken) -> Bool {
        guard case .due(let time) = probe, time <= now else { return false }
        probe = .running(token)
        return true
    }

    /// Takes a probe's result; true when the state changed.
    mutating func finish(_ token: ActionToken, _ result: HealthProbeResult, now: Timestamp) -> Bool
    {
        guard case .running(token) = probe else { return false }
        let before = state
        switch result {
        case .exited(0):
            failures = 0
            message = ""
            state = .healthy
        case .exited(let code): fail("exit code \(code)", now: now)
        case .timedOut:
            fail("Health check exceeded timeout (\(check.timeout))", now: now)
        case .failed(let reason): fail(reason, now: now)
        }
        if state != before { since = now }
        probe = .due(nextProbe(after: now))
        return state != before
    }

    private mutating func fail(_ text: String, now: Timestamp) {
        message = text
        guard !isStarting(at: now) else { return }
        failures += 1
        if failures >= check.retries { state = .unhealthy }
    }
}
