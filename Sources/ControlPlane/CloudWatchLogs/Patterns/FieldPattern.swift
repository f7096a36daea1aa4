/// `[ip, user, status = 4*, …]`: conditions on the fields of a message, which white space divides;
/// what stands between brackets or double quotes is one field.
struct FieldPattern: Sendable {
    /// A named field; without a condition anything fits.
    struct Field: Sendable {
        let condition: PatternCondition<PatternTest>?
    }

    /// Fields from the first on.
    private let leading: [Field]
    /// Fields up to the last, when an ellipsis stands before them; nil without an ellipsis.
    private let trailing: [Field]?

    /// Reads the pattern, its bracket being next.
    init(_ scanner: inout PatternScanner) throws(FilterPatternError) {
        try scanner.require("[")
        var leading: [Field] = []
        var trailing: [Field]?
        repeat {
            scanner.skipSpace()
            if scanner.take("...") {
                guard trailing == nil else { throw .invalid }
                trailing = []
                scanner.skipSpace()
                continue
            }
            let field = try FieldPattern.field(&scanner)
            if trailing == nil { leading.append(field) } else { trailing?.append(field) }
        } while scanner.take(",")
        try scanner.require("]")
        self.leading = leading
        self.trailing = trailing
    }

    func matches(_ message: String) -> Bool {
        // Without an ellipsis the last field takes what remains of the line: `[w1=ERROR, w2]`
        // matches a line of any length that begins with ERROR.
        let limit = trailing == nil ? leading.count : Int.max
        let fields = FieldPattern.split(message, into: limit)
        guard let trailing else {
            guard fields.count == leading.count else { return false }
            return zip(leading, fields).allSatisfy(FieldPattern.fits)
        }
        guard fields.count >= leading.count + trailing.count else { return false }
        return zip(leading, fields).allSatisfy(FieldPattern.fits)
            && zip(trailing, fields.suffix(trailing.count)).allSatisfy(FieldPattern.fits)
    }

    private static func fits(_ field: Field, _ text: String) -> Bool {
        guard let condition = field.condition else { return true }
        let number = patternNumber(text.utf8)
        return condition.holds { $0.passes(text, number: number) }
    }

    /// Reads `name`, or `name = value` with further conditions on the same name.
    private static func field(_ scanner: inout PatternScanner) throws(FilterPatternError) -> Field {
        let start = scanner
        let name = fieldName(&scanner)
        scanner.skipSpace()
        if scanner.peek == UInt8(ascii: ",") || scanner.peek == UInt8(ascii: "]") {
            guard !name.isEmpty else { throw .invalid }
            return Field(condition: nil)
        }
        scanner = start
        var first: [UInt8]? = name.isEmpty ? nil : name
        let condition = try PatternCondition<PatternTest>(
            &scanner
        ) { scanner throws(FilterPatternError) in
            let name = fieldName(&scanner)
            guard !name.isEmpty, name == first ?? name else { throw .invalid }
            first = name
            guard let comparison = PatternComparison(&scanner) else { throw .invalid }
            return try PatternTest(comparison, &scanner) { byte in
                switch byte {
                case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "&"), UInt8(ascii: "|"),
                    UInt8(ascii: ")"):
                    true
                default: false
                }
            }
        }
        scanner.skipSpace()
        return Field(condition: condition)
    }

    private static func fieldName(_ scanner: inout PatternScanner) -> [UInt8] {
        scanner.skipSpace()
        return scanner.take { isPatternWord($0) || $0 == UInt8(ascii: "-") }
    }

    /// The fields of `message`, at most `limit`, the last of which then holds the rest of it.
    static func split(_ message: String, into limit: Int) -> [String] {
        let bytes = Array(message.utf8)
        var fields: [String] = []
        var index = 0
        func skipSpace() {
            while index < bytes.count, isPatternSpace(bytes[index]) { index += 1 }
        }
        func take(to end: Int) -> String {
            defer { index = end }
            return String(decoding: bytes[index..<end], as: UTF8.self)
        }
        /// The end of a field without brackets, or the place of the byte that closes one.
        func end(_ condition: (UInt8) -> Bool) -> Int {
            bytes[index...].firstIndex(where: condition) ?? bytes.count
        }
        skipSpace()
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "[") || bytes[index] == UInt8(ascii: "\"") {
                let close = UInt8(ascii: bytes[index] == UInt8(ascii: "[") ? "]" : "\"")
                index += 1
                fields.append(take(to: end { $0 == close }))
                index = min(index + 1, bytes.count)
            } else if fields.count == limit - 1 {
                var last = bytes.count
                let stop = end(isPatternSpace)
                while last > stop, isPatternSpace(bytes[last - 1]) { last -= 1 }
                fields.append(take(to: last))
            } else {
                fields.append(take(to: end(isPatternSpace)))
            }
            skipSpace()
            if fields.count == limit { break }
        }
        return fields
    }
}
