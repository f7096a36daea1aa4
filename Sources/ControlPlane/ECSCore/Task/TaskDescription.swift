package import ECSModel
import Shapes

extension TaskRecord {
    /// The task as DescribeTasks shows it.
    package func described(
        in scope: Scope, _ state: TaskState, agentConnected: Bool, attributes: [ECSAPI.Attribute],
        includeTags: Bool
    ) -> ECSAPI.Task {
        let arn = scope.task(id, in: cluster)
        let hasStopped = state.status == .stopped
        return ECSAPI.Task {
            $0.attachments = attachments(state)
            $0.attributes = attributes
            $0.availabilityZone = availabilityZone
            $0.clusterArn = scope.cluster(cluster)
            if state.startedAt != nil || hasStopped || state.changes > 0 {
                $0.connectivity = agentConnected ? .connected : .disconnected
                $0.connectivityAt = state.startedAt ?? createdAt
            }
            if !isFargate {
                $0.containerInstanceArn = instance.map { scope.instance($0, in: cluster) }
            }
            $0.containers = containers.map { container in
                described(container, state, task: arn, scope)
            }
            $0.cpu = cpu
            $0.createdAt = createdAt
            $0.desiredStatus = desiredStatus.rawValue
            $0.enableExecuteCommand = enableExecuteCommand
            $0.executionStoppedAt = state.executionStoppedAt
            $0.group = group
            $0.healthStatus = state.health(of: self)
            $0.lastStatus = state.status.rawValue
            $0.launchType = launchType
            $0.memory = memory
            if isFargate {
                $0.platformVersion = platformVersion
                $0.platformFamily = "Linux"
                let size = ephemeralStorageGiB ?? FargatePlan.standardStorage
                $0.ephemeralStorage = ECSAPI.EphemeralStorage { $0.sizeInGiB = size }
                $0.fargateEphemeralStorage = ECSAPI.TaskEphemeralStorage { $0.sizeInGiB = size }
            }
            $0.overrides = shownOverrides
            $0.pullStartedAt = state.pullStartedAt
            $0.pullStoppedAt = state.pullStoppedAt
            $0.startedAt = state.startedAt
            $0.startedBy = startedBy
            $0.stopCode = stopCode
            $0.stoppedAt = state.stoppedAt
            $0.stoppedReason = stoppedReason
            $0.stoppingAt = stoppingAt
            $0.tags = includeTags ? tags ?? [] : []
            $0.taskArn = arn
            $0.taskDefinitionArn = scope.taskDefinition(family, revision)
            $0.version = 1 + changes + state.changes
        }
    }

    private var isFargate: Bool { launchType == .fargate }

    /// The task's interface as each of its containers shows it.
    private func interfaces(_ state: TaskState) -> [ECSAPI.NetworkInterface] {
        guard let network, let interface = state.attachment?.interface else { return [] }
        return [
            ECSAPI.NetworkInterface {
                $0.attachmentId = network.attachment
                $0.privateIpv4Address = interface.address
            }
        ]
    }

    private func attachments(_ state: TaskState) -> [ECSAPI.Attachment] {
        guard let network, let attachment = state.attachment else { return [] }
        let interface = attachment.interface
        let details: [(String, String?)] = [
            ("subnetId", interface?.subnet ?? network.subnets.first?.id),
            ("networkInterfaceId", interface?.id), ("macAddress", interface?.mac),
            ("privateDnsName", interface?.name), ("privateIPv4Address", interface?.address),
        ]
        return [
            ECSAPI.Attachment {
                $0.id = network.attachment
                $0.type = "ElasticNetworkInterface"
                $0.status = attachment.status.rawValue
                $0.details = details.compactMap { name, value in
                    guard let value, !value.isEmpty else { return nil }
                    return ECSAPI.KeyValuePair {
                        $0.name = name
                        $0.value = value
                    }
                }
            }
        ]
    }

    /// Every container is named in the overrides, those without any with nothing but its name.
    private var shownOverrides: ECSAPI.TaskOverride {
        var shown = overrides ?? ECSAPI.TaskOverride()
        let given = shown.containerOverrides ?? []
        shown.containerOverrides = containers.map { container in
            given.first { $0.name == container.name }
                ?? ECSAPI.ContainerOverride { $0.name = container.name }
        }
        shown.inferenceAcceleratorOverrides = shown.inferenceAcceleratorOverrides ?? []
        return shown
    }

    private func described(
        _ container: ContainerIdentity, _ state: TaskState, task arn: String, _ scope: Scope
    ) -> ECSAPI.Container {
        let known = state.containers.first { $0.name == container.name }
        return ECSAPI.Container {
            $0.containerArn = scope.container(container.id, of: id, in: cluster)
            $0.taskArn = arn
            $0.name = container.name
            $0.image = container.image
            $0.imageDigest = known?.imageDigest
            $0.runtimeId = known?.runtimeID
            $0.lastStatus = (known?.status ?? .pending).rawValue
            $0.exitCode = known?.exitCode
            $0.reason = known?.reason
            $0.networkBindings = known?.networkBindings ?? []
            $0.networkInterfaces = interfaces(state)
            $0.healthStatus = known?.health ?? .unknown
            $0.managedAgents = known?.managedAgents
            $0.cpu = String(container.cpu)
            $0.memory = container.memory.map { String($0) }
            $0.memoryReservation = container.memoryReservation.map { String($0) }
            $0.gpuIds = container.gpuIDs
        }
    }
}
