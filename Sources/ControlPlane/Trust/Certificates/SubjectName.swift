import Glibc
import SwiftASN1
import X509

/// A name or an address that a server's certificate is for.
package enum SubjectName: Sendable, Hashable {
    /// A host name; its first part may be `*`.
    case host(String)
    /// The four or sixteen bytes of an address.
    case address([UInt8])

    /// Reads an IPv4 or IPv6 address or a host name; nil when it is neither.
    package init?(_ text: String) {
        if let address = Self.address(text) {
            self = .address(address)
            return
        }
        let name = text.lowercased()
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...253).contains(name.utf8.count) else { return nil }
        for (index, part) in parts.enumerated() {
            if index == 0, part == "*", parts.count > 1 { continue }
            let isPlain = part.utf8.allSatisfy {
                (48...57).contains($0) || (97...122).contains($0) || $0 == 45 || $0 == 95
            }
            guard (1...63).contains(part.utf8.count), isPlain, part.first != "-", part.last != "-"
            else { return nil }
        }
        self = .host(name)
    }

    private static func address(_ text: String) -> [UInt8]? {
        var four = in_addr()
        if inet_pton(AF_INET, text, &four) == 1 { return withUnsafeBytes(of: four, Array.init) }
        var sixteen = in6_addr()
        if inet_pton(AF_INET6, text, &sixteen) == 1 {
            return withUnsafeBytes(of: sixteen, Array.init)
        }
        return nil
    }

    var general: GeneralName {
        switch self {
        case .host(let name): .dnsName(name)
        case .address(let bytes): .ipAddress(ASN1OctetString(contentBytes: bytes[...]))
        }
    }

    /// Addresses of this computer's interfaces that are up, at most a hundred, in order.
    package static func localAddresses() -> [SubjectName] {
        var list: UnsafeMutablePointer<ifaddrs>?
        guard getifaddrs(&list) == 0 else { return [] }
        defer { freeifaddrs(list) }
        var found: Set<[UInt8]> = []
        var next = list
        while let entry = next {
            defer { next = entry.pointee.ifa_next }
            guard let address = entry.pointee.ifa_addr,
                entry.pointee.ifa_flags & UInt32(IFF_UP) != 0,
                address.pointee.sa_family == sa_family_t(AF_INET)
            else { continue }
            let bytes = address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
                withUnsafeBytes(of: $0.pointee.sin_addr, Array.init)
            }
            found.insert(bytes)
        }
        return found.sorted { $0.lexicographicallyPrecedes($1) }.prefix(100).map { .address($0) }
    }
}
