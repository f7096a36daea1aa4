package import AWSWire
package import EC2Model
import Networking

/// A route as a request gives it.
package struct RouteRequest: Sendable {
    private var cidr: String?
    private var ipv6: String?
    private var prefixList: String?
    private var targets: [(RouteRecord.Target, String)] = []
    /// Kinds of targets that are not there.
    private var unsupported: [String] = []

    package init(_ input: EC2API.CreateRouteRequest) {
        cidr = input.destinationCidrBlock
        ipv6 = input.destinationIpv6CidrBlock
        prefixList = input.destinationPrefixListId
        gather(
            gateway: input.gatewayId, nat: input.natGatewayId, interface: input.networkInterfaceId,
            instance: input.instanceId, endpoint: input.vpcEndpointId)
        unsupported = [
            input.transitGatewayId, input.localGatewayId, input.carrierGatewayId,
            input.coreNetworkArn, input.odbNetworkArn, input.egressOnlyInternetGatewayId,
            input.vpcPeeringConnectionId,
        ].compactMap { $0 }
    }

    package init(_ input: EC2API.ReplaceRouteRequest) {
        cidr = input.destinationCidrBlock
        ipv6 = input.destinationIpv6CidrBlock
        prefixList = input.destinationPrefixListId
        gather(
            gateway: input.gatewayId, nat: input.natGatewayId, interface: input.networkInterfaceId,
            instance: input.instanceId, endpoint: input.vpcEndpointId)
        unsupported = [
            input.transitGatewayId, input.localGatewayId, input.carrierGatewayId,
            input.coreNetworkArn, input.odbNetworkArn, input.egressOnlyInternetGatewayId,
            input.vpcPeeringConnectionId,
        ].compactMap { $0 }
    }

    private mutating func gather(
        gateway: String?, nat: String?, interface: String?, instance: String?, endpoint: String?
    ) {
        let given: [(RouteRecord.Target, String?)] = [
            (.internetGateway, gateway), (.natGateway, nat), (.interface, interface),
            (.instance, instance), (.vpcEndpoint, endpoint),
        ]
        targets = given.compactMap { kind, id in id.map { (kind, $0) } }
    }

    /// The one destination of the request.
    package func destination() throws(AWSError) -> String {
        try Self.destination(cidr: cidr, ipv6: ipv6, prefixList: prefixList)
    }

    /// A destination: exactly one of these.
    package static func destination(
        cidr: String?, ipv6: String?, prefixList: String?
    ) throws(AWSError) -> String {
        if ipv6 != nil { throw .unsupported("Routes of IPv6 are not supported.") }
        switch (cidr, prefixList) {
        case (let text?, nil):
            return try CIDRRules.block(text, parameter: "destinationCidrBlock").description
        case (nil, let id?): return id
        default:
            throw .invalidCombination(
                "The request must contain exactly one of: destinationCidrBlock, "
                    + "destinationIpv6CidrBlock, destinationPrefixListId")
        }
    }

    /// The one target of the request.
    package func target() throws(AWSError) -> (RouteRecord.Target, String) {
        if let id = unsupported.first {
            throw .unsupported("Routes to \(id) are not supported.")
        }
        guard targets.count == 1, let target = targets.first else {
            throw .invalidCombination(
                "The request must contain exactly one of gatewayId, natGatewayId, "
                    + "networkInterfaceId, vpcPeeringConnectionId or instanceId")
        }
        if target.0 == .internetGateway, target.1.hasPrefix("vpce-") {
            return (.vpcEndpoint, target.1)
        }
        return target
    }
}
