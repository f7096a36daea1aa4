import Crypto
package import Logging
import Shapes
package import Store
package import WebServer
import X509

/// The certificate of one server: made at its start with a key that never leaves its memory, and
/// anew when two thirds of its life are over or the addresses have changed.
package struct ServerCertificate: Sendable {
    private static let interval = Duration.seconds(2)

    private let trust: TrustService
    private let names: [SubjectName]
    private let addresses: @Sendable () -> [SubjectName]
    private let clock: any StoreClock
    private let logger: Logger

    /// - Parameters:
    ///   - names: What it is for beside the computer's addresses.
    ///   - addresses: The computer's addresses now.
    package init(
        _ trust: TrustService, names: [SubjectName],
        addresses: @escaping @Sendable () -> [SubjectName] = { SubjectName.localAddresses() },
        clock: any StoreClock = SystemClock(), logger: Logger
    ) {
        self.trust = trust
        self.names = names
        self.addresses = addresses
        self.clock = clock
        self.logger = logger
    }

    /// TLS as the installation's servers speak it. Run ``keepUp(_:)`` beside it.
    ///
    /// - Throws: When the certificate cannot be made.
    package func makeTLS() throws -> ServerTLS {
        try ServerTLS(
            try identity(addresses()), clientAuthorities: [trust.authority.certificate],
            verify: TrustPages.verifier(trust.authority))
    }

    /// Keeps the certificate of `tls` good until cancelled.
    package func keepUp(_ tls: ServerTLS) async throws {
        var known = addresses()
        var due = trust.now() + trust.settings.serverLifetime * 2 / 3
        while true {
            try await clock.sleep(until: clock.now() + Self.interval)
            let found = addresses()
            guard found != known || trust.now() >= due else { continue }
            do {
                try tls.replace(try identity(found))
                known = found
                due = trust.now() + trust.settings.serverLifetime * 2 / 3
                logger.info("server certificate renewed")
            } catch {
                logger.error("server certificate not renewed", metadata: ["error": "\(error)"])
            }
        }
    }

    private func identity(_ addresses: [SubjectName]) throws -> TLSIdentity {
        var all: [SubjectName] = []
        for name in names + addresses where !all.contains(name) { all.append(name) }
        let key = P256.Signing.PrivateKey()
        let certificate = try trust.authority.certificate(
            forServer: all, key: Certificate.PublicKey(key.publicKey),
            lifetime: trust.settings.serverLifetime, now: trust.now())
        return TLSIdentity(
            certificates: [certificate.pem, trust.authority.certificate],
            privateKey: key.pemRepresentation)
    }

    /// Names of every server of an installation, and those of this one.
    ///
    /// - Parameter hostname: The public name; names directly below it are covered, and those of the
    ///   registry in `region`.
    package static func names(
        hostname: String, region: String, bind: String, more: [String]
    ) -> [SubjectName] {
        var texts = ["skerry-server", "localhost", "127.0.0.1", hostname, bind] + more
        if case .host = SubjectName(hostname) {
            texts += ["*.\(hostname)", "*.dkr.ecr.\(region).\(hostname)"]
        }
        return texts.compactMap { SubjectName($0) }.filter { $0 != .address([0, 0, 0, 0]) }
    }
}
