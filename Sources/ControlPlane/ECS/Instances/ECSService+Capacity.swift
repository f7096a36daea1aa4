package import AWSWire
package import ECSCore
import ECSModel
import Placement

extension ECSService {
    /// What the caller's machines have, hold and use in all of its clusters of the region, and which
    /// task definitions have no room in a cluster that has machines.
    ///
    /// - Parameter usage: What an instance uses, by its ARN: CPU units and MiB; nil when unknown.
    package func capacity(
        _ context: RequestContext,
        usage: @Sendable (_ instance: String, _ cpuUnits: Int) -> (cpu: Int, memory: Int)?
    ) async throws(AWSError) -> CapacityReport {
        let state = try await snapshot(context.scope)
        var report = CapacityReport()
        let definitions = newestDefinitions(state)
        for cluster in state.clusters() where cluster.isActive {
            let instances = state.instances(of: cluster.name).map(\.record)
            for instance in instances {
                guard report.machines.count < CapacityReport.maximumMachines else { break }
                let arn = state.scope.instance(instance.id, in: cluster.name)
                var entry = MachineCapacity(
                    instance, arn: arn,
                    agentConnected: isConnected(instance.id, in: cluster.name, state.scope))
                if let used = usage(arn, entry.cpu) {
                    entry.cpuUsed = used.cpu
                    entry.memoryUsed = used.memory
                }
                report.machines.append(entry)
            }
            if instances.isEmpty { continue }
            let machines = instances.map { machine($0, state.scope) }
            for definition in definitions {
                guard report.withoutRoom.count < CapacityReport.maximumDefinitions else { break }
                let lack = LackOfRoom(definition, cluster: cluster.name, machines: machines)
                if let lack { report.withoutRoom.append(lack) }
            }
        }
        return report
    }

    /// The newest active revision of each family that runs on machines of one's own.
    private func newestDefinitions(_ state: Snapshot) -> [DefinitionRecord] {
        var newest: [String: DefinitionRecord] = [:]
        for stored in state.definitions() where stored.record.definition.status == .active {
            let definition = stored.record.definition
            let compatible = definition.compatibilities ?? [.ec2]
            guard compatible.contains(.ec2) else { continue }
            let known = newest[definition.family ?? ""]?.definition.revision ?? 0
            if (definition.revision ?? 0) > known {
                newest[definition.family ?? ""] = stored.record
            }
        }
        return newest.sorted { $0.key < $1.key }.map(\.value)
    }
}
