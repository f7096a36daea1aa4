package import Runtime
package import Workload

/// What an agent needs of a runtime beside the workloads: upkeep.
package protocol AgentRuntime: WorkloadRuntime {
    /// Removes unused images as `policy` says, but for those in `spare`.
    func collectImages(
        _ policy: ImageCollection.Policy, sparing spare: Set<String>
    ) async throws -> [Image]
    /// Moves a container's log aside once it is larger.
    func rotateLog(of id: ContainerID, maxBytes: Int64) async throws
}

extension ContainerdRuntime: AgentRuntime {}
