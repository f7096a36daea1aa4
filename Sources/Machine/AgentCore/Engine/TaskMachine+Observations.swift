import Shapes
import Workload

// What the runtime says by itself, at any time and in any order.

extension TaskMachine {
    mutating func observed(_ status: ContainerStatus, _ step: inout EngineStep) {
        guard finishedAt == nil, let index = index(of: status.name) else { return }
        let attempt = Int(status.attempt)
        guard attempt >= containers[index].attempt else { return }
        if attempt > containers[index].attempt {
            // A restart that was not on disk when the agent died.
            guard containers[index].ending == nil else { return }
            containers[index].attempt = attempt
            containers[index].phase = .pulled
            containers[index].operation = nil
            containers[index].lastRestartAt = timestamp(status.createdAt)
        }
        switch status.state {
        case .created:
            guard containers[index].phase == .pulled || containers[index].phase == .waiting else {
                return
            }
            containers[index].phase = .created(status.id)
            containers[index].runtimeID = status.id
            if case .creating = containers[index].operation { containers[index].operation = nil }
        case .running:
            guard containers[index].ending == nil, containers[index].running == nil else { return }
            let since = status.startedAt.map(timestamp) ?? step.now
            containerIsRunning(index, status.id, since: since, now: step.now)
        case .exited(let exit):
            guard containers[index].ending == nil else { return }
            // The answer to the start that is under way says more than the exit does.
            if exit.reason == .startFailed, case .starting = containers[index].operation { return }
            if exit.reason == .startInterrupted, stop == nil {
                remake(index, status.id, exit, &step)
                return
            }
            containers[index].runtimeID = status.id
            if exit.reason != .startFailed, exit.reason != .startInterrupted {
                let since = status.startedAt.map(timestamp) ?? step.now
                containerIsRunning(index, status.id, since: since, now: step.now)
            }
            containerExited(
                index, exit, at: status.finishedAt.map(timestamp) ?? step.now, &step)
        case .unknown: break
        }
    }

    /// It runs: its output is there to be sent.
    mutating func containerIsRunning(
        _ index: Int, _ id: ContainerID, since: Timestamp, now: Timestamp
    ) {
        containers[index].started(id, since: since, now: now)
        guard case .awslogs(let options) = containers[index].plan.log else { return }
        containers[index].log = .open
        containers[index].logStream =
            containers[index].logStream ?? options.stream ?? id.rawValue
        let attempt = containers[index].attempt
        if containers[index].unsentLogs[attempt] == nil {
            containers[index].unsentLogs[attempt] = .init()
        }
    }

    /// It ended: again from the start if its policy says so, else for good.
    mutating func containerExited(
        _ index: Int, _ exit: ContainerExit, at time: Timestamp, _ step: inout EngineStep
    ) {
        let code = Int(exit.code)
        switch exit.reason {
        case .startFailed, .startInterrupted:
            containers[index].end(
                .failed, reason: "CannotStartContainerError: \(exit.message)", at: time)
        case .completed, .failed, .outOfMemory:
            if stop == nil, containers[index].restarts(after: code, now: step.now) {
                if let old = containers[index].runtimeID {
                    step.actions.append(.removeContainer(old))
                }
                containers[index].restart(now: step.now)
                return
            }
            containers[index].end(
                .exited, exitCode: code,
                reason: exit.reason == .outOfMemory ? FailureWords.outOfMemory : nil, at: time)
        }
        if containers[index].plan.isEssential {
            executionStoppedAt = executionStoppedAt ?? time
        }
    }

    /// Makes a container anew whose start was interrupted: it never ran.
    private mutating func remake(
        _ index: Int, _ id: ContainerID, _ exit: ContainerExit, _ step: inout EngineStep
    ) {
        switch containers[index].phase {
        case .created(id):
            containers[index].interruptions += 1
            guard let time = step.retryTime(afterFailures: containers[index].interruptions) else {
                containerExited(index, exit, at: step.now, &step)
                return
            }
            containers[index].phase = .pulled
            containers[index].operation = nil
            containers[index].retryAt = time
        // Its creation was not on disk when the agent died.
        case .waiting, .pulled: break
        // It is another one's end, or of one that did run.
        case .created, .running, .ended: return
        }
        containers[index].runtimeID = nil
        step.actions.append(.removeContainer(id))
    }

    mutating func observedRemoval(of id: ContainerID, _ step: inout EngineStep) {
        guard let index = containers.firstIndex(where: { $0.runtimeID == id }) else { return }
        switch containers[index].phase {
        case .created(id), .running(id, _):
            containers[index].end(.lost, reason: Self.lostReason(key(index)), at: step.now)
        case .waiting, .pulled, .created, .running, .ended: break
        }
    }

    static func lostReason(_ key: ContainerKey) -> String {
        "CannotInspectContainerError: container \(key.name) is no longer there"
    }

    mutating func observed(_ status: SandboxStatus, _ step: inout EngineStep) {
        guard finishedAt == nil else { return }
        switch sandbox {
        case .absent where status.isReady: sandboxIsReady(status)
        case .ready(let facts) where facts.id == status.id && !status.isReady:
            guard stop == nil, sandboxInspection == nil else { return }
            let token = step.nextToken()
            sandboxInspection = token
            step.actions.append(.inspectSandbox(id, facts.id, token))
        case .absent, .creating, .ready, .removing, .lingering, .gone: break
        }
    }

    mutating func observedRemoval(of id: SandboxID, _ step: inout EngineStep) {
        switch sandbox {
        case .ready(let facts) where facts.id == id: loseSandbox(step.now)
        case .lingering(id), .removing(id, _): sandbox = stop == nil ? .absent : .gone
        case .absent, .creating, .ready, .removing, .lingering, .gone: break
        }
    }

    mutating func loseSandbox(_ now: Timestamp) {
        sandbox = .gone
        for index in containers.indices {
            switch containers[index].phase {
            case .created, .running:
                containers[index].end(.lost, reason: Self.lostReason(key(index)), at: now)
            case .waiting, .pulled, .ended: break
            }
        }
        beginStop(reason: "ContainerRuntimeError: the task's sandbox is no longer there", at: now)
    }

    /// After a restart of the agent: makes what was remembered agree with all that the runtime has.
    mutating func adopt(
        sandboxes: [SandboxStatus], containers found: [ContainerStatus], _ step: inout EngineStep
    ) {
        guard finishedAt == nil else { return }
        adopt(sandboxes, &step)
        for index in containers.indices {
            let named = found.filter { $0.name == containers[index].plan.name }
                .sorted { $0.attempt < $1.attempt }
            for old in named where Int(old.attempt) < containers[index].attempt {
                step.actions.append(.removeContainer(old.id))
            }
            if let newest = named.last { observed(newest, &step) }
            guard named.last.map({ Int($0.attempt) == containers[index].attempt }) != true else {
                continue
            }
            switch containers[index].phase {
            // It never ran: make it again.
            case .created where stop == nil: containers[index].phase = .pulled
            case .created, .running:
                containers[index].end(.lost, reason: Self.lostReason(key(index)), at: step.now)
            case .waiting, .pulled, .ended: break
            }
        }
    }

    private mutating func adopt(_ found: [SandboxStatus], _ step: inout EngineStep) {
        switch sandbox {
        case .ready(let facts):
            guard let status = found.first(where: { $0.id == facts.id }) else {
                loseSandbox(step.now)
                return
            }
            observed(status, &step)
        case .lingering(let id):
            if !found.contains(where: { $0.id == id }) { sandbox = .gone }
        case .absent:
            if let ready = found.first(where: \.isReady) {
                sandboxIsReady(ready)
            } else if let broken = found.first {
                // Half made when the agent died: removed, then made again.
                let token = step.nextToken()
                sandbox = .removing(broken.id, token)
                step.actions.append(.removeSandbox(id, broken.id, token))
            }
        case .creating, .removing, .gone: break
        }
        // Whatever else carries this task's name is left over.
        for status in found where status.id != currentSandbox {
            step.actions.append(.removeOrphan(status.id))
        }
    }

    private var currentSandbox: SandboxID? {
        switch sandbox {
        case .ready(let facts): facts.id
        case .removing(let id, _), .lingering(let id): id
        case .absent, .creating, .gone: nil
        }
    }

    private func timestamp(_ time: WallTime) -> Timestamp {
        Timestamp(milliseconds: time.nanosecondsSinceEpoch / 1_000_000)
    }
}
