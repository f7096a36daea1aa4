import MachineProtocol
import Networking
import Shapes
import Testing

@testable import VPCNetwork

struct InboxTests {
    private static func frame(
        _ phase: FeedPhase, _ isComplete: Bool = true, _ ids: [String], removed: [String]? = nil
    ) -> NetworkFrame {
        NetworkFrame {
            $0.phase = phase.rawValue
            $0.isComplete = isComplete
            $0.interfaces = ids.map { id in InterfaceState { $0.id = id } }
            $0.removed = removed
        }
    }

    @Test func aSnapshotCountsWhenItIsWhole() {
        var known = NetworkState()
        known.interfaces["eni-old"] = InterfaceState { $0.id = "eni-old" }
        var inbox = NetworkInbox(known)
        #expect(inbox.take(Self.frame(.snapshot, false, ["eni-1"])) == .incomplete)
        #expect(inbox.state == known)
        #expect(inbox.take(Self.frame(.snapshot, true, ["eni-2"])) == .complete)
        #expect(inbox.state.interfaces.keys.sorted() == ["eni-1", "eni-2"])
        #expect(
            inbox.take(Self.frame(.change, true, ["eni-3", "eni-1"], removed: ["eni-1", "eni-2"]))
                == .complete)
        #expect(inbox.state.interfaces.keys.sorted() == ["eni-1", "eni-3"])
    }

    @Test func whatIsOutOfOrderIsRefused() {
        var inbox = NetworkInbox()
        guard case .refused = inbox.take(Self.frame(.change, true, [])) else {
            Issue.record("a change came before the snapshot")
            return
        }
        _ = inbox.take(Self.frame(.snapshot, true, []))
        guard case .refused = inbox.take(Self.frame(.snapshot, true, [])) else {
            Issue.record("a second snapshot was taken")
            return
        }
        var odd = NetworkFrame()
        odd.phase = "later"
        guard case .refused = inbox.take(odd) else {
            Issue.record("an unknown phase was taken")
            return
        }
    }

    @Test func aStateIsReadBackFromItsFrame() throws {
        var state = NetworkState()
        state.vpc("vpc-1", vni: 9, subnets: [.of("subnet-1", "10.0.1.0/24")])
        state.group("sg-1", "vpc-1", in: [.rule(6, 80)])
        state.interface("eni-1", "vpc-1", "subnet-1", "10.0.1.4", ["sg-1"], on: nil)
        let bytes = JSON.encode(state.frame)
        #expect(NetworkState(try JSON.decode(NetworkFrame.self, from: bytes)) == state)
    }
}

struct ModelTests {
    private static let settings = NetworkSettings(
        mark: "t", machine: "i-1", stateDirectory: "/s", dataDirectory: "/d")

    private static var state: NetworkState {
        var state = NetworkState()
        state.vpc("vpc-1", vni: 9, subnets: [.of("subnet-1", "10.0.1.0/24")])
        state.interface("eni-1", "vpc-1", "subnet-1", "10.0.1.4", ["sg-1"], on: nil) {
            $0.machine = "i-1"
        }
        return state
    }

    @Test func onlyVPCsWithAnInterfaceHereAreRead() {
        var state = Self.state
        state.vpc("vpc-2", vni: 10, subnets: [])
        let model = NetworkModel(state, Self.settings)
        #expect(model.vpcs.map(\.id) == ["vpc-1"])
        #expect(model.vpcs[0].resolver == IPv4Address("10.0.0.2"))
        #expect(model.vpcs[0].interfaces.map(\.isLocal) == [true])
        #expect(model.problems == [])
    }

    @Test(
        arguments: [
            { $0.interfaces["eni-1"]?.address = "10.0.1.4; drop" },
            { $0.interfaces["eni-1"]?.address = "10.9.1.4" },
            { $0.interfaces["eni-1"]?.subnet = "subnet-2" },
            { $0.interfaces["eni-1"]?.mac = "02:00" },
            { $0.interfaces["eni-1"]?.id = "eni-1\nflush ruleset" },
            { $0.vpcs["vpc-1"]?.vni = 0 },
            { $0.vpcs["vpc-1"]?.cidrs = [] },
            { $0.vpcs["vpc-1"]?.id = "../../etc" },
            { $0.vpcs["vpc-1"] = nil },
            { $0.vpcs["vpc-1"]?.subnets[0].cidr = "10.0.1.1/24" },
        ] as [@Sendable (inout NetworkState) -> Void])
    func whatCannotBeReadIsLeftOutAndSaid(_ spoil: @Sendable (inout NetworkState) -> Void) {
        var state = Self.state
        spoil(&state)
        let model = NetworkModel(state, Self.settings)
        #expect(model.vpcs.flatMap(\.interfaces) == [])
        #expect(!model.problems.isEmpty)
    }

    @Test func twoInterfacesDoNotShareAnAddress() {
        var state = Self.state
        state.interface("eni-2", "vpc-1", "subnet-1", "10.0.1.4", [], on: nil)
        let model = NetworkModel(state, Self.settings)
        #expect(model.vpcs[0].interfaces.map(\.id) == ["eni-1"])
        #expect(model.problems.count == 1)
    }

    @Test func groupsWithStrangeNamesCountForNothing() {
        var state = Self.state
        state.interfaces["eni-1"]?.groups = ["sg-1", "x y", "", "sg-1"]
        #expect(NetworkModel(state, Self.settings).vpcs[0].interfaces[0].groups == ["sg-1"])
    }

    @Test func linkNamesFitAndDiffer() {
        var settings = Self.settings
        settings.mark = "abcdefgh"
        let names = (0..<200).map { settings.wayOutLink("vpc-\($0)") }
        #expect(Set(names).count == 200)
        #expect(names.allSatisfy { $0.utf8.count == 15 && $0.hasPrefix("sabcdefgho") })
    }
}

struct LinkAddressTests {
    @Test func slotsAreKeptAndDoNotMeet() {
        let first = LinkAddresses.assign(["a", "b"], known: [:], foreign: [])
        #expect(Set(first.values).count == 2)
        let taken = first["a"].map { [$0] } ?? []
        let second = LinkAddresses.assign(["a", "b", "c"], known: first, foreign: [])
        #expect(second["a"] == first["a"] && second["b"] == first["b"])
        let third = LinkAddresses.assign(["a"], known: [:], foreign: Set(taken))
        #expect(third["a"] != first["a"])
        #expect(LinkAddresses.assign(["a"], known: [:], foreign: Set(0..<8192)) == [:])
    }

    @Test func addressesNameTheirSlot() {
        for slot in [64, 65, 8191] {
            let ends = LinkAddresses(slot: slot)
            #expect(LinkAddresses.slot(of: ends.router) == slot)
            #expect(LinkAddresses.slot(of: ends.machine) == slot)
            #expect(ends.router.value >> 16 == 0xA9FE && ends.machine.value & 0xffff < 0x8000)
        }
        for text in ["169.254.169.254", "169.254.0.1", "10.0.0.1", "169.254.170.2"] {
            #expect(LinkAddresses.slot(of: IPv4Address(text)!) == nil)
        }
    }
}
