import AgentProtocol
import Shapes
import Workload

extension TaskMachine {
    var record: TaskRecord {
        var record = TaskRecord()
        record.payload = finishedAt == nil ? payload : payload.remains
        record.stop = stop.map { stop in
            StopRecord {
                $0.reason = stop.reason
                $0.at = stop.at
            }
        }
        record.sandbox = sandboxRecord
        record.containers = containers.map(\.record)
        record.status = status
        record.reportedTask = report.task
        record.reportedContainers = report.containers
        record.pullStartedAt = pullStartedAt
        record.pullStoppedAt = pullStoppedAt
        record.executionStoppedAt = executionStoppedAt
        record.endedAt = endedAt
        record.finishedAt = finishedAt
        return record
    }

    private var sandboxRecord: SandboxRecord? {
        var record = SandboxRecord()
        switch sandbox {
        // One that is being made is found by its name, if it came to be.
        case .absent, .creating: return nil
        case .ready: record.phase = .ready
        case .removing(let id, _), .lingering(let id):
            record.phase = .lingering
            record.id = id.rawValue
        case .gone: record.phase = .gone
        }
        if let facts = lastSandbox {
            record.id = record.id ?? facts.id.rawValue
            record.address = facts.address
            record.ports = facts.ports.map { port in
                PortRecord {
                    $0.container = Int(port.containerPort)
                    $0.host = Int(port.hostPort)
                    $0.transport = port.transport.rawValue
                    $0.address = port.hostAddress
                }
            }
        }
        return record
    }

    /// Restores a task; nil when its payload has no usable name.
    init?(_ record: TaskRecord, settings: PlanSettings, now: Timestamp) {
        guard let id = TaskID(arn: record.payload.arn ?? "") else { return nil }
        var failure: PlanFailure?
        let plan: TaskPlan
        do throws(PlanFailure) {
            guard record.finishedAt == nil else { throw PlanFailure("") }
            plan = try TaskPlan(record.payload, settings: settings)
        } catch {
            failure = error
            plan = TaskPlan(hollow: record.payload, id: id, settings: settings)
        }
        let saved = Dictionary(record.containers.map { ($0.name, $0) }) { first, _ in first }
        self.init(
            plan: plan, payload: record.payload,
            containers: plan.containers.map { container in
                var machine = ContainerMachine(container)
                if let record = saved[container.name] { machine.restore(record, now: now) }
                return machine
            })
        restore(record, now: now)
        if let failure, stop == nil { stop = Stop(reason: failure.reason, at: now) }
    }

    private mutating func restore(_ record: TaskRecord, now: Timestamp) {
        stop = record.stop.map { Stop(reason: $0.reason, at: $0.at ?? now) }
        status = record.status
        report.task = record.reportedTask
        report.containers = record.reportedContainers
        pullStartedAt = record.pullStartedAt
        pullStoppedAt = record.pullStoppedAt
        executionStoppedAt = record.executionStoppedAt
        endedAt = record.endedAt
        finishedAt = record.finishedAt
        guard let saved = record.sandbox else { return }
        if let id = saved.id {
            lastSandbox = SandboxFacts(
                id: SandboxID(rawValue: id), address: saved.address,
                ports: saved.ports.compactMap { port in
                    guard let inside = UInt16(exactly: port.container),
                        let outside = UInt16(exactly: port.host),
                        let transport = TransportProtocol(rawValue: port.transport)
                    else { return nil }
                    return PortBinding(
                        containerPort: inside, hostPort: outside, transport: transport,
                        hostAddress: port.address)
                })
        }
        switch (saved.phase, lastSandbox) {
        case (.ready, let facts?): sandbox = .ready(facts)
        case (.lingering, let facts?): sandbox = .lingering(facts.id)
        case (.gone, _): sandbox = .gone
        case (.ready, nil), (.lingering, nil): sandbox = .absent
        }
    }
}

extension ContainerMachine {
    var record: ContainerRecord {
        var record = ContainerRecord()
        record.name = plan.name
        record.attempt = attempt
        record.imageID = image?.id
        record.imageDigest = image?.digest
        record.runtimeID = runtimeID?.rawValue
        record.firstStartedAt = firstStartedAt
        record.lastRestartAt = lastRestartAt
        record.logStream = logStream
        record.unsentLogs =
            unsentLogs.isEmpty
            ? nil
            : unsentLogs.sorted { $0.key < $1.key }.map { attempt, progress in
                LogRecord {
                    $0.attempt = attempt
                    $0.inode = progress.position.map { Int(bitPattern: UInt($0.inode)) }
                    $0.offset = progress.position.map { Int($0.offset) }
                }
            }
        switch phase {
        case .waiting: record.phase = .waiting
        case .pulled: record.phase = .pulled
        case .created: record.phase = .created
        case .running(_, let since):
            record.phase = .running
            record.runningSince = since
            record.health = health?.state
        case .ended(let ending):
            record.phase = .ended
            record.ending = ending.kind
            record.endedAt = ending.at
            record.exitCode = ending.exitCode
            record.reason = ending.reason
        }
        return record
    }

    mutating func restore(_ record: ContainerRecord, now: Timestamp) {
        attempt = record.attempt
        image = record.imageID.map { PulledImage(id: $0, digest: record.imageDigest) }
        runtimeID = record.runtimeID.map { ContainerID(rawValue: $0) }
        firstStartedAt = record.firstStartedAt
        lastRestartAt = record.lastRestartAt
        logStream = record.logStream
        for saved in record.unsentLogs ?? [] {
            var progress = LogProgress()
            if let inode = saved.inode, let offset = saved.offset {
                progress.position = LogMark(
                    inode: UInt64(UInt(bitPattern: inode)), offset: Int64(offset))
            }
            unsentLogs[saved.attempt] = progress
        }
        switch (record.phase, runtimeID) {
        case (.waiting, _), (.created, nil), (.running, nil): phase = .waiting
        case (.pulled, _): phase = image == nil ? .waiting : .pulled
        case (.created, let id?): phase = .created(id)
        case (.running, let id?):
            let since = record.runningSince ?? now
            phase = .running(id, since: since)
            log = .open
            if let check = plan.healthCheck {
                health = HealthMonitor(
                    check, startedAt: since, now: now, state: record.health ?? .unknown)
            }
        case (.ended, _):
            phase = .ended(
                Ending(
                    kind: record.ending ?? .lost, exitCode: record.exitCode, reason: record.reason,
                    at: record.endedAt ?? now))
        }
    }
}
