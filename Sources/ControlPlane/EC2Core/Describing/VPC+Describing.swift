package import EC2Model
import Shapes

extension VPCRecord {
    /// The primary block.
    package var cidr: String { blocks.first?.cidr ?? "" }

    /// The VPC as DescribeVpcs shows it.
    package func described(in scope: EC2Scope) -> EC2API.Vpc {
        EC2API.Vpc {
            $0.vpcId = id
            $0.ownerId = scope.account
            $0.state = .available
            $0.cidrBlock = cidr
            $0.cidrBlockAssociationSet = blocks.map { $0.described() }
            $0.instanceTenancy = EC2API.Tenancy(rawValue: tenancy)
            $0.isDefault = isDefault
            $0.dhcpOptionsId = dhcpOptions ?? "default"
            $0.tags = tags.described
        }
    }

    /// What DescribeVpcs selects by.
    package static func filters(owner: String) -> FilterTable<VPCRecord> {
        FilterTable(
            [
                "cidr": { [$0.cidr] },
                "cidr-block-association.association-id": { $0.blocks.map(\.association) },
                "cidr-block-association.cidr-block": { $0.blocks.map(\.cidr) },
                "cidr-block-association.state": { $0.blocks.map { _ in "associated" } },
                "dhcp-options-id": { [$0.dhcpOptions ?? "default"] },
                "ipv6-cidr-block-association.association-id": { _ in [] },
                "ipv6-cidr-block-association.ipv6-cidr-block": { _ in [] },
                "ipv6-cidr-block-association.ipv6-pool": { _ in [] },
                "ipv6-cidr-block-association.state": { _ in [] },
                "is-default": { [String($0.isDefault)] },
                "isDefault": { [String($0.isDefault)] },
                "owner-id": { _ in [owner] },
                "state": { _ in ["available"] },
                "vpc-id": { [$0.id] },
            ], tags: { $0.tags ?? [] })
    }
}

extension VPCBlock {
    /// The block as a VPC shows it.
    package func described(
        _ state: EC2API.VpcCidrBlockStateCode = .associated
    ) -> EC2API.VpcCidrBlockAssociation {
        EC2API.VpcCidrBlockAssociation {
            $0.associationId = association
            $0.cidrBlock = cidr
            $0.cidrBlockState = EC2API.VpcCidrBlockState { $0.state = state }
        }
    }
}
