package import AWSWire
import EC2Core
package import EC2Model
import Shapes

extension EC2Service {
    // MARK: Authorizing

    package func authorizeSecurityGroupIngress(
        _ input: EC2API.AuthorizeSecurityGroupIngressRequest, _ context: RequestContext
    ) async throws -> EC2API.AuthorizeSecurityGroupIngressResult {
        var request = RuleRequest(permissions: input.ipPermissions, isEgress: false)
        request.flat.ipProtocol = input.ipProtocol
        request.flat.fromPort = input.fromPort
        request.flat.toPort = input.toPort
        request.flat.cidr = input.cidrIp
        request.flat.groupName = input.sourceSecurityGroupName
        request.flat.groupOwner = input.sourceSecurityGroupOwnerId
        let rules = try await authorize(
            request, (input.groupId, input.groupName), input.tagSpecifications, context)
        return EC2API.AuthorizeSecurityGroupIngressResult {
            $0.return = true
            $0.securityGroupRules = rules
        }
    }

    package func authorizeSecurityGroupEgress(
        _ input: EC2API.AuthorizeSecurityGroupEgressRequest, _ context: RequestContext
    ) async throws -> EC2API.AuthorizeSecurityGroupEgressResult {
        var request = RuleRequest(permissions: input.ipPermissions, isEgress: true)
        request.flat.ipProtocol = input.ipProtocol
        request.flat.fromPort = input.fromPort
        request.flat.toPort = input.toPort
        request.flat.cidr = input.cidrIp
        request.flat.groupName = input.sourceSecurityGroupName
        request.flat.groupOwner = input.sourceSecurityGroupOwnerId
        let rules = try await authorize(
            request, (input.groupId, nil), input.tagSpecifications, context)
        return EC2API.AuthorizeSecurityGroupEgressResult {
            $0.return = true
            $0.securityGroupRules = rules
        }
    }

    private func authorize(
        _ request: RuleRequest, _ name: (id: String?, name: String?),
        _ specifications: [EC2API.TagSpecification]?, _ context: RequestContext
    ) async throws(AWSError) -> [EC2API.SecurityGroupRule] {
        let tags = try EC2Tags.specified(specifications, for: .securityGroupRules)
        let scope = context.ec2Scope
        let (result, _) = try await change(scope) { plan throws(AWSError) in
            var group = try plan.group(id: name.id, name: name.name)
            let asked = try plan.rules(request, of: group)
            var set = RuleSet(group.rules)
            let added = try set.authorize(
                asked.map { rule in
                    var rule = rule
                    rule.tags = tags.isEmpty ? nil : tags
                    return rule
                }
            ) { newID("sgr") }
            group.rules = set.rules
            plan.put(group)
            return added.map { $0.described(of: group, in: scope) }
        }
        return result
    }

    // MARK: Revoking

    package func revokeSecurityGroupIngress(
        _ input: EC2API.RevokeSecurityGroupIngressRequest, _ context: RequestContext
    ) async throws -> EC2API.RevokeSecurityGroupIngressResult {
        var request = RuleRequest(permissions: input.ipPermissions, isEgress: false)
        request.flat.ipProtocol = input.ipProtocol
        request.flat.fromPort = input.fromPort
        request.flat.toPort = input.toPort
        request.flat.cidr = input.cidrIp
        request.flat.groupName = input.sourceSecurityGroupName
        request.flat.groupOwner = input.sourceSecurityGroupOwnerId
        let (revoked, unknown) = try await revoke(
            request, (input.groupId, input.groupName), ids: input.securityGroupRuleIds, context)
        return EC2API.RevokeSecurityGroupIngressResult {
            $0.return = true
            $0.revokedSecurityGroupRules = revoked
            $0.unknownIpPermissions = unknown
        }
    }

    package func revokeSecurityGroupEgress(
        _ input: EC2API.RevokeSecurityGroupEgressRequest, _ context: RequestContext
    ) async throws -> EC2API.RevokeSecurityGroupEgressResult {
        var request = RuleRequest(permissions: input.ipPermissions, isEgress: true)
        request.flat.ipProtocol = input.ipProtocol
        request.flat.fromPort = input.fromPort
        request.flat.toPort = input.toPort
        request.flat.cidr = input.cidrIp
        request.flat.groupName = input.sourceSecurityGroupName
        request.flat.groupOwner = input.sourceSecurityGroupOwnerId
        let (revoked, unknown) = try await revoke(
            request, (input.groupId, nil), ids: input.securityGroupRuleIds, context)
        return EC2API.RevokeSecurityGroupEgressResult {
            $0.return = true
            $0.revokedSecurityGroupRules = revoked
            $0.unknownIpPermissions = unknown
        }
    }

    private func revoke(
        _ request: RuleRequest, _ name: (id: String?, name: String?), ids: [String]?,
        _ context: RequestContext
    ) async throws(AWSError) -> (
        [EC2API.RevokedSecurityGroupRule], unknown: [EC2API.IpPermission]
    ) {
        let scope = context.ec2Scope
        let (result, _) = try await change(scope) { plan throws(AWSError) in
            var group = try plan.group(id: name.id, name: name.name)
            var set = RuleSet(group.rules)
            let revoked: [SecurityGroupRuleRecord]
            var unknown: [SecurityGroupRuleRecord] = []
            if let ids, !ids.isEmpty {
                revoked = try set.revoke(ids: ids, isEgress: request.isEgress)
            } else {
                (revoked, unknown) = set.revoke(try plan.rules(request, of: group))
                // Of a VPC's groups nothing is revoked unless all of it is there.
                guard unknown.isEmpty else { throw .ruleNotFound }
            }
            group.rules = set.rules
            plan.put(group)
            return (
                revoked.map { $0.revoked(group: group.id) },
                unknown.permissions(isEgress: request.isEgress, owner: scope.account)
            )
        }
        return result
    }

    // MARK: Changing

    package func modifySecurityGroupRules(
        _ input: EC2API.ModifySecurityGroupRulesRequest, _ context: RequestContext
    ) async throws -> EC2API.ModifySecurityGroupRulesResult {
        _ = try await change(context.ec2Scope) { plan throws(AWSError) in
            var group = try plan.get(
                SecurityGroupRecord.self, input.groupId, parameter: "groupId")
            var set = RuleSet(group.rules)
            for update in input.securityGroupRules {
                let old = set.rules.first { $0.id == update.securityGroupRuleId }
                guard let old else { throw .ruleNotFound(id: update.securityGroupRuleId) }
                guard let wanted = update.securityGroupRule else {
                    throw .missing("SecurityGroupRule")
                }
                var new = try plan.rule(wanted, isEgress: old.isEgress, of: group)
                new.tags = old.tags
                try set.replace(id: old.id, by: new)
            }
            group.rules = set.rules
            plan.put(group)
        }
        return EC2API.ModifySecurityGroupRulesResult { $0.return = true }
    }

    package func updateSecurityGroupRuleDescriptionsIngress(
        _ input: EC2API.UpdateSecurityGroupRuleDescriptionsIngressRequest,
        _ context: RequestContext
    ) async throws -> EC2API.UpdateSecurityGroupRuleDescriptionsIngressResult {
        try await describeRules(
            RuleRequest(permissions: input.ipPermissions, isEgress: false),
            (input.groupId, input.groupName), input.securityGroupRuleDescriptions, context)
        return EC2API.UpdateSecurityGroupRuleDescriptionsIngressResult { $0.return = true }
    }

    package func updateSecurityGroupRuleDescriptionsEgress(
        _ input: EC2API.UpdateSecurityGroupRuleDescriptionsEgressRequest,
        _ context: RequestContext
    ) async throws -> EC2API.UpdateSecurityGroupRuleDescriptionsEgressResult {
        try await describeRules(
            RuleRequest(permissions: input.ipPermissions, isEgress: true),
            (input.groupId, input.groupName), input.securityGroupRuleDescriptions, context)
        return EC2API.UpdateSecurityGroupRuleDescriptionsEgressResult { $0.return = true }
    }

    private func describeRules(
        _ request: RuleRequest, _ name: (id: String?, name: String?),
        _ descriptions: [EC2API.SecurityGroupRuleDescription]?, _ context: RequestContext
    ) async throws(AWSError) {
        _ = try await change(context.ec2Scope) { plan throws(AWSError) in
            var group = try plan.group(id: name.id, name: name.name)
            var set = RuleSet(group.rules)
            if let descriptions, !descriptions.isEmpty {
                guard request.permissions?.isEmpty ?? true else {
                    throw .invalidCombination(
                        "The parameter ipPermissions may not be used together with "
                            + "securityGroupRuleDescriptions")
                }
                for one in descriptions {
                    guard let id = one.securityGroupRuleId else {
                        throw .missing("securityGroupRuleId")
                    }
                    try set.describe(id: id, isEgress: request.isEgress, one.description)
                }
            } else {
                try set.describe(try plan.rules(request, of: group))
            }
            group.rules = set.rules
            plan.put(group)
        }
    }

    // MARK: Describing

    package func describeSecurityGroupRules(
        _ input: EC2API.DescribeSecurityGroupRulesRequest, _ context: RequestContext
    ) async throws -> EC2API.DescribeSecurityGroupRulesResult {
        let state = try await snapshot(context.ec2Scope)
        var rules = state.all(SecurityGroupRecord.self).flatMap { group in
            group.rules.map { RuleOfGroup(rule: $0, group: group) }
        }.sorted { $0.rule.id < $1.rule.id }
        let ids = input.securityGroupRuleIds ?? []
        if !ids.isEmpty {
            for id in ids where !EC2ID.isWellFormed(id, "sgr") {
                throw AWSError.malformed(.securityGroupRules, id)
            }
            rules = rules.filter { ids.contains($0.rule.id) }
            for id in ids where !rules.contains(where: { $0.rule.id == id }) {
                throw AWSError.ruleNotFound(id: id)
            }
        }
        let holds = try SecurityGroupFilters.rules.predicate(input.filters)
        let filters = (input.filters ?? []).flatMap { [$0.name ?? ""] + ($0.values ?? []) }
        let page = try page(
            rules.filter(holds), by: \.rule.id, token: input.nextToken, limit: input.maxResults,
            scope: state.scope, purpose: ["DescribeSecurityGroupRules"] + ids + filters)
        return EC2API.DescribeSecurityGroupRulesResult {
            $0.securityGroupRules = page.items.map {
                $0.rule.described(of: $0.group, in: state.scope)
            }
            $0.nextToken = page.next
        }
    }
}

extension SecurityGroupRuleRecord {
    /// As the API shows it, with tags and ARN.
    func described(
        of group: SecurityGroupRecord, in scope: EC2Scope
    ) -> EC2API.SecurityGroupRule {
        var shown = described(group: group.id, owner: scope.account)
        shown.tags = tags.described
        shown.securityGroupRuleArn = scope.arn(.securityGroupRules, id)
        return shown
    }
}

/// Rules as requests write them, with the groups and prefix lists that are there.
extension Plan {
    /// The rules that a request means for a group.
    func rules(
        _ request: RuleRequest, of group: SecurityGroupRecord
    ) throws(AWSError) -> [SecurityGroupRuleRecord] {
        let rules = try request.rules { pair throws(AWSError) in
            try peer(pair, of: group)
        }
        for rule in rules { try check(rule) }
        return rules
    }

    /// The rule that replaces another one of a group.
    func rule(
        _ wanted: EC2API.SecurityGroupRuleRequest, isEgress: Bool, of group: SecurityGroupRecord
    ) throws(AWSError) -> SecurityGroupRuleRecord {
        let permission = EC2API.IpPermission {
            $0.ipProtocol = wanted.ipProtocol
            $0.fromPort = wanted.fromPort
            $0.toPort = wanted.toPort
            if let cidr = wanted.cidrIpv4 {
                $0.ipRanges = [
                    EC2API.IpRange {
                        $0.cidrIp = cidr
                        $0.description = wanted.description
                    }
                ]
            }
            if let cidr = wanted.cidrIpv6 {
                $0.ipv6Ranges = [
                    EC2API.Ipv6Range {
                        $0.cidrIpv6 = cidr
                        $0.description = wanted.description
                    }
                ]
            }
            if let list = wanted.prefixListId {
                $0.prefixListIds = [
                    EC2API.PrefixListId {
                        $0.prefixListId = list
                        $0.description = wanted.description
                    }
                ]
            }
            if let group = wanted.referencedGroupId {
                $0.userIdGroupPairs = [
                    EC2API.UserIdGroupPair {
                        $0.groupId = group
                        $0.description = wanted.description
                    }
                ]
            }
        }
        let rules = try rules(
            RuleRequest(permissions: [permission], isEgress: isEgress), of: group)
        guard rules.count == 1, let rule = rules.first else {
            throw .invalidCombination(
                "A rule has one of CidrIpv4, CidrIpv6, PrefixListId and ReferencedGroupId")
        }
        return rule
    }

    private func peer(
        _ pair: EC2API.UserIdGroupPair, of group: SecurityGroupRecord
    ) throws(AWSError) -> String {
        if let owner = pair.userId, !owner.isEmpty, owner != scope.account,
            owner != "amazon-elb"
        {
            // There is no peering: groups of other accounts are out of reach.
            throw .groupNotFound(name: pair.groupId ?? pair.groupName ?? "", inDefaultVPC: nil)
        }
        if let id = pair.groupId, !id.isEmpty {
            let peer = try get(SecurityGroupRecord.self, id, parameter: "groupId")
            guard peer.vpc == group.vpc else { throw .groupInOtherVPC(id) }
            return peer.id
        }
        guard let name = pair.groupName, !name.isEmpty else { throw .missing("groupId") }
        guard let peer = self.group(named: name, in: group.vpc) else {
            throw .groupNotFound(name: name, inDefaultVPC: group.vpc)
        }
        return peer.id
    }

    private func check(_ rule: SecurityGroupRuleRecord) throws(AWSError) {
        guard let id = rule.prefixList else { return }
        _ = try get(PrefixListRecord.self, id, parameter: "prefixListId")
    }
}
