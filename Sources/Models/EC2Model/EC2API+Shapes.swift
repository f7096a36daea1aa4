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
