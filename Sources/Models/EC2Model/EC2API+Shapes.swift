// Generated from Models/aws/ec2.json by `make models`; do not edit.
// swift-format-ignore-file

package import Shapes

extension EC2API {
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
}
