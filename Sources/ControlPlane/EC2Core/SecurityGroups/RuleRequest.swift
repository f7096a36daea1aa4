package import AWSWire
package import EC2Model
import Shapes

/// Rules as a request writes them, in either of EC2's two forms.
package struct RuleRequest: Sendable {
    /// Finds the id of the group that a pair names.
    package typealias Resolver = (EC2API.UserIdGroupPair) throws(AWSError) -> String

    /// The form of one rule, spread over the request.
    package struct Flat: Sendable {
        package var ipProtocol: String?
        package var fromPort: Int?
        package var toPort: Int?
        package var cidr: String?
        package var groupName: String?
        package var groupOwner: String?

        package init() {}

        var isEmpty: Bool {
            ipProtocol == nil && fromPort == nil && toPort == nil && cidr == nil
                && groupName == nil
        }
    }

    package var permissions: [EC2API.IpPermission]?
    package var flat = Flat()
    package var isEgress: Bool

    package init(permissions: [EC2API.IpPermission]?, isEgress: Bool) {
        self.permissions = permissions
        self.isEgress = isEgress
    }

    /// The rules that are meant, without ids, in the order of the request.
    ///
    /// - Throws: `MissingParameter`, `InvalidParameterValue`, `InvalidParameterCombination`, and what
    ///   `resolve` throws.
    package func rules(resolve: Resolver) throws(AWSError) -> [SecurityGroupRuleRecord] {
        var all = permissions ?? []
        if !flat.isEmpty {
            guard all.isEmpty else {
                throw .invalidCombination(
                    "The parameter ipPermissions may not be used together with the parameters of "
                        + "one rule")
            }
            all = [flatPermission]
        }
        guard !all.isEmpty else { throw .missing("ipPermissions") }
        var result: [SecurityGroupRuleRecord] = []
        for permission in all {
            result += try rules(of: permission, resolve: resolve)
            guard result.count <= Self.maximum else { throw .rulesLimit }
        }
        return result
    }

    /// Rules that a request may name; more than fit into a group anyhow.
    private static let maximum = 1_000

    private var flatPermission: EC2API.IpPermission {
        EC2API.IpPermission {
            // A source group by its name means all of it, whatever the protocol.
            $0.ipProtocol = flat.ipProtocol ?? (flat.groupName == nil ? nil : "-1")
            $0.fromPort = flat.fromPort
            $0.toPort = flat.toPort
            if let cidr = flat.cidr {
                $0.ipRanges = [EC2API.IpRange { $0.cidrIp = cidr }]
            }
            if let name = flat.groupName {
                $0.userIdGroupPairs = [
                    EC2API.UserIdGroupPair {
                        $0.groupName = name
                        $0.userId = flat.groupOwner
                    }
                ]
            }
        }
    }

    private func rules(
        of permission: EC2API.IpPermission, resolve: Resolver
    ) throws(AWSError) -> [SecurityGroupRuleRecord] {
        let ports = try RulePorts(
            ipProtocol: permission.ipProtocol, fromPort: permission.fromPort,
            toPort: permission.toPort)
        var result: [SecurityGroupRuleRecord] = []
        for range in permission.ipRanges ?? [] {
            guard let text = range.cidrIp else { throw .missing("cidrIp") }
            var rule = try rule(ports, range.description)
            rule.cidr = try AddressBlocks.ipv4(text)
            result.append(rule)
        }
        for range in permission.ipv6Ranges ?? [] {
            guard let text = range.cidrIpv6 else { throw .missing("cidrIpv6") }
            var rule = try rule(ports, range.description)
            rule.ipv6CIDR = try AddressBlocks.ipv6(text)
            result.append(rule)
        }
        for list in permission.prefixListIds ?? [] {
            guard let id = list.prefixListId else { throw .missing("prefixListId") }
            var rule = try rule(ports, list.description)
            rule.prefixList = id
            result.append(rule)
        }
        for pair in permission.userIdGroupPairs ?? [] {
            let group = try resolve(pair)
            var rule = try rule(ports, pair.description)
            rule.group = group
            result.append(rule)
        }
        guard !result.isEmpty else {
            throw .invalidValue(
                "Invalid value '' for ipPermissions. A rule needs a block of addresses, a prefix "
                    + "list or a security group.")
        }
        return result
    }

    private func rule(
        _ ports: RulePorts, _ description: String?
    ) throws(AWSError) -> SecurityGroupRuleRecord {
        let summary = try SecurityGroupNames.ruleDescription(description)
        return SecurityGroupRuleRecord {
            $0.isEgress = isEgress
            $0.ipProtocol = ports.ipProtocol
            $0.fromPort = ports.fromPort
            $0.toPort = ports.toPort
            $0.summary = summary
        }
    }
}
