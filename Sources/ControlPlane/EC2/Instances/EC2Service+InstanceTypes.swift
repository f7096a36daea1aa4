package import AWSWire
import EC2Core
package import EC2Model
import Shapes

/// Types of instances.
extension EC2Service {
    package func describeInstanceTypes(
        _ input: EC2API.DescribeInstanceTypesRequest, _ context: RequestContext
    ) async throws -> EC2API.DescribeInstanceTypesResult {
        let names = (input.instanceTypes ?? []).map(\.rawValue)
        let unknown = names.filter { InstanceTypeTable.entry($0) == nil }
        guard unknown.isEmpty else { throw AWSError.noSuchInstanceTypes(unknown) }
        let holds = try FilterTable<InstanceTypeEntry>.instanceTypes.predicate(input.filters)
        let entries = InstanceTypeTable.all.filter {
            (names.isEmpty || names.contains($0.name)) && holds($0)
        }
        let page = try page(
            entries, by: \.name, token: input.nextToken, limit: input.maxResults,
            maximum: 100, scope: context.ec2Scope,
            purpose: ["DescribeInstanceTypes"] + names + Self.purpose(of: input.filters))
        return EC2API.DescribeInstanceTypesResult {
            $0.instanceTypes = page.items.compactMap(\.info)
            $0.nextToken = page.next
        }
    }

    package func describeInstanceTypeOfferings(
        _ input: EC2API.DescribeInstanceTypeOfferingsRequest, _ context: RequestContext
    ) async throws -> EC2API.DescribeInstanceTypeOfferingsResult {
        let zones = EC2Regions.zones(of: context.region)
        let kind = input.locationType ?? .region
        let locations: [String] =
            switch kind {
            case .region: [context.region]
            case .availabilityZone: zones.map(\.name)
            case .availabilityZoneId: zones.map(\.id)
            case .outpost: []
            }
        let offerings = InstanceTypeTable.all.flatMap { entry in
            locations.map { Offering(type: entry.name, location: $0) }
        }
        let table = FilterTable<Offering>([
            "instance-type": { [$0.type] }, "location": { [$0.location] },
        ])
        let holds = try table.predicate(input.filters)
        let page = try page(
            offerings.filter(holds).sorted { $0.name < $1.name }, by: \.name,
            token: input.nextToken, limit: input.maxResults, scope: context.ec2Scope,
            purpose: ["DescribeInstanceTypeOfferings", kind.rawValue]
                + Self.purpose(of: input.filters))
        return EC2API.DescribeInstanceTypeOfferingsResult {
            $0.instanceTypeOfferings = page.items.map { offering in
                EC2API.InstanceTypeOffering {
                    $0.instanceType = EC2API.InstanceType(rawValue: offering.type)
                    $0.locationType = kind
                    $0.location = offering.location
                }
            }
            $0.nextToken = page.next
        }
    }
}

/// A type where it is to be had.
private struct Offering: Sendable {
    var type: String
    var location: String
    var name: String { "\(type) \(location)" }
}

extension FilterTable where Item == InstanceTypeEntry {
    /// The filters of DescribeInstanceTypes, those that say anything here.
    fileprivate static var instanceTypes: FilterTable {
        FilterTable([
            "auto-recovery-supported": { _ in ["false"] },
            "bare-metal": { _ in ["false"] },
            "burstable-performance-supported": { [String($0.isBurstable)] },
            "current-generation": { [String($0.isCurrent)] },
            "dedicated-hosts-supported": { _ in ["false"] },
            "ebs-info.ebs-optimized-support": { [$0.isNitro ? "default" : "unsupported"] },
            "ebs-info.encryption-support": { _ in ["supported"] },
            "ebs-info.nvme-support": { [$0.isNitro ? "required" : "unsupported"] },
            "free-tier-eligible": { [String($0.name == "t2.micro" || $0.name == "t3.micro")] },
            "hibernation-supported": { _ in ["false"] },
            "hypervisor": { [$0.isNitro ? "nitro" : "xen"] },
            "instance-storage-supported": { _ in ["false"] },
            "instance-type": { [$0.name] },
            "memory-info.size-in-mib": { [String($0.memoryMiB)] },
            "network-info.ena-support": { [$0.isNitro ? "required" : "unsupported"] },
            "network-info.efa-supported": { _ in ["false"] },
            "network-info.ipv4-addresses-per-interface": { [String($0.addressesPerInterface)] },
            "network-info.ipv6-supported": { _ in ["false"] },
            "network-info.maximum-network-interfaces": { [String($0.interfaces)] },
            "network-info.network-performance": { [$0.network] },
            "processor-info.supported-architecture": { [$0.architecture] },
            "processor-info.sustained-clock-speed-in-ghz": { [String($0.clockGHz)] },
            "supported-boot-mode": { _ in ["legacy-bios"] },
            "supported-root-device-type": { _ in ["ebs"] },
            "supported-usage-class": { _ in ["on-demand"] },
            "supported-virtualization-type": { _ in ["hvm"] },
            "vcpu-info.default-cores": { [String($0.cores)] },
            "vcpu-info.default-threads-per-core": { [String($0.threadsPerCore)] },
            "vcpu-info.default-vcpus": { [String($0.vcpus)] },
        ])
    }
}
