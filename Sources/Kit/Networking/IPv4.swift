/// An IPv4 address.
package struct IPv4Address: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// In host order: 10.0.0.1 is 0x0A000001.
    package var value: UInt32

    package init(_ value: UInt32) { self.value = value }

    /// nil unless it is four decimal numbers of 0…255 without leading zeros.
    package init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var value: UInt32 = 0
        for part in parts {
            guard let byte = UInt8(part), String(byte) == part else { return nil }
            value = value << 8 | UInt32(byte)
        }
        self.value = value
    }

    package var description: String {
        "\(value >> 24).\(value >> 16 & 255).\(value >> 8 & 255).\(value & 255)"
    }

    package static func < (left: IPv4Address, right: IPv4Address) -> Bool {
        left.value < right.value
    }
}

/// A block of IPv4 addresses, `10.1.0.0/16`.
package struct IPv4Subnet: Sendable, Hashable, CustomStringConvertible {
    package let base: IPv4Address
    /// 0…32.
    package let prefixLength: Int

    /// The block that `address` lies in.
    package init(containing address: IPv4Address, prefixLength: Int) {
        precondition((0...32).contains(prefixLength), "an IPv4 prefix has 0 to 32 bits")
        base = IPv4Address(address.value & Self.mask(prefixLength))
        self.prefixLength = prefixLength
    }

    /// nil unless it is `address/bits` with no bit set beyond the prefix.
    package init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let address = IPv4Address(parts[0]), let bits = UInt8(parts[1]),
            bits <= 32, String(bits) == parts[1]
        else { return nil }
        self.init(containing: address, prefixLength: Int(bits))
        guard base == address else { return nil }
    }

    package var description: String { "\(base)/\(prefixLength)" }

    /// Its first usable address, which the bridge takes.
    package var gateway: IPv4Address { IPv4Address(base.value + 1) }

    package func contains(_ address: IPv4Address) -> Bool {
        address.value & Self.mask(prefixLength) == base.value
    }

    package func overlaps(_ other: IPv4Subnet) -> Bool {
        contains(other.base) || other.contains(base)
    }

    private static func mask(_ prefixLength: Int) -> UInt32 {
        prefixLength == 0 ? 0 : ~UInt32(0) << (32 - prefixLength)
    }
}
