/// The machines of one cluster, kept up to date one machine at a time.
///
/// What every placement reads of every machine (free CPU and memory, whether it may take anything)
/// stands in arrays of its own, so that looking over 10,000 machines touches little memory.
package struct Fleet: Sendable {
    /// The machines, in no particular order; ``index(of:)`` finds one.
    package private(set) var machines: [Machine] = []
    private var positions: [String: Int] = [:]
    private(set) var freeCPU: [Int] = []
    private(set) var freeMemory: [Int] = []
    /// Whether it is active and its agent is connected.
    private(set) var isOpen: [Bool] = []

    /// An empty fleet.
    package init() {}

    /// A fleet of these machines; of two with one id the last counts.
    package init(_ machines: some Sequence<Machine>) {
        for machine in machines { update(machine) }
    }

    /// How many machines there are.
    package var count: Int { machines.count }

    /// Whether a machine takes new tasks at all.
    package var hasActiveMachine: Bool { machines.contains { $0.status == .active } }

    /// The machine called `id`.
    package subscript(id: String) -> Machine? {
        positions[id].map { machines[$0] }
    }

    /// Adds a machine or puts its new state in place of the old.
    package mutating func update(_ machine: Machine) {
        if let index = positions[machine.id] {
            machines[index] = machine
            freeCPU[index] = machine.free.cpu
            freeMemory[index] = machine.free.memory
            isOpen[index] = machine.isOpen
        } else {
            positions[machine.id] = machines.count
            machines.append(machine)
            freeCPU.append(machine.free.cpu)
            freeMemory.append(machine.free.memory)
            isOpen.append(machine.isOpen)
        }
    }

    /// Takes a machine out; nothing happens when it is not there.
    package mutating func remove(_ id: String) {
        guard let index = positions.removeValue(forKey: id) else { return }
        let last = machines.count - 1
        if index != last {
            machines[index] = machines[last]
            freeCPU[index] = freeCPU[last]
            freeMemory[index] = freeMemory[last]
            isOpen[index] = isOpen[last]
            positions[machines[index].id] = index
        }
        machines.removeLast()
        freeCPU.removeLast()
        freeMemory.removeLast()
        isOpen.removeLast()
    }
}
