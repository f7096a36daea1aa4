import Files
import Glibc
import HostNetwork
import Logging
package import Networking
import Runtime

/// The network by which machines reach the control plane and one another: a routed link a machine.
struct Underlay: Sendable {
    let names: HostNames
    let block: IPv4Subnet
    private let nft: String
    private let ip: String

    /// Takes the block of an earlier start, or a free one.
    init(_ names: HostNames) throws {
        guard let nft = Command.find("nft"), let ip = Command.find("ip"),
            Command.find("nsenter") != nil, Command.find("unshare") != nil,
            Command.find("setpriv") != nil
        else {
            throw ProviderError("nft, ip, nsenter, unshare or setpriv is not installed")
        }
        self.names = names
        self.nft = nft
        self.ip = ip
        block = try HostBlock.of(names)
    }

    /// Puts the table in place and lets packets through.
    func open(doors: [UnderlayRules.Door], metadataPort: UInt16) async throws {
        let rules = UnderlayRules(
            names: names, block: block, doors: doors, metadataPort: metadataPort)
        try WholeFile.write(
            Array("1".utf8), to: "/proc/sys/net/ipv4/ip_forward", flags: O_WRONLY)
        try await Command(nft, ["-f", "-"], input: Array(rules.script.utf8)).runSuccessfully()
        // The computer's own machine is reached there too, also when there is no other one.
        try await batch(["address replace \(block.gateway)/32 dev lo label \(names.label)"])
    }

    func close() async throws {
        let address = "\(block.gateway)/32"
        _ = try await Command(
            ip, ["address", "delete", address, "dev", "lo", "label", names.label]
        ).run()
        let rules = UnderlayRules(names: names, block: block, doors: [], metadataPort: 0)
        try await Command(nft, ["-f", "-"], input: Array(rules.removal.utf8)).runSuccessfully()
    }

    /// Leads a link into the network namespace of `pid`.
    func connect(
        _ address: IPv4Address, pid: Int32, publicAddresses: [IPv4Address]
    ) async throws {
        let link = names.link(address, in: block)
        let gateway = block.gateway
        try await raise(
            link, to: address,
            "link add \(link) type veth peer name \(HostNames.inner) netns \(pid)")
        let inner = HostNames.inner
        try await batch(
            [
                "link set \(inner) addrgenmode none",
                "addr add \(address) peer \(gateway) dev \(inner)",
                "link set \(inner) up",
                "route add \(block) via \(gateway) dev \(inner) onlink src \(address)",
                "route add 169.254.169.254 via \(gateway) dev \(inner) onlink src \(address)",
                "route add default via \(gateway) dev \(inner) onlink src \(address)",
            ], inside: pid)
        try await route(publicAddresses, to: address)
    }

    /// Makes a device whose other end a virtual machine holds. The guest gives itself its address.
    func connectTap(_ address: IPv4Address, publicAddresses: [IPv4Address]) async throws {
        let link = names.link(address, in: block)
        try await remove(link)
        try await raise(link, to: address, "tuntap add dev \(link) mode tap")
        try await route(publicAddresses, to: address)
    }

    /// Makes the host's end of a machine's link. Addresses before the link is up would be announced;
    /// the filters are on before packets are.
    private func raise(
        _ link: String, to address: IPv4Address, _ making: String
    ) async throws {
        try await batch([
            making, "link set \(link) addrgenmode none",
            "addr add \(block.gateway)/32 dev \(link)",
        ])
        let settings = [("rp_filter", "1"), ("route_localnet", "1"), ("forwarding", "1")]
        for (name, value) in settings {
            let path = "/proc/sys/net/ipv4/conf/\(link)/\(name)"
            try WholeFile.write(Array(value.utf8), to: path, flags: O_WRONLY)
        }
        try await batch(["link set \(link) up", "route add \(address)/32 dev \(link)"])
    }

    /// Leads public addresses to a machine; what leads elsewhere is not touched.
    func route(_ publicAddresses: [IPv4Address], to address: IPv4Address) async throws {
        guard !publicAddresses.isEmpty else { return }
        let link = names.link(address, in: block)
        try await batch(publicAddresses.map { "route replace \($0)/32 dev \(link)" })
    }

    /// Success when there is none.
    func remove(_ link: String) async throws {
        guard link.hasPrefix(names.linkPrefix), access("/sys/class/net/\(link)", F_OK) == 0 else {
            return
        }
        let result = try await Command(ip, ["link", "delete", link]).run()
        // It may have gone with its namespace since we looked.
        if result.exitCode != 0, access("/sys/class/net/\(link)", F_OK) == 0 {
            throw ProviderError("delete \(link): \(result.complaint)")
        }
    }

    private func batch(_ lines: [String], inside pid: Int32? = nil) async throws {
        let input = Array((lines.joined(separator: "\n") + "\n").utf8)
        let arguments = ["-batch", "-"]
        guard let pid else {
            try await Command(ip, arguments, input: input).runSuccessfully()
            return
        }
        guard let nsenter = Command.find("nsenter") else {
            throw ProviderError("nsenter is not installed")
        }
        try await Command(
            nsenter, ["--target", "\(pid)", "--net", "--", ip] + arguments, input: input
        ).runSuccessfully()
    }
}

/// The block of addresses of a host's machines.
package enum HostBlock {
    /// Takes the block of an earlier start, or a free one, which is kept. Throws `ProviderError`,
    /// `FileError`. The folder of the host must be there.
    package static func of(_ names: HostNames) throws -> IPv4Subnet {
        if let bytes = try WholeFile.read(names.block, limit: 64),
            let block = IPv4Subnet(String(decoding: bytes, as: UTF8.self))
        {
            return block
        }
        let routes = try WholeFile.read("/proc/net/route") ?? []
        let seed = UInt64(names.mark, radix: 16) ?? 0
        guard
            let block = AddressBook.chooseBlock(
                seed: seed,
                taken: SubnetChoice.routes(fromProc: String(decoding: routes, as: UTF8.self)))
        else { throw ProviderError("every block of \(AddressBook.pool) is routed already") }
        try WholeFile.replace(names.block, with: Array("\(block)".utf8), mode: 0o644)
        return block
    }
}

/// What keeps a provider from doing its part.
package struct ProviderError: Error, Sendable, Hashable, CustomStringConvertible {
    package var description: String

    package init(_ description: String) { self.description = description }
}
