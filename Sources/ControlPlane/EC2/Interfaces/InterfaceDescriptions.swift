import EC2Core
import EC2Model
import Networking
import Shapes

/// Interfaces as the API shows them.
extension Snapshot {
    /// The elastic addresses of an interface, by the private address that each leads to.
    func elasticAddresses(of interface: InterfaceRecord) -> [String: AddressRecord] {
        var result: [String: AddressRecord] = [:]
        for address in dependents(AddressRecord.self, of: interface.id)
        where address.interface == interface.id {
            result[address.privateAddress ?? interface.address] = address
        }
        return result
    }

    /// An interface with all that belongs to it.
    func described(_ record: InterfaceRecord) -> EC2API.NetworkInterface {
        let elastic = elasticAddresses(of: record)
        let hasNames = find(VPCRecord.self, record.vpc)?.hasDNSHostnames == true
        return EC2API.NetworkInterface {
            $0.networkInterfaceId = record.id
            $0.vpcId = record.vpc
            $0.subnetId = record.subnet
            $0.availabilityZone = record.zone
            $0.availabilityZoneId =
                EC2Regions.zones(of: scope.region).first { $0.name == record.zone }?.id
            $0.ownerId = scope.account
            $0.description = record.summary
            $0.interfaceType = EC2API.NetworkInterfaceType(rawValue: record.type)
            $0.macAddress = record.mac
            $0.privateIpAddress = record.address
            $0.privateDnsName = privateName(record.address)
            $0.privateIpAddresses = record.addresses.enumerated().map { number, address in
                EC2API.NetworkInterfacePrivateIpAddress {
                    $0.primary = number == 0
                    $0.privateIpAddress = address
                    $0.privateDnsName = privateName(address)
                    $0.association = association(
                        record, elastic[address], isPrimary: number == 0, hasNames)
                }
            }
            $0.association = association(
                record, elastic[record.address], isPrimary: true, hasNames)
            $0.publicDnsName = $0.association?.publicDnsName
            $0.groups = identifiers(of: record.groups)
            $0.attachment = attachment(record)
            $0.requesterId = record.requester
            $0.requesterManaged = record.isManaged
            $0.sourceDestCheck = record.checksSourceAndDestination
            $0.status = record.attachment == nil ? .available : .inUse
            $0.ipv6Addresses = []
            $0.denyAllIgwTraffic = false
            $0.operator = EC2API.OperatorResponse { $0.managed = false }
            $0.tagSet = record.tags.described
        }
    }

    /// Groups by id and name.
    func identifiers(of groups: [String]) -> [EC2API.GroupIdentifier] {
        groups.map { id in
            EC2API.GroupIdentifier {
                $0.groupId = id
                $0.groupName = find(SecurityGroupRecord.self, id)?.name
            }
        }
    }

    func attachment(_ record: InterfaceRecord) -> EC2API.NetworkInterfaceAttachment? {
        guard let attachment = record.attachment else { return nil }
        return EC2API.NetworkInterfaceAttachment {
            $0.attachmentId = attachment.id
            $0.attachTime = attachment.attachedAt
            $0.deleteOnTermination = attachment.deletesOnTermination
            $0.deviceIndex = attachment.deviceIndex
            $0.networkCardIndex = 0
            $0.instanceId = attachment.isInstance ? attachment.machine : nil
            $0.instanceOwnerId = record.requester ?? scope.account
            $0.status = .attached
        }
    }

    /// Where a machine of the internet finds it.
    func publicAddress(of record: InterfaceRecord) -> String? {
        elasticAddresses(of: record)[record.address]?.publicAddress ?? record.publicAddress
    }

    func privateName(_ address: String) -> String? {
        IPv4Address(address).map {
            InterfaceNames.privateName($0, domain: scope.privateDomain)
        }
    }

    private func association(
        _ record: InterfaceRecord, _ elastic: AddressRecord?, isPrimary: Bool, _ hasNames: Bool
    ) -> EC2API.NetworkInterfaceAssociation? {
        let automatic = isPrimary ? record.publicAddress : nil
        guard let address = elastic?.publicAddress ?? automatic else { return nil }
        return EC2API.NetworkInterfaceAssociation {
            $0.publicIp = address
            $0.publicDnsName =
                hasNames ? InterfaceNames.publicName(address, region: scope.region) : ""
            $0.allocationId = elastic?.id
            $0.associationId = elastic?.association
            $0.ipOwnerId = elastic == nil ? "amazon" : scope.account
        }
    }
}

/// What interfaces are selected by.
enum InterfaceFilters {
    static func table(_ state: Snapshot) -> FilterTable<InterfaceRecord> {
        typealias Field = FilterTable<InterfaceRecord>.Field
        var fields: [String: Field] = [
            "addresses.primary": { record in
                record.addresses.indices.map { String($0 == 0) }
            },
            "addresses.private-ip-address": { $0.addresses },
            "availability-zone": { [$0.zone] },
            "description": { [$0.summary] },
            "group-id": { $0.groups },
            "group-name": { record in
                record.groups.compactMap { state.find(SecurityGroupRecord.self, $0)?.name }
            },
            "interface-type": { [$0.type] },
            "ipv6-addresses.ipv6-address": { _ in [] },
            "mac-address": { [$0.mac] },
            "network-interface-id": { [$0.id] },
            "operator.managed": { _ in ["false"] },
            "owner-id": { _ in [state.scope.account] },
            "private-dns-name": { [state.privateName($0.address)].compactMap { $0 } },
            "private-ip-address": { [$0.address] },
            "requester-id": { [$0.requester].compactMap { $0 } },
            "requester-managed": { [String($0.isManaged)] },
            "source-dest-check": { [String($0.checksSourceAndDestination)] },
            "status": { [$0.attachment == nil ? "available" : "in-use"] },
            "subnet-id": { [$0.subnet] },
            "vpc-id": { [$0.vpc] },
        ]
        fields.merge(attachment(state)) { first, _ in first }
        fields.merge(association(state)) { first, _ in first }
        return FilterTable(fields, tags: { $0.tags ?? [] })
    }

    private static func attachment(
        _ state: Snapshot
    ) -> [String: FilterTable<InterfaceRecord>.Field] {
        func field(
            _ value: @escaping @Sendable (InterfaceAttachment) -> String?
        ) -> FilterTable<InterfaceRecord>.Field {
            { record in [record.attachment.flatMap(value)].compactMap { $0 } }
        }
        return [
            "attachment.attach-time": field { $0.attachedAt?.iso8601 },
            "attachment.attachment-id": field { $0.id },
            "attachment.delete-on-termination": field { String($0.deletesOnTermination) },
            "attachment.device-index": field { String($0.deviceIndex) },
            "attachment.instance-id": field { $0.isInstance ? $0.machine : nil },
            "attachment.instance-owner-id": { record in
                record.attachment == nil ? [] : [record.requester ?? state.scope.account]
            },
            "attachment.status": { record in
                [record.attachment == nil ? "detached" : "attached"]
            },
        ]
    }

    private static func association(
        _ state: Snapshot
    ) -> [String: FilterTable<InterfaceRecord>.Field] {
        let elastic = { @Sendable (record: InterfaceRecord) in
            state.elasticAddresses(of: record).values
        }
        let publicAddresses = { @Sendable (record: InterfaceRecord) in
            elastic(record).map(\.publicAddress) + [record.publicAddress].compactMap { $0 }
        }
        let owner: FilterTable<InterfaceRecord>.Field = { record in
            elastic(record).map { _ in state.scope.account }
                + (record.publicAddress == nil ? [] : ["amazon"])
        }
        return [
            "addresses.association.owner-id": owner,
            "addresses.association.public-ip": publicAddresses,
            "association.allocation-id": { elastic($0).map(\.id) },
            "association.association-id": { elastic($0).compactMap(\.association) },
            "association.ip-owner-id": owner,
            "association.public-ip": publicAddresses,
            "association.public-dns-name": { record in
                publicAddresses(record).map {
                    InterfaceNames.publicName($0, region: state.scope.region)
                }
            },
        ]
    }
}
