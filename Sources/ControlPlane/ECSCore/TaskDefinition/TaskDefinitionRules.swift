package import AWSWire
package import ECSModel
import Placement
import Shapes

/// What RegisterTaskDefinition accepts, and what becomes of it: the definition with ECS's defaults
/// filled in, without ARN, revision and registration data.
///
/// Required members, enums, lengths and ranges of the model are checked before. Limits here are those
/// of the service's quotas page.
package enum TaskDefinitionRules {
    /// The most containers of a task definition.
    package static let maximumContainers = 10
    /// The most placement constraints of a task definition or a RunTask.
    package static let maximumConstraints = 10
    /// The largest definition, as JSON.
    package static let maximumBytes = 65_536

    /// Checks a request and fills in defaults.
    ///
    /// - Throws: `ClientException` or `InvalidParameterException` in ECS's words.
    package static func definition(
        for request: ECSAPI.RegisterTaskDefinitionRequest
    ) throws(AWSError) -> ECSAPI.TaskDefinition {
        try checkFamily(request.family)
        let size = JSON.encode(request).count
        if size > maximumBytes {
            throw .client(
                "Actual length: '\(size)'. Max allowed length is '\(maximumBytes)' bytes.")
        }
        var result = ECSAPI.TaskDefinition()
        result.family = request.family
        result.status = .active
        result.taskRoleArn = request.taskRoleArn.flatMap { $0.isEmpty ? nil : $0 }
        result.executionRoleArn = request.executionRoleArn.flatMap { $0.isEmpty ? nil : $0 }
        result.networkMode = request.networkMode
        result.pidMode = request.pidMode
        result.ipcMode = request.ipcMode
        result.proxyConfiguration = request.proxyConfiguration
        result.inferenceAccelerators = request.inferenceAccelerators
        result.ephemeralStorage = request.ephemeralStorage
        result.runtimePlatform = request.runtimePlatform
        result.enableFaultInjection = request.enableFaultInjection
        result.requiresCompatibilities = request.requiresCompatibilities
        result.cpu = try TaskSize.cpu(request.cpu).map { String($0) }
        result.memory = try TaskSize.memory(request.memory).map { String($0) }
        result.placementConstraints = try constraints(request.placementConstraints ?? [])
        result.volumes = try VolumeRules.volumes(request.volumes ?? [])
        result.containerDefinitions = try ContainerRules.containers(request)
        try VolumeRules.checkMounts(of: result)
        try DependencyRules.check(result)
        try checkSizes(of: result)
        try checkTask(result)
        if request.requiresCompatibilities?.contains(.fargate) == true {
            try FargateRules.check(result)
        }
        if request.requiresCompatibilities?.contains(.external) == true,
            result.networkMode == .awsvpc
        {
            throw .client("Network mode awsvpc is not supported for launch type EXTERNAL.")
        }
        result.compatibilities = compatibilities(of: result)
        result.requiresAttributes = RequiredAttributes.of(result)
        return result
    }

    private static func checkFamily(_ family: String) throws(AWSError) {
        if family.isEmpty { throw .client("Family should not be null or empty.") }
        guard consists(family, ofLettersDigitsAnd: "-_") else {
            throw .client("Family contains invalid characters.")
        }
        if family.utf8.count > 255 {
            throw .client("Family should not be longer than 255 characters.")
        }
    }

    private static func constraints(
        _ constraints: [ECSAPI.TaskDefinitionPlacementConstraint]
    ) throws(AWSError) -> [ECSAPI.TaskDefinitionPlacementConstraint] {
        if constraints.count > maximumConstraints {
            throw .client("Too many placement constraints. Max allowed is \(maximumConstraints).")
        }
        for constraint in constraints {
            guard constraint.type == .memberOf else {
                throw .client("constraint.type should not be null or empty.")
            }
            do {
                _ = try ClusterQuery(constraint.expression ?? "")
            } catch {
                throw .client("Invalid constraint expression: \(error.message).")
            }
        }
        return constraints
    }

    private static func checkTask(_ task: ECSAPI.TaskDefinition) throws(AWSError) {
        let containers = task.containerDefinitions ?? []
        if task.executionRoleArn == nil {
            let hasSecrets = containers.contains {
                !($0.secrets ?? []).isEmpty
                    || !($0.logConfiguration?.secretOptions ?? []).isEmpty
            }
            if hasSecrets {
                throw .client(
                    "When you are specifying container secrets, you must also specify a value for "
                        + "'executionRoleArn'.")
            }
        }
        if let proxy = task.proxyConfiguration {
            if task.networkMode != .awsvpc {
                throw .client("Proxy configuration requires networkMode 'awsvpc'.")
            }
            if !containers.contains(where: { $0.name == proxy.containerName }) {
                throw .client(
                    "Proxy container '\(proxy.containerName)' is not a container of the task "
                        + "definition.")
            }
        }
        let routers = containers.filter { $0.firelensConfiguration != nil }
        if routers.count > 1 {
            throw .client("Only one container can have a firelensConfiguration.")
        }
        if routers.isEmpty,
            containers.contains(where: { $0.logConfiguration?.logDriver == .awsfirelens })
        {
            throw .client(
                "When a container uses the 'awsfirelens' log driver, one container must have a "
                    + "firelensConfiguration.")
        }
    }

    /// Task sizes bound those of the containers.
    private static func checkSizes(of task: ECSAPI.TaskDefinition) throws(AWSError) {
        let containers = task.containerDefinitions ?? []
        if let cpu = task.cpu.flatMap({ Int($0) }) {
            let sum = containers.reduce(0) { $0 + ($1.cpu ?? 0) }
            if sum > cpu {
                throw .client(
                    "The total amount of CPU reserved by the containers (\(sum)) exceeds the 'cpu' "
                        + "setting for task (\(cpu)).")
            }
        }
        guard let memory = task.memory.flatMap({ Int($0) }) else { return }
        for container in containers where (container.memory ?? 0) > memory {
            throw .client(
                "Invalid setting for container '\(container.name ?? "")'. 'memory' exceeds the "
                    + "'memory' setting for task.")
        }
        let reserved = containers.reduce(0) { $0 + ($1.memoryReservation ?? 0) }
        if reserved > memory {
            throw .client(
                "The total amount of memory reserved by the containers (\(reserved)) exceeds the "
                    + "'memory' setting for task (\(memory)).")
        }
    }

    /// The launch types that the definition can be run with, in ECS's order.
    private static func compatibilities(
        of task: ECSAPI.TaskDefinition
    ) -> [ECSAPI.Compatibility] {
        var result: [ECSAPI.Compatibility] = []
        if task.networkMode != .awsvpc { result.append(.external) }
        result.append(.ec2)
        if (try? FargateRules.check(task)) != nil { result.append(.fargate) }
        if task.requiresCompatibilities?.contains(.managedInstances) == true {
            result.append(.managedInstances)
        }
        return result
    }
}
