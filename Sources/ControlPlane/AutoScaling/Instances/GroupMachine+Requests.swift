import AWSWire
import AutoScalingModel
import Shapes

/// What users ask of single instances.
extension GroupMachine {
    /// Takes an instance out for good; the activity that does it.
    mutating func terminate(
        _ id: String, decrementing: Bool
    ) throws(AWSError) -> AutoScalingAPI.Activity? {
        guard let index = record.members.firstIndex(where: { $0.id == id }) else {
            throw .instanceNotFound(id)
        }
        let member = record.members[index]
        if member.state.isTerminating || member.state == .detaching {
            return record.activities.first { $0.activityId == member.activity }
        }
        let desired = record.settings.desiredCapacity
        // What is in standby is not part of the desired capacity.
        let shrinks = decrementing && member.state.countsForCapacity
        if shrinks {
            guard desired > record.settings.minSize else {
                throw .validation(
                    "Currently, desiredSize equals minSize (\(record.settings.minSize)). Terminating "
                        + "instance without replacement will violate group's min size constraint. "
                        + "Either set shouldDecrementDesiredCapacity flag to false or lower group's "
                        + "min size.")
            }
            record.settings.desiredCapacity = desired - 1
        }
        beginTermination(
            index,
            Causes.userRequest(
                id, "taken out of service", shrinkingFrom: shrinks ? desired : nil, at: now))
        let activity = record.members[index].activity
        return record.activities.first { $0.activityId == activity }
    }

    /// Moves instances in service to standby.
    mutating func enterStandby(
        _ ids: [String], decrementing: Bool
    ) throws(AWSError) -> [AutoScalingAPI.Activity] {
        let indexes = try indexes(of: ids, in: [.inService])
        if decrementing { try checkShrinking(by: ids.count, "place into standby") }
        return indexes.map { index in
            let desired = record.settings.desiredCapacity
            if decrementing { record.settings.desiredCapacity = desired - 1 }
            let member = record.members[index]
            let activity = begin(
                "Moving EC2 instance to Standby: \(member.id)",
                Causes.userRequest(
                    member.id, "moved to standby", shrinkingFrom: decrementing ? desired : nil,
                    at: now),
                zone: member.zone, subnet: member.subnet, progress: 50)
            return moved(index, to: .enteringStandby, activity)
        }
    }

    /// Brings instances back from standby; each makes the desired capacity one more.
    mutating func exitStandby(_ ids: [String]) throws(AWSError) -> [AutoScalingAPI.Activity] {
        let indexes = try indexes(of: ids, in: [.standby])
        try checkGrowth(by: ids.count, "move out of standby")
        return indexes.map { index in
            let member = record.members[index]
            let desired = record.settings.desiredCapacity
            let activity = begin(
                "Moving EC2 instance out of Standby: \(member.id)",
                Causes.growth(member.id, "moved out of standby", from: desired, at: now),
                zone: member.zone, subnet: member.subnet, progress: 30, status: .preInService)
            record.settings.desiredCapacity = desired + 1
            record.members[index].skipsHooks = true
            record.members[index].illness = nil
            return moved(index, to: .pending, activity)
        }
    }

    /// Takes over instances that run already; each makes the desired capacity one more.
    mutating func attach(_ instances: [FleetInstance]) throws(AWSError) {
        try checkGrowth(by: instances.count, "attach")
        for instance in instances {
            guard instance.state == .running else {
                throw .validation("Instance \(instance.id) is not in a valid state: it must run.")
            }
            guard record.member(instance.id) == nil, instance.group == nil else {
                throw .validation(
                    "Instance \(instance.id) is already part of an AutoScalingGroup.")
            }
            guard record.places.contains(where: { $0.zone == instance.zone }) else {
                throw .validation(
                    "Instance \(instance.id) is in the Availability Zone \(instance.zone), which "
                        + "the AutoScalingGroup \(record.name) does not have.")
            }
            var member = Member()
            member.id = instance.id
            member.zone = instance.zone
            member.subnet = instance.subnet
            member.instanceType = instance.instanceType
            member.imageID = instance.imageID
            member.launchedAt = now
            member.wasSeen = true
            member.needsTag = true
            member.isProtected = record.settings.newInstancesProtectedFromScaleIn ?? false
            let desired = record.settings.desiredCapacity
            member.activity = begin(
                "Attaching an existing EC2 instance: \(instance.id)",
                Causes.growth(instance.id, "attached", from: desired, at: now),
                zone: instance.zone, subnet: instance.subnet, progress: 30, status: .preInService)
            record.settings.desiredCapacity = desired + 1
            record.members.append(member)
        }
    }

    /// Lets instances go, which run on outside of the group.
    mutating func detach(
        _ ids: [String], decrementing: Bool
    ) throws(AWSError) -> [AutoScalingAPI.Activity] {
        let indexes = try indexes(of: ids, in: [.inService, .standby])
        let counted = indexes.count { record.members[$0].state.countsForCapacity }
        if decrementing { try checkShrinking(by: counted, "detach") }
        return indexes.map { index in
            let member = record.members[index]
            let desired = record.settings.desiredCapacity
            let shrinks = decrementing && member.state.countsForCapacity
            if shrinks { record.settings.desiredCapacity = desired - 1 }
            let activity = begin(
                "Detaching EC2 instance: \(member.id)",
                Causes.userRequest(
                    member.id, "detached", shrinkingFrom: shrinks ? desired : nil, at: now),
                zone: member.zone, subnet: member.subnet, progress: 50)
            return moved(index, to: .detaching, activity)
        }
    }

    /// Takes a user's word for an instance's health.
    mutating func setHealth(
        _ id: String, isHealthy: Bool, respectsGrace: Bool
    ) throws(AWSError) {
        guard let index = record.members.firstIndex(where: { $0.id == id }) else {
            throw .instanceNotFound(id)
        }
        let member = record.members[index]
        if isHealthy {
            record.members[index].illness = nil
        } else if member.state == .inService, !(respectsGrace && isInGrace(member)) {
            record.members[index].illness = .reported
        }
    }

    mutating func setProtection(_ ids: [String], _ isProtected: Bool) throws(AWSError) {
        for index in try indexes(of: ids, in: [.inService, .enteringStandby, .standby]) {
            record.members[index].isProtected = isProtected
        }
    }

    // MARK: Rules

    private mutating func moved(
        _ index: Int, to state: MemberState, _ activity: String
    ) -> AutoScalingAPI.Activity {
        record.members[index].activity = activity
        set(index, state)
        return record.activities.first { $0.activityId == activity } ?? .init()
    }

    private func indexes(
        of ids: [String], in states: Set<MemberState>
    ) throws(AWSError) -> [Int] {
        var result: [Int] = []
        for id in ids {
            guard let index = record.members.firstIndex(where: { $0.id == id }) else {
                throw .validation(
                    "The instance \(id) is not part of Auto Scaling group \(record.name).")
            }
            guard states.contains(record.members[index].state) else {
                let names = states.map(\.rawValue).sorted().joined(separator: " or ")
                throw .validation("The instance \(id) is not in \(names).")
            }
            if !result.contains(index) { result.append(index) }
        }
        return result
    }

    private var sizes: String {
        let settings = record.settings
        return "AutoScalingGroup \(record.name) has min-size=\(settings.minSize), "
            + "max-size=\(settings.maxSize), and desired-size=\(settings.desiredCapacity)."
    }

    private func checkShrinking(by count: Int, _ verb: String) throws(AWSError) {
        guard record.settings.desiredCapacity - count >= record.settings.minSize else {
            throw .validation(
                "\(sizes) To \(verb) \(count) instance\(count == 1 ? "" : "s"), please update the "
                    + "AutoScalingGroup sizes appropriately.")
        }
    }

    private func checkGrowth(by count: Int, _ verb: String) throws(AWSError) {
        guard record.settings.desiredCapacity + count <= record.settings.maxSize else {
            throw .validation(
                "\(sizes) To \(verb) \(count) more instance\(count == 1 ? "" : "s"), please update "
                    + "the AutoScalingGroup sizes appropriately.")
        }
    }
}
