package import Shapes

/// The account and region that resources belong to.
package struct EC2Scope: Sendable, Hashable {
    /// Twelve digits.
    package var account: String
    /// Such as `us-east-1`.
    package var region: String

    /// A scope.
    package init(account: String, region: String) {
        self.account = account
        self.region = region
    }

    /// The partition of the region, as it stands in ARNs.
    package var partition: String {
        if region.hasPrefix("cn-") { return "aws-cn" }
        if region.hasPrefix("us-gov-") { return "aws-us-gov" }
        return "aws"
    }

    /// The ARN of a resource, `subnet/subnet-…`.
    package func arn(_ resource: String) -> String {
        "arn:\(partition):ec2:\(region):\(account):\(resource)"
    }

    /// The ARN of a resource of a kind.
    package func arn(_ kind: EC2Kind, _ id: String) -> String {
        arn("\(kind.resourceType ?? kind.rawValue)/\(id)")
    }

    /// The domain under which private addresses have names: `ec2.internal` in us-east-1.
    package var privateDomain: String {
        region == "us-east-1" ? "ec2.internal" : "\(region).compute.internal"
    }
}

/// A record of EC2's: what it is follows from the folder it stands in.
package protocol EC2Record: Shape {
    /// The folder.
    static var kind: EC2Kind { get }
    /// When it may be swept away; nil for what stays until it is deleted.
    var expiry: Timestamp? { get }
}

extension EC2Record {
    package var expiry: Timestamp? { nil }
}

/// A record with an id of its own.
package protocol EC2Resource: EC2Record {
    /// Such as `vpc-…`; the last part of its key.
    var id: String { get set }
    /// Ids of resources of the same scope that cannot be deleted while this is there. They are kept
    /// as links beside the record, so that neither can be committed without regard to the other.
    var references: [String] { get }
}

/// A resource that has tags.
package protocol TaggedResource: EC2Resource {
    var tags: [EC2Tag]? { get set }
}

/// A tag as records keep it.
package struct EC2Tag: Shape, Hashable {
    package var key = ""
    package var value = ""

    package init() {}

    package init(_ key: String, _ value: String) {
        self.key = key
        self.value = value
    }

    package mutating func visit(_ visitor: ShapeVisitor) {
        visitor.field("Key", &key)
        visitor.field("Value", &value)
    }
}
