import EC2Core
import MachineProtocol
import Store

/// The picture of all VPCs, made from records and kept by the keys that change.
struct NetworkState: Sendable {
    private(set) var map = NetworkMap()
    /// The interface that each elastic address leads to.
    private var elastic: [Key: String] = [:]

    /// What a machine is to be told; see ``NetworkMap/news(for:after:)``.
    func news(
        for machine: NetworkMap.Machine, after cursor: inout NetworkMap.Cursor
    ) -> NetworkMap.News? {
        map.news(for: machine, after: &cursor)
    }

    /// Reads everything anew.
    mutating func read(_ records: RecordSnapshot<any EC2Record>) {
        var keys: Set<Key> = []
        var present: Set<String> = []
        for entry in records.entries(in: .under("/ec2")) {
            switch entry.record {
            case let record as VPCRecord: present.insert(record.id)
            case let record as SecurityGroupRecord: present.insert(record.id)
            case let record as InterfaceRecord: present.insert(record.id)
            case is AddressRecord: break
            default: continue
            }
            keys.insert(entry.key)
        }
        for id in map.ids.subtracting(present) { map.remove(id) }
        elastic = [:]
        update(keys, records)
    }

    /// Takes over what has become of these keys.
    mutating func update(_ keys: Set<Key>, _ records: RecordSnapshot<any EC2Record>) {
        var work: [EC2Scope: Work] = [:]
        for key in keys {
            guard let scope = EC2Scope(of: key), let kind = EC2Kind(of: key) else { continue }
            sort(key, kind, scope, records, into: &work[scope, default: Work()])
        }
        for (scope, work) in work {
            let state = Snapshot(scope: scope, records: records)
            for id in work.allVPCs ? Set(state.all(VPCRecord.self).map(\.id)) : work.vpcs {
                update(vpc: id, state)
            }
            let groups =
                work.prefixLists
                ? Set(state.all(SecurityGroupRecord.self).map(\.id)).union(work.groups)
                : work.groups
            for id in groups { update(group: id, state) }
            var interfaces = work.interfaces
            for machine in work.machines {
                interfaces.formUnion(map.interfaces(on: .init(scope: scope, id: machine)))
            }
            for id in interfaces { update(interface: id, state) }
            // VPCs go last: their groups and interfaces went before.
            for id in work.goneVPCs { map.remove(id) }
        }
    }

    /// What is to be looked at in a scope.
    private struct Work {
        var vpcs: Set<String> = []
        var goneVPCs: Set<String> = []
        var allVPCs = false
        var prefixLists = false
        var groups: Set<String> = []
        var interfaces: Set<String> = []
        var machines: Set<String> = []
    }

    private mutating func sort(
        _ key: Key, _ kind: EC2Kind, _ scope: EC2Scope,
        _ records: RecordSnapshot<any EC2Record>, into work: inout Work
    ) {
        let id = key.components.last ?? ""
        let record = records[key]
        switch kind {
        case .vpcs:
            if record == nil { work.goneVPCs.insert(id) } else { work.vpcs.insert(id) }
        case .subnets, .routeTables, .networkACLs, .natGateways:
            if let vpc = Self.vpc(of: record) {
                work.vpcs.insert(vpc)
            } else {
                work.allVPCs = true
            }
        case .internetGateways, .dhcpOptions: work.allVPCs = true
        case .prefixLists:
            work.prefixLists = true
            work.allVPCs = true
        case .securityGroups: work.groups.insert(id)
        case .interfaces: work.interfaces.insert(id)
        case .addresses:
            let now = (record as? AddressRecord)?.interface
            work.interfaces.formUnion([elastic[key], now].compactMap { $0 })
            elastic[key] = now
        case .machineAddresses: work.machines.insert(id)
        default: break
        }
    }

    private static func vpc(of record: (any EC2Record)?) -> String? {
        switch record {
        case let record as SubnetRecord: record.vpc
        case let record as RouteTableRecord: record.vpc
        case let record as NetworkACLRecord: record.vpc
        case let record as NATGatewayRecord: record.vpc
        default: nil
        }
    }

    // MARK: One of them

    private mutating func update(vpc id: String, _ state: Snapshot) {
        guard let vpc = state.find(VPCRecord.self, id) else { return }
        var sources = VPCSources(vpc: vpc)
        sources.subnets = state.dependents(SubnetRecord.self, of: id)
        sources.routeTables = Self.byID(state.dependents(RouteTableRecord.self, of: id))
        sources.networkACLs = Self.byID(state.dependents(NetworkACLRecord.self, of: id))
        sources.natGateways = Self.byID(state.dependents(NATGatewayRecord.self, of: id))
        sources.internetGateways = Set(
            state.dependents(InternetGatewayRecord.self, of: id).map(\.id))
        for list in state.all(PrefixListRecord.self) {
            sources.prefixLists[list.id] = state.blocks(ofPrefixList: list.id)
        }
        sources.domain = state.scope.privateDomain
        map.set(sources.state())
    }

    private static func byID<R: EC2Resource>(_ records: [R]) -> [String: R] {
        Dictionary(records.map { ($0.id, $0) }) { first, _ in first }
    }

    private mutating func update(group id: String, _ state: Snapshot) {
        guard let group = state.find(SecurityGroupRecord.self, id) else {
            map.remove(id)
            return
        }
        map.set(NetworkStates.group(group, blocks: state.blocks(ofPrefixList:)))
    }

    private mutating func update(interface id: String, _ state: Snapshot) {
        guard let interface = state.find(InterfaceRecord.self, id) else {
            map.remove(id)
            return
        }
        let machine = interface.attachment?.machine
        let underlay = machine.flatMap { id in
            state.record(MachineAddressRecord.self, at: state.scope.machineAddress(id))?.underlay
        }
        map.set(
            NetworkStates.interface(
                interface, underlay: underlay, publicAddress: state.publicAddress(of: interface),
                domain: state.scope.privateDomain),
            on: machine.map { NetworkMap.Machine(scope: state.scope, id: $0) })
    }
}

extension Snapshot {
    /// The IPv4 blocks of a prefix list; none when it is not there.
    func blocks(ofPrefixList id: String) -> [String] {
        guard let list = find(PrefixListRecord.self, id), list.family == "IPv4" else { return [] }
        return list.entries.map(\.cidr)
    }
}
