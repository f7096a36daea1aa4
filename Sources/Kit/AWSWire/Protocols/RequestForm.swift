/// Which protocol a request speaks, as far as its head tells. Only Query and EC2 look alike: the
/// service decides between them.
package enum RequestForm: Sendable, Hashable {
    /// AWS JSON: `X-Amz-Target: prefix.operation`.
    case json(version: String, prefix: String, operation: String)
    /// RPCv2-CBOR: `/service/name/operation/name`.
    case cbor(service: String, operation: String)
    /// A form in the body, or `Action=` in the query string: Query or EC2.
    case query
    /// Anything else: REST-JSON or REST-XML by path.
    case rest

    /// Recognises the form of a request.
    package init(_ head: RequestHead) {
        let contentType = head.headers["content-type"].map(Self.mediaType) ?? ""
        if head.headers["smithy-protocol"] == "rpc-v2-cbor" || contentType == "application/cbor" {
            // The path may have a prefix: `/v1/service/X/operation/Y`.
            let parts = head.path.split(separator: "/")
            if parts.count >= 4, parts[parts.count - 4] == "service",
                parts[parts.count - 2] == "operation"
            {
                self = .cbor(
                    service: String(parts[parts.count - 3]),
                    operation: String(parts[parts.count - 1]))
                return
            }
        }
        if let target = head.headers["x-amz-target"] {
            let dot = target.lastIndex(of: ".")
            self = .json(
                version: contentType == "application/x-amz-json-1.0" ? "1.0" : "1.1",
                prefix: dot.map { String(target[..<$0]) } ?? "",
                operation: dot.map { String(target[target.index(after: $0)...]) } ?? target)
        } else if contentType == "application/x-www-form-urlencoded"
            || Self.hasAction(head.query)
        {
            self = .query
        } else {
            self = .rest
        }
    }

    /// A content type without its parameters, in lower case.
    static func mediaType(_ text: String) -> String {
        (text.split(separator: ";").first ?? "").trimmed.lowercased()
    }

    private static func hasAction(_ query: String) -> Bool {
        query.split(separator: "&").contains { $0.hasPrefix("Action=") }
    }

    /// The `Action` and `Version` of a Query or EC2 request, from the body's form or else the query
    /// string; nil without an action.
    package static func action(
        of head: RequestHead, body: [UInt8]
    ) -> (name: String, version: String?)? {
        for text in [String(decoding: body, as: UTF8.self), head.query] {
            guard let pairs = PercentEncoding.pairs(text),
                let action = pairs.first(where: { $0.name == "Action" })?.value
            else { continue }
            return (action, pairs.first { $0.name == "Version" }?.value)
        }
        return nil
    }
}
