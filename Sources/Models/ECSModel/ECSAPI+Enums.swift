// Generated from Models/aws/ecs.json by `make models`; do not edit.
// swift-format-ignore-file

import Shapes

extension ECSAPI {
    /// `AgentUpdateStatus` of the model.
    package enum AgentUpdateStatus: String, ShapeEnum, CaseIterable {
        case pending = "PENDING"
        case staging = "STAGING"
        case staged = "STAGED"
        case updating = "UPDATING"
        case updated = "UPDATED"
        case failed = "FAILED"
    }
    /// `ApplicationProtocol` of the model.
    package enum ApplicationProtocol: String, ShapeEnum, CaseIterable {
        case http = "http"
        case http2 = "http2"
        case grpc = "grpc"
    }
    /// `AssignPublicIp` of the model.
    package enum AssignPublicIp: String, ShapeEnum, CaseIterable {
        case enabled = "ENABLED"
        case disabled = "DISABLED"
    }
    /// `CPUArchitecture` of the model.
    package enum CPUArchitecture: String, ShapeEnum, CaseIterable {
        case x8664 = "X86_64"
        case arm64 = "ARM64"
    }
    /// `ClusterField` of the model.
    package enum ClusterField: String, ShapeEnum, CaseIterable {
        case attachments = "ATTACHMENTS"
        case configurations = "CONFIGURATIONS"
        case settings = "SETTINGS"
        case statistics = "STATISTICS"
        case tags = "TAGS"
    }
    /// `ClusterSettingName` of the model.
    package enum ClusterSettingName: String, ShapeEnum, CaseIterable {
        case containerInsights = "containerInsights"
    }
    /// `Compatibility` of the model.
    package enum Compatibility: String, ShapeEnum, CaseIterable {
        case ec2 = "EC2"
        case fargate = "FARGATE"
        case external = "EXTERNAL"
        case managedInstances = "MANAGED_INSTANCES"
    }
    /// `Connectivity` of the model.
    package enum Connectivity: String, ShapeEnum, CaseIterable {
        case connected = "CONNECTED"
        case disconnected = "DISCONNECTED"
    }
    /// `ContainerCondition` of the model.
    package enum ContainerCondition: String, ShapeEnum, CaseIterable {
        case start = "START"
        case complete = "COMPLETE"
        case success = "SUCCESS"
        case healthy = "HEALTHY"
    }
    /// `ContainerInstanceField` of the model.
    package enum ContainerInstanceField: String, ShapeEnum, CaseIterable {
        case tags = "TAGS"
        case containerInstanceHealth = "CONTAINER_INSTANCE_HEALTH"
    }
    /// `ContainerInstanceStatus` of the model.
    package enum ContainerInstanceStatus: String, ShapeEnum, CaseIterable {
        case active = "ACTIVE"
        case draining = "DRAINING"
        case registering = "REGISTERING"
        case deregistering = "DEREGISTERING"
        case registrationFailed = "REGISTRATION_FAILED"
    }
    /// `DesiredStatus` of the model.
    package enum DesiredStatus: String, ShapeEnum, CaseIterable {
        case running = "RUNNING"
        case pending = "PENDING"
        case stopped = "STOPPED"
    }
    /// `DeviceCgroupPermission` of the model.
    package enum DeviceCgroupPermission: String, ShapeEnum, CaseIterable {
        case read = "read"
        case write = "write"
        case mknod = "mknod"
    }
    /// `EBSResourceType` of the model.
    package enum EBSResourceType: String, ShapeEnum, CaseIterable {
        case volume = "volume"
    }
    /// `EFSAuthorizationConfigIAM` of the model.
    package enum EFSAuthorizationConfigIAM: String, ShapeEnum, CaseIterable {
        case enabled = "ENABLED"
        case disabled = "DISABLED"
    }
    /// `EFSTransitEncryption` of the model.
    package enum EFSTransitEncryption: String, ShapeEnum, CaseIterable {
        case enabled = "ENABLED"
        case disabled = "DISABLED"
    }
    /// `EnvironmentFileType` of the model.
    package enum EnvironmentFileType: String, ShapeEnum, CaseIterable {
        case s3 = "s3"
    }
    /// `ExecuteCommandLogging` of the model.
    package enum ExecuteCommandLogging: String, ShapeEnum, CaseIterable {
        case none = "NONE"
        case `default` = "DEFAULT"
        case override = "OVERRIDE"
    }
    /// `FirelensConfigurationType` of the model.
    package enum FirelensConfigurationType: String, ShapeEnum, CaseIterable {
        case fluentd = "fluentd"
        case fluentbit = "fluentbit"
    }
    /// `HealthStatus` of the model.
    package enum HealthStatus: String, ShapeEnum, CaseIterable {
        case healthy = "HEALTHY"
        case unhealthy = "UNHEALTHY"
        case unknown = "UNKNOWN"
    }
    /// `InstanceHealthCheckState` of the model.
    package enum InstanceHealthCheckState: String, ShapeEnum, CaseIterable {
        case ok = "OK"
        case impaired = "IMPAIRED"
        case insufficientData = "INSUFFICIENT_DATA"
        case initializing = "INITIALIZING"
    }
    /// `InstanceHealthCheckType` of the model.
    package enum InstanceHealthCheckType: String, ShapeEnum, CaseIterable {
        case containerRuntime = "CONTAINER_RUNTIME"
        case acceleratedCompute = "ACCELERATED_COMPUTE"
        case daemon = "DAEMON"
    }
    /// `IpcMode` of the model.
    package enum IpcMode: String, ShapeEnum, CaseIterable {
        case host = "host"
        case task = "task"
        case none = "none"
    }
    /// `LaunchType` of the model.
    package enum LaunchType: String, ShapeEnum, CaseIterable {
        case ec2 = "EC2"
        case fargate = "FARGATE"
        case external = "EXTERNAL"
        case managedInstances = "MANAGED_INSTANCES"
    }
    /// `LogDriver` of the model.
    package enum LogDriver: String, ShapeEnum, CaseIterable {
        case jsonFile = "json-file"
        case syslog = "syslog"
        case journald = "journald"
        case gelf = "gelf"
        case fluentd = "fluentd"
        case awslogs = "awslogs"
        case splunk = "splunk"
        case awsfirelens = "awsfirelens"
    }
    /// `ManagedAgentName` of the model.
    package enum ManagedAgentName: String, ShapeEnum, CaseIterable {
        case executeCommandAgent = "ExecuteCommandAgent"
    }
    /// `NetworkMode` of the model.
    package enum NetworkMode: String, ShapeEnum, CaseIterable {
        case bridge = "bridge"
        case host = "host"
        case awsvpc = "awsvpc"
        case none = "none"
    }
    /// `OSFamily` of the model.
    package enum OSFamily: String, ShapeEnum, CaseIterable {
        case windowsServer2019Full = "WINDOWS_SERVER_2019_FULL"
        case windowsServer2019Core = "WINDOWS_SERVER_2019_CORE"
        case windowsServer2016Full = "WINDOWS_SERVER_2016_FULL"
        case windowsServer2004Core = "WINDOWS_SERVER_2004_CORE"
        case windowsServer2022Core = "WINDOWS_SERVER_2022_CORE"
        case windowsServer2022Full = "WINDOWS_SERVER_2022_FULL"
        case windowsServer2025Core = "WINDOWS_SERVER_2025_CORE"
        case windowsServer2025Full = "WINDOWS_SERVER_2025_FULL"
        case windowsServer20h2Core = "WINDOWS_SERVER_20H2_CORE"
        case linux = "LINUX"
    }
    /// `PidMode` of the model.
    package enum PidMode: String, ShapeEnum, CaseIterable {
        case host = "host"
        case task = "task"
    }
    /// `PlacementConstraintType` of the model.
    package enum PlacementConstraintType: String, ShapeEnum, CaseIterable {
        case distinctInstance = "distinctInstance"
        case memberOf = "memberOf"
    }
    /// `PlacementStrategyType` of the model.
    package enum PlacementStrategyType: String, ShapeEnum, CaseIterable {
        case random = "random"
        case spread = "spread"
        case binpack = "binpack"
    }
    /// `PlatformDeviceType` of the model.
    package enum PlatformDeviceType: String, ShapeEnum, CaseIterable {
        case gpu = "GPU"
    }
    /// `PropagateTags` of the model.
    package enum PropagateTags: String, ShapeEnum, CaseIterable {
        case taskDefinition = "TASK_DEFINITION"
        case service = "SERVICE"
        case none = "NONE"
    }
    /// `ProxyConfigurationType` of the model.
    package enum ProxyConfigurationType: String, ShapeEnum, CaseIterable {
        case appmesh = "APPMESH"
    }
    /// `ResourceType` of the model.
    package enum ResourceType: String, ShapeEnum, CaseIterable {
        case gpu = "GPU"
        case inferenceAccelerator = "InferenceAccelerator"
    }
    /// `Scope` of the model.
    package enum Scope: String, ShapeEnum, CaseIterable {
        case task = "task"
        case shared = "shared"
    }
    /// `SettingName` of the model.
    package enum SettingName: String, ShapeEnum, CaseIterable {
        case serviceLongArnFormat = "serviceLongArnFormat"
        case taskLongArnFormat = "taskLongArnFormat"
        case containerInstanceLongArnFormat = "containerInstanceLongArnFormat"
        case awsvpcTrunking = "awsvpcTrunking"
        case containerInsights = "containerInsights"
        case fargateFIPSMode = "fargateFIPSMode"
        case tagResourceAuthorization = "tagResourceAuthorization"
        case fargateTaskRetirementWaitPeriod = "fargateTaskRetirementWaitPeriod"
        case guardDutyActivate = "guardDutyActivate"
        case defaultLogDriverMode = "defaultLogDriverMode"
        case fargateEventWindows = "fargateEventWindows"
    }
    /// `SettingType` of the model.
    package enum SettingType: String, ShapeEnum, CaseIterable {
        case user = "user"
        case awsManaged = "aws_managed"
    }
    /// `SortOrder` of the model.
    package enum SortOrder: String, ShapeEnum, CaseIterable {
        case asc = "ASC"
        case desc = "DESC"
    }
    /// `TargetType` of the model.
    package enum TargetType: String, ShapeEnum, CaseIterable {
        case containerInstance = "container-instance"
    }
    /// `TaskDefinitionFamilyStatus` of the model.
    package enum TaskDefinitionFamilyStatus: String, ShapeEnum, CaseIterable {
        case active = "ACTIVE"
        case inactive = "INACTIVE"
        case all = "ALL"
    }
    /// `TaskDefinitionField` of the model.
    package enum TaskDefinitionField: String, ShapeEnum, CaseIterable {
        case tags = "TAGS"
    }
    /// `TaskDefinitionPlacementConstraintType` of the model.
    package enum TaskDefinitionPlacementConstraintType: String, ShapeEnum, CaseIterable {
        case memberOf = "memberOf"
    }
    /// `TaskDefinitionStatus` of the model.
    package enum TaskDefinitionStatus: String, ShapeEnum, CaseIterable {
        case active = "ACTIVE"
        case inactive = "INACTIVE"
        case deleteInProgress = "DELETE_IN_PROGRESS"
    }
    /// `TaskField` of the model.
    package enum TaskField: String, ShapeEnum, CaseIterable {
        case tags = "TAGS"
    }
    /// `TaskFilesystemType` of the model.
    package enum TaskFilesystemType: String, ShapeEnum, CaseIterable {
        case ext3 = "ext3"
        case ext4 = "ext4"
        case xfs = "xfs"
        case ntfs = "ntfs"
    }
    /// `TaskStopCode` of the model.
    package enum TaskStopCode: String, ShapeEnum, CaseIterable {
        case taskFailedToStart = "TaskFailedToStart"
        case essentialContainerExited = "EssentialContainerExited"
        case userInitiated = "UserInitiated"
        case serviceSchedulerInitiated = "ServiceSchedulerInitiated"
        case spotInterruption = "SpotInterruption"
        case terminationNotice = "TerminationNotice"
    }
    /// `TransportProtocol` of the model.
    package enum TransportProtocol: String, ShapeEnum, CaseIterable {
        case tcp = "tcp"
        case udp = "udp"
    }
    /// `UlimitName` of the model.
    package enum UlimitName: String, ShapeEnum, CaseIterable {
        case core = "core"
        case cpu = "cpu"
        case data = "data"
        case fsize = "fsize"
        case locks = "locks"
        case memlock = "memlock"
        case msgqueue = "msgqueue"
        case nice = "nice"
        case nofile = "nofile"
        case nproc = "nproc"
        case rss = "rss"
        case rtprio = "rtprio"
        case rttime = "rttime"
        case sigpending = "sigpending"
        case stack = "stack"
    }
    /// `VersionConsistency` of the model.
    package enum VersionConsistency: String, ShapeEnum, CaseIterable {
        case enabled = "enabled"
        case disabled = "disabled"
    }
}
