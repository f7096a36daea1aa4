package import MachineProtocol
import Networking
import Shapes

/// The records that make up what machines are told of a VPC.
package struct VPCSources: Sendable {
    package var vpc: VPCRecord
    /// Of the VPC.
    package var subnets: [SubnetRecord] = []
    /// Of the VPC, by id.
    package var routeTables: [String: RouteTableRecord] = [:]
    package var networkACLs: [String: NetworkACLRecord] = [:]
    /// Of the region, by id.
    package var natGateways: [String: NATGatewayRecord] = [:]
    /// The gateways that are attached to the VPC.
    package var internetGateways: Set<String> = []
    /// The IPv4 blocks of the region's prefix lists.
    package var prefixLists: [String: [String]] = [:]
    /// Of addresses of VPCs, such as `ec2.internal`.
    package var domain = ""

    package init(vpc: VPCRecord) { self.vpc = vpc }

    /// What machines are told.
    package func state() -> VPCState {
        VPCState {
            $0.id = vpc.id
            $0.vni = vpc.vni
            $0.cidrs = vpc.blocks.map(\.cidr)
            $0.domain = domain
            $0.resolvesNames = vpc.hasDNSSupport
            $0.subnets = subnets.sorted { $0.id < $1.id }.map(state)
        }
    }

    private func state(of subnet: SubnetRecord) -> SubnetState {
        let acl = networkACLs[subnet.networkACL]
        return SubnetState {
            $0.id = subnet.id
            $0.cidr = subnet.cidr
            $0.ways = ways(of: subnet, throughNAT: true)
            $0.ingress = acl.flatMap { NetworkStates.entries($0, isEgress: false) }
            $0.egress = acl.flatMap { NetworkStates.entries($0, isEgress: true) }
        }
    }

    /// The ways out of a subnet, the most specific first.
    private func ways(of subnet: SubnetRecord, throughNAT: Bool) -> [WayOut] {
        let table = routeTables[subnet.routeTable ?? vpc.mainRouteTable]
        var result: [(subnet: IPv4Subnet, way: WayOut)] = []
        for route in table?.routes ?? [] {
            for cidr in prefixLists[route.destination] ?? [route.destination] {
                // Destinations of IPv6 lead nowhere.
                guard let block = IPv4Subnet(cidr) else { continue }
                result.append((block, way(to: block, route, throughNAT: throughNAT)))
            }
        }
        return result.sorted { left, right in
            (-left.subnet.prefixLength, left.subnet.base) < (
                -right.subnet.prefixLength, right.subnet.base
            )
        }.map(\.way)
    }

    private func way(
        to block: IPv4Subnet, _ route: RouteRecord, throughNAT: Bool
    ) -> WayOut {
        WayOut {
            $0.cidr = block.description
            switch route.target {
            case .internetGateway:
                if internetGateways.contains(route.targetID) { $0.target = .internet }
            case .natGateway:
                guard throughNAT, let gateway = natGateways[route.targetID],
                    leadsOut(gateway, to: block)
                else { return }
                $0.target = .nat
                $0.publicAddress = gateway.addresses.first?.publicAddress
            default: return
            }
        }
    }

    /// Whether a NAT gateway works: it is there, public, and its own subnet has a way to the internet.
    private func leadsOut(_ gateway: NATGatewayRecord, to block: IPv4Subnet) -> Bool {
        guard gateway.deletedAt == nil, gateway.isPublic, gateway.vpc == vpc.id,
            let subnet = subnets.first(where: { $0.id == gateway.subnet })
        else { return false }
        let way = ways(of: subnet, throughNAT: false).first { way in
            IPv4Subnet(way.cidr).map {
                $0.prefixLength <= block.prefixLength && $0.contains(block.base)
            } ?? false
        }
        return way?.target == .internet
    }
}
