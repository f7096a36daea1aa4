package import AWSWire
package import AutoScalingModel
import Shapes

/// Scheduled actions are kept and shown; nothing acts on them yet.
extension AutoScalingService {
    static let maximumScheduled = 125

    package func putScheduledUpdateGroupAction(
        _ input: AutoScalingAPI.PutScheduledUpdateGroupActionType, _ context: RequestContext
    ) async throws {
        let request = AutoScalingAPI.ScheduledUpdateGroupActionRequest {
            $0.scheduledActionName = input.scheduledActionName
            $0.startTime = input.startTime ?? input.time
            $0.endTime = input.endTime
            $0.recurrence = input.recurrence
            $0.minSize = input.minSize
            $0.maxSize = input.maxSize
            $0.desiredCapacity = input.desiredCapacity
            $0.timeZone = input.timeZone
        }
        try await put(request, of: input.autoScalingGroupName, context)
    }

    private func put(
        _ request: AutoScalingAPI.ScheduledUpdateGroupActionRequest, of group: String,
        _ context: RequestContext
    ) async throws(AWSError) {
        try Self.check(request, context.now)
        let scope = context.groupScope
        let id = makeID()
        try await changeGroup(group, context) { machine, _ throws(AWSError) in
            let name = request.scheduledActionName
            let index = machine.record.scheduled.firstIndex { $0.scheduledActionName == name }
            if index == nil, machine.record.scheduled.count >= Self.maximumScheduled {
                throw .fault(
                    .limitExceededFault,
                    "A group can have at most \(Self.maximumScheduled) scheduled actions.")
            }
            let action = AutoScalingAPI.ScheduledUpdateGroupAction {
                $0.autoScalingGroupName = group
                $0.scheduledActionName = name
                $0.scheduledActionARN =
                    index.flatMap { machine.record.scheduled[$0].scheduledActionARN }
                    ?? scope.arn(
                        "scheduledUpdateGroupAction", id,
                        "autoScalingGroupName/\(group):scheduledActionName/\(name)")
                $0.startTime = request.startTime
                $0.time = request.startTime
                $0.endTime = request.endTime
                $0.recurrence = request.recurrence
                $0.minSize = request.minSize
                $0.maxSize = request.maxSize
                $0.desiredCapacity = request.desiredCapacity
                $0.timeZone = request.timeZone
            }
            if let index {
                machine.record.scheduled[index] = action
            } else {
                machine.record.scheduled.append(action)
            }
        }
    }

    private static func check(
        _ request: AutoScalingAPI.ScheduledUpdateGroupActionRequest, _ now: Timestamp
    ) throws(AWSError) {
        if request.minSize == nil, request.maxSize == nil, request.desiredCapacity == nil {
            throw .validation(
                "You must specify at least one of min size, max size or desired capacity.")
        }
        if request.startTime == nil, request.recurrence == nil {
            throw .validation("A start time or a recurrence is required.")
        }
        if let start = request.startTime, start < now {
            throw .validation("Given start time is in the past")
        }
        if let end = request.endTime, end < request.startTime ?? now {
            throw .validation("End time must be after the start time and in the future")
        }
        if let recurrence = request.recurrence,
            recurrence.split(separator: " ").count != 5
        {
            throw .validation("Given recurrence string: \(recurrence) is invalid")
        }
    }

    package func batchPutScheduledUpdateGroupAction(
        _ input: AutoScalingAPI.BatchPutScheduledUpdateGroupActionType, _ context: RequestContext
    ) async throws -> AutoScalingAPI.BatchPutScheduledUpdateGroupActionAnswer {
        _ = try await snapshot(context.groupScope).existingGroup(input.autoScalingGroupName)
        guard input.scheduledUpdateGroupActions.count <= 50 else {
            throw AWSError.validation("At most 50 scheduled actions can be put at once.")
        }
        var failed: [AutoScalingAPI.FailedScheduledUpdateGroupActionRequest] = []
        for request in input.scheduledUpdateGroupActions {
            do {
                try await put(request, of: input.autoScalingGroupName, context)
            } catch {
                failed.append(Self.failure(request.scheduledActionName, error))
            }
        }
        return AutoScalingAPI.BatchPutScheduledUpdateGroupActionAnswer {
            [failed] in $0.failedScheduledUpdateGroupActions = failed
        }
    }

    private static func failure(
        _ name: String, _ error: AWSError
    ) -> AutoScalingAPI.FailedScheduledUpdateGroupActionRequest {
        AutoScalingAPI.FailedScheduledUpdateGroupActionRequest {
            $0.scheduledActionName = name
            $0.errorCode = error.code
            $0.errorMessage = error.message
        }
    }

    package func deleteScheduledAction(
        _ input: AutoScalingAPI.DeleteScheduledActionType, _ context: RequestContext
    ) async throws {
        try await delete(input.scheduledActionName, of: input.autoScalingGroupName, context)
    }

    private func delete(
        _ name: String, of group: String, _ context: RequestContext
    ) async throws(AWSError) {
        try await changeGroup(group, context) { machine, _ throws(AWSError) in
            guard machine.record.scheduled.contains(where: { $0.scheduledActionName == name })
            else {
                throw .validation(
                    "Scheduled action name not found - Scheduled action \(name) not found")
            }
            machine.record.scheduled.removeAll { $0.scheduledActionName == name }
        }
    }

    package func batchDeleteScheduledAction(
        _ input: AutoScalingAPI.BatchDeleteScheduledActionType, _ context: RequestContext
    ) async throws -> AutoScalingAPI.BatchDeleteScheduledActionAnswer {
        _ = try await snapshot(context.groupScope).existingGroup(input.autoScalingGroupName)
        var failed: [AutoScalingAPI.FailedScheduledUpdateGroupActionRequest] = []
        for name in input.scheduledActionNames {
            do {
                try await delete(name, of: input.autoScalingGroupName, context)
            } catch {
                failed.append(Self.failure(name, error))
            }
        }
        return AutoScalingAPI.BatchDeleteScheduledActionAnswer {
            [failed] in $0.failedScheduledActions = failed
        }
    }

    package func describeScheduledActions(
        _ input: AutoScalingAPI.DescribeScheduledActionsType, _ context: RequestContext
    ) async throws -> AutoScalingAPI.ScheduledActionsType {
        let scope = context.groupScope
        let state = try await snapshot(scope)
        let names = Set(input.scheduledActionNames ?? [])
        let groups =
            if let name = input.autoScalingGroupName {
                [try state.existingGroup(name).record]
            } else {
                state.groups()
            }
        let found = groups.flatMap(\.scheduled).filter { action in
            guard
                names.isEmpty || names.contains(action.scheduledActionName ?? "")
                    || names.contains(action.scheduledActionARN ?? "")
            else { return false }
            guard names.isEmpty, let start = action.startTime else { return true }
            return start >= input.startTime ?? start && start <= input.endTime ?? start
        }
        let page = try page(
            found, name: { $0.scheduledActionARN ?? "" }, token: input.nextToken,
            limit: input.maxRecords, scope,
            purpose: ["DescribeScheduledActions", input.autoScalingGroupName ?? ""]
                + names.sorted())
        return AutoScalingAPI.ScheduledActionsType {
            $0.scheduledUpdateGroupActions = page.items
            $0.nextToken = page.next
        }
    }
}

extension AutoScalingService: AutoScalingAPI.Operations {}
