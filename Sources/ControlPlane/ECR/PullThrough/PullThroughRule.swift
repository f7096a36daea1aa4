import ECRModel
import Shapes
import Store

/// Repositories below a prefix that are filled from another registry when they are pulled from, as
/// the rule is stored.
struct PullThroughRule: Shape, Hashable {
    /// As it was given, such as `quay`, `quay/` or `ROOT`.
    var prefix = ""
    var upstreamURL = ""
    var upstreamRegistry: ECRAPI.UpstreamRegistry?
    var upstreamPrefix: String?
    var credentialARN: String?
    var customRoleARN: String?
    var createdAt = Timestamp(milliseconds: 0)
    var updatedAt = Timestamp(milliseconds: 0)

    mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("prefix", &prefix)
        visitor.field("upstreamUrl", &upstreamURL)
        visitor.field("upstreamRegistry", &upstreamRegistry)
        visitor.field("upstreamPrefix", &upstreamPrefix)
        visitor.field("credentialArn", &credentialARN)
        visitor.field("customRoleArn", &customRoleARN)
        visitor.field("createdAt", &createdAt)
        visitor.field("updatedAt", &updatedAt)
    }

    /// The repository of the upstream registry that one of ours stands for; nil when the rule is not
    /// for it (ECR User Guide, "Customizing repository prefixes for ECR to ECR pull through cache").
    func upstreamRepository(of name: RepositoryName) -> String? {
        let prefix = TemplatePrefix(prefix)
        guard prefix.match(name) != nil else { return nil }
        if prefix.description == TemplatePrefix.root { return name.description }
        let rest = name.description.dropFirst(prefix.description.utf8.count + 1)
        guard let upstreamPrefix, upstreamPrefix != TemplatePrefix.root else {
            return String(rest)
        }
        return "\(TemplatePrefix(upstreamPrefix))/\(rest)"
    }
}

extension Sequence<PullThroughRule> {
    /// The rule with the longest prefix of a repository's name, `ROOT` last; nil when none matches.
    func choose(for name: RepositoryName) -> PullThroughRule? {
        var best: (length: Int, rule: PullThroughRule)?
        for rule in self {
            guard let length = TemplatePrefix(rule.prefix).match(name) else { continue }
            if best.map({ $0.length < length }) ?? true { best = (length, rule) }
        }
        return best?.rule
    }
}

extension RegistryKeys {
    /// Under this key are the rules of all registries, so that they can be followed together.
    static let allPullThroughRules = Key.path("ecr-pull-through")

    var pullThroughRules: Key {
        RegistryKeys.allPullThroughRules.appending(scope.account).appending(scope.region)
    }

    func pullThroughRule(_ prefix: String) -> Key {
        pullThroughRules.appending(TemplatePrefix(prefix).description)
    }

    /// Written with every rule that is made, so that their number is kept.
    var pullThroughRuleCount: Key { root.appending("pull-through-count") }
}
