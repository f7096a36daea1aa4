package import AgentProtocol
package import Shapes
package import Workload

/// One task, from its payload to the moment when the control plane knows that it has stopped and
/// nothing of it is left. It is level-triggered: every event changes what is known, and `advance`
/// then decides from that alone what to do, so events may come late, twice or not at all.
package struct TaskMachine: Sendable {
    package let plan: TaskPlan
    /// The newest payload; credentials in it are renewed.
    package internal(set) var payload: ACS.Task
    /// Set once, when the task is to end.
    package internal(set) var stop: Stop?
    package internal(set) var sandbox: SandboxPhase = .absent
    package internal(set) var containers: [ContainerMachine]
    /// How far the task itself has come; never back.
    package internal(set) var status: ReportedStatus = .pending
    var report = ReportState()

    var pullStartedAt: Timestamp?
    var pullStoppedAt: Timestamp?
    var executionStoppedAt: Timestamp?
    /// When the last container ended.
    var endedAt: Timestamp?
    /// When nothing was left to do.
    package internal(set) var finishedAt: Timestamp?

    /// The sandbox as it last was: its ports are reported after it is gone.
    var lastSandbox: SandboxFacts?
    /// A question about the sandbox that is under way.
    var sandboxInspection: ActionToken?
    var sandboxFailures = 0
    var sandboxRetryAt: Timestamp?

    /// Why the task is to end.
    package struct Stop: Sendable, Hashable {
        /// nil when the control plane asked for it: it knows why.
        package var reason: String?
        package var at: Timestamp
    }

    package enum SandboxPhase: Sendable, Hashable {
        case absent
        case creating(ActionToken)
        case ready(SandboxFacts)
        case removing(SandboxID, ActionToken)
        /// Removing failed and is tried again at `sandboxRetryAt`.
        case lingering(SandboxID)
        case gone
    }

    /// What is remembered of a sandbox.
    package struct SandboxFacts: Sendable, Hashable {
        package var id: SandboxID
        package var address: String?
        package var ports: [PortBinding]
    }

    /// Begins a task. A payload that cannot be a plan gives a task that stops at once, so that the
    /// control plane learns why; nil when it has not even a usable name.
    init?(_ payload: ACS.Task, settings: PlanSettings, now: Timestamp) {
        guard let id = TaskID(arn: payload.arn ?? "") else { return nil }
        self.payload = payload
        do {
            plan = try TaskPlan(payload, settings: settings)
            containers = plan.containers.map(ContainerMachine.init)
        } catch {
            plan = TaskPlan(hollow: payload, id: id, settings: settings)
            containers = plan.containers.map(ContainerMachine.init)
            for index in containers.indices {
                let isAtFault = error.container == containers[index].plan.name
                containers[index].end(
                    isAtFault ? .failed : .unused, reason: isAtFault ? error.reason : nil, at: now)
            }
            stop = Stop(reason: error.reason, at: now)
        }
        if payload.desiredStatus == "STOPPED" { beginStop(reason: nil, at: now) }
    }

    /// Puts saved parts together.
    init(plan: TaskPlan, payload: ACS.Task, containers: [ContainerMachine]) {
        self.plan = plan
        self.payload = payload
        self.containers = containers
    }

    var id: TaskID { plan.id }
    var hasEnded: Bool { containers.allSatisfy { $0.ending != nil } }

    func index(of name: String) -> Int? {
        containers.firstIndex { $0.plan.name == name }
    }

    /// The first reason stays.
    mutating func beginStop(reason: String?, at now: Timestamp) {
        if stop == nil { stop = Stop(reason: reason, at: now) }
    }

    /// Takes the same task's payload again: renewed credentials, perhaps an order to stop. One that
    /// asks for what is already so comes from a control plane that lost what it was told, so it is
    /// told again.
    mutating func update(_ payload: ACS.Task, now: Timestamp) {
        if let fresh = payload.roleCredentials { self.payload.roleCredentials = fresh }
        if let fresh = payload.executionRoleCredentials {
            self.payload.executionRoleCredentials = fresh
        }
        if payload.desiredStatus == "STOPPED" {
            beginStop(reason: nil, at: now)
            self.payload.desiredStatus = "STOPPED"
            if finishedAt == nil { return }
        }
        report.forget()
    }

    /// Does all that can be done now.
    mutating func advance(_ step: inout EngineStep) {
        guard finishedAt == nil else {
            submitNews(&step)
            return
        }
        if stop == nil { proceed(&step) }
        if stop != nil { windDown(&step) }
        tendLogs(&step)
        updateStatus()
        submitNews(&step)
        finish(&step)
    }

    /// Times at which `advance` may have something to do by itself; some may have passed.
    func deadlines(_ settings: EngineSettings) -> [Timestamp] {
        var times = [report.retryAt].compactMap { $0 }
        guard finishedAt == nil else { return times }
        times += containers.flatMap(\.deadlines)
        times += dependencyDeadlines
        times += endDeadlines(settings)
        if let time = sandboxRetryAt { times.append(time) }
        return times
    }
}
