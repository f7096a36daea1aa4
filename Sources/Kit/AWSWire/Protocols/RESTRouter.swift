package import Shapes

/// Finds the operation of a REST request by method and path.
package struct RESTRouter: Sendable {
    /// One piece of a URI template.
    private enum Segment: Sendable, Hashable {
        case literal(String)
        case label(String)
        /// A label that takes the rest of the path, slashes included.
        case greedy(String)

        /// Literals are tried before labels, labels before greedy ones.
        var rank: Int {
            switch self {
            case .literal: 0
            case .label: 1
            case .greedy: 2
            }
        }
    }

    private struct Route: Sendable {
        let operation: OperationModel
        let segments: [Segment]
        let query: [(name: String, value: String)]
    }

    private var routes: [String: [Route]] = [:]

    /// A router of the operations that `model` implements.
    package init(_ model: ServiceModel) {
        for operation in model.operations.values {
            let parts = operation.uri.split(separator: "?", maxSplits: 1)
            let segments = (parts.first ?? "").split(separator: "/").map(Self.segment)
            let query = parts.count > 1 ? PercentEncoding.pairs(parts[1]) ?? [] : []
            routes[operation.method, default: []]
                .append(Route(operation: operation, segments: segments, query: query))
        }
        for (method, unsorted) in routes {
            routes[method] = unsorted.sorted(by: Self.precedes)
        }
    }

    private static func segment(_ text: Substring) -> Segment {
        guard text.hasPrefix("{"), text.hasSuffix("}") else { return .literal(String(text)) }
        let name = text.dropFirst().dropLast()
        return name.hasSuffix("+") ? .greedy(String(name.dropLast())) : .label(String(name))
    }

    private static func precedes(_ left: Route, _ right: Route) -> Bool {
        for (first, second) in zip(left.segments, right.segments) where first.rank != second.rank {
            return first.rank < second.rank
        }
        if left.segments.count != right.segments.count {
            return left.segments.count > right.segments.count
        }
        if left.query.count != right.query.count { return left.query.count > right.query.count }
        return left.operation.name < right.operation.name
    }

    /// The operation that a request calls and the decoded values of its labels; nil for none.
    package func match(
        _ head: RequestHead
    ) -> (operation: OperationModel, labels: [String: String])? {
        let path = head.path.split(separator: "/")
        let query = PercentEncoding.pairs(head.query) ?? []
        for route in routes[head.method] ?? [] {
            guard let labels = Self.labels(route.segments, path),
                route.query.allSatisfy({ wanted in
                    query.contains {
                        $0.name == wanted.name && (wanted.value.isEmpty || $0.value == wanted.value)
                    }
                })
            else { continue }
            return (route.operation, labels)
        }
        return nil
    }

    private static func labels(_ segments: [Segment], _ path: [Substring]) -> [String: String]? {
        var labels: [String: String] = [:]
        for (index, segment) in segments.enumerated() {
            guard index < path.count else { return nil }
            switch segment {
            case .literal(let text):
                guard PercentEncoding.decode(path[index], plusIsSpace: false) == text else {
                    return nil
                }
            case .label(let name):
                guard let value = PercentEncoding.decode(path[index], plusIsSpace: false) else {
                    return nil
                }
                labels[name] = value
            case .greedy(let name):
                // A greedy label is followed by literals only, if at all.
                let after = segments.count - index - 1
                let end = path.count - after
                guard end > index else { return nil }
                let value = path[index..<end].joined(separator: "/")
                guard let decoded = PercentEncoding.decode(value, plusIsSpace: false),
                    let rest = Self.labels(
                        Array(segments[(index + 1)...]), Array(path[end...]))
                else { return nil }
                labels[name] = decoded
                return labels.merging(rest) { first, _ in first }
            }
        }
        return segments.count == path.count ? labels : nil
    }
}
