// Generated from Models/aws/ecs.json by `make models`; do not edit.
// swift-format-ignore-file

package import Shapes

extension ECSAPI {
    /// `Attachment` of the model.
    package struct Attachment: Shape {
        package var id: String?
        package var type: String?
        package var status: String?
        package var details: [KeyValuePair]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("id", &id)
            visitor.field("type", &type)
            visitor.field("status", &status)
            visitor.field("details", &details)
        }
    }
    /// `AttachmentStateChange` of the model.
    package struct AttachmentStateChange: Shape {
        package var attachmentArn: String = ""
        package var status: String = ""
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("attachmentArn", &attachmentArn)
            visitor.field("status", &status)
        }
    }
    /// `Attribute` of the model.
    package struct Attribute: Shape {
        package var name: String = ""
        package var value: String?
        package var targetType: TargetType?
        package var targetId: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("name", &name)
            visitor.field("value", &value)
            visitor.field("targetType", &targetType)
            visitor.field("targetId", &targetId)
        }
    }
    /// `AwsVpcConfiguration` of the model.
    package struct AwsVpcConfiguration: Shape {
        package var subnets: [String] = []
        package var securityGroups: [String]?
        package var assignPublicIp: AssignPublicIp?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("subnets", &subnets)
            visitor.field("securityGroups", &securityGroups)
            visitor.field("assignPublicIp", &assignPublicIp)
        }
    }
    /// `CapacityProviderStrategyItem` of the model.
    package struct CapacityProviderStrategyItem: Shape {
        package var capacityProvider: String = ""
        package var weight: Int?
        package var base: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("capacityProvider", &capacityProvider)
            visitor.field("weight", &weight)
            visitor.field("base", &base)
        }
    }
    /// `Cluster` of the model.
    package struct Cluster: Shape {
        package var clusterArn: String?
        package var clusterName: String?
        package var configuration: ClusterConfiguration?
        package var status: String?
        package var registeredContainerInstancesCount: Int?
        package var runningTasksCount: Int?
        package var pendingTasksCount: Int?
        package var activeServicesCount: Int?
        package var statistics: [KeyValuePair]?
        package var tags: [Tag]?
        package var settings: [ClusterSetting]?
        package var capacityProviders: [String]?
        package var defaultCapacityProviderStrategy: [CapacityProviderStrategyItem]?
        package var attachments: [Attachment]?
        package var attachmentsStatus: String?
        package var serviceConnectDefaults: ClusterServiceConnectDefaults?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("clusterArn", &clusterArn)
            visitor.field("clusterName", &clusterName)
            visitor.field("configuration", &configuration)
            visitor.field("status", &status)
            visitor.field("registeredContainerInstancesCount", &registeredContainerInstancesCount)
            visitor.field("runningTasksCount", &runningTasksCount)
            visitor.field("pendingTasksCount", &pendingTasksCount)
            visitor.field("activeServicesCount", &activeServicesCount)
            visitor.field("statistics", &statistics)
            visitor.field("tags", &tags)
            visitor.field("settings", &settings)
            visitor.field("capacityProviders", &capacityProviders)
            visitor.field("defaultCapacityProviderStrategy", &defaultCapacityProviderStrategy)
            visitor.field("attachments", &attachments)
            visitor.field("attachmentsStatus", &attachmentsStatus)
            visitor.field("serviceConnectDefaults", &serviceConnectDefaults)
        }
    }
    /// `ClusterConfiguration` of the model.
    package struct ClusterConfiguration: Shape {
        package var executeCommandConfiguration: ExecuteCommandConfiguration?
        package var managedStorageConfiguration: ManagedStorageConfiguration?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("executeCommandConfiguration", &executeCommandConfiguration)
            visitor.field("managedStorageConfiguration", &managedStorageConfiguration)
        }
    }
    /// `ClusterServiceConnectDefaults` of the model.
    package struct ClusterServiceConnectDefaults: Shape {
        package var namespace: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("namespace", &namespace)
        }
    }
    /// `ClusterServiceConnectDefaultsRequest` of the model.
    package struct ClusterServiceConnectDefaultsRequest: Shape {
        package var namespace: String = ""
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("namespace", &namespace)
        }
    }
    /// `ClusterSetting` of the model.
    package struct ClusterSetting: Shape {
        package var name: ClusterSettingName?
        package var value: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("name", &name)
            visitor.field("value", &value)
        }
    }
    /// `Container` of the model.
    package struct Container: Shape {
        package var containerArn: String?
        package var taskArn: String?
        package var name: String?
        package var image: String?
        package var imageDigest: String?
        package var runtimeId: String?
        package var lastStatus: String?
        package var exitCode: Int?
        package var reason: String?
        package var networkBindings: [NetworkBinding]?
        package var networkInterfaces: [NetworkInterface]?
        package var healthStatus: HealthStatus?
        package var managedAgents: [ManagedAgent]?
        package var cpu: String?
        package var memory: String?
        package var memoryReservation: String?
        package var gpuIds: [String]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("containerArn", &containerArn)
            visitor.field("taskArn", &taskArn)
            visitor.field("name", &name)
            visitor.field("image", &image)
            visitor.field("imageDigest", &imageDigest)
            visitor.field("runtimeId", &runtimeId)
            visitor.field("lastStatus", &lastStatus)
            visitor.field("exitCode", &exitCode)
            visitor.field("reason", &reason)
            visitor.field("networkBindings", &networkBindings)
            visitor.field("networkInterfaces", &networkInterfaces)
            visitor.field("healthStatus", &healthStatus)
            visitor.field("managedAgents", &managedAgents)
            visitor.field("cpu", &cpu)
            visitor.field("memory", &memory)
            visitor.field("memoryReservation", &memoryReservation)
            visitor.field("gpuIds", &gpuIds)
        }
    }
    /// `ContainerDefinition` of the model.
    package struct ContainerDefinition: Shape {
        package var name: String?
        package var image: String?
        package var repositoryCredentials: RepositoryCredentials?
        package var cpu: Int?
        package var memory: Int?
        package var memoryReservation: Int?
        package var links: [String]?
        package var portMappings: [PortMapping]?
        package var essential: Bool?
        package var restartPolicy: ContainerRestartPolicy?
        package var entryPoint: [String]?
        package var command: [String]?
        package var environment: [KeyValuePair]?
        package var environmentFiles: [EnvironmentFile]?
        package var mountPoints: [MountPoint]?
        package var volumesFrom: [VolumeFrom]?
        package var linuxParameters: LinuxParameters?
        package var secrets: [Secret]?
        package var dependsOn: [ContainerDependency]?
        package var startTimeout: Int?
        package var stopTimeout: Int?
        package var versionConsistency: VersionConsistency?
        package var hostname: String?
        package var user: String?
        package var workingDirectory: String?
        package var disableNetworking: Bool?
        package var privileged: Bool?
        package var readonlyRootFilesystem: Bool?
        package var dnsServers: [String]?
        package var dnsSearchDomains: [String]?
        package var extraHosts: [HostEntry]?
        package var dockerSecurityOptions: [String]?
        package var interactive: Bool?
        package var pseudoTerminal: Bool?
        package var dockerLabels: [String: String]?
        package var ulimits: [Ulimit]?
        package var logConfiguration: LogConfiguration?
        package var healthCheck: HealthCheck?
        package var systemControls: [SystemControl]?
        package var resourceRequirements: [ResourceRequirement]?
        package var firelensConfiguration: FirelensConfiguration?
        package var credentialSpecs: [String]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("name", &name)
            visitor.field("image", &image)
            visitor.field("repositoryCredentials", &repositoryCredentials)
            visitor.field("cpu", &cpu)
            visitor.field("memory", &memory)
            visitor.field("memoryReservation", &memoryReservation)
            visitor.field("links", &links)
            visitor.field("portMappings", &portMappings)
            visitor.field("essential", &essential)
            visitor.field("restartPolicy", &restartPolicy)
            visitor.field("entryPoint", &entryPoint)
            visitor.field("command", &command)
            visitor.field("environment", &environment)
            visitor.field("environmentFiles", &environmentFiles)
            visitor.field("mountPoints", &mountPoints)
            visitor.field("volumesFrom", &volumesFrom)
            visitor.field("linuxParameters", &linuxParameters)
            visitor.field("secrets", &secrets)
            visitor.field("dependsOn", &dependsOn)
            visitor.field("startTimeout", &startTimeout)
            visitor.field("stopTimeout", &stopTimeout)
            visitor.field("versionConsistency", &versionConsistency)
            visitor.field("hostname", &hostname)
            visitor.field("user", &user)
            visitor.field("workingDirectory", &workingDirectory)
            visitor.field("disableNetworking", &disableNetworking)
            visitor.field("privileged", &privileged)
            visitor.field("readonlyRootFilesystem", &readonlyRootFilesystem)
            visitor.field("dnsServers", &dnsServers)
            visitor.field("dnsSearchDomains", &dnsSearchDomains)
            visitor.field("extraHosts", &extraHosts)
            visitor.field("dockerSecurityOptions", &dockerSecurityOptions)
            visitor.field("interactive", &interactive)
            visitor.field("pseudoTerminal", &pseudoTerminal)
            visitor.field("dockerLabels", &dockerLabels)
            visitor.field("ulimits", &ulimits)
            visitor.field("logConfiguration", &logConfiguration)
            visitor.field("healthCheck", &healthCheck)
            visitor.field("systemControls", &systemControls)
            visitor.field("resourceRequirements", &resourceRequirements)
            visitor.field("firelensConfiguration", &firelensConfiguration)
            visitor.field("credentialSpecs", &credentialSpecs)
        }
    }
    /// `ContainerDependency` of the model.
    package struct ContainerDependency: Shape {
        package var containerName: String = ""
        package var condition: ContainerCondition?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("containerName", &containerName)
            visitor.field("condition", &condition)
        }
    }
    /// `ContainerInstance` of the model.
    package struct ContainerInstance: Shape {
        package var containerInstanceArn: String?
        package var ec2InstanceId: String?
        package var capacityProviderName: String?
        package var version: Int?
        package var versionInfo: VersionInfo?
        package var remainingResources: [Resource]?
        package var registeredResources: [Resource]?
        package var status: String?
        package var statusReason: String?
        package var agentConnected: Bool?
        package var runningTasksCount: Int?
        package var pendingTasksCount: Int?
        package var agentUpdateStatus: AgentUpdateStatus?
        package var attributes: [Attribute]?
        package var registeredAt: Timestamp?
        package var attachments: [Attachment]?
        package var tags: [Tag]?
        package var healthStatus: ContainerInstanceHealthStatus?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("containerInstanceArn", &containerInstanceArn)
            visitor.field("ec2InstanceId", &ec2InstanceId)
            visitor.field("capacityProviderName", &capacityProviderName)
            visitor.field("version", &version)
            visitor.field("versionInfo", &versionInfo)
            visitor.field("remainingResources", &remainingResources)
            visitor.field("registeredResources", &registeredResources)
            visitor.field("status", &status)
            visitor.field("statusReason", &statusReason)
            visitor.field("agentConnected", &agentConnected)
            visitor.field("runningTasksCount", &runningTasksCount)
            visitor.field("pendingTasksCount", &pendingTasksCount)
            visitor.field("agentUpdateStatus", &agentUpdateStatus)
            visitor.field("attributes", &attributes)
            visitor.field("registeredAt", &registeredAt)
            visitor.field("attachments", &attachments)
            visitor.field("tags", &tags)
            visitor.field("healthStatus", &healthStatus)
        }
    }
    /// `ContainerInstanceHealthStatus` of the model.
    package struct ContainerInstanceHealthStatus: Shape {
        package var overallStatus: InstanceHealthCheckState?
        package var details: [InstanceHealthCheckResult]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("overallStatus", &overallStatus)
            visitor.field("details", &details)
        }
    }
    /// `ContainerOverride` of the model.
    package struct ContainerOverride: Shape {
        package var name: String?
        package var command: [String]?
        package var environment: [KeyValuePair]?
        package var environmentFiles: [EnvironmentFile]?
        package var cpu: Int?
        package var memory: Int?
        package var memoryReservation: Int?
        package var resourceRequirements: [ResourceRequirement]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("name", &name)
            visitor.field("command", &command)
            visitor.field("environment", &environment)
            visitor.field("environmentFiles", &environmentFiles)
            visitor.field("cpu", &cpu)
            visitor.field("memory", &memory)
            visitor.field("memoryReservation", &memoryReservation)
            visitor.field("resourceRequirements", &resourceRequirements)
        }
    }
    /// `ContainerRestartPolicy` of the model.
    package struct ContainerRestartPolicy: Shape {
        package var enabled: Bool = false
        package var ignoredExitCodes: [Int]?
        package var restartAttemptPeriod: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("enabled", &enabled)
            visitor.field("ignoredExitCodes", &ignoredExitCodes)
            visitor.field("restartAttemptPeriod", &restartAttemptPeriod)
        }
    }
    /// `ContainerStateChange` of the model.
    package struct ContainerStateChange: Shape {
        package var containerName: String?
        package var imageDigest: String?
        package var runtimeId: String?
        package var exitCode: Int?
        package var networkBindings: [NetworkBinding]?
        package var reason: String?
        package var status: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("containerName", &containerName)
            visitor.field("imageDigest", &imageDigest)
            visitor.field("runtimeId", &runtimeId)
            visitor.field("exitCode", &exitCode)
            visitor.field("networkBindings", &networkBindings)
            visitor.field("reason", &reason)
            visitor.field("status", &status)
        }
    }
    /// `CreateClusterRequest` of the model.
    package struct CreateClusterRequest: Shape {
        package var clusterName: String?
        package var tags: [Tag]?
        package var settings: [ClusterSetting]?
        package var configuration: ClusterConfiguration?
        package var capacityProviders: [String]?
        package var defaultCapacityProviderStrategy: [CapacityProviderStrategyItem]?
        package var serviceConnectDefaults: ClusterServiceConnectDefaultsRequest?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("clusterName", &clusterName)
            visitor.field("tags", &tags)
            visitor.field("settings", &settings)
            visitor.field("configuration", &configuration)
            visitor.field("capacityProviders", &capacityProviders)
            visitor.field("defaultCapacityProviderStrategy", &defaultCapacityProviderStrategy)
            visitor.field("serviceConnectDefaults", &serviceConnectDefaults)
        }
    }
    /// `CreateClusterResponse` of the model.
    package struct CreateClusterResponse: Shape {
        package var cluster: Cluster?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("cluster", &cluster)
        }
    }
    /// `DeleteAccountSettingRequest` of the model.
    package struct DeleteAccountSettingRequest: Shape {
        package var name: SettingName?
        package var principalArn: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("name", &name)
            visitor.field("principalArn", &principalArn)
        }
    }
    /// `DeleteAccountSettingResponse` of the model.
    package struct DeleteAccountSettingResponse: Shape {
        package var setting: Setting?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("setting", &setting)
        }
    }
    /// `DeleteAttributesRequest` of the model.
    package struct DeleteAttributesRequest: Shape {
        package var cluster: String?
        package var attributes: [Attribute] = []
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("cluster", &cluster)
            visitor.field("attributes", &attributes)
        }
    }
    /// `DeleteAttributesResponse` of the model.
    package struct DeleteAttributesResponse: Shape {
        package var attributes: [Attribute]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("attributes", &attributes)
        }
    }
    /// `DeleteClusterRequest` of the model.
    package struct DeleteClusterRequest: Shape {
        package var cluster: String = ""
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("cluster", &cluster)
        }
    }
    /// `DeleteClusterResponse` of the model.
    package struct DeleteClusterResponse: Shape {
        package var cluster: Cluster?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("cluster", &cluster)
        }
    }
    /// `DeleteTaskDefinitionsRequest` of the model.
    package struct DeleteTaskDefinitionsRequest: Shape {
        package var taskDefinitions: [String] = []
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("taskDefinitions", &taskDefinitions)
        }
    }
    /// `DeleteTaskDefinitionsResponse` of the model.
    package struct DeleteTaskDefinitionsResponse: Shape {
        package var taskDefinitions: [TaskDefinition]?
        package var failures: [Failure]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("taskDefinitions", &taskDefinitions)
            visitor.field("failures", &failures)
        }
    }
    /// `DeregisterContainerInstanceRequest` of the model.
    package struct DeregisterContainerInstanceRequest: Shape {
        package var cluster: String?
        package var containerInstance: String = ""
        package var force: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("cluster", &cluster)
            visitor.field("containerInstance", &containerInstance)
            visitor.field("force", &force)
        }
    }
    /// `DeregisterContainerInstanceResponse` of the model.
    package struct DeregisterContainerInstanceResponse: Shape {
        package var containerInstance: ContainerInstance?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("containerInstance", &containerInstance)
        }
    }
    /// `DeregisterTaskDefinitionRequest` of the model.
    package struct DeregisterTaskDefinitionRequest: Shape {
        package var taskDefinition: String = ""
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("taskDefinition", &taskDefinition)
        }
    }
    /// `DeregisterTaskDefinitionResponse` of the model.
    package struct DeregisterTaskDefinitionResponse: Shape {
        package var taskDefinition: TaskDefinition?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("taskDefinition", &taskDefinition)
        }
    }
    /// `DescribeClustersRequest` of the model.
    package struct DescribeClustersRequest: Shape {
        package var clusters: [String]?
        package var include: [ClusterField]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("clusters", &clusters)
            visitor.field("include", &include)
        }
    }
    /// `DescribeClustersResponse` of the model.
    package struct DescribeClustersResponse: Shape {
        package var clusters: [Cluster]?
        package var failures: [Failure]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("clusters", &clusters)
            visitor.field("failures", &failures)
        }
    }
    /// `DescribeContainerInstancesRequest` of the model.
    package struct DescribeContainerInstancesRequest: Shape {
        package var cluster: String?
        package var containerInstances: [String] = []
        package var include: [ContainerInstanceField]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("cluster", &cluster)
            visitor.field("containerInstances", &containerInstances)
            visitor.field("include", &include)
        }
    }
    /// `DescribeContainerInstancesResponse` of the model.
    package struct DescribeContainerInstancesResponse: Shape {
        package var containerInstances: [ContainerInstance]?
        package var failures: [Failure]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("containerInstances", &containerInstances)
            visitor.field("failures", &failures)
        }
    }
    /// `DescribeTaskDefinitionRequest` of the model.
    package struct DescribeTaskDefinitionRequest: Shape {
        package var taskDefinition: String = ""
        package var include: [TaskDefinitionField]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("taskDefinition", &taskDefinition)
            visitor.field("include", &include)
        }
    }
    /// `DescribeTaskDefinitionResponse` of the model.
    package struct DescribeTaskDefinitionResponse: Shape {
        package var taskDefinition: TaskDefinition?
        package var tags: [Tag]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("taskDefinition", &taskDefinition)
            visitor.field("tags", &tags)
        }
    }
    /// `DescribeTasksRequest` of the model.
    package struct DescribeTasksRequest: Shape {
        package var cluster: String?
        package var tasks: [String] = []
        package var include: [TaskField]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("cluster", &cluster)
            visitor.field("tasks", &tasks)
            visitor.field("include", &include)
        }
    }
    /// `DescribeTasksResponse` of the model.
    package struct DescribeTasksResponse: Shape {
        package var tasks: [Task]?
        package var failures: [Failure]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("tasks", &tasks)
            visitor.field("failures", &failures)
        }
    }
    /// `Device` of the model.
    package struct Device: Shape {
        package var hostPath: String = ""
        package var containerPath: String?
        package var permissions: [DeviceCgroupPermission]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("hostPath", &hostPath)
            visitor.field("containerPath", &containerPath)
            visitor.field("permissions", &permissions)
        }
    }
    /// `DiscoverPollEndpointRequest` of the model.
    package struct DiscoverPollEndpointRequest: Shape {
        package var containerInstance: String?
        package var cluster: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("containerInstance", &containerInstance)
            visitor.field("cluster", &cluster)
        }
    }
    /// `DiscoverPollEndpointResponse` of the model.
    package struct DiscoverPollEndpointResponse: Shape {
        package var endpoint: String?
        package var telemetryEndpoint: String?
        package var serviceConnectEndpoint: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("endpoint", &endpoint)
            visitor.field("telemetryEndpoint", &telemetryEndpoint)
            visitor.field("serviceConnectEndpoint", &serviceConnectEndpoint)
        }
    }
    /// `DockerVolumeConfiguration` of the model.
    package struct DockerVolumeConfiguration: Shape {
        package var scope: Scope?
        package var autoprovision: Bool?
        package var driver: String?
        package var driverOpts: [String: String]?
        package var labels: [String: String]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("scope", &scope)
            visitor.field("autoprovision", &autoprovision)
            visitor.field("driver", &driver)
            visitor.field("driverOpts", &driverOpts)
            visitor.field("labels", &labels)
        }
    }
    /// `EBSTagSpecification` of the model.
    package struct EBSTagSpecification: Shape {
        package var resourceType: EBSResourceType?
        package var tags: [Tag]?
        package var propagateTags: PropagateTags?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("resourceType", &resourceType)
            visitor.field("tags", &tags)
            visitor.field("propagateTags", &propagateTags)
        }
    }
    /// `EFSAuthorizationConfig` of the model.
    package struct EFSAuthorizationConfig: Shape {
        package var accessPointId: String?
        package var iam: EFSAuthorizationConfigIAM?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("accessPointId", &accessPointId)
            visitor.field("iam", &iam)
        }
    }
    /// `EFSVolumeConfiguration` of the model.
    package struct EFSVolumeConfiguration: Shape {
        package var fileSystemId: String = ""
        package var rootDirectory: String?
        package var transitEncryption: EFSTransitEncryption?
        package var transitEncryptionPort: Int?
        package var authorizationConfig: EFSAuthorizationConfig?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("fileSystemId", &fileSystemId)
            visitor.field("rootDirectory", &rootDirectory)
            visitor.field("transitEncryption", &transitEncryption)
            visitor.field("transitEncryptionPort", &transitEncryptionPort)
            visitor.field("authorizationConfig", &authorizationConfig)
        }
    }
    /// `EnvironmentFile` of the model.
    package struct EnvironmentFile: Shape {
        package var value: String = ""
        package var type: EnvironmentFileType?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("value", &value)
            visitor.field("type", &type)
        }
    }
    /// `EphemeralStorage` of the model.
    package struct EphemeralStorage: Shape {
        package var sizeInGiB: Int = 0
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("sizeInGiB", &sizeInGiB)
        }
    }
    /// `ExecuteCommandConfiguration` of the model.
    package struct ExecuteCommandConfiguration: Shape {
        package var kmsKeyId: String?
        package var logging: ExecuteCommandLogging?
        package var logConfiguration: ExecuteCommandLogConfiguration?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("kmsKeyId", &kmsKeyId)
            visitor.field("logging", &logging)
            visitor.field("logConfiguration", &logConfiguration)
        }
    }
    /// `ExecuteCommandLogConfiguration` of the model.
    package struct ExecuteCommandLogConfiguration: Shape {
        package var cloudWatchLogGroupName: String?
        package var cloudWatchEncryptionEnabled: Bool?
        package var s3BucketName: String?
        package var s3EncryptionEnabled: Bool?
        package var s3KeyPrefix: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("cloudWatchLogGroupName", &cloudWatchLogGroupName)
            visitor.field("cloudWatchEncryptionEnabled", &cloudWatchEncryptionEnabled)
            visitor.field("s3BucketName", &s3BucketName)
            visitor.field("s3EncryptionEnabled", &s3EncryptionEnabled)
            visitor.field("s3KeyPrefix", &s3KeyPrefix)
        }
    }
    /// `FSxWindowsFileServerAuthorizationConfig` of the model.
    package struct FSxWindowsFileServerAuthorizationConfig: Shape {
        package var credentialsParameter: String = ""
        package var domain: String = ""
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("credentialsParameter", &credentialsParameter)
            visitor.field("domain", &domain)
        }
    }
    /// `FSxWindowsFileServerVolumeConfiguration` of the model.
    package struct FSxWindowsFileServerVolumeConfiguration: Shape {
        package var fileSystemId: String = ""
        package var rootDirectory: String = ""
        package var authorizationConfig: FSxWindowsFileServerAuthorizationConfig?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("fileSystemId", &fileSystemId)
            visitor.field("rootDirectory", &rootDirectory)
            visitor.field("authorizationConfig", &authorizationConfig)
        }
    }
    /// `Failure` of the model.
    package struct Failure: Shape {
        package var arn: String?
        package var reason: String?
        package var detail: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("arn", &arn)
            visitor.field("reason", &reason)
            visitor.field("detail", &detail)
        }
    }
    /// `FirelensConfiguration` of the model.
    package struct FirelensConfiguration: Shape {
        package var type: FirelensConfigurationType?
        package var options: [String: String]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("type", &type)
            visitor.field("options", &options)
        }
    }
    /// `HealthCheck` of the model.
    package struct HealthCheck: Shape {
        package var command: [String] = []
        package var interval: Int?
        package var timeout: Int?
        package var retries: Int?
        package var startPeriod: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("command", &command)
            visitor.field("interval", &interval)
            visitor.field("timeout", &timeout)
            visitor.field("retries", &retries)
            visitor.field("startPeriod", &startPeriod)
        }
    }
    /// `HostEntry` of the model.
    package struct HostEntry: Shape {
        package var hostname: String = ""
        package var ipAddress: String = ""
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("hostname", &hostname)
            visitor.field("ipAddress", &ipAddress)
        }
    }
    /// `HostVolumeProperties` of the model.
    package struct HostVolumeProperties: Shape {
        package var sourcePath: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("sourcePath", &sourcePath)
        }
    }
    /// `InferenceAccelerator` of the model.
    package struct InferenceAccelerator: Shape {
        package var deviceName: String = ""
        package var deviceType: String = ""
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("deviceName", &deviceName)
            visitor.field("deviceType", &deviceType)
        }
    }
    /// `InferenceAcceleratorOverride` of the model.
    package struct InferenceAcceleratorOverride: Shape {
        package var deviceName: String?
        package var deviceType: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("deviceName", &deviceName)
            visitor.field("deviceType", &deviceType)
        }
    }
    /// `InstanceHealthCheckResult` of the model.
    package struct InstanceHealthCheckResult: Shape {
        package var type: InstanceHealthCheckType?
        package var status: InstanceHealthCheckState?
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
    /// `KernelCapabilities` of the model.
    package struct KernelCapabilities: Shape {
        package var add: [String]?
        package var drop: [String]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("add", &add)
            visitor.field("drop", &drop)
        }
    }
    /// `KeyValuePair` of the model.
    package struct KeyValuePair: Shape {
        package var name: String?
        package var value: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("name", &name)
            visitor.field("value", &value)
        }
    }
    /// `LinuxParameters` of the model.
    package struct LinuxParameters: Shape {
        package var capabilities: KernelCapabilities?
        package var devices: [Device]?
        package var initProcessEnabled: Bool?
        package var sharedMemorySize: Int?
        package var tmpfs: [Tmpfs]?
        package var maxSwap: Int?
        package var swappiness: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("capabilities", &capabilities)
            visitor.field("devices", &devices)
            visitor.field("initProcessEnabled", &initProcessEnabled)
            visitor.field("sharedMemorySize", &sharedMemorySize)
            visitor.field("tmpfs", &tmpfs)
            visitor.field("maxSwap", &maxSwap)
            visitor.field("swappiness", &swappiness)
        }
    }
    /// `ListAccountSettingsRequest` of the model.
    package struct ListAccountSettingsRequest: Shape {
        package var name: SettingName?
        package var value: String?
        package var principalArn: String?
        package var effectiveSettings: Bool?
        package var nextToken: String?
        package var maxResults: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("name", &name)
            visitor.field("value", &value)
            visitor.field("principalArn", &principalArn)
            visitor.field("effectiveSettings", &effectiveSettings)
            visitor.field("nextToken", &nextToken)
            visitor.field("maxResults", &maxResults)
        }
    }
    /// `ListAccountSettingsResponse` of the model.
    package struct ListAccountSettingsResponse: Shape {
        package var settings: [Setting]?
        package var nextToken: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("settings", &settings)
            visitor.field("nextToken", &nextToken)
        }
    }
    /// `ListAttributesRequest` of the model.
    package struct ListAttributesRequest: Shape {
        package var cluster: String?
        package var targetType: TargetType?
        package var attributeName: String?
        package var attributeValue: String?
        package var nextToken: String?
        package var maxResults: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("cluster", &cluster)
            visitor.field("targetType", &targetType)
            visitor.field("attributeName", &attributeName)
            visitor.field("attributeValue", &attributeValue)
            visitor.field("nextToken", &nextToken)
            visitor.field("maxResults", &maxResults)
        }
    }
    /// `ListAttributesResponse` of the model.
    package struct ListAttributesResponse: Shape {
        package var attributes: [Attribute]?
        package var nextToken: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("attributes", &attributes)
            visitor.field("nextToken", &nextToken)
        }
    }
    /// `ListClustersRequest` of the model.
    package struct ListClustersRequest: Shape {
        package var nextToken: String?
        package var maxResults: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("nextToken", &nextToken)
            visitor.field("maxResults", &maxResults)
        }
    }
    /// `ListClustersResponse` of the model.
    package struct ListClustersResponse: Shape {
        package var clusterArns: [String]?
        package var nextToken: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("clusterArns", &clusterArns)
            visitor.field("nextToken", &nextToken)
        }
    }
    /// `ListContainerInstancesRequest` of the model.
    package struct ListContainerInstancesRequest: Shape {
        package var cluster: String?
        package var filter: String?
        package var nextToken: String?
        package var maxResults: Int?
        package var status: ContainerInstanceStatus?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("cluster", &cluster)
            visitor.field("filter", &filter)
            visitor.field("nextToken", &nextToken)
            visitor.field("maxResults", &maxResults)
            visitor.field("status", &status)
        }
    }
    /// `ListContainerInstancesResponse` of the model.
    package struct ListContainerInstancesResponse: Shape {
        package var containerInstanceArns: [String]?
        package var nextToken: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("containerInstanceArns", &containerInstanceArns)
            visitor.field("nextToken", &nextToken)
        }
    }
    /// `ListTagsForResourceRequest` of the model.
    package struct ListTagsForResourceRequest: Shape {
        package var resourceArn: String = ""
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("resourceArn", &resourceArn)
        }
    }
    /// `ListTagsForResourceResponse` of the model.
    package struct ListTagsForResourceResponse: Shape {
        package var tags: [Tag]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("tags", &tags)
        }
    }
    /// `ListTaskDefinitionFamiliesRequest` of the model.
    package struct ListTaskDefinitionFamiliesRequest: Shape {
        package var familyPrefix: String?
        package var status: TaskDefinitionFamilyStatus?
        package var nextToken: String?
        package var maxResults: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("familyPrefix", &familyPrefix)
            visitor.field("status", &status)
            visitor.field("nextToken", &nextToken)
            visitor.field("maxResults", &maxResults)
        }
    }
    /// `ListTaskDefinitionFamiliesResponse` of the model.
    package struct ListTaskDefinitionFamiliesResponse: Shape {
        package var families: [String]?
        package var nextToken: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("families", &families)
            visitor.field("nextToken", &nextToken)
        }
    }
    /// `ListTaskDefinitionsRequest` of the model.
    package struct ListTaskDefinitionsRequest: Shape {
        package var familyPrefix: String?
        package var status: TaskDefinitionStatus?
        package var sort: SortOrder?
        package var nextToken: String?
        package var maxResults: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("familyPrefix", &familyPrefix)
            visitor.field("status", &status)
            visitor.field("sort", &sort)
            visitor.field("nextToken", &nextToken)
            visitor.field("maxResults", &maxResults)
        }
    }
    /// `ListTaskDefinitionsResponse` of the model.
    package struct ListTaskDefinitionsResponse: Shape {
        package var taskDefinitionArns: [String]?
        package var nextToken: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("taskDefinitionArns", &taskDefinitionArns)
            visitor.field("nextToken", &nextToken)
        }
    }
    /// `ListTasksRequest` of the model.
    package struct ListTasksRequest: Shape {
        package var cluster: String?
        package var containerInstance: String?
        package var family: String?
        package var nextToken: String?
        package var maxResults: Int?
        package var startedBy: String?
        package var serviceName: String?
        package var desiredStatus: DesiredStatus?
        package var launchType: LaunchType?
        package var daemonName: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("cluster", &cluster)
            visitor.field("containerInstance", &containerInstance)
            visitor.field("family", &family)
            visitor.field("nextToken", &nextToken)
            visitor.field("maxResults", &maxResults)
            visitor.field("startedBy", &startedBy)
            visitor.field("serviceName", &serviceName)
            visitor.field("desiredStatus", &desiredStatus)
            visitor.field("launchType", &launchType)
            visitor.field("daemonName", &daemonName)
        }
    }
    /// `ListTasksResponse` of the model.
    package struct ListTasksResponse: Shape {
        package var taskArns: [String]?
        package var nextToken: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("taskArns", &taskArns)
            visitor.field("nextToken", &nextToken)
        }
    }
    /// `LogConfiguration` of the model.
    package struct LogConfiguration: Shape {
        package var logDriver: LogDriver?
        package var options: [String: String]?
        package var secretOptions: [Secret]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("logDriver", &logDriver)
            visitor.field("options", &options)
            visitor.field("secretOptions", &secretOptions)
        }
    }
    /// `ManagedAgent` of the model.
    package struct ManagedAgent: Shape {
        package var lastStartedAt: Timestamp?
        package var name: ManagedAgentName?
        package var reason: String?
        package var lastStatus: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("lastStartedAt", &lastStartedAt)
            visitor.field("name", &name)
            visitor.field("reason", &reason)
            visitor.field("lastStatus", &lastStatus)
        }
    }
    /// `ManagedAgentStateChange` of the model.
    package struct ManagedAgentStateChange: Shape {
        package var containerName: String = ""
        package var managedAgentName: ManagedAgentName?
        package var status: String = ""
        package var reason: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("containerName", &containerName)
            visitor.field("managedAgentName", &managedAgentName)
            visitor.field("status", &status)
            visitor.field("reason", &reason)
        }
    }
    /// `ManagedStorageConfiguration` of the model.
    package struct ManagedStorageConfiguration: Shape {
        package var kmsKeyId: String?
        package var fargateEphemeralStorageKmsKeyId: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("kmsKeyId", &kmsKeyId)
            visitor.field("fargateEphemeralStorageKmsKeyId", &fargateEphemeralStorageKmsKeyId)
        }
    }
    /// `MountPoint` of the model.
    package struct MountPoint: Shape {
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
    /// `NetworkBinding` of the model.
    package struct NetworkBinding: Shape {
        package var bindIP: String?
        package var containerPort: Int?
        package var hostPort: Int?
        package var `protocol`: TransportProtocol?
        package var containerPortRange: String?
        package var hostPortRange: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("bindIP", &bindIP)
            visitor.field("containerPort", &containerPort)
            visitor.field("hostPort", &hostPort)
            visitor.field("protocol", &`protocol`)
            visitor.field("containerPortRange", &containerPortRange)
            visitor.field("hostPortRange", &hostPortRange)
        }
    }
    /// `NetworkConfiguration` of the model.
    package struct NetworkConfiguration: Shape {
        package var awsvpcConfiguration: AwsVpcConfiguration?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("awsvpcConfiguration", &awsvpcConfiguration)
        }
    }
    /// `NetworkInterface` of the model.
    package struct NetworkInterface: Shape {
        package var attachmentId: String?
        package var privateIpv4Address: String?
        package var ipv6Address: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("attachmentId", &attachmentId)
            visitor.field("privateIpv4Address", &privateIpv4Address)
            visitor.field("ipv6Address", &ipv6Address)
        }
    }
    /// `PlacementConstraint` of the model.
    package struct PlacementConstraint: Shape {
        package var type: PlacementConstraintType?
        package var expression: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("type", &type)
            visitor.field("expression", &expression)
        }
    }
    /// `PlacementStrategy` of the model.
    package struct PlacementStrategy: Shape {
        package var type: PlacementStrategyType?
        package var field: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("type", &type)
            visitor.field("field", &field)
        }
    }
    /// `PlatformDevice` of the model.
    package struct PlatformDevice: Shape {
        package var id: String = ""
        package var type: PlatformDeviceType?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("id", &id)
            visitor.field("type", &type)
        }
    }
    /// `PortMapping` of the model.
    package struct PortMapping: Shape {
        package var containerPort: Int?
        package var hostPort: Int?
        package var `protocol`: TransportProtocol?
        package var name: String?
        package var appProtocol: ApplicationProtocol?
        package var containerPortRange: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("containerPort", &containerPort)
            visitor.field("hostPort", &hostPort)
            visitor.field("protocol", &`protocol`)
            visitor.field("name", &name)
            visitor.field("appProtocol", &appProtocol)
            visitor.field("containerPortRange", &containerPortRange)
        }
    }
    /// `ProxyConfiguration` of the model.
    package struct ProxyConfiguration: Shape {
        package var type: ProxyConfigurationType?
        package var containerName: String = ""
        package var properties: [KeyValuePair]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("type", &type)
            visitor.field("containerName", &containerName)
            visitor.field("properties", &properties)
        }
    }
    /// `PutAccountSettingDefaultRequest` of the model.
    package struct PutAccountSettingDefaultRequest: Shape {
        package var name: SettingName?
        package var value: String = ""
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("name", &name)
            visitor.field("value", &value)
        }
    }
    /// `PutAccountSettingDefaultResponse` of the model.
    package struct PutAccountSettingDefaultResponse: Shape {
        package var setting: Setting?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("setting", &setting)
        }
    }
    /// `PutAccountSettingRequest` of the model.
    package struct PutAccountSettingRequest: Shape {
        package var name: SettingName?
        package var value: String = ""
        package var principalArn: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("name", &name)
            visitor.field("value", &value)
            visitor.field("principalArn", &principalArn)
        }
    }
    /// `PutAccountSettingResponse` of the model.
    package struct PutAccountSettingResponse: Shape {
        package var setting: Setting?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("setting", &setting)
        }
    }
    /// `PutAttributesRequest` of the model.
    package struct PutAttributesRequest: Shape {
        package var cluster: String?
        package var attributes: [Attribute] = []
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("cluster", &cluster)
            visitor.field("attributes", &attributes)
        }
    }
    /// `PutAttributesResponse` of the model.
    package struct PutAttributesResponse: Shape {
        package var attributes: [Attribute]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("attributes", &attributes)
        }
    }
    /// `RegisterContainerInstanceRequest` of the model.
    package struct RegisterContainerInstanceRequest: Shape {
        package var cluster: String?
        package var instanceIdentityDocument: String?
        package var instanceIdentityDocumentSignature: String?
        package var totalResources: [Resource]?
        package var versionInfo: VersionInfo?
        package var containerInstanceArn: String?
        package var attributes: [Attribute]?
        package var platformDevices: [PlatformDevice]?
        package var tags: [Tag]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("cluster", &cluster)
            visitor.field("instanceIdentityDocument", &instanceIdentityDocument)
            visitor.field("instanceIdentityDocumentSignature", &instanceIdentityDocumentSignature)
            visitor.field("totalResources", &totalResources)
            visitor.field("versionInfo", &versionInfo)
            visitor.field("containerInstanceArn", &containerInstanceArn)
            visitor.field("attributes", &attributes)
            visitor.field("platformDevices", &platformDevices)
            visitor.field("tags", &tags)
        }
    }
    /// `RegisterContainerInstanceResponse` of the model.
    package struct RegisterContainerInstanceResponse: Shape {
        package var containerInstance: ContainerInstance?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("containerInstance", &containerInstance)
        }
    }
    /// `RegisterTaskDefinitionRequest` of the model.
    package struct RegisterTaskDefinitionRequest: Shape {
        package var family: String = ""
        package var taskRoleArn: String?
        package var executionRoleArn: String?
        package var networkMode: NetworkMode?
        package var containerDefinitions: [ContainerDefinition] = []
        package var volumes: [Volume]?
        package var placementConstraints: [TaskDefinitionPlacementConstraint]?
        package var requiresCompatibilities: [Compatibility]?
        package var cpu: String?
        package var memory: String?
        package var tags: [Tag]?
        package var pidMode: PidMode?
        package var ipcMode: IpcMode?
        package var proxyConfiguration: ProxyConfiguration?
        package var inferenceAccelerators: [InferenceAccelerator]?
        package var ephemeralStorage: EphemeralStorage?
        package var runtimePlatform: RuntimePlatform?
        package var enableFaultInjection: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("family", &family)
            visitor.field("taskRoleArn", &taskRoleArn)
            visitor.field("executionRoleArn", &executionRoleArn)
            visitor.field("networkMode", &networkMode)
            visitor.field("containerDefinitions", &containerDefinitions)
            visitor.field("volumes", &volumes)
            visitor.field("placementConstraints", &placementConstraints)
            visitor.field("requiresCompatibilities", &requiresCompatibilities)
            visitor.field("cpu", &cpu)
            visitor.field("memory", &memory)
            visitor.field("tags", &tags)
            visitor.field("pidMode", &pidMode)
            visitor.field("ipcMode", &ipcMode)
            visitor.field("proxyConfiguration", &proxyConfiguration)
            visitor.field("inferenceAccelerators", &inferenceAccelerators)
            visitor.field("ephemeralStorage", &ephemeralStorage)
            visitor.field("runtimePlatform", &runtimePlatform)
            visitor.field("enableFaultInjection", &enableFaultInjection)
        }
    }
    /// `RegisterTaskDefinitionResponse` of the model.
    package struct RegisterTaskDefinitionResponse: Shape {
        package var taskDefinition: TaskDefinition?
        package var tags: [Tag]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("taskDefinition", &taskDefinition)
            visitor.field("tags", &tags)
        }
    }
    /// `RepositoryCredentials` of the model.
    package struct RepositoryCredentials: Shape {
        package var credentialsParameter: String = ""
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("credentialsParameter", &credentialsParameter)
        }
    }
    /// `Resource` of the model.
    package struct Resource: Shape {
        package var name: String?
        package var type: String?
        package var doubleValue: Double?
        package var longValue: Int?
        package var integerValue: Int?
        package var stringSetValue: [String]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("name", &name)
            visitor.field("type", &type)
            visitor.field("doubleValue", &doubleValue)
            visitor.field("longValue", &longValue)
            visitor.field("integerValue", &integerValue)
            visitor.field("stringSetValue", &stringSetValue)
        }
    }
    /// `ResourceRequirement` of the model.
    package struct ResourceRequirement: Shape {
        package var value: String = ""
        package var type: ResourceType?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("value", &value)
            visitor.field("type", &type)
        }
    }
    /// `RunTaskRequest` of the model.
    package struct RunTaskRequest: Shape {
        package var capacityProviderStrategy: [CapacityProviderStrategyItem]?
        package var cluster: String?
        package var count: Int?
        package var enableECSManagedTags: Bool?
        package var enableExecuteCommand: Bool?
        package var group: String?
        package var launchType: LaunchType?
        package var networkConfiguration: NetworkConfiguration?
        package var overrides: TaskOverride?
        package var placementConstraints: [PlacementConstraint]?
        package var placementStrategy: [PlacementStrategy]?
        package var platformVersion: String?
        package var propagateTags: PropagateTags?
        package var referenceId: String?
        package var startedBy: String?
        package var tags: [Tag]?
        package var taskDefinition: String = ""
        package var clientToken: String?
        package var volumeConfigurations: [TaskVolumeConfiguration]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("capacityProviderStrategy", &capacityProviderStrategy)
            visitor.field("cluster", &cluster)
            visitor.field("count", &count)
            visitor.field("enableECSManagedTags", &enableECSManagedTags)
            visitor.field("enableExecuteCommand", &enableExecuteCommand)
            visitor.field("group", &group)
            visitor.field("launchType", &launchType)
            visitor.field("networkConfiguration", &networkConfiguration)
            visitor.field("overrides", &overrides)
            visitor.field("placementConstraints", &placementConstraints)
            visitor.field("placementStrategy", &placementStrategy)
            visitor.field("platformVersion", &platformVersion)
            visitor.field("propagateTags", &propagateTags)
            visitor.field("referenceId", &referenceId)
            visitor.field("startedBy", &startedBy)
            visitor.field("tags", &tags)
            visitor.field("taskDefinition", &taskDefinition)
            visitor.field("clientToken", &clientToken)
            visitor.field("volumeConfigurations", &volumeConfigurations)
        }
    }
    /// `RunTaskResponse` of the model.
    package struct RunTaskResponse: Shape {
        package var tasks: [Task]?
        package var failures: [Failure]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("tasks", &tasks)
            visitor.field("failures", &failures)
        }
    }
    /// `RuntimePlatform` of the model.
    package struct RuntimePlatform: Shape {
        package var cpuArchitecture: CPUArchitecture?
        package var operatingSystemFamily: OSFamily?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("cpuArchitecture", &cpuArchitecture)
            visitor.field("operatingSystemFamily", &operatingSystemFamily)
        }
    }
    /// `S3FilesVolumeConfiguration` of the model.
    package struct S3FilesVolumeConfiguration: Shape {
        package var fileSystemArn: String = ""
        package var rootDirectory: String?
        package var transitEncryptionPort: Int?
        package var accessPointArn: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("fileSystemArn", &fileSystemArn)
            visitor.field("rootDirectory", &rootDirectory)
            visitor.field("transitEncryptionPort", &transitEncryptionPort)
            visitor.field("accessPointArn", &accessPointArn)
        }
    }
    /// `Secret` of the model.
    package struct Secret: Shape {
        package var name: String = ""
        package var valueFrom: String = ""
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("name", &name)
            visitor.field("valueFrom", &valueFrom)
        }
    }
    /// `Setting` of the model.
    package struct Setting: Shape {
        package var name: SettingName?
        package var value: String?
        package var principalArn: String?
        package var type: SettingType?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("name", &name)
            visitor.field("value", &value)
            visitor.field("principalArn", &principalArn)
            visitor.field("type", &type)
        }
    }
    /// `StartTaskRequest` of the model.
    package struct StartTaskRequest: Shape {
        package var cluster: String?
        package var containerInstances: [String] = []
        package var enableECSManagedTags: Bool?
        package var enableExecuteCommand: Bool?
        package var group: String?
        package var networkConfiguration: NetworkConfiguration?
        package var overrides: TaskOverride?
        package var propagateTags: PropagateTags?
        package var referenceId: String?
        package var startedBy: String?
        package var tags: [Tag]?
        package var taskDefinition: String = ""
        package var volumeConfigurations: [TaskVolumeConfiguration]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("cluster", &cluster)
            visitor.field("containerInstances", &containerInstances)
            visitor.field("enableECSManagedTags", &enableECSManagedTags)
            visitor.field("enableExecuteCommand", &enableExecuteCommand)
            visitor.field("group", &group)
            visitor.field("networkConfiguration", &networkConfiguration)
            visitor.field("overrides", &overrides)
            visitor.field("propagateTags", &propagateTags)
            visitor.field("referenceId", &referenceId)
            visitor.field("startedBy", &startedBy)
            visitor.field("tags", &tags)
            visitor.field("taskDefinition", &taskDefinition)
            visitor.field("volumeConfigurations", &volumeConfigurations)
        }
    }
    /// `StartTaskResponse` of the model.
    package struct StartTaskResponse: Shape {
        package var tasks: [Task]?
        package var failures: [Failure]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("tasks", &tasks)
            visitor.field("failures", &failures)
        }
    }
    /// `StopTaskRequest` of the model.
    package struct StopTaskRequest: Shape {
        package var cluster: String?
        package var task: String = ""
        package var reason: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("cluster", &cluster)
            visitor.field("task", &task)
            visitor.field("reason", &reason)
        }
    }
    /// `StopTaskResponse` of the model.
    package struct StopTaskResponse: Shape {
        package var task: Task?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("task", &task)
        }
    }
    /// `SubmitAttachmentStateChangesRequest` of the model.
    package struct SubmitAttachmentStateChangesRequest: Shape {
        package var cluster: String?
        package var attachments: [AttachmentStateChange] = []
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("cluster", &cluster)
            visitor.field("attachments", &attachments)
        }
    }
    /// `SubmitAttachmentStateChangesResponse` of the model.
    package struct SubmitAttachmentStateChangesResponse: Shape {
        package var acknowledgment: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("acknowledgment", &acknowledgment)
        }
    }
    /// `SubmitContainerStateChangeRequest` of the model.
    package struct SubmitContainerStateChangeRequest: Shape {
        package var cluster: String?
        package var task: String?
        package var containerName: String?
        package var runtimeId: String?
        package var status: String?
        package var exitCode: Int?
        package var reason: String?
        package var networkBindings: [NetworkBinding]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("cluster", &cluster)
            visitor.field("task", &task)
            visitor.field("containerName", &containerName)
            visitor.field("runtimeId", &runtimeId)
            visitor.field("status", &status)
            visitor.field("exitCode", &exitCode)
            visitor.field("reason", &reason)
            visitor.field("networkBindings", &networkBindings)
        }
    }
    /// `SubmitContainerStateChangeResponse` of the model.
    package struct SubmitContainerStateChangeResponse: Shape {
        package var acknowledgment: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("acknowledgment", &acknowledgment)
        }
    }
    /// `SubmitTaskStateChangeRequest` of the model.
    package struct SubmitTaskStateChangeRequest: Shape {
        package var cluster: String?
        package var task: String?
        package var status: String?
        package var reason: String?
        package var containers: [ContainerStateChange]?
        package var attachments: [AttachmentStateChange]?
        package var managedAgents: [ManagedAgentStateChange]?
        package var pullStartedAt: Timestamp?
        package var pullStoppedAt: Timestamp?
        package var executionStoppedAt: Timestamp?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("cluster", &cluster)
            visitor.field("task", &task)
            visitor.field("status", &status)
            visitor.field("reason", &reason)
            visitor.field("containers", &containers)
            visitor.field("attachments", &attachments)
            visitor.field("managedAgents", &managedAgents)
            visitor.field("pullStartedAt", &pullStartedAt)
            visitor.field("pullStoppedAt", &pullStoppedAt)
            visitor.field("executionStoppedAt", &executionStoppedAt)
        }
    }
    /// `SubmitTaskStateChangeResponse` of the model.
    package struct SubmitTaskStateChangeResponse: Shape {
        package var acknowledgment: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("acknowledgment", &acknowledgment)
        }
    }
    /// `SystemControl` of the model.
    package struct SystemControl: Shape {
        package var namespace: String?
        package var value: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("namespace", &namespace)
            visitor.field("value", &value)
        }
    }
    /// `Tag` of the model.
    package struct Tag: Shape {
        package var key: String?
        package var value: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("key", &key)
            visitor.field("value", &value)
        }
    }
    /// `TagResourceRequest` of the model.
    package struct TagResourceRequest: Shape {
        package var resourceArn: String = ""
        package var tags: [Tag] = []
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("resourceArn", &resourceArn)
            visitor.field("tags", &tags)
        }
    }
    /// `TagResourceResponse` of the model.
    package struct TagResourceResponse: Shape {
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
        }
    }
    /// `Task` of the model.
    package struct Task: Shape {
        package var attachments: [Attachment]?
        package var attributes: [Attribute]?
        package var availabilityZone: String?
        package var capacityProviderName: String?
        package var clusterArn: String?
        package var connectivity: Connectivity?
        package var connectivityAt: Timestamp?
        package var containerInstanceArn: String?
        package var containers: [Container]?
        package var cpu: String?
        package var createdAt: Timestamp?
        package var desiredStatus: String?
        package var enableExecuteCommand: Bool?
        package var executionStoppedAt: Timestamp?
        package var group: String?
        package var healthStatus: HealthStatus?
        package var inferenceAccelerators: [InferenceAccelerator]?
        package var lastStatus: String?
        package var launchType: LaunchType?
        package var memory: String?
        package var overrides: TaskOverride?
        package var platformVersion: String?
        package var platformFamily: String?
        package var pullStartedAt: Timestamp?
        package var pullStoppedAt: Timestamp?
        package var startedAt: Timestamp?
        package var startedBy: String?
        package var stopCode: TaskStopCode?
        package var stoppedAt: Timestamp?
        package var stoppedReason: String?
        package var stoppingAt: Timestamp?
        package var tags: [Tag]?
        package var taskArn: String?
        package var taskDefinitionArn: String?
        package var version: Int?
        package var ephemeralStorage: EphemeralStorage?
        package var fargateEphemeralStorage: TaskEphemeralStorage?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("attachments", &attachments)
            visitor.field("attributes", &attributes)
            visitor.field("availabilityZone", &availabilityZone)
            visitor.field("capacityProviderName", &capacityProviderName)
            visitor.field("clusterArn", &clusterArn)
            visitor.field("connectivity", &connectivity)
            visitor.field("connectivityAt", &connectivityAt)
            visitor.field("containerInstanceArn", &containerInstanceArn)
            visitor.field("containers", &containers)
            visitor.field("cpu", &cpu)
            visitor.field("createdAt", &createdAt)
            visitor.field("desiredStatus", &desiredStatus)
            visitor.field("enableExecuteCommand", &enableExecuteCommand)
            visitor.field("executionStoppedAt", &executionStoppedAt)
            visitor.field("group", &group)
            visitor.field("healthStatus", &healthStatus)
            visitor.field("inferenceAccelerators", &inferenceAccelerators)
            visitor.field("lastStatus", &lastStatus)
            visitor.field("launchType", &launchType)
            visitor.field("memory", &memory)
            visitor.field("overrides", &overrides)
            visitor.field("platformVersion", &platformVersion)
            visitor.field("platformFamily", &platformFamily)
            visitor.field("pullStartedAt", &pullStartedAt)
            visitor.field("pullStoppedAt", &pullStoppedAt)
            visitor.field("startedAt", &startedAt)
            visitor.field("startedBy", &startedBy)
            visitor.field("stopCode", &stopCode)
            visitor.field("stoppedAt", &stoppedAt)
            visitor.field("stoppedReason", &stoppedReason)
            visitor.field("stoppingAt", &stoppingAt)
            visitor.field("tags", &tags)
            visitor.field("taskArn", &taskArn)
            visitor.field("taskDefinitionArn", &taskDefinitionArn)
            visitor.field("version", &version)
            visitor.field("ephemeralStorage", &ephemeralStorage)
            visitor.field("fargateEphemeralStorage", &fargateEphemeralStorage)
        }
    }
    /// `TaskDefinition` of the model.
    package struct TaskDefinition: Shape {
        package var taskDefinitionArn: String?
        package var containerDefinitions: [ContainerDefinition]?
        package var family: String?
        package var taskRoleArn: String?
        package var executionRoleArn: String?
        package var networkMode: NetworkMode?
        package var revision: Int?
        package var volumes: [Volume]?
        package var status: TaskDefinitionStatus?
        package var requiresAttributes: [Attribute]?
        package var placementConstraints: [TaskDefinitionPlacementConstraint]?
        package var compatibilities: [Compatibility]?
        package var runtimePlatform: RuntimePlatform?
        package var requiresCompatibilities: [Compatibility]?
        package var cpu: String?
        package var memory: String?
        package var inferenceAccelerators: [InferenceAccelerator]?
        package var pidMode: PidMode?
        package var ipcMode: IpcMode?
        package var proxyConfiguration: ProxyConfiguration?
        package var registeredAt: Timestamp?
        package var deregisteredAt: Timestamp?
        package var deleteRequestedAt: Timestamp?
        package var registeredBy: String?
        package var ephemeralStorage: EphemeralStorage?
        package var enableFaultInjection: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("taskDefinitionArn", &taskDefinitionArn)
            visitor.field("containerDefinitions", &containerDefinitions)
            visitor.field("family", &family)
            visitor.field("taskRoleArn", &taskRoleArn)
            visitor.field("executionRoleArn", &executionRoleArn)
            visitor.field("networkMode", &networkMode)
            visitor.field("revision", &revision)
            visitor.field("volumes", &volumes)
            visitor.field("status", &status)
            visitor.field("requiresAttributes", &requiresAttributes)
            visitor.field("placementConstraints", &placementConstraints)
            visitor.field("compatibilities", &compatibilities)
            visitor.field("runtimePlatform", &runtimePlatform)
            visitor.field("requiresCompatibilities", &requiresCompatibilities)
            visitor.field("cpu", &cpu)
            visitor.field("memory", &memory)
            visitor.field("inferenceAccelerators", &inferenceAccelerators)
            visitor.field("pidMode", &pidMode)
            visitor.field("ipcMode", &ipcMode)
            visitor.field("proxyConfiguration", &proxyConfiguration)
            visitor.field("registeredAt", &registeredAt)
            visitor.field("deregisteredAt", &deregisteredAt)
            visitor.field("deleteRequestedAt", &deleteRequestedAt)
            visitor.field("registeredBy", &registeredBy)
            visitor.field("ephemeralStorage", &ephemeralStorage)
            visitor.field("enableFaultInjection", &enableFaultInjection)
        }
    }
    /// `TaskDefinitionPlacementConstraint` of the model.
    package struct TaskDefinitionPlacementConstraint: Shape {
        package var type: TaskDefinitionPlacementConstraintType?
        package var expression: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("type", &type)
            visitor.field("expression", &expression)
        }
    }
    /// `TaskEphemeralStorage` of the model.
    package struct TaskEphemeralStorage: Shape {
        package var sizeInGiB: Int?
        package var kmsKeyId: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("sizeInGiB", &sizeInGiB)
            visitor.field("kmsKeyId", &kmsKeyId)
        }
    }
    /// `TaskManagedEBSVolumeConfiguration` of the model.
    package struct TaskManagedEBSVolumeConfiguration: Shape {
        package var encrypted: Bool?
        package var kmsKeyId: String?
        package var volumeType: String?
        package var sizeInGiB: Int?
        package var snapshotId: String?
        package var volumeInitializationRate: Int?
        package var iops: Int?
        package var throughput: Int?
        package var tagSpecifications: [EBSTagSpecification]?
        package var roleArn: String = ""
        package var terminationPolicy: TaskManagedEBSVolumeTerminationPolicy?
        package var filesystemType: TaskFilesystemType?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("encrypted", &encrypted)
            visitor.field("kmsKeyId", &kmsKeyId)
            visitor.field("volumeType", &volumeType)
            visitor.field("sizeInGiB", &sizeInGiB)
            visitor.field("snapshotId", &snapshotId)
            visitor.field("volumeInitializationRate", &volumeInitializationRate)
            visitor.field("iops", &iops)
            visitor.field("throughput", &throughput)
            visitor.field("tagSpecifications", &tagSpecifications)
            visitor.field("roleArn", &roleArn)
            visitor.field("terminationPolicy", &terminationPolicy)
            visitor.field("filesystemType", &filesystemType)
        }
    }
    /// `TaskManagedEBSVolumeTerminationPolicy` of the model.
    package struct TaskManagedEBSVolumeTerminationPolicy: Shape {
        package var deleteOnTermination: Bool = false
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("deleteOnTermination", &deleteOnTermination)
        }
    }
    /// `TaskOverride` of the model.
    package struct TaskOverride: Shape {
        package var containerOverrides: [ContainerOverride]?
        package var cpu: String?
        package var inferenceAcceleratorOverrides: [InferenceAcceleratorOverride]?
        package var executionRoleArn: String?
        package var memory: String?
        package var taskRoleArn: String?
        package var ephemeralStorage: EphemeralStorage?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("containerOverrides", &containerOverrides)
            visitor.field("cpu", &cpu)
            visitor.field("inferenceAcceleratorOverrides", &inferenceAcceleratorOverrides)
            visitor.field("executionRoleArn", &executionRoleArn)
            visitor.field("memory", &memory)
            visitor.field("taskRoleArn", &taskRoleArn)
            visitor.field("ephemeralStorage", &ephemeralStorage)
        }
    }
    /// `TaskVolumeConfiguration` of the model.
    package struct TaskVolumeConfiguration: Shape {
        package var name: String = ""
        package var managedEBSVolume: TaskManagedEBSVolumeConfiguration?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("name", &name)
            visitor.field("managedEBSVolume", &managedEBSVolume)
        }
    }
    /// `Tmpfs` of the model.
    package struct Tmpfs: Shape {
        package var containerPath: String = ""
        package var size: Int = 0
        package var mountOptions: [String]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("containerPath", &containerPath)
            visitor.field("size", &size)
            visitor.field("mountOptions", &mountOptions)
        }
    }
    /// `Ulimit` of the model.
    package struct Ulimit: Shape {
        package var name: UlimitName?
        package var softLimit: Int = 0
        package var hardLimit: Int = 0
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("name", &name)
            visitor.field("softLimit", &softLimit)
            visitor.field("hardLimit", &hardLimit)
        }
    }
    /// `UntagResourceRequest` of the model.
    package struct UntagResourceRequest: Shape {
        package var resourceArn: String = ""
        package var tagKeys: [String] = []
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("resourceArn", &resourceArn)
            visitor.field("tagKeys", &tagKeys)
        }
    }
    /// `UntagResourceResponse` of the model.
    package struct UntagResourceResponse: Shape {
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
        }
    }
    /// `UpdateClusterRequest` of the model.
    package struct UpdateClusterRequest: Shape {
        package var cluster: String = ""
        package var settings: [ClusterSetting]?
        package var configuration: ClusterConfiguration?
        package var serviceConnectDefaults: ClusterServiceConnectDefaultsRequest?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("cluster", &cluster)
            visitor.field("settings", &settings)
            visitor.field("configuration", &configuration)
            visitor.field("serviceConnectDefaults", &serviceConnectDefaults)
        }
    }
    /// `UpdateClusterResponse` of the model.
    package struct UpdateClusterResponse: Shape {
        package var cluster: Cluster?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("cluster", &cluster)
        }
    }
    /// `UpdateClusterSettingsRequest` of the model.
    package struct UpdateClusterSettingsRequest: Shape {
        package var cluster: String = ""
        package var settings: [ClusterSetting] = []
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("cluster", &cluster)
            visitor.field("settings", &settings)
        }
    }
    /// `UpdateClusterSettingsResponse` of the model.
    package struct UpdateClusterSettingsResponse: Shape {
        package var cluster: Cluster?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("cluster", &cluster)
        }
    }
    /// `UpdateContainerInstancesStateRequest` of the model.
    package struct UpdateContainerInstancesStateRequest: Shape {
        package var cluster: String?
        package var containerInstances: [String] = []
        package var status: ContainerInstanceStatus?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("cluster", &cluster)
            visitor.field("containerInstances", &containerInstances)
            visitor.field("status", &status)
        }
    }
    /// `UpdateContainerInstancesStateResponse` of the model.
    package struct UpdateContainerInstancesStateResponse: Shape {
        package var containerInstances: [ContainerInstance]?
        package var failures: [Failure]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("containerInstances", &containerInstances)
            visitor.field("failures", &failures)
        }
    }
    /// `VersionInfo` of the model.
    package struct VersionInfo: Shape {
        package var agentVersion: String?
        package var agentHash: String?
        package var dockerVersion: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("agentVersion", &agentVersion)
            visitor.field("agentHash", &agentHash)
            visitor.field("dockerVersion", &dockerVersion)
        }
    }
    /// `Volume` of the model.
    package struct Volume: Shape {
        package var name: String?
        package var host: HostVolumeProperties?
        package var dockerVolumeConfiguration: DockerVolumeConfiguration?
        package var efsVolumeConfiguration: EFSVolumeConfiguration?
        package var s3filesVolumeConfiguration: S3FilesVolumeConfiguration?
        package var fsxWindowsFileServerVolumeConfiguration: FSxWindowsFileServerVolumeConfiguration?
        package var configuredAtLaunch: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("name", &name)
            visitor.field("host", &host)
            visitor.field("dockerVolumeConfiguration", &dockerVolumeConfiguration)
            visitor.field("efsVolumeConfiguration", &efsVolumeConfiguration)
            visitor.field("s3filesVolumeConfiguration", &s3filesVolumeConfiguration)
            visitor.field("fsxWindowsFileServerVolumeConfiguration", &fsxWindowsFileServerVolumeConfiguration)
            visitor.field("configuredAtLaunch", &configuredAtLaunch)
        }
    }
    /// `VolumeFrom` of the model.
    package struct VolumeFrom: Shape {
        package var sourceContainer: String?
        package var readOnly: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("sourceContainer", &sourceContainer)
            visitor.field("readOnly", &readOnly)
        }
    }
}
