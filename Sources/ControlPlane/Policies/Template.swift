/// Text of a policy with wildcards and policy variables (`${aws:username}`), which become text when
/// the request is known.
struct Template: Sendable, Hashable {
    enum Part: Sendable, Hashable {
        case character(Unicode.Scalar)
        case any
        case one
        /// The key in lowercase, and the text when the request does not have it.
        case variable(key: String, fallback: String?)
    }

    var parts: [Part]
    /// The pattern of a template without variables, made once.
    private var constant: Glob?

    /// Reads a text.
    ///
    /// - Parameters:
    ///   - wildcards: Whether `*` and `?` are more than characters.
    ///   - variables: Whether `${…}` is more than text, which it is since version 2012-10-17.
    init(_ text: String, wildcards: Bool, variables: Bool) {
        var parts: [Part] = []
        let scalars = Array(text.unicodeScalars)
        var index = 0
        while index < scalars.count {
            if variables, scalars[index] == "$", index + 1 < scalars.count,
                scalars[index + 1] == "{",
                let end = scalars[index...].firstIndex(of: "}")
            {
                parts.append(Template.variable(scalars[(index + 2)..<end]))
                index = end + 1
                continue
            }
            switch scalars[index] {
            case "*" where wildcards: parts.append(.any)
            case "?" where wildcards: parts.append(.one)
            default: parts.append(.character(scalars[index]))
            }
            index += 1
        }
        self.init(parts)
    }

    init(_ parts: [Part]) {
        self.parts = parts
        var tokens: [Glob.Token] = []
        for part in parts {
            switch part {
            case .character(let scalar): tokens.append(.character(scalar))
            case .any: tokens.append(.any)
            case .one: tokens.append(.one)
            case .variable: return
            }
        }
        constant = Glob(tokens: tokens)
    }

    var hasVariables: Bool { constant == nil }

    /// The parts between the first colons, at most `limit` of them.
    func segments(_ limit: Int) -> [Template] {
        parts.split(
            separator: .character(":"), maxSplits: limit - 1, omittingEmptySubsequences: false
        ).map { Template(Array($0)) }
    }

    /// The pattern for a request; nil when it lacks a key. What comes from the request is text,
    /// also when there is a `*` in it.
    func resolved(_ keys: [String: [String]]) -> Glob? {
        if let constant { return constant }
        var tokens: [Glob.Token] = []
        for part in parts {
            switch part {
            case .character(let scalar): tokens.append(.character(scalar))
            case .any: tokens.append(.any)
            case .one: tokens.append(.one)
            case .variable(let key, let fallback):
                // A key with several values cannot be a variable.
                let values = keys[key] ?? []
                guard let value = values.count == 1 ? values[0] : fallback else { return nil }
                tokens += value.unicodeScalars.map { .character($0) }
            }
        }
        return Glob(tokens: tokens)
    }

    /// What stands between the braces: `*`, `?` and `$` mean themselves, `key, 'text'` gives a text
    /// for requests without the key.
    private static func variable(_ content: ArraySlice<Unicode.Scalar>) -> Part {
        if content.count == 1, let only = content.first, ["*", "?", "$"].contains(only) {
            return .character(only)
        }
        let text = String(String.UnicodeScalarView(content))
        var fallback: String?
        var name = text
        if let comma = text.firstIndex(of: ",") {
            let rest = trimmed(text[text.index(after: comma)...])
            if rest.count >= 2, rest.hasPrefix("'"), rest.hasSuffix("'") {
                name = String(text[..<comma])
                fallback = String(rest.dropFirst().dropLast())
            }
        }
        return .variable(key: trimmed(name[...]).asciiLowercased, fallback: fallback)
    }

    private static func trimmed(_ text: Substring) -> String {
        var text = text.drop { $0 == " " }
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}

/// A pattern of ARNs. The first five parts between colons are matched one by one, so that a `*` in
/// one never reaches into the next; the last one may.
struct ARNPattern: Sendable, Hashable {
    fileprivate(set) var segments: [Template]

    init(_ text: String, variables: Bool) {
        segments = Template(text, wildcards: true, variables: variables).segments(6)
    }

    /// Whether an ARN fits; nil when the request lacks a key that the pattern names.
    func matches(_ text: String, _ keys: [String: [String]]) -> Bool? {
        // A pattern of fewer parts, such as `*`, has its last one go on to the end.
        let values = Array(text.unicodeScalars).split(
            separator: ":", maxSplits: segments.count - 1, omittingEmptySubsequences: false)
        var globs: [Glob] = []
        for segment in segments {
            guard let glob = segment.resolved(keys) else { return nil }
            globs.append(glob)
        }
        return globs.count == values.count && zip(globs, values).allSatisfy { $0.matches($1) }
    }
}
