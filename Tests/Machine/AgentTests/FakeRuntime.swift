import Glibc
import Runtime
import Synchronization
import Workload

@testable import Agent

/// A runtime in memory. Containers run until they are stopped or told to exit; what they "write"
/// goes to real log files in CRI's form.
final class FakeRuntime: AgentRuntime {
    struct State {
        var images: [String: Image] = [:]
        var sandboxes: [SandboxID: SandboxStatus] = [:]
        var containers: [ContainerID: ContainerStatus] = [:]
        var specs: [ContainerID: ContainerSpec] = [:]
        var starts: [String] = []
        var pulls: [(reference: String, credentials: RegistryCredentials?)] = []
        var stops: [(name: String, grace: Duration)] = []
        var nextID = 1
        var watchers: [Int: AsyncStream<RuntimeEvent>.Continuation] = [:]
        var pullFailure: RuntimeError?
        var execCode: Int32 = 0
        var rotations = 0
    }

    let state = Mutex(State())

    private func emit(_ event: RuntimeEvent) {
        let watchers = state.withLock { Array($0.watchers.values) }
        for watcher in watchers { watcher.yield(event) }
    }

    // MARK: What tests do

    func exit(_ name: String, code: Int32, lines: [String] = []) {
        let id = state.withLock { state in
            state.containers.values.filter { $0.name == name }.max { $0.attempt < $1.attempt }?.id
        }
        guard let id else { return }
        write(lines, to: id)
        let status = state.withLock { state in
            state.containers[id]?.state = .exited(
                ContainerExit(code: code, reason: code == 0 ? .completed : .failed))
            return state.containers[id]
        }
        if let status { emit(.container(status)) }
    }

    func say(_ name: String, _ lines: [String]) {
        let id = state.withLock { state in
            state.containers.values.first { $0.name == name }?.id
        }
        if let id { write(lines, to: id) }
    }

    private func write(_ lines: [String], to id: ContainerID) {
        guard let path = state.withLock({ $0.containers[id]?.logPath }) else { return }
        let text = lines.map { "2024-02-03T04:05:06.000000007Z stdout F \($0)\n" }.joined()
        let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
        precondition(descriptor >= 0, "cannot write \(path)")
        defer { close(descriptor) }
        let bytes = Array(text.utf8)
        precondition(Glibc.write(descriptor, bytes, bytes.count) == bytes.count)
    }

    var runningNames: [String] {
        state.withLock { $0.containers.values.filter { $0.state == .running }.map(\.name).sorted() }
    }

    // MARK: Images

    func pullImage(
        _ reference: String, credentials: RegistryCredentials?
    ) async throws -> Image {
        try state.withLock { state in
            state.pulls.append((reference, credentials))
            if let failure = state.pullFailure { throw failure }
            let image = Image(
                id: "sha256:\(reference)", tags: [reference], digests: [], sizeBytes: 1)
            state.images[reference] = image
            return image
        }
    }

    func image(named reference: String) async throws -> Image? {
        state.withLock { $0.images[reference] }
    }

    func images() async throws -> [Image] { state.withLock { Array($0.images.values) } }

    func removeImage(_ id: String) async throws {}

    func collectImages(
        _ policy: ImageCollection.Policy, sparing spare: Set<String>
    ) async throws -> [Image] { [] }

    func rotateLog(of id: ContainerID, maxBytes: Int64) async throws {
        state.withLock { $0.rotations += 1 }
    }

    // MARK: Sandboxes

    func createSandbox(_ spec: SandboxSpec) async throws -> SandboxStatus {
        try Disk.makeDirectory(spec.logDirectory)
        let status = state.withLock { state in
            state.nextID += 1
            let status = SandboxStatus(
                id: SandboxID(rawValue: "s\(state.nextID)"), workloadID: spec.id, name: spec.name,
                namespace: spec.namespace, network: spec.network, isReady: true,
                createdAt: WallTime(nanosecondsSinceEpoch: 0), address: "10.0.0.2",
                ports: spec.ports.map {
                    PortBinding(
                        containerPort: $0.containerPort,
                        hostPort: $0.hostPort == 0 ? 40001 : $0.hostPort, transport: $0.transport)
                }, labels: spec.labels, annotations: [:], logDirectory: spec.logDirectory)
            state.sandboxes[status.id] = status
            return status
        }
        emit(.sandbox(status))
        return status
    }

    func stopSandbox(_ id: SandboxID) async throws {}

    func removeSandbox(_ id: SandboxID) async throws {
        let removed = state.withLock { state in
            state.sandboxes[id] = nil
            let removed = state.containers.values.filter { $0.sandbox == id }.map(\.id)
            for container in removed { state.containers[container] = nil }
            return removed
        }
        for container in removed { emit(.containerRemoved(container)) }
        emit(.sandboxRemoved(id))
    }

    // MARK: Containers

    func createContainer(
        _ spec: ContainerSpec, in sandbox: SandboxID, of sandboxSpec: SandboxSpec
    ) async throws -> ContainerID {
        let file = spec.logFile ?? "\(spec.name)/\(spec.attempt).log"
        let path = "\(sandboxSpec.logDirectory)/\(file)"
        try Disk.makeDirectory(Disk.parent(of: path))
        return state.withLock { state in
            state.nextID += 1
            let id = ContainerID(rawValue: "c\(state.nextID)")
            state.containers[id] = ContainerStatus(
                id: id, sandbox: sandbox, workloadID: sandboxSpec.id, name: spec.name,
                attempt: spec.attempt, state: .created,
                createdAt: WallTime(nanosecondsSinceEpoch: 0), image: spec.image, logPath: path)
            state.specs[id] = spec
            return id
        }
    }

    func startContainer(_ id: ContainerID) async throws {
        let status = state.withLock { state in
            state.containers[id]?.state = .running
            state.containers[id]?.startedAt = WallTime(nanosecondsSinceEpoch: 1)
            if let status = state.containers[id] {
                state.starts.append("\(status.workloadID)/\(status.name)/\(status.attempt)")
            }
            return state.containers[id]
        }
        guard let status else {
            throw RuntimeError(.containerNotFound, .startContainer, "no \(id)")
        }
        write(["started \(status.name)"], to: id)
        emit(.container(status))
    }

    func stopContainer(_ id: ContainerID, grace: Duration) async throws -> ContainerStatus {
        let status = state.withLock { state -> ContainerStatus? in
            guard var status = state.containers[id] else { return nil }
            if status.state == .running {
                status.state = .exited(ContainerExit(code: 143, reason: .failed))
                state.containers[id] = status
                state.stops.append((status.name, grace))
            }
            return status
        }
        guard let status else {
            throw RuntimeError(.containerNotFound, .stopContainer, "no \(id)")
        }
        emit(.container(status))
        return status
    }

    func signalContainer(_ id: ContainerID, signal: Int32) async throws {}

    func removeContainer(_ id: ContainerID) async throws {
        state.withLock { $0.containers[id] = nil }
        emit(.containerRemoved(id))
    }

    // MARK: Questions

    func sandbox(_ id: SandboxID) async throws -> SandboxStatus {
        guard let status = state.withLock({ $0.sandboxes[id] }) else {
            throw RuntimeError(.sandboxNotFound, .inspect, "no \(id)")
        }
        return status
    }

    func container(_ id: ContainerID) async throws -> ContainerStatus {
        guard let status = state.withLock({ $0.containers[id] }) else {
            throw RuntimeError(.containerNotFound, .inspect, "no \(id)")
        }
        return status
    }

    func sandboxes() async throws -> [SandboxStatus] {
        state.withLock { Array($0.sandboxes.values) }
    }

    func containers() async throws -> [ContainerStatus] {
        state.withLock { Array($0.containers.values) }
    }

    func exec(
        _ command: [String], in container: ContainerID, timeout: Duration
    ) async throws -> ExecResult {
        ExecResult(exitCode: state.withLock { $0.execCode }, stdout: [], stderr: [])
    }

    func stats() async throws -> [ContainerStats] { [] }

    func networkStats(of sandbox: SandboxID) async throws -> NetworkStats? { nil }

    func watch(_ deliver: @Sendable (RuntimeEvent) async -> Void) async throws {
        let (events, continuation) = AsyncStream.makeStream(of: RuntimeEvent.self)
        let (id, present) = state.withLock { state -> (Int, [RuntimeEvent]) in
            state.nextID += 1
            state.watchers[state.nextID] = continuation
            return (
                state.nextID,
                state.sandboxes.values.map { .sandbox($0) }
                    + state.containers.values.map { .container($0) } + [.synchronized]
            )
        }
        defer { state.withLock { $0.watchers[id] = nil } }
        for event in present { await deliver(event) }
        for await event in events { await deliver(event) }
        try Task.checkCancellation()
    }
}
