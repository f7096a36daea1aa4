/// Percent encoding as AWS's protocols and signatures use it (RFC 3986): everything but unreserved
/// characters is escaped, in upper-case hexadecimal.
package enum PercentEncoding {
    /// Escapes all but `A–Z a–z 0–9 - . _ ~`, and `/` when `keepingSlashes`.
    package static func encode(_ text: String, keepingSlashes: Bool = false) -> String {
        var output: [UInt8] = []
        output.reserveCapacity(text.utf8.count)
        for byte in text.utf8 { append(byte, to: &output, keepingSlashes: keepingSlashes) }
        return String(decoding: output, as: UTF8.self)
    }

    /// Undoes `encode`; `+` becomes a space when `plusIsSpace` (forms and query strings). An escape
    /// that is not two hexadecimal digits stays as it is. Nil when the bytes are not UTF-8.
    package static func decode(_ text: some StringProtocol, plusIsSpace: Bool) -> String? {
        String(validating: decodedBytes(text.utf8, plusIsSpace: plusIsSpace), as: UTF8.self)
    }

    /// The names and values of a form or query string, decoded, in order. Empty pieces are skipped;
    /// a name without `=` has an empty value. Nil when something is not UTF-8.
    package static func pairs(_ query: some StringProtocol) -> [(name: String, value: String)]? {
        var pairs: [(name: String, value: String)] = []
        for piece in query.utf8.split(separator: UInt8(ascii: "&")) {
            let parts = piece.split(
                separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard
                let name = String(
                    validating: decodedBytes(parts[0], plusIsSpace: true), as: UTF8.self),
                let value = parts.count == 1
                    ? ""
                    : String(validating: decodedBytes(parts[1], plusIsSpace: true), as: UTF8.self)
            else { return nil }
            pairs.append((name, value))
        }
        return pairs
    }

    static func append(_ byte: UInt8, to output: inout [UInt8], keepingSlashes: Bool = false) {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
            UInt8(ascii: "_"), UInt8(ascii: "~"):
            output.append(byte)
        case UInt8(ascii: "/") where keepingSlashes:
            output.append(byte)
        default:
            output.append(UInt8(ascii: "%"))
            output.append(Hex.upperDigits[Int(byte >> 4)])
            output.append(Hex.upperDigits[Int(byte & 15)])
        }
    }

    static func decodedBytes(
        _ text: some Collection<UInt8>, plusIsSpace: Bool
    ) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(text.count)
        var index = text.startIndex
        while index != text.endIndex {
            let byte = text[index]
            text.formIndex(after: &index)
            if byte == UInt8(ascii: "+"), plusIsSpace {
                output.append(UInt8(ascii: " "))
            } else if byte == UInt8(ascii: "%"), let escaped = escapedByte(text, at: index) {
                output.append(escaped)
                text.formIndex(&index, offsetBy: 2)
            } else {
                output.append(byte)
            }
        }
        return output
    }

    private static func escapedByte<Text: Collection<UInt8>>(
        _ text: Text, at index: Text.Index
    ) -> UInt8? {
        guard index != text.endIndex else { return nil }
        let next = text.index(after: index)
        guard next != text.endIndex, let high = Hex.digit(text[index]),
            let low = Hex.digit(text[next])
        else { return nil }
        return high << 4 | low
    }
}
