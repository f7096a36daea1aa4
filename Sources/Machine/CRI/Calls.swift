import GRPCCore
import SwiftProtobuf

/// The calls, one line each, with the deadline that goes with what the runtime may have to do.
/// Those that change nothing, or nothing more the second time, are repeated when the runtime
/// restarts under them.
extension CRIClient {
    private static let runtime = "runtime.v1.RuntimeService"
    private static let images = "runtime.v1.ImageService"

    /// Answers from memory.
    private static let quick = Duration.seconds(10)
    /// Forks helpers (CNI plugins, runc, the shim) and may wait for a busy disk.
    private static let slow = Duration.seconds(120)

    package func version() async throws -> CRIVersionResponse {
        try await repeatable(Self.runtime, "Version", CRIVersionRequest(), timeout: Self.quick)
    }

    package func status(_ request: CRIStatusRequest) async throws -> CRIStatusResponse {
        try await repeatable(Self.runtime, "Status", request, timeout: Self.quick)
    }

    package func runPodSandbox(
        _ request: CRIRunPodSandboxRequest
    ) async throws -> CRIRunPodSandboxResponse {
        try await unary(Self.runtime, "RunPodSandbox", request, timeout: Self.slow)
    }

    package func stopPodSandbox(
        _ request: CRIStopPodSandboxRequest
    ) async throws -> CRIStopPodSandboxResponse {
        try await repeatable(Self.runtime, "StopPodSandbox", request, timeout: Self.slow)
    }

    package func removePodSandbox(
        _ request: CRIRemovePodSandboxRequest
    ) async throws -> CRIRemovePodSandboxResponse {
        try await repeatable(Self.runtime, "RemovePodSandbox", request, timeout: Self.slow)
    }

    package func podSandboxStatus(
        _ request: CRIPodSandboxStatusRequest
    ) async throws -> CRIPodSandboxStatusResponse {
        try await repeatable(Self.runtime, "PodSandboxStatus", request, timeout: Self.quick)
    }

    package func listPodSandbox(
        _ request: CRIListPodSandboxRequest
    ) async throws -> CRIListPodSandboxResponse {
        try await repeatable(Self.runtime, "ListPodSandbox", request, timeout: Self.quick)
    }

    package func createContainer(
        _ request: CRICreateContainerRequest
    ) async throws -> CRICreateContainerResponse {
        try await unary(Self.runtime, "CreateContainer", request, timeout: Self.slow)
    }

    package func startContainer(
        _ request: CRIStartContainerRequest
    ) async throws -> CRIStartContainerResponse {
        try await unary(Self.runtime, "StartContainer", request, timeout: Self.slow)
    }

    /// Blocks until the container has ended: the deadline is the grace time and then some.
    package func stopContainer(
        _ request: CRIStopContainerRequest
    ) async throws -> CRIStopContainerResponse {
        try await repeatable(
            Self.runtime, "StopContainer", request,
            timeout: .seconds(request.timeout) + Self.slow)
    }

    package func removeContainer(
        _ request: CRIRemoveContainerRequest
    ) async throws -> CRIRemoveContainerResponse {
        try await repeatable(Self.runtime, "RemoveContainer", request, timeout: Self.slow)
    }

    package func listContainers(
        _ request: CRIListContainersRequest
    ) async throws -> CRIListContainersResponse {
        try await repeatable(Self.runtime, "ListContainers", request, timeout: Self.quick)
    }

    package func containerStatus(
        _ request: CRIContainerStatusRequest
    ) async throws -> CRIContainerStatusResponse {
        try await repeatable(Self.runtime, "ContainerStatus", request, timeout: Self.quick)
    }

    package func updateContainerResources(
        _ request: CRIUpdateContainerResourcesRequest
    ) async throws -> CRIUpdateContainerResourcesResponse {
        try await unary(Self.runtime, "UpdateContainerResources", request, timeout: Self.slow)
    }

    package func reopenContainerLog(
        _ request: CRIReopenContainerLogRequest
    ) async throws -> CRIReopenContainerLogResponse {
        try await unary(Self.runtime, "ReopenContainerLog", request, timeout: Self.quick)
    }

    /// - Parameter request: its `timeout` in seconds must not be 0, which would mean for ever.
    package func execSync(_ request: CRIExecSyncRequest) async throws -> CRIExecSyncResponse {
        precondition(request.timeout > 0, "an exec needs a deadline")
        return try await unary(
            Self.runtime, "ExecSync", request, timeout: .seconds(request.timeout) + Self.quick)
    }

    package func exec(_ request: CRIExecRequest) async throws -> CRIExecResponse {
        try await unary(Self.runtime, "Exec", request, timeout: Self.quick)
    }

    package func listContainerStats(
        _ request: CRIListContainerStatsRequest
    ) async throws -> CRIListContainerStatsResponse {
        try await repeatable(Self.runtime, "ListContainerStats", request, timeout: Self.quick)
    }

    package func listImages(_ request: CRIListImagesRequest) async throws -> CRIListImagesResponse {
        try await repeatable(Self.images, "ListImages", request, timeout: Self.quick)
    }

    package func imageStatus(
        _ request: CRIImageStatusRequest
    ) async throws -> CRIImageStatusResponse {
        try await repeatable(Self.images, "ImageStatus", request, timeout: Self.quick)
    }

    /// - Parameter timeout: for the whole pull; the runtime itself gives up when no bytes come.
    package func pullImage(
        _ request: CRIPullImageRequest, timeout: Duration
    ) async throws -> CRIPullImageResponse {
        try await unary(Self.images, "PullImage", request, timeout: timeout)
    }

    package func removeImage(
        _ request: CRIRemoveImageRequest
    ) async throws -> CRIRemoveImageResponse {
        try await repeatable(Self.images, "RemoveImage", request, timeout: Self.slow)
    }

    package func imageFsInfo() async throws -> CRIImageFsInfoResponse {
        try await repeatable(
            Self.images, "ImageFsInfo", CRIImageFsInfoRequest(), timeout: Self.quick)
    }

    /// Kills and removes containerd's task of a container, which CRI does by itself unless it has
    /// lost sight of it. Done when there is none.
    package func deleteTask(_ container: String) async throws {
        var kill = ContainerdKillTaskRequest()
        kill.containerID = container
        kill.signal = 9
        kill.all = true
        // One that never ran cannot be killed, nor need be.
        _ = try? await task("Kill", kill)
        var delete = ContainerdDeleteTaskRequest()
        delete.containerID = container
        let deadline = ContinuousClock.now + Self.quick
        while true {
            do {
                return try await task("Delete", delete)
            } catch let error as RPCError where error.code == .notFound {
                return
            } catch let error as RPCError where error.code == .failedPrecondition {
                // Its process is not reaped yet.
                guard ContinuousClock.now < deadline else { throw error }
                try await Task.sleep(for: .milliseconds(20))
            }
        }
    }

    private func task(_ method: String, _ request: some Message) async throws {
        _ = try await unary(
            "containerd.services.tasks.v1.Tasks", method, request,
            metadata: Self.namespace, timeout: Self.slow, returning: ContainerdTaskResponse.self)
    }

    private static let namespace: Metadata = ["containerd-namespace": "k8s.io"]

    /// containerd's own event stream, for what happens to tasks: a hint to look, without payload.
    package func taskEvents(
        deliver: @Sendable @escaping (_ topic: String) async throws -> Void
    ) async throws {
        var request = ContainerdSubscribeRequest()
        request.filters = [#"namespace==k8s.io,topic~="^/tasks/(start|exit|oom)$""#]
        try await stream(
            "containerd.services.events.v1.Events", "Subscribe", request,
            metadata: Self.namespace
        ) { (envelope: ContainerdEnvelope) in
            try await deliver(envelope.topic)
        }
    }
}
