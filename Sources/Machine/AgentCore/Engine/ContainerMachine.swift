package import Shapes
package import Workload

/// One container of a task, from the wait for its image to its end.
///
///     waiting → pulled → created → running → ended
///                  ↑                  │
///                  └── restart policy ┘   (attempt + 1)
///
/// Every state may go to `ended`: what failed, what was never needed, and what vanished.
package struct ContainerMachine: Sendable {
    package let plan: ContainerPlan
    package internal(set) var phase: Phase = .waiting
    /// Counts restarts.
    package internal(set) var attempt = 0
    package internal(set) var image: PulledImage?
    /// The runtime's id of the newest attempt.
    package internal(set) var runtimeID: ContainerID?
    /// When the first attempt started.
    var firstStartedAt: Timestamp?
    var lastRestartAt: Timestamp?
    var health: HealthMonitor?
    var log: LogState
    /// The stream that its output goes to, once that is known.
    var logStream: String?
    /// Attempts whose output is not all with the log service, and how far each has come.
    var unsentLogs: [Int: LogProgress] = [:]

    // What is under way; forgotten over a restart of the agent.
    var operation: Operation?
    var imageRequested = false
    /// Failures in a row of the operation that is tried again at `retryAt`.
    var failures = 0
    /// How often its start was interrupted, in this life of the agent.
    var interruptions = 0
    var retryAt: Timestamp?

    package enum Phase: Sendable, Hashable {
        case waiting
        case pulled
        case created(ContainerID)
        case running(ContainerID, since: Timestamp)
        case ended(Ending)
    }

    /// How it ended, for good.
    package struct Ending: Sendable, Hashable {
        package enum Kind: String, Sendable, Hashable, ShapeEnum {
            case exited
            /// It could not be pulled, created or started.
            case failed
            /// What it waits for can no longer come.
            case blocked
            /// The task ended before it began.
            case unused
            /// The runtime no longer has it.
            case lost
        }

        package var kind: Kind
        package var exitCode: Int?
        package var reason: String?
        package var at: Timestamp
    }

    enum Operation: Sendable, Hashable {
        case creating(ActionToken)
        case starting(ActionToken)
        case stopping(ActionToken)
    }

    /// The stream is made before the container starts, because docker's driver refuses to start a
    /// container whose stream cannot be made.
    enum LogState: Sendable, Hashable {
        case closed
        case opening(ActionToken)
        case open
    }

    struct LogProgress: Sendable, Hashable {
        var position: LogMark?
        /// Whether the shell was told, since it started, to follow and to finish.
        var isFollowed = false
        var isFinishing = false
    }

    init(_ plan: ContainerPlan) {
        self.plan = plan
        if case .awslogs = plan.log { log = .closed } else { log = .open }
    }

    var ending: Ending? {
        if case .ended(let ending) = phase { return ending }
        return nil
    }

    /// The container that runs; nil otherwise.
    package var running: (id: ContainerID, since: Timestamp)? {
        if case .running(let id, let since) = phase { return (id, since) }
        return nil
    }

    /// nil when it has no check, or does not run.
    package var healthState: HealthState? { health?.state }

    /// As the control plane counts: a container that is being restarted is running.
    package var status: ReportedStatus {
        switch phase {
        case .waiting, .pulled, .created: attempt > 0 ? .running : .pending
        case .running: .running
        case .ended: .stopped
        }
    }

    mutating func end(
        _ kind: Ending.Kind, exitCode: Int? = nil, reason: String? = nil, at now: Timestamp
    ) {
        phase = .ended(Ending(kind: kind, exitCode: exitCode, reason: reason, at: now))
        operation = nil
        retryAt = nil
        failures = 0
    }

    /// Whether an attempt that ended with `code` is followed by another: the policy allows it, and
    /// it has run for the attempt period since its start or the last restart.
    func restarts(after code: Int, now: Timestamp) -> Bool {
        guard let policy = plan.restartPolicy, !policy.ignoredExitCodes.contains(code),
            let since = lastRestartAt ?? firstStartedAt
        else { return false }
        return now - since >= policy.attemptPeriod
    }

    /// Moves on to the next attempt with the same image.
    mutating func restart(now: Timestamp) {
        attempt += 1
        lastRestartAt = now
        phase = .pulled
        operation = nil
        health = nil
        failures = 0
        retryAt = nil
    }

    /// It runs as `id` since `since`.
    mutating func started(_ id: ContainerID, since: Timestamp, now: Timestamp) {
        guard running == nil else { return }
        phase = .running(id, since: since)
        runtimeID = id
        firstStartedAt = firstStartedAt ?? since
        operation = nil
        failures = 0
        retryAt = nil
        if let check = plan.healthCheck, health == nil {
            health = HealthMonitor(check, startedAt: since, now: now)
        }
    }

    var deadlines: [Timestamp] {
        switch phase {
        case .running: [retryAt, health?.deadline].compactMap { $0 }
        case .waiting, .pulled, .created: [retryAt].compactMap { $0 }
        case .ended: []
        }
    }
}
