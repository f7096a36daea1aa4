package import AgentCore
package import Logging
import Shapes

/// `/etc/ecs/ecs.config` of the stock agent: lines of `NAME=value`; pure.
///
/// The last line of a name counts. Names that mean nothing to this agent are reported, as are values
/// that cannot be read; neither keeps the agent from running.
package struct ECSConfigFile: Sendable, Hashable {
    /// Longest file that is read, and most lines of it.
    package static let maximumBytes = 64 << 10

    /// `ECS_CLUSTER`.
    package var cluster: String?
    /// `ECS_INSTANCE_ATTRIBUTES`, a JSON object of strings.
    package var attributes: [String: String] = [:]
    /// `ECS_CONTAINER_INSTANCE_TAGS`, a JSON object of strings.
    package var tags: [String: String] = [:]
    /// `ECS_RESERVED_MEMORY`, MiB.
    package var reservedMemoryMiB: Int?
    /// `ECS_RESERVED_PORTS` and `ECS_RESERVED_PORTS_UDP`, JSON lists of numbers.
    package var reservedPorts: [Int] = []
    package var reservedUDPPorts: [Int] = []
    /// `ECS_IMAGE_PULL_BEHAVIOR`.
    package var pullBehavior: PullBehavior?
    /// `ECS_LOGLEVEL`.
    package var logLevel: Logger.Level?
    /// What is wrong, for the log: a sentence each.
    package var problems: [String] = []

    package init() {}

    /// Reads a file's text.
    package init(_ text: String) {
        var values: [(name: String, value: String)] = []
        for line in text.split(whereSeparator: \.isNewline) {
            let line = line.trimmed
            guard !line.isEmpty, line.first != "#" else { continue }
            guard let cut = line.firstIndex(of: "="), cut > line.startIndex else {
                problems.append("'\(line.prefix(64))' is not NAME=value")
                continue
            }
            let name = String(line[..<cut].trimmed)
            values.removeAll { $0.name == name }
            values.append((name, Self.unquoted(line[line.index(after: cut)...].trimmed)))
        }
        for (name, value) in values { take(name, value) }
    }

    private mutating func take(_ name: String, _ value: String) {
        guard !value.isEmpty else { return }
        switch name {
        case "ECS_CLUSTER": cluster = value
        case "ECS_INSTANCE_ATTRIBUTES": attributes = strings(name, value)
        case "ECS_CONTAINER_INSTANCE_TAGS": tags = strings(name, value)
        case "ECS_RESERVED_MEMORY":
            reservedMemoryMiB = Int(value).flatMap { $0 >= 0 ? $0 : nil }
            if reservedMemoryMiB == nil { complain(name, value) }
        case "ECS_RESERVED_PORTS": reservedPorts = ports(name, value)
        case "ECS_RESERVED_PORTS_UDP": reservedUDPPorts = ports(name, value)
        case "ECS_IMAGE_PULL_BEHAVIOR":
            pullBehavior = PullBehavior(rawValue: value.lowercased())
            if pullBehavior == nil { complain(name, value) }
        case "ECS_LOGLEVEL":
            logLevel = Self.levels[value.lowercased()]
            if logLevel == nil { complain(name, value) }
        default: problems.append("\(name) means nothing here")
        }
    }

    /// The stock agent's names of levels.
    private static let levels: [String: Logger.Level] = [
        "trace": .trace, "debug": .debug, "info": .info, "warn": .warning, "warning": .warning,
        "error": .error, "crit": .critical, "critical": .critical, "none": .critical,
    ]

    private mutating func strings(_ name: String, _ value: String) -> [String: String] {
        guard let tree = try? JSON.parse(value), case .object(let object) = tree else {
            complain(name, value)
            return [:]
        }
        var result: [String: String] = [:]
        for member in object.members {
            guard let text = member.value.string else {
                complain(name, value)
                return [:]
            }
            result[member.name] = text
        }
        return result
    }

    private mutating func ports(_ name: String, _ value: String) -> [Int] {
        guard let tree = try? JSON.parse(value), case .list(let items) = tree else {
            complain(name, value)
            return []
        }
        let numbers = items.compactMap { item -> Int? in
            guard case .integer(let number) = item, (1...65535).contains(number) else { return nil }
            return Int(number)
        }
        if numbers.count != items.count { complain(name, value) }
        return numbers
    }

    private mutating func complain(_ name: String, _ value: String) {
        problems.append("\(name) cannot be '\(value.prefix(64))'")
    }

    private static func unquoted(_ text: Substring) -> String {
        for quote in ["\"", "'"]
        where text.count >= 2 && text.hasPrefix(quote) && text.hasSuffix(quote) {
            return String(text.dropFirst().dropLast())
        }
        return String(text)
    }
}

extension AgentConfiguration {
    /// Takes over what the file says; ports are reserved beside those that are reserved already.
    package mutating func apply(_ file: ECSConfigFile) {
        if let name = file.cluster { cluster = name }
        attributes.merge(file.attributes) { $1 }
        tags.merge(file.tags) { $1 }
        if let memory = file.reservedMemoryMiB { reservedMemoryMiB = memory }
        reservedPorts += file.reservedPorts
        reservedUDPPorts += file.reservedUDPPorts
        if let behavior = file.pullBehavior { pullBehavior = behavior }
        if let level = file.logLevel { logLevel = level }
    }
}

extension Substring {
    fileprivate var trimmed: Substring {
        let start = drop { $0.isWhitespace }
        guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return start[...last]
    }
}
