/// Where a server listens, and every limit it keeps.
package struct WebServerOptions: Sendable {
    /// One address to listen on. Port 0 asks the kernel for a free one.
    package struct Address: Sendable, Hashable {
        package let host: String
        package let port: Int
        /// TLS is spoken there, as `tls` says.
        package let isSecure: Bool

        package init(host: String, port: Int, isSecure: Bool = false) {
            self.host = host
            self.port = port
            self.isSecure = isSecure
        }
    }

    package var addresses: [Address]
    /// Needed for addresses that are secure.
    package var tls: ServerTLS?
    /// Open connections; further ones wait in the kernel's backlog.
    package var maximumConnections = 4096
    package var backlog = 1024
    /// A longer request target is answered 414.
    package var maximumTargetLength = 16 * 1024
    /// A longer header field, a longer sum of them, or more of them are answered 431.
    package var maximumHeaderFieldSize = 16 * 1024
    package var maximumHeadersSize = 64 * 1024
    package var maximumHeaderCount = 128
    /// From a request's first byte to the end of its head; beyond it 408.
    package var headTimeout = Duration.seconds(15)
    /// While the server waits for a body, at least `minimumBodyBytes` must come in each such time.
    package var bodyTimeout = Duration.seconds(30)
    package var minimumBodyBytes = 1024
    /// How long a connection may wait for its next request.
    package var idleTimeout = Duration.seconds(75)
    /// A client that takes no byte of a response for this long is cut off.
    package var writeTimeout = Duration.seconds(60)
    /// How much of a request body that its handler did not read is discarded to keep the
    /// connection; with more left it is closed after the response.
    package var maximumDiscardedBody = 256 * 1024
    /// How long a graceful shutdown lets requests finish before it cuts them.
    package var drainTimeout = Duration.seconds(10)

    package init(addresses: [Address]) {
        self.addresses = addresses
    }

    package init(host: String = "127.0.0.1", port: Int = 0) {
        addresses = [Address(host: host, port: port)]
    }
}
