/// The account and region that resources belong to; makes and reads their names.
package struct Scope: Sendable, Hashable {
    /// Twelve digits.
    package var account: String
    /// Such as `us-east-1`.
    package var region: String

    /// A scope.
    package init(account: String, region: String) {
        self.account = account
        self.region = region
    }

    /// The partition of the region, as it stands in ARNs.
    package var partition: String {
        if region.hasPrefix("cn-") { return "aws-cn" }
        if region.hasPrefix("us-gov-") { return "aws-us-gov" }
        return "aws"
    }

    private func arn(_ resource: String) -> String {
        "arn:\(partition):ecs:\(region):\(account):\(resource)"
    }

    /// The ARN of a cluster.
    package func cluster(_ name: String) -> String { arn("cluster/\(name)") }

    /// The ARN of a task.
    package func task(_ id: String, in cluster: String) -> String { arn("task/\(cluster)/\(id)") }

    /// The ARN of a container instance.
    package func instance(_ id: String, in cluster: String) -> String {
        arn("container-instance/\(cluster)/\(id)")
    }

    /// The ARN of an attachment.
    package func attachment(_ id: String) -> String { arn("attachment/\(id)") }

    /// The ARN of a container of a task.
    package func container(_ id: String, of task: String, in cluster: String) -> String {
        arn("container/\(cluster)/\(task)/\(id)")
    }

    /// The ARN of a revision of a task definition.
    package func taskDefinition(_ family: String, _ revision: Int) -> String {
        arn("task-definition/\(family):\(revision)")
    }

    /// The ARN of the account's root, under which default account settings are shown.
    package var root: String { "arn:\(partition):iam::\(account):root" }
}
