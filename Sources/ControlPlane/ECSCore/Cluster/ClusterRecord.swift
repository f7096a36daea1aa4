package import ECSModel
package import Shapes

/// A cluster as the store keeps it. What runs in it is counted from other records.
package struct ClusterRecord: Shape {
    package var name = ""
    /// False once it was deleted; it can still be described for a while.
    package var isActive = true
    package var tags: [ECSAPI.Tag]?
    package var settings: [ECSAPI.ClusterSetting]?
    package var configuration: ECSAPI.ClusterConfiguration?
    package var capacityProviders: [String]?
    package var defaultCapacityProviderStrategy: [ECSAPI.CapacityProviderStrategyItem]?
    package var createdAt: Timestamp?
    package var deletedAt: Timestamp?

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("name", &name)
        visitor.field("isActive", &isActive)
        visitor.field("tags", &tags)
        visitor.field("settings", &settings)
        visitor.field("configuration", &configuration)
        visitor.field("capacityProviders", &capacityProviders)
        visitor.field("defaultCapacityProviderStrategy", &defaultCapacityProviderStrategy)
        visitor.field("createdAt", &createdAt)
        visitor.field("deletedAt", &deletedAt)
    }
}

/// What is counted of a cluster at the moment of asking.
package struct ClusterCounts: Sendable, Hashable {
    package var instances = 0
    package var runningTasks = 0
    package var pendingTasks = 0
    /// Of those, the ones of Fargate and those on computers that joined from outside.
    package var runningFargate = 0
    package var pendingFargate = 0
    package var runningExternal = 0
    package var pendingExternal = 0

    /// Nothing.
    package init() {}

    /// Counts a task by its phase: PENDING covers all before RUNNING.
    package mutating func count(_ status: TaskStatus, _ launchType: ECSAPI.LaunchType) {
        if status < .running {
            pendingTasks += 1
            if launchType == .fargate { pendingFargate += 1 }
            if launchType == .external { pendingExternal += 1 }
        } else if status < .stopped {
            runningTasks += 1
            if launchType == .fargate { runningFargate += 1 }
            if launchType == .external { runningExternal += 1 }
        }
    }
}

extension ClusterRecord {
    /// The cluster as DescribeClusters shows it; members that must be asked for with `include`
    /// only where they are named in it.
    package func described(
        in scope: Scope, _ counts: ClusterCounts, include: Set<ECSAPI.ClusterField>
    ) -> ECSAPI.Cluster {
        ECSAPI.Cluster {
            $0.clusterArn = scope.cluster(name)
            $0.clusterName = name
            $0.status = isActive ? "ACTIVE" : "INACTIVE"
            $0.registeredContainerInstancesCount = counts.instances
            $0.runningTasksCount = counts.runningTasks
            $0.pendingTasksCount = counts.pendingTasks
            $0.activeServicesCount = 0
            $0.statistics = []
            $0.tags = []
            $0.settings = []
            $0.capacityProviders = capacityProviders ?? []
            $0.defaultCapacityProviderStrategy = defaultCapacityProviderStrategy ?? []
            if include.contains(.tags) { $0.tags = tags ?? [] }
            if include.contains(.settings) { $0.settings = settings ?? [] }
            if include.contains(.configurations) { $0.configuration = configuration }
            if include.contains(.attachments) { $0.attachments = [] }
            if include.contains(.statistics) { $0.statistics = statistics(counts) }
        }
    }

    private func statistics(_ counts: ClusterCounts) -> [ECSAPI.KeyValuePair] {
        let figures: [(String, Int)] = [
            (
                "runningEC2TasksCount",
                counts.runningTasks - counts.runningFargate - counts.runningExternal
            ),
            ("runningFargateTasksCount", counts.runningFargate),
            (
                "pendingEC2TasksCount",
                counts.pendingTasks - counts.pendingFargate - counts.pendingExternal
            ),
            ("pendingFargateTasksCount", counts.pendingFargate),
            ("runningExternalTasksCount", counts.runningExternal),
            ("pendingExternalTasksCount", counts.pendingExternal),
            ("activeEC2ServiceCount", 0), ("activeFargateServiceCount", 0),
            ("activeExternalServiceCount", 0), ("drainingEC2ServiceCount", 0),
            ("drainingFargateServiceCount", 0), ("drainingExternalServiceCount", 0),
        ]
        return figures.map { name, value in
            ECSAPI.KeyValuePair {
                $0.name = name
                $0.value = String(value)
            }
        }
    }
}
