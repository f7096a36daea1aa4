import Shapes

extension SigV4 {
    /// Reads the signature of a request, from the `Authorization` header or a presigned query.
    ///
    /// - Throws: `Failure` with reason `missing` when there is none of SigV4's kind, `incomplete`
    ///   when a part is missing or malformed.
    package static func parse(_ head: RequestHead) throws(Failure) -> SignedRequest {
        if let text = head.headers["authorization"] {
            guard text.hasPrefix("AWS") else { throw Failure(.missing) }
            return try parseHeader(text, head)
        }
        guard head.query.contains("X-Amz-") else { throw Failure(.missing) }
        guard let pairs = PercentEncoding.pairs(head.query) else {
            throw Failure(.incomplete, "The query string is not UTF-8.")
        }
        let isSigned = pairs.contains {
            ["X-Amz-Signature", "X-Amz-Algorithm", "X-Amz-Credential"].contains($0.name)
        }
        guard isSigned else { throw Failure(.missing) }
        return try parseQuery(pairs, head)
    }

    private static func parseHeader(
        _ text: String, _ head: RequestHead
    ) throws(Failure) -> SignedRequest {
        let parts = text.split(separator: " ", maxSplits: 1)
        guard parts[0] == algorithm else {
            throw Failure(.incomplete, "Unsupported AWS 'algorithm': '\(parts[0])'.")
        }
        var fields: [Substring: Substring] = [:]
        for piece in (parts.count > 1 ? parts[1] : "").split(separator: ",") {
            let field = piece.split(separator: "=", maxSplits: 1)
            guard field.count == 2 else {
                throw Failure(
                    .incomplete,
                    "'\(piece.trimmed)' not a valid key=value pair (missing equal-sign) in "
                        + "Authorization header: '\(algorithm)'.")
            }
            fields[field[0].trimmed] = field[1].trimmed
        }
        let dateText = head.headers["x-amz-date"] ?? head.headers["date"]
        var problems = ["Credential", "Signature", "SignedHeaders"]
            .filter { fields[Substring($0)] == nil }
            .map { "Authorization header requires '\($0)' parameter." }
        if dateText == nil {
            problems.append(
                "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' "
                    + "header.")
        }
        guard problems.isEmpty, let credential = fields["Credential"], let dateText,
            let signature = fields["Signature"], let signedHeaders = fields["SignedHeaders"]
        else {
            throw Failure(
                .incomplete, (problems + ["Authorization=\(algorithm)"]).joined(separator: " "))
        }
        let isAmazonDate = head.headers["x-amz-date"] != nil
        let signedAt = try time(dateText, allowsHTTPDate: !isAmazonDate)
        return try request(
            head, form: .header, credential: credential, signedAt: signedAt,
            signedHeaders: signedHeaders, signature: signature,
            token: head.headers["x-amz-security-token"])
    }

    private static func parseQuery(
        _ pairs: [(name: String, value: String)], _ head: RequestHead
    ) throws(Failure) -> SignedRequest {
        var fields: [String: String] = [:]
        for pair in pairs where pair.name.hasPrefix("X-Amz-") { fields[pair.name] = pair.value }
        let problems = [
            "X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Signature", "X-Amz-SignedHeaders",
            "X-Amz-Date",
        ]
        .filter { fields[$0] == nil }
        .map { "AWS query-string parameters must include '\($0)'." }
        guard problems.isEmpty, let credential = fields["X-Amz-Credential"],
            let signature = fields["X-Amz-Signature"],
            let signedHeaders = fields["X-Amz-SignedHeaders"], let date = fields["X-Amz-Date"]
        else {
            throw Failure(
                .incomplete,
                (problems + ["Re-examine the query-string parameters."]).joined(separator: " "))
        }
        guard fields["X-Amz-Algorithm"] == algorithm else {
            throw Failure(
                .incomplete, "Unsupported AWS 'algorithm': '\(fields["X-Amz-Algorithm"] ?? "")'.")
        }
        var expires = allowedSkew
        if let text = fields["X-Amz-Expires"] {
            guard let seconds = Int(text), seconds >= 0 else {
                throw Failure(.incomplete, "X-Amz-Expires should be a number of seconds.")
            }
            guard seconds <= 604_800 else {
                throw Failure(
                    .incomplete,
                    "X-Amz-Expires must be less than a week (in seconds) that is 604800")
            }
            expires = .seconds(seconds)
        }
        return try request(
            head, form: .presigned(expires: expires), credential: Substring(credential),
            signedAt: try time(date, allowsHTTPDate: false),
            signedHeaders: Substring(signedHeaders), signature: Substring(signature),
            token: fields["X-Amz-Security-Token"])
    }

    private static func time(
        _ text: String, allowsHTTPDate: Bool
    ) throws(Failure) -> Timestamp {
        let time =
            Timestamp(basicISO8601: text) ?? (allowsHTTPDate ? Timestamp(httpDate: text) : nil)
        guard let time else {
            throw Failure(
                .incomplete,
                "Date must be in ISO-8601 'basic format'. Got '\(text)'. See "
                    + "http://en.wikipedia.org/wiki/ISO_8601")
        }
        return time
    }

    private static func request(
        _ head: RequestHead, form: SignedRequest.Form, credential: Substring, signedAt: Timestamp,
        signedHeaders: Substring, signature: Substring, token: String?
    ) throws(Failure) -> SignedRequest {
        let parts = credential.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count >= 5, !parts[0].isEmpty else {
            throw Failure(
                .incomplete,
                "Credential must have at least 5 slash-delimited elements, e.g. "
                    + "keyid/date/region/service/term, got '\(credential)'")
        }
        let end = parts.count
        guard parts[end - 1] == "aws4_request" else {
            throw Failure(
                .mismatch,
                "Credential should be scoped with a valid terminator: 'aws4_request', not "
                    + "'\(parts[end - 1])'.")
        }
        let scope = Scope(
            date: String(parts[end - 4]), region: String(parts[end - 3]),
            service: String(parts[end - 2]))
        let dateText = signedAt.basicISO8601
        guard dateText.hasPrefix(scope.date), scope.date.utf8.count == 8 else {
            throw Failure(
                .mismatch,
                "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date "
                    + "from HTTP: '\(scope.date)' != '\(dateText.prefix(8))', from '\(dateText)'.")
        }
        var payload: Payload?
        if let text = head.headers["x-amz-content-sha256"] {
            guard let known = Payload(text) else {
                throw Failure(
                    .incomplete,
                    "x-amz-content-sha256 must be UNSIGNED-PAYLOAD, a STREAMING- form or a valid "
                        + "sha256 value.")
            }
            payload = known
        }
        return SignedRequest(
            form: form, accessKeyID: parts[...(end - 5)].joined(separator: "/"), scope: scope,
            sessionToken: token, signedAt: signedAt,
            signedHeaders: signedHeaders.split(separator: ";").map(String.init),
            declaredPayload: payload, signature: String(signature), head: head,
            dateText: dateText)
    }
}

extension Substring {
    /// Without spaces and tabs at both ends.
    var trimmed: Substring {
        var text = self
        while let first = text.utf8.first, first == 0x20 || first == 0x09 { text.removeFirst() }
        while let last = text.utf8.last, last == 0x20 || last == 0x09 { text.removeLast() }
        return text
    }
}
