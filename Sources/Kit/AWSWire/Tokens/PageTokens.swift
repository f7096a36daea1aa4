package import Shapes

/// Tokens with which a client asks for the next page: sealed, good for one purpose, and for a day.
package struct PageTokens: Sendable {
    /// How long a client may wait before it asks for the next page; AWS's own limit.
    private static let lifetime = Duration.seconds(24 * 3600)

    private let sealer: TokenSealer
    private let now: @Sendable () -> Timestamp

    /// - Parameters:
    ///   - secret: At least 16 bytes that nobody else knows.
    ///   - now: The wall clock.
    package init(secret: [UInt8], now: @escaping @Sendable () -> Timestamp) {
        sealer = TokenSealer(secret: secret, use: "pages")
        self.now = now
    }

    /// A token that says `content`. `purpose` names operation, account, region and every member of
    /// the request that decides what the pages are of.
    package func seal(_ content: [UInt8], purpose: String) -> String {
        sealer.seal(Content(content), for: purpose, until: now() + Self.lifetime)
    }

    /// What a token says; nil when it was not sealed here for this purpose, or is too old.
    package func open(_ token: String, purpose: String) -> [UInt8]? {
        do throws(TokenSealer.Refused) {
            let opened: (content: Content, expiry: Timestamp) = try sealer.open(
                token, for: purpose, at: now())
            return opened.content.bytes.bytes
        } catch {
            return nil
        }
    }

    private struct Content: Shape {
        var bytes = Blob()

        init() {}

        init(_ bytes: [UInt8]) { self.bytes = Blob(bytes) }

        mutating func visit(_ visitor: ShapeVisitor) { visitor.field("b", &bytes) }
    }
}
