import AgentProtocol
package import Shapes
import Workload

/// A task as the checkpoint holds it. What was under way is not in it: it is decided anew.
package struct TaskRecord: Shape {
    var payload = ACS.Task()
    var stop: StopRecord?
    var sandbox: SandboxRecord?
    var containers: [ContainerRecord] = []
    var status = ReportedStatus.pending
    var reportedTask = ReportedStatus.pending
    var reportedContainers: [String: ReportedStatus] = [:]
    var pullStartedAt: Timestamp?
    var pullStoppedAt: Timestamp?
    var executionStoppedAt: Timestamp?
    var endedAt: Timestamp?
    var finishedAt: Timestamp?

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("payload", &payload)
        visitor.field("stop", &stop)
        visitor.field("sandbox", &sandbox)
        visitor.field("containers", &containers)
        visitor.field("status", &status)
        visitor.field("reportedTask", &reportedTask)
        visitor.field("reportedContainers", &reportedContainers)
        visitor.field("pullStartedAt", &pullStartedAt)
        visitor.field("pullStoppedAt", &pullStoppedAt)
        visitor.field("executionStoppedAt", &executionStoppedAt)
        visitor.field("endedAt", &endedAt)
        visitor.field("finishedAt", &finishedAt)
    }
}

struct StopRecord: Shape {
    var reason: String?
    var at: Timestamp?

    init() {}

    mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("reason", &reason)
        visitor.field("at", &at)
    }
}

/// The sandbox's id, ports and whether it is still there.
struct SandboxRecord: Shape {
    enum Phase: String, ShapeEnum {
        case ready, lingering, gone
    }

    var id: String?
    var phase = Phase.ready
    var address: String?
    var ports: [PortRecord] = []

    init() {}

    mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("id", &id)
        visitor.field("phase", &phase)
        visitor.field("address", &address)
        visitor.field("ports", &ports)
    }
}

struct PortRecord: Shape {
    var container = 0
    var host = 0
    var transport = ""
    var address = ""

    init() {}

    mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("container", &container)
        visitor.field("host", &host)
        visitor.field("transport", &transport)
        visitor.field("address", &address)
    }
}

/// How far the log service has taken one attempt's output.
struct LogRecord: Shape {
    var attempt = 0
    var inode: Int?
    var offset: Int?

    init() {}

    mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("attempt", &attempt)
        visitor.field("inode", &inode)
        visitor.field("offset", &offset)
    }
}

struct ContainerRecord: Shape {
    enum Phase: String, ShapeEnum {
        case waiting, pulled, created, running, ended
    }

    var name = ""
    var phase = Phase.waiting
    var attempt = 0
    var imageID: String?
    var imageDigest: String?
    var runtimeID: String?
    var runningSince: Timestamp?
    var firstStartedAt: Timestamp?
    var lastRestartAt: Timestamp?
    var health: HealthState?
    var logStream: String?
    var unsentLogs: [LogRecord]?
    var ending: ContainerMachine.Ending.Kind?
    var endedAt: Timestamp?
    var exitCode: Int?
    var reason: String?

    init() {}

    mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("name", &name)
        visitor.field("phase", &phase)
        visitor.field("attempt", &attempt)
        visitor.field("imageID", &imageID)
        visitor.field("imageDigest", &imageDigest)
        visitor.field("runtimeID", &runtimeID)
        visitor.field("runningSince", &runningSince)
        visitor.field("firstStartedAt", &firstStartedAt)
        visitor.field("lastRestartAt", &lastRestartAt)
        visitor.field("health", &health)
        visitor.field("logStream", &logStream)
        visitor.field("unsentLogs", &unsentLogs)
        visitor.field("ending", &ending)
        visitor.field("endedAt", &endedAt)
        visitor.field("exitCode", &exitCode)
        visitor.field("reason", &reason)
    }
}
