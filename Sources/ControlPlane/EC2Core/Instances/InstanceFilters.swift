package import EC2Model
import Shapes

/// An instance as it is described, with what its reservation says.
package struct DescribedInstance: Sendable {
    package var instance: EC2API.Instance
    package var reservation: String
    package var owner: String
    package var tags: [EC2Tag]

    package init(_ facts: InstanceFacts) {
        instance = facts.described
        reservation = facts.record.reservation
        owner = facts.account
        tags = facts.record.tags ?? []
    }
}

extension FilterTable where Item == DescribedInstance {
    /// The filters of DescribeInstances.
    package static let instances = FilterTable(
        machine.merging(network) { $1 }.merging(interfaces) { $1 }, tags: { $0.tags })

    private static let machine: [String: Field] = [
        "architecture": { [$0.instance.architecture?.rawValue].present },
        "availability-zone": { [$0.instance.placement?.availabilityZone].present },
        "availability-zone-id": { [$0.instance.placement?.availabilityZoneId].present },
        "block-device-mapping.attach-time": {
            devices($0).compactMap { $0.ebs?.attachTime?.iso8601 }
        },
        "block-device-mapping.delete-on-termination": {
            devices($0).compactMap { $0.ebs?.deleteOnTermination.map(String.init) }
        },
        "block-device-mapping.device-name": { devices($0).compactMap(\.deviceName) },
        "block-device-mapping.status": {
            devices($0).compactMap { $0.ebs?.status?.rawValue }
        },
        "block-device-mapping.volume-id": { devices($0).compactMap { $0.ebs?.volumeId } },
        "boot-mode": { [$0.instance.bootMode?.rawValue].present },
        "client-token": { [$0.instance.clientToken].present },
        "hypervisor": { [$0.instance.hypervisor?.rawValue].present },
        "iam-instance-profile.arn": { [$0.instance.iamInstanceProfile?.arn].present },
        "iam-instance-profile.id": { [$0.instance.iamInstanceProfile?.id].present },
        "image-id": { [$0.instance.imageId].present },
        "instance-id": { [$0.instance.instanceId].present },
        "instance-lifecycle": { _ in [] },
        "instance-state-code": { [$0.instance.state?.code.map(String.init)].present },
        "instance-state-name": { [$0.instance.state?.name?.rawValue].present },
        "instance-type": { [$0.instance.instanceType?.rawValue].present },
        "kernel-id": { _ in [] },
        "key-name": { [$0.instance.keyName].present },
        "launch-index": { [$0.instance.amiLaunchIndex.map(String.init)].present },
        "launch-time": { [$0.instance.launchTime?.iso8601].present },
        "metadata-options.http-endpoint": {
            [$0.instance.metadataOptions?.httpEndpoint?.rawValue].present
        },
        "metadata-options.http-tokens": {
            [$0.instance.metadataOptions?.httpTokens?.rawValue].present
        },
        "metadata-options.instance-metadata-tags": {
            [$0.instance.metadataOptions?.instanceMetadataTags?.rawValue].present
        },
        "monitoring-state": { [$0.instance.monitoring?.state?.rawValue].present },
        "owner-id": { [$0.owner] },
        "placement-group-name": { [$0.instance.placement?.groupName].present },
        "platform": { _ in [] },
        "platform-details": { [$0.instance.platformDetails].present },
        "product-code": { _ in [] },
        "ramdisk-id": { _ in [] },
        "reason": { [$0.instance.stateTransitionReason].present },
        "requester-id": { _ in [] },
        "reservation-id": { [$0.reservation] },
        "root-device-name": { [$0.instance.rootDeviceName].present },
        "root-device-type": { [$0.instance.rootDeviceType?.rawValue].present },
        "spot-instance-request-id": { _ in [] },
        "state-reason-code": { [$0.instance.stateReason?.code].present },
        "state-reason-message": { [$0.instance.stateReason?.message].present },
        "tenancy": { [$0.instance.placement?.tenancy?.rawValue].present },
        "usage-operation": { [$0.instance.usageOperation].present },
        "virtualization-type": { [$0.instance.virtualizationType?.rawValue].present },
    ]

    private static let network: [String: Field] = [
        "dns-name": { [$0.instance.publicDnsName].present },
        "group-id": { groups($0).compactMap(\.groupId) },
        "group-name": { groups($0).compactMap(\.groupName) },
        "instance.group-id": { groups($0).compactMap(\.groupId) },
        "instance.group-name": { groups($0).compactMap(\.groupName) },
        "ip-address": { [$0.instance.publicIpAddress].present },
        "private-dns-name": { [$0.instance.privateDnsName].present },
        "private-ip-address": { [$0.instance.privateIpAddress].present },
        "source-dest-check": { [$0.instance.sourceDestCheck.map(String.init)].present },
        "subnet-id": { [$0.instance.subnetId].present },
        "vpc-id": { [$0.instance.vpcId].present },
    ]

    private static let interfaces: [String: Field] = [
        "network-interface.addresses.primary": {
            cards($0).flatMap { $0.privateIpAddresses ?? [] }
                .compactMap { $0.primary.map(String.init) }
        },
        "network-interface.addresses.private-ip-address": {
            cards($0).flatMap { $0.privateIpAddresses ?? [] }.compactMap(\.privateIpAddress)
        },
        "network-interface.association.public-ip": {
            cards($0).compactMap { $0.association?.publicIp }
        },
        "network-interface.attachment.attachment-id": {
            cards($0).compactMap { $0.attachment?.attachmentId }
        },
        "network-interface.attachment.delete-on-termination": {
            cards($0).compactMap { $0.attachment?.deleteOnTermination.map(String.init) }
        },
        "network-interface.attachment.device-index": {
            cards($0).compactMap { $0.attachment?.deviceIndex.map(String.init) }
        },
        "network-interface.attachment.instance-id": { [$0.instance.instanceId].present },
        "network-interface.attachment.status": {
            cards($0).compactMap { $0.attachment?.status?.rawValue }
        },
        "network-interface.description": { cards($0).compactMap(\.description) },
        "network-interface.group-id": {
            cards($0).flatMap { $0.groups ?? [] }.compactMap(\.groupId)
        },
        "network-interface.group-name": {
            cards($0).flatMap { $0.groups ?? [] }.compactMap(\.groupName)
        },
        "network-interface.mac-address": { cards($0).compactMap(\.macAddress) },
        "network-interface.network-interface-id": {
            cards($0).compactMap(\.networkInterfaceId)
        },
        "network-interface.owner-id": { cards($0).compactMap(\.ownerId) },
        "network-interface.private-dns-name": { cards($0).compactMap(\.privateDnsName) },
        "network-interface.source-dest-check": {
            cards($0).compactMap { $0.sourceDestCheck.map(String.init) }
        },
        "network-interface.status": { cards($0).compactMap { $0.status?.rawValue } },
        "network-interface.subnet-id": { cards($0).compactMap(\.subnetId) },
        "network-interface.vpc-id": { cards($0).compactMap(\.vpcId) },
    ]

    private static func devices(_ item: Item) -> [EC2API.InstanceBlockDeviceMapping] {
        item.instance.blockDeviceMappings ?? []
    }

    private static func groups(_ item: Item) -> [EC2API.GroupIdentifier] {
        item.instance.securityGroups ?? []
    }

    private static func cards(_ item: Item) -> [EC2API.InstanceNetworkInterface] {
        item.instance.networkInterfaces ?? []
    }
}

extension [String?] {
    /// What is there.
    fileprivate var present: [String] { compactMap { $0 } }
}
