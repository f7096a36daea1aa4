import AWSWire
import AutoScalingModel
import Shapes
import Testing

@testable import AutoScaling

@Suite struct LifecycleTests {
    private func fixture(
        hooks: [LifecycleTransition], heartbeat: Int = 60, result: String = "ABANDON"
    ) throws -> GroupFixture {
        var group = GroupFixture(["a"], desired: 1)
        for hook in hooks {
            try LifecycleHooks.put(
                AutoScalingAPI.PutLifecycleHookType {
                    $0.lifecycleHookName = hook == .launching ? "in" : "out"
                    $0.lifecycleTransition = hook.rawValue
                    $0.heartbeatTimeout = heartbeat
                    $0.defaultResult = result
                }, into: &group.record)
        }
        return group
    }

    private func complete(
        _ group: inout GroupFixture, _ hook: String, _ result: String
    ) throws {
        let id = group.record.members[0].id
        try group.with { machine throws(AWSError) in
            try machine.changeRun(hook: hook, token: nil, instance: id) { $0.result = result }
        }
    }

    @Test("a launch hook holds an instance until it is completed")
    func launchHook() throws {
        var group = try fixture(hooks: [.launching])
        group.settle(5)
        #expect(group.states == [.pendingWait])
        let notice = try #require(
            group.notices.first { $0.detailType == "EC2 Instance-launch Lifecycle Action" })
        #expect(notice.detail["LifecycleHookName"] == .string("in"))
        #expect(
            notice.detail["LifecycleActionToken"]
                == .string(group.record.members[0].hooks[0].token))
        try complete(&group, "in", "CONTINUE")
        group.turn()
        #expect(group.states == [.inService])
    }

    @Test("an abandoned launch ends with another instance")
    func abandoned() throws {
        var group = try fixture(hooks: [.launching])
        group.settle(5)
        let first = group.record.members[0].id
        try complete(&group, "in", "ABANDON")
        group.turn()
        #expect(group.record.members.first { $0.id == first }?.state == .terminatingProceed)
        #expect(
            group.ended.contains {
                $0.statusMessage?.contains("Lifecycle Action Completed with ABANDON Result") == true
            })
        group.pass(.seconds(10))
        group.settle(5)
        #expect(group.record.members.map(\.id) != [first])
        #expect(group.fleet.instances[first]?.state == .terminated)
    }

    @Test("a heartbeat lengthens the wait, its end takes the default result")
    func timeouts() throws {
        var group = try fixture(hooks: [.launching], result: "CONTINUE")
        group.settle(5)
        group.pass(.seconds(50))
        let id = group.record.members[0].id
        let now = group.now
        try group.with { machine throws(AWSError) in
            try machine.changeRun(hook: "in", token: nil, instance: id) {
                $0.deadline = now + .seconds($0.heartbeat)
            }
        }
        group.pass(.seconds(50))
        group.turn()
        #expect(group.states == [.pendingWait])
        group.pass(.seconds(10))
        group.turn()
        #expect(group.states == [.inService])
    }

    @Test("heartbeats do not go on for ever")
    func globalTimeout() throws {
        var group = try fixture(hooks: [.launching], heartbeat: 30, result: "CONTINUE")
        group.settle(5)
        let id = group.record.members[0].id
        for _ in 0..<101 {
            group.pass(.seconds(30))
            let now = group.now
            try? group.with { machine throws(AWSError) in
                try machine.changeRun(hook: "in", token: nil, instance: id) {
                    $0.deadline = now + .seconds($0.heartbeat)
                }
            }
            group.turn()
        }
        #expect(group.states == [.inService])
    }

    @Test("a termination hook holds an instance; either result lets it go")
    func terminationHook() throws {
        for result in ["CONTINUE", "ABANDON"] {
            var group = try fixture(hooks: [.terminating])
            group.settle()
            group.record.settings.desiredCapacity = 0
            group.turn()
            #expect(group.states == [.terminatingWait])
            group.settle(5)
            #expect(group.fleet.living.count == 1)
            try complete(&group, "out", result)
            group.settle()
            #expect(group.record.members.isEmpty)
            #expect(group.fleet.living.isEmpty)
            #expect(group.notices.contains { $0.detailType == "EC2 Instance Terminate Successful" })
        }
    }

    @Test("an instance that dies while it waits is replaced")
    func death() throws {
        var group = try fixture(hooks: [.launching])
        group.settle(5)
        group.fleet.instances["i-1"]?.state = .terminated
        group.turn()
        group.pass(.seconds(10))
        group.settle(5)
        #expect(group.record.members.map(\.id) == ["i-2"])
        #expect(group.ended.contains { $0.statusMessage == Causes.diedWhilePending })
    }

    @Test("a deleted hook lets go of what it held")
    func deletedHook() throws {
        var group = try fixture(hooks: [.terminating])
        group.settle()
        group.record.settings.desiredCapacity = 0
        group.turn()
        try group.with { machine throws(AWSError) in try machine.removeHook("out") }
        group.settle()
        #expect(group.record.members.isEmpty)
    }

    @Test("standby: out of the count and back")
    func standby() throws {
        var group = GroupFixture(["a"], min: 0, max: 2, desired: 2)
        group.settle()
        try group.with { machine throws(AWSError) in
            _ = try machine.enterStandby(["i-1"], decrementing: true)
        }
        group.settle()
        #expect(group.states == [.standby, .inService])
        #expect(group.record.settings.desiredCapacity == 1)
        try group.with { machine throws(AWSError) in _ = try machine.exitStandby(["i-1"]) }
        group.settle()
        #expect(group.states == [.inService, .inService])
        #expect(group.record.settings.desiredCapacity == 2)
        #expect(group.ended.contains { $0.description == "Moving EC2 instance to Standby: i-1" })
        // Without decrement another takes the place; then there is no room to come back.
        try group.with { machine throws(AWSError) in
            _ = try machine.enterStandby(["i-1"], decrementing: false)
        }
        group.settle()
        #expect(group.record.active.count == 2)
        #expect(throws: AWSError.self) {
            try group.with { machine throws(AWSError) in _ = try machine.exitStandby(["i-1"]) }
        }
    }

    @Test("a detached instance runs on, and is no orphan")
    func detach() throws {
        var group = GroupFixture(["a"], desired: 2)
        group.settle()
        try group.with { machine throws(AWSError) in
            _ = try machine.detach(["i-1"], decrementing: true)
        }
        // As long as the tag is there, the group knows the instance.
        #expect(!group.record.isOrphan(try #require(group.fleet.instances["i-1"])))
        group.settle()
        #expect(group.record.members.map(\.id) == ["i-2"])
        #expect(group.fleet.instances["i-1"]?.state == .running)
        #expect(!group.record.isOrphan(try #require(group.fleet.instances["i-1"])))
    }

    @Test("an attached instance is tagged and counts")
    func attach() throws {
        var group = GroupFixture(["a"], max: 2, desired: 1)
        group.settle()
        let other = FleetInstance(
            id: "i-9", state: .running, zone: "a", subnet: "subnet-a", instanceType: "t3.micro")
        group.fleet.instances["i-9"] = other
        try group.with { machine throws(AWSError) in try machine.attach([other]) }
        group.settle()
        #expect(group.inService.map(\.id) == ["i-1", "i-9"])
        #expect(group.fleet.instances["i-9"]?.group == "web")
        #expect(group.record.settings.desiredCapacity == 2)
        #expect(throws: AWSError.self) {
            try group.with { machine throws(AWSError) in try machine.attach([other]) }
        }
    }

    @Test("termination at a user's request, with and without replacement")
    func termination() throws {
        var group = GroupFixture(["a"], min: 1, desired: 2)
        group.settle()
        try group.with { machine throws(AWSError) in
            let activity = try machine.terminate("i-1", decrementing: true)
            #expect(activity?.cause.hasSuffix("shrinking the capacity from 2 to 1.") == true)
        }
        group.settle()
        #expect(group.inService.map(\.id) == ["i-2"])
        #expect(throws: AWSError.self) {
            try group.with { machine throws(AWSError) in
                _ = try machine.terminate("i-2", decrementing: true)
            }
        }
        try group.with { machine throws(AWSError) in
            _ = try machine.terminate("i-2", decrementing: false)
        }
        group.settle()
        #expect(group.inService.map(\.id) == ["i-3"])
    }

    @Test("a forced deletion waits for nothing but the instances")
    func deletion() throws {
        var group = try fixture(hooks: [.terminating])
        group.settle()
        group.record.isDeleting = true
        group.settle()
        #expect(group.record.members.isEmpty)
        #expect(group.record.launches.isEmpty)
        #expect(group.fleet.living.isEmpty)
    }
}
