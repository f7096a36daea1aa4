import Dispatch
import Foundation
import Glibc
import HostNetwork
import Logging
import MachineProtocol
import Networking
import Shapes
import VPCNetwork

/// A VPC over two machines, which are network namespaces on a bridge, and beside it two namespaces
/// on a plain bridge.
///
///     vpc-bench INTERFACES SECONDS
///
/// Prints a line for each case: its name, its unit and its values, by tabs.
@main
struct VPCBench {
    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 3, let count = Int(arguments[1]), (2...60_000).contains(count),
            let seconds = Double(arguments[2])
        else {
            FileHandle.standardError.write(Data("usage: vpc-bench INTERFACES SECONDS\n".utf8))
            exit(2)
        }
        let cloud = try await Cloud()
        do {
            try await measure(cloud, count, seconds)
            try await cloud.end()
        } catch {
            try? await cloud.end()
            throw error
        }
    }

    private static func measure(_ cloud: Cloud, _ count: Int, _ seconds: Double) async throws {
        var state = Cloud.state(count)
        let clock = ContinuousClock()
        let first = try await clock.measure { try await cloud.tell(state) }
        say("whole state applied", "ms", [first])
        var rules: [Duration] = []
        var members: [Duration] = []
        for round in 0..<20 {
            state.groups["sg-7"]?.ingress = [Cloud.rule(6, 1000 + round)]
            rules.append(try await clock.measure { _ = try await cloud.machines[0].apply(state) })
            state.interfaces["eni-5"]?.groups = ["sg-\(round % 20)"]
            members.append(try await clock.measure { _ = try await cloud.machines[0].apply(state) })
        }
        say("a rule's change", "ms", rules)
        say("an interface's change of group", "ms", members)

        for number in [0, 1, count] { try await cloud.attach("eni-\(number)") }
        let (near, far) = (cloud.address(1), cloud.address(count))
        for (name, from, to, address) in [
            ("one machine", cloud.task("eni-0"), cloud.task("eni-1"), near),
            ("two machines", cloud.task("eni-0"), cloud.task("eni-\(count)"), far),
            ("plain bridge", cloud.plain[0], cloud.plain[1], IPv4Address("192.0.2.2")!),
        ] {
            let flow = Flow(from: from, to: to, address: address)
            print("\(name)\tMB/s\t\(try flow.bytesPerSecond(seconds) / 1e6)")
            let times = try flow.roundTrips(Int(seconds * 3000))
            print("\(name), round trip\tus\t\(times.sorted()[times.count / 2])")
        }
    }

    private static func say(_ name: String, _ unit: String, _ values: [Duration]) {
        print(([name, unit] + values.map { "\($0 / .milliseconds(1))" }).joined(separator: "\t"))
    }
}

/// One TCP connection between two namespaces.
private struct Flow {
    let from: NetworkNamespace
    let to: NetworkNamespace
    let address: IPv4Address

    private func pair() throws -> (client: Int32, server: Int32) {
        let address = address
        let listener = try to.run {
            let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            let code = SocketName(address, 0).withPointer { bind(descriptor, $0, $1) }
            guard code == 0, listen(descriptor, 1) == 0 else { throw SystemError(errno, "listen") }
            return descriptor
        }
        defer { close(listener) }
        guard let name = SocketName.own(of: listener) else { throw SystemError(errno, "look") }
        let client = try from.run {
            let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            guard name.withPointer({ connect(descriptor, $0, $1) }) == 0 else {
                throw SystemError(errno, "connect to \(name.address)")
            }
            return descriptor
        }
        let server = accept(listener, nil, nil)
        guard server >= 0 else { throw SystemError(errno, "accept") }
        var yes: Int32 = 1
        for descriptor in [client, server] {
            setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, 4)
        }
        return (client, server)
    }

    func bytesPerSecond(_ seconds: Double) throws -> Double {
        let (client, server) = try pair()
        let reader = DispatchSemaphore(value: 0)
        DispatchQueue.global().async {
            var buffer = [UInt8](repeating: 0, count: 256 << 10)
            while recv(server, &buffer, buffer.count, 0) > 0 {}
            reader.signal()
        }
        let buffer = [UInt8](repeating: 7, count: 256 << 10)
        let start = ContinuousClock.now
        var sent = 0
        while ContinuousClock.now - start < .seconds(seconds) {
            let count = send(client, buffer, buffer.count, 0)
            guard count > 0 else { throw SystemError(errno, "send") }
            sent += count
        }
        shutdown(client, Int32(SHUT_WR))
        reader.wait()
        let taken = (ContinuousClock.now - start) / .seconds(1)
        close(client)
        close(server)
        return Double(sent) / taken
    }

    /// In microseconds.
    func roundTrips(_ count: Int) throws -> [Double] {
        let (client, server) = try pair()
        let echo = DispatchSemaphore(value: 0)
        DispatchQueue.global().async {
            var byte: UInt8 = 0
            while recv(server, &byte, 1, 0) == 1 { send(server, &byte, 1, 0) }
            echo.signal()
        }
        var times: [Double] = []
        var byte: UInt8 = 1
        for _ in 0..<max(100, count) {
            let start = ContinuousClock.now
            guard send(client, &byte, 1, 0) == 1, recv(client, &byte, 1, 0) == 1 else {
                throw SystemError(errno, "echo")
            }
            times.append((ContinuousClock.now - start) / .microseconds(1))
        }
        shutdown(client, Int32(SHUT_WR))
        echo.wait()
        close(client)
        close(server)
        return times
    }
}

/// Two machines and two namespaces on a plain bridge.
private struct Cloud {
    let directory: String
    let machines: [VPCNetwork]
    let plain: [NetworkNamespace]
    private let all: [NetworkNamespace]

    init() async throws {
        let directory = "/tmp/skerry-vpc-bench-\(getpid())"
        self.directory = directory
        try FileManager.default.createDirectory(
            atPath: "\(directory)/tasks", withIntermediateDirectories: true)
        let names = ["world", "machine0", "machine1", "plain0", "plain1"]
        all = names.map { NetworkNamespace("\(directory)/\($0)") }
        for namespace in all { try namespace.make() }
        plain = Array(all[3...])
        var logger = Logger(label: "bench")
        logger.logLevel = .error
        try await Self.ip(
            [
                "link set lo up", "link add bridge type bridge", "link set bridge up",
                "link add simple type bridge", "link set simple up",
            ], all[0])
        var networks: [VPCNetwork] = []
        for number in 0..<2 {
            try await Self.plug(
                all[0], "bridge", "m\(number)", all[1 + number], "10.77.0.\(number + 1)/24")
            try await Self.plug(
                all[0], "simple", "p\(number)", all[3 + number], "192.0.2.\(number + 1)/24")
            var settings = NetworkSettings(
                mark: "b\(number)", machine: "i-\(number)",
                stateDirectory: "\(directory)/state\(number)",
                dataDirectory: "\(directory)/data\(number)")
            settings.underlay = IPv4Address("10.77.0.\(number + 1)")
            settings.machineNamespace = all[1 + number].path
            networks.append(try VPCNetwork(settings, logger: logger))
        }
        machines = networks
    }

    private static func plug(
        _ world: NetworkNamespace, _ bridge: String, _ link: String, _ inner: NetworkNamespace,
        _ address: String
    ) async throws {
        try await ip(
            [
                "link add \(link) type veth peer name under netns \(inner.path)",
                "link set \(link) master \(bridge)", "link set \(link) up",
            ], world)
        try await ip(
            ["link set lo up", "addr add \(address) dev under", "link set under up"], inner)
    }

    private static func ip(_ lines: [String], _ namespace: NetworkNamespace) async throws {
        guard let nsenter = Command.find("nsenter"), let ip = Command.find("ip") else {
            throw SystemError(ENOENT, "find ip and nsenter")
        }
        let input = Array(lines.map { "\($0)\n" }.joined().utf8)
        try await Command(
            nsenter, ["--net=\(namespace.path)", ip, "-batch", "-"], input: input
        ).runSuccessfully()
    }

    func end() async throws {
        for machine in machines { try await machine.tearDown() }
        for name in try FileManager.default.contentsOfDirectory(atPath: "\(directory)/tasks") {
            try NetworkNamespace("\(directory)/tasks/\(name)").remove()
        }
        for namespace in all { try namespace.remove() }
        try FileManager.default.removeItem(atPath: directory)
    }

    func tell(_ state: NetworkState) async throws {
        for machine in machines {
            let problems = try await machine.apply(state)
            guard problems.isEmpty else { throw VPCNetworkError(problems.joined(separator: "; ")) }
        }
    }

    func address(_ number: Int) -> IPv4Address { Self.address(number) }

    private static func address(_ number: Int) -> IPv4Address {
        IPv4Address(0x0A00_0010 + UInt32(number))
    }

    func task(_ id: String) -> NetworkNamespace { NetworkNamespace("\(directory)/tasks/\(id)") }

    func attach(_ id: String) async throws {
        let namespace = task(id)
        try namespace.make()
        let machine =
            machines.first {
                $0.current.model.vpcs[0].interfaces.contains { $0.id == id && $0.isLocal }
            }
            ?? machines[0]
        try await machine.prepare(id, for: id)
        let input = """
            {"cniVersion":"0.4.0","directory":"\(machine.settings.interfacesDirectory)"}
            """
        let (output, code) = await InterfacePlugin.run(
            environment: [
                "CNI_COMMAND": "ADD", "CNI_IFNAME": "eth0", "CNI_NETNS": namespace.path,
                "CNI_ARGS": "K8S_POD_UID=\(id)",
            ], input: Array(input.utf8))
        guard code == 0 else { throw VPCNetworkError(String(decoding: output, as: UTF8.self)) }
    }

    /// So many interfaces on the first machine in twenty groups, and one on the second.
    static func state(_ count: Int) -> NetworkState {
        var state = NetworkState()
        state.vpcs["vpc-1"] = VPCState {
            $0.id = "vpc-1"
            $0.vni = 4711
            $0.cidrs = ["10.0.0.0/16"]
            $0.subnets = [
                SubnetState {
                    $0.id = "subnet-1"
                    $0.cidr = "10.0.0.0/16"
                }
            ]
        }
        for number in 0..<20 {
            state.groups["sg-\(number)"] = SecurityGroupState {
                $0.id = "sg-\(number)"
                $0.vpc = "vpc-1"
                $0.ingress = [
                    rule(6, nil), TrafficRule { $0.group = "sg-\((number + 1) % 20)" },
                ]
                $0.egress = [rule(-1, nil)]
            }
        }
        for number in 0...count {
            state.interfaces["eni-\(number)"] = InterfaceState {
                $0.id = "eni-\(number)"
                $0.vpc = "vpc-1"
                $0.subnet = "subnet-1"
                $0.address = "\(address(number))"
                $0.mac = "02:00:00:00:00:01"
                $0.groups = ["sg-\(number % 20)"]
                $0.machine = number == count ? "i-1" : "i-0"
                $0.underlay = number == count ? "10.77.0.2" : "10.77.0.1"
            }
        }
        return state
    }

    static func rule(_ ipProtocol: Int, _ port: Int?) -> TrafficRule {
        TrafficRule {
            $0.ipProtocol = ipProtocol
            $0.fromPort = port
            $0.toPort = port
            $0.cidr = "0.0.0.0/0"
        }
    }
}
