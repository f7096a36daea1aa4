package import Networking

/// Links, addresses and routes of a VPC on this machine, as they are or as they are to be: from two
/// of these follows what to do. Pure.
package struct RouterView: Sendable, Hashable {
    /// In the router's namespace; links that the CNI plugin makes are not in here.
    package var router = Side()
    /// In the machine's own; only what belongs to this VPC.
    package var machine = Side()
    /// Machines whose neighbour entry is there.
    package var neighbours: Set<IPv4Address> = []
    /// Machines whose forwarding entry is there.
    package var forwarding: Set<IPv4Address> = []

    package init() {}

    package struct Side: Sendable, Hashable {
        package var links: [String: Link] = [:]
        package var addresses: Set<Address> = []
        /// What follows the destination in a route's text, by destination.
        package var routes: [String: String] = [:]

        package init() {}
    }

    package struct Link: Sendable, Hashable {
        /// `veth`, or `vxlan` with identifier, underlay address and port.
        package var kind: String
        package var mtu: Int
        package var isUp: Bool

        package init(kind: String, mtu: Int, isUp: Bool = true) {
            self.kind = kind
            self.mtu = mtu
            self.isUp = isUp
        }
    }

    package struct Address: Sendable, Hashable, Comparable {
        package var link: String
        /// `10.0.0.1/32`, or `10.0.0.1 peer 10.0.0.2/32`.
        package var text: String

        package init(_ link: String, _ text: String) {
            self.link = link
            self.text = text
        }

        package static func < (left: Address, right: Address) -> Bool {
            (left.link, left.text) < (right.link, right.text)
        }
    }

    static let overlay = RouterFilter.overlay
    static let wayOut = RouterFilter.wayOut
    static let primary = "primary"
    static let amazonResolver = IPv4Address(0xA9FE_A9FD)

    /// The hardware address that stands for a machine on the overlay: locally administered, of the
    /// address itself.
    package static func hardwareAddress(_ underlay: IPv4Address) -> String {
        let bytes = [24, 16, 8, 0].map { shift -> String in
            let byte = underlay.value >> UInt32(shift) & 255
            return (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
        return "06:5b:" + bytes.joined(separator: ":")
    }

    /// The reverse; nil for other hardware addresses.
    static func underlay(ofHardwareAddress text: String) -> IPv4Address? {
        guard text.hasPrefix("06:5b:") else { return nil }
        var value: UInt32 = 0
        for part in text.dropFirst(6).split(separator: ":") {
            guard let byte = UInt8(part, radix: 16) else { return nil }
            value = value << 8 | UInt32(byte)
        }
        return IPv4Address(value)
    }

    /// A VPC as it is to be.
    package init(_ vpc: NetworkModel.VPC, _ settings: NetworkSettings, slot: Int) {
        let link = settings.wayOutLink(vpc.id)
        let ends = LinkAddresses(slot: slot)
        let veth = Link(kind: "veth", mtu: settings.mtu)
        router.links["lo"] = Link(kind: "", mtu: 65536)
        router.links[Self.wayOut] = veth
        machine.links[link] = veth
        router.addresses.insert(Address(Self.wayOut, "\(ends.router) peer \(ends.machine)/32"))
        machine.addresses.insert(Address(link, "\(ends.machine) peer \(ends.router)/32"))
        router.routes["default"] = "via \(ends.machine) dev \(Self.wayOut) onlink"
        for block in vpc.blocks { router.routes["\(block)"] = "blackhole" }
        for subnet in vpc.subnets {
            router.addresses.insert(Address("lo", "\(subnet.block.gateway)/32"))
        }
        for address in [vpc.resolver, Self.amazonResolver] {
            router.addresses.insert(Address("lo", "\(address)/32"))
        }
        addRemotes(vpc, settings)
        addPrimary(vpc, settings)
        for interface in vpc.interfaces where interface.isLocal {
            guard let address = interface.publicAddress else { continue }
            machine.routes["\(address)"] = "via \(ends.router) dev \(link) onlink"
        }
    }

    private mutating func addRemotes(_ vpc: NetworkModel.VPC, _ settings: NetworkSettings) {
        guard let underlay = settings.underlay else { return }
        router.links[Self.overlay] = Link(
            kind: "vxlan \(vpc.vni) \(underlay) \(settings.vxlanPort)", mtu: settings.mtu)
        for interface in vpc.interfaces {
            guard let other = interface.underlay, other != underlay else { continue }
            router.routes["\(interface.address)"] = "via \(other) dev \(Self.overlay) onlink"
            neighbours.insert(other)
            forwarding.insert(other)
        }
    }

    /// The machine's default route stays on the underlay; only the VPC's blocks lead here.
    private mutating func addPrimary(_ vpc: NetworkModel.VPC, _ settings: NetworkSettings) {
        guard let name = settings.primaryLink,
            let interface = vpc.interfaces.first(where: { $0.isLocal && $0.isPrimary }),
            let subnet = vpc.subnet(of: interface)
        else { return }
        let veth = Link(kind: "veth", mtu: settings.mtu)
        router.links[Self.primary] = veth
        router.routes["\(interface.address)"] = "dev \(Self.primary)"
        machine.links[name] = veth
        machine.addresses.insert(
            Address(name, "\(interface.address)/\(subnet.block.prefixLength)"))
        machine.routes["\(subnet.block.gateway)"] = "dev \(name)"
        for block in vpc.blocks {
            machine.routes["\(block)"] =
                "via \(subnet.block.gateway) dev \(name) src \(interface.address)"
        }
    }
}
