import Crypto
import Shapes

#if canImport(FoundationEssentials)
    import FoundationEssentials
#endif

/// AWS Signature Version 4: the pure functions both of the side that signs and of the side that
/// checks. Nothing here reads a clock, a socket or a body.
///
/// The rules are those of "AWS Signature Version 4 for API requests" in the IAM user guide.
package enum SigV4 {
    /// The one algorithm; SigV4A's elliptic curves are refused by name.
    package static let algorithm = "AWS4-HMAC-SHA256"
    /// How far the signing time may lie from the server's.
    package static let allowedSkew = Duration.seconds(300)
    /// The longest life of a presigned URL.
    package static let maximumExpiry = Duration.seconds(604_800)
    /// The hash of an empty body.
    package static let emptyHash =
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

    /// What a key signs for: `20150830/us-east-1/ecs/aws4_request`.
    package struct Scope: Sendable, Hashable, CustomStringConvertible {
        /// The date as `yyyyMMdd`.
        package var date: String
        package var region: String
        /// The service's signing name.
        package var service: String

        /// Names a scope.
        package init(date: String, region: String, service: String) {
            self.date = date
            self.region = region
            self.service = service
        }

        package var description: String { "\(date)/\(region)/\(service)/aws4_request" }
    }

    /// A key pair, with its token when it is temporary.
    package struct Credentials: Sendable, Hashable {
        package var accessKeyID: String
        package var secretAccessKey: String
        package var sessionToken: String?

        /// Gathers credentials.
        package init(accessKeyID: String, secretAccessKey: String, sessionToken: String? = nil) {
            self.accessKeyID = accessKeyID
            self.secretAccessKey = secretAccessKey
            self.sessionToken = sessionToken
        }
    }

    /// What a signature says about the body: the last line of the canonical request.
    package enum Payload: Sendable, Hashable {
        /// Lower-case hexadecimal SHA-256 of the body.
        case hash(String)
        /// `UNSIGNED-PAYLOAD`: the body is not covered.
        case unsigned
        /// `aws-chunked` body whose chunks are signed one by one, perhaps with a signed trailer.
        case signedChunks(trailer: Bool)
        /// `aws-chunked` body without signatures, ended by a trailer with a checksum.
        case unsignedChunks

        /// The body's hash.
        package static func of(_ body: some Sequence<UInt8>) -> Payload { .hash(SigV4.hash(body)) }

        /// The value of `x-amz-content-sha256`.
        package var text: String {
            switch self {
            case .hash(let hash): hash
            case .unsigned: "UNSIGNED-PAYLOAD"
            case .signedChunks(trailer: false): "STREAMING-AWS4-HMAC-SHA256-PAYLOAD"
            case .signedChunks(trailer: true): "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER"
            case .unsignedChunks: "STREAMING-UNSIGNED-PAYLOAD-TRAILER"
            }
        }

        /// Reads the value of `x-amz-content-sha256`; nil when it is none of these.
        package init?(_ text: String) {
            switch text {
            case "UNSIGNED-PAYLOAD": self = .unsigned
            case "STREAMING-AWS4-HMAC-SHA256-PAYLOAD": self = .signedChunks(trailer: false)
            case "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER": self = .signedChunks(trailer: true)
            case "STREAMING-UNSIGNED-PAYLOAD-TRAILER": self = .unsignedChunks
            default:
                guard text.utf8.count == 64, text.utf8.allSatisfy({ Hex.digit($0) != nil }) else {
                    return nil
                }
                self = .hash(text)
            }
        }
    }

    /// The lower-case hexadecimal SHA-256 of `bytes`.
    package static func hash(_ bytes: some Sequence<UInt8>) -> String {
        Hex.encode(digest(bytes))
    }

    static func digest(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        var hasher = SHA256()
        let isDone: Void? = bytes.withContiguousStorageIfAvailable { buffer in
            hasher.update(bufferPointer: UnsafeRawBufferPointer(buffer))
        }
        if isDone == nil {
            Array(bytes).withUnsafeBytes { hasher.update(bufferPointer: $0) }
        }
        return Array(hasher.finalize())
    }

    static func authenticate(_ bytes: [UInt8], key: SymmetricKey) -> [UInt8] {
        var code = HMAC<SHA256>(key: key)
        code.update(data: bytes)
        return Array(code.finalize())
    }

    /// The key that signs within `scope`: four chained HMACs of the secret.
    static func signingKey(secret: String, scope: Scope) -> SymmetricKey {
        var key = SymmetricKey(data: Array("AWS4\(secret)".utf8))
        for part in [scope.date, scope.region, scope.service, "aws4_request"] {
            key = SymmetricKey(data: authenticate(Array(part.utf8), key: key))
        }
        return key
    }

    /// The lower-case hexadecimal signature of a canonical request.
    static func signature(
        canonicalRequest: [UInt8], date: String, scope: Scope, key: SymmetricKey
    ) -> [UInt8] {
        var text = Array("\(algorithm)\n\(date)\n\(scope)\n".utf8)
        text.append(contentsOf: Hex.encodedBytes(digest(canonicalRequest)))
        return Hex.encodedBytes(authenticate(text, key: key))
    }

    /// Compares without giving away, through time, where two texts differ.
    package static func isEqualInConstantTime(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        guard left.count == right.count else { return false }
        var difference: UInt8 = 0
        for index in left.indices { difference |= left[index] ^ right[index] }
        return difference == 0
    }
}
