package import Shapes

/// A network ACL. Which subnets it holds for stands in theirs.
package struct NetworkACLRecord: TaggedResource, Hashable {
    package static var kind: EC2Kind { .networkACLs }

    package var references: [String] { [vpc] }

    package var id = ""
    package var vpc = ""
    package var isDefault = false
    /// Without the last one, which denies everything, in the order of their numbers.
    package var entries: [NetworkACLEntryRecord] = []
    package var tags: [EC2Tag]?

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("id", &id)
        visitor.field("vpc", &vpc)
        visitor.field("isDefault", &isDefault)
        visitor.field("entries", &entries)
        visitor.field("tags", &tags)
    }
}

/// An entry of a network ACL.
package struct NetworkACLEntryRecord: Shape, Hashable {
    /// 1…32766
    package var number = 0
    package var isEgress = false
    package var isAllowed = false
    /// The IP protocol's number; -1 for all.
    package var ipProtocol = -1
    /// Of TCP and UDP.
    package var fromPort: Int?
    package var toPort: Int?
    /// Of ICMP; -1 for all.
    package var icmpType: Int?
    package var icmpCode: Int?
    package var cidr = ""
    /// Instead of a block of IPv4.
    package var ipv6CIDR: String?

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("number", &number)
        visitor.field("isEgress", &isEgress)
        visitor.field("isAllowed", &isAllowed)
        visitor.field("ipProtocol", &ipProtocol)
        visitor.field("fromPort", &fromPort)
        visitor.field("toPort", &toPort)
        visitor.field("icmpType", &icmpType)
        visitor.field("icmpCode", &icmpCode)
        visitor.field("cidr", &cidr)
        visitor.field("ipv6CIDR", &ipv6CIDR)
    }
}

extension NetworkACLEntryRecord {
    /// The entry of a default ACL, which lets everything pass.
    package static func openEntry(isEgress: Bool) -> NetworkACLEntryRecord {
        NetworkACLEntryRecord {
            $0.number = 100
            $0.isEgress = isEgress
            $0.isAllowed = true
            $0.cidr = "0.0.0.0/0"
        }
    }
}
