import EC2Core

/// What groups and rules are selected by.
enum SecurityGroupFilters {
    /// The filters of DescribeSecurityGroups.
    static func groups(_ state: Snapshot) -> FilterTable<SecurityGroupRecord> {
        typealias Field = FilterTable<SecurityGroupRecord>.Field
        var fields: [String: Field] = [
            "description": { [$0.summary] },
            "group-id": { [$0.id] },
            "group-name": { [$0.name] },
            "owner-id": { _ in [state.scope.account] },
            "vpc-id": { [$0.vpc] },
        ]
        for (prefix, isEgress) in [("", false), ("egress.", true)] {
            for (name, field) in permission(state) {
                fields["\(prefix)ip-permission.\(name)"] = { group in
                    group.rules.filter { $0.isEgress == isEgress }.flatMap(field)
                }
            }
        }
        return FilterTable(fields, tags: { $0.tags ?? [] })
    }

    private static func permission(
        _ state: Snapshot
    ) -> [String: @Sendable (SecurityGroupRuleRecord) -> [String]] {
        [
            "cidr": { [$0.cidr].compactMap { $0 } },
            "from-port": { [String($0.shownFromPort)] },
            "group-id": { [$0.group].compactMap { $0 } },
            "group-name": { rule in
                [state.find(SecurityGroupRecord.self, rule.group)?.name].compactMap { $0 }
            },
            "ipv6-cidr": { [$0.ipv6CIDR].compactMap { $0 } },
            "prefix-list-id": { [$0.prefixList].compactMap { $0 } },
            "protocol": { [$0.ipProtocol] },
            "to-port": { [String($0.shownToPort)] },
            "user-id": { rule in rule.group == nil ? [] : [state.scope.account] },
        ]
    }

    /// The filters of DescribeSecurityGroupRules.
    static let rules = FilterTable<RuleOfGroup>(
        [
            "group-id": { [$0.group.id] },
            "security-group-rule-id": { [$0.rule.id] },
        ], tags: { $0.rule.tags ?? [] })
}

/// A rule and the group that it is of.
struct RuleOfGroup: Sendable {
    var rule: SecurityGroupRuleRecord
    var group: SecurityGroupRecord
}
