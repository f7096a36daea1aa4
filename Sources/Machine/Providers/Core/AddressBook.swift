import HostNetwork
package import Networking

/// The underlay's addresses; pure. Base plus one is the host's.
package struct AddressBook: Sendable {
    /// Blocks are cut from the range that RFC 6598 sets aside for networks between others: no VPC may
    /// overlap it, and home and office networks do not use it.
    package static let pool = IPv4Subnet(
        containing: IPv4Address(100 << 24 | 64 << 16), prefixLength: 10)

    package let block: IPv4Subnet
    private var taken: Set<IPv4Address> = []
    /// Where the search begins, so that an address that was given back rests for a while.
    private var next: UInt32

    package init(_ block: IPv4Subnet) {
        self.block = block
        next = block.base.value + 2
    }

    /// The host's own.
    package var gateway: IPv4Address { block.gateway }

    private var last: UInt32 { block.base.value + (1 << UInt32(32 - block.prefixLength)) - 2 }

    /// A free address; nil when there is none.
    package mutating func take() -> IPv4Address? {
        let first = block.base.value + 2
        for _ in first...last {
            let candidate = IPv4Address(next)
            next = next == last ? first : next + 1
            if taken.insert(candidate).inserted { return candidate }
        }
        return nil
    }

    /// Takes one that is in use already.
    package mutating func keep(_ text: String) {
        guard let address = IPv4Address(text), block.contains(address) else { return }
        taken.insert(address)
        if address.value >= next, address.value < last { next = address.value + 1 }
    }

    package mutating func give(_ text: String) {
        if let address = IPv4Address(text) { taken.remove(address) }
    }

    /// A free block for a host.
    package static func chooseBlock(seed: UInt64, taken: [IPv4Subnet]) -> IPv4Subnet? {
        SubnetChoice.choose(seed: seed, taken: taken, pool: pool)
    }
}
