/// JSON text (RFC 8259) to value trees and back.
package enum JSON {
    /// How deep arrays and objects may nest.
    package static let maximumDepth = 128

    /// Why bytes are not JSON.
    package struct ParseError: Error, Hashable, CustomStringConvertible {
        /// What was wrong.
        package var message: String
        /// Byte offset of the fault.
        package var offset: Int

        package var description: String { "\(message) at byte \(offset)" }
    }

    /// Parses one JSON text; anything but white space after it is an error. Numbers without fraction
    /// or exponent that fit become `integer`, others `double`.
    ///
    /// - Parameter maximumValues: How many values there may be in all. A value takes two bytes of text
    ///   and many times that in memory, so a text of strangers is bounded by more than its size.
    package static func parse(
        _ bytes: some Sequence<UInt8>, maximumValues: Int = .max
    ) throws(ParseError) -> Value {
        let input = Array(bytes)
        var result: Result<Value, ParseError> = .success(.null)
        input.withUnsafeBufferPointer { buffer in
            var parser = JSONParser(bytes: buffer, maximumValues: maximumValues)
            result = Result { () throws(ParseError) -> Value in try parser.parseText() }
        }
        return try result.get()
    }

    /// Parses text of a string.
    package static func parse(_ text: String) throws(ParseError) -> Value {
        try parse(text.utf8)
    }

    /// The shortest text for `value`: blobs as base64, times as seconds since the epoch, which is
    /// what AWS JSON asks for.
    package static func serialize(_ value: Value) -> [UInt8] {
        var writer = JSONWriter()
        writer.write(value)
        return writer.output
    }

    /// The text of a shape.
    package static func encode(_ shape: some ShapeValue) -> [UInt8] {
        serialize(shape.encoded)
    }

    /// The shape of a text. Throws `ParseError` or `ShapeError`.
    package static func decode<T: ShapeValue>(
        _ type: T.Type = T.self, from bytes: some Sequence<UInt8>
    ) throws -> T {
        try T.decoded(from: parse(bytes))
    }
}

private struct JSONParser {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var index = 0
    private var allowedValues: Int

    init(bytes: UnsafeBufferPointer<UInt8>, maximumValues: Int) {
        self.bytes = bytes
        allowedValues = maximumValues
    }

    private func failure(_ message: String) -> JSON.ParseError {
        JSON.ParseError(message: message, offset: index)
    }

    private mutating func skipSpace() {
        while index < bytes.count {
            switch bytes[index] {
            case 0x20, 0x09, 0x0A, 0x0D: index += 1
            default: return
            }
        }
    }

    mutating func parseText() throws(JSON.ParseError) -> Value {
        let value = try parseValue(depth: 0)
        skipSpace()
        guard index == bytes.count else { throw failure("unexpected text after the value") }
        return value
    }

    private mutating func parseValue(depth: Int) throws(JSON.ParseError) -> Value {
        guard depth < JSON.maximumDepth else { throw failure("nested too deeply") }
        guard allowedValues > 0 else { throw failure("too many values") }
        allowedValues -= 1
        skipSpace()
        guard index < bytes.count else { throw failure("unexpected end") }
        switch bytes[index] {
        case UInt8(ascii: "{"): return try parseObject(depth: depth)
        case UInt8(ascii: "["): return try parseArray(depth: depth)
        case UInt8(ascii: "\""): return .string(try parseString())
        case UInt8(ascii: "t"): return try parseWord("true", .bool(true))
        case UInt8(ascii: "f"): return try parseWord("false", .bool(false))
        case UInt8(ascii: "n"): return try parseWord("null", .null)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try parseNumber()
        default: throw failure("unexpected character")
        }
    }

    private mutating func parseWord(
        _ word: StaticString, _ value: Value
    ) throws(JSON.ParseError) -> Value {
        let length = word.utf8CodeUnitCount
        guard index + length <= bytes.count else { throw failure("unexpected end") }
        for offset in 0..<length where bytes[index + offset] != word.utf8Start[offset] {
            throw failure("unexpected word")
        }
        index += length
        return value
    }

    private mutating func parseObject(depth: Int) throws(JSON.ParseError) -> Value {
        index += 1
        var members: [Object.Member] = []
        skipSpace()
        if index < bytes.count, bytes[index] == UInt8(ascii: "}") {
            index += 1
            return .object(Object())
        }
        while true {
            skipSpace()
            guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else {
                throw failure("expected a member name")
            }
            let name = try parseString()
            skipSpace()
            guard index < bytes.count, bytes[index] == UInt8(ascii: ":") else {
                throw failure("expected ':'")
            }
            index += 1
            members.append(.init(name: name, value: try parseValue(depth: depth + 1)))
            if try endsContainer(UInt8(ascii: "}")) { return .object(Object(members)) }
        }
    }

    private mutating func parseArray(depth: Int) throws(JSON.ParseError) -> Value {
        index += 1
        var elements: [Value] = []
        skipSpace()
        if index < bytes.count, bytes[index] == UInt8(ascii: "]") {
            index += 1
            return .list([])
        }
        while true {
            elements.append(try parseValue(depth: depth + 1))
            if try endsContainer(UInt8(ascii: "]")) { return .list(elements) }
        }
    }

    private mutating func endsContainer(_ end: UInt8) throws(JSON.ParseError) -> Bool {
        skipSpace()
        guard index < bytes.count else { throw failure("unexpected end") }
        defer { index += 1 }
        if bytes[index] == end { return true }
        guard bytes[index] == UInt8(ascii: ",") else { throw failure("expected ',' or the end") }
        return false
    }

    private mutating func parseNumber() throws(JSON.ParseError) -> Value {
        let start = index
        if bytes[index] == UInt8(ascii: "-") { index += 1 }
        let leading = index
        try skipDigits()
        guard bytes[leading] != UInt8(ascii: "0") || index == leading + 1 else {
            throw failure("number with a leading zero")
        }
        var isInteger = true
        if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
            isInteger = false
            index += 1
            try skipDigits()
        }
        if index < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "e") {
            isInteger = false
            index += 1
            if index < bytes.count,
                bytes[index] == UInt8(ascii: "+") || bytes[index] == UInt8(ascii: "-")
            {
                index += 1
            }
            try skipDigits()
        }
        let text = String(decoding: bytes[start..<index], as: UTF8.self)
        if isInteger, let number = Int64(text) { return .integer(number) }
        guard let number = Double(text), number.isFinite else { throw failure("number too large") }
        return .double(number)
    }

    private mutating func skipDigits() throws(JSON.ParseError) {
        let start = index
        while index < bytes.count, (48...57).contains(bytes[index]) { index += 1 }
        guard index > start else { throw failure("expected a digit") }
    }

    private mutating func parseString() throws(JSON.ParseError) -> String {
        index += 1
        let start = index
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "\""):
                defer { index += 1 }
                return try text(bytes[start..<index])
            case UInt8(ascii: "\\"): return try parseEscapedString(from: start)
            case 0..<0x20: throw failure("control character in a string")
            default: index += 1
            }
        }
        throw failure("unterminated string")
    }

    private func text(_ utf8: some Collection<UInt8>) throws(JSON.ParseError) -> String {
        guard let text = String(validating: utf8, as: UTF8.self) else {
            throw failure("string is not UTF-8")
        }
        return text
    }

    private mutating func parseEscapedString(from start: Int) throws(JSON.ParseError) -> String {
        var decoded = Array(bytes[start..<index])
        while index < bytes.count {
            let byte = bytes[index]
            switch byte {
            case UInt8(ascii: "\""):
                index += 1
                return try text(decoded)
            case UInt8(ascii: "\\"):
                index += 1
                try parseEscape(into: &decoded)
            case 0..<0x20: throw failure("control character in a string")
            default:
                decoded.append(byte)
                index += 1
            }
        }
        throw failure("unterminated string")
    }

    private mutating func parseEscape(into decoded: inout [UInt8]) throws(JSON.ParseError) {
        guard index < bytes.count else { throw failure("unterminated string") }
        let letter = bytes[index]
        index += 1
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): decoded.append(letter)
        case UInt8(ascii: "b"): decoded.append(0x08)
        case UInt8(ascii: "f"): decoded.append(0x0C)
        case UInt8(ascii: "n"): decoded.append(0x0A)
        case UInt8(ascii: "r"): decoded.append(0x0D)
        case UInt8(ascii: "t"): decoded.append(0x09)
        case UInt8(ascii: "u"):
            let scalar = try parseUnicodeEscape()
            decoded.append(contentsOf: UTF8.encode(scalar)!)
        default: throw failure("unknown escape")
        }
    }

    private mutating func parseUnicodeEscape() throws(JSON.ParseError) -> Unicode.Scalar {
        let first = try hexUnit()
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard first < 0xDC00, index + 1 < bytes.count, bytes[index] == UInt8(ascii: "\\"),
            bytes[index + 1] == UInt8(ascii: "u")
        else { throw failure("lone surrogate") }
        index += 2
        let second = try hexUnit()
        guard (0xDC00...0xDFFF).contains(second) else { throw failure("lone surrogate") }
        let code = 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
        return Unicode.Scalar(code)!
    }

    private mutating func hexUnit() throws(JSON.ParseError) -> UInt32 {
        guard index + 4 <= bytes.count else { throw failure("unterminated escape") }
        var unit: UInt32 = 0
        for byte in bytes[index..<index + 4] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw failure("bad hexadecimal digit")
            }
            unit = unit << 4 | UInt32(digit)
        }
        index += 4
        return unit
    }
}

private struct JSONWriter {
    var output: [UInt8] = []

    mutating func write(_ value: Value) {
        switch value {
        case .null: output.append(contentsOf: "null".utf8)
        case .bool(let flag): output.append(contentsOf: (flag ? "true" : "false").utf8)
        case .integer(let number): output.append(contentsOf: String(number).utf8)
        case .double(let number): write(number)
        case .string(let text): write(text)
        case .bytes(let bytes): write(Base64.encode(bytes))
        case .timestamp(let time): write(time)
        case .list(let elements):
            output.append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                if index > 0 { output.append(UInt8(ascii: ",")) }
                write(element)
            }
            output.append(UInt8(ascii: "]"))
        case .object(let object):
            output.append(UInt8(ascii: "{"))
            for (index, member) in object.members.enumerated() {
                if index > 0 { output.append(UInt8(ascii: ",")) }
                write(member.name)
                output.append(UInt8(ascii: ":"))
                write(member.value)
            }
            output.append(UInt8(ascii: "}"))
        }
    }

    private mutating func write(_ number: Double) {
        if number.isNaN {
            write("NaN")
        } else if number.isInfinite {
            write(number < 0 ? "-Infinity" : "Infinity")
        } else {
            output.append(contentsOf: number.description.utf8)
        }
    }

    private mutating func write(_ time: Timestamp) {
        let (seconds, rest) = time.milliseconds.quotientAndRemainder(dividingBy: 1000)
        if rest == 0 {
            output.append(contentsOf: String(seconds).utf8)
        } else {
            // -0.5 has a quotient of zero, which would lose the sign.
            if time.milliseconds < 0, seconds == 0 { output.append(UInt8(ascii: "-")) }
            let digits = String(abs(rest))
            output.append(contentsOf: String(seconds).utf8)
            output.append(UInt8(ascii: "."))
            output.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: 3 - digits.count))
            output.append(contentsOf: digits.utf8)
        }
    }

    private mutating func write(_ text: String) {
        output.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""): output.append(contentsOf: "\\\"".utf8)
            case UInt8(ascii: "\\"): output.append(contentsOf: "\\\\".utf8)
            case 0x0A: output.append(contentsOf: "\\n".utf8)
            case 0x0D: output.append(contentsOf: "\\r".utf8)
            case 0x09: output.append(contentsOf: "\\t".utf8)
            case 0..<0x20:
                let digits = String(byte, radix: 16)
                output.append(contentsOf: "\\u00\(digits.count == 1 ? "0" : "")\(digits)".utf8)
            default: output.append(byte)
            }
        }
        output.append(UInt8(ascii: "\""))
    }
}
