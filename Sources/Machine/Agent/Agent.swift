package import Logging
import Networking
import Runtime
import ServiceLifecycle
import VPCNetwork
import Workload

/// A machine of an ECS cluster: it registers, runs what the control plane places on it, and tells
/// what became of it.
///
/// The containers belong to the machine's own containerd, not to this process: it may end and begin
/// again at any time without any of them noticing.
package final class Agent: Service {
    package let configuration: AgentConfiguration
    private let request = ShutdownRequest()
    private let logger: Logger

    package init(_ configuration: AgentConfiguration, logger: Logger) {
        self.configuration = configuration
        var logger = logger
        logger.logLevel = configuration.logLevel
        self.logger = logger
    }

    /// Runs until `shutdown` is called; a graceful shutdown of the service group leaves everything
    /// running. Cancellation does too, at once.
    ///
    /// - Throws: `RuntimeError` when the machine's runtime does not come up, `Checkpoint.Failure`
    ///   when the saved state cannot be read: nothing is thrown away for that.
    package func run() async throws {
        try await withGracefulShutdownHandler {
            try await serve()
        } onGracefulShutdown: {
            self.request.make(.keepRunning)
        }
    }

    private func serve() async throws {
        try Disk.makeDirectory(configuration.dataDirectory, mode: 0o711)
        let (configuration, request, logger) = (configuration, request, logger)
        try await ContainerdRuntime.withRuntime(runtimeConfiguration, logger: logger) { runtime in
            let network = try Self.networkSettings(configuration, runtime.configuration)
                .map { try VPCNetwork($0, logger: logger) }
            let node = try MachineNode(
                configuration, runtime: runtime, network: network, shutdown: request,
                logger: logger)
            if try await node.run() == .stopEverything {
                try await network?.tearDown()
                try await runtime.destroy()
            }
        }
    }

    /// nil when the machine has no id under which interfaces could name it.
    private static func networkSettings(
        _ configuration: AgentConfiguration, _ runtime: RuntimeConfiguration
    ) throws -> NetworkSettings? {
        guard let machine = configuration.instanceID else { return nil }
        var settings = NetworkSettings(
            mark: runtime.machine, machine: machine, stateDirectory: runtime.stateDirectory,
            dataDirectory: configuration.dataDirectory)
        settings.underlay =
            configuration.underlay
            ?? UnderlayAddress.towards(Self.host(of: configuration.endpoint))
        if let underlay = settings.underlay, let mtu = UnderlayAddress.mtu(of: underlay) {
            settings.underlayMTU = mtu
        }
        settings.vxlanPort = configuration.vxlanPort
        if case .named(let name) = configuration.primaryLink {
            let isTaken = settings.underlay.flatMap(UnderlayAddress.link(of:)) == "eth0"
            settings.primaryLink = name ?? (isTaken ? "eni0" : "eth0")
        }
        return settings
    }

    /// Of `http://host:port/…`.
    private static func host(of endpoint: String) -> String {
        let start = endpoint.firstRange(of: "://")?.upperBound ?? endpoint.startIndex
        return String(endpoint[start...].prefix { $0 != ":" && $0 != "/" })
    }

    /// Ends `run`; returns at once.
    package func shutdown(_ mode: AgentShutdown) { request.make(mode) }

    /// Ends all that a machine left on the computer when no agent runs on it: containers,
    /// containerd, network. Its data directory stays.
    package static func destroy(
        _ configuration: AgentConfiguration, logger: Logger
    ) async throws {
        let agent = Agent(configuration, logger: logger)
        if let settings = try networkSettings(configuration, agent.runtimeConfiguration) {
            try await VPCNetwork(settings, logger: logger).tearDown()
        }
        try await ContainerdRuntime.destroy(agent.runtimeConfiguration, logger: logger)
    }

    private var runtimeConfiguration: RuntimeConfiguration {
        var result = RuntimeConfiguration(
            directory: configuration.runtimeDirectory,
            registry: configuration.registryRoute)
        if let directory = configuration.stateDirectory { result.stateDirectory = directory }
        result.subnet = configuration.subnet
        result.cgroupParent = configuration.cgroupParent
        result.isLockedDown = configuration.isLockedDown
        result.interfaceProgram = configuration.interfaceProgram
        return result
    }
}
