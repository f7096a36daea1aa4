import ArgumentParser
import Files
import Foundation
import Processes
import UnixSignals

struct Up: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Start a one-machine cloud and keep it up until Ctrl-C.",
        discussion: """
            Starts the control plane and an agent that runs containers on this machine. Ctrl-C stops \
            tasks, containers and networks and leaves nothing behind but the data directory; \
            starting again finds all state as it was.
            """)

    @OptionGroup var data: DataOptions
    @OptionGroup var server: ServerOptions

    @Option(help: "ECS cluster that this machine joins; made when missing.")
    var cluster = "default"

    @Flag(help: "Return once everything is ready and go on in the background.")
    var detach = false

    @Flag(name: .customLong("no-machine"), help: "Start the control plane only.")
    var noMachine = false

    func run() async throws {
        let installation = Installation(
            directory: data.directory, server: server, cluster: cluster, hasMachine: !noMachine)
        try installation.checkHost()
        try data.directory.create()
        if detach {
            try await launchDetached()
        } else {
            try await installation.run()
        }
    }

    /// Starts this command again in a session of its own and waits until it says that it is ready.
    private func launchDetached() async throws {
        let directory = data.directory
        guard !InstallationLock.isHeld(directory) else {
            throw CommandFailure("skerry is already up on \(directory.root)")
        }
        unlink(directory.upPID)
        let arguments =
            ["up", "--data-dir", directory.root, "--cluster", cluster] + server.arguments
            + (noMachine ? ["--no-machine"] : [])
        let child = try ChildProcess(
            SupervisedProcess.program(), arguments, output: directory.upLog, isolation: .session)
        // The pid file is written when everything is ready.
        try await Deadline.wait(for: .seconds(150), what: "skerry to be ready") {
            if let ending = child.ending {
                throw CommandFailure(
                    "skerry up ended with \(ending)\n" + LogTail.of(directory.upLog))
            }
            return FileManager.default.fileExists(atPath: directory.upPID)
        }
        Rendering.progress("skerry is up; try: eval \"$(skerry env --data-dir \(directory.root))\"")
    }
}

/// What is true while an installation runs: only one `up` at a time on a data directory.
enum InstallationLock {
    /// Takes the lock for as long as the result lives.
    static func take(_ directory: DataDirectory) throws -> FileLock {
        try FileLock.take(
            directory.upLock,
            orSay: "skerry is already up on \(directory.root); stop it with: "
                + "skerry down --data-dir \(directory.root)")
    }

    /// Whether some process holds the lock.
    static func isHeld(_ directory: DataDirectory) -> Bool { FileLock.isHeld(directory.upLock) }
}

extension FileLock {
    /// Takes a lock, or says why it is held.
    static func take(_ path: String, orSay refusal: String) throws -> FileLock {
        do throws(FileError) {
            return try FileLock(path)
        } catch {
            throw CommandFailure(error.isLocked ? refusal : error.description)
        }
    }
}

/// Waiting for conditions.
enum Deadline {
    /// Asks `isTrue` every 20 ms until it holds; throws when `limit` passes first.
    static func wait(
        for limit: Duration, what: String, until isTrue: () async throws -> Bool
    ) async throws {
        let end = ContinuousClock.now + limit
        while try await !isTrue() {
            guard ContinuousClock.now < end else {
                throw CommandFailure("waited \(limit) for \(what)")
            }
            try await Task.sleep(for: .milliseconds(20))
        }
    }
}

/// The end of a log file, for error messages.
enum LogTail {
    /// The last `lines` lines of the file at `path`.
    static func of(_ path: String, lines: Int = 15) -> String {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return "" }
        return text.split(separator: "\n").suffix(lines).joined(separator: "\n")
    }
}
