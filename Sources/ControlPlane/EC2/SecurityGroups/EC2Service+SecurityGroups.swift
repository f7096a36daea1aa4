package import AWSWire
import EC2Core
package import EC2Model
import Shapes
import Store

extension EC2Service {
    package func createSecurityGroup(
        _ input: EC2API.CreateSecurityGroupRequest, _ context: RequestContext
    ) async throws -> EC2API.CreateSecurityGroupResult {
        try SecurityGroupNames.check(name: input.groupName)
        try SecurityGroupNames.check(description: input.description)
        let tags = try EC2Tags.specified(input.tagSpecifications, for: .securityGroups)
        let scope = context.ec2Scope
        let (group, _) = try await change(scope) { plan throws(AWSError) in
            let vpc = try plan.vpc(input.vpcId)
            let siblings = plan.state.dependents(SecurityGroupRecord.self, of: vpc.id)
            guard !siblings.contains(where: { $0.name == input.groupName }) else {
                throw .groupDuplicate(input.groupName, vpc: vpc.id)
            }
            guard siblings.count < SecurityGroupLimits.groups else {
                throw .ec2(
                    "SecurityGroupLimitExceeded",
                    "The maximum number of security groups has been reached.")
            }
            let group = SecurityGroupRecord {
                $0.id = newID(.securityGroups)
                $0.vpc = vpc.id
                $0.name = input.groupName
                $0.summary = input.description
                $0.rules = [.allowsAllEgress(id: newID("sgr"))]
                $0.tags = tags
            }
            plan.put(group)
            // Two of one name never pass one another.
            plan.touch(VPCRecord.self, vpc.id)
            return group
        }
        return EC2API.CreateSecurityGroupResult {
            $0.groupId = group.id
            $0.tags = group.tags.described
            $0.securityGroupArn = scope.arn(.securityGroups, group.id)
        }
    }

    package func deleteSecurityGroup(
        _ input: EC2API.DeleteSecurityGroupRequest, _ context: RequestContext
    ) async throws -> EC2API.DeleteSecurityGroupResult {
        let (id, _) = try await change(context.ec2Scope) { plan throws(AWSError) in
            let group = try plan.group(id: input.groupId, name: input.groupName)
            if group.name == "default" {
                throw .groupCannotBeDeleted(group.id, name: group.name)
            }
            plan.delete(group)
            return group.id
        }
        return EC2API.DeleteSecurityGroupResult {
            $0.return = true
            $0.groupId = id
        }
    }

    package func describeSecurityGroups(
        _ input: EC2API.DescribeSecurityGroupsRequest, _ context: RequestContext
    ) async throws -> EC2API.DescribeSecurityGroupsResult {
        let state = try await snapshot(context.ec2Scope)
        var ids = input.groupIds
        if let names = input.groupNames, !names.isEmpty {
            // Names are those of the default VPC only.
            ids =
                try (ids ?? [])
                + names.map { name throws(AWSError) in
                    try Plan(on: state).group(id: nil, name: name).id
                }
        }
        let page = try select(
            SecurityGroupRecord.self, in: state, ids: ids, filters: input.filters,
            SecurityGroupFilters.groups(state), token: input.nextToken, limit: input.maxResults,
            operation: "DescribeSecurityGroups")
        return EC2API.DescribeSecurityGroupsResult {
            $0.securityGroups = page.items.map { $0.described(in: state.scope) }
            $0.nextToken = page.next
        }
    }

    package func getSecurityGroupsForVpc(
        _ input: EC2API.GetSecurityGroupsForVpcRequest, _ context: RequestContext
    ) async throws -> EC2API.GetSecurityGroupsForVpcResult {
        let state = try await snapshot(context.ec2Scope)
        let vpc = try state.get(VPCRecord.self, input.vpcId)
        let table = FilterTable<SecurityGroupRecord>(
            [
                "group-id": { [$0.id] },
                "description": { [$0.summary] },
                "group-name": { [$0.name] },
                "owner-id": { _ in [state.scope.account] },
                "primary-vpc-id": { [$0.vpc] },
            ], tags: { $0.tags ?? [] })
        let holds = try table.predicate(input.filters)
        let filters = (input.filters ?? []).flatMap { [$0.name ?? ""] + ($0.values ?? []) }
        let page = try page(
            state.dependents(SecurityGroupRecord.self, of: vpc.id).filter(holds), by: \.id,
            token: input.nextToken, limit: input.maxResults, scope: state.scope,
            purpose: ["GetSecurityGroupsForVpc", vpc.id] + filters)
        return EC2API.GetSecurityGroupsForVpcResult {
            $0.securityGroupForVpcs = page.items.map { group in
                EC2API.SecurityGroupForVpc {
                    $0.groupId = group.id
                    $0.groupName = group.name
                    $0.description = group.summary
                    $0.ownerId = state.scope.account
                    $0.primaryVpcId = group.vpc
                    $0.tags = group.tags.described
                }
            }
            $0.nextToken = page.next
        }
    }

    /// Rules of other VPCs that refer to a group: there is no peering, so there are none.
    package func describeSecurityGroupReferences(
        _ input: EC2API.DescribeSecurityGroupReferencesRequest, _ context: RequestContext
    ) async throws -> EC2API.DescribeSecurityGroupReferencesResult {
        let state = try await snapshot(context.ec2Scope)
        for id in input.groupId { _ = try state.get(SecurityGroupRecord.self, id) }
        return EC2API.DescribeSecurityGroupReferencesResult {
            $0.securityGroupReferenceSet = []
        }
    }

    /// Rules that refer to groups that are gone: a group cannot go while a rule refers to it, so
    /// there are none.
    package func describeStaleSecurityGroups(
        _ input: EC2API.DescribeStaleSecurityGroupsRequest, _ context: RequestContext
    ) async throws -> EC2API.DescribeStaleSecurityGroupsResult {
        let state = try await snapshot(context.ec2Scope)
        _ = try state.get(VPCRecord.self, input.vpcId)
        return EC2API.DescribeStaleSecurityGroupsResult { $0.staleSecurityGroupSet = [] }
    }
}

extension SecurityGroupRecord {
    /// As DescribeSecurityGroups shows it.
    func described(in scope: EC2Scope) -> EC2API.SecurityGroup {
        EC2API.SecurityGroup {
            $0.groupId = id
            $0.groupName = name
            $0.description = summary
            $0.vpcId = vpc
            $0.ownerId = scope.account
            $0.securityGroupArn = scope.arn(.securityGroups, id)
            $0.ipPermissions = rules.permissions(isEgress: false, owner: scope.account)
            $0.ipPermissionsEgress = rules.permissions(isEgress: true, owner: scope.account)
            $0.tags = tags.described
        }
    }
}

/// Finding groups and VPCs by what requests say.
extension Plan {
    /// The VPC of an id; without one the default VPC.
    ///
    /// - Throws: `VPCIdNotSpecified` when there is none.
    func vpc(_ id: String?) throws(AWSError) -> VPCRecord {
        if let id, !id.isEmpty { return try get(VPCRecord.self, id, parameter: "vpcId") }
        guard let vpc = defaultVPC else {
            throw .ec2("VPCIdNotSpecified", "No default VPC for this user")
        }
        return vpc
    }

    private var defaultVPC: VPCRecord? { state.all(VPCRecord.self).first(where: \.isDefault) }

    /// The group of an id, or of a name in the default VPC.
    ///
    /// - Throws: `MissingParameter`, `InvalidGroup.NotFound`, `InvalidGroupId.Malformed`.
    func group(id: String?, name: String?) throws(AWSError) -> SecurityGroupRecord {
        if let id, !id.isEmpty {
            return try get(SecurityGroupRecord.self, id, parameter: "groupId")
        }
        guard let name, !name.isEmpty else {
            throw .missing("groupName or groupId")
        }
        guard let vpc = defaultVPC, let group = group(named: name, in: vpc.id) else {
            throw .groupNotFound(name: name, inDefaultVPC: defaultVPC?.id)
        }
        return group
    }

    /// The group of a name in a VPC.
    func group(named name: String, in vpc: String) -> SecurityGroupRecord? {
        state.dependents(SecurityGroupRecord.self, of: vpc).first { $0.name == name }
    }
}
