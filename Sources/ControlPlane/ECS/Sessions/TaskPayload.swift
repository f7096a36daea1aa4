import AgentProtocol
import ECSCore
import ECSModel
import Shapes

/// Writes a task as the ECS agent is told it: the task definition with the task's overrides merged
/// in, spread over the protocol's own members and docker's `Config` and `HostConfig`, as the stock
/// agent expects them. Pure.
struct TaskPayload {
    let scope: Scope
    let assigned: InstanceWork.AssignedTask
    /// Credentials of the task role and of the execution role; nil without a role.
    var roleCredentials: ACS.IAMRoleCredentials?
    var executionCredentials: ACS.IAMRoleCredentials?

    /// The task; nil when its definition is gone.
    var task: ACS.Task? {
        guard let definition = assigned.definition?.definition else { return nil }
        let record = assigned.task
        return ACS.Task {
            $0.arn = scope.task(record.id, in: record.cluster)
            $0.taskClusterArn = scope.cluster(record.cluster)
            $0.family = record.family
            $0.version = String(record.revision)
            $0.taskDefinitionAccountId = scope.account
            $0.desiredStatus = record.desiredStatus == .stopped ? "STOPPED" : "RUNNING"
            $0.launchType = record.launchType.rawValue
            $0.group = record.group
            $0.zone = record.availabilityZone
            $0.networkMode = definition.networkMode?.rawValue
            $0.elasticNetworkInterfaces = interfaces
            $0.pidMode = definition.pidMode?.rawValue
            $0.ipcMode = definition.ipcMode?.rawValue
            // An override may have a unit (`1 vCPU`). Sizes were checked when the task was made.
            $0.cpu = (try? TaskSize.cpu(record.overrides?.cpu ?? definition.cpu))
                .map { Double($0) / 1024 }
            $0.memory = try? TaskSize.memory(record.overrides?.memory ?? definition.memory)
            $0.roleCredentials = roleCredentials
            $0.executionRoleCredentials = executionCredentials
            $0.volumes = definition.volumes?.map(volume)
            $0.containers = definition.containerDefinitions?.map { container($0, definition) }
        }
    }

    /// The task's interface, as the stock agent reads it; nil in other network modes.
    private var interfaces: [ACS.ElasticNetworkInterface]? {
        guard let network = assigned.task.network,
            let interface = assigned.state.attachment?.interface
        else { return nil }
        return [
            ACS.ElasticNetworkInterface {
                $0.attachmentArn = scope.attachment(network.attachment)
                $0.ec2Id = interface.id
                $0.name = "eth0"
                $0.index = 0
                $0.macAddress = interface.mac
                $0.interfaceAssociationProtocol = .standard
                $0.ipv4Addresses = [
                    ACS.IPv4AddressAssignment {
                        $0.primary = true
                        $0.privateAddress = interface.address
                    }
                ]
                $0.subnetGatewayIpv4Address = interface.gateway
                $0.privateDnsName = interface.name
                $0.domainNameServers = interface.resolvers
                $0.domainName = interface.domains
            }
        ]
    }

    private func container(
        _ definition: ECSAPI.ContainerDefinition, _ task: ECSAPI.TaskDefinition
    ) -> ACS.Container {
        let name = definition.name ?? ""
        let record = assigned.task
        let change = record.overrides?.containerOverrides?.last { $0.name == name }
        return ACS.Container {
            $0.name = name
            $0.image = definition.image
            $0.containerArn = record.containers.first { $0.name == name }.map {
                scope.container($0.id, of: record.id, in: record.cluster)
            }
            $0.cpu = change?.cpu ?? definition.cpu
            $0.memory = change?.memory ?? definition.memory
            $0.entryPoint = definition.entryPoint
            $0.command = change?.command ?? definition.command
            $0.environment = environment(definition, change)
            $0.essential = definition.essential ?? true
            $0.links = definition.links
            $0.privileged = definition.privileged
            $0.portMappings = definition.portMappings?.map(port)
            $0.mountPoints = definition.mountPoints?.map { mount in
                ACS.MountPoint {
                    $0.sourceVolume = mount.sourceVolume
                    $0.containerPath = mount.containerPath
                    $0.readOnly = mount.readOnly
                }
            }
            $0.volumesFrom = definition.volumesFrom?.map { other in
                ACS.VolumeFrom {
                    $0.sourceContainer = other.sourceContainer
                    $0.readOnly = other.readOnly
                }
            }
            $0.dependsOn = definition.dependsOn?.map { wait in
                ACS.ContainerDependency {
                    $0.containerName = wait.containerName
                    $0.condition = wait.condition.map { .init(rawValue: $0.rawValue) }
                }
            }
            $0.restartPolicy = definition.restartPolicy.map { policy in
                ACS.RestartPolicy {
                    $0.enabled = policy.enabled
                    $0.ignoredExitCodes = policy.ignoredExitCodes
                    $0.restartAttemptPeriod = policy.restartAttemptPeriod
                }
            }
            $0.startTimeout = definition.startTimeout
            $0.stopTimeout = definition.stopTimeout
            $0.linuxParameters = definition.linuxParameters.map(linux)
            $0.secrets = secrets(definition)
            $0.environmentFiles = environmentFiles(definition, change)
            $0.credentialSpecs = definition.credentialSpecs
            $0.registryAuthentication = registry(definition)
            $0.logsAuthStrategy = executionCredentials == nil ? nil : .executionRole
            // Without it the agent runs the check and never tells what it found.
            $0.healthCheckType = definition.healthCheck == nil ? nil : .docker
            $0.firelensConfiguration = definition.firelensConfiguration.map { router in
                ACS.FirelensConfiguration {
                    $0.type = router.type.map { .init(rawValue: $0.rawValue) }
                    $0.options = router.options
                }
            }
            $0.dockerConfig = docker(definition, change, task)
        }
    }

    /// The definition's variables with those of the override laid over them.
    private func environment(
        _ definition: ECSAPI.ContainerDefinition, _ change: ECSAPI.ContainerOverride?
    ) -> [String: String]? {
        var variables: [String: String] = [:]
        for pair in (definition.environment ?? []) + (change?.environment ?? []) {
            if let name = pair.name { variables[name] = pair.value ?? "" }
        }
        return variables.isEmpty ? nil : variables
    }

    private func port(_ mapping: ECSAPI.PortMapping) -> ACS.PortMapping {
        ACS.PortMapping {
            $0.containerPort = mapping.containerPort
            $0.hostPort = mapping.hostPort ?? 0
            $0.containerPortRange = mapping.containerPortRange
            $0.transport = .init(rawValue: mapping.protocol?.rawValue ?? "tcp")
        }
    }

    private func linux(_ parameters: ECSAPI.LinuxParameters) -> ACS.LinuxParameters {
        ACS.LinuxParameters {
            $0.capabilities = parameters.capabilities.map { capabilities in
                ACS.KernelCapabilities {
                    $0.add = capabilities.add
                    $0.drop = capabilities.drop
                }
            }
            $0.initProcessEnabled = parameters.initProcessEnabled
            $0.sharedMemorySize = parameters.sharedMemorySize
            $0.devices = parameters.devices?.map { device in
                ACS.Device {
                    $0.hostPath = device.hostPath
                    $0.containerPath = device.containerPath
                    $0.permissions = device.permissions?.map { .init(rawValue: $0.rawValue) }
                }
            }
        }
    }

    private func volume(_ volume: ECSAPI.Volume) -> ACS.Volume {
        ACS.Volume {
            $0.name = volume.name
            if let docker = volume.dockerVolumeConfiguration {
                $0.type = .docker
                $0.dockerVolumeConfiguration = ACS.DockerVolumeConfiguration {
                    $0.scope = .init(rawValue: docker.scope?.rawValue ?? "task")
                    $0.autoprovision = docker.autoprovision
                    $0.driver = docker.driver
                    $0.driverOpts = docker.driverOpts
                    $0.labels = docker.labels
                }
            } else if let efs = volume.efsVolumeConfiguration {
                $0.type = .efs
                $0.efsVolumeConfiguration = ACS.EFSVolumeConfiguration {
                    $0.fileSystemId = efs.fileSystemId
                    $0.rootDirectory = efs.rootDirectory
                }
            } else {
                $0.type = .host
                $0.host = ACS.HostVolumeProperties { $0.sourcePath = volume.host?.sourcePath }
            }
        }
    }

    // MARK: Docker's texts

    private func docker(
        _ definition: ECSAPI.ContainerDefinition, _ change: ECSAPI.ContainerOverride?,
        _ task: ECSAPI.TaskDefinition
    ) -> ACS.DockerConfig {
        let config = ACS.DockerContainerConfig {
            $0.hostname = definition.hostname
            $0.user = definition.user
            $0.workingDir = definition.workingDirectory
            $0.tty = definition.pseudoTerminal
            $0.openStdin = definition.interactive
            $0.networkDisabled = definition.disableNetworking
            $0.labels = definition.dockerLabels
            $0.healthcheck = definition.healthCheck.map(health)
        }
        return ACS.DockerConfig {
            $0.version = "1.25"
            $0.config = text(config)
            $0.hostConfig = text(host(definition, change, task))
        }
    }

    /// Docker counts in nanoseconds, ECS in seconds.
    private func health(_ check: ECSAPI.HealthCheck) -> ACS.DockerHealthcheck {
        let second = 1_000_000_000
        return ACS.DockerHealthcheck {
            $0.test = check.command
            $0.interval = (check.interval ?? 30) * second
            $0.timeout = (check.timeout ?? 5) * second
            $0.retries = check.retries ?? 3
            $0.startPeriod = (check.startPeriod ?? 0) * second
        }
    }

    private func host(
        _ definition: ECSAPI.ContainerDefinition, _ change: ECSAPI.ContainerOverride?,
        _ task: ECSAPI.TaskDefinition
    ) -> ACS.DockerHostConfig {
        let mebibyte = 1 << 20
        let linux = definition.linuxParameters
        return ACS.DockerHostConfig {
            $0.networkMode = task.networkMode?.rawValue
            $0.memoryReservation = (change?.memoryReservation ?? definition.memoryReservation)
                .map { $0 * mebibyte }
            $0.privileged = definition.privileged
            $0.readonlyRootfs = definition.readonlyRootFilesystem
            $0.dns = definition.dnsServers
            $0.dnsSearch = definition.dnsSearchDomains
            $0.extraHosts = definition.extraHosts?.map { "\($0.hostname):\($0.ipAddress)" }
            $0.securityOpt = definition.dockerSecurityOptions
            $0.capAdd = linux?.capabilities?.add
            $0.capDrop = linux?.capabilities?.drop
            $0.initProcess = linux?.initProcessEnabled
            if let swap = linux?.maxSwap, let memory = change?.memory ?? definition.memory {
                // Docker's limit is that of memory and swap together.
                $0.memorySwap = (memory + swap) * mebibyte
            }
            $0.memorySwappiness = linux?.swappiness
            $0.ulimits = definition.ulimits?.map { limit in
                ACS.DockerUlimit {
                    $0.name = limit.name?.rawValue
                    $0.soft = limit.softLimit
                    $0.hard = limit.hardLimit
                }
            }
            if let mounts = linux?.tmpfs {
                $0.tmpfs = Dictionary(mounts.map(tmpfs)) { _, last in last }
            }
            if let controls = definition.systemControls, !controls.isEmpty {
                let pairs = controls.map { ($0.namespace ?? "", $0.value ?? "") }
                $0.sysctls = Dictionary(pairs) { _, last in last }
            }
            $0.logConfig = definition.logConfiguration.map { log in
                ACS.DockerLogConfig {
                    $0.type = log.logDriver?.rawValue
                    $0.config = log.options
                }
            }
        }
    }

    private func tmpfs(_ mount: ECSAPI.Tmpfs) -> (String, String) {
        let options = (mount.mountOptions ?? []) + ["size=\(mount.size)m"]
        return (mount.containerPath, options.joined(separator: ","))
    }

    private func text(_ shape: some Shape) -> String {
        String(decoding: JSON.encode(shape), as: UTF8.self)
    }
}
