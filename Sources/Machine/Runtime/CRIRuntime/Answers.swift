import CRI
import FoundationEssentials
import Workload

/// From CRI's messages to our statuses. Pure.
enum Answers {
    static func sandbox(_ item: CRIPodSandbox, address: String?) -> SandboxStatus {
        SandboxStatus(
            id: SandboxID(rawValue: item.id),
            workloadID: item.labels[Requests.workloadLabel] ?? item.metadata.uid,
            name: item.metadata.name, namespace: item.metadata.namespace,
            network: network(item.annotations), isReady: item.state == .sandboxReady,
            createdAt: WallTime(nanosecondsSinceEpoch: item.createdAt), address: address,
            ports: ports(item.annotations), labels: callers(item.labels),
            annotations: callers(item.annotations),
            logDirectory: item.annotations[Requests.logsAnnotation] ?? "")
    }

    static func sandbox(_ status: CRIPodSandboxStatus) -> SandboxStatus {
        var item = CRIPodSandbox()
        item.id = status.id
        item.metadata = status.metadata
        item.state = status.state
        item.createdAt = status.createdAt
        item.labels = status.labels
        item.annotations = status.annotations
        return sandbox(item, address: address(status))
    }

    /// Only sandboxes on the bridge and in a VPC have one of their own.
    static func address(_ status: CRIPodSandboxStatus) -> String? {
        switch network(status.annotations) {
        case .bridge: status.network.ip.isEmpty ? nil : status.network.ip
        case .interface(let interface): interface.address
        case .host, .none: nil
        }
    }

    static func network(_ annotations: [String: String]) -> NetworkMode {
        annotations[Requests.networkAnnotation].flatMap(NetworkMode.init(text:)) ?? .bridge
    }

    static func ports(_ annotations: [String: String]) -> [PortBinding] {
        annotations[Requests.portsAnnotation].map(PortText.decode) ?? []
    }

    private static func callers(_ map: [String: String]) -> [String: String] {
        map.filter { !$0.key.hasPrefix(Requests.prefix) }
    }

    static func container(
        _ status: CRIContainerStatus, sandbox: SandboxID, pid: Int32?
    ) -> ContainerStatus {
        ContainerStatus(
            id: ContainerID(rawValue: status.id), sandbox: sandbox,
            workloadID: status.labels[Requests.workloadLabel] ?? "", name: status.metadata.name,
            attempt: status.metadata.attempt, state: state(status),
            createdAt: WallTime(nanosecondsSinceEpoch: status.createdAt),
            startedAt: startTime(status), finishedAt: time(status.finishedAt),
            image: status.image.image, imageDigest: digest(status.imageRef), pid: pid,
            labels: callers(status.labels), annotations: callers(status.annotations),
            logPath: status.logPath.isEmpty ? nil : status.logPath)
    }

    /// containerd notes the start only after it; a short life may be over by then.
    private static func startTime(_ status: CRIContainerStatus) -> WallTime? {
        guard let started = time(status.startedAt) else { return nil }
        return time(status.finishedAt).map { min(started, $0) } ?? started
    }

    private static func time(_ nanoseconds: Int64) -> WallTime? {
        nanoseconds > 0 ? WallTime(nanosecondsSinceEpoch: nanoseconds) : nil
    }

    /// `repository@sha256:…` → the digest; an image id alone says nothing about a registry.
    private static func digest(_ reference: String) -> String? {
        reference.lastIndex(of: "@").map { String(reference[reference.index(after: $0)...]) }
    }

    private static func state(_ status: CRIContainerStatus) -> ContainerState {
        switch status.state {
        case .containerCreated: .created
        case .containerRunning: .running
        case .containerExited: .exited(exit(status))
        case .containerUnknown, .UNRECOGNIZED: .unknown
        }
    }

    private static func exit(_ status: CRIContainerStatus) -> ContainerExit {
        let reason: ContainerExit.Reason =
            switch status.reason {
            case "OOMKilled": .outOfMemory
            case "StartError", "ContainerCannotRun":
                ErrorTranslation.isInterruption(status.message) ? .startInterrupted : .startFailed
            default: status.exitCode == 0 ? .completed : .failed
            }
        return ContainerExit(code: status.exitCode, reason: reason, message: status.message)
    }

    static func image(_ image: CRIImage) -> Image {
        Image(
            id: image.id, tags: image.repoTags, digests: image.repoDigests, sizeBytes: image.size)
    }

    /// The part of a verbose status that CRI has no members for: containerd's own JSON.
    private struct Info: Decodable {
        var pid: Int32?
        var sandboxID: String?
    }

    private static func decode(_ info: [String: String]) -> Info? {
        info["info"].flatMap { try? JSONDecoder().decode(Info.self, from: Data($0.utf8)) }
    }

    static func pid(_ info: [String: String]) -> Int32? {
        decode(info)?.pid.flatMap { $0 > 0 ? $0 : nil }
    }

    static func sandbox(_ info: [String: String]) -> SandboxID {
        SandboxID(rawValue: decode(info)?.sandboxID ?? "")
    }

    /// Of an image, from its verbose status.
    static func platform(_ info: [String: String]) -> Platform? {
        struct ImageInfo: Decodable {
            struct Spec: Decodable {
                var os: String?
                var architecture: String?
            }
            var imageSpec: Spec
        }
        guard let text = info["info"],
            let spec = try? JSONDecoder().decode(ImageInfo.self, from: Data(text.utf8)).imageSpec
        else { return nil }
        return Platform(os: spec.os ?? "", architecture: spec.architecture ?? "")
    }

    static func stats(
        _ stats: CRIContainerStats, sandbox: SandboxID, workload: String, usage: Cgroups.Usage
    ) -> ContainerStats {
        let memory = stats.memory
        return ContainerStats(
            id: ContainerID(rawValue: stats.attributes.id), sandbox: sandbox, workloadID: workload,
            name: stats.attributes.metadata.name,
            takenAt: WallTime(nanosecondsSinceEpoch: stats.cpu.timestamp),
            cpuNanoseconds: stats.cpu.usageCoreNanoSeconds.value,
            memoryBytes: max(memory.usageBytes.value, memory.workingSetBytes.value),
            memoryWorkingSetBytes: memory.workingSetBytes.value,
            memoryLimitBytes: usage.memoryLimitBytes,
            writableLayerBytes: stats.hasWritableLayer ? stats.writableLayer.usedBytes.value : nil,
            blockReadBytes: usage.readBytes, blockWriteBytes: usage.writtenBytes)
    }
}
