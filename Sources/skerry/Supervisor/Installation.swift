import Foundation
import Logging
import Networking
import Providers
import UnixSignals

/// A control plane and one machine, supervised together on this computer.
struct Installation: Sendable {
    let directory: DataDirectory
    let server: ServerOptions
    let cluster: String
    let hasMachine: Bool

    /// How long running tasks get to end before the agent is killed: the longest stop timeout that
    /// ECS allows is 120 s, and networks are taken down after it.
    private static let agentGrace = Duration.seconds(150)
    private static let serverGrace = Duration.seconds(30)

    /// Says what this computer lacks.
    func checkHost() throws {
        guard hasMachine else { return }
        guard geteuid() == 0 else {
            throw CommandFailure(
                "skerry up runs containers and must be root; try: sudo skerry up "
                    + "(or --no-machine for the control plane alone)")
        }
        let programs = ["containerd", "runc", "nft", "ip"]
        let missing = programs.filter { program in
            !["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"]
                .contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(program)") }
        }
        guard missing.isEmpty else {
            throw CommandFailure(
                "\(missing.joined(separator: ", ")) not found; on Debian: apt-get install "
                    + "containerd runc containernetworking-plugins nftables iproute2")
        }
    }

    /// Starts everything, prints how to use it, and returns when it was told to stop and has.
    func run() async throws {
        let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm, .sigusr1)
        let lock = try InstallationLock.take(directory)
        defer { withExtendedLifetime(lock) {} }
        unlink(directory.upPID)
        try await stopOrphans()
        // One port for the installation's life: the agent and its images know it.
        var server = server
        if server.tlsPort == 0 {
            server.chosenTLSPort = try FreePort.find(server.tlsBindAddress)
        } else if FreePort.isTaken(server.tlsBindAddress, server.tlsPort) {
            throw CommandFailure(
                "port \(server.tlsPort) of \(server.tlsBindAddress) is taken by another program; "
                    + "choose one with --tls-port")
        }
        if server.port == 0 {
            server.port = try FreePort.find(server.bindAddress)
        } else if FreePort.isTaken(server.bindAddress, server.port) {
            throw CommandFailure(
                "port \(server.port) of \(server.bindAddress) is taken by another program; "
                    + "choose one with --port")
        }
        // Machines of this host reach server and agent by the host's address among them.
        let gateway =
            hasMachine
            ? try HostBlock.of(HostNames(dataDirectory: directory.root)).gateway : nil
        if let gateway { server.tlsNames.append(gateway.description) }
        let plane = SupervisedProcess(
            name: "the control plane",
            arguments: ["server", "--data-dir", directory.root] + server.arguments,
            log: directory.serverLog, pidFile: directory.serverPID)
        let agent = SupervisedProcess(
            name: "the agent",
            arguments: [
                "agent", "--data-dir", directory.root, "--cluster", cluster,
                "--log-level", server.logLevel.rawValue,
            ] + (gateway.map { ["--underlay", $0.description] } ?? []),
            log: directory.agentLog, pidFile: directory.agentPID)
        let host = SupervisedProcess(
            name: "the host of machines",
            arguments: [
                "host", "--data-dir", directory.root, "--log-level", server.logLevel.rawValue,
            ],
            log: directory.hostLog, pidFile: directory.hostPID)
        try await supervise(Parts(plane: plane, agent: agent, host: host), until: signals)
        unlink(directory.upPID)
    }

    /// The processes of an installation.
    private struct Parts {
        let plane: SupervisedProcess
        let agent: SupervisedProcess
        let host: SupervisedProcess
    }

    private func supervise(_ parts: Parts, until signals: UnixSignalsSequence) async throws {
        let plane = parts.plane
        try await withThrowingTaskGroup(of: UnixSignal?.self) { group in
            group.addTask {
                for await signal in signals { return signal }
                return nil
            }
            group.addTask { try await bringUp(parts) }
            // The supervised processes and the starting sequence end with nil; a signal ends all.
            group.addTask {
                try await plane.run()
                return nil
            }
            let followers =
                hasMachine
                ? [
                    (parts.agent, directory.machineCredentials),
                    (parts.host, directory.hostCredentials),
                ] : []
            for (process, credentials) in followers {
                group.addTask {
                    // It may start once the control plane has given it an identity.
                    try await Deadline.wait(for: .seconds(120), what: "machine credentials") {
                        plane.isStopping || FileManager.default.fileExists(atPath: credentials)
                    }
                    try await Deadline.wait(for: .seconds(60), what: "the control plane") {
                        try plane.isStopping || isListening(plane)
                    }
                    try await process.run()
                    return nil
                }
            }
            do {
                while let result = try await group.next() {
                    guard let signal = result else { continue }
                    let keepsRunning = signal == .sigusr1
                    Rendering.progress(
                        keepsRunning
                            ? "stopping; containers go on" : "stopping tasks and containers …")
                    await stop(parts, with: keepsRunning ? SIGTERM : SIGINT)
                    break
                }
            } catch {
                // The children must be gone before the group can end: it waits for them.
                await stop(parts, with: SIGINT)
                throw error
            }
            group.cancelAll()
        }
        Rendering.progress("stopped")
    }

    /// Machines first: what they stop they report.
    private func stop(_ parts: Parts, with signal: Int32) async {
        async let host: Void = parts.host.stop(signal, grace: Self.agentGrace)
        async let agent: Void = parts.agent.stop(signal, grace: Self.agentGrace)
        _ = await (host, agent)
        await parts.plane.stop(SIGTERM, grace: Self.serverGrace)
    }

    /// Processes of an `up` that was killed: they end without stopping containers, and their
    /// successors adopt those.
    private func stopOrphans() async throws {
        if let pid = Orphan.pid(in: directory.hostPID, verb: "host") {
            Rendering.progress("taking over from the host of machines with pid \(pid)")
            try await Orphan.stop(pid: pid, SIGTERM, grace: .seconds(20))
        }
        if let pid = Orphan.pid(in: directory.agentPID, verb: "agent") {
            Rendering.progress("taking over from the agent with pid \(pid)")
            try await Orphan.stop(pid: pid, SIGTERM, grace: .seconds(20))
        }
        if let pid = Orphan.pid(in: directory.serverPID, verb: "server") {
            Rendering.progress("taking over from the control plane with pid \(pid)")
            try await Orphan.stop(pid: pid, SIGTERM, grace: .seconds(20))
        }
    }

    /// Waits for each part in turn and says so.
    private func bringUp(_ parts: Parts) async throws -> UnixSignal? {
        let plane = parts.plane
        let start = ContinuousClock.now
        Rendering.progress("starting the control plane …")
        try await Deadline.wait(for: .seconds(60), what: "the control plane") {
            try failIfDying(plane, log: directory.serverLog)
            return try isListening(plane)
        }
        let api = try LocalAPI(directory)
        // A control plane that has very many records to read is well only after that.
        try await Deadline.wait(for: .seconds(120), what: "its health") {
            await api.isHealthy()
        }
        let ready = ContinuousClock.now - start
        let memory = plane.pid.flatMap(ResidentMemory.mebibytes(of:)) ?? 0
        Rendering.progress(
            "control plane ready in \(ready.milliseconds) ms, using \(memory) MiB: "
                + api.endpoint.localURL)
        if hasMachine {
            Rendering.progress("starting this machine's agent …")
            try await api.ensureMachineCredentials(directory)
            try await api.ensureHostCredentials(directory, name: HostCommand.hostName)
            try await Deadline.wait(for: .seconds(90), what: "the machine to register") {
                try failIfDying(parts.agent, log: directory.agentLog)
                return try await api.hasConnectedMachine(cluster: cluster)
            }
            try await Deadline.wait(for: .seconds(60), what: "the host of machines") {
                try failIfDying(parts.host, log: directory.hostLog)
                let text = try? String(contentsOfFile: directory.hostReady, encoding: .utf8)
                return text.flatMap { Int32($0) } == parts.host.pid
            }
            Rendering.progress("machine ready in cluster \(cluster)")
        }
        try StateFile.write(bytes: Array("\(getpid())\n".utf8), to: directory.upPID)
        Rendering.progress(
            "skerry is up; in another terminal: eval \"$(skerry env --data-dir \(directory.root))\""
        )
        return nil
    }

    private func isListening(_ plane: SupervisedProcess) throws -> Bool {
        let file = try StateFile.read(EndpointFile.self, from: directory.endpointFile)
        return plane.pid != nil && plane.pid == file.map { Int32($0.pid) }
    }

    private func failIfDying(_ process: SupervisedProcess, log: String) throws {
        guard process.endings > 1 else { return }
        throw CommandFailure("\(process.name) keeps ending; \(log) says:\n\(LogTail.of(log))")
    }
}

extension Duration {
    /// Whole milliseconds.
    var milliseconds: Int64 {
        components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
    }
}

/// Memory of a process as the kernel counts it.
enum ResidentMemory {
    /// Resident set of `pid` in MiB; nil when there is no such process.
    static func mebibytes(of pid: Int32) -> Int? {
        guard let text = try? String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8),
            let line = text.split(separator: "\n").first(where: { $0.hasPrefix("VmRSS:") }),
            let number = line.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first
        else { return nil }
        return Int(number).map { $0 / 1024 }
    }
}
