import AutoScalingModel
import Shapes
import Testing

@testable import AutoScaling

@Suite struct CapacityTests {
    @Test("a new group launches what is wanted, balanced over its zones")
    func launches() {
        var group = GroupFixture(["a", "b", "c"], desired: 7)
        group.turn()
        #expect(group.record.launches.count == 7)
        #expect(group.record.members.isEmpty)
        group.settle()
        #expect(group.inService.count == 7)
        #expect(Set(group.zones.values) == [2, 3])
        #expect(group.record.capacityChange == nil)
        let first = group.ended[0]
        #expect(first.statusCode == .successful)
        #expect(first.description?.hasPrefix("Launching a new EC2 instance: i-") == true)
        #expect(
            first.cause
                == "At 2023-11-14T22:13:20Z a user request created an AutoScalingGroup changing the "
                + "desired capacity from 0 to 7.  At 2023-11-14T22:13:20Z an instance was started in "
                + "response to a difference between desired and actual capacity, increasing the "
                + "capacity from 0 to 7.")
        #expect(
            first.details == #"{"Subnet ID":"subnet-a","Availability Zone":"a"}"#)
        #expect(
            group.notices.filter { $0.detailType == "EC2 Instance Launch Successful" }.count == 7)
    }

    @Test("an echo of a launch changes nothing")
    func echoes() {
        var group = GroupFixture(desired: 1)
        group.turn()
        let outcomes = group.perform()
        let seen = Observation(instances: group.fleet.shown, template: group.template)
        group.with { $0.step(outcomes + outcomes, seen) }
        group.with { $0.step(outcomes, seen) }
        #expect(group.record.members.count == 1)
        #expect(group.record.launches.isEmpty)
    }

    @Test("a launch whose answer was lost is found by its token")
    func lostAnswers() {
        var group = GroupFixture(desired: 2)
        group.turn()
        _ = group.perform()
        let seen = Observation(instances: group.fleet.shown, template: group.template)
        group.with { $0.step([], seen) }
        #expect(group.record.members.count == 2)
        #expect(group.record.launches.isEmpty)
    }

    @Test("a group shrinks in the zone with the most instances")
    func shrinks() throws {
        var group = GroupFixture(["a", "b"], desired: 5)
        group.settle()
        #expect(group.zones == ["a": 3, "b": 2])
        try group.with { machine throws(any Error) in
            try machine.setDesired(4, honoursCooldown: false)
        }
        group.turn()
        #expect(group.zones == ["a": 2, "b": 2])
        let activity = try #require(group.record.activities.first)
        #expect(activity.cause.contains("explicitly set group desired capacity"))
        #expect(activity.cause.contains("shrinking the capacity from 5 to 4"))
        group.settle()
        #expect(group.record.members.count == 4)
        #expect(group.fleet.living.count == 4)
    }

    @Test("protected instances stay, however small the group shall be")
    func protection() throws {
        var group = GroupFixture(["a"], desired: 3)
        group.settle()
        let kept = group.inService[0].id
        try group.with { machine throws(any Error) in
            try machine.setProtection([kept], true)
            try machine.setDesired(0, honoursCooldown: false)
        }
        group.settle()
        #expect(group.inService.map(\.id) == [kept])
        try group.with { machine throws(any Error) in try machine.setProtection([kept], false) }
        group.settle()
        #expect(group.record.members.isEmpty)
    }

    @Test("zones that fail are avoided, and taken up again")
    func failingZones() {
        var group = GroupFixture(["a", "b"], desired: 4)
        group.fleet.failingZones = ["a"]
        group.settle(20)
        #expect(group.zones == ["b": 4])
        let failed = group.ended.filter { $0.statusCode == .failed }
        #expect(failed.count >= 2)
        #expect(failed[0].statusMessage?.hasSuffix("Launching EC2 instance failed.") == true)
        #expect(
            failed[0].description?.hasPrefix("Launching a new EC2 instance.  Status Reason: We")
                == true)
        #expect(group.notices.contains { $0.detailType == "EC2 Instance Launch Unsuccessful" })
        group.fleet.failingZones = []
        group.pass(.seconds(600))
        group.settle()
        #expect(group.zones == ["a": 2, "b": 2])
    }

    @Test("failures in a row are tried ever more seldom")
    func backoff() {
        var group = GroupFixture(["a"], desired: 1)
        group.fleet.failingZones = ["a"]
        for _ in 0..<1200 {
            group.now = group.now + .seconds(1)
            group.turn()
        }
        #expect((8...12).contains(group.ended.count), "\(group.ended.count) attempts")
    }

    @Test("a template that cannot be read fails the launch and says why")
    func missingTemplate() {
        var group = GroupFixture(["a"], desired: 1)
        group.template = .failure(LaunchRefusal("The template is not there."))
        group.turn()
        #expect(group.record.launches.isEmpty)
        #expect(group.ended.last?.statusMessage?.hasPrefix("The template is not there.") == true)
        group.template = .success(GroupFixture.version("2"))
        group.pass(.seconds(60))
        group.settle()
        #expect(group.inService.map(\.template?.version) == ["2"])
    }

    @Test("suspended processes rest")
    func suspended() {
        var group = GroupFixture(["a"], desired: 1)
        group.record.settings.suspendedProcesses = [.init { $0.processName = "Launch" }]
        group.settle()
        #expect(group.record.capacity == 0)
        group.record.settings.suspendedProcesses = []
        group.settle()
        group.record.settings.suspendedProcesses = [.init { $0.processName = "Terminate" }]
        group.record.settings.desiredCapacity = 0
        group.settle()
        #expect(group.inService.count == 1)
    }

    @Test("a mixed instances policy takes types in order, and the next when one is not to be had")
    func types() {
        var group = GroupFixture(["a"], desired: 2)
        group.record.settings.launchTemplate = nil
        group.record.settings.mixedInstancesPolicy = .init {
            $0.launchTemplate = .init {
                $0.launchTemplateSpecification = .init { $0.launchTemplateId = "lt-1" }
                $0.overrides = ["m5.large", "c5.large"].map { type in
                    .init { $0.instanceType = type }
                }
            }
        }
        group.settle()
        #expect(group.inService.map(\.instanceType) == ["m5.large", "m5.large"])
        group.fleet.failingTypes = ["m5.large"]
        group.record.settings.desiredCapacity = 3
        group.settle()
        #expect(
            group.inService.map(\.instanceType).sorted() == ["c5.large", "m5.large", "m5.large"])
    }

    @Test("the share above the on-demand base is spread over the types")
    func shares() {
        var group = GroupFixture(["a"], desired: 6)
        group.record.settings.launchTemplate = nil
        group.record.settings.mixedInstancesPolicy = .init {
            $0.launchTemplate = .init {
                $0.launchTemplateSpecification = .init { $0.launchTemplateId = "lt-1" }
                $0.overrides = ["m5.large", "c5.large", "r5.large"].map { type in
                    .init { $0.instanceType = type }
                }
            }
            $0.instancesDistribution = .init {
                $0.onDemandBaseCapacity = 2
                $0.onDemandPercentageAboveBaseCapacity = 0
            }
        }
        group.settle()
        #expect(group.inService.count { !$0.isSpot } == 2)
        let counts = Dictionary(grouping: group.inService, by: \.instanceType).mapValues(\.count)
        #expect(counts == ["m5.large": 2, "c5.large": 2, "r5.large": 2])
    }

    @Test("zones are evened out with a new instance before an old one goes")
    func rebalances() {
        var group = GroupFixture(["a", "b"], max: 4, desired: 4)
        group.fleet.failingZones = ["a"]
        group.settle(20)
        #expect(group.zones == ["b": 4])
        group.fleet.failingZones = []
        group.pass(.seconds(600))
        var most = 0
        for _ in 0..<60 {
            group.now = group.now + .seconds(1)
            group.fleet.advance()
            group.turn()
            most = max(most, group.record.capacity)
            #expect(group.inService.count >= 4)
        }
        #expect(group.zones == ["a": 2, "b": 2])
        #expect(most == 5)
        #expect(group.ended.contains { $0.cause.contains("to balance instances in zones b") })
    }

    @Test("instances in zones that the group has no more move to those that it has")
    func moves() {
        var group = GroupFixture(["a", "b"], desired: 2)
        group.settle()
        group.record.places = [Place(zone: "c", subnet: "subnet-c")]
        for _ in 0..<60 {
            group.now = group.now + .seconds(1)
            group.fleet.advance()
            group.turn()
        }
        #expect(group.zones == ["c": 2])
    }

    @Test("the cooldown is honoured when it is asked for")
    func cooldown() throws {
        var group = GroupFixture(["a"], desired: 1)
        group.record.settings.defaultCooldown = 300
        group.settle()
        #expect(throws: (any Error).self) {
            try group.with { machine throws(any Error) in
                try machine.setDesired(2, honoursCooldown: true)
            }
        }
        group.pass(.seconds(300))
        try group.with { machine throws(any Error) in
            try machine.setDesired(2, honoursCooldown: true)
        }
        #expect(group.record.settings.desiredCapacity == 2)
    }
}
