package import Shapes
package import Workload

/// How far the control plane knows something to be; it only grows.
package enum ReportedStatus: String, Sendable, Hashable, Comparable, CaseIterable, ShapeEnum {
    case pending = "PENDING"
    case running = "RUNNING"
    case stopped = "STOPPED"

    private var rank: Int {
        switch self {
        case .pending: 0
        case .running: 1
        case .stopped: 2
        }
    }

    package static func < (left: ReportedStatus, right: ReportedStatus) -> Bool {
        left.rank < right.rank
    }
}

/// A SubmitTaskStateChange or SubmitContainerStateChange.
package enum Submission: Sendable, Hashable {
    case task(TaskChange)
    case container(ContainerChange, taskARN: String, cluster: String)
}

/// What SubmitTaskStateChange says.
package struct TaskChange: Sendable, Hashable {
    package var arn: String
    package var cluster: String
    package var status: ReportedStatus
    package var reason: String?
    package var containers: [ContainerChange]
    package var pullStartedAt: Timestamp?
    package var pullStoppedAt: Timestamp?
    package var executionStoppedAt: Timestamp?
}

/// A container as a submission shows it.
package struct ContainerChange: Sendable, Hashable {
    package var name: String
    package var status: ReportedStatus
    package var runtimeID: String?
    package var imageDigest: String?
    package var exitCode: Int?
    package var reason: String?
    package var bindings: [PortBinding]
}
