import Crypto
import X509

enum P256Check {
    /// Whether a key is one of the curve P-256.
    static func isP256(_ key: Certificate.PublicKey) -> Bool {
        P256.Signing.PublicKey(key) != nil
    }
}
