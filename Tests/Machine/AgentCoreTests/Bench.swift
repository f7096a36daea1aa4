import AgentProtocol
import Shapes
import Workload

@testable import AgentCore

/// An engine on a make-believe machine: actions are carried out at once unless a test holds or
/// fails them, time passes only when a test says so.
struct Bench {
    var engine: AgentEngine
    var now = Timestamp(milliseconds: 1_700_000_000_000)
    var machine = FakeMachine()

    /// Every action in order, and what it said to whom.
    var actions: [EngineAction] = []
    var submissions: [Submission] = []
    var sent: [ACS.Message] = []

    // What the next actions come to. A key is taken as often as it is listed.
    var pullFailures: [String: [RuntimeError]] = [:]
    var cached: Set<String> = []
    var createFailures: [String: [RuntimeError]] = [:]
    var startFailures: [String: [RuntimeError]] = [:]
    var stopFailures: [String: [RuntimeError]] = [:]
    var sandboxFailures: [RuntimeError] = []
    var removalFailures: [RuntimeError] = []
    var submissionFailures: [SubmissionFailure] = []
    var logFailures: [String: [LogFailure]] = [:]
    /// Exit code of a stopped container; 143 unless said otherwise.
    var stopCodes: [String: Int32] = [:]
    /// Kinds of actions that are not answered; they wait in `held`.
    var holds: Set<Kind> = []
    var held: [EngineAction] = []
    /// Health probes of a container, in order; the last repeats.
    var probes: [String: [HealthProbeResult]] = [:]

    enum Kind: Hashable {
        case pull, inspect, sandbox, create, start, stop, remove, health, openLog, finishLog, submit
    }

    static let settings = EngineSettings(
        plan: PlanSettings(volumesDirectory: "/data/volumes", logsDirectory: "/data/logs"))

    init(
        settings: EngineSettings = Bench.settings, checkpoint: Checkpoint = Checkpoint(),
        isSynchronized: Bool = true
    ) {
        engine = AgentEngine(settings: settings, checkpoint: checkpoint, now: now, seed: 7)
        if checkpoint.containerInstanceARN == nil {
            engine.registered(as: "arn:aws:ecs:us-east-1:1:container-instance/c/i", in: "c")
        }
        if isSynchronized { handle(.observed(.synchronized)) }
    }

    // MARK: Events

    mutating func handle(_ event: EngineEvent) {
        var events = [event]
        while !events.isEmpty {
            let next = events.removeFirst()
            for action in engine.handle(next, now: now) {
                actions.append(action)
                if let kind = Self.kind(action), holds.contains(kind) {
                    held.append(action)
                } else if let answer = perform(action) {
                    events.append(answer)
                }
            }
        }
    }

    /// Lets `duration` pass, waking the engine at each of its deadlines.
    mutating func pass(_ duration: Duration) {
        let end = now + duration
        var turns = 0
        while let deadline = engine.nextDeadline, deadline <= end {
            precondition(deadline > now, "a deadline does not move time")
            now = deadline
            handle(.woke)
            turns += 1
            precondition(turns < 100_000, "the engine never rests")
        }
        now = end
    }

    /// Carries out what was held, of one kind, and stops holding it.
    mutating func release(_ kind: Kind) {
        holds.remove(kind)
        let waiting = held.filter { Self.kind($0) == kind }
        held.removeAll { Self.kind($0) == kind }
        for action in waiting {
            if let answer = perform(action) { handle(answer) }
        }
    }

    mutating func payload(_ tasks: ACS.Task..., id: String = "m1") {
        handle(
            .received(
                .payload(
                    ACS.PayloadMessage {
                        $0.messageId = id
                        $0.tasks = tasks
                    })))
    }

    /// The container ends by itself.
    mutating func exit(_ name: String, code: Int32 = 0, outOfMemory: Bool = false) {
        guard let id = machine.newest(name) else { return }
        let reason: ContainerExit.Reason =
            outOfMemory ? .outOfMemory : code == 0 ? .completed : .failed
        machine.containers[id]?.state = .exited(ContainerExit(code: code, reason: reason))
        let time = WallTime(nanosecondsSinceEpoch: now.milliseconds * 1_000_000)
        machine.containers[id]?.finishedAt = time
        if let status = machine.containers[id] { handle(.observed(.container(status))) }
    }

    /// The agent dies and comes back with its checkpoint, or an older one; the runtime goes on.
    mutating func restartAgent(from checkpoint: Checkpoint? = nil) {
        let text = (checkpoint ?? engine.checkpoint).encodedText()
        let saved = try! Checkpoint(decoding: text)
        engine = AgentEngine(settings: engine.settings, checkpoint: saved, now: now, seed: 8)
        held = []
        account()
    }

    /// The runtime's full account.
    mutating func account() {
        for status in machine.sandboxes.values.sorted(by: { $0.id.rawValue < $1.id.rawValue }) {
            handle(.observed(.sandbox(status)))
        }
        for status in machine.containers.values.sorted(by: { $0.id.rawValue < $1.id.rawValue }) {
            handle(.observed(.container(status)))
        }
        handle(.observed(.synchronized))
    }

    // MARK: Questions

    func task(_ id: String = "t1") -> TaskMachine { engine.tasks[TaskID(rawValue: id)]! }

    func container(_ name: String, of id: String = "t1") -> ContainerMachine {
        task(id).containers.first { $0.plan.name == name }!
    }

    /// Short forms of the actions of some kinds, in order.
    func trace(_ kinds: Kind...) -> [String] {
        actions.filter { Self.kind($0).map(kinds.contains) ?? false }.map(Self.words)
    }

    var taskChanges: [TaskChange] {
        submissions.compactMap { if case .task(let change) = $0 { change } else { nil } }
    }

    var containerChanges: [ContainerChange] {
        submissions.compactMap { if case .container(let change, _, _) = $0 { change } else { nil } }
    }

    static func kind(_ action: EngineAction) -> Kind? {
        switch action {
        case .pullImage: .pull
        case .inspectImage: .inspect
        case .createSandbox: .sandbox
        case .createContainer: .create
        case .startContainer: .start
        case .stopContainer: .stop
        case .removeSandbox: .remove
        case .checkHealth: .health
        case .openLog: .openLog
        case .finishLog: .finishLog
        case .submit: .submit
        case .removeOrphan, .removeContainer, .followLog, .abandonLog, .removeDirectories,
            .pruneDirectories, .send, .inspectSandbox:
            nil
        }
    }

    static func words(_ action: EngineAction) -> String {
        switch action {
        case .pullImage(let request, _): "pull \(request.reference)"
        case .inspectImage(let reference, _): "inspect \(reference)"
        case .createSandbox(let id, _, _, _): "sandbox \(id)"
        case .createContainer(let key, _, _, _, _): "create \(key.name)/\(key.attempt)"
        case .startContainer(let key, _, _): "start \(key.name)/\(key.attempt)"
        case .stopContainer(let key, _, let grace, _): "stop \(key.name) \(grace)"
        case .removeSandbox(let id, _, _): "remove \(id)"
        case .checkHealth(let key, _, _, _, _): "probe \(key.name)"
        case .openLog(let key, _, _): "open \(key.name)"
        case .finishLog(let key): "finish \(key.name)/\(key.attempt)"
        case .submit(_, .task(let change), _): "task \(change.status.rawValue)"
        case .submit(_, .container(let change, _, _), _): "\(change.name) \(change.status.rawValue)"
        default: "other"
        }
    }
}

/// What the runtime would have.
struct FakeMachine {
    var sandboxes: [SandboxID: SandboxStatus] = [:]
    var containers: [ContainerID: ContainerStatus] = [:]
    var nextID = 1
    /// Each start of a container, to find one that is started twice.
    var starts: [String] = []

    mutating func newID(_ kind: String) -> String {
        defer { nextID += 1 }
        return "\(kind)\(nextID)"
    }

    func newest(_ name: String) -> ContainerID? {
        containers.values.filter { $0.name == name }.max { $0.attempt < $1.attempt }?.id
    }
}
