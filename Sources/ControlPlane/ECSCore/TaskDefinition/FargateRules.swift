import AWSWire
import ECSModel

/// What Fargate demands of a task definition.
enum FargateRules {
    /// Whether a task of `cpu` units may have `memory` MiB.
    static func allows(cpu: Int, memory: Int) -> Bool {
        switch cpu {
        case 256: [512, 1024, 2048].contains(memory)
        case 512: isStep(memory, of: 1024, in: 1024...4096)
        case 1024: isStep(memory, of: 1024, in: 2048...8192)
        case 2048: isStep(memory, of: 1024, in: 4096...16_384)
        case 4096: isStep(memory, of: 1024, in: 8192...30_720)
        case 8192: isStep(memory, of: 4096, in: 16_384...61_440)
        case 16_384: isStep(memory, of: 8192, in: 32_768...122_880)
        default: false
        }
    }

    private static func isStep(_ memory: Int, of step: Int, in range: ClosedRange<Int>) -> Bool {
        range.contains(memory) && (memory - range.lowerBound) % step == 0
    }

    static func noConfiguration(cpu: Int, memory: Int) -> AWSError {
        .client(
            "No Fargate configuration exists for given values: \(cpu) CPU, \(memory) memory. See "
                + "the Amazon ECS documentation for the valid values.")
    }

    static func check(_ task: ECSAPI.TaskDefinition) throws(AWSError) {
        guard task.networkMode == .awsvpc else {
            throw .client("Fargate only supports network mode ‘awsvpc’.")
        }
        guard let cpu = task.cpu.flatMap({ Int($0) }) else {
            throw .client("Fargate requires that 'cpu' be defined at the task level.")
        }
        guard let memory = task.memory.flatMap({ Int($0) }) else {
            throw .client("Fargate requires that 'memory' be defined at the task level.")
        }
        if !allows(cpu: cpu, memory: memory) {
            throw noConfiguration(cpu: cpu, memory: memory)
        }
        if let mode = task.pidMode, mode != .task {
            throw .client(
                "Tasks using the Fargate launch type do not support pidMode '\(mode.rawValue)'. The "
                    + "supported value for pidMode is 'task'.")
        }
        if task.ipcMode != nil {
            throw .client("Tasks using the Fargate launch type do not support ipcMode.")
        }
        if !(task.placementConstraints ?? []).isEmpty {
            throw .client("Fargate does not support placement constraints.")
        }
        if let size = task.ephemeralStorage?.sizeInGiB, !(21...200).contains(size) {
            throw .client("Ephemeral storage size must be between 21 and 200 GiB.")
        }
        for volume in task.volumes ?? [] {
            if volume.dockerVolumeConfiguration != nil || volume.host?.sourcePath != nil {
                throw .client(
                    "Fargate compatible task definitions do not support "
                        + (volume.host?.sourcePath == nil
                            ? "dockerVolumeConfiguration." : "sourcePath."))
            }
        }
        for container in task.containerDefinitions ?? [] {
            try check(container, executionRole: task.executionRoleArn)
        }
    }

    private static func check(
        _ container: ECSAPI.ContainerDefinition, executionRole: String?
    ) throws(AWSError) {
        if container.privileged == true {
            throw .client(
                "Fargate compatible task definitions do not support privileged containers.")
        }
        if !(container.linuxParameters?.devices ?? []).isEmpty {
            throw .client("Fargate compatible task definitions do not support devices.")
        }
        if !(container.resourceRequirements ?? []).isEmpty {
            throw .client(
                "Fargate compatible task definitions do not support resourceRequirements.")
        }
        if let stop = container.stopTimeout, stop > 120 {
            throw .client("Container.stopTimeout must be at most 120 for Fargate.")
        }
        if let driver = container.logConfiguration?.logDriver {
            guard [.awslogs, .splunk, .awsfirelens].contains(driver) else {
                throw .client("Fargate does not support log driver \(driver.rawValue).")
            }
            let options = container.logConfiguration?.options ?? [:]
            if driver == .awslogs, options["awslogs-stream-prefix"]?.isEmpty ?? true {
                throw .client(
                    "Log driver awslogs option 'awslogs-stream-prefix' should not be null or empty."
                )
            }
            if driver == .awslogs, executionRole == nil {
                throw .client(
                    "Fargate requires task definition to have execution role ARN to support log "
                        + "driver awslogs.")
            }
        }
        if executionRole == nil, RequiredAttributes.isECRImage(container.image ?? "") {
            throw .client(
                "Fargate requires task definition to have execution role ARN to support ECR images."
            )
        }
    }
}
