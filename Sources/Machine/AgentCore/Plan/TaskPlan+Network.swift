import AgentProtocol
import Workload

extension TaskPlan {
    /// The network of a task's sandbox.
    static func networkMode(
        of task: ACS.Task, _ parts: [ContainerReading]
    ) throws(PlanFailure) -> NetworkMode {
        let named = task.networkMode ?? parts.lazy.compactMap(\.host.networkMode).first ?? "bridge"
        let interfaces = task.elasticNetworkInterfaces ?? []
        if named == "awsvpc" { return .interface(try interface(interfaces)) }
        if !interfaces.isEmpty {
            throw PlanFailure("network mode \(named) takes no elastic network interfaces")
        }
        switch named {
        case "", "default", "bridge": return .bridge
        case "host": return .host
        case "none": return .none
        default: throw PlanFailure("network mode \(named) is not supported by this agent")
        }
    }

    private static func interface(
        _ given: [ACS.ElasticNetworkInterface]
    ) throws(PlanFailure) -> NetworkInterface {
        guard given.count == 1, let wire = given.first else {
            throw PlanFailure("network mode awsvpc takes one elastic network interface")
        }
        if let kind = wire.interfaceAssociationProtocol, kind != .standard {
            throw PlanFailure("network interfaces of type \(kind.rawValue) are not supported")
        }
        let addresses = wire.ipv4Addresses ?? []
        let address = (addresses.first { $0.primary == true } ?? addresses.first)?.privateAddress
        // The gateway carries the length of the subnet's prefix: `10.0.0.1/24`.
        let gateway = (wire.subnetGatewayIpv4Address ?? "").split(separator: "/")
        guard let id = wire.ec2Id, !id.isEmpty, let mac = wire.macAddress, !mac.isEmpty,
            let address, !address.isEmpty, gateway.count == 2, let prefix = Int(gateway[1]),
            (0...32).contains(prefix)
        else {
            throw PlanFailure(
                "the elastic network interface lacks its id, MAC address, address or gateway")
        }
        return NetworkInterface(
            id: id, mac: mac.lowercased(), address: address, prefixLength: prefix,
            gateway: String(gateway[0]), nameServers: wire.domainNameServers ?? [],
            searches: wire.domainName ?? [], privateName: wire.privateDnsName)
    }
}
