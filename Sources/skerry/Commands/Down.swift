import ArgumentParser
import Foundation

struct Down: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Stop the cloud that `skerry up` started on this machine.")

    @OptionGroup var data: DataOptions

    @Flag(
        name: .customLong("keep-running"),
        help: "Leave containers and networks running; the next `skerry up` adopts them.")
    var keepRunning = false

    func run() async throws {
        let directory = data.directory
        guard let pid = Orphan.pid(in: directory.upPID, verb: "up") else {
            try await stopLeftovers(directory)
            return
        }
        Rendering.progress(
            keepRunning ? "stopping; containers go on …" : "stopping tasks and containers …")
        try await Orphan.stop(pid: pid, keepRunning ? SIGUSR1 : SIGTERM, grace: .seconds(200))
        Rendering.progress("stopped")
    }

    /// `skerry up` is gone; its children may not be.
    private func stopLeftovers(_ directory: DataDirectory) async throws {
        var found = false
        if let pid = Orphan.pid(in: directory.hostPID, verb: "host") {
            found = true
            Rendering.progress("stopping machines …")
            try await Orphan.stop(
                pid: pid, keepRunning ? SIGTERM : SIGINT, grace: .seconds(160))
        }
        if let pid = Orphan.pid(in: directory.agentPID, verb: "agent") {
            found = true
            Rendering.progress("stopping the agent …")
            try await Orphan.stop(
                pid: pid, keepRunning ? SIGTERM : SIGINT, grace: .seconds(160))
        }
        if let pid = Orphan.pid(in: directory.serverPID, verb: "server") {
            found = true
            Rendering.progress("stopping the control plane …")
            try await Orphan.stop(pid: pid, SIGTERM, grace: .seconds(40))
        }
        Rendering.progress(found ? "stopped" : "nothing runs on \(directory.root)")
    }
}
