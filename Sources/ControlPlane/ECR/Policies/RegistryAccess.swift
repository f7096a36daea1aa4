import Policies
import Shapes
import Store

/// Who asks a registry for something, and from where: what policies decide by.
struct AccessRequest: Sendable {
    var principal: PolicyPrincipal
    /// Of the request, which is the registry's too.
    var region: String
    var now: Timestamp
    var sourceAddress: String?
    var userAgent: String?
    /// Tags that the request puts on a repository, and names of those that it takes away.
    var tags: [String: String] = [:]
    var tagKeys: [String] = []
    var isSecure: Bool

    /// Condition keys besides those of the caller.
    func keys(_ resourceTags: [String: String]) -> [String: [String]] {
        var keys = [
            "aws:CurrentTime": [now.iso8601], "aws:EpochTime": [String(now.milliseconds / 1000)],
            "aws:RequestedRegion": [region], "aws:SecureTransport": [isSecure ? "true" : "false"],
        ]
        if let sourceAddress, !sourceAddress.isEmpty { keys["aws:SourceIp"] = [sourceAddress] }
        if let userAgent { keys["aws:UserAgent"] = [userAgent] }
        let names = tagKeys + tags.keys.sorted()
        if !names.isEmpty { keys["aws:TagKeys"] = names }
        for (key, value) in tags { keys["aws:RequestTag/\(key)"] = [value] }
        for (key, value) in resourceTags {
            keys["aws:ResourceTag/\(key)"] = [value]
            keys["ecr:ResourceTag/\(key)"] = [value]
        }
        return keys
    }
}

/// Decides who may do what in a registry, by the policies of the repository and of the registry.
///
/// Callers have no policies of their own yet: in their own account they may do everything that no
/// policy denies, in another what one allows.
struct RegistryAccess: Sendable {
    /// What the root of an account may always do in it, so that no policy locks out everybody.
    private static let unlocking: Set = [
        "GetRepositoryPolicy", "SetRepositoryPolicy", "DeleteRepositoryPolicy",
    ]

    let registry: Registry
    let book: PolicyBook

    /// Checks that a caller may do something.
    ///
    /// - Parameters:
    ///   - action: An operation's name, without `ecr:`.
    ///   - name: The repository; nil for what is about all of them.
    /// - Throws: `accessDenied`, or what reading the policies does.
    func check(
        _ request: AccessRequest, may action: String, in scope: RegistryScope,
        _ name: RepositoryName?
    ) async throws(RegistryError) {
        let isOwner = request.principal.account == scope.account
        if isOwner, request.principal.kind == .root, RegistryAccess.unlocking.contains(action) {
            return
        }
        let keys = RegistryKeys(scope)
        var policies: [Policy] = []
        if let name,
            let policy = try await book.policy(keys.repositoryPolicy(name), in: registry)
        {
            policies.append(policy)
        }
        if let policy = try await book.policy(keys.registryPolicy, in: registry),
            try await registryPolicyApplies(to: action, in: scope)
        {
            policies.append(policy)
        }
        if isOwner, policies.isEmpty { return }
        var tags: [String: String] = [:]
        if let name, policies.contains(where: RegistryAccess.asksForTags) {
            tags = try await fetch(keys.repository(name))?.tags ?? [:]
        }
        if let refusal = refusal(request, action, scope, name, policies, tags) {
            throw .accessDenied(refusal)
        }
    }

    /// Whether a repository with this policy would let the caller set another one.
    func wouldLockOut(
        _ request: AccessRequest, of id: RepositoryID, _ policy: Policy,
        _ tags: [String: String]
    ) -> Bool {
        refusal(request, "SetRepositoryPolicy", id.scope, id.name, [policy], tags) != nil
    }

    private func refusal(
        _ request: AccessRequest, _ action: String, _ scope: RegistryScope,
        _ name: RepositoryName?, _ policies: [Policy], _ tags: [String: String]
    ) -> String? {
        let repository = name?.description ?? "*"
        let asked = PolicyRequest(
            principal: request.principal, action: "ecr:\(action)",
            resource: "arn:aws:ecr:\(scope.region):\(scope.account):repository/\(repository)",
            resourceAccount: scope.account, keys: request.keys(tags))
        return AccessDecision(asked, identity: .everything, resource: policies)
            .refusal(of: asked, action: "ecr:\(action)")
    }

    /// The scope of registry policies is an account setting.
    private func registryPolicyApplies(
        to action: String, in scope: RegistryScope
    ) async throws(RegistryError) -> Bool {
        if AccountSetting.firstScope.contains(action) { return true }
        return try await registry.value(of: .registryPolicyScope, in: scope) != "V1"
    }

    private static func asksForTags(_ policy: Policy) -> Bool {
        policy.mentions(keysWith: "aws:resourcetag/")
            || policy.mentions(keysWith: "ecr:resourcetag/")
    }

    private func fetch(_ key: Key) async throws(RegistryError) -> RepositoryRecord? {
        try await registry.fetch(key, as: RepositoryRecord.self)?.record
    }
}

/// The two kinds of policies that ECR has.
enum PolicyKind: String, Sendable {
    case repository
    case registry

    /// A policy of a repository speaks of that one only; the registry's has to say of which.
    var rules: PolicyRules {
        PolicyRules(
            principal: .required, resource: self == .repository ? .forbidden : .required,
            service: "ecr", maximumSize: 10_240)
    }
}
