package import ECSModel
package import Shapes

/// What is known of a task from its agent: the record that reports are merged into. A task without
/// one was not heard of yet; ``initial(of:)`` is what it shows.
package struct TaskState: Shape {
    package var status = TaskStatus.pending
    package var containers: [ContainerState] = []
    /// Of a task in network mode awsvpc.
    package var attachment: AttachmentState?
    /// Of a task of Fargate: the id of the machine that was ordered for it.
    package var machine: String?
    package var startedAt: Timestamp?
    package var pullStartedAt: Timestamp?
    package var pullStoppedAt: Timestamp?
    package var executionStoppedAt: Timestamp?
    package var stoppedAt: Timestamp?
    /// How often this record was changed since it was made.
    package var changes = 0

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("status", &status)
        visitor.field("containers", &containers)
        visitor.field("attachment", &attachment)
        visitor.field("machine", &machine)
        visitor.field("startedAt", &startedAt)
        visitor.field("pullStartedAt", &pullStartedAt)
        visitor.field("pullStoppedAt", &pullStoppedAt)
        visitor.field("executionStoppedAt", &executionStoppedAt)
        visitor.field("stoppedAt", &stoppedAt)
        visitor.field("changes", &changes)
    }

    /// What a task shows before its agent has reported anything.
    package static func initial(of task: TaskRecord) -> TaskState {
        var state = TaskState()
        if task.network != nil {
            state.status = .provisioning
            state.attachment = AttachmentState()
        }
        state.containers = task.containers.map { container in
            ContainerState { $0.name = container.name }
        }
        return state
    }

    /// The health of the task from that of its essential containers: unhealthy when one is, healthy
    /// when all are, else unknown, which a container without a check always is.
    package func health(of task: TaskRecord) -> ECSAPI.HealthStatus {
        let found = task.containers.filter(\.essential).map { container in
            containers.first { $0.name == container.name }?.health ?? .unknown
        }
        if found.contains(.unhealthy) { return .unhealthy }
        if found.isEmpty || found.contains(.unknown) { return .unknown }
        return .healthy
    }
}

/// What is known of one container.
package struct ContainerState: Shape {
    package var name = ""
    package var status = ContainerStatus.pending
    package var exitCode: Int?
    package var reason: String?
    package var runtimeID: String?
    package var imageDigest: String?
    package var networkBindings: [ECSAPI.NetworkBinding]?
    package var health: ECSAPI.HealthStatus?
    package var managedAgents: [ECSAPI.ManagedAgent]?

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("name", &name)
        visitor.field("status", &status)
        visitor.field("exitCode", &exitCode)
        visitor.field("reason", &reason)
        visitor.field("runtimeID", &runtimeID)
        visitor.field("imageDigest", &imageDigest)
        visitor.field("networkBindings", &networkBindings)
        visitor.field("health", &health)
        visitor.field("managedAgents", &managedAgents)
    }
}

/// The phases of a container's life, in order; it never goes back (a restart by its restart policy is
/// not shown).
package enum ContainerStatus: String, ShapeEnum, CaseIterable, Comparable {
    case pending = "PENDING"
    case running = "RUNNING"
    case stopped = "STOPPED"

    private var order: Int {
        switch self {
        case .pending: 0
        case .running: 1
        case .stopped: 2
        }
    }

    package static func < (left: ContainerStatus, right: ContainerStatus) -> Bool {
        left.order < right.order
    }

    /// The phase that an agent's word stands for; nil for a word that is not known. Agents say
    /// more than the API shows: created containers and pulled manifests count as pending, containers
    /// whose resources are ready as running.
    package init?(reported word: String) {
        switch word {
        case "NONE", "MANIFEST_PULLED", "PULLED", "CREATED", "PENDING": self = .pending
        case "RUNNING", "RESOURCES_PROVISIONED": self = .running
        case "STOPPED", "ZOMBIE": self = .stopped
        default: return nil
        }
    }
}
