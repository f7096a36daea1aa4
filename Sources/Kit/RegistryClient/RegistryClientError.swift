/// Why a registry did not give or take something. Texts from the registry are cut and cleaned.
package enum RegistryClientError: Error, Sendable, Hashable {
    /// The credentials are missing, wrong, or not of a kind that we have.
    case unauthorized(String)
    /// The credentials are good and do not allow it.
    case denied(String)
    /// No such repository, manifest or blob.
    case notFound
    case tooManyRequests(retryAfter: Duration?)
    /// No connection, or it broke.
    case unreachable(String)
    case timedOut
    /// The registry failed, with this status of 500 and above.
    case serverFailed(status: Int, String)
    /// The registry refused, with another status of 400 and above.
    case refused(status: Int, String)
    /// A manifest or token larger than this many bytes, or a blob larger than announced.
    case tooLarge(limit: Int64)
    /// The content is not what its digest says.
    case digestMismatch(expected: String, actual: String)
    /// The registry does not keep to the protocol.
    case protocolViolation(String)
    case cancelled

    /// Whether the same request may succeed if it is made again at once.
    package var isTransient: Bool {
        switch self {
        case .unreachable: true
        case .serverFailed(let status, _): status != 501 && status != 505
        default: false
        }
    }
}

extension RegistryClientError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unauthorized(let reason): "the registry does not accept the credentials: \(reason)"
        case .denied(let reason): "the registry denies access: \(reason)"
        case .notFound: "the registry does not have it"
        case .tooManyRequests: "the registry answers that there are too many requests"
        case .unreachable(let reason): "the registry cannot be reached: \(reason)"
        case .timedOut: "the registry does not answer in time"
        case .serverFailed(let status, let reason), .refused(let status, let reason):
            "the registry answers with status \(status): \(reason)"
        case .tooLarge(let limit): "the registry sends more than \(limit) bytes"
        case .digestMismatch(let expected, let actual):
            "the registry sends content with digest \(actual) for \(expected)"
        case .protocolViolation(let reason): "the registry breaks the protocol: \(reason)"
        case .cancelled: "cancelled"
        }
    }
}
