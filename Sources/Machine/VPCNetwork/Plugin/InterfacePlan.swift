/// What gives a sandbox its interface: lines for `ip -batch`. Pure.
package struct InterfacePlan: Sendable, Hashable {
    /// In the router's namespace.
    package var router: [String]
    /// In the sandbox's.
    package var sandbox: [String]
    /// Kernel parameters of the router, below `/proc/sys/net`.
    package var parameters: [(path: String, value: String)] {
        Self.parameters(order.link)
    }

    private let order: InterfaceOrder

    /// - Parameters:
    ///   - name: what the interface is called in the sandbox.
    ///   - namespace: the file of the sandbox's network namespace.
    package init(_ order: InterfaceOrder, name: String, namespace: String) {
        self.order = order
        let (link, address, gateway) = (order.link, order.address, order.gateway)
        router = [
            "link add \(link) mtu \(order.mtu) type veth peer name \(name)"
                + " address \(order.mac) mtu \(order.mtu) netns \(namespace)",
            "link set \(link) up",
            "route replace \(address)/32 dev \(link)",
        ]
        // Neighbours in the subnet are the router's business too: nothing is asked of them by ARP.
        sandbox = [
            "link set lo up",
            "addr replace \(address)/\(order.prefixLength) dev \(name) noprefixroute",
            "link set \(name) up",
            "route replace \(gateway) dev \(name) scope link src \(address)",
            "route replace default via \(gateway) dev \(name) src \(address)",
        ]
    }

    /// Of the router's end of a pair. A program that asks by ARP gets its answer at once.
    package static func parameters(_ link: String) -> [(path: String, value: String)] {
        [
            ("ipv4/conf/\(link)/rp_filter", "1"), ("ipv4/conf/\(link)/proxy_arp", "1"),
            ("ipv4/neigh/\(link)/proxy_delay", "0"),
        ]
    }
}
