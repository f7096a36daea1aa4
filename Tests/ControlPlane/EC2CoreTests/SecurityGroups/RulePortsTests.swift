import AWSWire
import Testing

@testable import EC2Core

@Suite struct RulePortsTests {
    @Test(arguments: [
        ("tcp", 80, 80, "tcp", 80, 80), ("6", 0, 65_535, "tcp", 0, 65_535),
        ("UDP", 53, 54, "udp", 53, 54), ("icmp", 8, -1, "icmp", 8, -1),
        ("58", 128, 0, "icmpv6", 128, 0),
    ])
    func canonical(
        _ name: String, _ from: Int, _ to: Int, _ expected: String, _ first: Int, _ last: Int
    ) throws {
        let ports = try RulePorts(ipProtocol: name, fromPort: from, toPort: to)
        #expect(ports.ipProtocol == expected)
        #expect(ports.fromPort == first)
        #expect(ports.toPort == last)
    }

    @Test(arguments: ["-1", "all", "50", "255", "0"])
    func portsOfOtherProtocolsAreNotKept(_ name: String) throws {
        let ports = try RulePorts(ipProtocol: name, fromPort: 1, toPort: 2)
        #expect(ports.fromPort == nil && ports.toPort == nil)
    }

    @Test func icmpWithoutTypeIsAll() throws {
        let ports = try RulePorts(ipProtocol: "icmp", fromPort: nil, toPort: nil)
        #expect(ports.fromPort == -1 && ports.toPort == -1)
    }

    @Test(arguments: [
        ("tcp", 443, 80, "Invalid TCP/UDP port range (443:80)"),
        ("tcp", -1, 80, "TCP/UDP port (-1) out of range"),
        ("udp", 0, 65_536, "TCP/UDP port (65536) out of range"),
        ("icmp", 256, 0, "ICMP type (256) out of range"),
        ("icmp", 0, 256, "ICMP code (256) out of range"),
        ("icmp", -1, 3, "ICMP code (3) must be -1 when the type is -1"),
        ("256", 0, 0, "Invalid value '256' for IP protocol. Unknown protocol."),
        ("tpc", 0, 0, "Invalid value 'tpc' for IP protocol. Unknown protocol."),
    ])
    func refused(_ name: String, _ from: Int, _ to: Int, _ message: String) {
        #expect {
            try RulePorts(ipProtocol: name, fromPort: from, toPort: to)
        } throws: { error in
            let error = error as? AWSError
            return error?.code == "InvalidParameterValue" && error?.message == message
        }
    }

    @Test func tcpNeedsBothPorts() {
        #expect(throws: AWSError.self) {
            try RulePorts(ipProtocol: "tcp", fromPort: 80, toPort: nil)
        }
        #expect { try RulePorts(ipProtocol: nil, fromPort: 80, toPort: 80) } throws: { error in
            (error as? AWSError)?.code == "MissingParameter"
        }
    }
}

@Suite struct AddressBlocksTests {
    @Test(arguments: [
        ("10.0.0.0/8", "10.0.0.0/8"), ("100.68.0.18/18", "100.68.0.0/18"),
        ("1.2.3.4/32", "1.2.3.4/32"), ("255.255.255.255/0", "0.0.0.0/0"),
    ])
    func ipv4(_ text: String, _ expected: String) throws {
        #expect(try AddressBlocks.ipv4(text) == expected)
    }

    @Test(arguments: ["10.0.0.0", "10.0.0/8", "10.0.0.0/33", "10.0.0.0/08", "a/8", "", "/"])
    func ipv4Refused(_ text: String) {
        #expect { try AddressBlocks.ipv4(text) } throws: { error in
            (error as? AWSError)?.message == "CIDR block \(text) is malformed"
        }
    }

    @Test(arguments: [
        ("::/0", "::/0"), ("2001:DB8::1/32", "2001:db8::/32"),
        ("2001:db8:0:0:1:0:0:1/128", "2001:db8::1:0:0:1/128"),
        ("1:2:3:4:5:6:7:8/127", "1:2:3:4:5:6:7:8/127"),
        ("::ffff:1.2.3.4/128", "::ffff:102:304/128"),
        ("fe80::ffff:ffff/97", "fe80::8000:0/97"),
        ("1::/16", "1::/16"), ("1:0:2:0:0:3::/96", "1:0:2::3:0:0/96"),
    ])
    func ipv6(_ text: String, _ expected: String) throws {
        #expect(try AddressBlocks.ipv6(text) == expected)
    }

    @Test(arguments: [
        "::", "::/129", ":::/0", "1:2:3:4:5:6:7/64", "1:2:3:4:5:6:7:8:9/64", "g::/64", "1::2::3/64",
        "12345::/64", "1.2.3.4/32", "::1.2.3/64", ":1:2:3:4:5:6:7/64", "+1::/64",
    ])
    func ipv6Refused(_ text: String) {
        #expect(throws: AWSError.self) { try AddressBlocks.ipv6(text) }
    }
}
