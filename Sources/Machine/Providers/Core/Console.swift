/// What a machine has printed; pure. The end of it is kept.
package struct Console: Sendable, Hashable {
    /// As EC2 keeps.
    package static let limit = 64 << 10

    package private(set) var bytes: [UInt8]

    package init(_ bytes: [UInt8] = []) { self.bytes = Array(bytes.suffix(Self.limit)) }

    package mutating func print(_ line: String) { append(Array("\(line)\n".utf8)) }

    package mutating func append(_ more: [UInt8]) {
        bytes = Array((bytes + more.suffix(Self.limit)).suffix(Self.limit))
        // A character that is cut in two would count as three bytes in the report's text.
        while let first = bytes.first, first & 0xc0 == 0x80 { bytes.removeFirst() }
    }

    package var text: String { String(decoding: bytes, as: UTF8.self) }
}
