package import AWSWire
package import Shapes

/// The secret behind an access key, and whose it is.
package struct ResolvedCredentials: Sendable {
    /// The secret access key.
    package var secretAccessKey: String
    /// The caller.
    package var principal: Principal

    /// Joins a secret and its owner.
    package init(secretAccessKey: String, principal: Principal) {
        self.secretAccessKey = secretAccessKey
        self.principal = principal
    }
}

/// Finds the secrets of access keys; the IAM service provides it.
package protocol CredentialResolver: Sendable {
    /// The secret and owner of an access key.
    ///
    /// - Throws: `SigV4.Failure` with reason `unknownKey` or `tokenExpired`.
    func resolve(
        accessKeyID: String, sessionToken: String?, now: Timestamp
    ) async throws(SigV4.Failure) -> ResolvedCredentials
}

/// How callers are told apart.
package enum Authentication: Sendable {
    /// Every call carries a signature that is verified.
    case sigv4(any CredentialResolver)
    /// Anything is accepted: the account is the access key when that is twelve digits, the default
    /// account otherwise; the region is the scope's. For throw-away CI.
    case none
}

/// Account and region of callers who name none.
package enum Defaults {
    package static let account = "000000000000"
    package static let region = "us-east-1"
}
