package import AWSWire
package import ECSModel
package import Placement
package import Shapes

/// What RunTask and StartTask ask for, checked and joined with the task definition: everything of
/// the tasks to be made but their places and names.
package struct TaskPlan: Sendable {
    /// The most tasks that one request makes.
    package static let maximumCount = 10

    /// The task as each of them will be; ``task(id:on:makeID:now:)`` fills in the rest.
    package private(set) var template: TaskRecord
    package let reservation: TaskReservation
    package let placement: PlacementRequest
    private let definition: ECSAPI.TaskDefinition

    /// Members that RunTask and StartTask have in common.
    package struct Request: Sendable {
        package var cluster = ""
        package var group: String?
        package var startedBy: String?
        package var overrides: ECSAPI.TaskOverride?
        package var tags: [ECSAPI.Tag]?
        package var propagateTags: ECSAPI.PropagateTags?
        package var enableECSManagedTags = false
        package var enableExecuteCommand = false
        package var launchType: ECSAPI.LaunchType?
        package var constraints: [ECSAPI.PlacementConstraint] = []
        package var strategies: [ECSAPI.PlacementStrategy] = []
        package var platformVersion: String?
        /// In network mode awsvpc: what ``NetworkRequest`` asked for, as the VPC has it; its
        /// attachment is not named yet.
        package var network: TaskNetwork?

        package init() {}
    }

    /// Checks a request against the definition that it names.
    ///
    /// - Throws: `ClientException`, `InvalidParameterException`, or `UnsupportedFeatureException`
    ///   for what this release does not run.
    package init(_ request: Request, _ record: DefinitionRecord) throws(AWSError) {
        let definition = record.definition
        guard definition.status == .active else { throw .client("TaskDefinition is inactive") }
        try Self.checkSupport(request, definition)
        try Self.check(request.overrides, definition)
        if let startedBy = request.startedBy, startedBy.utf8.count > 128 {
            throw .parameter("startedBy must be no longer than 128 characters.")
        }
        let family = definition.family ?? ""
        let group = request.group.flatMap { $0.isEmpty ? nil : $0 } ?? "family:\(family)"
        if group.hasPrefix("service:") { throw .parameter("Invalid namespace for group.") }
        self.definition = definition
        reservation = try TaskReservation(definition, overrides: request.overrides)
        let isFargate = request.launchType == .fargate
        if isFargate { try FargatePlan.check(request, definition, reservation) }
        placement = PlacementRequest(
            amounts: reservation.amounts, ports: reservation.ports,
            attributes: (definition.requiresAttributes ?? []).map {
                RequiredAttribute(name: $0.name, value: $0.value)
            }, group: group,
            constraints: try Self.constraints(
                request.constraints, definition.placementConstraints ?? []),
            strategies: try Self.strategies(request.strategies), zones: request.network?.zones)
        template = TaskRecord()
        template.cluster = request.cluster
        template.family = family
        template.revision = definition.revision ?? 0
        template.group = group
        template.startedBy = request.startedBy
        template.launchType = request.launchType ?? .ec2
        template.overrides = request.overrides
        template.enableExecuteCommand = request.enableExecuteCommand
        template.network = request.network
        if isFargate {
            template.platformVersion = try FargatePlan.version(request.platformVersion)
            template.ephemeralStorageGiB =
                request.overrides?.ephemeralStorage?.sizeInGiB
                ?? definition.ephemeralStorage?.sizeInGiB ?? FargatePlan.standardStorage
        } else if let version = request.platformVersion, !version.isEmpty {
            throw .parameter("Platform version is only supported for launch type FARGATE.")
        }
        template.tags = try Self.tags(request, record)
        template.cpu = String(reservation.amounts.cpu)
        template.memory = String(reservation.amounts.memory)
    }

    /// One task of the plan on an instance that has reserved for it; without one a task of
    /// Fargate, whose machine is still to be made.
    package func task(
        id: String, on instance: InstanceRecord?, makeID: () -> String, now: Timestamp
    ) -> TaskRecord {
        var task = template
        task.id = id
        // StartTask names the computer, not the launch type.
        if instance?.isExternal == true { task.launchType = .external }
        task.instance = instance?.id
        task.availabilityZone = instance?.zone ?? zone(ofTask: id)
        task.createdAt = now
        if task.network != nil { task.network?.attachment = Self.uuid(makeID()) }
        if (template.overrides?.taskRoleArn ?? definition.taskRoleArn) != nil {
            task.roleCredentialsID = makeID()
        }
        if (template.overrides?.executionRoleArn ?? definition.executionRoleArn) != nil {
            task.executionCredentialsID = makeID()
        }
        var gpus = (instance?.allocations.first { $0.task == id }?.gpus ?? [])[...]
        task.containers = (definition.containerDefinitions ?? []).map { container in
            let override = template.overrides?.containerOverrides?.first {
                $0.name == container.name
            }
            let needed = TaskReservation.gpus(
                override?.resourceRequirements ?? container.resourceRequirements)
            var identity = ContainerIdentity()
            identity.name = container.name ?? ""
            identity.id = Self.uuid(makeID())
            identity.image = container.image ?? ""
            identity.essential = container.essential ?? true
            identity.cpu = override?.cpu ?? container.cpu ?? 0
            identity.memory = override?.memory ?? container.memory
            identity.memoryReservation =
                override?.memoryReservation ?? container.memoryReservation
            if needed > 0 { identity.gpuIDs = Array(gpus.prefix(needed)) }
            gpus = gpus.dropFirst(needed)
            return identity
        }
        return task
    }

    /// The zone of a task of Fargate: over many tasks its subnets come up equally often.
    private func zone(ofTask id: String) -> String? {
        guard let subnets = template.network?.subnets, !subnets.isEmpty else { return nil }
        return subnets[id.utf8.reduce(0) { $0 + Int($1) } % subnets.count].zone
    }

    /// 32 hexadecimal digits with the dashes of a UUID.
    private static func uuid(_ digits: String) -> String {
        var result = ""
        for (index, digit) in digits.enumerated() {
            if [8, 12, 16, 20].contains(index) { result.append("-") }
            result.append(digit)
        }
        return result
    }

    // MARK: Checks

    private static func checkSupport(
        _ request: Request, _ definition: ECSAPI.TaskDefinition
    ) throws(AWSError) {
        switch request.launchType {
        case .ec2, .fargate, nil: break
        case .external:
            if definition.networkMode == .awsvpc {
                throw .parameter("Task definition does not support launch_type EXTERNAL.")
            }
        case .managedInstances:
            throw .unsupported(
                "Launch type MANAGED_INSTANCES is not supported yet. Use launch type EC2 or "
                    + "FARGATE.")
        }
    }

    private static func check(
        _ overrides: ECSAPI.TaskOverride?, _ definition: ECSAPI.TaskDefinition
    ) throws(AWSError) {
        guard let overrides else { return }
        let size = JSON.encode(overrides).count
        if size > 8_192 {
            throw .parameter("Overrides length must be at most 8192 characters, was \(size).")
        }
        let names = Set((definition.containerDefinitions ?? []).compactMap(\.name))
        for override in overrides.containerOverrides ?? [] {
            guard let name = override.name, names.contains(name) else {
                throw .parameter(
                    "Override for container named \(override.name ?? "") is not a container in "
                        + "the TaskDefinition.")
            }
            for amount in [override.cpu, override.memory, override.memoryReservation] {
                if let amount, !(0...(1 << 30)).contains(amount) {
                    throw .parameter("Invalid amount \(amount) in override for container \(name).")
                }
            }
        }
    }

    private static func constraints(
        _ given: [ECSAPI.PlacementConstraint],
        _ standing: [ECSAPI.TaskDefinitionPlacementConstraint]
    ) throws(AWSError) -> [PlacementConstraint] {
        if given.count + standing.count > TaskDefinitionRules.maximumConstraints {
            throw .parameter(
                "Too many placement constraints. Max allowed is "
                    + "\(TaskDefinitionRules.maximumConstraints).")
        }
        var result: [PlacementConstraint] = []
        var expressions = standing.map { $0.expression ?? "" }
        for constraint in given {
            switch constraint.type {
            case .distinctInstance: result.append(.distinctInstance)
            case .memberOf: expressions.append(constraint.expression ?? "")
            case nil: throw .parameter("constraint.type should not be null or empty.")
            }
        }
        for expression in expressions {
            do {
                result.append(.memberOf(try ClusterQuery(expression)))
            } catch {
                throw .parameter("Invalid constraint expression: \(error.message).")
            }
        }
        return result
    }

    private static func strategies(
        _ given: [ECSAPI.PlacementStrategy]
    ) throws(AWSError) -> [PlacementStrategy] {
        if given.count > 5 {
            throw .parameter("Too many placement strategies. Max allowed is 5.")
        }
        var result: [PlacementStrategy] = []
        for strategy in given {
            let field = strategy.field ?? ""
            switch (strategy.type, field.lowercased()) {
            case (.random, _): result.append(.random)
            case (.spread, "instanceid"), (.spread, "host"): result.append(.spread(.instance))
            case (.spread, let name) where name.hasPrefix("attribute:"):
                result.append(.spread(.attribute(String(field.dropFirst(10)))))
            case (.binpack, "cpu"): result.append(.binpack(.cpu))
            case (.binpack, "memory"): result.append(.binpack(.memory))
            case (.spread, _), (.binpack, _):
                throw .parameter("Invalid placement strategy field: '\(field)'.")
            case (nil, _): throw .parameter("strategy.type should not be null or empty.")
            }
        }
        return result
    }

    private static func tags(
        _ request: Request, _ record: DefinitionRecord
    ) throws(AWSError) -> [ECSAPI.Tag] {
        var tags: [ECSAPI.Tag] = []
        switch request.propagateTags {
        case .taskDefinition: tags = record.tags ?? []
        case .service:
            throw .parameter("Only tasks of a service can get the tags of a service.")
        case ECSAPI.PropagateTags.none?, nil: break
        }
        if let own = request.tags, !own.isEmpty { tags = try Tags.adding(own, to: tags) }
        if request.enableECSManagedTags {
            tags.append(
                ECSAPI.Tag {
                    $0.key = "aws:ecs:clusterName"
                    $0.value = request.cluster
                })
        }
        return tags
    }
}
