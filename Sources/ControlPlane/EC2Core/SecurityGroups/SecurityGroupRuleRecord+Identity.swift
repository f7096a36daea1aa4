import Shapes

extension SecurityGroupRuleRecord {
    /// What makes it different from every other rule of its group: all but name and description.
    package struct Identity: Hashable, Sendable {
        var isEgress: Bool
        var ipProtocol: String
        var fromPort: Int?
        var toPort: Int?
        var peer: String
    }

    package var identity: Identity {
        Identity(
            isEgress: isEgress, ipProtocol: ipProtocol, fromPort: fromPort, toPort: toPort,
            peer: peer)
    }

    /// The other side, as errors name it.
    package var peer: String { cidr ?? ipv6CIDR ?? prefixList ?? group ?? "" }

    /// Ports as EC2 shows them in a list of rules, where "all" is -1.
    package var shownFromPort: Int { fromPort ?? -1 }
    package var shownToPort: Int { toPort ?? -1 }

    /// The rule that every new group has: everything may leave.
    package static func allowsAllEgress(id: String) -> SecurityGroupRuleRecord {
        SecurityGroupRuleRecord {
            $0.id = id
            $0.isEgress = true
            $0.cidr = "0.0.0.0/0"
        }
    }
}

/// The most of everything that a group may have.
package enum SecurityGroupLimits {
    /// Rules of one direction; those of IPv4 and IPv6 are counted apart, as EC2 does.
    package static let rules = 60
    /// Groups of one network interface.
    package static let groupsOfInterface = 5
    /// Groups of one VPC.
    package static let groups = 2_500
}
