import AWSWire

/// A bucket of an S3-compatible object store, and the part of it that is ours:
/// `s3://bucket/prefix?endpoint=http://127.0.0.1:9000&region=us-east-1&path-style=true`.
package struct S3Location: Sendable, Hashable, CustomStringConvertible {
    package var bucket: String
    /// What every key begins with: empty, or text that ends in `/`.
    package var prefix: String
    package var region: String
    /// `http` or `https`.
    package var scheme: String
    /// Host, and port when it is not the scheme's.
    package var authority: String
    /// Whether the bucket is the first part of the path rather than of the host name.
    package var isPathStyle: Bool

    /// Why a text is no location.
    package struct Invalid: Error, Hashable, CustomStringConvertible {
        package let description: String
    }

    /// Reads a location. The region is `us-east-1` and the endpoint AWS's when not given; an
    /// endpoint of another kind is spoken to in path style unless the text says otherwise.
    package init(_ text: String) throws(Invalid) {
        guard text.hasPrefix("s3://") else {
            throw Invalid(description: "it must begin with s3://")
        }
        let parts = text.dropFirst(5).split(
            separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let path = parts[0].split(separator: "/", omittingEmptySubsequences: true)
        guard let name = path.first, Self.isBucket(name) else {
            throw Invalid(description: "there is no name of a bucket after s3://")
        }
        bucket = String(name)
        guard path.dropFirst().allSatisfy(Self.isPlain) else {
            throw Invalid(
                description: "the prefix may have letters, digits, '.', '_' and '-' between '/'")
        }
        prefix = path.dropFirst().map { $0 + "/" }.joined()
        var options: [String: String] = [:]
        for (name, value) in PercentEncoding.pairs(parts.count > 1 ? parts[1] : "") ?? [] {
            guard ["endpoint", "region", "path-style"].contains(name), options[name] == nil else {
                throw Invalid(
                    description:
                        "'\(name)' is not one of endpoint, region and path-style, once each")
            }
            options[name] = value
        }
        region = options["region"] ?? "us-east-1"
        guard Self.isPlain(region[...]) else {
            throw Invalid(description: "'\(region)' is not a region")
        }
        let endpoint = options["endpoint"] ?? "https://s3.\(region).amazonaws.com"
        (scheme, authority) = try Self.split(endpoint)
        switch options["path-style"] {
        case nil: isPathStyle = options["endpoint"] != nil
        case "true": isPathStyle = true
        case "false": isPathStyle = false
        default: throw Invalid(description: "path-style must be true or false")
        }
    }

    private static func split(_ endpoint: String) throws(Invalid) -> (String, String) {
        for scheme in ["http", "https"] where endpoint.hasPrefix(scheme + "://") {
            var authority = endpoint.dropFirst(scheme.count + 3)
            if authority.hasSuffix("/") { authority = authority.dropLast() }
            let isHost = authority.utf8.allSatisfy { byte in
                isAlphanumeric(byte) || ".-:[]".utf8.contains(byte)
            }
            if !authority.isEmpty, isHost { return (scheme, String(authority)) }
        }
        throw Invalid(description: "the endpoint must be http://host:port or https://host:port")
    }

    private static func isBucket(_ text: Substring) -> Bool {
        (3...63).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                (48...57).contains(byte) || (97...122).contains(byte) || ".-".utf8.contains(byte)
            }
    }

    private static func isPlain(_ text: Substring) -> Bool {
        text != "." && text != ".." && !text.isEmpty
            && text.utf8.allSatisfy { isAlphanumeric($0) || "._-".utf8.contains($0) }
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
    }

    /// The host to speak to.
    var host: String { isPathStyle ? authority : "\(bucket).\(authority)" }

    /// The path of a key, or of the bucket. Keys have no characters that would need escapes.
    func path(_ key: String) -> String { isPathStyle ? "/\(bucket)/\(key)" : "/\(key)" }

    /// Without the options, for people.
    package var description: String { "s3://\(bucket)/\(prefix) at \(scheme)://\(authority)" }
}
