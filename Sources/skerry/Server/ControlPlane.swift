import AWSWire
import Foundation
import Gateway
import HTTPTypes
import IAM
import Logging
import NIOCore
import STSModel
import ServiceLifecycle
import Shapes
import Store
import StoreSQLite
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
        let credentials = try await CredentialStore.open(store, randomBytes: SystemRandom.bytes)
        try await ensureRootKey(credentials)
        if options.auth == .none {
            logger.warning(
                "--auth none: signatures are NOT verified; use it for throw-away CI only")
        }
        let server = WebServer(
            options: WebServerOptions(host: options.bindAddress, port: options.port),
            handler: gateway(credentials), logger: logger,
            onReady: { addresses in publish(addresses) })
        let group = ServiceGroup(
            configuration: .init(
                services: [
                    .init(service: StoreService(store: store)), .init(service: server),
                ],
                gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
        do {
            try await group.run()
        } catch {
            logger.critical("the control plane failed", metadata: ["error": "\(error)"])
            try await store.close()
            throw error
        }
        try await store.close()
    }

    private func gateway(_ credentials: CredentialStore) -> Gateway {
        let resolver = IAMResolver(credentials: credentials)
        let sts = STSService(credentials: credentials, randomBytes: SystemRandom.bytes)
        return Gateway(
            options: .init(
                authentication: options.auth == .none ? .none : .sigv4(resolver),
                now: SystemTime.now, newRequestID: { UUID().uuidString.lowercased() },
                version: Version.text),
            services: [
                ServiceBinding(model: STSAPI.model, handlers: STSAPI.handlers(for: sts))
            ],
            mounts: [
                Mount(
                    name: "credentials", prefix: "/_skerry/credentials",
                    .signed(bodyLimit: 4096) { request, context in
                        await CredentialsPage(credentials: credentials).respond(request, context)
                    })
            ],
            health: { [("sts", true)] }, logger: logger)
    }

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

/// The store's upkeep, from start to shutdown.
private struct StoreService: Service {
    let store: SQLiteStore

    func run() async throws {
        try await cancelWhenGracefulShutdown { try await store.run() }
    }
}

/// IAM's credentials in the form that the gateway asks for.
private struct IAMResolver: CredentialResolver {
    let credentials: CredentialStore

    func resolve(
        accessKeyID: String, sessionToken: String?, now: Timestamp
    ) async throws(SigV4.Failure) -> ResolvedCredentials {
        let found = try await credentials.resolve(
            accessKeyID: accessKeyID, sessionToken: sessionToken, now: now)
        return ResolvedCredentials(secretAccessKey: found.secret, principal: found.principal)
    }
}

/// The system's clock, read at the edge only.
enum SystemTime {
    @Sendable static func now() -> Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(
            milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }
}

/// The system's cryptographic random source.
enum SystemRandom {
    @Sendable static func bytes(_ count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }
}
