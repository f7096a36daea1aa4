import Crypto
import FoundationEssentials
import Shapes
import SwiftASN1
import X509

/// A machine's key, which never leaves it.
struct MachineKey: Sendable {
    let pem: String
    private let key: P256.Signing.PrivateKey

    init() {
        key = P256.Signing.PrivateKey()
        pem = key.pemRepresentation
    }

    init(pem: String) throws(JoinFailure) {
        do {
            key = try P256.Signing.PrivateKey(pemRepresentation: pem)
        } catch {
            throw .file("the machine's key cannot be read: \(error)")
        }
        self.pem = pem
    }

    /// A certificate request in PEM.
    func request() throws(JoinFailure) -> String {
        do {
            let request = try CertificateSigningRequest(
                version: .v1, subject: try DistinguishedName { CommonName("machine") },
                privateKey: Certificate.PrivateKey(key),
                attributes: CertificateSigningRequest.Attributes(),
                signatureAlgorithm: .ecdsaWithSHA256)
            return try request.serializeAsPEM().pemString
        } catch {
            throw .file("no certificate request can be made: \(error)")
        }
    }
}

/// What a certificate says of itself.
enum CertificateText {
    /// From when to when one in PEM is valid.
    static func validity(_ pem: String) throws(JoinFailure) -> (start: Timestamp, end: Timestamp) {
        do {
            let certificate = try Certificate(pemEncoded: pem)
            return (time(certificate.notValidBefore), time(certificate.notValidAfter))
        } catch {
            throw .badAnswer("not a certificate: \(error)")
        }
    }

    /// SHA-256, in hexadecimal digits, of the first certificate of a PEM text.
    static func fingerprint(_ pem: String) -> String? {
        guard let document = try? PEMDocument(pemString: pem),
            document.discriminator == "CERTIFICATE"
        else { return nil }
        return SHA256.hash(data: document.derBytes).map { byte in
            String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
        }.joined()
    }

    private static func time(_ date: Date) -> Timestamp {
        Timestamp(milliseconds: Int64(date.timeIntervalSince1970 * 1000))
    }
}
