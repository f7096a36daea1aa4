package import AsyncHTTPClient
import Dispatch
import NIOCore
import NIOSSL

/// Connections to registries, shared by any number of clients. They end with ``shutdown()``, or at
/// some time after this is gone.
///
/// TLS is always verified. The head of an answer is at most 80 KiB, which is the parser's own limit.
package final class RegistryTransport: Sendable {
    package struct Options: Sendable {
        /// A file of PEM certificates that are trusted besides the computer's own.
        package var authorities: String?
        /// To establish a connection, TLS included.
        package var connectTimeout = Duration.seconds(5)
        /// Without a byte read (once the request is sent) or taken.
        package var idleTimeout = Duration.seconds(30)
        /// More requests to one registry wait.
        package var connectionsPerHost = 16

        package init() {}
    }

    /// For other requests to the same servers, such as those of their APIs.
    package let http: HTTPClient

    package init(_ options: Options = Options()) {
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = .disallow
        configuration.timeout = .init(
            connect: TimeAmount(options.connectTimeout), read: TimeAmount(options.idleTimeout),
            write: TimeAmount(options.idleTimeout))
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit =
            options.connectionsPerHost
        configuration.connectionPool.idleTimeout = .seconds(10)
        // Whether to try again is the client's decision.
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.httpVersion = .http1Only
        if let authorities = options.authorities {
            var tls = TLSConfiguration.makeClientConfiguration()
            tls.additionalTrustRoots = [.file(authorities)]
            configuration.tlsConfiguration = tls
        }
        http = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    deinit {
        // Nothing waits for it, and after a shutdown it does nothing.
        http.shutdown(queue: .global()) { _ in }
    }

    /// Ends all connections; requests that are on their way fail.
    package func shutdown() async throws { try await http.shutdown() }
}
