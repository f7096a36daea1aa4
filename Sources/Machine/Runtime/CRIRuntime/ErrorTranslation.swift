import struct GRPCCore.RPCError
import Workload

/// What the runtime's errors mean.
///
/// containerd hands nearly everything out as `unknown` with a chain of texts, so there is nothing
/// to decide from but the texts. They are all here, in one table that is tested with messages as
/// containerd 1.6 and runc 1.1 really write them; one that is not in it gives the general code of
/// the operation, never a wrong special one.
enum ErrorTranslation {
    /// - Parameter subject: what it was about, for the message.
    static func translate(
        _ error: any Error, _ operation: RuntimeError.Operation, _ subject: String
    ) -> any Error {
        if error is CancellationError || error is RuntimeError { return error }
        guard let error = error as? RPCError else {
            return RuntimeError(.runtimeFailed, operation, "\(subject): \(error)")
        }
        if error.code == .cancelled { return CancellationError() }
        let code = code(error.code, error.message, operation)
        return RuntimeError(code, operation, "\(subject): \(words(error.message, code))")
    }

    /// What users know from docker, where containerd says it in a chain of its own.
    private static func words(_ message: String, _ code: RuntimeError.Code) -> String {
        if message.hasSuffix("no command specified") { return "No command specified" }
        if code == .imagePlatformMismatch {
            return "image Manifest does not contain descriptor matching platform "
                + "'\(Platform.here)'"
        }
        return message
    }

    /// Whether a container was not started because whoever asked for it, or containerd, died
    /// meanwhile. Its process did not run: what comes after the creation of its task is left out.
    static func isInterruption(_ message: String) -> Bool {
        message.hasPrefix("failed to create containerd task")
            && ["context canceled", "signal: killed", "ttrpc: closed"]
                .contains { message.contains($0) }
    }

    static func code(
        _ code: RPCError.Code, _ message: String, _ operation: RuntimeError.Operation
    ) -> RuntimeError.Code {
        if code == .unavailable || message.contains("server is not initialized yet") {
            return .unavailable
        }
        if message.contains("no space left on device") { return .diskFull }
        let rule = rules.first { $0.operations.contains(operation) && $0.matches(message) }
        if let rule { return rule.code }
        switch (code, operation) {
        case (.deadlineExceeded, .exec): return .execTimedOut
        case (.deadlineExceeded, _): return .timedOut
        case (.notFound, .pull), (.notFound, .inspectImage), (.notFound, .removeImage):
            return .imageNotFound
        case (.notFound, .createContainer), (.notFound, .stopSandbox), (.notFound, .removeSandbox):
            return .sandboxNotFound
        case (.notFound, _): return .containerNotFound
        case (.alreadyExists, _): return .alreadyExists
        case (.invalidArgument, _): return .invalidSpec
        default: return general(operation)
        }
    }

    private static func general(_ operation: RuntimeError.Operation) -> RuntimeError.Code {
        switch operation {
        case .pull: .pullFailed
        case .createSandbox, .createContainer: .createFailed
        case .startContainer: .startFailed
        case .stopContainer, .stopSandbox: .stopFailed
        case .inspectImage, .removeImage, .removeSandbox, .removeContainer, .exec, .inspect, .stats,
            .supervise:
            .runtimeFailed
        }
    }

    private struct Rule {
        var operations: Set<RuntimeError.Operation>
        var code: RuntimeError.Code
        /// All of one of these must occur.
        var alternatives: [[String]]

        init(
            _ operations: Set<RuntimeError.Operation>, _ code: RuntimeError.Code,
            _ alternatives: [String]...
        ) {
            self.operations = operations
            self.code = code
            self.alternatives = alternatives
        }

        func matches(_ message: String) -> Bool {
            alternatives.contains { words in words.allSatisfy { message.contains($0) } }
        }
    }

    /// The first that matches counts: words of the innermost cause come before those of the frame
    /// around it.
    private static let rules: [Rule] = [
        Rule([.pull], .imageReferenceInvalid, ["failed to parse image reference"]),
        Rule(
            [.pull], .imagePlatformMismatch, ["no match for platform in manifest"],
            ["no unpack platforms defined"], ["image might be filtered out"]),
        Rule(
            [.pull], .imageDigestMismatch, ["unexpected commit digest"], ["failed size validation"],
            ["digest mismatch"], ["does not match computed digest"]),
        Rule(
            [.pull], .imageUnauthorized, ["authorization failed"], ["401 Unauthorized"],
            ["403 Forbidden"], ["pull access denied"], ["failed to fetch oauth token"],
            ["failed to fetch anonymous token"], ["no basic auth credentials"]),
        Rule(
            [.pull], .registryUnreachable, ["connection refused"], ["no such host"],
            ["i/o timeout"], ["network is unreachable"], ["no route to host"],
            ["connection reset by peer"], ["TLS handshake"], ["server misbehaving"],
            ["server gave HTTP response to HTTPS client"]),
        Rule([.pull], .imageNotFound, [": not found"], ["404 Not Found"]),
        Rule(
            [.createSandbox], .networkFailed, ["failed to setup network for sandbox"],
            ["failed to create network namespace"]),
        Rule([.createSandbox, .createContainer], .alreadyExists, ["is reserved for"]),
        Rule([.createContainer], .sandboxNotFound, ["failed to find sandbox id"]),
        Rule(
            [.createContainer], .imageNotFound, ["failed to resolve image"],
            ["failed to get image from containerd"]),
        Rule(
            [.createContainer], .invalidSpec, ["no command specified"],
            ["failed to generate user string"], ["no users found"], ["no groups found"],
            ["unable to find user"], ["unable to find group"],
            ["no privileged container allowed in sandbox"], ["unknown capability"]),
        Rule(
            [.createContainer, .startContainer], .volumeFailed, ["failed to generate", "mount"],
            ["failed to mkdir"], ["error mounting"]),
        Rule(
            [.startContainer, .exec], .commandNotFound, ["executable file not found"],
            ["exec: ", "no such file or directory"]),
        Rule(
            [.startContainer, .exec], .commandNotExecutable, ["exec: ", "permission denied"],
            ["exec: ", "is a directory"], ["exec format error"]),
        Rule(
            // An earlier life's start is still under way, or was decided.
            [.startContainer], .containerNotRunning, ["failed to set starting state"]),
        Rule(
            [.exec], .containerNotRunning, ["container is in CONTAINER_EXITED state"],
            ["container is in CONTAINER_CREATED state"], ["cannot exec in a stopped"]),
        Rule([.exec], .execTimedOut, ["timeout", "exceeded"]),
    ]
}
