package import AWSWire
import EC2Core
package import EC2Model
import Networking
import Shapes

extension EC2Service {
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
}
