import MachineProtocol
import Shapes
import Testing

@testable import EC2

struct HostFeedMachineTests {
    private func order(_ id: String, boots: Int = 0, userData: String? = nil) -> MachineOrder {
        MachineOrder {
            $0.id = id
            $0.boots = boots
            $0.userData = userData
        }
    }

    @Test func aConnectionBeginsWithEverything() {
        var machine = HostFeedMachine()
        let frames = machine.opened([order("i-1"), order("i-2")])
        #expect(frames.count == 1)
        #expect(frames[0].phase == "snapshot" && frames[0].isComplete)
        #expect(frames[0].sequence == 1)
        #expect(frames[0].machines?.map(\.id) == ["i-1", "i-2"])
    }

    @Test func nothingToDoIsSaidToo() {
        var machine = HostFeedMachine()
        let frames = machine.opened([])
        #expect(frames.count == 1 && frames[0].isComplete && frames[0].machines == nil)
        #expect(machine.changed([]).isEmpty)
        #expect(machine.heartbeat().sequence == 2)
    }

    @Test func onlyWhatChangedIsSaid() {
        var machine = HostFeedMachine()
        _ = machine.opened([order("i-1"), order("i-2")])
        #expect(machine.changed([order("i-1"), order("i-2")]).isEmpty)
        let frames = machine.changed([order("i-2", boots: 1), order("i-3")])
        #expect(frames.count == 1)
        #expect(frames[0].phase == "change")
        #expect(frames[0].machines?.map(\.id) == ["i-2", "i-3"])
        #expect(frames[0].removed == ["i-1"])
        #expect(machine.changed([order("i-2", boots: 1), order("i-3")]).isEmpty)
    }

    @Test func largeSnapshotsAreSplit() {
        var machine = HostFeedMachine()
        let data = String(repeating: "x", count: 20_000)
        let orders = (0..<256).map { order("i-\($0)", userData: data) }
        let frames = machine.opened(orders)
        #expect(frames.count > 4)
        #expect(frames.dropLast().allSatisfy { !$0.isComplete })
        #expect(frames.last?.isComplete == true)
        #expect(frames.flatMap { $0.machines ?? [] }.map(\.id) == orders.map(\.id))
        #expect(frames.map(\.sequence) == Array(1...frames.count))
        for frame in frames { #expect(JSON.encode(frame).count <= FeedLimits.frameBytes) }
    }

    @Test func acknowledgementsOnlyGrow() {
        var machine = HostFeedMachine()
        _ = machine.opened([])
        _ = machine.heartbeat()
        for (said, known) in [(1, 1), (2, 2), (1, 2), (99, 2)] {
            machine.received(HostReport { $0.sequence = said })
            #expect(machine.acknowledged == known)
        }
    }

    @Test func aHostSaysWhatItIs() throws {
        let query = try HostQuery(
            "host=box-1&zones=us-east-1a%2Cus-east-1b&providers=sandbox,qemu&cpus=2&memory=4096")
        #expect(query.host == "box-1")
        #expect(query.zones == ["us-east-1a", "us-east-1b"])
        #expect(query.providers == [.sandbox, .qemu])
        #expect((query.cpus, query.memoryMiB) == (2, 4096))
    }

    @Test(arguments: [
        "", "host=&zones=a&providers=sandbox&cpus=1&memory=1",
        "host=a%2Fb&zones=a&providers=sandbox&cpus=1&memory=1",
        "host=a&zones=&providers=sandbox&cpus=1&memory=1",
        "host=a&zones=a&providers=docker&cpus=1&memory=1",
        "host=a&zones=a&providers=sandbox&cpus=0&memory=1",
        "host=a&zones=a&providers=sandbox&cpus=1&memory=x",
        "host=a&zones=a&providers=sandbox&cpus=1",
    ])
    func whatCannotBeReadIsRefused(_ query: String) {
        #expect(throws: HostQuery.Refused.self) { try HostQuery(query) }
    }
}
