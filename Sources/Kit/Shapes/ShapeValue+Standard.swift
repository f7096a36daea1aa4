extension String: ShapeValue {
    package static func decoded(from value: Value) throws(ShapeError) -> String {
        guard case .string(let text) = value else { throw .mismatch(value, "string") }
        return text
    }

    package var encoded: Value { .string(self) }
}

extension Bool: ShapeValue {
    package static func decoded(from value: Value) throws(ShapeError) -> Bool {
        guard case .bool(let flag) = value else { throw .mismatch(value, "boolean") }
        return flag
    }

    package var encoded: Value { .bool(self) }
}

extension Int64: ShapeValue {
    package static func decoded(from value: Value) throws(ShapeError) -> Int64 {
        switch value {
        case .integer(let number): return number
        case .double(let number):
            guard let exact = Int64(exactly: number) else { throw .mismatch(value, "integer") }
            return exact
        default: throw .mismatch(value, "integer")
        }
    }

    package var encoded: Value { .integer(self) }
}

extension Int: ShapeValue {
    package static func decoded(from value: Value) throws(ShapeError) -> Int {
        Int(try Int64.decoded(from: value))
    }

    package var encoded: Value { .integer(Int64(self)) }
}

extension Double: ShapeValue {
    package static func decoded(from value: Value) throws(ShapeError) -> Double {
        switch value {
        case .integer(let number): return Double(number)
        case .double(let number): return number
        case .string("NaN"): return .nan
        case .string("Infinity"): return .infinity
        case .string("-Infinity"): return -.infinity
        default: throw .mismatch(value, "number")
        }
    }

    package var encoded: Value { .double(self) }
}

extension Timestamp: ShapeValue {
    package static func decoded(from value: Value) throws(ShapeError) -> Timestamp {
        switch value {
        case .timestamp(let time): return time
        case .integer(let seconds):
            if let time = Timestamp(seconds: Double(seconds)) { return time }
        case .double(let seconds):
            if let time = Timestamp(seconds: seconds) { return time }
        case .string(let text):
            if let time = Timestamp(iso8601: text) { return time }
        default: break
        }
        throw .mismatch(value, "timestamp")
    }

    package var encoded: Value { .timestamp(self) }
}

/// The bytes of a blob.
package struct Blob: ShapeValue, Hashable {
    /// The content.
    package var bytes: [UInt8]

    /// Wraps bytes.
    package init(_ bytes: [UInt8] = []) { self.bytes = bytes }

    package static func decoded(from value: Value) throws(ShapeError) -> Blob {
        switch value {
        case .bytes(let bytes): return Blob(bytes)
        case .string(let text):
            guard let bytes = Base64.decode(text) else {
                throw ShapeError("expected base64 text")
            }
            return Blob(bytes)
        default: throw .mismatch(value, "blob")
        }
    }

    package var encoded: Value { .bytes(bytes) }
}

extension Value: ShapeValue {
    package static func decoded(from value: Value) throws(ShapeError) -> Value { value }

    package var encoded: Value { self }
}

extension Array: ShapeValue where Element: ShapeValue {
    package static func decoded(from value: Value) throws(ShapeError) -> [Element] {
        guard case .list(let values) = value else { throw .mismatch(value, "list") }
        var elements: [Element] = []
        elements.reserveCapacity(values.count)
        for (index, value) in values.enumerated() {
            do {
                elements.append(try Element.decoded(from: value))
            } catch {
                throw error.under(String(index))
            }
        }
        return elements
    }

    package var encoded: Value { .list(map(\.encoded)) }
}

extension Dictionary: ShapeValue where Key == String, Value: ShapeValue {
    package static func decoded(from value: Shapes.Value) throws(ShapeError) -> [Key: Value] {
        guard case .object(let object) = value else { throw .mismatch(value, "map") }
        var result: [Key: Value] = [:]
        result.reserveCapacity(object.members.count)
        for member in object.members {
            if case .null = member.value { continue }
            do {
                result[member.name] = try Value.decoded(from: member.value)
            } catch {
                throw error.under(member.name)
            }
        }
        return result
    }

    /// Members are written in the order of their names, so that equal maps have equal bytes.
    package var encoded: Shapes.Value {
        .object(Object(keys.sorted().map { .init(name: $0, value: self[$0]!.encoded) }))
    }
}

/// A string enumeration of a model. Requests are checked against the model before they are typed, so
/// a value that is unknown here comes from a record of a newer release.
package protocol ShapeEnum: ShapeValue, RawRepresentable, Hashable where RawValue == String {}

extension ShapeEnum {
    package static func decoded(from value: Value) throws(ShapeError) -> Self {
        guard case .string(let text) = value else { throw .mismatch(value, "string") }
        guard let known = Self(rawValue: text) else {
            throw ShapeError("'\(text)' is not a known \(Self.self)")
        }
        return known
    }

    package var encoded: Value { .string(rawValue) }
}
