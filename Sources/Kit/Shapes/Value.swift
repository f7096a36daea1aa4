/// A tree of wire values: what every protocol's bytes become before they are typed, and what typed
/// shapes become before they are bytes.
///
/// Codecs that know the schema give blobs as `bytes` and times as `timestamp`; those that do not
/// (plain JSON) give strings and numbers, and shapes accept both forms.
package enum Value: Sendable, Hashable {
    case null
    case bool(Bool)
    case integer(Int64)
    case double(Double)
    case string(String)
    case bytes([UInt8])
    case timestamp(Timestamp)
    case list([Value])
    case object(Object)

    /// The member `name` of an object; nil for other values and absent members.
    package subscript(_ name: String) -> Value? {
        guard case .object(let object) = self else { return nil }
        return object[name]
    }

    /// The text of a string value.
    package var string: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    /// The elements of a list value.
    package var list: [Value]? {
        guard case .list(let elements) = self else { return nil }
        return elements
    }

    /// The members of an object value.
    package var object: Object? {
        guard case .object(let object) = self else { return nil }
        return object
    }

    /// What kind of value it is, for error messages.
    package var kindName: String {
        switch self {
        case .null: "null"
        case .bool: "boolean"
        case .integer: "integer"
        case .double: "number"
        case .string: "string"
        case .bytes: "blob"
        case .timestamp: "timestamp"
        case .list: "list"
        case .object: "structure"
        }
    }
}

/// Named values in the order in which they were written. Names are not checked for uniqueness on
/// `append`; look-ups find the last one, as most JSON readers do.
package struct Object: Sendable, Hashable, ExpressibleByDictionaryLiteral {
    /// One named value.
    package struct Member: Sendable, Hashable {
        package var name: String
        package var value: Value

        /// Names a value.
        package init(name: String, value: Value) {
            self.name = name
            self.value = value
        }
    }

    /// All members, in order.
    package var members: [Member]

    /// Makes an object of `members`, none by default.
    package init(_ members: [Member] = []) {
        self.members = members
    }

    package init(dictionaryLiteral elements: (String, Value)...) {
        members = elements.map { Member(name: $0.0, value: $0.1) }
    }

    /// Adds a member at the end.
    package mutating func append(_ name: String, _ value: Value) {
        members.append(Member(name: name, value: value))
    }

    /// The last member called `name`; assigning replaces it, adds it, or removes it with nil.
    package subscript(_ name: String) -> Value? {
        get { members.last { $0.name == name }?.value }
        set {
            let index = members.lastIndex { $0.name == name }
            switch (index, newValue) {
            case (let index?, let value?): members[index].value = value
            case (_?, nil): members.removeAll { $0.name == name }
            case (nil, let value?): append(name, value)
            case (nil, nil): break
            }
        }
    }
}
