package import AWSWire
package import AutoScalingModel
import Shapes

/// The rules of scaling policies. They are kept and shown; acting on them needs alarms of CloudWatch.
enum ScalingPolicies {
    static let adjustmentTypes = ["ChangeInCapacity", "ExactCapacity", "PercentChangeInCapacity"]
    static let maximum = 50

    static func check(_ input: AutoScalingAPI.PutScalingPolicyType) throws(AWSError) {
        if let type = input.adjustmentType, !adjustmentTypes.contains(type) {
            throw .validation(
                "Invalid AdjustmentType, valid types: [\(adjustmentTypes.joined(separator: ", "))]")
        }
        func require(_ holds: Bool, _ what: String) throws(AWSError) {
            if !holds { throw .validation(what) }
        }
        switch input.policyType ?? "SimpleScaling" {
        case "SimpleScaling":
            try require(
                input.adjustmentType != nil && input.scalingAdjustment != nil,
                "AdjustmentType and ScalingAdjustment must be specified for policy type "
                    + "SimpleScaling")
            try require(
                input.stepAdjustments?.isEmpty ?? true,
                "StepAdjustments cannot be specified for policy type SimpleScaling")
        case "StepScaling":
            try require(
                input.adjustmentType != nil && input.stepAdjustments?.isEmpty == false,
                "AdjustmentType and at least one StepAdjustment must be specified for policy type "
                    + "StepScaling")
            try require(
                input.scalingAdjustment == nil,
                "ScalingAdjustment cannot be specified for policy type StepScaling")
        case "TargetTrackingScaling":
            let configuration = input.targetTrackingConfiguration
            try require(
                configuration != nil,
                "TargetTrackingConfiguration must be specified for policy type "
                    + "TargetTrackingScaling")
            try require(
                (configuration?.predefinedMetricSpecification == nil)
                    != (configuration?.customizedMetricSpecification == nil),
                "TargetTrackingConfiguration must contain exactly one of "
                    + "PredefinedMetricSpecification and CustomizedMetricSpecification")
        case "PredictiveScaling":
            try require(
                input.predictiveScalingConfiguration != nil,
                "PredictiveScalingConfiguration must be specified for policy type "
                    + "PredictiveScaling")
        case let type:
            throw .validation(
                "Invalid policy type: \(type). Valid types: [SimpleScaling, StepScaling, "
                    + "TargetTrackingScaling, PredictiveScaling]")
        }
    }
}

extension AutoScalingService {
    package func putScalingPolicy(
        _ input: AutoScalingAPI.PutScalingPolicyType, _ context: RequestContext
    ) async throws -> AutoScalingAPI.PolicyARNType {
        try ScalingPolicies.check(input)
        let scope = context.groupScope
        let id = makeID()
        let arn = try await changeGroup(input.autoScalingGroupName, context) {
            machine, _ throws(AWSError) -> String? in
            let index = machine.record.policies.firstIndex { $0.policyName == input.policyName }
            if index == nil, machine.record.policies.count >= ScalingPolicies.maximum {
                throw .fault(
                    .limitExceededFault,
                    "A group can have at most \(ScalingPolicies.maximum) scaling policies.")
            }
            let arn =
                index.flatMap { machine.record.policies[$0].policyARN }
                ?? scope.arn(
                    "scalingPolicy", id,
                    "autoScalingGroupName/\(input.autoScalingGroupName):policyName/"
                        + input.policyName)
            let policy = Self.policy(input, arn)
            if let index {
                machine.record.policies[index] = policy
            } else {
                machine.record.policies.append(policy)
            }
            return arn
        }
        return AutoScalingAPI.PolicyARNType {
            $0.policyARN = arn
            $0.alarms = []
        }
    }

    private static func policy(
        _ input: AutoScalingAPI.PutScalingPolicyType, _ arn: String
    ) -> AutoScalingAPI.ScalingPolicy {
        AutoScalingAPI.ScalingPolicy {
            $0.autoScalingGroupName = input.autoScalingGroupName
            $0.policyName = input.policyName
            $0.policyARN = arn
            $0.policyType = input.policyType ?? "SimpleScaling"
            $0.adjustmentType = input.adjustmentType
            $0.minAdjustmentStep = input.minAdjustmentStep
            $0.minAdjustmentMagnitude = input.minAdjustmentMagnitude
            $0.scalingAdjustment = input.scalingAdjustment
            $0.cooldown = input.cooldown
            $0.stepAdjustments = input.stepAdjustments ?? []
            $0.metricAggregationType =
                input.metricAggregationType
                ?? (input.policyType == "StepScaling" ? "Average" : nil)
            $0.estimatedInstanceWarmup = input.estimatedInstanceWarmup
            $0.alarms = []
            $0.targetTrackingConfiguration = input.targetTrackingConfiguration.map { given in
                var configuration = given
                configuration.disableScaleIn = given.disableScaleIn ?? false
                return configuration
            }
            $0.enabled = input.enabled ?? true
            $0.predictiveScalingConfiguration = input.predictiveScalingConfiguration
        }
    }

    package func describePolicies(
        _ input: AutoScalingAPI.DescribePoliciesType, _ context: RequestContext
    ) async throws -> AutoScalingAPI.PoliciesType {
        let scope = context.groupScope
        let state = try await snapshot(scope)
        let names = Set(input.policyNames ?? [])
        let types = Set(input.policyTypes ?? [])
        let groups =
            if let name = input.autoScalingGroupName {
                [try state.existingGroup(name).record]
            } else {
                state.groups()
            }
        let found = groups.flatMap(\.policies).filter { policy in
            guard
                names.isEmpty || names.contains(policy.policyName ?? "")
                    || names.contains(policy.policyARN ?? "")
            else { return false }
            return types.isEmpty || types.contains(policy.policyType ?? "")
        }
        let page = try page(
            found, name: { $0.policyARN ?? "" }, token: input.nextToken, limit: input.maxRecords,
            scope,
            purpose: ["DescribePolicies", input.autoScalingGroupName ?? ""] + names.sorted() + [""]
                + types.sorted())
        return AutoScalingAPI.PoliciesType {
            $0.scalingPolicies = page.items
            $0.nextToken = page.next
        }
    }

    package func deletePolicy(
        _ input: AutoScalingAPI.DeletePolicyType, _ context: RequestContext
    ) async throws {
        func isMeant(_ policy: AutoScalingAPI.ScalingPolicy) -> Bool {
            policy.policyName == input.policyName || policy.policyARN == input.policyName
        }
        let state = try await snapshot(context.groupScope)
        let name =
            input.autoScalingGroupName
            ?? state.groups().first { $0.policies.contains { $0.policyARN == input.policyName } }?
            .name
        guard let name else {
            throw AWSError.validation("The policy \(input.policyName) was not found.")
        }
        try await changeGroup(name, context) { machine, _ throws(AWSError) in
            guard machine.record.policies.contains(where: isMeant) else {
                throw .validation("The policy \(input.policyName) was not found.")
            }
            machine.record.policies.removeAll(where: isMeant)
        }
    }
}
