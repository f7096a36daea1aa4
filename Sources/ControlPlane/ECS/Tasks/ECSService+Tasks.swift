package import AWSWire
import ECSCore
package import ECSModel
import Shapes
import Store

extension ECSService {
    package func stopTask(
        _ input: ECSAPI.StopTaskRequest, _ context: RequestContext
    ) async throws -> ECSAPI.StopTaskResponse {
        let reason = input.reason.flatMap { $0.isEmpty ? nil : $0 } ?? "Task stopped by user"
        if reason.utf8.count > 255 {
            throw AWSError.parameter("reason must be no longer than 255 characters.")
        }
        let order = TaskLifecycle.StopOrder(code: .userInitiated, reason: reason)
        let (task, state) = try await changeTask(input.task, cluster: input.cluster, context) {
            task, isOnInstance in
            // Nobody would report the end of a task whose instance is gone.
            isOnInstance
                ? TaskLifecycle.stop(task.task.record, task.state, order, now: context.now)
                : TaskLifecycle.abandon(task.task.record, task.state, order, now: context.now)
        }
        return ECSAPI.StopTaskResponse {
            $0.task = described([task.task.record.id], in: task.task.record.cluster, state).first
        }
    }

    package func describeTasks(
        _ input: ECSAPI.DescribeTasksRequest, _ context: RequestContext
    ) async throws -> ECSAPI.DescribeTasksResponse {
        if input.tasks.isEmpty { throw AWSError.parameter("Tasks cannot be empty.") }
        if input.tasks.count > 100 {
            throw AWSError.parameter("Tasks can have at most 100 items.")
        }
        let state = try await snapshot(context.scope)
        let cluster = try state.activeCluster(input.cluster).record.name
        var found: [String] = []
        var failures: [ECSAPI.Failure] = []
        for reference in input.tasks {
            let id = try state.scope.taskID(reference, in: cluster)
            if state.task(id, in: cluster) != nil {
                found.append(id)
            } else {
                failures.append(.missing(state.scope.task(id, in: cluster)))
            }
        }
        let (ids, missing) = (found, failures)
        return ECSAPI.DescribeTasksResponse {
            $0.tasks = described(
                ids, in: cluster, state, includeTags: input.include?.contains(.tags) == true)
            $0.failures = missing
        }
    }

    package func listTasks(
        _ input: ECSAPI.ListTasksRequest, _ context: RequestContext
    ) async throws -> ECSAPI.ListTasksResponse {
        let state = try await snapshot(context.scope)
        let cluster = try state.activeCluster(input.cluster).record.name
        if let service = input.serviceName, !service.isEmpty {
            throw AWSError(ECSAPI.Fault.serviceNotFoundException, "Service not found.")
        }
        if let daemon = input.daemonName, !daemon.isEmpty {
            throw AWSError.unsupported("Daemons are not supported yet.")
        }
        guard let wanted = TaskStatus(rawValue: (input.desiredStatus ?? .running).rawValue) else {
            throw AWSError.parameter("Invalid desiredStatus.")
        }
        var instance: String?
        if let reference = input.containerInstance, !reference.isEmpty {
            let id = try state.scope.instanceID(reference, in: cluster)
            guard state.visibleInstance(id, in: cluster) != nil else {
                throw AWSError.parameter("Container instance \(id) was not found.")
            }
            instance = id
        }
        let page = try page(
            after: { last in
                state.tasks(of: cluster, instance: instance, desired: wanted, after: last).lazy
                    .filter { task in
                        (input.family.map { $0 == task.family } ?? true)
                            && (input.startedBy.map { $0 == task.startedBy } ?? true)
                            && (input.launchType.map { $0 == task.launchType } ?? true)
                    }
            }, name: { $0.id }, token: input.nextToken, limit: input.maxResults,
            scope: state.scope,
            purpose: [
                "ListTasks", cluster, instance, input.family, input.startedBy, wanted.rawValue,
                input.launchType?.rawValue,
            ])
        return ECSAPI.ListTasksResponse {
            $0.taskArns = page.items.map { state.scope.task($0.id, in: cluster) }
            $0.nextToken = page.next
        }
    }

    // MARK: Reports of agents

    package func submitTaskStateChange(
        _ input: ECSAPI.SubmitTaskStateChangeRequest, _ context: RequestContext
    ) async throws -> ECSAPI.SubmitTaskStateChangeResponse {
        let attachments = try attachments(input.attachments ?? [])
        guard let name = input.task, !name.isEmpty else {
            throw AWSError.parameter("Task cannot be empty.")
        }
        let report = TaskReport(input)
        if let status = input.status, !status.isEmpty, report.status == nil {
            throw AWSError.parameter("Invalid task status '\(status)'.")
        }
        try await take(attachments, context)
        try await take(report, task: name, cluster: input.cluster, context)
        return ECSAPI.SubmitTaskStateChangeResponse { $0.acknowledgment = "ACK" }
    }

    package func submitContainerStateChange(
        _ input: ECSAPI.SubmitContainerStateChangeRequest, _ context: RequestContext
    ) async throws -> ECSAPI.SubmitContainerStateChangeResponse {
        guard let name = input.task, !name.isEmpty else {
            throw AWSError.parameter("Task cannot be empty.")
        }
        let report = TaskReport(input)
        if let status = input.status, !status.isEmpty, report.containers.first?.status == nil {
            throw AWSError.parameter("Invalid container status '\(status)'.")
        }
        try await take(report, task: name, cluster: input.cluster, context)
        return ECSAPI.SubmitContainerStateChangeResponse { $0.acknowledgment = "ACK" }
    }

    package func submitAttachmentStateChanges(
        _ input: ECSAPI.SubmitAttachmentStateChangesRequest, _ context: RequestContext
    ) async throws -> ECSAPI.SubmitAttachmentStateChangesResponse {
        try await take(try attachments(input.attachments), context)
        return ECSAPI.SubmitAttachmentStateChangesResponse { $0.acknowledgment = "ACK" }
    }

    /// Attachments by their ids, and how far each is; agents say DETACHED too, which says nothing.
    private func attachments(
        _ given: [ECSAPI.AttachmentStateChange]
    ) throws(AWSError) -> [(arn: String, status: AttachmentStatus?)] {
        var result: [(String, AttachmentStatus?)] = []
        for attachment in given {
            let status = AttachmentStatus(rawValue: attachment.status)
            if status == nil, attachment.status != "DETACHED" {
                throw .parameter("Invalid attachment status '\(attachment.status)'.")
            }
            result.append((attachment.attachmentArn, status))
        }
        return result
    }

    private func take(
        _ attachments: [(arn: String, status: AttachmentStatus?)], _ context: RequestContext
    ) async throws(AWSError) {
        for (arn, status) in attachments {
            _ = try await change(context.scope) { state throws(AWSError) -> Proposal<Void> in
                let id = arn.split(separator: "/").last.map(String.init) ?? ""
                guard let task = state.task(ofAttachment: id) else {
                    throw .parameter("The attachment \(arn) was not found.")
                }
                let change = status.map { TaskLifecycle.attachment(reported: $0, task.state) }
                return Proposal(
                    transaction: task.transaction(change ?? .init(), in: state), result: ())
            }
        }
    }

    private func take(
        _ report: TaskReport, task: String, cluster: String?, _ context: RequestContext
    ) async throws(AWSError) {
        _ = try await changeTask(task, cluster: cluster, context) { task, _ in
            TaskLifecycle.report(report, task.task.record, task.state, now: context.now)
        }
    }

    // MARK: Parts

    /// Changes a task by the rules of its life.
    ///
    /// - Parameter rule: What is to become of the task; the flag says whether its instance is there.
    /// - Returns: The task as it was, and the state that holds the change.
    @discardableResult
    func changeTask(
        _ reference: String, cluster: String?, _ context: RequestContext,
        _ rule: (StoredTask, _ isOnInstance: Bool) -> TaskLifecycle.Change
    ) async throws(AWSError) -> (StoredTask, Snapshot) {
        let scope = context.scope
        return try await change(scope) { state throws(AWSError) -> Proposal<StoredTask> in
            let cluster = try state.activeCluster(cluster).record.name
            let id = try scope.taskID(reference, in: cluster)
            guard let task = state.task(id, in: cluster) else {
                throw .parameter("The referenced task was not found.")
            }
            let instance = task.task.record.instance.flatMap { state.instance($0, in: cluster) }
            let change = rule(task, instance != nil)
            return Proposal(transaction: task.transaction(change, in: state), result: task)
        }
    }

    /// Tasks as DescribeTasks shows them, those that are there.
    func described(
        _ ids: [String], in cluster: String, _ state: Snapshot, includeTags: Bool = true
    ) -> [ECSAPI.Task] {
        ids.compactMap { id in
            guard let task = state.task(id, in: cluster) else { return nil }
            let instance = task.task.record.instance.flatMap { state.instance($0, in: cluster) }
            let architecture = instance?.record.attributes?.filter {
                $0.name == "ecs.cpu-architecture"
            }
            return task.task.record.described(
                in: state.scope, task.state,
                agentConnected: instance.map {
                    isConnected($0.record.id, in: cluster, state.scope)
                } ?? false,
                attributes: architecture ?? [], includeTags: includeTags)
        }
    }
}
