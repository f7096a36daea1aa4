import Networking
import Shapes

/// Reads what `ip -json` and `bridge -json` print. Pure.
enum ViewReading {
    /// Of `ip -d -j addr show` in a namespace.
    static func links(_ value: Value) -> [String: RouterView.Link] {
        var result: [String: RouterView.Link] = [:]
        for link in value.list ?? [] {
            guard let name = link["ifname"]?.string else { continue }
            let isUp = (link["flags"]?.list ?? []).contains { $0.string == "UP" }
            let mtu = int(link["mtu"]) ?? 0
            result[name] = RouterView.Link(kind: kind(link), mtu: mtu, isUp: isUp)
        }
        return result
    }

    private static func kind(_ link: Value) -> String {
        let info = link["linkinfo"]
        let kind = info?["info_kind"]?.string ?? ""
        guard kind == "vxlan", let data = info?["info_data"] else { return kind }
        let (id, port) = (int(data["id"]) ?? 0, int(data["port"]) ?? 0)
        return "vxlan \(id) \(data["local"]?.string ?? "") \(port)"
    }

    /// Of the same text; IPv4 only.
    static func addresses(_ value: Value) -> Set<RouterView.Address> {
        var result: Set<RouterView.Address> = []
        for link in value.list ?? [] {
            guard let name = link["ifname"]?.string else { continue }
            for info in link["addr_info"]?.list ?? [] where info["family"]?.string == "inet" {
                guard let local = info["local"]?.string, let length = int(info["prefixlen"]) else {
                    continue
                }
                let peer = info["address"]?.string.map { " peer \($0)" } ?? ""
                result.insert(RouterView.Address(name, "\(local)\(peer)/\(length)"))
            }
        }
        return result
    }

    /// Of `ip -d -j route show`: all but the kernel's own.
    static func routes(_ value: Value) -> [String: String] {
        var result: [String: String] = [:]
        for route in value.list ?? [] where route["protocol"]?.string != "kernel" {
            guard let destination = route["dst"]?.string else { continue }
            if route["type"]?.string == "blackhole" {
                result[destination] = "blackhole"
                continue
            }
            guard let device = route["dev"]?.string else { continue }
            var text = route["gateway"]?.string.map { "via \($0) " } ?? ""
            text += "dev \(device)"
            if (route["flags"]?.list ?? []).contains(where: { $0.string == "onlink" }) {
                text += " onlink"
            }
            if let source = route["prefsrc"]?.string { text += " src \(source)" }
            result[destination] = text
        }
        return result
    }

    /// Of `ip -j neigh show nud permanent dev vx`: those with the address that is made for them.
    static func neighbours(_ value: Value) -> Set<IPv4Address> {
        Set(
            (value.list ?? []).compactMap { entry in
                guard let address = entry["dst"]?.string.flatMap({ IPv4Address($0) }),
                    entry["lladdr"]?.string == RouterView.hardwareAddress(address)
                else { return nil }
                return address
            })
    }

    /// Of `bridge -j fdb show dev vx`.
    static func forwarding(_ value: Value) -> Set<IPv4Address> {
        Set(
            (value.list ?? []).compactMap { entry in
                guard let address = entry["dst"]?.string.flatMap({ IPv4Address($0) }),
                    entry["mac"]?.string == RouterView.hardwareAddress(address)
                else { return nil }
                return address
            })
    }

    private static func int(_ value: Value?) -> Int? {
        guard let value else { return nil }
        return try? Int.decoded(from: value)
    }

    /// What belongs to a VPC of what is in the two namespaces.
    ///
    /// - Parameter router: links, addresses and routes of the router; nil when there is none.
    static func view(
        router: (addresses: Value, routes: Value, neighbours: Value, forwarding: Value)?,
        machine: (addresses: Value, routes: Value), _ places: RouterPlan.Places
    ) -> RouterView {
        var view = RouterView()
        if let router {
            let known: Set = ["lo", RouterView.overlay, RouterView.wayOut, RouterView.primary]
            view.router = side(router.addresses, router.routes, known)
            view.router.addresses = view.router.addresses.filter { $0.text != "127.0.0.1/8" }
            view.neighbours = neighbours(router.neighbours)
            view.forwarding = forwarding(router.forwarding)
        }
        var known: Set = [places.wayOutLink]
        // Ours only if its other end is here: a link of that name may be the computer's own.
        if view.router.links[RouterView.primary] != nil, let name = places.primaryLink {
            known.insert(name)
        }
        view.machine = side(machine.addresses, machine.routes, known)
        return view
    }

    private static func side(
        _ addresses: Value, _ routes: Value, _ known: Set<String>
    ) -> RouterView.Side {
        var side = RouterView.Side()
        side.links = links(addresses).filter { known.contains($0.key) }
        side.addresses = self.addresses(addresses).filter { known.contains($0.link) }
        side.routes = self.routes(routes).filter { _, text in
            let words = text.split(separator: " ")
            guard let place = words.firstIndex(of: "dev") else { return text == "blackhole" }
            return known.contains(String(words[place + 1]))
        }
        return side
    }
}
