import AWSWire
import AutoScalingModel
import Shapes
import Testing

@testable import AutoScaling

/// A seeded world: instances die, launches fail, what is asked of EC2 is done twice or its answer lost,
/// and the controller is killed between any two lines. Whatever happens, the group comes to what is
/// wanted once the faults end.
@Suite struct SimulationTests {
    /// SplitMix64: small, and the same everywhere.
    struct Dice: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }

        mutating func chance(_ percent: Int) -> Bool {
            Int.random(in: 0..<100, using: &self) < percent
        }
    }

    struct World {
        var group: GroupFixture
        var dice: Dice
        /// Outcomes that come late, and again.
        var late: [LaunchOutcome] = []

        init(seed: UInt64) {
            dice = Dice(state: seed)
            let zones = Array(["a", "b", "c"].prefix(Int.random(in: 1...3, using: &dice)))
            group = GroupFixture(
                zones, min: 0, max: 8, desired: Int.random(in: 0...8, using: &dice))
            group.record.settings.healthCheckGracePeriod = 10
        }

        /// One turn that may be cut off anywhere.
        mutating func turn() {
            group.now = group.now + .seconds(Int.random(in: 0...20, using: &dice))
            if dice.chance(70) { group.fleet.advance() }
            let before = group.record
            var outcomes: [LaunchOutcome] = []
            for launch in group.record.work.launches {
                if dice.chance(10) { return }  // killed before it asked
                let outcome = group.fleet.launch(launch, group: group.record.name)
                if dice.chance(20) { _ = group.fleet.launch(launch, group: group.record.name) }
                if dice.chance(25) { continue }  // the answer is lost
                if dice.chance(20) { late.append(outcome) }
                outcomes.append(outcome)
            }
            let work = group.record.work
            for id in work.terminations where dice.chance(80) { group.fleet.terminate(id) }
            for id in work.untags where dice.chance(80) { group.fleet.instances[id]?.group = nil }
            for id in work.tags where dice.chance(80) {
                group.fleet.instances[id]?.group = group.record.name
            }
            if dice.chance(10) { return }  // killed before it decided
            if dice.chance(30), let echo = late.popLast() { outcomes.append(echo) }
            step(outcomes)
            if dice.chance(10) { group.record = before }  // killed before it was committed
            removeOrphans(unlessChangedFrom: before)
        }

        mutating func step(_ outcomes: [LaunchOutcome]) {
            let seen = Observation(instances: group.fleet.shown, template: group.template)
            let before = group.record
            group.with { $0.step(outcomes, seen) }
            check(before)
        }

        mutating func removeOrphans(unlessChangedFrom before: GroupRecord) {
            guard before.members == group.record.members, before.launches == group.record.launches
            else { return }
            for instance in group.fleet.shown.values where group.record.isOrphan(instance) {
                group.fleet.terminate(instance.id)
            }
        }

        /// What holds after each step.
        func check(_ before: GroupRecord) {
            let after = group.record
            #expect(
                after.capacity - after.extras <= max(after.desired, before.capacity),
                "never more than wanted, but for what comes before another goes")
            let margin = max(1, after.settings.maxSize / 2)
            #expect(after.capacity <= after.settings.maxSize + margin)
            #expect(Set(after.members.map(\.id)).count == after.members.count, "no member twice")
            #expect(Set(after.launches.map(\.token)).count == after.launches.count)
            for member in before.members {
                guard let now = after.member(member.id) else { continue }
                if member.isProtected, member.state == .inService, now.state.isTerminating,
                    now.illness == nil, !before.isDeleting
                {
                    let cause =
                        after.activities.first { $0.activityId == now.activity }?.cause ?? ""
                    #expect(
                        !cause.contains("difference between desired and actual"),
                        "a protected instance was scaled in")
                }
            }
        }

        /// Something that users do.
        mutating func disturb() {
            let ids = group.record.members.map(\.id)
            let one = ids.randomElement(using: &dice)
            switch Int.random(in: 0..<14, using: &dice) {
            case 0, 1:
                let wanted = Int.random(in: 0...group.record.settings.maxSize, using: &dice)
                try? group.with { machine throws(AWSError) in
                    try machine.setDesired(wanted, honoursCooldown: false)
                }
            case 2, 3:
                if let one, group.fleet.instances[one]?.state == .running {
                    group.fleet.instances[one]?.state = dice.chance(50) ? .terminated : .stopped
                }
            case 4: group.fleet.failingZones = dice.chance(50) ? ["a"] : []
            case 5:
                if let one {
                    let isProtected = dice.chance(50)
                    try? group.with { machine throws(AWSError) in
                        try machine.setProtection([one], isProtected)
                    }
                }
            case 6:
                if let one {
                    try? group.with { machine throws(AWSError) in
                        _ = try machine.enterStandby([one], decrementing: true)
                    }
                }
            case 7:
                if let one {
                    try? group.with { machine throws(AWSError) in _ = try machine.exitStandby([one])
                    }
                }
            case 8:
                if let one {
                    try? group.with { machine throws(AWSError) in
                        _ = try machine.detach([one], decrementing: true)
                    }
                }
            case 9:
                if let one {
                    let decrements = dice.chance(50)
                    try? group.with { machine throws(AWSError) in
                        _ = try machine.terminate(one, decrementing: decrements)
                    }
                }
            case 10: startRefresh()
            case 11:
                if let one {
                    let respects = dice.chance(50)
                    try? group.with { machine throws(AWSError) in
                        try machine.setHealth(one, isHealthy: false, respectsGrace: respects)
                    }
                }
            case 12: changeHooks()
            default:
                let process = ScalingProcess.allCases.randomElement(using: &dice)!
                group.record.settings.suspendedProcesses =
                    dice.chance(50) ? [] : [.init { $0.processName = process.rawValue }]
            }
        }

        private mutating func startRefresh() {
            guard group.record.refresh == nil else {
                group.record.refresh?.refresh.status = .cancelling
                return
            }
            var refresh = RefreshRecord()
            refresh.refresh.status = .pending
            refresh.refresh.preferences = .init {
                $0.instanceWarmup = 0
                $0.scaleInProtectedInstances = .ignore
                $0.standbyInstances = .ignore
                if dice.chance(50) {
                    $0.minHealthyPercentage = 100
                    $0.maxHealthyPercentage = 150
                }
            }
            group.record.refresh = refresh
        }

        private mutating func changeHooks() {
            if group.record.hooks.isEmpty {
                try? LifecycleHooks.put(
                    AutoScalingAPI.PutLifecycleHookType {
                        $0.lifecycleHookName = "h"
                        $0.lifecycleTransition =
                            LifecycleTransition.allCases.randomElement(using: &dice)!.rawValue
                        $0.heartbeatTimeout = 30
                        $0.defaultResult = dice.chance(50) ? "CONTINUE" : "ABANDON"
                    }, into: &group.record)
            } else {
                try? group.with { machine throws(AWSError) in try machine.removeHook("h") }
            }
        }

        /// The faults end; users keep still.
        mutating func calm() {
            group.fleet.failingZones = []
            group.record.settings.suspendedProcesses = []
            if !group.record.hooks.isEmpty {
                try? group.with { machine throws(AWSError) in try machine.removeHook("h") }
            }
            group.pass(.seconds(600))
            for turn in 0..<160 {
                // A refresh waits an hour for instances that were protected since it began.
                group.now = group.now + .seconds(turn == 80 ? 3700 : 2)
                group.fleet.advance()
                let before = group.record
                let outcomes = group.perform()
                step(outcomes)
                removeOrphans(unlessChangedFrom: before)
            }
        }
    }

    @Test("the group comes to what is wanted", arguments: 0..<150)
    func convergence(_ seed: Int) {
        var world = World(seed: UInt64(seed))
        for _ in 0..<120 {
            if world.dice.chance(30) { world.disturb() }
            world.turn()
        }
        world.calm()
        let record = world.group.record
        let members = Set(record.members.map(\.id))
        #expect(record.launches.isEmpty, "seed \(seed)")
        #expect(record.refresh == nil, "seed \(seed): \(String(describing: record.refresh))")
        let unsettled = record.members.filter { !$0.state.isSettled }
        #expect(unsettled.isEmpty, "seed \(seed): \(world.group.states)")
        let protected = world.group.inService.count(where: \.isProtected)
        #expect(
            world.group.inService.count == max(record.desired, protected), "seed \(seed)")
        let tagged = world.group.fleet.living.filter { $0.group == record.name }.map(\.id)
        #expect(Set(tagged) == members, "seed \(seed): nothing is leaked, nothing lost")
        #expect(record.activities.filter { $0.endTime == nil }.isEmpty, "seed \(seed)")
    }
}
