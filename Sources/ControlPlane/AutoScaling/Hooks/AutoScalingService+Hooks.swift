package import AWSWire
package import AutoScalingModel
import Shapes

extension AutoScalingService {
    package func putLifecycleHook(
        _ input: AutoScalingAPI.PutLifecycleHookType, _ context: RequestContext
    ) async throws -> AutoScalingAPI.PutLifecycleHookAnswer {
        try await changeGroup(input.autoScalingGroupName, context) {
            machine, _ throws(AWSError) in
            try LifecycleHooks.put(input, into: &machine.record)
        }
        return AutoScalingAPI.PutLifecycleHookAnswer()
    }

    package func deleteLifecycleHook(
        _ input: AutoScalingAPI.DeleteLifecycleHookType, _ context: RequestContext
    ) async throws -> AutoScalingAPI.DeleteLifecycleHookAnswer {
        try await changeGroup(input.autoScalingGroupName, context) {
            machine, _ throws(AWSError) in
            try machine.removeHook(input.lifecycleHookName)
        }
        return AutoScalingAPI.DeleteLifecycleHookAnswer()
    }

    package func describeLifecycleHooks(
        _ input: AutoScalingAPI.DescribeLifecycleHooksType, _ context: RequestContext
    ) async throws -> AutoScalingAPI.DescribeLifecycleHooksAnswer {
        let group = try await snapshot(context.groupScope)
            .existingGroup(input.autoScalingGroupName)
        let names = Set(input.lifecycleHookNames ?? [])
        return AutoScalingAPI.DescribeLifecycleHooksAnswer {
            $0.lifecycleHooks = group.record.hooks.filter {
                names.isEmpty || names.contains($0.lifecycleHookName ?? "")
            }
        }
    }

    package func describeLifecycleHookTypes(
        _ input: AutoScalingAPI.Empty, _ context: RequestContext
    ) async throws -> AutoScalingAPI.DescribeLifecycleHookTypesAnswer {
        AutoScalingAPI.DescribeLifecycleHookTypesAnswer {
            $0.lifecycleHookTypes = LifecycleTransition.allCases.map(\.rawValue)
        }
    }

    package func completeLifecycleAction(
        _ input: AutoScalingAPI.CompleteLifecycleActionType, _ context: RequestContext
    ) async throws -> AutoScalingAPI.CompleteLifecycleActionAnswer {
        try LifecycleHooks.checkResult(input.lifecycleActionResult)
        try await changeGroup(input.autoScalingGroupName, context) {
            machine, _ throws(AWSError) in
            try machine.changeRun(
                hook: input.lifecycleHookName, token: input.lifecycleActionToken,
                instance: input.instanceId
            ) { $0.result = input.lifecycleActionResult }
        }
        return AutoScalingAPI.CompleteLifecycleActionAnswer()
    }

    package func recordLifecycleActionHeartbeat(
        _ input: AutoScalingAPI.RecordLifecycleActionHeartbeatType, _ context: RequestContext
    ) async throws -> AutoScalingAPI.RecordLifecycleActionHeartbeatAnswer {
        try await changeGroup(input.autoScalingGroupName, context) {
            machine, _ throws(AWSError) in
            try machine.changeRun(
                hook: input.lifecycleHookName, token: input.lifecycleActionToken,
                instance: input.instanceId
            ) { $0.deadline = context.now + .seconds($0.heartbeat) }
        }
        return AutoScalingAPI.RecordLifecycleActionHeartbeatAnswer()
    }
}
