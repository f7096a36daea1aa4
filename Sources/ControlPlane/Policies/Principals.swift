/// Who asks, as the policy language sees it.
package struct PolicyPrincipal: Sendable, Hashable {
    /// The kinds of callers.
    package enum Kind: Sendable, Hashable {
        /// The account itself.
        case root
        case user
        /// A session of a role of the caller's account; names of roles are unique in an account,
        /// whatever their paths.
        case session(role: String)
        case federatedUser
        /// A service of AWS, such as `ecs-tasks.amazonaws.com`.
        case service(String)
    }

    /// The ARN; of a session its own, not its role's.
    package var arn: String
    /// The twelve digits of the account.
    package var account: String
    /// The unique id: `AIDA…`, `AROA…:session`, the account of root.
    package var userID: String
    package var kind: Kind

    /// Reads a caller's ARN: `arn:aws:iam::<account>:root`, `…:user/…`, `arn:aws:sts::<account>:
    /// assumed-role/<role>/<session>` or `…:federated-user/<name>`. Anything else is taken for a
    /// user, to whom only its own ARN, its id and its account apply.
    package init(arn: String, account: String, userID: String) {
        self.arn = arn
        self.account = account
        self.userID = userID
        let resource =
            arn.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
            .last.map(String.init) ?? ""
        let parts = resource.split(separator: "/", omittingEmptySubsequences: false)
        switch parts.first {
        case "root" where parts.count == 1: kind = .root
        case "assumed-role" where parts.count >= 3: kind = .session(role: String(parts[1]))
        case "federated-user": kind = .federatedUser
        default: kind = .user
        }
    }

    /// A service that calls for itself.
    package init(service: String) {
        arn = service
        account = ""
        userID = ""
        kind = .service(service.asciiLowercased)
    }

    /// What `aws:PrincipalArn` gives: of a session, its role's.
    var principalARN: String {
        guard case .session(let role) = kind else { return arn }
        return "arn:aws:iam::\(account):role/\(role)"
    }

    /// The keys that every request of the caller has, in lowercase.
    package var keys: [String: [String]] {
        if case .service(let name) = kind {
            return ["aws:principalisawsservice": ["true"], "aws:principalservicename": [name]]
        }
        var keys = [
            "aws:principalarn": [principalARN], "aws:principalaccount": [account],
            "aws:userid": [userID], "aws:principalisawsservice": ["false"],
        ]
        switch kind {
        case .root: keys["aws:principaltype"] = ["Account"]
        case .user:
            keys["aws:principaltype"] = ["User"]
            keys["aws:username"] = arn.split(separator: "/").last.map { [String($0)] }
        case .session: keys["aws:principaltype"] = ["AssumedRole"]
        case .federatedUser: keys["aws:principaltype"] = ["FederatedUser"]
        case .service: break
        }
        return keys
    }
}

/// What a `Principal` element lists.
struct PrincipalSet: Sendable, Hashable {
    /// How a caller is among those listed.
    enum Match: Comparable {
        case not
        /// Its account is: what that lets its people do is for the account to say.
        case account
        /// It is itself, or everybody is.
        case itself
    }

    struct Role: Hashable {
        var account: String
        var name: String
    }

    var everybody = false
    var accounts: Set<String> = []
    /// Of users, sessions and federated users.
    var arns: Set<String> = []
    var roles: Set<Role> = []
    /// Unique ids of users and roles.
    var ids: Set<String> = []
    var services: Set<String> = []
    /// Identity providers and canonical users, neither of which call by themselves.
    var others: Set<String> = []

    func match(_ caller: PolicyPrincipal) -> Match {
        if everybody { return .itself }
        if case .service(let name) = caller.kind { return services.contains(name) ? .itself : .not }
        let isAccount = accounts.contains(caller.account)
        if case .root = caller.kind { return isAccount ? .itself : .not }
        if arns.contains(caller.arn) || names(roleOf: caller) || ids.contains(caller.userID) {
            return .itself
        }
        return isAccount ? .account : .not
    }

    /// Whether a statement with `NotPrincipal` leaves the caller out, for which it must name the
    /// caller in each of its parts: the account, the role, and the session or user itself.
    func excludes(_ caller: PolicyPrincipal) -> Bool {
        if everybody { return true }
        switch caller.kind {
        case .service(let name): return services.contains(name)
        case .root: return accounts.contains(caller.account)
        case .user, .federatedUser:
            return accounts.contains(caller.account)
                && (arns.contains(caller.arn) || ids.contains(caller.userID))
        case .session:
            return accounts.contains(caller.account) && names(roleOf: caller)
                && (arns.contains(caller.arn) || ids.contains(caller.userID))
        }
    }

    private func names(roleOf caller: PolicyPrincipal) -> Bool {
        guard case .session(let role) = caller.kind else { return false }
        return roles.contains(Role(account: caller.account, name: role))
            || ids.contains(String(caller.userID.prefix { $0 != ":" }))
    }

    // MARK: Reading

    /// Adds what `"AWS"` says.
    mutating func add(aws text: String) throws(MalformedPolicy) {
        if text == "*" {
            everybody = true
            return
        }
        let invalid = MalformedPolicy("Invalid principal in policy: \"AWS\":\"\(text)\"")
        // A part of a name cannot be left open.
        guard !text.contains("*"), !text.contains("?") else { throw invalid }
        if PrincipalSet.isAccount(text) {
            accounts.insert(text)
        } else if text.hasPrefix("arn:") {
            try add(arn: text, or: invalid)
        } else if text.hasPrefix("A"), (16...128).contains(text.utf8.count),
            text.utf8.allSatisfy({ (48...57).contains($0) || (65...90).contains($0) })
        {
            ids.insert(text)
        } else {
            throw invalid
        }
    }

    private mutating func add(arn: String, or invalid: MalformedPolicy) throws(MalformedPolicy) {
        let parts = arn.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
            .map(String.init)
        guard parts.count == 6, ["aws", "aws-cn", "aws-us-gov"].contains(parts[1]),
            parts[3].isEmpty, PrincipalSet.isAccount(parts[4])
        else { throw invalid }
        let names = parts[5].split(separator: "/", omittingEmptySubsequences: false)
            .map(String.init)
        guard !names.contains(""), let name = names.last else { throw invalid }
        switch (parts[2], names[0], names.count) {
        case ("iam", "root", 1): accounts.insert(parts[4])
        case ("iam", "user", 2...): arns.insert(arn)
        case ("iam", "role", 2...): roles.insert(Role(account: parts[4], name: name))
        case ("sts", "assumed-role", 3), ("sts", "federated-user", 2): arns.insert(arn)
        default: throw invalid
        }
    }

    /// Whether a text is the number of an account.
    static func isAccount(_ text: String) -> Bool {
        text.utf8.count == 12 && text.utf8.allSatisfy { (48...57).contains($0) }
    }
}
