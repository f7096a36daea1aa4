/// The header block of a member: POSIX ustar (IEEE Std 1003.1, "pax", section ustar Interchange
/// Format), a regular file that only its owner may read. Any tar program can list a backup.
///
/// A header is never parsed but made anew and compared, once the manifest has told what it must be:
/// a changed one is found whatever was changed.
struct TarHeader: Hashable {
    var name: String
    var size: Int
    /// Seconds since 1970.
    var time: Int

    /// Every header and every padded body is a multiple of it.
    static let block = 512

    /// The bytes that fill a body's last block.
    static func padding(_ size: Int) -> Int { (block - size % block) % block }

    /// What a member takes in the archive.
    static func length(_ size: Int) -> Int { block + size + padding(size) }

    /// The block.
    var bytes: [UInt8] {
        var block = [UInt8](repeating: 0, count: Self.block)
        func put(_ text: [UInt8], at offset: Int) {
            block.replaceSubrange(offset..<offset + text.count, with: text)
        }
        put(Array(name.utf8.prefix(100)), at: 0)
        put(Self.number(0o600, 8), at: 100)
        put(Self.number(0, 8), at: 108)
        put(Self.number(0, 8), at: 116)
        put(Self.number(size, 12), at: 124)
        put(Self.number(time, 12), at: 136)
        put([UInt8](repeating: UInt8(ascii: " "), count: 8), at: 148)
        block[156] = UInt8(ascii: "0")
        put(Array("ustar\0".utf8) + Array("00".utf8), at: 257)
        let sum = block.reduce(0) { $0 + Int($1) }
        put(Self.octal(sum, 6) + [0, UInt8(ascii: " ")], at: 148)
        return block
    }

    /// A number in a field of `width` bytes: octal digits and a zero byte, or base 256 with the first
    /// bit set, as GNU tar and POSIX-conforming readers know it, for what octal cannot hold.
    private static func number(_ value: Int, _ width: Int) -> [UInt8] {
        if value < 1 << (3 * (width - 1)) { return octal(value, width - 1) + [0] }
        var field = [UInt8](repeating: 0, count: width)
        var rest = value
        for index in field.indices.reversed() {
            field[index] = UInt8(rest & 0xFF)
            rest >>= 8
        }
        field[0] = 0x80
        return field
    }

    private static func octal(_ value: Int, _ digits: Int) -> [UInt8] {
        let text = Array(String(value, radix: 8).utf8)
        return [UInt8](repeating: UInt8(ascii: "0"), count: digits - text.count) + text
    }

    /// Size and time of a first header, which nothing has told yet. Nil when they are not octal
    /// numbers, as the manifest's always are.
    static func firstMember(_ block: [UInt8]) -> (size: Int, time: Int)? {
        func field(_ offset: Int) -> Int? {
            let digits = block[offset..<offset + 11]
            guard digits.allSatisfy({ (48...55).contains($0) }), block[offset + 11] == 0 else {
                return nil
            }
            return digits.reduce(0) { $0 << 3 | Int($1 - 48) }
        }
        guard block.count == Self.block, let size = field(124), let time = field(136) else {
            return nil
        }
        return (size, time)
    }
}
