package import ECSModel
package import Shapes

/// The rules of a task's life: what an order or a report makes of its two records. Pure; the caller
/// commits the result if the records are still what they were.
package enum TaskLifecycle {
    /// New records of a task. Nil members are unchanged.
    package struct Change: Sendable {
        package var task: TaskRecord?
        package var state: TaskState?
        /// The task's containers have ended with this change: what it reserved is free.
        package var releases = false
        /// The task is wanted stopped from this change on: it no longer counts for its group.
        package var stops = false

        /// Nothing.
        package init() {}

        /// Whether nothing is to be committed.
        package var isEmpty: Bool { task == nil && state == nil }
    }

    /// Who wants a task stopped, and why.
    package struct StopOrder: Sendable {
        package var code: ECSAPI.TaskStopCode
        package var reason: String

        /// An order to stop.
        package init(code: ECSAPI.TaskStopCode, reason: String) {
            self.code = code
            self.reason = reason
        }
    }

    /// Wants a task stopped. Only the first order counts; its code and reason stay.
    package static func stop(
        _ task: TaskRecord, _ state: TaskState, _ order: StopOrder, now: Timestamp
    ) -> Change {
        var change = Change()
        guard task.desiredStatus != .stopped, state.status != .stopped else { return change }
        // What its agent was not told of it never ends it: that is ours.
        if state.status == .provisioning { return abandon(task, state, order, now: now) }
        change.task = stopping(task, order, now: now)
        change.stops = true
        return change
    }

    /// Wants a task stopped and holds it to be so, because no agent will ever report it: it was never
    /// sent, or its instance is gone for good.
    package static func abandon(
        _ task: TaskRecord, _ state: TaskState, _ order: StopOrder, now: Timestamp
    ) -> Change {
        var change = Change()
        guard state.status < .deprovisioning else { return change }
        if task.desiredStatus != .stopped {
            change.task = stopping(task, order, now: now)
            change.stops = true
        }
        var after = state
        end(&after, now: now)
        after.changes += 1
        change.state = after
        change.releases = true
        return change
    }

    /// The agent has taken the order to stop: the task shows STOPPING until it reports the end.
    package static func stopAcknowledged(_ task: TaskRecord, _ state: TaskState) -> Change {
        var change = Change()
        guard task.desiredStatus == .stopped, state.status < .stopping,
            state.status != .provisioning
        else { return change }
        var after = state
        after.status = .stopping
        after.changes += 1
        change.state = after
        return change
    }

    /// Merges a report. Whatever the order in which reports come, or how often, no phase goes back and
    /// no fact is lost: a phase only rises, a container's exit code and reason stay as first said.
    package static func report(
        _ report: TaskReport, _ task: TaskRecord, _ state: TaskState, now: Timestamp
    ) -> Change {
        var change = Change()
        // What has ended is history: late reports change nothing. Of what is not ready no agent was
        // told.
        if state.status >= .deprovisioning || state.status == .provisioning { return change }
        var after = state
        merge(report, into: &after)
        // What comes after the containers is not the agent's to say.
        if let status = report.status {
            after.status = max(after.status, status == .deprovisioning ? .stopping : status)
        }
        if report.status == nil || report.status == .pending {
            // Container reports alone may show that the task runs.
            if after.status < .running, essentials(of: task, in: after, reach: .running) {
                after.status = .running
            }
        }
        if after.status >= .running, after.startedAt == nil, wasRunning(report, task, after) {
            after.startedAt = now
        }
        if after.status >= .running { after.attachment?.rise(to: .attached) }
        let hasEnded = after.status == .stopped
        if hasEnded {
            end(&after, now: now)
            change.releases = true
        }
        if after.encoded != state.encoded {
            after.changes += 1
            change.state = after
        }
        if task.desiredStatus != .stopped, let order = ending(report, task, after, hasEnded) {
            change.task = stopping(task, order, now: now)
            change.stops = true
        }
        return change
    }

    /// Merges the health of containers. Containers that are not named keep theirs.
    package static func health(
        _ health: [String: ECSAPI.HealthStatus], _ state: TaskState
    ) -> Change {
        var change = Change()
        if state.status >= .deprovisioning { return change }
        var after = state
        for index in after.containers.indices {
            if let value = health[after.containers[index].name] {
                after.containers[index].health = value
            }
        }
        if after.encoded != state.encoded {
            after.changes += 1
            change.state = after
        }
        return change
    }

    // MARK: Parts

    private static func stopping(
        _ task: TaskRecord, _ order: StopOrder, now: Timestamp
    ) -> TaskRecord {
        var after = task
        after.desiredStatus = .stopped
        after.stopCode = order.code
        after.stoppedReason = order.reason
        after.stoppingAt = now
        after.changes += 1
        return after
    }

    private static func merge(_ report: TaskReport, into state: inout TaskState) {
        state.pullStartedAt = state.pullStartedAt ?? report.pullStartedAt
        state.pullStoppedAt = state.pullStoppedAt ?? report.pullStoppedAt
        state.executionStoppedAt = state.executionStoppedAt ?? report.executionStoppedAt
        for container in report.containers {
            guard let index = state.containers.firstIndex(where: { $0.name == container.name })
            else { continue }
            var after = state.containers[index]
            if let status = container.status, status > after.status { after.status = status }
            after.exitCode = after.exitCode ?? container.exitCode
            if after.reason == nil, container.reason?.isEmpty == false {
                after.reason = container.reason
            }
            after.runtimeID = container.runtimeID ?? after.runtimeID
            after.imageDigest = container.imageDigest ?? after.imageDigest
            if let bindings = container.networkBindings, !bindings.isEmpty {
                after.networkBindings = bindings
            }
            state.containers[index] = after
        }
        for agent in report.managedAgents {
            guard
                let index = state.containers.firstIndex(where: { $0.name == agent.containerName })
            else { continue }
            let merged = ECSAPI.ManagedAgent {
                $0.name = agent.managedAgentName
                $0.lastStatus = agent.status
                $0.reason = agent.reason
            }
            var agents = state.containers[index].managedAgents ?? []
            agents.removeAll { $0.name == agent.managedAgentName }
            state.containers[index].managedAgents = agents + [merged]
        }
    }

    private static func essentials(
        of task: TaskRecord, in state: TaskState, reach status: ContainerStatus
    ) -> Bool {
        task.containers.allSatisfy { container in
            let found = state.containers.first { $0.name == container.name }?.status
            return !container.essential || found == status
        }
    }

    /// Whether a task that is RUNNING or past it did run, and did not end before it began.
    private static func wasRunning(
        _ report: TaskReport, _ task: TaskRecord, _ state: TaskState
    ) -> Bool {
        if state.status == .running { return true }
        // The report of RUNNING was lost or is late: an exit code proves that a container ran.
        return task.containers.allSatisfy { container in
            !container.essential
                || state.containers.first { $0.name == container.name }?.exitCode != nil
        }
    }

    /// The order to stop that follows from what has happened by itself; nil while the task goes on.
    private static func ending(
        _ report: TaskReport, _ task: TaskRecord, _ state: TaskState, _ hasEnded: Bool
    ) -> StopOrder? {
        let ended = task.containers.compactMap { container -> ContainerState? in
            let found = state.containers.first { $0.name == container.name }
            return container.essential && found?.status == .stopped ? found : nil
        }
        guard hasEnded || !ended.isEmpty else { return nil }
        // What never ran has no exit code, and a reason if it was tried.
        let failed = state.containers.contains { $0.exitCode == nil && $0.reason != nil }
        if state.startedAt == nil, failed || ended.allSatisfy({ $0.exitCode == nil }) {
            let words = [report.reason] + state.containers.map(\.reason)
            return StopOrder(
                code: .taskFailedToStart,
                reason: words.compactMap { $0 }.first { !$0.isEmpty } ?? "Task failed to start")
        }
        if ended.isEmpty, let reason = report.reason, !reason.isEmpty {
            return StopOrder(code: .essentialContainerExited, reason: reason)
        }
        return StopOrder(
            code: .essentialContainerExited, reason: "Essential container in task exited")
    }
}
