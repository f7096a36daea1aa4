package import EC2Model
import Shapes

/// An instance with all that the API shows of it.
package struct InstanceFacts: Sendable {
    package var record: InstanceRecord
    package var state: EC2API.InstanceStateName
    package var account: String
    package var region: String
    package var zoneID: String
    /// `ec2.internal`
    package var domain: String
    /// Its network interfaces, the primary one first.
    package var interfaces: [InterfaceRecord] = []
    /// Public addresses by the interface that they lead to, with the account whose they are.
    package var publicAddresses: [String: (address: String, owner: String)] = [:]
    /// Names of security groups by id.
    package var groupNames: [String: String] = [:]

    package init(
        record: InstanceRecord, state: EC2API.InstanceStateName, account: String, region: String,
        zoneID: String, domain: String
    ) {
        self.record = record
        self.state = state
        self.account = account
        self.region = region
        self.zoneID = zoneID
        self.domain = domain
    }
}

extension InstanceFacts {
    /// As DescribeInstances tells it.
    package var described: EC2API.Instance {
        let isGone = record.lifecycle.terminatedAt != nil
        var instance = EC2API.Instance {
            $0.instanceId = record.id
            $0.imageId = record.image
            $0.state = described(state)
            $0.stateReason = reason
            $0.stateTransitionReason = record.lifecycle.transition ?? ""
            $0.amiLaunchIndex = record.launchIndex
            $0.keyName = record.keyName
            $0.clientToken = record.clientToken ?? ""
            $0.instanceType = EC2API.InstanceType(rawValue: record.type)
            $0.launchTime = record.launchedAt
            $0.monitoring = EC2API.Monitoring {
                $0.state = record.options.isMonitored ? .enabled : .disabled
            }
            $0.productCodes = []
            $0.tags = record.tags?.isEmpty == false ? record.tags.described : nil
        }
        describeMachine(&instance)
        describeOptions(&instance)
        if !isGone { describeNetwork(&instance) }
        return instance
    }

    private func describeMachine(_ instance: inout EC2API.Instance) {
        let entry = InstanceTypeTable.entry(record.type)
        instance.architecture = record.architecture == "arm64" ? .arm64 : .x8664
        instance.placement = EC2API.Placement {
            $0.availabilityZone = record.zone
            $0.availabilityZoneId = zoneID
            $0.groupName = ""
            $0.tenancy = .default
        }
        instance.hypervisor = .xen
        instance.virtualizationType = .hvm
        instance.platformDetails = "Linux/UNIX"
        instance.usageOperation = "RunInstances"
        instance.usageOperationUpdateTime = record.createdAt
        instance.bootMode = .legacyBios
        instance.currentInstanceBootMode = .legacyBios
        instance.enaSupport = true
        instance.rootDeviceType = .ebs
        instance.rootDeviceName = rootDevice
        instance.blockDeviceMappings = (record.devices ?? []).map { device in
            EC2API.InstanceBlockDeviceMapping {
                $0.deviceName = device.name
                $0.ebs = EC2API.EbsInstanceBlockDevice {
                    $0.attachTime = device.attachedAt
                    $0.deleteOnTermination = device.isDeletedWithInstance
                    $0.status = .attached
                    $0.volumeId = device.volume
                }
            }
        }
        instance.cpuOptions = entry.map { entry in
            EC2API.CpuOptions {
                $0.coreCount = entry.cores
                $0.threadsPerCore = entry.threadsPerCore
            }
        }
    }

    private func describeOptions(_ instance: inout EC2API.Instance) {
        instance.ebsOptimized = record.options.isEBSOptimized
        instance.iamInstanceProfile = record.profile.map { arn in
            EC2API.IamInstanceProfile {
                $0.arn = arn
                $0.id = InstanceProfile.id(of: arn)
            }
        }
        instance.metadataOptions = record.options.metadata.described
        instance.hibernationOptions = EC2API.HibernationOptions { $0.configured = false }
        instance.enclaveOptions = EC2API.EnclaveOptions { $0.enabled = false }
        instance.capacityReservationSpecification = EC2API.CapacityReservationSpecificationResponse
        {
            $0.capacityReservationPreference = .open
        }
        instance.maintenanceOptions = EC2API.InstanceMaintenanceOptions {
            $0.autoRecovery = .default
        }
    }

    private func describeNetwork(_ instance: inout EC2API.Instance) {
        instance.subnetId = record.subnet
        instance.vpcId = record.vpc
        instance.privateIpAddress = record.address
        instance.privateDnsName = privateName
        instance.sourceDestCheck = record.options.checksSourceAndDestination
        instance.securityGroups = groups(interfaces.first?.groups ?? record.groups)
        instance.privateDnsNameOptions = EC2API.PrivateDnsNameOptionsResponse {
            $0.hostnameType = .ipName
            $0.enableResourceNameDnsARecord = false
            $0.enableResourceNameDnsAAAARecord = false
        }
        if let primary = interfaces.first, let found = publicAddresses[primary.id] {
            instance.publicIpAddress = found.address
            instance.publicDnsName = InterfaceNames.publicName(found.address, region: region)
        } else {
            instance.publicDnsName = ""
        }
        instance.networkInterfaces = interfaces.map(describe)
    }

    /// The name of the root volume's device.
    package var rootDevice: String {
        MachineImages.image(record.image, in: region)?.rootDevice ?? "/dev/xvda"
    }

    /// `ip-10-0-0-5.ec2.internal`; empty without an address.
    package var privateName: String {
        record.address.map { InterfaceNames.privateName(of: $0, domain: domain) } ?? ""
    }

    private func groups(_ ids: [String]) -> [EC2API.GroupIdentifier] {
        ids.map { id in
            EC2API.GroupIdentifier {
                $0.groupId = id
                $0.groupName = groupNames[id]
            }
        }
    }

    private var reason: EC2API.StateReason? {
        guard let code = record.lifecycle.reasonCode else {
            guard state == .pending else { return nil }
            return EC2API.StateReason {
                $0.code = "pending"
                $0.message = "pending"
            }
        }
        return EC2API.StateReason {
            $0.code = code
            $0.message = record.lifecycle.reasonMessage
        }
    }

    /// A state with its number.
    package func described(_ state: EC2API.InstanceStateName) -> EC2API.InstanceState {
        EC2API.InstanceState {
            $0.code = InstanceLifecycle.code(state)
            $0.name = state
        }
    }

    // MARK: Interfaces

    private func describe(_ interface: InterfaceRecord) -> EC2API.InstanceNetworkInterface {
        let association = publicAddresses[interface.id].map { found in
            EC2API.InstanceNetworkInterfaceAssociation {
                $0.ipOwnerId = found.owner
                $0.publicDnsName = InterfaceNames.publicName(found.address, region: region)
                $0.publicIp = found.address
            }
        }
        return EC2API.InstanceNetworkInterface {
            $0.association = association
            $0.attachment = interface.attachment.map { attachment in
                EC2API.InstanceNetworkInterfaceAttachment {
                    $0.attachTime = attachment.attachedAt
                    $0.attachmentId = attachment.id
                    $0.deleteOnTermination = attachment.deletesOnTermination
                    $0.deviceIndex = attachment.deviceIndex
                    $0.status = .attached
                    $0.networkCardIndex = 0
                }
            }
            $0.description = interface.summary
            $0.groups = groups(interface.groups)
            $0.ipv6Addresses = []
            $0.macAddress = interface.mac
            $0.networkInterfaceId = interface.id
            $0.ownerId = account
            $0.privateDnsName = InterfaceNames.privateName(of: interface.address, domain: domain)
            $0.privateIpAddress = interface.address
            $0.privateIpAddresses = interface.addresses.enumerated().map { index, address in
                EC2API.InstancePrivateIpAddress {
                    $0.association = index == 0 ? association : nil
                    $0.primary = index == 0
                    $0.privateDnsName = InterfaceNames.privateName(of: address, domain: domain)
                    $0.privateIpAddress = address
                }
            }
            $0.sourceDestCheck = interface.checksSourceAndDestination
            $0.status = .inUse
            $0.subnetId = interface.subnet
            $0.vpcId = interface.vpc
            $0.interfaceType = interface.type
        }
    }
}

extension InstanceMetadataOptions {
    /// As the API shows them.
    package var described: EC2API.InstanceMetadataOptionsResponse {
        EC2API.InstanceMetadataOptionsResponse {
            $0.state = .applied
            $0.httpTokens = needsToken ? .required : .optional
            $0.httpPutResponseHopLimit = hopLimit
            $0.httpEndpoint = isEnabled ? .enabled : .disabled
            $0.httpProtocolIpv6 = .disabled
            $0.instanceMetadataTags = showsTags ? .enabled : .disabled
        }
    }
}
