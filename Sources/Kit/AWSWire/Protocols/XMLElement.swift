/// One element of an XML response, for clients. Namespaces and attributes are dropped; there are no
/// document types, so nothing can expand.
package struct XMLElement {
    package var name: String
    package var text = ""
    package var children: [XMLElement] = []

    /// How deep elements may nest.
    static let maximumDepth = 128

    /// The first child called `name`.
    package func first(_ name: String) -> XMLElement? { children.first { $0.name == name } }

    /// All children called `name`.
    package func all(_ name: String) -> [XMLElement] { children.filter { $0.name == name } }

    /// Parses a document; throws when it is not well formed.
    package static func parse(_ bytes: [UInt8]) throws(WireError) -> XMLElement {
        var parser = XMLParser(bytes: bytes)
        return try parser.parseDocument()
    }
}

private struct XMLParser {
    let bytes: [UInt8]
    var index = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    private func failure(_ message: String) -> WireError {
        WireError("Invalid XML: \(message) at byte \(index).")
    }

    mutating func parseDocument() throws(WireError) -> XMLElement {
        try skipMisc()
        let root = try parseElement(depth: 0)
        try skipMisc()
        guard index == bytes.count else { throw failure("text after the root") }
        return root
    }

    private func starts(_ text: StaticString) -> Bool {
        let length = text.utf8CodeUnitCount
        guard bytes.count - index >= length else { return false }
        return (0..<length).allSatisfy { bytes[index + $0] == text.utf8Start[$0] }
    }

    private mutating func skip(past end: StaticString) throws(WireError) {
        while index < bytes.count {
            if starts(end) {
                index += end.utf8CodeUnitCount
                return
            }
            index += 1
        }
        throw failure("unexpected end")
    }

    private mutating func skipMisc() throws(WireError) {
        while index < bytes.count {
            if starts("<?") {
                try skip(past: "?>")
            } else if starts("<!--") {
                try skip(past: "-->")
            } else if bytes[index] <= 0x20 {
                index += 1
            } else {
                return
            }
        }
    }

    private mutating func parseName() throws(WireError) -> String {
        let start = index
        while index < bytes.count, bytes[index] > 0x20,
            ![UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "/"), UInt8(ascii: "=")]
                .contains(bytes[index])
        {
            index += 1
        }
        guard index > start else { throw failure("expected a name") }
        let name = String(decoding: bytes[start..<index], as: UTF8.self)
        return name.split(separator: ":").last.map(String.init) ?? name
    }

    private mutating func parseElement(depth: Int) throws(WireError) -> XMLElement {
        guard depth < XMLElement.maximumDepth else { throw failure("nested too deeply") }
        guard starts("<") else { throw failure("expected an element") }
        index += 1
        var element = XMLElement(name: try parseName())
        if try skipAttributes() { return element }
        var text: [UInt8] = []
        while index < bytes.count {
            if starts("</") {
                index += 2
                guard try parseName() == element.name else { throw failure("mismatched end") }
                try skip(past: ">")
                element.text = String(decoding: text, as: UTF8.self)
                return element
            } else if starts("<!--") {
                try skip(past: "-->")
            } else if starts("<![CDATA[") {
                let start = index + 9
                try skip(past: "]]>")
                text.append(contentsOf: bytes[start..<index - 3])
            } else if starts("<") {
                element.children.append(try parseElement(depth: depth + 1))
            } else if bytes[index] == UInt8(ascii: "&") {
                text.append(contentsOf: try parseReference().utf8)
            } else {
                text.append(bytes[index])
                index += 1
            }
        }
        throw failure("unexpected end")
    }

    /// Skips to the end of a start tag; true when the element is empty (`<a/>`).
    private mutating func skipAttributes() throws(WireError) -> Bool {
        var quote: UInt8?
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if byte == UInt8(ascii: ">") {
                return bytes[index - 2] == UInt8(ascii: "/")
            }
        }
        throw failure("unexpected end")
    }

    private mutating func parseReference() throws(WireError) -> String {
        let start = index + 1
        while index < bytes.count, bytes[index] != UInt8(ascii: ";"), index - start < 12 {
            index += 1
        }
        guard index < bytes.count, bytes[index] == UInt8(ascii: ";") else {
            throw failure("unterminated reference")
        }
        let name = String(decoding: bytes[start..<index], as: UTF8.self)
        index += 1
        switch name {
        case "lt": return "<"
        case "gt": return ">"
        case "amp": return "&"
        case "quot": return "\""
        case "apos": return "'"
        default:
            let code =
                name.hasPrefix("#x")
                ? UInt32(name.dropFirst(2), radix: 16)
                : name.hasPrefix("#") ? UInt32(name.dropFirst()) : nil
            guard let code, let scalar = Unicode.Scalar(code) else {
                throw failure("unknown reference")
            }
            return String(scalar)
        }
    }
}
