import Shapes

/// Requests of the Query and EC2 protocols: a form whose dotted names spell a tree.
struct QueryCodec {
    /// The most parameters of a request, and the deepest name.
    static let maximumParameters = 20_000, maximumDepth = 64

    let model: ServiceModel
    let isEC2: Bool

    // MARK: Reading

    /// One name of the tree: its value when it is a leaf, and what follows it.
    private final class Node {
        var value: String?
        var children: [Substring: Node] = [:]
    }

    func read(
        head: RequestHead, body: [UInt8], as shape: ShapeModel
    ) throws(WireError) -> Value {
        let root = Node()
        var count = 0
        for text in [head.query, String(decoding: body, as: UTF8.self)] where !text.isEmpty {
            guard let pairs = PercentEncoding.pairs(text) else {
                throw WireError("A parameter is not UTF-8.")
            }
            count += pairs.count
            guard count <= Self.maximumParameters else { throw WireError("Too many parameters.") }
            for pair in pairs { try insert(pair.name, pair.value, into: root) }
        }
        return try readStructure(root, shape, path: "")
    }

    private func insert(_ name: String, _ value: String, into root: Node) throws(WireError) {
        var node = root
        let steps = name.split(separator: ".", omittingEmptySubsequences: false)
        guard steps.count <= Self.maximumDepth else { throw WireError("A name is too deep.") }
        for step in steps {
            if let next = node.children[step] {
                node = next
            } else {
                let next = Node()
                node.children[step] = next
                node = next
            }
        }
        node.value = value
    }

    private func readStructure(
        _ node: Node, _ shape: ShapeModel, path: String
    ) throws(WireError) -> Value {
        var object = Object()
        for member in shape.members {
            let memberShape = model.shape(member.shape)
            let name = parameterName(member, memberShape)
            // EC2 capitalises the member's own name when the model gives no other.
            guard
                let child = node.children[Substring(name)]
                    ?? (isEC2 ? node.children[Substring(capitalized(name))] : nil)
            else { continue }
            let path = path.isEmpty ? name : "\(path).\(name)"
            object.append(
                member.name,
                try read(
                    child, memberShape, path: path,
                    isFlattened: member.isFlattened || memberShape.isFlattened))
        }
        return .object(object)
    }

    private func read(
        _ node: Node, _ shape: ShapeModel, path: String, isFlattened: Bool
    ) throws(WireError) -> Value {
        switch shape.kind {
        case .structure, .document: return try readStructure(node, shape, path: path)
        case .list: return try readList(node, shape, path: path, isFlattened: isFlattened)
        case .map: return try readMap(node, shape, path: path, isFlattened: isFlattened)
        default: return try TextCodec.read(node.value ?? "", as: shape, member: path)
        }
    }

    private func readList(
        _ node: Node, _ shape: ShapeModel, path: String, isFlattened: Bool
    ) throws(WireError) -> Value {
        guard let element = shape.element else { return .list([]) }
        let elementShape = model.shape(element.shape)
        var items = node
        if !isEC2, !isFlattened {
            guard let inner = node.children[Substring(element.locationName ?? "member")] else {
                // `Name=` alone is an empty list.
                guard node.children.isEmpty else {
                    throw WireError("Start of list found where not expected", member: path)
                }
                return .list([])
            }
            items = inner
        }
        var values: [Value] = []
        for (index, child) in try numbered(items, path: path) {
            values.append(
                try read(
                    child, elementShape, path: "\(path).\(index)",
                    isFlattened: elementShape.isFlattened))
        }
        return .list(values)
    }

    private func readMap(
        _ node: Node, _ shape: ShapeModel, path: String, isFlattened: Bool
    ) throws(WireError) -> Value {
        guard let key = shape.key, let element = shape.value else { return .empty }
        let elementShape = model.shape(element.shape)
        // EC2 flattens all there is, as it does with lists.
        guard let entries = isFlattened || isEC2 ? node : node.children["entry"] else {
            return .empty
        }
        var object = Object()
        var seen: Set<String> = []
        for (index, child) in try numbered(entries, path: path) {
            guard let name = child.children[Substring(key.locationName ?? "key")]?.value else {
                throw WireError("A map entry has no key", member: "\(path).\(index)")
            }
            guard let value = child.children[Substring(element.locationName ?? "value")],
                seen.insert(name).inserted
            else { continue }
            object.append(
                name,
                try read(
                    value, elementShape, path: "\(path).\(index)",
                    isFlattened: elementShape.isFlattened))
        }
        return .object(object)
    }

    /// The children in the order of their numbers; gaps do not matter.
    private func numbered(
        _ node: Node, path: String
    ) throws(WireError) -> [(index: Int, node: Node)] {
        var result: [(index: Int, node: Node)] = []
        for (name, child) in node.children {
            guard let index = Int(name), index >= 0 else {
                throw WireError(
                    "Unexpected list element '\(name.prefix(64))'", member: path,
                    text: String(name.prefix(64)))
            }
            result.append((index, child))
        }
        return result.sorted { $0.index < $1.index }
    }

    private func parameterName(_ member: MemberModel, _ shape: ShapeModel) -> String {
        if isEC2 {
            return member.queryName ?? member.locationName.map(capitalized) ?? member.name
        }
        if shape.kind == .list, member.isFlattened || shape.isFlattened,
            let name = shape.element?.locationName
        {
            return name
        }
        return member.wireName
    }

    private func capitalized(_ name: String) -> String {
        name.prefix(1).uppercased() + name.dropFirst()
    }

    // MARK: Writing

    func write(_ operation: OperationModel, _ input: Value) -> [UInt8] {
        var pairs = [("Action", operation.name), ("Version", model.apiVersion)]
        if let name = operation.input {
            writeStructure(input, model.shape(name), prefix: "", to: &pairs)
        }
        let text = pairs.map {
            "\(PercentEncoding.encode($0.0))=\(PercentEncoding.encode($0.1))"
        }
        return Array(text.joined(separator: "&").utf8)
    }

    private func writeStructure(
        _ value: Value, _ shape: ShapeModel, prefix: String, to pairs: inout [(String, String)]
    ) {
        for member in shape.members {
            guard let content = value[member.name] else { continue }
            let memberShape = model.shape(member.shape)
            write(
                content, member, memberShape,
                prefix: prefix + parameterName(member, memberShape), to: &pairs)
        }
    }

    private func write(
        _ value: Value, _ member: MemberModel, _ shape: ShapeModel, prefix: String,
        to pairs: inout [(String, String)]
    ) {
        let isFlat = isEC2 || member.isFlattened || shape.isFlattened
        switch (shape.kind, value) {
        case (.structure, _): writeStructure(value, shape, prefix: prefix + ".", to: &pairs)
        case (.list, .list(let elements)):
            guard let element = shape.element else { return }
            if elements.isEmpty, !isEC2 { pairs.append((prefix, "")) }
            let list = isFlat ? prefix : "\(prefix).\(element.locationName ?? "member")"
            for (index, item) in elements.enumerated() {
                write(
                    item, element, model.shape(element.shape), prefix: "\(list).\(index + 1)",
                    to: &pairs)
            }
        case (.map, .object(let object)):
            guard let key = shape.key, let element = shape.value else { return }
            let map = isFlat ? prefix : "\(prefix).entry"
            for (index, entry) in object.members.enumerated() {
                let item = "\(map).\(index + 1)."
                pairs.append((item + (key.locationName ?? "key"), entry.name))
                write(
                    entry.value, element, model.shape(element.shape),
                    prefix: item + (element.locationName ?? "value"), to: &pairs)
            }
        default:
            let format = member.timestampFormat ?? shape.timestampFormat ?? "iso8601"
            pairs.append((prefix, TextCodec.write(value, format: format)))
        }
    }
}
