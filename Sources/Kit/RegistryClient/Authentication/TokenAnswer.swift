import Shapes

/// What a token server answers (the distribution project's token authentication specification).
struct TokenAnswer: Sendable, Hashable {
    var token: String
    /// How long it may be used, from when it was given.
    var lifetime: Duration

    /// Reads `{"token" or "access_token", "expires_in"}`; nil without a token that can be sent.
    init?(_ body: [UInt8]) {
        guard let object = (try? JSON.parse(body))?.object else { return nil }
        let tokens = ["token", "access_token"].compactMap { object[$0]?.string }
        guard let token = tokens.first(where: { !$0.isEmpty }),
            token.utf8.allSatisfy({ (0x21...0x7e).contains($0) })
        else { return nil }
        self.token = token
        // The specification: 60 when it is absent, and clients never assume less.
        var seconds: Int64 = 60
        if case .integer(let stated) = object["expires_in"] {
            seconds = max(60, min(stated, 86_400))
        }
        lifetime = .seconds(seconds)
    }
}
