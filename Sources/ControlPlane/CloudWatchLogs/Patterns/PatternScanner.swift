/// Reads the tokens that the three forms of filter patterns share.
struct PatternScanner {
    private let bytes: [UInt8]
    private(set) var index = 0
    /// How many regular expressions were read.
    private(set) var expressions = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    var peek: UInt8? { index < bytes.count ? bytes[index] : nil }
    var isAtEnd: Bool { index == bytes.count }

    mutating func skipSpace() {
        while let byte = peek, isPatternSpace(byte) { index += 1 }
    }

    /// Takes `text` if it comes next.
    mutating func take(_ text: StaticString) -> Bool {
        let length = text.utf8CodeUnitCount
        guard index + length <= bytes.count else { return false }
        for offset in 0..<length where bytes[index + offset] != text.utf8Start[offset] {
            return false
        }
        index += length
        return true
    }

    mutating func require(_ text: StaticString) throws(FilterPatternError) {
        skipSpace()
        guard take(text) else { throw .invalid }
    }

    /// Takes an upper-case word such as `IS`, if it comes next and ends there.
    mutating func takeKeyword(_ word: StaticString) -> Bool {
        let start = index
        guard take(word) else { return false }
        if let next = peek, isPatternWord(next) {
            index = start
            return false
        }
        return true
    }

    /// The bytes from here on that satisfy `condition`.
    mutating func take(while condition: (UInt8) -> Bool) -> [UInt8] {
        let start = index
        while let byte = peek, condition(byte) { index += 1 }
        return Array(bytes[start..<index])
    }

    /// The content of a text in double quotes, the opening one being next; `\"` and `\\` stand for
    /// the second character.
    mutating func quoted() throws(FilterPatternError) -> [UInt8] {
        guard take("\"") else { throw .invalid }
        var text: [UInt8] = []
        while let byte = peek {
            index += 1
            switch byte {
            case UInt8(ascii: "\""):
                return text
            case UInt8(ascii: "\\"):
                guard let next = peek else { throw .invalid }
                if next == UInt8(ascii: "\"") || next == UInt8(ascii: "\\") {
                    text.append(next)
                    index += 1
                } else {
                    text.append(byte)
                }
            default:
                text.append(byte)
            }
        }
        throw .invalid
    }

    /// A regular expression between percent signs, the opening one being next.
    mutating func expression() throws(FilterPatternError) -> PatternExpression {
        guard take("%") else { throw .invalid }
        let source = take { $0 != UInt8(ascii: "%") }
        guard take("%") else { throw .invalid }
        expressions += 1
        return try PatternExpression(source)
    }
}

/// White space between tokens of a pattern and fields of a message.
func isPatternSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
}

/// A character that an unquoted term may hold: letters, digits and underscore. Bytes of characters
/// beyond ASCII count as letters.
func isPatternWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
        true
    default: false
    }
}
