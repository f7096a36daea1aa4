package import AgentProtocol
import Shapes
package import Workload

/// What the shell is asked to do. Every action may be done twice or lost without harm: its answer
/// carries the action's token, and an answer to a token that is no longer awaited is ignored.
package enum EngineAction: Sendable {
    case pullImage(PullRequest, ActionToken)
    case inspectImage(reference: String, ActionToken)

    /// Make `directories` (keeping what is there), then the sandbox.
    case createSandbox(TaskID, SandboxSpec, directories: [String], ActionToken)
    case removeSandbox(TaskID, SandboxID, ActionToken)
    /// Ask the runtime what it knows now: an event said that the sandbox is no longer ready, and
    /// events may be stale.
    case inspectSandbox(TaskID, SandboxID, ActionToken)
    /// A sandbox with this agent's labels that belongs to no task; no answer is awaited.
    case removeOrphan(SandboxID)
    case createContainer(
        ContainerKey, ContainerSpec, in: SandboxID, of: SandboxSpec, ActionToken)
    case startContainer(ContainerKey, ContainerID, ActionToken)
    case stopContainer(ContainerKey, ContainerID, grace: Duration, ActionToken)
    /// A container that a restart replaced; no answer is awaited.
    case removeContainer(ContainerID)
    case checkHealth(
        ContainerKey, ContainerID, command: [String], timeout: Duration, ActionToken)

    /// Make the log stream (and group, when asked) that `key` writes to.
    case openLog(ContainerKey, AWSLogsOptions, ActionToken)
    /// Send what the log file has from `position` on, until told that it is complete.
    case followLog(ContainerKey, LogSource)
    /// The container has ended: answer `logFinished` once everything is sent.
    case finishLog(ContainerKey)
    /// Stop sending: the time for it is over.
    case abandonLog(ContainerKey)

    /// Remove these directories with their content.
    case removeDirectories([String])
    /// Remove the volumes and logs of tasks that are not named.
    case pruneDirectories(keeping: Set<TaskID>)

    case submit(TaskID, Submission, ActionToken)
    /// Answer the control plane on the session that is open, if one is.
    case send(ACS.Message)

    /// Whether the state must be on disk before this is done: what the control plane is told, and
    /// what destroys the only other copy of a fact.
    package var requiresCheckpoint: Bool {
        switch self {
        case .submit, .send, .removeSandbox, .removeContainer, .removeDirectories: true
        case .createSandbox: true
        case .pullImage, .inspectImage, .removeOrphan, .createContainer, .startContainer,
            .stopContainer, .checkHealth, .inspectSandbox, .openLog, .followLog, .finishLog,
            .abandonLog,
            .pruneDirectories:
            false
        }
    }
}

/// One pull.
package struct PullRequest: Sendable, Hashable {
    /// As the task definition writes it.
    package var reference: String
    /// Whose execution role opens the registry; nil means the machine's own credentials.
    package var executionRoleOf: TaskID?

    package init(reference: String, executionRoleOf: TaskID? = nil) {
        self.reference = reference
        self.executionRoleOf = executionRoleOf
    }
}

/// A log file and where it goes.
package struct LogSource: Sendable, Hashable {
    /// Absolute.
    package var path: String
    /// With the stream's name known.
    package var options: AWSLogsOptions
    /// Up to where the service has taken it; nil before anything was sent.
    package var position: LogMark?

    package init(path: String, options: AWSLogsOptions, position: LogMark?) {
        self.path = path
        self.options = options
        self.position = position
    }
}

/// A place in a log file that is rotated now and then.
package struct LogMark: Sendable, Hashable {
    /// Which file.
    package var inode: UInt64
    /// Bytes from its beginning.
    package var offset: Int64

    package init(inode: UInt64, offset: Int64) {
        self.inode = inode
        self.offset = offset
    }
}

/// What has happened.
package enum EngineEvent: Sendable {
    /// Nothing but time: a deadline has come.
    case woke
    case received(ACS.Message)
    /// The session is open (again): what must be said anew is.
    case sessionOpened

    case imagePulled(ActionToken, Result<Image, RuntimeError>)
    case imageInspected(ActionToken, Result<Image?, RuntimeError>)
    case sandboxCreated(TaskID, ActionToken, Result<SandboxStatus, RuntimeError>)
    case sandboxRemoved(TaskID, ActionToken, Result<Void, RuntimeError>)
    case sandboxInspected(TaskID, ActionToken, Result<SandboxStatus, RuntimeError>)
    case containerCreated(ContainerKey, ActionToken, Result<ContainerID, RuntimeError>)
    case containerStarted(ContainerKey, ActionToken, Result<Void, RuntimeError>)
    case containerStopped(ContainerKey, ActionToken, Result<ContainerStatus, RuntimeError>)
    case healthChecked(ContainerKey, ActionToken, HealthProbeResult)
    case logOpened(ContainerKey, ActionToken, Result<Void, LogFailure>)
    /// Everything before `position` is with the service.
    case logAdvanced(ContainerKey, position: LogMark)
    case logFinished(ContainerKey)
    case submitted(TaskID, ActionToken, Result<Void, SubmissionFailure>)

    /// The runtime's own account, at the start and on every change.
    case observed(RuntimeEvent)
    /// Every task is to end, for this reason: the machine goes away.
    case stopEverything(reason: String)
}

/// How a health probe went.
package enum HealthProbeResult: Sendable, Hashable {
    case exited(Int32)
    case timedOut
    /// It could not be run, for instance because the container just ended.
    case failed(String)
}

/// Why a log stream could not be made.
package struct LogFailure: Error, Sendable, Hashable {
    /// In the words of the service.
    package var message: String
    package var isRetryable: Bool

    package init(_ message: String, isRetryable: Bool) {
        self.message = message
        self.isRetryable = isRetryable
    }
}

/// Why the control plane did not take a submission.
package struct SubmissionFailure: Error, Sendable, Hashable {
    package var message: String
    /// False when it refuses this submission for good.
    package var isRetryable: Bool

    package init(_ message: String, isRetryable: Bool) {
        self.message = message
        self.isRetryable = isRetryable
    }
}
