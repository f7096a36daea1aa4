import Workload

/// The stock agent's names for failures. Users and their tools match on these prefixes.
enum FailureWords {
    static let essentialExited = "Essential container in task exited"
    static let failedToStart = "Task failed to start"
    static let outOfMemory = "OutOfMemoryError: Container killed due to memory usage"

    static func reason(_ error: RuntimeError) -> String {
        "\(name(of: error)): \(error.message)"
    }

    private static func name(of error: RuntimeError) -> String {
        switch error.code {
        case .timedOut, .execTimedOut: return "DockerTimeoutError"
        // A port that is taken shows, with docker, when the container starts.
        case .portInUse, .portsExhausted: return "CannotStartContainerError"
        default: break
        }
        switch error.operation {
        case .pull: return "CannotPullContainerError"
        case .createSandbox: return "ResourceInitializationError"
        case .createContainer: return "CannotCreateContainerError"
        case .startContainer: return "CannotStartContainerError"
        case .stopContainer, .stopSandbox, .removeSandbox, .removeContainer:
            return "CannotStopContainerError"
        case .inspectImage, .removeImage, .inspect, .stats: return "CannotInspectContainerError"
        case .exec, .supervise: return "ContainerRuntimeError"
        }
    }
}
