import Shapes

/// Responses of the Query and EC2 protocols.
struct XMLCodec {
    let model: ServiceModel
    let isEC2: Bool

    // MARK: Writing

    func writeResponse(
        _ operation: OperationModel, _ output: Value, requestID: String
    ) -> WireResponse {
        var writer = XMLWriter()
        let root = "\(operation.name)Response"
        writer.open(root, namespace: model.xmlNamespace)
        if isEC2 { writer.element("requestId", requestID) }
        if let name = operation.output {
            let wrapper = isEC2 ? nil : operation.resultWrapper
            if let wrapper { writer.open(wrapper) }
            writeMembers(output, as: model.shape(name), to: &writer)
            if let wrapper { writer.close(wrapper) }
        }
        if !isEC2 {
            writer.open("ResponseMetadata")
            writer.element("RequestId", requestID)
            writer.close("ResponseMetadata")
        }
        writer.close(root)
        return WireResponse(
            status: operation.status,
            headers: ["Content-Type": isEC2 ? "text/xml;charset=UTF-8" : "text/xml"],
            body: writer.output)
    }

    /// Writes what is inside a structure's element.
    func writeMembers(_ value: Value, as shape: ShapeModel, to writer: inout XMLWriter) {
        for member in shape.members {
            guard let content = value[member.name] else { continue }
            write(content, as: member, name: elementName(member), to: &writer)
        }
    }

    private func write(
        _ value: Value, as member: MemberModel, name: String, to writer: inout XMLWriter
    ) {
        let shape = model.shape(member.shape)
        switch (shape.kind, value) {
        case (.structure, _):
            writer.open(name)
            writeMembers(value, as: shape, to: &writer)
            writer.close(name)
        case (.list, .list(let elements)):
            guard let element = shape.element else { return }
            let isFlat = member.isFlattened || shape.isFlattened
            if !isFlat { writer.open(name) }
            for item in elements {
                write(
                    item, as: element, name: isFlat ? name : element.locationName ?? "member",
                    to: &writer)
            }
            if !isFlat { writer.close(name) }
        case (.map, .object(let object)):
            guard let key = shape.key, let element = shape.value else { return }
            let isFlat = member.isFlattened || shape.isFlattened
            if !isFlat { writer.open(name) }
            for entry in object.members {
                writer.open(isFlat ? name : "entry")
                writer.element(key.locationName ?? "key", entry.name)
                write(
                    entry.value, as: element, name: element.locationName ?? "value", to: &writer)
                writer.close(isFlat ? name : "entry")
            }
            if !isFlat { writer.close(name) }
        default:
            let format = member.timestampFormat ?? shape.timestampFormat ?? "iso8601"
            writer.element(name, TextCodec.write(value, format: format))
        }
    }

    /// A flattened list's elements are called as the list's member says, not as the list.
    private func elementName(_ member: MemberModel) -> String {
        let shape = model.shape(member.shape)
        if shape.kind == .list, member.isFlattened || shape.isFlattened,
            let name = shape.element?.locationName
        {
            return name
        }
        return member.wireName
    }

    // MARK: Reading

    func readResponse(_ operation: OperationModel, _ body: [UInt8]) throws(WireError) -> Value {
        guard let name = operation.output else { return .empty }
        var root = try XMLElement.parse(body)
        if !isEC2, let wrapper = operation.resultWrapper {
            guard let result = root.first(wrapper) else {
                throw WireError("The response has no \(wrapper).")
            }
            root = result
        }
        return try readMembers(root, as: model.shape(name))
    }

    private func readMembers(
        _ element: XMLElement, as shape: ShapeModel
    ) throws(WireError) -> Value {
        var object = Object()
        for member in shape.members {
            let elements = element.all(elementName(member))
            guard let first = elements.first else { continue }
            let memberShape = model.shape(member.shape)
            let isFlat = member.isFlattened || memberShape.isFlattened
            switch memberShape.kind {
            case .list:
                let items =
                    isFlat ? elements : first.all(memberShape.element?.locationName ?? "member")
                object.append(member.name, try readList(items, memberShape))
            case .map:
                let entries = isFlat ? elements : first.all("entry")
                object.append(member.name, try readMap(entries, memberShape))
            default: object.append(member.name, try read(first, as: memberShape))
            }
        }
        return .object(object)
    }

    private func readList(
        _ items: [XMLElement], _ shape: ShapeModel
    ) throws(WireError) -> Value {
        guard let element = shape.element else { return .list([]) }
        let elementShape = model.shape(element.shape)
        return .list(
            try items.map { item throws(WireError) in try read(item, as: elementShape) })
    }

    private func readMap(
        _ entries: [XMLElement], _ shape: ShapeModel
    ) throws(WireError) -> Value {
        guard let key = shape.key, let element = shape.value else { return .empty }
        let elementShape = model.shape(element.shape)
        var object = Object()
        for entry in entries {
            guard let name = entry.first(key.locationName ?? "key"),
                let value = entry.first(element.locationName ?? "value")
            else { throw WireError("A map entry lacks its key or value.") }
            object.append(name.text, try read(value, as: elementShape))
        }
        return .object(object)
    }

    private func read(_ element: XMLElement, as shape: ShapeModel) throws(WireError) -> Value {
        switch shape.kind {
        case .structure: try readMembers(element, as: shape)
        case .list:
            try readList(element.all(shape.element?.locationName ?? "member"), shape)
        case .map: try readMap(element.all("entry"), shape)
        default: try TextCodec.read(element.text, as: shape, member: element.name)
        }
    }
}
