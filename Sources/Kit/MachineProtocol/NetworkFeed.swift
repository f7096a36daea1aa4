package import Shapes

/// What a machine must know of the VPCs that it has network interfaces in; see ``FeedPhase``.
///
/// Path `/_skerry/network/feed`, signed by the machine's credentials. Query: `underlay`, the address
/// under which other machines reach this one; `machine`, its id, which may be left out.
package struct NetworkFrame: Shape, Hashable {
    /// Counts the frames of a connection, from 1.
    package var sequence = 0
    package var phase = FeedPhase.change.rawValue
    /// The last frame of a snapshot; true for changes.
    package var isComplete = true
    package var vpcs: [VPCState]?
    package var securityGroups: [SecurityGroupState]?
    package var interfaces: [InterfaceState]?
    /// Ids of VPCs, groups and interfaces that are gone, or no longer this machine's concern.
    package var removed: [String]?

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("sequence", &sequence)
        visitor.field("phase", &phase)
        visitor.field("isComplete", &isComplete)
        visitor.field("vpcs", &vpcs)
        visitor.field("securityGroups", &securityGroups)
        visitor.field("interfaces", &interfaces)
        visitor.field("removed", &removed)
    }
}

/// One VPC.
package struct VPCState: Shape, Hashable {
    /// `vpc-…`.
    package var id = ""
    /// VXLAN network identifier, 1…2²⁴-1; unique in the installation.
    package var vni = 0
    /// CIDR blocks, the primary one first. The resolver is at the primary block's base plus two.
    package var cidrs: [String] = []
    package var subnets: [SubnetState] = []
    /// Names under which the VPC's addresses are known, such as `ec2.internal`.
    package var domain = ""
    /// Whether the resolver at base plus two answers (`enableDnsSupport`).
    package var resolvesNames = true

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("id", &id)
        visitor.field("vni", &vni)
        visitor.field("cidrs", &cidrs)
        visitor.field("subnets", &subnets)
        visitor.field("domain", &domain)
        visitor.field("resolvesNames", &resolvesNames)
    }
}

/// One subnet of a VPC, with what its route table and network ACL come to.
package struct SubnetState: Shape, Hashable {
    /// `subnet-…`.
    package var id = ""
    package var cidr = ""
    /// Destinations outside the VPC, most specific first; what none of them names has no way out.
    package var ways: [WayOut]?
    /// Entries of the network ACL in the order of their numbers; nil lets everything pass.
    package var ingress: [ACLEntry]?
    package var egress: [ACLEntry]?

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("id", &id)
        visitor.field("cidr", &cidr)
        visitor.field("ways", &ways)
        visitor.field("ingress", &ingress)
        visitor.field("egress", &egress)
    }
}

/// Where a route that leaves the VPC leads.
package struct WayOut: Shape, Hashable {
    package enum Target: String, ShapeEnum, CaseIterable {
        /// An internet gateway: only for interfaces that have a public address.
        case internet
        /// A NAT gateway: for all, outwards only.
        case nat
        /// A route whose target is gone or not supported: packets are dropped.
        case blackhole
    }

    package var cidr = ""
    package var target = Target.blackhole
    /// Of a NAT gateway: the address that the world sees, where it can be had.
    package var publicAddress: String?

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("cidr", &cidr)
        visitor.field("target", &target)
        visitor.field("publicAddress", &publicAddress)
    }
}

/// An entry of a network ACL: stateless.
package struct ACLEntry: Shape, Hashable {
    package var isAllowed = true
    /// As in ``TrafficRule``.
    package var ipProtocol = -1
    package var fromPort: Int?
    package var toPort: Int?
    package var cidr = ""

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("isAllowed", &isAllowed)
        visitor.field("ipProtocol", &ipProtocol)
        visitor.field("fromPort", &fromPort)
        visitor.field("toPort", &toPort)
        visitor.field("cidr", &cidr)
    }
}

/// A security group with its rules. Its members are the interfaces that name it.
package struct SecurityGroupState: Shape, Hashable {
    /// `sg-…`.
    package var id = ""
    package var vpc = ""
    package var ingress: [TrafficRule]?
    package var egress: [TrafficRule]?

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("id", &id)
        visitor.field("vpc", &vpc)
        visitor.field("ingress", &ingress)
        visitor.field("egress", &egress)
    }
}

/// What a security group allows: one protocol, one range, one peer.
package struct TrafficRule: Shape, Hashable {
    /// The IP protocol's number; -1 for all.
    package var ipProtocol = -1
    /// Ports of TCP and UDP, type and code of ICMP (-1 for all); nil for other protocols.
    package var fromPort: Int?
    package var toPort: Int?
    /// The other side: a block (prefix lists are spelt out), or the members of a group.
    package var cidr: String?
    package var group: String?

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("ipProtocol", &ipProtocol)
        visitor.field("fromPort", &fromPort)
        visitor.field("toPort", &toPort)
        visitor.field("cidr", &cidr)
        visitor.field("group", &group)
    }
}

/// A network interface of a VPC, on this machine or on another one.
package struct InterfaceState: Shape, Hashable {
    /// `eni-…`.
    package var id = ""
    package var vpc = ""
    package var subnet = ""
    package var address = ""
    /// `02:…`, lower case.
    package var mac = ""
    package var groups: [String] = []
    /// The id of the machine that it is attached to; nil while it is attached to none.
    package var machine: String?
    /// Where that machine's VXLAN packets go; nil while it is not known.
    package var underlay: String?
    /// Whether it is the machine's own interface and not a task's.
    package var isPrimary = false
    package var publicAddress: String?
    /// Names that the resolver answers with its address, without a dot at the end.
    package var names: [String]?

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("id", &id)
        visitor.field("vpc", &vpc)
        visitor.field("subnet", &subnet)
        visitor.field("address", &address)
        visitor.field("mac", &mac)
        visitor.field("groups", &groups)
        visitor.field("machine", &machine)
        visitor.field("underlay", &underlay)
        visitor.field("isPrimary", &isPrimary)
        visitor.field("publicAddress", &publicAddress)
        visitor.field("names", &names)
    }
}

/// What the machine answers: how far it is.
package struct NetworkReport: Shape, Hashable {
    /// The last frame whose content is in force.
    package var sequence = 0
    /// Why something could not be brought about; nil when all is well.
    package var problem: String?

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("sequence", &sequence)
        visitor.field("problem", &problem)
    }
}
