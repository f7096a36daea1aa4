package import ECSModel
import Shapes
import Placement

extension InstanceRecord {
    /// The instance as DescribeContainerInstances shows it.
    package func described(
        in scope: Scope, _ counts: ClusterCounts, agentConnected: Bool, includeTags: Bool
    ) -> ECSAPI.ContainerInstance {
        let free = free
        let ports = usedPorts
        let takenGPUs = Set(allocations.flatMap { $0.gpus ?? [] })
        return ECSAPI.ContainerInstance {
            $0.containerInstanceArn = scope.instance(id, in: cluster)
            $0.ec2InstanceId = ec2InstanceID
            $0.version = changes
            $0.versionInfo = versionInfo
            $0.registeredResources = resources(
                cpu: cpu, memory: memory, tcp: reservedPorts ?? [], udp: reservedUDPPorts ?? [],
                gpus: gpus)
            // Of ports the API shows those that are taken, of all else what is left.
            $0.remainingResources = resources(
                cpu: free.cpu, memory: free.memory, tcp: ports.tcp.sorted(),
                udp: ports.udp.sorted(), gpus: gpus?.filter { !takenGPUs.contains($0) })
            $0.status = isDraining ? "DRAINING" : "ACTIVE"
            $0.agentConnected = agentConnected
            $0.runningTasksCount = counts.runningTasks
            $0.pendingTasksCount = counts.pendingTasks
            $0.attributes = allAttributes
            $0.registeredAt = registeredAt
            $0.attachments = []
            $0.tags = includeTags ? tags ?? [] : []
        }
    }

    private func resources(
        cpu: Int, memory: Int, tcp: [Int], udp: [Int], gpus: [String]?
    ) -> [ECSAPI.Resource] {
        var result = [integer("CPU", cpu), integer("MEMORY", memory)]
        result.append(strings("PORTS", tcp.map(String.init)))
        result.append(strings("PORTS_UDP", udp.map(String.init)))
        if let gpus { result.append(strings("GPU", gpus)) }
        return result
    }

    private func integer(_ name: String, _ value: Int) -> ECSAPI.Resource {
        ECSAPI.Resource {
            $0.name = name
            $0.type = "INTEGER"
            $0.doubleValue = 0
            $0.longValue = 0
            $0.integerValue = value
        }
    }

    private func strings(_ name: String, _ values: [String]) -> ECSAPI.Resource {
        ECSAPI.Resource {
            $0.name = name
            $0.type = "STRINGSET"
            $0.doubleValue = 0
            $0.longValue = 0
            $0.integerValue = 0
            $0.stringSetValue = values
        }
    }
}
