import RegistryStorage

/// A tag by the OCI grammar: a letter, digit or underscore, then up to 127 of these, `.` and `-`.
struct ImageTag: Sendable, Hashable, Comparable, CustomStringConvertible {
    static let pattern = "[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}"

    let description: String

    /// Checks a tag; nil when it breaks the grammar.
    init?(_ text: some StringProtocol) {
        guard (1...128).contains(text.utf8.count) else { return nil }
        for (index, byte) in text.utf8.enumerated() {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
                continue
            case UInt8(ascii: "."), UInt8(ascii: "-"):
                if index == 0 { return nil }
            default: return nil
            }
        }
        description = String(text)
    }

    static func < (left: ImageTag, right: ImageTag) -> Bool {
        left.description < right.description
    }
}

/// What a manifest is asked for by.
enum ManifestReference: Sendable, Hashable, CustomStringConvertible {
    case tag(ImageTag)
    case digest(Digest)

    /// Reads what follows `manifests/`; nil when it is neither.
    init?(_ text: some StringProtocol) {
        if let tag = ImageTag(text) {
            self = .tag(tag)
        } else if let digest = Digest(text) {
            self = .digest(digest)
        } else {
            return nil
        }
    }

    var description: String {
        switch self {
        case .tag(let tag): tag.description
        case .digest(let digest): digest.description
        }
    }
}

/// Whether a tag may be moved once it is set.
struct TagMutability: Sendable, Hashable {
    var setting: Setting
    /// Patterns in which `*` stands for any characters; they turn the setting round for the tags
    /// that they match.
    var exclusions: [String] = []

    enum Setting { case mutable, immutable }

    func isImmutable(_ tag: ImageTag) -> Bool {
        let isExcluded = exclusions.contains { TagMutability.matches(tag.description, $0) }
        return (setting == .immutable) != isExcluded
    }

    /// Matches greedily from both ends, which is right for `*` alone and takes linear time.
    static func matches(_ text: String, _ pattern: String) -> Bool {
        let parts = pattern.split(separator: "*", omittingEmptySubsequences: false)
        guard parts.count > 1 else { return text == pattern }
        guard text.count >= parts[0].count + parts[parts.count - 1].count,
            text.hasPrefix(parts[0]), text.hasSuffix(parts[parts.count - 1])
        else { return false }
        var rest = text.dropFirst(parts[0].count).dropLast(parts[parts.count - 1].count)
        for part in parts.dropFirst().dropLast() where !part.isEmpty {
            guard let found = rest.firstRange(of: part) else { return false }
            rest = rest[found.upperBound...]
        }
        return true
    }
}
