package import EC2Model
import Shapes

extension RouteRecord {
    /// The route as DescribeRouteTables shows it.
    package func described(isActive: Bool, owner: String) -> EC2API.Route {
        EC2API.Route {
            if destination.hasPrefix("pl-") {
                $0.destinationPrefixListId = destination
            } else {
                $0.destinationCidrBlock = destination
            }
            switch target {
            case .internetGateway, .vpcEndpoint: $0.gatewayId = targetID
            case .natGateway: $0.natGatewayId = targetID
            case .interface: $0.networkInterfaceId = targetID
            case .instance:
                $0.instanceId = targetID
                $0.instanceOwnerId = owner
            }
            $0.origin = .createRoute
            $0.state = isActive ? .active : .blackhole
        }
    }
}

extension RouteTableRecord {
    /// What DescribeRouteTables selects by.
    package static func filters(
        _ described: @escaping @Sendable (RouteTableRecord) -> EC2API.RouteTable
    ) -> FilterTable<RouteTableRecord> {
        func routes(
            _ member: @escaping @Sendable (EC2API.Route) -> String?
        ) -> FilterTable<RouteTableRecord>.Field {
            { (described($0).routes ?? []).compactMap(member) }
        }
        func associations(
            _ member: @escaping @Sendable (EC2API.RouteTableAssociation) -> String?
        ) -> FilterTable<RouteTableRecord>.Field {
            { (described($0).associations ?? []).compactMap(member) }
        }
        return FilterTable(
            [
                "association.gateway-id": { _ in [] },
                "association.main": associations { String($0.main ?? false) },
                "association.route-table-association-id": associations(\.routeTableAssociationId),
                "association.route-table-id": associations(\.routeTableId),
                "association.state": associations { $0.associationState?.state?.rawValue },
                "association.subnet-id": associations(\.subnetId),
                "owner-id": { [described($0).ownerId ?? ""] },
                "route-table-id": { [$0.id] },
                "route.destination-cidr-block": routes(\.destinationCidrBlock),
                "route.destination-ipv6-cidr-block": { _ in [] },
                "route.destination-prefix-list-id": routes(\.destinationPrefixListId),
                "route.egress-only-internet-gateway-id": { _ in [] },
                "route.gateway-id": routes(\.gatewayId),
                "route.instance-id": routes(\.instanceId),
                "route.nat-gateway-id": routes(\.natGatewayId),
                "route.network-interface-id": routes(\.networkInterfaceId),
                "route.origin": routes { $0.origin?.rawValue },
                "route.state": routes { $0.state?.rawValue },
                "route.transit-gateway-id": { _ in [] },
                "route.vpc-peering-connection-id": { _ in [] },
                "vpc-id": { [$0.vpc] },
            ], tags: { $0.tags ?? [] })
    }
}
