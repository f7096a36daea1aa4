package import AWSWire
import EC2Core
package import EC2Model
import Networking
import Shapes
import Store

extension EC2Service {
    package func createRoute(
        _ input: EC2API.CreateRouteRequest, _ context: RequestContext
    ) async throws -> EC2API.CreateRouteResult {
        let request = RouteRequest(input)
        _ = try await change(context.ec2Scope) { plan throws(AWSError) in
            var table = try plan.get(
                RouteTableRecord.self, input.routeTableId, parameter: "routeTableId")
            let route = try plan.state.route(request, in: table)
            if let old = table.routes.first(where: { $0.destination == route.destination }) {
                // Asking for what is there already does no harm.
                if old == route { return }
                throw .ec2(
                    "RouteAlreadyExists",
                    "The route identified by \(route.destination) already exists.")
            }
            guard table.routes.count < EC2Quotas.routesOfTable else {
                throw .ec2(
                    "RouteLimitExceeded",
                    "The maximum number of routes for route table \(table.id) has been reached.")
            }
            table.routes.append(route)
            plan.put(table)
        }
        return EC2API.CreateRouteResult { $0.return = true }
    }

    package func replaceRoute(
        _ input: EC2API.ReplaceRouteRequest, _ context: RequestContext
    ) async throws {
        if input.localTarget == true {
            throw AWSError.unsupported("Local routes cannot be replaced here.")
        }
        let request = RouteRequest(input)
        _ = try await change(context.ec2Scope) { plan throws(AWSError) in
            var table = try plan.get(
                RouteTableRecord.self, input.routeTableId, parameter: "routeTableId")
            let route = try plan.state.route(request, in: table)
            guard
                let index = table.routes.firstIndex(where: { $0.destination == route.destination })
            else {
                throw .invalidValue(
                    "There is no route defined for '\(route.destination)' in the route table. Use "
                        + "CreateRoute instead.")
            }
            table.routes[index] = route
            plan.put(table)
        }
    }

    package func deleteRoute(
        _ input: EC2API.DeleteRouteRequest, _ context: RequestContext
    ) async throws {
        _ = try await change(context.ec2Scope) { plan throws(AWSError) in
            var table = try plan.get(
                RouteTableRecord.self, input.routeTableId, parameter: "routeTableId")
            let destination = try RouteRequest.destination(
                cidr: input.destinationCidrBlock, ipv6: input.destinationIpv6CidrBlock,
                prefixList: input.destinationPrefixListId)
            let blocks = plan.find(VPCRecord.self, table.vpc)?.blocks ?? []
            if blocks.contains(where: { $0.cidr == destination }) {
                throw .invalidValue(
                    "cannot remove local route \(destination) in route table \(table.id)")
            }
            guard let index = table.routes.firstIndex(where: { $0.destination == destination })
            else {
                let parameter =
                    input.destinationPrefixListId == nil
                    ? "destination-cidr-block" : "destination-prefix-list-id"
                throw .ec2(
                    "InvalidRoute.NotFound",
                    "no route with \(parameter) \(destination) in route table \(table.id)")
            }
            table.routes.remove(at: index)
            plan.put(table)
        }
    }
}

extension Snapshot {
    /// The route that a request describes, its target looked up.
    func route(
        _ request: RouteRequest, in table: RouteTableRecord
    ) throws(AWSError) -> RouteRecord {
        let destination = try request.destination()
        let (target, id) = try request.target()
        if let block = IPv4Subnet(destination), target != .interface, target != .instance {
            for local in find(VPCRecord.self, table.vpc)?.blocks ?? [] {
                guard let local = IPv4Subnet(local.cidr), local.contains(block.base),
                    local.prefixLength <= block.prefixLength
                else { continue }
                throw .invalidValue(
                    "The destination CIDR block \(destination) is equal to or more specific than one "
                        + "of this VPC's CIDR blocks. This route can target only an interface or an "
                        + "instance.")
            }
        }
        switch target {
        case .internetGateway:
            let gateway = try get(InternetGatewayRecord.self, id)
            guard gateway.vpc == table.vpc else {
                throw .invalidValue(
                    "route table \(table.id) and network gateway \(id) belong to different networks"
                )
            }
        case .natGateway:
            // Here, unlike elsewhere, it is named as other ids are.
            guard let gateway = find(NATGatewayRecord.self, id), gateway.deletedAt == nil else {
                throw .ec2(
                    "InvalidNatGatewayID.NotFound", "The natGateway ID '\(id)' does not exist")
            }
            guard gateway.vpc == table.vpc else {
                throw .invalidValue(
                    "route table \(table.id) and NAT gateway \(id) belong to different networks")
            }
        case .interface, .instance, .vpcEndpoint:
            guard let kind = EC2Kind(ofID: id) else {
                throw .ec2(
                    target == .instance
                        ? "InvalidInstanceID.NotFound" : "InvalidNetworkInterfaceID.NotFound",
                    "The ID '\(id)' does not exist")
            }
            guard records[scope.key(kind, id)] != nil else { throw .notFound(kind, id) }
        }
        return RouteRecord(destination, target, id)
    }
}
