/// Everything a machine can do with workloads; the port under the ECS agent and the kubelet.
///
/// Every method throws `RuntimeError`, or `CancellationError` when the caller's task is cancelled,
/// and has a deadline of its own. Creating is not idempotent (`alreadyExists`); stopping and
/// removing are: what is already stopped or gone is success.
package protocol WorkloadRuntime: Sendable {
    /// Pulls `reference` as written by the user, even when present (a tag may have moved), and
    /// returns the image now behind it.
    func pullImage(_ reference: String, credentials: RegistryCredentials?) async throws -> Image
    /// The cached image behind a reference or image id; nil when there is none.
    func image(named reference: String) async throws -> Image?
    func images() async throws -> [Image]
    func removeImage(_ id: String) async throws

    /// Makes the namespaces, the network and the published ports. Leaves nothing on failure.
    func createSandbox(_ spec: SandboxSpec) async throws -> SandboxStatus
    /// Ends every container in it at once, gives back ports and address.
    func stopSandbox(_ id: SandboxID) async throws
    /// Stops if need be, then forgets the sandbox, its containers and their log directory's claim;
    /// log files stay.
    func removeSandbox(_ id: SandboxID) async throws

    /// Makes a container of `spec` in a sandbox that was made from `sandboxSpec`.
    func createContainer(
        _ spec: ContainerSpec, in sandbox: SandboxID, of sandboxSpec: SandboxSpec
    ) async throws -> ContainerID
    func startContainer(_ id: ContainerID) async throws
    /// Sends the stop signal, waits up to `grace`, then kills; returns when the container has
    /// ended, with how.
    func stopContainer(_ id: ContainerID, grace: Duration) async throws -> ContainerStatus
    /// Sends one signal to the first process.
    func signalContainer(_ id: ContainerID, signal: Int32) async throws
    /// Also ends it when it still runs.
    func removeContainer(_ id: ContainerID) async throws

    /// `sandboxNotFound` when there is none.
    func sandbox(_ id: SandboxID) async throws -> SandboxStatus
    /// `containerNotFound` when there is none. Includes the pid.
    func container(_ id: ContainerID) async throws -> ContainerStatus
    /// All sandboxes of this machine, oldest first: what a restarted agent re-adopts.
    func sandboxes() async throws -> [SandboxStatus]
    /// All containers of this machine, oldest first.
    func containers() async throws -> [ContainerStatus]

    /// Runs a command inside and waits; `execTimedOut` when it is still running after `timeout`
    /// (it is then killed).
    func exec(
        _ command: [String], in container: ContainerID, timeout: Duration
    ) async throws -> ExecResult

    func stats() async throws -> [ContainerStats]
    /// nil on the host network.
    func networkStats(of sandbox: SandboxID) async throws -> NetworkStats?

    /// Calls `deliver` with the status of every container and sandbox, once at the start and then
    /// on each change of state, until cancelled. It survives restarts of the runtime; a change is
    /// seen within half a second, and changes that follow one another faster may be seen as one.
    func watch(_ deliver: @Sendable (RuntimeEvent) async -> Void) async throws
}

package enum RuntimeEvent: Sendable, Hashable {
    case container(ContainerStatus)
    case containerRemoved(ContainerID)
    case sandbox(SandboxStatus)
    case sandboxRemoved(SandboxID)
    /// The first full pass is over: whatever was not delivered by now does not exist.
    case synchronized
}
