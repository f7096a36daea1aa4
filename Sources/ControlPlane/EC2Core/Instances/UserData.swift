package import AWSWire
import Shapes

/// User data as requests carry it.
package enum UserData {
    /// Bytes, before base64.
    package static let maximum = 16 << 10

    /// Base64 with the padding that clients may leave out.
    ///
    /// - Throws: `InvalidUserData.Malformed`, `InvalidParameterValue` for too much of it.
    package static func checked(_ text: String) throws(AWSError) -> String {
        let bare = text.filter { !$0.isWhitespace }
        let padded = bare + String(repeating: "=", count: (4 - bare.utf8.count % 4) % 4)
        guard let bytes = Base64.decode(padded) else { throw .malformedUserData }
        guard bytes.count <= maximum else {
            throw .invalidValue("User data is limited to \(maximum) bytes")
        }
        return padded
    }
}

extension AWSError {
    /// `InvalidUserData.Malformed`
    package static var malformedUserData: AWSError {
        .ec2("InvalidUserData.Malformed", "Invalid BASE64 encoding of user data.")
    }

    /// `InvalidParameterValue`: a type that machines of an image's architecture cannot have.
    package static func architectureMismatch(
        _ type: InstanceTypeEntry, _ architecture: String
    ) -> AWSError {
        .invalidValue(
            "The architecture '\(type.architecture)' of the specified instance type does not match "
                + "the architecture '\(architecture)' of the specified AMI. Specify an instance type "
                + "and an AMI that have matching architectures, and try again.")
    }
}

extension InstanceMetadataOptions {
    /// Takes on what a request says; what it does not say stays.
    package mutating func apply(tokens: String?, hops: Int?, endpoint: String?, tags: String?) {
        if let tokens { needsToken = tokens == "required" }
        if let hops { hopLimit = hops }
        if let endpoint { isEnabled = endpoint == "enabled" }
        if let tags { showsTags = tags == "enabled" }
    }
}
