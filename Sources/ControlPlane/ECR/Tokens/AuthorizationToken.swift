import AWSWire
import Shapes

/// Whom a registry's client speaks for: what an authorization token holds.
struct RegistryCaller: Shape, Hashable {
    /// What its tokens are sealed for.
    static let purpose = "authorization"
    /// The user name that goes with every token.
    static let userName = "AWS"
    /// How long a token is good for, as ECR's.
    static let lifetime = Duration.seconds(12 * 3600)

    var arn = ""
    var userID = ""
    var account = ""
    var accessKeyID = ""
    /// The region in which the token was asked for; it is good for that one.
    var region = ""

    mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("arn", &arn)
        visitor.field("userId", &userID)
        visitor.field("account", &account)
        visitor.field("accessKeyId", &accessKeyID)
        visitor.field("region", &region)
    }

    /// The registry that is meant when the host name does not say.
    var scope: RegistryScope { RegistryScope(account: account, region: region) }
}

extension RegistryCaller {
    init(_ principal: Principal, region: String) {
        arn = principal.arn
        userID = principal.userID
        account = principal.account
        accessKeyID = principal.accessKeyID
        self.region = region
    }
}

/// A download of one blob without further credentials, for a short time.
struct DownloadGrant: Shape, Hashable {
    static let purpose = "download"
    static let lifetime = Duration.seconds(3600)

    var account = ""
    var region = ""
    var repository = ""
    var digest = ""

    mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("account", &account)
        visitor.field("region", &region)
        visitor.field("repository", &repository)
        visitor.field("digest", &digest)
    }
}
