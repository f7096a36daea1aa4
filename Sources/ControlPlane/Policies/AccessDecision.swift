/// What a caller's own policies say.
package enum IdentityPermissions: Sendable, Hashable {
    /// Everything: the root of an account.
    case everything
    /// What these allow and do not deny.
    case policies([Policy])
}

/// Whether a request may go on (IAM User Guide, "Policy evaluation logic").
package enum AccessDecision: Sendable, Hashable {
    case allowed
    case denied(Reason)

    /// Why not.
    package enum Reason: Sendable, Hashable, CaseIterable {
        case explicitlyByIdentity
        case explicitlyByResource
        /// No policy of the caller allows it.
        case notByIdentity
        /// No policy of the resource allows it.
        case notByResource
    }

    /// Decides from the policies of the caller and of the resource.
    ///
    /// A policy that denies decides alone. Within an account, one that allows is enough, on either
    /// side; a resource's policy that names the account only leaves it to the caller's. Between
    /// accounts both sides have to allow.
    package init(
        _ request: PolicyRequest, identity: IdentityPermissions, resource: [Policy]
    ) {
        let byResource = resource.reduce(Policy.Verdict.silent) {
            AccessDecision.join($0, $1.verdict(request))
        }
        if byResource == .denied {
            self = .denied(.explicitlyByResource)
            return
        }
        let byIdentity: Policy.Verdict =
            switch identity {
            case .everything: .allowed
            case .policies(let policies):
                policies.reduce(.silent) { AccessDecision.join($0, $1.verdict(request)) }
            }
        if byIdentity == .denied {
            self = .denied(.explicitlyByIdentity)
        } else if request.principal.account == request.resourceAccount {
            let isAllowed = byIdentity == .allowed || byResource == .allowed
            self = isAllowed ? .allowed : .denied(.notByIdentity)
        } else if byResource == .silent {
            self = .denied(.notByResource)
        } else if case .service = request.principal.kind {
            // A service has no policies of its own.
            self = .allowed
        } else {
            self = byIdentity == .allowed ? .allowed : .denied(.notByIdentity)
        }
    }

    /// What two policies say together.
    static func join(_ left: Policy.Verdict, _ right: Policy.Verdict) -> Policy.Verdict {
        for verdict in [Policy.Verdict.denied, .allowed, .allowedToAccount]
        where left == verdict || right == verdict {
            return verdict
        }
        return .silent
    }

    /// The sentence with which AWS refuses a request; nil for one that it does not refuse.
    ///
    /// - Parameter action: As the API writes it.
    package func refusal(of request: PolicyRequest, action: String) -> String? {
        guard case .denied(let reason) = self else { return nil }
        let detail =
            switch reason {
            case .explicitlyByIdentity: "with an explicit deny in an identity-based policy"
            case .explicitlyByResource: "with an explicit deny in a resource-based policy"
            case .notByIdentity: "because no identity-based policy allows the \(action) action"
            case .notByResource: "because no resource-based policy allows the \(action) action"
            }
        return
            "User: \(request.principal.arn) is not authorized to perform: \(action) on resource: "
            + "\(request.resource) \(detail)"
    }
}
