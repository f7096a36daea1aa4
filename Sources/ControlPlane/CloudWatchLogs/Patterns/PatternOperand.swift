/// The right side of a condition in a JSON or field pattern.
enum PatternOperand: Sendable {
    /// Text that must be equal; `number` when it was written without quotes and is one.
    case text([UInt8], number: Double?)
    /// Text with a `*` at one end or both.
    case wildcard([UInt8], open: Bool, close: Bool)
    case expression(PatternExpression)
    /// Whether the text of a value fits; `number` is the value's number, if it has one.
    func equals(_ text: String, number: Double?) -> Bool {
        if case .text(_, let mine?) = self, let number { return mine == number }
        var text = text
        return text.withUTF8 { bytes in
            switch self {
            case .text(let mine, _):
                return bytes.elementsEqual(mine)
            case .expression(let expression):
                return expression.matches(bytes)
            case .wildcard(let middle, let open, let close):
                switch (open, close) {
                case (true, true): return textContains(bytes, middle)
                case (true, false):
                    return bytes.count >= middle.count
                        && bytes.suffix(middle.count).elementsEqual(middle)
                case (false, _): return bytes.starts(with: middle)
                }
            }
        }
    }

    /// Reads an operand; an unquoted one ends at white space or a byte that `isEnd` names.
    init(
        _ scanner: inout PatternScanner, endingAt isEnd: (UInt8) -> Bool
    ) throws(FilterPatternError) {
        scanner.skipSpace()
        switch scanner.peek {
        case UInt8(ascii: "%"):
            self = .expression(try scanner.expression())
        case UInt8(ascii: "\""):
            self = PatternOperand(text: try scanner.quoted(), isQuoted: true)
        default:
            let text = scanner.take { !isPatternSpace($0) && !isEnd($0) && $0 != 0x22 }
            guard !text.isEmpty else { throw .invalid }
            self = PatternOperand(text: text, isQuoted: false)
        }
    }

    /// Only a star at an end is a wildcard; one in the middle is itself, as the service has it.
    private init(text: [UInt8], isQuoted: Bool) {
        let star = UInt8(ascii: "*")
        guard text.first == star || text.last == star else {
            self = .text(text, number: isQuoted ? nil : patternNumber(text))
            return
        }
        let open = text.first == star
        let close = text.last == star && (text.count > 1 || !open)
        var middle = text[...]
        if open { middle = middle.dropFirst() }
        if close { middle = middle.dropLast() }
        self = .wildcard(Array(middle), open: open, close: close)
    }
}

/// The number that `text` writes: digits with sign, fraction and exponent, nothing else that
/// Swift's own parser would take (`inf`, `nan`, `0x…`).
func patternNumber(_ text: some Collection<UInt8>) -> Double? {
    for byte in text {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
            UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"):
            continue
        default: return nil
        }
    }
    return Double(String(decoding: text, as: UTF8.self))
}

/// How a condition compares.
enum PatternComparison: Sendable {
    case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual

    /// Reads an operator; nil when none comes next.
    init?(_ scanner: inout PatternScanner) {
        scanner.skipSpace()
        if scanner.take("!=") {
            self = .notEqual
        } else if scanner.take("<=") {
            self = .lessOrEqual
        } else if scanner.take(">=") {
            self = .greaterOrEqual
        } else if scanner.take("=") {
            self = .equal
        } else if scanner.take("<") {
            self = .less
        } else if scanner.take(">") {
            self = .greater
        } else {
            return nil
        }
    }

    var isOrdering: Bool {
        switch self {
        case .equal, .notEqual: false
        case .less, .lessOrEqual, .greater, .greaterOrEqual: true
        }
    }
}

/// An operator and its operand: what a value is held against.
struct PatternTest: Sendable {
    let comparison: PatternComparison
    let operand: PatternOperand

    /// Reads the operand after `comparison`. Only numbers without quotes can be ordered.
    init(
        _ comparison: PatternComparison, _ scanner: inout PatternScanner,
        endingAt isEnd: (UInt8) -> Bool
    ) throws(FilterPatternError) {
        self.comparison = comparison
        operand = try PatternOperand(&scanner, endingAt: isEnd)
        guard comparison.isOrdering else { return }
        switch operand {
        case .text(_, .some): return
        case .text(let text, nil):
            throw .invalidTerm(String(decoding: text, as: UTF8.self))
        case .wildcard(let text, _, _):
            throw .invalidTerm(String(decoding: text, as: UTF8.self))
        case .expression: throw .invalid
        }
    }

    /// Whether a value passes, given as text and, where it is one, as a number.
    func passes(_ text: String, number: Double?) -> Bool {
        switch comparison {
        case .equal: return operand.equals(text, number: number)
        case .notEqual: return !operand.equals(text, number: number)
        case .less, .lessOrEqual, .greater, .greaterOrEqual:
            guard let number, case .text(_, let mine?) = operand else { return false }
            switch comparison {
            case .less: return number < mine
            case .lessOrEqual: return number <= mine
            case .greater: return number > mine
            case .greaterOrEqual, .equal, .notEqual: return number >= mine
            }
        }
    }
}

/// Conditions joined by `&&` and `||`, the first binding more tightly.
indirect enum PatternCondition<Leaf: Sendable>: Sendable {
    case leaf(Leaf)
    case all([PatternCondition])
    case any([PatternCondition])

    /// How deep parentheses may nest.
    static var maximumDepth: Int { 64 }

    /// Reads conditions whose leaves `leaf` reads.
    init(
        _ scanner: inout PatternScanner, depth: Int = 0,
        leaf: (inout PatternScanner) throws(FilterPatternError) -> Leaf
    ) throws(FilterPatternError) {
        guard depth < Self.maximumDepth else { throw .invalid }
        var alternatives: [PatternCondition] = []
        repeat {
            var parts: [PatternCondition] = []
            repeat {
                parts.append(try Self.part(&scanner, depth, leaf))
                scanner.skipSpace()
            } while scanner.take("&&")
            alternatives.append(parts.count == 1 ? parts[0] : .all(parts))
        } while scanner.take("||")
        self = alternatives.count == 1 ? alternatives[0] : .any(alternatives)
    }

    private static func part(
        _ scanner: inout PatternScanner, _ depth: Int,
        _ leaf: (inout PatternScanner) throws(FilterPatternError) -> Leaf
    ) throws(FilterPatternError) -> PatternCondition {
        scanner.skipSpace()
        guard scanner.take("(") else { return .leaf(try leaf(&scanner)) }
        let inner = try PatternCondition(&scanner, depth: depth + 1, leaf: leaf)
        try scanner.require(")")
        return inner
    }

    /// Whether the condition holds, given which leaves do.
    func holds(_ leaf: (Leaf) -> Bool) -> Bool {
        switch self {
        case .leaf(let test): leaf(test)
        case .all(let parts): parts.allSatisfy { $0.holds(leaf) }
        case .any(let parts): parts.contains { $0.holds(leaf) }
        }
    }
}
