extension Policy {
    /// What the policy says of a request, without regard to others.
    package enum Verdict: Sendable, Hashable {
        /// No statement applies.
        case silent
        /// A statement lets the caller's account decide.
        case allowedToAccount
        case allowed
        case denied
    }

    /// Weighs every statement: one that denies counts more than any that allow.
    package func verdict(_ request: PolicyRequest) -> Verdict {
        var verdict = Verdict.silent
        for statement in statements {
            switch (statement.effect, statement.match(request)) {
            case (_, .not): continue
            case (.deny, _): return .denied
            case (.allow, .itself): verdict = .allowed
            case (.allow, .account): if verdict == .silent { verdict = .allowedToAccount }
            }
        }
        return verdict
    }

    /// Whether a condition asks for a key that begins with `prefix` (in lowercase) or a variable
    /// does, so that its value is worth finding out.
    package func mentions(keysWith prefix: String) -> Bool {
        statements.contains { $0.mentions(prefix) }
    }
}

extension Statement {
    /// Whether the statement applies, and to whom.
    func match(_ request: PolicyRequest) -> PrincipalSet.Match {
        let caller = match(request.principal)
        guard caller != .not, matches(action: request.action), matches(resource: request),
            conditions.allSatisfy({ $0.holds(request.keys, for: effect) })
        else { return .not }
        return caller
    }

    private func match(_ caller: PolicyPrincipal) -> PrincipalSet.Match {
        switch principals {
        case nil: .itself
        case .listed(let set): set.match(caller)
        case .allBut(let set): set.excludes(caller) ? .not : .itself
        }
    }

    private func matches(action: String) -> Bool {
        let scalars = Array(action.unicodeScalars)[...]
        return switch actions {
        case .listed(let globs): globs.contains { $0.matches(scalars) }
        case .allBut(let globs): !globs.contains { $0.matches(scalars) }
        }
    }

    private func matches(resource request: PolicyRequest) -> Bool {
        switch resources {
        case nil: return true
        case .listed(let patterns):
            return patterns.contains { $0.matches(request.resource, request.keys) == true }
        case .allBut(let patterns):
            // All but something unknown is not known to be allowed; it is better denied.
            let unknown = effect == .allow
            return !patterns.contains { $0.matches(request.resource, request.keys) ?? unknown }
        }
    }

    func mentions(_ prefix: String) -> Bool {
        if conditions.contains(where: { $0.mentions(prefix) }) { return true }
        return switch resources {
        case nil: false
        case .listed(let patterns), .allBut(let patterns): patterns.contains { $0.mentions(prefix) }
        }
    }
}

extension ARNPattern {
    func mentions(_ prefix: String) -> Bool { segments.contains { $0.mentions(prefix) } }
}

extension Template {
    func mentions(_ prefix: String) -> Bool {
        parts.contains { part in
            guard case .variable(let key, _) = part else { return false }
            return key.hasPrefix(prefix)
        }
    }
}
