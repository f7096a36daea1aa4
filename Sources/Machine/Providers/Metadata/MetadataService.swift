package import MachineProtocol
package import Shapes

/// The instance metadata service of all machines of a host; pure: requests in, answers out.
///
/// Paths, headers and codes are those of EC2's service, version 2 (with session tokens) and, where
/// the machine's options allow it, version 1. What it says is ``MachineOrder/metadata``. Options are
/// entries of it that begin with a colon, which no path does: `:http-tokens` (`optional` unless
/// `required`), `:http-endpoint` (`enabled` unless `disabled`), `:http-put-response-hop-limit`.
package struct MetadataService: Sendable {
    package struct Request: Sendable, Hashable {
        package var method: String
        /// With the query, as sent.
        package var target: String
        /// Names in lower case.
        package var headers: [String: String]

        package init(_ method: String, _ target: String, headers: [String: String] = [:]) {
            self.method = method
            self.target = target
            self.headers = headers
        }
    }

    package struct Answer: Sendable, Hashable {
        package var status: Int
        package var body: [UInt8]
        package var headers: [String: String] = [:]
        /// How many routers the answer may pass; nil for the usual.
        package var hopLimit: Int?

        init(_ status: Int, _ text: String) {
            self.status = status
            body = Array(text.utf8)
        }
    }

    /// Valid tokens of a machine at most; the one that ends first makes room.
    package static let tokenLimit = 1024
    static let longestLife = 21_600
    static let tokenHeader = "x-aws-ec2-metadata-token"
    static let lifeHeader = "x-aws-ec2-metadata-token-ttl-seconds"

    /// By machine: when each token ends.
    private var tokens: [String: [String: Timestamp]] = [:]

    package init() {}

    /// - Parameter newToken: Random; used when one is asked for.
    package mutating func respond(
        _ request: Request, to order: MachineOrder, now: Timestamp, newToken: String
    ) -> Answer {
        let metadata = order.metadata ?? [:]
        // A machine whose service is switched off has nothing to say.
        guard !metadata.isEmpty, metadata[":http-endpoint"] != "disabled" else {
            return Self.failure(403, "Forbidden")
        }
        let path = request.target.prefix { $0 != "?" }
        let isToken = path == "/latest/api/token"
        switch request.method {
        case "PUT" where isToken: return admit(request, order, metadata, now, newToken)
        case "GET" where !isToken, "HEAD" where !isToken: break
        default: return Self.failure(405, "Method Not Allowed")
        }
        if let token = request.headers[Self.tokenHeader] {
            guard let end = tokens[order.id]?[token], end > now else {
                return Self.failure(401, "Unauthorized")
            }
        } else if metadata[":http-tokens"] == "required" {
            return Self.failure(401, "Unauthorized")
        }
        return Self.content(String(path), order, metadata)
    }

    /// Machines that are gone have no tokens.
    package mutating func forget(_ id: String) { tokens[id] = nil }

    private mutating func admit(
        _ request: Request, _ order: MachineOrder, _ metadata: [String: String], _ now: Timestamp,
        _ token: String
    ) -> Answer {
        // A proxy asks for somebody else.
        guard request.headers["x-forwarded-for"] == nil else {
            return Self.failure(403, "Forbidden")
        }
        guard let life = request.headers[Self.lifeHeader].flatMap({ Int($0) }),
            (1...Self.longestLife).contains(life)
        else { return Self.failure(400, "Bad Request") }
        var own = (tokens[order.id] ?? [:]).filter { $0.value > now }
        if own.count >= Self.tokenLimit, let first = own.min(by: { $0.value < $1.value }) {
            own[first.key] = nil
        }
        own[token] = now + .seconds(life)
        tokens[order.id] = own
        var answer = Answer(200, token)
        answer.headers[Self.lifeHeader] = "\(life)"
        let hops = metadata[":http-put-response-hop-limit"].flatMap { Int($0) }
        answer.hopLimit = hops.map { min(max($0, 1), 64) } ?? 2
        return answer
    }

    private static func content(
        _ path: String, _ order: MachineOrder, _ metadata: [String: String]
    ) -> Answer {
        let steps = path.split(separator: "/").map(String.init)
        guard path.hasPrefix("/") else { return failure(400, "Bad Request") }
        guard let version = steps.first else { return Answer(200, "latest") }
        // Dated versions say what the latest says.
        let isDated = version.count == 10 && version.hasPrefix("20")
        guard version == "latest" || version == "1.0" || isDated else {
            return failure(404, "Not Found")
        }
        let wanted = steps.dropFirst().joined(separator: "/")
        if wanted == "user-data" {
            guard let bytes = order.userData.flatMap({ Base64.decode($0) }), !bytes.isEmpty else {
                return failure(404, "Not Found")
            }
            var answer = Answer(200, "")
            answer.body = bytes
            answer.headers["content-type"] = "application/octet-stream"
            return answer
        }
        // A directory whose list is not that of its members has a text of its own.
        if let text = metadata[wanted] ?? metadata["\(wanted)/"], !wanted.hasPrefix(":") {
            return Answer(200, text)
        }
        let names = listing(wanted, metadata, hasUserData: order.userData != nil)
        return names.isEmpty
            ? failure(404, "Not Found") : Answer(200, names.joined(separator: "\n"))
    }

    /// What is directly below a path; what has something below it itself ends with a slash.
    private static func listing(
        _ path: String, _ metadata: [String: String], hasUserData: Bool
    ) -> [String] {
        let prefix = path.isEmpty ? "" : path + "/"
        var names: Set<String> = []
        for key in metadata.keys where key.hasPrefix(prefix) && !key.hasPrefix(":") {
            let rest = key.dropFirst(prefix.count)
            guard let name = rest.split(separator: "/").first else { continue }
            names.insert(rest.count > name.count ? "\(name)/" : String(name))
        }
        if path.isEmpty, hasUserData { names.insert("user-data") }
        return names.sorted()
    }

    private static func failure(_ status: Int, _ title: String) -> Answer {
        var answer = Answer(
            status,
            """
            <?xml version="1.0" encoding="iso-8859-1"?>
            <html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en" lang="en">
             <head><title>\(status) - \(title)</title></head>
             <body><h1>\(status) - \(title)</h1></body>
            </html>

            """)
        answer.headers["content-type"] = "text/html"
        return answer
    }
}
