package import Shapes

/// The network that a task in mode `awsvpc` was asked for, checked and resolved when it was made.
package struct TaskNetwork: Shape, Hashable {
    /// A UUID: the id of the attachment, and the token under which its interface is asked for.
    package var attachment = ""
    /// Of one VPC.
    package var subnets: [Subnet] = []
    /// Ids of security groups.
    package var groups: [String] = []
    package var assignsPublicAddress = false

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("attachment", &attachment)
        visitor.field("subnets", &subnets)
        visitor.field("groups", &groups)
        visitor.field("assignsPublicAddress", &assignsPublicAddress)
    }

    /// A subnet and the zone that it is in.
    package struct Subnet: Shape, Hashable {
        package var id = ""
        package var zone = ""

        package init() {}

        /// A subnet of a zone.
        package init(id: String, zone: String) {
            self.id = id
            self.zone = zone
        }

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("id", &id)
            visitor.field("zone", &zone)
        }
    }

    /// Zones that have one of the subnets.
    package var zones: Set<String> { Set(subnets.map(\.zone)) }

    /// The subnets of a zone, in the order in which they were named.
    package func subnets(in zone: String) -> [String] {
        subnets.filter { $0.zone == zone }.map(\.id)
    }
}

/// An elastic network interface as a task has it.
package struct TaskInterface: Shape, Hashable {
    /// `eni-…`.
    package var id = ""
    package var subnet = ""
    /// Its private IPv4 address.
    package var address = ""
    /// Lower case.
    package var mac = ""
    /// Such as `ip-10-0-0-5.ec2.internal`; nil when the VPC gives no names.
    package var name: String?
    /// The subnet's gateway and the length of its prefix, such as `10.0.0.1/24`.
    package var gateway: String?
    /// Addresses of resolvers, and the domains that are searched.
    package var resolvers: [String]?
    package var domains: [String]?
    package var publicAddress: String?

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("id", &id)
        visitor.field("subnet", &subnet)
        visitor.field("address", &address)
        visitor.field("mac", &mac)
        visitor.field("name", &name)
        visitor.field("gateway", &gateway)
        visitor.field("resolvers", &resolvers)
        visitor.field("domains", &domains)
        visitor.field("publicAddress", &publicAddress)
    }
}

/// What is known of a task's attachment.
package struct AttachmentState: Shape, Hashable {
    package var status = AttachmentStatus.precreated
    /// Nil until there is one.
    package var interface: TaskInterface?

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("status", &status)
        visitor.field("interface", &interface)
    }

    /// Takes a later phase; an earlier one changes nothing.
    package mutating func rise(to later: AttachmentStatus) {
        status = max(status, later)
    }
}

/// The phases of an attachment, in order; it may skip phases and never goes back.
package enum AttachmentStatus: String, ShapeEnum, CaseIterable, Comparable {
    case precreated = "PRECREATED"
    case created = "CREATED"
    case attaching = "ATTACHING"
    case attached = "ATTACHED"
    case detaching = "DETACHING"
    case deleted = "DELETED"

    private var order: Int {
        switch self {
        case .precreated: 0
        case .created: 1
        case .attaching: 2
        case .attached: 3
        case .detaching: 4
        case .deleted: 5
        }
    }

    package static func < (left: AttachmentStatus, right: AttachmentStatus) -> Bool {
        left.order < right.order
    }
}
