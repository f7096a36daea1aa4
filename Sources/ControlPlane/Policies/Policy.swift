/// A policy document: statements that allow or deny, in AWS's policy language. It is the same for
/// policies of resources and of identities. ``init(_:rules:)`` reads one; nothing that was read is
/// ambiguous.
package struct Policy: Sendable, Hashable {
    /// The version of the language. Policy variables came with the second.
    package enum Version: String, Sendable, Hashable {
        case v2008 = "2008-10-17"
        case v2012 = "2012-10-17"
    }

    /// The version, the first when the document names none.
    package var version: Version
    /// The document's own name.
    package var id: String?
    /// In the order of the document, which decides nothing.
    var statements: [Statement]
}

/// Whether a statement lets in or keeps out.
package enum Effect: String, Sendable, Hashable {
    case allow = "Allow"
    case deny = "Deny"
}

/// One statement: for whom, what, on which and when.
struct Statement: Sendable, Hashable {
    /// What an element lists, or with `Not…` all but that.
    enum Element<Pattern: Sendable & Hashable>: Sendable, Hashable {
        case listed(Pattern)
        case allBut(Pattern)
    }

    var sid: String?
    var effect: Effect
    /// Nil in policies of identities, which speak of their owner.
    var principals: Element<PrincipalSet>?
    /// Patterns of `service:Action` in lowercase.
    var actions: Element<[Glob]>
    /// Nil in policies of resources that may only speak of their own.
    var resources: Element<[ARNPattern]>?
    var conditions: [Condition]
}

/// What a kind of policy may and must say, beyond the language.
package struct PolicyRules: Sendable, Hashable {
    /// Whether an element has to be there.
    package enum Presence: Sendable, Hashable { case required, optional, forbidden }

    /// `Principal` or `NotPrincipal`.
    package var principal: Presence
    /// `Resource` or `NotResource`.
    package var resource: Presence
    /// The one service whose actions may be named, in lowercase; nil for all.
    package var service: String?
    /// Bytes of the document.
    package var maximumSize: Int

    /// Rules of a policy.
    package init(
        principal: Presence, resource: Presence, service: String? = nil, maximumSize: Int
    ) {
        self.principal = principal
        self.resource = resource
        self.service = service
        self.maximumSize = maximumSize
    }

    /// A policy of a user, group or role (IAM's quota for managed ones: 6144 characters).
    package static let identity = PolicyRules(
        principal: .forbidden, resource: .required, maximumSize: 6144)
}

/// Why a text is no policy, in IAM's words where it has some.
package struct MalformedPolicy: Error, Sendable, Hashable, CustomStringConvertible {
    /// The sentence.
    package var description: String
    /// Whether it is one only for its size, which IAM answers with another code.
    package var isTooLarge = false

    init(_ description: String) { self.description = description }

    static let syntax = MalformedPolicy("Syntax errors in policy.")

    static func syntax(_ detail: String) -> MalformedPolicy {
        MalformedPolicy("Syntax errors in policy: \(detail)")
    }

    static func tooLarge(_ limit: Int) -> MalformedPolicy {
        var error = MalformedPolicy("Cannot exceed quota for PolicySize: \(limit)")
        error.isTooLarge = true
        return error
    }
}
