import ArgumentParser
import CloudWatchLogsModel
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
        ECSAPI.model, ECRAPI.model, LogsAPI.model, STSAPI.model,
    ]

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
            text += "Implemented: "
            text += model.operations.keys.sorted().map { "`\($0)`" }.joined(separator: ", ")
            text += ".\n"
            if !model.refusedOperations.isEmpty {
                text += "\nRefused, not implemented yet: "
                text += model.refusedOperations.sorted().map { "`\($0)`" }.joined(separator: ", ")
                text += ".\n"
            }
        }
        return text.trimmingSuffix(while: \.isNewline) + "\n"
    }
}

extension String {
    fileprivate func trimmingSuffix(while predicate: (Character) -> Bool) -> String {
        var text = self
        while let last = text.last, predicate(last) { text.removeLast() }
        return text
    }
}
