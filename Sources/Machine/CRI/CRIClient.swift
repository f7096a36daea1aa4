import GRPCCore
import GRPCNIOTransportHTTP2Posix
import GRPCProtobuf
import NIOCore
import SwiftProtobuf

/// A client of a container runtime's CRI socket.
///
/// `run()` must be running somewhere for calls to proceed; calls made before wait for it. The
/// connection is made again by itself when the runtime restarts, and calls wait for that up to
/// their own deadline. Every call throws `RPCError`: `unavailable` when the connection broke under
/// it, `deadlineExceeded` when its time was up, else the runtime's own code and words.
package final class CRIClient: Sendable {
    private let client: GRPCClient<HTTP2ClientTransport.Posix>

    /// Largest answer that is accepted, in bytes: some 10,000 containers in one list.
    static let maxResponseBytes = 16 * 1024 * 1024

    /// - Parameter socketPath: the unix socket, at most 107 bytes long.
    package init(socketPath: String) throws {
        let transport = try HTTP2ClientTransport.Posix(
            target: .unixDomainSocket(path: socketPath, authority: "localhost"),
            transportSecurity: .plaintext,
            config: .defaults { config in
                // Without it the path becomes the authority, which grpc-go refuses.
                config.http2.authority = "localhost"
                config.backoff.initial = .milliseconds(50)
                config.backoff.max = .seconds(1)
                config.channelDebuggingCallbacks.onCreateTCPConnection = { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandler(
                            PingAnswerer(), position: .first)
                    }
                }
            }
        )
        client = GRPCClient(transport: transport)
    }

    /// Keeps the connection until cancelled or shut down.
    package func run() async throws {
        try await client.runConnections()
    }

    /// Lets calls in flight finish, then makes `run()` return. No calls may follow.
    package func beginGracefulShutdown() {
        client.beginGracefulShutdown()
    }

    func unary<Request: Message, Response: Message>(
        _ service: String, _ method: String, _ request: Request, metadata: Metadata = [:],
        timeout: Duration, returning: Response.Type = Response.self
    ) async throws -> Response {
        try await client.unary(
            request: ClientRequest(message: request, metadata: metadata),
            descriptor: MethodDescriptor(fullyQualifiedService: service, method: method),
            serializer: ProtobufSerializer<Request>(),
            deserializer: ProtobufDeserializer<Response>(),
            options: Self.options(timeout: timeout)
        ) { response in
            try response.message
        }
    }

    /// A call that may be made twice: made again while the runtime is away, until its deadline.
    func repeatable<Request: Message, Response: Message>(
        _ service: String, _ method: String, _ request: Request, timeout: Duration
    ) async throws -> Response {
        let deadline = ContinuousClock.now + timeout
        while true {
            do {
                return try await unary(
                    service, method, request, timeout: ContinuousClock.now.duration(to: deadline))
            } catch let error as RPCError where Self.isAway(error) {
                guard ContinuousClock.now + .milliseconds(50) < deadline else { throw error }
                try await Task.sleep(for: .milliseconds(50))
            }
        }
    }

    /// The socket is there a moment before the service behind it is.
    private static func isAway(_ error: RPCError) -> Bool {
        error.code == .unavailable || error.code == .unimplemented
            || error.message.contains("server is not initialized yet")
    }

    /// Calls `deliver` with every message until the runtime ends the stream (returns), the
    /// connection breaks (throws) or the task is cancelled.
    func stream<Request: Message, Response: Message>(
        _ service: String, _ method: String, _ request: Request, metadata: Metadata,
        deliver: @Sendable @escaping (Response) async throws -> Void
    ) async throws {
        try await client.serverStreaming(
            request: ClientRequest(message: request, metadata: metadata),
            descriptor: MethodDescriptor(fullyQualifiedService: service, method: method),
            serializer: ProtobufSerializer<Request>(),
            deserializer: ProtobufDeserializer<Response>(),
            options: Self.options(timeout: nil)
        ) { response in
            for try await message in response.messages {
                try await deliver(message)
            }
        }
    }

    private static func options(timeout: Duration?) -> CallOptions {
        var options = CallOptions.defaults
        options.timeout = timeout
        options.waitForReady = true
        options.maxResponseMessageBytes = maxResponseBytes
        return options
    }
}
