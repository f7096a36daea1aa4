import Shapes
import Testing

@testable import ECRLifecycle

/// The time at which tests look.
let now = Timestamp(milliseconds: 1_700_000_000_000)

func days(_ days: Double) -> Timestamp { now - .seconds(days * 24 * 3600) }

/// An image that was pushed so many days ago.
func image(
    _ name: String, _ tags: [String] = [], pushed: Double,
    _ change: (inout LifecycleImage) -> Void = { _ in }
) -> LifecycleImage {
    var image = LifecycleImage(digest: name, tags: tags, pushedAt: days(pushed))
    change(&image)
    return image
}

/// A rule's JSON. `selection` and `action` are what stands between the braces.
func rule(_ priority: Int, _ selection: String, action: String = #""type":"expire""#) -> String {
    """
    {"rulePriority":\(priority),"selection":{\(selection)},"action":{\(action)}}
    """
}

let archive = #""type":"transition","targetStorageClass":"archive""#

func tagged(_ patterns: String...) -> String {
    let list = patterns.map { "\"\($0)\"" }.joined(separator: ",")
    return "\"tagStatus\":\"tagged\",\"tagPatternList\":[\(list)],"
}

func newest(_ count: Int) -> String {
    "\"countType\":\"imageCountMoreThan\",\"countNumber\":\(count)"
}

func since(_ event: String, _ days: Int) -> String {
    "\"countType\":\"sinceImage\(event)\",\"countUnit\":\"days\",\"countNumber\":\(days)"
}

func document(_ rules: String...) -> String { "{\"rules\":[\(rules.joined(separator: ","))]}" }

func policy(_ rules: String...) throws -> LifecyclePolicy {
    try LifecyclePolicy("{\"rules\":[\(rules.joined(separator: ","))]}")
}

extension LifecyclePolicy {
    /// The names of what goes or is archived, in order.
    func names(_ images: [LifecycleImage]) -> [String] {
        evaluate(images, at: now).map(\.digest)
    }
}
