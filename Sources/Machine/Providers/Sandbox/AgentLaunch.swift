import Files
package import MachineProtocol
import Networking

/// How the agent of a machine is started: what is in force on it, in the program's words.
package struct AgentLaunch: Sendable {
    /// The program, `skerry`.
    package var program: String
    /// The control plane's port on the host's address, as machines reach it.
    package var port: UInt16
    /// The same over TLS, where machines with a token join; nil lets none join.
    package var tlsPort: UInt16?
    /// Host name and port of image references.
    package var registry: String
    package var logLevel: String
    /// Makes an access key for a machine without a token: the text of a credentials file.
    package var makeCredentials: @Sendable (MachineOrder) async throws -> [UInt8]

    package init(
        program: String, port: UInt16, tlsPort: UInt16? = nil, registry: String, logLevel: String,
        makeCredentials: @escaping @Sendable (MachineOrder) async throws -> [UInt8]
    ) {
        self.program = program
        self.port = port
        self.tlsPort = tlsPort
        self.registry = registry
        self.logLevel = logLevel
        self.makeCredentials = makeCredentials
    }

    /// Where a machine's things are.
    struct Places: Sendable {
        var disk: String
        var cgroup: String
        var gateway: IPv4Address
    }

    /// The program with its arguments, and what its environment has beside the usual; makes the
    /// machine's credentials when it has none and no token to get them by.
    func command(
        _ order: MachineOrder, _ places: Places
    ) async throws -> (words: [String], environment: [String: String]) {
        if let token = order.joinToken, let tlsPort {
            let server = "https://\(places.gateway):\(tlsPort)"
            // Not among the arguments, which everybody on the computer may read.
            return ([program] + joining(order, places, server), ["SKERRY_JOIN_TOKEN": token])
        }
        let file = "\(places.disk)/credentials.json"
        if try WholeFile.read(file) == nil {
            try WholeFile.replace(file, with: try await makeCredentials(order), mode: 0o600)
        }
        return ([program] + known(order, places, "http://\(places.gateway):\(port)"), [:])
    }

    /// What `skerry` is told in a virtual machine; pure.
    func guest(
        _ order: MachineOrder, gateway: IPv4Address
    ) throws -> (arguments: [String], environment: [String: String]) {
        guard let token = order.joinToken, let tlsPort else {
            throw ProviderError(
                "virtual machines join over TLS, and this host has no way to a TLS port")
        }
        let server = "https://\(gateway):\(tlsPort)"
        let words = [
            "agent", "join", "--server", server, "--machine-dir", "/var/lib/skerry/machine",
        ]
        return (
            words + whoItIs(order) + ["--ecs-config", "/etc/ecs/ecs.config"],
            ["SKERRY_JOIN_TOKEN": token]
        )
    }

    /// An agent that is let in by a token, and told by the control plane who it is; pure.
    func joining(_ order: MachineOrder, _ places: Places, _ server: String) -> [String] {
        ["agent", "join", "--server", server] + common(order, places)
    }

    /// An agent that is told everything; pure.
    func known(_ order: MachineOrder, _ places: Places, _ endpoint: String) -> [String] {
        ["agent", "--endpoint", endpoint, "--credentials-file", "\(places.disk)/credentials.json"]
            + ["--region", order.region] + common(order, places)
    }

    private func common(_ order: MachineOrder, _ places: Places) -> [String] {
        ["--machine-dir", places.disk, "--cgroup-parent", places.cgroup]
            + whoItIs(order) + ["--ecs-config", "\(places.disk)/ecs.config"]
    }

    private func whoItIs(_ order: MachineOrder) -> [String] {
        var words = [
            "--registry", registry, "--cluster", order.cluster ?? "default",
            "--instance-id", order.id, "--cpu-units", "\(order.cpuUnits)",
            "--memory", "\(order.memoryMiB)", "--log-level", logLevel,
        ]
        if !order.zone.isEmpty { words += ["--zone", order.zone] }
        if let type = order.instanceType { words += ["--instance-type", type] }
        if order.isLockedDown { words += ["--locked-down", "--reserved-memory", "0"] }
        return words
    }
}
