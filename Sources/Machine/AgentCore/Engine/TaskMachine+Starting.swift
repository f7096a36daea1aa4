import AgentProtocol
import Shapes
import Workload

extension TaskMachine {
    /// Brings the task up: images, sandbox, containers in the order of their dependencies.
    mutating func proceed(_ step: inout EngineStep) {
        requestImages(&step)
        makeSandbox(&step)
        var endings = -1
        while stop == nil {
            for index in containers.indices { proceed(index, &step) }
            stopIfEssentialEnded(step.now)
            // A container that ended may decide about those that wait for it.
            let count = containers.filter { $0.ending != nil }.count
            if count == endings { break }
            endings = count
        }
        if hasEnded { beginStop(reason: FailureWords.essentialExited, at: step.now) }
    }

    private mutating func requestImages(_ step: inout EngineStep) {
        for index in containers.indices
        where containers[index].phase == .waiting && !containers[index].imageRequested {
            containers[index].imageRequested = true
            pullStartedAt = pullStartedAt ?? step.now
            let plan = containers[index].plan
            let usesRole =
                plan.registry == .executionRole || payload.executionRoleCredentials != nil
            step.imageRequests.append(
                (
                    PullRequest(reference: plan.image, executionRoleOf: usesRole ? id : nil),
                    PullQueue.Waiter(task: id, container: plan.name)
                ))
        }
    }

    private mutating func makeSandbox(_ step: inout EngineStep) {
        guard case .absent = sandbox else { return }
        if let time = sandboxRetryAt, time > step.now { return }
        let token = step.nextToken()
        sandbox = .creating(token)
        sandboxRetryAt = nil
        step.actions.append(
            .createSandbox(id, plan.sandbox, directories: plan.directories, token))
    }

    private mutating func proceed(_ index: Int, _ step: inout EngineStep) {
        probeHealth(index, &step)
        guard containers[index].operation == nil else { return }
        if let time = containers[index].retryAt, time > step.now { return }
        switch containers[index].phase {
        case .waiting:
            endIfBlocked(index, step.now)
        case .pulled:
            if !endIfBlocked(index, step.now) { create(index, &step) }
        case .created(let id):
            openLog(index, &step)
            if !endIfBlocked(index, step.now) { start(index, id, &step) }
        case .running, .ended: break
        }
    }

    private mutating func create(_ index: Int, _ step: inout EngineStep) {
        guard case .ready(let facts) = sandbox, let image = containers[index].image else { return }
        let token = step.nextToken()
        containers[index].operation = .creating(token)
        containers[index].retryAt = nil
        let spec = containers[index].plan.spec(
            attempt: containers[index].attempt, image: image.id)
        step.actions.append(
            .createContainer(key(index), spec, in: facts.id, of: plan.sandbox, token))
    }

    private mutating func start(_ index: Int, _ id: ContainerID, _ step: inout EngineStep) {
        guard containers[index].log == .open else { return }
        let waits = containers[index].plan.dependencies.map { outcome(of: $0, at: step.now) }
        guard containers[index].attempt > 0 || waits.allSatisfy({ $0 == .met }) else { return }
        let token = step.nextToken()
        containers[index].operation = .starting(token)
        containers[index].retryAt = nil
        step.actions.append(.startContainer(key(index), id, token))
    }

    private mutating func openLog(_ index: Int, _ step: inout EngineStep) {
        guard containers[index].log == .closed,
            case .awslogs(var options) = containers[index].plan.log
        else { return }
        let stream =
            containers[index].logStream ?? options.stream
            ?? containers[index].runtimeID?.rawValue
        guard let stream else { return }
        containers[index].logStream = stream
        options.stream = stream
        let token = step.nextToken()
        containers[index].log = .opening(token)
        step.actions.append(.openLog(key(index), options, token))
    }

    private mutating func probeHealth(_ index: Int, _ step: inout EngineStep) {
        guard let running = containers[index].running, let monitor = containers[index].health,
            let due = monitor.deadline, due <= step.now
        else { return }
        let token = step.nextToken()
        guard containers[index].health?.beginIfDue(now: step.now, token: token) == true else {
            return
        }
        step.actions.append(
            .checkHealth(
                key(index), running.id, command: monitor.check.command,
                timeout: monitor.check.timeout, token))
    }

    /// The task ends with the first essential container, for that container's reason.
    private mutating func stopIfEssentialEnded(_ now: Timestamp) {
        let ended = containers.filter { $0.plan.isEssential && $0.ending != nil }
        guard let first = ended.min(by: { ($0.ending?.at ?? now) < ($1.ending?.at ?? now) }),
            let ending = first.ending
        else { return }
        switch ending.kind {
        case .failed: beginStop(reason: ending.reason, at: now)
        case .blocked: beginStop(reason: FailureWords.failedToStart, at: now)
        case .exited, .unused, .lost: beginStop(reason: FailureWords.essentialExited, at: now)
        }
    }

    func key(_ index: Int) -> ContainerKey {
        ContainerKey(
            task: id, name: containers[index].plan.name, attempt: containers[index].attempt)
    }
}

// MARK: - Dependencies

extension TaskMachine {
    /// What a wait for another container has come to.
    enum WaitOutcome: Hashable {
        case met
        case pending(until: Timestamp?)
        /// It can no longer be met, and why.
        case impossible(String)
    }

    func outcome(of wait: Dependency, at now: Timestamp) -> WaitOutcome {
        guard let index = index(of: wait.container) else { return .impossible("it does not exist") }
        let other = containers[index]
        if let ending = other.ending { return Self.outcome(of: wait.condition, after: ending) }
        switch wait.condition {
        case .start: return other.status == .running ? .met : .pending(until: nil)
        case .healthy where other.health?.state == .healthy: return .met
        case .complete, .success, .healthy:
            guard let limit = other.plan.startTimeout, let since = other.firstStartedAt else {
                return .pending(until: nil)
            }
            let deadline = since + limit
            return now < deadline ? .pending(until: deadline) : .impossible("it has timed out")
        }
    }

    private static func outcome(
        of condition: Dependency.Condition, after ending: ContainerMachine.Ending
    ) -> WaitOutcome {
        guard ending.kind == .exited else { return .impossible("it did not start") }
        switch condition {
        case .start, .complete: return .met
        case .success:
            guard let code = ending.exitCode, code == 0 else {
                return .impossible("it did not exit successfully")
            }
            return .met
        case .healthy: return .impossible("it exited before it was healthy")
        }
    }

    /// Ends a container that has not started and whose wait is in vain; true when it did.
    @discardableResult
    private mutating func endIfBlocked(_ index: Int, _ now: Timestamp) -> Bool {
        guard containers[index].attempt == 0 else { return false }
        for wait in containers[index].plan.dependencies {
            guard case .impossible(let why) = outcome(of: wait, at: now) else { continue }
            containers[index].end(
                .blocked,
                reason: "container ordering dependency \(wait.container) "
                    + "(\(wait.condition.rawValue)) cannot be met: \(why)", at: now)
            return true
        }
        return false
    }

    var dependencyDeadlines: [Timestamp] {
        guard stop == nil else { return [] }
        return containers.flatMap { container -> [Timestamp] in
            guard container.status == .pending else { return [] }
            return container.plan.dependencies.compactMap { wait in
                guard let index = index(of: wait.container), wait.condition != .start,
                    containers[index].ending == nil,
                    !(wait.condition == .healthy && containers[index].health?.state == .healthy),
                    let limit = containers[index].plan.startTimeout,
                    let since = containers[index].firstStartedAt
                else { return nil }
                return since + limit
            }
        }
    }
}
