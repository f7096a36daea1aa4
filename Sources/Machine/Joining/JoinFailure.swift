/// Why a machine does not get into an installation, or does not stay there; the text says what to do.
package enum JoinFailure: Error, Hashable, CustomStringConvertible {
    /// It has not joined and there is no token.
    case notJoined
    case badToken
    case badServer(String)
    /// Another installation answers.
    case otherInstallation(server: String)
    /// The server's certificate does not name the host by which it was reached.
    case otherName(server: String)
    /// The server says no, for good.
    case refused(code: String, message: String)
    case unreachable(server: String, reason: String)
    /// The server's answer cannot be used.
    case badAnswer(String)
    case file(String)

    package var description: String {
        switch self {
        case .notJoined:
            "this machine has not joined yet: it needs --server and --token; make a token with: "
                + "skerry token create"
        case .badToken:
            "that is no join token: it has three parts with dots between them, as "
                + "`skerry token create` prints it"
        case .badServer(let text): "--server must be https://<host>:<port>, not '\(text)'"
        case .otherInstallation(let server):
            "\(server) belongs to another installation than the one that made the token; nothing was "
                + "sent to it"
        case .otherName(let server):
            "the certificate of \(server) is not for that name or address; start the server with "
                + "--tls-name, or use a name that it has"
        case .refused(let code, let message):
            "the server refuses this machine: \(message) (\(code))"
        case .unreachable(let server, let reason): "\(server) cannot be reached: \(reason)"
        case .badAnswer(let reason): "the server's answer cannot be used: \(reason)"
        case .file(let reason): reason
        }
    }

    /// Whether a later attempt may succeed.
    var isPassing: Bool {
        switch self {
        case .unreachable: true
        case .refused(let code, _): ["ServiceUnavailable", "TooManyRequests"].contains(code)
        default: false
        }
    }
}
