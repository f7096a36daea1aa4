package import Networking

/// What a VPC's resolver knows itself. Pure.
package struct ResolverZone: Sendable, Hashable {
    /// Lower case; the end of the names that only we know. Empty for none.
    package var domain: String
    package var blocks: [IPv4Subnet]
    private var addresses: [String: IPv4Address] = [:]
    private var names: [IPv4Address: String] = [:]

    /// Interfaces come and go.
    static let seconds: UInt32 = 5

    package init(domain: String, blocks: [IPv4Subnet]) {
        self.domain = domain
        self.blocks = blocks
    }

    init(_ vpc: NetworkModel.VPC) {
        self.init(domain: vpc.domain, blocks: vpc.blocks)
        for interface in vpc.interfaces {
            for name in interface.names { add(name, interface.address) }
        }
    }

    package mutating func add(_ name: String, _ address: IPv4Address) {
        addresses[name.lowercased()] = address
        if names[address] == nil { names[address] = name.lowercased() }
    }

    package enum Decision: Hashable, Sendable {
        case answer([UInt8])
        /// The machine's own resolvers may know.
        case forward
    }

    package func decide(_ query: DNSQuery) -> Decision {
        guard query.recordClass == DNSQuery.classInternet else {
            return .answer(query.answer(.refused))
        }
        if let address = addresses[query.name] {
            return .answer(
                query.type == DNSQuery.typeA
                    ? query.answer(address: address.value, seconds: Self.seconds)
                    : query.answer(.noError))
        }
        if let address = Self.reversed(query.name), blocks.contains(where: { $0.contains(address) })
        {
            guard let name = names[address] else { return .answer(query.answer(.noSuchName)) }
            return .answer(
                query.type == DNSQuery.typePTR
                    ? query.answer(pointer: name, seconds: Self.seconds) : query.answer(.noError))
        }
        if !domain.isEmpty, query.name == domain || query.name.hasSuffix(".\(domain)") {
            return .answer(query.answer(query.name == domain ? .noError : .noSuchName))
        }
        return .forward
    }

    /// The address of `5.1.0.10.in-addr.arpa`.
    private static func reversed(_ name: String) -> IPv4Address? {
        guard name.hasSuffix(".in-addr.arpa") else { return nil }
        let parts = name.dropLast(".in-addr.arpa".count).split(separator: ".")
        return IPv4Address(parts.reversed().joined(separator: "."))
    }
}

/// The machine's own resolvers. Pure.
package enum ResolverFile {
    /// The IPv4 ones of a resolv.conf, at most three, as the C library takes them.
    package static func servers(_ text: String) -> [IPv4Address] {
        Array(
            text.split(whereSeparator: \.isNewline).compactMap { line -> IPv4Address? in
                let words = line.split(whereSeparator: { $0 == " " || $0 == "\t" })
                guard words.count >= 2, words[0] == "nameserver" else { return nil }
                return IPv4Address(words[1])
            }.prefix(3))
    }
}
