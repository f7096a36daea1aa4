import AWSWire
package import AutoScalingModel

/// What Auto Scaling needs of EC2. All calls may be made twice: whoever is killed between two lines
/// makes them again.
package protocol AutoScalingFleet: Sendable {
    /// The names of the region's zones.
    func zones(_ scope: GroupScope) async throws -> [String]

    /// The zone of each subnet.
    ///
    /// - Throws: EC2's `AWSError` for one that is not there.
    func zones(ofSubnets ids: [String], _ scope: GroupScope) async throws -> [String: String]

    /// What a launch template by id or name, and a version such as `$Latest`, stand for now.
    ///
    /// - Throws: EC2's `AWSError` for what is not there.
    func template(
        _ specification: AutoScalingAPI.LaunchTemplateSpecification, _ scope: GroupScope
    ) async throws -> TemplateVersion

    /// Launches one instance, or finds the one that was launched with the order's token before.
    ///
    /// - Throws: ``LaunchRefusal`` when there is none and will be none; anything else means that it is
    ///   not known, and is asked again.
    func launch(_ order: LaunchOrder, _ scope: GroupScope) async throws -> FleetInstance

    /// Terminates instances; those that are gone are no error.
    func terminate(_ ids: [String], _ scope: GroupScope) async throws

    /// Sets the tag `aws:autoscaling:groupName` of instances, or removes it.
    func setGroup(_ group: String?, of ids: [String], _ scope: GroupScope) async throws

    /// The instances that bear the group's tag, and those with these ids, as they are: everything that
    /// was acknowledged before the call shows.
    func instances(
        of group: String, and ids: [String], _ scope: GroupScope
    ) async throws -> [FleetInstance]
}

/// An instance to launch.
package struct LaunchOrder: Sendable {
    package enum Source: Sendable {
        case template(TemplateVersion)
        case configuration(AutoScalingAPI.LaunchConfiguration)
    }

    /// Makes it one instance however often it is asked for; at most 64 characters.
    package var token: String
    package var group: String
    package var source: Source
    package var zone: String
    /// Nil for the zone's default subnet.
    package var subnet: String?
    /// Instead of the source's.
    package var instanceType: String?
    package var imageID: String?
    /// Of the instance, `aws:autoscaling:groupName` among them.
    package var tags: [(key: String, value: String)]
}

/// The account and region that groups belong to; makes their names.
package struct GroupScope: Sendable, Hashable {
    package var account: String
    package var region: String

    /// A scope.
    package init(account: String, region: String) {
        self.account = account
        self.region = region
    }

    private var partition: String {
        if region.hasPrefix("cn-") { return "aws-cn" }
        return region.hasPrefix("us-gov-") ? "aws-us-gov" : "aws"
    }

    func arn(_ kind: String, _ id: String, _ name: String) -> String {
        "arn:\(partition):autoscaling:\(region):\(account):\(kind):\(id):\(name)"
    }

    /// The role that AWS makes for the service in each account.
    var serviceRole: String {
        "arn:\(partition):iam::\(account):role/aws-service-role/autoscaling.amazonaws.com/"
            + "AWSServiceRoleForAutoScaling"
    }
}

extension RequestContext {
    var groupScope: GroupScope { GroupScope(account: account, region: region) }
}
