import AWSWire
import EC2Model
import Shapes
import Testing

@testable import EC2Core

@Suite struct RuleSetTests {
    /// Ids that count up.
    private func ids() -> () -> String {
        var number = 0
        return {
            number += 1
            return "sgr-\(number)"
        }
    }

    private func rule(
        _ port: Int, cidr: String? = "10.0.0.0/8", group: String? = nil, isEgress: Bool = false
    ) -> SecurityGroupRuleRecord {
        SecurityGroupRuleRecord {
            $0.isEgress = isEgress
            $0.ipProtocol = "tcp"
            $0.fromPort = port
            $0.toPort = port
            $0.cidr = group == nil ? cidr : nil
            $0.group = group
        }
    }

    private func code(_ body: () throws -> Void) -> String? {
        do {
            try body()
            return nil
        } catch {
            return (error as? AWSError)?.code
        }
    }

    @Test func allOrNone() throws {
        var set = RuleSet([])
        let added = try set.authorize([rule(80), rule(443)], makeID: ids())
        #expect(added.map(\.id) == ["sgr-1", "sgr-2"])
        let before = set
        #expect(
            code { _ = try set.authorize([rule(22), rule(80)], makeID: ids()) }
                == "InvalidPermission.Duplicate")
        #expect(set == before)
        #expect(
            code { _ = try set.authorize([rule(22), rule(22)], makeID: ids()) }
                == "InvalidParameterValue")
        // The other direction is another rule.
        _ = try set.authorize([rule(80, isEgress: true)], makeID: ids())
    }

    @Test func duplicateSaysWhat() {
        var set = RuleSet([rule(80)])
        #expect {
            _ = try set.authorize([rule(80)], makeID: ids())
        } throws: { error in
            (error as? AWSError)?.message
                == "the specified rule \"peer: 10.0.0.0/8, TCP, from port: 80, to port: 80, "
                + "ALLOW\" already exists"
        }
    }

    @Test func limits() throws {
        var set = RuleSet([])
        _ = try set.authorize((1...60).map { rule($0) }, makeID: ids())
        #expect(
            code { _ = try set.authorize([rule(61)], makeID: ids()) }
                == "RulesPerSecurityGroupLimitExceeded")
        _ = try set.authorize((1...60).map { rule($0, isEgress: true) }, makeID: ids())
    }

    @Test func revoking() throws {
        var set = RuleSet([])
        _ = try set.authorize([rule(80), rule(443)], makeID: ids())
        var described = rule(80)
        described.summary = "some words that do not matter"
        let (revoked, unknown) = set.revoke([described, rule(8080)])
        #expect(revoked.map(\.id) == ["sgr-1"])
        #expect(unknown.map(\.fromPort) == [8080])
        #expect(
            code { _ = try set.revoke(ids: ["sgr-2"], isEgress: true) }
                == "InvalidSecurityGroupRuleId.NotFound")
        #expect(try set.revoke(ids: ["sgr-2"], isEgress: false).count == 1)
        #expect(set.rules.isEmpty)
    }

    @Test func replacing() throws {
        var set = RuleSet([])
        _ = try set.authorize([rule(80), rule(443)], makeID: ids())
        try set.replace(id: "sgr-1", by: rule(8080))
        #expect(set.rules.map(\.id) == ["sgr-1", "sgr-2"])
        #expect(set.rules[0].fromPort == 8080)
        #expect(
            code { try set.replace(id: "sgr-1", by: rule(443)) } == "InvalidPermission.Duplicate")
        #expect(
            code { try set.replace(id: "sgr-9", by: rule(1)) }
                == "InvalidSecurityGroupRuleId.NotFound")
    }

    @Test func referencesLeaveTheGroupItselfOut() {
        let rules = [
            rule(1, group: "sg-b"), rule(2, group: "sg-a"), rule(3, group: "sg-b"), rule(4),
        ]
        #expect(RuleSet.references(rules, of: "sg-a") == ["sg-b"])
    }

    @Test func permissionsAreToldTogether() throws {
        var other = rule(80, cidr: "192.168.0.0/16")
        other.summary = "office"
        let permissions = [rule(80), other, rule(80, group: "sg-a"), rule(22)]
            .permissions(isEgress: false, owner: "000000000000")
        #expect(permissions.map(\.fromPort) == [80, 22])
        #expect(permissions[0].ipRanges?.map(\.cidrIp) == ["10.0.0.0/8", "192.168.0.0/16"])
        #expect(permissions[0].ipRanges?[1].description == "office")
        #expect(permissions[0].userIdGroupPairs?.map(\.groupId) == ["sg-a"])
    }
}

@Suite struct RuleRequestTests {
    private func rules(_ request: RuleRequest) throws -> [SecurityGroupRuleRecord] {
        try request.rules { pair throws(AWSError) in pair.groupId ?? "sg-of-\(pair.groupName!)" }
    }

    @Test func everyPeerIsARule() throws {
        let permission = EC2API.IpPermission {
            $0.ipProtocol = "tcp"
            $0.fromPort = 80
            $0.toPort = 81
            $0.ipRanges = [EC2API.IpRange { $0.cidrIp = "10.1.2.3/8" }]
            $0.ipv6Ranges = [EC2API.Ipv6Range { $0.cidrIpv6 = "::/0" }]
            $0.prefixListIds = [EC2API.PrefixListId { $0.prefixListId = "pl-1" }]
            $0.userIdGroupPairs = [EC2API.UserIdGroupPair { $0.groupId = "sg-1" }]
        }
        let found = try rules(RuleRequest(permissions: [permission], isEgress: true))
        #expect(found.map(\.peer) == ["10.0.0.0/8", "::/0", "pl-1", "sg-1"])
        #expect(found.allSatisfy { $0.isEgress && $0.fromPort == 80 && $0.toPort == 81 })
    }

    @Test func theOldForm() throws {
        var request = RuleRequest(permissions: nil, isEgress: false)
        request.flat.groupName = "web"
        let found = try rules(request)
        #expect(found.map(\.peer) == ["sg-of-web"])
        #expect(found[0].ipProtocol == "-1")
    }

    @Test func refusals() {
        var both = RuleRequest(permissions: [EC2API.IpPermission()], isEgress: false)
        both.flat.ipProtocol = "tcp"
        #expect(throws: AWSError.self) { try rules(both) }
        #expect(throws: AWSError.self) {
            try rules(RuleRequest(permissions: nil, isEgress: false))
        }
        // No peer.
        let nobody = EC2API.IpPermission { $0.ipProtocol = "-1" }
        #expect(throws: AWSError.self) {
            try rules(RuleRequest(permissions: [nobody], isEgress: false))
        }
    }
}
