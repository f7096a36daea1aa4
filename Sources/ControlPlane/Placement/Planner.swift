/// Chooses machines for tasks of one kind, one after another, on a snapshot of a fleet. What it
/// chooses is a proposal: the commit checks it again on newer state.
///
/// One look over the fleet when it is made, then a scan of flat arrays a task.
package struct Planner: Sendable {
    private let fleet: Fleet
    private let request: PlacementRequest
    /// Whether the rules that do not concern resources hold, by machine.
    private var eligible: [Bool]
    private var freeCPU: [Int]
    private var freeMemory: [Int]
    /// Machines that this plan has put tasks on, as they would be.
    private var changed: [Int: Machine] = [:]
    /// One for each `spread` strategy, in order.
    private var tallies: [Tally]

    /// How many tasks of the group stand behind each value that one strategy spreads over.
    private struct Tally: Sendable {
        var valueOfMachine: [Int]
        var tasksOfValue: [Int]
    }

    /// A planner for tasks as `request` describes, on `fleet` as it stands.
    package init(fleet: Fleet, request: PlacementRequest) {
        self.fleet = fleet
        self.request = request
        eligible = fleet.machines.map { request.standingRefusal(by: $0) == nil }
        freeCPU = fleet.freeCPU
        freeMemory = fleet.freeMemory
        tallies = request.strategies.compactMap { strategy in
            guard case .spread(let field) = strategy else { return nil }
            return Planner.tally(of: fleet, by: field, group: request.group)
        }
    }

    /// Chooses a machine for one more task and counts the task as placed there; nil when no machine
    /// can take it, and ``refusals(limit:)`` says why. Among equals `random` decides.
    package mutating func place(using random: inout some RandomNumberGenerator) -> Machine? {
        var candidates = machinesThatFit()
        var spreads = 0
        for strategy in request.strategies where candidates.count > 1 {
            switch strategy {
            case .random:
                candidates = [candidates.randomElement(using: &random)!]
            case .spread:
                let tally = tallies[spreads]
                keepLowest(&candidates) { tally.tasksOfValue[tally.valueOfMachine[$0]] }
                spreads += 1
            case .binpack(.cpu):
                keepLowest(&candidates) { freeCPU[$0] }
            case .binpack(.memory):
                keepLowest(&candidates) { freeMemory[$0] }
            }
        }
        guard let chosen = candidates.randomElement(using: &random) else { return nil }
        return take(chosen)
    }

    /// Why each machine cannot take one more task, for at most `limit` machines.
    package func refusals(limit: Int) -> [Refusal] {
        var refusals: [Refusal] = []
        for index in fleet.machines.indices {
            if refusals.count == limit { break }
            let machine = changed[index] ?? fleet.machines[index]
            if let reason = request.refusal(by: machine) {
                refusals.append(Refusal(machine: machine.id, reason: reason))
            }
        }
        return refusals
    }

    private func machinesThatFit() -> [Int] {
        let cpu = request.amounts.cpu
        let memory = request.amounts.memory
        let needsMore = request.amounts.gpus > 0 || !request.ports.isEmpty
        var result: [Int] = []
        for index in eligible.indices
        where eligible[index] && freeCPU[index] >= cpu && freeMemory[index] >= memory {
            if needsMore {
                let machine = changed[index] ?? fleet.machines[index]
                if request.resourceRefusal(free: machine.free, used: machine.usedPorts) != nil {
                    continue
                }
            }
            result.append(index)
        }
        return result
    }

    private mutating func take(_ index: Int) -> Machine {
        var machine = changed[index] ?? fleet.machines[index]
        machine.free = machine.free - request.amounts
        machine.usedPorts.formUnion(request.ports)
        machine.taskCount += 1
        machine.groups[request.group, default: 0] += 1
        changed[index] = machine
        freeCPU[index] = machine.free.cpu
        freeMemory[index] = machine.free.memory
        eligible[index] = request.standingRefusal(by: machine) == nil
        for tally in tallies.indices {
            tallies[tally].tasksOfValue[tallies[tally].valueOfMachine[index]] += 1
        }
        return machine
    }

    private func keepLowest(_ candidates: inout [Int], by measure: (Int) -> Int) {
        var lowest = Int.max
        var kept: [Int] = []
        for candidate in candidates {
            let value = measure(candidate)
            if value < lowest {
                lowest = value
                kept.removeAll(keepingCapacity: true)
            }
            if value == lowest { kept.append(candidate) }
        }
        candidates = kept
    }

    private static func tally(
        of fleet: Fleet, by field: PlacementStrategy.SpreadField, group: String
    ) -> Tally {
        let groups = fleet.machines.map { $0.groups[group, default: 0] }
        guard case .attribute(let name) = field else {
            return Tally(valueOfMachine: Array(fleet.machines.indices), tasksOfValue: groups)
        }
        var numbers: [String?: Int] = [:]
        var tally = Tally(valueOfMachine: [], tasksOfValue: [])
        tally.valueOfMachine.reserveCapacity(fleet.count)
        for (index, machine) in fleet.machines.enumerated() {
            let value = machine.attributes[name]
            let number = numbers[value] ?? numbers.count
            if number == numbers.count, numbers[value] == nil {
                numbers[value] = number
                tally.tasksOfValue.append(0)
            }
            tally.valueOfMachine.append(number)
            tally.tasksOfValue[number] += groups[index]
        }
        return tally
    }
}
