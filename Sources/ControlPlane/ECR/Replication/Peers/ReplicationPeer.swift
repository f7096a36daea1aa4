package import AWSWire
package import RegistryClient

/// Another installation that stands for a region: images that go to that region go there.
package struct ReplicationPeer: Sendable {
    package var region: String
    /// Where its API and its registry answer.
    package var address: RegistryAddress
    /// Of a caller there who may `ecr:ReplicateImage`, and `ecr:CreateRepository` if repositories are
    /// to be made.
    package var credentials: SigV4.Credentials
    /// A file of PEM certificates that are trusted besides the computer's own.
    package var authorities: String?

    /// Names a peer.
    package init(
        region: String, address: RegistryAddress, credentials: SigV4.Credentials,
        authorities: String? = nil
    ) {
        self.region = region
        self.address = address
        self.credentials = credentials
        self.authorities = authorities
    }
}

/// What a request of the distribution API says that brings a copy of another registry's image: from
/// where it comes, and which registry it is for. Such requests need `ecr:ReplicateImage` and no
/// other right to push; what they bring is not replicated further, and a tag that may not be moved
/// stays behind.
struct ReplicaMark: Sendable, Hashable {
    /// The field that carries it: `<account>/<region> to <account>/<region>`.
    static let fieldName = "Skerry-Replication"

    var source: RegistryScope
    var destination: RegistryScope

    init(source: RegistryScope, destination: RegistryScope) {
        self.source = source
        self.destination = destination
    }

    /// Reads the field; nil for what is none.
    init?(_ text: String) {
        let parts = text.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[1] == "to", let source = Self.scope(parts[0]),
            let destination = Self.scope(parts[2])
        else { return nil }
        self.init(source: source, destination: destination)
    }

    var text: String {
        "\(source.account)/\(source.region) to \(destination.account)/\(destination.region)"
    }

    private static func scope(_ text: Substring) -> RegistryScope? {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].utf8.count == 12,
            parts[0].utf8.allSatisfy({ (48...57).contains($0) }),
            (2...25).contains(parts[1].utf8.count),
            parts[1].utf8.allSatisfy({
                (48...57).contains($0) || (97...122).contains($0) || $0 == 45
            })
        else { return nil }
        return RegistryScope(account: String(parts[0]), region: String(parts[1]))
    }
}
