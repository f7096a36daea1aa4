package import Logging
import Runtime
import ServiceLifecycle
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
            let node = try MachineNode(
                configuration, runtime: runtime, shutdown: request, logger: logger)
            if try await node.run() == .stopEverything { try await runtime.destroy() }
        }
    }

    /// Ends `run`; returns at once.
    package func shutdown(_ mode: AgentShutdown) { request.make(mode) }

    /// Ends all that a machine left on the computer when no agent runs on it: containers,
    /// containerd, network. Its data directory stays.
    package static func destroy(
        _ configuration: AgentConfiguration, logger: Logger
    ) async throws {
        let agent = Agent(configuration, logger: logger)
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
        return result
    }
}
