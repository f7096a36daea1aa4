import AWSWire

/// The account and region whose log groups a call sees.
struct LogScope: Sendable, Hashable {
    var account: String
    var region: String

    init(account: String, region: String) {
        self.account = account
        self.region = region
    }

    init(_ context: RequestContext) {
        account = context.account
        region = context.region
    }

    /// `account/region`: how an event storage tells scopes apart.
    var text: String { "\(account)/\(region)" }

    /// The scope that ``text`` gives; nil for another text.
    init?(text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2 else { return nil }
        account = String(parts[0])
        region = String(parts[1])
    }

    /// A group's ARN in the form without a star at its end.
    func groupARN(_ name: String) -> String {
        "arn:aws:logs:\(region):\(account):log-group:\(name)"
    }

    /// A stream's ARN.
    func streamARN(_ stream: String, in group: String) -> String {
        "\(groupARN(group)):log-stream:\(stream)"
    }

    /// The name of the group that `identifier` means: a name, or an ARN of this scope, with or
    /// without `:*`. Nil for ARNs of other scopes and of other things.
    func groupName(_ identifier: String) -> String? {
        guard identifier.hasPrefix("arn:") else { return identifier }
        return groupName(arn: identifier)
    }

    /// The name of the group that an ARN of this scope means.
    func groupName(arn: String) -> String? {
        let prefix = groupARN("")
        guard arn.hasPrefix(prefix) else { return nil }
        var name = arn.dropFirst(prefix.count)
        if name.hasSuffix(":*") { name = name.dropLast(2) }
        guard !name.isEmpty, !name.contains(":"), !name.contains("*") else { return nil }
        return String(name)
    }
}
