/// An image's name taken apart as docker does: `[host[:port]/]path[:tag][@digest]`.
package struct ImageReference: Sendable, Hashable, CustomStringConvertible {
    /// With its port, as written; `docker.io` when the name has none.
    package var host: String
    /// Without the host: `library/busybox`.
    package var path: String
    package var tag: String?
    /// `algorithm:hex`.
    package var digest: String?

    /// nil when it is no valid reference.
    package init?(_ text: String) {
        var rest = Substring(text)
        if let at = rest.firstIndex(of: "@") {
            let digest = rest[rest.index(after: at)...]
            guard Self.isDigest(digest) else { return nil }
            self.digest = String(digest)
            rest = rest[..<at]
        }
        // A colon after the last slash begins a tag; before it, it belongs to the host.
        let lastSlash = rest.lastIndex(of: "/") ?? rest.startIndex
        if let colon = rest[lastSlash...].firstIndex(of: ":") {
            let tag = rest[rest.index(after: colon)...]
            guard Self.isTag(tag) else { return nil }
            self.tag = String(tag)
            rest = rest[..<colon]
        }
        (host, path) = Self.split(rest)
        guard Self.isHost(host), Self.isPath(path), host.utf8.count + path.utf8.count < 255 else {
            return nil
        }
        if tag == nil, digest == nil { tag = "latest" }
    }

    /// Spelt in full, with the tag `latest` if it had neither tag nor digest.
    package var description: String {
        repository + (tag.map { ":\($0)" } ?? "") + (digest.map { "@\($0)" } ?? "")
    }

    /// Host and path, under which the runtime keeps digests.
    package var repository: String { "\(host)/\(path)" }

    /// The first part is a host only when it looks like one: with a dot or port, or `localhost`.
    private static func split(_ name: Substring) -> (host: String, path: String) {
        if let slash = name.firstIndex(of: "/") {
            let first = name[..<slash]
            if first == "localhost" || first.contains(where: { $0 == "." || $0 == ":" }) {
                let host = first == "index.docker.io" ? "docker.io" : first
                let path = String(name[name.index(after: slash)...])
                let isShort = host == "docker.io" && !path.contains("/")
                return (String(host), isShort ? "library/\(path)" : path)
            }
            return ("docker.io", String(name))
        }
        return ("docker.io", "library/\(name)")
    }

    private static func isHost(_ text: String) -> Bool {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count <= 2, !parts[0].isEmpty,
            parts[0].utf8.allSatisfy({ isAlphanumeric($0) || $0 == 0x2d || $0 == 0x2e })
        else { return false }
        return parts.count == 1 || UInt16(parts[1]) != nil
    }

    /// Lower-case components that begin and end with a letter or digit.
    private static func isPath(_ text: String) -> Bool {
        text.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { part in
            guard let first = part.utf8.first, let last = part.utf8.last else { return false }
            return isLowerAlphanumeric(first) && isLowerAlphanumeric(last)
                && part.utf8.allSatisfy {
                    isLowerAlphanumeric($0) || $0 == 0x2d || $0 == 0x2e || $0 == 0x5f
                }
        }
    }

    private static func isTag(_ text: Substring) -> Bool {
        guard let first = text.utf8.first, text.utf8.count <= 128 else { return false }
        return (isAlphanumeric(first) || first == 0x5f)
            && text.utf8.allSatisfy {
                isAlphanumeric($0) || $0 == 0x2d || $0 == 0x2e || $0 == 0x5f
            }
    }

    private static func isDigest(_ text: Substring) -> Bool {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1].utf8.count >= 32 else { return false }
        if parts[0] == "sha256", parts[1].utf8.count != 64 { return false }
        return !parts[0].isEmpty && parts[0].utf8.allSatisfy(isLowerAlphanumeric)
            && parts[1].utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }

    private static func isLowerAlphanumeric(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x7a).contains(byte)
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        isLowerAlphanumeric(byte) || (0x41...0x5a).contains(byte)
    }
}
