import Foundation
import Logging
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
        let plane = SupervisedProcess(
            name: "the control plane",
            arguments: ["server", "--data-dir", directory.root] + server.arguments,
            log: directory.serverLog, pidFile: directory.serverPID)
        let agent = SupervisedProcess(
            name: "the agent",
            arguments: [
                "agent", "--data-dir", directory.root, "--cluster", cluster,
                "--log-level", server.logLevel.rawValue,
            ],
            log: directory.agentLog, pidFile: directory.agentPID)
        try await supervise(plane, agent, until: signals)
        unlink(directory.upPID)
    }

    private func supervise(
        _ plane: SupervisedProcess, _ agent: SupervisedProcess, until signals: UnixSignalsSequence
    ) async throws {
        try await withThrowingTaskGroup(of: UnixSignal?.self) { group in
            group.addTask {
                for await signal in signals { return signal }
                return nil
            }
            group.addTask { try await bringUp(plane, agent) }
            // The two supervised processes and the starting sequence end with nil; a signal ends all.
            group.addTask {
                try await plane.run()
                return nil
            }
            if hasMachine {
                group.addTask {
                    // The agent may start once the control plane has given it an identity.
                    try await Deadline.wait(for: .seconds(120), what: "machine credentials") {
                        plane.isStopping
                            || FileManager.default.fileExists(atPath: directory.machineCredentials)
                    }
                    try await Deadline.wait(for: .seconds(60), what: "the control plane") {
                        try plane.isStopping || isListening(plane)
                    }
                    try await agent.run()
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
                    await stop(plane, agent, agentSignal: keepsRunning ? SIGTERM : SIGINT)
                    break
                }
            } catch {
                // The children must be gone before the group can end: it waits for them.
                await stop(plane, agent, agentSignal: SIGINT)
                throw error
            }
            group.cancelAll()
        }
        Rendering.progress("stopped")
    }

    private func stop(
        _ plane: SupervisedProcess, _ agent: SupervisedProcess, agentSignal: Int32
    ) async {
        await agent.stop(agentSignal, grace: Self.agentGrace)
        await plane.stop(SIGTERM, grace: Self.serverGrace)
    }

    /// Processes of an `up` that was killed: they end without stopping containers, and their
    /// successors adopt those.
    private func stopOrphans() async throws {
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
    private func bringUp(
        _ plane: SupervisedProcess, _ agent: SupervisedProcess
    ) async throws -> UnixSignal? {
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
            try await Deadline.wait(for: .seconds(90), what: "the machine to register") {
                try failIfDying(agent, log: directory.agentLog)
                return try await api.hasConnectedMachine(cluster: cluster)
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
