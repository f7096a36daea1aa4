import AWSWire
import AutoScalingModel
import Shapes

/// The rules of lifecycle hooks.
enum LifecycleHooks {
    /// Adds a hook that a new group brings.
    static func put(
        _ hook: AutoScalingAPI.LifecycleHookSpecification, into record: inout GroupRecord
    ) throws(AWSError) {
        try put(
            AutoScalingAPI.PutLifecycleHookType {
                $0.lifecycleHookName = hook.lifecycleHookName
                $0.autoScalingGroupName = record.name
                $0.lifecycleTransition = hook.lifecycleTransition
                $0.notificationMetadata = hook.notificationMetadata
                $0.heartbeatTimeout = hook.heartbeatTimeout
                $0.defaultResult = hook.defaultResult
                $0.notificationTargetARN = hook.notificationTargetARN
                $0.roleARN = hook.roleARN
            }, into: &record)
    }

    /// Adds a hook, or changes what is named of the one of this name.
    static func put(
        _ input: AutoScalingAPI.PutLifecycleHookType, into record: inout GroupRecord
    ) throws(AWSError) {
        let index = record.hooks.firstIndex { $0.lifecycleHookName == input.lifecycleHookName }
        var hook = index.map { record.hooks[$0] } ?? .init()
        hook.lifecycleHookName = input.lifecycleHookName
        hook.autoScalingGroupName = record.name
        if let transition = input.lifecycleTransition {
            guard LifecycleTransition(rawValue: transition) != nil else {
                throw .validation(
                    "Invalid Lifecycle Transition: \(transition). Valid types: "
                        + LifecycleTransition.allCases.map(\.rawValue).joined(separator: ", "))
            }
            hook.lifecycleTransition = transition
        }
        guard hook.lifecycleTransition != nil else {
            throw .validation("A new lifecycle hook must have a LifecycleTransition.")
        }
        if let target = input.notificationTargetARN, !target.isEmpty {
            throw .validation(
                "Unable to publish test message to notification target \(target): there are no "
                    + "notification targets here; lifecycle actions are told as events.")
        }
        if let timeout = input.heartbeatTimeout {
            guard (30...7200).contains(timeout) else {
                throw .validation("HeartbeatTimeout must be between 30 and 7200 seconds.")
            }
            hook.heartbeatTimeout = timeout
        }
        if let result = input.defaultResult {
            try checkResult(result)
            hook.defaultResult = result
        }
        if let metadata = input.notificationMetadata { hook.notificationMetadata = metadata }
        let heartbeat = hook.heartbeatTimeout ?? LifecycleTransition.defaultHeartbeat
        hook.heartbeatTimeout = heartbeat
        hook.globalTimeout = LifecycleTransition.globalTimeout(heartbeat: heartbeat)
        hook.defaultResult = hook.defaultResult ?? LifecycleResult.abandon
        if let index {
            record.hooks[index] = hook
        } else {
            guard record.hooks.count < GroupRules.maximumHooks else {
                throw .fault(
                    .limitExceededFault,
                    "A group can have at most \(GroupRules.maximumHooks) lifecycle hooks.")
            }
            record.hooks.append(hook)
        }
    }

    static func checkResult(_ result: String) throws(AWSError) {
        guard result == LifecycleResult.proceed || result == LifecycleResult.abandon else {
            throw .validation("Lifecycle action result must be CONTINUE or ABANDON.")
        }
    }
}

extension GroupMachine {
    /// Removes a hook; what it is at work on goes on: new instances are given up, others leave.
    mutating func removeHook(_ name: String) throws(AWSError) {
        guard record.hooks.contains(where: { $0.lifecycleHookName == name }) else {
            throw .validation("No Lifecycle Hook found with name: \(name)")
        }
        record.hooks.removeAll { $0.lifecycleHookName == name }
        for index in record.members.indices {
            let isLaunching = record.members[index].state == .pendingWait
            for position in record.members[index].hooks.indices
            where record.members[index].hooks[position].name == name
                && record.members[index].hooks[position].result == nil
            {
                record.members[index].hooks[position].result =
                    isLaunching ? LifecycleResult.abandon : LifecycleResult.proceed
            }
        }
    }

    /// Changes the run of a hook that a token or an instance names.
    mutating func changeRun(
        hook: String, token: String?, instance: String?, _ body: (inout HookRun) -> Void
    ) throws(AWSError) {
        guard record.hooks.contains(where: { $0.lifecycleHookName == hook }) else {
            throw .validation("No Lifecycle Hook found with name: \(hook)")
        }
        if token == nil, instance == nil {
            throw .validation(
                "Either the InstanceId or the LifecycleActionToken must be specified.")
        }
        for index in record.members.indices {
            if let instance, record.members[index].id != instance { continue }
            for position in record.members[index].hooks.indices {
                let run = record.members[index].hooks[position]
                guard run.name == hook, run.result == nil else { continue }
                if let token, run.token != token { continue }
                body(&record.members[index].hooks[position])
                return
            }
        }
        throw .validation(
            "No active Lifecycle Action found with "
                + (instance.map { "instance ID \($0)" } ?? "token \(token ?? "")"))
    }
}
