import AWSWire
import ECRModel
import Logging
import RegistryClient
import RegistryStorage
import Shapes
import Synchronization

/// The registries that rules name, as clients of them.
final class Upstreams: Sendable {
    /// Clients that are kept for their tokens; at more all are forgotten.
    private static let limit = 64
    /// Servers that a request may have come through.
    static let longestVia = 8
    /// Of a token for a registry of our own.
    private static let tokenLifetime = Duration.seconds(3600)

    private struct Key: Hashable {
        var address: RegistryAddress
        var credentials: RegistryCredentials?
        var via: [String]
    }

    let registry: Registry
    let transport: RegistryTransport
    let endpoint: RegistryEndpoint
    let sealer: TokenSealer
    /// What servers that share our secret are known by, so that a chain of rules that comes back
    /// here is noticed.
    let serverID: String
    let environment: RegistryClient.Environment
    let logger: Logger
    private let clients = Mutex<[Key: RegistryClient]>([:])

    init(
        registry: Registry, transport: RegistryTransport, endpoint: RegistryEndpoint,
        sealer: TokenSealer, serverID: String, environment: RegistryClient.Environment,
        logger: Logger
    ) {
        self.registry = registry
        self.transport = transport
        self.endpoint = endpoint
        self.sealer = sealer
        self.serverID = serverID
        self.environment = environment
        self.logger = logger
    }

    /// A client of a rule's registry.
    ///
    /// - Parameter via: The servers through which the request came to us.
    /// - Throws: `upstream` when the rule's secret cannot be had, or what reading it does.
    func client(
        for rule: PullThroughRule, in scope: RegistryScope, via: [String]
    ) async throws(RegistryError) -> RegistryClient {
        let via = via + [serverID]
        if let own = UpstreamRule.ownRegistry(rule.upstreamURL, endpoint) {
            return ownClient(rule, own, from: scope, via)
        }
        guard let address = RegistryAddress(rule.upstreamURL) else {
            throw .upstream(UpstreamFailure(.unavailable, "\(rule.upstreamURL) is no registry"))
        }
        let credentials = try await credentials(rule)
        let key = Key(address: address, credentials: credentials, via: via)
        return clients.withLock { clients in
            if let client = clients[key] { return client }
            if clients.count >= Self.limit { clients = [:] }
            let client = self.client(address, credentials, fields: [Self.field(via)])
            clients[key] = client
            return client
        }
    }

    private func credentials(
        _ rule: PullThroughRule
    ) async throws(RegistryError) -> RegistryCredentials? {
        guard let arn = rule.credentialARN else { return nil }
        guard let name = UpstreamSecretName(arn: arn),
            let secret = try await registry.upstreamSecret(name)
        else {
            throw .upstream(UpstreamFailure(.accessDenied, "the secret \(arn) is not there"))
        }
        return RegistryCredentials(username: secret.username, password: secret.accessToken)
    }

    private func client(
        _ address: RegistryAddress, _ credentials: RegistryCredentials?,
        fields: [(name: String, value: String)]
    ) -> RegistryClient {
        var options = RegistryClient.Options()
        options.fields = fields
        return RegistryClient(
            address, credentials: credentials, transport: transport, options: options,
            environment: environment, logger: logger)
    }

    private static func field(_ via: [String]) -> (name: String, value: String) {
        ("Skerry-Via", via.joined(separator: ","))
    }

    /// Another registry of this installation, asked as anybody would: as the rule's role, or as the
    /// account that has the rule.
    private func ownClient(
        _ rule: PullThroughRule, _ own: RegistryScope, from scope: RegistryScope, _ via: [String]
    ) -> RegistryClient {
        let caller = RegistryCaller {
            $0.account = scope.account
            $0.region = own.region
            if let role = rule.customRoleARN, let name = role.split(separator: "/").last {
                $0.arn =
                    "arn:aws:sts::\(scope.account):assumed-role/\(name)/ecr-pull-through-cache"
                $0.userID = "\(name):ecr-pull-through-cache"
            } else {
                $0.arn = "arn:aws:iam::\(scope.account):root"
                $0.userID = scope.account
            }
        }
        let token = sealer.seal(
            caller, for: RegistryCaller.purpose, until: environment.now() + Self.tokenLifetime)
        return client(
            RegistryAddress(scheme: .http, host: "127.0.0.1", port: endpoint.port),
            RegistryCredentials(username: RegistryCaller.userName, password: token),
            fields: [Self.field(via), ("Host", endpoint.host(of: own))])
    }
}
