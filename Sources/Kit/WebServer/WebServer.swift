package import Logging
package import NIOCore
import NIOPosix
import ServiceLifecycle

/// An HTTP/1.1 server over TCP.
package struct WebServer: Service {
    private let options: WebServerOptions
    private let handler: any WebHandler
    private let logger: Logger
    private let group: any EventLoopGroup
    private let onReady: @Sendable ([SocketAddress]) async -> Void

    /// - Parameter onReady: Called once with the bound addresses, in the order of
    ///   `options.addresses`, when all of them listen.
    package init(
        options: WebServerOptions, handler: any WebHandler, logger: Logger,
        group: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton,
        onReady: @escaping @Sendable ([SocketAddress]) async -> Void = { _ in }
    ) {
        self.options = options
        self.handler = handler
        self.logger = logger
        self.group = group
        self.onReady = onReady
    }

    /// Serves until graceful shutdown (drains, then returns) or cancellation (cuts).
    ///
    /// - Throws: When an address cannot be bound.
    package func run() async throws {
        fatalError()
    }
}
