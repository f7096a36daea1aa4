package import AgentProtocol
package import Shapes

/// Tasks in one telemetry message at most.
private let tasksPerMessage = 10

extension UsageMeter {
    /// What to publish of the interval that ends now; the next one begins. An idle instance says so.
    package mutating func publications(
        of tasks: [TaskMachine], cluster: String, containerInstance: String, messageID: String,
        now: Timestamp
    ) -> [TCS.PublishMetricsRequest] {
        let metrics = tasks.compactMap { metric(of: $0) }
        beginInterval()
        let groups = metrics.isEmpty ? [[]] : metrics.inGroups(of: tasksPerMessage)
        return groups.enumerated().map { index, group in
            TCS.PublishMetricsRequest {
                $0.metadata = TCS.MetricsMetadata {
                    $0.cluster = cluster
                    $0.containerInstance = containerInstance
                    $0.messageId = messageID
                    $0.idle = metrics.isEmpty
                    $0.fin = index == groups.count - 1
                }
                $0.taskMetrics = group
                $0.timestamp = now
            }
        }
    }

    private func metric(of task: TaskMachine) -> TCS.TaskMetric? {
        var containers: [TCS.ContainerMetric] = []
        for container in task.containers where container.running != nil {
            // The sandbox's interface is the task's: it counts once.
            let metric = metric(of: container, in: task, carriesNetwork: containers.isEmpty)
            if let metric { containers.append(metric) }
        }
        guard !containers.isEmpty else { return nil }
        return TCS.TaskMetric {
            $0.taskArn = task.plan.arn
            $0.clusterArn = task.plan.cluster
            $0.taskDefinitionFamily = task.plan.family
            $0.taskDefinitionVersion = task.plan.revision
            $0.containerMetrics = containers
        }
    }
}

extension AgentEngine {
    /// The health of every container that has a check, in messages of at most ten tasks; none when
    /// there is no such container.
    package func healthPublications(
        messageID: String, now: Timestamp
    ) -> [TCS.PublishHealthRequest] {
        let healths = liveTasks.compactMap(\.health)
        let groups = healths.inGroups(of: tasksPerMessage)
        return groups.enumerated().map { index, group in
            TCS.PublishHealthRequest {
                $0.metadata = TCS.HealthMetadata {
                    $0.cluster = cluster
                    $0.containerInstance = containerInstanceARN
                    $0.messageId = messageID
                    $0.fin = index == groups.count - 1
                }
                $0.tasks = group
                $0.timestamp = now
            }
        }
    }
}

extension TaskMachine {
    /// nil when no running container has a check.
    package var health: TCS.TaskHealth? {
        let checked = containers.filter { $0.running != nil && $0.health != nil }
        guard !checked.isEmpty else { return nil }
        return TCS.TaskHealth {
            $0.taskArn = plan.arn
            $0.clusterArn = plan.cluster
            $0.taskDefinitionFamily = plan.family
            $0.taskDefinitionVersion = plan.revision
            $0.containers = checked.map { container in
                TCS.ContainerHealth {
                    $0.containerName = container.plan.name
                    $0.healthStatus = TCS.HealthStatus(
                        rawValue: container.health?.state.rawValue ?? "UNKNOWN")
                    $0.statusSince = container.health?.since
                    $0.statusMessage = container.health?.message
                }
            }
        }
    }
}

extension Array {
    func inGroups(of size: Int) -> [[Element]] {
        stride(from: 0, to: count, by: size).map { Array(self[$0..<Swift.min($0 + size, count)]) }
    }
}
