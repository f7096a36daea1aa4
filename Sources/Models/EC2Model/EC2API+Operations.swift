// Generated from Models/aws/ec2.json by `make models`; do not edit.
// swift-format-ignore-file

package import AWSWire
import Shapes

extension EC2API {
    /// The operations that are implemented.
    package protocol Operations: Sendable {
        func describeAvailabilityZones(_ input: DescribeAvailabilityZonesRequest, _ context: RequestContext) async throws -> DescribeAvailabilityZonesResult
        func describeRegions(_ input: DescribeRegionsRequest, _ context: RequestContext) async throws -> DescribeRegionsResult
    }

    /// `service` as the gateway calls it, by operation name.
    package static func handlers(for service: some Operations) -> [String: OperationHandler] {
        var handlers: [String: OperationHandler] = [:]
        handlers["DescribeAvailabilityZones"] = operationHandler(service.describeAvailabilityZones)
        handlers["DescribeRegions"] = operationHandler(service.describeRegions)
        return handlers
    }
}
