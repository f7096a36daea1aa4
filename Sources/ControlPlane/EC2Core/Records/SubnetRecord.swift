package import Shapes

/// A subnet, with its associations: it has one network ACL always, and a route table of its own or
/// the VPC's main one.
package struct SubnetRecord: TaggedResource, Hashable {
    package static var kind: EC2Kind { .subnets }

    package var references: [String] { [vpc, networkACL, routeTable].compactMap { $0 } }

    package var id = ""
    package var vpc = ""
    package var cidr = ""
    /// Its name, `us-east-1a`.
    package var zone = ""
    /// The default subnet of its zone.
    package var isDefault = false
    /// `MapPublicIpOnLaunch`
    package var mapsPublicAddress = false
    /// `ip-name` or `resource-name`.
    package var hostNameType = "ip-name"
    package var hasResourceNameRecord = false
    package var networkACL = ""
    /// `aclassoc-…`
    package var networkACLAssociation = ""
    /// Nil for the main one.
    package var routeTable: String?
    /// `rtbassoc-…`
    package var routeTableAssociation: String?
    package var tags: [EC2Tag]?

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("id", &id)
        visitor.field("vpc", &vpc)
        visitor.field("cidr", &cidr)
        visitor.field("zone", &zone)
        visitor.field("isDefault", &isDefault)
        visitor.field("mapsPublicAddress", &mapsPublicAddress)
        visitor.field("hostNameType", &hostNameType)
        visitor.field("hasResourceNameRecord", &hasResourceNameRecord)
        visitor.field("networkACL", &networkACL)
        visitor.field("networkACLAssociation", &networkACLAssociation)
        visitor.field("routeTable", &routeTable)
        visitor.field("routeTableAssociation", &routeTableAssociation)
        visitor.field("tags", &tags)
    }
}
