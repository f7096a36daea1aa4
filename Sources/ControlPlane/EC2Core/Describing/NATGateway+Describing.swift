package import EC2Model
package import Shapes

extension NATGatewayRecord {
    /// What becomes of it takes a moment, as clients expect; its work begins and ends at once.
    package func state(at time: Timestamp) -> EC2API.NatGatewayState {
        if let deletedAt { return time - deletedAt < Self.end ? .deleting : .deleted }
        guard let createdAt else { return .available }
        return time - createdAt < Self.start ? .pending : .available
    }

    /// The gateway as DescribeNatGateways shows it.
    package func described(at time: Timestamp) -> EC2API.NatGateway {
        let state = state(at: time)
        return EC2API.NatGateway {
            $0.natGatewayId = id
            $0.vpcId = vpc
            $0.subnetId = subnet
            $0.state = state
            $0.connectivityType = isPublic ? .public : .private
            $0.availabilityMode = .zonal
            $0.createTime = createdAt
            $0.deleteTime = deletedAt
            $0.natGatewayAddresses = addresses.enumerated().map { index, address in
                EC2API.NatGatewayAddress {
                    $0.allocationId = address.allocation
                    $0.associationId = address.association
                    $0.networkInterfaceId = address.interface
                    $0.privateIp = address.privateAddress
                    $0.publicIp = address.publicAddress
                    $0.isPrimary = index == 0
                    $0.status = deletedAt == nil ? .succeeded : .disassociating
                }
            }
            $0.tags = tags.described
        }
    }
}
