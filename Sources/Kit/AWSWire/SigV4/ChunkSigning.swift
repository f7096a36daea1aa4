import Crypto

/// The chain of signatures over the chunks of a body: each covers the one before it.
package struct ChunkSigning: Sendable {
    private var previous: [UInt8]
    private let date: String
    private let scope: SigV4.Scope
    private let key: SymmetricKey

    init(seed: String, date: String, scope: SigV4.Scope, key: SymmetricKey) {
        previous = Array(seed.utf8)
        self.date = date
        self.scope = scope
        self.key = key
    }

    /// Begins the chain for a client that sends chunks: `seed` is the signature of the head.
    package init(
        seed: String, date: String, scope: SigV4.Scope, secret: String
    ) {
        self.init(
            seed: seed, date: date, scope: scope,
            key: SigV4.signingKey(secret: secret, scope: scope))
    }

    /// The hexadecimal signature of the next chunk; the last chunk has no data.
    package mutating func sign(chunkHash: String) -> String {
        advance("AWS4-HMAC-SHA256-PAYLOAD", "\(SigV4.emptyHash)\n\(chunkHash)")
    }

    /// The hexadecimal signature of the trailer: `name:value` lines, each ended by a newline.
    package mutating func sign(trailer: String) -> String {
        advance("AWS4-HMAC-SHA256-TRAILER", SigV4.hash(trailer.utf8))
    }

    private mutating func advance(_ kind: String, _ rest: String) -> String {
        var text = Array("\(kind)\n\(date)\n\(scope)\n".utf8)
        text.append(contentsOf: previous)
        text.append(contentsOf: "\n\(rest)".utf8)
        previous = Hex.encodedBytes(SigV4.authenticate(text, key: key))
        return String(decoding: previous, as: UTF8.self)
    }
}
