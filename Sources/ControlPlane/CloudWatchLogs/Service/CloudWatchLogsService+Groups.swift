package import AWSWire
package import CloudWatchLogsModel
import Shapes

// Log groups.
extension CloudWatchLogsService {
    package func createLogGroup(
        _ input: LogsAPI.CreateLogGroupRequest, _ context: RequestContext
    ) async throws {
        let scope = LogScope(context)
        guard !input.logGroupName.lowercased().hasPrefix("aws/") else {
            throw LogsErrors.invalid("Log groups starting with AWS/ are reserved for AWS.")
        }
        if input.kmsKeyId != nil {
            // There is no KMS here, so no key exists; this is the answer for one that does not.
            throw LogsErrors.invalid(
                "The specified KMS key does not exist or is not allowed to be used with "
                    + "'\(scope.groupARN(input.logGroupName))'")
        }
        let group = GroupRecord {
            $0.name = input.logGroupName
            $0.id = Int(makeID())
            $0.creationTime = Int(context.now.milliseconds)
            $0.logGroupClass = input.logGroupClass
            $0.deletionProtection = input.deletionProtectionEnabled
            $0.tags = input.tags
            if input.logGroupClass == .delivery {
                $0.retentionInDays = RetentionPolicy.deliveryDays
            }
        }
        try checkTags(group.tags ?? [:], scope.groupARN(group.name))
        try await answering {
            if try await directory.group(group.name, in: scope) != nil {
                throw LogsErrors.groupExists
            }
            // The storage counts groups, so it is asked first; what it knows of a group that was
            // not made after all is found and removed by the upkeep.
            let reference = group.reference(in: scope)
            try await events.addGroup(reference)
            guard try await directory.create(group, in: scope) else {
                try await events.removeGroup(reference.id)
                throw LogsErrors.groupExists
            }
        }
    }

    package func deleteLogGroup(
        _ input: LogsAPI.DeleteLogGroupRequest, _ context: RequestContext
    ) async throws {
        let scope = LogScope(context)
        try await answering {
            var isDeleted = false
            var id = 0
            for _ in 0..<LogDirectory.maximumAttempts where !isDeleted {
                let group = try await group(input.logGroupName, in: scope)
                if group.record.deletionProtection == true { throw LogsErrors.protected }
                id = group.record.id
                isDeleted = try await directory.delete(group, in: scope)
            }
            guard isDeleted else { throw LogsErrors.conflict }
            try await events.removeGroup(GroupID(Int64(id)))
            try await directory.deleteAll(LogDirectory.streams(of: id, in: scope))
        }
    }

    package func describeLogGroups(
        _ input: LogsAPI.DescribeLogGroupsRequest, _ context: RequestContext
    ) async throws -> LogsAPI.DescribeLogGroupsResponse {
        let scope = LogScope(context)
        if input.logGroupNamePrefix != nil, input.logGroupNamePattern != nil {
            throw LogsErrors.invalid(
                "LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.")
        }
        if let accounts = input.accountIdentifiers, input.includeLinkedAccounts == true,
            !accounts.contains(context.account)
        {
            return LogsAPI.DescribeLogGroupsResponse { $0.logGroups = [] }
        }
        return try await answering {
            let found = try await findGroups(input, in: scope)
            var response = LogsAPI.DescribeLogGroupsResponse()
            response.nextToken = found.nextToken
            guard input.logGroupNamePattern == nil else {
                response.logGroups = found.groups.map { outline($0, in: scope) }
                return response
            }
            let bytes = try await events.storedBytes(
                of: found.groups.map { GroupID(Int64($0.id)) })
            response.logGroups = found.groups.map { group in
                describe(group, bytes[GroupID(Int64(group.id))] ?? 0, in: scope)
            }
            return response
        }
    }

    private func findGroups(
        _ input: LogsAPI.DescribeLogGroupsRequest, in scope: LogScope
    ) async throws -> (groups: [GroupRecord], nextToken: String?) {
        if let identifiers = input.logGroupIdentifiers {
            var groups: [GroupRecord] = []
            let names = Set(identifiers.compactMap { scope.groupName($0) })
            for name in names.sorted(by: LogOrder.names) {
                if let group = try await directory.group(name, in: scope) {
                    groups.append(group.record)
                }
            }
            return (groups, nil)
        }
        let prefix = input.logGroupNamePrefix ?? ""
        let purpose = [
            "DescribeLogGroups", scope.text, prefix, input.logGroupNamePattern ?? "",
            input.logGroupClass?.rawValue ?? "",
        ]
        var after = try input.nextToken.map { try tokens.place($0, purpose: purpose) }?.name
        let limit = min(input.limit ?? limits.describePage, limits.describePage)
        var groups: [GroupRecord] = []
        var scanned = 0
        while true {
            // One group more than are wanted tells whether there is another page.
            let page = try await directory.groups(
                in: scope, prefix: prefix, after: after, limit: limit + 1)
            for group in page.groups {
                if LogOrder.matches(group, input) {
                    if groups.count == limit { return (groups, token(after, purpose)) }
                    groups.append(group)
                }
                after = group.name
            }
            scanned += page.groups.count
            guard page.more else { return (groups, nil) }
            if scanned >= limits.describeScan { return (groups, token(after, purpose)) }
        }
    }

    func token(_ name: String?, _ purpose: [String]) -> String {
        tokens.seal(PagePlace { $0.name = name }, purpose: purpose)
    }

    /// What a listing by pattern says of a group.
    private func outline(_ group: GroupRecord, in scope: LogScope) -> LogsAPI.LogGroup {
        LogsAPI.LogGroup {
            $0.logGroupName = group.name
            $0.creationTime = group.creationTime
            $0.arn = scope.groupARN(group.name) + ":*"
        }
    }

    private func describe(
        _ group: GroupRecord, _ bytes: Int, in scope: LogScope
    ) -> LogsAPI.LogGroup {
        LogsAPI.LogGroup {
            $0.logGroupName = group.name
            $0.creationTime = group.creationTime
            $0.retentionInDays = group.retentionInDays
            $0.metricFilterCount = 0
            $0.arn = scope.groupARN(group.name) + ":*"
            $0.storedBytes = bytes
            $0.logGroupClass = group.logGroupClass ?? .standard
            $0.logGroupArn = scope.groupARN(group.name)
            $0.deletionProtectionEnabled = group.deletionProtection ?? false
        }
    }

    // MARK: Settings

    package func putRetentionPolicy(
        _ input: LogsAPI.PutRetentionPolicyRequest, _ context: RequestContext
    ) async throws {
        guard RetentionPolicy.allowedDays.contains(input.retentionInDays) else {
            let days = RetentionPolicy.allowedDays.map(String.init).joined(separator: ", ")
            throw LogsErrors.constraint(
                String(input.retentionInDays), "retentionInDays",
                "Member must satisfy enum value set: [\(days)]")
        }
        try await setRetention(input.logGroupName, input.retentionInDays, context)
    }

    package func deleteRetentionPolicy(
        _ input: LogsAPI.DeleteRetentionPolicyRequest, _ context: RequestContext
    ) async throws {
        try await setRetention(input.logGroupName, nil, context)
    }

    private func setRetention(
        _ name: String, _ days: Int?, _ context: RequestContext
    ) async throws {
        try await answering {
            try await update(name, in: LogScope(context)) { group in
                guard group.logGroupClass != .delivery else {
                    throw LogsErrors.invalid(
                        "The retention of log groups of the DELIVERY class cannot be changed.")
                }
                group.retentionInDays = days
            }
        }
    }

    package func putLogGroupDeletionProtection(
        _ input: LogsAPI.PutLogGroupDeletionProtectionRequest, _ context: RequestContext
    ) async throws {
        let scope = LogScope(context)
        guard let name = scope.groupName(input.logGroupIdentifier) else {
            throw LogsErrors.noGroup
        }
        try await answering {
            try await update(name, in: scope) {
                $0.deletionProtection = input.deletionProtectionEnabled
            }
        }
    }
}

/// How groups are ordered and picked.
enum LogOrder {
    /// The order of bytes, which is that of the store's keys.
    static func names(_ left: String, _ right: String) -> Bool {
        left.utf8.lexicographicallyPrecedes(right.utf8)
    }

    /// Whether a listing includes a group.
    static func matches(_ group: GroupRecord, _ input: LogsAPI.DescribeLogGroupsRequest) -> Bool {
        if let wanted = input.logGroupClass, group.logGroupClass ?? .standard != wanted {
            return false
        }
        guard let pattern = input.logGroupNamePattern else { return true }
        var name = group.name
        return name.withUTF8 { textContains($0, Array(pattern.utf8)) }
    }
}
