/// CRC-32C (Castagnoli), as in RFC 3720 section 12.1: finds what a disk or a copy did to a backup.
/// It does not protect against somebody who wants to deceive.
struct Checksum {
    /// The checksum of what was added so far.
    var value: UInt32 { ~register }

    private var register: UInt32 = 0xFFFF_FFFF

    /// Adds bytes.
    mutating func add(_ bytes: some Sequence<UInt8>) {
        for byte in bytes {
            register = Self.table[Int((register ^ UInt32(byte)) & 0xFF)] ^ (register >> 8)
        }
    }

    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { value, _ in
            value & 1 == 1 ? 0x82F6_3B78 ^ (value >> 1) : value >> 1
        }
    }
}
