import CRI
import struct GRPCCore.RPCError
import HostNetwork
import Logging
package import Workload

extension ContainerdRuntime {
    package func createSandbox(_ spec: SandboxSpec) async throws -> SandboxStatus {
        try Self.validate(spec)
        if configuration.isLockedDown, let what = LockDown.refusal(spec) {
            throw RuntimeError(.invalidSpec, .createSandbox, "this machine does not give \(what)")
        }
        guard try await findSandbox(workload: spec.id) == nil else {
            throw RuntimeError(.alreadyExists, .createSandbox, "workload \(spec.id) has a sandbox")
        }
        let bindings: [PortBinding] =
            switch spec.network {
            case .bridge: try network.reserve(spec.ports, for: spec.id)
            case .host: Self.hostBindings(spec.ports)
            case .none: []
            case .interface: Self.hostBindings(spec.ports)
            }
        do {
            return try await makeSandbox(spec, bindings)
        } catch {
            await abandon(spec)
            throw error
        }
    }

    private static func validate(_ spec: SandboxSpec) throws {
        let isName =
            !spec.id.isEmpty && spec.id.utf8.count <= 128 && spec.id.first != "."
            && spec.id.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d, 0x2e, 0x5f: true
                default: false
                }
            }
        guard isName else {
            throw RuntimeError(.invalidSpec, .createSandbox, "\(spec.id) is no workload id")
        }
        guard spec.logDirectory.hasPrefix("/") else {
            throw RuntimeError(
                .invalidSpec, .createSandbox, "log directory \(spec.logDirectory) is not absolute")
        }
    }

    /// On the host network and in a VPC a port is what it is.
    private static func hostBindings(_ ports: [PortMapping]) -> [PortBinding] {
        ports.map { mapping in
            PortBinding(
                containerPort: mapping.containerPort, hostPort: mapping.containerPort,
                transport: mapping.transport, hostAddress: mapping.hostAddress ?? "0.0.0.0")
        }
    }

    private func makeSandbox(
        _ spec: SandboxSpec, _ bindings: [PortBinding]
    ) async throws -> SandboxStatus {
        let subject = "sandbox of \(spec.id)"
        return try await call(.createSandbox, subject) {
            let cgroup = spec.cgroupParent ?? cgroup(of: spec.id)
            if spec.cgroupParent == nil { try cgroups.make(cgroup, spec.limits) }
            try SystemFile.makeDirectory(spec.logDirectory)
            var request = CRIRunPodSandboxRequest()
            request.config = Requests.sandbox(spec, cgroupParent: cgroup, bindings: bindings)
            request.runtimeHandler = ContainerdFiles.handler(spec.network)
            let id = try await uninterrupted { [request] in
                SandboxID(rawValue: try await self.client.runPodSandbox(request).podSandboxID)
            }
            if let bytes = spec.sharedMemoryBytes, spec.ipc != .host {
                try Mounts.resizeTmpfs("\(configuration.sandboxState(id))/shm", bytes: bytes)
            }
            let lines = Requests.hosts(spec)
            if !lines.isEmpty {
                try SystemFile.append("\(configuration.sandboxFiles(id))/hosts", lines)
            }
            let status = try await sandbox(id)
            if spec.network == .bridge {
                guard let address = status.address else {
                    throw RuntimeError(.networkFailed, .createSandbox, "\(subject) has no address")
                }
                try await network.publish(spec.id, at: address)
            }
            return status
        }
    }

    /// Undoes a creation that failed or was cancelled half-way. The runtime may have finished its
    /// part although we never heard, so it is asked, and in a task that our own cancellation does
    /// not reach.
    private func abandon(_ spec: SandboxSpec) async {
        let cleanup = Task {
            if let sandbox = try await findSandbox(workload: spec.id) {
                try await removeSandbox(SandboxID(rawValue: sandbox.id))
            } else {
                try await forget(spec.id)
            }
        }
        if case .failure(let error) = await cleanup.result {
            logger.error(
                "a failed sandbox left something behind",
                metadata: ["workload": "\(spec.id)", "error": "\(error)"])
        }
    }

    func cgroup(of workload: String) -> String { "\(configuration.cgroup)/\(workload)" }

    private func findSandbox(workload: String) async throws -> CRIPodSandbox? {
        var request = CRIListPodSandboxRequest()
        request.filter.labelSelector = [Requests.workloadLabel: workload]
        return try await call(.inspect, "sandbox of \(workload)") {
            try await client.listPodSandbox(request).items.first
        }
    }

    package func stopSandbox(_ id: SandboxID) async throws {
        try await call(.stopSandbox, "sandbox \(id)") {
            var request = CRIStopPodSandboxRequest()
            request.podSandboxID = id.rawValue
            do {
                _ = try await client.stopPodSandbox(request)
            } catch let error as RPCError where error.code == .notFound {
                return
            }
            let status = try await sandbox(id)
            try await network.release(status.workloadID)
        }
    }

    package func removeSandbox(_ id: SandboxID) async throws {
        try await call(.removeSandbox, "sandbox \(id)") {
            let workload: String
            do {
                workload = try await sandbox(id).workloadID
            } catch let error as RuntimeError where error.code == .sandboxNotFound {
                return
            }
            var stop = CRIStopPodSandboxRequest()
            stop.podSandboxID = id.rawValue
            _ = try await client.stopPodSandbox(stop)
            var remove = CRIRemovePodSandboxRequest()
            remove.podSandboxID = id.rawValue
            try await withoutLostTasks(of: id) { [remove] in
                _ = try await client.removePodSandbox(remove)
            }
            try await forget(workload)
        }
    }

    /// Takes a removal's second try after clearing what stood in its way: when whoever asked for a
    /// container's start dies in the middle of it, containerd may keep a task that CRI knows nothing
    /// of, and refuses for ever to remove its container.
    func withoutLostTasks(
        of sandbox: SandboxID, _ removal: () async throws -> Void
    ) async throws {
        do {
            try await removal()
        } catch let error as RPCError where error.message.contains("cannot delete running task") {
            var request = CRIListContainersRequest()
            request.filter.podSandboxID = sandbox.rawValue
            for container in try await client.listContainers(request).containers
            where container.state == .containerExited {
                logger.warning(
                    "removing a task that was lost", metadata: ["container": "\(container.id)"])
                try await client.deleteTask(container.id)
            }
            try await removal()
        }
    }

    /// Gives back what a workload had outside the container runtime.
    private func forget(_ workload: String) async throws {
        try await network.release(workload)
        let volumes = configuration.volumes(workload)
        try Mounts.unmountAll(under: volumes)
        try SystemFile.removeTree(volumes)
        // The kernel lets go of a dead process's cgroup a moment after the process is reaped.
        for _ in 0..<50 where !cgroups.remove(cgroup(of: workload)) {
            try await Task.sleep(for: .milliseconds(10))
        }
    }

    package func sandbox(_ id: SandboxID) async throws -> SandboxStatus {
        try await call(.inspect, "sandbox \(id)") {
            Answers.sandbox(try await sandboxStatus(id, verbose: false).status)
        }
    }

    private func sandboxStatus(
        _ id: SandboxID, verbose: Bool
    ) async throws -> CRIPodSandboxStatusResponse {
        var request = CRIPodSandboxStatusRequest()
        request.podSandboxID = id.rawValue
        request.verbose = verbose
        do {
            return try await client.podSandboxStatus(request)
        } catch let error as RPCError where error.code == .notFound {
            throw RuntimeError(.sandboxNotFound, .inspect, "there is no sandbox \(id)")
        }
    }

    package func sandboxes() async throws -> [SandboxStatus] {
        let items = try await listSandboxes()
        var statuses: [SandboxStatus] = []
        for item in items {
            do {
                statuses.append(try await sandbox(SandboxID(rawValue: item.id)))
            } catch let error as RuntimeError where error.code == .sandboxNotFound {
                continue  // Gone since it was listed.
            }
        }
        return statuses
    }

    /// Oldest first.
    func listSandboxes() async throws -> [CRIPodSandbox] {
        try await call(.inspect, "sandboxes") {
            try await client.listPodSandbox(CRIListPodSandboxRequest()).items
                .sorted { ($0.createdAt, $0.id) < ($1.createdAt, $1.id) }
        }
    }

    package func networkStats(of id: SandboxID) async throws -> NetworkStats? {
        try await call(.stats, "sandbox \(id)") {
            let response = try await sandboxStatus(id, verbose: true)
            guard Answers.network(response.status.annotations) != .host,
                let pid = Answers.pid(response.info),
                let text = SystemFile.text("/proc/\(pid)/net/dev")
            else { return nil }
            return NetworkStats(procNetDev: text, interface: "eth0") ?? NetworkStats()
        }
    }
}

extension NetworkStats {
    /// Reads one interface's line of /proc/net/dev; nil when it is not there.
    init?(procNetDev text: String, interface: String) {
        for line in text.split(separator: "\n") {
            let halves = line.split(separator: ":", maxSplits: 1)
            guard halves.count == 2, halves[0].drop(while: { $0 == " " }) == interface else {
                continue
            }
            let values = halves[1].split(separator: " ").compactMap { UInt64($0) }
            guard values.count >= 12 else { return nil }
            self.init()
            (receivedBytes, receivedPackets) = (values[0], values[1])
            (receivedErrors, receivedDropped) = (values[2], values[3])
            (sentBytes, sentPackets) = (values[8], values[9])
            (sentErrors, sentDropped) = (values[10], values[11])
            return
        }
        return nil
    }
}
