import AWSWire
import Gateway
import IAM
import Logging
import MachineProtocol
import Shapes
import Store
import Trust
import WebServer

/// What joins trust to the rest of the control plane.
enum TrustMounts {
    static func open(
        _ store: any Store, _ credentials: CredentialStore, _ options: ServerOptions, port: Int,
        logger: Logger
    ) async throws -> TrustService {
        var settings = TrustSettings()
        settings.certificateLifetime = .seconds(options.certificateLifetime)
        settings.credentialsLifetime = settings.certificateLifetime
        return try await TrustService.open(
            store, installation: try await InstallationRecords.id(in: store),
            issuer: Issuer(credentials: credentials), registry: "\(options.hostname):\(port)",
            settings: settings, now: SystemTime.now, randomBytes: SystemRandom.bytes,
            logger: logger)
    }

    static func mounts(_ trust: TrustService) -> [Mount] {
        let pages = TrustPages(trust)
        return TrustPages.prefixes.map { prefix in
            Mount(
                name: "trust", prefix: prefix,
                .handler { request in await pages.respond(to: request) })
        } + [
            Mount(
                name: "tokens", prefix: "/_skerry/tokens",
                .signed(bodyLimit: 16 << 10) { request, context in
                    await TokenPage(trust: trust).respond(request, context)
                })
        ]
    }

    /// IAM's role sessions in the form that trust asks for.
    private struct Issuer: MachineCredentialsIssuer {
        let credentials: CredentialStore

        func credentials(
            machine id: String, account: String, expiresAt: Timestamp
        ) -> MachineCredentials {
            let key = credentials.createMachineSession(
                machine: id, account: account, expiresAt: expiresAt,
                randomBytes: SystemRandom.bytes)
            return MachineCredentials {
                $0.accessKeyID = key.accessKeyID
                $0.secretAccessKey = key.secretAccessKey
                $0.sessionToken = key.sessionToken ?? ""
                $0.expiresAt = expiresAt
            }
        }
    }
}

extension Principal {
    /// The id of the machine that calls; nil for anybody else.
    var machine: String? {
        let prefix = "arn:aws:sts::\(account):assumed-role/ecsInstanceRole/"
        return arn.hasPrefix(prefix) ? String(arn.dropFirst(prefix.count)) : nil
    }
}

extension Mount {
    /// The same mount, whose open web sockets end when the machine that holds one is revoked.
    func refusingRevoked(_ trust: TrustService) -> Mount {
        guard case .signed(let bodyLimit, let respond) = access else { return self }
        return Mount(
            name: name, prefix: prefix,
            .signed(bodyLimit: bodyLimit) { request, context in
                var response = await respond(request, context)
                guard let machine = context.principal.machine,
                    case .webSocket(let options, let serve) = response.body
                else { return response }
                response.body = .webSocket(options) { socket in
                    try await withThrowingTaskGroup(of: Void.self) { group in
                        group.addTask { try await serve(socket) }
                        group.addTask { try await trust.waitForRevocation(of: machine) }
                        defer { group.cancelAll() }
                        try await group.next()
                    }
                }
                return response
            })
    }
}
