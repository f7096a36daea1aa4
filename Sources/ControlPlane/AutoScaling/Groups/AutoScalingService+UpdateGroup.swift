package import AWSWire
package import AutoScalingModel
import Shapes
import Store

extension AutoScalingService {
    package func updateAutoScalingGroup(
        _ input: AutoScalingAPI.UpdateAutoScalingGroupType, _ context: RequestContext
    ) async throws {
        try GroupRules.checkHealthCheck(input.healthCheckType)
        try GroupRules.checkPolicies(input.terminationPolicies)
        try GroupRules.checkLifetime(input.maxInstanceLifetime)
        try GroupRules.refuse(
            placementGroup: input.placementGroup, desiredCapacityType: input.desiredCapacityType,
            impairment: input.availabilityZoneImpairmentPolicy,
            reservation: input.capacityReservationSpecification,
            lifecycle: input.instanceLifecyclePolicy)
        _ = try await snapshot(context.groupScope).existingGroup(input.autoScalingGroupName)
        let prepared = try await prepare(
            subnets: input.vpcZoneIdentifier, zones: input.availabilityZones,
            zoneIDs: input.availabilityZoneIds, template: input.launchTemplate,
            policy: input.mixedInstancesPolicy, context.groupScope)
        try await changeGroup(input.autoScalingGroupName, context) {
            machine, state throws(AWSError) in
            try machine.update(input, prepared)
            if let name = input.launchConfigurationName, state.configuration(name) == nil {
                throw .configurationNotFound(name)
            }
        }
    }

    package func setDesiredCapacity(
        _ input: AutoScalingAPI.SetDesiredCapacityType, _ context: RequestContext
    ) async throws {
        try await changeGroup(input.autoScalingGroupName, context) {
            machine, _ throws(AWSError) in
            try machine.setDesired(
                input.desiredCapacity, honoursCooldown: input.honorCooldown ?? false)
        }
    }

    package func deleteAutoScalingGroup(
        _ input: AutoScalingAPI.DeleteAutoScalingGroupType, _ context: RequestContext
    ) async throws {
        let scope = context.groupScope
        let isForced = input.forceDelete ?? false
        try await change(scope) { state throws(AWSError) -> Proposal<Void> in
            let stored = try state.existingGroup(input.autoScalingGroupName)
            var record = stored.record
            if record.isDeleting { return Proposal(transaction: Transaction(then: []), result: ()) }
            try Self.checkDeletion(record, isForced: isForced)
            var operations: [Transaction.Operation] = []
            if record.members.isEmpty, record.launches.isEmpty {
                operations =
                    Self.writing(record, stored.key, scope).dropFirst() + [.delete(stored.key)]
            } else {
                record.isDeleting = true
                record.settings.status = "Delete in progress"
                operations = Self.writing(record, stored.key, scope)
            }
            return Proposal(
                transaction: Transaction(if: [stored.unchanged], then: operations), result: ())
        }
    }

    private static func checkDeletion(
        _ record: GroupRecord, isForced: Bool
    ) throws(AWSError) {
        switch record.settings.deletionProtection {
        case .preventAllDeletion:
            throw .validation(
                "The AutoScalingGroup \(record.name) is protected from deletion.")
        case .preventForceDeletion where isForced:
            throw .validation(
                "The AutoScalingGroup \(record.name) is protected from force deletion.")
        case .preventForceDeletion, .some(.none), nil: break
        }
        if isForced { return }
        if !record.launches.isEmpty || record.members.contains(where: { !$0.state.isSettled }) {
            throw .fault(
                .scalingActivityInProgressFault,
                "You cannot delete an AutoScalingGroup while there are scaling activities in "
                    + "progress for that group.")
        }
        if !record.members.isEmpty {
            throw .fault(
                .resourceInUseFault,
                "You cannot delete an AutoScalingGroup while there are instances or pending Spot "
                    + "instance request(s) still in the group.")
        }
    }
}

extension GroupMachine {
    /// Sets the desired capacity as a user asks.
    mutating func setDesired(_ wanted: Int, honoursCooldown: Bool) throws(AWSError) {
        let settings = record.settings
        if wanted > settings.maxSize {
            throw .validation(
                "New SetDesiredCapacity value \(wanted) is above max value \(settings.maxSize) for "
                    + "the AutoScalingGroup.")
        }
        if wanted < settings.minSize {
            throw .validation(
                "New SetDesiredCapacity value \(wanted) is below min value \(settings.minSize) for "
                    + "the AutoScalingGroup.")
        }
        try GroupRules.checkSizes(min: settings.minSize, max: settings.maxSize, desired: wanted)
        if honoursCooldown {
            let isCooling = record.lastScaling.map {
                now - $0 < .seconds(settings.defaultCooldown)
            }
            if isCooling == true || !record.launches.isEmpty {
                throw .fault(
                    .scalingActivityInProgressFault,
                    "Scaling activity is in progress, or the group's cooldown is not over, and "
                        + "blocks this action")
            }
        }
        if wanted != settings.desiredCapacity {
            record.capacityChange = Causes.set(
                from: settings.desiredCapacity, to: wanted, at: now)
        }
        record.settings.desiredCapacity = wanted
    }

    /// Changes what an update names.
    mutating func update(
        _ input: AutoScalingAPI.UpdateAutoScalingGroupType, _ prepared: PreparedSettings
    ) throws(AWSError) {
        try updateSizes(input)
        if let places = prepared.places {
            record.places = places
            record.settings.availabilityZones = AutoScalingService.zones(of: places)
            record.settings.vpcZoneIdentifier = AutoScalingService.subnets(of: places)
            record.failures = []
        }
        updateSource(input, prepared)
        if let value = input.defaultCooldown { record.settings.defaultCooldown = value }
        if let value = input.healthCheckType { record.settings.healthCheckType = value }
        if let value = input.healthCheckGracePeriod {
            record.settings.healthCheckGracePeriod = value
        }
        if input.terminationPolicies != nil {
            record.settings.terminationPolicies = AutoScalingService.policies(
                input.terminationPolicies)
        }
        if let value = input.newInstancesProtectedFromScaleIn {
            record.settings.newInstancesProtectedFromScaleIn = value
        }
        if let value = input.serviceLinkedRoleARN { record.settings.serviceLinkedRoleARN = value }
        if let value = input.maxInstanceLifetime {
            record.settings.maxInstanceLifetime = value == 0 ? nil : value
        }
        if let value = input.capacityRebalance { record.settings.capacityRebalance = value }
        if let value = input.context { record.settings.context = value }
        if let value = input.desiredCapacityType { record.settings.desiredCapacityType = value }
        if let value = input.defaultInstanceWarmup {
            record.settings.defaultInstanceWarmup = value < 0 ? nil : value
        }
        if let value = input.instanceMaintenancePolicy {
            record.settings.instanceMaintenancePolicy = try GroupRules.maintenance(value)
        }
        if let value = input.availabilityZoneDistribution {
            record.settings.availabilityZoneDistribution = value
        }
        if let value = input.deletionProtection { record.settings.deletionProtection = value }
    }

    private mutating func updateSizes(
        _ input: AutoScalingAPI.UpdateAutoScalingGroupType
    ) throws(AWSError) {
        let old = record.settings.desiredCapacity
        let least = input.minSize ?? record.settings.minSize
        let most = input.maxSize ?? record.settings.maxSize
        // A capacity that is not named moves with the bounds.
        let wanted = input.desiredCapacity ?? min(max(old, least), max(most, least))
        try GroupRules.checkSizes(min: least, max: most, desired: wanted)
        record.settings.minSize = least
        record.settings.maxSize = most
        record.settings.desiredCapacity = wanted
        if wanted != old {
            record.capacityChange = Causes.updated(
                min: least, max: most, from: old, to: wanted, at: now)
        }
    }

    private mutating func updateSource(
        _ input: AutoScalingAPI.UpdateAutoScalingGroupType, _ prepared: PreparedSettings
    ) {
        guard
            prepared.template != nil || prepared.policy != nil
                || input.launchConfigurationName != nil
        else { return }
        record.settings.launchTemplate = prepared.template
        record.settings.mixedInstancesPolicy = prepared.policy
        record.settings.launchConfigurationName = input.launchConfigurationName
        // What failed before may do now.
        record.failures = []
    }
}
