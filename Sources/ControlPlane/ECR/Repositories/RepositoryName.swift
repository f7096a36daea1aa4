/// The name of a repository: 2 to 256 characters, lowercase words joined by `.`, `_`, `__` or
/// hyphens, in one or more parts between slashes. It has no empty or dot part, so that paths made of
/// it stay where they are.
struct RepositoryName: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The pattern of ECR's model, as error messages quote it.
    static let pattern =
        "[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*(\\/[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*)*"

    let description: String

    /// Checks a name; nil when it breaks the rules.
    init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard (2...256).contains(bytes.count),
            bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
                .allSatisfy(RepositoryName.isPart)
        else { return nil }
        description = String(text)
    }

    static func < (left: RepositoryName, right: RepositoryName) -> Bool {
        left.description < right.description
    }

    /// Whether the bytes are words of letters and digits with separators between them.
    private static func isPart(_ part: ArraySlice<UInt8>) -> Bool {
        var separator: [UInt8] = []
        var hasWord = false
        for byte in part {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                guard separator.isEmpty || hasWord && isSeparator(separator) else { return false }
                separator = []
                hasWord = true
            case UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
                separator.append(byte)
            default: return false
            }
        }
        return hasWord && separator.isEmpty
    }

    private static func isSeparator(_ bytes: [UInt8]) -> Bool {
        switch bytes {
        case [UInt8(ascii: ".")], [UInt8(ascii: "_")], Array("__".utf8): true
        default: bytes.allSatisfy { $0 == UInt8(ascii: "-") }
        }
    }
}

/// One account's registry in one region.
struct RegistryScope: Sendable, Hashable {
    /// Twelve digits; ECR's `registryId`.
    var account: String
    var region: String
}

/// A repository of some registry, which may or may not exist.
struct RepositoryID: Sendable, Hashable {
    var scope: RegistryScope
    var name: RepositoryName

    var arn: String {
        "arn:aws:ecr:\(scope.region):\(scope.account):repository/\(name)"
    }

    /// What uploads to this repository are kept under.
    var uploadScope: String { "\(scope.account)/\(scope.region)/\(name)" }
}
