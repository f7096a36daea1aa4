import Glibc
package import Logging
package import Networking
import Synchronization
package import Workload

/// Bridge networking on one machine: which ports are published for which sandbox, and the packet
/// filter table that makes it so.
///
/// Ports are reserved before a sandbox is made and published once its address is known; both end
/// with `release`. Nothing is stored: at a start `adopt` says what the runtime found alive.
package final class HostNetwork: Sendable {
    package struct Configuration: Sendable, Hashable {
        /// At most 8 characters of `[a-z0-9]`: tells apart machines on one computer.
        package var machine: String
        package var subnet: IPv4Subnet

        package init(machine: String, subnet: IPv4Subnet) {
            self.machine = machine
            self.subnet = subnet
        }

        package var table: String { "skerry_\(machine)" }
        package var bridge: String { "skerry\(machine)" }
    }

    package let configuration: Configuration
    private let nft: String
    private let logger: Logger
    private let state: Mutex<State>
    private let writer: TableWriter

    private struct State: ~Copyable {
        var ports: PortTable
        var claims = PortClaims()
        /// By owner; only sandboxes with an address.
        var addresses: [String: IPv4Address] = [:]
    }

    /// Throws `RuntimeError` when there is no nft program.
    package init(_ configuration: Configuration, firstPort: UInt16, logger: Logger) throws {
        guard let nft = Command.find("nft") else {
            throw RuntimeError(
                .networkFailed, .supervise, "the program nft is not installed", isRetryable: false)
        }
        self.configuration = configuration
        self.nft = nft
        self.logger = logger
        state = Mutex(State(ports: PortTable(start: firstPort)))
        writer = TableWriter()
    }

    /// Takes every port or none. Throws `RuntimeError` `portInUse`, `portsExhausted` or
    /// `invalidSpec`.
    package func reserve(_ wishes: [PortMapping], for owner: String) throws -> [PortBinding] {
        for wish in wishes where wish.containerPort == 0 {
            throw RuntimeError(.invalidSpec, .createSandbox, "container port 0 cannot be published")
        }
        for address in wishes.compactMap(\.hostAddress) where IPv4Address(address) == nil {
            throw RuntimeError(
                .invalidSpec, .createSandbox, "\(address) is not an IPv4 address of this machine")
        }
        return try state.withLock { state in
            guard state.ports.bindings(of: owner).isEmpty else {
                throw RuntimeError(
                    .alreadyExists, .createSandbox, "\(owner) already has ports on this machine")
            }
            var claimed: [PortBinding] = []
            do throws(PortTable.Refusal) {
                return try state.ports.allocate(wishes, for: owner) { binding in
                    guard state.claims.claim(binding) else { return false }
                    claimed.append(binding)
                    return true
                }
            } catch {
                for binding in claimed { state.claims.drop(binding) }
                throw Self.translate(error)
            }
        }
    }

    /// Publishes the ports that `owner` reserved at the sandbox's address.
    package func publish(_ owner: String, at address: String) async throws {
        guard let address = IPv4Address(address) else {
            throw RuntimeError(
                .networkFailed, .createSandbox, "sandbox of \(owner) has no IPv4 address")
        }
        let hasPorts = state.withLock { state in
            state.addresses[owner] = address
            return !state.ports.bindings(of: owner).isEmpty
        }
        if Bridge(name: configuration.bridge).exists {
            try Self.networkStep { try Bridge(name: configuration.bridge).allowLoopbackSources() }
        }
        if hasPorts { try await apply() }
    }

    /// Gives back the ports; success when there are none.
    package func release(_ owner: String) async throws {
        let hadPorts = state.withLock { state in
            state.addresses[owner] = nil
            let bindings = state.ports.release(owner)
            for binding in bindings { state.claims.drop(binding) }
            return !bindings.isEmpty
        }
        if hadPorts { try await apply() }
    }

    package struct Adoption: Sendable {
        package var owner: String
        package var address: String?
        package var bindings: [PortBinding]

        package init(owner: String, address: String?, bindings: [PortBinding]) {
            self.owner = owner
            self.address = address
            self.bindings = bindings
        }
    }

    /// Replaces everything known by what is alive, and the table with it.
    package func adopt(_ alive: [Adoption]) async throws {
        state.withLock { state in
            for owner in Array(state.ports.owners) {
                for binding in state.ports.release(owner) { state.claims.drop(binding) }
            }
            state.addresses = [:]
            for adoption in alive {
                state.ports.adopt(adoption.bindings, by: adoption.owner)
                state.addresses[adoption.owner] = adoption.address.flatMap { IPv4Address($0) }
                for binding in adoption.bindings where !state.claims.claim(binding) {
                    logger.warning(
                        "a published port is also used by another program",
                        metadata: [
                            "port": "\(binding.hostPort)", "workload": "\(adoption.owner)",
                        ])
                }
            }
        }
        if Bridge(name: configuration.bridge).exists {
            try Self.networkStep { try Bridge(name: configuration.bridge).allowLoopbackSources() }
        }
        try await apply()
    }

    /// Deletes table and bridge. Sandboxes must be gone.
    package func tearDown() async throws {
        try await Self.networkStep {
            try await Command(nft, ["-f", "-"], input: Array(ruleset().removalScript.utf8))
                .runSuccessfully()
            try Bridge(name: configuration.bridge).remove()
        }
    }

    private func apply() async throws {
        try await writer.write {
            let script = ruleset().script
            try await Self.networkStep {
                try await Command(nft, ["-f", "-"], input: Array(script.utf8)).runSuccessfully()
            }
        }
    }

    private func ruleset() -> Ruleset {
        state.withLock { state in
            Ruleset(
                table: configuration.table, bridge: configuration.bridge,
                subnet: configuration.subnet,
                publications: state.addresses.map { owner, address in
                    Ruleset.Publication(
                        address: address, bindings: state.ports.bindings(of: owner))
                })
        }
    }

    private static func translate(_ refusal: PortTable.Refusal) -> RuntimeError {
        switch refusal {
        case .inUse(let port, let transport, let owner):
            let holder = owner.map { "workload \($0)" } ?? "another program"
            return RuntimeError(
                .portInUse, .createSandbox, "\(transport) port \(port) is in use by \(holder)")
        case .exhausted(let transport):
            return RuntimeError(
                .portsExhausted, .createSandbox, "no dynamic \(transport) port is free")
        case .tooMany(let limit):
            return RuntimeError(
                .invalidSpec, .createSandbox, "more than \(limit) ports in one sandbox")
        }
    }

    private static func networkStep(_ step: () async throws -> Void) async throws {
        do {
            try await step()
        } catch let error where error is CommandError || error is SystemError {
            throw RuntimeError(.networkFailed, .createSandbox, "\(error)")
        }
    }

    private static func networkStep(_ step: () throws -> Void) throws {
        do {
            try step()
        } catch let error as SystemError {
            throw RuntimeError(.networkFailed, .createSandbox, "\(error)")
        }
    }
}
