package import Shapes

/// A VPC.
package struct VPCRecord: TaggedResource, Hashable {
    package static var kind: EC2Kind { .vpcs }

    package var references: [String] { [dhcpOptions].compactMap { $0 } }

    package var id = ""
    /// The primary block first.
    package var blocks: [VPCBlock] = []
    package var isDefault = false
    /// VXLAN network identifier, unique in the installation.
    package var vni = 0
    /// `default` or `dedicated`.
    package var tenancy = "default"
    /// Nil for `default`: no options at all.
    package var dhcpOptions: String?
    /// The main route table, and the id of its being that.
    package var mainRouteTable = ""
    package var mainAssociation = ""
    package var defaultNetworkACL = ""
    package var defaultSecurityGroup = ""
    /// `enableDnsSupport`
    package var hasDNSSupport = true
    /// `enableDnsHostnames`
    package var hasDNSHostnames = false
    /// `enableNetworkAddressUsageMetrics`
    package var hasUsageMetrics = false
    package var tags: [EC2Tag]?

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("id", &id)
        visitor.field("blocks", &blocks)
        visitor.field("isDefault", &isDefault)
        visitor.field("vni", &vni)
        visitor.field("tenancy", &tenancy)
        visitor.field("dhcpOptions", &dhcpOptions)
        visitor.field("mainRouteTable", &mainRouteTable)
        visitor.field("mainAssociation", &mainAssociation)
        visitor.field("defaultNetworkACL", &defaultNetworkACL)
        visitor.field("defaultSecurityGroup", &defaultSecurityGroup)
        visitor.field("hasDNSSupport", &hasDNSSupport)
        visitor.field("hasDNSHostnames", &hasDNSHostnames)
        visitor.field("hasUsageMetrics", &hasUsageMetrics)
        visitor.field("tags", &tags)
    }
}

/// A CIDR block of a VPC.
package struct VPCBlock: Shape, Hashable {
    /// `vpc-cidr-assoc-…`
    package var association = ""
    package var cidr = ""

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("association", &association)
        visitor.field("cidr", &cidr)
    }
}

extension VPCBlock {
    /// A block and the id of its association.
    package init(_ association: String, _ cidr: String) {
        self.init()
        self.association = association
        self.cidr = cidr
    }
}
