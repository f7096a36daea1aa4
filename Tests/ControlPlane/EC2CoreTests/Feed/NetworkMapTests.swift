import MachineProtocol
import Shapes
import Testing

@testable import EC2Core

@Suite struct NetworkMapTests {
    private let scope = EC2Scope(account: "000000000000", region: "us-east-1")

    private func machine(_ id: String) -> NetworkMap.Machine {
        NetworkMap.Machine(scope: scope, id: id)
    }

    private func interface(
        _ id: String, vpc: String, address: String = "10.0.0.4", machine: String? = nil
    ) -> InterfaceState {
        InterfaceState {
            $0.id = id
            $0.vpc = vpc
            $0.address = address
            $0.machine = machine
        }
    }

    private func group(_ id: String, vpc: String, port: Int = 80) -> SecurityGroupState {
        SecurityGroupState {
            $0.id = id
            $0.vpc = vpc
            $0.ingress = [
                TrafficRule {
                    $0.ipProtocol = 6
                    $0.fromPort = port
                    $0.toPort = port
                }
            ]
        }
    }

    /// Two VPCs; machine `a` has an interface in the first one, `b` in both.
    private func twoVPCs() -> NetworkMap {
        var map = NetworkMap()
        for vpc in ["vpc-1", "vpc-2"] {
            map.set(VPCState { $0.id = vpc })
            map.set(group("sg-\(vpc)", vpc: vpc))
        }
        map.set(interface("eni-a1", vpc: "vpc-1", machine: "a"), on: machine("a"))
        map.set(interface("eni-b1", vpc: "vpc-1", machine: "b"), on: machine("b"))
        map.set(interface("eni-b2", vpc: "vpc-2", machine: "b"), on: machine("b"))
        return map
    }

    @Test func snapshotIsTheVPCsOfTheMachine() {
        let map = twoVPCs()
        var cursor = NetworkMap.Cursor()
        let news = map.news(for: machine("a"), after: &cursor)
        #expect(news?.vpcs.map(\.id) == ["vpc-1"])
        #expect(news?.groups.map(\.id) == ["sg-vpc-1"])
        #expect(news?.interfaces.map(\.id) == ["eni-a1", "eni-b1"])
        #expect(map.news(for: machine("a"), after: &cursor)?.isEmpty == true)
        var other = NetworkMap.Cursor()
        #expect(map.news(for: machine("b"), after: &other)?.vpcs.count == 2)
        // The same id in another account is another machine.
        let stranger = NetworkMap.Machine(
            scope: EC2Scope(account: "111111111111", region: "us-east-1"), id: "a")
        var third = NetworkMap.Cursor()
        #expect(map.news(for: stranger, after: &third)?.isEmpty == true)
    }

    @Test func onlyWhatHasChangedIsTold() {
        var map = twoVPCs()
        var cursor = NetworkMap.Cursor()
        _ = map.news(for: machine("a"), after: &cursor)
        // The same again, and the other VPC, are no news.
        map.set(group("sg-vpc-1", vpc: "vpc-1"))
        map.set(group("sg-vpc-2", vpc: "vpc-2", port: 22))
        #expect(map.news(for: machine("a"), after: &cursor)?.isEmpty == true)
        map.set(group("sg-vpc-1", vpc: "vpc-1", port: 22))
        map.set(group("sg-vpc-1", vpc: "vpc-1", port: 23))
        let news = map.news(for: machine("a"), after: &cursor)
        #expect(news?.groups.map { $0.ingress?[0].fromPort } == [23])
        #expect(news?.interfaces.isEmpty == true && news?.removed.isEmpty == true)
    }

    @Test func goneThingsAreRemoved() {
        var map = twoVPCs()
        var cursor = NetworkMap.Cursor()
        _ = map.news(for: machine("a"), after: &cursor)
        map.remove("eni-b1")
        map.set(interface("eni-x", vpc: "vpc-1"), on: nil)
        map.remove("eni-x")
        let news = map.news(for: machine("a"), after: &cursor)
        #expect(news?.removed == ["eni-b1", "eni-x"])
        #expect(map.ids == ["vpc-1", "vpc-2", "sg-vpc-1", "sg-vpc-2", "eni-a1", "eni-b2"])
    }

    @Test func aMachineThatLeavesAVPCForgetsIt() {
        var map = twoVPCs()
        var cursor = NetworkMap.Cursor()
        _ = map.news(for: machine("b"), after: &cursor)
        // Two things at once: one goes that it was told of, and its own interface.
        map.set(group("sg-new", vpc: "vpc-2"))
        map.remove("sg-vpc-2")
        map.remove("eni-b2")
        let news = map.news(for: machine("b"), after: &cursor)
        #expect(Set(news?.removed ?? []) == ["vpc-2", "sg-vpc-2", "sg-new", "eni-b2"])
        #expect(news?.groups.isEmpty == true)
        // It comes back, and is told everything.
        map.set(interface("eni-b3", vpc: "vpc-2", machine: "b"), on: machine("b"))
        let again = map.news(for: machine("b"), after: &cursor)
        #expect(again?.vpcs.map(\.id) == ["vpc-2"])
        #expect(again?.groups.map(\.id) == ["sg-new"])
        #expect(again?.interfaces.map(\.id) == ["eni-b3"])
    }

    @Test func anInterfaceMovesToAnotherMachine() {
        var map = twoVPCs()
        map.set(interface("eni-a1", vpc: "vpc-1", machine: "c"), on: machine("c"))
        var cursor = NetworkMap.Cursor()
        #expect(map.news(for: machine("a"), after: &cursor)?.isEmpty == true)
        #expect(map.news(for: machine("c"), after: &cursor)?.interfaces.count == 2)
        #expect(map.interfaces(on: machine("c")) == ["eni-a1"])
    }

    @Test func whoIsTooFarBehindBeginsAnew() {
        var map = twoVPCs()
        var cursor = NetworkMap.Cursor()
        _ = map.news(for: machine("a"), after: &cursor)
        for port in 0...NetworkMap.keptChanges {
            map.set(group("sg-vpc-1", vpc: "vpc-1", port: 100 + port))
        }
        #expect(map.news(for: machine("a"), after: &cursor) == nil)
        var fresh = NetworkMap.Cursor()
        #expect(map.news(for: machine("a"), after: &fresh)?.groups.count == 1)
    }

    @Test func deltasAddUpToTheWhole() {
        // Whatever happens, who was told piece by piece knows what who asks anew is told.
        for seed in UInt64(1)...40 {
            var random = Generator(state: seed)
            var map = NetworkMap()
            var cursor = NetworkMap.Cursor()
            var known: [String: Int] = [:]
            for _ in 0..<200 {
                step(&map, &random)
                guard random.next(3) == 0 else { continue }
                let news = map.news(for: machine("m0"), after: &cursor)!
                for state in news.vpcs { known[state.id] = state.hashValue }
                for state in news.groups { known[state.id] = state.hashValue }
                for state in news.interfaces { known[state.id] = state.hashValue }
                for id in news.removed { known[id] = nil }
                var fresh = NetworkMap.Cursor()
                let whole = map.news(for: machine("m0"), after: &fresh)!
                var expected: [String: Int] = [:]
                for state in whole.vpcs { expected[state.id] = state.hashValue }
                for state in whole.groups { expected[state.id] = state.hashValue }
                for state in whole.interfaces { expected[state.id] = state.hashValue }
                #expect(known == expected, "seed \(seed)")
            }
        }
    }

    private func step(_ map: inout NetworkMap, _ random: inout Generator) {
        let vpc = "vpc-\(random.next(3))"
        switch random.next(7) {
        case 0:
            map.set(
                VPCState {
                    $0.id = vpc
                    $0.vni = random.next(4)
                })
        case 1: map.set(group("sg-\(vpc)-\(random.next(3))", vpc: vpc, port: random.next(3)))
        case 2: map.remove("sg-\(vpc)-\(random.next(3))")
        case 3: map.remove("eni-\(vpc)-\(random.next(4))")
        default:
            let holder = random.next(4)
            let id = "eni-\(vpc)-\(random.next(4))"
            map.set(
                interface(
                    id, vpc: vpc, address: "10.0.0.\(random.next(3))",
                    machine: holder == 3 ? nil : "m\(holder)"),
                on: holder == 3 ? nil : machine("m\(holder)"))
        }
    }

    /// xorshift64*
    private struct Generator {
        var state: UInt64

        mutating func next(_ bound: Int) -> Int {
            state ^= state >> 12
            state ^= state << 25
            state ^= state >> 27
            return Int((state &* 2_685_821_657_736_338_717) >> 33) % bound
        }
    }
}

@Suite struct NetworkFramesTests {
    @Test func framesAreCut() {
        var news = NetworkMap.News()
        for number in 0..<100 {
            news.interfaces.append(InterfaceState { $0.id = "eni-\(number)" })
        }
        news.removed = (0..<50).map { "sg-\($0)" }
        let limit = 2_000
        let frames = NetworkFrames.frames(news, phase: .snapshot, after: 7, limit: limit)
        #expect(frames.count > 3)
        #expect(frames.map(\.sequence) == Array(8..<(8 + frames.count)))
        #expect(frames.dropLast().allSatisfy { !$0.isComplete })
        #expect(frames.last?.isComplete == true)
        #expect(frames.allSatisfy { JSON.encode($0).count <= limit })
        #expect(frames.flatMap { $0.interfaces ?? [] } == news.interfaces)
        #expect(frames.flatMap { $0.removed ?? [] } == news.removed)
    }

    @Test func anEmptySnapshotIsSaid() {
        let frames = NetworkFrames.frames(NetworkMap.News(), phase: .snapshot, after: 0)
        #expect(frames.map(\.isComplete) == [true])
        #expect(frames.map(\.phase) == ["snapshot"])
        #expect(NetworkFrames.frames(NetworkMap.News(), phase: .change, after: 1).isEmpty)
    }

    @Test func whatIsTooLargeGoesAlone() {
        var news = NetworkMap.News()
        news.groups = [SecurityGroupState { $0.id = String(repeating: "x", count: 5_000) }]
        news.removed = ["a"]
        let frames = NetworkFrames.frames(news, phase: .change, after: 0, limit: 1_000)
        #expect(frames.count == 2)
        #expect(frames.allSatisfy { $0.isComplete })
    }
}
