import ArgumentParser
import Foundation

struct Down: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Stop what `skerry up` started on this machine.")

    @OptionGroup var data: DataOptions

    func run() async throws {
        let directory = data.directory
        if let pid = Orphan.pid(in: directory.upPID, verb: "up") {
            Rendering.progress("stopping …")
            try await Orphan.stop(pid: pid, SIGTERM, grace: .seconds(60))
        } else if let pid = Orphan.pid(in: directory.serverPID, verb: "server") {
            // `skerry up` is gone; its child is not.
            Rendering.progress("stopping the control plane …")
            try await Orphan.stop(pid: pid, SIGTERM, grace: .seconds(40))
        } else {
            Rendering.progress("nothing runs on \(directory.root)")
            return
        }
        Rendering.progress("stopped")
    }
}
