import Placement
import Testing

/// SplitMix64: a seed replays a run.
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

@Suite struct PlannerTests {
    func machine(
        _ id: String, cpu: Int = 1024, memory: Int = 1024, zone: String? = nil
    ) -> Machine {
        Machine(
            id: id, attributes: zone.map { ["ecs.availability-zone": $0] } ?? [:],
            total: Amounts(cpu: cpu, memory: memory))
    }

    func place(
        _ count: Int, _ request: PlacementRequest, on machines: [Machine], seed: UInt64 = 1
    ) -> (placed: [String], refusals: [Refusal]) {
        var planner = Planner(fleet: Fleet(machines), request: request)
        var random = SeededGenerator(seed: seed)
        var placed: [String] = []
        for _ in 0..<count {
            guard let machine = planner.place(using: &random) else { break }
            placed.append(machine.id)
        }
        return (placed, placed.count < count ? planner.refusals(limit: 100) : [])
    }

    @Test func everyRuleHasItsReasonAndTheLastingOnesComeFirst() throws {
        var machine = machine("m")
        machine.usedPorts = Ports(tcp: [22, 80])
        machine.groups = ["family:web": 1]
        machine.attributes = ["docker": "", "os": "linux"]
        func reason(_ change: (inout PlacementRequest, inout Machine) -> Void) -> RefusalReason? {
            var request = PlacementRequest(amounts: Amounts(cpu: 100, memory: 100))
            var copy = machine
            change(&request, &copy)
            return request.refusal(by: copy)
        }
        #expect(reason { _, _ in } == nil)
        #expect(reason { _, machine in machine.status = .inactive } == .inactive)
        #expect(reason { _, machine in machine.agentConnected = false } == .agent)
        #expect(reason { request, _ in request.attributes = [.init(name: "gpu")] } == .attribute)
        #expect(
            reason { request, _ in request.attributes = [.init(name: "os", value: "windows")] }
                == .attribute)
        #expect(
            reason { request, _ in
                request.attributes = [.init(name: "os", value: "linux"), .init(name: "docker")]
            } == nil)
        let query = try ClusterQuery("attribute:os == windows")
        #expect(reason { request, _ in request.constraints = [.memberOf(query)] } == .memberOf)
        #expect(
            reason { request, _ in
                request.constraints = [.distinctInstance]
                request.group = "family:web"
            } == .distinctInstance)
        #expect(reason { request, _ in request.amounts.cpu = 1025 } == .cpu)
        #expect(reason { request, _ in request.amounts.memory = 1025 } == .memory)
        #expect(reason { request, _ in request.amounts.gpus = 1 } == .gpu)
        #expect(reason { request, _ in request.ports = Ports(tcp: [80]) } == .ports)
        #expect(reason { request, _ in request.ports = Ports(udp: [80]) } == nil)
        #expect(reason { request, _ in request.ports = Ports(tcp: Set(1000..<1099)) } == .ports)
        #expect(
            reason { request, machine in
                request.amounts.memory = 5000
                machine.agentConnected = false
            } == .agent)
    }

    @Test func reasonsAreWordedAsTheServiceWordsThem() {
        #expect(RefusalReason.memory.text == "RESOURCE:MEMORY")
        #expect(RefusalReason.cpu.text == "RESOURCE:CPU")
        #expect(RefusalReason.ports.text == "RESOURCE:PORTS")
        #expect(RefusalReason.gpu.text == "RESOURCE:GPU")
        #expect(RefusalReason.agent.text == "AGENT")
        #expect(RefusalReason.attribute.text == "ATTRIBUTE")
        #expect(RefusalReason.inactive.text == "INACTIVE")
        #expect(RefusalReason.memberOf.text == "MemberOf placement constraint unsatisfied.")
    }

    @Test func aFullFleetTakesWhatFitsAndSaysWhyNotMore() {
        let request = PlacementRequest(amounts: Amounts(cpu: 500, memory: 100))
        let result = place(6, request, on: [machine("a"), machine("b")])
        #expect(result.placed.sorted() == ["a", "a", "b", "b"])
        #expect(result.refusals.map(\.reason) == [.cpu, .cpu])
    }

    @Test func fixedPortsGoOnceToAMachine() {
        let request = PlacementRequest(
            amounts: Amounts(cpu: 1, memory: 1), ports: Ports(tcp: [8080]))
        let result = place(3, request, on: [machine("a"), machine("b")])
        #expect(result.placed.sorted() == ["a", "b"])
        #expect(result.refusals.map(\.reason) == [.ports, .ports])
    }

    @Test func spreadGoesToTheEmptiestZoneThenTheEmptiestMachine() {
        let machines = [
            machine("a1", zone: "a"), machine("a2", zone: "a"), machine("a3", zone: "a"),
            machine("b1", zone: "b"),
        ]
        let request = PlacementRequest(
            amounts: Amounts(cpu: 1, memory: 1), group: "g",
            strategies: [.spread(.attribute("ecs.availability-zone")), .spread(.instance)])
        for seed in 0..<20 {
            let placed = place(6, request, on: machines, seed: UInt64(seed)).placed
            #expect(placed.count { $0.hasPrefix("a") } == 3)
            #expect(Set(placed.filter { $0.hasPrefix("a") }).count == 3)
        }
    }

    @Test func spreadCountsTheTasksOfItsGroupAlone() {
        var crowded = machine("a")
        crowded.groups = ["other": 5]
        var used = machine("b")
        used.groups = ["g": 1]
        let request = PlacementRequest(
            amounts: Amounts(cpu: 1, memory: 1), group: "g", strategies: [.spread(.instance)])
        #expect(place(1, request, on: [crowded, used]).placed == ["a"])
    }

    @Test func binpackFillsTheFullestFirst() {
        var half = machine("half")
        half.free = Amounts(cpu: 900, memory: 200)
        let request = PlacementRequest(
            amounts: Amounts(cpu: 100, memory: 100), strategies: [.binpack(.memory)])
        let placed = place(3, request, on: [machine("empty"), half]).placed
        #expect(placed == ["half", "half", "empty"])
        let byCPU = PlacementRequest(
            amounts: Amounts(cpu: 100, memory: 10), strategies: [.binpack(.cpu)])
        #expect(place(1, byCPU, on: [machine("empty"), half]).placed == ["half"])
    }

    @Test func distinctInstanceHoldsWithinOnePlan() {
        let request = PlacementRequest(
            amounts: Amounts(cpu: 1, memory: 1), group: "g", constraints: [.distinctInstance])
        let result = place(3, request, on: [machine("a"), machine("b")])
        #expect(result.placed.sorted() == ["a", "b"])
        #expect(result.refusals.map(\.reason) == [.distinctInstance, .distinctInstance])
    }

    @Test func queriesSeeWhatThePlanItselfPlaced() throws {
        let query = try ClusterQuery("runningTasksCount < 2 and not(task:group == h)")
        let request = PlacementRequest(
            amounts: Amounts(cpu: 1, memory: 1), group: "g", constraints: [.memberOf(query)])
        #expect(place(5, request, on: [machine("a"), machine("b")]).placed.count == 4)
    }

    @Test func aFleetFollowsItsMachines() {
        var fleet = Fleet([machine("a"), machine("b"), machine("c")])
        fleet.remove("a")
        fleet.remove("missing")
        #expect(fleet["a"] == nil)
        #expect(Set(fleet.machines.map(\.id)) == ["b", "c"])
        var changed = machine("c")
        changed.status = .inactive
        fleet.update(changed)
        #expect(fleet.count == 2)
        #expect(fleet["c"]?.status == .inactive)
        #expect(fleet.hasActiveMachine)
        fleet.remove("b")
        #expect(!fleet.hasActiveMachine)
    }

    /// Whatever the machines, the tasks and the strategies: nothing is put where it does not fit, and
    /// nothing is refused while it would fit somewhere.
    @Test(arguments: 0..<200)
    func neverOverCapacityAndNeverIdleForNothing(_ seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let machines = (0..<Int.random(in: 1...12, using: &random)).map { number in
            var machine = machine(
                "m\(number)", cpu: Int.random(in: 0...2048, using: &random),
                memory: Int.random(in: 0...2048, using: &random),
                zone: ["a", "b", "c", nil].randomElement(using: &random)!)
            machine.status = Int.random(in: 0..<8, using: &random) == 0 ? .inactive : .active
            machine.agentConnected = Int.random(in: 0..<8, using: &random) > 0
            machine.groups = ["g": Int.random(in: 0...2, using: &random)]
            return machine
        }
        let strategies: [[PlacementStrategy]] = [
            [], [.random], [.spread(.attribute("ecs.availability-zone")), .binpack(.cpu)],
            [.binpack(.memory)], [.spread(.instance)],
        ]
        let request = PlacementRequest(
            amounts: Amounts(
                cpu: Int.random(in: 0...600, using: &random),
                memory: Int.random(in: 1...600, using: &random)),
            ports: Bool.random(using: &random) ? Ports(tcp: [80]) : Ports(), group: "g",
            constraints: Int.random(in: 0..<4, using: &random) == 0 ? [.distinctInstance] : [],
            strategies: strategies.randomElement(using: &random)!)
        var planner = Planner(fleet: Fleet(machines), request: request)
        var state = Dictionary(uniqueKeysWithValues: machines.map { ($0.id, $0) })
        for _ in 0..<40 {
            guard let chosen = planner.place(using: &random) else {
                #expect(state.values.allSatisfy { request.refusal(by: $0) != nil })
                #expect(planner.refusals(limit: 100).count == machines.count)
                return
            }
            let before = try #require(state[chosen.id])
            #expect(request.refusal(by: before) == nil)
            #expect(chosen.free.cpu >= 0 && chosen.free.memory >= 0)
            state[chosen.id] = chosen
        }
    }

    /// What is chosen is, by the strategies in their order, no worse than any other that fits.
    @Test(arguments: 0..<100)
    func nothingBetterIsPassedOver(_ seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let machines = (0..<20).map { number in
            var machine = machine(
                "m\(number)", cpu: 100 * Int.random(in: 1...5, using: &random),
                memory: 100 * Int.random(in: 1...5, using: &random),
                zone: ["a", "b"].randomElement(using: &random)!)
            machine.groups = ["g": Int.random(in: 0...2, using: &random)]
            return machine
        }
        let request = PlacementRequest(
            amounts: Amounts(cpu: 100, memory: 100), group: "g",
            strategies: [.spread(.attribute("ecs.availability-zone")), .binpack(.memory)])
        var planner = Planner(fleet: Fleet(machines), request: request)
        var state = Dictionary(uniqueKeysWithValues: machines.map { ($0.id, $0) })
        func rank(_ machine: Machine) -> [Int] {
            let zone = machine.attributes["ecs.availability-zone"]
            let tasks = state.values.filter { $0.attributes["ecs.availability-zone"] == zone }
                .reduce(0) { $0 + $1.groups["g", default: 0] }
            return [tasks, machine.free.memory]
        }
        for _ in 0..<60 {
            guard let chosen = planner.place(using: &random) else { return }
            let before = try #require(state[chosen.id])
            let fitting = state.values.filter { request.refusal(by: $0) == nil }
            let best = fitting.map(rank).min { $0.lexicographicallyPrecedes($1) }
            #expect(rank(before) == best)
            state[chosen.id] = chosen
        }
    }

    @Test func amongEqualsEachGetsItsTurn() {
        for strategies in [[], [.random], [.binpack(.cpu)]] as [[PlacementStrategy]] {
            let request = PlacementRequest(
                amounts: Amounts(cpu: 1, memory: 1), strategies: strategies)
            let chosen = (0..<60).flatMap { seed in
                place(
                    1, request, on: [machine("a"), machine("b"), machine("c")], seed: UInt64(seed)
                )
                .placed
            }
            for id in ["a", "b", "c"] { #expect(chosen.count { $0 == id } > 5) }
        }
    }

    @Test func theLastMachineWithRoomIsFoundByRandomToo() {
        let full = (0..<500).map { machine("full\($0)", memory: 0) }
        let request = PlacementRequest(
            amounts: Amounts(cpu: 1, memory: 1), strategies: [.random, .spread(.instance)])
        #expect(place(1, request, on: full + [machine("free")]).placed == ["free"])
    }
}
