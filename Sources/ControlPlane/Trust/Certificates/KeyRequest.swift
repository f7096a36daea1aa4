import SwiftASN1
import X509

/// A certificate request, of which only the key counts.
struct KeyRequest: Sendable {
    let key: Certificate.PublicKey
    let hash: KeyHash

    /// Reads PEM and checks that the sender holds the key.
    init(_ pem: String) throws(TrustRefusal) {
        guard pem.utf8.count <= 16_384,
            let request = try? CertificateSigningRequest(pemEncoded: pem)
        else { throw .badCertificateRequest("it is not a certificate request in PEM") }
        guard request.publicKey.isValidSignature(request.signature, for: request) else {
            throw .badCertificateRequest("its signature is not by its key")
        }
        // Weak keys stay out, and nothing but the curve that ours use is needed.
        guard P256Check.isP256(request.publicKey), let hash = KeyHash(request.publicKey) else {
            throw .badCertificateRequest("its key is not of the curve P-256")
        }
        key = request.publicKey
        self.hash = hash
    }
}
