import AWSClient
import AWSWire
import Shapes
import Synchronization
import Workload

/// Passwords for Skerry's registry, kept until shortly before they expire. At most `capacity` are
/// kept; beyond that all are fetched anew.
final class RegistryTokens: Sendable {
    private struct Key: Hashable {
        var region: String
        var accessKeyID: String
    }

    private struct Token {
        var credentials: RegistryCredentials
        var expiresAt: Timestamp
    }

    static let capacity = 200
    /// A token is not used in the last minutes of its life, so that a long pull can end.
    static let margin = Duration.seconds(600)

    private let controlPlane: ControlPlane
    private let clock: AgentClock
    private let tokens = Mutex<[Key: Token]>([:])

    init(_ controlPlane: ControlPlane, clock: AgentClock) {
        self.controlPlane = controlPlane
        self.clock = clock
    }

    /// Throws the service's error, or the client's.
    func credentials(
        region: String, as provider: any CredentialsProvider
    ) async throws -> RegistryCredentials {
        let identity = try await provider.credentials()
        let key = Key(region: region, accessKeyID: identity.accessKeyID)
        let now = clock.now()
        if let token = tokens.withLock({ $0[key] }), now + Self.margin < token.expiresAt {
            return token.credentials
        }
        let fresh = try await controlPlane.registryToken(
            region: region, as: StaticCredentials(identity))
        let credentials = RegistryCredentials(
            username: fresh.username, password: fresh.password)
        if let expiry = fresh.expiresAt {
            tokens.withLock { tokens in
                if tokens.count >= Self.capacity { tokens = [:] }
                tokens[key] = Token(credentials: credentials, expiresAt: expiry)
            }
        }
        return credentials
    }
}
