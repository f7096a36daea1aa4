/// Chooses machines for tasks of one kind, one after another, on a snapshot of a fleet. What it
/// chooses is a proposal: the commit checks it again on newer state.
///
/// A task costs one scan of flat arrays, or a few draws where any machine is as good as another.
/// The rules that need a whole machine are asked only of those that would be chosen, and once.
package struct Planner: Sendable {
    /// Whether the rules that do not concern resources hold for a machine.
    private enum Standing: UInt8 {
        case unknown, holds, fails
    }

    private let fleet: Fleet
    private let request: PlacementRequest
    /// The strategies down to the first `random`, which leaves nothing for those after it.
    private let strategies: ArraySlice<PlacementStrategy>
    private var standings: [Standing]
    private var freeCPU: [Int]
    private var freeMemory: [Int]
    /// Machines that this plan has put tasks on, as they would be.
    private var changed: [Int: Machine] = [:]
    /// One for each `spread` strategy, in order.
    private var tallies: [Tally]
    /// The best so far, in one scan; kept for its memory.
    private var best: [Int] = []

    /// How many tasks of the group stand behind each value that one strategy spreads over.
    private struct Tally: Sendable {
        var valueOfMachine: [Int]
        var tasksOfValue: [Int]
    }

    /// Draws that may miss before the fleet is looked through; in a fleet of which a tenth fits,
    /// one plan in thirty needs more.
    private static let draws = 32

    /// A planner for tasks as `request` describes, on `fleet` as it stands.
    package init(fleet: Fleet, request: PlacementRequest) {
        self.fleet = fleet
        self.request = request
        strategies = request.strategies.prefix { $0 != .random }
        let rest: Standing =
            request.attributes.isEmpty && request.constraints.isEmpty && request.zones == nil
            ? .holds : .unknown
        standings = fleet.isOpen.map { $0 ? rest : .fails }
        freeCPU = fleet.freeCPU
        freeMemory = fleet.freeMemory
        tallies = strategies.compactMap { strategy in
            guard case .spread(let field) = strategy else { return nil }
            return Planner.tally(of: fleet, by: field, group: request.group)
        }
    }

    /// Chooses a machine for one more task and counts the task as placed there; nil when no machine
    /// can take it, and ``refusals(limit:)`` says why. Among equals `random` decides.
    package mutating func place(using random: inout some RandomNumberGenerator) -> Machine? {
        if strategies.isEmpty, fleet.count > 0 {
            for _ in 0..<Self.draws {
                let index = Int.random(in: 0..<fleet.count, using: &random)
                if hasRoom(index), admits(index) { return take(index) }
            }
        }
        findBest()
        return best.randomElement(using: &random).map { take($0) }
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

    // MARK: Rules

    private func hasRoom(_ index: Int) -> Bool {
        standings[index] != .fails && freeCPU[index] >= request.amounts.cpu
            && freeMemory[index] >= request.amounts.memory
    }

    /// What ``hasRoom(_:)`` leaves open.
    private mutating func admits(_ index: Int) -> Bool {
        let needsMore = request.amounts.gpus > 0 || !request.ports.isEmpty
        if standings[index] == .holds && !needsMore { return true }
        let machine = changed[index] ?? fleet.machines[index]
        if standings[index] == .unknown {
            standings[index] = request.standingRefusal(by: machine) == nil ? .holds : .fails
        }
        return standings[index] == .holds
            && request.resourceRefusal(free: machine.free, used: machine.usedPorts) == nil
    }

    // MARK: Preferences

    /// Fills `best` with the machines that can take the task and that nothing is preferred to.
    private mutating func findBest() {
        let (freeCPU, freeMemory) = (freeCPU, freeMemory)
        switch strategies.first {
        case .binpack(.cpu): scan { freeCPU[$0] }
        case .binpack(.memory): scan { freeMemory[$0] }
        case .spread:
            let tally = tallies[0]
            scan { tally.tasksOfValue[tally.valueOfMachine[$0]] }
        case .random, nil: scan { _ in 0 }
        }
        var spreads = 0
        for strategy in strategies {
            switch strategy {
            case .binpack(.cpu): narrow { freeCPU[$0] }
            case .binpack(.memory): narrow { freeMemory[$0] }
            case .spread:
                let tally = tallies[spreads]
                narrow { tally.tasksOfValue[tally.valueOfMachine[$0]] }
                spreads += 1
            case .random: break
            }
        }
    }

    /// The machines with the lowest measure among those that can take the task. Inlined, so that the
    /// measure of each machine is no call.
    @inline(__always)
    private mutating func scan(_ measure: (Int) -> Int) {
        best.removeAll(keepingCapacity: true)
        var lowest = Int.max
        for index in standings.indices where hasRoom(index) {
            let value = measure(index)
            if value > lowest || !admits(index) { continue }
            if value < lowest { best.removeAll(keepingCapacity: true) }
            lowest = value
            best.append(index)
        }
    }

    /// Of `best`, those with the lowest measure.
    private mutating func narrow(_ measure: (Int) -> Int) {
        guard best.count > 1, let lowest = best.lazy.map(measure).min() else { return }
        best.removeAll { measure($0) > lowest }
    }

    // MARK: Changes

    private mutating func take(_ index: Int) -> Machine {
        var machine = changed[index] ?? fleet.machines[index]
        machine.free = machine.free - request.amounts
        machine.usedPorts.formUnion(request.ports)
        machine.taskCount += 1
        machine.groups[request.group, default: 0] += 1
        changed[index] = machine
        freeCPU[index] = machine.free.cpu
        freeMemory[index] = machine.free.memory
        // The task itself may decide, as with `distinctInstance`.
        if !request.constraints.isEmpty { standings[index] = .unknown }
        for tally in tallies.indices {
            tallies[tally].tasksOfValue[tallies[tally].valueOfMachine[index]] += 1
        }
        return machine
    }

    private static func tally(
        of fleet: Fleet, by field: PlacementStrategy.SpreadField, group: String
    ) -> Tally {
        let groups = fleet.machines.map { $0.groups.isEmpty ? 0 : $0.groups[group, default: 0] }
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
