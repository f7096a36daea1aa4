import Glibc
package import Networking

/// How this machine looks from the network by which machines reach one another.
package enum UnderlayAddress {
    /// The address from which packets to `host` (a name or an address) go out; nil when there is no
    /// way to it, or when it leads to this computer itself. Blocks.
    package static func towards(_ host: String) -> IPv4Address? {
        var hints = addrinfo()
        hints.ai_family = AF_INET
        hints.ai_socktype = Int32(SOCK_DGRAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, "9", &hints, &found) == 0, let found else { return nil }
        defer { freeaddrinfo(found) }
        let descriptor = socket(
            AF_INET, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        guard connect(descriptor, found.pointee.ai_addr, found.pointee.ai_addrlen) == 0 else {
            return nil
        }
        guard let name = SocketName.own(of: descriptor), name.address.value >> 24 != 127 else {
            return nil
        }
        return name.address
    }

    /// Bytes of a packet on the link that has an address; nil when none has.
    package static func mtu(of address: IPv4Address) -> Int? {
        link(of: address).flatMap(mtu(ofLink:))
    }

    /// The link that has an address; nil when none has.
    package static func link(of address: IPv4Address) -> String? {
        var first: UnsafeMutablePointer<ifaddrs>?
        guard getifaddrs(&first) == 0 else { return nil }
        defer { freeifaddrs(first) }
        var next = first
        while let entry = next?.pointee {
            next = entry.ifa_next
            guard let pointer = entry.ifa_addr, let name = SocketName(UnsafeRawPointer(pointer))
            else { continue }
            if name.address == address { return String(cString: entry.ifa_name) }
        }
        return nil
    }

    private static func mtu(ofLink name: String) -> Int? {
        let descriptor = socket(
            AF_INET, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        // struct ifreq: 16 bytes of name, then a union whose member here is a 32-bit number.
        var request = [UInt8](repeating: 0, count: 40)
        for (place, byte) in name.utf8.prefix(15).enumerated() { request[place] = byte }
        guard ioctl(descriptor, 0x8921, &request) == 0 else { return nil }
        return request.withUnsafeBytes {
            Int($0.loadUnaligned(fromByteOffset: 16, as: Int32.self))
        }
    }
}
