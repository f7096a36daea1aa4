package import AWSWire
import ECSModel

extension AWSError {
    /// `ClientException` with these words: the caller asked for something that cannot be.
    package static func client(_ message: String) -> AWSError {
        AWSError(ECSAPI.Fault.clientException, message)
    }

    /// `InvalidParameterException` with these words.
    package static func parameter(_ message: String) -> AWSError {
        AWSError(ECSAPI.Fault.invalidParameterException, message)
    }

    /// `ClusterNotFoundException`.
    package static var clusterNotFound: AWSError {
        AWSError(ECSAPI.Fault.clusterNotFoundException, "Cluster not found.")
    }

    /// `UnsupportedFeatureException`: something ECS has and this release does not.
    package static func unsupported(_ message: String) -> AWSError {
        AWSError(ECSAPI.Fault.unsupportedFeatureException, message)
    }
}
