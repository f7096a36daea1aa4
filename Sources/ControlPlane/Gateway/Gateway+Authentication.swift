import AWSWire
import Shapes
import WebServer

extension Gateway {
    /// What a request's signature says, read but not checked; nil when there is none.
    ///
    /// - Throws: `SigV4.Failure` when there is one and it is malformed.
    func readSignature(_ head: RequestHead) throws(SigV4.Failure) -> SignedRequest? {
        do {
            return try SigV4.parse(head)
        } catch {
            if error.reason == .missing { return nil }
            if case .none = options.authentication { return nil }
            throw error
        }
    }

    /// Who claims to be calling; finds the secret, checks nothing.
    ///
    /// - Parameter signed: The signature as read; nil for an unsigned request.
    /// - Throws: `SigV4.Failure` with reason `missing`, or what the resolver throws.
    func identify(
        _ call: Call, _ signed: SignedRequest?
    ) async throws(SigV4.Failure) -> ResolvedCredentials {
        switch options.authentication {
        case .none:
            return ResolvedCredentials(
                secretAccessKey: "", principal: unverified(signed?.accessKeyID))
        case .sigv4(let resolver):
            guard let signed else { throw SigV4.Failure(.missing) }
            return try await resolver.resolve(
                accessKeyID: signed.accessKeyID, sessionToken: signed.sessionToken, now: call.now)
        }
    }

    /// Checks that the caller is who it claims to be.
    ///
    /// - Parameters:
    ///   - service: The signing name that the scope must hold; nil accepts any.
    ///   - payloadHash: SHA-256 of the whole body.
    /// - Throws: `SigV4.Failure`.
    func verify(
        _ call: Call, _ caller: ResolvedCredentials, _ signed: SignedRequest?, service: String?,
        payloadHash: String
    ) throws(SigV4.Failure) -> RequestContext {
        let region = signed?.scope.region
        guard case .sigv4 = options.authentication else {
            return context(call, region: region, principal: caller.principal)
        }
        guard let signed else { throw SigV4.Failure(.missing) }
        if let service, signed.scope.service != service {
            throw SigV4.Failure(
                .mismatch, "Credential should be scoped to correct service: '\(service)'.")
        }
        try signed.verify(
            secret: caller.secretAccessKey, payloadHash: payloadHash, now: call.now, keys: keys)
        return context(call, region: region, principal: caller.principal)
    }

    private func context(
        _ call: Call, region: String?, principal: Principal
    ) -> RequestContext {
        RequestContext(
            requestID: call.requestID, account: principal.account,
            region: region ?? Defaults.region, principal: principal, now: call.now,
            host: call.request.host ?? "", sourceAddress: call.sourceAddress,
            isSecure: call.request.isSecure)
    }

    private func unverified(_ accessKeyID: String?) -> Principal {
        let isAccount = accessKeyID.map {
            $0.utf8.count == 12 && $0.utf8.allSatisfy { (48...57).contains($0) }
        }
        let account = isAccount == true ? accessKeyID! : Defaults.account
        return Principal(
            arn: "arn:aws:iam::\(account):root", userID: account, account: account,
            accessKeyID: accessKeyID ?? "")
    }
}
