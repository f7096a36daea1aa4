package import ECSModel
package import Placement
package import Shapes

/// A container instance as the store keeps it, with everything that is reserved on it. Whoever
/// reserves or frees anything compares and swaps this one record, so that an instance cannot be
/// over-committed whatever races.
package struct InstanceRecord: Shape {
    /// 32 hexadecimal digits.
    package var id = ""
    /// The name of its cluster.
    package var cluster = ""
    package var ec2InstanceID: String?
    package var isDraining = false
    package var versionInfo: ECSAPI.VersionInfo?
    /// CPU units and MiB that it has for tasks.
    package var cpu = 0
    package var memory = 0
    package var gpus: [String]?
    /// Ports that the machine itself keeps.
    package var reservedPorts: [Int]?
    package var reservedUDPPorts: [Int]?
    /// What the agent and the control plane say of it.
    package var attributes: [ECSAPI.Attribute]?
    /// What users say of it with PutAttributes.
    package var customAttributes: [ECSAPI.Attribute]?
    package var tags: [ECSAPI.Tag]?
    package var registeredAt: Timestamp?
    package var allocations: [Allocation] = []
    /// How often this record was changed since it was made.
    package var changes = 0

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("id", &id)
        visitor.field("cluster", &cluster)
        visitor.field("ec2InstanceId", &ec2InstanceID)
        visitor.field("isDraining", &isDraining)
        visitor.field("versionInfo", &versionInfo)
        visitor.field("cpu", &cpu)
        visitor.field("memory", &memory)
        visitor.field("gpus", &gpus)
        visitor.field("reservedPorts", &reservedPorts)
        visitor.field("reservedUDPPorts", &reservedUDPPorts)
        visitor.field("attributes", &attributes)
        visitor.field("customAttributes", &customAttributes)
        visitor.field("tags", &tags)
        visitor.field("registeredAt", &registeredAt)
        visitor.field("allocations", &allocations)
        visitor.field("changes", &changes)
    }

    /// What one task that has not stopped holds.
    package struct Allocation: Shape, Hashable {
        package var task = ""
        package var group = ""
        /// The task is wanted stopped: it holds its share and no longer counts for its group.
        package var isStopping = false
        package var cpu = 0
        package var memory = 0
        package var gpus: [String]?
        package var tcp: [Int]?
        package var udp: [Int]?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("task", &task)
            visitor.field("group", &group)
            visitor.field("isStopping", &isStopping)
            visitor.field("cpu", &cpu)
            visitor.field("memory", &memory)
            visitor.field("gpus", &gpus)
            visitor.field("tcp", &tcp)
            visitor.field("udp", &udp)
        }
    }
}

extension InstanceRecord {
    /// What is free: below zero when the machine has come back smaller than what runs on it.
    package var free: Amounts {
        var result = Amounts(cpu: cpu, memory: memory, gpus: gpus?.count ?? 0)
        for allocation in allocations {
            result.cpu -= allocation.cpu
            result.memory -= allocation.memory
            result.gpus -= allocation.gpus?.count ?? 0
        }
        return result
    }

    /// Ports that are taken.
    package var usedPorts: Ports {
        var ports = Ports(tcp: Set(reservedPorts ?? []), udp: Set(reservedUDPPorts ?? []))
        for allocation in allocations {
            ports.tcp.formUnion(allocation.tcp ?? [])
            ports.udp.formUnion(allocation.udp ?? [])
        }
        return ports
    }

    /// All its attributes; users' stand behind the agent's and win.
    package var allAttributes: [ECSAPI.Attribute] {
        let custom = customAttributes ?? []
        let names = Set(custom.map(\.name))
        return (attributes ?? []).filter { !names.contains($0.name) } + custom
    }

    package var zone: String? {
        allAttributes.first { $0.name == "ecs.availability-zone" }?.value
    }

    /// Whether its machine was made for one task of Fargate: nobody else sees or uses it.
    package var isMadeToMeasure: Bool {
        ec2InstanceID.map(FargatePlan.isMadeToMeasure) ?? false
    }

    /// Whether the computer is none of EC2's and has joined from outside.
    /// ECS Anywhere's agents say so by an attribute.
    package var isExternal: Bool {
        ec2InstanceID?.hasPrefix("mi-") == true
            || attributes?.contains { $0.name == InstanceAttributes.external } == true
    }

    /// Gives the whole machine to the one task that it was made for; what agent and containerd take
    /// was added to its size by its host.
    package mutating func assign(task: TaskRecord) {
        guard !allocations.contains(where: { $0.task == task.id }) else { return }
        allocations.append(
            Allocation {
                $0.task = task.id
                $0.group = task.group
                $0.cpu = task.cpu.flatMap { Int($0) } ?? 0
                $0.memory = task.memory.flatMap { Int($0) } ?? 0
            })
        changes += 1
    }

    /// The instance as placement sees it.
    package func machine(agentConnected: Bool) -> Machine {
        var values: [String: String] = [:]
        for attribute in allAttributes { values[attribute.name] = attribute.value ?? "" }
        var groups: [String: Int] = [:]
        for allocation in allocations where !allocation.isStopping {
            groups[allocation.group, default: 0] += 1
        }
        return Machine(
            id: id, status: isDraining ? .inactive : .active, agentConnected: agentConnected,
            agentVersion: versionInfo?.agentVersion ?? "", ec2InstanceID: ec2InstanceID ?? "",
            registeredAt: registeredAt?.milliseconds ?? 0, attributes: values,
            total: Amounts(cpu: cpu, memory: memory, gpus: gpus?.count ?? 0), free: free,
            usedPorts: usedPorts, taskCount: allocations.count, groups: groups)
    }

    /// Reserves what a task needs. The caller has asked ``PlacementRequest/refusal(by:)``; should
    /// resources be missing all the same, nothing changes and the reason comes back.
    package mutating func reserve(
        _ reservation: TaskReservation, task: String, group: String
    ) -> RefusalReason? {
        let free = free
        if reservation.amounts.cpu > free.cpu { return .cpu }
        if reservation.amounts.memory > free.memory { return .memory }
        if reservation.amounts.gpus > free.gpus { return .gpu }
        if !usedPorts.admits(reservation.ports) { return .ports }
        let taken = Set(allocations.flatMap { $0.gpus ?? [] })
        let devices = (gpus ?? []).filter { !taken.contains($0) }
        allocations.append(
            Allocation {
                $0.task = task
                $0.group = group
                $0.cpu = reservation.amounts.cpu
                $0.memory = reservation.amounts.memory
                if reservation.amounts.gpus > 0 {
                    $0.gpus = Array(devices.prefix(reservation.amounts.gpus))
                }
                if !reservation.ports.tcp.isEmpty { $0.tcp = reservation.ports.tcp.sorted() }
                if !reservation.ports.udp.isEmpty { $0.udp = reservation.ports.udp.sorted() }
            })
        changes += 1
        return nil
    }

    /// Frees what a task holds; false when it holds nothing.
    package mutating func release(_ task: String) -> Bool {
        guard let index = allocations.firstIndex(where: { $0.task == task }) else { return false }
        allocations.remove(at: index)
        changes += 1
        return true
    }

    /// Takes a task that is wanted stopped out of its group's count; false when nothing changes.
    package mutating func markStopping(_ task: String) -> Bool {
        guard
            let index = allocations.firstIndex(where: { $0.task == task && !$0.isStopping })
        else { return false }
        allocations[index].isStopping = true
        changes += 1
        return true
    }
}
