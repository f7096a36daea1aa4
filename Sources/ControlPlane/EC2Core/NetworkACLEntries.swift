package import AWSWire
package import EC2Model
import Networking
import Shapes

extension NetworkACLEntryRecord {
    /// Numbers that entries may have.
    package static let numbers = 1...32766

    /// An entry as a request gives it.
    ///
    /// - Throws: `InvalidParameterValue`, `MissingParameter` for ports of TCP and UDP that are not
    ///   given.
    package init(
        number: Int, isEgress: Bool, action: EC2API.RuleAction?, protocol text: String,
        cidr: String?, ipv6: String?, ports: EC2API.PortRange?, icmp: EC2API.IcmpTypeCode?
    ) throws(AWSError) {
        self.init()
        guard Self.numbers.contains(number) else {
            throw .invalidValue(String(number), for: "ruleNumber")
        }
        guard let action else { throw .missing("ruleAction") }
        self.number = number
        self.isEgress = isEgress
        isAllowed = action == .allow
        switch (cidr, ipv6) {
        case (let cidr?, nil): self.cidr = try CIDRRules.block(cidr).description
        case (nil, let ipv6?):
            guard ipv6.contains(":"), ipv6.contains("/") else {
                throw .invalidValue(ipv6, for: "ipv6CidrBlock")
            }
            ipv6CIDR = ipv6
        default:
            throw .invalidCombination(
                "The request must contain exactly one of cidrBlock and ipv6CidrBlock")
        }
        ipProtocol = try Self.ipProtocol(text)
        try takeRange(ports, icmp)
    }

    private mutating func takeRange(
        _ ports: EC2API.PortRange?, _ icmp: EC2API.IcmpTypeCode?
    ) throws(AWSError) {
        switch ipProtocol {
        case 6, 17:
            guard let from = ports?.from, let to = ports?.to else { throw .missing("portRange") }
            guard (0...65535).contains(from), (from...65535).contains(to) else {
                throw .invalidValue("Invalid port range: \(from)-\(to)")
            }
            fromPort = from
            toPort = to
        case 1, 58:
            // EC2 takes them as given, and all where nothing is.
            icmpType = icmp?.type ?? -1
            icmpCode = icmp?.code ?? -1
        default: break
        }
    }

    private static func ipProtocol(_ text: String) throws(AWSError) -> Int {
        switch text.lowercased() {
        case "all", "-1": return -1
        case "tcp": return 6
        case "udp": return 17
        case "icmp": return 1
        case "icmpv6": return 58
        default:
            guard let number = Int(text), (0...255).contains(number) else {
                throw .invalidValue("Invalid value '\(text)' for protocol.")
            }
            return number
        }
    }

    /// The entry that denies what no other one decides.
    package static func lastEntry(isEgress: Bool) -> NetworkACLEntryRecord {
        NetworkACLEntryRecord {
            $0.number = numbers.upperBound + 1
            $0.isEgress = isEgress
            $0.cidr = "0.0.0.0/0"
        }
    }

    /// Whether another entry has the same number and direction.
    package func isInPlace(of other: NetworkACLEntryRecord) -> Bool {
        number == other.number && isEgress == other.isEgress
    }

    /// The entry as DescribeNetworkAcls shows it.
    package var described: EC2API.NetworkAclEntry {
        EC2API.NetworkAclEntry {
            $0.ruleNumber = number
            $0.egress = isEgress
            $0.ruleAction = isAllowed ? .allow : .deny
            $0.protocol = String(ipProtocol)
            if let ipv6CIDR { $0.ipv6CidrBlock = ipv6CIDR } else { $0.cidrBlock = cidr }
            if let fromPort, let toPort {
                $0.portRange = EC2API.PortRange {
                    $0.from = fromPort
                    $0.to = toPort
                }
            }
            if let icmpType, let icmpCode {
                $0.icmpTypeCode = EC2API.IcmpTypeCode {
                    $0.type = icmpType
                    $0.code = icmpCode
                }
            }
        }
    }
}

extension NetworkACLRecord {
    /// What DescribeNetworkAcls selects by.
    package static func filters(
        _ described: @escaping @Sendable (NetworkACLRecord) -> EC2API.NetworkAcl
    ) -> FilterTable<NetworkACLRecord> {
        func entries(
            _ member: @escaping @Sendable (EC2API.NetworkAclEntry) -> String?
        ) -> FilterTable<NetworkACLRecord>.Field {
            { (described($0).entries ?? []).compactMap(member) }
        }
        func associations(
            _ member: @escaping @Sendable (EC2API.NetworkAclAssociation) -> String?
        ) -> FilterTable<NetworkACLRecord>.Field {
            { (described($0).associations ?? []).compactMap(member) }
        }
        return FilterTable(
            [
                "association.association-id": associations(\.networkAclAssociationId),
                "association.network-acl-id": associations(\.networkAclId),
                "association.subnet-id": associations(\.subnetId),
                "default": { [String($0.isDefault)] },
                "entry.cidr": entries(\.cidrBlock),
                "entry.egress": entries { String($0.egress ?? false) },
                "entry.icmp.code": entries { $0.icmpTypeCode?.code.map(String.init) },
                "entry.icmp.type": entries { $0.icmpTypeCode?.type.map(String.init) },
                "entry.ipv6-cidr": entries(\.ipv6CidrBlock),
                "entry.port-range.from": entries { $0.portRange?.from.map(String.init) },
                "entry.port-range.to": entries { $0.portRange?.to.map(String.init) },
                "entry.protocol": entries(\.protocol),
                "entry.rule-action": entries { $0.ruleAction?.rawValue },
                "entry.rule-number": entries { $0.ruleNumber.map { String($0) } },
                "network-acl-id": { [$0.id] },
                "owner-id": { [described($0).ownerId ?? ""] },
                "vpc-id": { [$0.vpc] },
            ], tags: { $0.tags ?? [] })
    }
}
