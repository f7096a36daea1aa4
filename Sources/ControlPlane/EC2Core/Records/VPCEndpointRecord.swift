package import Shapes

/// A VPC endpoint.
package struct VPCEndpointRecord: TaggedResource, Hashable {
    package static var kind: EC2Kind { .vpcEndpoints }

    package var references: [String] { [vpc] + subnets + groups }

    package var id = ""
    package var vpc = ""
    package var service = ""
    /// `Gateway` or `Interface`.
    package var type = "Gateway"
    package var policy: String?
    package var routeTables: [String] = []
    package var subnets: [String] = []
    package var groups: [String] = []
    package var interfaces: [String] = []
    package var hasPrivateDNS = false
    package var addressType = "ipv4"
    package var dnsRecordType = "ipv4"
    package var createdAt: Timestamp?
    package var tags: [EC2Tag]?

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("id", &id)
        visitor.field("vpc", &vpc)
        visitor.field("service", &service)
        visitor.field("type", &type)
        visitor.field("policy", &policy)
        visitor.field("routeTables", &routeTables)
        visitor.field("subnets", &subnets)
        visitor.field("groups", &groups)
        visitor.field("interfaces", &interfaces)
        visitor.field("hasPrivateDNS", &hasPrivateDNS)
        visitor.field("addressType", &addressType)
        visitor.field("dnsRecordType", &dnsRecordType)
        visitor.field("createdAt", &createdAt)
        visitor.field("tags", &tags)
    }
}
