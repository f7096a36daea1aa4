import Shapes

/// What a client has learned of how a registry wants its credentials, and the tokens that it was
/// given; pure.
struct AuthorizationCache: Sendable {
    /// Tokens that are kept; at more the expired ones go, and if that is not enough all.
    static let limit = 1000
    /// How long before its end a token is no longer used: a request takes time to arrive.
    static let margin = Duration.seconds(10)

    /// Where tokens are to be had.
    struct TokenServer: Sendable, Hashable {
        var realm: RegistryURL
        var service: String?
    }

    private struct Token: Sendable {
        var header: String
        var expiresAt: Timestamp
    }

    /// `Basic …` once the registry has asked for it.
    private(set) var basic: String?
    private var tokens: [[String]: Token] = [:]

    /// The `Authorization` field to send at once; nil for none.
    func header(for scopes: [String], at now: Timestamp) -> String? {
        if let basic { return basic }
        guard let token = tokens[scopes], token.expiresAt > now else { return nil }
        return token.header
    }

    mutating func useBasic(_ credentials: RegistryCredentials) {
        basic = credentials.basicHeader
    }

    /// Keeps a token for what needs these scopes; its `Authorization` field.
    mutating func keep(_ answer: TokenAnswer, for scopes: [String], at now: Timestamp) -> String {
        if tokens.count >= Self.limit {
            tokens = tokens.filter { $0.value.expiresAt > now }
            if tokens.count >= Self.limit { tokens = [:] }
        }
        let token = Token(
            header: "Bearer \(answer.token)", expiresAt: now + (answer.lifetime - Self.margin))
        tokens[scopes] = token
        return token.header
    }

    /// Forgets what was refused.
    mutating func forget(_ scopes: [String]) {
        basic = nil
        tokens[scopes] = nil
    }
}

/// How to answer challenges; the first that can be answered counts, tokens before passwords.
enum AuthorizationAnswer: Sendable, Hashable {
    case token(AuthorizationCache.TokenServer, scopes: [String])
    case basic(RegistryCredentials)
    /// No challenge that we can answer with what we have.
    case none

    /// - Parameters:
    ///   - url: What was asked for: a realm may be relative to it, and may not be less secure.
    ///   - scopes: What the request needs.
    init(
        _ challenges: [Challenge], to url: RegistryURL, scopes: [String],
        credentials: RegistryCredentials?
    ) {
        for challenge in challenges where challenge.scheme == "bearer" {
            guard let text = challenge.parameters["realm"], let realm = url.resolving(text),
                realm.address.scheme == .https || url.address.scheme == .http
            else { continue }
            let asked = (challenge.parameters["scope"] ?? "").split(separator: " ").map(String.init)
            let all = asked + scopes.filter { !asked.contains($0) }
            self = .token(
                .init(realm: realm, service: challenge.parameters["service"]), scopes: all)
            return
        }
        if let credentials, challenges.contains(where: { $0.scheme == "basic" }) {
            self = .basic(credentials)
            return
        }
        self = .none
    }
}
