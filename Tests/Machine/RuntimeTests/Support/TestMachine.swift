import Foundation
import HostNetwork
import Logging
import Networking
import Runtime
import Testing
import Workload

/// A machine of a test's own: its directories, its containerd, and the proof that nothing of it
/// stays behind.
struct TestMachine: Sendable {
    let configuration: RuntimeConfiguration
    let logger: Logger

    static let why: Comment = "needs root, containerd, runc, nft, CNI plugins and busybox-static"

    static var canRun: Bool {
        geteuid() == 0
            && ["containerd", "runc", "ctr", "nft", "busybox"].allSatisfy {
                Command.find($0) != nil
            }
            && CNIConfiguration.borrowedPlugins.allSatisfy { plugin in
                CNIConfiguration.pluginDirectories.contains {
                    access("\($0)/\(plugin)", X_OK) == 0
                }
            }
    }

    init(registry: RegistryRoute? = nil) {
        let name = String(UInt64.random(in: 0...UInt64.max), radix: 36)
        configuration = RuntimeConfiguration(
            directory: "/tmp/skerry-runtime-\(name)", registry: registry)
        var logger = Logger(label: "test") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .error
        self.logger = logger
    }

    /// Runs `body` against a new machine, ends the machine whatever happens, and checks that it is
    /// gone.
    static func run(
        registry: RegistryRoute? = nil,
        _ body: @Sendable @escaping (TestMachine, ContainerdRuntime) async throws -> Void
    ) async throws {
        let machine = TestMachine(registry: registry)
        try await machine.cleaningUp {
            try await machine.withRuntime { runtime in
                try await runtime.importImages(TestImage.busybox)
                try await body(machine, runtime)
            }
        }
    }

    func withRuntime<Result: Sendable>(
        _ body: @Sendable @escaping (ContainerdRuntime) async throws -> Result
    ) async throws -> Result {
        try await ContainerdRuntime.withRuntime(configuration, logger: logger, body)
    }

    func cleaningUp(_ body: () async throws -> Void) async throws {
        let outcome: Result<Void, any Error>
        do { outcome = .success(try await body()) } catch { outcome = .failure(error) }
        try await ContainerdRuntime.destroy(configuration, logger: logger)
        let left = try await leftovers()
        #expect(left == [])
        try? FileManager.default.removeItem(atPath: configuration.directory)
        try outcome.get()
    }

    /// What there still is of the machine on this computer.
    func leftovers() async throws -> [String] {
        var left: [String] = []
        for name in try FileManager.default.contentsOfDirectory(atPath: "/proc") {
            guard let pid = Int32(name),
                let line = FileManager.default.contents(atPath: "/proc/\(pid)/cmdline")
            else { continue }
            let text = String(decoding: line, as: UTF8.self)
            if text.contains(configuration.directory) || text.contains(configuration.stateDirectory)
            {
                left.append("process \(pid): \(text)")
            }
        }
        let mounts = try String(contentsOfFile: "/proc/self/mountinfo", encoding: .utf8)
        for line in mounts.split(separator: "\n")
        where line.contains(configuration.directory) || line.contains(configuration.stateDirectory)
        {
            left.append("mount \(line)")
        }
        let network = HostNetwork.Configuration(
            machine: configuration.machine, subnet: IPv4Subnet("10.0.0.0/8")!)
        for path in cgroupDirectories + [
            configuration.stateDirectory, "/sys/class/net/\(network.bridge)",
        ] where access(path, F_OK) == 0 {
            left.append(path)
        }
        let results = "/var/lib/cni/results"
        left += ((try? FileManager.default.contentsOfDirectory(atPath: results)) ?? [])
            .filter { $0.contains(network.table) }.map { "\(results)/\($0)" }
        let tables = try await Command(Command.find("nft")!, ["list", "tables"]).run()
        if String(decoding: tables.stdout, as: UTF8.self).contains(network.table) {
            left.append("packet filter table \(network.table)")
        }
        return left
    }

    private var cgroupDirectories: [String] {
        let roots = (try? FileManager.default.contentsOfDirectory(atPath: "/sys/fs/cgroup")) ?? []
        return ([""] + roots.map { "/\($0)" }).map { "/sys/fs/cgroup\($0)\(configuration.cgroup)" }
    }

    func sandbox(
        _ id: String, network: NetworkMode = .bridge, ports: [PortMapping] = [],
        limits: ResourceLimits = ResourceLimits()
    ) -> SandboxSpec {
        SandboxSpec(
            id: id, name: "family-\(id)", namespace: "cluster", network: network, ports: ports,
            limits: limits, labels: ["test": id],
            logDirectory: "\(configuration.directory)/logs/\(id)")
    }
}

/// A container and the sandbox around it, as most tests want it.
struct Running: Sendable {
    var sandboxSpec: SandboxSpec
    var sandbox: SandboxStatus
    var container: ContainerID
}

extension ContainerdRuntime {
    func start(_ sandboxSpec: SandboxSpec, _ spec: ContainerSpec) async throws -> Running {
        let sandbox = try await createSandbox(sandboxSpec)
        let container = try await createContainer(spec, in: sandbox.id, of: sandboxSpec)
        try await startContainer(container)
        return Running(sandboxSpec: sandboxSpec, sandbox: sandbox, container: container)
    }

    func shell(_ script: String, in running: Running) async throws -> String {
        let result = try await exec(
            ["sh", "-c", script], in: running.container, timeout: .seconds(60))
        return String(decoding: result.stdout + result.stderr, as: UTF8.self)
            .trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Waits for a container's end and says how it was.
    func end(of container: ContainerID) async throws -> ContainerExit {
        try await eventually("container \(container) ends") {
            if case .exited(let exit) = try await self.container(container).state {
                exit
            } else {
                nil
            }
        }
    }
}

struct Never: Error, CustomStringConvertible {
    let description: String
}

/// Asks until there is an answer; fails after two minutes.
func eventually<Value>(
    _ what: String, _ ask: () async throws -> Value?
) async throws -> Value {
    let deadline = ContinuousClock.now + .seconds(120)
    while ContinuousClock.now < deadline {
        if let value = try await ask() { return value }
        try await Task.sleep(for: .milliseconds(20))
    }
    throw Never(description: "never came true: \(what)")
}

/// Every line of a container's log.
func logLines(_ path: String) throws -> [String] {
    var tail = LogTail(path: path)
    var lines: [LogLine] = []
    while true {
        let more = try tail.read()
        if more.isEmpty { break }
        lines += more
    }
    lines += tail.finish()
    return lines.map { "\($0.stream): \(String(decoding: $0.text, as: UTF8.self))" }
}

enum HostCommand {
    static func containerd(_ arguments: [String]) async throws -> String {
        let path = Command.find("containerd")!
        let result = try await Command(path, arguments).runSuccessfully()
        return String(decoding: result.stdout, as: UTF8.self)
    }
}
