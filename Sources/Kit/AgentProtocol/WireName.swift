package import Shapes

/// A name from a set that the protocol may extend: any text is accepted, so that a newer peer never
/// makes a message unreadable. The known ones are constants of the conforming type.
package protocol WireName: ShapeValue, RawRepresentable, Hashable, CustomStringConvertible
where RawValue == String {
    /// Takes any text.
    init(rawValue: String)
}

extension WireName {
    package static func decoded(from value: Value) throws(ShapeError) -> Self {
        Self(rawValue: try String.decoded(from: value))
    }

    package var encoded: Value { .string(rawValue) }

    package var description: String { rawValue }
}
