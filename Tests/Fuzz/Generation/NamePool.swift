import Shapes

/// Names that calls have made or answered, by what they name, so that later calls meet what earlier
/// ones left.
final class NamePool {
    private static let maximum = 24
    private var names: [String: [String]] = [:]

    /// What a member names: `clusterArn`, `clusters` and `clusterName` all name clusters.
    private static func subject(_ member: String) -> String {
        var subject = member.lowercased()
        for ending in ["arn", "name", "identifier", "id"] {
            for suffix in [ending, ending + "s"] {
                if subject.hasSuffix(suffix), subject.utf8.count > suffix.utf8.count {
                    return String(subject.dropLast(suffix.count))
                }
            }
        }
        if subject.hasSuffix("s") { subject.removeLast() }
        return subject
    }

    /// Keeps every text of `value` under its member's name.
    func learn(_ value: Value, as member: String = "") {
        switch value {
        case .object(let object):
            for item in object.members { learn(item.value, as: item.name) }
        case .list(let elements):
            for element in elements.prefix(20) { learn(element, as: member) }
        case .string(let text):
            guard !text.isEmpty, text.utf8.count < 4096 else { return }
            keep(text, under: Self.subject(member))
            if text.hasPrefix("arn:") { keep(text, under: "resource") }
        default: return
        }
    }

    private func keep(_ text: String, under subject: String) {
        var known = names[subject] ?? []
        if known.contains(text) { return }
        known.append(text)
        if known.count > Self.maximum { known.removeFirst(known.count - Self.maximum) }
        names[subject] = known
    }

    /// One of the names that fit a member; nil when none is known.
    func name(for member: String, _ dice: inout SeededDice) -> String? {
        guard let known = names[Self.subject(member)] else { return nil }
        return dice.pick(known)
    }
}
