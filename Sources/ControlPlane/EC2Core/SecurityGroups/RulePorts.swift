package import AWSWire

/// Protocol and ports of a rule, checked and in the form that EC2 shows.
package struct RulePorts: Hashable, Sendable {
    /// As in ``SecurityGroupRuleRecord/ipProtocol``.
    package var ipProtocol: String
    package var fromPort: Int?
    package var toPort: Int?

    /// Checks what a caller wrote.
    ///
    /// - Throws: `MissingParameter`, `InvalidParameterValue`.
    package init(ipProtocol: String?, fromPort: Int?, toPort: Int?) throws(AWSError) {
        guard let ipProtocol, !ipProtocol.isEmpty else {
            throw .missing("ipProtocol")
        }
        self.ipProtocol = try Self.canonical(ipProtocol)
        switch self.ipProtocol {
        case "tcp", "udp":
            guard let fromPort, let toPort else {
                throw .invalidValue(
                    "Invalid value 'Must specify both from and to ports with TCP/UDP.' for "
                        + "portRange.")
            }
            for port in [fromPort, toPort] where !(0...65_535).contains(port) {
                throw .invalidValue("TCP/UDP port (\(port)) out of range")
            }
            guard fromPort <= toPort else {
                throw .invalidValue("Invalid TCP/UDP port range (\(fromPort):\(toPort))")
            }
            (self.fromPort, self.toPort) = (fromPort, toPort)
        case "icmp", "icmpv6":
            let (type, code) = (fromPort ?? -1, toPort ?? -1)
            guard (-1...255).contains(type) else {
                throw .invalidValue("ICMP type (\(type)) out of range")
            }
            guard (-1...255).contains(code) else {
                throw .invalidValue("ICMP code (\(code)) out of range")
            }
            guard type != -1 || code == -1 else {
                throw .invalidValue("ICMP code (\(code)) must be -1 when the type is -1")
            }
            (self.fromPort, self.toPort) = (type, code)
        default:
            // Of other protocols everything passes, whatever ports were written.
            (self.fromPort, self.toPort) = (nil, nil)
        }
    }

    private static func canonical(_ text: String) throws(AWSError) -> String {
        switch text.lowercased() {
        case "-1", "all": return "-1"
        case "tcp", "6": return "tcp"
        case "udp", "17": return "udp"
        case "icmp", "1": return "icmp"
        case "icmpv6", "58": return "icmpv6"
        default:
            guard let number = Int(text), (0...255).contains(number) else {
                throw .invalidValue(
                    "Invalid value '\(text)' for IP protocol. Unknown protocol.")
            }
            return String(number)
        }
    }

    /// The number of a protocol in the form of ``SecurityGroupRuleRecord/ipProtocol``; -1 for all.
    package static func number(of ipProtocol: String) -> Int {
        switch ipProtocol {
        case "tcp": 6
        case "udp": 17
        case "icmp": 1
        case "icmpv6": 58
        default: Int(ipProtocol) ?? -1
        }
    }
}
