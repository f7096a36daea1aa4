import AWSWire
import EC2Core
import EC2Model
import Shapes
import Testing

@Suite struct NetworkACLEntryTests {
    private func entry(
        number: Int = 100, protocol text: String = "-1", cidr: String? = "10.0.0.0/8",
        ipv6: String? = nil, ports: (Int, Int)? = nil
    ) throws(AWSError) -> NetworkACLEntryRecord {
        try NetworkACLEntryRecord(
            number: number, isEgress: false, action: .allow, protocol: text, cidr: cidr, ipv6: ipv6,
            ports: ports.map { ports in
                EC2API.PortRange {
                    $0.from = ports.0
                    $0.to = ports.1
                }
            }, icmp: nil)
    }

    @Test func protocolsByNameAndNumber() throws {
        for (text, number) in [("-1", -1), ("all", -1), ("1", 1), ("icmp", 1), ("50", 50)] {
            #expect(try entry(protocol: text).ipProtocol == number)
        }
        for text in ["tcp", "6", "udp", "17"] {
            let found = try entry(protocol: text, ports: (80, 90))
            #expect(found.fromPort == 80 && found.toPort == 90)
        }
    }

    @Test func whatIsRefused() {
        #expect(throws: AWSError.self) { try entry(protocol: "tcp") }
        #expect(throws: AWSError.self) { try entry(protocol: "sctp2") }
        #expect(throws: AWSError.self) { try entry(protocol: "256") }
        for ports in [(90, 80), (-1, 80), (0, 65536)] {
            #expect(throws: AWSError.self) { try entry(protocol: "6", ports: ports) }
        }
        for number in [0, 32767, -5] {
            #expect(throws: AWSError.self) { try entry(number: number) }
        }
        #expect(throws: AWSError.self) { try entry(cidr: nil) }
        #expect(throws: AWSError.self) { try entry(ipv6: "::/0") }
        #expect(throws: AWSError.self) { try entry(cidr: "10.0.0.0") }
    }
}
