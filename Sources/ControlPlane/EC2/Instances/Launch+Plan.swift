import AWSWire
import EC2Core
import EC2Model
import Shapes
import Store

/// What a launch comes to.
extension Launch {
    /// Changes of one transaction that launches; the store takes 128, and of compares as many.
    private static let changes = 100

    /// Plans as many instances as there is room for on hosts and in one transaction.
    ///
    /// - Parameters:
    ///   - count: How many the whole request launches.
    ///   - least: How many of `identities` there must be room for on hosts.
    /// - Returns: How many are planned.
    /// - Throws: `InsufficientInstanceCapacity`, and what interfaces and volumes are refused for.
    func plan(
        _ identities: ArraySlice<LaunchIdentity>, of count: Int, least: Int, reservation: String,
        _ plan: inout Plan, at time: Timestamp
    ) throws(AWSError) -> Int {
        let hosts = HostAssignment.hosts(
            for: identities.count, zone: subnet.zone, provider: image.provider,
            among: service.offers(plan.state.records))
        guard hosts.count >= least else { throw .noCapacity(of: type.name, zone: subnet.zone) }
        let chosen = Array(hosts.prefix(max(1, Self.changes / changesOfInstance)))
        service.assign(chosen, &plan)
        for (identity, host) in zip(identities, chosen) {
            var instance = record(identity, host, reservation, at: time)
            try attachInterfaces(to: &instance, isOnly: count == 1, &plan, at: time)
            try attachVolumes(to: &instance, &plan, at: time)
            plan.put(instance)
        }
        return chosen.count
    }

    /// At most so many records and links are written for one instance.
    private var changesOfInstance: Int {
        let interfaces = request.networkInterfaces ?? []
        let groups = max(
            1, (request.securityGroupIds?.count ?? 0) + (request.securityGroups?.count ?? 0))
        var changes = 2 + (request.blockDeviceMappings?.count ?? 0)
        // The interface, its public address and subnet; an address and a link a group each.
        if interfaces.isEmpty { changes += 4 + groups }
        for interface in interfaces {
            changes += 4 + max(1, interface.groups?.count ?? 0)
            changes += (interface.privateIpAddresses?.count ?? 0)
            changes += interface.secondaryPrivateIpAddressCount ?? 0
        }
        return changes
    }

    private func record(
        _ identity: LaunchIdentity, _ host: String, _ reservation: String, at time: Timestamp
    ) -> InstanceRecord {
        InstanceRecord {
            $0.id = identity.id
            $0.reservation = reservation
            $0.launchIndex = identity.index
            $0.image = image.id
            $0.type = type.name
            $0.zone = subnet.zone
            $0.subnet = subnet.id
            $0.vpc = subnet.vpc
            $0.host = host
            $0.provider = image.provider
            $0.architecture = image.architecture
            $0.launchedAt = time
            $0.createdAt = time
            $0.clientToken = clientToken
            $0.keyName = request.keyName
            $0.userData = userData
            $0.joinToken = identity.joinToken
            $0.profile = profile
            $0.options = options
            $0.tags = tags
        }
    }

    private var options: InstanceOptions {
        var options = InstanceOptions()
        options.refusesTermination = request.disableApiTermination ?? false
        options.refusesStop = request.disableApiStop ?? false
        options.shutdown = request.instanceInitiatedShutdownBehavior ?? .stop
        options.isMonitored = request.monitoring?.enabled ?? false
        options.isEBSOptimized = request.ebsOptimized ?? false
        if type.isBurstable {
            let standard = type.family == "t2" ? "standard" : "unlimited"
            options.credits = request.creditSpecification?.cpuCredits ?? standard
        }
        options.metadata.apply(
            tokens: request.metadataOptions?.httpTokens?.rawValue,
            hops: request.metadataOptions?.httpPutResponseHopLimit,
            endpoint: request.metadataOptions?.httpEndpoint?.rawValue,
            tags: request.metadataOptions?.instanceMetadataTags?.rawValue)
        return options
    }

    /// The request's, and those by which EC2 says which template an instance is of.
    private var tags: [EC2Tag]? {
        var tags = instanceTags
        if let template {
            tags.append(EC2Tag("aws:ec2launchtemplate:id", template.id))
            tags.append(EC2Tag("aws:ec2launchtemplate:version", String(template.version)))
        }
        return tags.isEmpty ? nil : tags
    }

    // MARK: Interfaces

    private func attachInterfaces(
        to instance: inout InstanceRecord, isOnly: Bool, _ plan: inout Plan, at time: Timestamp
    ) throws(AWSError) {
        var specifications = request.networkInterfaces ?? []
        if specifications.isEmpty {
            specifications = [
                EC2API.InstanceNetworkInterfaceSpecification {
                    $0.deviceIndex = 0
                    $0.groups = request.securityGroupIds
                    $0.privateIpAddress = request.privateIpAddress
                }
            ]
        }
        for specification in specifications.sorted(by: {
            ($0.deviceIndex ?? 0) < ($1.deviceIndex ?? 0)
        }) {
            let attachment = InterfaceAttachment {
                $0.id = service.newID("eni-attach")
                $0.machine = instance.id
                $0.deviceIndex = specification.deviceIndex ?? 0
                $0.deletesOnTermination =
                    specification.deleteOnTermination ?? (specification.networkInterfaceId == nil)
                $0.attachedAt = time
            }
            let interface =
                if let id = specification.networkInterfaceId {
                    try attach(existing: id, attachment, isOnly: isOnly, &plan)
                } else {
                    try make(specification, attachment, isOnly: isOnly, &plan, at: time)
                }
            guard attachment.deviceIndex == 0 else { continue }
            instance.interface = interface.id
            instance.address = interface.address
            instance.mac = interface.mac
            instance.groups = interface.groups
            instance.options.checksSourceAndDestination = interface.checksSourceAndDestination
        }
    }

    private func attach(
        existing id: String, _ attachment: InterfaceAttachment, isOnly: Bool, _ plan: inout Plan
    ) throws(AWSError) -> InterfaceRecord {
        guard isOnly else {
            throw .invalidCombination(
                "A network interface may not be specified when launching multiple instances")
        }
        var interface = try plan.get(
            InterfaceRecord.self, id, parameter: "NetworkInterfaceId")
        guard interface.attachment == nil else {
            throw .ec2("InvalidNetworkInterface.InUse", "Interface: [\(id)] in use.")
        }
        guard interface.zone == subnet.zone else {
            throw .invalidCombination(
                "Network interfaces of one instance must be in one availability zone.")
        }
        interface.attachment = attachment
        plan.put(interface)
        return interface
    }

    private func make(
        _ specification: EC2API.InstanceNetworkInterfaceSpecification,
        _ attachment: InterfaceAttachment, isOnly: Bool, _ plan: inout Plan, at time: Timestamp
    ) throws(AWSError) -> InterfaceRecord {
        let place =
            try specification.subnetId.map { id throws(AWSError) in
                try plan.get(SubnetRecord.self, id, parameter: "SubnetId")
            } ?? subnet
        guard place.zone == subnet.zone else {
            throw .invalidCombination(
                "Network interfaces of one instance must be in one availability zone.")
        }
        let addresses = specification.privateIpAddresses ?? []
        let primary =
            specification.privateIpAddress
            ?? addresses.first { $0.primary == true }?.privateIpAddress
        guard primary == nil || isOnly else {
            throw .invalidCombination(
                "A private IP address may not be specified when launching multiple instances")
        }
        var wish = InterfaceWish(subnet: place.id)
        wish.groups = try groups(specification, in: place.vpc, plan)
        wish.address = primary
        wish.secondary = addresses.filter { $0.primary != true }.compactMap(\.privateIpAddress)
        wish.secondaryCount = specification.secondaryPrivateIpAddressCount ?? 0
        wish.summary = specification.description ?? ""
        wish.attachment = attachment
        wish.tags = interfaceTags
        wish.wantsPublicAddress =
            attachment.deviceIndex == 0
            && (specification.associatePublicIpAddress ?? place.mapsPublicAddress)
        return try service.makeInterface(wish, &plan, at: time)
    }

    /// The groups of an interface: those that it names, those that the request names by name, or the
    /// VPC's default one.
    private func groups(
        _ specification: EC2API.InstanceNetworkInterfaceSpecification, in vpc: String, _ plan: Plan
    ) throws(AWSError) -> [String] {
        var ids = specification.groups ?? []
        for name in request.securityGroups ?? [] {
            let found = plan.state.all(SecurityGroupRecord.self).first {
                $0.name == name && $0.vpc == vpc
            }
            guard let found else {
                throw .ec2(
                    "InvalidGroup.NotFound",
                    "The security group '\(name)' does not exist in VPC '\(vpc)'")
            }
            ids.append(found.id)
        }
        return ids
    }

    // MARK: Volumes

    private func attachVolumes(
        to instance: inout InstanceRecord, _ plan: inout Plan, at time: Timestamp
    ) throws(AWSError) {
        var mappings = request.blockDeviceMappings ?? []
        if !mappings.contains(where: { $0.deviceName == image.rootDevice }) {
            mappings.insert(
                EC2API.BlockDeviceMapping { $0.deviceName = image.rootDevice }, at: 0)
        }
        var devices: [InstanceDevice] = []
        for mapping in mappings where mapping.noDevice == nil && mapping.virtualName == nil {
            guard let name = mapping.deviceName, !name.isEmpty else {
                throw .missing("BlockDeviceMapping.DeviceName")
            }
            guard !devices.contains(where: { $0.name == name }) else {
                throw .ec2(
                    "InvalidBlockDeviceMapping",
                    "The device '\(name)' is used in more than one block-device mapping")
            }
            let isRoot = name == image.rootDevice
            var shape = VolumeShape()
            shape.size = mapping.ebs?.volumeSize
            shape.type = mapping.ebs?.volumeType ?? .gp3
            shape.iops = mapping.ebs?.iops
            shape.throughput = mapping.ebs?.throughput
            shape.snapshot = isRoot ? image.rootSnapshot : mapping.ebs?.snapshotId
            var volume = try shape.record(of: isRoot ? image.rootGigabytes : nil)
            volume.id = service.newID(.volumes)
            volume.zone = subnet.zone
            volume.isEncrypted = mapping.ebs?.encrypted ?? (mapping.ebs?.kmsKeyId != nil)
            volume.kmsKey = mapping.ebs?.kmsKeyId
            volume.createdAt = time
            volume.tags = volumeTags.isEmpty ? nil : volumeTags
            volume.isDeletedWithInstance = mapping.ebs?.deleteOnTermination ?? true
            volume.attach(to: instance.id, as: name, at: time)
            devices.append(
                InstanceDevice {
                    $0.name = name
                    $0.volume = volume.id
                    $0.attachedAt = time
                    $0.isDeletedWithInstance = volume.isDeletedWithInstance
                })
            plan.put(volume)
        }
        instance.devices = devices
    }
}
