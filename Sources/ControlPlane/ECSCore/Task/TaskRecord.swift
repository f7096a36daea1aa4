package import ECSModel
package import Shapes

/// What a task is and what is wanted of it: the record that the API and schedulers write. What the
/// agent sees of it stands in ``TaskState``.
package struct TaskRecord: Shape {
    /// 32 hexadecimal digits.
    package var id = ""
    /// The name of its cluster.
    package var cluster = ""
    /// The id of the instance it was placed on.
    package var instance: String?
    package var availabilityZone: String?
    package var family = ""
    package var revision = 0
    /// Its task group; `family:FAMILY` unless the caller named one.
    package var group = ""
    package var startedBy: String?
    package var launchType = ECSAPI.LaunchType.ec2
    package var overrides: ECSAPI.TaskOverride?
    package var tags: [ECSAPI.Tag]?
    package var enableExecuteCommand = false
    /// In network mode awsvpc.
    package var network: TaskNetwork?
    /// Of a task of Fargate.
    package var platformVersion: String?
    package var ephemeralStorageGiB: Int?
    /// CPU units and MiB as DescribeTasks shows them.
    package var cpu: String?
    package var memory: String?
    package var containers: [ContainerIdentity] = []
    package var createdAt: Timestamp?
    /// Names the credentials of the task role towards the agent; nil without a role.
    package var roleCredentialsID: String?
    /// Names the credentials of the execution role towards the agent.
    package var executionCredentialsID: String?

    // What is wanted of it.
    package var desiredStatus = TaskStatus.running
    package var stopCode: ECSAPI.TaskStopCode?
    package var stoppedReason: String?
    package var stoppingAt: Timestamp?
    /// How often this record was changed since it was made.
    package var changes = 0

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("id", &id)
        visitor.field("cluster", &cluster)
        visitor.field("instance", &instance)
        visitor.field("availabilityZone", &availabilityZone)
        visitor.field("family", &family)
        visitor.field("revision", &revision)
        visitor.field("group", &group)
        visitor.field("startedBy", &startedBy)
        visitor.field("launchType", &launchType)
        visitor.field("overrides", &overrides)
        visitor.field("tags", &tags)
        visitor.field("enableExecuteCommand", &enableExecuteCommand)
        visitor.field("network", &network)
        visitor.field("platformVersion", &platformVersion)
        visitor.field("ephemeralStorageGiB", &ephemeralStorageGiB)
        visitor.field("cpu", &cpu)
        visitor.field("memory", &memory)
        visitor.field("containers", &containers)
        visitor.field("createdAt", &createdAt)
        visitor.field("roleCredentialsID", &roleCredentialsID)
        visitor.field("executionCredentialsID", &executionCredentialsID)
        visitor.field("desiredStatus", &desiredStatus)
        visitor.field("stopCode", &stopCode)
        visitor.field("stoppedReason", &stoppedReason)
        visitor.field("stoppingAt", &stoppingAt)
        visitor.field("changes", &changes)
    }
}

/// A container of a task as it was when the task was made.
package struct ContainerIdentity: Shape {
    package var name = ""
    /// A UUID, the last part of its ARN.
    package var id = ""
    package var image = ""
    package var essential = true
    package var cpu = 0
    package var memory: Int?
    package var memoryReservation: Int?
    /// GPU devices that it was given.
    package var gpuIDs: [String]?

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("name", &name)
        visitor.field("id", &id)
        visitor.field("image", &image)
        visitor.field("essential", &essential)
        visitor.field("cpu", &cpu)
        visitor.field("memory", &memory)
        visitor.field("memoryReservation", &memoryReservation)
        visitor.field("gpuIDs", &gpuIDs)
    }
}

/// The phases of a task's life, in order. A task may skip phases and never goes back.
///
/// ```
/// PROVISIONING → PENDING → ACTIVATING → RUNNING → DEACTIVATING → STOPPING → DEPROVISIONING → STOPPED
/// ```
///
/// PROVISIONING is for what is made before the agent hears of a task (network interfaces, machines),
/// ACTIVATING and DEACTIVATING for load balancers, DEPROVISIONING for taking down what was made.
package enum TaskStatus: String, ShapeEnum, CaseIterable, Comparable {
    case provisioning = "PROVISIONING"
    case pending = "PENDING"
    case activating = "ACTIVATING"
    case running = "RUNNING"
    case deactivating = "DEACTIVATING"
    case stopping = "STOPPING"
    case deprovisioning = "DEPROVISIONING"
    case stopped = "STOPPED"

    private var order: Int {
        switch self {
        case .provisioning: 0
        case .pending: 1
        case .activating: 2
        case .running: 3
        case .deactivating: 4
        case .stopping: 5
        case .deprovisioning: 6
        case .stopped: 7
        }
    }

    package static func < (left: TaskStatus, right: TaskStatus) -> Bool {
        left.order < right.order
    }
}
