import AWSClient
import AWSWire
import AgentCore
import ECSModel
import Logging
import Shapes
import Synchronization
import VPCNetwork
import Workload

/// Everything of an agent above the runtime; the runtime is handed in, so that tests bring theirs.
final class MachineNode: Sendable {
    let driver: EngineDriver
    private let configuration: AgentConfiguration
    private let runtime: any AgentRuntime
    private let network: VPCNetwork?
    private let facts: MachineFacts
    private let controlPlane: ControlPlane
    private let outlet: SessionOutlet
    private let shipper: LogShipper
    private let runner: ActionRunner
    private let clock: AgentClock
    private let logger: Logger
    private let shutdown: ShutdownRequest

    /// How long tasks may take to stop, beyond their own stop timeouts, before the machine is torn
    /// down with them.
    static let stopLimit = Duration.seconds(150)
    /// How long reports are waited for once nothing is left to stop.
    static let reportLimit = Duration.seconds(5)

    /// Throws `Checkpoint.Failure` or `FileError`.
    init(
        _ configuration: AgentConfiguration, runtime: any AgentRuntime,
        network: VPCNetwork? = nil, shutdown: ShutdownRequest,
        facts: MachineFacts = .read(), clock: AgentClock = .system(), logger: Logger
    ) throws {
        self.configuration = configuration
        self.runtime = runtime
        self.network = network
        self.shutdown = shutdown
        self.facts = facts
        self.clock = clock
        self.logger = logger
        for directory in [
            configuration.dataDirectory, configuration.logsDirectory,
            configuration.volumesDirectory,
        ] {
            try Disk.makeDirectory(directory, mode: 0o711)
        }
        let file = CheckpointFile(path: configuration.checkpointFile)
        let engine = AgentEngine(
            settings: configuration.engineSettings, checkpoint: try file.load() ?? Checkpoint(),
            now: clock.now(), seed: UInt64.random(in: 0...UInt64.max))
        let mailbox = Mailbox()
        let driver = EngineDriver(
            engine, mailbox: mailbox, file: file, clock: clock, logger: logger)
        self.driver = driver
        let controlPlane = try ControlPlane(
            endpoint: configuration.endpoint, region: configuration.region,
            machine: CredentialsFile(path: configuration.credentialsFile),
            trust: configuration.trust, logger: logger)
        self.controlPlane = controlPlane
        outlet = SessionOutlet(logger: logger)
        shipper = LogShipper(
            controlPlane: controlPlane, clock: clock,
            backlogBytes: configuration.logBacklogBytes, logger: logger,
            credentials: { key, options in
                TaskRoleCredentials(
                    driver: driver, task: key.task, isUsed: options.usesExecutionRole,
                    machine: controlPlane.machine)
            }, post: { mailbox.post($0) })
        runner = ActionRunner(
            runtime: runtime, network: network, controlPlane: controlPlane,
            tokens: RegistryTokens(controlPlane, clock: clock), shipper: shipper, session: outlet,
            registry: configuration.registryRoute, configuration: configuration, logger: logger,
            executionRole: { driver.executionRole(of: $0) })
    }

    /// Runs until a shutdown is requested (or cancelled); how it ended.
    func run() async throws -> AgentShutdown {
        try await withThrowingTaskGroup(of: AgentShutdown?.self) { group in
            group.addTask { [driver, runner] in
                try await driver.run { await runner.perform($0) }
                return nil
            }
            group.addTask { [driver, runtime] in
                try await runtime.watch { driver.mailbox.post(.observed($0)) }
                return nil
            }
            group.addTask {
                try await self.serve()
                return nil
            }
            addUpkeep(to: &group)
            addNetwork(to: &group)
            group.addTask { try await self.awaitShutdown() }
            var mode: AgentShutdown?
            do {
                while mode == nil, let ended = try await group.next() { mode = ended }
            } catch {
                group.cancelAll()
                throw error
            }
            // The driver's last act is to save the checkpoint: it is waited for.
            group.cancelAll()
            while !group.isEmpty { _ = try? await group.next() }
            return mode ?? .keepRunning
        }
    }

    private func addUpkeep(to group: inout ThrowingTaskGroup<AgentShutdown?, any Error>) {
        let upkeep = Upkeep(
            runtime: runtime, engine: driver, shipper: shipper, configuration: configuration,
            logger: logger)
        group.addTask {
            try await upkeep.collectImages()
            return nil
        }
        group.addTask {
            try await upkeep.rotateLogs()
            return nil
        }
    }

    private func addNetwork(to group: inout ThrowingTaskGroup<AgentShutdown?, any Error>) {
        guard let network else { return }
        let session = NetworkSession(
            network: network, controlPlane: controlPlane, logger: logger)
        group.addTask {
            try await session.run()
            return nil
        }
    }

    // MARK: Sessions

    /// Registers and keeps both channels open; registers anew when the control plane no longer
    /// knows the instance.
    private func serve() async throws {
        let recorder = UsageRecorder(
            runtime: runtime, engine: driver, processors: facts.processors, clock: clock,
            logger: logger)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await recorder.run() }
            group.addTask {
                var existing = self.savedInstance
                while true {
                    let (arn, cluster) = try await self.register(existing)
                    try await self.serve(arn, cluster, recorder)
                    self.logger.warning("the control plane does not know this instance any more")
                    existing = nil
                }
            }
            defer { group.cancelAll() }
            try await group.next()
        }
    }

    /// The instance of the checkpoint, if it was registered in the cluster of the configuration.
    private var savedInstance: String? {
        guard let saved = driver.cluster else { return nil }
        let name = saved.split(separator: "/").last ?? ""
        let wanted = configuration.cluster.split(separator: "/").last ?? ""
        return name == wanted ? driver.containerInstanceARN : nil
    }

    private func serve(
        _ arn: String, _ cluster: String, _ recorder: UsageRecorder
    ) async throws {
        let control = ControlSession(
            controlPlane: controlPlane, outlet: outlet, mailbox: driver.mailbox, cluster: cluster,
            containerInstance: arn, logger: logger)
        let telemetry = TelemetrySession(
            controlPlane: controlPlane, engine: driver, meter: recorder, cluster: cluster,
            containerInstance: arn, clock: clock, logger: logger)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await control.run() }
            group.addTask { try await telemetry.run() }
            defer { group.cancelAll() }
            // Telemetry does not end by itself.
            try await group.next()
        }
    }

    /// Registers, trying until it works. The instance's ARN and its cluster's.
    private func register(_ saved: String?) async throws -> (String, String) {
        let backoff = Backoff(first: .milliseconds(200), limit: .seconds(10))
        var random = SystemRandomNumberGenerator()
        var failures = 0
        var existing = saved
        while true {
            do {
                let request = Registration.request(
                    configuration, facts: facts, existing: existing)
                let answer = try await controlPlane.register(request)
                if let instance = answer.containerInstance, let arn = instance.containerInstanceArn
                {
                    driver.registered(as: arn, in: configuration.cluster)
                    logger.info("registered", metadata: ["instance": "\(arn)"])
                    return (arn, configuration.cluster)
                }
            } catch let error as CancellationError {
                throw error
            } catch {
                logger.warning("not registered yet", metadata: ["error": "\(error)"])
                if let error = error as? AWSError {
                    try await mend(error, &existing)
                }
            }
            failures += 1
            try await Task.sleep(for: backoff.delay(afterFailures: failures, using: &random))
        }
    }

    /// What may help a registration that was refused.
    private func mend(_ error: AWSError, _ existing: inout String?) async throws {
        switch error.code {
        case "ClusterNotFoundException" where configuration.cluster == "default":
            do {
                try await controlPlane.createCluster("default")
            } catch let error as CancellationError {
                throw error
            } catch {
                logger.warning("cluster not created", metadata: ["error": "\(error)"])
            }
        case "InvalidParameterException", "ClientException":
            // The saved instance is gone, or differs too much: a new one.
            existing = nil
        default: break
        }
    }

    // MARK: Shutdown

    private func awaitShutdown() async throws -> AgentShutdown {
        let mode = try await shutdown.wait()
        guard mode == .stopEverything else { return mode }
        logger.info("stopping all tasks")
        driver.mailbox.post(.stopEverything(reason: "The machine is being shut down"))
        let grace = driver.liveTasks.flatMap(\.containers).map(\.plan.stopTimeout).max() ?? .zero
        let deadline = ContinuousClock.now + Self.stopLimit + grace
        while !driver.holdsNothing, ContinuousClock.now < deadline {
            try await Task.sleep(for: .milliseconds(50))
        }
        let reportDeadline = ContinuousClock.now + Self.reportLimit
        while !driver.isIdle, ContinuousClock.now < reportDeadline {
            try await Task.sleep(for: .milliseconds(20))
        }
        if !driver.isIdle { logger.warning("some tasks are not reported as stopped") }
        return mode
    }
}

/// The execution role of a task as it is now, if it is to be used and there is one; else the
/// machine's own credentials.
struct TaskRoleCredentials: CredentialsProvider {
    let driver: EngineDriver
    let task: TaskID
    let isUsed: Bool
    let machine: any CredentialsProvider

    func credentials() async throws -> SigV4.Credentials {
        if isUsed, let role = driver.executionRole(of: task) { return role }
        return try await machine.credentials()
    }
}
