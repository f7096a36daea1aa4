package import Networking
package import Workload

/// The packet filter rules of one machine, rendered whole. Pure.
///
/// Every change replaces the whole table in one transaction (`nft -f`), so the kernel never sees
/// half a change and a restart needs no memory of what was there. Connections that run are kept
/// by the kernel's connection tracking.
package struct Ruleset: Sendable, Hashable {
    /// What one sandbox publishes.
    package struct Publication: Sendable, Hashable {
        package var address: IPv4Address
        package var bindings: [PortBinding]

        package init(address: IPv4Address, bindings: [PortBinding]) {
            self.address = address
            self.bindings = bindings
        }
    }

    package var table: String
    package var bridge: String
    package var subnet: IPv4Subnet
    package var publications: [Publication]

    package init(
        table: String, bridge: String, subnet: IPv4Subnet, publications: [Publication] = []
    ) {
        self.table = table
        self.bridge = bridge
        self.subnet = subnet
        self.publications = publications
    }

    /// Input of `nft -f -`.
    package var script: String {
        """
        table ip \(table) {
        }
        delete table ip \(table)
        table ip \(table) {
        \(TransportProtocol.allCases.map(maps).joined())    chain ports {
        \(TransportProtocol.allCases.map(lookups).joined())    }
            chain prerouting {
                type nat hook prerouting priority dstnat; policy accept
                fib daddr type local jump ports
            }
            chain output {
                type nat hook output priority -100; policy accept
                fib daddr type local jump ports
            }
            chain postrouting {
                type nat hook postrouting priority srcnat; policy accept
                ip saddr 127.0.0.0/8 oifname "\(bridge)" masquerade
                ip saddr \(subnet) ip daddr \(subnet) ct status dnat masquerade
                ip saddr \(subnet) oifname != "\(bridge)" masquerade
            }
        }

        """
    }

    /// Input of `nft -f -` that removes the table, whether it is there or not.
    package var removalScript: String {
        "table ip \(table) {\n}\ndelete table ip \(table)\n"
    }

    /// Two maps a protocol: ports published on every address, and on one.
    private func maps(_ transport: TransportProtocol) -> String {
        var everywhere: [String] = []
        var onAddress: [String] = []
        for publication in publications {
            for binding in publication.bindings where binding.transport == transport {
                let target = "\(publication.address) . \(binding.containerPort)"
                if binding.hostAddress == "0.0.0.0" {
                    everywhere.append("\(binding.hostPort) : \(target)")
                } else {
                    onAddress.append(
                        "\(binding.hostAddress) . \(binding.hostPort) : \(target)")
                }
            }
        }
        let value = "ipv4_addr . inet_service"
        return Self.map("\(transport)_everywhere", "inet_service : \(value)", everywhere)
            + Self.map("\(transport)_on_address", "\(value) : \(value)", onAddress)
    }

    private static func map(_ name: String, _ type: String, _ elements: [String]) -> String {
        var text = "    map \(name) {\n        type \(type)\n"
        if !elements.isEmpty {
            // Sorted, so that equal states give equal text.
            text += "        elements = { \(elements.sorted().joined(separator: ", ")) }\n"
        }
        return text + "    }\n"
    }

    private func lookups(_ transport: TransportProtocol) -> String {
        """
                dnat ip to ip daddr . \(transport) dport map @\(transport)_on_address
                dnat ip to \(transport) dport map @\(transport)_everywhere

        """
    }
}
