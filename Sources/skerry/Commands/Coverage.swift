import ArgumentParser
import AutoScalingModel
import CloudWatchLogsModel
import EC2Model
import ECRModel
import ECSModel
import STSModel
import Shapes

/// Prints docs/coverage.md: `make docs` and CI run it.
struct Coverage: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print which API operations are implemented, as Markdown.", shouldDisplay: false)

    /// Every service that the gateway serves.
    static let models = [
        ECSAPI.model, ECRAPI.model, LogsAPI.model, STSAPI.model, EC2API.model,
        AutoScalingAPI.model,
    ]

    /// Operations that will not come, by service, and why.
    static let reasons: [String: [(operations: Set<String>, reason: String)]] = [
        "Auto Scaling": [
            (
                ["DeleteWarmPool", "DescribeWarmPool", "PutWarmPool"],
                "a warm pool saves the minutes that an instance needs to boot; machines here are up "
                    + "in seconds"
            ),
            (
                [
                    "AttachLoadBalancerTargetGroups", "AttachLoadBalancers",
                    "AttachTrafficSources", "DetachLoadBalancerTargetGroups",
                    "DetachLoadBalancers", "DetachTrafficSources",
                ],
                "there are no load balancers to attach yet; what is attached is answered as none"
            ),
            (
                ["ExecutePolicy", "GetPredictiveScalingForecast"],
                "scaling policies and scheduled actions are kept and shown; acting on them comes "
                    + "with CloudWatch"
            ),
            (
                ["DeleteNotificationConfiguration", "PutNotificationConfiguration"],
                "there is no SNS; what a group does is told as EventBridge's events"
            ),
        ],
        "ECR": [
            (
                [
                    "DeleteSigningConfiguration", "DescribeImageSigningStatus",
                    "GetSigningConfiguration", "PutSigningConfiguration",
                ],
                "managed signing drives AWS Signer, which nothing else has the keys of; sign with "
                    + "notation or cosign, whose signatures are stored and listed as referrers"
            )
        ],
    ]

    /// Operations that are named without being asked for.
    private static let longestList = 100

    func run() {
        print(Self.page(Self.models))
    }

    static func page(_ models: [ServiceModel]) -> String {
        var text = """
            # API coverage

            Generated from the code by `make docs`; do not edit. An operation is either really \
            implemented or refused with AWS's error for an unsupported operation; nothing pretends.

            | service | implemented | of |
            |---|---|---|

            """
        for model in models {
            let real = model.operations.count
            text += "| \(model.serviceID) | \(real) | \(real + model.refusedOperations.count) |\n"
        }
        for model in models {
            text += "\n## \(model.serviceID) (\(model.apiVersion))\n\n"
            text += "Implemented: \(list(Set(model.operations.keys))).\n"
            var rest = model.refusedOperations
            for (operations, reason) in reasons[model.serviceID] ?? [] {
                rest.subtract(operations)
                text += "\nRefused: \(list(operations)): \(reason).\n"
            }
            if rest.count > longestList {
                // Services of which containers need a part only.
                text += """

                    <details><summary>Refused, not implemented: \(rest.count) others</summary>

                    \(list(rest)).

                    </details>

                    """
            } else if !rest.isEmpty {
                text += "\nRefused, not implemented yet: \(list(rest)).\n"
            }
        }
        return text.trimmingSuffix(while: \.isNewline) + "\n"
    }
}

extension Coverage {
    private static func list(_ operations: Set<String>) -> String {
        operations.sorted().map { "`\($0)`" }.joined(separator: ", ")
    }
}

extension String {
    fileprivate func trimmingSuffix(while predicate: (Character) -> Bool) -> String {
        var text = self
        while let last = text.last, predicate(last) { text.removeLast() }
        return text
    }
}
