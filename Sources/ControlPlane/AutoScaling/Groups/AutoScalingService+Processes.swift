package import AWSWire
package import AutoScalingModel
import Shapes

extension AutoScalingService {
    package func suspendProcesses(
        _ input: AutoScalingAPI.ScalingProcessQuery, _ context: RequestContext
    ) async throws {
        let processes = try Self.processes(input.scalingProcesses)
        try await changeGroup(input.autoScalingGroupName, context) {
            machine, _ throws(AWSError) in
            for process in processes where !machine.record.isSuspended(process) {
                let suspended = AutoScalingAPI.SuspendedProcess {
                    $0.processName = process.rawValue
                    $0.suspensionReason = "User suspended at \(Causes.time(context.now))"
                }
                machine.record.settings.suspendedProcesses =
                    (machine.record.settings.suspendedProcesses ?? []) + [suspended]
            }
        }
    }

    package func resumeProcesses(
        _ input: AutoScalingAPI.ScalingProcessQuery, _ context: RequestContext
    ) async throws {
        let names = try Self.processes(input.scalingProcesses).map(\.rawValue)
        try await changeGroup(input.autoScalingGroupName, context) {
            machine, _ throws(AWSError) in
            machine.record.settings.suspendedProcesses?.removeAll {
                names.contains($0.processName ?? "")
            }
        }
    }

    /// The processes that a request names; all of them when it names none.
    private static func processes(_ names: [String]?) throws(AWSError) -> [ScalingProcess] {
        guard let names, !names.isEmpty else { return ScalingProcess.allCases }
        return try names.map { name throws(AWSError) in
            guard let process = ScalingProcess(rawValue: name) else {
                throw .validation("Invalid scaling process: \(name).")
            }
            return process
        }
    }

    package func enableMetricsCollection(
        _ input: AutoScalingAPI.EnableMetricsCollectionQuery, _ context: RequestContext
    ) async throws {
        guard input.granularity == Self.granularity else {
            throw AWSError.validation("Valid granularity is: \(Self.granularity).")
        }
        let metrics = try Self.metrics(input.metrics)
        try await changeGroup(input.autoScalingGroupName, context) {
            machine, _ throws(AWSError) in
            var enabled = machine.record.settings.enabledMetrics ?? []
            for metric in metrics where !enabled.contains(where: { $0.metric == metric }) {
                enabled.append(
                    AutoScalingAPI.EnabledMetric {
                        $0.metric = metric
                        $0.granularity = Self.granularity
                    })
            }
            machine.record.settings.enabledMetrics = enabled
        }
    }

    package func disableMetricsCollection(
        _ input: AutoScalingAPI.DisableMetricsCollectionQuery, _ context: RequestContext
    ) async throws {
        let metrics = try Self.metrics(input.metrics)
        try await changeGroup(input.autoScalingGroupName, context) {
            machine, _ throws(AWSError) in
            machine.record.settings.enabledMetrics?.removeAll {
                metrics.contains($0.metric ?? "")
            }
        }
    }

    private static func metrics(_ names: [String]?) throws(AWSError) -> [String] {
        guard let names, !names.isEmpty else { return metricNames }
        for name in names where !metricNames.contains(name) {
            throw .validation("Invalid metric: \(name).")
        }
        return names
    }

    static let granularity = "1Minute"

    static let metricNames = [
        "GroupMinSize", "GroupMaxSize", "GroupDesiredCapacity", "GroupInServiceInstances",
        "GroupInServiceCapacity", "GroupPendingInstances", "GroupPendingCapacity",
        "GroupTerminatingInstances", "GroupTerminatingCapacity", "GroupStandbyInstances",
        "GroupStandbyCapacity", "GroupTotalInstances", "GroupTotalCapacity",
        "WarmPoolDesiredCapacity", "WarmPoolWarmedCapacity", "WarmPoolPendingCapacity",
        "WarmPoolTerminatingCapacity", "WarmPoolTotalCapacity", "GroupAndWarmPoolDesiredCapacity",
        "GroupAndWarmPoolTotalCapacity",
    ]
}
