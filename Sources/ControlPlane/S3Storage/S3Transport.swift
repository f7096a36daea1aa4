package import AsyncHTTPClient
import NIOCore

/// Carries one request to the object store; tests put faults between.
package protocol S3Transport: Sendable {
    /// - Parameter timeout: From now to the head of the answer, and to its end.
    func send(
        _ request: HTTPClientRequest, timeout: Duration
    ) async throws -> HTTPClientResponse
}

/// Connections of our own to an object store. ``shutdown()`` ends them.
package struct S3Connections: S3Transport {
    private let http: HTTPClient

    package init() {
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = .disallow
        configuration.timeout = .init(connect: .seconds(5), read: .seconds(30))
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 64
        // A store's many servers drop idle connections at times of their own.
        configuration.connectionPool.idleTimeout = .seconds(10)
        http = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    package func send(
        _ request: HTTPClientRequest, timeout: Duration
    ) async throws -> HTTPClientResponse {
        try await http.execute(request, timeout: TimeAmount(timeout))
    }

    package func shutdown() async throws { try await http.shutdown() }
}
