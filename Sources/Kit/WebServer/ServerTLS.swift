import NIOCore
import NIOSSL
import Synchronization

/// Who is at the other end of a TLS connection.
package enum TLSPeer: Sendable, Hashable {
    /// It showed no certificate.
    case anonymous
    /// It holds the key of a certificate that the server's verifier took for good.
    ///
    /// - Parameters:
    ///   - name: Whom the certificate is for, as the verifier read it.
    ///   - certificate: In DER.
    case verified(name: String, certificate: [UInt8])
    /// It showed one that the verifier refused; why, for the peer to read.
    case refused(String)
}

/// What a server shows of itself.
package struct TLSIdentity: Sendable {
    /// PEM: its own certificate first, then those that lead to the authority, which is the last.
    package var certificates: [String]
    /// PEM.
    package var privateKey: String

    package init(certificates: [String], privateKey: String) {
        self.certificates = certificates
        self.privateKey = privateKey
    }
}

/// A certificate or key that cannot be used.
package struct TLSFailure: Error, CustomStringConvertible {
    package let description: String
}

/// How a server speaks TLS (1.2 and above, HTTP/1.1 inside). The identity may be replaced while it
/// runs: new connections get the new one.
///
/// Clients are asked for a certificate and need none. What they show is judged by the verifier; a
/// handshake does not fail by it, so that a client with a wrong certificate can be told so in words.
package final class ServerTLS: Sendable {
    /// Judges what a client shows, its own certificate first, in DER. Called on an event loop: short.
    package typealias Verifier = @Sendable (_ certificates: [[UInt8]]) -> TLSPeer

    private let context: Mutex<NIOSSLContext>
    private let authorities: [NIOSSLCertificate]
    private let verify: Verifier

    /// - Parameter clientAuthorities: PEM; named to clients so that they choose a certificate.
    package init(
        _ identity: TLSIdentity, clientAuthorities: [String], verify: @escaping Verifier
    ) throws(TLSFailure) {
        authorities = try Self.certificates(clientAuthorities)
        context = Mutex(try Self.context(identity, authorities))
        self.verify = verify
    }

    /// Shows `identity` from the next connection on.
    package func replace(_ identity: TLSIdentity) throws(TLSFailure) {
        let new = try Self.context(identity, authorities)
        context.withLock { $0 = new }
    }

    private static func certificates(_ texts: [String]) throws(TLSFailure) -> [NIOSSLCertificate] {
        do {
            return try texts.flatMap { try NIOSSLCertificate.fromPEMBytes(Array($0.utf8)) }
        } catch {
            throw TLSFailure(description: "unusable certificate: \(error)")
        }
    }

    private static func context(
        _ identity: TLSIdentity, _ authorities: [NIOSSLCertificate]
    ) throws(TLSFailure) -> NIOSSLContext {
        let chain = try certificates(identity.certificates)
        do {
            let key = try NIOSSLPrivateKey(bytes: Array(identity.privateKey.utf8), format: .pem)
            var configuration = TLSConfiguration.makeServerConfiguration(
                certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
            configuration.minimumTLSVersion = .tlsv12
            configuration.applicationProtocols = ["http/1.1"]
            configuration.trustRoots = .certificates(authorities)
            configuration.sendCANameList = true
            configuration.certificateVerification = .optionalVerification
            return try NIOSSLContext(configuration: configuration)
        } catch {
            throw TLSFailure(description: "unusable certificate or key: \(error)")
        }
    }

    /// The handler of a new connection, and where it will say who the peer is.
    func connection() -> (handler: NIOSSLServerHandler, peer: PeerNote) {
        let note = PeerNote()
        let verify = verify
        let handler = NIOSSLServerHandler(
            context: context.withLock { $0 },
            customVerificationCallback: { certificates, promise in
                do {
                    note.set(verify(try certificates.map { try $0.toDERBytes() }))
                    promise.succeed(.certificateVerified)
                } catch {
                    promise.fail(error)
                }
            })
        return (handler, note)
    }
}

/// The peer of one connection, known from the handshake on.
final class PeerNote: Sendable {
    private let value = Mutex(TLSPeer.anonymous)

    var peer: TLSPeer { value.withLock { $0 } }

    func set(_ peer: TLSPeer) { value.withLock { $0 = peer } }
}
