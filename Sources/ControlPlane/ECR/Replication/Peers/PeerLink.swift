import AWSClient
import AWSWire
import ECRModel
import Logging
import RegistryClient
import Shapes
import Synchronization

/// The way to one peer: connections, and the token that it gave.
final class PeerLink: Sendable {
    let peer: ReplicationPeer
    private let transport: RegistryTransport
    private let now: @Sendable () -> Timestamp
    private let logger: Logger
    private let token = Mutex<(credentials: RegistryCredentials, until: Timestamp)?>(nil)

    init(_ peer: ReplicationPeer, logger: Logger, now: @escaping @Sendable () -> Timestamp) {
        self.peer = peer
        self.logger = logger
        self.now = now
        var options = RegistryTransport.Options()
        options.authorities = peer.authorities
        transport = RegistryTransport(options)
    }

    func shutdown() async throws { try await transport.shutdown() }

    /// A client that brings images of one registry to another one of the peer.
    func client(_ mark: ReplicaMark) async throws(ReplicationFailure) -> RegistryClient {
        var options = RegistryClient.Options()
        options.fields = [(ReplicaMark.fieldName, mark.text)]
        return RegistryClient(
            peer.address, credentials: try await credentials(), transport: transport,
            options: options, environment: .init(now: now), logger: logger)
    }

    /// Asks for another token next time.
    func forgetToken() { token.withLock { $0 = nil } }

    /// The user and password that the peer's GetAuthorizationToken gives, until shortly before its
    /// end.
    private func credentials() async throws(ReplicationFailure) -> RegistryCredentials {
        let time = now()
        if let known = token.withLock({ $0 }), time < known.until { return known.credentials }
        let response: ECRAPI.GetAuthorizationTokenResponse
        do {
            let client = try AWSClient(
                endpoint: peer.address.description, model: ECRAPI.model, region: peer.region,
                credentials: StaticCredentials(peer.credentials), logger: logger,
                http: transport.http)
            response = try await client.call(
                "GetAuthorizationToken", ECRAPI.GetAuthorizationTokenRequest())
        } catch let error as AWSError {
            throw .passing(code: "PeerRefused", reason: "\(error.code): \(error.message)")
        } catch {
            throw .passing(code: "PeerUnavailable", reason: "\(error)")
        }
        guard let data = response.authorizationData?.first,
            let bytes = data.authorizationToken.flatMap({ Base64.decode($0) }),
            let text = String(validating: bytes, as: UTF8.self),
            let colon = text.firstIndex(of: ":")
        else { throw .passing(code: "PeerRefused", reason: "the peer gives no token") }
        let credentials = RegistryCredentials(
            username: String(text[..<colon]), password: String(text[text.index(after: colon)...]))
        let end = data.expiresAt ?? time + .seconds(600)
        token.withLock { $0 = (credentials, end + .seconds(-300)) }
        return credentials
    }
}
