package import Shapes

/// Who is calling, for which account and region, and when: what a handler knows beside its input.
package struct RequestContext: Sendable {
    /// The id that the response carries as `x-amzn-RequestId`.
    package var requestID: String
    /// The twelve-digit account whose resources the call sees.
    package var account: String
    /// The region of the credential scope.
    package var region: String
    /// The caller.
    package var principal: Principal
    /// When the request arrived; handlers take the time from here, never from the clock.
    package var now: Timestamp
    /// `Host` header as sent, with its port when there is one; empty when absent.
    package var host: String
    /// Address of the peer, without port.
    package var sourceAddress: String
    /// Whether it came by TLS.
    package var isSecure: Bool

    /// Gathers a context.
    package init(
        requestID: String, account: String, region: String, principal: Principal, now: Timestamp,
        host: String = "", sourceAddress: String = "", isSecure: Bool = false
    ) {
        self.requestID = requestID
        self.account = account
        self.region = region
        self.principal = principal
        self.now = now
        self.host = host
        self.sourceAddress = sourceAddress
        self.isSecure = isSecure
    }
}

/// A caller whose signature was verified.
package struct Principal: Sendable, Hashable {
    /// Its ARN, such as `arn:aws:iam::000000000000:root`.
    package var arn: String
    /// Its unique id as `GetCallerIdentity` gives it (`AIDA…`, `AROA…:session`, the account of root).
    package var userID: String
    /// The account it belongs to.
    package var account: String
    /// The access key that signed.
    package var accessKeyID: String

    /// Names a caller.
    package init(arn: String, userID: String, account: String, accessKeyID: String) {
        self.arn = arn
        self.userID = userID
        self.account = account
        self.accessKeyID = accessKeyID
    }
}
