import AWSWire
import ECSModel

/// The rules for what containers need of one another: `dependsOn`, `links` and `volumesFrom`.
enum DependencyRules {
    static func check(_ task: ECSAPI.TaskDefinition) throws(AWSError) {
        let containers = task.containerDefinitions ?? []
        let named = Dictionary(
            containers.map { ($0.name ?? "", $0) }, uniquingKeysWith: { first, _ in first })
        for container in containers {
            for dependency in container.dependsOn ?? [] {
                try check(dependency, named: named)
            }
            try checkLinks(of: container, mode: task.networkMode, named: named)
        }
        if hasCycle(named, { ($0.dependsOn ?? []).map(\.containerName) }) {
            throw .client("Container dependencies should not have a cycle")
        }
        if hasCycle(named, { ($0.links ?? []).map(linkedContainer) }) {
            throw .client("Container links should not have a cycle")
        }
        if hasCycle(named, { ($0.volumesFrom ?? []).compactMap(\.sourceContainer) }) {
            throw .client("Container volumesFrom should not have a cycle")
        }
    }

    private static func check(
        _ dependency: ECSAPI.ContainerDependency, named: [String: ECSAPI.ContainerDefinition]
    ) throws(AWSError) {
        guard let target = named[dependency.containerName] else {
            throw .client(
                "Cannot depend on container + '\(dependency.containerName)' because it does not "
                    + "exist")
        }
        switch dependency.condition {
        case .success, .complete:
            if target.essential == true {
                throw .client(
                    "A dependency container with SUCCESS or COMPLETE condition cannot be an "
                        + "essential container")
            }
        case .healthy:
            if target.healthCheck == nil {
                throw .client(
                    "Container '\(dependency.containerName)' must have a healthCheck to be a "
                        + "dependency with HEALTHY condition")
            }
        case .start: break
        case nil: throw .client("A container dependency must have a condition")
        }
    }

    /// `name` or `name:alias`.
    static func linkedContainer(_ link: String) -> String {
        String(link.prefix { $0 != ":" })
    }

    private static func checkLinks(
        of container: ECSAPI.ContainerDefinition, mode: ECSAPI.NetworkMode?,
        named: [String: ECSAPI.ContainerDefinition]
    ) throws(AWSError) {
        let links = container.links ?? []
        if links.isEmpty { return }
        if let mode, mode != .bridge {
            throw .client("Links are not supported when networkMode=\(mode.rawValue).")
        }
        for link in links where named[linkedContainer(link)] == nil {
            throw .client("Unknown container '\(linkedContainer(link))' in links.")
        }
    }

    /// Takes away containers that need nobody (any more) until none is left, or a cycle is.
    private static func hasCycle(
        _ named: [String: ECSAPI.ContainerDefinition],
        _ needs: (ECSAPI.ContainerDefinition) -> [String]
    ) -> Bool {
        var open = named.mapValues { Set(needs($0)) }
        while true {
            let free = open.filter { $0.value.isEmpty }.map(\.key)
            if free.isEmpty { return !open.isEmpty }
            for name in free { open[name] = nil }
            open = open.mapValues { $0.subtracting(free) }
        }
    }
}
