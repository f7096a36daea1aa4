package import AsyncHTTPClient
import NIOCore
import NIOSSL

/// Whom a client trusts over `https` and `wss`: an installation's own authority and nobody else.
/// Shut it down when nothing uses it any more.
package final class ClientTrust: Sendable {
    /// PEM of the authority, as it was given.
    package let authority: String
    /// Connections for calls that are made with this trust.
    package let http: HTTPClient
    let context: NIOSSLContext

    /// - Parameters:
    ///   - authority: PEM of one or more certificates.
    ///   - identity: PEM of the client's own certificate and its key, to be shown to the server.
    /// - Throws: ``AWSClientError/badTrust(_:)``.
    package init(
        authority: String, identity: (certificate: String, privateKey: String)? = nil
    ) throws(AWSClientError) {
        do {
            var configuration = TLSConfiguration.makeClientConfiguration()
            configuration.minimumTLSVersion = .tlsv12
            configuration.trustRoots = .certificates(
                try NIOSSLCertificate.fromPEMBytes(Array(authority.utf8)))
            if let identity {
                let chain = try NIOSSLCertificate.fromPEMBytes(Array(identity.certificate.utf8))
                configuration.certificateChain = chain.map { .certificate($0) }
                configuration.privateKey = .privateKey(
                    try NIOSSLPrivateKey(bytes: Array(identity.privateKey.utf8), format: .pem))
            }
            context = try NIOSSLContext(configuration: configuration)
            var options = HTTPClient.Configuration()
            options.tlsConfiguration = configuration
            options.httpVersion = .http1Only
            options.connectionPool.retryConnectionEstablishment = false
            http = HTTPClient(eventLoopGroupProvider: .singleton, configuration: options)
        } catch {
            throw AWSClientError.badTrust("\(error)")
        }
        self.authority = authority
    }

    /// Ends its connections.
    package func shutdown() async {
        try? await http.shutdown()
    }

    /// The handler that a connection to `host` begins with. Addresses are checked as such: they are
    /// no names that could be asked for in the handshake.
    func handler(for host: String) throws -> NIOSSLClientHandler {
        do {
            return try NIOSSLClientHandler(
                context: context, serverHostname: Self.isAddress(host) ? nil : host)
        } catch {
            throw AWSClientError.badTrust("\(error)")
        }
    }

    private static func isAddress(_ host: String) -> Bool {
        (try? SocketAddress(ipAddress: host, port: 0)) != nil
    }
}
