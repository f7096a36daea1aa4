package import ECSModel
package import Shapes

/// What an agent says about a task, in one of its three ways of saying it.
package struct TaskReport: Sendable {
    /// The task's phase as the agent sees it; nil when the report is about containers alone.
    package var status: TaskStatus?
    /// Why, in the agent's words.
    package var reason: String?
    package var containers: [ContainerReport] = []
    package var managedAgents: [ECSAPI.ManagedAgentStateChange] = []
    package var pullStartedAt: Timestamp?
    package var pullStoppedAt: Timestamp?
    package var executionStoppedAt: Timestamp?

    /// An empty report.
    package init() {}

    /// What an agent says about one container.
    package struct ContainerReport: Sendable {
        package var name: String
        package var status: ContainerStatus?
        package var exitCode: Int?
        package var reason: String?
        package var runtimeID: String?
        package var imageDigest: String?
        package var networkBindings: [ECSAPI.NetworkBinding]?

        /// A report about the container called `name`.
        package init(name: String) { self.name = name }
    }

    /// The phase that an agent's word for a task stands for; nil for a word that is not known.
    package static func status(reported word: String) -> TaskStatus? {
        switch word {
        case "NONE", "MANIFEST_PULLED", "CREATED": .pending
        default: TaskStatus(rawValue: word)
        }
    }

    /// The report in a SubmitTaskStateChange.
    package init(_ change: ECSAPI.SubmitTaskStateChangeRequest) {
        status = change.status.flatMap { TaskReport.status(reported: $0) }
        reason = change.reason
        managedAgents = change.managedAgents ?? []
        pullStartedAt = change.pullStartedAt
        pullStoppedAt = change.pullStoppedAt
        executionStoppedAt = change.executionStoppedAt
        containers = (change.containers ?? []).compactMap { container in
            guard let name = container.containerName else { return nil }
            var report = ContainerReport(name: name)
            report.status = container.status.flatMap { ContainerStatus(reported: $0) }
            report.exitCode = container.exitCode
            report.reason = container.reason
            report.runtimeID = container.runtimeId
            report.imageDigest = container.imageDigest
            report.networkBindings = container.networkBindings
            return report
        }
    }

    /// The report in a SubmitContainerStateChange.
    package init(_ change: ECSAPI.SubmitContainerStateChangeRequest) {
        guard let name = change.containerName else { return }
        var report = ContainerReport(name: name)
        report.status = change.status.flatMap { ContainerStatus(reported: $0) }
        report.exitCode = change.exitCode
        report.reason = change.reason
        report.runtimeID = change.runtimeId
        report.networkBindings = change.networkBindings
        containers = [report]
    }
}
