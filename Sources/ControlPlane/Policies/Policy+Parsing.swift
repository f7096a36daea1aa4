import Shapes

extension Policy {
    /// Reads a document.
    ///
    /// - Throws: ``MalformedPolicy`` for a text that is not JSON or not in the language, that says
    ///   a thing twice, that is larger than `rules` allow, or that does not say what they ask for.
    package init(_ text: String, rules: PolicyRules) throws(MalformedPolicy) {
        guard text.utf8.count <= rules.maximumSize else { throw .tooLarge(rules.maximumSize) }
        let value: Value
        do throws(JSON.ParseError) {
            value = try JSON.parse(text)
        } catch {
            throw .syntax("\(error)")
        }
        let members = try PolicyReader.members(
            value, of: "the policy", ["Version", "Id", "Statement"])
        version = .v2008
        if let given = members["Version"] {
            guard let known = given.string.flatMap(Version.init(rawValue:)) else {
                throw .syntax("Version is not 2012-10-17 or 2008-10-17")
            }
            version = known
        }
        if rules.principal == .forbidden, version != .v2012 {
            throw MalformedPolicy("Policy document must be version 2012-10-17 or greater.")
        }
        id = try members["Id"].map { value throws(MalformedPolicy) in
            guard let text = value.string else { throw .syntax("Id is not a string") }
            return text
        }
        guard let element = members["Statement"] else {
            throw .syntax("Missing required field Statement")
        }
        let reader = PolicyReader(rules: rules, variables: version == .v2012)
        statements = []
        for value in element.list ?? [element] { statements.append(try reader.statement(value)) }
        guard !statements.isEmpty else { throw .syntax("Statement is empty") }
        let names = statements.compactMap(\.sid).filter { !$0.isEmpty }
        guard Set(names).count == names.count else {
            throw MalformedPolicy("Statement IDs (SID) in a single policy must be unique.")
        }
    }
}

/// Reads the parts of a document by the rules of its kind.
struct PolicyReader {
    let rules: PolicyRules
    /// Whether `${…}` means something.
    let variables: Bool

    private static let elements = [
        "Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource",
        "NotResource", "Condition",
    ]

    func statement(_ value: Value) throws(MalformedPolicy) -> Statement {
        let members = try PolicyReader.members(value, of: "a statement", PolicyReader.elements)
        guard let given = members["Effect"] else { throw .syntax("Missing required field Effect") }
        guard let effect = given.string.flatMap(Effect.init(rawValue:)) else {
            throw .syntax("Effect is not Allow or Deny")
        }
        return Statement(
            sid: try sid(members["Sid"]), effect: effect,
            principals: try principals(members, effect), actions: try actions(members),
            resources: try resources(members), conditions: try conditions(members["Condition"]))
    }

    private func sid(_ value: Value?) throws(MalformedPolicy) -> String? {
        guard let value else { return nil }
        guard let text = value.string else { throw .syntax("Sid is not a string") }
        guard
            rules.principal != .forbidden
                || text.utf8.allSatisfy({ byte in
                    (48...57).contains(byte) || (65...90).contains(byte)
                        || (97...122).contains(byte)
                })
        else { throw MalformedPolicy("Statement IDs (SID) must be alpha-numeric.") }
        return text
    }

    /// The element `name`, or `Not` and `name`, whichever is there.
    private func element(
        _ name: String, in members: [String: Value]
    ) throws(MalformedPolicy) -> (value: Value, isNegated: Bool)? {
        switch (members[name], members["Not" + name]) {
        case (nil, nil): nil
        case (let value?, nil): (value, false)
        case (nil, let value?): (value, true)
        case (_?, _?): throw .syntax("\(name) and Not\(name) exclude each other")
        }
    }

    // MARK: Principals

    private func principals(
        _ members: [String: Value], _ effect: Effect
    ) throws(MalformedPolicy) -> Statement.Element<PrincipalSet>? {
        guard let found = try element("Principal", in: members) else {
            if rules.principal != .required { return nil }
            throw MalformedPolicy("Missing required field Principal")
        }
        if rules.principal == .forbidden {
            throw MalformedPolicy("Policy document should not specify a principal.")
        }
        let set = try principalSet(found.value)
        if !found.isNegated { return .listed(set) }
        // AWS: "NotPrincipal must be used with Deny".
        guard effect == .deny else { throw .syntax("NotPrincipal cannot be used with Allow") }
        return .allBut(set)
    }

    private func principalSet(_ value: Value) throws(MalformedPolicy) -> PrincipalSet {
        var set = PrincipalSet()
        if value.string == "*" {
            set.everybody = true
            return set
        }
        let kinds = ["AWS", "Service", "Federated", "CanonicalUser"]
        let members = try PolicyReader.members(value, of: "Principal", kinds)
        guard !members.isEmpty else { throw .syntax("Principal is empty") }
        for (kind, value) in members {
            for text in try PolicyReader.strings(value, of: "Principal") {
                if kind == "AWS" {
                    try set.add(aws: text)
                    continue
                }
                guard !text.isEmpty, !text.contains("*"), !text.contains("?") else {
                    throw MalformedPolicy("Invalid principal in policy: \"\(kind)\":\"\(text)\"")
                }
                if kind == "Service" {
                    set.services.insert(text.asciiLowercased)
                } else {
                    set.others.insert(text)
                }
            }
        }
        return set
    }

    // MARK: Actions and resources

    private func actions(
        _ members: [String: Value]
    ) throws(MalformedPolicy) -> Statement.Element<[Glob]> {
        let missing = MalformedPolicy("Policy statement must contain actions.")
        guard let found = try element("Action", in: members) else { throw missing }
        let texts = try PolicyReader.strings(found.value, of: "Action")
        guard !texts.isEmpty else { throw missing }
        var globs: [Glob] = []
        for text in texts {
            try check(action: text)
            let template = Template(text.asciiLowercased, wildcards: true, variables: false)
            guard let glob = template.resolved([:]) else { throw .syntax }
            globs.append(glob)
        }
        return found.isNegated ? .allBut(globs) : .listed(globs)
    }

    private func check(action text: String) throws(MalformedPolicy) {
        if text == "*" { return }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count > 1 else {
            throw MalformedPolicy(
                "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.")
        }
        guard parts.count == 2 else {
            throw MalformedPolicy("Actions/Condition can contain only one colon.")
        }
        let vendor = String(parts[0])
        let isName = vendor.utf8.allSatisfy { byte in
            (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
                || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
        }
        guard isName, !vendor.isEmpty else {
            throw MalformedPolicy("Vendor \(vendor) is not valid")
        }
        guard rules.service == nil || vendor.asciiLowercased == rules.service, !parts[1].isEmpty
        else { throw MalformedPolicy("Action \(text) is not valid here") }
    }

    private func resources(
        _ members: [String: Value]
    ) throws(MalformedPolicy) -> Statement.Element<[ARNPattern]>? {
        let missing = MalformedPolicy("Policy statement must contain resources.")
        guard let found = try element("Resource", in: members) else {
            if rules.resource != .required { return nil }
            throw missing
        }
        if rules.resource == .forbidden { throw MalformedPolicy("Has prohibited field Resource") }
        let texts = try PolicyReader.strings(found.value, of: "Resource")
        guard !texts.isEmpty else { throw missing }
        var patterns: [ARNPattern] = []
        for text in texts {
            guard text == "*" || text.hasPrefix("arn:") else {
                throw MalformedPolicy("Resource \(text) must be in ARN format or \"*\".")
            }
            patterns.append(ARNPattern(text, variables: variables))
        }
        return found.isNegated ? .allBut(patterns) : .listed(patterns)
    }

    // MARK: Conditions

    private func conditions(_ value: Value?) throws(MalformedPolicy) -> [Condition] {
        guard let value else { return [] }
        var conditions: [Condition] = []
        for (name, block) in try PolicyReader.members(value, of: "Condition", nil) {
            for (key, values) in try PolicyReader.members(block, of: name, nil) {
                conditions.append(try condition(name, key, values))
            }
        }
        return conditions
    }

    private func condition(
        _ name: String, _ key: String, _ value: Value
    ) throws(MalformedPolicy) -> Condition {
        var rest = name[...]
        let quantifier = Condition.Quantifier.allCases.first { rest.hasPrefix($0.rawValue) }
        if let quantifier { rest = rest.dropFirst(quantifier.rawValue.count) }
        let ifExists = rest.hasSuffix("IfExists")
        if ifExists { rest = rest.dropLast("IfExists".count) }
        guard let test = ConditionOperator(rawValue: String(rest)), test != .null || !ifExists
        else { throw .syntax("Invalid Condition type: \(name)") }
        guard !key.isEmpty else { throw .syntax("a condition has no key") }
        let texts = try PolicyReader.scalars(value, of: key)
        guard !texts.isEmpty else { throw .syntax("\(key) has no values") }
        var operands: [Operand] = []
        for text in texts {
            guard let operand = test.operand(text, variables: variables) else {
                throw .syntax("'\(text)' is no value for \(name)")
            }
            operands.append(operand)
        }
        return Condition(
            test: test, quantifier: quantifier, ifExists: ifExists, key: key.asciiLowercased,
            operands: operands)
    }

    // MARK: JSON

    /// The members of an object, each of which must be known and there once.
    static func members(
        _ value: Value, of what: String, _ known: [String]?
    ) throws(MalformedPolicy) -> [String: Value] {
        guard let object = value.object else { throw .syntax("\(what) is not an object") }
        var members: [String: Value] = [:]
        for member in object.members {
            guard known?.contains(member.name) ?? true else {
                throw .syntax("\(what) has an unknown field \(member.name)")
            }
            guard members.updateValue(member.value, forKey: member.name) == nil else {
                throw .syntax("\(what) has the field \(member.name) twice")
            }
        }
        return members
    }

    /// One string or a list of them.
    static func strings(_ value: Value, of what: String) throws(MalformedPolicy) -> [String] {
        var texts: [String] = []
        for element in value.list ?? [value] {
            guard let text = element.string else {
                throw .syntax("\(what) is not a string or a list of strings")
            }
            texts.append(text)
        }
        return texts
    }

    /// As ``strings(_:of:)``; numbers and truth values are written out, as IAM does it.
    private static func scalars(_ value: Value, of what: String) throws(MalformedPolicy) -> [String]
    {
        var texts: [String] = []
        for element in value.list ?? [value] {
            switch element {
            case .string(let text): texts.append(text)
            case .bool(let bool): texts.append(bool ? "true" : "false")
            case .integer(let number): texts.append(String(number))
            case .double(let number): texts.append(String(number))
            case .null, .bytes, .timestamp, .list, .object:
                throw .syntax("\(what) has a value that is not a string")
            }
        }
        return texts
    }
}
