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
            throw error
        }
    }

    /// Who is calling.
    ///
    /// - Parameters:
    ///   - signed: The signature as read; nil for an unsigned request.
    ///   - service: The signing name that the scope must hold; nil accepts any.
    ///   - payloadHash: SHA-256 of the whole body.
    /// - Throws: `SigV4.Failure`.
    func authenticate(
        _ call: Call, _ signed: SignedRequest?, service: String?, payloadHash: String
    ) async throws(SigV4.Failure) -> RequestContext {
        switch options.authentication {
        case .none:
            return context(
                call, region: signed?.scope.region, principal: unverified(signed?.accessKeyID))
        case .sigv4(let resolver):
            guard let signed else { throw SigV4.Failure(.missing) }
            if let service, signed.scope.service != service {
                throw SigV4.Failure(
                    .mismatch, "Credential should be scoped to correct service: '\(service)'.")
            }
            let found = try await resolver.resolve(
                accessKeyID: signed.accessKeyID, sessionToken: signed.sessionToken, now: call.now)
            try signed.verify(
                secret: found.secretAccessKey, payloadHash: payloadHash, now: call.now, keys: keys)
            return context(call, region: signed.scope.region, principal: found.principal)
        }
    }

    private func context(
        _ call: Call, region: String?, principal: Principal
    ) -> RequestContext {
        RequestContext(
            requestID: call.requestID, account: principal.account,
            region: region ?? Defaults.region, principal: principal, now: call.now,
            host: call.request.host ?? "", sourceAddress: call.sourceAddress)
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
