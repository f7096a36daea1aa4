import Shapes
import Testing

@testable import AutoScaling

@Suite struct TerminationPolicyTests {
    private static let now = Timestamp(milliseconds: 1_700_000_000_000)

    private func member(
        _ id: String, zone: String = "a", age: Int = 0, version: String? = "1",
        template: String = "lt-1", configuration: String? = nil
    ) -> Member {
        var member = Member()
        member.id = id
        member.zone = zone
        member.state = .inService
        member.launchedAt = Self.now - .seconds(age)
        if let configuration {
            member.launchConfiguration = configuration
        } else if let version {
            var made = TemplateVersion()
            made.id = template
            made.version = version
            member.template = made
        }
        return member
    }

    private func victim(
        _ policies: [String], _ members: [Member], candidates: [Member]? = nil,
        zones: [String] = ["a", "b"]
    ) -> String? {
        let policy = TerminationPolicy(
            policies: policies, places: zones.map { Place(zone: $0) },
            current: GroupFixture.version("2"), now: Self.now)
        return policy.victim(among: candidates ?? members, of: members)?.id
    }

    @Test("the zone with the most instances comes before every policy")
    func zones() {
        let members = [
            member("1", zone: "a", age: 900), member("2", zone: "b", age: 100),
            member("3", zone: "b", age: 200),
        ]
        #expect(victim(["OldestInstance"], members) == "3")
        #expect(victim(["NewestInstance"], members) == "2")
        // When all of that zone are protected, the next zone with a candidate follows.
        #expect(victim(["OldestInstance"], members, candidates: [members[0]]) == "1")
    }

    @Test("instances of zones that the group has no more go first")
    func strays() {
        let members = [
            member("1", zone: "a"), member("2", zone: "a"), member("3", zone: "z"),
        ]
        #expect(victim([], members) == "3")
    }

    @Test("by age")
    func age() {
        let members = [member("1", age: 10), member("2", age: 30), member("3", age: 20)]
        #expect(victim(["OldestInstance"], members) == "2")
        #expect(victim(["NewestInstance"], members) == "1")
    }

    @Test("by the oldest launch template: configurations, other templates, lowest versions")
    func templates() {
        let members = [
            member("1", version: "2"), member("2", version: "1"), member("3", version: "10"),
        ]
        #expect(victim(["OldestLaunchTemplate"], members) == "2")
        let foreign = members + [member("4", version: "7", template: "lt-0")]
        #expect(victim(["OldestLaunchTemplate"], foreign) == "4")
        let configured = foreign + [member("5", configuration: "old")]
        #expect(victim(["OldestLaunchTemplate"], configured) == "5")
    }

    @Test("by the oldest launch configuration")
    func configurations() {
        let members = [
            member("1", age: 10, configuration: "new"), member("2", age: 90, configuration: "old"),
            member("3", age: 20, configuration: "old"),
        ]
        #expect(victim(["OldestLaunchConfiguration", "NewestInstance"], members) == "3")
        let templates = [member("1", age: 10), member("2", age: 20)]
        #expect(victim(["OldestLaunchConfiguration", "OldestInstance"], templates) == "2")
    }

    @Test("by the next full hour")
    func hours() {
        let members = [
            member("1", age: 3500), member("2", age: 3700), member("3", age: 7100),
        ]
        #expect(victim(["ClosestToNextInstanceHour"], members) == "1")
        #expect(victim(["Default"], members) == "1")
    }

    @Test("the default: the oldest template, then the next full hour")
    func standard() {
        let members = [
            member("1", age: 3599, version: "2"), member("2", age: 100, version: "1"),
            member("3", age: 3000, version: "1"),
        ]
        #expect(victim([], members) == "3")
        #expect(victim(["AllocationStrategy", "Default"], members) == "3")
    }

    @Test("without candidates nobody goes")
    func nobody() {
        #expect(victim([], [member("1")], candidates: []) == nil)
    }
}
