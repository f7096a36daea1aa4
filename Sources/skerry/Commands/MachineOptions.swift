import Agent
import ArgumentParser
import Files
import Logging

/// What an agent is told that runs on a machine made by a host.
struct MachineOptions: ParsableArguments {
    @Option(help: "Where the control plane is, instead of what the data directory says.")
    var endpoint: String?

    @Option(name: .customLong("credentials-file"), help: "JSON with the machine's access key.")
    var credentialsFile: String?

    @Option(
        name: .customLong("machine-dir"),
        help: "Folder of the machine (agent join: machines/joined in the data directory).")
    var folder: String?

    @Option(name: .customLong("registry"), help: "Host name and port of image references.")
    var registry: String?

    @Option(name: .customLong("instance-id"), help: "The machine's id.")
    var instanceID: String?

    @Option(name: .customLong("instance-type"), help: "The machine's type.")
    var instanceType: String?

    @Option(help: "The machine's availability zone.")
    var zone: String?

    @Option(name: .customLong("cpu-units"), help: "What tasks may use; 1024 a processor.")
    var cpuUnits: Int?

    @Option(name: .customLong("memory"), help: "What the machine has, in MiB.")
    var memoryMiB: Int?

    @Option(name: .customLong("reserved-memory"), help: "What tasks do not get of it, in MiB.")
    var reservedMemoryMiB: Int?

    @Option(name: .customLong("cgroup-parent"), help: "The machine's cgroup.")
    var cgroupParent: String?

    @Option(name: .customLong("ecs-config"), help: "File like /etc/ecs/ecs.config; may be missing.")
    var ecsConfig: String?

    @Flag(name: .customLong("locked-down"), help: "Give containers nothing of the computer.")
    var isLockedDown = false

    func validate() throws {
        guard endpoint != nil else { return }
        if credentialsFile == nil || folder == nil {
            throw ValidationError("--endpoint needs --credentials-file and --machine-dir")
        }
    }

    /// The agent's configuration; `endpoint` must be given.
    func configuration(
        cluster: String, region: String, logLevel: Logger.Level, logger: Logger
    ) throws -> AgentConfiguration {
        var result = AgentConfiguration(
            endpoint: endpoint ?? "", credentialsFile: credentialsFile ?? "",
            dataDirectory: folder ?? "", cluster: cluster, region: region)
        result.logLevel = logLevel
        try apply(to: &result, logger)
        return result
    }

    /// Puts what the options say into a configuration.
    func apply(to result: inout AgentConfiguration, _ logger: Logger) throws {
        if let registry {
            guard let cut = registry.lastIndex(of: ":"),
                let port = UInt16(registry[registry.index(after: cut)...])
            else { throw CommandFailure("--registry must be host:port, not \(registry)") }
            result.registryHostname = String(registry[..<cut])
            result.registryPort = Int(port)
        }
        if let instanceID { result.instanceID = instanceID }
        if let instanceType { result.instanceType = instanceType }
        if let zone { result.availabilityZone = zone }
        if let cpuUnits { result.cpuUnits = cpuUnits }
        if let memoryMiB { result.memoryMiB = memoryMiB }
        if let reservedMemoryMiB { result.reservedMemoryMiB = reservedMemoryMiB }
        result.cgroupParent = cgroupParent ?? ""
        result.isLockedDown = isLockedDown
        if let ecsConfig { try apply(ecsConfig, to: &result, logger) }
    }

    private func apply(
        _ path: String, to configuration: inout AgentConfiguration, _ logger: Logger
    ) throws {
        guard let bytes = try WholeFile.read(path, limit: ECSConfigFile.maximumBytes) else {
            return
        }
        let file = ECSConfigFile(String(decoding: bytes, as: UTF8.self))
        for problem in file.problems {
            logger.warning("ecs.config", metadata: ["problem": "\(problem)"])
        }
        configuration.apply(file)
    }
}
