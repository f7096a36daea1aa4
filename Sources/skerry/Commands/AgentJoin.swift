import AWSClient
import Agent
import ArgumentParser
import Files
import Foundation
import Joining
import Logging
import MachineProtocol

/// `skerry agent join`: a machine of an installation whose control plane is elsewhere.
struct AgentJoin: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "join",
        abstract: "Join an installation by a token and run this machine's agent in the foreground.",
        discussion: """
            The token (skerry token create) is needed once: what the machine is given is kept and \
            renewed in its directory, and starting again uses that. SIGTERM ends the agent and \
            leaves containers running; SIGINT stops tasks, containers and networks first.
            """)

    @OptionGroup var data: DataOptions

    @Option(help: "Where the control plane is: https://HOST:PORT of its TLS port.")
    var server: String?

    @Option(help: "Join token; SKERRY_JOIN_TOKEN in the environment does as well.")
    var token: String?

    @OptionGroup(title: "The machine") var machine: MachineOptions

    @OptionGroup(title: "VPCs") var network: NetworkOptions

    @Option(help: "ECS cluster to join (default: the token's).")
    var cluster: String?

    @Option(
        name: .customLong("attribute"), help: "Attribute of the container instance: NAME=VALUE.",
        transform: Self.attribute)
    var attributes: [Attribute] = []

    @Option(
        name: .customLong("log-level"), help: "Least severe level that is logged.",
        transform: ServerOptions.level)
    var logLevel = Logger.Level.info

    struct Attribute: Sendable {
        let name: String
        let value: String
    }

    @Sendable static func attribute(_ text: String) throws -> Attribute {
        guard let equals = text.firstIndex(of: "="), equals > text.startIndex else {
            throw ValidationError("--attribute must be NAME=VALUE, not \(text)")
        }
        return Attribute(
            name: String(text[..<equals]), value: String(text[text.index(after: equals)...]))
    }

    func validate() throws {
        guard machine.endpoint == nil, machine.credentialsFile == nil else {
            throw ValidationError("a machine that joins is told --server, and gets credentials")
        }
    }

    func run() async throws {
        LoggingSystem.bootstrap { StreamLogHandler.standardError(label: $0) }
        var logger = Logger(label: "skerry.agent")
        logger.logLevel = logLevel
        let directory =
            machine.folder.map { DataDirectory($0).root } ?? data.directory.joinedMachine
        let given = token ?? ProcessInfo.processInfo.environment["SKERRY_JOIN_TOKEN"]
        let membership: Membership
        let lock: FileLock
        do {
            try FileManager.default.createDirectory(
                atPath: directory, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
            lock = try FileLock.take(
                directory + "/agent.lock", orSay: "another agent runs on \(directory)")
            membership = try await Membership.open(
                directory: directory, server: server, token: given,
                hostName: ProcessInfo.processInfo.hostName, now: SystemTime.now, logger: logger)
        } catch let error as JoinFailure {
            throw CommandFailure(error.description)
        }
        defer { withExtendedLifetime(lock) {} }
        let outcome: Result<Void, any Error>
        do {
            try await AgentProcess.run(
                Agent(try configuration(membership, directory, logger), logger: logger),
                beside: { try await membership.run() })
            outcome = .success(())
        } catch {
            outcome = .failure(error)
        }
        await membership.trust.shutdown()
        try outcome.get()
    }

    private func configuration(
        _ membership: Membership, _ directory: String, _ logger: Logger
    ) throws -> AgentConfiguration {
        let record = membership.record
        let identity = record.identity
        var configuration = AgentConfiguration(
            endpoint: record.server, credentialsFile: membership.credentialsFile,
            dataDirectory: directory, cluster: cluster ?? identity.cluster ?? "default",
            region: identity.region)
        configuration.trust = membership.trust
        configuration.authorityFile = membership.authorityFile
        let registry = record.registry.split(separator: ":")
        if registry.count == 2, let port = Int(registry[1]) {
            configuration.registryHostname = String(registry[0])
            configuration.registryPort = port
        }
        configuration.instanceID = identity.id
        configuration.instanceType = identity.instanceType
        configuration.availabilityZone = identity.zone
        configuration.logLevel = logLevel
        for attribute in attributes { configuration.attributes[attribute.name] = attribute.value }
        // As ECS Anywhere marks computers that are no instances.
        if identity.id.hasPrefix("mi-") {
            configuration.attributes["ecs.capability.external"] = ""
        }
        try machine.apply(to: &configuration, logger)
        try network.apply(to: &configuration, isInstance: identity.id.hasPrefix("i-"))
        return configuration
    }
}
