package import EC2Model
package import Networking
import Shapes

extension SubnetRecord {
    /// Addresses that are nobody's: the base, the router, the resolver, one for later, broadcast.
    package static let reservedAddresses = 5

    /// Its block; records hold none that is not one.
    package var block: IPv4Subnet? { IPv4Subnet(cidr) }

    /// How many addresses interfaces can have at all.
    package var capacity: Int {
        block.map { (1 << (32 - $0.prefixLength)) - Self.reservedAddresses } ?? 0
    }

    /// `use1-az1`.
    package func zoneID(in scope: EC2Scope) -> String? {
        EC2Regions.zones(of: scope.region).first { $0.name == zone }?.id
    }

    /// The subnet as DescribeSubnets shows it.
    ///
    /// - Parameter used: How many of its addresses are interfaces'.
    package func described(in scope: EC2Scope, used: Int) -> EC2API.Subnet {
        EC2API.Subnet {
            $0.subnetId = id
            $0.subnetArn = scope.arn(.subnets, id)
            $0.ownerId = scope.account
            $0.vpcId = vpc
            $0.state = .available
            $0.cidrBlock = cidr
            $0.availabilityZone = zone
            $0.availabilityZoneId = zoneID(in: scope)
            $0.availableIpAddressCount = max(0, capacity - used)
            $0.defaultForAz = isDefault
            $0.mapPublicIpOnLaunch = mapsPublicAddress
            $0.mapCustomerOwnedIpOnLaunch = false
            $0.assignIpv6AddressOnCreation = false
            $0.ipv6CidrBlockAssociationSet = []
            $0.ipv6Native = false
            $0.enableDns64 = false
            $0.privateDnsNameOptionsOnLaunch = EC2API.PrivateDnsNameOptionsOnLaunch {
                $0.hostnameType = EC2API.HostnameType(rawValue: hostNameType)
                $0.enableResourceNameDnsARecord = hasResourceNameRecord
                $0.enableResourceNameDnsAAAARecord = false
            }
            $0.tags = tags.described
        }
    }

    /// What DescribeSubnets selects by.
    package static func filters(
        in scope: EC2Scope, used: @escaping @Sendable (SubnetRecord) -> Int
    ) -> FilterTable<SubnetRecord> {
        var fields: [String: FilterTable<SubnetRecord>.Field] = [
            "available-ip-address-count": { [String(max(0, $0.capacity - used($0)))] },
            "customer-owned-ipv4-pool": { _ in [] },
            "enable-dns64": { _ in ["false"] },
            "enable-lni-at-device-index": { _ in [] },
            "ipv6-cidr-block-association.association-id": { _ in [] },
            "ipv6-cidr-block-association.ipv6-cidr-block": { _ in [] },
            "ipv6-cidr-block-association.state": { _ in [] },
            "ipv6-native": { _ in ["false"] },
            "map-customer-owned-ip-on-launch": { _ in ["false"] },
            "map-public-ip-on-launch": { [String($0.mapsPublicAddress)] },
            "outpost-arn": { _ in [] },
            "owner-id": { _ in [scope.account] },
            "private-dns-name-options-on-launch.enable-resource-name-dns-a-record": {
                [String($0.hasResourceNameRecord)]
            },
            "private-dns-name-options-on-launch.enable-resource-name-dns-aaaa-record": { _ in
                ["false"]
            },
            "private-dns-name-options-on-launch.hostname-type": { [$0.hostNameType] },
            "state": { _ in ["available"] },
            "subnet-arn": { [scope.arn(.subnets, $0.id)] },
            "subnet-id": { [$0.id] },
            "vpc-id": { [$0.vpc] },
        ]
        // Some members have several names.
        for name in ["availability-zone", "availabilityZone"] { fields[name] = { [$0.zone] } }
        for name in ["availability-zone-id", "availabilityZoneId"] {
            fields[name] = { [$0.zoneID(in: scope) ?? ""] }
        }
        for name in ["cidr", "cidrBlock", "cidr-block"] { fields[name] = { [$0.cidr] } }
        for name in ["default-for-az", "defaultForAz"] {
            fields[name] = { [String($0.isDefault)] }
        }
        return FilterTable(fields, tags: { $0.tags ?? [] })
    }
}
