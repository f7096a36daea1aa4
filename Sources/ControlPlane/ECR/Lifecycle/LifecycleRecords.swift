import Shapes
import Store

/// A repository's lifecycle policy as it is stored.
struct LifecyclePolicyRecord: Shape, Hashable {
    /// As it was put; it was checked then.
    var text = ""
    var evaluatedAt: Timestamp?

    mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("text", &text)
        visitor.field("evaluatedAt", &evaluatedAt)
    }
}

/// A preview that was asked for. What it shows is found anew at each look, so that it never tells of
/// images that have gone, and nothing of a repository's size is stored.
struct LifecyclePreviewRecord: Shape, Hashable {
    var text = ""
    var startedAt = Timestamp(milliseconds: 0)

    mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("text", &text)
        visitor.field("startedAt", &startedAt)
    }
}

/// Policies lie apart from the registries' other records, so that they are found without a walk
/// through all images.
struct LifecycleKeys {
    static let policies = Key.path("ecr-lifecycle", "policies")
    private static let previews = Key.path("ecr-lifecycle", "previews")

    let policy: Key
    let preview: Key

    init(_ id: RepositoryID) {
        let path = [id.scope.account, id.scope.region, id.name.description]
        policy = path.reduce(Self.policies) { $0.appending($1) }
        preview = path.reduce(Self.previews) { $0.appending($1) }
    }

    /// Whose policy a key is.
    static func repository(of policy: Key) -> RepositoryID? {
        let parts = policy.components
        guard parts.count == 5, let name = RepositoryName(parts[4]) else { return nil }
        return RepositoryID(scope: RegistryScope(account: parts[2], region: parts[3]), name: name)
    }
}
