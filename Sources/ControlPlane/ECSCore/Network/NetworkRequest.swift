package import AWSWire
package import ECSModel

/// What RunTask and StartTask say about the network, against what the task definition needs: the
/// rules that need no look at the VPC.
package struct NetworkRequest: Sendable, Hashable {
    package static let maximumSubnets = 16
    package static let maximumGroups = 5

    /// Ids, each once, in the order in which they were named.
    package let subnets: [String]
    /// Ids, each once; none means the VPC's default group.
    package let groups: [String]
    package let assignsPublicAddress: Bool

    /// Checks a network configuration; nil where the task needs none.
    ///
    /// - Throws: `InvalidParameterException`.
    package init?(
        _ configuration: ECSAPI.NetworkConfiguration?, mode: ECSAPI.NetworkMode?,
        launchType: ECSAPI.LaunchType
    ) throws(AWSError) {
        guard mode == .awsvpc else {
            if configuration?.awsvpcConfiguration != nil {
                throw .parameter(
                    "Network Configuration is not valid for the given networkMode of this task "
                        + "definition.")
            }
            return nil
        }
        guard let given = configuration?.awsvpcConfiguration else {
            throw .parameter(
                "Network Configuration must be provided when networkMode 'awsvpc' is specified.")
        }
        subnets = try Self.names(given.subnets, "subnet", most: Self.maximumSubnets)
        groups = try Self.names(
            given.securityGroups ?? [], "security group", most: Self.maximumGroups)
        if subnets.isEmpty { throw .parameter("subnets can not be empty.") }
        assignsPublicAddress = given.assignPublicIp == .enabled
        if assignsPublicAddress, launchType != .fargate {
            throw .parameter("Assign public IP is not supported for this launch type.")
        }
    }

    private static func names(
        _ given: [String], _ noun: String, most: Int
    ) throws(AWSError) -> [String] {
        if given.count > most { throw .parameter("\(noun)s can have at most \(most) items.") }
        var result: [String] = []
        for name in given where !result.contains(name) {
            if name.isEmpty { throw .parameter("\(noun) can not be blank.") }
            result.append(name)
        }
        return result
    }
}
