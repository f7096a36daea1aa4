import AWSClient
import AWSWire
import AgentCore
import AgentProtocol
import Files
import Logging
import NIOPosix
import Shapes
import VPCNetwork
import Workload

/// Does what the engine asks for. Each action is a call of its own; what it comes to is an event.
struct ActionRunner: Sendable {
    let runtime: any AgentRuntime
    let network: VPCNetwork?
    let controlPlane: ControlPlane
    let tokens: RegistryTokens
    let shipper: LogShipper
    let session: SessionOutlet
    let registry: RegistryRoute
    let configuration: AgentConfiguration
    let logger: Logger
    /// Credentials of a task's execution role; nil when it has none.
    let executionRole: @Sendable (TaskID) -> SigV4.Credentials?

    /// What makes many processes at once; so many that the processors are busy, not more.
    private let makers = Limiter(8)

    init(
        runtime: any AgentRuntime, network: VPCNetwork?, controlPlane: ControlPlane,
        tokens: RegistryTokens,
        shipper: LogShipper, session: SessionOutlet, registry: RegistryRoute,
        configuration: AgentConfiguration, logger: Logger,
        executionRole: @escaping @Sendable (TaskID) -> SigV4.Credentials?
    ) {
        self.runtime = runtime
        self.network = network
        self.controlPlane = controlPlane
        self.tokens = tokens
        self.shipper = shipper
        self.session = session
        self.registry = registry
        self.configuration = configuration
        self.logger = logger
        self.executionRole = executionRole
    }

    /// nil when there is nothing to say, or when the agent ends.
    func perform(_ action: EngineAction) async -> EngineEvent? {
        switch action {
        case .pullImage(let request, let token):
            return await result { try await pull(request) }.map { .imagePulled(token, $0) }
        case .inspectImage(let reference, let token):
            return await result { try await runtime.image(named: reference) }
                .map { .imageInspected(token, $0) }
        case .createSandbox(let task, let spec, let directories, let token):
            return await result { try await createSandbox(spec, directories) }
                .map { .sandboxCreated(task, token, $0) }
        case .removeSandbox(let task, let id, let token):
            return await result {
                try await runtime.removeSandbox(id)
                network?.forget(task.rawValue)
            }
            .map { .sandboxRemoved(task, token, $0) }
        case .inspectSandbox(let task, let id, let token):
            return await result { try await runtime.sandbox(id) }
                .map { .sandboxInspected(task, token, $0) }
        case .createContainer(let key, let spec, let sandbox, let sandboxSpec, let token):
            return await result {
                try await makers.withTurn {
                    try await runtime.createContainer(spec, in: sandbox, of: sandboxSpec)
                }
            }.map { .containerCreated(key, token, $0) }
        case .startContainer(let key, let id, let token):
            return await result {
                try await makers.withTurn { try await runtime.startContainer(id) }
            }.map { .containerStarted(key, token, $0) }
        case .stopContainer(let key, let id, let grace, let token):
            return await result { try await runtime.stopContainer(id, grace: grace) }
                .map { .containerStopped(key, token, $0) }
        case .checkHealth(let key, let id, let command, let timeout, let token):
            return await probe(id, command, timeout).map { .healthChecked(key, token, $0) }
        case .removeOrphan, .removeContainer, .removeDirectories, .pruneDirectories:
            await cleanUp(action)
            return nil
        case .openLog, .followLog, .finishLog, .abandonLog, .submit, .send:
            return await talk(action)
        }
    }

    /// What the control plane is told.
    private func talk(_ action: EngineAction) async -> EngineEvent? {
        switch action {
        case .openLog(let key, let options, let token):
            do {
                try await shipper.open(key, options)
                return .logOpened(key, token, .success(()))
            } catch {
                return Task.isCancelled ? nil : .logOpened(key, token, .failure(error))
            }
        case .followLog(let key, let source): await shipper.run(key, source)
        case .finishLog(let key): shipper.finish(key)
        case .abandonLog(let key): shipper.abandon(key)
        case .submit(let task, let submission, let token):
            do {
                try await controlPlane.submit(submission)
                return .submitted(task, token, .success(()))
            } catch {
                guard !Task.isCancelled else { return nil }
                let failure = ControlPlane.failure(error)
                logger.warning(
                    "state change not taken",
                    metadata: [
                        "task": "\(task)", "error": "\(failure.message)",
                        "retry": "\(failure.isRetryable)",
                    ])
                return .submitted(task, token, .failure(failure))
            }
        case .send(let message): await session.send(message)
        default: break
        }
        return nil
    }

    private func result<Value>(
        _ body: () async throws -> Value
    ) async -> Result<Value, RuntimeError>? {
        do {
            return .success(try await body())
        } catch let error as RuntimeError {
            return Task.isCancelled ? nil : .failure(error)
        } catch is CancellationError {
            return nil
        } catch {
            return .failure(RuntimeError(.runtimeFailed, .inspect, "\(error)"))
        }
    }

    // MARK: Images

    /// How long the control plane's own registry is waited for: it goes and comes with the control
    /// plane, whose restart must not fail a task.
    private static let registryPatience = Duration.seconds(60)

    private func pull(_ request: PullRequest) async throws -> Image {
        let deadline = ContinuousClock.now + Self.registryPatience
        while true {
            do {
                let credentials = try await credentials(for: request)
                return try await runtime.pullImage(request.reference, credentials: credentials)
            } catch let error as RuntimeError
                where error.code == .registryUnreachable && isOurs(request)
                && ContinuousClock.now < deadline
            {
                logger.notice("waiting for the registry", metadata: ["error": "\(error)"])
                try await Task.sleep(for: .seconds(1))
            }
        }
    }

    private func isOurs(_ request: PullRequest) -> Bool {
        guard let reference = ImageReference(request.reference) else { return false }
        return registry.meaning(of: reference.host) != .foreign
    }

    /// Images of Skerry's registry are pulled as the task's execution role, or as the machine.
    private func credentials(for request: PullRequest) async throws -> RegistryCredentials? {
        guard let reference = ImageReference(request.reference) else { return nil }
        let region: String
        switch registry.meaning(of: reference.host) {
        case .account(_, let named): region = named
        case .local: region = configuration.region
        case .foreign: return nil
        }
        let role = request.executionRoleOf.flatMap(executionRole)
        let provider: any CredentialsProvider =
            role.map { StaticCredentials($0) } ?? controlPlane.machine
        do {
            return try await tokens.credentials(region: region, as: provider)
        } catch let error as CancellationError {
            throw error
        } catch let error as AWSError {
            throw RuntimeError(
                error.status >= 500 ? .registryUnreachable : .imageUnauthorized, .pull,
                "image \(request.reference): \(error.code): \(error.message)")
        } catch {
            throw RuntimeError(
                .registryUnreachable, .pull, "image \(request.reference): \(error)")
        }
    }

    // MARK: Containers

    private func createSandbox(
        _ spec: SandboxSpec, _ directories: [String]
    ) async throws -> SandboxStatus {
        do {
            try await NIOThreadPool.singleton.runIfActive {
                for directory in directories { try Disk.makeDirectory(directory) }
            }
        } catch let error as FileError {
            throw RuntimeError(.volumeFailed, .createContainer, "\(error)")
        }
        if let interface = spec.network.interface { try await prepare(interface, spec.id) }
        return try await makers.withTurn { try await runtime.createSandbox(spec) }
    }

    /// Waits until the interface's rules are in force here.
    private func prepare(_ interface: NetworkInterface, _ workload: String) async throws {
        guard let network, configuration.interfaceProgram != nil else {
            throw RuntimeError(
                .networkFailed, .createSandbox,
                "this machine gives tasks no network interfaces of their own")
        }
        do {
            try await network.prepare(interface.id, for: workload)
        } catch let error as VPCNetworkError {
            throw RuntimeError(.networkFailed, .createSandbox, "\(error)")
        }
    }

    private func probe(
        _ id: ContainerID, _ command: [String], _ timeout: Duration
    ) async -> HealthProbeResult? {
        do {
            let result = try await runtime.exec(command, in: id, timeout: timeout)
            return .exited(result.exitCode)
        } catch let error as RuntimeError {
            return error.code == .execTimedOut ? .timedOut : .failed(error.message)
        } catch {
            return Task.isCancelled ? nil : .failed("\(error)")
        }
    }

    // MARK: Upkeep

    private func cleanUp(_ action: EngineAction) async {
        do {
            switch action {
            case .removeOrphan(let id): try await runtime.removeSandbox(id)
            case .removeContainer(let id): try await runtime.removeContainer(id)
            case .removeDirectories(let paths):
                try await NIOThreadPool.singleton.runIfActive {
                    for path in paths { try Disk.removeTree(path) }
                }
            case .pruneDirectories(let kept):
                try await NIOThreadPool.singleton.runIfActive { try prune(keeping: kept) }
            default: break
            }
        } catch is CancellationError {
        } catch {
            // Nothing depends on it: what is left is removed at the next start.
            logger.warning("clean-up failed", metadata: ["error": "\(error)"])
        }
    }

    private func prune(keeping kept: Set<TaskID>) throws {
        network?.forget(allBut: Set(kept.map(\.rawValue)))
        for directory in [
            configuration.logsDirectory, "\(configuration.volumesDirectory)/tasks",
        ] {
            for name in try Disk.names(in: directory) where !kept.contains(TaskID(rawValue: name)) {
                try Disk.removeTree("\(directory)/\(name)")
            }
        }
    }
}
