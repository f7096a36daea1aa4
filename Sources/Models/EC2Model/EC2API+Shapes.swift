// Generated from Models/aws/ec2.json by `make models`; do not edit.
// swift-format-ignore-file

package import Shapes

extension EC2API {
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
    /// `BlockPublicAccessStates` of the model.
    package struct BlockPublicAccessStates: Shape {
        package var internetGatewayBlockMode: BlockPublicAccessMode?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("InternetGatewayBlockMode", &internetGatewayBlockMode)
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
    /// `EnaSrdUdpSpecification` of the model.
    package struct EnaSrdUdpSpecification: Shape {
        package var enaSrdUdpEnabled: Bool?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("EnaSrdUdpEnabled", &enaSrdUdpEnabled)
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
