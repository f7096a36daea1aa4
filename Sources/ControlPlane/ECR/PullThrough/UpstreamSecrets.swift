import AWSWire
import Shapes
import Store

/// The name of a secret for an upstream registry, as the rules' `credentialArn` says it.
struct UpstreamSecretName: Sendable, Hashable {
    /// What ECR asks of the names.
    static let prefix = "ecr-pullthroughcache/"

    var scope: RegistryScope
    /// What follows the prefix.
    var name: String

    init?(scope: RegistryScope, name: String) {
        let text = name.hasPrefix(Self.prefix) ? name.dropFirst(Self.prefix.count) : name[...]
        guard (1...500).contains(text.utf8.count),
            text.utf8.allSatisfy({ byte in
                switch byte {
                case 48...57, 65...90, 97...122: true
                default: "/_+=.@-".utf8.contains(byte)
                }
            })
        else { return nil }
        self.scope = scope
        self.name = String(text)
    }

    /// Reads `arn:aws:secretsmanager:<region>:<account>:secret:ecr-pullthroughcache/<name>`.
    init?(arn: String) {
        let parts = arn.split(separator: ":", maxSplits: 6, omittingEmptySubsequences: false)
        guard parts.count == 7, parts[0] == "arn", parts[2] == "secretsmanager",
            parts[5] == "secret", parts[6].hasPrefix(Self.prefix)
        else { return nil }
        self.init(
            scope: RegistryScope(account: String(parts[4]), region: String(parts[3])),
            name: String(parts[6]))
    }

    var arn: String {
        "arn:aws:secretsmanager:\(scope.region):\(scope.account):secret:\(Self.prefix)\(name)"
    }

    /// The same without the hyphen and six characters that Secrets Manager adds to ARNs; nil when it
    /// has none.
    var withoutSuffix: UpstreamSecretName? {
        let suffix = name.suffix(7)
        guard suffix.count == 7, suffix.first == "-",
            suffix.dropFirst().allSatisfy({ $0.isLetter || $0.isNumber })
        else { return nil }
        return UpstreamSecretName(scope: scope, name: String(name.dropLast(7)))
    }
}

/// Credentials for an upstream registry as they are stored: beside access keys, in a store that only
/// its owner can read.
struct UpstreamSecretRecord: Shape, Hashable {
    var username = ""
    var accessToken = ""
    var updatedAt = Timestamp(milliseconds: 0)

    mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("username", &username)
        visitor.field("accessToken", &accessToken)
        visitor.field("updatedAt", &updatedAt)
    }
}

extension RegistryKeys {
    private static let allSecrets = Key.path("ecr-secrets")

    var upstreamSecrets: Key {
        RegistryKeys.allSecrets.appending(scope.account).appending(scope.region)
    }

    func upstreamSecret(_ name: String) -> Key { upstreamSecrets.appending(name) }
}

extension Registry {
    /// Secrets of one registry.
    static let maximumUpstreamSecrets = 500

    /// The secret that an ARN names, with or without the suffix of Secrets Manager's ARNs.
    func upstreamSecret(
        _ name: UpstreamSecretName
    ) async throws(RegistryError) -> UpstreamSecretRecord? {
        let keys = RegistryKeys(name.scope)
        for candidate in [name, name.withoutSuffix].compactMap(\.self) {
            let key = keys.upstreamSecret(candidate.name)
            if let stored = try await fetch(key, as: UpstreamSecretRecord.self) {
                return stored.record
            }
        }
        return nil
    }
}
