package import AWSWire
package import EC2Model
import Shapes

/// What the filters of an operation select by: a name of EC2's and what a resource has under it.
package struct FilterTable<Item>: Sendable {
    package typealias Field = @Sendable (Item) -> [String]

    private let fields: [String: Field]
    private let tags: (@Sendable (Item) -> [EC2Tag])?

    /// A table. With `tags` the filters `tag:KEY`, `tag-key` and `tag-value` are known too.
    package init(
        _ fields: [String: Field], tags: (@Sendable (Item) -> [EC2Tag])? = nil
    ) {
        self.fields = fields
        self.tags = tags
    }

    /// A check of the filters of a request, to be put to each item: it holds when for every filter
    /// one of its values matches one of the item's.
    ///
    /// - Throws: `InvalidParameterValue` for an unknown name or a filter without values,
    ///   `FilterLimitExceeded` for too many values.
    package func predicate(
        _ filters: [EC2API.Filter]?
    ) throws(AWSError) -> (Item) -> Bool {
        var checks: [(field: Field, patterns: [WildcardPattern])] = []
        var count = 0
        for filter in filters ?? [] {
            guard let name = filter.name else {
                throw .invalidValue("The filter 'null' is invalid")
            }
            let field = try field(name)
            guard let values = filter.values, !values.isEmpty else {
                throw .invalidValue("The filter '\(name)' must have at least one value")
            }
            count += values.count
            guard count <= FilterLimits.values else {
                throw .ec2(
                    "FilterLimitExceeded",
                    "The maximum number of filter values specified on a single call is "
                        + "\(FilterLimits.values)")
            }
            checks.append((field, values.map(WildcardPattern.init)))
        }
        return { item in
            checks.allSatisfy { check in
                let values = check.field(item)
                return check.patterns.contains { pattern in values.contains { pattern.matches($0) }
                }
            }
        }
    }

    private func field(_ name: String) throws(AWSError) -> Field {
        if let field = fields[name] { return field }
        if let tags {
            switch name {
            case "tag-key": return { tags($0).map(\.key) }
            case "tag-value": return { tags($0).map(\.value) }
            default:
                if name.hasPrefix("tag:"), name.utf8.count > 4 {
                    let key = String(name.dropFirst(4))
                    return { tags($0).filter { $0.key == key }.map(\.value) }
                }
            }
        }
        throw .invalidValue("The filter '\(name)' is invalid")
    }
}

/// Limits of filters.
package enum FilterLimits {
    /// Values of all filters of a request.
    package static let values = 200
}

/// A filter's value: `*` stands for any characters, `?` for one, `\` before either for itself.
package struct WildcardPattern: Sendable {
    private enum Part: Sendable, Equatable {
        case byte(Character)
        case one
        case any
    }

    private let parts: [Part]

    package init(_ text: String) {
        var parts: [Part] = []
        var rest = text[...]
        while let character = rest.popFirst() {
            switch character {
            case "*": if parts.last != .any { parts.append(.any) }
            case "?": parts.append(.one)
            case "\\":
                parts.append(.byte(rest.popFirst() ?? "\\"))
            default: parts.append(.byte(character))
            }
        }
        self.parts = parts
    }

    /// Whether all of the text fits; upper and lower case differ. Time grows with the product of the
    /// lengths at most.
    package func matches(_ text: String) -> Bool {
        let text = Array(text)
        var part = 0
        var index = 0
        // The last `*` and how much of the text it has swallowed.
        var star: (part: Int, index: Int)?
        while index < text.count {
            if part < parts.count, parts[part] == .any {
                star = (part, index)
                part += 1
            } else if part < parts.count, parts[part] == .one || parts[part] == .byte(text[index]) {
                part += 1
                index += 1
            } else if let last = star {
                part = last.part + 1
                index = last.index + 1
                star = (last.part, index)
            } else {
                return false
            }
        }
        return parts[part...].allSatisfy { $0 == .any }
    }
}
