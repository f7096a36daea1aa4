import Shapes

/// `{ $.member = "value" && … }`: conditions on the members of a message that is a JSON object.
struct JSONPattern: Sendable {
    /// One step from a value to those below it.
    enum Step: Sendable, Hashable {
        case member(String)
        case element(Int)
        /// Any member of an object, or any element of a list.
        case every
    }

    enum Question: Sendable {
        case test(PatternTest)
        case isNull
        case isBool(Bool)
        case notExists
    }

    struct Leaf: Sendable {
        let path: [Step]
        let question: Question
    }

    /// How many `*` steps one selector, and a whole pattern, may have.
    static let maximumWildcards = (selector: 1, pattern: 3)

    let condition: PatternCondition<Leaf>

    /// Reads the pattern, its brace being next.
    init(_ scanner: inout PatternScanner) throws(FilterPatternError) {
        try scanner.require("{")
        var wildcards = 0
        condition = try PatternCondition(&scanner) { scanner throws(FilterPatternError) in
            let leaf = try JSONPattern.leaf(&scanner)
            wildcards += leaf.path.count { $0 == .every }
            return leaf
        }
        try scanner.require("}")
        guard wildcards <= JSONPattern.maximumWildcards.pattern else { throw .invalid }
    }

    func matches(_ message: String) -> Bool {
        guard let value = try? JSON.parse(message), case .object = value else { return false }
        return condition.holds { leaf in
            let found = JSONPattern.select(leaf.path[...], in: value)
            switch leaf.question {
            case .notExists: return found.isEmpty
            case .isNull: return found.contains(.null)
            case .isBool(let flag): return found.contains(.bool(flag))
            case .test(let test): return found.contains { JSONPattern.passes(test, $0) }
            }
        }
    }

    /// Only strings, numbers and truth values can be compared; others pass no test, not even `!=`.
    private static func passes(_ test: PatternTest, _ value: Value) -> Bool {
        switch value {
        case .string(let text): test.passes(text, number: nil)
        case .integer(let number): test.passes(String(number), number: Double(number))
        case .double(let number): test.passes(String(number), number: number)
        case .bool(let flag): test.passes(flag ? "true" : "false", number: nil)
        case .null, .bytes, .timestamp, .list, .object: false
        }
    }

    private static func select(_ path: ArraySlice<Step>, in value: Value) -> [Value] {
        guard let step = path.first else { return [value] }
        let rest = path.dropFirst()
        switch (step, value) {
        case (.member(let name), .object(let object)):
            guard let next = object[name] else { return [] }
            return select(rest, in: next)
        case (.element(let index), .list(let elements)):
            guard elements.indices.contains(index) else { return [] }
            return select(rest, in: elements[index])
        case (.every, .object(let object)):
            return object.members.flatMap { select(rest, in: $0.value) }
        case (.every, .list(let elements)):
            return elements.flatMap { select(rest, in: $0) }
        default:
            return []
        }
    }
}

// MARK: - Reading

extension JSONPattern {
    private static func leaf(_ scanner: inout PatternScanner) throws(FilterPatternError) -> Leaf {
        let path = try selector(&scanner)
        if let comparison = PatternComparison(&scanner) {
            let test = try PatternTest(comparison, &scanner) { byte in
                switch byte {
                case UInt8(ascii: ")"), UInt8(ascii: "}"), UInt8(ascii: "&"), UInt8(ascii: "|"):
                    true
                default: false
                }
            }
            return Leaf(path: path, question: .test(test))
        }
        scanner.skipSpace()
        if scanner.takeKeyword("IS") {
            scanner.skipSpace()
            if scanner.takeKeyword("NULL") { return Leaf(path: path, question: .isNull) }
            if scanner.takeKeyword("TRUE") { return Leaf(path: path, question: .isBool(true)) }
            if scanner.takeKeyword("FALSE") { return Leaf(path: path, question: .isBool(false)) }
        } else if scanner.takeKeyword("NOT") {
            scanner.skipSpace()
            if scanner.takeKeyword("EXISTS") { return Leaf(path: path, question: .notExists) }
        }
        throw .invalid
    }

    private static func selector(
        _ scanner: inout PatternScanner
    ) throws(FilterPatternError) -> [Step] {
        scanner.skipSpace()
        guard scanner.take("$") else { throw .invalid }
        var path: [Step] = []
        while true {
            if scanner.take(".[") || scanner.take("[") {
                path.append(try bracketed(&scanner))
            } else if scanner.take(".*") {
                path.append(.every)
            } else if scanner.take(".") {
                let name = scanner.take { isPatternWord($0) || $0 == UInt8(ascii: "-") }
                guard !name.isEmpty else { throw .invalid }
                path.append(.member(String(decoding: name, as: UTF8.self)))
            } else {
                break
            }
        }
        guard !path.isEmpty, path.count(where: { $0 == .every }) <= maximumWildcards.selector
        else { throw .invalid }
        return path
    }

    /// What stands between brackets: an index, a star, or a name in single or double quotes.
    private static func bracketed(
        _ scanner: inout PatternScanner
    ) throws(FilterPatternError) -> Step {
        defer { scanner.skipSpace() }
        let step: Step
        if scanner.take("*") {
            step = .every
        } else if scanner.take("'") {
            let name = scanner.take { $0 != UInt8(ascii: "'") }
            guard scanner.take("'"), !name.isEmpty else { throw .invalid }
            step = .member(String(decoding: name, as: UTF8.self))
        } else if scanner.peek == UInt8(ascii: "\"") {
            step = .member(String(decoding: try scanner.quoted(), as: UTF8.self))
        } else {
            let digits = scanner.take { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            guard let index = Int(String(decoding: digits, as: UTF8.self)) else { throw .invalid }
            step = .element(index)
        }
        guard scanner.take("]") else { throw .invalid }
        return step
    }
}
