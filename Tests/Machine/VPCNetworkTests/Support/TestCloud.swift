import Foundation
import HostNetwork
import Logging
import MachineProtocol
import Networking
import Testing

@testable import VPCNetwork

/// Machines as network namespaces on a bridge of the test's own, all in files below one directory.
/// The bridge's namespace is the world outside: 203.0.113.1 and the underlay's 10.77.0.254.
final class TestCloud: Sendable {
    let directory: String
    let world: NetworkNamespace
    let machines: [Machine]

    struct Machine: Sendable {
        let id: String
        let underlay: IPv4Address
        let namespace: NetworkNamespace
        let settings: NetworkSettings
        let network: VPCNetwork
    }

    static let logger = {
        var logger = Logger(label: "test")
        logger.logLevel = .warning
        return logger
    }()

    static func with<Result: Sendable>(
        machines count: Int, _ body: @Sendable (TestCloud) async throws -> Result
    ) async throws -> Result {
        let cloud = try await TestCloud(machines: count)
        do {
            let result = try await body(cloud)
            try await cloud.end()
            return result
        } catch {
            try? await cloud.end()
            throw error
        }
    }

    private init(machines count: Int) async throws {
        directory = "/tmp/skerry-vpc-\(UUID().uuidString.prefix(8).lowercased())"
        try FileManager.default.createDirectory(
            atPath: "\(directory)/tasks", withIntermediateDirectories: true)
        world = NetworkNamespace("\(directory)/world")
        try world.make()
        try await Self.ip(
            [
                "link set lo up", "link add bridge type bridge", "link set bridge up",
                "addr add 10.77.0.254/24 dev bridge", "addr add 203.0.113.1/32 dev lo",
            ], world)
        var made: [Machine] = []
        for index in 0..<count {
            let namespace = NetworkNamespace("\(directory)/machine\(index)")
            try namespace.make()
            let underlay = IPv4Address("10.77.0.\(index + 1)")!
            try await Self.ip(
                [
                    "link add m\(index) type veth peer name under netns \(namespace.path)",
                    "link set m\(index) master bridge up",
                ], world)
            try await Self.ip(
                [
                    "link set lo up", "addr add \(underlay)/24 dev under", "link set under up",
                    "route add default via 10.77.0.254",
                ], namespace)
            let id = "i-\(index)"
            let settings = Self.settings(id, index, underlay, namespace, directory)
            made.append(
                Machine(
                    id: id, underlay: underlay, namespace: namespace, settings: settings,
                    network: try VPCNetwork(settings, logger: Self.logger)))
        }
        machines = made
    }

    private static func settings(
        _ id: String, _ index: Int, _ underlay: IPv4Address, _ namespace: NetworkNamespace,
        _ directory: String
    ) -> NetworkSettings {
        var settings = NetworkSettings(
            mark: "t\(index)", machine: id, stateDirectory: "\(directory)/state\(index)",
            dataDirectory: "\(directory)/data\(index)")
        settings.underlay = underlay
        settings.machineNamespace = namespace.path
        settings.primaryLink = "eth0"
        return settings
    }

    /// Removes everything, and says what should have been gone before.
    private func end() async throws {
        for machine in machines { try await machine.network.tearDown() }
        for name in try FileManager.default.contentsOfDirectory(atPath: "\(directory)/tasks") {
            try NetworkNamespace("\(directory)/tasks/\(name)").remove()
        }
        var left: [String] = []
        for machine in machines {
            left += try FileManager.default.contentsOfDirectory(
                atPath: machine.settings.namespacesDirectory)
            left += try await links(machine.namespace).filter { $0 != "lo" && $0 != "under" }
            left += try await Self.output("nft", ["list", "tables"], machine.namespace)
                .split(separator: "\n").map(String.init)
            try machine.namespace.remove()
        }
        try world.remove()
        try FileManager.default.removeItem(atPath: directory)
        #expect(left == [])
    }

    func links(_ namespace: NetworkNamespace) async throws -> [String] {
        ViewReading.links(try await Programs().show(["link", "show"], in: namespace)).keys.sorted()
    }

    static func ip(_ lines: [String], _ namespace: NetworkNamespace) async throws {
        try await Programs().ip(lines, in: namespace)
    }

    static func output(
        _ program: String, _ arguments: [String], _ namespace: NetworkNamespace
    ) async throws -> String {
        let result = try await Command(
            Command.find("nsenter")!,
            ["--net=\(namespace.path)", Command.find(program)!] + arguments
        ).runSuccessfully()
        return String(decoding: result.stdout, as: UTF8.self)
    }

    // MARK: What a control plane and a container runtime do

    /// Every machine is told what concerns it.
    func tell(_ state: NetworkState) async throws {
        for machine in machines {
            let problems = try await machine.network.apply(state)
            #expect(problems == [], "on \(machine.id)")
        }
    }

    func task(_ interface: InterfaceState) -> NetworkNamespace {
        NetworkNamespace("\(directory)/tasks/\(interface.id)")
    }

    /// Gives an interface to a sandbox of its name, as the agent and containerd do.
    func attach(_ interface: InterfaceState) async throws {
        let machine = machines.first { $0.id == interface.machine }!
        let namespace = task(interface)
        try namespace.make()
        try await machine.network.prepare(interface.id, for: interface.id)
        try await plug("ADD", interface)
    }

    @discardableResult
    func plug(_ verb: String, _ interface: InterfaceState) async throws -> String {
        let machine = machines.first { $0.id == interface.machine }!
        let environment = [
            "CNI_COMMAND": verb, "CNI_CONTAINERID": "c", "CNI_IFNAME": "eth0",
            "CNI_NETNS": task(interface).path,
            "CNI_ARGS": "IgnoreUnknown=1;K8S_POD_UID=\(interface.id)",
        ]
        let input = """
            {"cniVersion":"0.4.0","name":"x","type":"skerry-eni",
             "directory":"\(machine.settings.interfacesDirectory)"}
            """
        let (output, exitCode) = await InterfacePlugin.run(
            environment: environment, input: Array(input.utf8))
        let text = String(decoding: output, as: UTF8.self)
        guard exitCode == 0 else { throw VPCNetworkError(text) }
        return text
    }
}
