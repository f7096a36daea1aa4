import AWSWire
import ECSModel

/// The rules for port mappings in each network mode.
enum NetworkRules {
    /// Mappings with protocol and host port filled in.
    static func mappings(
        _ given: [ECSAPI.PortMapping], mode: ECSAPI.NetworkMode?
    ) throws(AWSError) -> [ECSAPI.PortMapping] {
        if mode == ECSAPI.NetworkMode.none, !given.isEmpty {
            throw .client("Port mappings are not supported when networkMode=none.")
        }
        if given.count > 100 { throw .client("Too many port mappings. Max allowed is 100.") }
        var result: [ECSAPI.PortMapping] = []
        for mapping in given { result.append(try self.mapping(mapping, mode: mode)) }
        return result
    }

    private static func mapping(
        _ given: ECSAPI.PortMapping, mode: ECSAPI.NetworkMode?
    ) throws(AWSError) -> ECSAPI.PortMapping {
        var mapping = given
        mapping.protocol = mapping.protocol ?? .tcp
        if let range = mapping.containerPortRange {
            if mode == .host {
                throw .client("containerPortRange is not supported when networkMode=host.")
            }
            if mapping.containerPort != nil || (mapping.hostPort ?? 0) != 0 {
                throw .client(
                    "containerPortRange cannot be specified together with containerPort or "
                        + "hostPort.")
            }
            if portRange(range) == nil {
                throw .client("Invalid containerPortRange '\(range)'.")
            }
            return mapping
        }
        guard let port = mapping.containerPort else {
            throw .client("Container port should not be null or empty.")
        }
        try check(port, from: 1)
        if let host = mapping.hostPort { try check(host, from: 0) }
        switch mode {
        case .host, .awsvpc:
            if let host = mapping.hostPort, host != port, host != 0 {
                throw .client(
                    "When networkMode=\(mode?.rawValue ?? ""), the host ports and container ports "
                        + "in port mappings must match.")
            }
            mapping.hostPort = port
        case .bridge, nil, ECSAPI.NetworkMode.none?:
            mapping.hostPort = mapping.hostPort ?? 0
        }
        return mapping
    }

    private static func check(_ port: Int, from first: Int) throws(AWSError) {
        if port < first || port > 65_535 {
            throw .client("Port number \(port) is not between \(first) and 65535.")
        }
    }

    /// `low-high`, both 1 to 65535 and in order.
    static func portRange(_ text: String) -> ClosedRange<Int>? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let low = Int(parts[0]), let high = Int(parts[1]),
            low >= 1, high <= 65_535, low <= high
        else { return nil }
        return low...high
    }

    /// One task cannot bind a host port twice.
    static func checkHostPorts(of containers: [ECSAPI.ContainerDefinition]) throws(AWSError) {
        var used: Set<String> = []
        for mapping in containers.flatMap({ $0.portMappings ?? [] }) {
            guard let port = mapping.hostPort, port > 0 else { continue }
            if !used.insert("\(port)/\(mapping.protocol?.rawValue ?? "tcp")").inserted {
                throw .client("Host port \(port) is used more than once in the task definition.")
            }
        }
        var names: Set<String> = []
        for name in containers.flatMap({ $0.portMappings ?? [] }).compactMap(\.name)
        where !names.insert(name).inserted {
            throw .client("Port mapping names must be unique: '\(name)'.")
        }
    }
}
