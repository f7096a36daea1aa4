// Generated from Models/aws/autoscaling.json by `make models`; do not edit.
// swift-format-ignore-file

package import AWSWire
import Shapes

extension AutoScalingAPI {
    /// The operations that are implemented.
    package protocol Operations: Sendable {
        func describeAutoScalingGroups(_ input: AutoScalingGroupNamesType, _ context: RequestContext) async throws -> AutoScalingGroupsType
    }

    /// `service` as the gateway calls it, by operation name.
    package static func handlers(for service: some Operations) -> [String: OperationHandler] {
        var handlers: [String: OperationHandler] = [:]
        handlers["DescribeAutoScalingGroups"] = operationHandler(service.describeAutoScalingGroups)
        return handlers
    }
}
