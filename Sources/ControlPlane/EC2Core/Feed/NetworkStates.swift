package import MachineProtocol
import Networking
import Shapes

/// From records to what machines are told of them.
package enum NetworkStates {
    /// What is told of a group.
    ///
    /// - Parameter blocks: The IPv4 blocks of a prefix list; empty when there is none.
    package static func group(
        _ record: SecurityGroupRecord, blocks: (String) -> [String]
    ) -> SecurityGroupState {
        SecurityGroupState {
            $0.id = record.id
            $0.vpc = record.vpc
            $0.ingress = rules(record, isEgress: false, blocks)
            $0.egress = rules(record, isEgress: true, blocks)
        }
    }

    private static func rules(
        _ record: SecurityGroupRecord, isEgress: Bool, _ blocks: (String) -> [String]
    ) -> [TrafficRule] {
        var result: [TrafficRule] = []
        for rule in record.rules where rule.isEgress == isEgress {
            let traffic = TrafficRule {
                $0.ipProtocol = RulePorts.number(of: rule.ipProtocol)
                $0.fromPort = rule.fromPort
                $0.toPort = rule.toPort
            }
            // Blocks of IPv6 name nobody: no VPC has such addresses.
            for cidr in rule.prefixList.map(blocks) ?? [rule.cidr].compactMap({ $0 }) {
                var one = traffic
                one.cidr = cidr
                result.append(one)
            }
            if let group = rule.group {
                var one = traffic
                one.group = group
                result.append(one)
            }
        }
        return result
    }

    /// What is told of an interface.
    ///
    /// - Parameters:
    ///   - underlay: Where its machine is reached.
    ///   - publicAddress: An elastic address that leads to it.
    ///   - domain: Of its private name.
    package static func interface(
        _ record: InterfaceRecord, underlay: String?, publicAddress: String?, domain: String
    ) -> InterfaceState {
        InterfaceState {
            $0.id = record.id
            $0.vpc = record.vpc
            $0.subnet = record.subnet
            $0.address = record.address
            $0.mac = record.mac
            $0.groups = record.groups
            $0.machine = record.attachment?.machine
            $0.underlay = underlay
            $0.isPrimary =
                record.attachment.map { $0.isInstance && $0.deviceIndex == 0 } ?? false
            $0.publicAddress = publicAddress ?? record.publicAddress
            if let address = IPv4Address(record.address) {
                $0.names = [InterfaceNames.privateName(address, domain: domain)]
            }
        }
    }

    /// The entries of one direction of a network ACL; nil when the first one lets everything pass.
    package static func entries(
        _ record: NetworkACLRecord, isEgress: Bool
    ) -> [ACLEntry]? {
        let entries = record.entries.filter { $0.isEgress == isEgress && !$0.cidr.isEmpty }
            .sorted { $0.number < $1.number }
        if let first = entries.first, first.isAllowed, first.ipProtocol == -1,
            first.cidr == "0.0.0.0/0"
        {
            return nil
        }
        return entries.map { entry in
            ACLEntry {
                $0.isAllowed = entry.isAllowed
                $0.ipProtocol = entry.ipProtocol
                $0.fromPort = entry.ipProtocol == 1 ? entry.icmpType : entry.fromPort
                $0.toPort = entry.ipProtocol == 1 ? entry.icmpCode : entry.toPort
                $0.cidr = entry.cidr
            }
        }
    }
}
