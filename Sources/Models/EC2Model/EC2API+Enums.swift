// Generated from Models/aws/ec2.json by `make models`; do not edit.
// swift-format-ignore-file

import Shapes

extension EC2API {
    /// `AccountAttributeName` of the model.
    package enum AccountAttributeName: String, ShapeEnum, CaseIterable {
        case supportedPlatforms = "supported-platforms"
        case defaultVpc = "default-vpc"
    }
    /// `AddressAttributeName` of the model.
    package enum AddressAttributeName: String, ShapeEnum, CaseIterable {
        case domainName = "domain-name"
    }
    /// `AttachmentStatus` of the model.
    package enum AttachmentStatus: String, ShapeEnum, CaseIterable {
        case attaching = "attaching"
        case attached = "attached"
        case detaching = "detaching"
        case detached = "detached"
        case available = "available"
    }
    /// `AutoProvisionZonesState` of the model.
    package enum AutoProvisionZonesState: String, ShapeEnum, CaseIterable {
        case enabled = "enabled"
        case disabled = "disabled"
    }
    /// `AutoScalingIpsState` of the model.
    package enum AutoScalingIpsState: String, ShapeEnum, CaseIterable {
        case enabled = "enabled"
        case disabled = "disabled"
    }
    /// `AvailabilityMode` of the model.
    package enum AvailabilityMode: String, ShapeEnum, CaseIterable {
        case zonal = "zonal"
        case regional = "regional"
    }
    /// `AvailabilityZoneOptInStatus` of the model.
    package enum AvailabilityZoneOptInStatus: String, ShapeEnum, CaseIterable {
        case optInNotRequired = "opt-in-not-required"
        case optedIn = "opted-in"
        case notOptedIn = "not-opted-in"
    }
    /// `AvailabilityZoneState` of the model.
    package enum AvailabilityZoneState: String, ShapeEnum, CaseIterable {
        case available = "available"
        case information = "information"
        case impaired = "impaired"
        case unavailable = "unavailable"
        case constrained = "constrained"
    }
    /// `BlockPublicAccessMode` of the model.
    package enum BlockPublicAccessMode: String, ShapeEnum, CaseIterable {
        case off = "off"
        case blockBidirectional = "block-bidirectional"
        case blockIngress = "block-ingress"
    }
    /// `ConnectivityType` of the model.
    package enum ConnectivityType: String, ShapeEnum, CaseIterable {
        case `private` = "private"
        case `public` = "public"
    }
    /// `DnsNameState` of the model.
    package enum DnsNameState: String, ShapeEnum, CaseIterable {
        case pendingVerification = "pendingVerification"
        case verified = "verified"
        case failed = "failed"
    }
    /// `DnsRecordIpType` of the model.
    package enum DnsRecordIpType: String, ShapeEnum, CaseIterable {
        case ipv4 = "ipv4"
        case dualstack = "dualstack"
        case ipv6 = "ipv6"
        case serviceDefined = "service-defined"
    }
    /// `DomainType` of the model.
    package enum DomainType: String, ShapeEnum, CaseIterable {
        case vpc = "vpc"
        case standard = "standard"
    }
    /// `HostnameType` of the model.
    package enum HostnameType: String, ShapeEnum, CaseIterable {
        case ipName = "ip-name"
        case resourceName = "resource-name"
    }
    /// `IpAddressType` of the model.
    package enum IpAddressType: String, ShapeEnum, CaseIterable {
        case ipv4 = "ipv4"
        case dualstack = "dualstack"
        case ipv6 = "ipv6"
    }
    /// `IpSource` of the model.
    package enum IpSource: String, ShapeEnum, CaseIterable {
        case amazon = "amazon"
        case byoip = "byoip"
        case none = "none"
    }
    /// `Ipv6AddressAttribute` of the model.
    package enum Ipv6AddressAttribute: String, ShapeEnum, CaseIterable {
        case `public` = "public"
        case `private` = "private"
    }
    /// `NatGatewayAddressStatus` of the model.
    package enum NatGatewayAddressStatus: String, ShapeEnum, CaseIterable {
        case assigning = "assigning"
        case unassigning = "unassigning"
        case associating = "associating"
        case disassociating = "disassociating"
        case succeeded = "succeeded"
        case failed = "failed"
    }
    /// `NatGatewayApplianceModifyState` of the model.
    package enum NatGatewayApplianceModifyState: String, ShapeEnum, CaseIterable {
        case modifying = "modifying"
        case completed = "completed"
        case failed = "failed"
    }
    /// `NatGatewayApplianceState` of the model.
    package enum NatGatewayApplianceState: String, ShapeEnum, CaseIterable {
        case attaching = "attaching"
        case attached = "attached"
        case detaching = "detaching"
        case detached = "detached"
        case attachFailed = "attach-failed"
        case detachFailed = "detach-failed"
    }
    /// `NatGatewayApplianceType` of the model.
    package enum NatGatewayApplianceType: String, ShapeEnum, CaseIterable {
        case networkFirewallProxy = "network-firewall-proxy"
    }
    /// `NatGatewayState` of the model.
    package enum NatGatewayState: String, ShapeEnum, CaseIterable {
        case pending = "pending"
        case failed = "failed"
        case available = "available"
        case deleting = "deleting"
        case deleted = "deleted"
    }
    /// `NetworkInterfaceAttribute` of the model.
    package enum NetworkInterfaceAttribute: String, ShapeEnum, CaseIterable {
        case description = "description"
        case groupSet = "groupSet"
        case sourceDestCheck = "sourceDestCheck"
        case attachment = "attachment"
        case associatePublicIpAddress = "associatePublicIpAddress"
    }
    /// `NetworkInterfaceCreationType` of the model.
    package enum NetworkInterfaceCreationType: String, ShapeEnum, CaseIterable {
        case efa = "efa"
        case efaOnly = "efa-only"
        case branch = "branch"
        case trunk = "trunk"
    }
    /// `NetworkInterfaceStatus` of the model.
    package enum NetworkInterfaceStatus: String, ShapeEnum, CaseIterable {
        case available = "available"
        case associated = "associated"
        case attaching = "attaching"
        case inUse = "in-use"
        case detaching = "detaching"
    }
    /// `NetworkInterfaceType` of the model.
    package enum NetworkInterfaceType: String, ShapeEnum, CaseIterable {
        case interface = "interface"
        case natGateway = "nat_gateway"
        case efa = "efa"
        case efaOnly = "efa-only"
        case trunk = "trunk"
        case loadBalancer = "load_balancer"
        case networkLoadBalancer = "network_load_balancer"
        case vpcEndpoint = "vpc_endpoint"
        case branch = "branch"
        case transitGateway = "transit_gateway"
        case lambda = "lambda"
        case quicksight = "quicksight"
        case globalAcceleratorManaged = "global_accelerator_managed"
        case apiGatewayManaged = "api_gateway_managed"
        case gatewayLoadBalancer = "gateway_load_balancer"
        case gatewayLoadBalancerEndpoint = "gateway_load_balancer_endpoint"
        case iotRulesManaged = "iot_rules_managed"
        case awsCodestarConnectionsManaged = "aws_codestar_connections_managed"
    }
    /// `PayerResponsibility` of the model.
    package enum PayerResponsibility: String, ShapeEnum, CaseIterable {
        case serviceOwner = "ServiceOwner"
    }
    /// `PrefixListState` of the model.
    package enum PrefixListState: String, ShapeEnum, CaseIterable {
        case createInProgress = "create-in-progress"
        case createComplete = "create-complete"
        case createFailed = "create-failed"
        case modifyInProgress = "modify-in-progress"
        case modifyComplete = "modify-complete"
        case modifyFailed = "modify-failed"
        case restoreInProgress = "restore-in-progress"
        case restoreComplete = "restore-complete"
        case restoreFailed = "restore-failed"
        case deleteInProgress = "delete-in-progress"
        case deleteComplete = "delete-complete"
        case deleteFailed = "delete-failed"
    }
    /// `ResourceType` of the model.
    package enum ResourceType: String, ShapeEnum, CaseIterable {
        case capacityReservation = "capacity-reservation"
        case clientVpnEndpoint = "client-vpn-endpoint"
        case customerGateway = "customer-gateway"
        case carrierGateway = "carrier-gateway"
        case coipPool = "coip-pool"
        case declarativePoliciesReport = "declarative-policies-report"
        case dedicatedHost = "dedicated-host"
        case dhcpOptions = "dhcp-options"
        case egressOnlyInternetGateway = "egress-only-internet-gateway"
        case elasticIp = "elastic-ip"
        case elasticGpu = "elastic-gpu"
        case exportImageTask = "export-image-task"
        case exportInstanceTask = "export-instance-task"
        case fleet = "fleet"
        case fpgaImage = "fpga-image"
        case hostReservation = "host-reservation"
        case image = "image"
        case imageUsageReport = "image-usage-report"
        case importImageTask = "import-image-task"
        case importSnapshotTask = "import-snapshot-task"
        case instance = "instance"
        case instanceEventWindow = "instance-event-window"
        case internetGateway = "internet-gateway"
        case ipam = "ipam"
        case ipamPool = "ipam-pool"
        case ipamScope = "ipam-scope"
        case ipv4poolEc2 = "ipv4pool-ec2"
        case ipv6poolEc2 = "ipv6pool-ec2"
        case keyPair = "key-pair"
        case launchTemplate = "launch-template"
        case localGateway = "local-gateway"
        case localGatewayRouteTable = "local-gateway-route-table"
        case localGatewayVirtualInterface = "local-gateway-virtual-interface"
        case localGatewayVirtualInterfaceGroup = "local-gateway-virtual-interface-group"
        case localGatewayRouteTableVpcAssociation = "local-gateway-route-table-vpc-association"
        case localGatewayRouteTableVirtualInterfaceGroupAssociation = "local-gateway-route-table-virtual-interface-group-association"
        case natgateway = "natgateway"
        case networkAcl = "network-acl"
        case networkInterface = "network-interface"
        case networkInsightsAnalysis = "network-insights-analysis"
        case networkInsightsPath = "network-insights-path"
        case networkInsightsAccessScope = "network-insights-access-scope"
        case networkInsightsAccessScopeAnalysis = "network-insights-access-scope-analysis"
        case outpostLag = "outpost-lag"
        case placementGroup = "placement-group"
        case prefixList = "prefix-list"
        case replaceRootVolumeTask = "replace-root-volume-task"
        case reservedInstances = "reserved-instances"
        case routeTable = "route-table"
        case securityGroup = "security-group"
        case securityGroupRule = "security-group-rule"
        case serviceLinkVirtualInterface = "service-link-virtual-interface"
        case snapshot = "snapshot"
        case spotFleetRequest = "spot-fleet-request"
        case spotInstancesRequest = "spot-instances-request"
        case subnet = "subnet"
        case subnetCidrReservation = "subnet-cidr-reservation"
        case trafficMirrorFilter = "traffic-mirror-filter"
        case trafficMirrorSession = "traffic-mirror-session"
        case trafficMirrorTarget = "traffic-mirror-target"
        case transitGateway = "transit-gateway"
        case transitGatewayAttachment = "transit-gateway-attachment"
        case transitGatewayConnectPeer = "transit-gateway-connect-peer"
        case transitGatewayMulticastDomain = "transit-gateway-multicast-domain"
        case transitGatewayPolicyTable = "transit-gateway-policy-table"
        case transitGatewayMeteringPolicy = "transit-gateway-metering-policy"
        case transitGatewayRouteTable = "transit-gateway-route-table"
        case transitGatewayRouteTableAnnouncement = "transit-gateway-route-table-announcement"
        case volume = "volume"
        case vpc = "vpc"
        case vpcEndpoint = "vpc-endpoint"
        case vpcEndpointConnection = "vpc-endpoint-connection"
        case vpcEndpointService = "vpc-endpoint-service"
        case vpcEndpointServicePermission = "vpc-endpoint-service-permission"
        case vpcPeeringConnection = "vpc-peering-connection"
        case vpnConnection = "vpn-connection"
        case vpnGateway = "vpn-gateway"
        case vpcFlowLog = "vpc-flow-log"
        case capacityReservationFleet = "capacity-reservation-fleet"
        case trafficMirrorFilterRule = "traffic-mirror-filter-rule"
        case vpcEndpointConnectionDeviceType = "vpc-endpoint-connection-device-type"
        case verifiedAccessInstance = "verified-access-instance"
        case verifiedAccessGroup = "verified-access-group"
        case verifiedAccessEndpoint = "verified-access-endpoint"
        case verifiedAccessPolicy = "verified-access-policy"
        case verifiedAccessTrustProvider = "verified-access-trust-provider"
        case vpnConnectionDeviceType = "vpn-connection-device-type"
        case vpcBlockPublicAccessExclusion = "vpc-block-public-access-exclusion"
        case vpcEncryptionControl = "vpc-encryption-control"
        case routeServer = "route-server"
        case routeServerEndpoint = "route-server-endpoint"
        case routeServerPeer = "route-server-peer"
        case ipamResourceDiscovery = "ipam-resource-discovery"
        case ipamResourceDiscoveryAssociation = "ipam-resource-discovery-association"
        case instanceConnectEndpoint = "instance-connect-endpoint"
        case verifiedAccessEndpointTarget = "verified-access-endpoint-target"
        case ipamExternalResourceVerificationToken = "ipam-external-resource-verification-token"
        case capacityBlock = "capacity-block"
        case macModificationTask = "mac-modification-task"
        case ipamPrefixListResolver = "ipam-prefix-list-resolver"
        case ipamPolicy = "ipam-policy"
        case ipamPrefixListResolverTarget = "ipam-prefix-list-resolver-target"
        case secondaryInterface = "secondary-interface"
        case secondaryNetwork = "secondary-network"
        case secondarySubnet = "secondary-subnet"
        case capacityManagerDataExport = "capacity-manager-data-export"
        case vpnConcentrator = "vpn-concentrator"
        case ipamPoolAllocation = "ipam-pool-allocation"
    }
    /// `RouteOrigin` of the model.
    package enum RouteOrigin: String, ShapeEnum, CaseIterable {
        case createRouteTable = "CreateRouteTable"
        case createRoute = "CreateRoute"
        case enableVgwRoutePropagation = "EnableVgwRoutePropagation"
        case advertisement = "Advertisement"
    }
    /// `RouteState` of the model.
    package enum RouteState: String, ShapeEnum, CaseIterable {
        case active = "active"
        case blackhole = "blackhole"
        case filtered = "filtered"
    }
    /// `RouteTableAssociationStateCode` of the model.
    package enum RouteTableAssociationStateCode: String, ShapeEnum, CaseIterable {
        case associating = "associating"
        case associated = "associated"
        case disassociating = "disassociating"
        case disassociated = "disassociated"
        case failed = "failed"
    }
    /// `RuleAction` of the model.
    package enum RuleAction: String, ShapeEnum, CaseIterable {
        case allow = "allow"
        case deny = "deny"
    }
    /// `ServiceConnectivityType` of the model.
    package enum ServiceConnectivityType: String, ShapeEnum, CaseIterable {
        case ipv4 = "ipv4"
        case ipv6 = "ipv6"
    }
    /// `ServiceManaged` of the model.
    package enum ServiceManaged: String, ShapeEnum, CaseIterable {
        case alb = "alb"
        case nlb = "nlb"
        case rnat = "rnat"
        case rds = "rds"
    }
    /// `ServiceType` of the model.
    package enum ServiceType: String, ShapeEnum, CaseIterable {
        case interface = "Interface"
        case gateway = "Gateway"
        case gatewayLoadBalancer = "GatewayLoadBalancer"
    }
    /// `State` of the model.
    package enum State: String, ShapeEnum, CaseIterable {
        case pendingAcceptance = "pendingAcceptance"
        case pending = "pending"
        case available = "available"
        case deleting = "deleting"
        case deleted = "deleted"
        case rejected = "rejected"
        case failed = "failed"
        case expired = "expired"
        case partial = "partial"
    }
    /// `SubnetCidrBlockStateCode` of the model.
    package enum SubnetCidrBlockStateCode: String, ShapeEnum, CaseIterable {
        case associating = "associating"
        case associated = "associated"
        case disassociating = "disassociating"
        case disassociated = "disassociated"
        case failing = "failing"
        case failed = "failed"
    }
    /// `SubnetState` of the model.
    package enum SubnetState: String, ShapeEnum, CaseIterable {
        case pending = "pending"
        case available = "available"
        case unavailable = "unavailable"
        case failed = "failed"
        case failedInsufficientCapacity = "failed-insufficient-capacity"
    }
    /// `Tenancy` of the model.
    package enum Tenancy: String, ShapeEnum, CaseIterable {
        case `default` = "default"
        case dedicated = "dedicated"
        case host = "host"
    }
    /// `VpcAttributeName` of the model.
    package enum VpcAttributeName: String, ShapeEnum, CaseIterable {
        case enableDnsSupport = "enableDnsSupport"
        case enableDnsHostnames = "enableDnsHostnames"
        case enableNetworkAddressUsageMetrics = "enableNetworkAddressUsageMetrics"
    }
    /// `VpcCidrBlockStateCode` of the model.
    package enum VpcCidrBlockStateCode: String, ShapeEnum, CaseIterable {
        case associating = "associating"
        case associated = "associated"
        case disassociating = "disassociating"
        case disassociated = "disassociated"
        case failing = "failing"
        case failed = "failed"
    }
    /// `VpcEncryptionControlExclusionState` of the model.
    package enum VpcEncryptionControlExclusionState: String, ShapeEnum, CaseIterable {
        case enabling = "enabling"
        case enabled = "enabled"
        case disabling = "disabling"
        case disabled = "disabled"
    }
    /// `VpcEncryptionControlExclusionStateInput` of the model.
    package enum VpcEncryptionControlExclusionStateInput: String, ShapeEnum, CaseIterable {
        case enable = "enable"
        case disable = "disable"
    }
    /// `VpcEncryptionControlMode` of the model.
    package enum VpcEncryptionControlMode: String, ShapeEnum, CaseIterable {
        case monitor = "monitor"
        case enforce = "enforce"
    }
    /// `VpcEncryptionControlState` of the model.
    package enum VpcEncryptionControlState: String, ShapeEnum, CaseIterable {
        case enforceInProgress = "enforce-in-progress"
        case monitorInProgress = "monitor-in-progress"
        case enforceFailed = "enforce-failed"
        case monitorFailed = "monitor-failed"
        case deleting = "deleting"
        case deleted = "deleted"
        case available = "available"
        case creating = "creating"
        case deleteFailed = "delete-failed"
    }
    /// `VpcEndpointType` of the model.
    package enum VpcEndpointType: String, ShapeEnum, CaseIterable {
        case interface = "Interface"
        case gateway = "Gateway"
        case gatewayLoadBalancer = "GatewayLoadBalancer"
        case resource = "Resource"
        case serviceNetwork = "ServiceNetwork"
    }
    /// `VpcState` of the model.
    package enum VpcState: String, ShapeEnum, CaseIterable {
        case pending = "pending"
        case available = "available"
    }
    /// `VpcTenancy` of the model.
    package enum VpcTenancy: String, ShapeEnum, CaseIterable {
        case `default` = "default"
    }
}
