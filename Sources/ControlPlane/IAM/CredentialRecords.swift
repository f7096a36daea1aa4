import AWSWire
import Shapes
import Store

/// A long-lived access key as the store keeps it, under `/iam/keys/<access key id>`.
struct AccessKeyRecord: Shape {
    var accessKeyID = ""
    var secretAccessKey = ""
    var account = ""
    /// ARN and unique id of the owner.
    var arn = ""
    var userID = ""
    var createdAt: Timestamp?

    init() {}

    mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("accessKeyId", &accessKeyID)
        visitor.field("secretAccessKey", &secretAccessKey)
        visitor.field("account", &account)
        visitor.field("arn", &arn)
        visitor.field("userId", &userID)
        visitor.field("createdAt", &createdAt)
    }

    var principal: Principal {
        Principal(arn: arn, userID: userID, account: account, accessKeyID: accessKeyID)
    }

    static let range = KeyRange.prefix("/iam/keys/")

    static func key(_ accessKeyID: String) -> Key { Key("/iam/keys/\(accessKeyID)") }
}

/// What a session token holds: everything needed to check a call, so that temporary credentials
/// cost no write.
struct SessionClaims: Shape {
    /// What tokens that hold them are sealed for.
    static let purpose = "session"

    var accessKeyID = ""
    var secretAccessKey = ""
    var account = ""
    var arn = ""
    var userID = ""

    init() {}

    mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("k", &accessKeyID)
        visitor.field("s", &secretAccessKey)
        visitor.field("a", &account)
        visitor.field("p", &arn)
        visitor.field("u", &userID)
    }

    var principal: Principal {
        Principal(arn: arn, userID: userID, account: account, accessKeyID: accessKeyID)
    }
}

/// Whom a new access key belongs to.
package enum KeyOwner: Sendable, Hashable {
    /// The root of an account.
    case root(account: String)
    /// A machine: the assumed role `ecsInstanceRole` with the instance id as session.
    case machine(account: String, instance: String)

    var account: String {
        switch self {
        case .root(let account), .machine(let account, _): account
        }
    }

    var arn: String {
        switch self {
        case .root(let account): "arn:aws:iam::\(account):root"
        case .machine(let account, let instance):
            "arn:aws:sts::\(account):assumed-role/ecsInstanceRole/\(instance)"
        }
    }

    /// The unique id; a role's is derived from its name, because roles are no records yet.
    var userID: String {
        switch self {
        case .root(let account): account
        case .machine(let account, let instance):
            "\(RoleID.of(account: account, role: "ecsInstanceRole")):\(instance)"
        }
    }
}

/// Unique ids of roles.
enum RoleID {
    /// `AROA` and 17 letters that depend on nothing but account and role.
    static func of(account: String, role: String) -> String {
        let digits = SigV4.hash(Array("\(account)/\(role)".utf8)).uppercased()
        return "AROA" + String(digits.prefix(17))
    }
}
