package import Shapes

/// How a machine is let in: `POST /_skerry/join` over TLS, body ``JoinRequest``, answer ``Admission``.
///
/// A token reads `<authority>.<id>.<secret>`: 64 hexadecimal digits of the SHA-256 of the
/// installation's authority (its certificate in DER), by which the machine knows the server; 16 that
/// name the token; 32 that prove it. The server keeps a hash of the secret only. A token admits one
/// machine, once.
package struct JoinRequest: Shape, Hashable {
    /// Id and secret, `<id>.<secret>`.
    package var token = ""
    /// PEM of a certificate request; only its key counts.
    package var certificateRequest = ""
    /// Host name, for people.
    package var hostName = ""

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("token", &token)
        visitor.field("certificateRequest", &certificateRequest)
        visitor.field("hostName", &hostName)
    }
}

/// What an admitted machine is given. `POST /_skerry/renew` with the machine's certificate gives a new
/// one; its body is a ``JoinRequest`` without a token. `POST /_skerry/machine-credentials`, no body,
/// gives ``MachineCredentials``.
package struct Admission: Shape, Hashable {
    /// PEM: the machine's certificate.
    package var certificate = ""
    /// PEM: the authority's.
    package var authority = ""
    package var identity = MachineIdentityRecord()
    /// Public name and port of the registry, as image references spell them: `skerry.localhost:4566`.
    package var registry = ""
    package var credentials = MachineCredentials()

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("certificate", &certificate)
        visitor.field("authority", &authority)
        visitor.field("identity", &identity)
        visitor.field("registry", &registry)
        visitor.field("credentials", &credentials)
    }
}

/// Who a machine is.
package struct MachineIdentityRecord: Shape, Hashable {
    /// `i-…` or, for a computer that joined from outside, `mi-…`.
    package var id = ""
    package var account = ""
    package var region = ""
    /// nil outside of zones.
    package var zone: String?
    package var instanceType: String?
    /// The cluster that it joins unless its own configuration says otherwise.
    package var cluster: String?

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("id", &id)
        visitor.field("account", &account)
        visitor.field("region", &region)
        visitor.field("zone", &zone)
        visitor.field("instanceType", &instanceType)
        visitor.field("cluster", &cluster)
    }
}

/// Temporary credentials of a machine; the principal's session name is the machine's id.
package struct MachineCredentials: Shape, Hashable {
    package var accessKeyID = ""
    package var secretAccessKey = ""
    package var sessionToken = ""
    package var expiresAt: Timestamp?

    package init() {}

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("accessKeyId", &accessKeyID)
        visitor.field("secretAccessKey", &secretAccessKey)
        visitor.field("sessionToken", &sessionToken)
        visitor.field("expiresAt", &expiresAt)
    }
}
