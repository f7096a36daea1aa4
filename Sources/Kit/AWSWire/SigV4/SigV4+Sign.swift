package import Shapes

extension SigV4 {
    /// The headers that sign a request: `x-amz-date`, `authorization`, with a token
    /// `x-amz-security-token`, and `x-amz-content-sha256` unless `payload` is a plain hash for a
    /// service other than S3.
    ///
    /// Everything in `head.headers` is signed but what hops or proxies may change; `host` must be
    /// there. The caller sends `head` unchanged with these headers added.
    package static func sign(
        _ head: RequestHead, payload: Payload, credentials: Credentials, region: String,
        service: String, now: Timestamp, keys: SigningKeyCache? = nil
    ) -> HeaderList {
        let date = now.basicISO8601
        let scope = Scope(date: String(date.prefix(8)), region: region, service: service)
        var added: HeaderList = ["x-amz-date": date]
        if let token = credentials.sessionToken { added.append("x-amz-security-token", token) }
        var needsPayloadHeader = service == "s3"
        if case .hash = payload {} else { needsPayloadHeader = true }
        if needsPayloadHeader { added.append("x-amz-content-sha256", payload.text) }
        var complete = head
        for field in added.fields { complete.headers[field.name] = field.value }
        let names = signableNames(complete.headers)
        let request = canonicalRequest(
            complete, signedHeaders: names, payload: payload.text, service: service)
        let signature = signature(
            canonicalRequest: request, date: date, scope: scope,
            key: keys?.key(secret: credentials.secretAccessKey, scope: scope)
                ?? signingKey(secret: credentials.secretAccessKey, scope: scope))
        added.append(
            "authorization",
            "\(algorithm) Credential=\(credentials.accessKeyID)/\(scope), "
                + "SignedHeaders=\(names.joined(separator: ";")), "
                + "Signature=\(String(decoding: signature, as: UTF8.self))")
        return added
    }

    /// The query string that makes `head` a presigned URL which lives for `expires` from `now`.
    package static func presign(
        _ head: RequestHead, payload: Payload = .hash(emptyHash), credentials: Credentials,
        region: String, service: String, expires: Duration, now: Timestamp
    ) -> String {
        let date = now.basicISO8601
        let scope = Scope(date: String(date.prefix(8)), region: region, service: service)
        let names = signableNames(head.headers)
        var query = head.query.isEmpty ? "" : head.query + "&"
        query += "X-Amz-Algorithm=\(algorithm)"
        query += "&X-Amz-Credential="
        query += PercentEncoding.encode("\(credentials.accessKeyID)/\(scope)")
        query += "&X-Amz-Date=\(date)"
        query += "&X-Amz-Expires=\(expires.components.seconds)"
        query += "&X-Amz-SignedHeaders="
        query += PercentEncoding.encode(names.joined(separator: ";"))
        if let token = credentials.sessionToken {
            query += "&X-Amz-Security-Token=" + PercentEncoding.encode(token)
        }
        var complete = head
        complete.query = query
        let request = canonicalRequest(
            complete, signedHeaders: names,
            payload: service == "s3" ? Payload.unsigned.text : payload.text, service: service)
        let signature = signature(
            canonicalRequest: request, date: date, scope: scope,
            key: signingKey(secret: credentials.secretAccessKey, scope: scope))
        return query + "&X-Amz-Signature=" + String(decoding: signature, as: UTF8.self)
    }

    /// Headers that the connection or a proxy may add or change.
    private static let unsignedNames: Set<String> = [
        "authorization", "connection", "expect", "keep-alive", "proxy-authenticate",
        "proxy-authorization", "te", "trailer", "transfer-encoding", "upgrade", "user-agent",
        "x-amzn-trace-id",
    ]

    private static func signableNames(_ headers: HeaderList) -> [String] {
        Set(headers.fields.map { $0.name.lowercased() }).subtracting(unsignedNames).sorted()
    }
}
