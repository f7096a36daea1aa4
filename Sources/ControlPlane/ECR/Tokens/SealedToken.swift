import AWSWire
import Crypto
import Shapes

/// Tokens that only this registry can make and read: encrypted, authenticated, bound to a purpose
/// and to a time. Nothing is kept for them, so they work on every server with the same secret and
/// survive restarts.
struct TokenSealer: Sendable {
    /// What a token is for; one made for another purpose does not open.
    enum Purpose: String {
        case authorization
        case download
        case page
    }

    /// Why a token does not open.
    enum Refused: Error, Hashable {
        case forged
        case expired
    }

    private static let version: UInt8 = 1
    private let key: SymmetricKey

    /// - Parameter secret: At least 16 bytes that nobody else knows.
    init(secret: [UInt8]) {
        precondition(secret.count >= 16, "a token secret has at least 16 bytes")
        key = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: SymmetricKey(data: secret), salt: Array("skerry ecr".utf8),
            info: Array("token sealing, version 1".utf8), outputByteCount: 32)
    }

    /// Seals `content` until `expiry`. The token is of letters, digits, `-` and `_`.
    func seal(_ content: some Shape, for purpose: Purpose, until expiry: Timestamp) -> String {
        let envelope = Envelope {
            $0.expiry = expiry
            $0.content = content.encoded
        }
        do {
            let box = try AES.GCM.seal(
                JSON.encode(envelope), using: key, authenticating: Array(purpose.rawValue.utf8))
            return Base64URL.encode([TokenSealer.version] + box.combined!)
        } catch {
            preconditionFailure("sealing fails only for impossible sizes: \(error)")
        }
    }

    /// What a token holds and when it expires.
    func open<Content: Shape>(
        _ token: String, for purpose: Purpose, at now: Timestamp
    ) throws(Refused) -> (content: Content, expiry: Timestamp) {
        guard let bytes = Base64URL.decode(token), bytes.first == TokenSealer.version,
            let box = try? AES.GCM.SealedBox(combined: bytes.dropFirst()),
            let text = try? AES.GCM.open(
                box, using: key, authenticating: Array(purpose.rawValue.utf8)),
            let envelope = try? JSON.decode(Envelope.self, from: text),
            let content = try? Content.decoded(from: envelope.content)
        else { throw .forged }
        guard let expiry = envelope.expiry, now < expiry else { throw .expired }
        return (content, expiry)
    }

    private struct Envelope: Shape {
        var expiry: Timestamp?
        var content = Value.null

        mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("e", &expiry)
            visitor.field("c", &content)
        }
    }
}

/// Base64 for URLs, without padding (RFC 4648 §5).
enum Base64URL {
    static func encode(_ bytes: [UInt8]) -> String {
        String(
            decoding: Base64.encode(bytes).utf8.compactMap { byte -> UInt8? in
                switch byte {
                case UInt8(ascii: "+"): UInt8(ascii: "-")
                case UInt8(ascii: "/"): UInt8(ascii: "_")
                case UInt8(ascii: "="): nil
                default: byte
                }
            }, as: UTF8.self)
    }

    static func decode(_ text: String) -> [UInt8]? {
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "-"): bytes.append(UInt8(ascii: "+"))
            case UInt8(ascii: "_"): bytes.append(UInt8(ascii: "/"))
            case UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "="): return nil
            default: bytes.append(byte)
            }
        }
        while bytes.count % 4 != 0 { bytes.append(UInt8(ascii: "=")) }
        return Base64.decode(String(decoding: bytes, as: UTF8.self))
    }
}
