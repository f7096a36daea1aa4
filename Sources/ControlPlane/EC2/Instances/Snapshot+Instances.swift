import AWSWire
import EC2Core
import EC2Model
import Shapes
import Store

/// What the records say of instances.
extension Snapshot {
    /// What was heard of a machine.
    func observation(of machine: String) -> MachineObservation? {
        record(MachineStateRecord.self, at: scope.key(.machineStates, machine))?.observation
    }

    /// The state that the API shows.
    func state(of instance: InstanceRecord) -> EC2API.InstanceStateName {
        instance.lifecycle.state(observation(of: instance.id))
    }

    /// The instances that a request names, in its order; all where it names none.
    ///
    /// - Throws: `InvalidInstanceID.Malformed`, `InvalidInstanceID.NotFound`.
    func instances(_ ids: [String]?) throws(AWSError) -> [InstanceRecord] {
        guard let ids, !ids.isEmpty else { return all(InstanceRecord.self) }
        for id in ids { try check(id, .instances) }
        let missing = ids.filter { find(InstanceRecord.self, $0) == nil }
        guard missing.isEmpty else { throw .instancesNotFound(missing) }
        var seen: Set<String> = []
        return ids.filter { seen.insert($0).inserted }.compactMap {
            find(InstanceRecord.self, $0)
        }
    }

    /// Network interfaces by the instance that they are attached to, the primary one first.
    func interfacesByInstance() -> [String: [InterfaceRecord]] {
        let attached = all(InterfaceRecord.self).filter { $0.attachment?.isInstance == true }
        return Dictionary(grouping: attached) { $0.attachment?.machine ?? "" }
            .mapValues {
                $0.sorted { left, right in
                    (left.attachment?.deviceIndex ?? 0) < (right.attachment?.deviceIndex ?? 0)
                }
            }
    }

    /// Public addresses by the interface that they lead to, with their owners.
    func publicAddresses(
        of interfaces: [InterfaceRecord]
    ) -> [String: (address: String, owner: String)] {
        var result: [String: (address: String, owner: String)] = [:]
        for interface in interfaces {
            // An elastic address takes the place of one that was given.
            let elastic = dependents(AddressRecord.self, of: interface.id)
                .first { $0.interface == interface.id && $0.association != nil }
            if let elastic {
                result[interface.id] = (elastic.publicAddress, scope.account)
            } else if let given = interface.publicAddress {
                result[interface.id] = (given, "amazon")
            }
        }
        return result
    }

    /// All that the API shows of an instance.
    func facts(
        of instance: InstanceRecord, interfaces: [InterfaceRecord]
    ) -> InstanceFacts {
        var facts = InstanceFacts(
            record: instance, state: state(of: instance), account: scope.account,
            region: scope.region, zoneID: zoneID(of: instance.zone), domain: scope.privateDomain)
        facts.interfaces = interfaces
        facts.publicAddresses = publicAddresses(of: interfaces)
        for id in instance.groups + interfaces.flatMap(\.groups) where facts.groupNames[id] == nil {
            facts.groupNames[id] = find(SecurityGroupRecord.self, id)?.name
        }
        return facts
    }

    /// What the metadata service of an instance says.
    func metadata(of instance: InstanceRecord) -> InstanceMetadata {
        var metadata = InstanceMetadata(
            instance: instance, account: scope.account, region: scope.region,
            zoneID: zoneID(of: instance.zone), domain: scope.privateDomain)
        metadata.subnetBlock = find(SubnetRecord.self, instance.subnet)?.cidr ?? ""
        metadata.vpcBlocks = find(VPCRecord.self, instance.vpc)?.blocks.map(\.cidr) ?? []
        if let interface = find(InterfaceRecord.self, instance.interface) {
            metadata.instance.groups = interface.groups
            metadata.publicAddress = publicAddresses(of: [interface])[interface.id]?.address
        }
        metadata.groupNames = metadata.instance.groups.compactMap {
            find(SecurityGroupRecord.self, $0)?.name
        }
        if let name = instance.keyName { metadata.publicKey = keyPair(named: name)?.publicKey }
        return metadata
    }

    func zoneID(of zone: String) -> String {
        EC2Regions.zones(of: scope.region).first { $0.name == zone }?.id ?? zone
    }

    func keyPair(named name: String) -> KeyPairRecord? {
        all(KeyPairRecord.self).first { $0.name == name }
    }
}
