import AWSClient
import AWSWire
import Foundation
import HostNetwork
import Logging
import MachineProtocol
import Networking
import Providers
import Runtime
import Shapes
import Testing

/// A host of its own in a folder of its own, with an agent that does nothing but live.
final class Stand: Sendable {
    let folder: String
    let names: HostNames
    let program: String
    let cgroups = Cgroups()

    init() throws {
        let path = FileManager.default.temporaryDirectory.path
        folder = "\(path)/skerry-host-\(UUID().uuidString.prefix(8))"
        names = HostNames(dataDirectory: folder)
        // Not in the data directory, which machines do not see.
        program = "\(folder)-agent"
        try FileManager.default.createDirectory(
            atPath: "\(folder)/host", withIntermediateDirectories: true)
        try Data(
            """
            #!/bin/sh
            # Ends in order when told to.
            trap 'exit 0' INT TERM
            while :; do sleep 0.1; done

            """.utf8
        ).write(to: URL(filePath: program))
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o755], ofItemAtPath: program)
    }

    func host() throws -> MachineHost {
        var logger = Logger(label: "host")
        logger.logLevel = ProcessInfo.processInfo.environment["VERBOSE"] == nil ? .critical : .debug
        let agents = AgentLaunch(
            program: program, port: 9, registry: "skerry.localhost:9", logLevel: "info"
        ) { order in Array("{\"accessKeyId\":\"\(order.id)\"}".utf8) }
        var configuration = HostConfiguration(
            dataDirectory: folder, name: "test", region: "us-east-1", zones: ["us-east-1a"],
            server: "http://127.0.0.1:9",
            doors: [.init(target: IPv4Address("127.0.0.1")!, port: 9)], agents: agents)
        configuration.lookInterval = .milliseconds(200)
        configuration.userDataLimit = .seconds(5)
        return try MachineHost(
            configuration,
            credentials: StaticCredentials(.init(accessKeyID: "k", secretAccessKey: "s")),
            logger: logger)
    }

    /// Runs a host around `body`, then ends it as `end` says; leaves nothing when it fails.
    func withHost(
        _ end: HostShutdown = .stopEverything, _ body: @Sendable (MachineHost) async throws -> Void
    ) async throws {
        let host = try host()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await host.run() }
            do { try await body(host) } catch {
                host.shutdown(.stopEverything)
                try? await group.waitForAll()
                throw error
            }
            host.shutdown(end)
            try await group.waitForAll()
        }
    }

    /// What bears this host's mark on the computer.
    var leftovers: [String] {
        var found: [String] = []
        let list = { (path: String) in
            (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        }
        found += list("/sys/class/net").filter { $0.contains(names.mark) }
        found += ProcessTable.pids { $0.contains { $0.contains(self.folder) } }.map { "pid \($0)" }
        for hierarchy in list("/sys/fs/cgroup") {
            found += list("/sys/fs/cgroup/\(hierarchy)").filter { $0.contains(names.mark) }
        }
        let mounts = (try? String(contentsOfFile: "/proc/self/mountinfo", encoding: .utf8)) ?? ""
        if mounts.contains(folder) { found.append("mount") }
        return found
    }

    func remove() {
        for path in [folder, program] { try? FileManager.default.removeItem(atPath: path) }
    }
}

/// Waits for a condition.
func eventually(
    _ what: String, within limit: Duration = .seconds(20), _ isTrue: () async throws -> Bool
) async throws {
    let deadline = ContinuousClock.now + limit
    while try await !isTrue() {
        guard ContinuousClock.now < deadline else {
            Issue.record("waited \(limit) for \(what)")
            throw CancellationError()
        }
        try await Task.sleep(for: .milliseconds(20))
    }
}

extension MachineHost {
    func state(of id: String) -> MachineReport? { reports.first { $0.id == id } }

    func order(_ orders: MachineOrder...) throws {
        var frame = HostFrame()
        frame.machines = orders
        try take(frame)
    }

    /// Runs a program on a machine, as root there.
    func inside(_ id: String, _ words: String...) async throws -> CommandResult {
        try await inside(id, words)
    }

    func inside(_ id: String, _ words: [String]) async throws -> CommandResult {
        let pids = ProcessTable.pids { self.names.machine(ofInit: $0) == id }
        let arguments = ["--target", "\(pids.max() ?? 0)", "--all", "--"] + words
        return try await Command("/usr/bin/nsenter", arguments).run()
    }
}

func order(_ id: String, _ change: (inout MachineOrder) -> Void = { _ in }) -> MachineOrder {
    var order = MachineOrder()
    order.id = id
    order.account = "000000000000"
    order.region = "us-east-1"
    order.zone = "us-east-1a"
    order.memoryMiB = 256
    order.cpuUnits = 512
    order.processes = 200
    order.metadata = ["meta-data/instance-id": id, "meta-data/placement/region": "us-east-1"]
    change(&order)
    return order
}
