import Foundation
import Processes
import Synchronization

/// A child of `skerry up` that is started again whenever it ends by itself.
final class SupervisedProcess: Sendable {
    private struct State {
        var child: ChildProcess?
        var isStopping = false
        var endings = 0
    }

    /// Between two starts of a process that keeps dying.
    private static let longestPause = Duration.seconds(10)

    /// What it is, for messages.
    let name: String
    private let arguments: [String]
    private let log: String
    private let pidFile: String
    private let state = Mutex(State())

    /// Describes the process; `run` starts it.
    init(name: String, arguments: [String], log: String, pidFile: String) {
        self.name = name
        self.arguments = arguments
        self.log = log
        self.pidFile = pidFile
    }

    /// The pid of the running child.
    var pid: Int32? { state.withLock { $0.child?.pid } }

    /// How often the process has ended by itself.
    var endings: Int { state.withLock { $0.endings } }

    /// Whether `stop` was called.
    var isStopping: Bool { state.withLock { $0.isStopping } }

    /// Keeps the process running until `stop`; the pause between starts doubles while it dies within
    /// ten seconds.
    func run() async throws {
        var pause = Duration.milliseconds(100)
        while let child = try start() {
            let started = ContinuousClock.now
            let ending = await child.wait()
            let isStopping = state.withLock { state in
                state.endings += 1
                return state.isStopping
            }
            if isStopping { break }
            Rendering.progress("\(name) ended with \(ending); starting it again (see \(log))")
            let lived = ContinuousClock.now - started
            pause =
                lived > Self.longestPause ? .milliseconds(100) : min(pause * 2, Self.longestPause)
            try await Task.sleep(for: pause)
        }
        unlink(pidFile)
    }

    private func start() throws -> ChildProcess? {
        try state.withLock { state -> ChildProcess? in
            guard !state.isStopping else { return nil }
            let child = try ChildProcess(
                try Self.program(), arguments, output: log, isolation: .group)
            try StateFile.write(bytes: Array("\(child.pid)\n".utf8), to: pidFile)
            state.child = child
            return child
        }
    }

    /// Ends the process with `signal`, or SIGKILL after `grace`, for good.
    func stop(_ signal: Int32, grace: Duration) async {
        let child = state.withLock { state in
            state.isStopping = true
            return state.child
        }
        await child?.stop(signal, grace: grace)
        unlink(pidFile)
    }

    /// Our own program's path, for children that are other verbs of it.
    static func program() throws -> String {
        try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    }
}

/// Processes that an earlier `skerry up` left behind, known by their pid files.
enum Orphan {
    /// The pid in `file` when that process is alive and is a `skerry <verb>`.
    static func pid(in file: String, verb: String) -> Int32? {
        guard let text = try? String(contentsOfFile: file, encoding: .utf8),
            let pid = Int32(text.trimmingCharacters(in: .whitespacesAndNewlines)),
            let line = FileManager.default.contents(atPath: "/proc/\(pid)/cmdline")
        else { return nil }
        let words = line.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
        guard words.count > 1, words[0].hasSuffix("skerry"), words[1] == verb else { return nil }
        return pid
    }

    /// Sends `signal` and waits until the process is gone; SIGKILL after `grace`.
    static func stop(pid: Int32, _ signal: Int32, grace: Duration) async throws {
        kill(pid, signal)
        let deadline = ContinuousClock.now + grace
        while isAlive(pid) {
            if ContinuousClock.now > deadline { kill(pid, SIGKILL) }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    /// Whether the process still runs; one that its parent has only not yet waited for does not.
    private static func isAlive(_ pid: Int32) -> Bool {
        guard let text = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8),
            let name = text.lastIndex(of: ")")
        else { return false }
        let state = text[text.index(after: name)...].first { $0 != " " }
        return state != "Z" && state != "X"
    }
}
