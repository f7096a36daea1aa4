import Files
package import MachineProtocol
import Networking

/// How the agent of a machine is started: what is in force on it, in the program's words.
package struct AgentLaunch: Sendable {
    /// The program, `skerry`.
    package var program: String
    /// The control plane's port on the host's address, as machines reach it.
    package var port: UInt16
    /// Host name and port of image references.
    package var registry: String
    package var logLevel: String
    /// Makes a machine's access key: the text of a credentials file.
    package var makeCredentials: @Sendable (MachineOrder) async throws -> [UInt8]

    package init(
        program: String, port: UInt16, registry: String, logLevel: String,
        makeCredentials: @escaping @Sendable (MachineOrder) async throws -> [UInt8]
    ) {
        self.program = program
        self.port = port
        self.registry = registry
        self.logLevel = logLevel
        self.makeCredentials = makeCredentials
    }

    /// The program and its arguments; makes the machine's credentials when it has none yet.
    func arguments(
        _ order: MachineOrder, disk: String, cgroup: String, underlay: String,
        gateway: IPv4Address
    ) async throws -> [String] {
        let credentials = "\(disk)/credentials.json"
        if try WholeFile.read(credentials) == nil {
            let key = try await makeCredentials(order)
            try WholeFile.replace(credentials, with: key, mode: 0o600)
        }
        return [program]
            + Self.arguments(
                order, disk: disk, cgroup: cgroup, endpoint: "http://\(gateway):\(port)",
                registry: registry, logLevel: logLevel)
    }

    /// Pure.
    static func arguments(
        _ order: MachineOrder, disk: String, cgroup: String, endpoint: String, registry: String,
        logLevel: String
    ) -> [String] {
        var words = [
            "agent", "--machine-dir", disk, "--endpoint", endpoint, "--credentials-file",
            "\(disk)/credentials.json", "--registry", registry, "--region", order.region,
            "--cluster", order.cluster ?? "default", "--instance-id", order.id,
            "--cpu-units", "\(order.cpuUnits)", "--memory", "\(order.memoryMiB)",
            "--cgroup-parent", cgroup, "--ecs-config", "\(disk)/ecs.config",
            "--log-level", logLevel,
        ]
        if !order.zone.isEmpty { words += ["--zone", order.zone] }
        if let type = order.instanceType { words += ["--instance-type", type] }
        if order.isLockedDown { words += ["--locked-down", "--reserved-memory", "0"] }
        return words
    }
}
