/// Where a registry is: the part of its URLs before `/v2/`.
package struct RegistryAddress: Sendable, Hashable, CustomStringConvertible {
    package enum Scheme: String, Sendable { case http, https }

    package let scheme: Scheme
    /// A name, an IPv4 address, or an IPv6 address in brackets; in lowercase.
    package let host: String
    /// Nil for the scheme's own.
    package let port: Int?

    package init(scheme: Scheme, host: String, port: Int?) {
        self.scheme = scheme
        self.host = host
        self.port = port
    }

    /// Reads `host[:port]` or `http(s)://host[:port]`, with or without a slash at the end; nil for
    /// anything else. Without a scheme it is `https`, but on the loopback `http`, as for other
    /// clients of registries.
    package init?(_ text: String) {
        var rest = text[...]
        var scheme: Scheme?
        for candidate in [Scheme.http, .https] {
            let prefix = "\(candidate.rawValue)://"
            guard rest.lowercased().hasPrefix(prefix) else { continue }
            scheme = candidate
            rest = rest.dropFirst(prefix.count)
            break
        }
        if rest.hasSuffix("/") { rest = rest.dropLast() }
        guard let authority = Self.split(rest) else { return nil }
        host = authority.host.lowercased()
        port = authority.port
        self.scheme = scheme ?? (Self.isLoopback(host) ? .http : .https)
    }

    /// `https://host[:port]`.
    package var description: String { "\(scheme.rawValue)://\(authority)" }

    /// `host[:port]`.
    package var authority: String { port.map { "\(host):\($0)" } ?? host }

    /// The port that is connected to.
    var effectivePort: Int { port ?? (scheme == .http ? 80 : 443) }

    /// Whether it is on this computer by its name.
    package var isLoopback: Bool { Self.isLoopback(host) }

    private static func isLoopback(_ host: String) -> Bool {
        host == "localhost" || host.hasSuffix(".localhost") || host == "[::1]"
            || host.hasPrefix("127.") && host.allSatisfy { $0.isNumber || $0 == "." }
    }

    private static func split(_ text: Substring) -> (host: String, port: Int?)? {
        var host = text
        var port: Int?
        if let colon = text.lastIndex(of: ":"), !text[colon...].contains("]") {
            let digits = text[text.index(after: colon)...]
            guard digits.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(digits),
                (1...65535).contains(number)
            else { return nil }
            port = number
            host = text[..<colon]
        }
        guard !host.isEmpty, host.utf8.count <= 255 else { return nil }
        if host.hasPrefix("["), host.hasSuffix("]") {
            let inside = host.dropFirst().dropLast()
            guard !inside.isEmpty, inside.allSatisfy({ $0.isHexDigit || $0 == ":" || $0 == "." })
            else { return nil }
            return (String(host), port)
        }
        let isName = host.utf8.allSatisfy { byte in
            switch byte {
            case 48...57, 65...90, 97...122, UInt8(ascii: "-"), UInt8(ascii: "."),
                UInt8(ascii: "_"):
                true
            default: false
            }
        }
        guard isName, host.first != ".", host.first != "-" else { return nil }
        return (String(host), port)
    }
}
