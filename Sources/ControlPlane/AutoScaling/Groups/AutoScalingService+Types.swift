package import AWSWire
package import AutoScalingModel
import Shapes

/// What there is to choose from, and what groups have none of.
extension AutoScalingService {
    package func describeAdjustmentTypes(
        _ input: AutoScalingAPI.Empty, _ context: RequestContext
    ) async throws -> AutoScalingAPI.DescribeAdjustmentTypesAnswer {
        AutoScalingAPI.DescribeAdjustmentTypesAnswer {
            $0.adjustmentTypes = ScalingPolicies.adjustmentTypes.map { name in
                .init { $0.adjustmentType = name }
            }
        }
    }

    package func describeTerminationPolicyTypes(
        _ input: AutoScalingAPI.Empty, _ context: RequestContext
    ) async throws -> AutoScalingAPI.DescribeTerminationPolicyTypesAnswer {
        AutoScalingAPI.DescribeTerminationPolicyTypesAnswer {
            $0.terminationPolicyTypes = TerminationPolicy.names
        }
    }

    package func describeScalingProcessTypes(
        _ input: AutoScalingAPI.Empty, _ context: RequestContext
    ) async throws -> AutoScalingAPI.ProcessesType {
        AutoScalingAPI.ProcessesType {
            $0.processes = ScalingProcess.allCases.map { process in
                .init { $0.processName = process.rawValue }
            }
        }
    }

    package func describeMetricCollectionTypes(
        _ input: AutoScalingAPI.Empty, _ context: RequestContext
    ) async throws -> AutoScalingAPI.DescribeMetricCollectionTypesAnswer {
        AutoScalingAPI.DescribeMetricCollectionTypesAnswer {
            $0.metrics = Self.metricNames.map { name in .init { $0.metric = name } }
            $0.granularities = [.init { $0.granularity = Self.granularity }]
        }
    }

    package func describeAutoScalingNotificationTypes(
        _ input: AutoScalingAPI.Empty, _ context: RequestContext
    ) async throws -> AutoScalingAPI.DescribeAutoScalingNotificationTypesAnswer {
        AutoScalingAPI.DescribeAutoScalingNotificationTypesAnswer {
            $0.autoScalingNotificationTypes = [
                "autoscaling:EC2_INSTANCE_LAUNCH", "autoscaling:EC2_INSTANCE_LAUNCH_ERROR",
                "autoscaling:EC2_INSTANCE_TERMINATE", "autoscaling:EC2_INSTANCE_TERMINATE_ERROR",
                "autoscaling:TEST_NOTIFICATION",
            ]
        }
    }

    /// None: PutNotificationConfiguration is refused by name.
    package func describeNotificationConfigurations(
        _ input: AutoScalingAPI.DescribeNotificationConfigurationsType, _ context: RequestContext
    ) async throws -> AutoScalingAPI.DescribeNotificationConfigurationsAnswer {
        for name in input.autoScalingGroupNames ?? [] { try await mustExist(name, context) }
        return AutoScalingAPI.DescribeNotificationConfigurationsAnswer()
    }

    /// None: attaching them is refused by name.
    package func describeLoadBalancers(
        _ input: AutoScalingAPI.DescribeLoadBalancersRequest, _ context: RequestContext
    ) async throws -> AutoScalingAPI.DescribeLoadBalancersResponse {
        try await mustExist(input.autoScalingGroupName, context)
        return AutoScalingAPI.DescribeLoadBalancersResponse { $0.loadBalancers = [] }
    }

    /// None: attaching them is refused by name.
    package func describeLoadBalancerTargetGroups(
        _ input: AutoScalingAPI.DescribeLoadBalancerTargetGroupsRequest, _ context: RequestContext
    ) async throws -> AutoScalingAPI.DescribeLoadBalancerTargetGroupsResponse {
        try await mustExist(input.autoScalingGroupName, context)
        return AutoScalingAPI.DescribeLoadBalancerTargetGroupsResponse {
            $0.loadBalancerTargetGroups = []
        }
    }

    /// None: attaching them is refused by name.
    package func describeTrafficSources(
        _ input: AutoScalingAPI.DescribeTrafficSourcesRequest, _ context: RequestContext
    ) async throws -> AutoScalingAPI.DescribeTrafficSourcesResponse {
        try await mustExist(input.autoScalingGroupName, context)
        return AutoScalingAPI.DescribeTrafficSourcesResponse { $0.trafficSources = [] }
    }

    private func mustExist(_ name: String, _ context: RequestContext) async throws(AWSError) {
        _ = try await snapshot(context.groupScope).existingGroup(name)
    }
}
