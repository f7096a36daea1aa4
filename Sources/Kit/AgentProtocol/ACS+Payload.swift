package import Shapes

// Members and their order are those of the protocol's model (ecsacs 2014-11-13). All are optional
// on the wire.

extension ACS {
    /// Tasks whose desired state the control plane sets on this instance. The agent answers with an
    /// `AckRequest` once it has durably taken the message, or a `NackRequest`; until then the
    /// control plane sends it again on every connection.
    package struct PayloadMessage: Shape, Hashable {
        package var containerInstanceArn: String?
        package var clusterArn: String?
        package var tasks: [Task]?
        package var generatedAt: Int?
        package var messageId: String?
        package var seqNum: Int?
        package var timeline: Int?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("containerInstanceArn", &containerInstanceArn)
            visitor.field("clusterArn", &clusterArn)
            visitor.field("tasks", &tasks)
            visitor.field("generatedAt", &generatedAt)
            visitor.field("messageId", &messageId)
            visitor.field("seqNum", &seqNum)
            visitor.field("timeline", &timeline)
        }
    }

    /// One task as the agent is to run it. Overrides of the task definition by RunTask are already
    /// merged in by the control plane, except a container's command (`Container.overrides`).
    package struct Task: Shape, Hashable {
        package var arn: String?
        package var taskClusterArn: String?
        package var containers: [Container]?
        package var desiredStatus: String?
        package var family: String?
        package var overrides: String?
        package var version: String?
        package var zone: String?
        package var taskDefinitionAccountId: String?
        package var volumes: [Volume]?
        package var roleCredentials: IAMRoleCredentials?
        package var executionRoleCredentials: IAMRoleCredentials?
        package var elasticNetworkInterfaces: [ElasticNetworkInterface]?
        package var cpu: Double?
        package var memory: Int?
        package var associations: [Association]?
        package var pidMode: String?
        package var ipcMode: String?
        package var proxyConfiguration: ProxyConfiguration?
        package var agentConfiguration: String?
        package var launchType: String?
        package var attachments: [Attachment]?
        package var networkMode: String?
        package var serviceName: String?
        package var group: String?
        package var enableFaultInjection: Bool?
        package var trustedExecutionConfiguration: TrustedExecutionConfiguration?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("arn", &arn)
            visitor.field("taskClusterArn", &taskClusterArn)
            visitor.field("containers", &containers)
            visitor.field("desiredStatus", &desiredStatus)
            visitor.field("family", &family)
            visitor.field("overrides", &overrides)
            visitor.field("version", &version)
            visitor.field("zone", &zone)
            visitor.field("taskDefinitionAccountId", &taskDefinitionAccountId)
            visitor.field("volumes", &volumes)
            visitor.field("roleCredentials", &roleCredentials)
            visitor.field("executionRoleCredentials", &executionRoleCredentials)
            visitor.field("elasticNetworkInterfaces", &elasticNetworkInterfaces)
            visitor.field("cpu", &cpu)
            visitor.field("memory", &memory)
            visitor.field("associations", &associations)
            visitor.field("pidMode", &pidMode)
            visitor.field("ipcMode", &ipcMode)
            visitor.field("proxyConfiguration", &proxyConfiguration)
            visitor.field("agentConfiguration", &agentConfiguration)
            visitor.field("launchType", &launchType)
            visitor.field("attachments", &attachments)
            visitor.field("networkMode", &networkMode)
            visitor.field("serviceName", &serviceName)
            visitor.field("group", &group)
            visitor.field("enableFaultInjection", &enableFaultInjection)
            visitor.field("trustedExecutionConfiguration", &trustedExecutionConfiguration)
        }
    }

    /// A task and the state that is wanted of it (`RUNNING` or `STOPPED`).
    package struct TaskIdentifier: Shape, Hashable {
        package var taskArn: String?
        package var taskClusterArn: String?
        package var desiredStatus: String?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("taskArn", &taskArn)
            visitor.field("taskClusterArn", &taskClusterArn)
            visitor.field("desiredStatus", &desiredStatus)
        }
    }

    /// Whether, and how often, the agent restarts a container that ended. `restartAttemptPeriod` is
    /// in seconds.
    package struct RestartPolicy: Shape, Hashable {
        package var enabled: Bool?
        package var ignoredExitCodes: [Int]?
        package var restartAttemptPeriod: Int?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("enabled", &enabled)
            visitor.field("ignoredExitCodes", &ignoredExitCodes)
            visitor.field("restartAttemptPeriod", &restartAttemptPeriod)
        }
    }

    /// Names how far another container must have come before one may start.
    package struct ContainerCondition: WireName {
        package var rawValue: String

        package init(rawValue: String) { self.rawValue = rawValue }

        package static let start = Self(rawValue: "START")
        package static let complete = Self(rawValue: "COMPLETE")
        package static let success = Self(rawValue: "SUCCESS")
        package static let healthy = Self(rawValue: "HEALTHY")
    }

    /// `ContainerDependency` of the protocol.
    package struct ContainerDependency: Shape, Hashable {
        package var containerName: String?
        package var condition: ContainerCondition?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("containerName", &containerName)
            visitor.field("condition", &condition)
        }
    }

    /// `MountPoint` of the protocol.
    package struct MountPoint: Shape, Hashable {
        package var sourceVolume: String?
        package var containerPath: String?
        package var readOnly: Bool?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("sourceVolume", &sourceVolume)
            visitor.field("containerPath", &containerPath)
            visitor.field("readOnly", &readOnly)
        }
    }

    /// `VolumeFrom` of the protocol.
    package struct VolumeFrom: Shape, Hashable {
        package var sourceContainer: String?
        package var readOnly: Bool?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("sourceContainer", &sourceContainer)
            visitor.field("readOnly", &readOnly)
        }
    }

    /// Names a port's transport.
    package struct TransportProtocol: WireName {
        package var rawValue: String

        package init(rawValue: String) { self.rawValue = rawValue }

        package static let tcp = Self(rawValue: "tcp")
        package static let udp = Self(rawValue: "udp")
    }

    /// `PortMapping` of the protocol.
    package struct PortMapping: Shape, Hashable {
        package var containerPort: Int?
        package var hostPort: Int?
        package var containerPortRange: String?
        package var transport: TransportProtocol?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("containerPort", &containerPort)
            visitor.field("hostPort", &hostPort)
            visitor.field("containerPortRange", &containerPortRange)
            visitor.field("protocol", &transport)
        }
    }

    /// Linux settings; those that docker's `HostConfig` knows are in `dockerConfig` too.
    package struct LinuxParameters: Shape, Hashable {
        package var capabilities: KernelCapabilities?
        package var devices: [Device]?
        package var initProcessEnabled: Bool?
        package var sharedMemorySize: Int?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("capabilities", &capabilities)
            visitor.field("devices", &devices)
            visitor.field("initProcessEnabled", &initProcessEnabled)
            visitor.field("sharedMemorySize", &sharedMemorySize)
        }
    }

    /// `KernelCapabilities` of the protocol.
    package struct KernelCapabilities: Shape, Hashable {
        package var add: [String]?
        package var drop: [String]?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("add", &add)
            visitor.field("drop", &drop)
        }
    }

    /// `Device` of the protocol.
    package struct Device: Shape, Hashable {
        package var hostPath: String?
        package var containerPath: String?
        package var permissions: [DeviceCgroupPermission]?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("hostPath", &hostPath)
            visitor.field("containerPath", &containerPath)
            visitor.field("permissions", &permissions)
        }
    }

    /// `DeviceCgroupPermission` of the protocol.
    package struct DeviceCgroupPermission: WireName {
        package var rawValue: String

        package init(rawValue: String) { self.rawValue = rawValue }

        package static let read = Self(rawValue: "read")
        package static let write = Self(rawValue: "write")
        package static let mknod = Self(rawValue: "mknod")
    }

    /// Names who runs health checks.
    package struct HealthCheckType: WireName {
        package var rawValue: String

        package init(rawValue: String) { self.rawValue = rawValue }

        package static let docker = Self(rawValue: "docker")
    }

    /// Names whose credentials write logs.
    package struct AuthStrategy: WireName {
        package var rawValue: String

        package init(rawValue: String) { self.rawValue = rawValue }

        package static let executionRole = Self(rawValue: "ExecutionRole")
    }

    /// JSON texts in the form of docker's `Config` and `HostConfig` (see `DockerContainerConfig`
    /// and `DockerHostConfig`), and the docker API version they are written for.
    package struct DockerConfig: Shape, Hashable {
        package var version: String?
        package var config: String?
        package var hostConfig: String?

        package init() {}

        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("version", &version)
            visitor.field("config", &config)
            visitor.field("hostConfig", &hostConfig)
        }
    }
}
