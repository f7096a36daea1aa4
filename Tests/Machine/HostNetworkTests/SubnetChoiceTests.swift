import HostNetwork
import Networking
import Testing

struct SubnetChoiceTests {
    @Test func aFreeBlockIsChosenAndTheSameOneEachTime() throws {
        let first = try #require(SubnetChoice.choose(seed: 7, taken: []))
        #expect(first == SubnetChoice.choose(seed: 7, taken: []))
        #expect(SubnetChoice.pool.overlaps(first))
        let second = try #require(SubnetChoice.choose(seed: 7, taken: [first]))
        #expect(!second.overlaps(first))
        let everywhere = try #require(IPv4Subnet("0.0.0.0/0"))
        #expect(SubnetChoice.choose(seed: 7, taken: [everywhere]) == first)
        #expect(SubnetChoice.choose(seed: .max, taken: [SubnetChoice.pool]) == nil)
    }

    @Test func theWholePoolIsUsable() {
        var taken: [IPv4Subnet] = []
        while let next = SubnetChoice.choose(seed: 99, taken: taken) {
            #expect(!taken.contains { $0.overlaps(next) })
            taken.append(next)
        }
        #expect(taken.count == 128)
    }

    @Test func routesAreReadFromProc() {
        let text = """
            Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT
            eth0\t00000000\t010200C0\t0003\t0\t0\t0\t00000000\t0\t0\t0
            eth0\t000200C0\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0
            broken line
            """
        #expect(
            SubnetChoice.routes(fromProc: text).map(\.description) == ["0.0.0.0/0", "192.0.2.0/24"])
    }
}
