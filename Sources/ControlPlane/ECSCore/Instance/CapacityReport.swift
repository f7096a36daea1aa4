import ECSModel
package import Placement
package import Shapes

/// What the machines of a scope have, hold and use, and which task definitions have no room left.
package struct CapacityReport: Shape, Hashable {
    /// Machines and definitions that are named at most.
    package static let maximumMachines = 10_000
    package static let maximumDefinitions = 100

    package var machines: [MachineCapacity] = []
    /// Newest active revisions that fit on no machine of a cluster as things stand.
    package var withoutRoom: [LackOfRoom] = []

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("machines", &machines)
        visitor.field("withoutRoom", &withoutRoom)
    }
}

/// One container instance: CPU in ECS units (1024 a processor), memory in MiB.
package struct MachineCapacity: Shape, Hashable {
    /// The EC2 instance behind it, else the ARN.
    package var id = ""
    package var arn = ""
    package var cluster = ""
    package var zone: String?
    package var instanceType: String?
    package var agentConnected = false
    package var isDraining = false
    package var tasks = 0
    package var cpu = 0
    package var memory = 0
    package var cpuLeft = 0
    package var memoryLeft = 0
    /// What running tasks really used of late; nil while nothing was heard.
    package var cpuUsed: Int?
    package var memoryUsed: Int?
    /// Host ports that are taken.
    package var ports: [Int] = []

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("id", &id)
        visitor.field("arn", &arn)
        visitor.field("cluster", &cluster)
        visitor.field("zone", &zone)
        visitor.field("instanceType", &instanceType)
        visitor.field("agentConnected", &agentConnected)
        visitor.field("isDraining", &isDraining)
        visitor.field("tasks", &tasks)
        visitor.field("cpu", &cpu)
        visitor.field("memory", &memory)
        visitor.field("cpuLeft", &cpuLeft)
        visitor.field("memoryLeft", &memoryLeft)
        visitor.field("cpuUsed", &cpuUsed)
        visitor.field("memoryUsed", &memoryUsed)
        visitor.field("ports", &ports)
    }

    /// An instance as it stands.
    package init(_ instance: InstanceRecord, arn: String, agentConnected: Bool) {
        let machine = instance.machine(agentConnected: agentConnected)
        id = instance.ec2InstanceID ?? arn
        self.arn = arn
        cluster = instance.cluster
        zone = machine.attributes["ecs.availability-zone"]
        instanceType = machine.attributes["ecs.instance-type"]
        self.agentConnected = agentConnected
        isDraining = instance.isDraining
        tasks = instance.allocations.count
        cpu = instance.cpu
        memory = instance.memory
        cpuLeft = machine.free.cpu
        memoryLeft = machine.free.memory
        ports = machine.usedPorts.tcp.union(machine.usedPorts.udp).sorted()
    }
}

/// A task definition that no machine of a cluster can take now, and why.
package struct LackOfRoom: Shape, Hashable {
    /// `family:revision`.
    package var definition = ""
    package var cluster = ""
    /// How many machines refuse for which reason, in the words of `failures`.
    package var reasons: [String: Int] = [:]

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("definition", &definition)
        visitor.field("cluster", &cluster)
        visitor.field("reasons", &reasons)
    }

    /// nil when a machine can take a task of the definition. A cluster without machines has room for
    /// nothing.
    package init?(_ definition: DefinitionRecord, cluster: String, machines: [Machine]) {
        guard let request = PlacementRequest(definition) else { return nil }
        for machine in machines {
            guard let reason = request.refusal(by: machine) else { return nil }
            reasons[reason.text, default: 0] += 1
        }
        if machines.isEmpty { reasons["No Container Instances were found in your cluster."] = 0 }
        let family = definition.definition.family ?? ""
        self.definition = "\(family):\(definition.definition.revision ?? 0)"
        self.cluster = cluster
    }
}

extension PlacementRequest {
    /// What one task of a definition needs, without overrides; nil for a definition that cannot be
    /// read, which placement refuses in its own words.
    package init?(_ record: DefinitionRecord) {
        let definition = record.definition
        guard let reservation = try? TaskReservation(definition, overrides: nil) else {
            return nil
        }
        let queries = (definition.placementConstraints ?? []).compactMap(\.expression)
            .compactMap { try? ClusterQuery($0) }
        self.init(
            amounts: reservation.amounts, ports: reservation.ports,
            attributes: (definition.requiresAttributes ?? []).map {
                RequiredAttribute(name: $0.name, value: $0.value)
            }, group: "family:\(definition.family ?? "")",
            constraints: queries.map { .memberOf($0) })
    }
}
