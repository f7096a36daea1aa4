package import EC2Model
import Shapes

/// Rules as the API shows them.
extension [SecurityGroupRuleRecord] {
    /// The permissions of one direction: rules of the same protocol and ports are told together.
    package func permissions(
        isEgress: Bool, owner: String
    ) -> [EC2API.IpPermission] {
        var order: [RuleRange] = []
        var groups: [RuleRange: [SecurityGroupRuleRecord]] = [:]
        for rule in self where rule.isEgress == isEgress {
            let range = RuleRange(
                ipProtocol: rule.ipProtocol, fromPort: rule.fromPort, toPort: rule.toPort)
            if groups[range] == nil { order.append(range) }
            groups[range, default: []].append(rule)
        }
        return order.map { range in Self.permission(range, groups[range] ?? [], owner: owner) }
    }

    private static func permission(
        _ range: RuleRange, _ rules: [SecurityGroupRuleRecord], owner: String
    ) -> EC2API.IpPermission {
        EC2API.IpPermission {
            $0.ipProtocol = range.ipProtocol
            $0.fromPort = range.fromPort
            $0.toPort = range.toPort
            $0.ipRanges = rules.filter { $0.cidr != nil }.map { rule in
                EC2API.IpRange {
                    $0.cidrIp = rule.cidr
                    $0.description = rule.summary
                }
            }
            $0.ipv6Ranges = rules.filter { $0.ipv6CIDR != nil }.map { rule in
                EC2API.Ipv6Range {
                    $0.cidrIpv6 = rule.ipv6CIDR
                    $0.description = rule.summary
                }
            }
            $0.prefixListIds = rules.filter { $0.prefixList != nil }.map { rule in
                EC2API.PrefixListId {
                    $0.prefixListId = rule.prefixList
                    $0.description = rule.summary
                }
            }
            $0.userIdGroupPairs = rules.filter { $0.group != nil }.map { rule in
                EC2API.UserIdGroupPair {
                    $0.groupId = rule.group
                    $0.userId = owner
                    $0.description = rule.summary
                }
            }
        }
    }
}

/// What rules that are told together have in common.
private struct RuleRange: Hashable {
    var ipProtocol: String
    var fromPort: Int?
    var toPort: Int?
}

extension SecurityGroupRuleRecord {
    /// The rule as DescribeSecurityGroupRules shows it, without tags and ARN.
    package func described(group: String, owner: String) -> EC2API.SecurityGroupRule {
        EC2API.SecurityGroupRule {
            $0.securityGroupRuleId = id
            $0.groupId = group
            $0.groupOwnerId = owner
            $0.isEgress = isEgress
            $0.ipProtocol = ipProtocol
            $0.fromPort = shownFromPort
            $0.toPort = shownToPort
            $0.cidrIpv4 = cidr
            $0.cidrIpv6 = ipv6CIDR
            $0.prefixListId = prefixList
            $0.description = summary
            if let referenced = self.group {
                $0.referencedGroupInfo = EC2API.ReferencedSecurityGroup {
                    $0.groupId = referenced
                    $0.userId = owner
                }
            }
        }
    }

    /// The rule as revoking shows it.
    package func revoked(group: String) -> EC2API.RevokedSecurityGroupRule {
        EC2API.RevokedSecurityGroupRule {
            $0.securityGroupRuleId = id
            $0.groupId = group
            $0.isEgress = isEgress
            $0.ipProtocol = ipProtocol
            $0.fromPort = shownFromPort
            $0.toPort = shownToPort
            $0.cidrIpv4 = cidr
            $0.cidrIpv6 = ipv6CIDR
            $0.prefixListId = prefixList
            $0.referencedGroupId = self.group
            $0.description = summary
        }
    }
}
