package import AWSWire
import EC2Core
package import EC2Model
import Networking
import Shapes

extension EC2Service {
    package func describeSubnets(
        _ input: EC2API.DescribeSubnetsRequest, _ context: RequestContext
    ) async throws -> EC2API.DescribeSubnetsResult {
        let state = try await snapshot(context.ec2Scope)
        let page = try select(
            SubnetRecord.self, in: state, ids: input.subnetIds, filters: input.filters,
            SubnetRecord.filters(in: state.scope, used: { state.usedAddresses(of: $0) }),
            token: input.nextToken, limit: input.maxResults, operation: "DescribeSubnets")
        return EC2API.DescribeSubnetsResult {
            $0.subnets = page.items.map {
                $0.described(in: state.scope, used: state.usedAddresses(of: $0))
            }
            $0.nextToken = page.next
        }
    }

    package func createSubnet(
        _ input: EC2API.CreateSubnetRequest, _ context: RequestContext
    ) async throws -> EC2API.CreateSubnetResult {
        if input.ipv6CidrBlock != nil || input.ipv6Native == true || input.ipv6IpamPoolId != nil
            || input.ipv4IpamPoolId != nil || input.outpostArn != nil
        {
            throw AWSError.unsupported(
                "Subnets with IPv6, of IPAM pools or of outposts are not supported.")
        }
        guard let text = input.cidrBlock, !text.isEmpty else {
            throw AWSError.missing("cidrBlock")
        }
        let scope = context.ec2Scope
        let zone = try zone(input.availabilityZone, input.availabilityZoneId, in: scope)
        let tags = try EC2Tags.specified(input.tagSpecifications, for: .subnets)
        let (subnet, _) = try await change(scope) { plan throws(AWSError) in
            let vpc = try plan.get(VPCRecord.self, input.vpcId, parameter: "vpcId")
            let others = plan.state.dependents(SubnetRecord.self, of: vpc.id)
            let block = try CIDRRules.subnetBlock(
                text, in: vpc.blocks.map(\.cidr), beside: others.map(\.cidr))
            // The first zone with the fewest subnets, where none is asked for.
            let zones = EC2Regions.zones(of: scope.region).map(\.name)
            let chosen =
                zone
                ?? zones.min { left, right in
                    others.count { $0.zone == left } < others.count { $0.zone == right }
                } ?? ""
            var subnet = makeSubnet(in: vpc, cidr: block.description, zone: chosen)
            subnet.tags = tags
            plan.put(subnet)
            // Two subnets that overlap must not pass one another.
            plan.put(vpc)
            return subnet
        }
        return EC2API.CreateSubnetResult { $0.subnet = subnet.described(in: scope, used: 0) }
    }

    package func createDefaultSubnet(
        _ input: EC2API.CreateDefaultSubnetRequest, _ context: RequestContext
    ) async throws -> EC2API.CreateDefaultSubnetResult {
        let scope = context.ec2Scope
        guard
            let zone = try zone(input.availabilityZone, input.availabilityZoneId, in: scope)
        else { throw AWSError.missing("availabilityZone") }
        let (subnet, _) = try await change(scope) { plan throws(AWSError) in
            guard let vpc = plan.state.defaultVPC else {
                throw .ec2(
                    "DefaultVpcDoesNotExist",
                    "No default VPC exists for this account in this region.")
            }
            let others = plan.state.dependents(SubnetRecord.self, of: vpc.id)
            if let old = others.first(where: { $0.isDefault && $0.zone == zone }) {
                throw .ec2(
                    "DefaultSubnetAlreadyExistsInAvailabilityZone",
                    "'\(old.id)' is already the default subnet in \(zone).")
            }
            let taken = others.compactMap(\.block)
            guard let base = IPv4Subnet(vpc.cidr)?.base,
                let free = (0..<16).map({ index in
                    IPv4Subnet(
                        containing: IPv4Address(base.value + UInt32(index) << 12), prefixLength: 20)
                }).first(where: { block in !taken.contains(where: block.overlaps) })
            else {
                throw .ec2(
                    "InsufficientFreeAddressesInVpc",
                    "There is no free /20 block in the default VPC.")
            }
            var subnet = makeSubnet(in: vpc, cidr: free.description, zone: zone)
            subnet.isDefault = true
            subnet.mapsPublicAddress = true
            plan.put(subnet)
            plan.put(vpc)
            return subnet
        }
        return EC2API.CreateDefaultSubnetResult {
            $0.subnet = subnet.described(in: scope, used: 0)
        }
    }

    package func deleteSubnet(
        _ input: EC2API.DeleteSubnetRequest, _ context: RequestContext
    ) async throws {
        _ = try await change(context.ec2Scope) { plan throws(AWSError) in
            plan.delete(try plan.get(SubnetRecord.self, input.subnetId, parameter: "subnetId"))
        }
    }

    package func modifySubnetAttribute(
        _ input: EC2API.ModifySubnetAttributeRequest, _ context: RequestContext
    ) async throws {
        let unsupported = [
            input.assignIpv6AddressOnCreation, input.mapCustomerOwnedIpOnLaunch, input.enableDns64,
            input.enableResourceNameDnsAAAARecordOnLaunch, input.disableLniAtDeviceIndex,
        ]
        if unsupported.contains(where: { $0?.value == true }) || input.enableLniAtDeviceIndex != nil
        {
            throw AWSError.unsupported(
                "IPv6, customer-owned addresses and local network interfaces are not supported.")
        }
        _ = try await change(context.ec2Scope) { plan throws(AWSError) in
            var subnet = try plan.get(SubnetRecord.self, input.subnetId, parameter: "subnetId")
            subnet.mapsPublicAddress = input.mapPublicIpOnLaunch?.value ?? subnet.mapsPublicAddress
            subnet.hostNameType =
                input.privateDnsHostnameTypeOnLaunch?.rawValue ?? subnet.hostNameType
            subnet.hasResourceNameRecord =
                input.enableResourceNameDnsARecordOnLaunch?.value ?? subnet.hasResourceNameRecord
            plan.put(subnet)
        }
    }

    /// The zone that a request names, by name or id; nil where it names none.
    func zone(
        _ name: String?, _ id: String?, in scope: EC2Scope
    ) throws(AWSError) -> String? {
        let zones = EC2Regions.zones(of: scope.region)
        if let name, !name.isEmpty {
            guard zones.contains(where: { $0.name == name }) else {
                throw .invalidValue(
                    "Value (\(name)) for parameter availabilityZone is invalid. Subnets can currently "
                        + "only be created in the following availability zones: "
                        + zones.map(\.name).joined(separator: ", ") + ".")
            }
            return name
        }
        guard let id, !id.isEmpty else { return nil }
        guard let zone = zones.first(where: { $0.id == id }) else {
            throw .invalidValue(
                "Value (\(id)) for parameter availabilityZoneId is invalid. Subnets can currently "
                    + "only be created in the following availability zones: "
                    + zones.map(\.id).joined(separator: ", ") + ".")
        }
        return zone.name
    }
}
