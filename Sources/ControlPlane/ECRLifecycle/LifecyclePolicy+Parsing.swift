import Shapes

extension LifecyclePolicy {
    /// What makes a text no policy that we take, in ECR's words.
    package struct Invalid: Error, Sendable, Hashable {
        /// What follows "Lifecycle policy validation failure: ".
        package var reason: String
    }

    /// Reads and checks a policy's JSON.
    package init(_ text: String) throws(Invalid) {
        let root: Value
        do {
            root = try JSON.parse(text)
        } catch {
            throw Invalid(reason: "Could not map policyString into LifecyclePolicy.")
        }
        guard case .object(let object) = root else {
            throw Invalid(reason: "Could not map policyString into LifecyclePolicy.")
        }
        let document = Members(object)
        try document.check(required: ["rules"], optional: [])
        let values = try document.list("rules")
        guard !values.isEmpty else {
            throw Invalid(
                reason:
                    "array is too short: must have at least 1 elements but instance has 0 elements")
        }
        guard values.count <= LifecyclePolicy.maximumRules else {
            throw Invalid(
                reason: "array is too long: must have at most \(LifecyclePolicy.maximumRules) "
                    + "elements but instance has \(values.count) elements")
        }
        var rules: [Rule] = []
        for value in values {
            guard case .object(let object) = value else {
                throw Invalid.type(value, allowed: "object")
            }
            rules.append(try Rule(Members(object)))
        }
        try LifecyclePolicy.checkTogether(rules)
        self.init(rules: rules.sorted { $0.priority < $1.priority })
    }

    /// What no rule breaks by itself.
    private static func checkTogether(_ rules: [Rule]) throws(Invalid) {
        guard Set(rules.map(\.priority)).count == rules.count else {
            throw Invalid(reason: "Rules must have unique priorities")
        }
        for storageClass in [StorageClass.standard, .archive] {
            let group = rules.filter { $0.storageClass == storageClass }
            guard group.count(where: { $0.tags == .untagged }) <= 1 else {
                throw Invalid(reason: "Only one rule can select Untagged images per storage class.")
            }
            let last = group.map(\.priority).max()
            guard group.allSatisfy({ $0.tags != .any || $0.priority == last }) else {
                throw Invalid(
                    reason: "Rule for tagStatus=ANY must have the lowest priority per storage class"
                )
            }
            var seen: Set<Set<TagPattern>> = []
            for case .tagged(let patterns) in group.map(\.tags)
            where !seen.insert(Set(patterns)).inserted {
                throw Invalid(
                    reason: "Rules must have a unique set of tag prefixes or patterns per storage "
                        + "class")
            }
        }
    }
}

extension LifecyclePolicy.Rule {
    fileprivate init(_ members: Members) throws(LifecyclePolicy.Invalid) {
        try members.check(
            required: ["action", "rulePriority", "selection"], optional: ["description"])
        if members["description"] != nil { _ = try members.text("description") }
        priority = try members.integer("rulePriority", minimum: 1)
        let selection = try members.object("selection")
        try selection.check(
            required: ["countNumber", "countType", "tagStatus"],
            optional: ["countUnit", "storageClass", "tagPatternList", "tagPrefixList"])
        tags = try Self.tags(selection)
        count = try Self.count(selection)
        action = try Self.action(try members.object("action"))
        try checkTogether(selection)
    }

    private static func tags(
        _ selection: Members
    ) throws(LifecyclePolicy.Invalid) -> LifecyclePolicy.TagSelection {
        let status = try selection.text("tagStatus", among: ["any", "tagged", "untagged"])
        let patterns = try selection.texts("tagPatternList")
        let prefixes = try selection.texts("tagPrefixList")
        guard status == "tagged" else {
            guard patterns == nil, prefixes == nil else {
                throw .init(
                    reason: "tagPrefixList and tagPatternList can only be specified when "
                        + "tagStatus=TAGGED.")
            }
            return status == "any" ? .any : .untagged
        }
        switch (patterns, prefixes) {
        case (nil, nil):
            throw .init(
                reason: "Must specify tagPrefixList or tagPatternList when tagStatus=TAGGED.")
        case (_?, _?):
            throw .init(reason: "Cannot specify both tagPrefixList and tagPatternList in a rule.")
        case (let patterns?, nil):
            for pattern in patterns {
                let wildcards = pattern.count { $0 == "*" }
                guard wildcards <= LifecyclePolicy.maximumWildcards else {
                    throw .init(
                        reason: "Pattern '\(pattern)' has \(wildcards) wildcards; at most "
                            + "\(LifecyclePolicy.maximumWildcards) are allowed")
                }
            }
            return .tagged(patterns.map { TagPattern(pattern: $0) })
        case (nil, let prefixes?): return .tagged(prefixes.map { TagPattern(prefix: $0) })
        }
    }

    private static func count(
        _ selection: Members
    ) throws(LifecyclePolicy.Invalid) -> LifecyclePolicy.Count {
        let number = try selection.integer("countNumber", minimum: 1)
        let unit = try selection.optionalText("countUnit", among: ["days"])
        let type = try selection.text("countType")
        let count: LifecyclePolicy.Count
        switch type {
        case "imageCountMoreThan":
            guard unit == nil else {
                throw .noSchema(4, "countUnit cannot be given with \(type)")
            }
            return .newest(number)
        case "sinceImagePushed": count = .daysSincePush(number)
        case "sinceImagePulled": count = .daysSincePull(number)
        case "sinceImageTransitioned": count = .daysSinceTransition(number)
        default: throw .noSchema(4, "countType cannot be \"\(type)\"")
        }
        guard unit != nil else { throw .noSchema(4, "\(type) needs countUnit") }
        return count
    }

    private static func action(
        _ members: Members
    ) throws(LifecyclePolicy.Invalid) -> LifecyclePolicy.Action {
        try members.check(required: ["type"], optional: ["targetStorageClass"])
        let isArchive = try members.text("type", among: ["expire", "transition"]) == "transition"
        if members["targetStorageClass"] == .null {
            throw .noSchema(2, "targetStorageClass is null")
        }
        let target = try members.optionalText("targetStorageClass", among: ["archive"])
        guard isArchive == (target != nil) else {
            throw .noSchema(
                2,
                isArchive
                    ? "transition needs targetStorageClass" : "expire has no targetStorageClass")
        }
        return isArchive ? .archive : .expire
    }

    /// What the members of one rule must be to one another.
    private func checkTogether(_ selection: Members) throws(LifecyclePolicy.Invalid) {
        let given = try selection.optionalText("storageClass", among: ["archive", "standard"])
        switch count {
        case .daysSinceTransition(let days):
            guard given == "archive" else {
                throw .noSchema(4, "sinceImageTransitioned needs storageClass archive")
            }
            guard action == .expire else {
                throw .noSchema(4, "sinceImageTransitioned goes with the action expire only")
            }
            guard days >= LifecyclePolicy.minimumArchiveDays else {
                throw .minimum(LifecyclePolicy.minimumArchiveDays, found: days)
            }
        default:
            guard given != "archive" else {
                throw .noSchema(4, "storageClass archive goes with sinceImageTransitioned only")
            }
        }
        if case .daysSincePull = count, action != .archive {
            throw .noSchema(4, "sinceImagePulled goes with the action transition only")
        }
    }
}

extension LifecyclePolicy.Invalid {
    fileprivate static func noSchema(_ count: Int, _ reason: String) -> Self {
        Self(
            reason: "instance failed to match exactly one schema (matched 0 out of \(count)): "
                + reason)
    }

    fileprivate static func minimum(_ minimum: Int, found: some BinaryInteger) -> Self {
        Self(
            reason: "numeric instance is lower than the required minimum (minimum: \(minimum), "
                + "found: \(found))")
    }

    fileprivate static func type(_ value: Value, allowed: String) -> Self {
        let kind =
            switch value.kindName {
            case "list": "array"
            case "structure": "object"
            default: value.kindName
            }
        return Self(
            reason: "instance type (\(kind)) does not match any allowed primitive type (allowed: "
                + "[\"\(allowed)\"])")
    }
}

/// The members of a JSON object, asked for by name and kind.
private struct Members {
    private let object: Object

    init(_ object: Object) { self.object = object }

    subscript(_ name: String) -> Value? { object[name] }

    func check(
        required: [String], optional: [String]
    ) throws(LifecyclePolicy.Invalid) {
        let missing = required.filter { object[$0] == nil }
        guard missing.isEmpty else {
            throw .init(reason: "object has missing required properties (\(Self.list(missing)))")
        }
        let unknown = Set(object.members.map(\.name)).subtracting(required + optional)
        guard unknown.isEmpty else {
            throw .init(
                reason: "object instance has properties which are not allowed by the schema: "
                    + Self.list(unknown.sorted()))
        }
    }

    private static func list(_ names: [String]) -> String {
        "[" + names.map { "\"\($0)\"" }.joined(separator: ",") + "]"
    }

    func list(_ name: String) throws(LifecyclePolicy.Invalid) -> [Value] {
        guard let list = object[name]?.list else {
            throw .type(object[name] ?? .null, allowed: "array")
        }
        return list
    }

    func object(_ name: String) throws(LifecyclePolicy.Invalid) -> Members {
        guard let object = object[name]?.object else {
            throw .type(object[name] ?? .null, allowed: "object")
        }
        return Members(object)
    }

    func integer(_ name: String, minimum: Int) throws(LifecyclePolicy.Invalid) -> Int {
        guard case .integer(let number)? = object[name] else {
            throw .type(object[name] ?? .null, allowed: "integer")
        }
        guard number >= minimum else { throw .minimum(minimum, found: number) }
        guard number <= Int32.max else {
            throw .init(
                reason: "numeric instance is greater than the required maximum (maximum: "
                    + "\(Int32.max), found: \(number))")
        }
        return Int(number)
    }

    func text(_ name: String) throws(LifecyclePolicy.Invalid) -> String {
        guard let text = object[name]?.string else {
            throw .type(object[name] ?? .null, allowed: "string")
        }
        return text
    }

    func text(_ name: String, among known: [String]) throws(LifecyclePolicy.Invalid) -> String {
        let text = try text(name)
        guard known.contains(text) else {
            throw .init(
                reason: "instance value (\"\(text)\") not found in enum (possible values: "
                    + "\(Self.list(known)))")
        }
        return text
    }

    func optionalText(
        _ name: String, among known: [String]
    ) throws(LifecyclePolicy.Invalid) -> String? {
        object[name] == nil ? nil : try text(name, among: known)
    }

    /// A list of texts that are not empty; nil when it is not there.
    func texts(_ name: String) throws(LifecyclePolicy.Invalid) -> [String]? {
        if object[name] == nil { return nil }
        let values = try list(name)
        guard !values.isEmpty else {
            throw .init(
                reason: "array is too short: must have at least 1 elements but instance has 0 "
                    + "elements")
        }
        var texts: [String] = []
        for value in values {
            guard let text = value.string else { throw .type(value, allowed: "string") }
            guard !text.isEmpty else {
                throw .init(reason: "string \"\" is too short (length: 0, required minimum: 1)")
            }
            texts.append(text)
        }
        return texts
    }
}
