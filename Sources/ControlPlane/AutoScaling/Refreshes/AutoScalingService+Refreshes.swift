package import AWSWire
package import AutoScalingModel
import Shapes

extension AutoScalingService {
    package func startInstanceRefresh(
        _ input: AutoScalingAPI.StartInstanceRefreshType, _ context: RequestContext
    ) async throws -> AutoScalingAPI.StartInstanceRefreshAnswer {
        if input.strategy == .replaceRootVolume {
            throw AWSError.unsupported("instance refreshes that replace root volumes")
        }
        let preferences = try Self.checked(input.preferences ?? .init())
        let scope = context.groupScope
        _ = try await snapshot(scope).existingGroup(input.autoScalingGroupName)
        var desired: AutoScalingAPI.DesiredConfiguration?
        if let wanted = input.desiredConfiguration {
            let prepared = try await prepare(
                subnets: nil, zones: nil, zoneIDs: nil, template: wanted.launchTemplate,
                policy: wanted.mixedInstancesPolicy, scope)
            desired = AutoScalingAPI.DesiredConfiguration {
                $0.launchTemplate = prepared.template
                $0.mixedInstancesPolicy = prepared.policy
            }
        }
        let id = makeID()
        try await changeGroup(input.autoScalingGroupName, context) {
            [desired] machine, _ throws(AWSError) in
            if machine.record.refresh != nil {
                throw .fault(
                    .instanceRefreshInProgressFault,
                    "An Instance Refresh is already in progress and blocks the execution of this "
                        + "Instance Refresh.")
            }
            var refresh = RefreshRecord()
            refresh.refresh.instanceRefreshId = id
            refresh.refresh.autoScalingGroupName = input.autoScalingGroupName
            refresh.refresh.status = .pending
            refresh.refresh.strategy = .rolling
            refresh.refresh.preferences = preferences
            refresh.refresh.desiredConfiguration = desired
            machine.record.refresh = refresh
        }
        return AutoScalingAPI.StartInstanceRefreshAnswer { $0.instanceRefreshId = id }
    }

    private static func checked(
        _ preferences: AutoScalingAPI.RefreshPreferences
    ) throws(AWSError) -> AutoScalingAPI.RefreshPreferences {
        if preferences.autoRollback == true { throw .unsupported("rollbacks of refreshes") }
        if preferences.alarmSpecification?.alarms?.isEmpty == false {
            throw .unsupported("alarms of instance refreshes")
        }
        if (preferences.bakeTime ?? 0) > 0 { throw .unsupported("bake times of refreshes") }
        let percentages = preferences.checkpointPercentages ?? []
        if percentages != Array(Set(percentages)).sorted() {
            throw .validation("CheckpointPercentages must be unique and in ascending order.")
        }
        if let most = preferences.maxHealthyPercentage {
            guard let least = preferences.minHealthyPercentage else {
                throw .validation(
                    "MinHealthyPercentage must be specified with MaxHealthyPercentage.")
            }
            guard most - least <= 100 else {
                throw .validation(
                    "The difference between MinHealthyPercentage and MaxHealthyPercentage cannot "
                        + "exceed 100.")
            }
        }
        return preferences
    }

    package func cancelInstanceRefresh(
        _ input: AutoScalingAPI.CancelInstanceRefreshType, _ context: RequestContext
    ) async throws -> AutoScalingAPI.CancelInstanceRefreshAnswer {
        let name = input.autoScalingGroupName
        let id = try await changeGroup(name, context) { machine, _ throws(AWSError) -> String? in
            guard let refresh = machine.record.refresh, refresh.refresh.status != .cancelling
            else {
                throw .fault(
                    .activeInstanceRefreshNotFoundFault,
                    "No in progress or pending Instance Refresh found for Auto Scaling group "
                        + name)
            }
            machine.record.refresh?.refresh.status = .cancelling
            machine.record.refresh?.refresh.statusReason = "Cancelled due to user request."
            return refresh.refresh.instanceRefreshId
        }
        return AutoScalingAPI.CancelInstanceRefreshAnswer { $0.instanceRefreshId = id }
    }

    package func describeInstanceRefreshes(
        _ input: AutoScalingAPI.DescribeInstanceRefreshesType, _ context: RequestContext
    ) async throws -> AutoScalingAPI.DescribeInstanceRefreshesAnswer {
        let scope = context.groupScope
        let group = try await snapshot(scope).existingGroup(input.autoScalingGroupName).record
        let ids = Set(input.instanceRefreshIds ?? [])
        let all = ([group.refresh?.refresh].compactMap(\.self) + group.refreshes).filter {
            ids.isEmpty || ids.contains($0.instanceRefreshId ?? "")
        }
        let page = try page(
            all, name: { $0.instanceRefreshId ?? "" }, token: input.nextToken,
            limit: input.maxRecords, scope,
            purpose: ["DescribeInstanceRefreshes", group.name] + ids.sorted())
        return AutoScalingAPI.DescribeInstanceRefreshesAnswer {
            $0.instanceRefreshes = page.items
            $0.nextToken = page.next
        }
    }
}
