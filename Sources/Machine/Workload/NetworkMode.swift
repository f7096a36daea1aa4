/// How a sandbox reaches the network.
package enum NetworkMode: Sendable, Hashable {
    /// The machine's own interfaces and ports.
    case host
    /// An address of its own behind the machine's bridge; ports are published by mapping.
    case bridge
    /// Loopback only.
    case none
    /// A network interface of a VPC; ports are not mapped: what a container listens on is reached
    /// at the interface's address.
    case interface(NetworkInterface)

    /// The mode without its details: `host`, `bridge`, `none` or `interface`.
    package var name: String {
        switch self {
        case .host: "host"
        case .bridge: "bridge"
        case .none: "none"
        case .interface: "interface"
        }
    }

    /// One line from which ``init(text:)`` makes the same value.
    package var text: String {
        guard case .interface(let interface) = self else { return name }
        return "\(name) \(interface.text)"
    }

    /// nil for what ``text`` does not make.
    package init?(text: String) {
        switch text {
        case "host": self = .host
        case "bridge": self = .bridge
        case "none": self = .none
        default:
            guard text.hasPrefix("interface "),
                let interface = NetworkInterface(text: text.dropFirst("interface ".count))
            else { return nil }
            self = .interface(interface)
        }
    }

    /// The interface of a VPC, if it is one's.
    package var interface: NetworkInterface? {
        if case .interface(let interface) = self { interface } else { nil }
    }
}

/// A network interface of a VPC as a sandbox sees it.
package struct NetworkInterface: Sendable, Hashable {
    /// `eni-…`.
    package var id: String
    /// `02:…`, lower case.
    package var mac: String
    /// IPv4, without prefix.
    package var address: String
    /// Of the subnet.
    package var prefixLength: Int
    /// The subnet's router, its base plus one.
    package var gateway: String
    /// Resolvers, unless the sandbox asks for others; usually the VPC's base plus two.
    package var nameServers: [String]
    /// Where names are looked for, such as `ec2.internal`.
    package var searches: [String]
    /// The sandbox's host name unless it asks for another, such as `ip-10-0-1-5.ec2.internal`; also
    /// the address's name in /etc/hosts. nil makes it from the address.
    package var privateName: String?

    package init(
        id: String, mac: String, address: String, prefixLength: Int, gateway: String,
        nameServers: [String] = [], searches: [String] = [], privateName: String? = nil
    ) {
        self.id = id
        self.mac = mac
        self.address = address
        self.prefixLength = prefixLength
        self.gateway = gateway
        self.nameServers = nameServers
        self.searches = searches
        self.privateName = privateName
    }

    /// `ip-10-0-1-5.ec2.internal`, or its first part where no domain is known.
    package var hostname: String {
        privateName ?? "ip-" + address.split(separator: ".").joined(separator: "-")
    }

    /// Eight fields apart by spaces; none of them can hold one.
    fileprivate var text: String {
        [
            id, mac, address, String(prefixLength), gateway, Self.list(nameServers),
            Self.list(searches), privateName ?? "-",
        ].joined(separator: " ")
    }

    fileprivate init?(text: Substring) {
        let fields = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        guard fields.count == 8, let prefix = Int(fields[3]) else { return nil }
        self.init(
            id: fields[0], mac: fields[1], address: fields[2], prefixLength: prefix,
            gateway: fields[4], nameServers: Self.items(fields[5]), searches: Self.items(fields[6]),
            privateName: fields[7] == "-" ? nil : fields[7])
    }

    private static func list(_ items: [String]) -> String {
        items.isEmpty ? "-" : items.joined(separator: ",")
    }

    private static func items(_ text: String) -> [String] {
        text == "-" ? [] : text.split(separator: ",").map(String.init)
    }
}
