/// Percent-encoding of URLs (RFC 3986 §2.1).
enum PercentEncoding {
    /// The decoded text; nil for a broken escape, or when what comes out is not UTF-8 or holds a
    /// zero byte.
    static func decode(_ text: some StringProtocol, plusIsSpace: Bool = false) -> String? {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "%"):
                guard let high = rest.popFirst().flatMap(digit),
                    let low = rest.popFirst().flatMap(digit)
                else { return nil }
                bytes.append(high << 4 | low)
            case UInt8(ascii: "+") where plusIsSpace: bytes.append(UInt8(ascii: " "))
            default: bytes.append(byte)
            }
        }
        if bytes.contains(0) { return nil }
        return String(validating: bytes, as: UTF8.self)
    }

    /// `text` with everything but unreserved characters escaped.
    static func encode(_ text: some StringProtocol) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
                UInt8(ascii: "_"), UInt8(ascii: "~"):
                bytes.append(byte)
            default:
                bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}

/// The parameters of a query, decoded. The first of several with one name counts.
struct QueryParameters: Sendable, Hashable {
    /// More parameters than this are ignored; no end point has that many.
    static let maximumCount = 32

    private var values: [String: String] = [:]

    /// Reads what follows `?`; broken escapes leave a parameter out.
    init(_ query: String?) {
        for pair in (query ?? "").split(separator: "&").prefix(QueryParameters.maximumCount) {
            let cut = pair.firstIndex(of: "=") ?? pair.endIndex
            let value = cut == pair.endIndex ? "" : pair[pair.index(after: cut)...]
            guard let name = PercentEncoding.decode(pair[..<cut], plusIsSpace: true),
                let text = PercentEncoding.decode(value, plusIsSpace: true), values[name] == nil
            else { continue }
            values[name] = text
        }
    }

    subscript(_ name: String) -> String? { values[name] }
}
