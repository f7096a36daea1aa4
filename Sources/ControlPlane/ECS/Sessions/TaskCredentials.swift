package import AWSWire
package import Shapes

/// Credentials of task and execution roles; IAM provides them.
package protocol TaskCredentialsProvider: Sendable {
    /// Session credentials of a role of `account`; nil when the role belongs elsewhere.
    ///
    /// - Parameters:
    ///   - session: Name of the session, the task's id.
    ///   - expiresAt: When they end.
    func credentials(
        role: String, session: String, account: String, expiresAt: Timestamp
    ) -> SigV4.Credentials?
}
