/// Writes the XML of Query and EC2 responses: elements and text, no attributes but the namespace.
struct XMLWriter {
    private(set) var output = Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".utf8)

    mutating func open(_ name: String, namespace: String? = nil) {
        raw("<")
        raw(name)
        if let namespace {
            raw(" xmlns=\"")
            text(namespace)
            raw("\"")
        }
        raw(">")
    }

    mutating func close(_ name: String) {
        raw("</")
        raw(name)
        raw(">")
    }

    mutating func element(_ name: String, _ content: String) {
        open(name)
        text(content)
        close(name)
    }

    private mutating func raw(_ piece: String) {
        output.append(contentsOf: piece.utf8)
    }

    /// Writes text. Characters that XML 1.0 cannot hold at all become U+FFFD; a carriage return is
    /// written as a reference, since parsers turn the bare one into a line feed.
    mutating func text(_ content: String) {
        for scalar in content.unicodeScalars {
            switch scalar {
            case "<": raw("&lt;")
            case ">": raw("&gt;")
            case "&": raw("&amp;")
            case "\"": raw("&quot;")
            case "\r": raw("&#xD;")
            case "\t", "\n": output.append(UInt8(scalar.value))
            case "\u{0}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}":
                output.append(contentsOf: [0xEF, 0xBF, 0xBD])
            default: output.append(contentsOf: UTF8.encode(scalar)!)
            }
        }
    }
}
