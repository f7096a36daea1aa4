import RegistryClient

/// Why an upstream registry gave no image.
struct UpstreamFailure: Error, Sendable, Hashable {
    enum Kind: Sendable, Hashable {
        /// It does not have it, or does not say that it has.
        case notFound
        /// It does not accept the credentials, or we have none that we could send.
        case accessDenied
        case tooManyRequests(retryAfter: Duration?)
        /// Not reached, no answer in time, or a failure of its own.
        case unavailable
        case timedOut
        /// What it sent is not what it was to be; nothing of it was kept.
        case broken
        /// As many pulls are under way or waiting as may be.
        case busy
        /// Nobody waits for it any more, or the server shuts down.
        case interrupted
    }

    var kind: Kind
    /// For the client and the log.
    var reason: String

    init(_ kind: Kind, _ reason: String) {
        self.kind = kind
        self.reason = reason
    }

    init(_ error: RegistryClientError) {
        reason = error.description
        switch error {
        case .unauthorized, .denied: kind = .accessDenied
        case .notFound: kind = .notFound
        case .tooManyRequests(let time): kind = .tooManyRequests(retryAfter: time)
        case .unreachable, .serverFailed, .refused: kind = .unavailable
        case .timedOut: kind = .timedOut
        case .tooLarge, .digestMismatch, .protocolViolation: kind = .broken
        case .cancelled: kind = .interrupted
        }
    }

    /// As ECR's failure codes of images name it.
    var code: String {
        switch kind {
        case .notFound: "ImageNotFound"
        case .accessDenied: "UpstreamAccessDenied"
        case .tooManyRequests: "UpstreamTooManyRequests"
        case .unavailable, .timedOut, .broken, .busy, .interrupted: "UpstreamUnavailable"
        }
    }
}
