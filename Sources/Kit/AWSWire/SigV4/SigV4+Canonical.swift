extension SigV4 {
    /// The canonical request: method, path, query, signed headers and payload, each normalised.
    ///
    /// - Parameters:
    ///   - signedHeaders: Lower-case names in the order in which they were signed.
    ///   - excluding: Raw query pieces that are left out, by name (`X-Amz-Signature`).
    static func canonicalRequest(
        _ head: RequestHead, signedHeaders: [String], payload: String, service: String,
        excluding: Set<String> = []
    ) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(512)
        text.append(contentsOf: head.method.utf8)
        text.append(newline)
        appendCanonicalPath(head.path, service: service, to: &text)
        text.append(newline)
        appendCanonicalQuery(head.query, excluding: excluding, to: &text)
        text.append(newline)
        for name in signedHeaders {
            text.append(contentsOf: name.utf8)
            text.append(UInt8(ascii: ":"))
            appendCanonicalValue(of: name, in: head.headers, to: &text)
            text.append(newline)
        }
        text.append(newline)
        text.append(contentsOf: signedHeaders.joined(separator: ";").utf8)
        text.append(newline)
        text.append(contentsOf: payload.utf8)
        return text
    }

    private static let newline = UInt8(ascii: "\n")

    /// S3 signs the path as it is sent; all other services normalise it (RFC 3986, section 5.2.4,
    /// and doubled slashes) and encode the already encoded text once more.
    static func appendCanonicalPath(_ path: String, service: String, to text: inout [UInt8]) {
        if service == "s3" || service == "s3express" || service == "s3-object-lambda" {
            if path.isEmpty { text.append(UInt8(ascii: "/")) }
            for byte in path.utf8 {
                // Escapes stay; what a client sent unescaped is signed escaped.
                if byte == UInt8(ascii: "%") {
                    text.append(byte)
                } else {
                    PercentEncoding.append(byte, to: &text, keepingSlashes: true)
                }
            }
            return
        }
        var segments: [Substring.UTF8View] = []
        for segment in path[...].utf8.split(separator: UInt8(ascii: "/")) {
            if segment.elementsEqual(".".utf8) { continue }
            if segment.elementsEqual("..".utf8) {
                _ = segments.popLast()
            } else {
                segments.append(segment)
            }
        }
        for segment in segments {
            text.append(UInt8(ascii: "/"))
            for byte in segment { PercentEncoding.append(byte, to: &text) }
        }
        if segments.isEmpty || path.utf8.last == UInt8(ascii: "/") {
            text.append(UInt8(ascii: "/"))
        }
    }

    /// Names and values are decoded and encoded again, then sorted by their encoded bytes.
    static func appendCanonicalQuery(
        _ query: String, excluding: Set<String>, to text: inout [UInt8]
    ) {
        if query.isEmpty { return }
        var pairs: [(name: [UInt8], value: [UInt8])] = []
        for piece in query.utf8.split(separator: UInt8(ascii: "&")) {
            let parts = piece.split(
                separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            let name = recoded(parts[0])
            if !excluding.isEmpty, excluding.contains(String(decoding: name, as: UTF8.self)) {
                continue
            }
            pairs.append((name, parts.count > 1 ? recoded(parts[1]) : []))
        }
        pairs.sort { left, right in
            left.name == right.name
                ? left.value.lexicographicallyPrecedes(right.value)
                : left.name.lexicographicallyPrecedes(right.name)
        }
        for (index, pair) in pairs.enumerated() {
            if index > 0 { text.append(UInt8(ascii: "&")) }
            text.append(contentsOf: pair.name)
            text.append(UInt8(ascii: "="))
            text.append(contentsOf: pair.value)
        }
    }

    private static func recoded(_ piece: some Collection<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        for byte in PercentEncoding.decodedBytes(piece, plusIsSpace: true) {
            PercentEncoding.append(byte, to: &output)
        }
        return output
    }

    /// All values of a header, trimmed, with runs of spaces made one, joined by commas.
    private static func appendCanonicalValue(
        of name: String, in headers: HeaderList, to text: inout [UInt8]
    ) {
        var isFirst = true
        for field in headers.fields where HeaderList.isSame(field.name, name) {
            if !isFirst { text.append(UInt8(ascii: ",")) }
            isFirst = false
            var isPending = false
            let start = text.count
            for byte in field.value.utf8 {
                switch byte {
                case 0x20, 0x09, 0x0A, 0x0D: isPending = true
                default:
                    if isPending, text.count > start { text.append(0x20) }
                    isPending = false
                    text.append(byte)
                }
            }
        }
    }
}
