package import Shapes

/// A key pair's public half.
package struct KeyPairRecord: TaggedResource, Hashable {
    package static var kind: EC2Kind { .keyPairs }

    package var references: [String] { [] }

    package var id = ""
    package var name = ""
    /// `rsa` or `ed25519`.
    package var type = "rsa"
    package var fingerprint = ""
    /// As OpenSSH writes it.
    package var publicKey = ""
    package var createdAt: Timestamp?
    package var tags: [EC2Tag]?

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("id", &id)
        visitor.field("name", &name)
        visitor.field("type", &type)
        visitor.field("fingerprint", &fingerprint)
        visitor.field("publicKey", &publicKey)
        visitor.field("createdAt", &createdAt)
        visitor.field("tags", &tags)
    }
}

/// Whose a name is that may be given once, under the kind of what it names and the name.
package struct ClaimedNameRecord: EC2Record, Hashable {
    package static var kind: EC2Kind { .claimedNames }

    package var resource = ""

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("resource", &resource)
    }
}
