import AWSWire
import AutoScaling
import AutoScalingModel
import CloudWatchLogs
import CloudWatchLogsModel
import EC2
import EC2Model
import ECR
import ECRModel
import ECS
import ECSModel
import Events
import Foundation
import Gateway
import IAM
import Logging
import NIOCore
import RegistryClient
import RegistryStorage
import STSModel
import ServiceLifecycle
import Shapes
import Store
import StoreSQLite
import Trust
import UnixSignals
import WebServer

/// The control plane of one server: every service joined to the store and to the gateway.
struct ControlPlane {
    let directory: DataDirectory
    let options: ServerOptions
    let logger: Logger

    /// Serves until SIGTERM or SIGINT.
    func run() async throws {
        let store = try SQLiteStore(path: directory.store)
        do {
            try await serve(store)
        } catch {
            logger.critical("the control plane failed", metadata: ["error": "\(error)"])
            try await store.close()
            throw error
        }
        try await store.close()
    }

    private func serve(_ store: SQLiteStore) async throws {
        let credentials = try await CredentialStore.open(
            store, logger: logger, randomBytes: SystemRandom.bytes)
        try await ensureRootKey(credentials)
        if options.auth == .none {
            logger.warning(
                "--auth none: signatures are NOT verified; use it for throw-away CI only")
        }
        let content = try await RegistryContent.open(
            directory, options.blobStorage, owner: try await InstallationRecords.id(in: store),
            environment: ProcessInfo.processInfo.environment, logger: logger)
        do {
            try await serve(store, credentials, content.storage)
        } catch {
            try await content.close()
            throw error
        }
        try await content.close()
    }

    private func serve(
        _ store: SQLiteStore, _ credentials: CredentialStore, _ content: any BlobStorage
    ) async throws {
        let port = try options.port == 0 ? FreePort.find(options.bindAddress) : options.port
        let tlsPort =
            try options.tlsPort == 0 ? FreePort.find(options.tlsBindAddress) : options.tlsPort
        let trust = try await TrustMounts.open(
            store, credentials, options, port: port, logger: logger)
        let services = try await Services(
            store: store, content: content, directory: directory, hostname: options.hostname,
            vulnerabilityFeed: options.vulnerabilityFeed, port: port, credentials: credentials,
            registries: registries(),
            machineLostAfter: .seconds(options.machineLostAfter),
            publicAddresses: options.publicAddresses, trust: trust, logger: logger)
        let certificate = ServerCertificate(
            trust,
            names: ServerCertificate.names(
                hostname: options.hostname, region: Defaults.region,
                bind: options.tlsBindAddress, more: options.tlsNames), logger: logger)
        let tls = try certificate.makeTLS()
        var front = WebServerOptions(addresses: [
            .init(host: options.bindAddress, port: port),
            .init(host: options.tlsBindAddress, port: tlsPort, isSecure: true),
        ])
        front.tls = tls
        try StateFile.write(bytes: Array(trust.authority.certificate.utf8), to: directory.authority)
        let server = WebServer(
            options: front, handler: gateway(services, credentials, trust), logger: logger,
            onReady: { addresses in publish(addresses) })
        let group = ServiceGroup(
            configuration: .init(
                services: services.running(store, logger: logger)
                    + [
                        .init(service: Loop { try await trust.run() }),
                        .init(service: Loop { try await certificate.keepUp(tls) }),
                        .init(service: server),
                    ],
                gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
        try await group.run()
    }

    /// Connections to other registries.
    private func registries() -> RegistryTransport {
        var connections = RegistryTransport.Options()
        connections.authorities = options.registryAuthorities
        return RegistryTransport(connections)
    }

    /// The front over `services`.
    func gateway(
        _ services: Services, _ credentials: CredentialStore, _ trust: TrustService? = nil
    ) -> Gateway {
        Gateway(
            options: .init(
                authentication: options.auth == .none
                    ? .none : .sigv4(IAMResolver(credentials: credentials, trust: trust)),
                now: SystemTime.now, newRequestID: Self.newID, version: Version.text),
            services: services.bindings,
            mounts: (trust.map(TrustMounts.mounts) ?? [])
                + services.mounts.map { trust.map($0.refusingRevoked) ?? $0 },
            health: { services.health() }, logger: logger)
    }

    /// A random UUID in lower case.
    @Sendable static func newID() -> String { UUID().uuidString.lowercased() }

    /// Makes the access key of the default account's root at the first start.
    private func ensureRootKey(_ credentials: CredentialStore) async throws {
        if try StateFile.read(AccessKeyFile.self, from: directory.rootCredentials) != nil { return }
        let key = try await credentials.createAccessKey(
            for: .root(account: Defaults.account), now: SystemTime.now(),
            randomBytes: SystemRandom.bytes)
        try StateFile.write(
            AccessKeyFile {
                $0.accessKeyID = key.accessKeyID
                $0.secretAccessKey = key.secretAccessKey
                $0.account = Defaults.account
            }, to: directory.rootCredentials)
    }

    /// Tells the other verbs where we listen.
    private func publish(_ addresses: [SocketAddress]) {
        guard let port = addresses.first?.port else { return }
        let file = EndpointFile {
            $0.port = port
            $0.tlsPort = addresses.dropFirst().first?.port
            $0.authority = directory.authority
            $0.hostname = options.hostname
            $0.pid = Int(getpid())
        }
        do {
            try StateFile.write(file, to: directory.endpointFile)
        } catch {
            logger.error("cannot say where we listen", metadata: ["error": "\(error)"])
        }
    }
}

/// Every service of the control plane.
struct Services: Sendable {
    let bindings: [ServiceBinding]
    let mounts: [Mount]
    private let ecr: ECRService
    let ecs: ECSService
    let ec2: EC2Service
    private let autoScaling: AutoScalingService
    private let retirement: MachineRetirement
    let networkFeed: NetworkFeed
    private let logs: CloudWatchLogsService
    private let credentials: CredentialStore
    private let sessions: AgentSessions

    /// How long a machine that is made may take to come up and be let in.
    private static let joinTokenLifetime = Duration.seconds(24 * 3600)

    /// Builds the services in the order of what they need.
    init(
        store: any Store, content: any BlobStorage, directory: DataDirectory, hostname: String,
        vulnerabilityFeed: String? = nil, port: Int, credentials: CredentialStore,
        registries: RegistryTransport = RegistryTransport(),
        machineLostAfter: Duration = .seconds(45),
        publicAddresses: String = EC2Settings().publicAddresses, trust: TrustService? = nil,
        logger: Logger
    ) async throws {
        let secret = try await InstallationRecords.tokenSecret(in: store)
        let tokens = PageTokens(secret: secret, now: SystemTime.now)
        self.credentials = credentials
        let sts = STSService(credentials: credentials, randomBytes: SystemRandom.bytes)
        let events = EventHub(logger: logger)
        ecr = ECRService(
            store: store, storage: content, events: events, secret: secret,
            endpoint: RegistryEndpoint(hostName: hostname, port: port), upstreams: registries,
            peers: try PeersFile.read(directory.peers), vulnerabilityFeed: vulnerabilityFeed,
            logger: logger, now: SystemTime.now, makeID: ControlPlane.newID)
        var settings = EC2Settings()
        settings.publicAddresses = publicAddresses
        if let trust {
            settings.makeJoinToken = { machine in
                try await trust.createToken(for: machine, lifetime: Self.joinTokenLifetime).text
            }
        }
        ec2 = EC2Service(
            store: store, settings: settings, events: events, tokens: tokens, now: SystemTime.now,
            makeID: { SystemRandom.hex(16) }, logger: logger)
        autoScaling = AutoScalingService(
            store: store, fleet: EC2Fleet(ec2: ec2, now: SystemTime.now), events: events,
            tokens: tokens, now: SystemTime.now, makeID: ControlPlane.newID, logger: logger)
        ecs = ECSService(
            store: store, baseURL: "http://127.0.0.1:\(port)", tokens: tokens, now: SystemTime.now,
            makeID: { SystemRandom.hex(16) }, networks: TaskNetworkBridge(ec2: ec2),
            machines: TaskMachineBridge(ec2: ec2), lostAfter: machineLostAfter, logger: logger)
        networkFeed = NetworkFeed(service: ec2, logger: logger)
        sessions = AgentSessions(
            service: ecs, credentials: RoleCredentials(store: credentials), logger: logger)
        logs = CloudWatchLogsService(
            store: store,
            events: try SQLiteEventStorage(path: directory.logEvents, logger: logger),
            tokens: tokens, now: SystemTime.now, logger: logger)
        bindings = [
            ServiceBinding(model: STSAPI.model, handlers: STSAPI.handlers(for: sts)),
            ServiceBinding(
                model: ECRAPI.model, handlers: ECRAPI.handlers(for: ecr),
                bodyLimit: ECRService.bodyLimit),
            ServiceBinding(model: ECSAPI.model, handlers: ECSAPI.handlers(for: ecs)),
            ServiceBinding(model: EC2API.model, handlers: ec2.handlers),
            ServiceBinding(
                model: AutoScalingAPI.model, handlers: AutoScalingAPI.handlers(for: autoScaling)),
            ServiceBinding(
                model: LogsAPI.model, handlers: LogsAPI.handlers(for: logs),
                streams: logs.streamHandlers),
        ]
        let distribution = ecr.distribution
        let sessions = sessions
        let hostFeed = HostFeed(service: ec2, logger: logger) { context, host in
            context.isOperator || context.isHost(host)
        }
        retirement = MachineRetirement(
            ec2: ec2, ecs: ecs, events: events, trust: trust, logger: logger)
        let channel = Mount.Access.signed(bodyLimit: 0) { request, context in
            await sessions.respond(to: request, context)
        }
        mounts = [
            Mount(
                name: "registry", prefix: "/v2",
                .handler { request in await distribution.respond(to: request) }),
            Mount(name: "agents", prefix: "/ws", channel),
            Mount(name: "telemetry", prefix: "/tcs", channel),
            Mount(
                name: "host-feed", prefix: "/_skerry/hosts/feed",
                .signed(bodyLimit: 0) { request, context in
                    await hostFeed.respond(to: request, context)
                }),
            Mount(
                name: "network-feed", prefix: "/_skerry/network/feed",
                .signed(bodyLimit: 0) { [networkFeed] request, context in
                    await networkFeed.respond(to: request, context)
                }),
            Mount(
                name: "credentials", prefix: "/_skerry/credentials",
                .signed(bodyLimit: 4096) { request, context in
                    await CredentialsPage(credentials: credentials).respond(request, context)
                }),
            Mount(
                name: "capacity", prefix: "/_skerry/capacity",
                .signed(bodyLimit: 0) { [ecs] request, context in
                    await CapacityPage(service: ecs, sessions: sessions).respond(request, context)
                }),
            Mount(
                name: "registry-upkeep", prefix: "/_skerry/ecr",
                .signed(bodyLimit: 128 << 10) { [ecr] request, context in
                    await RegistryPage(service: ecr).respond(request, context)
                }),
        ]
    }

    /// Whether each service can answer.
    func health() -> [(service: String, isHealthy: Bool)] {
        bindings.map { binding in
            let name = binding.model.signingName
            return switch name {
            case ECSAPI.model.signingName: (name, ecs.isReady)
            case EC2API.model.signingName: (name, ec2.isReady)
            case AutoScalingAPI.model.signingName: (name, autoScaling.isReady)
            default: (name, true)
            }
        }
    }

    /// What runs beside the server, in the order of dependence.
    func running(
        _ store: any UpkeptStore, logger: Logger
    ) -> [ServiceGroupConfiguration.ServiceConfiguration] {
        [
            .init(service: Loop { try await store.run() }),
            .init(service: Loop { [credentials] in try await credentials.run() }),
            .init(service: Loop { [ecs] in try await ecs.run() }),
            .init(service: Loop { [ec2] in try await ec2.run() }),
            .init(service: Loop { [autoScaling] in try await autoScaling.run() }),
            .init(service: Loop { [retirement] in try await retirement.run() }),
            .init(service: Loop { [networkFeed] in try await networkFeed.run() }),
            .init(service: Loop { [ecr] in try await ecr.run() }),
            .init(service: Loop { [logs] in try await logs.run() }),
        ]
    }
}

extension PageTokens: PageTokenSealing {}

/// A loop that ends, by cancellation, when the server shuts down.
private struct Loop: Service {
    let body: @Sendable () async throws -> Void

    init(_ body: @escaping @Sendable () async throws -> Void) { self.body = body }

    func run() async throws {
        do {
            try await cancelWhenGracefulShutdown { try await body() }
        } catch is CancellationError {
            return
        }
    }
}

/// IAM's role sessions in the form that agents' sessions ask for.
private struct RoleCredentials: TaskCredentialsProvider {
    let store: CredentialStore

    func credentials(
        role: String, session: String, account: String, expiresAt: Timestamp
    ) -> SigV4.Credentials? {
        store.createRoleSession(
            role: role, session: session, account: account, expiresAt: expiresAt,
            randomBytes: SystemRandom.bytes)
    }
}

/// IAM's credentials in the form that the gateway asks for.
private struct IAMResolver: CredentialResolver {
    let credentials: CredentialStore
    let trust: TrustService?

    func resolve(
        accessKeyID: String, sessionToken: String?, now: Timestamp
    ) async throws(SigV4.Failure) -> ResolvedCredentials {
        let found = try await credentials.resolve(
            accessKeyID: accessKeyID, sessionToken: sessionToken, now: now)
        if let machine = found.principal.machine, trust?.isRevoked(machine) == true {
            throw SigV4.Failure(.unknownKey)
        }
        return ResolvedCredentials(secretAccessKey: found.secret, principal: found.principal)
    }
}
