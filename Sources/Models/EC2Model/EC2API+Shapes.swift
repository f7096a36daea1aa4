// Generated from Models/aws/ec2.json by `make models`; do not edit.
// swift-format-ignore-file

package import Shapes

extension EC2API {
    /// `AcceleratorCount` of the model.
    package struct AcceleratorCount: Shape {
        package var min: Int?
        package var max: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Min", &min)
            visitor.field("Max", &max)
        }
    }
    /// `AcceleratorCountRequest` of the model.
    package struct AcceleratorCountRequest: Shape {
        package var min: Int?
        package var max: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Min", &min)
            visitor.field("Max", &max)
        }
    }
    /// `AcceleratorTotalMemoryMiB` of the model.
    package struct AcceleratorTotalMemoryMiB: Shape {
        package var min: Int?
        package var max: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Min", &min)
            visitor.field("Max", &max)
        }
    }
    /// `AcceleratorTotalMemoryMiBRequest` of the model.
    package struct AcceleratorTotalMemoryMiBRequest: Shape {
        package var min: Int?
        package var max: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Min", &min)
            visitor.field("Max", &max)
        }
    }
    /// `AccountAttribute` of the model.
    package struct AccountAttribute: Shape {
        package var attributeName: String?
        package var attributeValues: [AccountAttributeValue]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("AttributeName", &attributeName)
            visitor.field("AttributeValues", &attributeValues)
        }
    }
    /// `AccountAttributeValue` of the model.
    package struct AccountAttributeValue: Shape {
        package var attributeValue: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("AttributeValue", &attributeValue)
        }
    }
    /// `AddPrefixListEntry` of the model.
    package struct AddPrefixListEntry: Shape {
        package var cidr: String = ""
        package var description: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Cidr", &cidr)
            visitor.field("Description", &description)
        }
    }
    /// `Address` of the model.
    package struct Address: Shape {
        package var allocationId: String?
        package var associationId: String?
        package var domain: DomainType?
        package var networkInterfaceId: String?
        package var networkInterfaceOwnerId: String?
        package var privateIpAddress: String?
        package var tags: [Tag]?
        package var publicIpv4Pool: String?
        package var networkBorderGroup: String?
        package var customerOwnedIp: String?
        package var customerOwnedIpv4Pool: String?
        package var carrierIp: String?
        package var subnetId: String?
        package var serviceManaged: ServiceManaged?
        package var instanceId: String?
        package var publicIp: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("AllocationId", &allocationId)
            visitor.field("AssociationId", &associationId)
            visitor.field("Domain", &domain)
            visitor.field("NetworkInterfaceId", &networkInterfaceId)
            visitor.field("NetworkInterfaceOwnerId", &networkInterfaceOwnerId)
            visitor.field("PrivateIpAddress", &privateIpAddress)
            visitor.field("Tags", &tags)
            visitor.field("PublicIpv4Pool", &publicIpv4Pool)
            visitor.field("NetworkBorderGroup", &networkBorderGroup)
            visitor.field("CustomerOwnedIp", &customerOwnedIp)
            visitor.field("CustomerOwnedIpv4Pool", &customerOwnedIpv4Pool)
            visitor.field("CarrierIp", &carrierIp)
            visitor.field("SubnetId", &subnetId)
            visitor.field("ServiceManaged", &serviceManaged)
            visitor.field("InstanceId", &instanceId)
            visitor.field("PublicIp", &publicIp)
        }
    }
    /// `AddressAttribute` of the model.
    package struct AddressAttribute: Shape {
        package var publicIp: String?
        package var allocationId: String?
        package var ptrRecord: String?
        package var ptrRecordUpdate: PtrUpdateStatus?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("PublicIp", &publicIp)
            visitor.field("AllocationId", &allocationId)
            visitor.field("PtrRecord", &ptrRecord)
            visitor.field("PtrRecordUpdate", &ptrRecordUpdate)
        }
    }
    /// `AllocateAddressRequest` of the model.
    package struct AllocateAddressRequest: Shape {
        package var domain: DomainType?
        package var address: String?
        package var publicIpv4Pool: String?
        package var networkBorderGroup: String?
        package var customerOwnedIpv4Pool: String?
        package var tagSpecifications: [TagSpecification]?
        package var ipamPoolId: String?
        package var dryRun: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Domain", &domain)
            visitor.field("Address", &address)
            visitor.field("PublicIpv4Pool", &publicIpv4Pool)
            visitor.field("NetworkBorderGroup", &networkBorderGroup)
            visitor.field("CustomerOwnedIpv4Pool", &customerOwnedIpv4Pool)
            visitor.field("TagSpecifications", &tagSpecifications)
            visitor.field("IpamPoolId", &ipamPoolId)
            visitor.field("DryRun", &dryRun)
        }
    }
    /// `AllocateAddressResult` of the model.
    package struct AllocateAddressResult: Shape {
        package var allocationId: String?
        package var publicIpv4Pool: String?
        package var networkBorderGroup: String?
        package var domain: DomainType?
        package var customerOwnedIp: String?
        package var customerOwnedIpv4Pool: String?
        package var carrierIp: String?
        package var publicIp: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("AllocationId", &allocationId)
            visitor.field("PublicIpv4Pool", &publicIpv4Pool)
            visitor.field("NetworkBorderGroup", &networkBorderGroup)
            visitor.field("Domain", &domain)
            visitor.field("CustomerOwnedIp", &customerOwnedIp)
            visitor.field("CustomerOwnedIpv4Pool", &customerOwnedIpv4Pool)
            visitor.field("CarrierIp", &carrierIp)
            visitor.field("PublicIp", &publicIp)
        }
    }
    /// `AssignPrivateIpAddressesRequest` of the model.
    package struct AssignPrivateIpAddressesRequest: Shape {
        package var ipv4Prefixes: [String]?
        package var ipv4PrefixCount: Int?
        package var networkInterfaceId: String = ""
        package var privateIpAddresses: [String]?
        package var secondaryPrivateIpAddressCount: Int?
        package var allowReassignment: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Ipv4Prefixes", &ipv4Prefixes)
            visitor.field("Ipv4PrefixCount", &ipv4PrefixCount)
            visitor.field("NetworkInterfaceId", &networkInterfaceId)
            visitor.field("PrivateIpAddresses", &privateIpAddresses)
            visitor.field("SecondaryPrivateIpAddressCount", &secondaryPrivateIpAddressCount)
            visitor.field("AllowReassignment", &allowReassignment)
        }
    }
    /// `AssignPrivateIpAddressesResult` of the model.
    package struct AssignPrivateIpAddressesResult: Shape {
        package var networkInterfaceId: String?
        package var assignedPrivateIpAddresses: [AssignedPrivateIpAddress]?
        package var assignedIpv4Prefixes: [Ipv4PrefixSpecification]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("NetworkInterfaceId", &networkInterfaceId)
            visitor.field("AssignedPrivateIpAddresses", &assignedPrivateIpAddresses)
            visitor.field("AssignedIpv4Prefixes", &assignedIpv4Prefixes)
        }
    }
    /// `AssignedPrivateIpAddress` of the model.
    package struct AssignedPrivateIpAddress: Shape {
        package var privateIpAddress: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("PrivateIpAddress", &privateIpAddress)
        }
    }
    /// `AssociateAddressRequest` of the model.
    package struct AssociateAddressRequest: Shape {
        package var allocationId: String?
        package var instanceId: String?
        package var publicIp: String?
        package var dryRun: Bool?
        package var networkInterfaceId: String?
        package var privateIpAddress: String?
        package var allowReassociation: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("AllocationId", &allocationId)
            visitor.field("InstanceId", &instanceId)
            visitor.field("PublicIp", &publicIp)
            visitor.field("DryRun", &dryRun)
            visitor.field("NetworkInterfaceId", &networkInterfaceId)
            visitor.field("PrivateIpAddress", &privateIpAddress)
            visitor.field("AllowReassociation", &allowReassociation)
        }
    }
    /// `AssociateAddressResult` of the model.
    package struct AssociateAddressResult: Shape {
        package var associationId: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("AssociationId", &associationId)
        }
    }
    /// `AssociateDhcpOptionsRequest` of the model.
    package struct AssociateDhcpOptionsRequest: Shape {
        package var dhcpOptionsId: String = ""
        package var vpcId: String = ""
        package var dryRun: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("DhcpOptionsId", &dhcpOptionsId)
            visitor.field("VpcId", &vpcId)
            visitor.field("DryRun", &dryRun)
        }
    }
    /// `AssociateRouteTableRequest` of the model.
    package struct AssociateRouteTableRequest: Shape {
        package var gatewayId: String?
        package var publicIpv4Pool: String?
        package var dryRun: Bool?
        package var subnetId: String?
        package var routeTableId: String = ""
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("GatewayId", &gatewayId)
            visitor.field("PublicIpv4Pool", &publicIpv4Pool)
            visitor.field("DryRun", &dryRun)
            visitor.field("SubnetId", &subnetId)
            visitor.field("RouteTableId", &routeTableId)
        }
    }
    /// `AssociateRouteTableResult` of the model.
    package struct AssociateRouteTableResult: Shape {
        package var associationId: String?
        package var associationState: RouteTableAssociationState?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("AssociationId", &associationId)
            visitor.field("AssociationState", &associationState)
        }
    }
    /// `AssociateVpcCidrBlockRequest` of the model.
    package struct AssociateVpcCidrBlockRequest: Shape {
        package var cidrBlock: String?
        package var ipv6CidrBlockNetworkBorderGroup: String?
        package var ipv6Pool: String?
        package var ipv6CidrBlock: String?
        package var ipv4IpamPoolId: String?
        package var ipv4NetmaskLength: Int?
        package var ipv6IpamPoolId: String?
        package var ipv6NetmaskLength: Int?
        package var vpcId: String = ""
        package var amazonProvidedIpv6CidrBlock: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("CidrBlock", &cidrBlock)
            visitor.field("Ipv6CidrBlockNetworkBorderGroup", &ipv6CidrBlockNetworkBorderGroup)
            visitor.field("Ipv6Pool", &ipv6Pool)
            visitor.field("Ipv6CidrBlock", &ipv6CidrBlock)
            visitor.field("Ipv4IpamPoolId", &ipv4IpamPoolId)
            visitor.field("Ipv4NetmaskLength", &ipv4NetmaskLength)
            visitor.field("Ipv6IpamPoolId", &ipv6IpamPoolId)
            visitor.field("Ipv6NetmaskLength", &ipv6NetmaskLength)
            visitor.field("VpcId", &vpcId)
            visitor.field("AmazonProvidedIpv6CidrBlock", &amazonProvidedIpv6CidrBlock)
        }
    }
    /// `AssociateVpcCidrBlockResult` of the model.
    package struct AssociateVpcCidrBlockResult: Shape {
        package var ipv6CidrBlockAssociation: VpcIpv6CidrBlockAssociation?
        package var cidrBlockAssociation: VpcCidrBlockAssociation?
        package var vpcId: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Ipv6CidrBlockAssociation", &ipv6CidrBlockAssociation)
            visitor.field("CidrBlockAssociation", &cidrBlockAssociation)
            visitor.field("VpcId", &vpcId)
        }
    }
    /// `AttachInternetGatewayRequest` of the model.
    package struct AttachInternetGatewayRequest: Shape {
        package var dryRun: Bool?
        package var internetGatewayId: String = ""
        package var vpcId: String = ""
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("DryRun", &dryRun)
            visitor.field("InternetGatewayId", &internetGatewayId)
            visitor.field("VpcId", &vpcId)
        }
    }
    /// `AttachNetworkInterfaceRequest` of the model.
    package struct AttachNetworkInterfaceRequest: Shape {
        package var networkCardIndex: Int?
        package var enaSrdSpecification: EnaSrdSpecification?
        package var enaQueueCount: Int?
        package var dryRun: Bool?
        package var networkInterfaceId: String = ""
        package var instanceId: String = ""
        package var deviceIndex: Int = 0
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("NetworkCardIndex", &networkCardIndex)
            visitor.field("EnaSrdSpecification", &enaSrdSpecification)
            visitor.field("EnaQueueCount", &enaQueueCount)
            visitor.field("DryRun", &dryRun)
            visitor.field("NetworkInterfaceId", &networkInterfaceId)
            visitor.field("InstanceId", &instanceId)
            visitor.field("DeviceIndex", &deviceIndex)
        }
    }
    /// `AttachNetworkInterfaceResult` of the model.
    package struct AttachNetworkInterfaceResult: Shape {
        package var attachmentId: String?
        package var networkCardIndex: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("AttachmentId", &attachmentId)
            visitor.field("NetworkCardIndex", &networkCardIndex)
        }
    }
    /// `AttachVolumeRequest` of the model.
    package struct AttachVolumeRequest: Shape {
        package var device: String = ""
        package var instanceId: String = ""
        package var volumeId: String = ""
        package var ebsCardIndex: Int?
        package var dryRun: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Device", &device)
            visitor.field("InstanceId", &instanceId)
            visitor.field("VolumeId", &volumeId)
            visitor.field("EbsCardIndex", &ebsCardIndex)
            visitor.field("DryRun", &dryRun)
        }
    }
    /// `AttachmentEnaSrdSpecification` of the model.
    package struct AttachmentEnaSrdSpecification: Shape {
        package var enaSrdEnabled: Bool?
        package var enaSrdUdpSpecification: AttachmentEnaSrdUdpSpecification?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("EnaSrdEnabled", &enaSrdEnabled)
            visitor.field("EnaSrdUdpSpecification", &enaSrdUdpSpecification)
        }
    }
    /// `AttachmentEnaSrdUdpSpecification` of the model.
    package struct AttachmentEnaSrdUdpSpecification: Shape {
        package var enaSrdUdpEnabled: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("EnaSrdUdpEnabled", &enaSrdUdpEnabled)
        }
    }
    /// `AttributeBooleanValue` of the model.
    package struct AttributeBooleanValue: Shape {
        package var value: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Value", &value)
        }
    }
    /// `AttributeValue` of the model.
    package struct AttributeValue: Shape {
        package var value: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Value", &value)
        }
    }
    /// `AuthorizeSecurityGroupEgressRequest` of the model.
    package struct AuthorizeSecurityGroupEgressRequest: Shape {
        package var tagSpecifications: [TagSpecification]?
        package var dryRun: Bool?
        package var groupId: String = ""
        package var sourceSecurityGroupName: String?
        package var sourceSecurityGroupOwnerId: String?
        package var ipProtocol: String?
        package var fromPort: Int?
        package var toPort: Int?
        package var cidrIp: String?
        package var ipPermissions: [IpPermission]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("TagSpecifications", &tagSpecifications)
            visitor.field("DryRun", &dryRun)
            visitor.field("GroupId", &groupId)
            visitor.field("SourceSecurityGroupName", &sourceSecurityGroupName)
            visitor.field("SourceSecurityGroupOwnerId", &sourceSecurityGroupOwnerId)
            visitor.field("IpProtocol", &ipProtocol)
            visitor.field("FromPort", &fromPort)
            visitor.field("ToPort", &toPort)
            visitor.field("CidrIp", &cidrIp)
            visitor.field("IpPermissions", &ipPermissions)
        }
    }
    /// `AuthorizeSecurityGroupEgressResult` of the model.
    package struct AuthorizeSecurityGroupEgressResult: Shape {
        package var `return`: Bool?
        package var securityGroupRules: [SecurityGroupRule]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Return", &`return`)
            visitor.field("SecurityGroupRules", &securityGroupRules)
        }
    }
    /// `AuthorizeSecurityGroupIngressRequest` of the model.
    package struct AuthorizeSecurityGroupIngressRequest: Shape {
        package var cidrIp: String?
        package var fromPort: Int?
        package var groupId: String?
        package var groupName: String?
        package var ipPermissions: [IpPermission]?
        package var ipProtocol: String?
        package var sourceSecurityGroupName: String?
        package var sourceSecurityGroupOwnerId: String?
        package var toPort: Int?
        package var tagSpecifications: [TagSpecification]?
        package var dryRun: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("CidrIp", &cidrIp)
            visitor.field("FromPort", &fromPort)
            visitor.field("GroupId", &groupId)
            visitor.field("GroupName", &groupName)
            visitor.field("IpPermissions", &ipPermissions)
            visitor.field("IpProtocol", &ipProtocol)
            visitor.field("SourceSecurityGroupName", &sourceSecurityGroupName)
            visitor.field("SourceSecurityGroupOwnerId", &sourceSecurityGroupOwnerId)
            visitor.field("ToPort", &toPort)
            visitor.field("TagSpecifications", &tagSpecifications)
            visitor.field("DryRun", &dryRun)
        }
    }
    /// `AuthorizeSecurityGroupIngressResult` of the model.
    package struct AuthorizeSecurityGroupIngressResult: Shape {
        package var `return`: Bool?
        package var securityGroupRules: [SecurityGroupRule]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Return", &`return`)
            visitor.field("SecurityGroupRules", &securityGroupRules)
        }
    }
    /// `AvailabilityZone` of the model.
    package struct AvailabilityZone: Shape {
        package var optInStatus: AvailabilityZoneOptInStatus?
        package var messages: [AvailabilityZoneMessage]?
        package var regionName: String?
        package var zoneName: String?
        package var zoneId: String?
        package var groupName: String?
        package var networkBorderGroup: String?
        package var zoneType: String?
        package var parentZoneName: String?
        package var parentZoneId: String?
        package var groupLongName: String?
        package var geography: [AvailabilityZoneGeography]?
        package var subGeography: [AvailabilityZoneSubGeography]?
        package var state: AvailabilityZoneState?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("OptInStatus", &optInStatus)
            visitor.field("Messages", &messages)
            visitor.field("RegionName", &regionName)
            visitor.field("ZoneName", &zoneName)
            visitor.field("ZoneId", &zoneId)
            visitor.field("GroupName", &groupName)
            visitor.field("NetworkBorderGroup", &networkBorderGroup)
            visitor.field("ZoneType", &zoneType)
            visitor.field("ParentZoneName", &parentZoneName)
            visitor.field("ParentZoneId", &parentZoneId)
            visitor.field("GroupLongName", &groupLongName)
            visitor.field("Geography", &geography)
            visitor.field("SubGeography", &subGeography)
            visitor.field("State", &state)
        }
    }
    /// `AvailabilityZoneAddress` of the model.
    package struct AvailabilityZoneAddress: Shape {
        package var availabilityZone: String?
        package var availabilityZoneId: String?
        package var allocationIds: [String]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("AvailabilityZone", &availabilityZone)
            visitor.field("AvailabilityZoneId", &availabilityZoneId)
            visitor.field("AllocationIds", &allocationIds)
        }
    }
    /// `AvailabilityZoneGeography` of the model.
    package struct AvailabilityZoneGeography: Shape {
        package var name: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Name", &name)
        }
    }
    /// `AvailabilityZoneMessage` of the model.
    package struct AvailabilityZoneMessage: Shape {
        package var message: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Message", &message)
        }
    }
    /// `AvailabilityZoneSubGeography` of the model.
    package struct AvailabilityZoneSubGeography: Shape {
        package var name: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Name", &name)
        }
    }
    /// `BaselineEbsBandwidthMbps` of the model.
    package struct BaselineEbsBandwidthMbps: Shape {
        package var min: Int?
        package var max: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Min", &min)
            visitor.field("Max", &max)
        }
    }
    /// `BaselineEbsBandwidthMbpsRequest` of the model.
    package struct BaselineEbsBandwidthMbpsRequest: Shape {
        package var min: Int?
        package var max: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Min", &min)
            visitor.field("Max", &max)
        }
    }
    /// `BaselinePerformanceFactors` of the model.
    package struct BaselinePerformanceFactors: Shape {
        package var cpu: CpuPerformanceFactor?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Cpu", &cpu)
        }
    }
    /// `BaselinePerformanceFactorsRequest` of the model.
    package struct BaselinePerformanceFactorsRequest: Shape {
        package var cpu: CpuPerformanceFactorRequest?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Cpu", &cpu)
        }
    }
    /// `BlobAttributeValue` of the model.
    package struct BlobAttributeValue: Shape {
        package var value: Blob?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Value", &value)
        }
    }
    /// `BlockDeviceMapping` of the model.
    package struct BlockDeviceMapping: Shape {
        package var ebs: EbsBlockDevice?
        package var noDevice: String?
        package var deviceName: String?
        package var virtualName: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Ebs", &ebs)
            visitor.field("NoDevice", &noDevice)
            visitor.field("DeviceName", &deviceName)
            visitor.field("VirtualName", &virtualName)
        }
    }
    /// `BlockPublicAccessStates` of the model.
    package struct BlockPublicAccessStates: Shape {
        package var internetGatewayBlockMode: BlockPublicAccessMode?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("InternetGatewayBlockMode", &internetGatewayBlockMode)
        }
    }
    /// `CapacityReservationSpecification` of the model.
    package struct CapacityReservationSpecification: Shape {
        package var capacityReservationPreference: CapacityReservationPreference?
        package var capacityReservationTarget: CapacityReservationTarget?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("CapacityReservationPreference", &capacityReservationPreference)
            visitor.field("CapacityReservationTarget", &capacityReservationTarget)
        }
    }
    /// `CapacityReservationSpecificationResponse` of the model.
    package struct CapacityReservationSpecificationResponse: Shape {
        package var capacityReservationPreference: CapacityReservationPreference?
        package var capacityReservationTarget: CapacityReservationTargetResponse?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("CapacityReservationPreference", &capacityReservationPreference)
            visitor.field("CapacityReservationTarget", &capacityReservationTarget)
        }
    }
    /// `CapacityReservationTarget` of the model.
    package struct CapacityReservationTarget: Shape {
        package var capacityReservationId: String?
        package var capacityReservationResourceGroupArn: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("CapacityReservationId", &capacityReservationId)
            visitor.field("CapacityReservationResourceGroupArn", &capacityReservationResourceGroupArn)
        }
    }
    /// `CapacityReservationTargetResponse` of the model.
    package struct CapacityReservationTargetResponse: Shape {
        package var capacityReservationId: String?
        package var capacityReservationResourceGroupArn: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("CapacityReservationId", &capacityReservationId)
            visitor.field("CapacityReservationResourceGroupArn", &capacityReservationResourceGroupArn)
        }
    }
    /// `ConnectionTrackingConfiguration` of the model.
    package struct ConnectionTrackingConfiguration: Shape {
        package var tcpEstablishedTimeout: Int?
        package var udpStreamTimeout: Int?
        package var udpTimeout: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("TcpEstablishedTimeout", &tcpEstablishedTimeout)
            visitor.field("UdpStreamTimeout", &udpStreamTimeout)
            visitor.field("UdpTimeout", &udpTimeout)
        }
    }
    /// `ConnectionTrackingSpecification` of the model.
    package struct ConnectionTrackingSpecification: Shape {
        package var tcpEstablishedTimeout: Int?
        package var udpTimeout: Int?
        package var udpStreamTimeout: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("TcpEstablishedTimeout", &tcpEstablishedTimeout)
            visitor.field("UdpTimeout", &udpTimeout)
            visitor.field("UdpStreamTimeout", &udpStreamTimeout)
        }
    }
    /// `ConnectionTrackingSpecificationRequest` of the model.
    package struct ConnectionTrackingSpecificationRequest: Shape {
        package var tcpEstablishedTimeout: Int?
        package var udpStreamTimeout: Int?
        package var udpTimeout: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("TcpEstablishedTimeout", &tcpEstablishedTimeout)
            visitor.field("UdpStreamTimeout", &udpStreamTimeout)
            visitor.field("UdpTimeout", &udpTimeout)
        }
    }
    /// `ConnectionTrackingSpecificationResponse` of the model.
    package struct ConnectionTrackingSpecificationResponse: Shape {
        package var tcpEstablishedTimeout: Int?
        package var udpStreamTimeout: Int?
        package var udpTimeout: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("TcpEstablishedTimeout", &tcpEstablishedTimeout)
            visitor.field("UdpStreamTimeout", &udpStreamTimeout)
            visitor.field("UdpTimeout", &udpTimeout)
        }
    }
    /// `CpuOptions` of the model.
    package struct CpuOptions: Shape {
        package var coreCount: Int?
        package var threadsPerCore: Int?
        package var amdSevSnp: AmdSevSnpSpecification?
        package var nestedVirtualization: NestedVirtualizationSpecification?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("CoreCount", &coreCount)
            visitor.field("ThreadsPerCore", &threadsPerCore)
            visitor.field("AmdSevSnp", &amdSevSnp)
            visitor.field("NestedVirtualization", &nestedVirtualization)
        }
    }
    /// `CpuOptionsRequest` of the model.
    package struct CpuOptionsRequest: Shape {
        package var coreCount: Int?
        package var threadsPerCore: Int?
        package var amdSevSnp: AmdSevSnpSpecification?
        package var nestedVirtualization: NestedVirtualizationSpecification?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("CoreCount", &coreCount)
            visitor.field("ThreadsPerCore", &threadsPerCore)
            visitor.field("AmdSevSnp", &amdSevSnp)
            visitor.field("NestedVirtualization", &nestedVirtualization)
        }
    }
    /// `CpuPerformanceFactor` of the model.
    package struct CpuPerformanceFactor: Shape {
        package var references: [PerformanceFactorReference]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("References", &references)
        }
    }
    /// `CpuPerformanceFactorRequest` of the model.
    package struct CpuPerformanceFactorRequest: Shape {
        package var references: [PerformanceFactorReferenceRequest]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("References", &references)
        }
    }
    /// `CreateDefaultSubnetRequest` of the model.
    package struct CreateDefaultSubnetRequest: Shape {
        package var availabilityZone: String?
        package var dryRun: Bool?
        package var ipv6Native: Bool?
        package var availabilityZoneId: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("AvailabilityZone", &availabilityZone)
            visitor.field("DryRun", &dryRun)
            visitor.field("Ipv6Native", &ipv6Native)
            visitor.field("AvailabilityZoneId", &availabilityZoneId)
        }
    }
    /// `CreateDefaultSubnetResult` of the model.
    package struct CreateDefaultSubnetResult: Shape {
        package var subnet: Subnet?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Subnet", &subnet)
        }
    }
    /// `CreateDefaultVpcRequest` of the model.
    package struct CreateDefaultVpcRequest: Shape {
        package var dryRun: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("DryRun", &dryRun)
        }
    }
    /// `CreateDefaultVpcResult` of the model.
    package struct CreateDefaultVpcResult: Shape {
        package var vpc: Vpc?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Vpc", &vpc)
        }
    }
    /// `CreateDhcpOptionsRequest` of the model.
    package struct CreateDhcpOptionsRequest: Shape {
        package var dhcpConfigurations: [NewDhcpConfiguration] = []
        package var tagSpecifications: [TagSpecification]?
        package var dryRun: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("DhcpConfigurations", &dhcpConfigurations)
            visitor.field("TagSpecifications", &tagSpecifications)
            visitor.field("DryRun", &dryRun)
        }
    }
    /// `CreateDhcpOptionsResult` of the model.
    package struct CreateDhcpOptionsResult: Shape {
        package var dhcpOptions: DhcpOptions?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("DhcpOptions", &dhcpOptions)
        }
    }
    /// `CreateInternetGatewayRequest` of the model.
    package struct CreateInternetGatewayRequest: Shape {
        package var tagSpecifications: [TagSpecification]?
        package var dryRun: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("TagSpecifications", &tagSpecifications)
            visitor.field("DryRun", &dryRun)
        }
    }
    /// `CreateInternetGatewayResult` of the model.
    package struct CreateInternetGatewayResult: Shape {
        package var internetGateway: InternetGateway?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("InternetGateway", &internetGateway)
        }
    }
    /// `CreateKeyPairRequest` of the model.
    package struct CreateKeyPairRequest: Shape {
        package var keyName: String = ""
        package var keyType: KeyType?
        package var tagSpecifications: [TagSpecification]?
        package var keyFormat: KeyFormat?
        package var dryRun: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("KeyName", &keyName)
            visitor.field("KeyType", &keyType)
            visitor.field("TagSpecifications", &tagSpecifications)
            visitor.field("KeyFormat", &keyFormat)
            visitor.field("DryRun", &dryRun)
        }
    }
    /// `CreateLaunchTemplateRequest` of the model.
    package struct CreateLaunchTemplateRequest: Shape {
        package var dryRun: Bool?
        package var clientToken: String?
        package var launchTemplateName: String = ""
        package var versionDescription: String?
        package var launchTemplateData: RequestLaunchTemplateData?
        package var `operator`: OperatorRequest?
        package var tagSpecifications: [TagSpecification]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("DryRun", &dryRun)
            visitor.field("ClientToken", &clientToken)
            visitor.field("LaunchTemplateName", &launchTemplateName)
            visitor.field("VersionDescription", &versionDescription)
            visitor.field("LaunchTemplateData", &launchTemplateData)
            visitor.field("Operator", &`operator`)
            visitor.field("TagSpecifications", &tagSpecifications)
        }
    }
    /// `CreateLaunchTemplateResult` of the model.
    package struct CreateLaunchTemplateResult: Shape {
        package var launchTemplate: LaunchTemplate?
        package var warning: ValidationWarning?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("LaunchTemplate", &launchTemplate)
            visitor.field("Warning", &warning)
        }
    }
    /// `CreateLaunchTemplateVersionRequest` of the model.
    package struct CreateLaunchTemplateVersionRequest: Shape {
        package var dryRun: Bool?
        package var clientToken: String?
        package var launchTemplateId: String?
        package var launchTemplateName: String?
        package var sourceVersion: String?
        package var versionDescription: String?
        package var launchTemplateData: RequestLaunchTemplateData?
        package var resolveAlias: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("DryRun", &dryRun)
            visitor.field("ClientToken", &clientToken)
            visitor.field("LaunchTemplateId", &launchTemplateId)
            visitor.field("LaunchTemplateName", &launchTemplateName)
            visitor.field("SourceVersion", &sourceVersion)
            visitor.field("VersionDescription", &versionDescription)
            visitor.field("LaunchTemplateData", &launchTemplateData)
            visitor.field("ResolveAlias", &resolveAlias)
        }
    }
    /// `CreateLaunchTemplateVersionResult` of the model.
    package struct CreateLaunchTemplateVersionResult: Shape {
        package var launchTemplateVersion: LaunchTemplateVersion?
        package var warning: ValidationWarning?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("LaunchTemplateVersion", &launchTemplateVersion)
            visitor.field("Warning", &warning)
        }
    }
    /// `CreateManagedPrefixListRequest` of the model.
    package struct CreateManagedPrefixListRequest: Shape {
        package var dryRun: Bool?
        package var prefixListName: String = ""
        package var entries: [AddPrefixListEntry]?
        package var maxEntries: Int = 0
        package var tagSpecifications: [TagSpecification]?
        package var addressFamily: String = ""
        package var clientToken: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("DryRun", &dryRun)
            visitor.field("PrefixListName", &prefixListName)
            visitor.field("Entries", &entries)
            visitor.field("MaxEntries", &maxEntries)
            visitor.field("TagSpecifications", &tagSpecifications)
            visitor.field("AddressFamily", &addressFamily)
            visitor.field("ClientToken", &clientToken)
        }
    }
    /// `CreateManagedPrefixListResult` of the model.
    package struct CreateManagedPrefixListResult: Shape {
        package var prefixList: ManagedPrefixList?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("PrefixList", &prefixList)
        }
    }
    /// `CreateNatGatewayRequest` of the model.
    package struct CreateNatGatewayRequest: Shape {
        package var availabilityMode: AvailabilityMode?
        package var allocationId: String?
        package var clientToken: String?
        package var dryRun: Bool?
        package var subnetId: String?
        package var vpcId: String?
        package var availabilityZoneAddresses: [AvailabilityZoneAddress]?
        package var tagSpecifications: [TagSpecification]?
        package var connectivityType: ConnectivityType?
        package var privateIpAddress: String?
        package var secondaryAllocationIds: [String]?
        package var secondaryPrivateIpAddresses: [String]?
        package var secondaryPrivateIpAddressCount: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("AvailabilityMode", &availabilityMode)
            visitor.field("AllocationId", &allocationId)
            visitor.field("ClientToken", &clientToken)
            visitor.field("DryRun", &dryRun)
            visitor.field("SubnetId", &subnetId)
            visitor.field("VpcId", &vpcId)
            visitor.field("AvailabilityZoneAddresses", &availabilityZoneAddresses)
            visitor.field("TagSpecifications", &tagSpecifications)
            visitor.field("ConnectivityType", &connectivityType)
            visitor.field("PrivateIpAddress", &privateIpAddress)
            visitor.field("SecondaryAllocationIds", &secondaryAllocationIds)
            visitor.field("SecondaryPrivateIpAddresses", &secondaryPrivateIpAddresses)
            visitor.field("SecondaryPrivateIpAddressCount", &secondaryPrivateIpAddressCount)
        }
    }
    /// `CreateNatGatewayResult` of the model.
    package struct CreateNatGatewayResult: Shape {
        package var clientToken: String?
        package var natGateway: NatGateway?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("ClientToken", &clientToken)
            visitor.field("NatGateway", &natGateway)
        }
    }
    /// `CreateNetworkAclEntryRequest` of the model.
    package struct CreateNetworkAclEntryRequest: Shape {
        package var dryRun: Bool?
        package var networkAclId: String = ""
        package var ruleNumber: Int = 0
        package var `protocol`: String = ""
        package var ruleAction: RuleAction?
        package var egress: Bool = false
        package var cidrBlock: String?
        package var ipv6CidrBlock: String?
        package var icmpTypeCode: IcmpTypeCode?
        package var portRange: PortRange?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("DryRun", &dryRun)
            visitor.field("NetworkAclId", &networkAclId)
            visitor.field("RuleNumber", &ruleNumber)
            visitor.field("Protocol", &`protocol`)
            visitor.field("RuleAction", &ruleAction)
            visitor.field("Egress", &egress)
            visitor.field("CidrBlock", &cidrBlock)
            visitor.field("Ipv6CidrBlock", &ipv6CidrBlock)
            visitor.field("IcmpTypeCode", &icmpTypeCode)
            visitor.field("PortRange", &portRange)
        }
    }
    /// `CreateNetworkAclRequest` of the model.
    package struct CreateNetworkAclRequest: Shape {
        package var tagSpecifications: [TagSpecification]?
        package var clientToken: String?
        package var dryRun: Bool?
        package var vpcId: String = ""
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("TagSpecifications", &tagSpecifications)
            visitor.field("ClientToken", &clientToken)
            visitor.field("DryRun", &dryRun)
            visitor.field("VpcId", &vpcId)
        }
    }
    /// `CreateNetworkAclResult` of the model.
    package struct CreateNetworkAclResult: Shape {
        package var networkAcl: NetworkAcl?
        package var clientToken: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("NetworkAcl", &networkAcl)
            visitor.field("ClientToken", &clientToken)
        }
    }
    /// `CreateNetworkInterfaceRequest` of the model.
    package struct CreateNetworkInterfaceRequest: Shape {
        package var ipv4Prefixes: [Ipv4PrefixSpecificationRequest]?
        package var ipv4PrefixCount: Int?
        package var ipv6Prefixes: [Ipv6PrefixSpecificationRequest]?
        package var ipv6PrefixCount: Int?
        package var interfaceType: NetworkInterfaceCreationType?
        package var tagSpecifications: [TagSpecification]?
        package var clientToken: String?
        package var enablePrimaryIpv6: Bool?
        package var connectionTrackingSpecification: ConnectionTrackingSpecificationRequest?
        package var `operator`: OperatorRequest?
        package var subnetId: String = ""
        package var description: String?
        package var privateIpAddress: String?
        package var groups: [String]?
        package var privateIpAddresses: [PrivateIpAddressSpecification]?
        package var secondaryPrivateIpAddressCount: Int?
        package var ipv6Addresses: [InstanceIpv6Address]?
        package var ipv6AddressCount: Int?
        package var dryRun: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Ipv4Prefixes", &ipv4Prefixes)
            visitor.field("Ipv4PrefixCount", &ipv4PrefixCount)
            visitor.field("Ipv6Prefixes", &ipv6Prefixes)
            visitor.field("Ipv6PrefixCount", &ipv6PrefixCount)
            visitor.field("InterfaceType", &interfaceType)
            visitor.field("TagSpecifications", &tagSpecifications)
            visitor.field("ClientToken", &clientToken)
            visitor.field("EnablePrimaryIpv6", &enablePrimaryIpv6)
            visitor.field("ConnectionTrackingSpecification", &connectionTrackingSpecification)
            visitor.field("Operator", &`operator`)
            visitor.field("SubnetId", &subnetId)
            visitor.field("Description", &description)
            visitor.field("PrivateIpAddress", &privateIpAddress)
            visitor.field("Groups", &groups)
            visitor.field("PrivateIpAddresses", &privateIpAddresses)
            visitor.field("SecondaryPrivateIpAddressCount", &secondaryPrivateIpAddressCount)
            visitor.field("Ipv6Addresses", &ipv6Addresses)
            visitor.field("Ipv6AddressCount", &ipv6AddressCount)
            visitor.field("DryRun", &dryRun)
        }
    }
    /// `CreateNetworkInterfaceResult` of the model.
    package struct CreateNetworkInterfaceResult: Shape {
        package var networkInterface: NetworkInterface?
        package var clientToken: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("NetworkInterface", &networkInterface)
            visitor.field("ClientToken", &clientToken)
        }
    }
    /// `CreateRouteRequest` of the model.
    package struct CreateRouteRequest: Shape {
        package var destinationPrefixListId: String?
        package var vpcEndpointId: String?
        package var transitGatewayId: String?
        package var localGatewayId: String?
        package var carrierGatewayId: String?
        package var coreNetworkArn: String?
        package var odbNetworkArn: String?
        package var dryRun: Bool?
        package var routeTableId: String = ""
        package var destinationCidrBlock: String?
        package var gatewayId: String?
        package var destinationIpv6CidrBlock: String?
        package var egressOnlyInternetGatewayId: String?
        package var instanceId: String?
        package var networkInterfaceId: String?
        package var vpcPeeringConnectionId: String?
        package var natGatewayId: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("DestinationPrefixListId", &destinationPrefixListId)
            visitor.field("VpcEndpointId", &vpcEndpointId)
            visitor.field("TransitGatewayId", &transitGatewayId)
            visitor.field("LocalGatewayId", &localGatewayId)
            visitor.field("CarrierGatewayId", &carrierGatewayId)
            visitor.field("CoreNetworkArn", &coreNetworkArn)
            visitor.field("OdbNetworkArn", &odbNetworkArn)
            visitor.field("DryRun", &dryRun)
            visitor.field("RouteTableId", &routeTableId)
            visitor.field("DestinationCidrBlock", &destinationCidrBlock)
            visitor.field("GatewayId", &gatewayId)
            visitor.field("DestinationIpv6CidrBlock", &destinationIpv6CidrBlock)
            visitor.field("EgressOnlyInternetGatewayId", &egressOnlyInternetGatewayId)
            visitor.field("InstanceId", &instanceId)
            visitor.field("NetworkInterfaceId", &networkInterfaceId)
            visitor.field("VpcPeeringConnectionId", &vpcPeeringConnectionId)
            visitor.field("NatGatewayId", &natGatewayId)
        }
    }
    /// `CreateRouteResult` of the model.
    package struct CreateRouteResult: Shape {
        package var `return`: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Return", &`return`)
        }
    }
    /// `CreateRouteTableRequest` of the model.
    package struct CreateRouteTableRequest: Shape {
        package var tagSpecifications: [TagSpecification]?
        package var clientToken: String?
        package var dryRun: Bool?
        package var vpcId: String = ""
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("TagSpecifications", &tagSpecifications)
            visitor.field("ClientToken", &clientToken)
            visitor.field("DryRun", &dryRun)
            visitor.field("VpcId", &vpcId)
        }
    }
    /// `CreateRouteTableResult` of the model.
    package struct CreateRouteTableResult: Shape {
        package var routeTable: RouteTable?
        package var clientToken: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("RouteTable", &routeTable)
            visitor.field("ClientToken", &clientToken)
        }
    }
    /// `CreateSecurityGroupRequest` of the model.
    package struct CreateSecurityGroupRequest: Shape {
        package var description: String = ""
        package var groupName: String = ""
        package var vpcId: String?
        package var tagSpecifications: [TagSpecification]?
        package var dryRun: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Description", &description)
            visitor.field("GroupName", &groupName)
            visitor.field("VpcId", &vpcId)
            visitor.field("TagSpecifications", &tagSpecifications)
            visitor.field("DryRun", &dryRun)
        }
    }
    /// `CreateSecurityGroupResult` of the model.
    package struct CreateSecurityGroupResult: Shape {
        package var groupId: String?
        package var tags: [Tag]?
        package var securityGroupArn: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("GroupId", &groupId)
            visitor.field("Tags", &tags)
            visitor.field("SecurityGroupArn", &securityGroupArn)
        }
    }
    /// `CreateSubnetRequest` of the model.
    package struct CreateSubnetRequest: Shape {
        package var tagSpecifications: [TagSpecification]?
        package var availabilityZone: String?
        package var availabilityZoneId: String?
        package var cidrBlock: String?
        package var ipv6CidrBlock: String?
        package var outpostArn: String?
        package var vpcId: String = ""
        package var ipv6Native: Bool?
        package var ipv4IpamPoolId: String?
        package var ipv4NetmaskLength: Int?
        package var ipv6IpamPoolId: String?
        package var ipv6NetmaskLength: Int?
        package var dryRun: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("TagSpecifications", &tagSpecifications)
            visitor.field("AvailabilityZone", &availabilityZone)
            visitor.field("AvailabilityZoneId", &availabilityZoneId)
            visitor.field("CidrBlock", &cidrBlock)
            visitor.field("Ipv6CidrBlock", &ipv6CidrBlock)
            visitor.field("OutpostArn", &outpostArn)
            visitor.field("VpcId", &vpcId)
            visitor.field("Ipv6Native", &ipv6Native)
            visitor.field("Ipv4IpamPoolId", &ipv4IpamPoolId)
            visitor.field("Ipv4NetmaskLength", &ipv4NetmaskLength)
            visitor.field("Ipv6IpamPoolId", &ipv6IpamPoolId)
            visitor.field("Ipv6NetmaskLength", &ipv6NetmaskLength)
            visitor.field("DryRun", &dryRun)
        }
    }
    /// `CreateSubnetResult` of the model.
    package struct CreateSubnetResult: Shape {
        package var subnet: Subnet?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Subnet", &subnet)
        }
    }
    /// `CreateTagsRequest` of the model.
    package struct CreateTagsRequest: Shape {
        package var dryRun: Bool?
        package var resources: [String] = []
        package var tags: [Tag] = []
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("DryRun", &dryRun)
            visitor.field("Resources", &resources)
            visitor.field("Tags", &tags)
        }
    }
    /// `CreateVolumeRequest` of the model.
    package struct CreateVolumeRequest: Shape {
        package var availabilityZone: String?
        package var availabilityZoneId: String?
        package var encrypted: Bool?
        package var iops: Int?
        package var kmsKeyId: String?
        package var outpostArn: String?
        package var size: Int?
        package var snapshotId: String?
        package var volumeType: VolumeType?
        package var tagSpecifications: [TagSpecification]?
        package var multiAttachEnabled: Bool?
        package var throughput: Int?
        package var clientToken: String?
        package var volumeInitializationRate: Int?
        package var `operator`: OperatorRequest?
        package var dryRun: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("AvailabilityZone", &availabilityZone)
            visitor.field("AvailabilityZoneId", &availabilityZoneId)
            visitor.field("Encrypted", &encrypted)
            visitor.field("Iops", &iops)
            visitor.field("KmsKeyId", &kmsKeyId)
            visitor.field("OutpostArn", &outpostArn)
            visitor.field("Size", &size)
            visitor.field("SnapshotId", &snapshotId)
            visitor.field("VolumeType", &volumeType)
            visitor.field("TagSpecifications", &tagSpecifications)
            visitor.field("MultiAttachEnabled", &multiAttachEnabled)
            visitor.field("Throughput", &throughput)
            visitor.field("ClientToken", &clientToken)
            visitor.field("VolumeInitializationRate", &volumeInitializationRate)
            visitor.field("Operator", &`operator`)
            visitor.field("DryRun", &dryRun)
        }
    }
    /// `CreateVpcEndpointRequest` of the model.
    package struct CreateVpcEndpointRequest: Shape {
        package var dryRun: Bool?
        package var vpcEndpointType: VpcEndpointType?
        package var vpcId: String = ""
        package var serviceName: String?
        package var policyDocument: String?
        package var routeTableIds: [String]?
        package var subnetIds: [String]?
        package var securityGroupIds: [String]?
        package var ipAddressType: IpAddressType?
        package var dnsOptions: DnsOptionsSpecification?
        package var clientToken: String?
        package var privateDnsEnabled: Bool?
        package var tagSpecifications: [TagSpecification]?
        package var subnetConfigurations: [SubnetConfiguration]?
        package var serviceNetworkArn: String?
        package var resourceConfigurationArn: String?
        package var serviceRegion: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("DryRun", &dryRun)
            visitor.field("VpcEndpointType", &vpcEndpointType)
            visitor.field("VpcId", &vpcId)
            visitor.field("ServiceName", &serviceName)
            visitor.field("PolicyDocument", &policyDocument)
            visitor.field("RouteTableIds", &routeTableIds)
            visitor.field("SubnetIds", &subnetIds)
            visitor.field("SecurityGroupIds", &securityGroupIds)
            visitor.field("IpAddressType", &ipAddressType)
            visitor.field("DnsOptions", &dnsOptions)
            visitor.field("ClientToken", &clientToken)
            visitor.field("PrivateDnsEnabled", &privateDnsEnabled)
            visitor.field("TagSpecifications", &tagSpecifications)
            visitor.field("SubnetConfigurations", &subnetConfigurations)
            visitor.field("ServiceNetworkArn", &serviceNetworkArn)
            visitor.field("ResourceConfigurationArn", &resourceConfigurationArn)
            visitor.field("ServiceRegion", &serviceRegion)
        }
    }
    /// `CreateVpcEndpointResult` of the model.
    package struct CreateVpcEndpointResult: Shape {
        package var vpcEndpoint: VpcEndpoint?
        package var clientToken: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("VpcEndpoint", &vpcEndpoint)
            visitor.field("ClientToken", &clientToken)
        }
    }
    /// `CreateVpcRequest` of the model.
    package struct CreateVpcRequest: Shape {
        package var cidrBlock: String?
        package var ipv6Pool: String?
        package var ipv6CidrBlock: String?
        package var ipv4IpamPoolId: String?
        package var ipv4NetmaskLength: Int?
        package var ipv6IpamPoolId: String?
        package var ipv6NetmaskLength: Int?
        package var ipv6CidrBlockNetworkBorderGroup: String?
        package var vpcEncryptionControl: VpcEncryptionControlConfiguration?
        package var tagSpecifications: [TagSpecification]?
        package var dryRun: Bool?
        package var instanceTenancy: Tenancy?
        package var amazonProvidedIpv6CidrBlock: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("CidrBlock", &cidrBlock)
            visitor.field("Ipv6Pool", &ipv6Pool)
            visitor.field("Ipv6CidrBlock", &ipv6CidrBlock)
            visitor.field("Ipv4IpamPoolId", &ipv4IpamPoolId)
            visitor.field("Ipv4NetmaskLength", &ipv4NetmaskLength)
            visitor.field("Ipv6IpamPoolId", &ipv6IpamPoolId)
            visitor.field("Ipv6NetmaskLength", &ipv6NetmaskLength)
            visitor.field("Ipv6CidrBlockNetworkBorderGroup", &ipv6CidrBlockNetworkBorderGroup)
            visitor.field("VpcEncryptionControl", &vpcEncryptionControl)
            visitor.field("TagSpecifications", &tagSpecifications)
            visitor.field("DryRun", &dryRun)
            visitor.field("InstanceTenancy", &instanceTenancy)
            visitor.field("AmazonProvidedIpv6CidrBlock", &amazonProvidedIpv6CidrBlock)
        }
    }
    /// `CreateVpcResult` of the model.
    package struct CreateVpcResult: Shape {
        package var vpc: Vpc?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Vpc", &vpc)
        }
    }
    /// `CreditSpecification` of the model.
    package struct CreditSpecification: Shape {
        package var cpuCredits: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("CpuCredits", &cpuCredits)
        }
    }
    /// `CreditSpecificationRequest` of the model.
    package struct CreditSpecificationRequest: Shape {
        package var cpuCredits: String = ""
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("CpuCredits", &cpuCredits)
        }
    }
    /// `DefaultConnectionTrackingConfiguration` of the model.
    package struct DefaultConnectionTrackingConfiguration: Shape {
        package var defaultTcpEstablishedTimeout: Int?
        package var defaultUdpTimeout: Int?
        package var defaultUdpStreamTimeout: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("DefaultTcpEstablishedTimeout", &defaultTcpEstablishedTimeout)
            visitor.field("DefaultUdpTimeout", &defaultUdpTimeout)
            visitor.field("DefaultUdpStreamTimeout", &defaultUdpStreamTimeout)
        }
    }
    /// `DeleteDhcpOptionsRequest` of the model.
    package struct DeleteDhcpOptionsRequest: Shape {
        package var dhcpOptionsId: String = ""
        package var dryRun: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("DhcpOptionsId", &dhcpOptionsId)
            visitor.field("DryRun", &dryRun)
        }
    }
    /// `DeleteInternetGatewayRequest` of the model.
    package struct DeleteInternetGatewayRequest: Shape {
        package var dryRun: Bool?
        package var internetGatewayId: String = ""
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("DryRun", &dryRun)
            visitor.field("InternetGatewayId", &internetGatewayId)
        }
    }
    /// `DeleteKeyPairRequest` of the model.
    package struct DeleteKeyPairRequest: Shape {
        package var keyName: String?
        package var keyPairId: String?
        package var dryRun: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("KeyName", &keyName)
            visitor.field("KeyPairId", &keyPairId)
            visitor.field("DryRun", &dryRun)
        }
    }
    /// `DeleteKeyPairResult` of the model.
    package struct DeleteKeyPairResult: Shape {
        package var `return`: Bool?
        package var keyPairId: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Return", &`return`)
            visitor.field("KeyPairId", &keyPairId)
        }
    }
    /// `DeleteLaunchTemplateRequest` of the model.
    package struct DeleteLaunchTemplateRequest: Shape {
        package var dryRun: Bool?
        package var launchTemplateId: String?
        package var launchTemplateName: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("DryRun", &dryRun)
            visitor.field("LaunchTemplateId", &launchTemplateId)
            visitor.field("LaunchTemplateName", &launchTemplateName)
        }
    }
    /// `DeleteLaunchTemplateResult` of the model.
    package struct DeleteLaunchTemplateResult: Shape {
        package var launchTemplate: LaunchTemplate?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("LaunchTemplate", &launchTemplate)
        }
    }
    /// `DeleteLaunchTemplateVersionsRequest` of the model.
    package struct DeleteLaunchTemplateVersionsRequest: Shape {
        package var dryRun: Bool?
        package var launchTemplateId: String?
        package var launchTemplateName: String?
        package var versions: [String] = []
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("DryRun", &dryRun)
            visitor.field("LaunchTemplateId", &launchTemplateId)
            visitor.field("LaunchTemplateName", &launchTemplateName)
            visitor.field("Versions", &versions)
        }
    }
    /// `DeleteLaunchTemplateVersionsResponseErrorItem` of the model.
    package struct DeleteLaunchTemplateVersionsResponseErrorItem: Shape {
        package var launchTemplateId: String?
        package var launchTemplateName: String?
        package var versionNumber: Int?
        package var responseError: ResponseError?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("LaunchTemplateId", &launchTemplateId)
            visitor.field("LaunchTemplateName", &launchTemplateName)
            visitor.field("VersionNumber", &versionNumber)
            visitor.field("ResponseError", &responseError)
        }
    }
    /// `DeleteLaunchTemplateVersionsResponseSuccessItem` of the model.
    package struct DeleteLaunchTemplateVersionsResponseSuccessItem: Shape {
        package var launchTemplateId: String?
        package var launchTemplateName: String?
        package var versionNumber: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("LaunchTemplateId", &launchTemplateId)
            visitor.field("LaunchTemplateName", &launchTemplateName)
            visitor.field("VersionNumber", &versionNumber)
        }
    }
    /// `DeleteLaunchTemplateVersionsResult` of the model.
    package struct DeleteLaunchTemplateVersionsResult: Shape {
        package var successfullyDeletedLaunchTemplateVersions: [DeleteLaunchTemplateVersionsResponseSuccessItem]?
        package var unsuccessfullyDeletedLaunchTemplateVersions: [DeleteLaunchTemplateVersionsResponseErrorItem]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("SuccessfullyDeletedLaunchTemplateVersions", &successfullyDeletedLaunchTemplateVersions)
            visitor.field("UnsuccessfullyDeletedLaunchTemplateVersions", &unsuccessfullyDeletedLaunchTemplateVersions)
        }
    }
    /// `DeleteManagedPrefixListRequest` of the model.
    package struct DeleteManagedPrefixListRequest: Shape {
        package var dryRun: Bool?
        package var prefixListId: String = ""
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("DryRun", &dryRun)
            visitor.field("PrefixListId", &prefixListId)
        }
    }
    /// `DeleteManagedPrefixListResult` of the model.
    package struct DeleteManagedPrefixListResult: Shape {
        package var prefixList: ManagedPrefixList?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("PrefixList", &prefixList)
        }
    }
    /// `DeleteNatGatewayRequest` of the model.
    package struct DeleteNatGatewayRequest: Shape {
        package var dryRun: Bool?
        package var natGatewayId: String = ""
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("DryRun", &dryRun)
            visitor.field("NatGatewayId", &natGatewayId)
        }
    }
    /// `DeleteNatGatewayResult` of the model.
    package struct DeleteNatGatewayResult: Shape {
        package var natGatewayId: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("NatGatewayId", &natGatewayId)
        }
    }
    /// `DeleteNetworkAclEntryRequest` of the model.
    package struct DeleteNetworkAclEntryRequest: Shape {
        package var dryRun: Bool?
        package var networkAclId: String = ""
        package var ruleNumber: Int = 0
        package var egress: Bool = false
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("DryRun", &dryRun)
            visitor.field("NetworkAclId", &networkAclId)
            visitor.field("RuleNumber", &ruleNumber)
            visitor.field("Egress", &egress)
        }
    }
    /// `DeleteNetworkAclRequest` of the model.
    package struct DeleteNetworkAclRequest: Shape {
        package var dryRun: Bool?
        package var networkAclId: String = ""
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("DryRun", &dryRun)
            visitor.field("NetworkAclId", &networkAclId)
        }
    }
    /// `DeleteNetworkInterfaceRequest` of the model.
    package struct DeleteNetworkInterfaceRequest: Shape {
        package var dryRun: Bool?
        package var networkInterfaceId: String = ""
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("DryRun", &dryRun)
            visitor.field("NetworkInterfaceId", &networkInterfaceId)
        }
    }
    /// `DeleteRouteRequest` of the model.
    package struct DeleteRouteRequest: Shape {
        package var destinationPrefixListId: String?
        package var dryRun: Bool?
        package var routeTableId: String = ""
        package var destinationCidrBlock: String?
        package var destinationIpv6CidrBlock: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("DestinationPrefixListId", &destinationPrefixListId)
            visitor.field("DryRun", &dryRun)
            visitor.field("RouteTableId", &routeTableId)
            visitor.field("DestinationCidrBlock", &destinationCidrBlock)
            visitor.field("DestinationIpv6CidrBlock", &destinationIpv6CidrBlock)
        }
    }
    /// `DeleteRouteTableRequest` of the model.
    package struct DeleteRouteTableRequest: Shape {
        package var dryRun: Bool?
        package var routeTableId: String = ""
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("DryRun", &dryRun)
            visitor.field("RouteTableId", &routeTableId)
        }
    }
    /// `DeleteSecurityGroupRequest` of the model.
    package struct DeleteSecurityGroupRequest: Shape {
        package var groupId: String?
        package var groupName: String?
        package var dryRun: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("GroupId", &groupId)
            visitor.field("GroupName", &groupName)
            visitor.field("DryRun", &dryRun)
        }
    }
    /// `DeleteSecurityGroupResult` of the model.
    package struct DeleteSecurityGroupResult: Shape {
        package var `return`: Bool?
        package var groupId: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Return", &`return`)
            visitor.field("GroupId", &groupId)
        }
    }
    /// `DeleteSubnetRequest` of the model.
    package struct DeleteSubnetRequest: Shape {
        package var subnetId: String = ""
        package var dryRun: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("SubnetId", &subnetId)
            visitor.field("DryRun", &dryRun)
        }
    }
    /// `DeleteTagsRequest` of the model.
    package struct DeleteTagsRequest: Shape {
        package var dryRun: Bool?
        package var resources: [String] = []
        package var tags: [Tag]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("DryRun", &dryRun)
            visitor.field("Resources", &resources)
            visitor.field("Tags", &tags)
        }
    }
    /// `DeleteVolumeRequest` of the model.
    package struct DeleteVolumeRequest: Shape {
        package var volumeId: String = ""
        package var dryRun: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("VolumeId", &volumeId)
            visitor.field("DryRun", &dryRun)
        }
    }
    /// `DeleteVpcEndpointsRequest` of the model.
    package struct DeleteVpcEndpointsRequest: Shape {
        package var dryRun: Bool?
        package var vpcEndpointIds: [String] = []
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("DryRun", &dryRun)
            visitor.field("VpcEndpointIds", &vpcEndpointIds)
        }
    }
    /// `DeleteVpcEndpointsResult` of the model.
    package struct DeleteVpcEndpointsResult: Shape {
        package var unsuccessful: [UnsuccessfulItem]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Unsuccessful", &unsuccessful)
        }
    }
    /// `DeleteVpcRequest` of the model.
    package struct DeleteVpcRequest: Shape {
        package var vpcId: String = ""
        package var dryRun: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("VpcId", &vpcId)
            visitor.field("DryRun", &dryRun)
        }
    }
    /// `DescribeAccountAttributesRequest` of the model.
    package struct DescribeAccountAttributesRequest: Shape {
        package var dryRun: Bool?
        package var attributeNames: [AccountAttributeName]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("DryRun", &dryRun)
            visitor.field("AttributeNames", &attributeNames)
        }
    }
    /// `DescribeAccountAttributesResult` of the model.
    package struct DescribeAccountAttributesResult: Shape {
        package var accountAttributes: [AccountAttribute]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("AccountAttributes", &accountAttributes)
        }
    }
    /// `DescribeAddressesAttributeRequest` of the model.
    package struct DescribeAddressesAttributeRequest: Shape {
        package var allocationIds: [String]?
        package var attribute: AddressAttributeName?
        package var nextToken: String?
        package var maxResults: Int?
        package var dryRun: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("AllocationIds", &allocationIds)
            visitor.field("Attribute", &attribute)
            visitor.field("NextToken", &nextToken)
            visitor.field("MaxResults", &maxResults)
            visitor.field("DryRun", &dryRun)
        }
    }
    /// `DescribeAddressesAttributeResult` of the model.
    package struct DescribeAddressesAttributeResult: Shape {
        package var addresses: [AddressAttribute]?
        package var nextToken: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Addresses", &addresses)
            visitor.field("NextToken", &nextToken)
        }
    }
    /// `DescribeAddressesRequest` of the model.
    package struct DescribeAddressesRequest: Shape {
        package var publicIps: [String]?
        package var dryRun: Bool?
        package var filters: [Filter]?
        package var allocationIds: [String]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("PublicIps", &publicIps)
            visitor.field("DryRun", &dryRun)
            visitor.field("Filters", &filters)
            visitor.field("AllocationIds", &allocationIds)
        }
    }
    /// `DescribeAddressesResult` of the model.
    package struct DescribeAddressesResult: Shape {
        package var addresses: [Address]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Addresses", &addresses)
        }
    }
    /// `DescribeAvailabilityZonesRequest` of the model.
    package struct DescribeAvailabilityZonesRequest: Shape {
        package var zoneNames: [String]?
        package var zoneIds: [String]?
        package var allAvailabilityZones: Bool?
        package var dryRun: Bool?
        package var filters: [Filter]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("ZoneNames", &zoneNames)
            visitor.field("ZoneIds", &zoneIds)
            visitor.field("AllAvailabilityZones", &allAvailabilityZones)
            visitor.field("DryRun", &dryRun)
            visitor.field("Filters", &filters)
        }
    }
    /// `DescribeAvailabilityZonesResult` of the model.
    package struct DescribeAvailabilityZonesResult: Shape {
        package var availabilityZones: [AvailabilityZone]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("AvailabilityZones", &availabilityZones)
        }
    }
    /// `DescribeDhcpOptionsRequest` of the model.
    package struct DescribeDhcpOptionsRequest: Shape {
        package var dhcpOptionsIds: [String]?
        package var nextToken: String?
        package var maxResults: Int?
        package var dryRun: Bool?
        package var filters: [Filter]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("DhcpOptionsIds", &dhcpOptionsIds)
            visitor.field("NextToken", &nextToken)
            visitor.field("MaxResults", &maxResults)
            visitor.field("DryRun", &dryRun)
            visitor.field("Filters", &filters)
        }
    }
    /// `DescribeDhcpOptionsResult` of the model.
    package struct DescribeDhcpOptionsResult: Shape {
        package var nextToken: String?
        package var dhcpOptions: [DhcpOptions]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("NextToken", &nextToken)
            visitor.field("DhcpOptions", &dhcpOptions)
        }
    }
    /// `DescribeImagesRequest` of the model.
    package struct DescribeImagesRequest: Shape {
        package var executableUsers: [String]?
        package var imageIds: [String]?
        package var owners: [String]?
        package var includeDeprecated: Bool?
        package var includeDisabled: Bool?
        package var maxResults: Int?
        package var nextToken: String?
        package var dryRun: Bool?
        package var filters: [Filter]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("ExecutableUsers", &executableUsers)
            visitor.field("ImageIds", &imageIds)
            visitor.field("Owners", &owners)
            visitor.field("IncludeDeprecated", &includeDeprecated)
            visitor.field("IncludeDisabled", &includeDisabled)
            visitor.field("MaxResults", &maxResults)
            visitor.field("NextToken", &nextToken)
            visitor.field("DryRun", &dryRun)
            visitor.field("Filters", &filters)
        }
    }
    /// `DescribeImagesResult` of the model.
    package struct DescribeImagesResult: Shape {
        package var nextToken: String?
        package var images: [Image]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("NextToken", &nextToken)
            visitor.field("Images", &images)
        }
    }
    /// `DescribeInstanceAttributeRequest` of the model.
    package struct DescribeInstanceAttributeRequest: Shape {
        package var dryRun: Bool?
        package var instanceId: String = ""
        package var attribute: InstanceAttributeName?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("DryRun", &dryRun)
            visitor.field("InstanceId", &instanceId)
            visitor.field("Attribute", &attribute)
        }
    }
    /// `DescribeInstanceCreditSpecificationsRequest` of the model.
    package struct DescribeInstanceCreditSpecificationsRequest: Shape {
        package var dryRun: Bool?
        package var filters: [Filter]?
        package var instanceIds: [String]?
        package var maxResults: Int?
        package var nextToken: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("DryRun", &dryRun)
            visitor.field("Filters", &filters)
            visitor.field("InstanceIds", &instanceIds)
            visitor.field("MaxResults", &maxResults)
            visitor.field("NextToken", &nextToken)
        }
    }
    /// `DescribeInstanceCreditSpecificationsResult` of the model.
    package struct DescribeInstanceCreditSpecificationsResult: Shape {
        package var instanceCreditSpecifications: [InstanceCreditSpecification]?
        package var nextToken: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("InstanceCreditSpecifications", &instanceCreditSpecifications)
            visitor.field("NextToken", &nextToken)
        }
    }
    /// `DescribeInstanceStatusRequest` of the model.
    package struct DescribeInstanceStatusRequest: Shape {
        package var instanceIds: [String]?
        package var maxResults: Int?
        package var nextToken: String?
        package var includeManagedResources: Bool?
        package var dryRun: Bool?
        package var filters: [Filter]?
        package var includeAllInstances: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("InstanceIds", &instanceIds)
            visitor.field("MaxResults", &maxResults)
            visitor.field("NextToken", &nextToken)
            visitor.field("IncludeManagedResources", &includeManagedResources)
            visitor.field("DryRun", &dryRun)
            visitor.field("Filters", &filters)
            visitor.field("IncludeAllInstances", &includeAllInstances)
        }
    }
    /// `DescribeInstanceStatusResult` of the model.
    package struct DescribeInstanceStatusResult: Shape {
        package var instanceStatuses: [InstanceStatus]?
        package var nextToken: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("InstanceStatuses", &instanceStatuses)
            visitor.field("NextToken", &nextToken)
        }
    }
    /// `DescribeInstanceTypeOfferingsRequest` of the model.
    package struct DescribeInstanceTypeOfferingsRequest: Shape {
        package var dryRun: Bool?
        package var locationType: LocationType?
        package var filters: [Filter]?
        package var maxResults: Int?
        package var nextToken: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("DryRun", &dryRun)
            visitor.field("LocationType", &locationType)
            visitor.field("Filters", &filters)
            visitor.field("MaxResults", &maxResults)
            visitor.field("NextToken", &nextToken)
        }
    }
    /// `DescribeInstanceTypeOfferingsResult` of the model.
    package struct DescribeInstanceTypeOfferingsResult: Shape {
        package var instanceTypeOfferings: [InstanceTypeOffering]?
        package var nextToken: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("InstanceTypeOfferings", &instanceTypeOfferings)
            visitor.field("NextToken", &nextToken)
        }
    }
    /// `DescribeInstanceTypesRequest` of the model.
    package struct DescribeInstanceTypesRequest: Shape {
        package var dryRun: Bool?
        package var instanceTypes: [InstanceType]?
        package var filters: [Filter]?
        package var maxResults: Int?
        package var nextToken: String?
        package var includeUnsupportedInRegion: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("DryRun", &dryRun)
            visitor.field("InstanceTypes", &instanceTypes)
            visitor.field("Filters", &filters)
            visitor.field("MaxResults", &maxResults)
            visitor.field("NextToken", &nextToken)
            visitor.field("IncludeUnsupportedInRegion", &includeUnsupportedInRegion)
        }
    }
    /// `DescribeInstanceTypesResult` of the model.
    package struct DescribeInstanceTypesResult: Shape {
        package var instanceTypes: [InstanceTypeInfo]?
        package var nextToken: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("InstanceTypes", &instanceTypes)
            visitor.field("NextToken", &nextToken)
        }
    }
    /// `DescribeInstancesRequest` of the model.
    package struct DescribeInstancesRequest: Shape {
        package var instanceIds: [String]?
        package var includeManagedResources: Bool?
        package var dryRun: Bool?
        package var filters: [Filter]?
        package var nextToken: String?
        package var maxResults: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("InstanceIds", &instanceIds)
            visitor.field("IncludeManagedResources", &includeManagedResources)
            visitor.field("DryRun", &dryRun)
            visitor.field("Filters", &filters)
            visitor.field("NextToken", &nextToken)
            visitor.field("MaxResults", &maxResults)
        }
    }
    /// `DescribeInstancesResult` of the model.
    package struct DescribeInstancesResult: Shape {
        package var nextToken: String?
        package var reservations: [Reservation]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("NextToken", &nextToken)
            visitor.field("Reservations", &reservations)
        }
    }
    /// `DescribeInternetGatewaysRequest` of the model.
    package struct DescribeInternetGatewaysRequest: Shape {
        package var nextToken: String?
        package var maxResults: Int?
        package var dryRun: Bool?
        package var internetGatewayIds: [String]?
        package var filters: [Filter]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("NextToken", &nextToken)
            visitor.field("MaxResults", &maxResults)
            visitor.field("DryRun", &dryRun)
            visitor.field("InternetGatewayIds", &internetGatewayIds)
            visitor.field("Filters", &filters)
        }
    }
    /// `DescribeInternetGatewaysResult` of the model.
    package struct DescribeInternetGatewaysResult: Shape {
        package var internetGateways: [InternetGateway]?
        package var nextToken: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("InternetGateways", &internetGateways)
            visitor.field("NextToken", &nextToken)
        }
    }
    /// `DescribeKeyPairsRequest` of the model.
    package struct DescribeKeyPairsRequest: Shape {
        package var keyNames: [String]?
        package var keyPairIds: [String]?
        package var includePublicKey: Bool?
        package var dryRun: Bool?
        package var filters: [Filter]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("KeyNames", &keyNames)
            visitor.field("KeyPairIds", &keyPairIds)
            visitor.field("IncludePublicKey", &includePublicKey)
            visitor.field("DryRun", &dryRun)
            visitor.field("Filters", &filters)
        }
    }
    /// `DescribeKeyPairsResult` of the model.
    package struct DescribeKeyPairsResult: Shape {
        package var keyPairs: [KeyPairInfo]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("KeyPairs", &keyPairs)
        }
    }
    /// `DescribeLaunchTemplateVersionsRequest` of the model.
    package struct DescribeLaunchTemplateVersionsRequest: Shape {
        package var dryRun: Bool?
        package var launchTemplateId: String?
        package var launchTemplateName: String?
        package var versions: [String]?
        package var minVersion: String?
        package var maxVersion: String?
        package var nextToken: String?
        package var maxResults: Int?
        package var filters: [Filter]?
        package var resolveAlias: Bool?
        package var includeManagedResources: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("DryRun", &dryRun)
            visitor.field("LaunchTemplateId", &launchTemplateId)
            visitor.field("LaunchTemplateName", &launchTemplateName)
            visitor.field("Versions", &versions)
            visitor.field("MinVersion", &minVersion)
            visitor.field("MaxVersion", &maxVersion)
            visitor.field("NextToken", &nextToken)
            visitor.field("MaxResults", &maxResults)
            visitor.field("Filters", &filters)
            visitor.field("ResolveAlias", &resolveAlias)
            visitor.field("IncludeManagedResources", &includeManagedResources)
        }
    }
    /// `DescribeLaunchTemplateVersionsResult` of the model.
    package struct DescribeLaunchTemplateVersionsResult: Shape {
        package var launchTemplateVersions: [LaunchTemplateVersion]?
        package var nextToken: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("LaunchTemplateVersions", &launchTemplateVersions)
            visitor.field("NextToken", &nextToken)
        }
    }
    /// `DescribeLaunchTemplatesRequest` of the model.
    package struct DescribeLaunchTemplatesRequest: Shape {
        package var dryRun: Bool?
        package var launchTemplateIds: [String]?
        package var launchTemplateNames: [String]?
        package var filters: [Filter]?
        package var nextToken: String?
        package var maxResults: Int?
        package var includeManagedResources: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("DryRun", &dryRun)
            visitor.field("LaunchTemplateIds", &launchTemplateIds)
            visitor.field("LaunchTemplateNames", &launchTemplateNames)
            visitor.field("Filters", &filters)
            visitor.field("NextToken", &nextToken)
            visitor.field("MaxResults", &maxResults)
            visitor.field("IncludeManagedResources", &includeManagedResources)
        }
    }
    /// `DescribeLaunchTemplatesResult` of the model.
    package struct DescribeLaunchTemplatesResult: Shape {
        package var launchTemplates: [LaunchTemplate]?
        package var nextToken: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("LaunchTemplates", &launchTemplates)
            visitor.field("NextToken", &nextToken)
        }
    }
    /// `DescribeManagedPrefixListsRequest` of the model.
    package struct DescribeManagedPrefixListsRequest: Shape {
        package var dryRun: Bool?
        package var filters: [Filter]?
        package var maxResults: Int?
        package var nextToken: String?
        package var prefixListIds: [String]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("DryRun", &dryRun)
            visitor.field("Filters", &filters)
            visitor.field("MaxResults", &maxResults)
            visitor.field("NextToken", &nextToken)
            visitor.field("PrefixListIds", &prefixListIds)
        }
    }
    /// `DescribeManagedPrefixListsResult` of the model.
    package struct DescribeManagedPrefixListsResult: Shape {
        package var nextToken: String?
        package var prefixLists: [ManagedPrefixList]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("NextToken", &nextToken)
            visitor.field("PrefixLists", &prefixLists)
        }
    }
    /// `DescribeNatGatewaysRequest` of the model.
    package struct DescribeNatGatewaysRequest: Shape {
        package var dryRun: Bool?
        package var filter: [Filter]?
        package var maxResults: Int?
        package var natGatewayIds: [String]?
        package var nextToken: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("DryRun", &dryRun)
            visitor.field("Filter", &filter)
            visitor.field("MaxResults", &maxResults)
            visitor.field("NatGatewayIds", &natGatewayIds)
            visitor.field("NextToken", &nextToken)
        }
    }
    /// `DescribeNatGatewaysResult` of the model.
    package struct DescribeNatGatewaysResult: Shape {
        package var natGateways: [NatGateway]?
        package var nextToken: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("NatGateways", &natGateways)
            visitor.field("NextToken", &nextToken)
        }
    }
    /// `DescribeNetworkAclsRequest` of the model.
    package struct DescribeNetworkAclsRequest: Shape {
        package var nextToken: String?
        package var maxResults: Int?
        package var dryRun: Bool?
        package var networkAclIds: [String]?
        package var filters: [Filter]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("NextToken", &nextToken)
            visitor.field("MaxResults", &maxResults)
            visitor.field("DryRun", &dryRun)
            visitor.field("NetworkAclIds", &networkAclIds)
            visitor.field("Filters", &filters)
        }
    }
    /// `DescribeNetworkAclsResult` of the model.
    package struct DescribeNetworkAclsResult: Shape {
        package var networkAcls: [NetworkAcl]?
        package var nextToken: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("NetworkAcls", &networkAcls)
            visitor.field("NextToken", &nextToken)
        }
    }
    /// `DescribeNetworkInterfaceAttributeRequest` of the model.
    package struct DescribeNetworkInterfaceAttributeRequest: Shape {
        package var dryRun: Bool?
        package var networkInterfaceId: String = ""
        package var attribute: NetworkInterfaceAttribute?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("DryRun", &dryRun)
            visitor.field("NetworkInterfaceId", &networkInterfaceId)
            visitor.field("Attribute", &attribute)
        }
    }
    /// `DescribeNetworkInterfaceAttributeResult` of the model.
    package struct DescribeNetworkInterfaceAttributeResult: Shape {
        package var attachment: NetworkInterfaceAttachment?
        package var description: AttributeValue?
        package var groups: [GroupIdentifier]?
        package var networkInterfaceId: String?
        package var sourceDestCheck: AttributeBooleanValue?
        package var associatePublicIpAddress: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Attachment", &attachment)
            visitor.field("Description", &description)
            visitor.field("Groups", &groups)
            visitor.field("NetworkInterfaceId", &networkInterfaceId)
            visitor.field("SourceDestCheck", &sourceDestCheck)
            visitor.field("AssociatePublicIpAddress", &associatePublicIpAddress)
        }
    }
    /// `DescribeNetworkInterfacesRequest` of the model.
    package struct DescribeNetworkInterfacesRequest: Shape {
        package var nextToken: String?
        package var maxResults: Int?
        package var includeManagedResources: Bool?
        package var dryRun: Bool?
        package var networkInterfaceIds: [String]?
        package var filters: [Filter]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("NextToken", &nextToken)
            visitor.field("MaxResults", &maxResults)
            visitor.field("IncludeManagedResources", &includeManagedResources)
            visitor.field("DryRun", &dryRun)
            visitor.field("NetworkInterfaceIds", &networkInterfaceIds)
            visitor.field("Filters", &filters)
        }
    }
    /// `DescribeNetworkInterfacesResult` of the model.
    package struct DescribeNetworkInterfacesResult: Shape {
        package var networkInterfaces: [NetworkInterface]?
        package var nextToken: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("NetworkInterfaces", &networkInterfaces)
            visitor.field("NextToken", &nextToken)
        }
    }
    /// `DescribePrefixListsRequest` of the model.
    package struct DescribePrefixListsRequest: Shape {
        package var dryRun: Bool?
        package var filters: [Filter]?
        package var maxResults: Int?
        package var nextToken: String?
        package var prefixListIds: [String]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("DryRun", &dryRun)
            visitor.field("Filters", &filters)
            visitor.field("MaxResults", &maxResults)
            visitor.field("NextToken", &nextToken)
            visitor.field("PrefixListIds", &prefixListIds)
        }
    }
    /// `DescribePrefixListsResult` of the model.
    package struct DescribePrefixListsResult: Shape {
        package var nextToken: String?
        package var prefixLists: [PrefixList]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("NextToken", &nextToken)
            visitor.field("PrefixLists", &prefixLists)
        }
    }
    /// `DescribeRegionsRequest` of the model.
    package struct DescribeRegionsRequest: Shape {
        package var regionNames: [String]?
        package var allRegions: Bool?
        package var dryRun: Bool?
        package var filters: [Filter]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("RegionNames", &regionNames)
            visitor.field("AllRegions", &allRegions)
            visitor.field("DryRun", &dryRun)
            visitor.field("Filters", &filters)
        }
    }
    /// `DescribeRegionsResult` of the model.
    package struct DescribeRegionsResult: Shape {
        package var regions: [Region]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Regions", &regions)
        }
    }
    /// `DescribeRouteTablesRequest` of the model.
    package struct DescribeRouteTablesRequest: Shape {
        package var nextToken: String?
        package var maxResults: Int?
        package var dryRun: Bool?
        package var routeTableIds: [String]?
        package var filters: [Filter]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("NextToken", &nextToken)
            visitor.field("MaxResults", &maxResults)
            visitor.field("DryRun", &dryRun)
            visitor.field("RouteTableIds", &routeTableIds)
            visitor.field("Filters", &filters)
        }
    }
    /// `DescribeRouteTablesResult` of the model.
    package struct DescribeRouteTablesResult: Shape {
        package var routeTables: [RouteTable]?
        package var nextToken: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("RouteTables", &routeTables)
            visitor.field("NextToken", &nextToken)
        }
    }
    /// `DescribeSecurityGroupReferencesRequest` of the model.
    package struct DescribeSecurityGroupReferencesRequest: Shape {
        package var dryRun: Bool?
        package var groupId: [String] = []
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("DryRun", &dryRun)
            visitor.field("GroupId", &groupId)
        }
    }
    /// `DescribeSecurityGroupReferencesResult` of the model.
    package struct DescribeSecurityGroupReferencesResult: Shape {
        package var securityGroupReferenceSet: [SecurityGroupReference]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("SecurityGroupReferenceSet", &securityGroupReferenceSet)
        }
    }
    /// `DescribeSecurityGroupRulesRequest` of the model.
    package struct DescribeSecurityGroupRulesRequest: Shape {
        package var filters: [Filter]?
        package var securityGroupRuleIds: [String]?
        package var dryRun: Bool?
        package var nextToken: String?
        package var maxResults: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Filters", &filters)
            visitor.field("SecurityGroupRuleIds", &securityGroupRuleIds)
            visitor.field("DryRun", &dryRun)
            visitor.field("NextToken", &nextToken)
            visitor.field("MaxResults", &maxResults)
        }
    }
    /// `DescribeSecurityGroupRulesResult` of the model.
    package struct DescribeSecurityGroupRulesResult: Shape {
        package var securityGroupRules: [SecurityGroupRule]?
        package var nextToken: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("SecurityGroupRules", &securityGroupRules)
            visitor.field("NextToken", &nextToken)
        }
    }
    /// `DescribeSecurityGroupsRequest` of the model.
    package struct DescribeSecurityGroupsRequest: Shape {
        package var groupIds: [String]?
        package var groupNames: [String]?
        package var nextToken: String?
        package var maxResults: Int?
        package var dryRun: Bool?
        package var filters: [Filter]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("GroupIds", &groupIds)
            visitor.field("GroupNames", &groupNames)
            visitor.field("NextToken", &nextToken)
            visitor.field("MaxResults", &maxResults)
            visitor.field("DryRun", &dryRun)
            visitor.field("Filters", &filters)
        }
    }
    /// `DescribeSecurityGroupsResult` of the model.
    package struct DescribeSecurityGroupsResult: Shape {
        package var nextToken: String?
        package var securityGroups: [SecurityGroup]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("NextToken", &nextToken)
            visitor.field("SecurityGroups", &securityGroups)
        }
    }
    /// `DescribeStaleSecurityGroupsRequest` of the model.
    package struct DescribeStaleSecurityGroupsRequest: Shape {
        package var dryRun: Bool?
        package var maxResults: Int?
        package var nextToken: String?
        package var vpcId: String = ""
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("DryRun", &dryRun)
            visitor.field("MaxResults", &maxResults)
            visitor.field("NextToken", &nextToken)
            visitor.field("VpcId", &vpcId)
        }
    }
    /// `DescribeStaleSecurityGroupsResult` of the model.
    package struct DescribeStaleSecurityGroupsResult: Shape {
        package var nextToken: String?
        package var staleSecurityGroupSet: [StaleSecurityGroup]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("NextToken", &nextToken)
            visitor.field("StaleSecurityGroupSet", &staleSecurityGroupSet)
        }
    }
    /// `DescribeSubnetsRequest` of the model.
    package struct DescribeSubnetsRequest: Shape {
        package var filters: [Filter]?
        package var subnetIds: [String]?
        package var nextToken: String?
        package var maxResults: Int?
        package var dryRun: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Filters", &filters)
            visitor.field("SubnetIds", &subnetIds)
            visitor.field("NextToken", &nextToken)
            visitor.field("MaxResults", &maxResults)
            visitor.field("DryRun", &dryRun)
        }
    }
    /// `DescribeSubnetsResult` of the model.
    package struct DescribeSubnetsResult: Shape {
        package var nextToken: String?
        package var subnets: [Subnet]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("NextToken", &nextToken)
            visitor.field("Subnets", &subnets)
        }
    }
    /// `DescribeTagsRequest` of the model.
    package struct DescribeTagsRequest: Shape {
        package var dryRun: Bool?
        package var filters: [Filter]?
        package var maxResults: Int?
        package var nextToken: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("DryRun", &dryRun)
            visitor.field("Filters", &filters)
            visitor.field("MaxResults", &maxResults)
            visitor.field("NextToken", &nextToken)
        }
    }
    /// `DescribeTagsResult` of the model.
    package struct DescribeTagsResult: Shape {
        package var nextToken: String?
        package var tags: [TagDescription]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("NextToken", &nextToken)
            visitor.field("Tags", &tags)
        }
    }
    /// `DescribeVolumesRequest` of the model.
    package struct DescribeVolumesRequest: Shape {
        package var volumeIds: [String]?
        package var includeManagedResources: Bool?
        package var dryRun: Bool?
        package var filters: [Filter]?
        package var nextToken: String?
        package var maxResults: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("VolumeIds", &volumeIds)
            visitor.field("IncludeManagedResources", &includeManagedResources)
            visitor.field("DryRun", &dryRun)
            visitor.field("Filters", &filters)
            visitor.field("NextToken", &nextToken)
            visitor.field("MaxResults", &maxResults)
        }
    }
    /// `DescribeVolumesResult` of the model.
    package struct DescribeVolumesResult: Shape {
        package var nextToken: String?
        package var volumes: [Volume]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("NextToken", &nextToken)
            visitor.field("Volumes", &volumes)
        }
    }
    /// `DescribeVpcAttributeRequest` of the model.
    package struct DescribeVpcAttributeRequest: Shape {
        package var attribute: VpcAttributeName?
        package var vpcId: String = ""
        package var dryRun: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Attribute", &attribute)
            visitor.field("VpcId", &vpcId)
            visitor.field("DryRun", &dryRun)
        }
    }
    /// `DescribeVpcAttributeResult` of the model.
    package struct DescribeVpcAttributeResult: Shape {
        package var enableDnsHostnames: AttributeBooleanValue?
        package var enableDnsSupport: AttributeBooleanValue?
        package var enableNetworkAddressUsageMetrics: AttributeBooleanValue?
        package var vpcId: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("EnableDnsHostnames", &enableDnsHostnames)
            visitor.field("EnableDnsSupport", &enableDnsSupport)
            visitor.field("EnableNetworkAddressUsageMetrics", &enableNetworkAddressUsageMetrics)
            visitor.field("VpcId", &vpcId)
        }
    }
    /// `DescribeVpcEndpointServicesRequest` of the model.
    package struct DescribeVpcEndpointServicesRequest: Shape {
        package var dryRun: Bool?
        package var serviceNames: [String]?
        package var filters: [Filter]?
        package var maxResults: Int?
        package var nextToken: String?
        package var serviceRegions: [String]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("DryRun", &dryRun)
            visitor.field("ServiceNames", &serviceNames)
            visitor.field("Filters", &filters)
            visitor.field("MaxResults", &maxResults)
            visitor.field("NextToken", &nextToken)
            visitor.field("ServiceRegions", &serviceRegions)
        }
    }
    /// `DescribeVpcEndpointServicesResult` of the model.
    package struct DescribeVpcEndpointServicesResult: Shape {
        package var serviceNames: [String]?
        package var serviceDetails: [ServiceDetail]?
        package var nextToken: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("ServiceNames", &serviceNames)
            visitor.field("ServiceDetails", &serviceDetails)
            visitor.field("NextToken", &nextToken)
        }
    }
    /// `DescribeVpcEndpointsRequest` of the model.
    package struct DescribeVpcEndpointsRequest: Shape {
        package var dryRun: Bool?
        package var vpcEndpointIds: [String]?
        package var filters: [Filter]?
        package var maxResults: Int?
        package var nextToken: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("DryRun", &dryRun)
            visitor.field("VpcEndpointIds", &vpcEndpointIds)
            visitor.field("Filters", &filters)
            visitor.field("MaxResults", &maxResults)
            visitor.field("NextToken", &nextToken)
        }
    }
    /// `DescribeVpcEndpointsResult` of the model.
    package struct DescribeVpcEndpointsResult: Shape {
        package var vpcEndpoints: [VpcEndpoint]?
        package var nextToken: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("VpcEndpoints", &vpcEndpoints)
            visitor.field("NextToken", &nextToken)
        }
    }
    /// `DescribeVpcsRequest` of the model.
    package struct DescribeVpcsRequest: Shape {
        package var filters: [Filter]?
        package var vpcIds: [String]?
        package var nextToken: String?
        package var maxResults: Int?
        package var dryRun: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Filters", &filters)
            visitor.field("VpcIds", &vpcIds)
            visitor.field("NextToken", &nextToken)
            visitor.field("MaxResults", &maxResults)
            visitor.field("DryRun", &dryRun)
        }
    }
    /// `DescribeVpcsResult` of the model.
    package struct DescribeVpcsResult: Shape {
        package var nextToken: String?
        package var vpcs: [Vpc]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("NextToken", &nextToken)
            visitor.field("Vpcs", &vpcs)
        }
    }
    /// `DetachInternetGatewayRequest` of the model.
    package struct DetachInternetGatewayRequest: Shape {
        package var dryRun: Bool?
        package var internetGatewayId: String = ""
        package var vpcId: String = ""
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("DryRun", &dryRun)
            visitor.field("InternetGatewayId", &internetGatewayId)
            visitor.field("VpcId", &vpcId)
        }
    }
    /// `DetachNetworkInterfaceRequest` of the model.
    package struct DetachNetworkInterfaceRequest: Shape {
        package var dryRun: Bool?
        package var attachmentId: String = ""
        package var force: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("DryRun", &dryRun)
            visitor.field("AttachmentId", &attachmentId)
            visitor.field("Force", &force)
        }
    }
    /// `DetachVolumeRequest` of the model.
    package struct DetachVolumeRequest: Shape {
        package var device: String?
        package var force: Bool?
        package var instanceId: String?
        package var volumeId: String = ""
        package var dryRun: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Device", &device)
            visitor.field("Force", &force)
            visitor.field("InstanceId", &instanceId)
            visitor.field("VolumeId", &volumeId)
            visitor.field("DryRun", &dryRun)
        }
    }
    /// `DhcpConfiguration` of the model.
    package struct DhcpConfiguration: Shape {
        package var key: String?
        package var values: [AttributeValue]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Key", &key)
            visitor.field("Values", &values)
        }
    }
    /// `DhcpOptions` of the model.
    package struct DhcpOptions: Shape {
        package var ownerId: String?
        package var tags: [Tag]?
        package var dhcpOptionsId: String?
        package var dhcpConfigurations: [DhcpConfiguration]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("OwnerId", &ownerId)
            visitor.field("Tags", &tags)
            visitor.field("DhcpOptionsId", &dhcpOptionsId)
            visitor.field("DhcpConfigurations", &dhcpConfigurations)
        }
    }
    /// `DisassociateAddressRequest` of the model.
    package struct DisassociateAddressRequest: Shape {
        package var associationId: String?
        package var publicIp: String?
        package var dryRun: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("AssociationId", &associationId)
            visitor.field("PublicIp", &publicIp)
            visitor.field("DryRun", &dryRun)
        }
    }
    /// `DisassociateRouteTableRequest` of the model.
    package struct DisassociateRouteTableRequest: Shape {
        package var dryRun: Bool?
        package var associationId: String = ""
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("DryRun", &dryRun)
            visitor.field("AssociationId", &associationId)
        }
    }
    /// `DisassociateVpcCidrBlockRequest` of the model.
    package struct DisassociateVpcCidrBlockRequest: Shape {
        package var associationId: String = ""
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("AssociationId", &associationId)
        }
    }
    /// `DisassociateVpcCidrBlockResult` of the model.
    package struct DisassociateVpcCidrBlockResult: Shape {
        package var ipv6CidrBlockAssociation: VpcIpv6CidrBlockAssociation?
        package var cidrBlockAssociation: VpcCidrBlockAssociation?
        package var vpcId: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Ipv6CidrBlockAssociation", &ipv6CidrBlockAssociation)
            visitor.field("CidrBlockAssociation", &cidrBlockAssociation)
            visitor.field("VpcId", &vpcId)
        }
    }
    /// `DiskInfo` of the model.
    package struct DiskInfo: Shape {
        package var sizeInGB: Int?
        package var count: Int?
        package var type: DiskType?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("SizeInGB", &sizeInGB)
            visitor.field("Count", &count)
            visitor.field("Type", &type)
        }
    }
    /// `DnsEntry` of the model.
    package struct DnsEntry: Shape {
        package var dnsName: String?
        package var hostedZoneId: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("DnsName", &dnsName)
            visitor.field("HostedZoneId", &hostedZoneId)
        }
    }
    /// `DnsOptions` of the model.
    package struct DnsOptions: Shape {
        package var dnsRecordIpType: DnsRecordIpType?
        package var privateDnsOnlyForInboundResolverEndpoint: Bool?
        package var privateDnsPreference: String?
        package var privateDnsSpecifiedDomains: [String]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("DnsRecordIpType", &dnsRecordIpType)
            visitor.field("PrivateDnsOnlyForInboundResolverEndpoint", &privateDnsOnlyForInboundResolverEndpoint)
            visitor.field("PrivateDnsPreference", &privateDnsPreference)
            visitor.field("PrivateDnsSpecifiedDomains", &privateDnsSpecifiedDomains)
        }
    }
    /// `DnsOptionsSpecification` of the model.
    package struct DnsOptionsSpecification: Shape {
        package var dnsRecordIpType: DnsRecordIpType?
        package var privateDnsOnlyForInboundResolverEndpoint: Bool?
        package var privateDnsPreference: String?
        package var privateDnsSpecifiedDomains: [String]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("DnsRecordIpType", &dnsRecordIpType)
            visitor.field("PrivateDnsOnlyForInboundResolverEndpoint", &privateDnsOnlyForInboundResolverEndpoint)
            visitor.field("PrivateDnsPreference", &privateDnsPreference)
            visitor.field("PrivateDnsSpecifiedDomains", &privateDnsSpecifiedDomains)
        }
    }
    /// `EbsBlockDevice` of the model.
    package struct EbsBlockDevice: Shape {
        package var deleteOnTermination: Bool?
        package var iops: Int?
        package var snapshotId: String?
        package var volumeSize: Int?
        package var volumeType: VolumeType?
        package var kmsKeyId: String?
        package var throughput: Int?
        package var outpostArn: String?
        package var availabilityZone: String?
        package var encrypted: Bool?
        package var volumeInitializationRate: Int?
        package var availabilityZoneId: String?
        package var ebsCardIndex: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("DeleteOnTermination", &deleteOnTermination)
            visitor.field("Iops", &iops)
            visitor.field("SnapshotId", &snapshotId)
            visitor.field("VolumeSize", &volumeSize)
            visitor.field("VolumeType", &volumeType)
            visitor.field("KmsKeyId", &kmsKeyId)
            visitor.field("Throughput", &throughput)
            visitor.field("OutpostArn", &outpostArn)
            visitor.field("AvailabilityZone", &availabilityZone)
            visitor.field("Encrypted", &encrypted)
            visitor.field("VolumeInitializationRate", &volumeInitializationRate)
            visitor.field("AvailabilityZoneId", &availabilityZoneId)
            visitor.field("EbsCardIndex", &ebsCardIndex)
        }
    }
    /// `EbsCardInfo` of the model.
    package struct EbsCardInfo: Shape {
        package var ebsCardIndex: Int?
        package var baselineBandwidthInMbps: Int?
        package var baselineThroughputInMBps: Double?
        package var baselineIops: Int?
        package var maximumBandwidthInMbps: Int?
        package var maximumThroughputInMBps: Double?
        package var maximumIops: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("EbsCardIndex", &ebsCardIndex)
            visitor.field("BaselineBandwidthInMbps", &baselineBandwidthInMbps)
            visitor.field("BaselineThroughputInMBps", &baselineThroughputInMBps)
            visitor.field("BaselineIops", &baselineIops)
            visitor.field("MaximumBandwidthInMbps", &maximumBandwidthInMbps)
            visitor.field("MaximumThroughputInMBps", &maximumThroughputInMBps)
            visitor.field("MaximumIops", &maximumIops)
        }
    }
    /// `EbsInfo` of the model.
    package struct EbsInfo: Shape {
        package var ebsOptimizedSupport: EbsOptimizedSupport?
        package var encryptionSupport: EbsEncryptionSupport?
        package var ebsOptimizedInfo: EbsOptimizedInfo?
        package var nvmeSupport: EbsNvmeSupport?
        package var maximumEbsAttachments: Int?
        package var attachmentLimitType: AttachmentLimitType?
        package var maximumEbsCards: Int?
        package var ebsCards: [EbsCardInfo]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("EbsOptimizedSupport", &ebsOptimizedSupport)
            visitor.field("EncryptionSupport", &encryptionSupport)
            visitor.field("EbsOptimizedInfo", &ebsOptimizedInfo)
            visitor.field("NvmeSupport", &nvmeSupport)
            visitor.field("MaximumEbsAttachments", &maximumEbsAttachments)
            visitor.field("AttachmentLimitType", &attachmentLimitType)
            visitor.field("MaximumEbsCards", &maximumEbsCards)
            visitor.field("EbsCards", &ebsCards)
        }
    }
    /// `EbsInstanceBlockDevice` of the model.
    package struct EbsInstanceBlockDevice: Shape {
        package var attachTime: Timestamp?
        package var deleteOnTermination: Bool?
        package var status: AttachmentStatus?
        package var volumeId: String?
        package var associatedResource: String?
        package var volumeOwnerId: String?
        package var `operator`: OperatorResponse?
        package var ebsCardIndex: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("AttachTime", &attachTime)
            visitor.field("DeleteOnTermination", &deleteOnTermination)
            visitor.field("Status", &status)
            visitor.field("VolumeId", &volumeId)
            visitor.field("AssociatedResource", &associatedResource)
            visitor.field("VolumeOwnerId", &volumeOwnerId)
            visitor.field("Operator", &`operator`)
            visitor.field("EbsCardIndex", &ebsCardIndex)
        }
    }
    /// `EbsInstanceBlockDeviceSpecification` of the model.
    package struct EbsInstanceBlockDeviceSpecification: Shape {
        package var volumeId: String?
        package var deleteOnTermination: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("VolumeId", &volumeId)
            visitor.field("DeleteOnTermination", &deleteOnTermination)
        }
    }
    /// `EbsOptimizedInfo` of the model.
    package struct EbsOptimizedInfo: Shape {
        package var baselineBandwidthInMbps: Int?
        package var baselineThroughputInMBps: Double?
        package var baselineIops: Int?
        package var maximumBandwidthInMbps: Int?
        package var maximumThroughputInMBps: Double?
        package var maximumIops: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("BaselineBandwidthInMbps", &baselineBandwidthInMbps)
            visitor.field("BaselineThroughputInMBps", &baselineThroughputInMBps)
            visitor.field("BaselineIops", &baselineIops)
            visitor.field("MaximumBandwidthInMbps", &maximumBandwidthInMbps)
            visitor.field("MaximumThroughputInMBps", &maximumThroughputInMBps)
            visitor.field("MaximumIops", &maximumIops)
        }
    }
    /// `EbsStatusDetails` of the model.
    package struct EbsStatusDetails: Shape {
        package var impairedSince: Timestamp?
        package var name: StatusName?
        package var status: StatusType?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("ImpairedSince", &impairedSince)
            visitor.field("Name", &name)
            visitor.field("Status", &status)
        }
    }
    /// `EbsStatusSummary` of the model.
    package struct EbsStatusSummary: Shape {
        package var details: [EbsStatusDetails]?
        package var status: SummaryStatus?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Details", &details)
            visitor.field("Status", &status)
        }
    }
    /// `EfaInfo` of the model.
    package struct EfaInfo: Shape {
        package var maximumEfaInterfaces: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("MaximumEfaInterfaces", &maximumEfaInterfaces)
        }
    }
    /// `ElasticGpuAssociation` of the model.
    package struct ElasticGpuAssociation: Shape {
        package var elasticGpuId: String?
        package var elasticGpuAssociationId: String?
        package var elasticGpuAssociationState: String?
        package var elasticGpuAssociationTime: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("ElasticGpuId", &elasticGpuId)
            visitor.field("ElasticGpuAssociationId", &elasticGpuAssociationId)
            visitor.field("ElasticGpuAssociationState", &elasticGpuAssociationState)
            visitor.field("ElasticGpuAssociationTime", &elasticGpuAssociationTime)
        }
    }
    /// `ElasticGpuSpecification` of the model.
    package struct ElasticGpuSpecification: Shape {
        package var type: String = ""
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Type", &type)
        }
    }
    /// `ElasticGpuSpecificationResponse` of the model.
    package struct ElasticGpuSpecificationResponse: Shape {
        package var type: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Type", &type)
        }
    }
    /// `ElasticInferenceAccelerator` of the model.
    package struct ElasticInferenceAccelerator: Shape {
        package var type: String = ""
        package var count: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Type", &type)
            visitor.field("Count", &count)
        }
    }
    /// `ElasticInferenceAcceleratorAssociation` of the model.
    package struct ElasticInferenceAcceleratorAssociation: Shape {
        package var elasticInferenceAcceleratorArn: String?
        package var elasticInferenceAcceleratorAssociationId: String?
        package var elasticInferenceAcceleratorAssociationState: String?
        package var elasticInferenceAcceleratorAssociationTime: Timestamp?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("ElasticInferenceAcceleratorArn", &elasticInferenceAcceleratorArn)
            visitor.field("ElasticInferenceAcceleratorAssociationId", &elasticInferenceAcceleratorAssociationId)
            visitor.field("ElasticInferenceAcceleratorAssociationState", &elasticInferenceAcceleratorAssociationState)
            visitor.field("ElasticInferenceAcceleratorAssociationTime", &elasticInferenceAcceleratorAssociationTime)
        }
    }
    /// `EnaSrdSpecification` of the model.
    package struct EnaSrdSpecification: Shape {
        package var enaSrdEnabled: Bool?
        package var enaSrdUdpSpecification: EnaSrdUdpSpecification?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("EnaSrdEnabled", &enaSrdEnabled)
            visitor.field("EnaSrdUdpSpecification", &enaSrdUdpSpecification)
        }
    }
    /// `EnaSrdSpecificationRequest` of the model.
    package struct EnaSrdSpecificationRequest: Shape {
        package var enaSrdEnabled: Bool?
        package var enaSrdUdpSpecification: EnaSrdUdpSpecificationRequest?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("EnaSrdEnabled", &enaSrdEnabled)
            visitor.field("EnaSrdUdpSpecification", &enaSrdUdpSpecification)
        }
    }
    /// `EnaSrdUdpSpecification` of the model.
    package struct EnaSrdUdpSpecification: Shape {
        package var enaSrdUdpEnabled: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("EnaSrdUdpEnabled", &enaSrdUdpEnabled)
        }
    }
    /// `EnaSrdUdpSpecificationRequest` of the model.
    package struct EnaSrdUdpSpecificationRequest: Shape {
        package var enaSrdUdpEnabled: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("EnaSrdUdpEnabled", &enaSrdUdpEnabled)
        }
    }
    /// `EnclaveOptions` of the model.
    package struct EnclaveOptions: Shape {
        package var enabled: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Enabled", &enabled)
        }
    }
    /// `EnclaveOptionsRequest` of the model.
    package struct EnclaveOptionsRequest: Shape {
        package var enabled: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Enabled", &enabled)
        }
    }
    /// `Filter` of the model.
    package struct Filter: Shape {
        package var name: String?
        package var values: [String]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Name", &name)
            visitor.field("Values", &values)
        }
    }
    /// `FpgaDeviceInfo` of the model.
    package struct FpgaDeviceInfo: Shape {
        package var name: String?
        package var manufacturer: String?
        package var count: Int?
        package var memoryInfo: FpgaDeviceMemoryInfo?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Name", &name)
            visitor.field("Manufacturer", &manufacturer)
            visitor.field("Count", &count)
            visitor.field("MemoryInfo", &memoryInfo)
        }
    }
    /// `FpgaDeviceMemoryInfo` of the model.
    package struct FpgaDeviceMemoryInfo: Shape {
        package var sizeInMiB: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("SizeInMiB", &sizeInMiB)
        }
    }
    /// `FpgaInfo` of the model.
    package struct FpgaInfo: Shape {
        package var fpgas: [FpgaDeviceInfo]?
        package var totalFpgaMemoryInMiB: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Fpgas", &fpgas)
            visitor.field("TotalFpgaMemoryInMiB", &totalFpgaMemoryInMiB)
        }
    }
    /// `GetConsoleOutputRequest` of the model.
    package struct GetConsoleOutputRequest: Shape {
        package var instanceId: String = ""
        package var latest: Bool?
        package var dryRun: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("InstanceId", &instanceId)
            visitor.field("Latest", &latest)
            visitor.field("DryRun", &dryRun)
        }
    }
    /// `GetConsoleOutputResult` of the model.
    package struct GetConsoleOutputResult: Shape {
        package var instanceId: String?
        package var timestamp: Timestamp?
        package var output: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("InstanceId", &instanceId)
            visitor.field("Timestamp", &timestamp)
            visitor.field("Output", &output)
        }
    }
    /// `GetManagedPrefixListEntriesRequest` of the model.
    package struct GetManagedPrefixListEntriesRequest: Shape {
        package var dryRun: Bool?
        package var prefixListId: String = ""
        package var targetVersion: Int?
        package var maxResults: Int?
        package var nextToken: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("DryRun", &dryRun)
            visitor.field("PrefixListId", &prefixListId)
            visitor.field("TargetVersion", &targetVersion)
            visitor.field("MaxResults", &maxResults)
            visitor.field("NextToken", &nextToken)
        }
    }
    /// `GetManagedPrefixListEntriesResult` of the model.
    package struct GetManagedPrefixListEntriesResult: Shape {
        package var entries: [PrefixListEntry]?
        package var nextToken: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Entries", &entries)
            visitor.field("NextToken", &nextToken)
        }
    }
    /// `GetSecurityGroupsForVpcRequest` of the model.
    package struct GetSecurityGroupsForVpcRequest: Shape {
        package var vpcId: String = ""
        package var nextToken: String?
        package var maxResults: Int?
        package var filters: [Filter]?
        package var dryRun: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("VpcId", &vpcId)
            visitor.field("NextToken", &nextToken)
            visitor.field("MaxResults", &maxResults)
            visitor.field("Filters", &filters)
            visitor.field("DryRun", &dryRun)
        }
    }
    /// `GetSecurityGroupsForVpcResult` of the model.
    package struct GetSecurityGroupsForVpcResult: Shape {
        package var nextToken: String?
        package var securityGroupForVpcs: [SecurityGroupForVpc]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("NextToken", &nextToken)
            visitor.field("SecurityGroupForVpcs", &securityGroupForVpcs)
        }
    }
    /// `GpuDeviceInfo` of the model.
    package struct GpuDeviceInfo: Shape {
        package var name: String?
        package var manufacturer: String?
        package var count: Int?
        package var logicalGpuCount: Int?
        package var gpuPartitionSize: Double?
        package var workloads: [String]?
        package var memoryInfo: GpuDeviceMemoryInfo?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Name", &name)
            visitor.field("Manufacturer", &manufacturer)
            visitor.field("Count", &count)
            visitor.field("LogicalGpuCount", &logicalGpuCount)
            visitor.field("GpuPartitionSize", &gpuPartitionSize)
            visitor.field("Workloads", &workloads)
            visitor.field("MemoryInfo", &memoryInfo)
        }
    }
    /// `GpuDeviceMemoryInfo` of the model.
    package struct GpuDeviceMemoryInfo: Shape {
        package var sizeInMiB: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("SizeInMiB", &sizeInMiB)
        }
    }
    /// `GpuInfo` of the model.
    package struct GpuInfo: Shape {
        package var gpus: [GpuDeviceInfo]?
        package var totalGpuMemoryInMiB: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Gpus", &gpus)
            visitor.field("TotalGpuMemoryInMiB", &totalGpuMemoryInMiB)
        }
    }
    /// `GroupIdentifier` of the model.
    package struct GroupIdentifier: Shape {
        package var groupId: String?
        package var groupName: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("GroupId", &groupId)
            visitor.field("GroupName", &groupName)
        }
    }
    /// `HibernationOptions` of the model.
    package struct HibernationOptions: Shape {
        package var configured: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Configured", &configured)
        }
    }
    /// `HibernationOptionsRequest` of the model.
    package struct HibernationOptionsRequest: Shape {
        package var configured: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Configured", &configured)
        }
    }
    /// `IamInstanceProfile` of the model.
    package struct IamInstanceProfile: Shape {
        package var arn: String?
        package var id: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Arn", &arn)
            visitor.field("Id", &id)
        }
    }
    /// `IamInstanceProfileSpecification` of the model.
    package struct IamInstanceProfileSpecification: Shape {
        package var arn: String?
        package var name: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Arn", &arn)
            visitor.field("Name", &name)
        }
    }
    /// `IcmpTypeCode` of the model.
    package struct IcmpTypeCode: Shape {
        package var code: Int?
        package var type: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Code", &code)
            visitor.field("Type", &type)
        }
    }
    /// `Image` of the model.
    package struct Image: Shape {
        package var platformDetails: String?
        package var usageOperation: String?
        package var blockDeviceMappings: [BlockDeviceMapping]?
        package var description: String?
        package var enaSupport: Bool?
        package var hypervisor: HypervisorType?
        package var imageOwnerAlias: String?
        package var name: String?
        package var rootDeviceName: String?
        package var rootDeviceType: DeviceType?
        package var sriovNetSupport: String?
        package var stateReason: StateReason?
        package var tags: [Tag]?
        package var virtualizationType: VirtualizationType?
        package var bootMode: BootModeValues?
        package var tpmSupport: TpmSupportValues?
        package var deprecationTime: String?
        package var imdsSupport: ImdsSupportValues?
        package var sourceInstanceId: String?
        package var deregistrationProtection: String?
        package var lastLaunchedTime: String?
        package var imageAllowed: Bool?
        package var sourceImageId: String?
        package var sourceImageRegion: String?
        package var freeTierEligible: Bool?
        package var imageId: String?
        package var imageLocation: String?
        package var state: ImageState?
        package var ownerId: String?
        package var creationDate: String?
        package var `public`: Bool?
        package var productCodes: [ProductCode]?
        package var architecture: ArchitectureValues?
        package var imageType: ImageTypeValues?
        package var kernelId: String?
        package var ramdiskId: String?
        package var platform: PlatformValues?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("PlatformDetails", &platformDetails)
            visitor.field("UsageOperation", &usageOperation)
            visitor.field("BlockDeviceMappings", &blockDeviceMappings)
            visitor.field("Description", &description)
            visitor.field("EnaSupport", &enaSupport)
            visitor.field("Hypervisor", &hypervisor)
            visitor.field("ImageOwnerAlias", &imageOwnerAlias)
            visitor.field("Name", &name)
            visitor.field("RootDeviceName", &rootDeviceName)
            visitor.field("RootDeviceType", &rootDeviceType)
            visitor.field("SriovNetSupport", &sriovNetSupport)
            visitor.field("StateReason", &stateReason)
            visitor.field("Tags", &tags)
            visitor.field("VirtualizationType", &virtualizationType)
            visitor.field("BootMode", &bootMode)
            visitor.field("TpmSupport", &tpmSupport)
            visitor.field("DeprecationTime", &deprecationTime)
            visitor.field("ImdsSupport", &imdsSupport)
            visitor.field("SourceInstanceId", &sourceInstanceId)
            visitor.field("DeregistrationProtection", &deregistrationProtection)
            visitor.field("LastLaunchedTime", &lastLaunchedTime)
            visitor.field("ImageAllowed", &imageAllowed)
            visitor.field("SourceImageId", &sourceImageId)
            visitor.field("SourceImageRegion", &sourceImageRegion)
            visitor.field("FreeTierEligible", &freeTierEligible)
            visitor.field("ImageId", &imageId)
            visitor.field("ImageLocation", &imageLocation)
            visitor.field("State", &state)
            visitor.field("OwnerId", &ownerId)
            visitor.field("CreationDate", &creationDate)
            visitor.field("Public", &`public`)
            visitor.field("ProductCodes", &productCodes)
            visitor.field("Architecture", &architecture)
            visitor.field("ImageType", &imageType)
            visitor.field("KernelId", &kernelId)
            visitor.field("RamdiskId", &ramdiskId)
            visitor.field("Platform", &platform)
        }
    }
    /// `ImportKeyPairRequest` of the model.
    package struct ImportKeyPairRequest: Shape {
        package var tagSpecifications: [TagSpecification]?
        package var dryRun: Bool?
        package var keyName: String = ""
        package var publicKeyMaterial: Blob = Blob()
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("TagSpecifications", &tagSpecifications)
            visitor.field("DryRun", &dryRun)
            visitor.field("KeyName", &keyName)
            visitor.field("PublicKeyMaterial", &publicKeyMaterial)
        }
    }
    /// `ImportKeyPairResult` of the model.
    package struct ImportKeyPairResult: Shape {
        package var keyFingerprint: String?
        package var keyName: String?
        package var keyPairId: String?
        package var tags: [Tag]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("KeyFingerprint", &keyFingerprint)
            visitor.field("KeyName", &keyName)
            visitor.field("KeyPairId", &keyPairId)
            visitor.field("Tags", &tags)
        }
    }
    /// `InferenceAcceleratorInfo` of the model.
    package struct InferenceAcceleratorInfo: Shape {
        package var accelerators: [InferenceDeviceInfo]?
        package var totalInferenceMemoryInMiB: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Accelerators", &accelerators)
            visitor.field("TotalInferenceMemoryInMiB", &totalInferenceMemoryInMiB)
        }
    }
    /// `InferenceDeviceInfo` of the model.
    package struct InferenceDeviceInfo: Shape {
        package var count: Int?
        package var name: String?
        package var manufacturer: String?
        package var memoryInfo: InferenceDeviceMemoryInfo?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Count", &count)
            visitor.field("Name", &name)
            visitor.field("Manufacturer", &manufacturer)
            visitor.field("MemoryInfo", &memoryInfo)
        }
    }
    /// `InferenceDeviceMemoryInfo` of the model.
    package struct InferenceDeviceMemoryInfo: Shape {
        package var sizeInMiB: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("SizeInMiB", &sizeInMiB)
        }
    }
    /// `Instance` of the model.
    package struct Instance: Shape {
        package var architecture: ArchitectureValues?
        package var blockDeviceMappings: [InstanceBlockDeviceMapping]?
        package var clientToken: String?
        package var ebsOptimized: Bool?
        package var enaSupport: Bool?
        package var hypervisor: HypervisorType?
        package var iamInstanceProfile: IamInstanceProfile?
        package var instanceLifecycle: InstanceLifecycleType?
        package var elasticGpuAssociations: [ElasticGpuAssociation]?
        package var elasticInferenceAcceleratorAssociations: [ElasticInferenceAcceleratorAssociation]?
        package var networkInterfaces: [InstanceNetworkInterface]?
        package var outpostArn: String?
        package var rootDeviceName: String?
        package var rootDeviceType: DeviceType?
        package var securityGroups: [GroupIdentifier]?
        package var sourceDestCheck: Bool?
        package var spotInstanceRequestId: String?
        package var sriovNetSupport: String?
        package var stateReason: StateReason?
        package var tags: [Tag]?
        package var virtualizationType: VirtualizationType?
        package var cpuOptions: CpuOptions?
        package var capacityBlockId: String?
        package var capacityReservationId: String?
        package var capacityReservationSpecification: CapacityReservationSpecificationResponse?
        package var hibernationOptions: HibernationOptions?
        package var licenses: [LicenseConfiguration]?
        package var metadataOptions: InstanceMetadataOptionsResponse?
        package var enclaveOptions: EnclaveOptions?
        package var bootMode: BootModeValues?
        package var platformDetails: String?
        package var usageOperation: String?
        package var usageOperationUpdateTime: Timestamp?
        package var privateDnsNameOptions: PrivateDnsNameOptionsResponse?
        package var ipv6Address: String?
        package var tpmSupport: String?
        package var maintenanceOptions: InstanceMaintenanceOptions?
        package var currentInstanceBootMode: InstanceBootModeValues?
        package var networkPerformanceOptions: InstanceNetworkPerformanceOptions?
        package var `operator`: OperatorResponse?
        package var secondaryInterfaces: [InstanceSecondaryInterface]?
        package var instanceId: String?
        package var imageId: String?
        package var state: InstanceState?
        package var privateDnsName: String?
        package var publicDnsName: String?
        package var stateTransitionReason: String?
        package var keyName: String?
        package var amiLaunchIndex: Int?
        package var productCodes: [ProductCode]?
        package var instanceType: InstanceType?
        package var launchTime: Timestamp?
        package var placement: Placement?
        package var kernelId: String?
        package var ramdiskId: String?
        package var platform: PlatformValues?
        package var monitoring: Monitoring?
        package var subnetId: String?
        package var vpcId: String?
        package var privateIpAddress: String?
        package var publicIpAddress: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Architecture", &architecture)
            visitor.field("BlockDeviceMappings", &blockDeviceMappings)
            visitor.field("ClientToken", &clientToken)
            visitor.field("EbsOptimized", &ebsOptimized)
            visitor.field("EnaSupport", &enaSupport)
            visitor.field("Hypervisor", &hypervisor)
            visitor.field("IamInstanceProfile", &iamInstanceProfile)
            visitor.field("InstanceLifecycle", &instanceLifecycle)
            visitor.field("ElasticGpuAssociations", &elasticGpuAssociations)
            visitor.field("ElasticInferenceAcceleratorAssociations", &elasticInferenceAcceleratorAssociations)
            visitor.field("NetworkInterfaces", &networkInterfaces)
            visitor.field("OutpostArn", &outpostArn)
            visitor.field("RootDeviceName", &rootDeviceName)
            visitor.field("RootDeviceType", &rootDeviceType)
            visitor.field("SecurityGroups", &securityGroups)
            visitor.field("SourceDestCheck", &sourceDestCheck)
            visitor.field("SpotInstanceRequestId", &spotInstanceRequestId)
            visitor.field("SriovNetSupport", &sriovNetSupport)
            visitor.field("StateReason", &stateReason)
            visitor.field("Tags", &tags)
            visitor.field("VirtualizationType", &virtualizationType)
            visitor.field("CpuOptions", &cpuOptions)
            visitor.field("CapacityBlockId", &capacityBlockId)
            visitor.field("CapacityReservationId", &capacityReservationId)
            visitor.field("CapacityReservationSpecification", &capacityReservationSpecification)
            visitor.field("HibernationOptions", &hibernationOptions)
            visitor.field("Licenses", &licenses)
            visitor.field("MetadataOptions", &metadataOptions)
            visitor.field("EnclaveOptions", &enclaveOptions)
            visitor.field("BootMode", &bootMode)
            visitor.field("PlatformDetails", &platformDetails)
            visitor.field("UsageOperation", &usageOperation)
            visitor.field("UsageOperationUpdateTime", &usageOperationUpdateTime)
            visitor.field("PrivateDnsNameOptions", &privateDnsNameOptions)
            visitor.field("Ipv6Address", &ipv6Address)
            visitor.field("TpmSupport", &tpmSupport)
            visitor.field("MaintenanceOptions", &maintenanceOptions)
            visitor.field("CurrentInstanceBootMode", &currentInstanceBootMode)
            visitor.field("NetworkPerformanceOptions", &networkPerformanceOptions)
            visitor.field("Operator", &`operator`)
            visitor.field("SecondaryInterfaces", &secondaryInterfaces)
            visitor.field("InstanceId", &instanceId)
            visitor.field("ImageId", &imageId)
            visitor.field("State", &state)
            visitor.field("PrivateDnsName", &privateDnsName)
            visitor.field("PublicDnsName", &publicDnsName)
            visitor.field("StateTransitionReason", &stateTransitionReason)
            visitor.field("KeyName", &keyName)
            visitor.field("AmiLaunchIndex", &amiLaunchIndex)
            visitor.field("ProductCodes", &productCodes)
            visitor.field("InstanceType", &instanceType)
            visitor.field("LaunchTime", &launchTime)
            visitor.field("Placement", &placement)
            visitor.field("KernelId", &kernelId)
            visitor.field("RamdiskId", &ramdiskId)
            visitor.field("Platform", &platform)
            visitor.field("Monitoring", &monitoring)
            visitor.field("SubnetId", &subnetId)
            visitor.field("VpcId", &vpcId)
            visitor.field("PrivateIpAddress", &privateIpAddress)
            visitor.field("PublicIpAddress", &publicIpAddress)
        }
    }
    /// `InstanceAttachmentEnaSrdSpecification` of the model.
    package struct InstanceAttachmentEnaSrdSpecification: Shape {
        package var enaSrdEnabled: Bool?
        package var enaSrdUdpSpecification: InstanceAttachmentEnaSrdUdpSpecification?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("EnaSrdEnabled", &enaSrdEnabled)
            visitor.field("EnaSrdUdpSpecification", &enaSrdUdpSpecification)
        }
    }
    /// `InstanceAttachmentEnaSrdUdpSpecification` of the model.
    package struct InstanceAttachmentEnaSrdUdpSpecification: Shape {
        package var enaSrdUdpEnabled: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("EnaSrdUdpEnabled", &enaSrdUdpEnabled)
        }
    }
    /// `InstanceAttribute` of the model.
    package struct InstanceAttribute: Shape {
        package var blockDeviceMappings: [InstanceBlockDeviceMapping]?
        package var disableApiTermination: AttributeBooleanValue?
        package var enaSupport: AttributeBooleanValue?
        package var enclaveOptions: EnclaveOptions?
        package var ebsOptimized: AttributeBooleanValue?
        package var instanceId: String?
        package var instanceInitiatedShutdownBehavior: AttributeValue?
        package var instanceType: AttributeValue?
        package var kernelId: AttributeValue?
        package var productCodes: [ProductCode]?
        package var ramdiskId: AttributeValue?
        package var rootDeviceName: AttributeValue?
        package var sourceDestCheck: AttributeBooleanValue?
        package var sriovNetSupport: AttributeValue?
        package var userData: AttributeValue?
        package var disableApiStop: AttributeBooleanValue?
        package var groups: [GroupIdentifier]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("BlockDeviceMappings", &blockDeviceMappings)
            visitor.field("DisableApiTermination", &disableApiTermination)
            visitor.field("EnaSupport", &enaSupport)
            visitor.field("EnclaveOptions", &enclaveOptions)
            visitor.field("EbsOptimized", &ebsOptimized)
            visitor.field("InstanceId", &instanceId)
            visitor.field("InstanceInitiatedShutdownBehavior", &instanceInitiatedShutdownBehavior)
            visitor.field("InstanceType", &instanceType)
            visitor.field("KernelId", &kernelId)
            visitor.field("ProductCodes", &productCodes)
            visitor.field("RamdiskId", &ramdiskId)
            visitor.field("RootDeviceName", &rootDeviceName)
            visitor.field("SourceDestCheck", &sourceDestCheck)
            visitor.field("SriovNetSupport", &sriovNetSupport)
            visitor.field("UserData", &userData)
            visitor.field("DisableApiStop", &disableApiStop)
            visitor.field("Groups", &groups)
        }
    }
    /// `InstanceBlockDeviceMapping` of the model.
    package struct InstanceBlockDeviceMapping: Shape {
        package var deviceName: String?
        package var ebs: EbsInstanceBlockDevice?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("DeviceName", &deviceName)
            visitor.field("Ebs", &ebs)
        }
    }
    /// `InstanceBlockDeviceMappingSpecification` of the model.
    package struct InstanceBlockDeviceMappingSpecification: Shape {
        package var deviceName: String?
        package var ebs: EbsInstanceBlockDeviceSpecification?
        package var virtualName: String?
        package var noDevice: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("DeviceName", &deviceName)
            visitor.field("Ebs", &ebs)
            visitor.field("VirtualName", &virtualName)
            visitor.field("NoDevice", &noDevice)
        }
    }
    /// `InstanceCreditSpecification` of the model.
    package struct InstanceCreditSpecification: Shape {
        package var instanceId: String?
        package var cpuCredits: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("InstanceId", &instanceId)
            visitor.field("CpuCredits", &cpuCredits)
        }
    }
    /// `InstanceCreditSpecificationRequest` of the model.
    package struct InstanceCreditSpecificationRequest: Shape {
        package var instanceId: String = ""
        package var cpuCredits: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("InstanceId", &instanceId)
            visitor.field("CpuCredits", &cpuCredits)
        }
    }
    /// `InstanceIpv4Prefix` of the model.
    package struct InstanceIpv4Prefix: Shape {
        package var ipv4Prefix: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Ipv4Prefix", &ipv4Prefix)
        }
    }
    /// `InstanceIpv6Address` of the model.
    package struct InstanceIpv6Address: Shape {
        package var ipv6Address: String?
        package var isPrimaryIpv6: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Ipv6Address", &ipv6Address)
            visitor.field("IsPrimaryIpv6", &isPrimaryIpv6)
        }
    }
    /// `InstanceIpv6AddressRequest` of the model.
    package struct InstanceIpv6AddressRequest: Shape {
        package var ipv6Address: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Ipv6Address", &ipv6Address)
        }
    }
    /// `InstanceIpv6Prefix` of the model.
    package struct InstanceIpv6Prefix: Shape {
        package var ipv6Prefix: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Ipv6Prefix", &ipv6Prefix)
        }
    }
    /// `InstanceMaintenanceOptions` of the model.
    package struct InstanceMaintenanceOptions: Shape {
        package var autoRecovery: InstanceAutoRecoveryState?
        package var rebootMigration: InstanceRebootMigrationState?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("AutoRecovery", &autoRecovery)
            visitor.field("RebootMigration", &rebootMigration)
        }
    }
    /// `InstanceMaintenanceOptionsRequest` of the model.
    package struct InstanceMaintenanceOptionsRequest: Shape {
        package var autoRecovery: InstanceAutoRecoveryState?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("AutoRecovery", &autoRecovery)
        }
    }
    /// `InstanceMarketOptionsRequest` of the model.
    package struct InstanceMarketOptionsRequest: Shape {
        package var marketType: MarketType?
        package var spotOptions: SpotMarketOptions?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("MarketType", &marketType)
            visitor.field("SpotOptions", &spotOptions)
        }
    }
    /// `InstanceMetadataOptionsRequest` of the model.
    package struct InstanceMetadataOptionsRequest: Shape {
        package var httpTokens: HttpTokensState?
        package var httpPutResponseHopLimit: Int?
        package var httpEndpoint: InstanceMetadataEndpointState?
        package var httpProtocolIpv6: InstanceMetadataProtocolState?
        package var instanceMetadataTags: InstanceMetadataTagsState?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("HttpTokens", &httpTokens)
            visitor.field("HttpPutResponseHopLimit", &httpPutResponseHopLimit)
            visitor.field("HttpEndpoint", &httpEndpoint)
            visitor.field("HttpProtocolIpv6", &httpProtocolIpv6)
            visitor.field("InstanceMetadataTags", &instanceMetadataTags)
        }
    }
    /// `InstanceMetadataOptionsResponse` of the model.
    package struct InstanceMetadataOptionsResponse: Shape {
        package var state: InstanceMetadataOptionsState?
        package var httpTokens: HttpTokensState?
        package var httpPutResponseHopLimit: Int?
        package var httpEndpoint: InstanceMetadataEndpointState?
        package var httpProtocolIpv6: InstanceMetadataProtocolState?
        package var instanceMetadataTags: InstanceMetadataTagsState?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("State", &state)
            visitor.field("HttpTokens", &httpTokens)
            visitor.field("HttpPutResponseHopLimit", &httpPutResponseHopLimit)
            visitor.field("HttpEndpoint", &httpEndpoint)
            visitor.field("HttpProtocolIpv6", &httpProtocolIpv6)
            visitor.field("InstanceMetadataTags", &instanceMetadataTags)
        }
    }
    /// `InstanceMonitoring` of the model.
    package struct InstanceMonitoring: Shape {
        package var instanceId: String?
        package var monitoring: Monitoring?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("InstanceId", &instanceId)
            visitor.field("Monitoring", &monitoring)
        }
    }
    /// `InstanceNetworkInterface` of the model.
    package struct InstanceNetworkInterface: Shape {
        package var association: InstanceNetworkInterfaceAssociation?
        package var attachment: InstanceNetworkInterfaceAttachment?
        package var description: String?
        package var groups: [GroupIdentifier]?
        package var ipv6Addresses: [InstanceIpv6Address]?
        package var macAddress: String?
        package var networkInterfaceId: String?
        package var ownerId: String?
        package var privateDnsName: String?
        package var privateIpAddress: String?
        package var privateIpAddresses: [InstancePrivateIpAddress]?
        package var sourceDestCheck: Bool?
        package var status: NetworkInterfaceStatus?
        package var subnetId: String?
        package var vpcId: String?
        package var interfaceType: String?
        package var ipv4Prefixes: [InstanceIpv4Prefix]?
        package var ipv6Prefixes: [InstanceIpv6Prefix]?
        package var connectionTrackingConfiguration: ConnectionTrackingSpecificationResponse?
        package var `operator`: OperatorResponse?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Association", &association)
            visitor.field("Attachment", &attachment)
            visitor.field("Description", &description)
            visitor.field("Groups", &groups)
            visitor.field("Ipv6Addresses", &ipv6Addresses)
            visitor.field("MacAddress", &macAddress)
            visitor.field("NetworkInterfaceId", &networkInterfaceId)
            visitor.field("OwnerId", &ownerId)
            visitor.field("PrivateDnsName", &privateDnsName)
            visitor.field("PrivateIpAddress", &privateIpAddress)
            visitor.field("PrivateIpAddresses", &privateIpAddresses)
            visitor.field("SourceDestCheck", &sourceDestCheck)
            visitor.field("Status", &status)
            visitor.field("SubnetId", &subnetId)
            visitor.field("VpcId", &vpcId)
            visitor.field("InterfaceType", &interfaceType)
            visitor.field("Ipv4Prefixes", &ipv4Prefixes)
            visitor.field("Ipv6Prefixes", &ipv6Prefixes)
            visitor.field("ConnectionTrackingConfiguration", &connectionTrackingConfiguration)
            visitor.field("Operator", &`operator`)
        }
    }
    /// `InstanceNetworkInterfaceAssociation` of the model.
    package struct InstanceNetworkInterfaceAssociation: Shape {
        package var carrierIp: String?
        package var customerOwnedIp: String?
        package var ipOwnerId: String?
        package var publicDnsName: String?
        package var publicIp: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("CarrierIp", &carrierIp)
            visitor.field("CustomerOwnedIp", &customerOwnedIp)
            visitor.field("IpOwnerId", &ipOwnerId)
            visitor.field("PublicDnsName", &publicDnsName)
            visitor.field("PublicIp", &publicIp)
        }
    }
    /// `InstanceNetworkInterfaceAttachment` of the model.
    package struct InstanceNetworkInterfaceAttachment: Shape {
        package var attachTime: Timestamp?
        package var attachmentId: String?
        package var deleteOnTermination: Bool?
        package var deviceIndex: Int?
        package var status: AttachmentStatus?
        package var networkCardIndex: Int?
        package var enaSrdSpecification: InstanceAttachmentEnaSrdSpecification?
        package var enaQueueCount: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("AttachTime", &attachTime)
            visitor.field("AttachmentId", &attachmentId)
            visitor.field("DeleteOnTermination", &deleteOnTermination)
            visitor.field("DeviceIndex", &deviceIndex)
            visitor.field("Status", &status)
            visitor.field("NetworkCardIndex", &networkCardIndex)
            visitor.field("EnaSrdSpecification", &enaSrdSpecification)
            visitor.field("EnaQueueCount", &enaQueueCount)
        }
    }
    /// `InstanceNetworkInterfaceSpecification` of the model.
    package struct InstanceNetworkInterfaceSpecification: Shape {
        package var associatePublicIpAddress: Bool?
        package var deleteOnTermination: Bool?
        package var description: String?
        package var deviceIndex: Int?
        package var groups: [String]?
        package var ipv6AddressCount: Int?
        package var ipv6Addresses: [InstanceIpv6Address]?
        package var networkInterfaceId: String?
        package var privateIpAddress: String?
        package var privateIpAddresses: [PrivateIpAddressSpecification]?
        package var secondaryPrivateIpAddressCount: Int?
        package var subnetId: String?
        package var associateCarrierIpAddress: Bool?
        package var interfaceType: String?
        package var networkCardIndex: Int?
        package var ipv4Prefixes: [Ipv4PrefixSpecificationRequest]?
        package var ipv4PrefixCount: Int?
        package var ipv6Prefixes: [Ipv6PrefixSpecificationRequest]?
        package var ipv6PrefixCount: Int?
        package var primaryIpv6: Bool?
        package var enaSrdSpecification: EnaSrdSpecificationRequest?
        package var connectionTrackingSpecification: ConnectionTrackingSpecificationRequest?
        package var enaQueueCount: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("AssociatePublicIpAddress", &associatePublicIpAddress)
            visitor.field("DeleteOnTermination", &deleteOnTermination)
            visitor.field("Description", &description)
            visitor.field("DeviceIndex", &deviceIndex)
            visitor.field("Groups", &groups)
            visitor.field("Ipv6AddressCount", &ipv6AddressCount)
            visitor.field("Ipv6Addresses", &ipv6Addresses)
            visitor.field("NetworkInterfaceId", &networkInterfaceId)
            visitor.field("PrivateIpAddress", &privateIpAddress)
            visitor.field("PrivateIpAddresses", &privateIpAddresses)
            visitor.field("SecondaryPrivateIpAddressCount", &secondaryPrivateIpAddressCount)
            visitor.field("SubnetId", &subnetId)
            visitor.field("AssociateCarrierIpAddress", &associateCarrierIpAddress)
            visitor.field("InterfaceType", &interfaceType)
            visitor.field("NetworkCardIndex", &networkCardIndex)
            visitor.field("Ipv4Prefixes", &ipv4Prefixes)
            visitor.field("Ipv4PrefixCount", &ipv4PrefixCount)
            visitor.field("Ipv6Prefixes", &ipv6Prefixes)
            visitor.field("Ipv6PrefixCount", &ipv6PrefixCount)
            visitor.field("PrimaryIpv6", &primaryIpv6)
            visitor.field("EnaSrdSpecification", &enaSrdSpecification)
            visitor.field("ConnectionTrackingSpecification", &connectionTrackingSpecification)
            visitor.field("EnaQueueCount", &enaQueueCount)
        }
    }
    /// `InstanceNetworkPerformanceOptions` of the model.
    package struct InstanceNetworkPerformanceOptions: Shape {
        package var bandwidthWeighting: InstanceBandwidthWeighting?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("BandwidthWeighting", &bandwidthWeighting)
        }
    }
    /// `InstanceNetworkPerformanceOptionsRequest` of the model.
    package struct InstanceNetworkPerformanceOptionsRequest: Shape {
        package var bandwidthWeighting: InstanceBandwidthWeighting?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("BandwidthWeighting", &bandwidthWeighting)
        }
    }
    /// `InstancePrivateIpAddress` of the model.
    package struct InstancePrivateIpAddress: Shape {
        package var association: InstanceNetworkInterfaceAssociation?
        package var primary: Bool?
        package var privateDnsName: String?
        package var privateIpAddress: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Association", &association)
            visitor.field("Primary", &primary)
            visitor.field("PrivateDnsName", &privateDnsName)
            visitor.field("PrivateIpAddress", &privateIpAddress)
        }
    }
    /// `InstanceRequirements` of the model.
    package struct InstanceRequirements: Shape {
        package var vCpuCount: VCpuCountRange?
        package var memoryMiB: MemoryMiB?
        package var cpuManufacturers: [CpuManufacturer]?
        package var memoryGiBPerVCpu: MemoryGiBPerVCpu?
        package var excludedInstanceTypes: [String]?
        package var instanceGenerations: [InstanceGeneration]?
        package var spotMaxPricePercentageOverLowestPrice: Int?
        package var onDemandMaxPricePercentageOverLowestPrice: Int?
        package var bareMetal: BareMetal?
        package var burstablePerformance: BurstablePerformance?
        package var requireHibernateSupport: Bool?
        package var networkInterfaceCount: NetworkInterfaceCount?
        package var localStorage: LocalStorage?
        package var localStorageTypes: [LocalStorageType]?
        package var totalLocalStorageGB: TotalLocalStorageGB?
        package var baselineEbsBandwidthMbps: BaselineEbsBandwidthMbps?
        package var acceleratorTypes: [AcceleratorType]?
        package var acceleratorCount: AcceleratorCount?
        package var acceleratorManufacturers: [AcceleratorManufacturer]?
        package var acceleratorNames: [AcceleratorName]?
        package var acceleratorTotalMemoryMiB: AcceleratorTotalMemoryMiB?
        package var networkBandwidthGbps: NetworkBandwidthGbps?
        package var allowedInstanceTypes: [String]?
        package var maxSpotPriceAsPercentageOfOptimalOnDemandPrice: Int?
        package var baselinePerformanceFactors: BaselinePerformanceFactors?
        package var requireEncryptionInTransit: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("VCpuCount", &vCpuCount)
            visitor.field("MemoryMiB", &memoryMiB)
            visitor.field("CpuManufacturers", &cpuManufacturers)
            visitor.field("MemoryGiBPerVCpu", &memoryGiBPerVCpu)
            visitor.field("ExcludedInstanceTypes", &excludedInstanceTypes)
            visitor.field("InstanceGenerations", &instanceGenerations)
            visitor.field("SpotMaxPricePercentageOverLowestPrice", &spotMaxPricePercentageOverLowestPrice)
            visitor.field("OnDemandMaxPricePercentageOverLowestPrice", &onDemandMaxPricePercentageOverLowestPrice)
            visitor.field("BareMetal", &bareMetal)
            visitor.field("BurstablePerformance", &burstablePerformance)
            visitor.field("RequireHibernateSupport", &requireHibernateSupport)
            visitor.field("NetworkInterfaceCount", &networkInterfaceCount)
            visitor.field("LocalStorage", &localStorage)
            visitor.field("LocalStorageTypes", &localStorageTypes)
            visitor.field("TotalLocalStorageGB", &totalLocalStorageGB)
            visitor.field("BaselineEbsBandwidthMbps", &baselineEbsBandwidthMbps)
            visitor.field("AcceleratorTypes", &acceleratorTypes)
            visitor.field("AcceleratorCount", &acceleratorCount)
            visitor.field("AcceleratorManufacturers", &acceleratorManufacturers)
            visitor.field("AcceleratorNames", &acceleratorNames)
            visitor.field("AcceleratorTotalMemoryMiB", &acceleratorTotalMemoryMiB)
            visitor.field("NetworkBandwidthGbps", &networkBandwidthGbps)
            visitor.field("AllowedInstanceTypes", &allowedInstanceTypes)
            visitor.field("MaxSpotPriceAsPercentageOfOptimalOnDemandPrice", &maxSpotPriceAsPercentageOfOptimalOnDemandPrice)
            visitor.field("BaselinePerformanceFactors", &baselinePerformanceFactors)
            visitor.field("RequireEncryptionInTransit", &requireEncryptionInTransit)
        }
    }
    /// `InstanceRequirementsRequest` of the model.
    package struct InstanceRequirementsRequest: Shape {
        package var vCpuCount: VCpuCountRangeRequest?
        package var memoryMiB: MemoryMiBRequest?
        package var cpuManufacturers: [CpuManufacturer]?
        package var memoryGiBPerVCpu: MemoryGiBPerVCpuRequest?
        package var excludedInstanceTypes: [String]?
        package var instanceGenerations: [InstanceGeneration]?
        package var spotMaxPricePercentageOverLowestPrice: Int?
        package var onDemandMaxPricePercentageOverLowestPrice: Int?
        package var bareMetal: BareMetal?
        package var burstablePerformance: BurstablePerformance?
        package var requireHibernateSupport: Bool?
        package var networkInterfaceCount: NetworkInterfaceCountRequest?
        package var localStorage: LocalStorage?
        package var localStorageTypes: [LocalStorageType]?
        package var totalLocalStorageGB: TotalLocalStorageGBRequest?
        package var baselineEbsBandwidthMbps: BaselineEbsBandwidthMbpsRequest?
        package var acceleratorTypes: [AcceleratorType]?
        package var acceleratorCount: AcceleratorCountRequest?
        package var acceleratorManufacturers: [AcceleratorManufacturer]?
        package var acceleratorNames: [AcceleratorName]?
        package var acceleratorTotalMemoryMiB: AcceleratorTotalMemoryMiBRequest?
        package var networkBandwidthGbps: NetworkBandwidthGbpsRequest?
        package var allowedInstanceTypes: [String]?
        package var maxSpotPriceAsPercentageOfOptimalOnDemandPrice: Int?
        package var baselinePerformanceFactors: BaselinePerformanceFactorsRequest?
        package var requireEncryptionInTransit: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("VCpuCount", &vCpuCount)
            visitor.field("MemoryMiB", &memoryMiB)
            visitor.field("CpuManufacturers", &cpuManufacturers)
            visitor.field("MemoryGiBPerVCpu", &memoryGiBPerVCpu)
            visitor.field("ExcludedInstanceTypes", &excludedInstanceTypes)
            visitor.field("InstanceGenerations", &instanceGenerations)
            visitor.field("SpotMaxPricePercentageOverLowestPrice", &spotMaxPricePercentageOverLowestPrice)
            visitor.field("OnDemandMaxPricePercentageOverLowestPrice", &onDemandMaxPricePercentageOverLowestPrice)
            visitor.field("BareMetal", &bareMetal)
            visitor.field("BurstablePerformance", &burstablePerformance)
            visitor.field("RequireHibernateSupport", &requireHibernateSupport)
            visitor.field("NetworkInterfaceCount", &networkInterfaceCount)
            visitor.field("LocalStorage", &localStorage)
            visitor.field("LocalStorageTypes", &localStorageTypes)
            visitor.field("TotalLocalStorageGB", &totalLocalStorageGB)
            visitor.field("BaselineEbsBandwidthMbps", &baselineEbsBandwidthMbps)
            visitor.field("AcceleratorTypes", &acceleratorTypes)
            visitor.field("AcceleratorCount", &acceleratorCount)
            visitor.field("AcceleratorManufacturers", &acceleratorManufacturers)
            visitor.field("AcceleratorNames", &acceleratorNames)
            visitor.field("AcceleratorTotalMemoryMiB", &acceleratorTotalMemoryMiB)
            visitor.field("NetworkBandwidthGbps", &networkBandwidthGbps)
            visitor.field("AllowedInstanceTypes", &allowedInstanceTypes)
            visitor.field("MaxSpotPriceAsPercentageOfOptimalOnDemandPrice", &maxSpotPriceAsPercentageOfOptimalOnDemandPrice)
            visitor.field("BaselinePerformanceFactors", &baselinePerformanceFactors)
            visitor.field("RequireEncryptionInTransit", &requireEncryptionInTransit)
        }
    }
    /// `InstanceSecondaryInterface` of the model.
    package struct InstanceSecondaryInterface: Shape {
        package var attachment: InstanceSecondaryInterfaceAttachment?
        package var macAddress: String?
        package var secondaryInterfaceId: String?
        package var ownerId: String?
        package var privateIpAddresses: [InstanceSecondaryInterfacePrivateIpAddress]?
        package var sourceDestCheck: Bool?
        package var status: SecondaryInterfaceStatus?
        package var secondarySubnetId: String?
        package var secondaryNetworkId: String?
        package var interfaceType: SecondaryInterfaceType?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Attachment", &attachment)
            visitor.field("MacAddress", &macAddress)
            visitor.field("SecondaryInterfaceId", &secondaryInterfaceId)
            visitor.field("OwnerId", &ownerId)
            visitor.field("PrivateIpAddresses", &privateIpAddresses)
            visitor.field("SourceDestCheck", &sourceDestCheck)
            visitor.field("Status", &status)
            visitor.field("SecondarySubnetId", &secondarySubnetId)
            visitor.field("SecondaryNetworkId", &secondaryNetworkId)
            visitor.field("InterfaceType", &interfaceType)
        }
    }
    /// `InstanceSecondaryInterfaceAttachment` of the model.
    package struct InstanceSecondaryInterfaceAttachment: Shape {
        package var attachTime: Timestamp?
        package var attachmentId: String?
        package var deleteOnTermination: Bool?
        package var deviceIndex: Int?
        package var status: AttachmentStatus?
        package var networkCardIndex: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("AttachTime", &attachTime)
            visitor.field("AttachmentId", &attachmentId)
            visitor.field("DeleteOnTermination", &deleteOnTermination)
            visitor.field("DeviceIndex", &deviceIndex)
            visitor.field("Status", &status)
            visitor.field("NetworkCardIndex", &networkCardIndex)
        }
    }
    /// `InstanceSecondaryInterfacePrivateIpAddress` of the model.
    package struct InstanceSecondaryInterfacePrivateIpAddress: Shape {
        package var privateIpAddress: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("PrivateIpAddress", &privateIpAddress)
        }
    }
    /// `InstanceSecondaryInterfacePrivateIpAddressRequest` of the model.
    package struct InstanceSecondaryInterfacePrivateIpAddressRequest: Shape {
        package var privateIpAddress: String = ""
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("PrivateIpAddress", &privateIpAddress)
        }
    }
    /// `InstanceSecondaryInterfaceSpecificationRequest` of the model.
    package struct InstanceSecondaryInterfaceSpecificationRequest: Shape {
        package var deleteOnTermination: Bool?
        package var deviceIndex: Int?
        package var privateIpAddresses: [InstanceSecondaryInterfacePrivateIpAddressRequest]?
        package var privateIpAddressCount: Int?
        package var secondarySubnetId: String?
        package var interfaceType: SecondaryInterfaceType?
        package var networkCardIndex: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("DeleteOnTermination", &deleteOnTermination)
            visitor.field("DeviceIndex", &deviceIndex)
            visitor.field("PrivateIpAddresses", &privateIpAddresses)
            visitor.field("PrivateIpAddressCount", &privateIpAddressCount)
            visitor.field("SecondarySubnetId", &secondarySubnetId)
            visitor.field("InterfaceType", &interfaceType)
            visitor.field("NetworkCardIndex", &networkCardIndex)
        }
    }
    /// `InstanceState` of the model.
    package struct InstanceState: Shape {
        package var code: Int?
        package var name: InstanceStateName?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Code", &code)
            visitor.field("Name", &name)
        }
    }
    /// `InstanceStateChange` of the model.
    package struct InstanceStateChange: Shape {
        package var instanceId: String?
        package var currentState: InstanceState?
        package var previousState: InstanceState?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("InstanceId", &instanceId)
            visitor.field("CurrentState", &currentState)
            visitor.field("PreviousState", &previousState)
        }
    }
    /// `InstanceStatus` of the model.
    package struct InstanceStatus: Shape {
        package var availabilityZone: String?
        package var availabilityZoneId: String?
        package var outpostArn: String?
        package var `operator`: OperatorResponse?
        package var events: [InstanceStatusEvent]?
        package var instanceId: String?
        package var instanceState: InstanceState?
        package var instanceStatus: InstanceStatusSummary?
        package var systemStatus: InstanceStatusSummary?
        package var attachedEbsStatus: EbsStatusSummary?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("AvailabilityZone", &availabilityZone)
            visitor.field("AvailabilityZoneId", &availabilityZoneId)
            visitor.field("OutpostArn", &outpostArn)
            visitor.field("Operator", &`operator`)
            visitor.field("Events", &events)
            visitor.field("InstanceId", &instanceId)
            visitor.field("InstanceState", &instanceState)
            visitor.field("InstanceStatus", &instanceStatus)
            visitor.field("SystemStatus", &systemStatus)
            visitor.field("AttachedEbsStatus", &attachedEbsStatus)
        }
    }
    /// `InstanceStatusDetails` of the model.
    package struct InstanceStatusDetails: Shape {
        package var impairedSince: Timestamp?
        package var name: StatusName?
        package var status: StatusType?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("ImpairedSince", &impairedSince)
            visitor.field("Name", &name)
            visitor.field("Status", &status)
        }
    }
    /// `InstanceStatusEvent` of the model.
    package struct InstanceStatusEvent: Shape {
        package var instanceEventId: String?
        package var code: EventCode?
        package var description: String?
        package var notAfter: Timestamp?
        package var notBefore: Timestamp?
        package var notBeforeDeadline: Timestamp?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("InstanceEventId", &instanceEventId)
            visitor.field("Code", &code)
            visitor.field("Description", &description)
            visitor.field("NotAfter", &notAfter)
            visitor.field("NotBefore", &notBefore)
            visitor.field("NotBeforeDeadline", &notBeforeDeadline)
        }
    }
    /// `InstanceStatusSummary` of the model.
    package struct InstanceStatusSummary: Shape {
        package var details: [InstanceStatusDetails]?
        package var status: SummaryStatus?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Details", &details)
            visitor.field("Status", &status)
        }
    }
    /// `InstanceStorageInfo` of the model.
    package struct InstanceStorageInfo: Shape {
        package var totalSizeInGB: Int?
        package var disks: [DiskInfo]?
        package var nvmeSupport: EphemeralNvmeSupport?
        package var encryptionSupport: InstanceStorageEncryptionSupport?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("TotalSizeInGB", &totalSizeInGB)
            visitor.field("Disks", &disks)
            visitor.field("NvmeSupport", &nvmeSupport)
            visitor.field("EncryptionSupport", &encryptionSupport)
        }
    }
    /// `InstanceTypeInfo` of the model.
    package struct InstanceTypeInfo: Shape {
        package var instanceType: InstanceType?
        package var currentGeneration: Bool?
        package var freeTierEligible: Bool?
        package var supportedUsageClasses: [UsageClassType]?
        package var supportedRootDeviceTypes: [RootDeviceType]?
        package var supportedVirtualizationTypes: [VirtualizationType]?
        package var bareMetal: Bool?
        package var hypervisor: InstanceTypeHypervisor?
        package var processorInfo: ProcessorInfo?
        package var vCpuInfo: VCpuInfo?
        package var memoryInfo: MemoryInfo?
        package var instanceStorageSupported: Bool?
        package var instanceStorageInfo: InstanceStorageInfo?
        package var ebsInfo: EbsInfo?
        package var networkInfo: NetworkInfo?
        package var gpuInfo: GpuInfo?
        package var fpgaInfo: FpgaInfo?
        package var placementGroupInfo: PlacementGroupInfo?
        package var inferenceAcceleratorInfo: InferenceAcceleratorInfo?
        package var hibernationSupported: Bool?
        package var burstablePerformanceSupported: Bool?
        package var dedicatedHostsSupported: Bool?
        package var autoRecoverySupported: Bool?
        package var supportedBootModes: [BootModeType]?
        package var nitroEnclavesSupport: NitroEnclavesSupport?
        package var nitroTpmSupport: NitroTpmSupport?
        package var nitroTpmInfo: NitroTpmInfo?
        package var mediaAcceleratorInfo: MediaAcceleratorInfo?
        package var neuronInfo: NeuronInfo?
        package var phcSupport: PhcSupport?
        package var rebootMigrationSupport: RebootMigrationSupport?
        package var supportedInRegion: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("InstanceType", &instanceType)
            visitor.field("CurrentGeneration", &currentGeneration)
            visitor.field("FreeTierEligible", &freeTierEligible)
            visitor.field("SupportedUsageClasses", &supportedUsageClasses)
            visitor.field("SupportedRootDeviceTypes", &supportedRootDeviceTypes)
            visitor.field("SupportedVirtualizationTypes", &supportedVirtualizationTypes)
            visitor.field("BareMetal", &bareMetal)
            visitor.field("Hypervisor", &hypervisor)
            visitor.field("ProcessorInfo", &processorInfo)
            visitor.field("VCpuInfo", &vCpuInfo)
            visitor.field("MemoryInfo", &memoryInfo)
            visitor.field("InstanceStorageSupported", &instanceStorageSupported)
            visitor.field("InstanceStorageInfo", &instanceStorageInfo)
            visitor.field("EbsInfo", &ebsInfo)
            visitor.field("NetworkInfo", &networkInfo)
            visitor.field("GpuInfo", &gpuInfo)
            visitor.field("FpgaInfo", &fpgaInfo)
            visitor.field("PlacementGroupInfo", &placementGroupInfo)
            visitor.field("InferenceAcceleratorInfo", &inferenceAcceleratorInfo)
            visitor.field("HibernationSupported", &hibernationSupported)
            visitor.field("BurstablePerformanceSupported", &burstablePerformanceSupported)
            visitor.field("DedicatedHostsSupported", &dedicatedHostsSupported)
            visitor.field("AutoRecoverySupported", &autoRecoverySupported)
            visitor.field("SupportedBootModes", &supportedBootModes)
            visitor.field("NitroEnclavesSupport", &nitroEnclavesSupport)
            visitor.field("NitroTpmSupport", &nitroTpmSupport)
            visitor.field("NitroTpmInfo", &nitroTpmInfo)
            visitor.field("MediaAcceleratorInfo", &mediaAcceleratorInfo)
            visitor.field("NeuronInfo", &neuronInfo)
            visitor.field("PhcSupport", &phcSupport)
            visitor.field("RebootMigrationSupport", &rebootMigrationSupport)
            visitor.field("SupportedInRegion", &supportedInRegion)
        }
    }
    /// `InstanceTypeOffering` of the model.
    package struct InstanceTypeOffering: Shape {
        package var instanceType: InstanceType?
        package var locationType: LocationType?
        package var location: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("InstanceType", &instanceType)
            visitor.field("LocationType", &locationType)
            visitor.field("Location", &location)
        }
    }
    /// `InternetGateway` of the model.
    package struct InternetGateway: Shape {
        package var attachments: [InternetGatewayAttachment]?
        package var internetGatewayId: String?
        package var ownerId: String?
        package var tags: [Tag]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Attachments", &attachments)
            visitor.field("InternetGatewayId", &internetGatewayId)
            visitor.field("OwnerId", &ownerId)
            visitor.field("Tags", &tags)
        }
    }
    /// `InternetGatewayAttachment` of the model.
    package struct InternetGatewayAttachment: Shape {
        package var state: AttachmentStatus?
        package var vpcId: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("State", &state)
            visitor.field("VpcId", &vpcId)
        }
    }
    /// `IpPermission` of the model.
    package struct IpPermission: Shape {
        package var ipProtocol: String?
        package var fromPort: Int?
        package var toPort: Int?
        package var userIdGroupPairs: [UserIdGroupPair]?
        package var ipRanges: [IpRange]?
        package var ipv6Ranges: [Ipv6Range]?
        package var prefixListIds: [PrefixListId]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("IpProtocol", &ipProtocol)
            visitor.field("FromPort", &fromPort)
            visitor.field("ToPort", &toPort)
            visitor.field("UserIdGroupPairs", &userIdGroupPairs)
            visitor.field("IpRanges", &ipRanges)
            visitor.field("Ipv6Ranges", &ipv6Ranges)
            visitor.field("PrefixListIds", &prefixListIds)
        }
    }
    /// `IpRange` of the model.
    package struct IpRange: Shape {
        package var description: String?
        package var cidrIp: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Description", &description)
            visitor.field("CidrIp", &cidrIp)
        }
    }
    /// `Ipv4PrefixSpecification` of the model.
    package struct Ipv4PrefixSpecification: Shape {
        package var ipv4Prefix: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Ipv4Prefix", &ipv4Prefix)
        }
    }
    /// `Ipv4PrefixSpecificationRequest` of the model.
    package struct Ipv4PrefixSpecificationRequest: Shape {
        package var ipv4Prefix: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Ipv4Prefix", &ipv4Prefix)
        }
    }
    /// `Ipv4PrefixSpecificationResponse` of the model.
    package struct Ipv4PrefixSpecificationResponse: Shape {
        package var ipv4Prefix: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Ipv4Prefix", &ipv4Prefix)
        }
    }
    /// `Ipv6PrefixSpecification` of the model.
    package struct Ipv6PrefixSpecification: Shape {
        package var ipv6Prefix: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Ipv6Prefix", &ipv6Prefix)
        }
    }
    /// `Ipv6PrefixSpecificationRequest` of the model.
    package struct Ipv6PrefixSpecificationRequest: Shape {
        package var ipv6Prefix: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Ipv6Prefix", &ipv6Prefix)
        }
    }
    /// `Ipv6PrefixSpecificationResponse` of the model.
    package struct Ipv6PrefixSpecificationResponse: Shape {
        package var ipv6Prefix: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Ipv6Prefix", &ipv6Prefix)
        }
    }
    /// `Ipv6Range` of the model.
    package struct Ipv6Range: Shape {
        package var description: String?
        package var cidrIpv6: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Description", &description)
            visitor.field("CidrIpv6", &cidrIpv6)
        }
    }
    /// `KeyPair` of the model.
    package struct KeyPair: Shape {
        package var keyPairId: String?
        package var tags: [Tag]?
        package var keyName: String?
        package var keyFingerprint: String?
        package var keyMaterial: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("KeyPairId", &keyPairId)
            visitor.field("Tags", &tags)
            visitor.field("KeyName", &keyName)
            visitor.field("KeyFingerprint", &keyFingerprint)
            visitor.field("KeyMaterial", &keyMaterial)
        }
    }
    /// `KeyPairInfo` of the model.
    package struct KeyPairInfo: Shape {
        package var keyPairId: String?
        package var keyType: KeyType?
        package var tags: [Tag]?
        package var publicKey: String?
        package var createTime: Timestamp?
        package var keyName: String?
        package var keyFingerprint: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("KeyPairId", &keyPairId)
            visitor.field("KeyType", &keyType)
            visitor.field("Tags", &tags)
            visitor.field("PublicKey", &publicKey)
            visitor.field("CreateTime", &createTime)
            visitor.field("KeyName", &keyName)
            visitor.field("KeyFingerprint", &keyFingerprint)
        }
    }
    /// `LastError` of the model.
    package struct LastError: Shape {
        package var message: String?
        package var code: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Message", &message)
            visitor.field("Code", &code)
        }
    }
    /// `LaunchTemplate` of the model.
    package struct LaunchTemplate: Shape {
        package var launchTemplateId: String?
        package var launchTemplateName: String?
        package var createTime: Timestamp?
        package var createdBy: String?
        package var defaultVersionNumber: Int?
        package var latestVersionNumber: Int?
        package var tags: [Tag]?
        package var `operator`: OperatorResponse?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("LaunchTemplateId", &launchTemplateId)
            visitor.field("LaunchTemplateName", &launchTemplateName)
            visitor.field("CreateTime", &createTime)
            visitor.field("CreatedBy", &createdBy)
            visitor.field("DefaultVersionNumber", &defaultVersionNumber)
            visitor.field("LatestVersionNumber", &latestVersionNumber)
            visitor.field("Tags", &tags)
            visitor.field("Operator", &`operator`)
        }
    }
    /// `LaunchTemplateBlockDeviceMapping` of the model.
    package struct LaunchTemplateBlockDeviceMapping: Shape {
        package var deviceName: String?
        package var virtualName: String?
        package var ebs: LaunchTemplateEbsBlockDevice?
        package var noDevice: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("DeviceName", &deviceName)
            visitor.field("VirtualName", &virtualName)
            visitor.field("Ebs", &ebs)
            visitor.field("NoDevice", &noDevice)
        }
    }
    /// `LaunchTemplateBlockDeviceMappingRequest` of the model.
    package struct LaunchTemplateBlockDeviceMappingRequest: Shape {
        package var deviceName: String?
        package var virtualName: String?
        package var ebs: LaunchTemplateEbsBlockDeviceRequest?
        package var noDevice: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("DeviceName", &deviceName)
            visitor.field("VirtualName", &virtualName)
            visitor.field("Ebs", &ebs)
            visitor.field("NoDevice", &noDevice)
        }
    }
    /// `LaunchTemplateCapacityReservationSpecificationRequest` of the model.
    package struct LaunchTemplateCapacityReservationSpecificationRequest: Shape {
        package var capacityReservationPreference: CapacityReservationPreference?
        package var capacityReservationTarget: CapacityReservationTarget?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("CapacityReservationPreference", &capacityReservationPreference)
            visitor.field("CapacityReservationTarget", &capacityReservationTarget)
        }
    }
    /// `LaunchTemplateCapacityReservationSpecificationResponse` of the model.
    package struct LaunchTemplateCapacityReservationSpecificationResponse: Shape {
        package var capacityReservationPreference: CapacityReservationPreference?
        package var capacityReservationTarget: CapacityReservationTargetResponse?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("CapacityReservationPreference", &capacityReservationPreference)
            visitor.field("CapacityReservationTarget", &capacityReservationTarget)
        }
    }
    /// `LaunchTemplateCpuOptions` of the model.
    package struct LaunchTemplateCpuOptions: Shape {
        package var coreCount: Int?
        package var threadsPerCore: Int?
        package var amdSevSnp: AmdSevSnpSpecification?
        package var nestedVirtualization: NestedVirtualizationSpecification?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("CoreCount", &coreCount)
            visitor.field("ThreadsPerCore", &threadsPerCore)
            visitor.field("AmdSevSnp", &amdSevSnp)
            visitor.field("NestedVirtualization", &nestedVirtualization)
        }
    }
    /// `LaunchTemplateCpuOptionsRequest` of the model.
    package struct LaunchTemplateCpuOptionsRequest: Shape {
        package var coreCount: Int?
        package var threadsPerCore: Int?
        package var amdSevSnp: AmdSevSnpSpecification?
        package var nestedVirtualization: NestedVirtualizationSpecification?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("CoreCount", &coreCount)
            visitor.field("ThreadsPerCore", &threadsPerCore)
            visitor.field("AmdSevSnp", &amdSevSnp)
            visitor.field("NestedVirtualization", &nestedVirtualization)
        }
    }
    /// `LaunchTemplateEbsBlockDevice` of the model.
    package struct LaunchTemplateEbsBlockDevice: Shape {
        package var encrypted: Bool?
        package var deleteOnTermination: Bool?
        package var iops: Int?
        package var kmsKeyId: String?
        package var snapshotId: String?
        package var volumeSize: Int?
        package var volumeType: VolumeType?
        package var throughput: Int?
        package var volumeInitializationRate: Int?
        package var ebsCardIndex: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Encrypted", &encrypted)
            visitor.field("DeleteOnTermination", &deleteOnTermination)
            visitor.field("Iops", &iops)
            visitor.field("KmsKeyId", &kmsKeyId)
            visitor.field("SnapshotId", &snapshotId)
            visitor.field("VolumeSize", &volumeSize)
            visitor.field("VolumeType", &volumeType)
            visitor.field("Throughput", &throughput)
            visitor.field("VolumeInitializationRate", &volumeInitializationRate)
            visitor.field("EbsCardIndex", &ebsCardIndex)
        }
    }
    /// `LaunchTemplateEbsBlockDeviceRequest` of the model.
    package struct LaunchTemplateEbsBlockDeviceRequest: Shape {
        package var encrypted: Bool?
        package var deleteOnTermination: Bool?
        package var iops: Int?
        package var kmsKeyId: String?
        package var snapshotId: String?
        package var volumeSize: Int?
        package var volumeType: VolumeType?
        package var throughput: Int?
        package var volumeInitializationRate: Int?
        package var ebsCardIndex: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Encrypted", &encrypted)
            visitor.field("DeleteOnTermination", &deleteOnTermination)
            visitor.field("Iops", &iops)
            visitor.field("KmsKeyId", &kmsKeyId)
            visitor.field("SnapshotId", &snapshotId)
            visitor.field("VolumeSize", &volumeSize)
            visitor.field("VolumeType", &volumeType)
            visitor.field("Throughput", &throughput)
            visitor.field("VolumeInitializationRate", &volumeInitializationRate)
            visitor.field("EbsCardIndex", &ebsCardIndex)
        }
    }
    /// `LaunchTemplateElasticInferenceAccelerator` of the model.
    package struct LaunchTemplateElasticInferenceAccelerator: Shape {
        package var type: String = ""
        package var count: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Type", &type)
            visitor.field("Count", &count)
        }
    }
    /// `LaunchTemplateElasticInferenceAcceleratorResponse` of the model.
    package struct LaunchTemplateElasticInferenceAcceleratorResponse: Shape {
        package var type: String?
        package var count: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Type", &type)
            visitor.field("Count", &count)
        }
    }
    /// `LaunchTemplateEnaSrdSpecification` of the model.
    package struct LaunchTemplateEnaSrdSpecification: Shape {
        package var enaSrdEnabled: Bool?
        package var enaSrdUdpSpecification: LaunchTemplateEnaSrdUdpSpecification?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("EnaSrdEnabled", &enaSrdEnabled)
            visitor.field("EnaSrdUdpSpecification", &enaSrdUdpSpecification)
        }
    }
    /// `LaunchTemplateEnaSrdUdpSpecification` of the model.
    package struct LaunchTemplateEnaSrdUdpSpecification: Shape {
        package var enaSrdUdpEnabled: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("EnaSrdUdpEnabled", &enaSrdUdpEnabled)
        }
    }
    /// `LaunchTemplateEnclaveOptions` of the model.
    package struct LaunchTemplateEnclaveOptions: Shape {
        package var enabled: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Enabled", &enabled)
        }
    }
    /// `LaunchTemplateEnclaveOptionsRequest` of the model.
    package struct LaunchTemplateEnclaveOptionsRequest: Shape {
        package var enabled: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Enabled", &enabled)
        }
    }
    /// `LaunchTemplateHibernationOptions` of the model.
    package struct LaunchTemplateHibernationOptions: Shape {
        package var configured: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Configured", &configured)
        }
    }
    /// `LaunchTemplateHibernationOptionsRequest` of the model.
    package struct LaunchTemplateHibernationOptionsRequest: Shape {
        package var configured: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Configured", &configured)
        }
    }
    /// `LaunchTemplateIamInstanceProfileSpecification` of the model.
    package struct LaunchTemplateIamInstanceProfileSpecification: Shape {
        package var arn: String?
        package var name: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Arn", &arn)
            visitor.field("Name", &name)
        }
    }
    /// `LaunchTemplateIamInstanceProfileSpecificationRequest` of the model.
    package struct LaunchTemplateIamInstanceProfileSpecificationRequest: Shape {
        package var arn: String?
        package var name: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Arn", &arn)
            visitor.field("Name", &name)
        }
    }
    /// `LaunchTemplateInstanceMaintenanceOptions` of the model.
    package struct LaunchTemplateInstanceMaintenanceOptions: Shape {
        package var autoRecovery: LaunchTemplateAutoRecoveryState?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("AutoRecovery", &autoRecovery)
        }
    }
    /// `LaunchTemplateInstanceMaintenanceOptionsRequest` of the model.
    package struct LaunchTemplateInstanceMaintenanceOptionsRequest: Shape {
        package var autoRecovery: LaunchTemplateAutoRecoveryState?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("AutoRecovery", &autoRecovery)
        }
    }
    /// `LaunchTemplateInstanceMarketOptions` of the model.
    package struct LaunchTemplateInstanceMarketOptions: Shape {
        package var marketType: MarketType?
        package var spotOptions: LaunchTemplateSpotMarketOptions?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("MarketType", &marketType)
            visitor.field("SpotOptions", &spotOptions)
        }
    }
    /// `LaunchTemplateInstanceMarketOptionsRequest` of the model.
    package struct LaunchTemplateInstanceMarketOptionsRequest: Shape {
        package var marketType: MarketType?
        package var spotOptions: LaunchTemplateSpotMarketOptionsRequest?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("MarketType", &marketType)
            visitor.field("SpotOptions", &spotOptions)
        }
    }
    /// `LaunchTemplateInstanceMetadataOptions` of the model.
    package struct LaunchTemplateInstanceMetadataOptions: Shape {
        package var state: LaunchTemplateInstanceMetadataOptionsState?
        package var httpTokens: LaunchTemplateHttpTokensState?
        package var httpPutResponseHopLimit: Int?
        package var httpEndpoint: LaunchTemplateInstanceMetadataEndpointState?
        package var httpProtocolIpv6: LaunchTemplateInstanceMetadataProtocolIpv6?
        package var instanceMetadataTags: LaunchTemplateInstanceMetadataTagsState?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("State", &state)
            visitor.field("HttpTokens", &httpTokens)
            visitor.field("HttpPutResponseHopLimit", &httpPutResponseHopLimit)
            visitor.field("HttpEndpoint", &httpEndpoint)
            visitor.field("HttpProtocolIpv6", &httpProtocolIpv6)
            visitor.field("InstanceMetadataTags", &instanceMetadataTags)
        }
    }
    /// `LaunchTemplateInstanceMetadataOptionsRequest` of the model.
    package struct LaunchTemplateInstanceMetadataOptionsRequest: Shape {
        package var httpTokens: LaunchTemplateHttpTokensState?
        package var httpPutResponseHopLimit: Int?
        package var httpEndpoint: LaunchTemplateInstanceMetadataEndpointState?
        package var httpProtocolIpv6: LaunchTemplateInstanceMetadataProtocolIpv6?
        package var instanceMetadataTags: LaunchTemplateInstanceMetadataTagsState?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("HttpTokens", &httpTokens)
            visitor.field("HttpPutResponseHopLimit", &httpPutResponseHopLimit)
            visitor.field("HttpEndpoint", &httpEndpoint)
            visitor.field("HttpProtocolIpv6", &httpProtocolIpv6)
            visitor.field("InstanceMetadataTags", &instanceMetadataTags)
        }
    }
    /// `LaunchTemplateInstanceNetworkInterfaceSpecification` of the model.
    package struct LaunchTemplateInstanceNetworkInterfaceSpecification: Shape {
        package var associateCarrierIpAddress: Bool?
        package var associatePublicIpAddress: Bool?
        package var deleteOnTermination: Bool?
        package var description: String?
        package var deviceIndex: Int?
        package var groups: [String]?
        package var interfaceType: String?
        package var ipv6AddressCount: Int?
        package var ipv6Addresses: [InstanceIpv6Address]?
        package var networkInterfaceId: String?
        package var privateIpAddress: String?
        package var privateIpAddresses: [PrivateIpAddressSpecification]?
        package var secondaryPrivateIpAddressCount: Int?
        package var subnetId: String?
        package var networkCardIndex: Int?
        package var ipv4Prefixes: [Ipv4PrefixSpecificationResponse]?
        package var ipv4PrefixCount: Int?
        package var ipv6Prefixes: [Ipv6PrefixSpecificationResponse]?
        package var ipv6PrefixCount: Int?
        package var primaryIpv6: Bool?
        package var enaSrdSpecification: LaunchTemplateEnaSrdSpecification?
        package var connectionTrackingSpecification: ConnectionTrackingSpecification?
        package var enaQueueCount: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("AssociateCarrierIpAddress", &associateCarrierIpAddress)
            visitor.field("AssociatePublicIpAddress", &associatePublicIpAddress)
            visitor.field("DeleteOnTermination", &deleteOnTermination)
            visitor.field("Description", &description)
            visitor.field("DeviceIndex", &deviceIndex)
            visitor.field("Groups", &groups)
            visitor.field("InterfaceType", &interfaceType)
            visitor.field("Ipv6AddressCount", &ipv6AddressCount)
            visitor.field("Ipv6Addresses", &ipv6Addresses)
            visitor.field("NetworkInterfaceId", &networkInterfaceId)
            visitor.field("PrivateIpAddress", &privateIpAddress)
            visitor.field("PrivateIpAddresses", &privateIpAddresses)
            visitor.field("SecondaryPrivateIpAddressCount", &secondaryPrivateIpAddressCount)
            visitor.field("SubnetId", &subnetId)
            visitor.field("NetworkCardIndex", &networkCardIndex)
            visitor.field("Ipv4Prefixes", &ipv4Prefixes)
            visitor.field("Ipv4PrefixCount", &ipv4PrefixCount)
            visitor.field("Ipv6Prefixes", &ipv6Prefixes)
            visitor.field("Ipv6PrefixCount", &ipv6PrefixCount)
            visitor.field("PrimaryIpv6", &primaryIpv6)
            visitor.field("EnaSrdSpecification", &enaSrdSpecification)
            visitor.field("ConnectionTrackingSpecification", &connectionTrackingSpecification)
            visitor.field("EnaQueueCount", &enaQueueCount)
        }
    }
    /// `LaunchTemplateInstanceNetworkInterfaceSpecificationRequest` of the model.
    package struct LaunchTemplateInstanceNetworkInterfaceSpecificationRequest: Shape {
        package var associateCarrierIpAddress: Bool?
        package var associatePublicIpAddress: Bool?
        package var deleteOnTermination: Bool?
        package var description: String?
        package var deviceIndex: Int?
        package var groups: [String]?
        package var interfaceType: String?
        package var ipv6AddressCount: Int?
        package var ipv6Addresses: [InstanceIpv6AddressRequest]?
        package var networkInterfaceId: String?
        package var privateIpAddress: String?
        package var privateIpAddresses: [PrivateIpAddressSpecification]?
        package var secondaryPrivateIpAddressCount: Int?
        package var subnetId: String?
        package var networkCardIndex: Int?
        package var ipv4Prefixes: [Ipv4PrefixSpecificationRequest]?
        package var ipv4PrefixCount: Int?
        package var ipv6Prefixes: [Ipv6PrefixSpecificationRequest]?
        package var ipv6PrefixCount: Int?
        package var primaryIpv6: Bool?
        package var enaSrdSpecification: EnaSrdSpecificationRequest?
        package var connectionTrackingSpecification: ConnectionTrackingSpecificationRequest?
        package var enaQueueCount: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("AssociateCarrierIpAddress", &associateCarrierIpAddress)
            visitor.field("AssociatePublicIpAddress", &associatePublicIpAddress)
            visitor.field("DeleteOnTermination", &deleteOnTermination)
            visitor.field("Description", &description)
            visitor.field("DeviceIndex", &deviceIndex)
            visitor.field("Groups", &groups)
            visitor.field("InterfaceType", &interfaceType)
            visitor.field("Ipv6AddressCount", &ipv6AddressCount)
            visitor.field("Ipv6Addresses", &ipv6Addresses)
            visitor.field("NetworkInterfaceId", &networkInterfaceId)
            visitor.field("PrivateIpAddress", &privateIpAddress)
            visitor.field("PrivateIpAddresses", &privateIpAddresses)
            visitor.field("SecondaryPrivateIpAddressCount", &secondaryPrivateIpAddressCount)
            visitor.field("SubnetId", &subnetId)
            visitor.field("NetworkCardIndex", &networkCardIndex)
            visitor.field("Ipv4Prefixes", &ipv4Prefixes)
            visitor.field("Ipv4PrefixCount", &ipv4PrefixCount)
            visitor.field("Ipv6Prefixes", &ipv6Prefixes)
            visitor.field("Ipv6PrefixCount", &ipv6PrefixCount)
            visitor.field("PrimaryIpv6", &primaryIpv6)
            visitor.field("EnaSrdSpecification", &enaSrdSpecification)
            visitor.field("ConnectionTrackingSpecification", &connectionTrackingSpecification)
            visitor.field("EnaQueueCount", &enaQueueCount)
        }
    }
    /// `LaunchTemplateInstanceSecondaryInterfaceSpecification` of the model.
    package struct LaunchTemplateInstanceSecondaryInterfaceSpecification: Shape {
        package var deleteOnTermination: Bool?
        package var deviceIndex: Int?
        package var privateIpAddresses: [SecondaryInterfacePrivateIpAddressSpecification]?
        package var privateIpAddressCount: Int?
        package var secondarySubnetId: String?
        package var interfaceType: SecondaryInterfaceType?
        package var networkCardIndex: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("DeleteOnTermination", &deleteOnTermination)
            visitor.field("DeviceIndex", &deviceIndex)
            visitor.field("PrivateIpAddresses", &privateIpAddresses)
            visitor.field("PrivateIpAddressCount", &privateIpAddressCount)
            visitor.field("SecondarySubnetId", &secondarySubnetId)
            visitor.field("InterfaceType", &interfaceType)
            visitor.field("NetworkCardIndex", &networkCardIndex)
        }
    }
    /// `LaunchTemplateInstanceSecondaryInterfaceSpecificationRequest` of the model.
    package struct LaunchTemplateInstanceSecondaryInterfaceSpecificationRequest: Shape {
        package var deleteOnTermination: Bool?
        package var deviceIndex: Int?
        package var privateIpAddresses: [SecondaryInterfacePrivateIpAddressSpecificationRequest]?
        package var privateIpAddressCount: Int?
        package var secondarySubnetId: String?
        package var interfaceType: SecondaryInterfaceType?
        package var networkCardIndex: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("DeleteOnTermination", &deleteOnTermination)
            visitor.field("DeviceIndex", &deviceIndex)
            visitor.field("PrivateIpAddresses", &privateIpAddresses)
            visitor.field("PrivateIpAddressCount", &privateIpAddressCount)
            visitor.field("SecondarySubnetId", &secondarySubnetId)
            visitor.field("InterfaceType", &interfaceType)
            visitor.field("NetworkCardIndex", &networkCardIndex)
        }
    }
    /// `LaunchTemplateLicenseConfiguration` of the model.
    package struct LaunchTemplateLicenseConfiguration: Shape {
        package var licenseConfigurationArn: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("LicenseConfigurationArn", &licenseConfigurationArn)
        }
    }
    /// `LaunchTemplateLicenseConfigurationRequest` of the model.
    package struct LaunchTemplateLicenseConfigurationRequest: Shape {
        package var licenseConfigurationArn: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("LicenseConfigurationArn", &licenseConfigurationArn)
        }
    }
    /// `LaunchTemplateNetworkPerformanceOptions` of the model.
    package struct LaunchTemplateNetworkPerformanceOptions: Shape {
        package var bandwidthWeighting: InstanceBandwidthWeighting?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("BandwidthWeighting", &bandwidthWeighting)
        }
    }
    /// `LaunchTemplateNetworkPerformanceOptionsRequest` of the model.
    package struct LaunchTemplateNetworkPerformanceOptionsRequest: Shape {
        package var bandwidthWeighting: InstanceBandwidthWeighting?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("BandwidthWeighting", &bandwidthWeighting)
        }
    }
    /// `LaunchTemplatePlacement` of the model.
    package struct LaunchTemplatePlacement: Shape {
        package var availabilityZone: String?
        package var availabilityZoneId: String?
        package var affinity: String?
        package var groupName: String?
        package var hostId: String?
        package var tenancy: Tenancy?
        package var spreadDomain: String?
        package var hostResourceGroupArn: String?
        package var partitionNumber: Int?
        package var groupId: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("AvailabilityZone", &availabilityZone)
            visitor.field("AvailabilityZoneId", &availabilityZoneId)
            visitor.field("Affinity", &affinity)
            visitor.field("GroupName", &groupName)
            visitor.field("HostId", &hostId)
            visitor.field("Tenancy", &tenancy)
            visitor.field("SpreadDomain", &spreadDomain)
            visitor.field("HostResourceGroupArn", &hostResourceGroupArn)
            visitor.field("PartitionNumber", &partitionNumber)
            visitor.field("GroupId", &groupId)
        }
    }
    /// `LaunchTemplatePlacementRequest` of the model.
    package struct LaunchTemplatePlacementRequest: Shape {
        package var availabilityZone: String?
        package var availabilityZoneId: String?
        package var affinity: String?
        package var groupName: String?
        package var hostId: String?
        package var tenancy: Tenancy?
        package var spreadDomain: String?
        package var hostResourceGroupArn: String?
        package var partitionNumber: Int?
        package var groupId: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("AvailabilityZone", &availabilityZone)
            visitor.field("AvailabilityZoneId", &availabilityZoneId)
            visitor.field("Affinity", &affinity)
            visitor.field("GroupName", &groupName)
            visitor.field("HostId", &hostId)
            visitor.field("Tenancy", &tenancy)
            visitor.field("SpreadDomain", &spreadDomain)
            visitor.field("HostResourceGroupArn", &hostResourceGroupArn)
            visitor.field("PartitionNumber", &partitionNumber)
            visitor.field("GroupId", &groupId)
        }
    }
    /// `LaunchTemplatePrivateDnsNameOptions` of the model.
    package struct LaunchTemplatePrivateDnsNameOptions: Shape {
        package var hostnameType: HostnameType?
        package var enableResourceNameDnsARecord: Bool?
        package var enableResourceNameDnsAAAARecord: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("HostnameType", &hostnameType)
            visitor.field("EnableResourceNameDnsARecord", &enableResourceNameDnsARecord)
            visitor.field("EnableResourceNameDnsAAAARecord", &enableResourceNameDnsAAAARecord)
        }
    }
    /// `LaunchTemplatePrivateDnsNameOptionsRequest` of the model.
    package struct LaunchTemplatePrivateDnsNameOptionsRequest: Shape {
        package var hostnameType: HostnameType?
        package var enableResourceNameDnsARecord: Bool?
        package var enableResourceNameDnsAAAARecord: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("HostnameType", &hostnameType)
            visitor.field("EnableResourceNameDnsARecord", &enableResourceNameDnsARecord)
            visitor.field("EnableResourceNameDnsAAAARecord", &enableResourceNameDnsAAAARecord)
        }
    }
    /// `LaunchTemplateSpecification` of the model.
    package struct LaunchTemplateSpecification: Shape {
        package var launchTemplateId: String?
        package var launchTemplateName: String?
        package var version: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("LaunchTemplateId", &launchTemplateId)
            visitor.field("LaunchTemplateName", &launchTemplateName)
            visitor.field("Version", &version)
        }
    }
    /// `LaunchTemplateSpotMarketOptions` of the model.
    package struct LaunchTemplateSpotMarketOptions: Shape {
        package var maxPrice: String?
        package var spotInstanceType: SpotInstanceType?
        package var blockDurationMinutes: Int?
        package var validUntil: Timestamp?
        package var instanceInterruptionBehavior: InstanceInterruptionBehavior?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("MaxPrice", &maxPrice)
            visitor.field("SpotInstanceType", &spotInstanceType)
            visitor.field("BlockDurationMinutes", &blockDurationMinutes)
            visitor.field("ValidUntil", &validUntil)
            visitor.field("InstanceInterruptionBehavior", &instanceInterruptionBehavior)
        }
    }
    /// `LaunchTemplateSpotMarketOptionsRequest` of the model.
    package struct LaunchTemplateSpotMarketOptionsRequest: Shape {
        package var maxPrice: String?
        package var spotInstanceType: SpotInstanceType?
        package var blockDurationMinutes: Int?
        package var validUntil: Timestamp?
        package var instanceInterruptionBehavior: InstanceInterruptionBehavior?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("MaxPrice", &maxPrice)
            visitor.field("SpotInstanceType", &spotInstanceType)
            visitor.field("BlockDurationMinutes", &blockDurationMinutes)
            visitor.field("ValidUntil", &validUntil)
            visitor.field("InstanceInterruptionBehavior", &instanceInterruptionBehavior)
        }
    }
    /// `LaunchTemplateTagSpecification` of the model.
    package struct LaunchTemplateTagSpecification: Shape {
        package var resourceType: ResourceType?
        package var tags: [Tag]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("ResourceType", &resourceType)
            visitor.field("Tags", &tags)
        }
    }
    /// `LaunchTemplateTagSpecificationRequest` of the model.
    package struct LaunchTemplateTagSpecificationRequest: Shape {
        package var resourceType: ResourceType?
        package var tags: [Tag]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("ResourceType", &resourceType)
            visitor.field("Tags", &tags)
        }
    }
    /// `LaunchTemplateVersion` of the model.
    package struct LaunchTemplateVersion: Shape {
        package var launchTemplateId: String?
        package var launchTemplateName: String?
        package var versionNumber: Int?
        package var versionDescription: String?
        package var createTime: Timestamp?
        package var createdBy: String?
        package var defaultVersion: Bool?
        package var launchTemplateData: ResponseLaunchTemplateData?
        package var `operator`: OperatorResponse?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("LaunchTemplateId", &launchTemplateId)
            visitor.field("LaunchTemplateName", &launchTemplateName)
            visitor.field("VersionNumber", &versionNumber)
            visitor.field("VersionDescription", &versionDescription)
            visitor.field("CreateTime", &createTime)
            visitor.field("CreatedBy", &createdBy)
            visitor.field("DefaultVersion", &defaultVersion)
            visitor.field("LaunchTemplateData", &launchTemplateData)
            visitor.field("Operator", &`operator`)
        }
    }
    /// `LaunchTemplatesMonitoring` of the model.
    package struct LaunchTemplatesMonitoring: Shape {
        package var enabled: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Enabled", &enabled)
        }
    }
    /// `LaunchTemplatesMonitoringRequest` of the model.
    package struct LaunchTemplatesMonitoringRequest: Shape {
        package var enabled: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Enabled", &enabled)
        }
    }
    /// `LicenseConfiguration` of the model.
    package struct LicenseConfiguration: Shape {
        package var licenseConfigurationArn: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("LicenseConfigurationArn", &licenseConfigurationArn)
        }
    }
    /// `LicenseConfigurationRequest` of the model.
    package struct LicenseConfigurationRequest: Shape {
        package var licenseConfigurationArn: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("LicenseConfigurationArn", &licenseConfigurationArn)
        }
    }
    /// `ManagedPrefixList` of the model.
    package struct ManagedPrefixList: Shape {
        package var prefixListId: String?
        package var addressFamily: String?
        package var state: PrefixListState?
        package var stateMessage: String?
        package var prefixListArn: String?
        package var prefixListName: String?
        package var maxEntries: Int?
        package var version: Int?
        package var tags: [Tag]?
        package var ownerId: String?
        package var ipamPrefixListResolverTargetId: String?
        package var ipamPrefixListResolverSyncEnabled: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("PrefixListId", &prefixListId)
            visitor.field("AddressFamily", &addressFamily)
            visitor.field("State", &state)
            visitor.field("StateMessage", &stateMessage)
            visitor.field("PrefixListArn", &prefixListArn)
            visitor.field("PrefixListName", &prefixListName)
            visitor.field("MaxEntries", &maxEntries)
            visitor.field("Version", &version)
            visitor.field("Tags", &tags)
            visitor.field("OwnerId", &ownerId)
            visitor.field("IpamPrefixListResolverTargetId", &ipamPrefixListResolverTargetId)
            visitor.field("IpamPrefixListResolverSyncEnabled", &ipamPrefixListResolverSyncEnabled)
        }
    }
    /// `MediaAcceleratorInfo` of the model.
    package struct MediaAcceleratorInfo: Shape {
        package var accelerators: [MediaDeviceInfo]?
        package var totalMediaMemoryInMiB: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Accelerators", &accelerators)
            visitor.field("TotalMediaMemoryInMiB", &totalMediaMemoryInMiB)
        }
    }
    /// `MediaDeviceInfo` of the model.
    package struct MediaDeviceInfo: Shape {
        package var count: Int?
        package var name: String?
        package var manufacturer: String?
        package var memoryInfo: MediaDeviceMemoryInfo?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Count", &count)
            visitor.field("Name", &name)
            visitor.field("Manufacturer", &manufacturer)
            visitor.field("MemoryInfo", &memoryInfo)
        }
    }
    /// `MediaDeviceMemoryInfo` of the model.
    package struct MediaDeviceMemoryInfo: Shape {
        package var sizeInMiB: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("SizeInMiB", &sizeInMiB)
        }
    }
    /// `MemoryGiBPerVCpu` of the model.
    package struct MemoryGiBPerVCpu: Shape {
        package var min: Double?
        package var max: Double?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Min", &min)
            visitor.field("Max", &max)
        }
    }
    /// `MemoryGiBPerVCpuRequest` of the model.
    package struct MemoryGiBPerVCpuRequest: Shape {
        package var min: Double?
        package var max: Double?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Min", &min)
            visitor.field("Max", &max)
        }
    }
    /// `MemoryInfo` of the model.
    package struct MemoryInfo: Shape {
        package var sizeInMiB: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("SizeInMiB", &sizeInMiB)
        }
    }
    /// `MemoryMiB` of the model.
    package struct MemoryMiB: Shape {
        package var min: Int?
        package var max: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Min", &min)
            visitor.field("Max", &max)
        }
    }
    /// `MemoryMiBRequest` of the model.
    package struct MemoryMiBRequest: Shape {
        package var min: Int = 0
        package var max: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Min", &min)
            visitor.field("Max", &max)
        }
    }
    /// `ModifyAddressAttributeRequest` of the model.
    package struct ModifyAddressAttributeRequest: Shape {
        package var allocationId: String = ""
        package var domainName: String?
        package var dryRun: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("AllocationId", &allocationId)
            visitor.field("DomainName", &domainName)
            visitor.field("DryRun", &dryRun)
        }
    }
    /// `ModifyAddressAttributeResult` of the model.
    package struct ModifyAddressAttributeResult: Shape {
        package var address: AddressAttribute?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Address", &address)
        }
    }
    /// `ModifyInstanceAttributeRequest` of the model.
    package struct ModifyInstanceAttributeRequest: Shape {
        package var sourceDestCheck: AttributeBooleanValue?
        package var disableApiStop: AttributeBooleanValue?
        package var dryRun: Bool?
        package var instanceId: String = ""
        package var attribute: InstanceAttributeName?
        package var value: String?
        package var blockDeviceMappings: [InstanceBlockDeviceMappingSpecification]?
        package var disableApiTermination: AttributeBooleanValue?
        package var instanceType: AttributeValue?
        package var kernel: AttributeValue?
        package var ramdisk: AttributeValue?
        package var userData: BlobAttributeValue?
        package var instanceInitiatedShutdownBehavior: AttributeValue?
        package var groups: [String]?
        package var ebsOptimized: AttributeBooleanValue?
        package var sriovNetSupport: AttributeValue?
        package var enaSupport: AttributeBooleanValue?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("SourceDestCheck", &sourceDestCheck)
            visitor.field("DisableApiStop", &disableApiStop)
            visitor.field("DryRun", &dryRun)
            visitor.field("InstanceId", &instanceId)
            visitor.field("Attribute", &attribute)
            visitor.field("Value", &value)
            visitor.field("BlockDeviceMappings", &blockDeviceMappings)
            visitor.field("DisableApiTermination", &disableApiTermination)
            visitor.field("InstanceType", &instanceType)
            visitor.field("Kernel", &kernel)
            visitor.field("Ramdisk", &ramdisk)
            visitor.field("UserData", &userData)
            visitor.field("InstanceInitiatedShutdownBehavior", &instanceInitiatedShutdownBehavior)
            visitor.field("Groups", &groups)
            visitor.field("EbsOptimized", &ebsOptimized)
            visitor.field("SriovNetSupport", &sriovNetSupport)
            visitor.field("EnaSupport", &enaSupport)
        }
    }
    /// `ModifyInstanceCreditSpecificationRequest` of the model.
    package struct ModifyInstanceCreditSpecificationRequest: Shape {
        package var dryRun: Bool?
        package var clientToken: String?
        package var instanceCreditSpecifications: [InstanceCreditSpecificationRequest] = []
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("DryRun", &dryRun)
            visitor.field("ClientToken", &clientToken)
            visitor.field("InstanceCreditSpecifications", &instanceCreditSpecifications)
        }
    }
    /// `ModifyInstanceCreditSpecificationResult` of the model.
    package struct ModifyInstanceCreditSpecificationResult: Shape {
        package var successfulInstanceCreditSpecifications: [SuccessfulInstanceCreditSpecificationItem]?
        package var unsuccessfulInstanceCreditSpecifications: [UnsuccessfulInstanceCreditSpecificationItem]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("SuccessfulInstanceCreditSpecifications", &successfulInstanceCreditSpecifications)
            visitor.field("UnsuccessfulInstanceCreditSpecifications", &unsuccessfulInstanceCreditSpecifications)
        }
    }
    /// `ModifyInstanceMetadataOptionsRequest` of the model.
    package struct ModifyInstanceMetadataOptionsRequest: Shape {
        package var instanceId: String = ""
        package var httpTokens: HttpTokensState?
        package var httpPutResponseHopLimit: Int?
        package var httpEndpoint: InstanceMetadataEndpointState?
        package var dryRun: Bool?
        package var httpProtocolIpv6: InstanceMetadataProtocolState?
        package var instanceMetadataTags: InstanceMetadataTagsState?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("InstanceId", &instanceId)
            visitor.field("HttpTokens", &httpTokens)
            visitor.field("HttpPutResponseHopLimit", &httpPutResponseHopLimit)
            visitor.field("HttpEndpoint", &httpEndpoint)
            visitor.field("DryRun", &dryRun)
            visitor.field("HttpProtocolIpv6", &httpProtocolIpv6)
            visitor.field("InstanceMetadataTags", &instanceMetadataTags)
        }
    }
    /// `ModifyInstanceMetadataOptionsResult` of the model.
    package struct ModifyInstanceMetadataOptionsResult: Shape {
        package var instanceId: String?
        package var instanceMetadataOptions: InstanceMetadataOptionsResponse?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("InstanceId", &instanceId)
            visitor.field("InstanceMetadataOptions", &instanceMetadataOptions)
        }
    }
    /// `ModifyLaunchTemplateRequest` of the model.
    package struct ModifyLaunchTemplateRequest: Shape {
        package var dryRun: Bool?
        package var clientToken: String?
        package var launchTemplateId: String?
        package var launchTemplateName: String?
        package var defaultVersion: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("DryRun", &dryRun)
            visitor.field("ClientToken", &clientToken)
            visitor.field("LaunchTemplateId", &launchTemplateId)
            visitor.field("LaunchTemplateName", &launchTemplateName)
            visitor.field("DefaultVersion", &defaultVersion)
        }
    }
    /// `ModifyLaunchTemplateResult` of the model.
    package struct ModifyLaunchTemplateResult: Shape {
        package var launchTemplate: LaunchTemplate?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("LaunchTemplate", &launchTemplate)
        }
    }
    /// `ModifyManagedPrefixListRequest` of the model.
    package struct ModifyManagedPrefixListRequest: Shape {
        package var dryRun: Bool?
        package var prefixListId: String = ""
        package var currentVersion: Int?
        package var prefixListName: String?
        package var addEntries: [AddPrefixListEntry]?
        package var removeEntries: [RemovePrefixListEntry]?
        package var maxEntries: Int?
        package var ipamPrefixListResolverSyncEnabled: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("DryRun", &dryRun)
            visitor.field("PrefixListId", &prefixListId)
            visitor.field("CurrentVersion", &currentVersion)
            visitor.field("PrefixListName", &prefixListName)
            visitor.field("AddEntries", &addEntries)
            visitor.field("RemoveEntries", &removeEntries)
            visitor.field("MaxEntries", &maxEntries)
            visitor.field("IpamPrefixListResolverSyncEnabled", &ipamPrefixListResolverSyncEnabled)
        }
    }
    /// `ModifyManagedPrefixListResult` of the model.
    package struct ModifyManagedPrefixListResult: Shape {
        package var prefixList: ManagedPrefixList?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("PrefixList", &prefixList)
        }
    }
    /// `ModifyNetworkInterfaceAttributeRequest` of the model.
    package struct ModifyNetworkInterfaceAttributeRequest: Shape {
        package var enaSrdSpecification: EnaSrdSpecification?
        package var enablePrimaryIpv6: Bool?
        package var connectionTrackingSpecification: ConnectionTrackingSpecificationRequest?
        package var associatePublicIpAddress: Bool?
        package var associatedSubnetIds: [String]?
        package var dryRun: Bool?
        package var networkInterfaceId: String = ""
        package var description: AttributeValue?
        package var sourceDestCheck: AttributeBooleanValue?
        package var groups: [String]?
        package var attachment: NetworkInterfaceAttachmentChanges?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("EnaSrdSpecification", &enaSrdSpecification)
            visitor.field("EnablePrimaryIpv6", &enablePrimaryIpv6)
            visitor.field("ConnectionTrackingSpecification", &connectionTrackingSpecification)
            visitor.field("AssociatePublicIpAddress", &associatePublicIpAddress)
            visitor.field("AssociatedSubnetIds", &associatedSubnetIds)
            visitor.field("DryRun", &dryRun)
            visitor.field("NetworkInterfaceId", &networkInterfaceId)
            visitor.field("Description", &description)
            visitor.field("SourceDestCheck", &sourceDestCheck)
            visitor.field("Groups", &groups)
            visitor.field("Attachment", &attachment)
        }
    }
    /// `ModifySecurityGroupRulesRequest` of the model.
    package struct ModifySecurityGroupRulesRequest: Shape {
        package var groupId: String = ""
        package var securityGroupRules: [SecurityGroupRuleUpdate] = []
        package var dryRun: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("GroupId", &groupId)
            visitor.field("SecurityGroupRules", &securityGroupRules)
            visitor.field("DryRun", &dryRun)
        }
    }
    /// `ModifySecurityGroupRulesResult` of the model.
    package struct ModifySecurityGroupRulesResult: Shape {
        package var `return`: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Return", &`return`)
        }
    }
    /// `ModifySubnetAttributeRequest` of the model.
    package struct ModifySubnetAttributeRequest: Shape {
        package var assignIpv6AddressOnCreation: AttributeBooleanValue?
        package var mapPublicIpOnLaunch: AttributeBooleanValue?
        package var subnetId: String = ""
        package var mapCustomerOwnedIpOnLaunch: AttributeBooleanValue?
        package var customerOwnedIpv4Pool: String?
        package var enableDns64: AttributeBooleanValue?
        package var privateDnsHostnameTypeOnLaunch: HostnameType?
        package var enableResourceNameDnsARecordOnLaunch: AttributeBooleanValue?
        package var enableResourceNameDnsAAAARecordOnLaunch: AttributeBooleanValue?
        package var enableLniAtDeviceIndex: Int?
        package var disableLniAtDeviceIndex: AttributeBooleanValue?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("AssignIpv6AddressOnCreation", &assignIpv6AddressOnCreation)
            visitor.field("MapPublicIpOnLaunch", &mapPublicIpOnLaunch)
            visitor.field("SubnetId", &subnetId)
            visitor.field("MapCustomerOwnedIpOnLaunch", &mapCustomerOwnedIpOnLaunch)
            visitor.field("CustomerOwnedIpv4Pool", &customerOwnedIpv4Pool)
            visitor.field("EnableDns64", &enableDns64)
            visitor.field("PrivateDnsHostnameTypeOnLaunch", &privateDnsHostnameTypeOnLaunch)
            visitor.field("EnableResourceNameDnsARecordOnLaunch", &enableResourceNameDnsARecordOnLaunch)
            visitor.field("EnableResourceNameDnsAAAARecordOnLaunch", &enableResourceNameDnsAAAARecordOnLaunch)
            visitor.field("EnableLniAtDeviceIndex", &enableLniAtDeviceIndex)
            visitor.field("DisableLniAtDeviceIndex", &disableLniAtDeviceIndex)
        }
    }
    /// `ModifyVpcAttributeRequest` of the model.
    package struct ModifyVpcAttributeRequest: Shape {
        package var enableDnsHostnames: AttributeBooleanValue?
        package var enableDnsSupport: AttributeBooleanValue?
        package var vpcId: String = ""
        package var enableNetworkAddressUsageMetrics: AttributeBooleanValue?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("EnableDnsHostnames", &enableDnsHostnames)
            visitor.field("EnableDnsSupport", &enableDnsSupport)
            visitor.field("VpcId", &vpcId)
            visitor.field("EnableNetworkAddressUsageMetrics", &enableNetworkAddressUsageMetrics)
        }
    }
    /// `ModifyVpcEndpointRequest` of the model.
    package struct ModifyVpcEndpointRequest: Shape {
        package var dryRun: Bool?
        package var vpcEndpointId: String = ""
        package var resetPolicy: Bool?
        package var policyDocument: String?
        package var addRouteTableIds: [String]?
        package var removeRouteTableIds: [String]?
        package var addSubnetIds: [String]?
        package var removeSubnetIds: [String]?
        package var addSecurityGroupIds: [String]?
        package var removeSecurityGroupIds: [String]?
        package var ipAddressType: IpAddressType?
        package var dnsOptions: DnsOptionsSpecification?
        package var privateDnsEnabled: Bool?
        package var subnetConfigurations: [SubnetConfiguration]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("DryRun", &dryRun)
            visitor.field("VpcEndpointId", &vpcEndpointId)
            visitor.field("ResetPolicy", &resetPolicy)
            visitor.field("PolicyDocument", &policyDocument)
            visitor.field("AddRouteTableIds", &addRouteTableIds)
            visitor.field("RemoveRouteTableIds", &removeRouteTableIds)
            visitor.field("AddSubnetIds", &addSubnetIds)
            visitor.field("RemoveSubnetIds", &removeSubnetIds)
            visitor.field("AddSecurityGroupIds", &addSecurityGroupIds)
            visitor.field("RemoveSecurityGroupIds", &removeSecurityGroupIds)
            visitor.field("IpAddressType", &ipAddressType)
            visitor.field("DnsOptions", &dnsOptions)
            visitor.field("PrivateDnsEnabled", &privateDnsEnabled)
            visitor.field("SubnetConfigurations", &subnetConfigurations)
        }
    }
    /// `ModifyVpcEndpointResult` of the model.
    package struct ModifyVpcEndpointResult: Shape {
        package var `return`: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Return", &`return`)
        }
    }
    /// `ModifyVpcTenancyRequest` of the model.
    package struct ModifyVpcTenancyRequest: Shape {
        package var vpcId: String = ""
        package var instanceTenancy: VpcTenancy?
        package var dryRun: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("VpcId", &vpcId)
            visitor.field("InstanceTenancy", &instanceTenancy)
            visitor.field("DryRun", &dryRun)
        }
    }
    /// `ModifyVpcTenancyResult` of the model.
    package struct ModifyVpcTenancyResult: Shape {
        package var returnValue: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("ReturnValue", &returnValue)
        }
    }
    /// `MonitorInstancesRequest` of the model.
    package struct MonitorInstancesRequest: Shape {
        package var instanceIds: [String] = []
        package var dryRun: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("InstanceIds", &instanceIds)
            visitor.field("DryRun", &dryRun)
        }
    }
    /// `MonitorInstancesResult` of the model.
    package struct MonitorInstancesResult: Shape {
        package var instanceMonitorings: [InstanceMonitoring]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("InstanceMonitorings", &instanceMonitorings)
        }
    }
    /// `Monitoring` of the model.
    package struct Monitoring: Shape {
        package var state: MonitoringState?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("State", &state)
        }
    }
    /// `NatGateway` of the model.
    package struct NatGateway: Shape {
        package var createTime: Timestamp?
        package var deleteTime: Timestamp?
        package var failureCode: String?
        package var failureMessage: String?
        package var natGatewayAddresses: [NatGatewayAddress]?
        package var natGatewayId: String?
        package var provisionedBandwidth: ProvisionedBandwidth?
        package var state: NatGatewayState?
        package var subnetId: String?
        package var vpcId: String?
        package var tags: [Tag]?
        package var connectivityType: ConnectivityType?
        package var availabilityMode: AvailabilityMode?
        package var autoScalingIps: AutoScalingIpsState?
        package var autoProvisionZones: AutoProvisionZonesState?
        package var attachedAppliances: [NatGatewayAttachedAppliance]?
        package var routeTableId: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("CreateTime", &createTime)
            visitor.field("DeleteTime", &deleteTime)
            visitor.field("FailureCode", &failureCode)
            visitor.field("FailureMessage", &failureMessage)
            visitor.field("NatGatewayAddresses", &natGatewayAddresses)
            visitor.field("NatGatewayId", &natGatewayId)
            visitor.field("ProvisionedBandwidth", &provisionedBandwidth)
            visitor.field("State", &state)
            visitor.field("SubnetId", &subnetId)
            visitor.field("VpcId", &vpcId)
            visitor.field("Tags", &tags)
            visitor.field("ConnectivityType", &connectivityType)
            visitor.field("AvailabilityMode", &availabilityMode)
            visitor.field("AutoScalingIps", &autoScalingIps)
            visitor.field("AutoProvisionZones", &autoProvisionZones)
            visitor.field("AttachedAppliances", &attachedAppliances)
            visitor.field("RouteTableId", &routeTableId)
        }
    }
    /// `NatGatewayAddress` of the model.
    package struct NatGatewayAddress: Shape {
        package var allocationId: String?
        package var networkInterfaceId: String?
        package var privateIp: String?
        package var publicIp: String?
        package var associationId: String?
        package var isPrimary: Bool?
        package var failureMessage: String?
        package var status: NatGatewayAddressStatus?
        package var availabilityZone: String?
        package var availabilityZoneId: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("AllocationId", &allocationId)
            visitor.field("NetworkInterfaceId", &networkInterfaceId)
            visitor.field("PrivateIp", &privateIp)
            visitor.field("PublicIp", &publicIp)
            visitor.field("AssociationId", &associationId)
            visitor.field("IsPrimary", &isPrimary)
            visitor.field("FailureMessage", &failureMessage)
            visitor.field("Status", &status)
            visitor.field("AvailabilityZone", &availabilityZone)
            visitor.field("AvailabilityZoneId", &availabilityZoneId)
        }
    }
    /// `NatGatewayAttachedAppliance` of the model.
    package struct NatGatewayAttachedAppliance: Shape {
        package var type: NatGatewayApplianceType?
        package var applianceArn: String?
        package var vpcEndpointId: String?
        package var attachmentState: NatGatewayApplianceState?
        package var modificationState: NatGatewayApplianceModifyState?
        package var failureCode: String?
        package var failureMessage: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Type", &type)
            visitor.field("ApplianceArn", &applianceArn)
            visitor.field("VpcEndpointId", &vpcEndpointId)
            visitor.field("AttachmentState", &attachmentState)
            visitor.field("ModificationState", &modificationState)
            visitor.field("FailureCode", &failureCode)
            visitor.field("FailureMessage", &failureMessage)
        }
    }
    /// `NetworkAcl` of the model.
    package struct NetworkAcl: Shape {
        package var associations: [NetworkAclAssociation]?
        package var entries: [NetworkAclEntry]?
        package var isDefault: Bool?
        package var networkAclId: String?
        package var tags: [Tag]?
        package var vpcId: String?
        package var ownerId: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Associations", &associations)
            visitor.field("Entries", &entries)
            visitor.field("IsDefault", &isDefault)
            visitor.field("NetworkAclId", &networkAclId)
            visitor.field("Tags", &tags)
            visitor.field("VpcId", &vpcId)
            visitor.field("OwnerId", &ownerId)
        }
    }
    /// `NetworkAclAssociation` of the model.
    package struct NetworkAclAssociation: Shape {
        package var networkAclAssociationId: String?
        package var networkAclId: String?
        package var subnetId: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("NetworkAclAssociationId", &networkAclAssociationId)
            visitor.field("NetworkAclId", &networkAclId)
            visitor.field("SubnetId", &subnetId)
        }
    }
    /// `NetworkAclEntry` of the model.
    package struct NetworkAclEntry: Shape {
        package var cidrBlock: String?
        package var egress: Bool?
        package var icmpTypeCode: IcmpTypeCode?
        package var ipv6CidrBlock: String?
        package var portRange: PortRange?
        package var `protocol`: String?
        package var ruleAction: RuleAction?
        package var ruleNumber: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("CidrBlock", &cidrBlock)
            visitor.field("Egress", &egress)
            visitor.field("IcmpTypeCode", &icmpTypeCode)
            visitor.field("Ipv6CidrBlock", &ipv6CidrBlock)
            visitor.field("PortRange", &portRange)
            visitor.field("Protocol", &`protocol`)
            visitor.field("RuleAction", &ruleAction)
            visitor.field("RuleNumber", &ruleNumber)
        }
    }
    /// `NetworkBandwidthGbps` of the model.
    package struct NetworkBandwidthGbps: Shape {
        package var min: Double?
        package var max: Double?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Min", &min)
            visitor.field("Max", &max)
        }
    }
    /// `NetworkBandwidthGbpsRequest` of the model.
    package struct NetworkBandwidthGbpsRequest: Shape {
        package var min: Double?
        package var max: Double?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Min", &min)
            visitor.field("Max", &max)
        }
    }
    /// `NetworkCardInfo` of the model.
    package struct NetworkCardInfo: Shape {
        package var networkCardIndex: Int?
        package var networkPerformance: String?
        package var maximumNetworkInterfaces: Int?
        package var additionalFlexibleNetworkInterfaces: Int?
        package var baselineBandwidthInGbps: Double?
        package var peakBandwidthInGbps: Double?
        package var defaultEnaQueueCountPerInterface: Int?
        package var maximumEnaQueueCount: Int?
        package var maximumEnaQueueCountPerInterface: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("NetworkCardIndex", &networkCardIndex)
            visitor.field("NetworkPerformance", &networkPerformance)
            visitor.field("MaximumNetworkInterfaces", &maximumNetworkInterfaces)
            visitor.field("AdditionalFlexibleNetworkInterfaces", &additionalFlexibleNetworkInterfaces)
            visitor.field("BaselineBandwidthInGbps", &baselineBandwidthInGbps)
            visitor.field("PeakBandwidthInGbps", &peakBandwidthInGbps)
            visitor.field("DefaultEnaQueueCountPerInterface", &defaultEnaQueueCountPerInterface)
            visitor.field("MaximumEnaQueueCount", &maximumEnaQueueCount)
            visitor.field("MaximumEnaQueueCountPerInterface", &maximumEnaQueueCountPerInterface)
        }
    }
    /// `NetworkInfo` of the model.
    package struct NetworkInfo: Shape {
        package var networkPerformance: String?
        package var maximumNetworkInterfaces: Int?
        package var maximumNetworkCards: Int?
        package var defaultNetworkCardIndex: Int?
        package var networkCards: [NetworkCardInfo]?
        package var ipv4AddressesPerInterface: Int?
        package var ipv6AddressesPerInterface: Int?
        package var ipv6Supported: Bool?
        package var enaSupport: EnaSupport?
        package var efaSupported: Bool?
        package var efaInfo: EfaInfo?
        package var encryptionInTransitSupported: Bool?
        package var enaSrdSupported: Bool?
        package var bandwidthWeightings: [BandwidthWeightingType]?
        package var flexibleEnaQueuesSupport: FlexibleEnaQueuesSupport?
        package var connectionTrackingConfiguration: DefaultConnectionTrackingConfiguration?
        package var secondaryNetworkSupported: Bool?
        package var maximumSecondaryNetworkInterfaces: Int?
        package var ipv4AddressesPerSecondaryInterface: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("NetworkPerformance", &networkPerformance)
            visitor.field("MaximumNetworkInterfaces", &maximumNetworkInterfaces)
            visitor.field("MaximumNetworkCards", &maximumNetworkCards)
            visitor.field("DefaultNetworkCardIndex", &defaultNetworkCardIndex)
            visitor.field("NetworkCards", &networkCards)
            visitor.field("Ipv4AddressesPerInterface", &ipv4AddressesPerInterface)
            visitor.field("Ipv6AddressesPerInterface", &ipv6AddressesPerInterface)
            visitor.field("Ipv6Supported", &ipv6Supported)
            visitor.field("EnaSupport", &enaSupport)
            visitor.field("EfaSupported", &efaSupported)
            visitor.field("EfaInfo", &efaInfo)
            visitor.field("EncryptionInTransitSupported", &encryptionInTransitSupported)
            visitor.field("EnaSrdSupported", &enaSrdSupported)
            visitor.field("BandwidthWeightings", &bandwidthWeightings)
            visitor.field("FlexibleEnaQueuesSupport", &flexibleEnaQueuesSupport)
            visitor.field("ConnectionTrackingConfiguration", &connectionTrackingConfiguration)
            visitor.field("SecondaryNetworkSupported", &secondaryNetworkSupported)
            visitor.field("MaximumSecondaryNetworkInterfaces", &maximumSecondaryNetworkInterfaces)
            visitor.field("Ipv4AddressesPerSecondaryInterface", &ipv4AddressesPerSecondaryInterface)
        }
    }
    /// `NetworkInterface` of the model.
    package struct NetworkInterface: Shape {
        package var association: NetworkInterfaceAssociation?
        package var attachment: NetworkInterfaceAttachment?
        package var availabilityZone: String?
        package var connectionTrackingConfiguration: ConnectionTrackingConfiguration?
        package var description: String?
        package var groups: [GroupIdentifier]?
        package var interfaceType: NetworkInterfaceType?
        package var ipv6Addresses: [NetworkInterfaceIpv6Address]?
        package var macAddress: String?
        package var networkInterfaceId: String?
        package var outpostArn: String?
        package var ownerId: String?
        package var privateDnsName: String?
        package var publicDnsName: String?
        package var publicIpDnsNameOptions: PublicIpDnsNameOptions?
        package var privateIpAddress: String?
        package var privateIpAddresses: [NetworkInterfacePrivateIpAddress]?
        package var ipv4Prefixes: [Ipv4PrefixSpecification]?
        package var ipv6Prefixes: [Ipv6PrefixSpecification]?
        package var requesterId: String?
        package var requesterManaged: Bool?
        package var sourceDestCheck: Bool?
        package var status: NetworkInterfaceStatus?
        package var subnetId: String?
        package var tagSet: [Tag]?
        package var vpcId: String?
        package var denyAllIgwTraffic: Bool?
        package var ipv6Native: Bool?
        package var ipv6Address: String?
        package var `operator`: OperatorResponse?
        package var associatedSubnets: [String]?
        package var availabilityZoneId: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Association", &association)
            visitor.field("Attachment", &attachment)
            visitor.field("AvailabilityZone", &availabilityZone)
            visitor.field("ConnectionTrackingConfiguration", &connectionTrackingConfiguration)
            visitor.field("Description", &description)
            visitor.field("Groups", &groups)
            visitor.field("InterfaceType", &interfaceType)
            visitor.field("Ipv6Addresses", &ipv6Addresses)
            visitor.field("MacAddress", &macAddress)
            visitor.field("NetworkInterfaceId", &networkInterfaceId)
            visitor.field("OutpostArn", &outpostArn)
            visitor.field("OwnerId", &ownerId)
            visitor.field("PrivateDnsName", &privateDnsName)
            visitor.field("PublicDnsName", &publicDnsName)
            visitor.field("PublicIpDnsNameOptions", &publicIpDnsNameOptions)
            visitor.field("PrivateIpAddress", &privateIpAddress)
            visitor.field("PrivateIpAddresses", &privateIpAddresses)
            visitor.field("Ipv4Prefixes", &ipv4Prefixes)
            visitor.field("Ipv6Prefixes", &ipv6Prefixes)
            visitor.field("RequesterId", &requesterId)
            visitor.field("RequesterManaged", &requesterManaged)
            visitor.field("SourceDestCheck", &sourceDestCheck)
            visitor.field("Status", &status)
            visitor.field("SubnetId", &subnetId)
            visitor.field("TagSet", &tagSet)
            visitor.field("VpcId", &vpcId)
            visitor.field("DenyAllIgwTraffic", &denyAllIgwTraffic)
            visitor.field("Ipv6Native", &ipv6Native)
            visitor.field("Ipv6Address", &ipv6Address)
            visitor.field("Operator", &`operator`)
            visitor.field("AssociatedSubnets", &associatedSubnets)
            visitor.field("AvailabilityZoneId", &availabilityZoneId)
        }
    }
    /// `NetworkInterfaceAssociation` of the model.
    package struct NetworkInterfaceAssociation: Shape {
        package var allocationId: String?
        package var associationId: String?
        package var ipOwnerId: String?
        package var publicDnsName: String?
        package var publicIp: String?
        package var customerOwnedIp: String?
        package var carrierIp: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("AllocationId", &allocationId)
            visitor.field("AssociationId", &associationId)
            visitor.field("IpOwnerId", &ipOwnerId)
            visitor.field("PublicDnsName", &publicDnsName)
            visitor.field("PublicIp", &publicIp)
            visitor.field("CustomerOwnedIp", &customerOwnedIp)
            visitor.field("CarrierIp", &carrierIp)
        }
    }
    /// `NetworkInterfaceAttachment` of the model.
    package struct NetworkInterfaceAttachment: Shape {
        package var attachTime: Timestamp?
        package var attachmentId: String?
        package var deleteOnTermination: Bool?
        package var deviceIndex: Int?
        package var networkCardIndex: Int?
        package var instanceId: String?
        package var instanceOwnerId: String?
        package var status: AttachmentStatus?
        package var enaSrdSpecification: AttachmentEnaSrdSpecification?
        package var enaQueueCount: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("AttachTime", &attachTime)
            visitor.field("AttachmentId", &attachmentId)
            visitor.field("DeleteOnTermination", &deleteOnTermination)
            visitor.field("DeviceIndex", &deviceIndex)
            visitor.field("NetworkCardIndex", &networkCardIndex)
            visitor.field("InstanceId", &instanceId)
            visitor.field("InstanceOwnerId", &instanceOwnerId)
            visitor.field("Status", &status)
            visitor.field("EnaSrdSpecification", &enaSrdSpecification)
            visitor.field("EnaQueueCount", &enaQueueCount)
        }
    }
    /// `NetworkInterfaceAttachmentChanges` of the model.
    package struct NetworkInterfaceAttachmentChanges: Shape {
        package var defaultEnaQueueCount: Bool?
        package var enaQueueCount: Int?
        package var attachmentId: String?
        package var deleteOnTermination: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("DefaultEnaQueueCount", &defaultEnaQueueCount)
            visitor.field("EnaQueueCount", &enaQueueCount)
            visitor.field("AttachmentId", &attachmentId)
            visitor.field("DeleteOnTermination", &deleteOnTermination)
        }
    }
    /// `NetworkInterfaceCount` of the model.
    package struct NetworkInterfaceCount: Shape {
        package var min: Int?
        package var max: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Min", &min)
            visitor.field("Max", &max)
        }
    }
    /// `NetworkInterfaceCountRequest` of the model.
    package struct NetworkInterfaceCountRequest: Shape {
        package var min: Int?
        package var max: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Min", &min)
            visitor.field("Max", &max)
        }
    }
    /// `NetworkInterfaceIpv6Address` of the model.
    package struct NetworkInterfaceIpv6Address: Shape {
        package var ipv6Address: String?
        package var publicIpv6DnsName: String?
        package var isPrimaryIpv6: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Ipv6Address", &ipv6Address)
            visitor.field("PublicIpv6DnsName", &publicIpv6DnsName)
            visitor.field("IsPrimaryIpv6", &isPrimaryIpv6)
        }
    }
    /// `NetworkInterfacePrivateIpAddress` of the model.
    package struct NetworkInterfacePrivateIpAddress: Shape {
        package var association: NetworkInterfaceAssociation?
        package var primary: Bool?
        package var privateDnsName: String?
        package var privateIpAddress: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Association", &association)
            visitor.field("Primary", &primary)
            visitor.field("PrivateDnsName", &privateDnsName)
            visitor.field("PrivateIpAddress", &privateIpAddress)
        }
    }
    /// `NeuronDeviceCoreInfo` of the model.
    package struct NeuronDeviceCoreInfo: Shape {
        package var count: Int?
        package var version: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Count", &count)
            visitor.field("Version", &version)
        }
    }
    /// `NeuronDeviceInfo` of the model.
    package struct NeuronDeviceInfo: Shape {
        package var count: Int?
        package var name: String?
        package var coreInfo: NeuronDeviceCoreInfo?
        package var memoryInfo: NeuronDeviceMemoryInfo?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Count", &count)
            visitor.field("Name", &name)
            visitor.field("CoreInfo", &coreInfo)
            visitor.field("MemoryInfo", &memoryInfo)
        }
    }
    /// `NeuronDeviceMemoryInfo` of the model.
    package struct NeuronDeviceMemoryInfo: Shape {
        package var sizeInMiB: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("SizeInMiB", &sizeInMiB)
        }
    }
    /// `NeuronInfo` of the model.
    package struct NeuronInfo: Shape {
        package var neuronDevices: [NeuronDeviceInfo]?
        package var totalNeuronDeviceMemoryInMiB: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("NeuronDevices", &neuronDevices)
            visitor.field("TotalNeuronDeviceMemoryInMiB", &totalNeuronDeviceMemoryInMiB)
        }
    }
    /// `NewDhcpConfiguration` of the model.
    package struct NewDhcpConfiguration: Shape {
        package var key: String?
        package var values: [String]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Key", &key)
            visitor.field("Values", &values)
        }
    }
    /// `NitroTpmInfo` of the model.
    package struct NitroTpmInfo: Shape {
        package var supportedVersions: [String]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("SupportedVersions", &supportedVersions)
        }
    }
    /// `OperatorRequest` of the model.
    package struct OperatorRequest: Shape {
        package var principal: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Principal", &principal)
        }
    }
    /// `OperatorResponse` of the model.
    package struct OperatorResponse: Shape {
        package var managed: Bool?
        package var principal: String?
        package var hiddenByDefault: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Managed", &managed)
            visitor.field("Principal", &principal)
            visitor.field("HiddenByDefault", &hiddenByDefault)
        }
    }
    /// `PerformanceFactorReference` of the model.
    package struct PerformanceFactorReference: Shape {
        package var instanceFamily: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("InstanceFamily", &instanceFamily)
        }
    }
    /// `PerformanceFactorReferenceRequest` of the model.
    package struct PerformanceFactorReferenceRequest: Shape {
        package var instanceFamily: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("InstanceFamily", &instanceFamily)
        }
    }
    /// `Placement` of the model.
    package struct Placement: Shape {
        package var availabilityZoneId: String?
        package var affinity: String?
        package var groupName: String?
        package var partitionNumber: Int?
        package var hostId: String?
        package var tenancy: Tenancy?
        package var spreadDomain: String?
        package var hostResourceGroupArn: String?
        package var groupId: String?
        package var availabilityZone: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("AvailabilityZoneId", &availabilityZoneId)
            visitor.field("Affinity", &affinity)
            visitor.field("GroupName", &groupName)
            visitor.field("PartitionNumber", &partitionNumber)
            visitor.field("HostId", &hostId)
            visitor.field("Tenancy", &tenancy)
            visitor.field("SpreadDomain", &spreadDomain)
            visitor.field("HostResourceGroupArn", &hostResourceGroupArn)
            visitor.field("GroupId", &groupId)
            visitor.field("AvailabilityZone", &availabilityZone)
        }
    }
    /// `PlacementGroupInfo` of the model.
    package struct PlacementGroupInfo: Shape {
        package var supportedStrategies: [PlacementGroupStrategy]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("SupportedStrategies", &supportedStrategies)
        }
    }
    /// `PortRange` of the model.
    package struct PortRange: Shape {
        package var from: Int?
        package var to: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("From", &from)
            visitor.field("To", &to)
        }
    }
    /// `PrefixList` of the model.
    package struct PrefixList: Shape {
        package var cidrs: [String]?
        package var prefixListId: String?
        package var prefixListName: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Cidrs", &cidrs)
            visitor.field("PrefixListId", &prefixListId)
            visitor.field("PrefixListName", &prefixListName)
        }
    }
    /// `PrefixListEntry` of the model.
    package struct PrefixListEntry: Shape {
        package var cidr: String?
        package var description: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Cidr", &cidr)
            visitor.field("Description", &description)
        }
    }
    /// `PrefixListId` of the model.
    package struct PrefixListId: Shape {
        package var description: String?
        package var prefixListId: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Description", &description)
            visitor.field("PrefixListId", &prefixListId)
        }
    }
    /// `PrivateDnsDetails` of the model.
    package struct PrivateDnsDetails: Shape {
        package var privateDnsName: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("PrivateDnsName", &privateDnsName)
        }
    }
    /// `PrivateDnsNameOptionsOnLaunch` of the model.
    package struct PrivateDnsNameOptionsOnLaunch: Shape {
        package var hostnameType: HostnameType?
        package var enableResourceNameDnsARecord: Bool?
        package var enableResourceNameDnsAAAARecord: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("HostnameType", &hostnameType)
            visitor.field("EnableResourceNameDnsARecord", &enableResourceNameDnsARecord)
            visitor.field("EnableResourceNameDnsAAAARecord", &enableResourceNameDnsAAAARecord)
        }
    }
    /// `PrivateDnsNameOptionsRequest` of the model.
    package struct PrivateDnsNameOptionsRequest: Shape {
        package var hostnameType: HostnameType?
        package var enableResourceNameDnsARecord: Bool?
        package var enableResourceNameDnsAAAARecord: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("HostnameType", &hostnameType)
            visitor.field("EnableResourceNameDnsARecord", &enableResourceNameDnsARecord)
            visitor.field("EnableResourceNameDnsAAAARecord", &enableResourceNameDnsAAAARecord)
        }
    }
    /// `PrivateDnsNameOptionsResponse` of the model.
    package struct PrivateDnsNameOptionsResponse: Shape {
        package var hostnameType: HostnameType?
        package var enableResourceNameDnsARecord: Bool?
        package var enableResourceNameDnsAAAARecord: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("HostnameType", &hostnameType)
            visitor.field("EnableResourceNameDnsARecord", &enableResourceNameDnsARecord)
            visitor.field("EnableResourceNameDnsAAAARecord", &enableResourceNameDnsAAAARecord)
        }
    }
    /// `PrivateIpAddressSpecification` of the model.
    package struct PrivateIpAddressSpecification: Shape {
        package var primary: Bool?
        package var privateIpAddress: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Primary", &primary)
            visitor.field("PrivateIpAddress", &privateIpAddress)
        }
    }
    /// `ProcessorInfo` of the model.
    package struct ProcessorInfo: Shape {
        package var supportedArchitectures: [ArchitectureType]?
        package var sustainedClockSpeedInGhz: Double?
        package var supportedFeatures: [SupportedAdditionalProcessorFeature]?
        package var manufacturer: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("SupportedArchitectures", &supportedArchitectures)
            visitor.field("SustainedClockSpeedInGhz", &sustainedClockSpeedInGhz)
            visitor.field("SupportedFeatures", &supportedFeatures)
            visitor.field("Manufacturer", &manufacturer)
        }
    }
    /// `ProductCode` of the model.
    package struct ProductCode: Shape {
        package var productCodeId: String?
        package var productCodeType: ProductCodeValues?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("ProductCodeId", &productCodeId)
            visitor.field("ProductCodeType", &productCodeType)
        }
    }
    /// `PropagatingVgw` of the model.
    package struct PropagatingVgw: Shape {
        package var gatewayId: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("GatewayId", &gatewayId)
        }
    }
    /// `ProvisionedBandwidth` of the model.
    package struct ProvisionedBandwidth: Shape {
        package var provisionTime: Timestamp?
        package var provisioned: String?
        package var requestTime: Timestamp?
        package var requested: String?
        package var status: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("ProvisionTime", &provisionTime)
            visitor.field("Provisioned", &provisioned)
            visitor.field("RequestTime", &requestTime)
            visitor.field("Requested", &requested)
            visitor.field("Status", &status)
        }
    }
    /// `PtrUpdateStatus` of the model.
    package struct PtrUpdateStatus: Shape {
        package var value: String?
        package var status: String?
        package var reason: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Value", &value)
            visitor.field("Status", &status)
            visitor.field("Reason", &reason)
        }
    }
    /// `PublicIpDnsNameOptions` of the model.
    package struct PublicIpDnsNameOptions: Shape {
        package var dnsHostnameType: String?
        package var publicIpv4DnsName: String?
        package var publicIpv6DnsName: String?
        package var publicDualStackDnsName: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("DnsHostnameType", &dnsHostnameType)
            visitor.field("PublicIpv4DnsName", &publicIpv4DnsName)
            visitor.field("PublicIpv6DnsName", &publicIpv6DnsName)
            visitor.field("PublicDualStackDnsName", &publicDualStackDnsName)
        }
    }
    /// `RebootInstancesRequest` of the model.
    package struct RebootInstancesRequest: Shape {
        package var instanceIds: [String] = []
        package var dryRun: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("InstanceIds", &instanceIds)
            visitor.field("DryRun", &dryRun)
        }
    }
    /// `ReferencedSecurityGroup` of the model.
    package struct ReferencedSecurityGroup: Shape {
        package var groupId: String?
        package var peeringStatus: String?
        package var userId: String?
        package var vpcId: String?
        package var vpcPeeringConnectionId: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("GroupId", &groupId)
            visitor.field("PeeringStatus", &peeringStatus)
            visitor.field("UserId", &userId)
            visitor.field("VpcId", &vpcId)
            visitor.field("VpcPeeringConnectionId", &vpcPeeringConnectionId)
        }
    }
    /// `Region` of the model.
    package struct Region: Shape {
        package var optInStatus: String?
        package var geography: [RegionGeography]?
        package var regionName: String?
        package var endpoint: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("OptInStatus", &optInStatus)
            visitor.field("Geography", &geography)
            visitor.field("RegionName", &regionName)
            visitor.field("Endpoint", &endpoint)
        }
    }
    /// `RegionGeography` of the model.
    package struct RegionGeography: Shape {
        package var name: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Name", &name)
        }
    }
    /// `ReleaseAddressRequest` of the model.
    package struct ReleaseAddressRequest: Shape {
        package var allocationId: String?
        package var publicIp: String?
        package var networkBorderGroup: String?
        package var dryRun: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("AllocationId", &allocationId)
            visitor.field("PublicIp", &publicIp)
            visitor.field("NetworkBorderGroup", &networkBorderGroup)
            visitor.field("DryRun", &dryRun)
        }
    }
    /// `RemovePrefixListEntry` of the model.
    package struct RemovePrefixListEntry: Shape {
        package var cidr: String = ""
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Cidr", &cidr)
        }
    }
    /// `ReplaceNetworkAclAssociationRequest` of the model.
    package struct ReplaceNetworkAclAssociationRequest: Shape {
        package var dryRun: Bool?
        package var associationId: String = ""
        package var networkAclId: String = ""
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("DryRun", &dryRun)
            visitor.field("AssociationId", &associationId)
            visitor.field("NetworkAclId", &networkAclId)
        }
    }
    /// `ReplaceNetworkAclAssociationResult` of the model.
    package struct ReplaceNetworkAclAssociationResult: Shape {
        package var newAssociationId: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("NewAssociationId", &newAssociationId)
        }
    }
    /// `ReplaceNetworkAclEntryRequest` of the model.
    package struct ReplaceNetworkAclEntryRequest: Shape {
        package var dryRun: Bool?
        package var networkAclId: String = ""
        package var ruleNumber: Int = 0
        package var `protocol`: String = ""
        package var ruleAction: RuleAction?
        package var egress: Bool = false
        package var cidrBlock: String?
        package var ipv6CidrBlock: String?
        package var icmpTypeCode: IcmpTypeCode?
        package var portRange: PortRange?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("DryRun", &dryRun)
            visitor.field("NetworkAclId", &networkAclId)
            visitor.field("RuleNumber", &ruleNumber)
            visitor.field("Protocol", &`protocol`)
            visitor.field("RuleAction", &ruleAction)
            visitor.field("Egress", &egress)
            visitor.field("CidrBlock", &cidrBlock)
            visitor.field("Ipv6CidrBlock", &ipv6CidrBlock)
            visitor.field("IcmpTypeCode", &icmpTypeCode)
            visitor.field("PortRange", &portRange)
        }
    }
    /// `ReplaceRouteRequest` of the model.
    package struct ReplaceRouteRequest: Shape {
        package var destinationPrefixListId: String?
        package var vpcEndpointId: String?
        package var localTarget: Bool?
        package var transitGatewayId: String?
        package var localGatewayId: String?
        package var carrierGatewayId: String?
        package var coreNetworkArn: String?
        package var odbNetworkArn: String?
        package var dryRun: Bool?
        package var routeTableId: String = ""
        package var destinationCidrBlock: String?
        package var gatewayId: String?
        package var destinationIpv6CidrBlock: String?
        package var egressOnlyInternetGatewayId: String?
        package var instanceId: String?
        package var networkInterfaceId: String?
        package var vpcPeeringConnectionId: String?
        package var natGatewayId: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("DestinationPrefixListId", &destinationPrefixListId)
            visitor.field("VpcEndpointId", &vpcEndpointId)
            visitor.field("LocalTarget", &localTarget)
            visitor.field("TransitGatewayId", &transitGatewayId)
            visitor.field("LocalGatewayId", &localGatewayId)
            visitor.field("CarrierGatewayId", &carrierGatewayId)
            visitor.field("CoreNetworkArn", &coreNetworkArn)
            visitor.field("OdbNetworkArn", &odbNetworkArn)
            visitor.field("DryRun", &dryRun)
            visitor.field("RouteTableId", &routeTableId)
            visitor.field("DestinationCidrBlock", &destinationCidrBlock)
            visitor.field("GatewayId", &gatewayId)
            visitor.field("DestinationIpv6CidrBlock", &destinationIpv6CidrBlock)
            visitor.field("EgressOnlyInternetGatewayId", &egressOnlyInternetGatewayId)
            visitor.field("InstanceId", &instanceId)
            visitor.field("NetworkInterfaceId", &networkInterfaceId)
            visitor.field("VpcPeeringConnectionId", &vpcPeeringConnectionId)
            visitor.field("NatGatewayId", &natGatewayId)
        }
    }
    /// `ReplaceRouteTableAssociationRequest` of the model.
    package struct ReplaceRouteTableAssociationRequest: Shape {
        package var dryRun: Bool?
        package var associationId: String = ""
        package var routeTableId: String = ""
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("DryRun", &dryRun)
            visitor.field("AssociationId", &associationId)
            visitor.field("RouteTableId", &routeTableId)
        }
    }
    /// `ReplaceRouteTableAssociationResult` of the model.
    package struct ReplaceRouteTableAssociationResult: Shape {
        package var newAssociationId: String?
        package var associationState: RouteTableAssociationState?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("NewAssociationId", &newAssociationId)
            visitor.field("AssociationState", &associationState)
        }
    }
    /// `RequestLaunchTemplateData` of the model.
    package struct RequestLaunchTemplateData: Shape {
        package var kernelId: String?
        package var ebsOptimized: Bool?
        package var iamInstanceProfile: LaunchTemplateIamInstanceProfileSpecificationRequest?
        package var blockDeviceMappings: [LaunchTemplateBlockDeviceMappingRequest]?
        package var networkInterfaces: [LaunchTemplateInstanceNetworkInterfaceSpecificationRequest]?
        package var imageId: String?
        package var instanceType: InstanceType?
        package var keyName: String?
        package var monitoring: LaunchTemplatesMonitoringRequest?
        package var placement: LaunchTemplatePlacementRequest?
        package var ramDiskId: String?
        package var disableApiTermination: Bool?
        package var instanceInitiatedShutdownBehavior: ShutdownBehavior?
        package var userData: String?
        package var tagSpecifications: [LaunchTemplateTagSpecificationRequest]?
        package var elasticGpuSpecifications: [ElasticGpuSpecification]?
        package var elasticInferenceAccelerators: [LaunchTemplateElasticInferenceAccelerator]?
        package var securityGroupIds: [String]?
        package var securityGroups: [String]?
        package var instanceMarketOptions: LaunchTemplateInstanceMarketOptionsRequest?
        package var creditSpecification: CreditSpecificationRequest?
        package var cpuOptions: LaunchTemplateCpuOptionsRequest?
        package var capacityReservationSpecification: LaunchTemplateCapacityReservationSpecificationRequest?
        package var licenseSpecifications: [LaunchTemplateLicenseConfigurationRequest]?
        package var hibernationOptions: LaunchTemplateHibernationOptionsRequest?
        package var metadataOptions: LaunchTemplateInstanceMetadataOptionsRequest?
        package var enclaveOptions: LaunchTemplateEnclaveOptionsRequest?
        package var instanceRequirements: InstanceRequirementsRequest?
        package var privateDnsNameOptions: LaunchTemplatePrivateDnsNameOptionsRequest?
        package var maintenanceOptions: LaunchTemplateInstanceMaintenanceOptionsRequest?
        package var disableApiStop: Bool?
        package var `operator`: OperatorRequest?
        package var networkPerformanceOptions: LaunchTemplateNetworkPerformanceOptionsRequest?
        package var secondaryInterfaces: [LaunchTemplateInstanceSecondaryInterfaceSpecificationRequest]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("KernelId", &kernelId)
            visitor.field("EbsOptimized", &ebsOptimized)
            visitor.field("IamInstanceProfile", &iamInstanceProfile)
            visitor.field("BlockDeviceMappings", &blockDeviceMappings)
            visitor.field("NetworkInterfaces", &networkInterfaces)
            visitor.field("ImageId", &imageId)
            visitor.field("InstanceType", &instanceType)
            visitor.field("KeyName", &keyName)
            visitor.field("Monitoring", &monitoring)
            visitor.field("Placement", &placement)
            visitor.field("RamDiskId", &ramDiskId)
            visitor.field("DisableApiTermination", &disableApiTermination)
            visitor.field("InstanceInitiatedShutdownBehavior", &instanceInitiatedShutdownBehavior)
            visitor.field("UserData", &userData)
            visitor.field("TagSpecifications", &tagSpecifications)
            visitor.field("ElasticGpuSpecifications", &elasticGpuSpecifications)
            visitor.field("ElasticInferenceAccelerators", &elasticInferenceAccelerators)
            visitor.field("SecurityGroupIds", &securityGroupIds)
            visitor.field("SecurityGroups", &securityGroups)
            visitor.field("InstanceMarketOptions", &instanceMarketOptions)
            visitor.field("CreditSpecification", &creditSpecification)
            visitor.field("CpuOptions", &cpuOptions)
            visitor.field("CapacityReservationSpecification", &capacityReservationSpecification)
            visitor.field("LicenseSpecifications", &licenseSpecifications)
            visitor.field("HibernationOptions", &hibernationOptions)
            visitor.field("MetadataOptions", &metadataOptions)
            visitor.field("EnclaveOptions", &enclaveOptions)
            visitor.field("InstanceRequirements", &instanceRequirements)
            visitor.field("PrivateDnsNameOptions", &privateDnsNameOptions)
            visitor.field("MaintenanceOptions", &maintenanceOptions)
            visitor.field("DisableApiStop", &disableApiStop)
            visitor.field("Operator", &`operator`)
            visitor.field("NetworkPerformanceOptions", &networkPerformanceOptions)
            visitor.field("SecondaryInterfaces", &secondaryInterfaces)
        }
    }
    /// `Reservation` of the model.
    package struct Reservation: Shape {
        package var reservationId: String?
        package var ownerId: String?
        package var requesterId: String?
        package var groups: [GroupIdentifier]?
        package var instances: [Instance]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("ReservationId", &reservationId)
            visitor.field("OwnerId", &ownerId)
            visitor.field("RequesterId", &requesterId)
            visitor.field("Groups", &groups)
            visitor.field("Instances", &instances)
        }
    }
    /// `ResetAddressAttributeRequest` of the model.
    package struct ResetAddressAttributeRequest: Shape {
        package var allocationId: String = ""
        package var attribute: AddressAttributeName?
        package var dryRun: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("AllocationId", &allocationId)
            visitor.field("Attribute", &attribute)
            visitor.field("DryRun", &dryRun)
        }
    }
    /// `ResetAddressAttributeResult` of the model.
    package struct ResetAddressAttributeResult: Shape {
        package var address: AddressAttribute?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Address", &address)
        }
    }
    /// `ResetNetworkInterfaceAttributeRequest` of the model.
    package struct ResetNetworkInterfaceAttributeRequest: Shape {
        package var dryRun: Bool?
        package var networkInterfaceId: String = ""
        package var sourceDestCheck: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("DryRun", &dryRun)
            visitor.field("NetworkInterfaceId", &networkInterfaceId)
            visitor.field("SourceDestCheck", &sourceDestCheck)
        }
    }
    /// `ResponseError` of the model.
    package struct ResponseError: Shape {
        package var code: LaunchTemplateErrorCode?
        package var message: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Code", &code)
            visitor.field("Message", &message)
        }
    }
    /// `ResponseLaunchTemplateData` of the model.
    package struct ResponseLaunchTemplateData: Shape {
        package var kernelId: String?
        package var ebsOptimized: Bool?
        package var iamInstanceProfile: LaunchTemplateIamInstanceProfileSpecification?
        package var blockDeviceMappings: [LaunchTemplateBlockDeviceMapping]?
        package var networkInterfaces: [LaunchTemplateInstanceNetworkInterfaceSpecification]?
        package var imageId: String?
        package var instanceType: InstanceType?
        package var keyName: String?
        package var monitoring: LaunchTemplatesMonitoring?
        package var placement: LaunchTemplatePlacement?
        package var ramDiskId: String?
        package var disableApiTermination: Bool?
        package var instanceInitiatedShutdownBehavior: ShutdownBehavior?
        package var userData: String?
        package var tagSpecifications: [LaunchTemplateTagSpecification]?
        package var elasticGpuSpecifications: [ElasticGpuSpecificationResponse]?
        package var elasticInferenceAccelerators: [LaunchTemplateElasticInferenceAcceleratorResponse]?
        package var securityGroupIds: [String]?
        package var securityGroups: [String]?
        package var instanceMarketOptions: LaunchTemplateInstanceMarketOptions?
        package var creditSpecification: CreditSpecification?
        package var cpuOptions: LaunchTemplateCpuOptions?
        package var capacityReservationSpecification: LaunchTemplateCapacityReservationSpecificationResponse?
        package var licenseSpecifications: [LaunchTemplateLicenseConfiguration]?
        package var hibernationOptions: LaunchTemplateHibernationOptions?
        package var metadataOptions: LaunchTemplateInstanceMetadataOptions?
        package var enclaveOptions: LaunchTemplateEnclaveOptions?
        package var instanceRequirements: InstanceRequirements?
        package var privateDnsNameOptions: LaunchTemplatePrivateDnsNameOptions?
        package var maintenanceOptions: LaunchTemplateInstanceMaintenanceOptions?
        package var disableApiStop: Bool?
        package var `operator`: OperatorResponse?
        package var networkPerformanceOptions: LaunchTemplateNetworkPerformanceOptions?
        package var secondaryInterfaces: [LaunchTemplateInstanceSecondaryInterfaceSpecification]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("KernelId", &kernelId)
            visitor.field("EbsOptimized", &ebsOptimized)
            visitor.field("IamInstanceProfile", &iamInstanceProfile)
            visitor.field("BlockDeviceMappings", &blockDeviceMappings)
            visitor.field("NetworkInterfaces", &networkInterfaces)
            visitor.field("ImageId", &imageId)
            visitor.field("InstanceType", &instanceType)
            visitor.field("KeyName", &keyName)
            visitor.field("Monitoring", &monitoring)
            visitor.field("Placement", &placement)
            visitor.field("RamDiskId", &ramDiskId)
            visitor.field("DisableApiTermination", &disableApiTermination)
            visitor.field("InstanceInitiatedShutdownBehavior", &instanceInitiatedShutdownBehavior)
            visitor.field("UserData", &userData)
            visitor.field("TagSpecifications", &tagSpecifications)
            visitor.field("ElasticGpuSpecifications", &elasticGpuSpecifications)
            visitor.field("ElasticInferenceAccelerators", &elasticInferenceAccelerators)
            visitor.field("SecurityGroupIds", &securityGroupIds)
            visitor.field("SecurityGroups", &securityGroups)
            visitor.field("InstanceMarketOptions", &instanceMarketOptions)
            visitor.field("CreditSpecification", &creditSpecification)
            visitor.field("CpuOptions", &cpuOptions)
            visitor.field("CapacityReservationSpecification", &capacityReservationSpecification)
            visitor.field("LicenseSpecifications", &licenseSpecifications)
            visitor.field("HibernationOptions", &hibernationOptions)
            visitor.field("MetadataOptions", &metadataOptions)
            visitor.field("EnclaveOptions", &enclaveOptions)
            visitor.field("InstanceRequirements", &instanceRequirements)
            visitor.field("PrivateDnsNameOptions", &privateDnsNameOptions)
            visitor.field("MaintenanceOptions", &maintenanceOptions)
            visitor.field("DisableApiStop", &disableApiStop)
            visitor.field("Operator", &`operator`)
            visitor.field("NetworkPerformanceOptions", &networkPerformanceOptions)
            visitor.field("SecondaryInterfaces", &secondaryInterfaces)
        }
    }
    /// `RevokeSecurityGroupEgressRequest` of the model.
    package struct RevokeSecurityGroupEgressRequest: Shape {
        package var securityGroupRuleIds: [String]?
        package var dryRun: Bool?
        package var groupId: String = ""
        package var sourceSecurityGroupName: String?
        package var sourceSecurityGroupOwnerId: String?
        package var ipProtocol: String?
        package var fromPort: Int?
        package var toPort: Int?
        package var cidrIp: String?
        package var ipPermissions: [IpPermission]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("SecurityGroupRuleIds", &securityGroupRuleIds)
            visitor.field("DryRun", &dryRun)
            visitor.field("GroupId", &groupId)
            visitor.field("SourceSecurityGroupName", &sourceSecurityGroupName)
            visitor.field("SourceSecurityGroupOwnerId", &sourceSecurityGroupOwnerId)
            visitor.field("IpProtocol", &ipProtocol)
            visitor.field("FromPort", &fromPort)
            visitor.field("ToPort", &toPort)
            visitor.field("CidrIp", &cidrIp)
            visitor.field("IpPermissions", &ipPermissions)
        }
    }
    /// `RevokeSecurityGroupEgressResult` of the model.
    package struct RevokeSecurityGroupEgressResult: Shape {
        package var `return`: Bool?
        package var unknownIpPermissions: [IpPermission]?
        package var revokedSecurityGroupRules: [RevokedSecurityGroupRule]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Return", &`return`)
            visitor.field("UnknownIpPermissions", &unknownIpPermissions)
            visitor.field("RevokedSecurityGroupRules", &revokedSecurityGroupRules)
        }
    }
    /// `RevokeSecurityGroupIngressRequest` of the model.
    package struct RevokeSecurityGroupIngressRequest: Shape {
        package var cidrIp: String?
        package var fromPort: Int?
        package var groupId: String?
        package var groupName: String?
        package var ipPermissions: [IpPermission]?
        package var ipProtocol: String?
        package var sourceSecurityGroupName: String?
        package var sourceSecurityGroupOwnerId: String?
        package var toPort: Int?
        package var securityGroupRuleIds: [String]?
        package var dryRun: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("CidrIp", &cidrIp)
            visitor.field("FromPort", &fromPort)
            visitor.field("GroupId", &groupId)
            visitor.field("GroupName", &groupName)
            visitor.field("IpPermissions", &ipPermissions)
            visitor.field("IpProtocol", &ipProtocol)
            visitor.field("SourceSecurityGroupName", &sourceSecurityGroupName)
            visitor.field("SourceSecurityGroupOwnerId", &sourceSecurityGroupOwnerId)
            visitor.field("ToPort", &toPort)
            visitor.field("SecurityGroupRuleIds", &securityGroupRuleIds)
            visitor.field("DryRun", &dryRun)
        }
    }
    /// `RevokeSecurityGroupIngressResult` of the model.
    package struct RevokeSecurityGroupIngressResult: Shape {
        package var `return`: Bool?
        package var unknownIpPermissions: [IpPermission]?
        package var revokedSecurityGroupRules: [RevokedSecurityGroupRule]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Return", &`return`)
            visitor.field("UnknownIpPermissions", &unknownIpPermissions)
            visitor.field("RevokedSecurityGroupRules", &revokedSecurityGroupRules)
        }
    }
    /// `RevokedSecurityGroupRule` of the model.
    package struct RevokedSecurityGroupRule: Shape {
        package var securityGroupRuleId: String?
        package var groupId: String?
        package var isEgress: Bool?
        package var ipProtocol: String?
        package var fromPort: Int?
        package var toPort: Int?
        package var cidrIpv4: String?
        package var cidrIpv6: String?
        package var prefixListId: String?
        package var referencedGroupId: String?
        package var description: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("SecurityGroupRuleId", &securityGroupRuleId)
            visitor.field("GroupId", &groupId)
            visitor.field("IsEgress", &isEgress)
            visitor.field("IpProtocol", &ipProtocol)
            visitor.field("FromPort", &fromPort)
            visitor.field("ToPort", &toPort)
            visitor.field("CidrIpv4", &cidrIpv4)
            visitor.field("CidrIpv6", &cidrIpv6)
            visitor.field("PrefixListId", &prefixListId)
            visitor.field("ReferencedGroupId", &referencedGroupId)
            visitor.field("Description", &description)
        }
    }
    /// `Route` of the model.
    package struct Route: Shape {
        package var destinationCidrBlock: String?
        package var destinationIpv6CidrBlock: String?
        package var destinationPrefixListId: String?
        package var egressOnlyInternetGatewayId: String?
        package var gatewayId: String?
        package var instanceId: String?
        package var instanceOwnerId: String?
        package var natGatewayId: String?
        package var transitGatewayId: String?
        package var localGatewayId: String?
        package var carrierGatewayId: String?
        package var networkInterfaceId: String?
        package var origin: RouteOrigin?
        package var state: RouteState?
        package var vpcPeeringConnectionId: String?
        package var coreNetworkArn: String?
        package var odbNetworkArn: String?
        package var ipAddress: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("DestinationCidrBlock", &destinationCidrBlock)
            visitor.field("DestinationIpv6CidrBlock", &destinationIpv6CidrBlock)
            visitor.field("DestinationPrefixListId", &destinationPrefixListId)
            visitor.field("EgressOnlyInternetGatewayId", &egressOnlyInternetGatewayId)
            visitor.field("GatewayId", &gatewayId)
            visitor.field("InstanceId", &instanceId)
            visitor.field("InstanceOwnerId", &instanceOwnerId)
            visitor.field("NatGatewayId", &natGatewayId)
            visitor.field("TransitGatewayId", &transitGatewayId)
            visitor.field("LocalGatewayId", &localGatewayId)
            visitor.field("CarrierGatewayId", &carrierGatewayId)
            visitor.field("NetworkInterfaceId", &networkInterfaceId)
            visitor.field("Origin", &origin)
            visitor.field("State", &state)
            visitor.field("VpcPeeringConnectionId", &vpcPeeringConnectionId)
            visitor.field("CoreNetworkArn", &coreNetworkArn)
            visitor.field("OdbNetworkArn", &odbNetworkArn)
            visitor.field("IpAddress", &ipAddress)
        }
    }
    /// `RouteTable` of the model.
    package struct RouteTable: Shape {
        package var associations: [RouteTableAssociation]?
        package var propagatingVgws: [PropagatingVgw]?
        package var routeTableId: String?
        package var routes: [Route]?
        package var tags: [Tag]?
        package var vpcId: String?
        package var ownerId: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Associations", &associations)
            visitor.field("PropagatingVgws", &propagatingVgws)
            visitor.field("RouteTableId", &routeTableId)
            visitor.field("Routes", &routes)
            visitor.field("Tags", &tags)
            visitor.field("VpcId", &vpcId)
            visitor.field("OwnerId", &ownerId)
        }
    }
    /// `RouteTableAssociation` of the model.
    package struct RouteTableAssociation: Shape {
        package var main: Bool?
        package var routeTableAssociationId: String?
        package var routeTableId: String?
        package var subnetId: String?
        package var gatewayId: String?
        package var publicIpv4Pool: String?
        package var associationState: RouteTableAssociationState?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Main", &main)
            visitor.field("RouteTableAssociationId", &routeTableAssociationId)
            visitor.field("RouteTableId", &routeTableId)
            visitor.field("SubnetId", &subnetId)
            visitor.field("GatewayId", &gatewayId)
            visitor.field("PublicIpv4Pool", &publicIpv4Pool)
            visitor.field("AssociationState", &associationState)
        }
    }
    /// `RouteTableAssociationState` of the model.
    package struct RouteTableAssociationState: Shape {
        package var state: RouteTableAssociationStateCode?
        package var statusMessage: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("State", &state)
            visitor.field("StatusMessage", &statusMessage)
        }
    }
    /// `RunInstancesMonitoringEnabled` of the model.
    package struct RunInstancesMonitoringEnabled: Shape {
        package var enabled: Bool = false
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Enabled", &enabled)
        }
    }
    /// `RunInstancesRequest` of the model.
    package struct RunInstancesRequest: Shape {
        package var blockDeviceMappings: [BlockDeviceMapping]?
        package var imageId: String?
        package var instanceType: InstanceType?
        package var ipv6AddressCount: Int?
        package var ipv6Addresses: [InstanceIpv6Address]?
        package var kernelId: String?
        package var keyName: String?
        package var maxCount: Int = 0
        package var minCount: Int = 0
        package var monitoring: RunInstancesMonitoringEnabled?
        package var placement: Placement?
        package var ramdiskId: String?
        package var securityGroupIds: [String]?
        package var securityGroups: [String]?
        package var subnetId: String?
        package var userData: String?
        package var elasticGpuSpecification: [ElasticGpuSpecification]?
        package var elasticInferenceAccelerators: [ElasticInferenceAccelerator]?
        package var tagSpecifications: [TagSpecification]?
        package var launchTemplate: LaunchTemplateSpecification?
        package var instanceMarketOptions: InstanceMarketOptionsRequest?
        package var creditSpecification: CreditSpecificationRequest?
        package var cpuOptions: CpuOptionsRequest?
        package var capacityReservationSpecification: CapacityReservationSpecification?
        package var hibernationOptions: HibernationOptionsRequest?
        package var licenseSpecifications: [LicenseConfigurationRequest]?
        package var metadataOptions: InstanceMetadataOptionsRequest?
        package var enclaveOptions: EnclaveOptionsRequest?
        package var privateDnsNameOptions: PrivateDnsNameOptionsRequest?
        package var maintenanceOptions: InstanceMaintenanceOptionsRequest?
        package var disableApiStop: Bool?
        package var enablePrimaryIpv6: Bool?
        package var networkPerformanceOptions: InstanceNetworkPerformanceOptionsRequest?
        package var `operator`: OperatorRequest?
        package var secondaryInterfaces: [InstanceSecondaryInterfaceSpecificationRequest]?
        package var dryRun: Bool?
        package var disableApiTermination: Bool?
        package var instanceInitiatedShutdownBehavior: ShutdownBehavior?
        package var privateIpAddress: String?
        package var clientToken: String?
        package var additionalInfo: String?
        package var networkInterfaces: [InstanceNetworkInterfaceSpecification]?
        package var iamInstanceProfile: IamInstanceProfileSpecification?
        package var ebsOptimized: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("BlockDeviceMappings", &blockDeviceMappings)
            visitor.field("ImageId", &imageId)
            visitor.field("InstanceType", &instanceType)
            visitor.field("Ipv6AddressCount", &ipv6AddressCount)
            visitor.field("Ipv6Addresses", &ipv6Addresses)
            visitor.field("KernelId", &kernelId)
            visitor.field("KeyName", &keyName)
            visitor.field("MaxCount", &maxCount)
            visitor.field("MinCount", &minCount)
            visitor.field("Monitoring", &monitoring)
            visitor.field("Placement", &placement)
            visitor.field("RamdiskId", &ramdiskId)
            visitor.field("SecurityGroupIds", &securityGroupIds)
            visitor.field("SecurityGroups", &securityGroups)
            visitor.field("SubnetId", &subnetId)
            visitor.field("UserData", &userData)
            visitor.field("ElasticGpuSpecification", &elasticGpuSpecification)
            visitor.field("ElasticInferenceAccelerators", &elasticInferenceAccelerators)
            visitor.field("TagSpecifications", &tagSpecifications)
            visitor.field("LaunchTemplate", &launchTemplate)
            visitor.field("InstanceMarketOptions", &instanceMarketOptions)
            visitor.field("CreditSpecification", &creditSpecification)
            visitor.field("CpuOptions", &cpuOptions)
            visitor.field("CapacityReservationSpecification", &capacityReservationSpecification)
            visitor.field("HibernationOptions", &hibernationOptions)
            visitor.field("LicenseSpecifications", &licenseSpecifications)
            visitor.field("MetadataOptions", &metadataOptions)
            visitor.field("EnclaveOptions", &enclaveOptions)
            visitor.field("PrivateDnsNameOptions", &privateDnsNameOptions)
            visitor.field("MaintenanceOptions", &maintenanceOptions)
            visitor.field("DisableApiStop", &disableApiStop)
            visitor.field("EnablePrimaryIpv6", &enablePrimaryIpv6)
            visitor.field("NetworkPerformanceOptions", &networkPerformanceOptions)
            visitor.field("Operator", &`operator`)
            visitor.field("SecondaryInterfaces", &secondaryInterfaces)
            visitor.field("DryRun", &dryRun)
            visitor.field("DisableApiTermination", &disableApiTermination)
            visitor.field("InstanceInitiatedShutdownBehavior", &instanceInitiatedShutdownBehavior)
            visitor.field("PrivateIpAddress", &privateIpAddress)
            visitor.field("ClientToken", &clientToken)
            visitor.field("AdditionalInfo", &additionalInfo)
            visitor.field("NetworkInterfaces", &networkInterfaces)
            visitor.field("IamInstanceProfile", &iamInstanceProfile)
            visitor.field("EbsOptimized", &ebsOptimized)
        }
    }
    /// `SecondaryInterfacePrivateIpAddressSpecification` of the model.
    package struct SecondaryInterfacePrivateIpAddressSpecification: Shape {
        package var privateIpAddress: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("PrivateIpAddress", &privateIpAddress)
        }
    }
    /// `SecondaryInterfacePrivateIpAddressSpecificationRequest` of the model.
    package struct SecondaryInterfacePrivateIpAddressSpecificationRequest: Shape {
        package var privateIpAddress: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("PrivateIpAddress", &privateIpAddress)
        }
    }
    /// `SecurityGroup` of the model.
    package struct SecurityGroup: Shape {
        package var groupId: String?
        package var ipPermissionsEgress: [IpPermission]?
        package var tags: [Tag]?
        package var vpcId: String?
        package var securityGroupArn: String?
        package var ownerId: String?
        package var groupName: String?
        package var description: String?
        package var ipPermissions: [IpPermission]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("GroupId", &groupId)
            visitor.field("IpPermissionsEgress", &ipPermissionsEgress)
            visitor.field("Tags", &tags)
            visitor.field("VpcId", &vpcId)
            visitor.field("SecurityGroupArn", &securityGroupArn)
            visitor.field("OwnerId", &ownerId)
            visitor.field("GroupName", &groupName)
            visitor.field("Description", &description)
            visitor.field("IpPermissions", &ipPermissions)
        }
    }
    /// `SecurityGroupForVpc` of the model.
    package struct SecurityGroupForVpc: Shape {
        package var description: String?
        package var groupName: String?
        package var ownerId: String?
        package var groupId: String?
        package var tags: [Tag]?
        package var primaryVpcId: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Description", &description)
            visitor.field("GroupName", &groupName)
            visitor.field("OwnerId", &ownerId)
            visitor.field("GroupId", &groupId)
            visitor.field("Tags", &tags)
            visitor.field("PrimaryVpcId", &primaryVpcId)
        }
    }
    /// `SecurityGroupIdentifier` of the model.
    package struct SecurityGroupIdentifier: Shape {
        package var groupId: String?
        package var groupName: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("GroupId", &groupId)
            visitor.field("GroupName", &groupName)
        }
    }
    /// `SecurityGroupReference` of the model.
    package struct SecurityGroupReference: Shape {
        package var groupId: String?
        package var referencingVpcId: String?
        package var vpcPeeringConnectionId: String?
        package var transitGatewayId: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("GroupId", &groupId)
            visitor.field("ReferencingVpcId", &referencingVpcId)
            visitor.field("VpcPeeringConnectionId", &vpcPeeringConnectionId)
            visitor.field("TransitGatewayId", &transitGatewayId)
        }
    }
    /// `SecurityGroupRule` of the model.
    package struct SecurityGroupRule: Shape {
        package var securityGroupRuleId: String?
        package var groupId: String?
        package var groupOwnerId: String?
        package var isEgress: Bool?
        package var ipProtocol: String?
        package var fromPort: Int?
        package var toPort: Int?
        package var cidrIpv4: String?
        package var cidrIpv6: String?
        package var prefixListId: String?
        package var referencedGroupInfo: ReferencedSecurityGroup?
        package var description: String?
        package var tags: [Tag]?
        package var securityGroupRuleArn: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("SecurityGroupRuleId", &securityGroupRuleId)
            visitor.field("GroupId", &groupId)
            visitor.field("GroupOwnerId", &groupOwnerId)
            visitor.field("IsEgress", &isEgress)
            visitor.field("IpProtocol", &ipProtocol)
            visitor.field("FromPort", &fromPort)
            visitor.field("ToPort", &toPort)
            visitor.field("CidrIpv4", &cidrIpv4)
            visitor.field("CidrIpv6", &cidrIpv6)
            visitor.field("PrefixListId", &prefixListId)
            visitor.field("ReferencedGroupInfo", &referencedGroupInfo)
            visitor.field("Description", &description)
            visitor.field("Tags", &tags)
            visitor.field("SecurityGroupRuleArn", &securityGroupRuleArn)
        }
    }
    /// `SecurityGroupRuleDescription` of the model.
    package struct SecurityGroupRuleDescription: Shape {
        package var securityGroupRuleId: String?
        package var description: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("SecurityGroupRuleId", &securityGroupRuleId)
            visitor.field("Description", &description)
        }
    }
    /// `SecurityGroupRuleRequest` of the model.
    package struct SecurityGroupRuleRequest: Shape {
        package var ipProtocol: String?
        package var fromPort: Int?
        package var toPort: Int?
        package var cidrIpv4: String?
        package var cidrIpv6: String?
        package var prefixListId: String?
        package var referencedGroupId: String?
        package var description: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("IpProtocol", &ipProtocol)
            visitor.field("FromPort", &fromPort)
            visitor.field("ToPort", &toPort)
            visitor.field("CidrIpv4", &cidrIpv4)
            visitor.field("CidrIpv6", &cidrIpv6)
            visitor.field("PrefixListId", &prefixListId)
            visitor.field("ReferencedGroupId", &referencedGroupId)
            visitor.field("Description", &description)
        }
    }
    /// `SecurityGroupRuleUpdate` of the model.
    package struct SecurityGroupRuleUpdate: Shape {
        package var securityGroupRuleId: String = ""
        package var securityGroupRule: SecurityGroupRuleRequest?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("SecurityGroupRuleId", &securityGroupRuleId)
            visitor.field("SecurityGroupRule", &securityGroupRule)
        }
    }
    /// `ServiceDetail` of the model.
    package struct ServiceDetail: Shape {
        package var serviceName: String?
        package var serviceId: String?
        package var serviceType: [ServiceTypeDetail]?
        package var serviceRegion: String?
        package var availabilityZoneIds: [String]?
        package var availabilityZones: [String]?
        package var owner: String?
        package var baseEndpointDnsNames: [String]?
        package var privateDnsName: String?
        package var privateDnsNames: [PrivateDnsDetails]?
        package var vpcEndpointPolicySupported: Bool?
        package var acceptanceRequired: Bool?
        package var managesVpcEndpoints: Bool?
        package var payerResponsibility: PayerResponsibility?
        package var tags: [Tag]?
        package var privateDnsNameVerificationState: DnsNameState?
        package var supportedIpAddressTypes: [ServiceConnectivityType]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("ServiceName", &serviceName)
            visitor.field("ServiceId", &serviceId)
            visitor.field("ServiceType", &serviceType)
            visitor.field("ServiceRegion", &serviceRegion)
            visitor.field("AvailabilityZoneIds", &availabilityZoneIds)
            visitor.field("AvailabilityZones", &availabilityZones)
            visitor.field("Owner", &owner)
            visitor.field("BaseEndpointDnsNames", &baseEndpointDnsNames)
            visitor.field("PrivateDnsName", &privateDnsName)
            visitor.field("PrivateDnsNames", &privateDnsNames)
            visitor.field("VpcEndpointPolicySupported", &vpcEndpointPolicySupported)
            visitor.field("AcceptanceRequired", &acceptanceRequired)
            visitor.field("ManagesVpcEndpoints", &managesVpcEndpoints)
            visitor.field("PayerResponsibility", &payerResponsibility)
            visitor.field("Tags", &tags)
            visitor.field("PrivateDnsNameVerificationState", &privateDnsNameVerificationState)
            visitor.field("SupportedIpAddressTypes", &supportedIpAddressTypes)
        }
    }
    /// `ServiceTypeDetail` of the model.
    package struct ServiceTypeDetail: Shape {
        package var serviceType: ServiceType?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("ServiceType", &serviceType)
        }
    }
    /// `SpotMarketOptions` of the model.
    package struct SpotMarketOptions: Shape {
        package var maxPrice: String?
        package var spotInstanceType: SpotInstanceType?
        package var blockDurationMinutes: Int?
        package var validUntil: Timestamp?
        package var instanceInterruptionBehavior: InstanceInterruptionBehavior?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("MaxPrice", &maxPrice)
            visitor.field("SpotInstanceType", &spotInstanceType)
            visitor.field("BlockDurationMinutes", &blockDurationMinutes)
            visitor.field("ValidUntil", &validUntil)
            visitor.field("InstanceInterruptionBehavior", &instanceInterruptionBehavior)
        }
    }
    /// `StaleIpPermission` of the model.
    package struct StaleIpPermission: Shape {
        package var fromPort: Int?
        package var ipProtocol: String?
        package var ipRanges: [String]?
        package var prefixListIds: [String]?
        package var toPort: Int?
        package var userIdGroupPairs: [UserIdGroupPair]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("FromPort", &fromPort)
            visitor.field("IpProtocol", &ipProtocol)
            visitor.field("IpRanges", &ipRanges)
            visitor.field("PrefixListIds", &prefixListIds)
            visitor.field("ToPort", &toPort)
            visitor.field("UserIdGroupPairs", &userIdGroupPairs)
        }
    }
    /// `StaleSecurityGroup` of the model.
    package struct StaleSecurityGroup: Shape {
        package var description: String?
        package var groupId: String?
        package var groupName: String?
        package var staleIpPermissions: [StaleIpPermission]?
        package var staleIpPermissionsEgress: [StaleIpPermission]?
        package var vpcId: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Description", &description)
            visitor.field("GroupId", &groupId)
            visitor.field("GroupName", &groupName)
            visitor.field("StaleIpPermissions", &staleIpPermissions)
            visitor.field("StaleIpPermissionsEgress", &staleIpPermissionsEgress)
            visitor.field("VpcId", &vpcId)
        }
    }
    /// `StartInstancesRequest` of the model.
    package struct StartInstancesRequest: Shape {
        package var instanceIds: [String] = []
        package var additionalInfo: String?
        package var dryRun: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("InstanceIds", &instanceIds)
            visitor.field("AdditionalInfo", &additionalInfo)
            visitor.field("DryRun", &dryRun)
        }
    }
    /// `StartInstancesResult` of the model.
    package struct StartInstancesResult: Shape {
        package var startingInstances: [InstanceStateChange]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("StartingInstances", &startingInstances)
        }
    }
    /// `StateReason` of the model.
    package struct StateReason: Shape {
        package var code: String?
        package var message: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Code", &code)
            visitor.field("Message", &message)
        }
    }
    /// `StopInstancesRequest` of the model.
    package struct StopInstancesRequest: Shape {
        package var instanceIds: [String] = []
        package var hibernate: Bool?
        package var skipOsShutdown: Bool?
        package var dryRun: Bool?
        package var force: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("InstanceIds", &instanceIds)
            visitor.field("Hibernate", &hibernate)
            visitor.field("SkipOsShutdown", &skipOsShutdown)
            visitor.field("DryRun", &dryRun)
            visitor.field("Force", &force)
        }
    }
    /// `StopInstancesResult` of the model.
    package struct StopInstancesResult: Shape {
        package var stoppingInstances: [InstanceStateChange]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("StoppingInstances", &stoppingInstances)
        }
    }
    /// `Subnet` of the model.
    package struct Subnet: Shape {
        package var availabilityZoneId: String?
        package var enableLniAtDeviceIndex: Int?
        package var mapCustomerOwnedIpOnLaunch: Bool?
        package var customerOwnedIpv4Pool: String?
        package var ownerId: String?
        package var assignIpv6AddressOnCreation: Bool?
        package var ipv6CidrBlockAssociationSet: [SubnetIpv6CidrBlockAssociation]?
        package var tags: [Tag]?
        package var subnetArn: String?
        package var outpostArn: String?
        package var enableDns64: Bool?
        package var ipv6Native: Bool?
        package var privateDnsNameOptionsOnLaunch: PrivateDnsNameOptionsOnLaunch?
        package var blockPublicAccessStates: BlockPublicAccessStates?
        package var type: String?
        package var subnetId: String?
        package var state: SubnetState?
        package var vpcId: String?
        package var cidrBlock: String?
        package var availableIpAddressCount: Int?
        package var availabilityZone: String?
        package var defaultForAz: Bool?
        package var mapPublicIpOnLaunch: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("AvailabilityZoneId", &availabilityZoneId)
            visitor.field("EnableLniAtDeviceIndex", &enableLniAtDeviceIndex)
            visitor.field("MapCustomerOwnedIpOnLaunch", &mapCustomerOwnedIpOnLaunch)
            visitor.field("CustomerOwnedIpv4Pool", &customerOwnedIpv4Pool)
            visitor.field("OwnerId", &ownerId)
            visitor.field("AssignIpv6AddressOnCreation", &assignIpv6AddressOnCreation)
            visitor.field("Ipv6CidrBlockAssociationSet", &ipv6CidrBlockAssociationSet)
            visitor.field("Tags", &tags)
            visitor.field("SubnetArn", &subnetArn)
            visitor.field("OutpostArn", &outpostArn)
            visitor.field("EnableDns64", &enableDns64)
            visitor.field("Ipv6Native", &ipv6Native)
            visitor.field("PrivateDnsNameOptionsOnLaunch", &privateDnsNameOptionsOnLaunch)
            visitor.field("BlockPublicAccessStates", &blockPublicAccessStates)
            visitor.field("Type", &type)
            visitor.field("SubnetId", &subnetId)
            visitor.field("State", &state)
            visitor.field("VpcId", &vpcId)
            visitor.field("CidrBlock", &cidrBlock)
            visitor.field("AvailableIpAddressCount", &availableIpAddressCount)
            visitor.field("AvailabilityZone", &availabilityZone)
            visitor.field("DefaultForAz", &defaultForAz)
            visitor.field("MapPublicIpOnLaunch", &mapPublicIpOnLaunch)
        }
    }
    /// `SubnetCidrBlockState` of the model.
    package struct SubnetCidrBlockState: Shape {
        package var state: SubnetCidrBlockStateCode?
        package var statusMessage: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("State", &state)
            visitor.field("StatusMessage", &statusMessage)
        }
    }
    /// `SubnetConfiguration` of the model.
    package struct SubnetConfiguration: Shape {
        package var subnetId: String?
        package var ipv4: String?
        package var ipv6: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("SubnetId", &subnetId)
            visitor.field("Ipv4", &ipv4)
            visitor.field("Ipv6", &ipv6)
        }
    }
    /// `SubnetIpPrefixes` of the model.
    package struct SubnetIpPrefixes: Shape {
        package var subnetId: String?
        package var ipPrefixes: [String]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("SubnetId", &subnetId)
            visitor.field("IpPrefixes", &ipPrefixes)
        }
    }
    /// `SubnetIpv6CidrBlockAssociation` of the model.
    package struct SubnetIpv6CidrBlockAssociation: Shape {
        package var associationId: String?
        package var ipv6CidrBlock: String?
        package var ipv6CidrBlockState: SubnetCidrBlockState?
        package var ipv6AddressAttribute: Ipv6AddressAttribute?
        package var ipSource: IpSource?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("AssociationId", &associationId)
            visitor.field("Ipv6CidrBlock", &ipv6CidrBlock)
            visitor.field("Ipv6CidrBlockState", &ipv6CidrBlockState)
            visitor.field("Ipv6AddressAttribute", &ipv6AddressAttribute)
            visitor.field("IpSource", &ipSource)
        }
    }
    /// `SuccessfulInstanceCreditSpecificationItem` of the model.
    package struct SuccessfulInstanceCreditSpecificationItem: Shape {
        package var instanceId: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("InstanceId", &instanceId)
        }
    }
    /// `Tag` of the model.
    package struct Tag: Shape {
        package var key: String?
        package var value: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Key", &key)
            visitor.field("Value", &value)
        }
    }
    /// `TagDescription` of the model.
    package struct TagDescription: Shape {
        package var key: String?
        package var resourceId: String?
        package var resourceType: ResourceType?
        package var value: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Key", &key)
            visitor.field("ResourceId", &resourceId)
            visitor.field("ResourceType", &resourceType)
            visitor.field("Value", &value)
        }
    }
    /// `TagSpecification` of the model.
    package struct TagSpecification: Shape {
        package var resourceType: ResourceType?
        package var tags: [Tag]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("ResourceType", &resourceType)
            visitor.field("Tags", &tags)
        }
    }
    /// `TerminateInstancesRequest` of the model.
    package struct TerminateInstancesRequest: Shape {
        package var instanceIds: [String] = []
        package var force: Bool?
        package var skipOsShutdown: Bool?
        package var dryRun: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("InstanceIds", &instanceIds)
            visitor.field("Force", &force)
            visitor.field("SkipOsShutdown", &skipOsShutdown)
            visitor.field("DryRun", &dryRun)
        }
    }
    /// `TerminateInstancesResult` of the model.
    package struct TerminateInstancesResult: Shape {
        package var terminatingInstances: [InstanceStateChange]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("TerminatingInstances", &terminatingInstances)
        }
    }
    /// `TotalLocalStorageGB` of the model.
    package struct TotalLocalStorageGB: Shape {
        package var min: Double?
        package var max: Double?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Min", &min)
            visitor.field("Max", &max)
        }
    }
    /// `TotalLocalStorageGBRequest` of the model.
    package struct TotalLocalStorageGBRequest: Shape {
        package var min: Double?
        package var max: Double?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Min", &min)
            visitor.field("Max", &max)
        }
    }
    /// `UnassignPrivateIpAddressesRequest` of the model.
    package struct UnassignPrivateIpAddressesRequest: Shape {
        package var ipv4Prefixes: [String]?
        package var networkInterfaceId: String = ""
        package var privateIpAddresses: [String]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Ipv4Prefixes", &ipv4Prefixes)
            visitor.field("NetworkInterfaceId", &networkInterfaceId)
            visitor.field("PrivateIpAddresses", &privateIpAddresses)
        }
    }
    /// `UnmonitorInstancesRequest` of the model.
    package struct UnmonitorInstancesRequest: Shape {
        package var instanceIds: [String] = []
        package var dryRun: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("InstanceIds", &instanceIds)
            visitor.field("DryRun", &dryRun)
        }
    }
    /// `UnmonitorInstancesResult` of the model.
    package struct UnmonitorInstancesResult: Shape {
        package var instanceMonitorings: [InstanceMonitoring]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("InstanceMonitorings", &instanceMonitorings)
        }
    }
    /// `UnsuccessfulInstanceCreditSpecificationItem` of the model.
    package struct UnsuccessfulInstanceCreditSpecificationItem: Shape {
        package var instanceId: String?
        package var error: UnsuccessfulInstanceCreditSpecificationItemError?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("InstanceId", &instanceId)
            visitor.field("Error", &error)
        }
    }
    /// `UnsuccessfulInstanceCreditSpecificationItemError` of the model.
    package struct UnsuccessfulInstanceCreditSpecificationItemError: Shape {
        package var code: UnsuccessfulInstanceCreditSpecificationErrorCode?
        package var message: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Code", &code)
            visitor.field("Message", &message)
        }
    }
    /// `UnsuccessfulItem` of the model.
    package struct UnsuccessfulItem: Shape {
        package var error: UnsuccessfulItemError?
        package var resourceId: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Error", &error)
            visitor.field("ResourceId", &resourceId)
        }
    }
    /// `UnsuccessfulItemError` of the model.
    package struct UnsuccessfulItemError: Shape {
        package var code: String?
        package var message: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Code", &code)
            visitor.field("Message", &message)
        }
    }
    /// `UpdateSecurityGroupRuleDescriptionsEgressRequest` of the model.
    package struct UpdateSecurityGroupRuleDescriptionsEgressRequest: Shape {
        package var dryRun: Bool?
        package var groupId: String?
        package var groupName: String?
        package var ipPermissions: [IpPermission]?
        package var securityGroupRuleDescriptions: [SecurityGroupRuleDescription]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("DryRun", &dryRun)
            visitor.field("GroupId", &groupId)
            visitor.field("GroupName", &groupName)
            visitor.field("IpPermissions", &ipPermissions)
            visitor.field("SecurityGroupRuleDescriptions", &securityGroupRuleDescriptions)
        }
    }
    /// `UpdateSecurityGroupRuleDescriptionsEgressResult` of the model.
    package struct UpdateSecurityGroupRuleDescriptionsEgressResult: Shape {
        package var `return`: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Return", &`return`)
        }
    }
    /// `UpdateSecurityGroupRuleDescriptionsIngressRequest` of the model.
    package struct UpdateSecurityGroupRuleDescriptionsIngressRequest: Shape {
        package var dryRun: Bool?
        package var groupId: String?
        package var groupName: String?
        package var ipPermissions: [IpPermission]?
        package var securityGroupRuleDescriptions: [SecurityGroupRuleDescription]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("DryRun", &dryRun)
            visitor.field("GroupId", &groupId)
            visitor.field("GroupName", &groupName)
            visitor.field("IpPermissions", &ipPermissions)
            visitor.field("SecurityGroupRuleDescriptions", &securityGroupRuleDescriptions)
        }
    }
    /// `UpdateSecurityGroupRuleDescriptionsIngressResult` of the model.
    package struct UpdateSecurityGroupRuleDescriptionsIngressResult: Shape {
        package var `return`: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Return", &`return`)
        }
    }
    /// `UserIdGroupPair` of the model.
    package struct UserIdGroupPair: Shape {
        package var description: String?
        package var userId: String?
        package var groupName: String?
        package var groupId: String?
        package var vpcId: String?
        package var vpcPeeringConnectionId: String?
        package var peeringStatus: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Description", &description)
            visitor.field("UserId", &userId)
            visitor.field("GroupName", &groupName)
            visitor.field("GroupId", &groupId)
            visitor.field("VpcId", &vpcId)
            visitor.field("VpcPeeringConnectionId", &vpcPeeringConnectionId)
            visitor.field("PeeringStatus", &peeringStatus)
        }
    }
    /// `VCpuCountRange` of the model.
    package struct VCpuCountRange: Shape {
        package var min: Int?
        package var max: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Min", &min)
            visitor.field("Max", &max)
        }
    }
    /// `VCpuCountRangeRequest` of the model.
    package struct VCpuCountRangeRequest: Shape {
        package var min: Int = 0
        package var max: Int?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Min", &min)
            visitor.field("Max", &max)
        }
    }
    /// `VCpuInfo` of the model.
    package struct VCpuInfo: Shape {
        package var defaultVCpus: Int?
        package var defaultCores: Int?
        package var defaultThreadsPerCore: Int?
        package var validCores: [Int]?
        package var validThreadsPerCore: [Int]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("DefaultVCpus", &defaultVCpus)
            visitor.field("DefaultCores", &defaultCores)
            visitor.field("DefaultThreadsPerCore", &defaultThreadsPerCore)
            visitor.field("ValidCores", &validCores)
            visitor.field("ValidThreadsPerCore", &validThreadsPerCore)
        }
    }
    /// `ValidationError` of the model.
    package struct ValidationError: Shape {
        package var code: String?
        package var message: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Code", &code)
            visitor.field("Message", &message)
        }
    }
    /// `ValidationWarning` of the model.
    package struct ValidationWarning: Shape {
        package var errors: [ValidationError]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Errors", &errors)
        }
    }
    /// `Volume` of the model.
    package struct Volume: Shape {
        package var availabilityZoneId: String?
        package var outpostArn: String?
        package var sourceVolumeId: String?
        package var iops: Int?
        package var tags: [Tag]?
        package var volumeType: VolumeType?
        package var fastRestored: Bool?
        package var multiAttachEnabled: Bool?
        package var throughput: Int?
        package var sseType: SSEType?
        package var `operator`: OperatorResponse?
        package var volumeInitializationRate: Int?
        package var volumeId: String?
        package var size: Int?
        package var snapshotId: String?
        package var availabilityZone: String?
        package var state: VolumeState?
        package var createTime: Timestamp?
        package var attachments: [VolumeAttachment]?
        package var encrypted: Bool?
        package var kmsKeyId: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("AvailabilityZoneId", &availabilityZoneId)
            visitor.field("OutpostArn", &outpostArn)
            visitor.field("SourceVolumeId", &sourceVolumeId)
            visitor.field("Iops", &iops)
            visitor.field("Tags", &tags)
            visitor.field("VolumeType", &volumeType)
            visitor.field("FastRestored", &fastRestored)
            visitor.field("MultiAttachEnabled", &multiAttachEnabled)
            visitor.field("Throughput", &throughput)
            visitor.field("SseType", &sseType)
            visitor.field("Operator", &`operator`)
            visitor.field("VolumeInitializationRate", &volumeInitializationRate)
            visitor.field("VolumeId", &volumeId)
            visitor.field("Size", &size)
            visitor.field("SnapshotId", &snapshotId)
            visitor.field("AvailabilityZone", &availabilityZone)
            visitor.field("State", &state)
            visitor.field("CreateTime", &createTime)
            visitor.field("Attachments", &attachments)
            visitor.field("Encrypted", &encrypted)
            visitor.field("KmsKeyId", &kmsKeyId)
        }
    }
    /// `VolumeAttachment` of the model.
    package struct VolumeAttachment: Shape {
        package var deleteOnTermination: Bool?
        package var associatedResource: String?
        package var instanceOwningService: String?
        package var ebsCardIndex: Int?
        package var volumeId: String?
        package var instanceId: String?
        package var device: String?
        package var state: VolumeAttachmentState?
        package var attachTime: Timestamp?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("DeleteOnTermination", &deleteOnTermination)
            visitor.field("AssociatedResource", &associatedResource)
            visitor.field("InstanceOwningService", &instanceOwningService)
            visitor.field("EbsCardIndex", &ebsCardIndex)
            visitor.field("VolumeId", &volumeId)
            visitor.field("InstanceId", &instanceId)
            visitor.field("Device", &device)
            visitor.field("State", &state)
            visitor.field("AttachTime", &attachTime)
        }
    }
    /// `Vpc` of the model.
    package struct Vpc: Shape {
        package var ownerId: String?
        package var instanceTenancy: Tenancy?
        package var ipv6CidrBlockAssociationSet: [VpcIpv6CidrBlockAssociation]?
        package var cidrBlockAssociationSet: [VpcCidrBlockAssociation]?
        package var isDefault: Bool?
        package var encryptionControl: VpcEncryptionControl?
        package var tags: [Tag]?
        package var blockPublicAccessStates: BlockPublicAccessStates?
        package var vpcId: String?
        package var state: VpcState?
        package var cidrBlock: String?
        package var dhcpOptionsId: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("OwnerId", &ownerId)
            visitor.field("InstanceTenancy", &instanceTenancy)
            visitor.field("Ipv6CidrBlockAssociationSet", &ipv6CidrBlockAssociationSet)
            visitor.field("CidrBlockAssociationSet", &cidrBlockAssociationSet)
            visitor.field("IsDefault", &isDefault)
            visitor.field("EncryptionControl", &encryptionControl)
            visitor.field("Tags", &tags)
            visitor.field("BlockPublicAccessStates", &blockPublicAccessStates)
            visitor.field("VpcId", &vpcId)
            visitor.field("State", &state)
            visitor.field("CidrBlock", &cidrBlock)
            visitor.field("DhcpOptionsId", &dhcpOptionsId)
        }
    }
    /// `VpcCidrBlockAssociation` of the model.
    package struct VpcCidrBlockAssociation: Shape {
        package var associationId: String?
        package var cidrBlock: String?
        package var cidrBlockState: VpcCidrBlockState?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("AssociationId", &associationId)
            visitor.field("CidrBlock", &cidrBlock)
            visitor.field("CidrBlockState", &cidrBlockState)
        }
    }
    /// `VpcCidrBlockState` of the model.
    package struct VpcCidrBlockState: Shape {
        package var state: VpcCidrBlockStateCode?
        package var statusMessage: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("State", &state)
            visitor.field("StatusMessage", &statusMessage)
        }
    }
    /// `VpcEncryptionControl` of the model.
    package struct VpcEncryptionControl: Shape {
        package var vpcId: String?
        package var vpcEncryptionControlId: String?
        package var mode: VpcEncryptionControlMode?
        package var state: VpcEncryptionControlState?
        package var stateMessage: String?
        package var resourceExclusions: VpcEncryptionControlExclusions?
        package var tags: [Tag]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("VpcId", &vpcId)
            visitor.field("VpcEncryptionControlId", &vpcEncryptionControlId)
            visitor.field("Mode", &mode)
            visitor.field("State", &state)
            visitor.field("StateMessage", &stateMessage)
            visitor.field("ResourceExclusions", &resourceExclusions)
            visitor.field("Tags", &tags)
        }
    }
    /// `VpcEncryptionControlConfiguration` of the model.
    package struct VpcEncryptionControlConfiguration: Shape {
        package var mode: VpcEncryptionControlMode?
        package var internetGatewayExclusion: VpcEncryptionControlExclusionStateInput?
        package var egressOnlyInternetGatewayExclusion: VpcEncryptionControlExclusionStateInput?
        package var natGatewayExclusion: VpcEncryptionControlExclusionStateInput?
        package var virtualPrivateGatewayExclusion: VpcEncryptionControlExclusionStateInput?
        package var vpcPeeringExclusion: VpcEncryptionControlExclusionStateInput?
        package var lambdaExclusion: VpcEncryptionControlExclusionStateInput?
        package var vpcLatticeExclusion: VpcEncryptionControlExclusionStateInput?
        package var elasticFileSystemExclusion: VpcEncryptionControlExclusionStateInput?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Mode", &mode)
            visitor.field("InternetGatewayExclusion", &internetGatewayExclusion)
            visitor.field("EgressOnlyInternetGatewayExclusion", &egressOnlyInternetGatewayExclusion)
            visitor.field("NatGatewayExclusion", &natGatewayExclusion)
            visitor.field("VirtualPrivateGatewayExclusion", &virtualPrivateGatewayExclusion)
            visitor.field("VpcPeeringExclusion", &vpcPeeringExclusion)
            visitor.field("LambdaExclusion", &lambdaExclusion)
            visitor.field("VpcLatticeExclusion", &vpcLatticeExclusion)
            visitor.field("ElasticFileSystemExclusion", &elasticFileSystemExclusion)
        }
    }
    /// `VpcEncryptionControlExclusion` of the model.
    package struct VpcEncryptionControlExclusion: Shape {
        package var state: VpcEncryptionControlExclusionState?
        package var stateMessage: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("State", &state)
            visitor.field("StateMessage", &stateMessage)
        }
    }
    /// `VpcEncryptionControlExclusions` of the model.
    package struct VpcEncryptionControlExclusions: Shape {
        package var internetGateway: VpcEncryptionControlExclusion?
        package var egressOnlyInternetGateway: VpcEncryptionControlExclusion?
        package var natGateway: VpcEncryptionControlExclusion?
        package var virtualPrivateGateway: VpcEncryptionControlExclusion?
        package var vpcPeering: VpcEncryptionControlExclusion?
        package var lambda: VpcEncryptionControlExclusion?
        package var vpcLattice: VpcEncryptionControlExclusion?
        package var elasticFileSystem: VpcEncryptionControlExclusion?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("InternetGateway", &internetGateway)
            visitor.field("EgressOnlyInternetGateway", &egressOnlyInternetGateway)
            visitor.field("NatGateway", &natGateway)
            visitor.field("VirtualPrivateGateway", &virtualPrivateGateway)
            visitor.field("VpcPeering", &vpcPeering)
            visitor.field("Lambda", &lambda)
            visitor.field("VpcLattice", &vpcLattice)
            visitor.field("ElasticFileSystem", &elasticFileSystem)
        }
    }
    /// `VpcEndpoint` of the model.
    package struct VpcEndpoint: Shape {
        package var vpcEndpointId: String?
        package var vpcEndpointType: VpcEndpointType?
        package var vpcId: String?
        package var serviceName: String?
        package var state: State?
        package var policyDocument: String?
        package var routeTableIds: [String]?
        package var subnetIds: [String]?
        package var groups: [SecurityGroupIdentifier]?
        package var ipAddressType: IpAddressType?
        package var dnsOptions: DnsOptions?
        package var privateDnsEnabled: Bool?
        package var requesterManaged: Bool?
        package var networkInterfaceIds: [String]?
        package var dnsEntries: [DnsEntry]?
        package var creationTimestamp: Timestamp?
        package var tags: [Tag]?
        package var ownerId: String?
        package var lastError: LastError?
        package var ipv4Prefixes: [SubnetIpPrefixes]?
        package var ipv6Prefixes: [SubnetIpPrefixes]?
        package var failureReason: String?
        package var serviceNetworkArn: String?
        package var resourceConfigurationArn: String?
        package var serviceRegion: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("VpcEndpointId", &vpcEndpointId)
            visitor.field("VpcEndpointType", &vpcEndpointType)
            visitor.field("VpcId", &vpcId)
            visitor.field("ServiceName", &serviceName)
            visitor.field("State", &state)
            visitor.field("PolicyDocument", &policyDocument)
            visitor.field("RouteTableIds", &routeTableIds)
            visitor.field("SubnetIds", &subnetIds)
            visitor.field("Groups", &groups)
            visitor.field("IpAddressType", &ipAddressType)
            visitor.field("DnsOptions", &dnsOptions)
            visitor.field("PrivateDnsEnabled", &privateDnsEnabled)
            visitor.field("RequesterManaged", &requesterManaged)
            visitor.field("NetworkInterfaceIds", &networkInterfaceIds)
            visitor.field("DnsEntries", &dnsEntries)
            visitor.field("CreationTimestamp", &creationTimestamp)
            visitor.field("Tags", &tags)
            visitor.field("OwnerId", &ownerId)
            visitor.field("LastError", &lastError)
            visitor.field("Ipv4Prefixes", &ipv4Prefixes)
            visitor.field("Ipv6Prefixes", &ipv6Prefixes)
            visitor.field("FailureReason", &failureReason)
            visitor.field("ServiceNetworkArn", &serviceNetworkArn)
            visitor.field("ResourceConfigurationArn", &resourceConfigurationArn)
            visitor.field("ServiceRegion", &serviceRegion)
        }
    }
    /// `VpcIpv6CidrBlockAssociation` of the model.
    package struct VpcIpv6CidrBlockAssociation: Shape {
        package var associationId: String?
        package var ipv6CidrBlock: String?
        package var ipv6CidrBlockState: VpcCidrBlockState?
        package var networkBorderGroup: String?
        package var ipv6Pool: String?
        package var ipv6AddressAttribute: Ipv6AddressAttribute?
        package var ipSource: IpSource?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("AssociationId", &associationId)
            visitor.field("Ipv6CidrBlock", &ipv6CidrBlock)
            visitor.field("Ipv6CidrBlockState", &ipv6CidrBlockState)
            visitor.field("NetworkBorderGroup", &networkBorderGroup)
            visitor.field("Ipv6Pool", &ipv6Pool)
            visitor.field("Ipv6AddressAttribute", &ipv6AddressAttribute)
            visitor.field("IpSource", &ipSource)
        }
    }
}
