import AWSClient
import AWSWire
import ArgumentParser
import Files
import Foundation
import Logging
import MachineProtocol
import Networking
import NodeImage
import Providers
import Shapes
import UnixSignals
import VirtualMachines

struct HostCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "host",
        abstract: "Make machines on this computer for the control plane, in the foreground.",
        discussion: """
            SIGTERM ends the host and leaves machines running, for restarts and upgrades; SIGINT \
            takes them down first, with their disks kept.
            """)

    @OptionGroup var data: DataOptions

    @Option(help: "Where the control plane is; by default what the data directory says.")
    var server: String?

    @Option(help: "Under which the control plane knows this computer; by default its host name.")
    var name: String?

    @Option(help: "Region of the zones.")
    var region = "us-east-1"

    @Option(help: "Availability zones that machines may be placed in, by comma.")
    var zones: String?

    @Option(
        help:
            "Kinds of machines, by comma: sandbox, qemu. By default both once there is a node image."
    )
    var providers: String?

    @Option(
        name: .customLong("log-level"), help: "Least severe level that is logged.",
        transform: ServerOptions.level)
    var logLevel = Logger.Level.info

    func validate() throws {
        let known = Set(MachineProviderKind.allCases.map(\.rawValue))
        for name in providers?.split(separator: ",") ?? [] where !known.contains(String(name)) {
            throw ValidationError(
                "--providers: \(name) is not among \(known.sorted().joined(separator: ", "))")
        }
    }

    func run() async throws {
        guard geteuid() == 0 else { throw CommandFailure("skerry host makes machines: be root") }
        let directory = data.directory
        try directory.create()
        guard let file = try StateFile.read(EndpointFile.self, from: directory.endpointFile) else {
            throw CommandFailure("no control plane has run on \(directory.root) yet")
        }
        LoggingSystem.bootstrap { StreamLogHandler.standardError(label: $0) }
        var logger = Logger(label: "skerry.host")
        logger.logLevel = logLevel
        let lock = try FileLock.take(
            directory.host + "/lock", orSay: "a host already runs on \(directory.root)")
        defer { withExtendedLifetime(lock) {} }
        let host = try MachineHost(
            try configuration(directory, file),
            credentials: HostCredentials(path: directory.hostCredentials), logger: logger)
        let signals = await UnixSignalsSequence(trapping: .sigterm, .sigint)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                for await signal in signals {
                    host.shutdown(signal == .sigint ? .stopEverything : .keepRunning)
                }
            }
            group.addTask { try await host.run() }
            defer { group.cancelAll() }
            try await group.next()
        }
    }

    private func configuration(
        _ directory: DataDirectory, _ file: EndpointFile
    ) throws -> HostConfiguration {
        let server = server ?? file.localURL
        let endpoint: Endpoint
        do { endpoint = try Endpoint(server) } catch { throw CommandFailure("\(error)") }
        guard let address = IPv4Address(endpoint.host == "localhost" ? "127.0.0.1" : endpoint.host)
        else { throw CommandFailure("--server needs a numeric IPv4 address, not \(endpoint.host)") }
        let port = UInt16(endpoint.port)
        // Machines join where this computer's own control plane listens for it.
        let tlsPort = server == file.localURL ? file.tlsPort.map { UInt16($0) } : nil
        let agents = AgentLaunch(
            program: try SupervisedProcess.program(), port: port, tlsPort: tlsPort,
            registry: "\(file.hostname):\(file.port)", logLevel: logLevel.rawValue
        ) { order in
            let api = try LocalAPI(directory, region: order.region)
            let key = try await api.machineKey(account: order.account, instance: order.id)
            return JSON.encode(key)
        }
        return HostConfiguration(
            dataDirectory: directory.root, name: name ?? Self.hostName, region: region,
            zones: (zones ?? ["a", "b", "c"].map { region + $0 }.joined(separator: ","))
                .split(separator: ",").map(String.init),
            providers: try kinds(directory), server: endpoint.description,
            doors: ([port] + (tlsPort.map { [$0] } ?? [])).map { .init(target: address, port: $0) },
            agents: agents)
    }

    private func kinds(_ directory: DataDirectory) throws -> [MachineProviderKind] {
        if let providers {
            return providers.split(separator: ",").compactMap {
                MachineProviderKind(rawValue: String($0))
            }
        }
        let hasImage = try NodeImage(directory.nodeImage).manifest() != nil
        return hasImage && VirtualMachine.isInstalled ? [.sandbox, .qemu] : [.sandbox]
    }

    /// The computer's name; hosts of one installation differ in it.
    static var hostName: String { ProcessInfo.processInfo.hostName }
}

/// The host's key, read anew for each connection.
private struct HostCredentials: CredentialsProvider {
    let path: String

    func credentials() async throws -> SigV4.Credentials {
        guard let key = try StateFile.read(AccessKeyFile.self, from: path) else {
            throw CommandFailure("no credentials at \(path)")
        }
        return SigV4.Credentials(
            accessKeyID: key.accessKeyID, secretAccessKey: key.secretAccessKey)
    }
}
