/// The address of one resource, of the registry or of wherever it sends us: a scheme, an authority
/// and the path with its query, ready to be asked for.
struct RegistryURL: Sendable, Hashable, CustomStringConvertible {
    var address: RegistryAddress
    /// Begins with `/`; percent-encoded as it came.
    var target: String

    var description: String { address.description + target }

    init(_ address: RegistryAddress, _ target: String) {
        self.address = address
        self.target = target
    }

    /// Reads an absolute `http` or `https` URL; nil for anything else, user information included.
    init?(_ text: String) {
        let afterScheme: Substring
        if text.lowercased().hasPrefix("http://") {
            afterScheme = text.dropFirst(7)
        } else if text.lowercased().hasPrefix("https://") {
            afterScheme = text.dropFirst(8)
        } else {
            return nil
        }
        let end =
            afterScheme.firstIndex { $0 == "/" || $0 == "?" || $0 == "#" }
            ?? afterScheme.endIndex
        guard let address = RegistryAddress(String(text[..<end])),
            let target = Self.checked(String(afterScheme[end...]))
        else { return nil }
        self.init(address, target)
    }

    /// What a `Location` field means in the answer to this URL (RFC 9110 §10.2.2); nil for what is
    /// no URL that we follow.
    func resolving(_ location: String) -> RegistryURL? {
        if location.lowercased().hasPrefix("http://") || location.lowercased().hasPrefix("https://")
        {
            return RegistryURL(location)
        }
        if location.hasPrefix("//") {
            return RegistryURL("\(address.scheme.rawValue):\(location)")
        }
        if location.hasPrefix("/") {
            return Self.checked(location).map { RegistryURL(address, $0) }
        }
        let path = target.prefix { $0 != "?" }
        if location.hasPrefix("?") {
            return Self.checked(path + location).map { RegistryURL(address, $0) }
        }
        // A colon before any slash would be some other scheme.
        if location.prefix(while: { $0 != "/" && $0 != "?" }).contains(":") { return nil }
        let folder = path.lastIndex(of: "/").map { path[...$0] } ?? "/"
        return Self.checked(folder + location).map { RegistryURL(address, $0) }
    }

    /// The same with more in its query; names and values are encoded here.
    func adding(_ query: [(name: String, value: String)]) -> RegistryURL {
        var url = self
        for (name, value) in query {
            url.target += url.target.contains("?") ? "&" : "?"
            url.target += "\(Self.encode(name))=\(Self.encode(value))"
        }
        return url
    }

    /// Whether credentials for one may be sent to the other: same scheme, host and port.
    func isSameOrigin(as other: RegistryURL) -> Bool {
        address.scheme == other.address.scheme && address.host == other.address.host
            && address.effectivePort == other.address.effectivePort
    }

    /// Percent-encodes all but RFC 3986's unreserved characters.
    static func encode(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case 48...57, 65...90, 97...122, UInt8(ascii: "-"), UInt8(ascii: "."),
                UInt8(ascii: "_"), UInt8(ascii: "~"):
                bytes.append(byte)
            default: bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Printable ASCII only, without the fragment, and with the first slash.
    private static func checked(_ text: String) -> String? {
        let target = text.prefix { $0 != "#" }
        guard target.utf8.count <= 16_384,
            target.utf8.allSatisfy({ (0x21...0x7e).contains($0) })
        else { return nil }
        return target.hasPrefix("/") ? String(target) : "/" + target
    }
}

extension RegistryAddress {
    /// `/v2/`, which answers whether the credentials are good.
    var base: RegistryURL { RegistryURL(self, "/v2/") }

    func manifest(_ repository: String, _ reference: String) -> RegistryURL {
        RegistryURL(self, "/v2/\(path(repository))/manifests/\(path(reference))")
    }

    func blob(_ repository: String, _ digest: String) -> RegistryURL {
        RegistryURL(self, "/v2/\(path(repository))/blobs/\(path(digest))")
    }

    func uploads(_ repository: String) -> RegistryURL {
        RegistryURL(self, "/v2/\(path(repository))/blobs/uploads/")
    }

    /// Names, tags and digests are of plain characters; whatever else there is cannot leave its
    /// place in the path.
    private func path(_ text: String) -> String {
        text.split(separator: "/", omittingEmptySubsequences: false)
            .map { RegistryURL.encode(String($0)).replacing("%3A", with: ":") }
            .joined(separator: "/")
    }
}
