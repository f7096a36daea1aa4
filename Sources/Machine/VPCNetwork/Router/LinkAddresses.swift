package import Networking

/// The two addresses of a way out: of a VPC's router and of the machine's end. They are link-local,
/// of blocks of four, and say nothing outside the machine's network namespace. Pure.
package struct LinkAddresses: Sendable, Hashable {
    package var router: IPv4Address
    package var machine: IPv4Address

    /// Below the addresses that clouds give a meaning to, 169.254.169.254 and its like.
    static let slots = 64..<8192
    private static let base: UInt32 = 0xA9FE_0000

    package init(slot: Int) {
        router = IPv4Address(Self.base + UInt32(slot) * 4 + 1)
        machine = IPv4Address(Self.base + UInt32(slot) * 4 + 2)
    }

    /// The slot that an address is of; nil for others.
    package static func slot(of address: IPv4Address) -> Int? {
        guard address.value >= base else { return nil }
        let slot = Int((address.value - base) / 4)
        return slots.contains(slot) ? slot : nil
    }

    /// A slot for each VPC: the one that it has, else a free one found from its name.
    ///
    /// - Parameters:
    ///   - known: what VPCs have now.
    ///   - foreign: slots in which others have addresses.
    package static func assign(
        _ vpcs: [String], known: [String: Int], foreign: Set<Int>
    ) -> [String: Int] {
        var result: [String: Int] = [:]
        var taken = foreign
        for vpc in vpcs {
            guard let slot = known[vpc], taken.insert(slot).inserted else { continue }
            result[vpc] = slot
        }
        for vpc in vpcs.sorted() where result[vpc] == nil {
            let start = Int(NetworkSettings.hash(vpc) % UInt64(slots.count))
            let free = (0..<slots.count).lazy
                .map { slots.lowerBound + (start + $0) % slots.count }
                .first { !taken.contains($0) }
            guard let free else { continue }
            taken.insert(free)
            result[vpc] = free
        }
        return result
    }
}
