import CSkerry
import Foundation
import Synchronization

/// A program that we started and whose end we wait for.
package final class ChildProcess: Sendable {
    /// How a process ended.
    package enum Ending: Sendable, Hashable, CustomStringConvertible {
        case exited(Int32)
        case signalled(Int32)

        package var description: String {
            switch self {
            case .exited(let code): "exit code \(code)"
            case .signalled(let number): "signal \(number)"
            }
        }
    }

    /// What a child shares with its parent.
    package struct Isolation: OptionSet, Sendable {
        package let rawValue: Int32

        package init(rawValue: Int32) { self.rawValue = rawValue }

        /// A session of its own: it outlives the parent and its terminal.
        package static let session = Isolation(rawValue: SKERRY_SPAWN_SESSION)
        /// A process group of its own: a terminal's Ctrl-C does not reach it.
        package static let group = Isolation(rawValue: SKERRY_SPAWN_GROUP)
    }

    /// Why a program could not be started.
    package struct SpawnError: Error, CustomStringConvertible {
        /// The program and what the system said, with the errno.
        package let description: String
        package let errno: Int32
    }

    private enum State {
        case running([CheckedContinuation<Ending, Never>])
        case ended(Ending)
    }

    /// The process id; it stays reserved until the end has been collected.
    package let pid: Int32
    private let state = Mutex<State>(.running([]))

    /// Starts `path`.
    ///
    /// - Parameters:
    ///   - arguments: everything after the program's name.
    ///   - environment: the whole environment; nil hands ours on.
    ///   - output: file to which standard output and error are appended; nil hands ours on.
    ///   - isolation: what is cut between us.
    /// - Throws: `SpawnError`.
    package init(
        _ path: String, _ arguments: [String], environment: [String: String]? = nil,
        output: String? = nil, isolation: Isolation = []
    ) throws {
        let null = open("/dev/null", O_RDWR | O_CLOEXEC)
        defer { if null >= 0 { close(null) } }
        var sink: Int32 = -1
        if let output {
            sink = open(output, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o640)
            guard sink >= 0 else { throw Self.failure("open \(output)", errno) }
        }
        defer { if sink >= 0 { close(sink) } }
        let streams: [Int32] = [null, sink >= 0 ? sink : 1, sink >= 0 ? sink : 2]
        let variables = (environment ?? ProcessInfo.processInfo.environment)
            .map { "\($0.key)=\($0.value)" }
        let result = Self.withCStrings([path] + arguments) { argv in
            Self.withCStrings(variables) { envp in
                skerry_spawn(path, argv, envp, streams, isolation.rawValue)
            }
        }
        guard result > 0 else { throw Self.failure("start \(path)", -result) }
        pid = result
        let thread = Thread { [self] in collect() }
        thread.stackSize = 128 * 1024
        thread.start()
    }

    private static func failure(_ what: String, _ error: Int32) -> SpawnError {
        SpawnError(description: "cannot \(what): \(String(cString: strerror(error)))", errno: error)
    }

    private static func withCStrings<Result>(
        _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
    ) -> Result {
        let pointers = strings.map { strdup($0) }
        defer { pointers.forEach { free($0) } }
        return body(pointers + [nil])
    }

    private func collect() {
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0 && errno == EINTR {}
        let number = status & 0x7f
        let ending: Ending =
            number == 0 ? .exited(status >> 8 & 0xff) : .signalled(number)
        let waiters = state.withLock { state -> [CheckedContinuation<Ending, Never>] in
            guard case .running(let waiters) = state else { return [] }
            state = .ended(ending)
            return waiters
        }
        for waiter in waiters { waiter.resume(returning: ending) }
    }

    /// How it ended; nil while it runs.
    package var ending: Ending? {
        state.withLock { state in
            if case .ended(let ending) = state { ending } else { nil }
        }
    }

    /// Waits for the end. It comes at the process's own time; cancelling the caller does not end it.
    package func wait() async -> Ending {
        await withCheckedContinuation { continuation in
            let ended = state.withLock { state -> Ending? in
                switch state {
                case .ended(let ending): return ending
                case .running(let waiters):
                    state = .running(waiters + [continuation])
                    return nil
                }
            }
            if let ended { continuation.resume(returning: ended) }
        }
    }

    /// Sends a signal unless the process has ended.
    package func signal(_ number: Int32) {
        state.withLock { state in
            // Under the lock the pid cannot have been collected and given to somebody else.
            if case .running = state { _ = kill(pid, number) }
        }
    }

    /// Sends `number`, waits up to `grace`, then kills; returns how it ended.
    @discardableResult
    package func stop(_ number: Int32 = SIGTERM, grace: Duration) async -> Ending {
        signal(number)
        return await withTaskGroup(of: Void.self) { group in
            group.addTask {
                do { try await Task.sleep(for: grace) } catch { return }
                self.signal(SIGKILL)
            }
            let ending = await wait()
            group.cancelAll()
            return ending
        }
    }
}
