import AgentProtocol
import Shapes
import Workload

@testable import AgentCore

extension Bench {
    /// Carries an action out on the make-believe machine; the answer, if it has one.
    mutating func perform(_ action: EngineAction) -> EngineEvent? {
        switch action {
        case .pullImage(let request, let token):
            if let error = take(&pullFailures, request.reference) {
                return .imagePulled(token, .failure(error))
            }
            cached.insert(request.reference)
            return .imagePulled(token, .success(image(request.reference)))
        case .inspectImage(let reference, let token):
            return .imageInspected(
                token, .success(cached.contains(reference) ? image(reference) : nil))
        case .createSandbox(let id, let spec, _, let token):
            return .sandboxCreated(id, token, createSandbox(spec))
        case .removeSandbox(let id, let sandbox, let token):
            if !removalFailures.isEmpty {
                return .sandboxRemoved(id, token, .failure(removalFailures.removeFirst()))
            }
            machine.sandboxes[sandbox] = nil
            machine.containers = machine.containers.filter { $0.value.sandbox != sandbox }
            return .sandboxRemoved(id, token, .success(()))
        case .inspectSandbox(let id, let sandbox, let token):
            guard let status = machine.sandboxes[sandbox] else {
                return .sandboxInspected(
                    id, token, .failure(RuntimeError(.sandboxNotFound, .inspect, "none")))
            }
            return .sandboxInspected(id, token, .success(status))
        case .removeOrphan(let id):
            machine.sandboxes[id] = nil
            machine.containers = machine.containers.filter { $0.value.sandbox != id }
            return nil
        case .createContainer(let key, let spec, let sandbox, _, let token):
            return .containerCreated(key, token, createContainer(key, spec, sandbox))
        case .startContainer(let key, let id, let token):
            return .containerStarted(key, token, startContainer(key, id))
        case .stopContainer(let key, let id, _, let token):
            return .containerStopped(key, token, stopContainer(key, id))
        case .removeContainer(let id):
            machine.containers[id] = nil
            return nil
        case .checkHealth(let key, _, _, _, let token):
            let results = probes[key.name] ?? [.exited(0)]
            if results.count > 1 { probes[key.name]?.removeFirst() }
            return .healthChecked(key, token, results[0])
        case .openLog(let key, _, let token):
            if let failure = take(&logFailures, key.name) {
                return .logOpened(key, token, .failure(failure))
            }
            return .logOpened(key, token, .success(()))
        case .finishLog(let key): return .logFinished(key)
        case .submit(let id, let submission, let token):
            submissions.append(submission)
            if !submissionFailures.isEmpty {
                return .submitted(id, token, .failure(submissionFailures.removeFirst()))
            }
            return .submitted(id, token, .success(()))
        case .send(let message):
            sent.append(message)
            return nil
        case .followLog, .abandonLog, .removeDirectories, .pruneDirectories: return nil
        }
    }

    private func take<T>(_ failures: inout [String: [T]], _ key: String) -> T? {
        guard let first = failures[key]?.first else { return nil }
        failures[key]?.removeFirst()
        return first
    }

    private func image(_ reference: String) -> Image {
        Image(
            id: "sha256:\(reference)", tags: [reference],
            digests: ["\(PulledImage.repository(of: reference))@sha256:d"], sizeBytes: 10)
    }

    private var wallTime: WallTime {
        WallTime(nanosecondsSinceEpoch: now.milliseconds * 1_000_000)
    }

    private mutating func createSandbox(
        _ spec: SandboxSpec
    ) -> Result<SandboxStatus, RuntimeError> {
        if !sandboxFailures.isEmpty { return .failure(sandboxFailures.removeFirst()) }
        let id = SandboxID(rawValue: machine.newID("s"))
        let status = SandboxStatus(
            id: id, workloadID: spec.id, name: spec.name, namespace: spec.namespace,
            network: spec.network, isReady: true, createdAt: wallTime, address: "10.0.0.2",
            ports: spec.ports.enumerated().map { index, port in
                PortBinding(
                    containerPort: port.containerPort,
                    hostPort: port.hostPort == 0 ? UInt16(40000 + index) : port.hostPort,
                    transport: port.transport)
            }, labels: spec.labels, annotations: [:], logDirectory: spec.logDirectory)
        machine.sandboxes[id] = status
        return .success(status)
    }

    private mutating func createContainer(
        _ key: ContainerKey, _ spec: ContainerSpec, _ sandbox: SandboxID
    ) -> Result<ContainerID, RuntimeError> {
        if let error = take(&createFailures, key.name) { return .failure(error) }
        let isThere = machine.containers.values.contains {
            $0.workloadID == key.task.rawValue && $0.name == key.name && $0.attempt == spec.attempt
        }
        if isThere {
            return .failure(RuntimeError(.alreadyExists, .createContainer, "it is there"))
        }
        let id = ContainerID(rawValue: machine.newID("c"))
        let status = ContainerStatus(
            id: id, sandbox: sandbox, workloadID: key.task.rawValue, name: key.name,
            attempt: spec.attempt, state: .created, createdAt: wallTime, image: spec.image)
        machine.containers[id] = status
        return .success(id)
    }

    private mutating func startContainer(
        _ key: ContainerKey, _ id: ContainerID
    ) -> Result<Void, RuntimeError> {
        if let error = take(&startFailures, key.name) { return .failure(error) }
        guard machine.containers[id]?.state == .created else {
            return .failure(RuntimeError(.startFailed, .startContainer, "not created"))
        }
        let time = wallTime
        machine.containers[id]?.state = .running
        machine.containers[id]?.startedAt = time
        machine.starts.append("\(key)")
        return .success(())
    }

    private mutating func stopContainer(
        _ key: ContainerKey, _ id: ContainerID
    ) -> Result<ContainerStatus, RuntimeError> {
        if let error = take(&stopFailures, key.name) { return .failure(error) }
        guard var status = machine.containers[id] else {
            return .failure(RuntimeError(.containerNotFound, .stopContainer, "none"))
        }
        if case .exited = status.state { return .success(status) }
        let code = stopCodes[key.name] ?? 143
        status.state = .exited(ContainerExit(code: code, reason: .failed))
        status.finishedAt = wallTime
        machine.containers[id] = status
        return .success(status)
    }
}
