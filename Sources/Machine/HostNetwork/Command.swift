import CSkerry
import Dispatch
import Glibc
import Synchronization

/// A program run to its end with its input given and its output collected.
package struct Command: Sendable {
    package var path: String
    package var arguments: [String]
    /// `NAME=value`; the caller's own environment is not inherited.
    package var environment: [String]
    package var input: [UInt8]
    /// After it the program and what it started are killed.
    package var timeout: Duration

    /// Of stdout and of stderr each; more is read and dropped.
    package var outputLimit = Command.maxOutputBytes

    /// What ``outputLimit`` is unless it is set.
    package static let maxOutputBytes = 1 << 20

    /// Where programs are looked for: system programs are often missing from a user's PATH.
    package static let searchPath = [
        "/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin",
    ]
    package static let defaultEnvironment = [
        "PATH=\(searchPath.joined(separator: ":"))", "LC_ALL=C",
    ]

    package init(
        _ path: String, _ arguments: [String], input: [UInt8] = [],
        environment: [String] = Command.defaultEnvironment, timeout: Duration = .seconds(20)
    ) {
        self.path = path
        self.arguments = arguments
        self.environment = environment
        self.input = input
        self.timeout = timeout
    }

    /// The full path of a program, or nil when it is not installed.
    package static func find(_ name: String) -> String? {
        if name.contains("/") { return access(name, X_OK) == 0 ? name : nil }
        return searchPath.lazy.map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }
    }

    /// Runs it, whatever its exit code. Throws `CommandError` when it cannot be run or is killed
    /// at its timeout, `CancellationError` when the task is cancelled (the program is killed).
    package func run() async throws -> CommandResult {
        let child = Mutex(ChildState.notStarted)
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                DispatchQueue.global().async {
                    continuation.resume(returning: Result { try execute(child) })
                }
            }
        } onCancel: {
            child.withLock { state in
                if case .running(let pid) = state { kill(-pid, SIGKILL) }
                state = .cancelled
            }
        }
        try Task.checkCancellation()
        return try result.get()
    }

    /// Runs it and throws `CommandError` unless it ends with 0.
    @discardableResult
    package func runSuccessfully() async throws -> CommandResult {
        let result = try await run()
        guard result.exitCode == 0 else {
            throw CommandError(command: self, message: result.complaint)
        }
        return result
    }
}

package struct CommandResult: Sendable {
    /// 128 + the signal's number when a signal ended it.
    package var exitCode: Int32
    package var stdout: [UInt8]
    package var stderr: [UInt8]

    /// What to tell a person about a failure.
    package var complaint: String {
        let words = String(decoding: stderr.isEmpty ? stdout : stderr, as: UTF8.self)
            .split(whereSeparator: \.isNewline).joined(separator: "; ")
        return "exit code \(exitCode)" + (words.isEmpty ? "" : ": \(words)")
    }
}

package struct CommandError: Error, Sendable, CustomStringConvertible {
    package var description: String

    init(command: Command, message: String) {
        let words = ([command.path] + command.arguments).joined(separator: " ")
        description = "\(words): \(message)"
    }
}

private enum ChildState {
    case notStarted
    case running(pid_t)
    case reaped
    case cancelled
}

extension Command {
    /// The blocking part, on a thread of its own.
    private func execute(_ child: borrowing Mutex<ChildState>) throws -> CommandResult {
        let deadline = ContinuousClock.now + timeout
        var pipes = try CommandPipes(self)
        defer { pipes.closeAll() }
        let pid = try child.withLock { state -> pid_t in
            if case .cancelled = state { throw CancellationError() }
            let pid = try spawn(pipes.childStreams)
            state = .running(pid)
            return pid
        }
        pipes.closeChildEnds()
        let inTime = pipes.pump(
            input: input, outputLimit: outputLimit, until: deadline)
        let status = Self.wait(for: pid, until: inTime ? deadline : .now) {
            child.withLock { state in
                if case .running = state { state = .reaped }
            }
        }
        guard let status, inTime else {
            throw CommandError(command: self, message: "still running after \(timeout), killed")
        }
        return CommandResult(
            exitCode: ProcessExit.code(ofStatus: status), stdout: pipes.output,
            stderr: pipes.errors)
    }

    /// In a process group of its own, so that it can be killed with what it started.
    private func spawn(_ streams: [Int32]) throws -> pid_t {
        let argv = ([path] + arguments).map { strdup($0) }
        let envp = environment.map { strdup($0) }
        defer { for pointer in argv + envp { free(pointer) } }
        let result = skerry_spawn(path, argv + [nil], envp + [nil], streams, SKERRY_SPAWN_GROUP)
        guard result > 0 else { throw SystemError(-result, "start \(path)") }
        return result
    }

    /// - Returns: the wait status, or nil when it had to be killed.
    private static func wait(
        for pid: pid_t, until deadline: ContinuousClock.Instant, reaped: () -> Void
    ) -> Int32? {
        var status: Int32 = 0
        var pause: UInt32 = 200
        while true {
            // The pid is given up before it can be reused: nobody may signal it after this.
            var info = siginfo_t()
            if waitid(P_PID, id_t(pid), &info, WEXITED | WNOHANG | WNOWAIT) == 0,
                info.si_signo == SIGCHLD
            {
                reaped()
                waitpid(pid, &status, 0)
                return status
            }
            if ContinuousClock.now >= deadline {
                kill(-pid, SIGKILL)
                reaped()
                waitpid(pid, &status, 0)
                return nil
            }
            usleep(pause)
            pause = min(pause * 2, 20_000)
        }
    }
}

/// Reading of the status that `waitpid` hands out.
package enum ProcessExit {
    package static func code(ofStatus status: Int32) -> Int32 {
        let signal = status & 0x7f
        return signal == 0 ? (status >> 8) & 0xff : 128 + signal
    }
}
