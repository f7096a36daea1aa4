/// What one task needs of a machine and where it would rather be.
package struct PlacementRequest: Sendable {
    /// What the task reserves.
    package var amounts: Amounts
    /// Fixed host ports that the task reserves.
    package var ports: Ports
    /// Attributes that the machine must have.
    package var attributes: [RequiredAttribute]
    /// The task group, which spreading and `distinctInstance` count by.
    package var group: String
    /// Rules that must hold.
    package var constraints: [PlacementConstraint]
    /// Preferences, the first one strongest. None means any machine that fits.
    package var strategies: [PlacementStrategy]
    /// Availability zones that the machine must be in one of; nil means any.
    package var zones: Set<String>?

    /// A request for a task.
    package init(
        amounts: Amounts, ports: Ports = Ports(), attributes: [RequiredAttribute] = [],
        group: String = "", constraints: [PlacementConstraint] = [],
        strategies: [PlacementStrategy] = [], zones: Set<String>? = nil
    ) {
        self.amounts = amounts
        self.ports = ports
        self.attributes = attributes
        self.group = group
        self.constraints = constraints
        self.strategies = strategies
        self.zones = zones
    }
}

/// An attribute that a machine must have, with this value when one is named.
package struct RequiredAttribute: Sendable, Hashable {
    package var name: String
    package var value: String?

    /// Names an attribute and, perhaps, its value.
    package init(name: String, value: String? = nil) {
        self.name = name
        self.value = value
    }

    func holds(on machine: Machine) -> Bool {
        guard let found = machine.attributes[name] else { return false }
        return value == nil || value == found
    }
}

/// A rule about the machine that a task may be on.
package enum PlacementConstraint: Sendable {
    /// No other task of the group is wanted running there.
    case distinctInstance
    /// The machine satisfies a cluster query.
    case memberOf(ClusterQuery)
}

/// A preference among the machines that can take a task.
package enum PlacementStrategy: Sendable, Hashable {
    /// What spreading counts by.
    package enum SpreadField: Sendable, Hashable {
        /// Every machine for itself (`instanceId`, `host`).
        case instance
        /// The value of an attribute (`attribute:NAME`); machines without it count as one more value.
        case attribute(String)
    }

    /// What packing looks at.
    package enum PackField: Sendable, Hashable {
        case cpu
        case memory
    }

    /// Any of them.
    case random
    /// Where the fewest tasks of the group are.
    case spread(SpreadField)
    /// Where the least is free.
    case binpack(PackField)
}

/// Why a machine cannot take a task.
package enum RefusalReason: Sendable, Hashable {
    /// The machine takes no new tasks.
    case inactive
    /// Its agent is not connected.
    case agent
    /// An attribute that the task needs is missing.
    case attribute
    /// A `memberOf` constraint does not hold.
    case memberOf
    /// A task of the group is there already.
    case distinctInstance
    /// Not enough CPU is free.
    case cpu
    /// Not enough memory is free.
    case memory
    /// Not enough GPUs are free.
    case gpu
    /// A port is taken, or too many would be reserved.
    case ports

    /// The reason in the words of the ECS API's `failures`.
    package var text: String {
        switch self {
        case .inactive: "INACTIVE"
        case .agent: "AGENT"
        case .attribute: "ATTRIBUTE"
        case .memberOf: "MemberOf placement constraint unsatisfied."
        case .distinctInstance: "DistinctInstance placement constraint unsatisfied."
        case .cpu: "RESOURCE:CPU"
        case .memory: "RESOURCE:MEMORY"
        case .gpu: "RESOURCE:GPU"
        case .ports: "RESOURCE:PORTS"
        }
    }
}

/// A machine and why it cannot take a task.
package struct Refusal: Sendable, Hashable {
    /// ``Machine/id``.
    package var machine: String
    package var reason: RefusalReason

    /// A refusal by one machine.
    package init(machine: String, reason: RefusalReason) {
        self.machine = machine
        self.reason = reason
    }
}

extension PlacementRequest {
    /// Why `machine`, as it stands, cannot take the task; nil when it can. The rules that no waiting
    /// would change come first.
    package func refusal(by machine: Machine) -> RefusalReason? {
        standingRefusal(by: machine)
            ?? resourceRefusal(free: machine.free, used: machine.usedPorts)
    }

    /// The part of ``refusal(by:)`` that does not look at what is free.
    func standingRefusal(by machine: Machine) -> RefusalReason? {
        if machine.status != .active { return .inactive }
        if !machine.agentConnected { return .agent }
        if !attributes.allSatisfy({ $0.holds(on: machine) }) { return .attribute }
        if let zones, !zones.contains(machine.attributes["ecs.availability-zone"] ?? "") {
            return .attribute
        }
        for constraint in constraints {
            switch constraint {
            case .distinctInstance:
                if machine.groups[group, default: 0] > 0 { return .distinctInstance }
            case .memberOf(let query):
                if !query.matches(machine) { return .memberOf }
            }
        }
        return nil
    }

    /// The part of ``refusal(by:)`` that looks at what is free.
    func resourceRefusal(free: Amounts, used: Ports) -> RefusalReason? {
        if amounts.cpu > free.cpu { return .cpu }
        if amounts.memory > free.memory { return .memory }
        if amounts.gpus > free.gpus { return .gpu }
        if !used.admits(ports) { return .ports }
        return nil
    }
}
