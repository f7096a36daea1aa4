import AWSWire
import AutoScalingModel
import Shapes
import Testing

@testable import AutoScaling

@Suite struct HealthTests {
    @Test("an instance that stops or dies is replaced, within the grace period too")
    func death() {
        for state in [FleetInstance.State.stopped, .shuttingDown, .terminated] {
            var group = GroupFixture(["a"], desired: 1)
            group.record.settings.healthCheckGracePeriod = 300
            group.settle()
            group.fleet.instances["i-1"]?.state = state
            group.settle()
            #expect(group.inService.map(\.id) == ["i-2"])
            #expect(
                group.ended.contains {
                    $0.cause.contains("an EC2 health check indicating it has been terminated")
                })
            #expect(
                group.ended.contains {
                    $0.cause.contains("in response to an unhealthy instance needing to be replaced")
                })
        }
    }

    @Test("an instance that EC2 does not know any more is replaced")
    func vanished() {
        var group = GroupFixture(["a"], desired: 1)
        group.settle()
        group.fleet.instances["i-1"] = nil
        group.settle()
        #expect(group.inService.map(\.id) == ["i-2"])
    }

    @Test("failed status checks count after the grace period")
    func impaired() {
        var group = GroupFixture(["a"], desired: 1)
        group.record.settings.healthCheckGracePeriod = 300
        group.settle()
        group.fleet.instances["i-1"]?.isImpaired = true
        group.settle()
        #expect(group.inService.map(\.id) == ["i-1"])
        group.pass(.seconds(300))
        group.settle()
        #expect(group.inService.map(\.id) == ["i-2"])
    }

    @Test("a user's word counts, after the grace period when it is to be respected")
    func reported() throws {
        var group = GroupFixture(["a"], desired: 1)
        group.record.settings.healthCheckGracePeriod = 300
        group.settle()
        try group.with { machine throws(AWSError) in
            try machine.setHealth("i-1", isHealthy: false, respectsGrace: true)
        }
        #expect(group.record.members[0].illness == nil)
        try group.with { machine throws(AWSError) in
            try machine.setHealth("i-1", isHealthy: false, respectsGrace: false)
        }
        #expect(group.record.members[0].illness == .reported)
        group.settle()
        #expect(group.inService.map(\.id) == ["i-2"])
        #expect(group.ended.contains { $0.cause.hasSuffix("in response to a user health-check.") })
    }

    @Test("health checks and replacement can be suspended apart")
    func suspended() {
        var group = GroupFixture(["a"], desired: 1)
        group.settle()
        group.record.settings.suspendedProcesses = [.init { $0.processName = "HealthCheck" }]
        group.fleet.instances["i-1"]?.state = .stopped
        group.settle()
        #expect(group.record.members[0].illness == nil)
        group.record.settings.suspendedProcesses = [.init { $0.processName = "ReplaceUnhealthy" }]
        group.settle()
        #expect(group.record.members[0].illness == .stopped)
        #expect(group.states == [.inService])
        group.record.settings.suspendedProcesses = nil
        group.settle()
        #expect(group.inService.map(\.id) == ["i-2"])
    }

    @Test("protected instances are replaced when they are ill")
    func protection() throws {
        var group = GroupFixture(["a"], desired: 1)
        group.record.settings.newInstancesProtectedFromScaleIn = true
        group.settle()
        #expect(group.inService[0].isProtected)
        group.fleet.instances["i-1"]?.state = .terminated
        group.settle()
        #expect(group.inService.map(\.id) == ["i-2"])
    }

    @Test("an instance that EC2 is slow to show is not taken for dead")
    func slow() {
        var group = GroupFixture(["a"], desired: 1)
        group.turn()
        let outcomes = group.perform()
        let empty = Observation(template: group.template)
        group.with { $0.step(outcomes, empty) }
        group.pass(.seconds(59))
        group.with { $0.step([], empty) }
        #expect(group.states == [.pending])
        group.pass(.seconds(2))
        group.with { $0.step([], empty) }
        #expect(group.record.members.isEmpty)
    }

    @Test("what is older than the maximum lifetime is replaced, one at a time")
    func lifetime() {
        var group = GroupFixture(["a"], desired: 2)
        group.record.settings.maxInstanceLifetime = 86_400
        group.settle()
        group.pass(.seconds(86_400))
        group.turn()
        #expect(group.record.members.count { $0.state.isTerminating } == 1)
        group.settle()
        #expect(Set(group.inService.map(\.id)) == ["i-3", "i-4"])
    }
}
