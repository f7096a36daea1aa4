// Generated from Models/aws/autoscaling.json by `make models`; do not edit.
// swift-format-ignore-file

package import AWSWire
package import Shapes

extension AutoScalingAPI {
    /// The operations that are implemented.
    package protocol Operations: Sendable {
        func attachInstances(_ input: AttachInstancesQuery, _ context: RequestContext) async throws -> Void
        func batchDeleteScheduledAction(_ input: BatchDeleteScheduledActionType, _ context: RequestContext) async throws -> BatchDeleteScheduledActionAnswer
        func batchPutScheduledUpdateGroupAction(_ input: BatchPutScheduledUpdateGroupActionType, _ context: RequestContext) async throws -> BatchPutScheduledUpdateGroupActionAnswer
        func cancelInstanceRefresh(_ input: CancelInstanceRefreshType, _ context: RequestContext) async throws -> CancelInstanceRefreshAnswer
        func completeLifecycleAction(_ input: CompleteLifecycleActionType, _ context: RequestContext) async throws -> CompleteLifecycleActionAnswer
        func createAutoScalingGroup(_ input: CreateAutoScalingGroupType, _ context: RequestContext) async throws -> Void
        func createLaunchConfiguration(_ input: CreateLaunchConfigurationType, _ context: RequestContext) async throws -> Void
        func createOrUpdateTags(_ input: CreateOrUpdateTagsType, _ context: RequestContext) async throws -> Void
        func deleteAutoScalingGroup(_ input: DeleteAutoScalingGroupType, _ context: RequestContext) async throws -> Void
        func deleteLaunchConfiguration(_ input: LaunchConfigurationNameType, _ context: RequestContext) async throws -> Void
        func deleteLifecycleHook(_ input: DeleteLifecycleHookType, _ context: RequestContext) async throws -> DeleteLifecycleHookAnswer
        func deletePolicy(_ input: DeletePolicyType, _ context: RequestContext) async throws -> Void
        func deleteScheduledAction(_ input: DeleteScheduledActionType, _ context: RequestContext) async throws -> Void
        func deleteTags(_ input: DeleteTagsType, _ context: RequestContext) async throws -> Void
        func describeAccountLimits(_ input: Empty, _ context: RequestContext) async throws -> DescribeAccountLimitsAnswer
        func describeAdjustmentTypes(_ input: Empty, _ context: RequestContext) async throws -> DescribeAdjustmentTypesAnswer
        func describeAutoScalingGroups(_ input: AutoScalingGroupNamesType, _ context: RequestContext) async throws -> AutoScalingGroupsType
        func describeAutoScalingInstances(_ input: DescribeAutoScalingInstancesType, _ context: RequestContext) async throws -> AutoScalingInstancesType
        func describeAutoScalingNotificationTypes(_ input: Empty, _ context: RequestContext) async throws -> DescribeAutoScalingNotificationTypesAnswer
        func describeInstanceRefreshes(_ input: DescribeInstanceRefreshesType, _ context: RequestContext) async throws -> DescribeInstanceRefreshesAnswer
        func describeLaunchConfigurations(_ input: LaunchConfigurationNamesType, _ context: RequestContext) async throws -> LaunchConfigurationsType
        func describeLifecycleHookTypes(_ input: Empty, _ context: RequestContext) async throws -> DescribeLifecycleHookTypesAnswer
        func describeLifecycleHooks(_ input: DescribeLifecycleHooksType, _ context: RequestContext) async throws -> DescribeLifecycleHooksAnswer
        func describeLoadBalancerTargetGroups(_ input: DescribeLoadBalancerTargetGroupsRequest, _ context: RequestContext) async throws -> DescribeLoadBalancerTargetGroupsResponse
        func describeLoadBalancers(_ input: DescribeLoadBalancersRequest, _ context: RequestContext) async throws -> DescribeLoadBalancersResponse
        func describeMetricCollectionTypes(_ input: Empty, _ context: RequestContext) async throws -> DescribeMetricCollectionTypesAnswer
        func describeNotificationConfigurations(_ input: DescribeNotificationConfigurationsType, _ context: RequestContext) async throws -> DescribeNotificationConfigurationsAnswer
        func describePolicies(_ input: DescribePoliciesType, _ context: RequestContext) async throws -> PoliciesType
        func describeScalingActivities(_ input: DescribeScalingActivitiesType, _ context: RequestContext) async throws -> ActivitiesType
        func describeScalingProcessTypes(_ input: Empty, _ context: RequestContext) async throws -> ProcessesType
        func describeScheduledActions(_ input: DescribeScheduledActionsType, _ context: RequestContext) async throws -> ScheduledActionsType
        func describeTags(_ input: DescribeTagsType, _ context: RequestContext) async throws -> TagsType
        func describeTerminationPolicyTypes(_ input: Empty, _ context: RequestContext) async throws -> DescribeTerminationPolicyTypesAnswer
        func describeTrafficSources(_ input: DescribeTrafficSourcesRequest, _ context: RequestContext) async throws -> DescribeTrafficSourcesResponse
        func detachInstances(_ input: DetachInstancesQuery, _ context: RequestContext) async throws -> DetachInstancesAnswer
        func disableMetricsCollection(_ input: DisableMetricsCollectionQuery, _ context: RequestContext) async throws -> Void
        func enableMetricsCollection(_ input: EnableMetricsCollectionQuery, _ context: RequestContext) async throws -> Void
        func enterStandby(_ input: EnterStandbyQuery, _ context: RequestContext) async throws -> EnterStandbyAnswer
        func exitStandby(_ input: ExitStandbyQuery, _ context: RequestContext) async throws -> ExitStandbyAnswer
        func putLifecycleHook(_ input: PutLifecycleHookType, _ context: RequestContext) async throws -> PutLifecycleHookAnswer
        func putScalingPolicy(_ input: PutScalingPolicyType, _ context: RequestContext) async throws -> PolicyARNType
        func putScheduledUpdateGroupAction(_ input: PutScheduledUpdateGroupActionType, _ context: RequestContext) async throws -> Void
        func recordLifecycleActionHeartbeat(_ input: RecordLifecycleActionHeartbeatType, _ context: RequestContext) async throws -> RecordLifecycleActionHeartbeatAnswer
        func resumeProcesses(_ input: ScalingProcessQuery, _ context: RequestContext) async throws -> Void
        func setDesiredCapacity(_ input: SetDesiredCapacityType, _ context: RequestContext) async throws -> Void
        func setInstanceHealth(_ input: SetInstanceHealthQuery, _ context: RequestContext) async throws -> Void
        func setInstanceProtection(_ input: SetInstanceProtectionQuery, _ context: RequestContext) async throws -> SetInstanceProtectionAnswer
        func startInstanceRefresh(_ input: StartInstanceRefreshType, _ context: RequestContext) async throws -> StartInstanceRefreshAnswer
        func suspendProcesses(_ input: ScalingProcessQuery, _ context: RequestContext) async throws -> Void
        func terminateInstanceInAutoScalingGroup(_ input: TerminateInstanceInAutoScalingGroupType, _ context: RequestContext) async throws -> ActivityType
        func updateAutoScalingGroup(_ input: UpdateAutoScalingGroupType, _ context: RequestContext) async throws -> Void
    }

    /// `service` as the gateway calls it, by operation name.
    package static func handlers(for service: some Operations) -> [String: OperationHandler] {
        var handlers: [String: OperationHandler] = [:]
        handlers["AttachInstances"] = operationHandler(service.attachInstances)
        handlers["BatchDeleteScheduledAction"] = operationHandler(service.batchDeleteScheduledAction)
        handlers["BatchPutScheduledUpdateGroupAction"] = operationHandler(service.batchPutScheduledUpdateGroupAction)
        handlers["CancelInstanceRefresh"] = operationHandler(service.cancelInstanceRefresh)
        handlers["CompleteLifecycleAction"] = operationHandler(service.completeLifecycleAction)
        handlers["CreateAutoScalingGroup"] = operationHandler(service.createAutoScalingGroup)
        handlers["CreateLaunchConfiguration"] = operationHandler(service.createLaunchConfiguration)
        handlers["CreateOrUpdateTags"] = operationHandler(service.createOrUpdateTags)
        handlers["DeleteAutoScalingGroup"] = operationHandler(service.deleteAutoScalingGroup)
        handlers["DeleteLaunchConfiguration"] = operationHandler(service.deleteLaunchConfiguration)
        handlers["DeleteLifecycleHook"] = operationHandler(service.deleteLifecycleHook)
        handlers["DeletePolicy"] = operationHandler(service.deletePolicy)
        handlers["DeleteScheduledAction"] = operationHandler(service.deleteScheduledAction)
        handlers["DeleteTags"] = operationHandler(service.deleteTags)
        handlers["DescribeAccountLimits"] = operationHandler(service.describeAccountLimits)
        handlers["DescribeAdjustmentTypes"] = operationHandler(service.describeAdjustmentTypes)
        handlers["DescribeAutoScalingGroups"] = operationHandler(service.describeAutoScalingGroups)
        handlers["DescribeAutoScalingInstances"] = operationHandler(service.describeAutoScalingInstances)
        handlers["DescribeAutoScalingNotificationTypes"] = operationHandler(service.describeAutoScalingNotificationTypes)
        handlers["DescribeInstanceRefreshes"] = operationHandler(service.describeInstanceRefreshes)
        handlers["DescribeLaunchConfigurations"] = operationHandler(service.describeLaunchConfigurations)
        handlers["DescribeLifecycleHookTypes"] = operationHandler(service.describeLifecycleHookTypes)
        handlers["DescribeLifecycleHooks"] = operationHandler(service.describeLifecycleHooks)
        handlers["DescribeLoadBalancerTargetGroups"] = operationHandler(service.describeLoadBalancerTargetGroups)
        handlers["DescribeLoadBalancers"] = operationHandler(service.describeLoadBalancers)
        handlers["DescribeMetricCollectionTypes"] = operationHandler(service.describeMetricCollectionTypes)
        handlers["DescribeNotificationConfigurations"] = operationHandler(service.describeNotificationConfigurations)
        handlers["DescribePolicies"] = operationHandler(service.describePolicies)
        handlers["DescribeScalingActivities"] = operationHandler(service.describeScalingActivities)
        handlers["DescribeScalingProcessTypes"] = operationHandler(service.describeScalingProcessTypes)
        handlers["DescribeScheduledActions"] = operationHandler(service.describeScheduledActions)
        handlers["DescribeTags"] = operationHandler(service.describeTags)
        handlers["DescribeTerminationPolicyTypes"] = operationHandler(service.describeTerminationPolicyTypes)
        handlers["DescribeTrafficSources"] = operationHandler(service.describeTrafficSources)
        handlers["DetachInstances"] = operationHandler(service.detachInstances)
        handlers["DisableMetricsCollection"] = operationHandler(service.disableMetricsCollection)
        handlers["EnableMetricsCollection"] = operationHandler(service.enableMetricsCollection)
        handlers["EnterStandby"] = operationHandler(service.enterStandby)
        handlers["ExitStandby"] = operationHandler(service.exitStandby)
        handlers["PutLifecycleHook"] = operationHandler(service.putLifecycleHook)
        handlers["PutScalingPolicy"] = operationHandler(service.putScalingPolicy)
        handlers["PutScheduledUpdateGroupAction"] = operationHandler(service.putScheduledUpdateGroupAction)
        handlers["RecordLifecycleActionHeartbeat"] = operationHandler(service.recordLifecycleActionHeartbeat)
        handlers["ResumeProcesses"] = operationHandler(service.resumeProcesses)
        handlers["SetDesiredCapacity"] = operationHandler(service.setDesiredCapacity)
        handlers["SetInstanceHealth"] = operationHandler(service.setInstanceHealth)
        handlers["SetInstanceProtection"] = operationHandler(service.setInstanceProtection)
        handlers["StartInstanceRefresh"] = operationHandler(service.startInstanceRefresh)
        handlers["SuspendProcesses"] = operationHandler(service.suspendProcesses)
        handlers["TerminateInstanceInAutoScalingGroup"] = operationHandler(service.terminateInstanceInAutoScalingGroup)
        handlers["UpdateAutoScalingGroup"] = operationHandler(service.updateAutoScalingGroup)
        return handlers
    }

    /// The input of operations without one.
    package struct Empty: Shape {
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {}
    }
}
