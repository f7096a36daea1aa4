import Shapes

/// A filter pattern of CloudWatch Logs, parsed once and matched against many messages.
///
/// The language has three forms, told apart by the first character: `{ … }` conditions on JSON
/// members, `[ … ]` conditions on fields between spaces, and anything else terms that a message
/// must or must not contain. Matching is case-sensitive. A pattern without terms matches everything.
/// Source: "Filter pattern syntax" of the CloudWatch Logs user guide.
struct FilterPattern: Sendable {
    enum Form: Sendable {
        case everything
        case terms(TermPattern)
        case json(JSONPattern)
        case fields(FieldPattern)
    }

    /// The longest pattern, in characters; the model's own maximum.
    static let maximumLength = 1_024
    /// How many regular expressions a pattern may hold.
    static let maximumExpressions = 2

    let form: Form

    /// Parses `text`; nil and white space match everything.
    init(_ text: String?) throws(FilterPatternError) {
        let bytes = Array((text ?? "").utf8)
        guard bytes.count <= FilterPattern.maximumLength * 4 else {
            throw .invalid
        }
        var scanner = PatternScanner(bytes)
        scanner.skipSpace()
        switch scanner.peek {
        case nil:
            form = .everything
        case UInt8(ascii: "{"):
            form = .json(try JSONPattern(&scanner))
        case UInt8(ascii: "["):
            form = .fields(try FieldPattern(&scanner))
        default:
            form = .terms(try TermPattern(&scanner))
        }
        scanner.skipSpace()
        guard scanner.isAtEnd, scanner.expressions <= FilterPattern.maximumExpressions else {
            throw .invalid
        }
    }

    /// Whether every message matches, so that none need be looked at.
    var matchesEverything: Bool {
        if case .everything = form { return true }
        return false
    }

    /// Whether `message` has what the pattern asks for.
    func matches(_ message: String) -> Bool {
        switch form {
        case .everything: true
        case .terms(let terms): terms.matches(message)
        case .json(let condition): condition.matches(message)
        case .fields(let fields): fields.matches(message)
        }
    }
}

/// Why a text is not a filter pattern, in the words of the service.
struct FilterPatternError: Error, Hashable {
    let message: String

    /// The text does not follow the grammar.
    static let invalid = FilterPatternError(message: "Invalid filter pattern")

    /// A term that must be put in quotes, or is not a number where one is needed.
    static func invalidTerm(_ term: String) -> FilterPatternError {
        FilterPatternError(message: "Invalid character(s) in term '\(term)'")
    }
}
