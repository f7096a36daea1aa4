// Generated from Models/aws/ec2.json by `make models`; do not edit.
// swift-format-ignore-file

package import AWSWire
import Shapes

extension EC2API {
    /// The operations that are implemented.
    package protocol Operations: Sendable {
        func createTags(_ input: CreateTagsRequest, _ context: RequestContext) async throws -> Void
        func createVpc(_ input: CreateVpcRequest, _ context: RequestContext) async throws -> CreateVpcResult
        func deleteTags(_ input: DeleteTagsRequest, _ context: RequestContext) async throws -> Void
        func describeAccountAttributes(_ input: DescribeAccountAttributesRequest, _ context: RequestContext) async throws -> DescribeAccountAttributesResult
        func describeAvailabilityZones(_ input: DescribeAvailabilityZonesRequest, _ context: RequestContext) async throws -> DescribeAvailabilityZonesResult
        func describeRegions(_ input: DescribeRegionsRequest, _ context: RequestContext) async throws -> DescribeRegionsResult
        func describeSubnets(_ input: DescribeSubnetsRequest, _ context: RequestContext) async throws -> DescribeSubnetsResult
        func describeTags(_ input: DescribeTagsRequest, _ context: RequestContext) async throws -> DescribeTagsResult
        func describeVpcs(_ input: DescribeVpcsRequest, _ context: RequestContext) async throws -> DescribeVpcsResult
    }

    /// `service` as the gateway calls it, by operation name.
    package static func handlers(for service: some Operations) -> [String: OperationHandler] {
        var handlers: [String: OperationHandler] = [:]
        handlers["CreateTags"] = operationHandler(service.createTags)
        handlers["CreateVpc"] = operationHandler(service.createVpc)
        handlers["DeleteTags"] = operationHandler(service.deleteTags)
        handlers["DescribeAccountAttributes"] = operationHandler(service.describeAccountAttributes)
        handlers["DescribeAvailabilityZones"] = operationHandler(service.describeAvailabilityZones)
        handlers["DescribeRegions"] = operationHandler(service.describeRegions)
        handlers["DescribeSubnets"] = operationHandler(service.describeSubnets)
        handlers["DescribeTags"] = operationHandler(service.describeTags)
        handlers["DescribeVpcs"] = operationHandler(service.describeVpcs)
        return handlers
    }
}
