package import Shapes

/// An internet gateway.
package struct InternetGatewayRecord: TaggedResource, Hashable {
    package static var kind: EC2Kind { .internetGateways }

    package var references: [String] { [vpc].compactMap { $0 } }

    package var id = ""
    /// Nil while it is attached to none.
    package var vpc: String?
    package var tags: [EC2Tag]?

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("id", &id)
        visitor.field("vpc", &vpc)
        visitor.field("tags", &tags)
    }
}
