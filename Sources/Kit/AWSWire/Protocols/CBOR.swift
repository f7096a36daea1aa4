package import Shapes

/// CBOR (RFC 8949) as far as Smithy's RPCv2 uses it: maps with text keys, tag 1 for times.
package enum CBOR {
    /// How deep arrays, maps and tags may nest.
    package static let maximumDepth = 128

    /// Why bytes are not CBOR of this kind.
    package struct ParseError: Error, Hashable, CustomStringConvertible {
        package var message: String
        /// Byte offset of the fault.
        package var offset: Int

        package var description: String { "\(message) at byte \(offset)" }
    }

    /// Parses one data item; anything after it is an error. Times of tag 1 become `timestamp`, other
    /// tags are dropped from around their item, `undefined` becomes null.
    package static func parse(_ bytes: [UInt8]) throws(ParseError) -> Value {
        var parser = CBORParser(bytes: bytes)
        let value = try parser.parseItem(depth: 0)
        guard parser.index == bytes.count else { throw parser.failure("unexpected bytes") }
        return value
    }

    /// The bytes of `value`: lengths always definite, floats as float64, times as tag 1.
    package static func serialize(_ value: Value) -> [UInt8] {
        var writer = CBORWriter()
        writer.write(value)
        return writer.output
    }
}

private struct CBORParser {
    let bytes: [UInt8]
    var index = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    func failure(_ message: String) -> CBOR.ParseError {
        CBOR.ParseError(message: message, offset: index)
    }

    mutating func parseItem(depth: Int) throws(CBOR.ParseError) -> Value {
        guard depth < CBOR.maximumDepth else { throw failure("nested too deeply") }
        let initial = try readBytes(1).first!
        let major = initial >> 5
        let info = initial & 31
        switch major {
        case 0: return .integer(try signed(try argument(info)))
        case 1: return .integer(-1 - (try signed(try argument(info))))
        case 2: return .bytes(try parseString(info, major: 2))
        case 3:
            guard
                let text = String(validating: try parseString(info, major: 3), as: UTF8.self)
            else { throw failure("text is not UTF-8") }
            return .string(text)
        case 4: return try parseArray(info, depth: depth)
        case 5: return try parseMap(info, depth: depth)
        case 6:
            let tag = try argument(info)
            let value = try parseItem(depth: depth + 1)
            return tag == 1 ? try time(value) : value
        default: return try parseSimple(info)
        }
    }

    private func signed(_ number: UInt64) throws(CBOR.ParseError) -> Int64 {
        guard let number = Int64(exactly: number) else { throw failure("number out of range") }
        return number
    }

    private func time(_ value: Value) throws(CBOR.ParseError) -> Value {
        let time: Timestamp? =
            switch value {
            case .integer(let seconds): Timestamp(seconds: Double(seconds))
            case .double(let seconds): Timestamp(seconds: seconds)
            default: nil
            }
        guard let time else { throw failure("not a time") }
        return .timestamp(time)
    }

    private mutating func readBytes(_ count: Int) throws(CBOR.ParseError) -> ArraySlice<UInt8> {
        guard count <= bytes.count - index else { throw failure("unexpected end") }
        defer { index += count }
        return bytes[index..<index + count]
    }

    private mutating func argument(_ info: UInt8) throws(CBOR.ParseError) -> UInt64 {
        switch info {
        case 0..<24: return UInt64(info)
        case 24...27:
            return try readBytes(1 << Int(info - 24)).reduce(0) { $0 << 8 | UInt64($1) }
        default: throw failure("unknown length")
        }
    }

    private mutating func count(_ info: UInt8) throws(CBOR.ParseError) -> Int {
        // Each item takes a byte at least, so a longer one cannot be complete.
        guard let count = Int(exactly: try argument(info)), count <= bytes.count - index else {
            throw failure("unexpected end")
        }
        return count
    }

    private mutating func takeBreak() -> Bool {
        guard index < bytes.count, bytes[index] == 0xFF else { return false }
        index += 1
        return true
    }

    private mutating func parseString(
        _ info: UInt8, major: UInt8
    ) throws(CBOR.ParseError) -> [UInt8] {
        guard info == 31 else { return Array(try readBytes(try count(info))) }
        var result: [UInt8] = []
        while !takeBreak() {
            let initial = try readBytes(1).first!
            guard initial >> 5 == major, initial & 31 != 31 else {
                throw failure("unexpected chunk of a string")
            }
            result.append(contentsOf: try readBytes(try count(initial & 31)))
        }
        return result
    }

    private mutating func parseArray(
        _ info: UInt8, depth: Int
    ) throws(CBOR.ParseError) -> Value {
        var elements: [Value] = []
        if info == 31 {
            while !takeBreak() { elements.append(try parseItem(depth: depth + 1)) }
        } else {
            for _ in 0..<(try count(info)) { elements.append(try parseItem(depth: depth + 1)) }
        }
        return .list(elements)
    }

    private mutating func parseMap(_ info: UInt8, depth: Int) throws(CBOR.ParseError) -> Value {
        var members: [Object.Member] = []
        if info == 31 {
            while !takeBreak() { members.append(try parseMember(depth: depth)) }
        } else {
            for _ in 0..<(try count(info)) { members.append(try parseMember(depth: depth)) }
        }
        return .object(Object(members))
    }

    private mutating func parseMember(depth: Int) throws(CBOR.ParseError) -> Object.Member {
        guard case .string(let name) = try parseItem(depth: depth + 1) else {
            throw failure("a key is not text")
        }
        return .init(name: name, value: try parseItem(depth: depth + 1))
    }

    private mutating func parseSimple(_ info: UInt8) throws(CBOR.ParseError) -> Value {
        switch info {
        case 20: return .bool(false)
        case 21: return .bool(true)
        case 22, 23: return .null
        case 25: return .double(half(UInt16(try argument(info))))
        case 26: return .double(Double(Float(bitPattern: UInt32(try argument(info)))))
        case 27: return .double(Double(bitPattern: try argument(info)))
        default: throw failure("unknown simple value")
        }
    }

    /// IEEE 754 binary16; Swift's `Float16` is not on every platform.
    private func half(_ bits: UInt16) -> Double {
        let exponent = Int(bits >> 10 & 31)
        let fraction = Double(bits & 1023)
        let sign: Double = bits >> 15 == 1 ? -1 : 1
        return switch exponent {
        case 0: sign * fraction * 0x1p-24
        case 31: fraction == 0 ? sign * .infinity : .nan
        default:
            sign * (1024 + fraction) * Double(sign: .plus, exponent: exponent - 25, significand: 1)
        }
    }
}

private struct CBORWriter {
    var output: [UInt8] = []

    mutating func write(_ value: Value) {
        switch value {
        case .null: output.append(0xF6)
        case .bool(let flag): output.append(flag ? 0xF5 : 0xF4)
        case .integer(let number): write(number)
        case .double(let number): write(number)
        case .string(let text):
            head(3, UInt64(text.utf8.count))
            output.append(contentsOf: text.utf8)
        case .bytes(let bytes):
            head(2, UInt64(bytes.count))
            output.append(contentsOf: bytes)
        case .timestamp(let time):
            head(6, 1)
            if time.milliseconds % 1000 == 0 {
                write(time.milliseconds / 1000)
            } else {
                write(time.seconds)
            }
        case .list(let elements):
            head(4, UInt64(elements.count))
            for element in elements { write(element) }
        case .object(let object):
            head(5, UInt64(object.members.count))
            for member in object.members {
                write(.string(member.name))
                write(member.value)
            }
        }
    }

    private mutating func write(_ number: Int64) {
        if number >= 0 {
            head(0, UInt64(number))
        } else {
            head(1, UInt64(-1 - number))
        }
    }

    private mutating func write(_ number: Double) {
        output.append(0xFB)
        append(number.bitPattern, bytes: 8)
    }

    private mutating func head(_ major: UInt8, _ argument: UInt64) {
        let major = major << 5
        switch argument {
        case 0..<24: output.append(major | UInt8(argument))
        case 24...0xFF:
            output.append(major | 24)
            append(argument, bytes: 1)
        case 0x100...0xFFFF:
            output.append(major | 25)
            append(argument, bytes: 2)
        case 0x1_0000...0xFFFF_FFFF:
            output.append(major | 26)
            append(argument, bytes: 4)
        default:
            output.append(major | 27)
            append(argument, bytes: 8)
        }
    }

    private mutating func append(_ number: UInt64, bytes: Int) {
        for index in (0..<bytes).reversed() {
            output.append(UInt8(truncatingIfNeeded: number >> UInt64(index * 8)))
        }
    }
}
