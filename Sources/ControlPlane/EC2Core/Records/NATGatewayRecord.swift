package import Shapes

/// A NAT gateway. Its state follows from when it was made and deleted.
package struct NATGatewayRecord: TaggedResource, Hashable {
    package static var kind: EC2Kind { .natGateways }

    package var references: [String] {
        deletedAt == nil ? [vpc, subnet] + addresses.compactMap(\.allocation) : []
    }

    package var expiry: Timestamp? { deletedAt.map { $0 + Self.retention } }

    /// Time until it is available, until it is gone, and how long it is shown then.
    package static let start = Duration.milliseconds(500)
    package static let end = Duration.milliseconds(500)
    package static let retention = Duration.seconds(3600)

    package var id = ""
    package var vpc = ""
    package var subnet = ""
    /// Otherwise it is a private one.
    package var isPublic = true
    package var addresses: [NATAddress] = []
    package var createdAt: Timestamp?
    package var deletedAt: Timestamp?
    package var tags: [EC2Tag]?

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("id", &id)
        visitor.field("vpc", &vpc)
        visitor.field("subnet", &subnet)
        visitor.field("isPublic", &isPublic)
        visitor.field("addresses", &addresses)
        visitor.field("createdAt", &createdAt)
        visitor.field("deletedAt", &deletedAt)
        visitor.field("tags", &tags)
    }
}

/// An address of a NAT gateway; the first one is the primary one.
package struct NATAddress: Shape, Hashable {
    /// `eipalloc-…`
    package var allocation: String?
    /// `eipassoc-…`
    package var association: String?
    /// `eni-…`
    package var interface: String?
    package var privateAddress: String?
    package var publicAddress: String?

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("allocation", &allocation)
        visitor.field("association", &association)
        visitor.field("interface", &interface)
        visitor.field("privateAddress", &privateAddress)
        visitor.field("publicAddress", &publicAddress)
    }
}
