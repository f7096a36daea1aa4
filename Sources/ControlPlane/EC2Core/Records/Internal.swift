package import Shapes

/// Says that a scope has been founded: its default VPC was made, whether or not it is still there.
package struct ScopeRecord: EC2Record, Hashable {
    package static var kind: EC2Kind { .scope }

    package var foundedAt: Timestamp?
    /// What VPCs get that are made without options of their own.
    package var dhcpOptions: String?

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("foundedAt", &foundedAt)
        visitor.field("dhcpOptions", &dhcpOptions)
    }
}

/// Stands beside a record that refers to a resource, under the resource's id.
package struct LinkRecord: EC2Record, Hashable {
    package static var kind: EC2Kind { .links }

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
    }
}

/// What a client token was used for.
package struct EC2Token: EC2Record, Hashable {
    package static var kind: EC2Kind { .tokens }

    package var expiry: Timestamp? { createdAt.map { $0 + .seconds(24 * 3600) } }

    /// The request, without its token, as JSON.
    package var request = ""
    /// The id of what was made.
    package var resource = ""
    package var createdAt: Timestamp?

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("request", &request)
        visitor.field("resource", &resource)
        visitor.field("createdAt", &createdAt)
    }
}

/// Installation-wide: whose a VXLAN network identifier is.
package struct NetworkIdentifierRecord: EC2Record, Hashable {
    package static var kind: EC2Kind { .networkIdentifiers }

    package var vpc = ""
    package var account = ""
    package var region = ""

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("vpc", &vpc)
        visitor.field("account", &account)
        visitor.field("region", &region)
    }
}
