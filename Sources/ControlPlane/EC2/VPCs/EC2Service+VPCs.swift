package import AWSWire
import EC2Core
package import EC2Model
import Networking
import Shapes

extension EC2Service {
    package func describeVpcs(
        _ input: EC2API.DescribeVpcsRequest, _ context: RequestContext
    ) async throws -> EC2API.DescribeVpcsResult {
        let state = try await snapshot(context.ec2Scope)
        let page = try select(
            VPCRecord.self, in: state, ids: input.vpcIds, filters: input.filters,
            VPCRecord.filters(owner: state.scope.account), token: input.nextToken,
            limit: input.maxResults, operation: "DescribeVpcs")
        return EC2API.DescribeVpcsResult {
            $0.vpcs = page.items.map { $0.described(in: state.scope) }
            $0.nextToken = page.next
        }
    }

    package func createVpc(
        _ input: EC2API.CreateVpcRequest, _ context: RequestContext
    ) async throws -> EC2API.CreateVpcResult {
        if input.amazonProvidedIpv6CidrBlock == true || input.ipv6CidrBlock != nil
            || input.ipv6Pool != nil || input.ipv6IpamPoolId != nil || input.ipv4IpamPoolId != nil
        {
            throw AWSError.unsupported("VPCs with IPv6 or of IPAM pools are not supported.")
        }
        guard let text = input.cidrBlock, !text.isEmpty else {
            throw AWSError.missing("cidrBlock")
        }
        let block = try CIDRRules.vpcBlock(text)
        let tags = try EC2Tags.specified(input.tagSpecifications, for: .vpcs)
        let (vpc, _) = try await change(context.ec2Scope) { plan throws(AWSError) in
            var vpc = try makeVPC(&plan, cidr: block.description)
            vpc.tenancy = input.instanceTenancy?.rawValue ?? "default"
            vpc.tags = tags
            plan.put(vpc)
            return vpc
        }
        return EC2API.CreateVpcResult { $0.vpc = vpc.described(in: context.ec2Scope) }
    }

    package func createDefaultVpc(
        _ input: EC2API.CreateDefaultVpcRequest, _ context: RequestContext
    ) async throws -> EC2API.CreateDefaultVpcResult {
        let (vpc, _) = try await change(context.ec2Scope) { plan throws(AWSError) in
            if plan.state.defaultVPC != nil {
                throw .ec2(
                    "DefaultVpcAlreadyExists",
                    "A Default VPC already exists for this account in this region.")
            }
            // Two who ask at once make one.
            if let record = plan.record(ScopeRecord.self, at: plan.scope.scopeKey) {
                plan.put(record, at: plan.scope.scopeKey)
            }
            return try makeDefaultVPC(&plan)
        }
        return EC2API.CreateDefaultVpcResult { $0.vpc = vpc.described(in: context.ec2Scope) }
    }

    package func deleteVpc(
        _ input: EC2API.DeleteVpcRequest, _ context: RequestContext
    ) async throws {
        _ = try await change(context.ec2Scope) { plan throws(AWSError) in
            let vpc = try plan.get(VPCRecord.self, input.vpcId, parameter: "vpcId")
            // What else refers to it, or to what goes with it, is a dependency.
            plan.delete(vpc)
            if let table = plan.find(RouteTableRecord.self, vpc.mainRouteTable) {
                plan.delete(table)
            }
            if let acl = plan.find(NetworkACLRecord.self, vpc.defaultNetworkACL) {
                plan.delete(acl)
            }
            if let group = plan.find(SecurityGroupRecord.self, vpc.defaultSecurityGroup) {
                plan.delete(group)
            }
            plan.delete(at: .networkIdentifier(vpc.vni))
        }
    }

    package func associateVpcCidrBlock(
        _ input: EC2API.AssociateVpcCidrBlockRequest, _ context: RequestContext
    ) async throws -> EC2API.AssociateVpcCidrBlockResult {
        if input.amazonProvidedIpv6CidrBlock == true || input.ipv6CidrBlock != nil
            || input.ipv6Pool != nil || input.ipv6IpamPoolId != nil || input.ipv4IpamPoolId != nil
        {
            throw AWSError.unsupported("Blocks of IPv6 or of IPAM pools are not supported.")
        }
        guard let text = input.cidrBlock, !text.isEmpty else {
            throw AWSError.missing("cidrBlock")
        }
        let (block, _) = try await change(context.ec2Scope) { plan throws(AWSError) in
            var vpc = try plan.get(VPCRecord.self, input.vpcId, parameter: "vpcId")
            let cidr = try CIDRRules.secondaryBlock(text, beside: vpc.blocks.map(\.cidr))
            let block = VPCBlock(newID("vpc-cidr-assoc"), cidr.description)
            vpc.blocks.append(block)
            plan.put(vpc)
            return block
        }
        return EC2API.AssociateVpcCidrBlockResult {
            $0.vpcId = input.vpcId
            $0.cidrBlockAssociation = block.described(.associating)
        }
    }

    package func disassociateVpcCidrBlock(
        _ input: EC2API.DisassociateVpcCidrBlockRequest, _ context: RequestContext
    ) async throws -> EC2API.DisassociateVpcCidrBlockResult {
        let id = input.associationId
        let (found, _) = try await change(context.ec2Scope) { plan throws(AWSError) in
            guard
                var vpc = plan.state.all(VPCRecord.self).first(where: { vpc in
                    vpc.blocks.contains { $0.association == id }
                }), let index = vpc.blocks.firstIndex(where: { $0.association == id })
            else {
                throw .ec2(
                    "InvalidVpcCidrBlockAssociationID.NotFound",
                    "The vpc CIDR block association ID '\(id)' does not exist")
            }
            guard index > 0 else {
                throw .notPermitted(
                    "The vpc CIDR block with association ID \(id) may not be disassociated. It is "
                        + "the primary IPv4 CIDR block of the VPC")
            }
            let block = vpc.blocks.remove(at: index)
            if let range = IPv4Subnet(block.cidr),
                let subnet = plan.state.dependents(SubnetRecord.self, of: vpc.id).first(where: {
                    $0.block.map(range.overlaps) ?? false
                })
            {
                throw .ec2(
                    "InvalidCidrBlock.InUse",
                    "The vpc CIDR block \(block.cidr) is in use by subnet \(subnet.id)")
            }
            plan.put(vpc)
            return (vpc.id, block)
        }
        return EC2API.DisassociateVpcCidrBlockResult {
            $0.vpcId = found.0
            $0.cidrBlockAssociation = found.1.described(.disassociating)
        }
    }
}

extension Snapshot {
    var defaultVPC: VPCRecord? { all(VPCRecord.self).first(where: \.isDefault) }
}
