import AWSWire
import EC2Core

/// Tags of rules, which stand in their groups' records.
extension Snapshot {
    /// The group that has a rule.
    ///
    /// - Throws: `InvalidSecurityGroupRuleId.NotFound`.
    func group(ofRule id: String) throws(AWSError) -> SecurityGroupRecord {
        let found = all(SecurityGroupRecord.self).first { group in
            group.rules.contains { $0.id == id }
        }
        guard let found else { throw .ruleNotFound(id: id) }
        return found
    }
}

extension Plan {
    /// Plans that a rule has other tags.
    mutating func updateTags(
        ofRule id: String, _ update: ([EC2Tag]) throws(AWSError) -> [EC2Tag]
    ) throws(AWSError) {
        let stored = try state.group(ofRule: id)
        // Another rule of the group may have been changed before.
        guard var group = find(SecurityGroupRecord.self, stored.id),
            let index = group.rules.firstIndex(where: { $0.id == id })
        else { throw .ruleNotFound(id: id) }
        group.rules[index].tags = try update(group.rules[index].tags ?? [])
        put(group)
    }
}
