import Shapes

/// The REST-JSON protocol: members in path, query string, headers and body.
struct RESTCodec {
    let tree: TreeCodec

    private var model: ServiceModel { tree.model }

    // MARK: Requests

    func readRequest(
        _ operation: OperationModel, head: RequestHead, labels: [String: String], body: [UInt8]
    ) throws(WireError) -> Value {
        guard let name = operation.input else { return .empty }
        let shape = model.shape(name)
        var object = try readBody(body, as: shape, headers: head.headers)
        guard let query = PercentEncoding.pairs(head.query) else {
            throw WireError("The query string is not UTF-8.")
        }
        for member in shape.members {
            let value: Value? =
                switch member.location {
                case "uri":
                    try labels[member.wireName].map { text throws(WireError) in
                        try scalar(text, member)
                    }
                case "querystring": try readQuery(query, member, of: shape)
                case "header", "headers": try readHeader(head.headers, member)
                default: nil
                }
            if let value { object.append(member.name, value) }
        }
        return .object(object)
    }

    /// Members that are in the body: all without a location, or the one that is the payload.
    private func readBody(
        _ body: [UInt8], as shape: ShapeModel, headers: HeaderList
    ) throws(WireError) -> Object {
        guard let payload = shape.payload,
            let member = shape.members.first(where: { $0.name == payload })
        else {
            guard shape.members.contains(where: { $0.location == nil }) else { return Object() }
            guard case .object(var object) = try tree.readJSON(body, as: shape) else {
                return Object()
            }
            let elsewhere = Set(shape.members.filter { $0.location != nil }.map(\.name))
            object.members.removeAll { elsewhere.contains($0.name) }
            return object
        }
        if body.isEmpty { return Object() }
        let payloadShape = model.shape(member.shape)
        var object = Object()
        switch payloadShape.kind {
        case .blob: object.append(member.name, .bytes(body))
        case .string:
            guard let text = String(validating: body, as: UTF8.self) else {
                throw WireError("The body is not UTF-8.")
            }
            object.append(member.name, .string(text))
        default: object.append(member.name, try tree.readJSON(body, as: payloadShape))
        }
        return object
    }

    private func readQuery(
        _ query: [(name: String, value: String)], _ member: MemberModel, of shape: ShapeModel
    ) throws(WireError) -> Value? {
        let memberShape = model.shape(member.shape)
        switch memberShape.kind {
        case .list:
            let texts = query.filter { $0.name == member.wireName }.map(\.value)
            guard !texts.isEmpty, let element = memberShape.element else { return nil }
            return .list(try texts.map { text throws(WireError) in try scalar(text, element) })
        case .map:
            // A map takes every parameter that no other member has claimed.
            let claimed = Set(
                shape.members.filter { $0.location == "querystring" && $0.name != member.name }
                    .map(\.wireName))
            return try readQueryMap(query.filter { !claimed.contains($0.name) }, memberShape)
        default:
            guard let text = query.first(where: { $0.name == member.wireName })?.value else {
                return nil
            }
            return try scalar(text, member)
        }
    }

    private func readQueryMap(
        _ query: [(name: String, value: String)], _ shape: ShapeModel
    ) throws(WireError) -> Value? {
        guard let element = shape.value, !query.isEmpty else { return nil }
        let elementShape = model.shape(element.shape)
        var object = Object()
        var seen: Set<String> = []
        for pair in query where seen.insert(pair.name).inserted {
            if elementShape.kind == .list, let item = elementShape.element {
                let texts = query.filter { $0.name == pair.name }.map(\.value)
                object.append(
                    pair.name,
                    .list(try texts.map { text throws(WireError) in try scalar(text, item) }))
            } else {
                object.append(pair.name, try scalar(pair.value, element))
            }
        }
        return .object(object)
    }

    private func readHeader(
        _ headers: HeaderList, _ member: MemberModel
    ) throws(WireError) -> Value? {
        if member.location == "headers" {
            let prefix = member.wireName.lowercased()
            var object = Object()
            for field in headers.fields where field.name.lowercased().hasPrefix(prefix) {
                object.append(String(field.name.dropFirst(prefix.count)), .string(field.value))
            }
            return object.members.isEmpty ? nil : .object(object)
        }
        guard let text = headers[member.wireName] else { return nil }
        let shape = model.shape(member.shape)
        guard shape.kind == .list, let element = shape.element else {
            return try scalar(text, member)
        }
        let texts = headers.all(member.wireName).flatMap {
            Self.headerElements($0, areDates: model.shape(element.shape).kind == .timestamp)
        }
        return .list(try texts.map { text throws(WireError) in try scalar(text, element) })
    }

    /// Splits a header's list at commas outside of quotes (RFC 9110, section 5.6); HTTP dates hold a
    /// comma of their own.
    static func headerElements(_ text: String, areDates: Bool) -> [String] {
        var elements: [String] = []
        var current = ""
        var isQuoted = false
        var isEscaped = false
        var commas = 0
        for character in text {
            if isEscaped {
                current.append(character)
                isEscaped = false
            } else if isQuoted, character == "\\" {
                isEscaped = true
            } else if character == "\"" {
                isQuoted.toggle()
            } else if character == ",", !isQuoted {
                commas += 1
                if areDates, text.contains("GMT"), commas % 2 == 1 {
                    current.append(character)
                } else {
                    elements.append(String(Substring(current).trimmed))
                    current = ""
                }
            } else {
                current.append(character)
            }
        }
        elements.append(String(Substring(current).trimmed))
        return elements
    }

    private func scalar(_ text: String, _ member: MemberModel) throws(WireError) -> Value {
        try TextCodec.read(text, as: model.shape(member.shape), member: member.wireName)
    }

    func writeRequest(_ operation: OperationModel, _ input: Value) -> WireRequest {
        let template = operation.uri.split(separator: "?", maxSplits: 1)
        var path = String(template.first ?? "/")
        var query = template.count > 1 ? [String(template[1])] : []
        var headers: HeaderList = [:]
        guard let name = operation.input else {
            return WireRequest(
                head: RequestHead(
                    method: operation.method, path: path, query: query.joined(separator: "&"),
                    headers: headers))
        }
        let shape = model.shape(name)
        for member in shape.members {
            guard let value = input[member.name] else { continue }
            switch member.location {
            case "uri":
                let text = TextCodec.write(value, format: format(member, "iso8601"))
                path = path.replacing(
                    "{\(member.wireName)}", with: PercentEncoding.encode(text))
                path = path.replacing(
                    "{\(member.wireName)+}",
                    with: PercentEncoding.encode(text, keepingSlashes: true))
            case "querystring": query += queryPairs(value, member)
            case "header", "headers": appendHeader(value, member, to: &headers)
            default: break
            }
        }
        let body = writeBody(input, as: shape, headers: &headers)
        return WireRequest(
            head: RequestHead(
                method: operation.method, path: path, query: query.joined(separator: "&"),
                headers: headers),
            body: body)
    }

    private func queryPairs(_ value: Value, _ member: MemberModel) -> [String] {
        func pair(_ name: String, _ value: Value, _ member: MemberModel) -> String {
            let text = TextCodec.write(value, format: format(member, "iso8601"))
            return "\(PercentEncoding.encode(name))=\(PercentEncoding.encode(text))"
        }
        let shape = model.shape(member.shape)
        switch value {
        case .list(let elements):
            return elements.map { pair(member.wireName, $0, shape.element ?? member) }
        case .object(let object):
            return object.members.flatMap { entry in
                (entry.value.list ?? [entry.value]).map {
                    pair(entry.name, $0, shape.value ?? member)
                }
            }
        default: return [pair(member.wireName, value, member)]
        }
    }

    // MARK: Responses

    func writeResponse(_ operation: OperationModel, _ output: Value) -> WireResponse {
        var response = WireResponse(status: operation.status, headers: [:])
        guard let name = operation.output else {
            response.headers.append("Content-Type", "application/json")
            response.body = Array("{}".utf8)
            return response
        }
        let shape = model.shape(name)
        for member in shape.members {
            guard let value = output[member.name] else { continue }
            switch member.location {
            case "header", "headers": appendHeader(value, member, to: &response.headers)
            case "statusCode":
                if case .integer(let status) = value, (100...599).contains(status) {
                    response.status = Int(status)
                }
            default: break
            }
        }
        response.body = writeBody(output, as: shape, headers: &response.headers)
        return response
    }

    /// Writes what belongs in the body and names its type.
    private func writeBody(
        _ value: Value, as shape: ShapeModel, headers: inout HeaderList
    ) -> [UInt8] {
        func type(_ text: String) {
            if headers["Content-Type"] == nil { headers.append("Content-Type", text) }
        }
        guard let payload = shape.payload,
            let member = shape.members.first(where: { $0.name == payload })
        else {
            let elsewhere = Set(shape.members.filter { $0.location != nil }.map(\.name))
            if !elsewhere.isEmpty, elsewhere.count == shape.members.count { return [] }
            type("application/json")
            var object = value.object ?? Object()
            object.members.removeAll { elsewhere.contains($0.name) }
            return tree.writeJSON(.object(object), as: shape)
        }
        switch value[payload] {
        case .bytes(let bytes):
            type("application/octet-stream")
            return bytes
        case .string(let text):
            type("text/plain")
            return Array(text.utf8)
        case let content?:
            type("application/json")
            return tree.writeJSON(content, as: model.shape(member.shape))
        case nil: return []
        }
    }

    private func appendHeader(
        _ value: Value, _ member: MemberModel, to headers: inout HeaderList
    ) {
        switch value {
        case .object(let object):
            for entry in object.members {
                headers.append(
                    member.wireName + entry.name, TextCodec.write(entry.value, format: "rfc822"))
            }
        case .list(let elements):
            guard !elements.isEmpty, let element = model.shape(member.shape).element else { return }
            let texts = elements.map { item in
                let text = TextCodec.write(item, format: format(element, "rfc822"))
                guard case .string = item, text.contains(where: { $0 == "," || $0 == "\"" }) else {
                    return text
                }
                return "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
            }
            headers.append(member.wireName, texts.joined(separator: ","))
        default:
            headers.append(
                member.wireName, TextCodec.write(value, format: format(member, "rfc822")))
        }
    }

    private func format(_ member: MemberModel, _ usual: String) -> String {
        member.timestampFormat ?? model.shape(member.shape).timestampFormat ?? usual
    }

    func readResponse(_ response: WireResponse, as shape: ShapeModel) throws(WireError) -> Value {
        var object = try readBody(response.body, as: shape, headers: response.headers)
        for member in shape.members {
            switch member.location {
            case "header", "headers":
                if let value = try readHeader(response.headers, member) {
                    object.append(member.name, value)
                }
            case "statusCode": object.append(member.name, .integer(Int64(response.status)))
            default: break
            }
        }
        return .object(object)
    }
}
