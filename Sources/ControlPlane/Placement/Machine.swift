/// One computer that can run tasks, as placement sees it: facts and what is still free. A value; the
/// caller derives it from its own records.
package struct Machine: Sendable, Hashable {
    /// Whether the machine takes new tasks.
    package enum Status: Sendable, Hashable {
        /// It takes new tasks.
        case active
        /// It is draining, registering or deregistering: it keeps what it has and takes nothing new.
        case inactive
    }

    /// The name that placements and refusals carry; unique in its fleet.
    package var id: String
    /// Whether it takes new tasks.
    package var status: Status
    /// Whether its agent has a live session.
    package var agentConnected: Bool
    /// The agent's version, such as `1.97.0`; empty when unknown.
    package var agentVersion: String
    /// The EC2 instance behind it; empty when there is none.
    package var ec2InstanceID: String
    /// Milliseconds since the Unix epoch.
    package var registeredAt: Int64
    /// Attributes by name; an attribute without a value holds the empty string.
    package var attributes: [String: String]
    /// Everything it has for tasks.
    package var total: Amounts
    /// What is not reserved by a task.
    package var free: Amounts
    /// Host ports that are reserved, by the machine itself or by tasks.
    package var usedPorts: Ports
    /// How many tasks run or are about to, whatever their group.
    package var taskCount: Int
    /// Tasks that are wanted running here, by task group.
    package var groups: [String: Int]

    /// Whether it takes new tasks and can be told so.
    var isOpen: Bool { status == .active && agentConnected }

    /// A machine with nothing on it.
    package init(
        id: String, status: Status = .active, agentConnected: Bool = true,
        agentVersion: String = "", ec2InstanceID: String = "", registeredAt: Int64 = 0,
        attributes: [String: String] = [:], total: Amounts, free: Amounts? = nil,
        usedPorts: Ports = Ports(), taskCount: Int = 0, groups: [String: Int] = [:]
    ) {
        self.id = id
        self.status = status
        self.agentConnected = agentConnected
        self.agentVersion = agentVersion
        self.ec2InstanceID = ec2InstanceID
        self.registeredAt = registeredAt
        self.attributes = attributes
        self.total = total
        self.free = free ?? total
        self.usedPorts = usedPorts
        self.taskCount = taskCount
        self.groups = groups
    }
}

/// Countable resources.
package struct Amounts: Sendable, Hashable {
    /// In 1/1024 of a virtual CPU.
    package var cpu: Int
    /// In MiB.
    package var memory: Int
    /// Whole devices.
    package var gpus: Int

    /// Amounts, zero where not said.
    package init(cpu: Int = 0, memory: Int = 0, gpus: Int = 0) {
        self.cpu = cpu
        self.memory = memory
        self.gpus = gpus
    }

    package static func + (left: Amounts, right: Amounts) -> Amounts {
        Amounts(
            cpu: left.cpu + right.cpu, memory: left.memory + right.memory,
            gpus: left.gpus + right.gpus)
    }

    package static func - (left: Amounts, right: Amounts) -> Amounts {
        Amounts(
            cpu: left.cpu - right.cpu, memory: left.memory - right.memory,
            gpus: left.gpus - right.gpus)
    }
}

/// Host ports by protocol.
package struct Ports: Sendable, Hashable {
    /// TCP ports, 1 to 65535.
    package var tcp: Set<Int>
    /// UDP ports, 1 to 65535.
    package var udp: Set<Int>

    /// The most ports that one machine reserves, by protocol, as ECS limits it; ports that the
    /// agent picks for dynamic mappings are not counted.
    package static let maximum = 100

    /// A set of ports, empty where not said.
    package init(tcp: Set<Int> = [], udp: Set<Int> = []) {
        self.tcp = tcp
        self.udp = udp
    }

    /// Whether no port is named.
    package var isEmpty: Bool { tcp.isEmpty && udp.isEmpty }

    /// Whether `wanted` can be added: none is taken and the maximum holds.
    package func admits(_ wanted: Ports) -> Bool {
        if wanted.isEmpty { return true }
        return tcp.isDisjoint(with: wanted.tcp) && udp.isDisjoint(with: wanted.udp)
            && (wanted.tcp.isEmpty || tcp.count + wanted.tcp.count <= Ports.maximum)
            && (wanted.udp.isEmpty || udp.count + wanted.udp.count <= Ports.maximum)
    }

    /// Adds all of `other`.
    package mutating func formUnion(_ other: Ports) {
        tcp.formUnion(other.tcp)
        udp.formUnion(other.udp)
    }
}
