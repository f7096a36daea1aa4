import Shapes

/// One line of a `Condition` element: an operator, a key, and the values that it is compared with.
struct Condition: Sendable, Hashable {
    /// How several values of a key in the request count.
    enum Quantifier: String, Sendable, CaseIterable {
        case all = "ForAllValues:"
        case any = "ForAnyValue:"
    }

    var test: ConditionOperator
    var quantifier: Quantifier?
    /// Whether the condition also holds when the key is absent.
    var ifExists: Bool
    /// In lowercase.
    var key: String
    var operands: [Operand]

    /// Whether the condition holds.
    ///
    /// An absent key fits nothing, so that operators that negate hold. A variable that the request
    /// has no value for fits nothing either; but a statement that allows all that does not fit it
    /// does not apply, because what it means to keep out is not known.
    func holds(_ keys: [String: [String]], for effect: Effect) -> Bool {
        let values = keys[key] ?? []
        if test == .null {
            return operands.contains { $0 == .bool(values.isEmpty) }
        }
        if values.isEmpty {
            if ifExists { return true }
            switch quantifier {
            case .all: return true
            case .any: return false
            case nil: return test.isNegated
            }
        }
        switch quantifier {
        case .all: return values.allSatisfy { holds($0, keys, effect) }
        case .any: return values.contains { holds($0, keys, effect) }
        case nil:
            return test.isNegated
                ? values.allSatisfy { holds($0, keys, effect) }
                : values.contains { holds($0, keys, effect) }
        }
    }

    /// Of one value in the request: whether it fits one of the operands, or none for operators
    /// that negate.
    private func holds(_ value: String, _ keys: [String: [String]], _ effect: Effect) -> Bool {
        guard test.isNegated else {
            return operands.contains { test.fits(value, $0, keys) == true }
        }
        let unknown = effect == .allow
        return !operands.contains { test.fits(value, $0, keys) ?? unknown }
    }

    func mentions(_ prefix: String) -> Bool {
        key.hasPrefix(prefix)
            || operands.contains { operand in
                switch operand {
                case .text(let template): template.mentions(prefix)
                case .arn(let pattern): pattern.mentions(prefix)
                case .number, .date, .bool, .bytes, .network: false
                }
            }
    }
}

/// A value of a policy, read for its operator.
enum Operand: Sendable, Hashable {
    case text(Template)
    case number(Double)
    case date(Timestamp)
    case bool(Bool)
    case bytes([UInt8])
    case network(IPNetwork)
    case arn(ARNPattern)
}

/// The operators of the language, without what may stand before and after them.
enum ConditionOperator: String, Sendable, CaseIterable {
    case stringEquals = "StringEquals"
    case stringNotEquals = "StringNotEquals"
    case stringEqualsIgnoreCase = "StringEqualsIgnoreCase"
    case stringNotEqualsIgnoreCase = "StringNotEqualsIgnoreCase"
    case stringLike = "StringLike"
    case stringNotLike = "StringNotLike"
    case numericEquals = "NumericEquals"
    case numericNotEquals = "NumericNotEquals"
    case numericLessThan = "NumericLessThan"
    case numericLessThanEquals = "NumericLessThanEquals"
    case numericGreaterThan = "NumericGreaterThan"
    case numericGreaterThanEquals = "NumericGreaterThanEquals"
    case dateEquals = "DateEquals"
    case dateNotEquals = "DateNotEquals"
    case dateLessThan = "DateLessThan"
    case dateLessThanEquals = "DateLessThanEquals"
    case dateGreaterThan = "DateGreaterThan"
    case dateGreaterThanEquals = "DateGreaterThanEquals"
    case bool = "Bool"
    case binaryEquals = "BinaryEquals"
    case ipAddress = "IpAddress"
    case notIPAddress = "NotIpAddress"
    case arnEquals = "ArnEquals"
    case arnNotEquals = "ArnNotEquals"
    case arnLike = "ArnLike"
    case arnNotLike = "ArnNotLike"
    case null = "Null"

    /// Whether the condition holds when no operand fits.
    var isNegated: Bool {
        switch self {
        case .stringNotEquals, .stringNotEqualsIgnoreCase, .stringNotLike, .numericNotEquals,
            .dateNotEquals, .notIPAddress, .arnNotEquals, .arnNotLike:
            true
        case .stringEquals, .stringEqualsIgnoreCase, .stringLike, .numericEquals,
            .numericLessThan, .numericLessThanEquals, .numericGreaterThan,
            .numericGreaterThanEquals, .dateEquals, .dateLessThan, .dateLessThanEquals,
            .dateGreaterThan, .dateGreaterThanEquals, .bool, .binaryEquals, .ipAddress,
            .arnEquals, .arnLike, .null:
            false
        }
    }

    /// Reads a value of a policy; nil when it is none for the operator.
    func operand(_ text: String, variables: Bool) -> Operand? {
        switch self {
        case .stringEquals, .stringNotEquals, .stringEqualsIgnoreCase, .stringNotEqualsIgnoreCase:
            return .text(Template(text, wildcards: false, variables: variables))
        case .stringLike, .stringNotLike:
            return .text(Template(text, wildcards: true, variables: variables))
        case .numericEquals, .numericNotEquals, .numericLessThan, .numericLessThanEquals,
            .numericGreaterThan, .numericGreaterThanEquals:
            return ConditionValue.number(text).map { .number($0) }
        case .dateEquals, .dateNotEquals, .dateLessThan, .dateLessThanEquals, .dateGreaterThan,
            .dateGreaterThanEquals:
            return ConditionValue.date(text).map { .date($0) }
        case .bool:
            let template = Template(text, wildcards: false, variables: variables)
            if template.hasVariables { return .text(template) }
            return ConditionValue.bool(text).map { .bool($0) }
        case .null: return ConditionValue.bool(text).map { .bool($0) }
        case .binaryEquals: return Base64.decode(text).map { .bytes($0) }
        case .ipAddress, .notIPAddress: return IPNetwork(text).map { .network($0) }
        case .arnEquals, .arnNotEquals, .arnLike, .arnNotLike:
            return .arn(ARNPattern(text, variables: variables))
        }
    }

    /// Whether a value of the request fits an operand, before any negation; nil when the operand
    /// has a variable that the request has no value for.
    func fits(_ value: String, _ operand: Operand, _ keys: [String: [String]]) -> Bool? {
        switch operand {
        case .text(let template):
            guard let glob = template.resolved(keys) else { return nil }
            return fits(value, glob)
        case .arn(let pattern): return pattern.matches(value, keys)
        case .number(let number):
            return ConditionValue.number(value).map { compares($0, number) } ?? false
        case .date(let date): return ConditionValue.date(value).map { compares($0, date) } ?? false
        case .bool(let bool): return ConditionValue.bool(value) == bool
        case .bytes(let bytes): return Base64.decode(value) == bytes
        case .network(let network):
            return IPNetwork(value).map { network.contains($0) } ?? false
        }
    }

    private func fits(_ value: String, _ glob: Glob) -> Bool {
        switch self {
        case .stringEqualsIgnoreCase, .stringNotEqualsIgnoreCase, .bool:
            let folded = glob.tokens.map { token -> Glob.Token in
                guard case .character(let scalar) = token else { return token }
                return .character(Unicode.Scalar(String(scalar).asciiLowercased) ?? scalar)
            }
            return Glob(tokens: folded).matches(value.asciiLowercased)
        default: return glob.matches(value)
        }
    }

    private func compares<T: Comparable>(_ left: T, _ right: T) -> Bool {
        switch self {
        case .numericLessThan, .dateLessThan: left < right
        case .numericLessThanEquals, .dateLessThanEquals: left <= right
        case .numericGreaterThan, .dateGreaterThan: left > right
        case .numericGreaterThanEquals, .dateGreaterThanEquals: left >= right
        default: left == right
        }
    }
}
