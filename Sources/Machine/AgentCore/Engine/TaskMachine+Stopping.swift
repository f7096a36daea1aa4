import Shapes
import Workload

extension TaskMachine {
    /// Takes the task down: containers in the reverse order of their dependencies, then the sandbox.
    mutating func windDown(_ step: inout EngineStep) {
        var endings = -1
        while true {
            for index in containers.indices { windDown(index, &step) }
            let count = containers.filter { $0.ending != nil }.count
            if count == endings { break }
            endings = count
        }
        guard hasEnded else { return }
        endedAt = endedAt ?? step.now
        executionStoppedAt = executionStoppedAt ?? step.now
        removeSandbox(&step)
    }

    private mutating func windDown(_ index: Int, _ step: inout EngineStep) {
        switch (containers[index].phase, containers[index].operation) {
        case (.ended, _), (_, .creating), (_, .starting), (_, .stopping): break
        case (.waiting, nil), (.pulled, nil), (.created, nil):
            containers[index].end(.unused, at: step.now)
        case (.running(let id, _), nil):
            let dependents = plan.dependents(of: containers[index].plan.name)
            let areEnded = dependents.allSatisfy { name in
                containers.first { $0.plan.name == name }?.ending != nil
            }
            guard areEnded else { return }
            if let time = containers[index].retryAt, time > step.now { return }
            let token = step.nextToken()
            containers[index].operation = .stopping(token)
            containers[index].retryAt = nil
            step.actions.append(
                .stopContainer(
                    key(index), id, grace: containers[index].plan.stopTimeout, token))
        }
    }

    private mutating func removeSandbox(_ step: inout EngineStep) {
        switch sandbox {
        case .creating, .removing, .gone: return
        case .absent: sandbox = .gone
        case .ready(let facts): remove(facts.id, &step)
        case .lingering(let id):
            if let time = sandboxRetryAt, time > step.now { return }
            remove(id, &step)
        }
    }

    private mutating func remove(_ sandboxID: SandboxID, _ step: inout EngineStep) {
        let token = step.nextToken()
        sandbox = .removing(sandboxID, token)
        sandboxRetryAt = nil
        step.actions.append(.removeSandbox(id, sandboxID, token))
    }

    /// Follows the logs of what has started, finishes those of what has ended, and gives up on them
    /// when the time for it is over.
    mutating func tendLogs(_ step: inout EngineStep) {
        for index in containers.indices {
            guard case .awslogs(var options) = containers[index].plan.log,
                let stream = containers[index].logStream
            else { continue }
            options.stream = stream
            for attempt in containers[index].unsentLogs.keys.sorted() {
                guard var progress = containers[index].unsentLogs[attempt] else { continue }
                let key = ContainerKey(
                    task: id, name: containers[index].plan.name, attempt: attempt)
                if !progress.isFollowed {
                    progress.isFollowed = true
                    let file = containers[index].plan.logFile(attempt: attempt)
                    step.actions.append(
                        .followLog(
                            key,
                            LogSource(
                                path: "\(plan.sandbox.logDirectory)/\(file)", options: options,
                                position: progress.position)))
                }
                let isOver = attempt < containers[index].attempt || containers[index].ending != nil
                if isOver, !progress.isFinishing {
                    progress.isFinishing = true
                    step.actions.append(.finishLog(key))
                }
                containers[index].unsentLogs[attempt] = progress
            }
        }
        guard let endedAt, step.now >= endedAt + step.settings.logDrainLimit else { return }
        for index in containers.indices {
            for attempt in containers[index].unsentLogs.keys.sorted() {
                step.actions.append(
                    .abandonLog(
                        ContainerKey(
                            task: id, name: containers[index].plan.name, attempt: attempt)))
            }
            containers[index].unsentLogs = [:]
        }
    }

    var logsAreSent: Bool { containers.allSatisfy { $0.unsentLogs.isEmpty } }

    /// Deadlines of the wait between the last container's end and STOPPED.
    func endDeadlines(_ settings: EngineSettings) -> [Timestamp] {
        guard let endedAt, finishedAt == nil else { return [] }
        var times: [Timestamp] = []
        if !logsAreSent { times.append(endedAt + settings.logDrainLimit) }
        if sandbox != .gone, status != .stopped { times.append(endedAt + settings.removalLimit) }
        return times
    }

    /// Nothing is left but the memory that it was there.
    mutating func finish(_ step: inout EngineStep) {
        guard sandbox == .gone, logsAreSent, report.task == .stopped, report.inFlight == nil else {
            return
        }
        finishedAt = step.now
        if let directory = plan.volumeDirectory {
            step.actions.append(.removeDirectories([directory]))
        }
    }
}
