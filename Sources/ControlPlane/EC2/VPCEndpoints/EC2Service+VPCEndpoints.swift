package import AWSWire
import EC2Core
package import EC2Model
import Shapes

/// VPC endpoints are records: services are reached at Skerry's own endpoint whether there are any or
/// not.
extension EC2Service {
    /// Endpoints of one request to delete.
    private static let maximumEndpoints = 25

    package func describeVpcEndpoints(
        _ input: EC2API.DescribeVpcEndpointsRequest, _ context: RequestContext
    ) async throws -> EC2API.DescribeVpcEndpointsResult {
        let state = try await snapshot(context.ec2Scope)
        let scope = state.scope
        let table = FilterTable<VPCEndpointRecord>(
            [
                "ip-address-type": { [$0.addressType] },
                "service-name": { [$0.service] },
                "service-region": { _ in [scope.region] },
                "vpc-endpoint-id": { [$0.id] },
                "vpc-endpoint-state": { _ in ["available"] },
                "vpc-endpoint-type": { [$0.type] },
                "vpc-id": { [$0.vpc] },
            ], tags: { $0.tags ?? [] })
        let page = try select(
            VPCEndpointRecord.self, in: state, ids: input.vpcEndpointIds, filters: input.filters,
            table, token: input.nextToken, limit: input.maxResults,
            operation: "DescribeVpcEndpoints")
        return EC2API.DescribeVpcEndpointsResult {
            $0.vpcEndpoints = page.items.map { $0.described(in: scope, groups: state.groupNames) }
            $0.nextToken = page.next
        }
    }

    package func createVpcEndpoint(
        _ input: EC2API.CreateVpcEndpointRequest, _ context: RequestContext
    ) async throws -> EC2API.CreateVpcEndpointResult {
        let type = input.vpcEndpointType ?? .gateway
        guard type == .gateway || type == .interface, input.subnetConfigurations == nil,
            input.serviceRegion == nil || input.serviceRegion == context.region
        else {
            throw AWSError.unsupported(
                "Only endpoints of types Gateway and Interface are supported.")
        }
        guard let service = input.serviceName, !service.isEmpty else {
            throw AWSError.missing("ServiceName")
        }
        guard EndpointServices.has(service, type, in: context.region) else {
            throw AWSError.ec2(
                "InvalidServiceName", "The Vpc Endpoint Service '\(service)' does not exist")
        }
        if let policy = input.policyDocument { try checkPolicy(policy) }
        let tags = try EC2Tags.specified(input.tagSpecifications, for: .vpcEndpoints)
        var request = input
        request.clientToken = nil
        let asked = request
        let (id, state) = try await change(context.ec2Scope) { plan throws(AWSError) in
            let operation = "CreateVpcEndpoint"
            if let id = try plan.made(by: operation, token: input.clientToken, for: asked) {
                return id
            }
            let vpc = try plan.get(VPCRecord.self, input.vpcId, parameter: "VpcId")
            var record = VPCEndpointRecord()
            record.id = newID(.vpcEndpoints)
            record.vpc = vpc.id
            record.service = service
            record.type = type.rawValue
            record.policy = input.policyDocument
            record.addressType = input.ipAddressType?.rawValue ?? "ipv4"
            record.dnsRecordType =
                input.dnsOptions?.dnsRecordIpType?.rawValue
                ?? (type == .gateway ? "service-defined" : "ipv4")
            record.createdAt = context.now
            record.tags = tags
            try record.change(
                routeTables: (input.routeTableIds ?? [], []), subnets: (input.subnetIds ?? [], []),
                groups: (input.securityGroupIds ?? [], []), in: plan)
            if type == .interface {
                if record.groups.isEmpty { record.groups = [vpc.defaultSecurityGroup] }
                record.hasPrivateDNS = input.privateDnsEnabled ?? true
                if record.hasPrivateDNS { try checkPrivateDNS(vpc) }
            }
            plan.put(record)
            plan.remember(
                record.id, by: operation, token: input.clientToken, for: asked, at: context.now)
            return record.id
        }
        return EC2API.CreateVpcEndpointResult {
            $0.vpcEndpoint = state.find(VPCEndpointRecord.self, id)?.described(
                in: state.scope, groups: state.groupNames)
            $0.clientToken = input.clientToken
        }
    }

    package func modifyVpcEndpoint(
        _ input: EC2API.ModifyVpcEndpointRequest, _ context: RequestContext
    ) async throws -> EC2API.ModifyVpcEndpointResult {
        if let policy = input.policyDocument { try checkPolicy(policy) }
        _ = try await change(context.ec2Scope) { plan throws(AWSError) in
            var record = try plan.get(
                VPCEndpointRecord.self, input.vpcEndpointId, parameter: "VpcEndpointId")
            try record.change(
                routeTables: (input.addRouteTableIds ?? [], input.removeRouteTableIds ?? []),
                subnets: (input.addSubnetIds ?? [], input.removeSubnetIds ?? []),
                groups: (input.addSecurityGroupIds ?? [], input.removeSecurityGroupIds ?? []),
                in: plan)
            if input.resetPolicy == true { record.policy = nil }
            record.policy = input.policyDocument ?? record.policy
            record.addressType = input.ipAddressType?.rawValue ?? record.addressType
            record.dnsRecordType =
                input.dnsOptions?.dnsRecordIpType?.rawValue ?? record.dnsRecordType
            if let isPrivate = input.privateDnsEnabled {
                if isPrivate, let vpc = plan.find(VPCRecord.self, record.vpc) {
                    try checkPrivateDNS(vpc)
                }
                record.hasPrivateDNS = isPrivate
            }
            plan.put(record)
        }
        return EC2API.ModifyVpcEndpointResult { $0.return = true }
    }

    package func deleteVpcEndpoints(
        _ input: EC2API.DeleteVpcEndpointsRequest, _ context: RequestContext
    ) async throws -> EC2API.DeleteVpcEndpointsResult {
        guard input.vpcEndpointIds.count <= Self.maximumEndpoints else {
            throw AWSError.invalidValue(
                "At most \(Self.maximumEndpoints) endpoints can be deleted at once.")
        }
        var missing: [String] = []
        // One by one, as EC2 does: what can be deleted is.
        for id in input.vpcEndpointIds {
            let (found, _) = try await change(context.ec2Scope) { plan throws(AWSError) in
                guard let record = plan.find(VPCEndpointRecord.self, id) else { return false }
                plan.delete(record)
                return true
            }
            if !found { missing.append(id) }
        }
        let failed = missing
        return EC2API.DeleteVpcEndpointsResult {
            $0.unsuccessful = failed.map { id in
                let error = AWSError.notFound(.vpcEndpoints, id)
                return EC2API.UnsuccessfulItem {
                    $0.resourceId = id
                    $0.error = EC2API.UnsuccessfulItemError {
                        $0.code = error.code
                        $0.message = error.message
                    }
                }
            }
        }
    }

    package func describeVpcEndpointServices(
        _ input: EC2API.DescribeVpcEndpointServicesRequest, _ context: RequestContext
    ) async throws -> EC2API.DescribeVpcEndpointServicesResult {
        let region = context.region
        let all = EndpointServices.described(in: region)
        let names = input.serviceNames ?? []
        for name in names where !all.contains(where: { $0.serviceName == name }) {
            throw AWSError.ec2(
                "InvalidServiceName", "The Vpc Endpoint Service '\(name)' does not exist")
        }
        let table = FilterTable<EC2API.ServiceDetail>([
            "owner": { _ in ["amazon"] },
            "service-name": { [$0.serviceName ?? ""] },
            "service-region": { _ in [region] },
            "service-type": { ($0.serviceType ?? []).compactMap { $0.serviceType?.rawValue } },
            "supported-ip-address-types": { _ in ["ipv4"] },
        ])
        let holds = try table.predicate(input.filters)
        let found = all.filter {
            (names.isEmpty || names.contains($0.serviceName ?? "")) && holds($0)
        }
        return EC2API.DescribeVpcEndpointServicesResult {
            $0.serviceDetails = found
            $0.serviceNames = Set(found.compactMap(\.serviceName)).sorted()
        }
    }

    private func checkPolicy(_ text: String) throws(AWSError) {
        guard (try? JSON.parse(text))?.object != nil else {
            throw .ec2("InvalidPolicyDocument", "The policy document is not valid JSON.")
        }
    }

    private func checkPrivateDNS(_ vpc: VPCRecord) throws(AWSError) {
        guard vpc.hasDNSSupport, vpc.hasDNSHostnames else {
            throw .ec2(
                "InvalidParameter",
                "Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC "
                    + "attributes set to true for \(vpc.id)")
        }
    }
}

extension Snapshot {
    /// Names of the security groups by their ids.
    var groupNames: (String) -> String? {
        { find(SecurityGroupRecord.self, $0)?.name }
    }
}

extension VPCEndpointRecord {
    /// What is added to an endpoint and taken from it, all of it of its VPC.
    fileprivate mutating func change(
        routeTables: (added: [String], removed: [String]),
        subnets: (added: [String], removed: [String]),
        groups: (added: [String], removed: [String]), in plan: Plan
    ) throws(AWSError) {
        for id in routeTables.added {
            try check(
                try plan.get(RouteTableRecord.self, id, parameter: "RouteTableId").vpc, id)
        }
        for id in subnets.added {
            try check(try plan.get(SubnetRecord.self, id, parameter: "SubnetId").vpc, id)
        }
        for id in groups.added {
            try check(
                try plan.get(SecurityGroupRecord.self, id, parameter: "SecurityGroupId").vpc, id)
        }
        if type == "Gateway", !subnets.added.isEmpty || !groups.added.isEmpty {
            throw .ec2(
                "InvalidParameter", "Gateway endpoints have neither subnets nor security groups.")
        }
        if type == "Interface", !routeTables.added.isEmpty {
            throw .ec2("InvalidParameter", "Interface endpoints have no route tables.")
        }
        self.routeTables = Self.changed(self.routeTables, routeTables)
        self.subnets = Self.changed(self.subnets, subnets)
        self.groups = Self.changed(self.groups, groups)
    }

    private func check(_ other: String, _ id: String) throws(AWSError) {
        guard other == vpc else {
            throw .ec2("InvalidParameter", "\(id) does not belong to VPC \(vpc)")
        }
    }

    private static func changed(
        _ old: [String], _ change: (added: [String], removed: [String])
    ) -> [String] {
        var result = old.filter { !change.removed.contains($0) }
        for id in change.added where !result.contains(id) { result.append(id) }
        return result
    }
}
