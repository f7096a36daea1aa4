import Files
import FoundationEssentials
import Glibc
import HostNetwork
import MachineProtocol
import Networking
import NodeImage
import Processes
import VirtualMachines

/// Machines that QEMU runs. User data and the agent are the guest's own affair: its first process
/// runs the one and keeps the other alive.
struct VirtualMachineProvider: MachineMaker {
    let names: HostNames
    let underlay: Underlay
    let agents: AgentLaunch
    let view: SharedView
    let acceleration: AccelerationChoice

    static let stopGrace = Duration.seconds(60)

    private func machine(
        _ record: MachineRecord,
        told: (arguments: [String], environment: [String: String]) = ([], [:])
    ) throws -> VirtualMachine {
        let order = record.order
        let size = MachineSize(order)
        let userData: [UInt8]? =
            if case .script(let script) = UserData(base64: order.userData) { script } else { nil }
        guard let address = IPv4Address(record.address) else {
            throw ProviderError("the machine has no address")
        }
        return try VirtualMachine(
            VirtualMachineSpecification(
                name: names.virtualMachine(order.id), directory: names.disk(order.id),
                stateDirectory: names.virtualMachineState(order.id), image: names.nodeImage,
                processors: max(1, (size.cpuUnits + 1023) / 1024),
                memoryMiB: size.memoryMiB,
                tap: names.link(address, in: underlay.block), mac: Self.mac(address),
                network: .init(
                    address: record.address, gateway: "\(underlay.block.gateway)",
                    hostName: SandboxProvider.hostName(record),
                    resolvers: String(decoding: try Resolver.configuration(), as: UTF8.self)),
                arguments: told.arguments, environment: told.environment, userData: userData))
    }

    /// Locally administered, and as unique on the underlay as the address.
    static func mac(_ address: IPv4Address) -> String {
        let bytes = (0..<4).map { UInt8(truncatingIfNeeded: address.value >> (24 - 8 * $0)) }
        let digits = ([0x06, 0x73] + bytes).map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
        return digits.joined(separator: ":")
    }

    // MARK: MachineMaker

    func look(_ record: MachineRecord, noOlderThan age: Duration) -> MachineSight {
        let id = record.order.id
        let view = view.read(noOlderThan: age)
        var sight = MachineSight()
        sight.isAlive = view.virtualMachines[id] != nil
        let hasLink = IPv4Address(record.address).map { address in
            view.links.contains(names.link(address, in: underlay.block))
        }
        sight.isWhole = sight.isAlive && hasLink == true
        sight.hasAgent = sight.isAlive
        sight.hasRemains = sight.isAlive || hasLink == true
        sight.hasDisk = access(names.disk(id), F_OK) == 0
        return sight
    }

    func build(_ record: MachineRecord) async throws {
        guard let address = IPv4Address(record.address) else {
            throw ProviderError("the machine has no address")
        }
        let machine = try machine(
            record, told: try agents.guest(record.order, gateway: underlay.block.gateway))
        try await underlay.connectTap(
            address,
            publicAddresses: (record.order.publicAddresses ?? []).compactMap { IPv4Address($0) })
        try await machine.start(await acceleration.value(for: names.nodeImage))
        // QEMU makes the socket once it has taken its command line.
        let deadline = ContinuousClock.now + .seconds(10)
        while access(machine.specification.controlSocket, F_OK) != 0 {
            guard machine.pid != nil, ContinuousClock.now < deadline else {
                throw ProviderError("QEMU does not start: \(machine.complaint)")
            }
            try await Task.sleep(for: .milliseconds(10))
        }
    }

    /// The guest does it.
    func startAgent(_ record: MachineRecord) async throws {}

    /// The guest does it, before its agent.
    func runUserData(
        _ script: [UInt8], _ record: MachineRecord, limit: Duration,
        isWanted: @escaping @Sendable () -> Bool
    ) async throws -> [UInt8]? { nil }

    func dismantle(_ record: MachineRecord, graceful: Bool) async throws {
        let machine = try machine(record)
        if graceful { await machine.stop(grace: Self.stopGrace) } else { await machine.kill() }
        if let address = IPv4Address(record.address) {
            try await underlay.remove(names.link(address, in: underlay.block))
        }
        try await dismantle(record.order.id)
    }

    func dismantle(_ id: String) async throws {
        if let pid = VirtualMachine.findAlive(named: names.virtualMachine(id)) {
            kill(pid, SIGKILL)
        }
        try await Command("/bin/rm", ["-rf", "--", names.virtualMachineState(id)]).runSuccessfully()
    }

    func removeDisk(_ id: String) async throws {
        try await Command(
            "/bin/rm", ["-rf", "--one-file-system", "--", names.disk(id)], timeout: .seconds(600)
        ).runSuccessfully()
    }

    func console(_ record: MachineRecord) -> [UInt8]? {
        (try? machine(record))?.consoleTail(Console.limit)
    }
}

/// Which acceleration works here: found out once, with the first virtual machine.
actor AccelerationChoice {
    private var known: Acceleration?

    func value(for image: NodeImage) async -> Acceleration {
        if let known { return known }
        let found = await VirtualMachine.acceleration(with: image)
        known = found
        return found
    }
}
