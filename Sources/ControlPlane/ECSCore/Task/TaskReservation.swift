package import AWSWire
package import ECSModel
package import Placement

/// What a task of a definition, with its overrides, holds on an instance.
package struct TaskReservation: Sendable, Hashable {
    package var amounts = Amounts()
    package var ports = Ports()

    /// The task's own size where it is given, else the sum of its containers; of ports those that
    /// are fixed on the host.
    ///
    /// - Throws: `ClientException` for a size that cannot be read.
    package init(
        _ definition: ECSAPI.TaskDefinition, overrides: ECSAPI.TaskOverride?
    ) throws(AWSError) {
        let containers = (definition.containerDefinitions ?? []).map { container in
            let override = overrides?.containerOverrides?.first { $0.name == container.name }
            return (container, override)
        }
        amounts.cpu =
            try TaskSize.cpu(overrides?.cpu ?? definition.cpu)
            ?? containers.reduce(0) { $0 + ($1.1?.cpu ?? $1.0.cpu ?? 0) }
        amounts.memory =
            try TaskSize.memory(overrides?.memory ?? definition.memory)
            ?? containers.reduce(0) { sum, container in
                // The soft limit is what is reserved, where there is one.
                let (own, override) = container
                let soft = override?.memoryReservation ?? own.memoryReservation
                return sum + (soft ?? override?.memory ?? own.memory ?? 0)
            }
        amounts.gpus = containers.reduce(0) { sum, container in
            let needs = container.1?.resourceRequirements ?? container.0.resourceRequirements
            return sum + Self.gpus(needs)
        }
        guard definition.networkMode != .awsvpc, definition.networkMode != ECSAPI.NetworkMode.none
        else { return }
        for mapping in containers.flatMap({ $0.0.portMappings ?? [] }) {
            guard let port = mapping.hostPort, port > 0 else { continue }
            if mapping.protocol == .udp {
                ports.udp.insert(port)
            } else {
                ports.tcp.insert(port)
            }
        }
    }

    /// How many GPUs a container's requirements ask for.
    package static func gpus(_ requirements: [ECSAPI.ResourceRequirement]?) -> Int {
        (requirements ?? []).reduce(0) { sum, requirement in
            requirement.type == .gpu ? sum + (Int(requirement.value) ?? 0) : sum
        }
    }
}
