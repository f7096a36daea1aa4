import AWSWire
import ECSModel

/// What the containers of a task definition may say, and the defaults of what they leave out.
enum ContainerRules {
    /// The least memory of a container in MiB, as docker demands it.
    static let minimumMemory = 6

    /// The containers of a request with defaults filled in.
    static func containers(
        _ request: ECSAPI.RegisterTaskDefinitionRequest
    ) throws(AWSError) -> [ECSAPI.ContainerDefinition] {
        let given = request.containerDefinitions
        if given.isEmpty { throw .client("Container list cannot be empty.") }
        if given.count > TaskDefinitionRules.maximumContainers {
            throw .client(
                "Too many containers. Max allowed is \(TaskDefinitionRules.maximumContainers).")
        }
        var names: Set<String> = []
        var result: [ECSAPI.ContainerDefinition] = []
        for container in given {
            let checked = try self.container(container, of: request)
            if !names.insert(checked.name ?? "").inserted {
                throw .client("Container names must be unique within a Task Definition.")
            }
            result.append(checked)
        }
        if !result.contains(where: { $0.essential == true }) {
            throw .client("TaskDefinition must contain at least one essential container.")
        }
        try NetworkRules.checkHostPorts(of: result)
        return result
    }

    private static func container(
        _ given: ECSAPI.ContainerDefinition, of request: ECSAPI.RegisterTaskDefinitionRequest
    ) throws(AWSError) -> ECSAPI.ContainerDefinition {
        var container = given
        try checkName(container.name)
        let name = container.name ?? ""
        try checkImage(container.image)
        try checkMemory(container, name: name, taskHasMemory: request.memory?.isEmpty == false)
        if let cpu = container.cpu, cpu < 0 {
            throw .client("Invalid 'cpu' setting for container '\(name)'.")
        }
        container.cpu = container.cpu ?? 0
        container.essential = container.essential ?? true
        container.environment = container.environment ?? []
        container.mountPoints = container.mountPoints ?? []
        container.volumesFrom = container.volumesFrom ?? []
        container.systemControls = container.systemControls ?? []
        container.portMappings = try NetworkRules.mappings(
            container.portMappings ?? [], mode: request.networkMode)
        try checkEnvironment(container, name: name)
        try checkTimes(container)
        container.healthCheck = try healthCheck(container.healthCheck)
        container.restartPolicy = try restartPolicy(container.restartPolicy)
        try checkLog(container.logConfiguration)
        try checkResources(container, name: name)
        if container.disableNetworking == true, request.networkMode == .awsvpc {
            throw .client("Networking cannot be disabled when networkMode=awsvpc.")
        }
        if container.hostname != nil, request.networkMode == .awsvpc {
            throw .client("The hostname parameter is not supported when networkMode=awsvpc.")
        }
        return container
    }

    private static func checkName(_ name: String?) throws(AWSError) {
        guard let name, !name.isEmpty else {
            throw .client("Container.name should not be null or empty.")
        }
        guard name.utf8.count <= 255, consists(name, ofLettersDigitsAnd: "-_") else {
            throw .client("Container.name contains invalid characters.")
        }
    }

    private static func checkImage(_ image: String?) throws(AWSError) {
        guard let image, !image.isEmpty else {
            throw .client("Container.image should not be null or empty.")
        }
        guard image.utf8.count <= 255, consists(image, ofLettersDigitsAnd: "-_:./#@") else {
            throw .client("Container.image contains invalid characters.")
        }
    }

    private static func checkMemory(
        _ container: ECSAPI.ContainerDefinition, name: String, taskHasMemory: Bool
    ) throws(AWSError) {
        let limit = container.memory.flatMap { $0 == 0 ? nil : $0 }
        let reservation = container.memoryReservation.flatMap { $0 == 0 ? nil : $0 }
        if limit == nil, reservation == nil, !taskHasMemory {
            throw .client(
                "Invalid setting for container '\(name)'. At least one of 'memory' or "
                    + "'memoryReservation' must be specified.")
        }
        for (value, setting) in [(limit, "memory"), (reservation, "memoryReservation")] {
            if let value, value < minimumMemory {
                throw .client(
                    "Invalid setting for container '\(name)'. '\(setting)' must be at least "
                        + "\(minimumMemory).")
            }
        }
        if let limit, let reservation, limit < reservation {
            throw .client(
                "Invalid setting for container '\(name)'. 'memory' must be greater than or equal "
                    + "to 'memoryReservation'.")
        }
    }

    private static func checkEnvironment(
        _ container: ECSAPI.ContainerDefinition, name: String
    ) throws(AWSError) {
        for variable in container.environment ?? [] where variable.name?.isEmpty ?? true {
            throw .client(
                "Invalid setting for container '\(name)'. An environment variable has no name.")
        }
        var names = Set((container.environment ?? []).compactMap(\.name))
        for secret in container.secrets ?? [] {
            if secret.name.isEmpty || secret.valueFrom.isEmpty {
                throw .client("The secret name and valueFrom must not be empty.")
            }
            if !names.insert(secret.name).inserted {
                throw .client(
                    "The secret name must be unique and not shared with any new or existing "
                        + "environment variables set on the container, such as '\(secret.name)'.")
            }
        }
        if (container.environmentFiles ?? []).count > 10 {
            throw .client("Too many environment files. Max allowed is 10.")
        }
    }

    private static func checkTimes(_ container: ECSAPI.ContainerDefinition) throws(AWSError) {
        if let start = container.startTimeout, start < 2 {
            throw .client("Container.startTimeout must be at least 2.")
        }
        if let stop = container.stopTimeout, stop < 0 {
            throw .client("Container.stopTimeout must not be negative.")
        }
    }

    private static func healthCheck(
        _ given: ECSAPI.HealthCheck?
    ) throws(AWSError) -> ECSAPI.HealthCheck? {
        guard var check = given else { return nil }
        if check.command.isEmpty {
            throw .client("Container.healthCheck.command should not be null or empty.")
        }
        check.interval = check.interval ?? 30
        check.timeout = check.timeout ?? 5
        check.retries = check.retries ?? 3
        try expect(check.interval, in: 5...300, "interval")
        try expect(check.timeout, in: 2...120, "timeout")
        try expect(check.retries, in: 1...10, "retries")
        try expect(check.startPeriod, in: 0...300, "startPeriod")
        return check
    }

    private static func expect(
        _ value: Int?, in range: ClosedRange<Int>, _ name: String
    ) throws(AWSError) {
        if let value, !range.contains(value) {
            throw .client(
                "Container.healthCheck.\(name) must be between \(range.lowerBound) and "
                    + "\(range.upperBound).")
        }
    }

    private static func restartPolicy(
        _ given: ECSAPI.ContainerRestartPolicy?
    ) throws(AWSError) -> ECSAPI.ContainerRestartPolicy? {
        guard var policy = given else { return nil }
        if (policy.ignoredExitCodes ?? []).count > 50 {
            throw .client("A restart policy can have up to 50 ignored exit codes.")
        }
        if policy.enabled { policy.restartAttemptPeriod = policy.restartAttemptPeriod ?? 300 }
        if let period = policy.restartAttemptPeriod, !(60...1800).contains(period) {
            throw .client("restartAttemptPeriod must be between 60 and 1800.")
        }
        return policy
    }

    private static func checkResources(
        _ container: ECSAPI.ContainerDefinition, name: String
    ) throws(AWSError) {
        for requirement in container.resourceRequirements ?? [] where requirement.type == .gpu {
            guard let count = Int(requirement.value), (1...64).contains(count) else {
                throw .client("Invalid GPU value '\(requirement.value)' for container '\(name)'.")
            }
        }
        for limit in container.ulimits ?? [] where limit.softLimit > limit.hardLimit {
            if limit.hardLimit != -1 {
                throw .client("Ulimit softLimit must not be greater than hardLimit.")
            }
        }
        if let swappiness = container.linuxParameters?.swappiness,
            !(0...100).contains(swappiness)
        {
            throw .client("LinuxParameters.swappiness must be between 0 and 100.")
        }
    }

    /// What the `awslogs` driver takes, beside what its agent adds.
    private static let awslogsOptions: Set<String> = [
        "awslogs-create-group", "awslogs-datetime-format", "awslogs-endpoint", "awslogs-group",
        "awslogs-multiline-pattern", "awslogs-region", "awslogs-stream-prefix", "max-buffer-size",
        "mode",
    ]

    private static func checkLog(_ log: ECSAPI.LogConfiguration?) throws(AWSError) {
        guard let log else { return }
        guard let driver = log.logDriver else {
            throw .client("LogConfiguration.logDriver should not be null or empty.")
        }
        guard driver == .awslogs else { return }
        let options = log.options ?? [:]
        if options["awslogs-group"]?.isEmpty ?? true {
            throw .client("Log driver awslogs option 'awslogs-group' should not be null or empty.")
        }
        let unknown = options.keys.filter { !awslogsOptions.contains($0) }.sorted()
        if !unknown.isEmpty {
            throw .client(
                "Log driver awslogs disallows options: \(unknown.joined(separator: ", "))")
        }
        if options["awslogs-datetime-format"] != nil, options["awslogs-multiline-pattern"] != nil {
            throw .client(
                "Log driver awslogs options 'awslogs-datetime-format' and "
                    + "'awslogs-multiline-pattern' cannot be used together.")
        }
    }
}
