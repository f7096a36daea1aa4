import Glibc
import HostNetwork
import Logging
import Processes
import Synchronization
import Workload

/// One containerd of our own: its files, its process, its end.
///
/// It runs in a session of its own and outlives us; a live one is found again by its command
/// line, so nothing depends on a pid file being right. Containers outlive it in turn, each under
/// a shim, so that it can be restarted at any time.
final class Containerd: Sendable {
    let configuration: RuntimeConfiguration
    private let logger: Logger
    private let program: String
    private let state = Mutex<State>(.stopped)

    private enum State {
        case stopped
        /// Our own child, which must be reaped.
        case started(ChildProcess)
        /// Started by an earlier life of ours.
        case adopted(pid: Int32)
    }

    init(_ configuration: RuntimeConfiguration, logger: Logger) throws {
        guard let program = Command.find("containerd") else {
            throw RuntimeError(
                .unavailable, .supervise, "the program containerd is not installed",
                isRetryable: false)
        }
        guard configuration.socket.utf8.count < 104 else {
            throw RuntimeError(
                .invalidSpec, .supervise,
                "the socket path \(configuration.socket) is too long for a unix socket")
        }
        self.configuration = configuration
        self.logger = logger
        self.program = program
    }

    /// Its pid, while it lives.
    var pid: Int32? {
        state.withLock { state in
            switch state {
            case .stopped: nil
            case .started(let child): child.ending == nil ? child.pid : nil
            case .adopted(let pid): isOurs(pid) ? pid : nil
            }
        }
    }

    /// Writes what it reads, then adopts a live one or starts a new one. Does not wait for it to
    /// serve.
    func start() async throws {
        do {
            let hasChanged = try writeFiles()
            if let pid = findAlive() {
                if !hasChanged {
                    logger.info("adopting containerd", metadata: ["pid": "\(pid)"])
                    state.withLock { $0 = .adopted(pid: pid) }
                    return
                }
                logger.info(
                    "restarting containerd with a new configuration", metadata: ["pid": "\(pid)"])
                state.withLock { $0 = .adopted(pid: pid) }
                await stopProcess()
            }
            try launch()
        } catch let error as SystemError {
            throw RuntimeError(.unavailable, .supervise, "prepare containerd: \(error)")
        }
    }

    /// Starts it again when it has ended; success while it lives.
    func revive() async throws {
        guard pid == nil else { return }
        logger.error("containerd has ended", metadata: ["log": "\(logTail())"])
        try await start()
    }

    /// Ends the process and nothing else: containers go on.
    func stopProcess() async {
        let running = state.withLock { state in
            let running = state
            state = .stopped
            return running
        }
        switch running {
        case .stopped: break
        case .started(let child): await child.stop(SIGTERM, grace: .seconds(10))
        case .adopted(let pid):
            guard isOurs(pid) else { break }
            kill(pid, SIGTERM)
            let deadline = ContinuousClock.now + .seconds(10)
            while isOurs(pid), ContinuousClock.now < deadline {
                try? await Task.sleep(for: .milliseconds(10))
            }
            if isOurs(pid) { _ = await ProcessTable.kill([pid], within: .seconds(5)) }
        }
        unlink(configuration.pidFile)
        unlink(configuration.socket)
    }

    /// The last lines of its log, on one line, for an error message.
    func logTail() -> String {
        let text = SystemFile.text(configuration.logFile) ?? ""
        return text.split(separator: "\n").suffix(5).joined(separator: " | ")
    }

    private func launch() throws {
        if let log = SystemFile.read(configuration.logFile), log.count > configuration.maxLogBytes {
            unlink(configuration.logFile)
        }
        unlink(configuration.socket)
        let child: ChildProcess
        do {
            child = try ChildProcess(
                program, ["--config", configuration.configFile],
                environment: [
                    "PATH": Command.searchPath.joined(separator: ":"), "LC_ALL": "C",
                ],
                output: configuration.logFile, isolation: .session)
        } catch {
            throw RuntimeError(.unavailable, .supervise, "\(error)")
        }
        state.withLock { $0 = .started(child) }
        try SystemFile.replace(configuration.pidFile, Array("\(child.pid)\n".utf8))
        logger.info("started containerd", metadata: ["pid": "\(child.pid)"])
    }

    /// Also finds one whose pid file was lost.
    func findAlive() -> Int32? {
        ProcessTable.pids(where: isOurs).first
    }

    private func isOurs(_ pid: Int32) -> Bool {
        ProcessTable.arguments(of: pid).map(isOurs) ?? false
    }

    private func isOurs(_ arguments: [String]) -> Bool {
        arguments.first?.hasSuffix("containerd") == true
            && arguments.contains(configuration.configFile)
    }
}

extension Containerd {
    /// - Returns: whether containerd must be restarted to see what changed.
    private func writeFiles() throws -> Bool {
        let paths = configuration
        for directory in [
            paths.containerdRoot, paths.containerdState, paths.cniPrograms, paths.registryHosts,
            paths.cniLeases, paths.interfacesDirectory, "\(paths.directory)/bin",
        ] { try SystemFile.makeDirectory(directory) }
        try linkPlugins()
        guard let runc = Command.find("runc") else {
            throw RuntimeError(
                .unavailable, .supervise, "the program runc is not installed", isRetryable: false)
        }
        let wrapper = ContainerdFiles.runcWrapper(runc: runc, bundles: paths.bundles)
        try SystemFile.replace(paths.runcWrapper, Array(wrapper.utf8), mode: 0o755)
        guard let subnet = paths.subnet else {
            throw RuntimeError(.invalidSpec, .supervise, "the machine has no subnet")
        }
        let network = HostNetwork.Configuration(machine: paths.machine, subnet: subnet)
        let configurations = [
            (
                "bridge",
                CNIConfiguration.bridge(
                    network: network.table, bridge: network.bridge, subnet: subnet,
                    leases: paths.cniLeases)
            ),
            ("none", CNIConfiguration.none(network: "\(network.table)_none")),
            (
                "interface",
                CNIConfiguration.interface(
                    network: "\(network.table)_eni", directory: paths.interfacesDirectory)
            ),
        ]
        var hasChanged = false
        for (mode, text) in configurations {
            let directory = paths.cniConfigurations(mode)
            try SystemFile.makeDirectory(directory)
            hasChanged =
                try SystemFile.replace("\(directory)/10-skerry.conflist", Array(text.utf8))
                || hasChanged
        }
        let config = ContainerdFiles.config(paths, snapshotter: try snapshotter())
        return try SystemFile.replace(paths.configFile, Array(config.utf8)) || hasChanged
    }

    private var snapshotterFile: String { "\(configuration.directory)/snapshotter" }

    /// As configured or as chosen at the first start.
    var chosenSnapshotter: String {
        configuration.snapshotter ?? SystemFile.text(snapshotterFile) ?? "overlayfs"
    }

    /// Once chosen it stays: images are unpacked for one snapshotter.
    private func snapshotter() throws -> String {
        if let wanted = configuration.snapshotter { return wanted }
        let file = snapshotterFile
        if let chosen = SystemFile.text(file) { return chosen }
        let choice = Mounts.overlayWorks(in: configuration.directory) ? "overlayfs" : "native"
        if choice == "native" {
            logger.warning("overlayfs does not work here: images are copied for each container")
        }
        try SystemFile.replace(file, Array(choice.utf8))
        return choice
    }

    /// The runtime takes one directory of plugins: the distribution's are linked beside ours.
    private func linkPlugins() throws {
        for plugin in CNIConfiguration.borrowedPlugins {
            let places = CNIConfiguration.pluginDirectories.map { "\($0)/\(plugin)" }
            guard let found = places.first(where: { access($0, X_OK) == 0 }) else {
                throw RuntimeError(
                    .networkFailed, .supervise, "the CNI plugin \(plugin) is not installed",
                    isRetryable: false)
            }
            try linkPlugin(plugin, to: found)
        }
        if let program = configuration.interfaceProgram {
            try linkPlugin(CNIConfiguration.interfacePlugin, to: program)
        }
        try SystemFile.replace(
            "\(configuration.cniPrograms)/\(CNIConfiguration.nonePlugin)",
            Array(CNIConfiguration.nonePluginProgram.utf8), mode: 0o755)
    }

    private func linkPlugin(_ plugin: String, to program: String) throws {
        let link = "\(configuration.cniPrograms)/\(plugin)"
        unlink(link)
        guard symlink(program, link) == 0 else { throw SystemError(errno, "link \(link)") }
    }
}

extension Containerd {
    /// Removes whatever a machine leaves behind when its containers could not be removed in
    /// order: processes, mounts, cgroups, sockets. containerd itself must have ended.
    func removeLeftovers() async throws {
        let cgroups = Cgroups()
        let socket = configuration.socket
        let shims = ProcessTable.pids { arguments in
            arguments.first?.contains("containerd-shim") == true && arguments.contains(socket)
        }
        let left = await ProcessTable.kill(
            Array(cgroups.processes(configuration.cgroup)) + shims, within: .seconds(10))
        guard left.isEmpty else {
            throw RuntimeError(
                .stopFailed, .supervise, "processes \(left) of \(configuration.cgroup) do not end")
        }
        removeShimSockets()
        removeNetworkResults()
        do {
            for directory in [configuration.stateDirectory, configuration.containerdRoot] {
                try Mounts.unmountAll(under: directory)
            }
            try SystemFile.removeTree(configuration.stateDirectory)
            try SystemFile.removeTree(configuration.cniLeases)
        } catch let error as SystemError {
            throw RuntimeError(.stopFailed, .supervise, "\(error)")
        }
        let deadline = ContinuousClock.now + .seconds(5)
        while !cgroups.remove(configuration.cgroup) {
            guard ContinuousClock.now < deadline else {
                throw RuntimeError(
                    .stopFailed, .supervise, "cgroup \(configuration.cgroup) is still in use")
            }
            try await Task.sleep(for: .milliseconds(10))
        }
        rmdir("/run/skerry")
    }

    /// A killed shim leaves its socket in a directory that all containerds share; the bundle says
    /// which is whose.
    private func removeShimSockets() {
        let tasks = configuration.bundles
        for name in SystemFile.list(tasks) {
            guard let address = SystemFile.text("\(tasks)/\(name)/address"),
                address.hasPrefix("unix://\(configuration.shimSockets)/")
            else { continue }
            unlink(String(address.dropFirst("unix://".count)))
        }
    }

    /// The CNI library keeps what each plugin answered in one directory for all its users, and
    /// loses sight of it when a sandbox ends by force. The network's name says which are ours, and
    /// the sandbox's id in it which results of the loopback go with them.
    private func removeNetworkResults() {
        let directory = "/var/lib/cni/results"
        let names = SystemFile.list(directory)
        let network = "skerry_\(configuration.machine)"
        for name in names where name.hasPrefix("\(network)-") || name.hasPrefix("\(network)_") {
            unlink("\(directory)/\(name)")
            let parts = name.split(separator: "-")
            guard parts.count == 3 else { continue }
            unlink("\(directory)/cni-loopback-\(parts[1])-lo")
        }
    }
}
