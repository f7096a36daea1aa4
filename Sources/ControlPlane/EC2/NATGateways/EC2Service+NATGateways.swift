package import AWSWire
import EC2Core
package import EC2Model
import Shapes

extension EC2Service {
    package func describeNatGateways(
        _ input: EC2API.DescribeNatGatewaysRequest, _ context: RequestContext
    ) async throws -> EC2API.DescribeNatGatewaysResult {
        let state = try await snapshot(context.ec2Scope)
        let time = context.now
        let table = FilterTable<NATGatewayRecord>(
            [
                "nat-gateway-id": { [$0.id] },
                "state": { [$0.state(at: time).rawValue] },
                "subnet-id": { [$0.subnet] },
                "vpc-id": { [$0.vpc] },
            ], tags: { $0.tags ?? [] })
        let page = try select(
            NATGatewayRecord.self, in: state, ids: input.natGatewayIds, filters: input.filter,
            table, token: input.nextToken, limit: input.maxResults,
            operation: "DescribeNatGateways")
        return EC2API.DescribeNatGatewaysResult {
            $0.natGateways = page.items.map { $0.described(at: time) }
            $0.nextToken = page.next
        }
    }

    package func createNatGateway(
        _ input: EC2API.CreateNatGatewayRequest, _ context: RequestContext
    ) async throws -> EC2API.CreateNatGatewayResult {
        if input.availabilityMode == .regional || input.availabilityZoneAddresses != nil {
            throw AWSError.unsupported("Regional NAT gateways are not supported.")
        }
        if input.secondaryAllocationIds?.isEmpty == false
            || input.secondaryPrivateIpAddresses?.isEmpty == false
            || (input.secondaryPrivateIpAddressCount ?? 0) > 0
        {
            throw AWSError.unsupported("Secondary addresses of NAT gateways are not supported.")
        }
        let isPublic = input.connectivityType != .private
        if !isPublic, input.allocationId != nil {
            throw AWSError.invalidCombination(
                "AllocationId cannot be specified for a private NAT gateway")
        }
        let tags = try EC2Tags.specified(input.tagSpecifications, for: .natGateways)
        var request = input
        request.clientToken = nil
        let asked = request
        let (id, state) = try await change(context.ec2Scope) { plan throws(AWSError) in
            let operation = "CreateNatGateway"
            if let id = try plan.made(by: operation, token: input.clientToken, for: asked) {
                return id
            }
            let subnet = try plan.get(SubnetRecord.self, input.subnetId, parameter: "subnetId")
            var record = NATGatewayRecord()
            record.id = newID(.natGateways)
            record.vpc = subnet.vpc
            record.subnet = subnet.id
            record.isPublic = isPublic
            record.createdAt = context.now
            record.tags = tags
            record.addresses = [
                try natAddress(
                    &plan, of: record, allocation: input.allocationId,
                    privateAddress: input.privateIpAddress, at: context.now)
            ]
            plan.put(record)
            plan.remember(
                record.id, by: operation, token: input.clientToken, for: asked, at: context.now)
            return record.id
        }
        return EC2API.CreateNatGatewayResult {
            $0.natGateway = state.find(NATGatewayRecord.self, id)?.described(at: context.now)
            $0.clientToken = input.clientToken
        }
    }

    /// Plans the interface of a NAT gateway, and that its elastic IP is associated with it.
    private func natAddress(
        _ plan: inout Plan, of gateway: NATGatewayRecord, allocation: String?,
        privateAddress: String?, at time: Timestamp
    ) throws(AWSError) -> NATAddress {
        var address: AddressRecord?
        if gateway.isPublic {
            let found = try plan.get(AddressRecord.self, allocation, parameter: "AllocationId")
            if let association = found.association {
                throw .alreadyAssociated(found.id, association)
            }
            address = found
        }
        var wish = InterfaceWish(subnet: gateway.subnet)
        wish.address = privateAddress
        wish.summary = "Interface for NAT Gateway \(gateway.id)"
        wish.requester = "natgateway"
        wish.token = gateway.id
        var interface = try makeInterface(wish, &plan, at: time)
        // No security group holds for it.
        interface.groups = []
        interface.type = "nat_gateway"
        interface.checksSourceAndDestination = false
        plan.put(interface)
        var result = NATAddress()
        result.interface = interface.id
        result.privateAddress = interface.address
        if var address {
            address.association = newID("eipassoc")
            address.interface = interface.id
            address.natGateway = gateway.id
            address.privateAddress = interface.address
            plan.put(address)
            result.allocation = address.id
            result.association = address.association
            result.publicAddress = address.publicAddress
        }
        return result
    }

    package func deleteNatGateway(
        _ input: EC2API.DeleteNatGatewayRequest, _ context: RequestContext
    ) async throws -> EC2API.DeleteNatGatewayResult {
        _ = try await change(context.ec2Scope) { plan throws(AWSError) in
            var gateway = try plan.get(
                NATGatewayRecord.self, input.natGatewayId, parameter: "natGatewayId")
            // Again is fine while it is shown.
            guard gateway.deletedAt == nil else { return }
            gateway.deletedAt = context.now
            plan.put(gateway)
            for address in gateway.addresses {
                if var elastic = plan.find(AddressRecord.self, address.allocation) {
                    elastic.disassociate()
                    plan.put(elastic)
                }
                if let interface = plan.find(InterfaceRecord.self, address.interface) {
                    plan.removeInterface(interface)
                }
            }
        }
        return EC2API.DeleteNatGatewayResult { $0.natGatewayId = input.natGatewayId }
    }
}
