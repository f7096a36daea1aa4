import CRI
import Glibc
import HostNetwork
package import Logging
import Networking
import Synchronization
import Workload

/// Workloads of one machine, on a containerd of its own.
///
/// Nothing but ports and the times at which images were used is kept here: what runs is asked of
/// containerd, so a new instance over the same directory goes on where the last one ended.
package final class ContainerdRuntime: WorkloadRuntime {
    package let configuration: RuntimeConfiguration
    let containerd: Containerd
    let client: CRIClient
    let network: HostNetwork
    let cgroups = Cgroups()
    let logger: Logger
    private let isDestroyed = Mutex(false)
    let imageUse = Mutex(ImageUse())
    /// Soft memory limits of containers that are made but not started, by id: CRI has no word for
    /// them, and the cgroup comes with the start. They are a hint, so losing one is no harm.
    let reservations = Mutex<[String: Reservation]>([:])

    struct Reservation {
        var cgroup: String
        var bytes: Int64
    }

    /// How long a pull may take; docker and ECS have no limit of their own, a registry that stops
    /// sending is noticed much earlier.
    static let pullTimeout = Duration.seconds(60 * 60)

    private init(_ configuration: RuntimeConfiguration, logger: Logger) throws {
        var configuration = configuration
        let subnet = try Self.subnet(configuration)
        configuration.subnet = subnet
        self.configuration = configuration
        self.logger = logger
        containerd = try Containerd(configuration, logger: logger)
        client = try CRIClient(socketPath: configuration.socket)
        network = try HostNetwork(
            .init(machine: configuration.machine, subnet: subnet),
            firstPort: UInt16.random(in: PortTable.dynamicRange), logger: logger)
    }

    /// Brings the machine's runtime up (adopting what lives from an earlier run), keeps it up
    /// while `body` runs, and leaves it running afterwards, with every container in it.
    /// `destroy()` within `body` ends it all instead.
    ///
    /// - Throws: `RuntimeError` when it does not come up within 30 seconds, with the last lines of
    ///   containerd's log; else what `body` throws.
    package static func withRuntime<Result: Sendable>(
        _ configuration: RuntimeConfiguration, logger: Logger,
        _ body: @Sendable @escaping (ContainerdRuntime) async throws -> Result
    ) async throws -> Result {
        let runtime: ContainerdRuntime
        do {
            try SystemFile.makeDirectory(configuration.directory)
            runtime = try ContainerdRuntime(configuration, logger: logger)
        } catch let error as SystemError {
            throw RuntimeError(.unavailable, .supervise, "\(error)")
        }
        try await runtime.containerd.start()
        return try await withThrowingTaskGroup(of: Result?.self) { group in
            group.addTask {
                try await runtime.client.run()
                return nil
            }
            group.addTask {
                try await runtime.supervise()
                return nil
            }
            group.addTask {
                try await runtime.becomeReady()
                return try await body(runtime)
            }
            defer { group.cancelAll() }
            while let result = try await group.next() {
                if let result { return result }
            }
            throw CancellationError()
        }
    }

    /// The machine's block of addresses: as configured, as chosen before, or chosen now.
    private static func subnet(_ configuration: RuntimeConfiguration) throws -> IPv4Subnet {
        if let subnet = configuration.subnet { return subnet }
        let file = "\(configuration.directory)/subnet"
        if let text = SystemFile.text(file), let subnet = IPv4Subnet(text) { return subnet }
        let routes = SubnetChoice.routes(fromProc: SystemFile.text("/proc/net/route") ?? "")
        let seed = UInt64(configuration.machine, radix: 36) ?? 0
        guard let subnet = SubnetChoice.choose(seed: seed, taken: routes) else {
            throw RuntimeError(
                .networkFailed, .supervise, "every block of \(SubnetChoice.pool) is routed already",
                isRetryable: false)
        }
        try SystemFile.replace(file, Array("\(subnet)".utf8))
        return subnet
    }

    /// Waits for containerd, gives it the pause image, takes over the ports of what lives.
    private func becomeReady() async throws {
        let deadline = ContinuousClock.now + .seconds(30)
        try await waitUntilServing(deadline)
        if try await image(named: PauseImage.name) == nil {
            try await importImages(PauseImage.archive())
        }
        let alive = try await sandboxes()
        collectAddresses(of: alive)
        collectRemains(of: alive)
        try await network.adopt(
            alive.filter { $0.isReady && $0.network == .bridge }.map { sandbox in
                HostNetwork.Adoption(
                    owner: sandbox.workloadID, address: sandbox.address, bindings: sandbox.ports)
            })
        logger.info(
            "runtime is ready",
            metadata: ["machine": "\(configuration.machine)", "sandboxes": "\(alive.count)"])
    }

    /// Gives back addresses whose sandbox is gone, which an earlier life may have left when it was
    /// killed in the middle of a creation. Nothing is being created yet.
    private func collectAddresses(of alive: [SandboxStatus]) {
        let directory = "\(configuration.cniLeases)/\(network.configuration.table)"
        for name in SystemFile.list(directory) where IPv4Address(name) != nil {
            // The first line names the sandbox.
            let owner = SystemFile.text("\(directory)/\(name)")?
                .split(whereSeparator: \.isNewline).first.map(String.init)
            if !alive.contains(where: { $0.id.rawValue == owner }) {
                unlink("\(directory)/\(name)")
            }
        }
    }

    /// Gives back what workloads had outside the container runtime when an earlier life was killed
    /// between the end of their sandbox and that of the rest.
    private func collectRemains(of alive: [SandboxStatus]) {
        let known = Set(alive.map(\.workloadID))
        for workload in cgroups.children(configuration.cgroup) where !known.contains(workload) {
            _ = cgroups.remove(cgroup(of: workload))
        }
        for workload in SystemFile.list(configuration.allVolumes) where !known.contains(workload) {
            let volumes = configuration.volumes(workload)
            do {
                try Mounts.unmountAll(under: volumes)
                try SystemFile.removeTree(volumes)
            } catch {
                logger.warning(
                    "volumes remain", metadata: ["directory": "\(volumes)", "error": "\(error)"])
            }
        }
    }

    private func waitUntilServing(_ deadline: ContinuousClock.Instant) async throws {
        var missing = "it does not answer"
        while ContinuousClock.now < deadline {
            guard containerd.pid != nil else {
                throw RuntimeError(
                    .unavailable, .supervise,
                    "containerd ended at its start: \(containerd.logTail())")
            }
            do {
                // The socket comes before the CRI service does, and that before its network.
                let conditions = try await client.status(CRIStatusRequest()).status.conditions
                let failing = conditions.filter { !$0.status }
                if !conditions.isEmpty && failing.isEmpty { return }
                missing = failing.map { "\($0.type): \($0.message)" }.joined(separator: "; ")
            } catch let error as CancellationError {
                throw error
            } catch {
                missing = "\(error)"
            }
            try await Task.sleep(for: .milliseconds(20))
        }
        // One whose CRI service failed at its start never gets it: the next try starts a new one.
        // Containers go on without it.
        await containerd.stopProcess()
        throw RuntimeError(
            .unavailable, .supervise,
            "containerd is not ready after 30 s (\(missing)): \(containerd.logTail())")
    }

    /// Starts containerd again whenever it ends, less often the more it fails.
    private func supervise() async throws {
        var pause = Duration.milliseconds(200)
        while true {
            try await Task.sleep(for: pause)
            if containerd.pid != nil || isDestroyed.withLock({ $0 }) {
                pause = .milliseconds(200)
                continue
            }
            do {
                try await containerd.revive()
            } catch let error as RuntimeError {
                logger.error("containerd cannot be restarted", metadata: ["error": "\(error)"])
            }
            pause = min(pause * 2, .seconds(10))
        }
    }

    /// Ends everything that runs on this machine and removes what it left on the computer:
    /// processes, mounts, namespaces, cgroups, bridge, rules. Images stay in `directory`.
    package func destroy() async throws {
        isDestroyed.withLock { $0 = true }
        do {
            for sandbox in try await sandboxes() { try await removeSandbox(sandbox.id) }
        } catch let error as RuntimeError {
            // What does not go in order goes by force below.
            logger.warning("sandboxes remain", metadata: ["error": "\(error)"])
        }
        await containerd.stopProcess()
        try await Self.clean(containerd, network)
    }

    /// The same for a machine that no agent runs, even when its containerd is dead or deaf.
    package static func destroy(
        _ configuration: RuntimeConfiguration, logger: Logger
    ) async throws {
        let runtime = try ContainerdRuntime(configuration, logger: logger)
        if runtime.containerd.findAlive() != nil {
            do {
                return try await withRuntime(configuration, logger: logger) { runtime in
                    try await runtime.destroy()
                }
            } catch let error as RuntimeError {
                logger.warning("containerd ends by force", metadata: ["error": "\(error)"])
                await runtime.containerd.stopProcess()
            }
        }
        try await clean(runtime.containerd, runtime.network)
    }

    private static func clean(_ containerd: Containerd, _ network: HostNetwork) async throws {
        try await containerd.removeLeftovers()
        try await network.tearDown()
    }

    /// Lets a step that leaves debris when cut short come to its end although the caller is
    /// cancelled: containerd forgets addresses that its network plugin had handed out by then.
    /// The step has its own deadline.
    ///
    /// - Parameter undo: takes back what the step made when the caller no longer wants it.
    func uninterrupted<Value: Sendable>(
        _ step: @Sendable @escaping () async throws -> Value,
        undo: @Sendable @escaping (Value) async throws -> Void = { _ in }
    ) async throws -> Value {
        let value = try await Task { try await step() }.value
        if Task.isCancelled {
            try await Task { try await undo(value) }.value
            throw CancellationError()
        }
        return value
    }

    /// Makes a runtime call and translates its error.
    func call<Value>(
        _ operation: RuntimeError.Operation, _ subject: String,
        _ step: () async throws -> Value
    ) async throws -> Value {
        do {
            return try await step()
        } catch let error as SystemError {
            throw RuntimeError(.runtimeFailed, operation, "\(subject): \(error)")
        } catch {
            if Task.isCancelled { throw CancellationError() }
            throw ErrorTranslation.translate(error, operation, subject)
        }
    }
}
