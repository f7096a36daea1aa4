import Shapes
import Workload

// Answers to actions. An answer whose token is not awaited changes nothing.

extension TaskMachine {
    mutating func imageDelivered(
        to name: String, _ result: Result<PulledImage, PullQueue.PullFailure>, now: Timestamp
    ) {
        guard let index = index(of: name), containers[index].phase == .waiting else { return }
        switch result {
        case .success(let image):
            containers[index].image = image
            containers[index].phase = .pulled
        case .failure(let failure):
            containers[index].end(.failed, reason: failure.reason, at: now)
        }
        if !containers.contains(where: { $0.phase == .waiting }) {
            pullStoppedAt = pullStoppedAt ?? now
        }
    }

    mutating func sandboxCreated(
        _ token: ActionToken, _ result: Result<SandboxStatus, RuntimeError>,
        _ step: inout EngineStep
    ) {
        guard case .creating(token) = sandbox else { return }
        sandbox = .absent
        switch result {
        case .success(let status): sandboxIsReady(status)
        case .failure(let error):
            sandboxFailures += 1
            if error.isRetryable || error.code == .alreadyExists,
                let time = step.retryTime(afterFailures: sandboxFailures)
            {
                sandboxRetryAt = time
            } else if stop == nil {
                blame(error, now: step.now)
            }
        }
    }

    mutating func sandboxIsReady(_ status: SandboxStatus) {
        let facts = SandboxFacts(id: status.id, address: status.address, ports: status.ports)
        sandbox = .ready(facts)
        lastSandbox = facts
        sandboxFailures = 0
        sandboxRetryAt = nil
    }

    /// A sandbox that cannot be made fails the container whose port was taken, or else the first
    /// essential one, as docker would.
    private mutating func blame(_ error: RuntimeError, now: Timestamp) {
        let reason = FailureWords.reason(error)
        let isAboutPorts = error.code == .portInUse || error.code == .portsExhausted
        let withPorts = isAboutPorts ? containers.firstIndex { !$0.plan.ports.isEmpty } : nil
        let index = withPorts ?? containers.firstIndex { $0.plan.isEssential } ?? 0
        if containers[index].ending == nil {
            containers[index].end(.failed, reason: reason, at: now)
        }
        beginStop(reason: reason, at: now)
    }

    mutating func sandboxRemoved(
        _ token: ActionToken, _ result: Result<Void, RuntimeError>, _ step: inout EngineStep
    ) {
        guard case .removing(let id, token) = sandbox else { return }
        switch result {
        case .success:
            // One that was found broken at the start is replaced; otherwise this is the end.
            sandbox = stop == nil ? .absent : .gone
            sandboxFailures = 0
        case .failure(let error) where error.code == .sandboxNotFound:
            sandbox = stop == nil ? .absent : .gone
        case .failure:
            // It must go in the end, or its ports stay taken: tried without limit.
            sandboxFailures += 1
            sandbox = .lingering(id)
            sandboxRetryAt =
                step.now
                + step.settings.runtimeBackoff.delay(
                    afterFailures: sandboxFailures, using: &step.random)
        }
    }

    mutating func sandboxInspected(
        _ token: ActionToken, _ result: Result<SandboxStatus, RuntimeError>, now: Timestamp
    ) {
        guard sandboxInspection == token else { return }
        sandboxInspection = nil
        guard case .ready = sandbox else { return }
        switch result {
        case .success(let status) where status.isReady: break
        case .success:
            beginStop(
                reason: "ContainerRuntimeError: the task's sandbox ended unexpectedly", at: now)
        case .failure(let error) where error.code == .sandboxNotFound: loseSandbox(now)
        case .failure: break
        }
    }

    mutating func containerCreated(
        _ key: ContainerKey, _ token: ActionToken, _ result: Result<ContainerID, RuntimeError>,
        _ step: inout EngineStep
    ) {
        guard let index = awaiting(key, .creating(token)) else { return }
        containers[index].operation = nil
        switch result {
        case .success(let id):
            guard containers[index].phase == .pulled else { return }
            containers[index].phase = .created(id)
            containers[index].runtimeID = id
            containers[index].failures = 0
        case .failure(let error):
            guard stop == nil, containers[index].phase == .pulled else { return }
            let mayPass = error.isRetryable || error.code == .alreadyExists
            // The image was collected between pull and creation: pull again.
            if error.code == .imageNotFound, containers[index].failures == 0 {
                containers[index].failures = 1
                containers[index].phase = .waiting
                containers[index].imageRequested = false
                return
            }
            retryOrEnd(index, error, mayPass: mayPass, &step)
        }
    }

    mutating func containerStarted(
        _ key: ContainerKey, _ token: ActionToken, _ result: Result<Void, RuntimeError>,
        _ step: inout EngineStep
    ) {
        guard let index = awaiting(key, .starting(token)) else { return }
        containers[index].operation = nil
        guard case .created(let id) = containers[index].phase else { return }
        switch result {
        case .success: containerIsRunning(index, id, since: step.now, now: step.now)
        case .failure(let error):
            // Only a runtime that was away leaves the container startable; of one that is over
            // already, how it ended is yet to be heard.
            let mayPass = error.code == .unavailable || error.code == .containerNotRunning
            retryOrEnd(index, error, mayPass: mayPass, &step)
        }
    }

    private mutating func retryOrEnd(
        _ index: Int, _ error: RuntimeError, mayPass: Bool, _ step: inout EngineStep
    ) {
        containers[index].failures += 1
        if mayPass, let time = step.retryTime(afterFailures: containers[index].failures) {
            containers[index].retryAt = time
        } else {
            containers[index].end(.failed, reason: FailureWords.reason(error), at: step.now)
        }
    }

    mutating func containerStopped(
        _ key: ContainerKey, _ token: ActionToken, _ result: Result<ContainerStatus, RuntimeError>,
        _ step: inout EngineStep
    ) {
        guard let index = awaiting(key, .stopping(token)) else { return }
        containers[index].operation = nil
        switch result {
        case .success(let status):
            if case .exited(let exit) = status.state {
                containerExited(index, exit, at: step.now, &step)
            } else {
                stopFailed(index, "it is still there", &step)
            }
        case .failure(let error) where error.code == .containerNotFound:
            containers[index].end(.lost, reason: Self.lostReason(key), at: step.now)
        case .failure(let error): stopFailed(index, error.message, &step)
        }
    }

    /// After some failures the sandbox goes with everything in it.
    private mutating func stopFailed(_ index: Int, _ message: String, _ step: inout EngineStep) {
        guard containers[index].running != nil else { return }
        containers[index].failures += 1
        if let time = step.retryTime(afterFailures: containers[index].failures) {
            containers[index].retryAt = time
        } else {
            containers[index].end(
                .lost, reason: "CannotStopContainerError: \(message)", at: step.now)
        }
    }

    mutating func healthChecked(
        _ key: ContainerKey, _ token: ActionToken, _ result: HealthProbeResult, now: Timestamp
    ) -> Bool {
        guard let index = index(of: key.name), containers[index].attempt == key.attempt else {
            return false
        }
        return containers[index].health?.finish(token, result, now: now) ?? false
    }

    mutating func logOpened(
        _ key: ContainerKey, _ token: ActionToken, _ result: Result<Void, LogFailure>,
        _ step: inout EngineStep
    ) {
        guard let index = index(of: key.name), containers[index].log == .opening(token) else {
            return
        }
        switch result {
        case .success:
            containers[index].log = .open
            containers[index].failures = 0
        case .failure(let failure):
            containers[index].log = .closed
            guard stop == nil, containers[index].ending == nil else { return }
            let error = RuntimeError(
                .startFailed, .startContainer,
                "failed to initialize logging driver: \(failure.message)")
            retryOrEnd(index, error, mayPass: failure.isRetryable, &step)
        }
    }

    mutating func logAdvanced(_ key: ContainerKey, position: LogMark) {
        guard let index = index(of: key.name),
            containers[index].unsentLogs[key.attempt] != nil
        else { return }
        containers[index].unsentLogs[key.attempt]?.position = position
    }

    mutating func logFinished(_ key: ContainerKey) {
        guard let index = index(of: key.name),
            containers[index].unsentLogs[key.attempt]?.isFinishing == true
        else { return }
        containers[index].unsentLogs[key.attempt] = nil
    }

    private func awaiting(_ key: ContainerKey, _ operation: ContainerMachine.Operation) -> Int? {
        guard let index = index(of: key.name), containers[index].attempt == key.attempt,
            containers[index].operation == operation
        else { return nil }
        return index
    }
}
