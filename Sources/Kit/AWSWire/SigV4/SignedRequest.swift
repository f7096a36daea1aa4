package import Shapes

/// A request whose signature was read but not yet checked.
///
/// The gateway reads `accessKeyID` and `sessionToken`, finds the secret, then calls `verify`.
package struct SignedRequest: Sendable {
    /// Where the signature was.
    package enum Form: Sendable, Hashable {
        /// In the `Authorization` header.
        case header
        /// In the query string of a presigned URL that lives for `expires`.
        case presigned(expires: Duration)
    }

    package var form: Form
    package var accessKeyID: String
    package var scope: SigV4.Scope
    /// The token of temporary credentials, from header or query.
    package var sessionToken: String?
    /// When it was signed.
    package var signedAt: Timestamp
    /// Names of covered headers, in the order in which they were signed.
    package var signedHeaders: [String]
    /// What the request itself says about its body; nil when it says nothing, so that the body's
    /// hash is needed to verify (every service but S3).
    package var declaredPayload: SigV4.Payload?
    /// The signature as sent, in hexadecimal.
    package var signature: String

    var head: RequestHead
    var dateText: String
}

extension SignedRequest {
    /// Headers that a signature protects without listing them (they are in the string to sign, or
    /// carry their own proof), or that clients are known to leave out.
    private static let impliedHeaders: Set<String> = [
        "x-amz-date", "x-amz-content-sha256", "x-amz-security-token", "x-amz-user-agent",
    ]

    /// Checks the signature.
    ///
    /// - Parameters:
    ///   - secret: The secret access key of `accessKeyID`.
    ///   - payloadHash: The lower-case SHA-256 of the body as received; needed when
    ///     `declaredPayload` is nil, compared with it when it is a hash. With nil a declared hash is
    ///     taken at its word, and the caller must check the body against it.
    ///   - now: The server's time.
    ///   - keys: Where derived keys are kept.
    /// - Throws: `SigV4.Failure` with reason `incomplete`, `skewed`, `expired` or `mismatch`.
    package func verify(
        secret: String, payloadHash: String?, now: Timestamp, keys: SigningKeyCache? = nil
    ) throws(SigV4.Failure) {
        try checkCoverage()
        try checkTime(now)
        let payload = try payloadText(payloadHash)
        let key =
            keys?.key(secret: secret, scope: scope)
            ?? SigV4.signingKey(secret: secret, scope: scope)
        let sent = Array(signature.utf8)
        for excluding in exclusions {
            let request = SigV4.canonicalRequest(
                head, signedHeaders: signedHeaders, payload: payload, service: scope.service,
                excluding: excluding)
            let ours = SigV4.signature(
                canonicalRequest: request, date: dateText, scope: scope, key: key)
            if SigV4.isEqualInConstantTime(ours, sent) { return }
        }
        throw SigV4.Failure(.mismatch)
    }

    /// A checker of the chunks of this request's body, when the body is sent in chunks; call after
    /// `verify`. Nil for other bodies.
    package func chunkedPayload(secret: String, keys: SigningKeyCache? = nil) -> ChunkedPayload? {
        let decodedLength = head.headers["x-amz-decoded-content-length"].flatMap { Int($0) }
        switch declaredPayload {
        case .unsignedChunks:
            return ChunkedPayload(signing: nil, hasTrailer: true, decodedLength: decodedLength)
        case .signedChunks(let trailer):
            let key =
                keys?.key(secret: secret, scope: scope)
                ?? SigV4.signingKey(secret: secret, scope: scope)
            return ChunkedPayload(
                signing: ChunkSigning(
                    seed: signature, date: dateText, scope: scope, key: key),
                hasTrailer: trailer, decodedLength: decodedLength)
        case .hash, .unsigned, nil: return nil
        }
    }

    /// Query parameters that the signature does not cover. Some clients append the token after
    /// signing, so that form is tried as well.
    private var exclusions: [Set<String>] {
        switch form {
        case .header: [[]]
        case .presigned:
            sessionToken == nil
                ? [["X-Amz-Signature"]]
                : [["X-Amz-Signature"], ["X-Amz-Signature", "X-Amz-Security-Token"]]
        }
    }

    private func payloadText(_ bodyHash: String?) throws(SigV4.Failure) -> String {
        switch declaredPayload {
        case .hash(let declared):
            guard bodyHash == nil || bodyHash == declared.lowercased() else {
                throw SigV4.Failure(
                    .mismatch,
                    "The provided 'x-amz-content-sha256' header does not match what was computed.")
            }
            return declared
        case .unsigned, .signedChunks, .unsignedChunks: return declaredPayload!.text
        case nil:
            if case .presigned = form, scope.service == "s3" {
                return SigV4.Payload.unsigned.text
            }
            return bodyHash ?? SigV4.emptyHash
        }
    }

    private func checkCoverage() throws(SigV4.Failure) {
        guard signedHeaders.contains(where: { HeaderList.isSame($0, "host") }) else {
            throw SigV4.Failure(
                .mismatch,
                "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.")
        }
        for field in head.headers.fields {
            guard field.name.utf8.count > 6,
                HeaderList.isSame(String(field.name.prefix(6)), "x-amz-"),
                !signedHeaders.contains(where: { HeaderList.isSame($0, field.name) }),
                !Self.impliedHeaders.contains(field.name.lowercased())
            else { continue }
            throw SigV4.Failure(
                .mismatch,
                "There were headers present in the request which were not signed: \(field.name)")
        }
    }

    private func checkTime(_ now: Timestamp) throws(SigV4.Failure) {
        let skew = SigV4.allowedSkew
        if signedAt - now > skew {
            let limit = (now + skew).basicISO8601
            throw SigV4.Failure(
                .skewed,
                "Signature not yet current: \(signedAt.basicISO8601) is still later than "
                    + "\(limit) (\(now.basicISO8601) + 5 min.)")
        }
        switch form {
        case .header:
            if now - signedAt > skew {
                let limit = (now - skew).basicISO8601
                throw SigV4.Failure(
                    .skewed,
                    "Signature expired: \(signedAt.basicISO8601) is now earlier than "
                        + "\(limit) (\(now.basicISO8601) - 5 min.)")
            }
        case .presigned(let expires):
            let end = signedAt + expires
            if now > end {
                throw SigV4.Failure(
                    .expired,
                    "Signature expired: \(end.basicISO8601) is now earlier than "
                        + "\(now.basicISO8601)")
            }
        }
    }
}
