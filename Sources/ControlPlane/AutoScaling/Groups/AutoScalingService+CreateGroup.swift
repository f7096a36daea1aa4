package import AWSWire
package import AutoScalingModel
import Shapes
import Store

extension AutoScalingService {
    package func createAutoScalingGroup(
        _ input: AutoScalingAPI.CreateAutoScalingGroupType, _ context: RequestContext
    ) async throws {
        let scope = context.groupScope
        try checkRequest(input)
        let prepared = try await prepare(
            subnets: input.vpcZoneIdentifier, zones: input.availabilityZones,
            zoneIDs: input.availabilityZoneIds, template: input.launchTemplate,
            policy: input.mixedInstancesPolicy, scope)
        guard prepared.places?.isEmpty == false else {
            throw AWSError.validation(
                "At least one Availability Zone or VPC Subnet is required.")
        }
        let record = try record(input, prepared, context)
        try await change(scope) { state throws(AWSError) -> Proposal<Void> in
            if let old = state.group(input.autoScalingGroupName) {
                throw .fault(
                    .alreadyExistsFault,
                    "AutoScalingGroup by this name already exists - A group with the name "
                        + input.autoScalingGroupName
                        + (old.record.isDeleting ? " is pending delete" : " already exists"))
            }
            if state.groups().count >= GroupRules.maximumGroups {
                throw .fault(
                    .limitExceededFault,
                    "The maximum number of Auto Scaling groups is \(GroupRules.maximumGroups).")
            }
            var compares: [Compare] = []
            if let name = input.launchConfigurationName {
                guard let configuration = state.configuration(name) else {
                    throw .configurationNotFound(name)
                }
                compares.append(configuration.unchanged)
            }
            let key = scope.groupKey(input.autoScalingGroupName)
            return Proposal(
                transaction: Transaction(
                    if: compares + [.absent(key)], then: Self.writing(record, key, scope)),
                result: ())
        }
    }

    private func checkRequest(
        _ input: AutoScalingAPI.CreateAutoScalingGroupType
    ) throws(AWSError) {
        if input.autoScalingGroupName.contains(":") {
            throw .validation("Auto Scaling group names cannot contain ':'.")
        }
        try GroupRules.checkSizes(
            min: input.minSize, max: input.maxSize,
            desired: input.desiredCapacity ?? input.minSize)
        try GroupRules.checkHealthCheck(input.healthCheckType)
        try GroupRules.checkPolicies(input.terminationPolicies)
        try GroupRules.checkLifetime(input.maxInstanceLifetime)
        try GroupRules.refuse(
            placementGroup: input.placementGroup, desiredCapacityType: input.desiredCapacityType,
            impairment: input.availabilityZoneImpairmentPolicy,
            reservation: input.capacityReservationSpecification,
            lifecycle: input.instanceLifecyclePolicy)
        if input.loadBalancerNames?.isEmpty == false || input.targetGroupARNs?.isEmpty == false
            || input.trafficSources?.isEmpty == false
        {
            throw .unsupported("load balancers and traffic sources of groups")
        }
        if input.instanceId != nil {
            throw .unsupported("groups made from an instance; name a launch template")
        }
        let sources = [
            input.launchConfigurationName != nil, input.launchTemplate != nil,
            input.mixedInstancesPolicy != nil,
        ].count(where: \.self)
        guard sources == 1 else {
            throw .validation(
                "Valid requests must contain either LaunchTemplate, LaunchConfigurationName, "
                    + "InstanceId or MixedInstancesPolicy parameter.")
        }
    }

    private func record(
        _ input: AutoScalingAPI.CreateAutoScalingGroupType, _ prepared: PreparedSettings,
        _ context: RequestContext
    ) throws(AWSError) -> GroupRecord {
        let scope = context.groupScope
        let name = input.autoScalingGroupName
        let desired = input.desiredCapacity ?? input.minSize
        let maintenance = try input.instanceMaintenancePolicy.map {
            policy throws(AWSError) in try GroupRules.maintenance(policy)
        }
        var record = GroupRecord()
        record.id = makeID()
        record.places = prepared.places ?? []
        record.settings = AutoScalingAPI.AutoScalingGroup {
            $0.autoScalingGroupName = name
            $0.autoScalingGroupARN = scope.arn(
                "autoScalingGroup", record.id, "autoScalingGroupName/\(name)")
            $0.launchConfigurationName = input.launchConfigurationName
            $0.launchTemplate = prepared.template
            $0.mixedInstancesPolicy = prepared.policy
            $0.minSize = input.minSize
            $0.maxSize = input.maxSize
            $0.desiredCapacity = desired
            $0.defaultCooldown = input.defaultCooldown ?? 300
            $0.availabilityZones = Self.zones(of: record.places)
            $0.vpcZoneIdentifier = Self.subnets(of: record.places)
            $0.healthCheckType = input.healthCheckType ?? "EC2"
            $0.healthCheckGracePeriod = input.healthCheckGracePeriod ?? 0
            $0.createdTime = context.now
            $0.terminationPolicies = Self.policies(input.terminationPolicies)
            $0.newInstancesProtectedFromScaleIn = input.newInstancesProtectedFromScaleIn ?? false
            $0.serviceLinkedRoleARN = input.serviceLinkedRoleARN ?? scope.serviceRole
            $0.maxInstanceLifetime =
                input.maxInstanceLifetime == 0 ? nil : input.maxInstanceLifetime
            $0.capacityRebalance = input.capacityRebalance
            $0.desiredCapacityType = input.desiredCapacityType
            $0.defaultInstanceWarmup =
                input.defaultInstanceWarmup == -1 ? nil : input.defaultInstanceWarmup
            $0.instanceMaintenancePolicy = maintenance ?? nil
            $0.deletionProtection = input.deletionProtection
            $0.context = input.context
            $0.availabilityZoneDistribution =
                input.availabilityZoneDistribution
                ?? .init { $0.capacityDistributionStrategy = .balancedBestEffort }
            $0.capacityReservationSpecification =
                input.capacityReservationSpecification
                ?? .init { $0.capacityReservationPreference = .default }
        }
        record.settings.tags = try GroupTags.adding(
            (input.tags ?? []).map { tag in
                AutoScalingAPI.Tag(tag) { $0.resourceId = $0.resourceId ?? name }
            }, to: [], of: name)
        for hook in input.lifecycleHookSpecificationList ?? [] {
            try LifecycleHooks.put(hook, into: &record)
        }
        if desired > 0 { record.capacityChange = Causes.created(desired, at: context.now) }
        return record
    }

    static func policies(_ given: [String]?) -> [String] {
        given?.isEmpty == false ? given ?? [] : ["Default"]
    }

    /// The zones of places, each once, in their order.
    static func zones(of places: [Place]) -> [String] {
        Set(places.map(\.zone)).sorted()
    }

    /// The subnets as `VPCZoneIdentifier` has them; nil for places that are zones.
    static func subnets(of places: [Place]) -> String? {
        let subnets = places.compactMap(\.subnet)
        return subnets.isEmpty ? nil : subnets.joined(separator: ",")
    }
}

extension AutoScalingAPI.Tag {
    /// A copy that `update` has changed.
    init(_ tag: AutoScalingAPI.Tag, _ update: (inout AutoScalingAPI.Tag) -> Void) {
        self = tag
        update(&self)
    }
}
