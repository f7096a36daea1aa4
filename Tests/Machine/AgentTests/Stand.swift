import AgentCore
import AgentProtocol
import Files
import FoundationEssentials
import Logging
import NIOCore
import Shapes
import Synchronization
import Testing
import WebServer

@testable import Agent

/// A control plane on a live socket, a runtime in memory, and a directory for one agent.
final class Stand: Sendable {
    let controlPlane: FakeControlPlane
    let runtime = FakeRuntime()
    let configuration: AgentConfiguration

    private init(_ controlPlane: FakeControlPlane, port: Int, directory: String) {
        self.controlPlane = controlPlane
        var configuration = AgentConfiguration(
            endpoint: "http://127.0.0.1:\(port)", credentialsFile: "\(directory)/key.json",
            dataDirectory: "\(directory)/machine")
        configuration.cpuUnits = 2048
        configuration.memoryMiB = 1000
        configuration.reservedMemoryMiB = 100
        configuration.registryPort = port
        self.configuration = configuration
    }

    /// Sets a stand up, runs `body`, takes it down.
    static func run(_ body: @escaping @Sendable (Stand) async throws -> Void) async throws {
        let directory =
            FileManager.default.temporaryDirectory.path() + "skerry-agent-"
            + String(UInt64.random(in: 0...UInt64.max), radix: 16)
        try Disk.makeDirectory(directory)
        defer { try? Disk.removeTree(directory) }
        try WholeFile.replace(
            "\(directory)/key.json",
            with: Array("{\"accessKeyId\":\"MACHINE\",\"secretAccessKey\":\"s\"}".utf8),
            mode: 0o600)
        let controlPlane = FakeControlPlane()
        try await withServer(controlPlane) { port in
            controlPlane.state.withLock { $0.port = port }
            try await body(Stand(controlPlane, port: port, directory: directory))
        }
    }

    private static func withServer(
        _ handler: FakeControlPlane, _ body: @escaping @Sendable (Int) async throws -> Void
    ) async throws {
        let (ports, ready) = AsyncStream.makeStream(of: Int.self)
        let server = WebServer(
            options: WebServerOptions(host: "127.0.0.1", port: 0), handler: handler,
            logger: quietLogger
        ) { ready.yield($0.first?.port ?? -1) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await server.run() }
            group.addTask {
                for await port in ports {
                    try await body(port)
                    return
                }
            }
            defer { group.cancelAll() }
            try await group.next()
        }
    }

    /// Runs an agent while `body` runs, then ends it as `mode` says.
    func withAgent(
        ending mode: AgentShutdown = .keepRunning,
        _ body: (MachineNode) async throws -> Void
    ) async throws {
        let request = ShutdownRequest()
        let facts = MachineFacts(
            processors: 2, memoryMiB: 4000, architecture: "x86_64", kernel: "6")
        let node = try MachineNode(
            configuration, runtime: runtime, shutdown: request, facts: facts,
            logger: quietLogger)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { _ = try await node.run() }
            do {
                try await body(node)
            } catch {
                group.cancelAll()
                throw error
            }
            request.make(mode)
            try await group.waitForAll()
        }
    }

    /// Waits until an agent's session is open.
    func sessionOpens(_ count: Int = 1) async throws {
        try await eventually("session \(count) opens") {
            controlPlane.state.withLock { $0.sessions >= count }
        }
    }
}

let quietLogger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

struct Timeout: Error, CustomStringConvertible {
    var description: String
}

/// Waits until `condition` holds; throws when it does not within a minute.
func eventually(
    _ what: String, within limit: Duration = .seconds(60), _ condition: () -> Bool
) async throws {
    let deadline = ContinuousClock.now + limit
    while !condition() {
        guard ContinuousClock.now < deadline else { throw Timeout(description: what) }
        try await Task.sleep(for: .milliseconds(5))
    }
}

func payload(_ tasks: ACS.Task..., id: String = "m1") -> ACS.Message {
    .payload(
        ACS.PayloadMessage {
            $0.messageId = id
            $0.tasks = tasks
        })
}

func task(
    _ id: String = "t1", _ containers: ACS.Container...,
    with fill: (inout ACS.Task) -> Void = { _ in }
) -> ACS.Task {
    ACS.Task {
        $0.arn = "arn:aws:ecs:us-east-1:000000000000:task/default/\(id)"
        $0.taskClusterArn = "arn:aws:ecs:us-east-1:000000000000:cluster/default"
        $0.family = "web"
        $0.version = "3"
        $0.desiredStatus = "RUNNING"
        $0.containers = containers
        fill(&$0)
    }
}

func container(
    _ name: String, image: String = "app:1", with fill: (inout ACS.Container) -> Void = { _ in }
) -> ACS.Container {
    ACS.Container {
        $0.name = name
        $0.image = image
        $0.essential = true
        fill(&$0)
    }
}

func awslogs(_ options: [String: String] = [:]) -> ACS.DockerConfig {
    ACS.DockerConfig(
        config: ACS.DockerContainerConfig(),
        hostConfig: ACS.DockerHostConfig {
            $0.logConfig = ACS.DockerLogConfig {
                $0.type = "awslogs"
                $0.config = ["awslogs-group": "g", "awslogs-stream-prefix": "p"]
                    .merging(options) { $1 }
            }
        })
}
