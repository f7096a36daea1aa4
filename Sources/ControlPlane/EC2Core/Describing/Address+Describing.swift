package import EC2Model
import Shapes

extension AddressRecord {
    /// The address as DescribeAddresses shows it.
    package func described(in scope: EC2Scope) -> EC2API.Address {
        EC2API.Address {
            $0.allocationId = id
            $0.publicIp = publicAddress
            $0.domain = .vpc
            $0.publicIpv4Pool = "amazon"
            $0.networkBorderGroup = scope.region
            $0.associationId = association
            $0.instanceId = instance
            $0.networkInterfaceId = interface
            $0.networkInterfaceOwnerId = interface == nil ? nil : scope.account
            $0.privateIpAddress = privateAddress
            $0.tags = tags.described
        }
    }

    /// The address as DescribeAddressesAttribute shows it.
    package var attributes: EC2API.AddressAttribute {
        EC2API.AddressAttribute {
            $0.allocationId = id
            $0.publicIp = publicAddress
            $0.ptrRecord = domainName
        }
    }

    /// What DescribeAddresses selects by.
    package static func filters(in scope: EC2Scope) -> FilterTable<AddressRecord> {
        FilterTable(
            [
                "allocation-id": { [$0.id] },
                "association-id": { [$0.association].compactMap { $0 } },
                "domain": { _ in ["vpc"] },
                "instance-id": { [$0.instance].compactMap { $0 } },
                "network-border-group": { _ in [scope.region] },
                "network-interface-id": { [$0.interface].compactMap { $0 } },
                "network-interface-owner-id": { $0.interface == nil ? [] : [scope.account] },
                "private-ip-address": { [$0.privateAddress].compactMap { $0 } },
                "public-ip": { [$0.publicAddress] },
            ], tags: { $0.tags ?? [] })
    }

    /// Takes it from whatever it is associated with.
    package mutating func disassociate() {
        association = nil
        interface = nil
        instance = nil
        natGateway = nil
        privateAddress = nil
    }
}
