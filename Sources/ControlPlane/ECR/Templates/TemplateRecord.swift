import ECRModel
import Shapes
import Store

/// How repositories are made that nobody made by CreateRepository, as it is stored.
struct TemplateRecord: Shape, Hashable {
    /// As it was given, such as `prod`, `prod/` or `ROOT`.
    var prefix = ""
    var description: String?
    var mutability: ECRAPI.ImageTagMutability?
    var exclusionFilters: [String] = []
    var encryptionType: ECRAPI.EncryptionType?
    var kmsKey: String?
    var tags: [String: String] = [:]
    /// Texts that were checked when they were put.
    var repositoryPolicy: String?
    var lifecyclePolicy: String?
    var appliedFor: [ECRAPI.RCTAppliedFor] = []
    var customRoleARN: String?
    var createdAt = Timestamp(milliseconds: 0)
    var updatedAt = Timestamp(milliseconds: 0)

    mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("prefix", &prefix)
        visitor.field("description", &description)
        visitor.field("mutability", &mutability)
        visitor.field("exclusionFilters", &exclusionFilters)
        visitor.field("encryptionType", &encryptionType)
        visitor.field("kmsKey", &kmsKey)
        visitor.field("tags", &tags)
        visitor.field("repositoryPolicy", &repositoryPolicy)
        visitor.field("lifecyclePolicy", &lifecyclePolicy)
        visitor.field("appliedFor", &appliedFor)
        visitor.field("customRoleArn", &customRoleARN)
        visitor.field("createdAt", &createdAt)
        visitor.field("updatedAt", &updatedAt)
    }

    /// A repository made now from this template.
    func repository(at now: Timestamp) -> RepositoryRecord {
        RepositoryRecord {
            $0.createdAt = now
            $0.mutability = mutability ?? .mutable
            $0.exclusionFilters = exclusionFilters
            $0.encryptionType = encryptionType ?? .aes256
            $0.kmsKey = kmsKey
            $0.tags = tags
        }
    }
}

/// What a template's prefix means: the repositories below it, or with `ROOT` all those that no other
/// template is for.
struct TemplatePrefix: Sendable, Hashable, CustomStringConvertible {
    static let root = "ROOT"

    /// Without the slash that is always meant to follow.
    let description: String

    init(_ text: String) {
        description = text.hasSuffix("/") ? String(text.dropLast()) : text
    }

    /// Longer prefixes say more of a repository's name; `ROOT` says nothing. Nil when it does not
    /// match.
    func match(_ name: RepositoryName) -> Int? {
        if description == Self.root { return 0 }
        return name.description.hasPrefix(description + "/") ? description.utf8.count : nil
    }
}

extension Sequence<Stored<TemplateRecord>> {
    /// The template from which a repository is to be made: of those that are applied for what makes
    /// it the one with the longest prefix that matches; nil when none does.
    func choose(
        for name: RepositoryName, _ cause: ECRAPI.RCTAppliedFor
    ) -> Stored<TemplateRecord>? {
        var best: (length: Int, template: Stored<TemplateRecord>)?
        for template in self where template.record.appliedFor.contains(cause) {
            guard let length = TemplatePrefix(template.record.prefix).match(name) else { continue }
            if best.map({ $0.length < length }) ?? true { best = (length, template) }
        }
        return best?.template
    }
}

extension RegistryKeys {
    var templates: Key { root.appending("templates") }

    func template(_ prefix: TemplatePrefix) -> Key { templates.appending(prefix.description) }

    /// Written with every template that is made, so that their number is kept.
    var templateCount: Key { root.appending("template-count") }
}
