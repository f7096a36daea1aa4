package import AWSWire
import EC2Core
package import EC2Model
import Shapes

extension EC2Service {
    package func describeRegions(
        _ input: EC2API.DescribeRegionsRequest, _ context: RequestContext
    ) async throws -> EC2API.DescribeRegionsResult {
        var regions = EC2Regions.all
        // Any region can be signed for: the caller's own is one in any case.
        if !regions.contains(where: { $0.name == context.region }) {
            regions.append((context.region, false))
        }
        for name in input.regionNames ?? [] where !regions.contains(where: { $0.name == name }) {
            throw AWSError.invalidValue("Invalid region name \(name).")
        }
        let described = regions.sorted { $0.name < $1.name }.filter { region in
            if let names = input.regionNames, !names.isEmpty { return names.contains(region.name) }
            return input.allRegions == true || !region.needsOptIn || region.name == context.region
        }.map { region in
            EC2API.Region {
                $0.regionName = region.name
                $0.endpoint = "ec2.\(region.name).amazonaws.com"
                $0.optInStatus = region.needsOptIn ? "opted-in" : "opt-in-not-required"
            }
        }
        let table = FilterTable<EC2API.Region>([
            "endpoint": { [$0.endpoint ?? ""] },
            "opt-in-status": { [$0.optInStatus ?? ""] },
            "region-name": { [$0.regionName ?? ""] },
        ])
        let holds = try table.predicate(input.filters)
        return EC2API.DescribeRegionsResult { $0.regions = described.filter(holds) }
    }

    package func describeAvailabilityZones(
        _ input: EC2API.DescribeAvailabilityZonesRequest, _ context: RequestContext
    ) async throws -> EC2API.DescribeAvailabilityZonesResult {
        let region = context.region
        let zones = EC2Regions.zones(of: region)
        for name in input.zoneNames ?? [] where !zones.contains(where: { $0.name == name }) {
            throw AWSError.invalidValue("Invalid availability zone: [\(name)]")
        }
        for id in input.zoneIds ?? [] where !zones.contains(where: { $0.id == id }) {
            throw AWSError.invalidValue("Invalid availability zone-id: [\(id)]")
        }
        let table = FilterTable<EC2Zone>([
            "group-name": { _ in [region + "-zg-1"] },
            "message": { _ in [] },
            "opt-in-status": { _ in ["opt-in-not-required"] },
            "parent-zone-id": { _ in [] },
            "parent-zone-name": { _ in [] },
            "region-name": { _ in [region] },
            "state": { _ in ["available"] },
            "zone-id": { [$0.id] },
            "zone-name": { [$0.name] },
            "zone-type": { _ in ["availability-zone"] },
        ])
        let holds = try table.predicate(input.filters)
        let found = zones.filter { zone in
            let names = input.zoneNames ?? []
            let ids = input.zoneIds ?? []
            return (names.isEmpty || names.contains(zone.name))
                && (ids.isEmpty || ids.contains(zone.id)) && holds(zone)
        }
        return EC2API.DescribeAvailabilityZonesResult {
            $0.availabilityZones = found.map { zone in
                EC2API.AvailabilityZone {
                    $0.optInStatus = .optInNotRequired
                    $0.messages = []
                    $0.regionName = region
                    $0.zoneName = zone.name
                    $0.zoneId = zone.id
                    $0.groupName = region + "-zg-1"
                    $0.networkBorderGroup = region
                    $0.zoneType = "availability-zone"
                    $0.state = .available
                }
            }
        }
    }
}
