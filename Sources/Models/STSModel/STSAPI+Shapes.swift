// Generated from Models/aws/sts.json by `make models`; do not edit.
// swift-format-ignore-file

package import Shapes

extension STSAPI {
    /// `AssumeRoleRequest` of the model.
    package struct AssumeRoleRequest: Shape {
        package var roleArn: String = ""
        package var roleSessionName: String = ""
        package var policyArns: [PolicyDescriptorType]?
        package var policy: String?
        package var durationSeconds: Int?
        package var tags: [Tag]?
        package var transitiveTagKeys: [String]?
        package var externalId: String?
        package var serialNumber: String?
        package var tokenCode: String?
        package var sourceIdentity: String?
        package var providedContexts: [ProvidedContext]?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("RoleArn", &roleArn)
            visitor.field("RoleSessionName", &roleSessionName)
            visitor.field("PolicyArns", &policyArns)
            visitor.field("Policy", &policy)
            visitor.field("DurationSeconds", &durationSeconds)
            visitor.field("Tags", &tags)
            visitor.field("TransitiveTagKeys", &transitiveTagKeys)
            visitor.field("ExternalId", &externalId)
            visitor.field("SerialNumber", &serialNumber)
            visitor.field("TokenCode", &tokenCode)
            visitor.field("SourceIdentity", &sourceIdentity)
            visitor.field("ProvidedContexts", &providedContexts)
        }
    }
    /// `AssumeRoleResponse` of the model.
    package struct AssumeRoleResponse: Shape {
        package var credentials: Credentials?
        package var assumedRoleUser: AssumedRoleUser?
        package var packedPolicySize: Int?
        package var sourceIdentity: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Credentials", &credentials)
            visitor.field("AssumedRoleUser", &assumedRoleUser)
            visitor.field("PackedPolicySize", &packedPolicySize)
            visitor.field("SourceIdentity", &sourceIdentity)
        }
    }
    /// `AssumedRoleUser` of the model.
    package struct AssumedRoleUser: Shape {
        package var assumedRoleId: String = ""
        package var arn: String = ""
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("AssumedRoleId", &assumedRoleId)
            visitor.field("Arn", &arn)
        }
    }
    /// `Credentials` of the model.
    package struct Credentials: Shape {
        package var accessKeyId: String = ""
        package var secretAccessKey: String = ""
        package var sessionToken: String = ""
        package var expiration: Timestamp?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("AccessKeyId", &accessKeyId)
            visitor.field("SecretAccessKey", &secretAccessKey)
            visitor.field("SessionToken", &sessionToken)
            visitor.field("Expiration", &expiration)
        }
    }
    /// `GetCallerIdentityRequest` of the model.
    package struct GetCallerIdentityRequest: Shape {
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
        }
    }
    /// `GetCallerIdentityResponse` of the model.
    package struct GetCallerIdentityResponse: Shape {
        package var userId: String?
        package var account: String?
        package var arn: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("UserId", &userId)
            visitor.field("Account", &account)
            visitor.field("Arn", &arn)
        }
    }
    /// `GetSessionTokenRequest` of the model.
    package struct GetSessionTokenRequest: Shape {
        package var durationSeconds: Int?
        package var serialNumber: String?
        package var tokenCode: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("DurationSeconds", &durationSeconds)
            visitor.field("SerialNumber", &serialNumber)
            visitor.field("TokenCode", &tokenCode)
        }
    }
    /// `GetSessionTokenResponse` of the model.
    package struct GetSessionTokenResponse: Shape {
        package var credentials: Credentials?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Credentials", &credentials)
        }
    }
    /// `PolicyDescriptorType` of the model.
    package struct PolicyDescriptorType: Shape {
        package var arn: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("arn", &arn)
        }
    }
    /// `ProvidedContext` of the model.
    package struct ProvidedContext: Shape {
        package var providerArn: String?
        package var contextAssertion: String?
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("ProviderArn", &providerArn)
            visitor.field("ContextAssertion", &contextAssertion)
        }
    }
    /// `Tag` of the model.
    package struct Tag: Shape {
        package var key: String = ""
        package var value: String = ""
        package init() {}
        package mutating func visit(_ visitor: ShapeVisitor) {
            visitor.field("Key", &key)
            visitor.field("Value", &value)
        }
    }
}
