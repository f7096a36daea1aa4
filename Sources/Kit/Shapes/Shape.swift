/// A value with a wire form: primitives, enums, lists, maps and structures.
package protocol ShapeValue: Sendable {
    /// Reads the wire form.
    static func decoded(from value: Value) throws(ShapeError) -> Self
    /// The wire form.
    var encoded: Value { get }
}

/// A structure of an API model, or a record with the same needs: it lists each member once in
/// `visit`, and that one list decodes and encodes it.
///
/// The visitor is a class with one never-inlined method a primitive type, because that was three to
/// four times cheaper to compile than `Codable` over thousands of shapes.
package protocol Shape: ShapeValue {
    /// Makes the empty structure: optional members absent, required ones empty.
    init()
    /// Calls `visitor.field(name, &member)` for every member, in the model's order.
    mutating func visit(_ visitor: ShapeVisitor)
}

/// Why a value tree does not fit a shape. Wire requests are checked against the model first, so this
/// means a broken or newer record.
package struct ShapeError: Error, Hashable, CustomStringConvertible {
    /// Member names and list indices from the root to the fault.
    package var path: [String]
    /// What was found and what was expected.
    package var message: String

    /// Makes an error at the root.
    package init(_ message: String, at path: [String] = []) {
        self.path = path
        self.message = message
    }

    /// The same error one level further down: `step` is where it happened.
    package func under(_ step: String) -> ShapeError {
        ShapeError(message, at: [step] + path)
    }

    package var description: String {
        path.isEmpty ? message : "\(path.joined(separator: ".")): \(message)"
    }

    static func mismatch(_ value: Value, _ expected: String) -> ShapeError {
        ShapeError("expected \(expected), found \(value.kindName)")
    }
}

extension Shape {
    package static func decoded(from value: Value) throws(ShapeError) -> Self {
        guard case .object(let object) = value else { throw .mismatch(value, "structure") }
        let visitor = ShapeVisitor(decoding: object)
        var shape = Self()
        shape.visit(visitor)
        if let failure = visitor.failure { throw failure }
        return shape
    }

    package var encoded: Value {
        let visitor = ShapeVisitor()
        var copy = self
        copy.visit(visitor)
        return .object(visitor.output)
    }

    /// Makes the empty structure and lets `fill` set members.
    package init(_ fill: (inout Self) -> Void) {
        self.init()
        fill(&self)
    }
}

/// Walks the members of one structure, either reading them from an object or writing them to one.
package final class ShapeVisitor {
    private let isDecoding: Bool
    private let input: [Object.Member]
    private var cursor = 0
    /// What was written, when encoding.
    package private(set) var output = Object()
    /// The first member that did not fit, when decoding.
    package private(set) var failure: ShapeError?

    /// A visitor that reads from `object`.
    package init(decoding object: Object) {
        isDecoding = true
        input = object.members
    }

    /// A visitor that writes to `output`.
    package init() {
        isDecoding = false
        input = []
    }

    /// Members usually arrive in the model's order: the search begins where the last one ended.
    private func take(_ name: String) -> Value? {
        let count = input.count
        for offset in 0..<count {
            var index = cursor + offset
            if index >= count { index -= count }
            if input[index].name == name {
                cursor = index + 1 == count ? 0 : index + 1
                if case .null = input[index].value { return nil }
                return input[index].value
            }
        }
        return nil
    }

    private func read<T: ShapeValue>(_ name: String, as type: T.Type) -> T? {
        guard let value = take(name) else { return nil }
        do {
            return try T.decoded(from: value)
        } catch {
            if failure == nil { failure = error.under(name) }
            return nil
        }
    }

    // MARK: Fields

    // One concrete overload a primitive keeps type checking of thousands of calls cheap.

    /// An optional member.
    @inline(never) package func field(_ name: String, _ member: inout String?) {
        if isDecoding { member = read(name, as: String.self) } else { write(name, member) }
    }

    /// A required member.
    @inline(never) package func field(_ name: String, _ member: inout String) {
        if isDecoding {
            member = read(name, as: String.self) ?? member
        } else {
            write(name, member)
        }
    }

    /// An optional member.
    @inline(never) package func field(_ name: String, _ member: inout Int?) {
        if isDecoding { member = read(name, as: Int.self) } else { write(name, member) }
    }

    /// A required member.
    @inline(never) package func field(_ name: String, _ member: inout Int) {
        if isDecoding { member = read(name, as: Int.self) ?? member } else { write(name, member) }
    }

    /// An optional member.
    @inline(never) package func field(_ name: String, _ member: inout Bool?) {
        if isDecoding { member = read(name, as: Bool.self) } else { write(name, member) }
    }

    /// A required member.
    @inline(never) package func field(_ name: String, _ member: inout Bool) {
        if isDecoding { member = read(name, as: Bool.self) ?? member } else { write(name, member) }
    }

    /// An optional member.
    @inline(never) package func field(_ name: String, _ member: inout Timestamp?) {
        if isDecoding { member = read(name, as: Timestamp.self) } else { write(name, member) }
    }

    /// An optional member.
    @inline(never) package func field(_ name: String, _ member: inout [String]?) {
        if isDecoding { member = read(name, as: [String].self) } else { write(name, member) }
    }

    /// An optional member of any other kind.
    @inline(never) package func field<T: ShapeValue>(_ name: String, _ member: inout T?) {
        if isDecoding { member = read(name, as: T.self) } else { write(name, member) }
    }

    /// A required member of any other kind.
    @inline(never) package func field<T: ShapeValue>(_ name: String, _ member: inout T) {
        if isDecoding { member = read(name, as: T.self) ?? member } else { write(name, member) }
    }

    /// A recursive member, kept out of line.
    @inline(never) package func field<T: ShapeValue>(_ name: String, _ member: inout Indirect<T>?) {
        if isDecoding {
            member = read(name, as: T.self).map { Indirect($0) }
        } else {
            write(name, member?.value)
        }
    }

    private func write<T: ShapeValue>(_ name: String, _ member: T?) {
        if let member { output.append(name, member.encoded) }
    }
}

/// A value kept out of line: it lets a structure contain itself.
package indirect enum Indirect<T: Sendable>: Sendable {
    case boxed(T)

    /// Boxes a value.
    package init(_ value: T) { self = .boxed(value) }

    /// The value.
    package var value: T {
        switch self {
        case .boxed(let value): value
        }
    }
}
