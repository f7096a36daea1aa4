import Foundation
import UnixSignals

/// A control plane, supervised on this computer.
struct Installation: Sendable {
    let directory: DataDirectory
    let server: ServerOptions

    private static let serverGrace = Duration.seconds(30)

    /// Starts everything, prints how to use it, and returns when it was told to stop and has.
    func run() async throws {
        let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm)
        try InstallationLock.take(directory)
        unlink(directory.upPID)
        try await stopOrphan()
        let plane = SupervisedProcess(
            name: "the control plane",
            arguments: ["server", "--data-dir", directory.root] + server.arguments,
            log: directory.serverLog, pidFile: directory.serverPID)
        try await supervise(plane, until: signals)
        unlink(directory.upPID)
    }

    private func supervise(
        _ plane: SupervisedProcess, until signals: UnixSignalsSequence
    ) async throws {
        try await withThrowingTaskGroup(of: UnixSignal?.self) { group in
            group.addTask {
                for await signal in signals { return signal }
                return nil
            }
            // Process and starting sequence end with nil; a signal ends all.
            group.addTask {
                try await plane.run()
                return nil
            }
            group.addTask {
                try await bringUp(plane)
                return nil
            }
            do {
                while let result = try await group.next() {
                    guard result != nil else { continue }
                    Rendering.progress("stopping …")
                    await plane.stop(SIGTERM, grace: Self.serverGrace)
                    break
                }
            } catch {
                // The child must be gone before the group can end: the group waits for it.
                await plane.stop(SIGTERM, grace: Self.serverGrace)
                throw error
            }
            group.cancelAll()
        }
        Rendering.progress("stopped")
    }

    /// The control plane of an `up` that was killed; its successor goes on from the same state.
    private func stopOrphan() async throws {
        guard let pid = Orphan.pid(in: directory.serverPID, verb: "server") else { return }
        Rendering.progress("taking over from the control plane with pid \(pid)")
        try await Orphan.stop(pid: pid, SIGTERM, grace: .seconds(20))
    }

    /// Waits for each part in turn and says so.
    private func bringUp(_ plane: SupervisedProcess) async throws {
        let start = ContinuousClock.now
        Rendering.progress("starting the control plane …")
        try await Deadline.wait(for: .seconds(60), what: "the control plane") {
            guard plane.endings < 2 else {
                throw CommandFailure(
                    "the control plane keeps ending; \(directory.serverLog) says:\n"
                        + LogTail.of(directory.serverLog))
            }
            guard let file = try StateFile.read(EndpointFile.self, from: directory.endpointFile)
            else { return false }
            return plane.pid == Int32(file.pid)
        }
        let api = try LocalAPI(directory)
        try await Deadline.wait(for: .seconds(10), what: "its health") { await api.isHealthy() }
        try await api.close()
        let ready = ContinuousClock.now - start
        let memory = plane.pid.flatMap(ResidentMemory.mebibytes(of:)) ?? 0
        Rendering.progress(
            "control plane ready in \(ready.milliseconds) ms, using \(memory) MiB: "
                + api.endpoint.localURL)
        try StateFile.write(bytes: Array("\(getpid())\n".utf8), to: directory.upPID)
        Rendering.progress(
            "skerry is up; in another terminal: eval \"$(skerry env --data-dir \(directory.root))\""
        )
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
