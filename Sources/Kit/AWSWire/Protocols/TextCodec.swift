import Shapes

/// Scalars as text: forms, query strings, URI labels, headers and XML.
enum TextCodec {
    /// Reads a scalar of `shape`; structures, lists and maps are the caller's.
    static func read(
        _ text: String, as shape: ShapeModel, member: String
    ) throws(WireError) -> Value {
        switch shape.kind {
        case .string: return .string(text)
        case .boolean:
            switch text.lowercased() {
            case "true": return .bool(true)
            case "false": return .bool(false)
            default: throw mismatch(text, "boolean", member)
            }
        case .integer:
            guard let number = Int32(text) else { throw mismatch(text, "integer", member) }
            return .integer(Int64(number))
        case .long:
            guard let number = Int64(text) else { throw mismatch(text, "long", member) }
            return .integer(number)
        case .float, .double:
            switch text {
            case "NaN": return .double(.nan)
            case "Infinity": return .double(.infinity)
            case "-Infinity": return .double(-.infinity)
            default:
                guard let number = Double(text), number.isFinite, isDecimal(text) else {
                    throw mismatch(text, "double", member)
                }
                return .double(number)
            }
        case .timestamp:
            guard let time = timestamp(text) else { throw mismatch(text, "timestamp", member) }
            return .timestamp(time)
        case .blob:
            guard let bytes = Base64.decode(text) else { throw mismatch(text, "blob", member) }
            return .bytes(bytes)
        case .structure, .list, .map, .document:
            throw mismatch(text, "structure", member)
        }
    }

    /// Swift also reads hexadecimal floats, `nan` and `inf`.
    private static func isDecimal(_ text: String) -> Bool {
        text.utf8.allSatisfy {
            (48...57).contains($0) || [0x2B, 0x2D, 0x2E, 0x45, 0x65].contains($0)
        }
    }

    private static func mismatch(_ text: String, _ kind: String, _ member: String) -> WireError {
        WireError("Expected '\(kind)'", member: member, text: String(text.prefix(256)))
    }

    /// Times are accepted in each of AWS's three forms, whichever the model names.
    static func timestamp(_ text: String) -> Timestamp? {
        if let time = Timestamp(iso8601: text) ?? Timestamp(httpDate: text) { return time }
        guard isDecimal(text), let seconds = Double(text) else { return nil }
        return Timestamp(seconds: seconds)
    }

    /// Writes a scalar; times in `format`, one of the model's names.
    static func write(_ value: Value, format: String) -> String {
        switch value {
        case .null, .list, .object: ""
        case .bool(let flag): flag ? "true" : "false"
        case .integer(let number): String(number)
        case .double(let number): write(number)
        case .string(let text): text
        case .bytes(let bytes): Base64.encode(bytes)
        case .timestamp(let time): write(time, format: format)
        }
    }

    private static func write(_ number: Double) -> String {
        if number.isNaN { return "NaN" }
        if number.isInfinite { return number < 0 ? "-Infinity" : "Infinity" }
        return number.description
    }

    private static func write(_ time: Timestamp, format: String) -> String {
        switch format {
        case "unixTimestamp": String(decoding: JSON.serialize(.timestamp(time)), as: UTF8.self)
        case "rfc822": time.httpDate
        default: time.iso8601
        }
    }
}
