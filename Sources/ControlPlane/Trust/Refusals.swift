import HTTPTypes

/// Why a caller is not let in; its text is for them.
package struct TrustRefusal: Error, Hashable {
    package enum Code: String, Sendable, CaseIterable {
        case invalidRequest = "InvalidRequest"
        case invalidCertificateRequest = "InvalidCertificateRequest"
        case methodNotAllowed = "MethodNotAllowed"
        case tooLarge = "RequestTooLarge"
        case tlsRequired = "TLSRequired"
        case invalidToken = "InvalidToken"
        case expiredToken = "TokenExpired"
        case usedToken = "TokenUsed"
        case revokedToken = "TokenRevoked"
        case certificateRequired = "CertificateRequired"
        case certificateRefused = "CertificateRefused"
        case certificateExpired = "CertificateExpired"
        case machineRevoked = "MachineRevoked"
        case machineUnknown = "MachineUnknown"
        case tooManyFailures = "TooManyRequests"
        case unavailable = "ServiceUnavailable"
    }

    package let code: Code
    package let message: String

    init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    var status: HTTPResponse.Status {
        switch code {
        case .invalidRequest, .invalidCertificateRequest: .badRequest
        case .methodNotAllowed: .methodNotAllowed
        case .tooLarge: .contentTooLarge
        case .certificateRequired: .unauthorized
        case .tooManyFailures: .tooManyRequests
        case .unavailable: .serviceUnavailable
        case .tlsRequired, .invalidToken, .expiredToken, .usedToken, .revokedToken,
            .certificateRefused, .certificateExpired, .machineRevoked, .machineUnknown:
            .forbidden
        }
    }

    /// Whether it counts as an attempt to get in: guesses are slowed down.
    var isFailure: Bool { code != .unavailable && code != .tooManyFailures }

    static func badCertificateRequest(_ why: String) -> TrustRefusal {
        TrustRefusal(.invalidCertificateRequest, "The certificate request is refused: \(why).")
    }

    static func certificateRefused(_ why: String) -> TrustRefusal {
        TrustRefusal(.certificateRefused, "The client certificate is refused: \(why).")
    }

    static let storeFailed = TrustRefusal(
        .unavailable, "The installation's records cannot be reached; try again.")
}

/// What goes wrong with the authority or the records, beside refusals.
package enum TrustError: Error, CustomStringConvertible {
    /// The authority's record cannot be used.
    case authority(String)
    /// The store did not take it.
    case store(String)
    /// There is no such token or machine.
    case unknown(String)
    /// A token cannot be made so.
    case invalid(String)

    package var description: String {
        switch self {
        case .authority(let why): "the installation's certificate authority is unusable: \(why)"
        case .store(let why): "the store failed: \(why)"
        case .unknown(let what): "there is no \(what)"
        case .invalid(let why): why
        }
    }
}
