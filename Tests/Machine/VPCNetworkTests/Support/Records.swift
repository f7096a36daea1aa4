import MachineProtocol
import Shapes

@testable import VPCNetwork

/// Short ways to say records.
extension NetworkState {
    mutating func vpc(
        _ id: String, vni: Int, subnets: [SubnetState], _ cidr: String = "10.0.0.0/16"
    ) {
        vpcs[id] = VPCState {
            $0.id = id
            $0.vni = vni
            $0.cidrs = [cidr]
            $0.domain = "ec2.internal"
            $0.subnets = subnets
        }
    }

    mutating func group(
        _ id: String, _ vpc: String, in ingress: [TrafficRule],
        out egress: [TrafficRule] = [.rule()]
    ) {
        groups[id] = SecurityGroupState {
            $0.id = id
            $0.vpc = vpc
            $0.ingress = ingress
            $0.egress = egress
        }
    }

    @discardableResult
    mutating func interface(
        _ id: String, _ vpc: String, _ subnet: String, _ address: String, _ groups: [String],
        on machine: TestCloud.Machine?, _ fill: (inout InterfaceState) -> Void = { _ in }
    ) -> InterfaceState {
        let number = UInt32(interfaces.count + 1)
        let interface = InterfaceState {
            $0.id = id
            $0.vpc = vpc
            $0.subnet = subnet
            $0.address = address
            $0.mac =
                "02:00:00:00:\(String(number / 256 + 16, radix: 16)):\(String(number % 256 / 16, radix: 16))\(String(number % 16, radix: 16))"
            $0.groups = groups
            $0.machine = machine?.id
            $0.underlay = machine.map { "\($0.underlay)" }
            $0.names = [
                "ip-" + address.split(separator: ".").joined(separator: "-") + ".ec2.internal"
            ]
            fill(&$0)
        }
        interfaces[id] = interface
        return interface
    }
}

extension SubnetState {
    static func of(
        _ id: String, _ cidr: String, ways: [WayOut]? = nil, ingress: [ACLEntry]? = nil,
        egress: [ACLEntry]? = nil
    ) -> SubnetState {
        SubnetState {
            $0.id = id
            $0.cidr = cidr
            $0.ways = ways
            $0.ingress = ingress
            $0.egress = egress
        }
    }
}

extension TrafficRule {
    static func rule(
        _ ipProtocol: Int = -1, _ from: Int? = nil, _ to: Int? = nil, cidr: String? = "0.0.0.0/0",
        group: String? = nil
    ) -> TrafficRule {
        TrafficRule {
            $0.ipProtocol = ipProtocol
            $0.fromPort = from
            $0.toPort = to ?? from
            $0.cidr = group == nil ? cidr : nil
            $0.group = group
        }
    }
}

extension WayOut {
    static func to(_ cidr: String, _ target: Target) -> WayOut {
        WayOut {
            $0.cidr = cidr
            $0.target = target
        }
    }
}

extension ACLEntry {
    static func entry(
        _ isAllowed: Bool, _ ipProtocol: Int = -1, _ from: Int? = nil, _ to: Int? = nil,
        cidr: String = "0.0.0.0/0"
    ) -> ACLEntry {
        ACLEntry {
            $0.isAllowed = isAllowed
            $0.ipProtocol = ipProtocol
            $0.fromPort = from
            $0.toPort = to ?? from
            $0.cidr = cidr
        }
    }
}
