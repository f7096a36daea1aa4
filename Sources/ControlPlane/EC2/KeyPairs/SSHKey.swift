import Crypto
import CryptoExtras
import FoundationEssentials
import Shapes

/// Keys in the forms of SSH (RFC 4253, section 6.6; RFC 8709; OpenSSH's PROTOCOL.key).
enum SSHKey {
    /// A key that was made.
    struct Made {
        /// What the caller keeps; we do not.
        var secret: String
        /// `ssh-rsa AAAA…`
        var publicKey: String
        var fingerprint: String
    }

    /// A public key that was given.
    struct Imported {
        /// `rsa` or `ed25519`.
        var type: String
        var publicKey: String
        var fingerprint: String
    }

    // MARK: Making

    /// A key of RSA with 2048 bits; its fingerprint is the SHA-1 of the private key's PKCS#8 form.
    static func rsa() throws -> Made {
        let key = try _RSA.Signing.PrivateKey(keySize: .bits2048)
        let primitives = try key.publicKey.getKeyPrimitives()
        let blob = rsaBlob(Array(primitives.publicExponent), Array(primitives.modulus))
        let pem = key.pkcs8PEMRepresentation.split(separator: "\n").filter { !$0.hasPrefix("-") }
        let bytes = Base64.decode(pem.joined()) ?? []
        return Made(
            secret: key.pemRepresentation, publicKey: "ssh-rsa \(Base64.encode(blob))",
            fingerprint: hexadecimal(Insecure.SHA1.hash(data: bytes)))
    }

    /// A key of Ed25519; its fingerprint is the SHA-256 of the public key, in base64.
    ///
    /// - Parameter check: A random number.
    static func ed25519(check: UInt32) -> Made {
        let key = Curve25519.Signing.PrivateKey()
        let publicBytes = Array(key.publicKey.rawRepresentation)
        let blob = ed25519Blob(publicBytes)
        let secret = openSSH(
            seed: Array(key.rawRepresentation), publicBytes: publicBytes, blob: blob, check: check)
        return Made(
            secret: secret, publicKey: "ssh-ed25519 \(Base64.encode(blob))",
            fingerprint: Base64.encode(Array(SHA256.hash(data: blob))))
    }

    // MARK: Importing

    /// A public key as OpenSSH writes it, or of RSA in PEM; nil for what is neither.
    static func imported(_ text: String) -> Imported? {
        if text.contains("-----BEGIN") {
            guard let key = try? _RSA.Signing.PublicKey(pemRepresentation: text),
                let primitives = try? key.getKeyPrimitives()
            else { return nil }
            return rsa(Array(primitives.publicExponent), Array(primitives.modulus))
        }
        let words = text.split(whereSeparator: \.isWhitespace)
        guard words.count >= 2, let blob = Base64.decode(String(words[1])) else { return nil }
        var rest = blob[...]
        guard let name = field(&rest), String(decoding: name, as: UTF8.self) == words[0] else {
            return nil
        }
        switch words[0] {
        case "ssh-rsa":
            guard let exponent = field(&rest), let modulus = field(&rest), rest.isEmpty else {
                return nil
            }
            return rsa(Array(exponent), Array(modulus))
        case "ssh-ed25519":
            guard let key = field(&rest), key.count == 32, rest.isEmpty else { return nil }
            return Imported(
                type: "ed25519", publicKey: "ssh-ed25519 \(words[1])",
                fingerprint: Base64.encode(Array(SHA256.hash(data: blob))))
        default: return nil
        }
    }

    /// The fingerprint of an imported key of RSA is the MD5 of its DER form.
    private static func rsa(_ exponent: [UInt8], _ modulus: [UInt8]) -> Imported? {
        let modulus = Array(modulus.drop { $0 == 0 })
        // EC2 takes 1024, 2048 and 4096 bits.
        guard [128, 256, 384, 512].contains(modulus.count),
            let key = try? _RSA.Signing.PublicKey(n: modulus, e: exponent)
        else { return nil }
        let blob = rsaBlob(exponent, modulus)
        return Imported(
            type: "rsa", publicKey: "ssh-rsa \(Base64.encode(blob))",
            fingerprint: hexadecimal(Insecure.MD5.hash(data: key.derRepresentation)))
    }

    // MARK: Forms

    private static func rsaBlob(_ exponent: [UInt8], _ modulus: [UInt8]) -> [UInt8] {
        string(Array("ssh-rsa".utf8)) + number(exponent) + number(modulus)
    }

    private static func ed25519Blob(_ key: [UInt8]) -> [UInt8] {
        string(Array("ssh-ed25519".utf8)) + string(key)
    }

    private static func openSSH(
        seed: [UInt8], publicBytes: [UInt8], blob: [UInt8], check: UInt32
    ) -> String {
        var secret = length(check) + length(check)
        secret += blob + string(seed + publicBytes) + string([])
        var pad: UInt8 = 1
        while secret.count % 8 != 0 {
            secret.append(pad)
            pad += 1
        }
        let none = Array("none".utf8)
        let file =
            Array("openssh-key-v1\u{0}".utf8) + string(none) + string(none) + string([])
            + length(1) + string(blob) + string(secret)
        var text = "-----BEGIN OPENSSH PRIVATE KEY-----\n"
        var rest = Substring(Base64.encode(file))
        while !rest.isEmpty {
            text += rest.prefix(70) + "\n"
            rest = rest.dropFirst(70)
        }
        return text + "-----END OPENSSH PRIVATE KEY-----\n"
    }

    private static func length(_ number: UInt32) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: number >> UInt32(24 - $0 * 8)) }
    }

    private static func string(_ bytes: [UInt8]) -> [UInt8] { length(UInt32(bytes.count)) + bytes }

    /// A number above zero: a leading zero keeps its first bit from being a sign.
    private static func number(_ bytes: [UInt8]) -> [UInt8] {
        let bytes = Array(bytes.drop { $0 == 0 })
        return string((bytes.first ?? 0) & 128 == 0 ? bytes : [0] + bytes)
    }

    private static func field(_ bytes: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard bytes.count >= 4 else { return nil }
        let count = bytes.prefix(4).reduce(0) { $0 << 8 | Int($1) }
        bytes = bytes.dropFirst(4)
        guard count <= bytes.count else { return nil }
        defer { bytes = bytes.dropFirst(count) }
        return bytes.prefix(count)
    }

    /// `1f:51:…`
    private static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
        bytes.map { byte in
            let digits = String(byte, radix: 16)
            return digits.utf8.count == 1 ? "0" + digits : digits
        }.joined(separator: ":")
    }
}
