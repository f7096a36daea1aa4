package import AWSWire
import Glibc
package import Shapes

/// Where a client's credentials come from; asked before every attempt, so that they may rotate.
package protocol CredentialsProvider: Sendable {
    func credentials() async throws -> SigV4.Credentials
}

/// Credentials that never change.
package struct StaticCredentials: CredentialsProvider {
    private let value: SigV4.Credentials

    package init(_ value: SigV4.Credentials) {
        self.value = value
    }

    package func credentials() async throws -> SigV4.Credentials { value }
}

/// Time and chance, as a client uses them; tests bring their own.
package struct ClientEnvironment: Sendable {
    /// The time that requests are signed with.
    package var now: @Sendable () -> Timestamp
    /// A number from 0 up to 1, for the jitter of retries.
    package var random: @Sendable () -> Double
    /// Waits before a retry; throws when cancelled.
    package var sleep: @Sendable (Duration) async throws -> Void
    /// A fresh idempotency token.
    package var token: @Sendable () -> String

    package init(
        now: @escaping @Sendable () -> Timestamp, random: @escaping @Sendable () -> Double,
        sleep: @escaping @Sendable (Duration) async throws -> Void,
        token: @escaping @Sendable () -> String
    ) {
        self.now = now
        self.random = random
        self.sleep = sleep
        self.token = token
    }

    /// The computer's clock and random numbers.
    package static let system = ClientEnvironment(
        now: {
            var time = timespec()
            clock_gettime(CLOCK_REALTIME, &time)
            return Timestamp(
                milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
        },
        random: { Double.random(in: 0..<1) },
        sleep: { try await Task.sleep(for: $0) },
        token: {
            let hex = (0..<32).map { _ in String(UInt8.random(in: 0..<16), radix: 16) }.joined()
            let cuts = [8, 12, 16, 20]
            return hex.enumerated().reduce(into: "") { text, next in
                if cuts.contains(next.offset) { text += "-" }
                text.append(next.element)
            }
        })
}

/// What goes wrong between a client and the service, beside the service's own `AWSError`s.
package enum AWSClientError: Error, Equatable, CustomStringConvertible {
    /// The endpoint is not `http://host[:port]` (or `ws://` for WebSockets).
    case badEndpoint(String)
    /// Certificates or a key that cannot be used.
    case badTrust(String)
    /// The model has no such operation.
    case unknownOperation(String)
    /// The service could not be reached, or the connection broke.
    case unreachable(String)
    /// No answer in time.
    case timedOut
    /// The answer is larger than the client takes.
    case responseTooLarge(limit: Int)
    /// A WebSocket handshake was answered with another status; `body` is cut to 64 KiB.
    case refused(status: Int, body: String)

    package var description: String {
        switch self {
        case .badEndpoint(let text): "not an endpoint: '\(text)'"
        case .badTrust(let reason): "unusable certificates: \(reason)"
        case .unknownOperation(let name): "the model has no operation \(name)"
        case .unreachable(let reason): "service not reached: \(reason)"
        case .timedOut: "the service did not answer in time"
        case .responseTooLarge(let limit): "the answer exceeds \(limit) bytes"
        case .refused(let status, let body): "handshake refused with \(status): \(body)"
        }
    }
}
