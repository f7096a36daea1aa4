import AWSWire
import AutoScalingModel

/// Errors as Auto Scaling words them.
extension AWSError {
    static func validation(_ message: String) -> AWSError {
        AWSError(code: "ValidationError", message: message)
    }

    static func groupNotFound(_ name: String) -> AWSError {
        .validation("AutoScalingGroup name not found - AutoScalingGroup \(name) not found")
    }

    static func instanceNotFound(_ id: String) -> AWSError {
        .validation("Instance Id not found - No managed instance found for instance ID: \(id)")
    }

    static func configurationNotFound(_ name: String) -> AWSError {
        .validation(
            "Launch configuration name not found - Launch configuration \(name) not found")
    }

    /// Something that Auto Scaling has and that is not here, by its name.
    static func unsupported(_ what: String) -> AWSError {
        AWSError(
            code: "UnsupportedOperation", message: "Skerry does not implement \(what).")
    }

    static func fault(_ fault: AutoScalingAPI.Fault, _ message: String) -> AWSError {
        AWSError(fault, message)
    }

    static var contention: AWSError {
        AWSError(
            AutoScalingAPI.Fault.resourceContentionFault,
            "You already have a pending update to this resource. Please try again later.")
    }
}
