package import Shapes

/// An elastic IP.
package struct AddressRecord: TaggedResource, Hashable {
    package static var kind: EC2Kind { .addresses }

    package var references: [String] { [interface].compactMap { $0 } }

    package var id = ""
    package var publicAddress = ""
    /// `eipassoc-…`, while it is associated with one of the following.
    package var association: String?
    package var interface: String?
    package var instance: String?
    package var natGateway: String?
    package var privateAddress: String?
    /// `PtrRecord`
    package var domainName: String?
    package var tags: [EC2Tag]?

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("id", &id)
        visitor.field("publicAddress", &publicAddress)
        visitor.field("association", &association)
        visitor.field("interface", &interface)
        visitor.field("instance", &instance)
        visitor.field("natGateway", &natGateway)
        visitor.field("privateAddress", &privateAddress)
        visitor.field("domainName", &domainName)
        visitor.field("tags", &tags)
    }
}

/// Installation-wide: whose a public address is.
package struct PublicAddressRecord: EC2Record, Hashable {
    package static var kind: EC2Kind { .publicAddresses }

    package var owner = ""
    package var account = ""
    package var region = ""

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("owner", &owner)
        visitor.field("account", &account)
        visitor.field("region", &region)
    }
}
