/// Why a machine could not do what it was told. One struct for the whole machine side; who speaks
/// to users (the ECS agent, the kubelet) translates `code` and `operation` into their words.
package struct RuntimeError: Error, Sendable, Hashable, CustomStringConvertible {
    package enum Code: Sendable, Hashable, CaseIterable {
        // Pulling. ECS: CannotPullContainerError.
        case imageNotFound
        case imageUnauthorized
        /// The image exists, but not for this machine's processor.
        case imagePlatformMismatch
        case imageDigestMismatch
        case imageReferenceInvalid
        case registryUnreachable
        case pullFailed

        // Making. ECS: CannotCreateContainerError, ResourceInitializationError for the network.
        case invalidSpec
        case alreadyExists
        case portInUse
        case portsExhausted
        case networkFailed
        case volumeFailed
        case createFailed

        // Starting. ECS: CannotStartContainerError.
        case commandNotFound
        case commandNotExecutable
        case startFailed

        // Any time. ECS: ContainerRuntimeError and friends.
        case sandboxNotFound
        case containerNotFound
        case containerNotRunning
        case stopFailed
        case execTimedOut
        case diskFull
        case timedOut
        case unavailable
        case runtimeFailed
    }

    /// What was being done.
    package enum Operation: String, Sendable, Hashable, CaseIterable {
        case pull, inspectImage, removeImage
        case createSandbox, stopSandbox, removeSandbox
        case createContainer, startContainer, stopContainer, removeContainer
        case exec, inspect, stats, supervise
    }

    package var code: Code
    package var operation: Operation
    /// Lower case: what was attempted and on which id, then the runtime's words.
    package var message: String
    /// The same call may succeed later without any change by the caller.
    package var isRetryable: Bool

    package init(
        _ code: Code, _ operation: Operation, _ message: String, isRetryable: Bool? = nil
    ) {
        self.code = code
        self.operation = operation
        self.message = message
        self.isRetryable = isRetryable ?? code.isUsuallyRetryable
    }

    package var description: String { "\(operation.rawValue): \(message) (\(code))" }
}

extension RuntimeError.Code {
    var isUsuallyRetryable: Bool {
        switch self {
        case .registryUnreachable, .pullFailed, .networkFailed, .diskFull, .timedOut, .unavailable,
            .portsExhausted:
            true
        case .imageNotFound, .imageUnauthorized, .imagePlatformMismatch, .imageDigestMismatch,
            .imageReferenceInvalid, .invalidSpec, .alreadyExists, .portInUse, .volumeFailed,
            .createFailed, .commandNotFound, .commandNotExecutable, .startFailed, .sandboxNotFound,
            .containerNotFound, .containerNotRunning, .stopFailed, .execTimedOut, .runtimeFailed:
            false
        }
    }
}
