package import AWSWire

/// The rules of one group, and every way in which they change.
package struct RuleSet: Sendable, Hashable {
    /// In the order in which they came.
    package private(set) var rules: [SecurityGroupRuleRecord]

    package init(_ rules: [SecurityGroupRuleRecord]) { self.rules = rules }

    /// Adds rules, all or none.
    ///
    /// - Parameter makeID: Gives an unused `sgr-…` a call.
    /// - Returns: The rules with their ids.
    /// - Throws: `InvalidPermission.Duplicate`, `RulesPerSecurityGroupLimitExceeded`,
    ///   `InvalidParameterValue` for a rule that the request names twice.
    package mutating func authorize(
        _ added: [SecurityGroupRuleRecord], makeID: () -> String
    ) throws(AWSError) -> [SecurityGroupRuleRecord] {
        var known = Set(rules.map(\.identity))
        var asked: Set<SecurityGroupRuleRecord.Identity> = []
        var result: [SecurityGroupRuleRecord] = []
        for var rule in added {
            guard asked.insert(rule.identity).inserted else {
                throw .invalidValue(
                    "The same permission must not appear multiple times")
            }
            guard known.insert(rule.identity).inserted else { throw .ruleDuplicate(rule) }
            rule.id = makeID()
            result.append(rule)
        }
        let all = rules + result
        try Self.checkLimit(all)
        rules = all
        return result
    }

    /// Takes away the rules that are the same in everything but name and description.
    ///
    /// - Returns: Those that were there, and those asked for that were not.
    package mutating func revoke(
        _ revoked: [SecurityGroupRuleRecord]
    ) -> (revoked: [SecurityGroupRuleRecord], unknown: [SecurityGroupRuleRecord]) {
        let asked = Set(revoked.map(\.identity))
        let gone = rules.filter { asked.contains($0.identity) }
        let found = Set(gone.map(\.identity))
        rules.removeAll { asked.contains($0.identity) }
        return (gone, revoked.filter { !found.contains($0.identity) })
    }

    /// Takes away rules by id.
    ///
    /// - Throws: `InvalidSecurityGroupRuleId.NotFound` for one that is not of this direction here.
    package mutating func revoke(
        ids: [String], isEgress: Bool
    ) throws(AWSError) -> [SecurityGroupRuleRecord] {
        var result: [SecurityGroupRuleRecord] = []
        for id in ids {
            guard let rule = rules.first(where: { $0.id == id && $0.isEgress == isEgress }) else {
                throw .ruleNotFound(id: id)
            }
            result.append(rule)
        }
        rules.removeAll { rule in ids.contains(rule.id) }
        return result
    }

    /// Replaces everything but the id and direction of a rule.
    ///
    /// - Throws: `InvalidSecurityGroupRuleId.NotFound`, `InvalidPermission.Duplicate`,
    ///   `RulesPerSecurityGroupLimitExceeded`.
    package mutating func replace(id: String, by new: SecurityGroupRuleRecord) throws(AWSError) {
        guard let index = rules.firstIndex(where: { $0.id == id }) else {
            throw .ruleNotFound(id: id)
        }
        var rule = new
        rule.id = id
        rule.isEgress = rules[index].isEgress
        if rules.contains(where: { $0.id != id && $0.identity == rule.identity }) {
            throw .ruleDuplicate(rule)
        }
        var all = rules
        all[index] = rule
        try Self.checkLimit(all)
        rules = all
    }

    /// Gives descriptions to rules that are there.
    ///
    /// - Throws: `InvalidPermission.NotFound`.
    package mutating func describe(_ described: [SecurityGroupRuleRecord]) throws(AWSError) {
        var all = rules
        for rule in described {
            guard let index = all.firstIndex(where: { $0.identity == rule.identity }) else {
                throw .ruleNotFound
            }
            all[index].summary = rule.summary
        }
        rules = all
    }

    /// Gives a description to a rule by id.
    ///
    /// - Throws: `InvalidSecurityGroupRuleId.NotFound`, `InvalidParameterValue`.
    package mutating func describe(
        id: String, isEgress: Bool, _ description: String?
    ) throws(AWSError) {
        guard let index = rules.firstIndex(where: { $0.id == id && $0.isEgress == isEgress })
        else { throw .ruleNotFound(id: id) }
        rules[index].summary = try SecurityGroupNames.ruleDescription(description)
    }

    /// Ids of the groups that the rules refer to, without the group itself.
    package static func references(_ rules: [SecurityGroupRuleRecord], of id: String) -> [String] {
        Set(rules.compactMap(\.group)).subtracting([id]).sorted()
            + Set(rules.compactMap(\.prefixList)).sorted()
    }

    private static func checkLimit(_ rules: [SecurityGroupRuleRecord]) throws(AWSError) {
        for isEgress in [false, true] {
            let direction = rules.filter { $0.isEgress == isEgress }
            let ipv6 = direction.count { $0.ipv6CIDR != nil }
            // What names no block counts for both families.
            let ipv4 = direction.count { $0.ipv6CIDR == nil }
            let both = direction.count { $0.ipv6CIDR == nil && $0.cidr == nil }
            guard ipv4 <= SecurityGroupLimits.rules, ipv6 + both <= SecurityGroupLimits.rules
            else { throw .rulesLimit }
        }
    }
}
