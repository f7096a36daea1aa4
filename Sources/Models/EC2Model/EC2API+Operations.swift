// Generated from Models/aws/ec2.json by `make models`; do not edit.
// swift-format-ignore-file

package import AWSWire
import Shapes

extension EC2API {
    /// The operations that are implemented.
    package protocol Operations: Sendable {
        func allocateAddress(_ input: AllocateAddressRequest, _ context: RequestContext) async throws -> AllocateAddressResult
        func assignPrivateIpAddresses(_ input: AssignPrivateIpAddressesRequest, _ context: RequestContext) async throws -> AssignPrivateIpAddressesResult
        func associateAddress(_ input: AssociateAddressRequest, _ context: RequestContext) async throws -> AssociateAddressResult
        func associateDhcpOptions(_ input: AssociateDhcpOptionsRequest, _ context: RequestContext) async throws -> Void
        func associateRouteTable(_ input: AssociateRouteTableRequest, _ context: RequestContext) async throws -> AssociateRouteTableResult
        func associateVpcCidrBlock(_ input: AssociateVpcCidrBlockRequest, _ context: RequestContext) async throws -> AssociateVpcCidrBlockResult
        func attachInternetGateway(_ input: AttachInternetGatewayRequest, _ context: RequestContext) async throws -> Void
        func attachNetworkInterface(_ input: AttachNetworkInterfaceRequest, _ context: RequestContext) async throws -> AttachNetworkInterfaceResult
        func attachVolume(_ input: AttachVolumeRequest, _ context: RequestContext) async throws -> VolumeAttachment
        func authorizeSecurityGroupEgress(_ input: AuthorizeSecurityGroupEgressRequest, _ context: RequestContext) async throws -> AuthorizeSecurityGroupEgressResult
        func authorizeSecurityGroupIngress(_ input: AuthorizeSecurityGroupIngressRequest, _ context: RequestContext) async throws -> AuthorizeSecurityGroupIngressResult
        func createDefaultSubnet(_ input: CreateDefaultSubnetRequest, _ context: RequestContext) async throws -> CreateDefaultSubnetResult
        func createDefaultVpc(_ input: CreateDefaultVpcRequest, _ context: RequestContext) async throws -> CreateDefaultVpcResult
        func createDhcpOptions(_ input: CreateDhcpOptionsRequest, _ context: RequestContext) async throws -> CreateDhcpOptionsResult
        func createInternetGateway(_ input: CreateInternetGatewayRequest, _ context: RequestContext) async throws -> CreateInternetGatewayResult
        func createKeyPair(_ input: CreateKeyPairRequest, _ context: RequestContext) async throws -> KeyPair
        func createLaunchTemplate(_ input: CreateLaunchTemplateRequest, _ context: RequestContext) async throws -> CreateLaunchTemplateResult
        func createLaunchTemplateVersion(_ input: CreateLaunchTemplateVersionRequest, _ context: RequestContext) async throws -> CreateLaunchTemplateVersionResult
        func createManagedPrefixList(_ input: CreateManagedPrefixListRequest, _ context: RequestContext) async throws -> CreateManagedPrefixListResult
        func createNatGateway(_ input: CreateNatGatewayRequest, _ context: RequestContext) async throws -> CreateNatGatewayResult
        func createNetworkAcl(_ input: CreateNetworkAclRequest, _ context: RequestContext) async throws -> CreateNetworkAclResult
        func createNetworkAclEntry(_ input: CreateNetworkAclEntryRequest, _ context: RequestContext) async throws -> Void
        func createNetworkInterface(_ input: CreateNetworkInterfaceRequest, _ context: RequestContext) async throws -> CreateNetworkInterfaceResult
        func createRoute(_ input: CreateRouteRequest, _ context: RequestContext) async throws -> CreateRouteResult
        func createRouteTable(_ input: CreateRouteTableRequest, _ context: RequestContext) async throws -> CreateRouteTableResult
        func createSecurityGroup(_ input: CreateSecurityGroupRequest, _ context: RequestContext) async throws -> CreateSecurityGroupResult
        func createSubnet(_ input: CreateSubnetRequest, _ context: RequestContext) async throws -> CreateSubnetResult
        func createTags(_ input: CreateTagsRequest, _ context: RequestContext) async throws -> Void
        func createVolume(_ input: CreateVolumeRequest, _ context: RequestContext) async throws -> Volume
        func createVpc(_ input: CreateVpcRequest, _ context: RequestContext) async throws -> CreateVpcResult
        func createVpcEndpoint(_ input: CreateVpcEndpointRequest, _ context: RequestContext) async throws -> CreateVpcEndpointResult
        func deleteDhcpOptions(_ input: DeleteDhcpOptionsRequest, _ context: RequestContext) async throws -> Void
        func deleteInternetGateway(_ input: DeleteInternetGatewayRequest, _ context: RequestContext) async throws -> Void
        func deleteKeyPair(_ input: DeleteKeyPairRequest, _ context: RequestContext) async throws -> DeleteKeyPairResult
        func deleteLaunchTemplate(_ input: DeleteLaunchTemplateRequest, _ context: RequestContext) async throws -> DeleteLaunchTemplateResult
        func deleteLaunchTemplateVersions(_ input: DeleteLaunchTemplateVersionsRequest, _ context: RequestContext) async throws -> DeleteLaunchTemplateVersionsResult
        func deleteManagedPrefixList(_ input: DeleteManagedPrefixListRequest, _ context: RequestContext) async throws -> DeleteManagedPrefixListResult
        func deleteNatGateway(_ input: DeleteNatGatewayRequest, _ context: RequestContext) async throws -> DeleteNatGatewayResult
        func deleteNetworkAcl(_ input: DeleteNetworkAclRequest, _ context: RequestContext) async throws -> Void
        func deleteNetworkAclEntry(_ input: DeleteNetworkAclEntryRequest, _ context: RequestContext) async throws -> Void
        func deleteNetworkInterface(_ input: DeleteNetworkInterfaceRequest, _ context: RequestContext) async throws -> Void
        func deleteRoute(_ input: DeleteRouteRequest, _ context: RequestContext) async throws -> Void
        func deleteRouteTable(_ input: DeleteRouteTableRequest, _ context: RequestContext) async throws -> Void
        func deleteSecurityGroup(_ input: DeleteSecurityGroupRequest, _ context: RequestContext) async throws -> DeleteSecurityGroupResult
        func deleteSubnet(_ input: DeleteSubnetRequest, _ context: RequestContext) async throws -> Void
        func deleteTags(_ input: DeleteTagsRequest, _ context: RequestContext) async throws -> Void
        func deleteVolume(_ input: DeleteVolumeRequest, _ context: RequestContext) async throws -> Void
        func deleteVpc(_ input: DeleteVpcRequest, _ context: RequestContext) async throws -> Void
        func deleteVpcEndpoints(_ input: DeleteVpcEndpointsRequest, _ context: RequestContext) async throws -> DeleteVpcEndpointsResult
        func describeAccountAttributes(_ input: DescribeAccountAttributesRequest, _ context: RequestContext) async throws -> DescribeAccountAttributesResult
        func describeAddresses(_ input: DescribeAddressesRequest, _ context: RequestContext) async throws -> DescribeAddressesResult
        func describeAddressesAttribute(_ input: DescribeAddressesAttributeRequest, _ context: RequestContext) async throws -> DescribeAddressesAttributeResult
        func describeAvailabilityZones(_ input: DescribeAvailabilityZonesRequest, _ context: RequestContext) async throws -> DescribeAvailabilityZonesResult
        func describeDhcpOptions(_ input: DescribeDhcpOptionsRequest, _ context: RequestContext) async throws -> DescribeDhcpOptionsResult
        func describeImages(_ input: DescribeImagesRequest, _ context: RequestContext) async throws -> DescribeImagesResult
        func describeInstanceAttribute(_ input: DescribeInstanceAttributeRequest, _ context: RequestContext) async throws -> InstanceAttribute
        func describeInstanceCreditSpecifications(_ input: DescribeInstanceCreditSpecificationsRequest, _ context: RequestContext) async throws -> DescribeInstanceCreditSpecificationsResult
        func describeInstanceStatus(_ input: DescribeInstanceStatusRequest, _ context: RequestContext) async throws -> DescribeInstanceStatusResult
        func describeInstanceTypeOfferings(_ input: DescribeInstanceTypeOfferingsRequest, _ context: RequestContext) async throws -> DescribeInstanceTypeOfferingsResult
        func describeInstanceTypes(_ input: DescribeInstanceTypesRequest, _ context: RequestContext) async throws -> DescribeInstanceTypesResult
        func describeInstances(_ input: DescribeInstancesRequest, _ context: RequestContext) async throws -> DescribeInstancesResult
        func describeInternetGateways(_ input: DescribeInternetGatewaysRequest, _ context: RequestContext) async throws -> DescribeInternetGatewaysResult
        func describeKeyPairs(_ input: DescribeKeyPairsRequest, _ context: RequestContext) async throws -> DescribeKeyPairsResult
        func describeLaunchTemplateVersions(_ input: DescribeLaunchTemplateVersionsRequest, _ context: RequestContext) async throws -> DescribeLaunchTemplateVersionsResult
        func describeLaunchTemplates(_ input: DescribeLaunchTemplatesRequest, _ context: RequestContext) async throws -> DescribeLaunchTemplatesResult
        func describeManagedPrefixLists(_ input: DescribeManagedPrefixListsRequest, _ context: RequestContext) async throws -> DescribeManagedPrefixListsResult
        func describeNatGateways(_ input: DescribeNatGatewaysRequest, _ context: RequestContext) async throws -> DescribeNatGatewaysResult
        func describeNetworkAcls(_ input: DescribeNetworkAclsRequest, _ context: RequestContext) async throws -> DescribeNetworkAclsResult
        func describeNetworkInterfaceAttribute(_ input: DescribeNetworkInterfaceAttributeRequest, _ context: RequestContext) async throws -> DescribeNetworkInterfaceAttributeResult
        func describeNetworkInterfaces(_ input: DescribeNetworkInterfacesRequest, _ context: RequestContext) async throws -> DescribeNetworkInterfacesResult
        func describePrefixLists(_ input: DescribePrefixListsRequest, _ context: RequestContext) async throws -> DescribePrefixListsResult
        func describeRegions(_ input: DescribeRegionsRequest, _ context: RequestContext) async throws -> DescribeRegionsResult
        func describeRouteTables(_ input: DescribeRouteTablesRequest, _ context: RequestContext) async throws -> DescribeRouteTablesResult
        func describeSecurityGroupReferences(_ input: DescribeSecurityGroupReferencesRequest, _ context: RequestContext) async throws -> DescribeSecurityGroupReferencesResult
        func describeSecurityGroupRules(_ input: DescribeSecurityGroupRulesRequest, _ context: RequestContext) async throws -> DescribeSecurityGroupRulesResult
        func describeSecurityGroups(_ input: DescribeSecurityGroupsRequest, _ context: RequestContext) async throws -> DescribeSecurityGroupsResult
        func describeStaleSecurityGroups(_ input: DescribeStaleSecurityGroupsRequest, _ context: RequestContext) async throws -> DescribeStaleSecurityGroupsResult
        func describeSubnets(_ input: DescribeSubnetsRequest, _ context: RequestContext) async throws -> DescribeSubnetsResult
        func describeTags(_ input: DescribeTagsRequest, _ context: RequestContext) async throws -> DescribeTagsResult
        func describeVolumes(_ input: DescribeVolumesRequest, _ context: RequestContext) async throws -> DescribeVolumesResult
        func describeVpcAttribute(_ input: DescribeVpcAttributeRequest, _ context: RequestContext) async throws -> DescribeVpcAttributeResult
        func describeVpcEndpointServices(_ input: DescribeVpcEndpointServicesRequest, _ context: RequestContext) async throws -> DescribeVpcEndpointServicesResult
        func describeVpcEndpoints(_ input: DescribeVpcEndpointsRequest, _ context: RequestContext) async throws -> DescribeVpcEndpointsResult
        func describeVpcs(_ input: DescribeVpcsRequest, _ context: RequestContext) async throws -> DescribeVpcsResult
        func detachInternetGateway(_ input: DetachInternetGatewayRequest, _ context: RequestContext) async throws -> Void
        func detachNetworkInterface(_ input: DetachNetworkInterfaceRequest, _ context: RequestContext) async throws -> Void
        func detachVolume(_ input: DetachVolumeRequest, _ context: RequestContext) async throws -> VolumeAttachment
        func disassociateAddress(_ input: DisassociateAddressRequest, _ context: RequestContext) async throws -> Void
        func disassociateRouteTable(_ input: DisassociateRouteTableRequest, _ context: RequestContext) async throws -> Void
        func disassociateVpcCidrBlock(_ input: DisassociateVpcCidrBlockRequest, _ context: RequestContext) async throws -> DisassociateVpcCidrBlockResult
        func getConsoleOutput(_ input: GetConsoleOutputRequest, _ context: RequestContext) async throws -> GetConsoleOutputResult
        func getManagedPrefixListEntries(_ input: GetManagedPrefixListEntriesRequest, _ context: RequestContext) async throws -> GetManagedPrefixListEntriesResult
        func getSecurityGroupsForVpc(_ input: GetSecurityGroupsForVpcRequest, _ context: RequestContext) async throws -> GetSecurityGroupsForVpcResult
        func importKeyPair(_ input: ImportKeyPairRequest, _ context: RequestContext) async throws -> ImportKeyPairResult
        func modifyAddressAttribute(_ input: ModifyAddressAttributeRequest, _ context: RequestContext) async throws -> ModifyAddressAttributeResult
        func modifyInstanceAttribute(_ input: ModifyInstanceAttributeRequest, _ context: RequestContext) async throws -> Void
        func modifyInstanceCreditSpecification(_ input: ModifyInstanceCreditSpecificationRequest, _ context: RequestContext) async throws -> ModifyInstanceCreditSpecificationResult
        func modifyInstanceMetadataOptions(_ input: ModifyInstanceMetadataOptionsRequest, _ context: RequestContext) async throws -> ModifyInstanceMetadataOptionsResult
        func modifyLaunchTemplate(_ input: ModifyLaunchTemplateRequest, _ context: RequestContext) async throws -> ModifyLaunchTemplateResult
        func modifyManagedPrefixList(_ input: ModifyManagedPrefixListRequest, _ context: RequestContext) async throws -> ModifyManagedPrefixListResult
        func modifyNetworkInterfaceAttribute(_ input: ModifyNetworkInterfaceAttributeRequest, _ context: RequestContext) async throws -> Void
        func modifySecurityGroupRules(_ input: ModifySecurityGroupRulesRequest, _ context: RequestContext) async throws -> ModifySecurityGroupRulesResult
        func modifySubnetAttribute(_ input: ModifySubnetAttributeRequest, _ context: RequestContext) async throws -> Void
        func modifyVpcAttribute(_ input: ModifyVpcAttributeRequest, _ context: RequestContext) async throws -> Void
        func modifyVpcEndpoint(_ input: ModifyVpcEndpointRequest, _ context: RequestContext) async throws -> ModifyVpcEndpointResult
        func modifyVpcTenancy(_ input: ModifyVpcTenancyRequest, _ context: RequestContext) async throws -> ModifyVpcTenancyResult
        func monitorInstances(_ input: MonitorInstancesRequest, _ context: RequestContext) async throws -> MonitorInstancesResult
        func rebootInstances(_ input: RebootInstancesRequest, _ context: RequestContext) async throws -> Void
        func releaseAddress(_ input: ReleaseAddressRequest, _ context: RequestContext) async throws -> Void
        func replaceNetworkAclAssociation(_ input: ReplaceNetworkAclAssociationRequest, _ context: RequestContext) async throws -> ReplaceNetworkAclAssociationResult
        func replaceNetworkAclEntry(_ input: ReplaceNetworkAclEntryRequest, _ context: RequestContext) async throws -> Void
        func replaceRoute(_ input: ReplaceRouteRequest, _ context: RequestContext) async throws -> Void
        func replaceRouteTableAssociation(_ input: ReplaceRouteTableAssociationRequest, _ context: RequestContext) async throws -> ReplaceRouteTableAssociationResult
        func resetAddressAttribute(_ input: ResetAddressAttributeRequest, _ context: RequestContext) async throws -> ResetAddressAttributeResult
        func resetNetworkInterfaceAttribute(_ input: ResetNetworkInterfaceAttributeRequest, _ context: RequestContext) async throws -> Void
        func revokeSecurityGroupEgress(_ input: RevokeSecurityGroupEgressRequest, _ context: RequestContext) async throws -> RevokeSecurityGroupEgressResult
        func revokeSecurityGroupIngress(_ input: RevokeSecurityGroupIngressRequest, _ context: RequestContext) async throws -> RevokeSecurityGroupIngressResult
        func runInstances(_ input: RunInstancesRequest, _ context: RequestContext) async throws -> Reservation
        func startInstances(_ input: StartInstancesRequest, _ context: RequestContext) async throws -> StartInstancesResult
        func stopInstances(_ input: StopInstancesRequest, _ context: RequestContext) async throws -> StopInstancesResult
        func terminateInstances(_ input: TerminateInstancesRequest, _ context: RequestContext) async throws -> TerminateInstancesResult
        func unassignPrivateIpAddresses(_ input: UnassignPrivateIpAddressesRequest, _ context: RequestContext) async throws -> Void
        func unmonitorInstances(_ input: UnmonitorInstancesRequest, _ context: RequestContext) async throws -> UnmonitorInstancesResult
        func updateSecurityGroupRuleDescriptionsEgress(_ input: UpdateSecurityGroupRuleDescriptionsEgressRequest, _ context: RequestContext) async throws -> UpdateSecurityGroupRuleDescriptionsEgressResult
        func updateSecurityGroupRuleDescriptionsIngress(_ input: UpdateSecurityGroupRuleDescriptionsIngressRequest, _ context: RequestContext) async throws -> UpdateSecurityGroupRuleDescriptionsIngressResult
    }

    /// `service` as the gateway calls it, by operation name.
    package static func handlers(for service: some Operations) -> [String: OperationHandler] {
        var handlers: [String: OperationHandler] = [:]
        handlers["AllocateAddress"] = operationHandler(service.allocateAddress)
        handlers["AssignPrivateIpAddresses"] = operationHandler(service.assignPrivateIpAddresses)
        handlers["AssociateAddress"] = operationHandler(service.associateAddress)
        handlers["AssociateDhcpOptions"] = operationHandler(service.associateDhcpOptions)
        handlers["AssociateRouteTable"] = operationHandler(service.associateRouteTable)
        handlers["AssociateVpcCidrBlock"] = operationHandler(service.associateVpcCidrBlock)
        handlers["AttachInternetGateway"] = operationHandler(service.attachInternetGateway)
        handlers["AttachNetworkInterface"] = operationHandler(service.attachNetworkInterface)
        handlers["AttachVolume"] = operationHandler(service.attachVolume)
        handlers["AuthorizeSecurityGroupEgress"] = operationHandler(service.authorizeSecurityGroupEgress)
        handlers["AuthorizeSecurityGroupIngress"] = operationHandler(service.authorizeSecurityGroupIngress)
        handlers["CreateDefaultSubnet"] = operationHandler(service.createDefaultSubnet)
        handlers["CreateDefaultVpc"] = operationHandler(service.createDefaultVpc)
        handlers["CreateDhcpOptions"] = operationHandler(service.createDhcpOptions)
        handlers["CreateInternetGateway"] = operationHandler(service.createInternetGateway)
        handlers["CreateKeyPair"] = operationHandler(service.createKeyPair)
        handlers["CreateLaunchTemplate"] = operationHandler(service.createLaunchTemplate)
        handlers["CreateLaunchTemplateVersion"] = operationHandler(service.createLaunchTemplateVersion)
        handlers["CreateManagedPrefixList"] = operationHandler(service.createManagedPrefixList)
        handlers["CreateNatGateway"] = operationHandler(service.createNatGateway)
        handlers["CreateNetworkAcl"] = operationHandler(service.createNetworkAcl)
        handlers["CreateNetworkAclEntry"] = operationHandler(service.createNetworkAclEntry)
        handlers["CreateNetworkInterface"] = operationHandler(service.createNetworkInterface)
        handlers["CreateRoute"] = operationHandler(service.createRoute)
        handlers["CreateRouteTable"] = operationHandler(service.createRouteTable)
        handlers["CreateSecurityGroup"] = operationHandler(service.createSecurityGroup)
        handlers["CreateSubnet"] = operationHandler(service.createSubnet)
        handlers["CreateTags"] = operationHandler(service.createTags)
        handlers["CreateVolume"] = operationHandler(service.createVolume)
        handlers["CreateVpc"] = operationHandler(service.createVpc)
        handlers["CreateVpcEndpoint"] = operationHandler(service.createVpcEndpoint)
        handlers["DeleteDhcpOptions"] = operationHandler(service.deleteDhcpOptions)
        handlers["DeleteInternetGateway"] = operationHandler(service.deleteInternetGateway)
        handlers["DeleteKeyPair"] = operationHandler(service.deleteKeyPair)
        handlers["DeleteLaunchTemplate"] = operationHandler(service.deleteLaunchTemplate)
        handlers["DeleteLaunchTemplateVersions"] = operationHandler(service.deleteLaunchTemplateVersions)
        handlers["DeleteManagedPrefixList"] = operationHandler(service.deleteManagedPrefixList)
        handlers["DeleteNatGateway"] = operationHandler(service.deleteNatGateway)
        handlers["DeleteNetworkAcl"] = operationHandler(service.deleteNetworkAcl)
        handlers["DeleteNetworkAclEntry"] = operationHandler(service.deleteNetworkAclEntry)
        handlers["DeleteNetworkInterface"] = operationHandler(service.deleteNetworkInterface)
        handlers["DeleteRoute"] = operationHandler(service.deleteRoute)
        handlers["DeleteRouteTable"] = operationHandler(service.deleteRouteTable)
        handlers["DeleteSecurityGroup"] = operationHandler(service.deleteSecurityGroup)
        handlers["DeleteSubnet"] = operationHandler(service.deleteSubnet)
        handlers["DeleteTags"] = operationHandler(service.deleteTags)
        handlers["DeleteVolume"] = operationHandler(service.deleteVolume)
        handlers["DeleteVpc"] = operationHandler(service.deleteVpc)
        handlers["DeleteVpcEndpoints"] = operationHandler(service.deleteVpcEndpoints)
        handlers["DescribeAccountAttributes"] = operationHandler(service.describeAccountAttributes)
        handlers["DescribeAddresses"] = operationHandler(service.describeAddresses)
        handlers["DescribeAddressesAttribute"] = operationHandler(service.describeAddressesAttribute)
        handlers["DescribeAvailabilityZones"] = operationHandler(service.describeAvailabilityZones)
        handlers["DescribeDhcpOptions"] = operationHandler(service.describeDhcpOptions)
        handlers["DescribeImages"] = operationHandler(service.describeImages)
        handlers["DescribeInstanceAttribute"] = operationHandler(service.describeInstanceAttribute)
        handlers["DescribeInstanceCreditSpecifications"] = operationHandler(service.describeInstanceCreditSpecifications)
        handlers["DescribeInstanceStatus"] = operationHandler(service.describeInstanceStatus)
        handlers["DescribeInstanceTypeOfferings"] = operationHandler(service.describeInstanceTypeOfferings)
        handlers["DescribeInstanceTypes"] = operationHandler(service.describeInstanceTypes)
        handlers["DescribeInstances"] = operationHandler(service.describeInstances)
        handlers["DescribeInternetGateways"] = operationHandler(service.describeInternetGateways)
        handlers["DescribeKeyPairs"] = operationHandler(service.describeKeyPairs)
        handlers["DescribeLaunchTemplateVersions"] = operationHandler(service.describeLaunchTemplateVersions)
        handlers["DescribeLaunchTemplates"] = operationHandler(service.describeLaunchTemplates)
        handlers["DescribeManagedPrefixLists"] = operationHandler(service.describeManagedPrefixLists)
        handlers["DescribeNatGateways"] = operationHandler(service.describeNatGateways)
        handlers["DescribeNetworkAcls"] = operationHandler(service.describeNetworkAcls)
        handlers["DescribeNetworkInterfaceAttribute"] = operationHandler(service.describeNetworkInterfaceAttribute)
        handlers["DescribeNetworkInterfaces"] = operationHandler(service.describeNetworkInterfaces)
        handlers["DescribePrefixLists"] = operationHandler(service.describePrefixLists)
        handlers["DescribeRegions"] = operationHandler(service.describeRegions)
        handlers["DescribeRouteTables"] = operationHandler(service.describeRouteTables)
        handlers["DescribeSecurityGroupReferences"] = operationHandler(service.describeSecurityGroupReferences)
        handlers["DescribeSecurityGroupRules"] = operationHandler(service.describeSecurityGroupRules)
        handlers["DescribeSecurityGroups"] = operationHandler(service.describeSecurityGroups)
        handlers["DescribeStaleSecurityGroups"] = operationHandler(service.describeStaleSecurityGroups)
        handlers["DescribeSubnets"] = operationHandler(service.describeSubnets)
        handlers["DescribeTags"] = operationHandler(service.describeTags)
        handlers["DescribeVolumes"] = operationHandler(service.describeVolumes)
        handlers["DescribeVpcAttribute"] = operationHandler(service.describeVpcAttribute)
        handlers["DescribeVpcEndpointServices"] = operationHandler(service.describeVpcEndpointServices)
        handlers["DescribeVpcEndpoints"] = operationHandler(service.describeVpcEndpoints)
        handlers["DescribeVpcs"] = operationHandler(service.describeVpcs)
        handlers["DetachInternetGateway"] = operationHandler(service.detachInternetGateway)
        handlers["DetachNetworkInterface"] = operationHandler(service.detachNetworkInterface)
        handlers["DetachVolume"] = operationHandler(service.detachVolume)
        handlers["DisassociateAddress"] = operationHandler(service.disassociateAddress)
        handlers["DisassociateRouteTable"] = operationHandler(service.disassociateRouteTable)
        handlers["DisassociateVpcCidrBlock"] = operationHandler(service.disassociateVpcCidrBlock)
        handlers["GetConsoleOutput"] = operationHandler(service.getConsoleOutput)
        handlers["GetManagedPrefixListEntries"] = operationHandler(service.getManagedPrefixListEntries)
        handlers["GetSecurityGroupsForVpc"] = operationHandler(service.getSecurityGroupsForVpc)
        handlers["ImportKeyPair"] = operationHandler(service.importKeyPair)
        handlers["ModifyAddressAttribute"] = operationHandler(service.modifyAddressAttribute)
        handlers["ModifyInstanceAttribute"] = operationHandler(service.modifyInstanceAttribute)
        handlers["ModifyInstanceCreditSpecification"] = operationHandler(service.modifyInstanceCreditSpecification)
        handlers["ModifyInstanceMetadataOptions"] = operationHandler(service.modifyInstanceMetadataOptions)
        handlers["ModifyLaunchTemplate"] = operationHandler(service.modifyLaunchTemplate)
        handlers["ModifyManagedPrefixList"] = operationHandler(service.modifyManagedPrefixList)
        handlers["ModifyNetworkInterfaceAttribute"] = operationHandler(service.modifyNetworkInterfaceAttribute)
        handlers["ModifySecurityGroupRules"] = operationHandler(service.modifySecurityGroupRules)
        handlers["ModifySubnetAttribute"] = operationHandler(service.modifySubnetAttribute)
        handlers["ModifyVpcAttribute"] = operationHandler(service.modifyVpcAttribute)
        handlers["ModifyVpcEndpoint"] = operationHandler(service.modifyVpcEndpoint)
        handlers["ModifyVpcTenancy"] = operationHandler(service.modifyVpcTenancy)
        handlers["MonitorInstances"] = operationHandler(service.monitorInstances)
        handlers["RebootInstances"] = operationHandler(service.rebootInstances)
        handlers["ReleaseAddress"] = operationHandler(service.releaseAddress)
        handlers["ReplaceNetworkAclAssociation"] = operationHandler(service.replaceNetworkAclAssociation)
        handlers["ReplaceNetworkAclEntry"] = operationHandler(service.replaceNetworkAclEntry)
        handlers["ReplaceRoute"] = operationHandler(service.replaceRoute)
        handlers["ReplaceRouteTableAssociation"] = operationHandler(service.replaceRouteTableAssociation)
        handlers["ResetAddressAttribute"] = operationHandler(service.resetAddressAttribute)
        handlers["ResetNetworkInterfaceAttribute"] = operationHandler(service.resetNetworkInterfaceAttribute)
        handlers["RevokeSecurityGroupEgress"] = operationHandler(service.revokeSecurityGroupEgress)
        handlers["RevokeSecurityGroupIngress"] = operationHandler(service.revokeSecurityGroupIngress)
        handlers["RunInstances"] = operationHandler(service.runInstances)
        handlers["StartInstances"] = operationHandler(service.startInstances)
        handlers["StopInstances"] = operationHandler(service.stopInstances)
        handlers["TerminateInstances"] = operationHandler(service.terminateInstances)
        handlers["UnassignPrivateIpAddresses"] = operationHandler(service.unassignPrivateIpAddresses)
        handlers["UnmonitorInstances"] = operationHandler(service.unmonitorInstances)
        handlers["UpdateSecurityGroupRuleDescriptionsEgress"] = operationHandler(service.updateSecurityGroupRuleDescriptionsEgress)
        handlers["UpdateSecurityGroupRuleDescriptionsIngress"] = operationHandler(service.updateSecurityGroupRuleDescriptionsIngress)
        return handlers
    }
}
