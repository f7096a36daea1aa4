import Foundation
import Processes
import Testing

@Suite struct ChildProcessTests {
    @Test func reportsTheExitCode() async throws {
        let child = try ChildProcess("/bin/sh", ["-c", "exit 7"])
        #expect(await child.wait() == .exited(7))
        #expect(child.ending == .exited(7))
    }

    @Test func reportsTheSignal() async throws {
        let child = try ChildProcess("/bin/sh", ["-c", "kill -TERM $$"])
        #expect(await child.wait() == .signalled(SIGTERM))
    }

    @Test func killsWhatIgnoresTheFirstSignal() async throws {
        let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: file) }
        let child = try ChildProcess(
            "/bin/sh", ["-c", "trap '' TERM; : >\(file.path); while :; do :; done"])
        while !FileManager.default.fileExists(atPath: file.path) {
            try await Task.sleep(for: .milliseconds(5))
        }
        #expect(await child.stop(SIGTERM, grace: .milliseconds(100)) == .signalled(SIGKILL))
    }

    @Test func saysWhichProgramIsMissing() throws {
        let error = #expect(throws: ChildProcess.SpawnError.self) {
            try ChildProcess("/nonexistent/program", [])
        }
        #expect(error?.errno == ENOENT)
        #expect(error?.description.contains("/nonexistent/program") == true)
    }

    @Test func appendsOutputAndCutsDescriptors() async throws {
        let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: file) }
        let child = try ChildProcess(
            "/bin/sh", ["-c", "echo out; echo err >&2; ls /proc/self/fd | wc -l"],
            environment: ["PATH": "/usr/bin:/bin"], output: file.path, isolation: .session)
        #expect(await child.wait() == .exited(0))
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        // ls holds the three standard streams and the folder it reads.
        #expect(lines == ["out", "err", "4"])
    }
}
