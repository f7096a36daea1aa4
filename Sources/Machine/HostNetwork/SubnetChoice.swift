package import Networking

/// Which block a machine's bridge takes.
package enum SubnetChoice {
    /// Blocks are cut from here: seldom used by home and office networks, docker or Kubernetes.
    package static let pool = IPv4Subnet(
        containing: IPv4Address(10 << 24 | 200 << 16), prefixLength: 13)
    /// 4,093 containers.
    package static let prefixLength = 20

    /// The first free block of the pool, beginning at a place that `seed` picks, so that machines
    /// on one computer seldom try the same one; nil when all are taken.
    package static func choose(
        seed: UInt64, taken: [IPv4Subnet], pool: IPv4Subnet = pool
    ) -> IPv4Subnet? {
        let count = 1 << (prefixLength - pool.prefixLength)
        let first = Int(seed % UInt64(count))
        for step in 0..<count {
            let index = UInt32((first + step) % count)
            let base = IPv4Address(pool.base.value + index << UInt32(32 - prefixLength))
            let subnet = IPv4Subnet(containing: base, prefixLength: prefixLength)
            // A default route overlaps everything and says nothing.
            if !taken.contains(where: { $0.prefixLength > 0 && $0.overlaps(subnet) }) {
                return subnet
            }
        }
        return nil
    }

    /// Reads the destinations of `/proc/net/route`, whose numbers are hexadecimal in the
    /// processor's byte order (little-endian on every machine that Skerry runs on).
    package static func routes(fromProc text: String) -> [IPv4Subnet] {
        text.split(separator: "\n").dropFirst().compactMap { line in
            let fields = line.split(whereSeparator: { $0 == "\t" || $0 == " " })
            guard fields.count > 7, let destination = UInt32(fields[1], radix: 16),
                let mask = UInt32(fields[7], radix: 16)
            else { return nil }
            return IPv4Subnet(
                containing: IPv4Address(destination.byteSwapped),
                prefixLength: mask.nonzeroBitCount)
        }
    }
}
