package import Shapes

/// A security group.
package struct SecurityGroupRecord: TaggedResource, Hashable {
    package static var kind: EC2Kind { .securityGroups }

    package var references: [String] {
        // A group that refers to itself may go all the same.
        [vpc] + RuleSet.references(rules, of: id)
    }

    package var id = ""
    package var vpc = ""
    package var name = ""
    /// `Description`
    package var summary = ""
    package var rules: [SecurityGroupRuleRecord] = []
    package var tags: [EC2Tag]?

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("id", &id)
        visitor.field("vpc", &vpc)
        visitor.field("name", &name)
        visitor.field("summary", &summary)
        visitor.field("rules", &rules)
        visitor.field("tags", &tags)
    }
}

/// A rule of a security group: one protocol, one range, one peer.
package struct SecurityGroupRuleRecord: EC2Record, Hashable {
    package static var kind: EC2Kind { .securityGroupRules }

    /// `sgr-…`
    package var id = ""
    package var isEgress = false
    /// `tcp`, `udp`, `icmp`, `icmpv6`, a number, or -1 for all.
    package var ipProtocol = "-1"
    /// Ports, or type and code of ICMP; nil for all.
    package var fromPort: Int?
    package var toPort: Int?
    /// The peer: one of these.
    package var cidr: String?
    package var ipv6CIDR: String?
    package var prefixList: String?
    package var group: String?
    /// `Description`
    package var summary: String?
    package var tags: [EC2Tag]?

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("id", &id)
        visitor.field("isEgress", &isEgress)
        visitor.field("ipProtocol", &ipProtocol)
        visitor.field("fromPort", &fromPort)
        visitor.field("toPort", &toPort)
        visitor.field("cidr", &cidr)
        visitor.field("ipv6CIDR", &ipv6CIDR)
        visitor.field("prefixList", &prefixList)
        visitor.field("group", &group)
        visitor.field("summary", &summary)
        visitor.field("tags", &tags)
    }
}

extension SecurityGroupRecord {
    /// The default group of a VPC: everything from its own members, everything outwards.
    package static func defaultGroup(
        _ id: String, of vpc: String, ruleIDs: (ingress: String, egress: String)
    ) -> SecurityGroupRecord {
        SecurityGroupRecord {
            $0.id = id
            $0.vpc = vpc
            $0.name = "default"
            $0.summary = "default VPC security group"
            $0.rules = [
                SecurityGroupRuleRecord {
                    $0.id = ruleIDs.ingress
                    $0.group = id
                },
                SecurityGroupRuleRecord {
                    $0.id = ruleIDs.egress
                    $0.isEgress = true
                    $0.cidr = "0.0.0.0/0"
                },
            ]
        }
    }
}
