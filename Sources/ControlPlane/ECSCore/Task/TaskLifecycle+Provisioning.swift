import ECSModel
package import Shapes

/// What is made for a task before its agent hears of it, and taken down after its containers have
/// stopped: network interfaces, and Fargate's machines.
///
/// ```
/// task        PROVISIONING ────────→ PENDING … STOPPING → DEPROVISIONING → STOPPED
/// attachment  PRECREATED → ATTACHING → ATTACHED         → DETACHING      → DELETED
/// ```
extension TaskLifecycle {
    /// How long a task waits for what is made for it, from its creation.
    package static let interfaceLimit = Duration.seconds(180)
    package static let machineLimit = Duration.seconds(300)

    /// What a task is made with is there: the agent of `instance` is told of it now.
    ///
    /// - Parameter instance: Where a task of Fargate runs; nil for others, which were placed before.
    package static func provisioned(
        _ task: TaskRecord, _ state: TaskState, _ interface: TaskInterface, instance: String?
    ) -> Change {
        var change = Change()
        guard state.status == .provisioning, task.desiredStatus != .stopped else { return change }
        var after = state
        after.status = .pending
        after.changes += 1
        var attachment = after.attachment ?? AttachmentState()
        attachment.interface = interface
        attachment.rise(to: .attaching)
        after.attachment = attachment
        change.state = after
        if let instance, task.instance != instance {
            var record = task
            record.instance = instance
            record.changes += 1
            change.task = record
        }
        return change
    }

    /// A machine was ordered for a task of Fargate, and will show this id.
    package static func ordered(_ state: TaskState, machine: String) -> Change {
        var change = Change()
        guard state.status == .provisioning, state.machine != machine else { return change }
        var after = state
        after.machine = machine
        after.changes += 1
        change.state = after
        return change
    }

    /// What a task needs cannot be made.
    package static func provisioningFailed(
        _ task: TaskRecord, _ state: TaskState, reason: String, now: Timestamp
    ) -> Change {
        guard state.status == .provisioning else { return Change() }
        return abandon(
            task, state,
            StopOrder(
                code: .taskFailedToStart, reason: "ResourceInitializationError: \(reason)"),
            now: now)
    }

    /// What was made for a task is gone: it has stopped.
    package static func deprovisioned(_ state: TaskState, now: Timestamp) -> Change {
        var change = Change()
        guard state.status == .deprovisioning else { return change }
        var after = state
        after.attachment?.rise(to: .deleted)
        after.status = .stopped
        after.stoppedAt = now
        after.changes += 1
        change.state = after
        return change
    }

    /// The agent says how far an attachment is. What concerns its end is not the agent's to say.
    package static func attachment(
        reported status: AttachmentStatus, _ state: TaskState
    ) -> Change {
        var change = Change()
        guard (TaskStatus.pending..<TaskStatus.deprovisioning).contains(state.status),
            status <= .attached, var attachment = state.attachment
        else { return change }
        attachment.rise(to: status)
        guard attachment != state.attachment else { return change }
        var after = state
        after.attachment = attachment
        after.changes += 1
        change.state = after
        return change
    }

    /// The containers have ended, or nobody will say so any more: what was made for the task is to
    /// be taken down, or there is nothing and it has stopped.
    static func end(_ state: inout TaskState, now: Timestamp) {
        for index in state.containers.indices where state.containers[index].status != .stopped {
            state.containers[index].status = .stopped
        }
        if state.attachment != nil {
            state.attachment?.rise(to: .detaching)
            state.status = .deprovisioning
        } else {
            state.status = .stopped
            state.stoppedAt = now
        }
    }
}
