/// A service's address: scheme, host and port of an URL, nothing else.
package struct Endpoint: Sendable, Hashable, CustomStringConvertible {
    package let isSecure: Bool
    package let host: String
    package let port: Int

    /// Reads `http://host[:port]`; `https`, `ws` and `wss` are understood as well, a single `/` at
    /// the end is ignored.
    ///
    /// - Throws: `AWSClientError.badEndpoint`.
    package init(_ text: String) throws(AWSClientError) {
        var rest = text[...]
        switch text.prefix(while: { $0 != ":" }).lowercased() {
        case "http", "ws": isSecure = false
        case "https", "wss": isSecure = true
        default: throw .badEndpoint(text)
        }
        guard let scheme = rest.firstRange(of: "://") else { throw .badEndpoint(text) }
        rest = rest[scheme.upperBound...]
        if rest.hasSuffix("/") { rest.removeLast() }
        let isLiteral = rest.hasPrefix("[")
        let nameEnd =
            isLiteral
            ? rest.firstIndex(of: "]").map(rest.index(after:))
            : rest.firstIndex(of: ":") ?? rest.endIndex
        guard let nameEnd, nameEnd > rest.startIndex,
            !rest.contains(where: { "/?#@ ".contains($0) })
        else { throw .badEndpoint(text) }
        let name = rest[..<nameEnd]
        host = String(isLiteral ? name.dropFirst().dropLast() : name)
        let tail = rest[nameEnd...]
        if tail.isEmpty {
            port = isSecure ? 443 : 80
        } else {
            guard tail.first == ":", let number = UInt16(tail.dropFirst()), number > 0 else {
                throw .badEndpoint(text)
            }
            port = Int(number)
        }
    }

    /// The `Host` field's value: the port is left out when it is the scheme's own.
    package var authority: String {
        let name = host.contains(":") ? "[\(host)]" : host
        return port == (isSecure ? 443 : 80) ? name : "\(name):\(port)"
    }

    /// `http://` or `https://` and the authority.
    package var description: String {
        "\(isSecure ? "https" : "http")://\(authority)"
    }
}
