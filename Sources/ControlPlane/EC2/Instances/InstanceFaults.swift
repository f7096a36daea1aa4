import AWSWire
import EC2Core
import Shapes

/// The errors of instances and their words.
extension AWSError {
    /// `InvalidInstanceID.NotFound`
    static func instancesNotFound(_ ids: [String]) -> AWSError {
        let message =
            ids.count == 1
            ? "The instance ID '\(ids[0])' does not exist"
            : "The instance IDs '\(ids.joined(separator: ", "))' do not exist"
        return .ec2("InvalidInstanceID.NotFound", message)
    }

    /// `InsufficientInstanceCapacity`: no host has room; the service's fault, not the caller's.
    static func noCapacity(of type: String, zone: String) -> AWSError {
        AWSError(
            code: "InsufficientInstanceCapacity",
            message: "We currently do not have sufficient capacity for \(type) in the Availability "
                + "Zone you requested (\(zone)). No host that offers the zone has room for it.",
            status: 500)
    }

    /// `InvalidInstanceType`
    static func noSuchInstanceTypes(_ names: [String]) -> AWSError {
        .ec2(
            "InvalidInstanceType",
            "The following supplied instance types do not exist: "
                + "[\(names.joined(separator: ", "))]")
    }

    /// `InvalidAMIID.NotFound`
    static func imagesNotFound(_ ids: [String]) -> AWSError {
        let verb = ids.count == 1 ? "does" : "do"
        return .ec2(
            "InvalidAMIID.NotFound",
            "The image id\(ids.count == 1 ? "" : "s") '[\(ids.joined(separator: ", "))]' \(verb) "
                + "not exist")
    }

    /// `InvalidKeyPair.NotFound`
    static func keyPairNotFound(_ name: String) -> AWSError {
        .ec2("InvalidKeyPair.NotFound", "The key pair '\(name)' does not exist")
    }

    /// `InvalidLaunchTemplateId.NotFound`
    static func launchTemplateNotFound(id: String) -> AWSError {
        .ec2(
            "InvalidLaunchTemplateId.NotFound",
            "The specified launch template, with template ID \(id), does not exist.")
    }

    /// `InvalidLaunchTemplateName.NotFoundException`
    static func launchTemplateNotFound(name: String) -> AWSError {
        .ec2(
            "InvalidLaunchTemplateName.NotFoundException",
            "The specified launch template, with template name \(name), does not exist.")
    }

    /// `InvalidLaunchTemplateId.VersionNotFound`
    static func launchTemplateVersionNotFound(_ version: String) -> AWSError {
        .ec2(
            "InvalidLaunchTemplateId.VersionNotFound",
            "Could not find the specified version \(version) for the launch template.")
    }

    /// `InvalidVolume.NotFound`
    static func volumeNotFound(_ id: String) -> AWSError {
        .ec2("InvalidVolume.NotFound", "The volume '\(id)' does not exist.")
    }
}
