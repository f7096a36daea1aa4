import HostNetwork
import Testing
import Workload

struct PortTableTests {
    private func wish(
        _ container: UInt16, host: UInt16 = 0, _ transport: TransportProtocol = .tcp,
        on address: String? = nil
    ) -> PortMapping {
        PortMapping(
            containerPort: container, hostPort: host, transport: transport, hostAddress: address)
    }

    @Test func dynamicPortsComeInOrderAndWrapAround() throws {
        var table = PortTable(start: 60999)
        let bindings = try table.allocate([wish(80), wish(81)], for: "a") { _ in true }
        #expect(bindings.map(\.hostPort) == [60999, 32768])
        #expect(bindings.map(\.containerPort) == [80, 81])
    }

    @Test func portsThatOtherProgramsHoldAreSkipped() throws {
        var table = PortTable(start: 40000)
        let bindings = try table.allocate([wish(80)], for: "a") { $0.hostPort >= 40003 }
        #expect(bindings.map(\.hostPort) == [40003])
    }

    @Test func protocolsAreCountedApart() throws {
        var table = PortTable(start: 40000)
        _ = try table.allocate([wish(53, host: 53, .tcp)], for: "a") { _ in true }
        let bindings = try table.allocate([wish(53, host: 53, .udp)], for: "b") { _ in true }
        #expect(bindings == [PortBinding(containerPort: 53, hostPort: 53, transport: .udp)])
    }

    @Test func aTakenPortIsRefusedWithItsHolder() throws {
        var table = PortTable()
        _ = try table.allocate([wish(80, host: 8080)], for: "a") { _ in true }
        #expect(throws: PortTable.Refusal.inUse(port: 8080, transport: .tcp, by: "a")) {
            try table.allocate([wish(81, host: 8080)], for: "b") { _ in true }
        }
        #expect(throws: PortTable.Refusal.inUse(port: 9090, transport: .tcp, by: nil)) {
            try table.allocate([wish(81, host: 9090)], for: "b") { _ in false }
        }
    }

    @Test func oneWishTwiceIsRefused() {
        var table = PortTable()
        #expect(throws: PortTable.Refusal.self) {
            try table.allocate([wish(80, host: 8080), wish(81, host: 8080)], for: "a") { _ in true }
        }
    }

    @Test func addressesShareAPortUnlessOneIsAll() throws {
        var table = PortTable()
        _ = try table.allocate([wish(80, host: 80, on: "10.0.0.1")], for: "a") { _ in true }
        _ = try table.allocate([wish(80, host: 80, on: "10.0.0.2")], for: "b") { _ in true }
        #expect(throws: PortTable.Refusal.self) {
            try table.allocate([wish(80, host: 80)], for: "c") { _ in true }
        }
        table.release("a")
        table.release("b")
        _ = try table.allocate([wish(80, host: 80)], for: "c") { _ in true }
    }

    @Test func allOrNothing() throws {
        var table = PortTable(start: 40000)
        #expect(throws: PortTable.Refusal.self) {
            try table.allocate([wish(80), wish(81, host: 81), wish(82, host: 82)], for: "a") {
                $0.hostPort != 82
            }
        }
        #expect(table.bindings(of: "a") == [])
        let bindings = try table.allocate([wish(81, host: 81)], for: "b") { _ in true }
        #expect(bindings.map(\.hostPort) == [81])
    }

    @Test func aFixedPortInTheDynamicRangeIsNotHandedOutTwice() throws {
        var table = PortTable(start: 40000)
        let bindings = try table.allocate([wish(80), wish(81, host: 40000)], for: "a") { _ in true }
        #expect(bindings.map(\.hostPort) == [40001, 40000])
    }

    @Test func exhaustionIsSaidAndEndsTheSearch() throws {
        var table = PortTable()
        var asked = 0
        #expect(throws: PortTable.Refusal.exhausted(transport: .tcp)) {
            try table.allocate([wish(80)], for: "a") { _ in
                asked += 1
                return false
            }
        }
        #expect(asked == PortTable.dynamicRange.count)
    }

    @Test func thereIsALimitForOneOwner() {
        var table = PortTable()
        let wishes = (0...PortTable.maxPortsPerOwner).map { wish(UInt16($0 + 1)) }
        #expect(throws: PortTable.Refusal.tooMany(limit: 100)) {
            try table.allocate(wishes, for: "a") { _ in true }
        }
    }

    @Test func adoptedPortsAreTaken() throws {
        var table = PortTable()
        table.adopt([PortBinding(containerPort: 80, hostPort: 8080, transport: .tcp)], by: "old")
        #expect(throws: PortTable.Refusal.inUse(port: 8080, transport: .tcp, by: "old")) {
            try table.allocate([wish(80, host: 8080)], for: "new") { _ in true }
        }
        #expect(table.release("old").map(\.hostPort) == [8080])
        _ = try table.allocate([wish(80, host: 8080)], for: "new") { _ in true }
    }

    /// Random owners come and go: no port is ever held twice, and none is lost.
    @Test(arguments: 0..<20 as Range<UInt64>)
    func portsAreConserved(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var table = PortTable(start: UInt16.random(in: PortTable.dynamicRange, using: &random))
        var held: [String: [PortBinding]] = [:]
        for step in 0..<300 {
            let owner = "o\(Int.random(in: 0..<12, using: &random))"
            if held[owner] != nil {
                #expect(table.release(owner) == held.removeValue(forKey: owner))
                continue
            }
            let wishes = (0..<Int.random(in: 0...4, using: &random)).map { index in
                wish(
                    UInt16(index + 1),
                    host: Bool.random(using: &random)
                        ? 0 : UInt16.random(in: 32770...32780, using: &random),
                    Bool.random(using: &random) ? .tcp : .udp)
            }
            let refusesAll = Int.random(in: 0..<10, using: &random) == 0
            if let bindings = try? table.allocate(wishes, for: owner, claim: { _ in !refusesAll }) {
                #expect(bindings.count == wishes.count)
                held[owner] = bindings
            }
            let keys = held.values.joined().map { "\($0.transport)\($0.hostPort)" }
            #expect(Set(keys).count == keys.count, "seed \(seed), step \(step)")
        }
        for owner in held.keys { table.release(owner) }
        #expect(table.owners.isEmpty)
    }
}

/// SplitMix64, so that a failing seed replays.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var value = state
        value = (value ^ value >> 30) &* 0xbf58_476d_1ce4_e5b9
        value = (value ^ value >> 27) &* 0x94d0_49bb_1331_11eb
        return value ^ value >> 31
    }
}
