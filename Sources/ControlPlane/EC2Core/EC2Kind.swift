/// The folders that records stand in, under `/ec2/<account>/<region>/`: one for each kind of
/// resource. A new kind is a case here, its row in ``names``, and its type in ``type``.
package enum EC2Kind: String, Sendable, CaseIterable {
    case addresses
    case dhcpOptions = "dhcp-options"
    case interfaces = "network-interfaces"
    case instances
    case internetGateways = "internet-gateways"
    case keyPairs = "key-pairs"
    case launchTemplates = "launch-templates"
    case natGateways = "nat-gateways"
    case networkACLs = "network-acls"
    case prefixLists = "prefix-lists"
    case routeTables = "route-tables"
    /// They stand in their groups' records.
    case securityGroupRules = "security-group-rules"
    case securityGroups = "security-groups"
    case subnets
    case volumes
    case vpcEndpoints = "vpc-endpoints"
    case vpcs

    // No resources by themselves.

    /// ``MachineAddressRecord``
    case machineAddresses = "machine-addresses"
    /// ``SubnetAddressRecord``, under the subnet's id
    case subnetAddresses = "subnet-addresses"
    /// ``ClaimedNameRecord``
    case claimedNames = "claimed-names"
    /// ``ConsoleRecord``
    case consoles
    /// Installation-wide: ``HostRecord``
    case hosts
    /// ``LaunchTemplateVersionRecord``
    case launchTemplateVersions = "launch-template-versions"
    /// ``MachineRecord``
    case machines
    /// ``MachineStateRecord``
    case machineStates = "machine-states"
    /// ``ScopeRecord``
    case scope
    /// ``LinkRecord``
    case links
    /// ``EC2Token``
    case tokens
    /// Installation-wide: ``NetworkIdentifierRecord``
    case networkIdentifiers = "network-identifiers"
    /// Installation-wide: ``PublicAddressRecord``
    case publicAddresses = "public-addresses"

    /// What the API says for a kind of resource.
    package struct Names: Sendable {
        /// `vpc` of `vpc-…`.
        package var prefix: String
        /// As it is named in tag specifications, and in ARNs.
        package var resourceType: String
        /// `VpcID` of `InvalidVpcID.NotFound`.
        package var code: String
        /// As it is named in messages: `vpc ID`.
        package var noun: String
        /// The last part of the error's code for ids of the wrong form.
        package var malformed = "Malformed"
        /// Hexadecimal digits of an id; 0 for ids that are not made of them.
        package var digits = 17

        package init(
            _ prefix: String, _ resourceType: String, code: String, noun: String
        ) {
            self.prefix = prefix
            self.resourceType = resourceType
            self.code = code
            self.noun = noun
        }
    }

    /// Nil for what is no resource by itself.
    package var names: Names? {
        switch self {
        case .addresses:
            Names("eipalloc", "elastic-ip", code: "AllocationID", noun: "allocation ID")
        case .dhcpOptions:
            Names("dopt", "dhcp-options", code: "DhcpOptionID", noun: "dhcpOption ID")
        case .interfaces:
            Names(
                "eni", "network-interface", code: "NetworkInterfaceID",
                noun: "networkInterface ID")
        case .instances: Names("i", "instance", code: "InstanceID", noun: "instance ID")
        case .internetGateways:
            Names(
                "igw", "internet-gateway", code: "InternetGatewayID", noun: "internetGateway ID")
        case .keyPairs: Names("key", "key-pair", code: "KeyPair", noun: "key pair")
        case .launchTemplates:
            Names("lt", "launch-template", code: "LaunchTemplateId", noun: "launch template")
        case .natGateways: Names("nat", "natgateway", code: "NatGatewayID", noun: "NatGateway")
        case .networkACLs: Names("acl", "network-acl", code: "NetworkAclID", noun: "networkAcl ID")
        case .prefixLists:
            Names("pl", "prefix-list", code: "PrefixListID", noun: "prefix list ID")
        case .routeTables: Names("rtb", "route-table", code: "RouteTableID", noun: "routeTable ID")
        case .securityGroupRules:
            Names(
                "sgr", "security-group-rule", code: "SecurityGroupRuleId",
                noun: "security group rule ID")
        case .securityGroups:
            Names("sg", "security-group", code: "Group", noun: "security group")
        case .subnets: Names("subnet", "subnet", code: "SubnetID", noun: "subnet ID")
        case .vpcEndpoints:
            Names("vpce", "vpc-endpoint", code: "VpcEndpointId", noun: "Vpc Endpoint Id")
        case .volumes: Names("vol", "volume", code: "Volume", noun: "volume")
        case .vpcs: Names("vpc", "vpc", code: "VpcID", noun: "vpc ID")
        case .claimedNames, .consoles, .hosts, .launchTemplateVersions, .machines, .machineStates,
            .scope, .links, .tokens, .networkIdentifiers, .publicAddresses,
            .machineAddresses, .subnetAddresses:
            nil
        }
    }

    /// What the folder's records are.
    package var type: any EC2Record.Type {
        switch self {
        case .addresses: AddressRecord.self
        case .dhcpOptions: DHCPOptionsRecord.self
        case .interfaces: InterfaceRecord.self
        case .instances: InstanceRecord.self
        case .internetGateways: InternetGatewayRecord.self
        case .keyPairs: KeyPairRecord.self
        case .launchTemplates: LaunchTemplateRecord.self
        case .natGateways: NATGatewayRecord.self
        case .networkACLs: NetworkACLRecord.self
        case .prefixLists: PrefixListRecord.self
        case .routeTables: RouteTableRecord.self
        case .securityGroupRules: SecurityGroupRuleRecord.self
        case .securityGroups: SecurityGroupRecord.self
        case .subnets: SubnetRecord.self
        case .vpcEndpoints: VPCEndpointRecord.self
        case .volumes: VolumeRecord.self
        case .vpcs: VPCRecord.self
        case .machineAddresses: MachineAddressRecord.self
        case .claimedNames: ClaimedNameRecord.self
        case .consoles: ConsoleRecord.self
        case .hosts: HostRecord.self
        case .launchTemplateVersions: LaunchTemplateVersionRecord.self
        case .machines: MachineRecord.self
        case .machineStates: MachineStateRecord.self
        case .scope: ScopeRecord.self
        case .links: LinkRecord.self
        case .subnetAddresses: SubnetAddressRecord.self
        case .tokens: EC2Token.self
        case .networkIdentifiers: NetworkIdentifierRecord.self
        case .publicAddresses: PublicAddressRecord.self
        }
    }

    package var resourceType: String? { names?.resourceType }

    /// The kind that an id is of, by what stands before its last hyphen.
    package init?(ofID id: String) {
        guard let hyphen = id.lastIndex(of: "-") else { return nil }
        let prefix = id[..<hyphen]
        guard
            let kind = Self.allCases.first(where: { kind in
                kind.names.map { $0.prefix == prefix } ?? false
            })
        else { return nil }
        self = kind
    }

    /// The kind that is called so in tag specifications.
    package init?(resourceType: String) {
        guard let kind = Self.allCases.first(where: { $0.resourceType == resourceType }) else {
            return nil
        }
        self = kind
    }

    /// An id of this kind from random hexadecimal digits, at least 17 of them.
    package func id(_ digits: String) -> String {
        guard let names else { return digits }
        return EC2ID.make(names.prefix, digits)
    }
}

/// How ids are formed.
package enum EC2ID {
    /// Digits of an id.
    package static let digits = 17

    /// `prefix-` and the first 17 of the digits; also for what is no resource by itself, such as
    /// `rtbassoc`.
    package static func make(_ prefix: String, _ digits: String) -> String {
        "\(prefix)-\(digits.prefix(Self.digits))"
    }

    /// Whether text reads `prefix-` and 8 or 17 hexadecimal digits in lower case.
    package static func isWellFormed(_ id: String, _ prefix: String) -> Bool {
        guard id.hasPrefix(prefix + "-") else { return false }
        let digits = id.utf8.dropFirst(prefix.utf8.count + 1)
        return (digits.count == Self.digits || digits.count == 8)
            && digits.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
    }
}
