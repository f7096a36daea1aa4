/// Header fields in the order in which they were sent; look-ups ignore case.
package struct HeaderList: Sendable, Hashable, ExpressibleByDictionaryLiteral {
    /// One field. A field that was sent twice is two of these.
    package struct Field: Sendable, Hashable {
        package var name: String
        package var value: String

        /// Names a value.
        package init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// All fields, in order.
    package var fields: [Field]

    /// Makes a list of `fields`, none by default.
    package init(_ fields: [Field] = []) {
        self.fields = fields
    }

    package init(dictionaryLiteral elements: (String, String)...) {
        fields = elements.map { Field(name: $0.0, value: $0.1) }
    }

    /// Adds a field at the end.
    package mutating func append(_ name: String, _ value: String) {
        fields.append(Field(name: name, value: value))
    }

    /// The first value of `name`; assigning replaces all its fields, nil removes them.
    package subscript(_ name: String) -> String? {
        get { fields.first { Self.isSame($0.name, name) }?.value }
        set {
            fields.removeAll { Self.isSame($0.name, name) }
            if let newValue { append(name, newValue) }
        }
    }

    /// All values of `name`, in order.
    package func all(_ name: String) -> [String] {
        fields.filter { Self.isSame($0.name, name) }.map(\.value)
    }

    /// Whether two field names are the same but for the case of ASCII letters.
    package static func isSame(_ left: String, _ right: String) -> Bool {
        guard left.utf8.count == right.utf8.count else { return false }
        return zip(left.utf8, right.utf8).allSatisfy { $0.asciiLowercased == $1.asciiLowercased }
    }
}

extension UInt8 {
    /// The lower-case form of an ASCII letter, other bytes unchanged.
    var asciiLowercased: UInt8 { (65...90).contains(self) ? self | 0x20 : self }
}
