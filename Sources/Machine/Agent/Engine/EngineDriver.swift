import AWSWire
import AgentCore
import AgentProtocol
import Logging
import Shapes
import Synchronization

/// Runs the engine: takes events as they come, saves the checkpoint before what must not be said
/// or destroyed unsaved, and starts what the engine asks for.
final class EngineDriver: Sendable {
    let mailbox: Mailbox
    private let engine: Mutex<AgentEngine>
    private let file: CheckpointFile
    private let clock: AgentClock
    private let logger: Logger

    /// A changed state that nothing hurries is saved after at most so long.
    static let saveInterval = Duration.seconds(1)
    /// How long to wait after a checkpoint could not be saved.
    static let saveRetry = Duration.seconds(1)

    init(
        _ engine: AgentEngine, mailbox: Mailbox, file: CheckpointFile, clock: AgentClock,
        logger: Logger
    ) {
        self.engine = Mutex(engine)
        self.mailbox = mailbox
        self.file = file
        self.clock = clock
        self.logger = logger
    }

    // MARK: Questions

    var containerInstanceARN: String? { engine.withLock { $0.containerInstanceARN } }
    var cluster: String? { engine.withLock { $0.cluster } }
    var liveTasks: [TaskMachine] { engine.withLock { $0.liveTasks } }
    var wantedImages: Set<String> { engine.withLock { $0.wantedImages } }
    var isIdle: Bool { engine.withLock { $0.isIdle } }
    var holdsNothing: Bool { engine.withLock { $0.holdsNothing } }

    func executionRole(of task: TaskID) -> SigV4.Credentials? {
        let role = engine.withLock { $0.tasks[task]?.payload.executionRoleCredentials }
        return SigV4.Credentials(role)
    }

    /// Health by `task/container`, to see whether it changed.
    var health: [String: HealthState] {
        var result: [String: HealthState] = [:]
        for task in liveTasks {
            for container in task.containers where container.running != nil {
                if let state = container.healthState {
                    result["\(task.plan.id)/\(container.plan.name)"] = state
                }
            }
        }
        return result
    }

    func healthPublications(messageID: String) -> [TCS.PublishHealthRequest] {
        let now = clock.now()
        return engine.withLock { $0.healthPublications(messageID: messageID, now: now) }
    }

    func registered(as arn: String, in cluster: String) {
        engine.withLock { $0.registered(as: arn, in: cluster) }
        mailbox.ring()
    }

    // MARK: Loop

    /// Runs until cancelled, then saves once more.
    ///
    /// - Parameter perform: Does one action; what it returns is handled as an event.
    func run(_ perform: @Sendable @escaping (EngineAction) async -> EngineEvent?) async throws {
        try await withThrowingDiscardingTaskGroup { group in
            var lastSave = ContinuousClock.now
            while !Task.isCancelled {
                await mailbox.wait(atMost: timeUntilNextTurn(lastSave))
                let actions = turn()
                start(actions.filter { !$0.requiresCheckpoint }, perform, &group)
                let rest = actions.filter(\.requiresCheckpoint)
                let isDirty = engine.withLock { $0.isDirty }
                if isDirty, !rest.isEmpty || ContinuousClock.now - lastSave >= Self.saveInterval {
                    guard await save() else { break }
                    lastSave = .now
                }
                start(rest, perform, &group)
            }
            group.cancelAll()
        }
        // What came in at the end is remembered, though nothing is done about it any more.
        _ = turn()
        await saveOnce()
    }

    /// All events that have come, handled in one go.
    private func turn() -> [EngineAction] {
        let events = mailbox.take()
        let now = clock.now()
        return engine.withLock { engine in
            var actions: [EngineAction] = []
            for event in events { actions += engine.handle(event, now: now) }
            if events.isEmpty { actions += engine.handle(.woke, now: now) }
            return actions
        }
    }

    private func timeUntilNextTurn(_ lastSave: ContinuousClock.Instant) -> Duration? {
        let (deadline, isDirty) = engine.withLock { ($0.nextDeadline, $0.isDirty) }
        var waits: [Duration] = []
        if let deadline { waits.append(deadline - clock.now()) }
        if isDirty { waits.append(Self.saveInterval - (ContinuousClock.now - lastSave)) }
        // A turn a millisecond late is cheaper than one too early that finds nothing due.
        return waits.min().map { max($0, .zero) + .milliseconds(1) }
    }

    private func start(
        _ actions: [EngineAction],
        _ perform: @Sendable @escaping (EngineAction) async -> EngineEvent?,
        _ group: inout ThrowingDiscardingTaskGroup<any Error>
    ) {
        for action in actions {
            group.addTask { [mailbox] in
                if let event = await perform(action) { mailbox.post(event) }
            }
        }
    }

    /// Saves, trying again until it works: without a checkpoint nothing may be acknowledged. False
    /// when cancelled.
    private func save() async -> Bool {
        while true {
            let checkpoint = engine.withLock { $0.takeCheckpoint() }
            do {
                try await file.save(checkpoint)
                return true
            } catch is CancellationError {
                return false
            } catch {
                logger.error("checkpoint not saved", metadata: ["error": "\(error)"])
            }
            do { try await Task.sleep(for: Self.saveRetry) } catch { return false }
        }
    }

    /// Saves at the end, when the task that runs this may be cancelled already: the save must not be.
    private func saveOnce() async {
        let checkpoint = engine.withLock { $0.takeCheckpoint() }
        do {
            try await Task { [file] in try await file.save(checkpoint) }.value
        } catch {
            logger.error("checkpoint not saved", metadata: ["error": "\(error)"])
        }
    }
}
