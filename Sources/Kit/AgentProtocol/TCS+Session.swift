package import Shapes

extension TCS {
    /// Health of containers that have a check.
    package struct PublishHealthRequest: Shape, Hashable {
        package var metadata: HealthMetadata?
        package var tasks: [TaskHealth]?
        package var timestamp: Timestamp?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("metadata", &metadata)
            visitor.field("tasks", &tasks)
            visitor.field("timestamp", &timestamp)
        }
    }

    /// `HealthMetadata` of the protocol.
    package struct HealthMetadata: Shape, Hashable {
        package var cluster: String?
        package var containerInstance: String?
        package var messageId: String?
        package var fin: Bool?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("cluster", &cluster)
            visitor.field("containerInstance", &containerInstance)
            visitor.field("messageId", &messageId)
            visitor.field("fin", &fin)
        }
    }

    /// `TaskHealth` of the protocol.
    package struct TaskHealth: Shape, Hashable {
        package var taskArn: String?
        package var clusterArn: String?
        package var taskDefinitionFamily: String?
        package var taskDefinitionVersion: String?
        package var containers: [ContainerHealth]?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("taskArn", &taskArn)
            visitor.field("clusterArn", &clusterArn)
            visitor.field("taskDefinitionFamily", &taskDefinitionFamily)
            visitor.field("taskDefinitionVersion", &taskDefinitionVersion)
            visitor.field("containers", &containers)
        }
    }

    /// `ContainerHealth` of the protocol.
    package struct ContainerHealth: Shape, Hashable {
        package var containerName: String?
        package var healthStatus: HealthStatus?
        package var statusSince: Timestamp?
        package var statusMessage: String?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("containerName", &containerName)
            visitor.field("healthStatus", &healthStatus)
            visitor.field("statusSince", &statusSince)
            visitor.field("statusMessage", &statusMessage)
        }
    }

    /// Names a container's health.
    package struct HealthStatus: WireName {
        package var rawValue: String

        package init(rawValue: String) { self.rawValue = rawValue }

        package static let healthy = Self(rawValue: "HEALTHY")
        package static let unhealthy = Self(rawValue: "UNHEALTHY")
        package static let unknown = Self(rawValue: "UNKNOWN")
    }

    /// Health of the instance itself.
    package struct PublishInstanceStatusRequest: Shape, Hashable {
        package var metadata: InstanceStatusMetadata?
        package var statuses: [InstanceStatus]?
        package var timestamp: Timestamp?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("metadata", &metadata)
            visitor.field("statuses", &statuses)
            visitor.field("timestamp", &timestamp)
        }
    }

    /// `InstanceStatusMetadata` of the protocol.
    package struct InstanceStatusMetadata: Shape, Hashable {
        package var cluster: String?
        package var containerInstance: String?
        package var requestId: String?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("cluster", &cluster)
            visitor.field("containerInstance", &containerInstance)
            visitor.field("requestId", &requestId)
        }
    }

    /// `InstanceStatus` of the protocol.
    package struct InstanceStatus: Shape, Hashable {
        package var type: String?
        package var status: InstanceHealthcheckStatus?
        package var statusReason: String?
        package var lastUpdated: Timestamp?
        package var lastStatusChange: Timestamp?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("type", &type)
            visitor.field("status", &status)
            visitor.field("statusReason", &statusReason)
            visitor.field("lastUpdated", &lastUpdated)
            visitor.field("lastStatusChange", &lastStatusChange)
        }
    }

    /// `InstanceHealthcheckStatus` of the protocol.
    package struct InstanceHealthcheckStatus: WireName {
        package var rawValue: String

        package init(rawValue: String) { self.rawValue = rawValue }

        package static let ok = Self(rawValue: "OK")
        package static let impaired = Self(rawValue: "IMPAIRED")
        package static let insufficientData = Self(rawValue: "INSUFFICIENT_DATA")
        package static let initializing = Self(rawValue: "INITIALIZING")
    }

    /// The control plane has taken a `PublishMetricsRequest`.
    package struct AckPublishMetric: Shape, Hashable {
        package var message: String?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("message", &message)
        }
    }

    /// The control plane has taken a `PublishHealthRequest`.
    package struct AckPublishHealth: Shape, Hashable {
        package var message: String?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("message", &message)
        }
    }

    /// The control plane has taken a `PublishInstanceStatusRequest`.
    package struct AckPublishInstanceStatus: Shape, Hashable {
        package var message: String?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("message", &message)
        }
    }

    /// Sent by the control plane; not answered.
    package struct HeartbeatMessage: Shape, Hashable {
        package var healthy: Bool?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("healthy", &healthy)
        }
    }

    /// `StartTelemetrySessionRequest` of the protocol.
    package struct StartTelemetrySessionRequest: Shape, Hashable {
        package var cluster: String?
        package var containerInstance: String?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("cluster", &cluster)
            visitor.field("containerInstance", &containerInstance)
        }
    }

    /// The control plane is about to close the connection.
    package struct StopTelemetrySessionMessage: Shape, Hashable {
        package var message: String?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("message", &message)
        }
    }
}
