package import MachineProtocol
package import Shapes
import Store

/// The authority as the store keeps it, with its key: servers over one store share it.
struct AuthorityRecord: Shape {
    static let key: Key = "/trust/authority"

    var installation = ""
    /// PEM.
    var privateKey = ""
    var certificate = ""

    init() {}

    mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("installation", &installation)
        visitor.field("privateKey", &privateKey)
        visitor.field("certificate", &certificate)
    }
}

/// A join token as the store keeps it, under `/trust/tokens/<id>`.
package struct TokenRecord: Shape, Hashable {
    package var id = ""
    /// SHA-256 of the secret.
    var secretHash = ""
    /// Who is let in by it.
    package var identity = MachineIdentityRecord()
    package var createdAt = Timestamp(milliseconds: 0)
    package var expiresAt = Timestamp(milliseconds: 0)
    package var usedAt: Timestamp?
    /// The key of the machine that used it, and the name that this gave.
    var usedKey: String?
    package var usedBy: String?
    package var revokedAt: Timestamp?

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("id", &id)
        visitor.field("secretHash", &secretHash)
        visitor.field("identity", &identity)
        visitor.field("createdAt", &createdAt)
        visitor.field("expiresAt", &expiresAt)
        visitor.field("usedAt", &usedAt)
        visitor.field("usedKey", &usedKey)
        visitor.field("usedBy", &usedBy)
        visitor.field("revokedAt", &revokedAt)
    }

    static let range = KeyRange.under("/trust/tokens")

    static func key(_ id: String) -> Key { .path("trust", "tokens", id) }

    /// `unused`, `used`, `expired` or `revoked`.
    package func state(at now: Timestamp) -> String {
        if revokedAt != nil { return "revoked" }
        if usedAt != nil { return "used" }
        return now < expiresAt ? "unused" : "expired"
    }
}

/// A machine that was let in, under `/trust/machines/<id>`.
package struct MachineRecord: Shape, Hashable {
    package var identity = MachineIdentityRecord()
    /// The key that it proves itself with.
    var keyHash = ""
    /// What it calls itself, for people.
    package var hostName = ""
    package var joinedAt = Timestamp(milliseconds: 0)
    /// The end of the last certificate that it got.
    package var certificateEnd = Timestamp(milliseconds: 0)
    package var revokedAt: Timestamp?

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("identity", &identity)
        visitor.field("keyHash", &keyHash)
        visitor.field("hostName", &hostName)
        visitor.field("joinedAt", &joinedAt)
        visitor.field("certificateEnd", &certificateEnd)
        visitor.field("revokedAt", &revokedAt)
    }

    static let range = KeyRange.under("/trust/machines")

    static func key(_ id: String) -> Key { .path("trust", "machines", id) }
}
