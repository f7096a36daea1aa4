package import AWSWire
package import AutoScalingModel
import Shapes

extension AutoScalingService {
    package func terminateInstanceInAutoScalingGroup(
        _ input: AutoScalingAPI.TerminateInstanceInAutoScalingGroupType, _ context: RequestContext
    ) async throws -> AutoScalingAPI.ActivityType {
        let name = try await nameOfGroup(of: input.instanceId, context)
        let activity = try await changeGroup(name, context) { machine, _ throws(AWSError) in
            try machine.terminate(
                input.instanceId, decrementing: input.shouldDecrementDesiredCapacity)
        }
        return AutoScalingAPI.ActivityType { $0.activity = activity }
    }

    private func nameOfGroup(
        of instance: String, _ context: RequestContext
    ) async throws(AWSError) -> String {
        guard let group = try await snapshot(context.groupScope).group(of: instance) else {
            throw .instanceNotFound(instance)
        }
        return group.name
    }

    package func setInstanceHealth(
        _ input: AutoScalingAPI.SetInstanceHealthQuery, _ context: RequestContext
    ) async throws {
        let isHealthy: Bool
        switch input.healthStatus.lowercased() {
        case "healthy": isHealthy = true
        case "unhealthy": isHealthy = false
        default:
            throw AWSError.validation("Valid instance health states are: [Healthy, Unhealthy].")
        }
        let name = try await nameOfGroup(of: input.instanceId, context)
        try await changeGroup(name, context) { machine, _ throws(AWSError) in
            try machine.setHealth(
                input.instanceId, isHealthy: isHealthy,
                respectsGrace: input.shouldRespectGracePeriod ?? true)
        }
    }

    package func setInstanceProtection(
        _ input: AutoScalingAPI.SetInstanceProtectionQuery, _ context: RequestContext
    ) async throws -> AutoScalingAPI.SetInstanceProtectionAnswer {
        try Self.checkCount(input.instanceIds, maximum: 50)
        try await changeGroup(input.autoScalingGroupName, context) {
            machine, _ throws(AWSError) in
            try machine.setProtection(input.instanceIds, input.protectedFromScaleIn)
        }
        return AutoScalingAPI.SetInstanceProtectionAnswer()
    }

    package func attachInstances(
        _ input: AutoScalingAPI.AttachInstancesQuery, _ context: RequestContext
    ) async throws {
        let ids = try Self.checkCount(input.instanceIds, maximum: 20)
        let name = input.autoScalingGroupName
        let scope = context.groupScope
        _ = try await snapshot(scope).existingGroup(name)
        let found: [FleetInstance] = try await asking {
            try await self.fleet.instances(of: name, and: ids, scope)
        }
        let instances = try ids.map { id throws(AWSError) in
            guard let instance = found.first(where: { $0.id == id }) else {
                throw .validation("Invalid Instance ID(s): [\(id)]")
            }
            return instance
        }
        try await changeGroup(name, context) { machine, state throws(AWSError) in
            for id in ids where state.group(of: id).map({ $0.name != name }) ?? false {
                throw .validation("Instance \(id) is already part of an AutoScalingGroup.")
            }
            try machine.attach(instances)
        }
    }

    package func detachInstances(
        _ input: AutoScalingAPI.DetachInstancesQuery, _ context: RequestContext
    ) async throws -> AutoScalingAPI.DetachInstancesAnswer {
        let ids = try Self.checkCount(input.instanceIds, maximum: 20)
        let activities = try await changeGroup(input.autoScalingGroupName, context) {
            machine, _ throws(AWSError) in
            try machine.detach(ids, decrementing: input.shouldDecrementDesiredCapacity)
        }
        return AutoScalingAPI.DetachInstancesAnswer { $0.activities = activities }
    }

    package func enterStandby(
        _ input: AutoScalingAPI.EnterStandbyQuery, _ context: RequestContext
    ) async throws -> AutoScalingAPI.EnterStandbyAnswer {
        let ids = try Self.checkCount(input.instanceIds, maximum: 20)
        let activities = try await changeGroup(input.autoScalingGroupName, context) {
            machine, _ throws(AWSError) in
            try machine.enterStandby(ids, decrementing: input.shouldDecrementDesiredCapacity)
        }
        return AutoScalingAPI.EnterStandbyAnswer { $0.activities = activities }
    }

    package func exitStandby(
        _ input: AutoScalingAPI.ExitStandbyQuery, _ context: RequestContext
    ) async throws -> AutoScalingAPI.ExitStandbyAnswer {
        let ids = try Self.checkCount(input.instanceIds, maximum: 20)
        let activities = try await changeGroup(input.autoScalingGroupName, context) {
            machine, _ throws(AWSError) in
            try machine.exitStandby(ids)
        }
        return AutoScalingAPI.ExitStandbyAnswer { $0.activities = activities }
    }

    /// The instances that a request names, each once.
    @discardableResult
    private static func checkCount(
        _ ids: [String]?, maximum: Int
    ) throws(AWSError) -> [String] {
        var seen: Set<String> = []
        let ids = (ids ?? []).filter { seen.insert($0).inserted }
        guard (1...maximum).contains(ids.count) else {
            throw .validation("Name between 1 and \(maximum) instances.")
        }
        return ids
    }

    package func describeScalingActivities(
        _ input: AutoScalingAPI.DescribeScalingActivitiesType, _ context: RequestContext
    ) async throws -> AutoScalingAPI.ActivitiesType {
        let scope = context.groupScope
        let state = try await snapshot(scope)
        let name = input.autoScalingGroupName
        let ids = input.activityIds.map(Set.init) ?? []
        if input.filters?.isEmpty == false { throw AWSError.unsupported("filters of activities") }
        if let name, input.includeDeletedGroups != true { _ = try state.existingGroup(name) }
        let groups = state.groups()
        let living = Set(groups.map(\.name))
        let open = groups.filter { name == nil || $0.name == name }.flatMap(\.activities)
        let all = (state.activities(of: name) + open).filter { activity in
            guard ids.isEmpty || ids.contains(activity.activityId) else { return false }
            return input.includeDeletedGroups == true || !ids.isEmpty
                || living.contains(activity.autoScalingGroupName)
        }
        let sorted = all.sorted { left, right in
            let (first, second) = (left.startTime ?? context.now, right.startTime ?? context.now)
            return (second, right.activityId) < (first, left.activityId)
        }
        let page = try page(
            sorted, name: \.activityId, token: input.nextToken, limit: input.maxRecords,
            initial: 100, scope,
            purpose: ["DescribeScalingActivities", name ?? ""] + ids.sorted())
        return AutoScalingAPI.ActivitiesType {
            $0.activities = page.items
            $0.nextToken = page.next
        }
    }
}
