package import Crypto

/// The SHA-256 of some content, which is its name: `sha256:` and 64 lowercase hexadecimal digits.
///
/// The OCI grammar allows further algorithms; ECR takes this one only, so a value of this type is
/// always safe to make a path of.
package struct Digest: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The 64 digits.
    package let hex: String

    /// Reads `sha256:…`; nil for anything else, uppercase digits included.
    package init?(_ text: some StringProtocol) {
        guard text.utf8.count == 71, text.hasPrefix("sha256:") else { return nil }
        let digits = text.utf8.dropFirst(7)
        guard digits.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) }) else {
            return nil
        }
        hex = String(decoding: digits, as: UTF8.self)
    }

    /// Wraps a finished hash.
    package init(_ hash: SHA256Digest) {
        let digits = Array("0123456789abcdef".utf8)
        hex = String(unsafeUninitializedCapacity: 64) { buffer in
            var index = 0
            for byte in hash {
                buffer[index] = digits[Int(byte >> 4)]
                buffer[index + 1] = digits[Int(byte & 15)]
                index += 2
            }
            return index
        }
    }

    /// The digest of `content`.
    package init(of content: [UInt8]) {
        self.init(SHA256.hash(data: content))
    }

    package var description: String { "sha256:\(hex)" }

    package static func < (left: Digest, right: Digest) -> Bool { left.hex < right.hex }
}
