package import AWSWire
import EC2Core
package import EC2Model
import Shapes
import Store

extension EC2Service {
    package func describeRouteTables(
        _ input: EC2API.DescribeRouteTablesRequest, _ context: RequestContext
    ) async throws -> EC2API.DescribeRouteTablesResult {
        let state = try await snapshot(context.ec2Scope)
        let page = try select(
            RouteTableRecord.self, in: state, ids: input.routeTableIds, filters: input.filters,
            RouteTableRecord.filters { state.described($0) }, token: input.nextToken,
            limit: input.maxResults, operation: "DescribeRouteTables")
        return EC2API.DescribeRouteTablesResult {
            $0.routeTables = page.items.map { state.described($0) }
            $0.nextToken = page.next
        }
    }

    package func createRouteTable(
        _ input: EC2API.CreateRouteTableRequest, _ context: RequestContext
    ) async throws -> EC2API.CreateRouteTableResult {
        let tags = try EC2Tags.specified(input.tagSpecifications, for: .routeTables)
        var request = input
        request.clientToken = nil
        let asked = request
        let (id, state) = try await change(context.ec2Scope) { plan throws(AWSError) in
            let operation = "CreateRouteTable"
            if let id = try plan.made(by: operation, token: input.clientToken, for: asked) {
                return id
            }
            let vpc = try plan.get(VPCRecord.self, input.vpcId, parameter: "vpcId")
            let table = RouteTableRecord {
                $0.id = newID(.routeTables)
                $0.vpc = vpc.id
                $0.tags = tags
            }
            plan.put(table)
            plan.remember(
                table.id, by: operation, token: input.clientToken, for: asked, at: context.now)
            return table.id
        }
        return EC2API.CreateRouteTableResult {
            $0.routeTable = state.find(RouteTableRecord.self, id).map { state.described($0) }
            $0.clientToken = input.clientToken
        }
    }

    package func deleteRouteTable(
        _ input: EC2API.DeleteRouteTableRequest, _ context: RequestContext
    ) async throws {
        _ = try await change(context.ec2Scope) { plan throws(AWSError) in
            let table = try plan.get(
                RouteTableRecord.self, input.routeTableId, parameter: "routeTableId")
            if plan.find(VPCRecord.self, table.vpc)?.mainRouteTable == table.id {
                throw .dependencyViolation(.routeTables, table.id)
            }
            plan.delete(table)
            // It must not become the main one meanwhile.
            plan.touch(VPCRecord.self, table.vpc)
        }
    }

    package func associateRouteTable(
        _ input: EC2API.AssociateRouteTableRequest, _ context: RequestContext
    ) async throws -> EC2API.AssociateRouteTableResult {
        if input.gatewayId != nil || input.publicIpv4Pool != nil {
            throw AWSError.unsupported("Route tables can be associated with subnets only.")
        }
        let (association, _) = try await change(context.ec2Scope) { plan throws(AWSError) in
            let table = try plan.get(
                RouteTableRecord.self, input.routeTableId, parameter: "routeTableId")
            var subnet = try plan.get(SubnetRecord.self, input.subnetId, parameter: "subnetId")
            guard subnet.vpc == table.vpc else {
                throw .invalidValue(
                    "Route table \(table.id) and subnet \(subnet.id) belong to different networks")
            }
            if let old = subnet.routeTableAssociation {
                if subnet.routeTable == table.id { return old }
                throw .ec2(
                    "Resource.AlreadyAssociated",
                    "the specified association for route table \(table.id) conflicts with an "
                        + "existing association")
            }
            let id = newID("rtbassoc")
            subnet.routeTable = table.id
            subnet.routeTableAssociation = id
            plan.put(subnet)
            return id
        }
        return EC2API.AssociateRouteTableResult {
            $0.associationId = association
            $0.associationState = EC2API.RouteTableAssociationState { $0.state = .associated }
        }
    }

    package func disassociateRouteTable(
        _ input: EC2API.DisassociateRouteTableRequest, _ context: RequestContext
    ) async throws {
        let id = input.associationId
        _ = try await change(context.ec2Scope) { plan throws(AWSError) in
            switch try plan.state.routeTableAssociation(id) {
            case .main:
                throw .invalidValue("cannot disassociate the main route table association \(id)")
            case .subnet(var subnet):
                subnet.routeTable = nil
                subnet.routeTableAssociation = nil
                plan.put(subnet)
            }
        }
    }

    package func replaceRouteTableAssociation(
        _ input: EC2API.ReplaceRouteTableAssociationRequest, _ context: RequestContext
    ) async throws -> EC2API.ReplaceRouteTableAssociationResult {
        let (id, _) = try await change(context.ec2Scope) { plan throws(AWSError) in
            let table = try plan.get(
                RouteTableRecord.self, input.routeTableId, parameter: "routeTableId")
            let id = newID("rtbassoc")
            let vpc: String
            switch try plan.state.routeTableAssociation(input.associationId) {
            case .main(var record):
                vpc = record.id
                record.mainRouteTable = table.id
                record.mainAssociation = id
                plan.put(record)
                plan.put(table)
            case .subnet(var subnet):
                vpc = subnet.vpc
                subnet.routeTable = table.id
                subnet.routeTableAssociation = id
                plan.put(subnet)
            }
            guard vpc == table.vpc else {
                throw .invalidValue(
                    "Route table \(table.id) and network \(vpc) belong to different networks")
            }
            return id
        }
        return EC2API.ReplaceRouteTableAssociationResult {
            $0.newAssociationId = id
            $0.associationState = EC2API.RouteTableAssociationState { $0.state = .associated }
        }
    }
}

extension Snapshot {
    /// What an association of a route table is of.
    enum RouteTableAssociation {
        case main(VPCRecord)
        case subnet(SubnetRecord)
    }

    func routeTableAssociation(_ id: String) throws(AWSError) -> RouteTableAssociation {
        if let subnet = all(SubnetRecord.self).first(where: { $0.routeTableAssociation == id }) {
            return .subnet(subnet)
        }
        if let vpc = all(VPCRecord.self).first(where: { $0.mainAssociation == id }) {
            return .main(vpc)
        }
        throw .ec2("InvalidAssociationID.NotFound", "The association ID '\(id)' does not exist")
    }

    /// A route table as DescribeRouteTables shows it, with the local routes of its VPC.
    func described(_ table: RouteTableRecord) -> EC2API.RouteTable {
        let vpc = find(VPCRecord.self, table.vpc)
        var associations = dependents(SubnetRecord.self, of: table.id).map { subnet in
            EC2API.RouteTableAssociation {
                $0.main = false
                $0.routeTableAssociationId = subnet.routeTableAssociation
                $0.routeTableId = table.id
                $0.subnetId = subnet.id
                $0.associationState = EC2API.RouteTableAssociationState { $0.state = .associated }
            }
        }
        if let vpc, vpc.mainRouteTable == table.id {
            associations.append(
                EC2API.RouteTableAssociation {
                    $0.main = true
                    $0.routeTableAssociationId = vpc.mainAssociation
                    $0.routeTableId = table.id
                    $0.associationState = EC2API.RouteTableAssociationState {
                        $0.state = .associated
                    }
                })
        }
        let local = (vpc?.blocks ?? []).map { block in
            EC2API.Route {
                $0.destinationCidrBlock = block.cidr
                $0.gatewayId = "local"
                $0.origin = .createRouteTable
                $0.state = .active
            }
        }
        return EC2API.RouteTable {
            $0.routeTableId = table.id
            $0.vpcId = table.vpc
            $0.ownerId = scope.account
            $0.associations = associations
            $0.propagatingVgws = []
            $0.routes =
                local
                + table.routes.map { route in
                    route.described(isActive: isReachable(route, from: table), owner: scope.account)
                } + endpointRoutes(of: table)
            $0.tags = table.tags.described
        }
    }

    /// The routes that gateway endpoints bring into a table.
    private func endpointRoutes(of table: RouteTableRecord) -> [EC2API.Route] {
        dependents(VPCEndpointRecord.self, of: table.vpc).filter { endpoint in
            endpoint.type == "Gateway" && endpoint.routeTables.contains(table.id)
        }.map { endpoint in
            RouteRecord(
                ManagedPrefixLists.id(endpoint.service), .vpcEndpoint, endpoint.id
            ).described(isActive: true, owner: scope.account)
        }
    }

    /// Whether the target of a route is there.
    func isReachable(_ route: RouteRecord, from table: RouteTableRecord) -> Bool {
        switch route.target {
        case .internetGateway:
            find(InternetGatewayRecord.self, route.targetID)?.vpc == table.vpc
        case .natGateway:
            find(NATGatewayRecord.self, route.targetID).map { $0.deletedAt == nil } ?? false
        case .interface, .instance, .vpcEndpoint:
            scope.key(of: route.targetID).map { records[$0] != nil } ?? false
        }
    }
}
