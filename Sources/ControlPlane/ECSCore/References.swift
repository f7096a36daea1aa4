package import AWSWire

/// An ECS ARN in its parts: `arn:aws:ecs:REGION:ACCOUNT:TYPE/REST`.
package struct ECSARN: Sendable, Hashable {
    /// Whose resource it names.
    package var scope: Scope
    /// Such as `task` or `container-instance`.
    package var type: String
    /// What follows the first slash, cut at slashes.
    package var path: [String]

    /// Reads an ARN of the service; nil for anything else.
    package init?(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
        guard parts.count == 6, parts[0] == "arn", parts[2] == "ecs", !parts[3].isEmpty,
            !parts[4].isEmpty
        else { return nil }
        let resource = parts[5].split(separator: "/", omittingEmptySubsequences: false)
        guard resource.count > 1, resource.allSatisfy({ !$0.isEmpty }) else { return nil }
        scope = Scope(account: String(parts[4]), region: String(parts[3]))
        type = String(resource[0])
        path = resource.dropFirst().map(String.init)
    }
}

extension Scope {
    /// The cluster that a request names by name or ARN; `default` when it names none.
    package func clusterName(_ reference: String?) throws(AWSError) -> String {
        guard let reference, !reference.isEmpty else { return "default" }
        guard reference.hasPrefix("arn:") else { return reference }
        guard let arn = ECSARN(reference), arn.type == "cluster", arn.path.count == 1 else {
            throw .parameter("Invalid identifier: \(reference)")
        }
        try check(arn)
        return arn.path[0]
    }

    /// The id of the task that a request names by id or ARN, in the cluster it names.
    package func taskID(_ reference: String, in cluster: String) throws(AWSError) -> String {
        try member(reference, type: "task", called: "taskId", of: cluster)
    }

    /// The id of the container instance that a request names by id or ARN.
    package func instanceID(_ reference: String, in cluster: String) throws(AWSError) -> String {
        try member(
            reference, type: "container-instance", called: "containerInstanceId", of: cluster)
    }

    private func member(
        _ reference: String, type: String, called name: String, of cluster: String
    ) throws(AWSError) -> String {
        var id = reference
        if reference.hasPrefix("arn:") {
            guard let arn = ECSARN(reference), arn.type == type, (1...2).contains(arn.path.count)
            else { throw .parameter("Invalid identifier: \(reference)") }
            try check(arn)
            if arn.path.count == 2, arn.path[0] != cluster {
                throw .parameter(
                    "Identifier is for cluster \(arn.path[0]). Your cluster is \(cluster)")
            }
            id = arn.path[arn.path.count - 1]
        } else if let slash = reference.lastIndex(of: "/") {
            // `CLUSTER/ID` is taken too, as it stands in long ARNs.
            id = String(reference[reference.index(after: slash)...])
        }
        guard id.utf8.count == 32 || id.utf8.count == 36 else {
            throw .parameter("\(name) length should be one of [32,36]")
        }
        return id
    }

    func check(_ arn: ECSARN) throws(AWSError) {
        if arn.scope.account != account {
            throw .parameter(
                "Identifier is for account \(arn.scope.account). Your accountId is \(account)")
        }
        if arn.scope.region != region {
            throw .parameter(
                "Identifier is for region \(arn.scope.region). Your region is \(region)")
        }
    }
}

/// A task definition as requests name it: a family, perhaps with a revision.
package struct TaskDefinitionReference: Sendable, Hashable {
    package var family: String
    /// Nil means the newest active revision.
    package var revision: Int?

    /// Reads `family`, `family:revision` or an ARN of `scope`.
    package init(_ reference: String, in scope: Scope) throws(AWSError) {
        if reference.isEmpty { throw .client("TaskDefinition can not be blank.") }
        var name = reference
        if reference.hasPrefix("arn:") {
            guard let arn = ECSARN(reference), arn.type == "task-definition", arn.path.count == 1
            else { throw .parameter("Invalid identifier: \(reference)") }
            try scope.check(arn)
            name = arn.path[0]
        }
        let parts = name.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        family = String(parts[0])
        guard parts.count == 2 else { return }
        guard let number = Int(parts[1]), number > 0 else {
            throw .parameter("Invalid revision number. Number: \(parts[1])")
        }
        revision = number
    }
}
