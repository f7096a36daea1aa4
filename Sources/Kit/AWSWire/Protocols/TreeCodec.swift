import Shapes

/// The part that JSON, REST-JSON bodies and CBOR share: their bytes already are a tree, whose values
/// are checked against the schema and brought to the schema's kinds.
struct TreeCodec: Sendable {
    let model: ServiceModel
    /// Whether some member is called otherwise in JSON, or some time is not a number: if not, trees
    /// are written without walking the schema.
    private let needsSchemaToWrite: Bool

    init(model: ServiceModel) {
        self.model = model
        needsSchemaToWrite = model.shapes.values.contains { shape in
            let parts = shape.members + [shape.element, shape.key, shape.value].compactMap { $0 }
            return shape.timestampFormat != nil
                || parts.contains { $0.timestampFormat != nil }
                || shape.members.contains {
                    $0.location == nil && $0.locationName != nil && $0.locationName != $0.name
                }
        }
    }

    func readJSON(_ body: [UInt8], as shape: ShapeModel) throws(WireError) -> Value {
        // Some clients send nothing for an empty structure.
        if body.isEmpty { return .empty }
        let value: Value
        do {
            value = try JSON.parse(body)
        } catch {
            throw WireError("The body is not valid JSON: \(error.description).")
        }
        return try read(value, as: shape, format: nil)
    }

    func readCBOR(_ body: [UInt8], as shape: ShapeModel) throws(WireError) -> Value {
        if body.isEmpty { return .empty }
        let value: Value
        do {
            value = try CBOR.parse(body)
        } catch {
            throw WireError("The body is not valid CBOR: \(error.description).")
        }
        return try read(value, as: shape, format: nil)
    }

    func writeJSON(_ value: Value, as shape: ShapeModel) -> [UInt8] {
        JSON.serialize(needsSchemaToWrite ? write(value, as: shape, format: nil) : value)
    }

    func writeCBOR(_ value: Value, as shape: ShapeModel) -> [UInt8] {
        CBOR.serialize(value)
    }

    // MARK: Reading

    func read(
        _ value: Value, as shape: ShapeModel, format: String?
    ) throws(WireError) -> Value {
        switch shape.kind {
        case .structure: return try readStructure(value, shape)
        case .list:
            guard case .list(let elements) = value, let element = shape.element else {
                throw Self.mismatch(value, shape)
            }
            return try readList(elements, element)
        case .map:
            guard case .object(let object) = value, let member = shape.value else {
                throw Self.mismatch(value, shape)
            }
            return try readMap(object, member)
        case .string:
            guard case .string = value else { throw Self.mismatch(value, shape) }
            return value
        case .boolean:
            guard case .bool = value else { throw Self.mismatch(value, shape) }
            return value
        case .integer, .long: return try Self.readInteger(value, shape)
        case .float, .double: return try Self.readFloat(value, shape)
        case .timestamp: return try Self.readTimestamp(value, shape)
        case .blob: return try Self.readBlob(value, shape)
        case .document: return value
        }
    }

    private func readStructure(_ value: Value, _ shape: ShapeModel) throws(WireError) -> Value {
        guard case .object(let object) = value else { throw Self.mismatch(value, shape) }
        var members: [Object.Member] = []
        members.reserveCapacity(object.members.count)
        var seen = SeenIndices()
        var cursor = 0
        // From the end, so that the last of several members with one name wins.
        for sent in object.members.reversed() {
            // Absent and null are the same; what the model does not know is ignored.
            if case .null = sent.value { continue }
            guard let index = Self.index(of: sent.name, in: shape.members, from: cursor) else {
                continue
            }
            cursor = index == 0 ? shape.members.count - 1 : index - 1
            guard seen.insert(index) else { continue }
            let member = shape.members[index]
            members.append(
                .init(name: member.name, value: try read(sent.value, as: member)))
        }
        members.reverse()
        return .object(Object(members))
    }

    /// Clients send members in the model's order as a rule: walking backwards, the next one lies
    /// before the last.
    private static func index(
        of name: String, in members: [MemberModel], from cursor: Int
    ) -> Int? {
        let count = members.count
        for offset in 0..<count {
            let index = cursor >= offset ? cursor - offset : cursor - offset + count
            if members[index].wireName == name { return index }
        }
        return nil
    }

    private func readList(
        _ elements: [Value], _ element: MemberModel
    ) throws(WireError) -> Value {
        var values: [Value] = []
        values.reserveCapacity(elements.count)
        for item in elements {
            // Nulls stay, for validation to refuse where they are.
            if case .null = item {
                values.append(.null)
            } else {
                values.append(try read(item, as: element))
            }
        }
        return .list(values)
    }

    private func readMap(_ object: Object, _ member: MemberModel) throws(WireError) -> Value {
        var entries: [Object.Member] = []
        entries.reserveCapacity(object.members.count)
        var seen: Set<String> = []
        for entry in object.members.reversed() {
            if case .null = entry.value { continue }
            guard seen.insert(entry.name).inserted else { continue }
            entries.append(.init(name: entry.name, value: try read(entry.value, as: member)))
        }
        entries.reverse()
        return .object(Object(entries))
    }

    func read(_ value: Value, as member: MemberModel) throws(WireError) -> Value {
        try read(value, as: model.shape(member.shape), format: member.timestampFormat)
    }

    private static func readInteger(
        _ value: Value, _ shape: ShapeModel
    ) throws(WireError) -> Value {
        let number: Int64
        switch value {
        case .integer(let whole): number = whole
        case .double(let fraction):
            guard let exact = Int64(exactly: fraction) else { throw mismatch(value, shape) }
            number = exact
        default: throw mismatch(value, shape)
        }
        guard shape.kind == .long || Int32(exactly: number) != nil else {
            throw WireError("Numeric value (\(number)) out of range of Integer")
        }
        return .integer(number)
    }

    private static func readFloat(_ value: Value, _ shape: ShapeModel) throws(WireError) -> Value {
        switch value {
        case .double: return value
        case .integer(let whole): return .double(Double(whole))
        case .string("NaN"): return .double(.nan)
        case .string("Infinity"): return .double(.infinity)
        case .string("-Infinity"): return .double(-.infinity)
        default: throw mismatch(value, shape)
        }
    }

    private static func readTimestamp(
        _ value: Value, _ shape: ShapeModel
    ) throws(WireError) -> Value {
        let time: Timestamp? =
            switch value {
            case .timestamp(let time): time
            case .integer(let seconds): Timestamp(seconds: Double(seconds))
            case .double(let seconds): Timestamp(seconds: seconds)
            case .string(let text): TextCodec.timestamp(text)
            default: nil
            }
        guard let time else { throw mismatch(value, shape) }
        return .timestamp(time)
    }

    private static func readBlob(_ value: Value, _ shape: ShapeModel) throws(WireError) -> Value {
        switch value {
        case .bytes: return value
        case .string(let text):
            guard let bytes = Base64.decode(text) else {
                throw WireError("Invalid base64 data in a blob")
            }
            return .bytes(bytes)
        default: throw mismatch(value, shape)
        }
    }

    /// AWS's services word it by the token found and the Java class wanted.
    private static func mismatch(_ value: Value, _ shape: ShapeModel) -> WireError {
        switch (value, shape.kind) {
        case (.object, _): return WireError("Start of structure or map found where not expected.")
        case (.list, _): return WireError("Start of list found where not expected")
        case (_, .structure), (_, .list), (_, .map): return WireError("Unexpected field type")
        default: break
        }
        let found =
            switch value {
            case .null: "NULL_VALUE"
            case .bool(true): "TRUE_VALUE"
            case .bool(false): "FALSE_VALUE"
            case .integer: "NUMBER_VALUE"
            case .double: "DECIMAL_VALUE"
            case .bytes: "BLOB_VALUE"
            case .timestamp: "TIMESTAMP_VALUE"
            default: "STRING_VALUE"
            }
        let wanted =
            switch shape.kind {
            case .boolean: "Boolean"
            case .integer: "Integer"
            case .long: "Long"
            case .float: "Float"
            case .double: "Double"
            case .timestamp: "Date"
            case .blob: "ByteBuffer"
            default: "String"
            }
        return WireError("\(found) cannot be converted to \(wanted)")
    }

    // MARK: Writing

    /// The tree with wire names, and with times as text where the model says so.
    func write(_ value: Value, as shape: ShapeModel, format: String?) -> Value {
        switch (shape.kind, value) {
        case (.structure, .object(let object)):
            var output = Object()
            for member in object.members {
                guard let schema = shape.members.first(where: { $0.name == member.name }) else {
                    continue
                }
                output.append(schema.wireName, write(member.value, as: schema))
            }
            return .object(output)
        case (.list, .list(let elements)):
            guard let element = shape.element else { return value }
            return .list(elements.map { write($0, as: element) })
        case (.map, .object(let object)):
            guard let member = shape.value else { return value }
            return .object(
                Object(
                    object.members.map {
                        .init(name: $0.name, value: write($0.value, as: member))
                    }))
        case (.timestamp, .timestamp(let time)):
            switch format ?? shape.timestampFormat {
            case "iso8601": return .string(time.iso8601)
            case "rfc822": return .string(time.httpDate)
            default: return value
            }
        default: return value
        }
    }

    private func write(_ value: Value, as member: MemberModel) -> Value {
        write(value, as: model.shape(member.shape), format: member.timestampFormat)
    }

    /// `input` with `token` for idempotency tokens that are absent at the top level.
    func filled(_ input: Value, shape: ShapeModel, token: String) -> Value {
        guard case .object(var object) = input else { return input }
        for member in shape.members where member.isIdempotencyToken && object[member.name] == nil {
            object.append(member.name, .string(token))
        }
        return .object(object)
    }
}

/// A set of member indices that needs no memory for structures of usual size.
private struct SeenIndices {
    private var low: UInt64 = 0
    private var high: Set<Int> = []

    /// Adds an index; false when it was there.
    mutating func insert(_ index: Int) -> Bool {
        guard index < 64 else { return high.insert(index).inserted }
        let bit = UInt64(1) << UInt64(index)
        defer { low |= bit }
        return low & bit == 0
    }
}

extension MemberModel {
    /// Its name in JSON and XML.
    var wireName: String { locationName ?? name }
}
