package import MachineProtocol
package import Networking

/// The state with every text read and checked: what cannot be read is left out, and said. Nothing
/// that was sent reaches a program's input but through here. Pure.
package struct NetworkModel: Sendable, Hashable {
    /// Only VPCs in which this machine has an interface.
    package var vpcs: [VPC] = []
    /// What had to be left out, at most ``maximumProblems`` sentences.
    package private(set) var problems: [String] = []

    static let maximumProblems = 16

    package struct VPC: Sendable, Hashable {
        package var id: String
        package var vni: Int
        package var blocks: [IPv4Subnet]
        package var subnets: [Subnet]
        package var domain: String
        package var resolvesNames: Bool
        package var interfaces: [Interface]
        /// By id; those that interfaces or rules name and that are not known have no rules.
        package var groups: [String: SecurityGroupState]

        /// The resolver, the primary block's base plus two.
        package var resolver: IPv4Address { IPv4Address(blocks[0].base.value &+ 2) }

        package func subnet(of interface: Interface) -> Subnet? {
            subnets.first { $0.id == interface.subnet }
        }
    }

    package struct Subnet: Sendable, Hashable {
        package var id: String
        package var block: IPv4Subnet
        package var ways: [Way]
        package var ingress: [ACLEntry]?
        package var egress: [ACLEntry]?
    }

    package struct Way: Sendable, Hashable {
        package var block: IPv4Subnet
        package var target: WayOut.Target
    }

    package struct Interface: Sendable, Hashable {
        package var id: String
        package var subnet: String
        package var address: IPv4Address
        package var mac: String
        package var groups: [String]
        package var isLocal: Bool
        /// nil for local ones and for those whose machine cannot be reached.
        package var underlay: IPv4Address?
        package var isPrimary: Bool
        package var publicAddress: IPv4Address?
        package var names: [String]
    }

    package init(_ state: NetworkState, _ settings: NetworkSettings) {
        let local = Set(
            state.interfaces.values.filter { $0.machine == settings.machine }.map(\.vpc))
        let members = Dictionary(grouping: state.interfaces.values) { $0.vpc }
        let groups = Dictionary(grouping: state.groups.values) { $0.vpc }
        for id in local.sorted() {
            guard let vpc = state.vpcs[id] else {
                note("VPC \(id) of an interface is not known")
                continue
            }
            guard var read = read(vpc) else { continue }
            var addresses: Set<IPv4Address> = []
            for interface in (members[id] ?? []).sorted(by: { $0.id < $1.id }) {
                guard let one = self.read(interface, in: read, settings) else { continue }
                guard addresses.insert(one.address).inserted else {
                    note("interface \(one.id) has an address that another one has")
                    continue
                }
                read.interfaces.append(one)
            }
            for group in groups[id] ?? [] where Self.isName(group.id) {
                read.groups[group.id] = group
            }
            vpcs.append(read)
        }
    }

    private mutating func note(_ problem: String) {
        if problems.count < Self.maximumProblems { problems.append(problem) }
    }

    /// What may stand in names of chains, links and files.
    static func isName(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d: true
                default: false
                }
            }
    }

    static func isMAC(_ text: String) -> Bool {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        return parts.count == 6
            && parts.allSatisfy { $0.utf8.count == 2 && UInt8($0, radix: 16) != nil }
    }

    private mutating func read(_ vpc: VPCState) -> VPC? {
        let blocks = vpc.cidrs.compactMap { IPv4Subnet($0) }
        guard Self.isName(vpc.id), (1..<(1 << 24)).contains(vpc.vni), !blocks.isEmpty,
            blocks.count == vpc.cidrs.count
        else {
            note("VPC \(vpc.id) has an id, a network identifier or a block that is none")
            return nil
        }
        var subnets: [Subnet] = []
        for subnet in vpc.subnets.sorted(by: { $0.id < $1.id }) {
            guard Self.isName(subnet.id), let block = IPv4Subnet(subnet.cidr) else {
                note("subnet \(subnet.id) has an id or a block that is none")
                continue
            }
            subnets.append(
                Subnet(
                    id: subnet.id, block: block, ways: ways(subnet), ingress: subnet.ingress,
                    egress: subnet.egress))
        }
        return VPC(
            id: vpc.id, vni: vpc.vni, blocks: blocks, subnets: subnets,
            domain: vpc.domain.lowercased(), resolvesNames: vpc.resolvesNames, interfaces: [],
            groups: [:])
    }

    /// A destination that cannot be read makes no way, as one of IPv6.
    private func ways(_ subnet: SubnetState) -> [Way] {
        (subnet.ways ?? []).compactMap { way in
            IPv4Subnet(way.cidr).map { Way(block: $0, target: way.target) }
        }
    }

    private mutating func read(
        _ interface: InterfaceState, in vpc: VPC, _ settings: NetworkSettings
    ) -> Interface? {
        guard Self.isName(interface.id), let address = IPv4Address(interface.address),
            Self.isMAC(interface.mac), vpc.blocks.contains(where: { $0.contains(address) }),
            vpc.subnets.contains(where: {
                $0.id == interface.subnet && $0.block.contains(address)
            })
        else {
            note("interface \(interface.id) has an id, an address or a subnet that is none")
            return nil
        }
        let isLocal = interface.machine == settings.machine
        return Interface(
            id: interface.id, subnet: interface.subnet, address: address, mac: interface.mac,
            groups: Array(Set(interface.groups.filter(Self.isName))).sorted(), isLocal: isLocal,
            underlay: isLocal ? nil : interface.underlay.flatMap { IPv4Address($0) },
            isPrimary: interface.isPrimary,
            publicAddress: interface.publicAddress.flatMap { IPv4Address($0) },
            names: interface.names ?? [])
    }
}
