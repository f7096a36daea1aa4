import Glibc

/// Terms that a message must contain: all required ones, none of the excluded ones, and, only when
/// there is no other term, at least one of the optional ones.
struct TermPattern: Sendable {
    enum Term: Sendable {
        case text([UInt8])
        case expression(PatternExpression)
    }

    private(set) var required: [Term] = []
    private(set) var excluded: [Term] = []
    private(set) var optional: [Term] = []

    /// Reads terms up to the end.
    init(_ scanner: inout PatternScanner) throws(FilterPatternError) {
        while true {
            scanner.skipSpace()
            if scanner.isAtEnd { break }
            if scanner.take("?") {
                optional.append(try TermPattern.term(&scanner))
            } else if scanner.take("-") {
                excluded.append(try TermPattern.term(&scanner))
            } else {
                required.append(try TermPattern.term(&scanner))
            }
        }
        // The user guide: "If you combine ? with other filter patterns, all question mark terms
        // will be ignored."
        if !required.isEmpty || !excluded.isEmpty { optional = [] }
    }

    private static func term(_ scanner: inout PatternScanner) throws(FilterPatternError) -> Term {
        switch scanner.peek {
        case UInt8(ascii: "\""):
            let phrase = try scanner.quoted()
            // `" "` and `""` are the documented ways to match everything.
            return .text(phrase.allSatisfy(isPatternSpace) ? [] : phrase)
        case UInt8(ascii: "%"):
            return .expression(try scanner.expression())
        default:
            let word = scanner.take { !isPatternSpace($0) }
            guard !word.isEmpty else { throw .invalid }
            guard word.allSatisfy(isPatternWord) else {
                throw .invalidTerm(String(decoding: word, as: UTF8.self))
            }
            return .text(word)
        }
    }

    func matches(_ message: String) -> Bool {
        var message = message
        return message.withUTF8 { bytes in
            for term in required where !TermPattern.contains(term, bytes) { return false }
            for term in excluded where TermPattern.contains(term, bytes) { return false }
            return optional.isEmpty || optional.contains { TermPattern.contains($0, bytes) }
        }
    }

    private static func contains(_ term: Term, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        switch term {
        case .text(let text): textContains(bytes, text)
        case .expression(let expression): expression.matches(bytes)
        }
    }
}

/// Whether `needle` occurs in `bytes`; the empty one does.
func textContains(_ bytes: UnsafeBufferPointer<UInt8>, _ needle: [UInt8]) -> Bool {
    guard let first = needle.first else { return true }
    guard var place = bytes.baseAddress, bytes.count >= needle.count else { return false }
    // Glibc's module leaves out memmem, a GNU extension.
    let end = place + (bytes.count - needle.count) + 1
    while place < end {
        guard let found = memchr(place, Int32(first), end - place) else { return false }
        place = UnsafePointer(found.assumingMemoryBound(to: UInt8.self))
        if memcmp(place, needle, needle.count) == 0 { return true }
        place += 1
    }
    return false
}
