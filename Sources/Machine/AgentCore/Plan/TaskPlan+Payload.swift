package import AgentProtocol
import Workload

extension TaskPlan {
    /// Reads a task's payload. Throws for what cannot be run at all or is not supported here; AWS's
    /// control plane checks most of it before, so a failure here is rare and names its member.
    package init(_ task: ACS.Task, settings: PlanSettings) throws(PlanFailure) {
        guard let arn = task.arn, let id = TaskID(arn: arn) else {
            throw PlanFailure("the task has no usable arn")
        }
        let declared = task.containers ?? []
        guard !declared.isEmpty else { throw PlanFailure("the task has no containers") }
        try Self.refuseUnsupported(task)

        var parts: [ContainerReading] = []
        for container in declared {
            parts.append(try ContainerReading(container, task: task))
        }
        try Self.checkNames(parts)

        var volumes = VolumePlan(task: id, settings: settings)
        try volumes.declare(task.volumes ?? [])

        self.id = id
        self.arn = arn
        cluster = task.taskClusterArn ?? "default"
        family = task.family ?? ""
        revision = task.version ?? ""
        containers = []
        let labels = [
            WorkloadLabel.taskARN: arn, WorkloadLabel.cluster: cluster,
            WorkloadLabel.family: family, WorkloadLabel.revision: revision,
        ]
        let network = try Self.networkMode(of: task, parts)
        for part in parts {
            let mounts = try volumes.mounts(for: part, among: parts)
            containers.append(
                try part.plan(
                    mounts: mounts, labels: labels, task: id, network: network, settings: settings))
        }
        sandbox = Self.sandbox(
            of: task, id: id, network: network, parts, containers, labels, settings)
        directories = volumes.directories
        volumeDirectory = volumes.taskDirectory
        try Self.checkOrder(containers)
    }

    /// What needs hardware, services or parts of the machine that are not there is refused by name.
    private static func refuseUnsupported(_ task: ACS.Task) throws(PlanFailure) {
        if task.proxyConfiguration != nil {
            throw PlanFailure("proxyConfiguration is not supported by this agent")
        }
        if !(task.associations ?? []).isEmpty {
            throw PlanFailure("resource associations (GPU) are not supported by this agent")
        }
        for attachment in task.attachments ?? [] {
            throw PlanFailure(
                "attachments of type \(attachment.attachmentType ?? "?") are not supported by this agent"
            )
        }
    }

    private static func checkNames(_ parts: [ContainerReading]) throws(PlanFailure) {
        var seen: Set<String> = []
        for part in parts {
            let isSafe =
                !part.name.isEmpty && part.name.utf8.count <= 255
                && part.name.utf8.allSatisfy { $0 > 0x20 && $0 != UInt8(ascii: "/") && $0 < 0x7F }
                && part.name != "." && part.name != ".."
            guard isSafe else { throw PlanFailure("container name '\(part.name)' is not usable") }
            guard seen.insert(part.name).inserted else {
                throw PlanFailure("two containers are named '\(part.name)'")
            }
        }
    }

    /// Each dependency must exist, and following them must end.
    private static func checkOrder(_ containers: [ContainerPlan]) throws(PlanFailure) {
        var settled: Set<String> = []
        var rest = containers
        while !rest.isEmpty {
            let ready = rest.filter { plan in
                plan.dependencies.allSatisfy { settled.contains($0.container) }
            }
            guard !ready.isEmpty else {
                let names = rest.map(\.name).joined(separator: ", ")
                throw PlanFailure(
                    "the dependencies of \(names) form a circle or name a container that is not there"
                )
            }
            settled.formUnion(ready.map(\.name))
            rest.removeAll { settled.contains($0.name) }
        }
        for plan in containers {
            for wait in plan.dependencies where wait.condition == .healthy {
                if containers.first(where: { $0.name == wait.container })?.healthCheck == nil {
                    throw PlanFailure(
                        "it waits for '\(wait.container)' to be HEALTHY, which has no health check",
                        container: plan.name)
                }
            }
        }
    }

    private static func sandbox(
        of task: ACS.Task, id: TaskID, network: NetworkMode, _ parts: [ContainerReading],
        _ containers: [ContainerPlan], _ labels: [String: String], _ settings: PlanSettings
    ) -> SandboxSpec {
        var spec = SandboxSpec(
            id: id.rawValue, name: task.family ?? id.rawValue,
            namespace: String((task.taskClusterArn ?? "default").split(separator: "/").last ?? ""),
            network: network, labels: labels,
            logDirectory: "\(settings.logsDirectory)/\(id.rawValue)")
        spec.hostname = parts.lazy.compactMap(\.config.hostname).first { !$0.isEmpty }
        // With an interface of its own a task needs no ports of the machine's.
        spec.ports =
            network == .none || network.interface != nil ? [] : containers.flatMap(\.ports)
        // Docker's init reaps orphans as process 1; here the sandbox's own first process does, if
        // the containers share its process namespace.
        let wantsInit = parts.contains { part in
            part.wire.linuxParameters?.initProcessEnabled == true || part.host.initProcess == true
        }
        spec.pid = sharing(task.pidMode) ?? (wantsInit ? .sandbox : .container)
        spec.ipc = sharing(task.ipcMode) ?? .sandbox
        spec.allowsPrivileged = containers.contains(where: \.spec.privileged)
        if let cpu = task.cpu, cpu > 0 {
            spec.limits.cpuQuotaUnits = Int64((cpu * 1024).rounded())
        }
        if let memory = task.memory, memory > 0 {
            spec.limits.memoryBytes = Int64(memory) << 20
        }
        // Docker keeps these a container; here the containers of a task share one sandbox, so the
        // union holds for all of them.
        for part in parts {
            spec.sysctls.merge(part.host.sysctls ?? [:]) { first, _ in first }
            spec.sharedMemoryBytes = largest(spec.sharedMemoryBytes, part.sharedMemoryBytes)
            spec.extraHosts += part.extraHosts.filter { !spec.extraHosts.contains($0) }
            let dns = DNSConfig(
                servers: part.host.dns ?? [], searches: part.host.dnsSearch ?? [])
            if spec.dns == nil, dns != DNSConfig() { spec.dns = dns }
        }
        return spec
    }

    private static func sharing(_ mode: String?) -> NamespaceSharing? {
        switch mode {
        case "host": .host
        case "task": .sandbox
        case "none": .container
        default: nil
        }
    }

    private static func largest(_ left: Int64?, _ right: Int64?) -> Int64? {
        guard let left else { return right }
        guard let right else { return left }
        return max(left, right)
    }
}
