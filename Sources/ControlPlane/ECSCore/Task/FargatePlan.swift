import AWSWire
import ECSModel
import Placement

/// What RunTask demands of a task of Fargate, and what machine it is to have.
package enum FargatePlan {
    /// The platform version that LATEST means.
    package static let latest = "1.4.0"
    private static let versions: Set<String> = ["1.3.0", latest]
    /// GiB of a task that names no size.
    package static let standardStorage = 20

    /// The name under which a machine is ordered for a task.
    package static func order(ofTask id: String) -> String { "fargate-" + id }

    /// Whether a machine of this id was made to measure: it is nobody's instance.
    package static func isMadeToMeasure(_ machine: String) -> Bool { machine.hasPrefix("m-") }

    /// The version that a request names, as tasks show it.
    ///
    /// - Throws: `PlatformUnknownException`.
    static func version(_ given: String?) throws(AWSError) -> String {
        guard let given, !given.isEmpty, given != "LATEST" else { return latest }
        guard versions.contains(given) else {
            throw AWSError(
                ECSAPI.Fault.platformUnknownException,
                "The specified platform version does not exist.")
        }
        return given
    }

    /// Checks all but the network.
    static func check(
        _ request: TaskPlan.Request, _ definition: ECSAPI.TaskDefinition,
        _ reservation: TaskReservation
    ) throws(AWSError) {
        guard definition.compatibilities?.contains(.fargate) == true else {
            throw .parameter("Task definition does not support launch_type FARGATE.")
        }
        if !request.constraints.isEmpty {
            throw .parameter("Placement constraints are not supported with FARGATE launch type.")
        }
        if !request.strategies.isEmpty {
            throw .parameter("Placement strategies are not supported with FARGATE launch type.")
        }
        let amounts = reservation.amounts
        if !FargateRules.allows(cpu: amounts.cpu, memory: amounts.memory) {
            throw FargateRules.noConfiguration(cpu: amounts.cpu, memory: amounts.memory)
        }
        if let size = request.overrides?.ephemeralStorage?.sizeInGiB, !(21...200).contains(size) {
            throw .parameter("Ephemeral storage size must be between 21 and 200 GiB.")
        }
        if let platform = definition.runtimePlatform?.operatingSystemFamily, platform != .linux {
            throw .unsupported("Fargate runs tasks of operating system family LINUX only.")
        }
    }
}
