import Agent
import ArgumentParser
import Logging
import Shapes

struct AgentCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "agent", abstract: "Run this machine's agent in the foreground.",
        discussion: """
            SIGTERM ends the agent and leaves containers running, for restarts and upgrades; SIGINT \
            stops tasks, containers and networks first.
            """, subcommands: [AgentJoin.self])

    @OptionGroup var data: DataOptions

    @OptionGroup(title: "Machines that a host makes") var machine: MachineOptions

    @OptionGroup(title: "VPCs") var network: NetworkOptions

    @Option(help: "ECS cluster to join.")
    var cluster = "default"

    @Option(help: "Region of the cluster.")
    var region = "us-east-1"

    @Option(
        name: .customLong("log-level"), help: "Least severe level that is logged.",
        transform: ServerOptions.level)
    var logLevel = Logger.Level.info

    func run() async throws {
        LoggingSystem.bootstrap { StreamLogHandler.standardError(label: $0) }
        var logger = Logger(label: "skerry.agent")
        logger.logLevel = logLevel
        var configuration = try configuration(logger)
        try network.apply(to: &configuration, isInstance: machine.endpoint != nil)
        try await AgentProcess.run(Agent(configuration, logger: logger))
    }

    /// As the options say, or as the installation's own machine.
    private func configuration(_ logger: Logger) throws -> AgentConfiguration {
        if machine.endpoint != nil {
            return try machine.configuration(
                cluster: cluster, region: region, logLevel: logLevel, logger: logger)
        }
        let directory = data.directory
        guard let endpoint = try StateFile.read(EndpointFile.self, from: directory.endpointFile)
        else {
            throw CommandFailure("no control plane has run on \(directory.root) yet")
        }
        var configuration = AgentConfiguration(
            endpoint: endpoint.localURL, credentialsFile: directory.machineCredentials,
            dataDirectory: directory.machine, cluster: cluster, region: region)
        configuration.registryHostname = endpoint.hostname
        configuration.registryPort = endpoint.port
        configuration.reservedPorts.append(endpoint.port)
        configuration.logLevel = logLevel
        configuration.availabilityZone = region + "a"
        configuration.instanceID =
            try StateFile.read(MachineIdentity.self, from: directory.machineIdentity)?.instanceID
        return configuration
    }
}

/// Who this machine is.
struct MachineIdentity: Shape {
    /// `i-` and 17 hexadecimal digits.
    var instanceID = ""

    init() {}

    mutating func visit(_ visitor: ShapeVisitor) { visitor.field("instanceId", &instanceID) }

    /// A new identity.
    static func random() -> MachineIdentity {
        MachineIdentity { $0.instanceID = "i-" + SystemRandom.hex(9).prefix(17) }
    }
}
