/// What to do so that a VPC's links, addresses and routes are as they are to be: lines for
/// `ip -batch` and `bridge -batch`, in the order of the members. Pure.
package struct RouterPlan: Sendable, Hashable {
    /// In the machine's namespace.
    package var machine: [String] = []
    /// In the router's.
    package var router: [String] = []
    /// In the machine's, after the router's.
    package var machineAddresses: [String] = []
    /// For `bridge`, in the router's.
    package var forwarding: [String] = []

    package var isEmpty: Bool {
        machine.isEmpty && router.isEmpty && machineAddresses.isEmpty && forwarding.isEmpty
    }

    /// How the namespaces are found.
    package struct Places: Sendable, Hashable {
        /// The file of the router's namespace.
        package var router: String
        /// That of the machine's, as a program in the router's namespace finds it.
        package var machine: String
        /// The machine's end of the way out.
        package var wayOutLink: String
        package var primaryLink: String?
        package var primaryMAC: String?
        package var overlayMAC: String?

        package init(router: String, machine: String, wayOutLink: String) {
            self.router = router
            self.machine = machine
            self.wayOutLink = wayOutLink
        }
    }

    package init(from old: RouterView, to new: RouterView, _ places: Places) {
        var there = old
        removeLinks(&there, new)
        makeLinks(&there, new, places)
        Self.change(
            from: there.router, to: new.router, made: Set(old.router.links.keys), into: &router)
        Self.change(
            from: there.machine, to: new.machine, made: Set(old.machine.links.keys),
            into: &machineAddresses)
        let overlay = RouterView.overlay
        for peer in there.neighbours.subtracting(new.neighbours).sorted() {
            router.append("neigh del \(peer) dev \(overlay)")
        }
        for peer in new.neighbours.subtracting(there.neighbours).sorted() {
            let address = RouterView.hardwareAddress(peer)
            router.append("neigh replace \(peer) lladdr \(address) dev \(overlay) nud permanent")
        }
        for peer in there.forwarding.subtracting(new.forwarding).sorted() {
            let address = RouterView.hardwareAddress(peer)
            forwarding.append("fdb del \(address) dev \(overlay) dst \(peer)")
        }
        for peer in new.forwarding.subtracting(there.forwarding).sorted() {
            let address = RouterView.hardwareAddress(peer)
            forwarding.append("fdb replace \(address) dev \(overlay) dst \(peer) self permanent")
        }
    }

    /// A link that is not as it is to be goes, and with it what hangs on it.
    private mutating func removeLinks(_ there: inout RouterView, _ new: RouterView) {
        func isWrong(_ name: String, _ link: RouterView.Link, _ wanted: RouterView.Side) -> Bool {
            guard let other = wanted.links[name] else { return true }
            return name != "lo" && (other.kind != link.kind || other.mtu != link.mtu)
        }
        for (name, link) in there.machine.links.sorted(by: { $0.key < $1.key })
        where isWrong(name, link, new.machine) {
            machine.append("link del \(name)")
            there.machine.forget(name)
            // The pair's other end goes with it.
            there.router.forget(
                name.count == 15 ? RouterView.wayOut : RouterView.primary)
        }
        for (name, link) in there.router.links.sorted(by: { $0.key < $1.key })
        where isWrong(name, link, new.router) {
            router.append("link del \(name)")
            there.router.forget(name)
            if name == RouterView.overlay {
                there.neighbours = []
                there.forwarding = []
            }
        }
    }

    private mutating func makeLinks(
        _ there: inout RouterView, _ new: RouterView, _ places: Places
    ) {
        let (overlay, wayOut, primary) = (
            RouterView.overlay, RouterView.wayOut, RouterView.primary
        )
        let link = places.wayOutLink
        if let wanted = new.router.links[wayOut],
            there.router.links[wayOut] == nil || there.machine.links[link] == nil
        {
            if there.machine.links[link] != nil { machine.append("link del \(link)") }
            if there.router.links[wayOut] != nil { router.append("link del \(wayOut)") }
            there.router.forget(wayOut)
            there.machine.forget(link)
            machine.append(
                "link add \(link) mtu \(wanted.mtu) type veth"
                    + " peer name \(wayOut) mtu \(wanted.mtu) netns \(places.router)")
        }
        if let wanted = new.router.links[overlay], there.router.links[overlay] == nil {
            let words = wanted.kind.split(separator: " ")
            let address = places.overlayMAC.map { " address \($0)" } ?? ""
            machine.append(
                "link add \(overlay) netns \(places.router) mtu \(wanted.mtu)\(address)"
                    + " type vxlan id \(words[1]) local \(words[2]) dstport \(words[3]) nolearning")
        }
        if let wanted = new.router.links[primary], let inner = places.primaryLink,
            there.router.links[primary] == nil || there.machine.links[inner] == nil
        {
            if there.router.links[primary] != nil { router.append("link del \(primary)") }
            there.router.forget(primary)
            there.machine.forget(inner)
            let address = places.primaryMAC.map { " address \($0)" } ?? ""
            router.append(
                "link add \(primary) mtu \(wanted.mtu) type veth"
                    + " peer name \(inner)\(address) mtu \(wanted.mtu) netns \(places.machine)")
        }
    }

    /// Addresses before the routes that need them; a link is up before it has routes.
    private static func change(
        from old: RouterView.Side, to new: RouterView.Side, made: Set<String>,
        into lines: inout [String]
    ) {
        for (name, _) in new.links.sorted(by: { $0.key < $1.key })
        where old.links[name]?.isUp != true {
            lines.append("link set \(name) up")
        }
        for address in old.addresses.subtracting(new.addresses).sorted() {
            lines.append("addr del \(address.text) dev \(address.link)")
        }
        for address in new.addresses.subtracting(old.addresses).sorted() {
            // The route to a peer is the kernel's; that of a subnet would pass the router by.
            let end = address.text.contains("peer") ? "" : " noprefixroute"
            lines.append("addr replace \(address.text) dev \(address.link)\(end)")
        }
        for (destination, rest) in old.routes.sorted(by: { $0.key < $1.key })
        where new.routes[destination] == nil {
            lines.append("route del \(Self.route(destination, rest))")
        }
        // What is reached directly comes before what is reached through it.
        let changed = new.routes.filter { old.routes[$0.key] != $0.value }
        let sorted = changed.sorted {
            ($0.value.hasPrefix("via") ? 1 : 0, $0.key) < (
                $1.value.hasPrefix("via") ? 1 : 0, $1.key
            )
        }
        for (destination, rest) in sorted {
            lines.append("route replace \(Self.route(destination, rest))")
        }
    }

    private static func route(_ destination: String, _ rest: String) -> String {
        rest == "blackhole" ? "blackhole \(destination)" : "\(destination) \(rest)"
    }
}

extension RouterView.Side {
    /// A link is gone, and with it what hangs on it.
    mutating func forget(_ link: String) {
        links[link] = nil
        addresses = addresses.filter { $0.link != link }
        routes = routes.filter { !$0.value.split(separator: " ").contains(Substring(link)) }
    }
}
