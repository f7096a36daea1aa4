import Files
import Glibc
import HostNetwork
package import Logging
import MachineProtocol
import Networking
import Shapes
import Synchronization

/// The VPCs on this machine: brings about what it is told, and knows how far it is.
///
/// What is there is read from the kernel at the start and after a failure; in between it is what was
/// brought about last, so that a change costs what changed.
package final class VPCNetwork: Sendable {
    package let settings: NetworkSettings
    private let programs: Programs
    private let logger: Logger
    private let state: Mutex<State>
    private let turns = Turns()
    /// Rung whenever something else is in force.
    package let changes = ChangeBell()

    private struct State {
        var routers: [String: InForce] = [:]
        /// Whether leftovers of earlier lives have been looked for.
        var isSwept = false
        /// By id; what orders for the CNI plugin are made from.
        var interfaces: [String: Place] = [:]
        var model = NetworkModel(NetworkState(), NetworkSettings.nobody)
    }

    /// What has been brought about for a VPC.
    private struct InForce {
        var view: RouterView
        var table: FilterTable
        var slot: Int
    }

    /// A local interface whose rules are in force.
    private struct Place {
        var vpc: String
        var interface: NetworkModel.Interface
        var prefixLength: Int
        var gateway: IPv4Address
    }

    /// Throws ``VPCNetworkError`` when a program is missing or a directory cannot be made.
    package init(_ settings: NetworkSettings, logger: Logger) throws {
        precondition(settings.linkPrefix.utf8.count <= 10, "a mark has at most 8 characters")
        self.settings = settings
        self.logger = logger
        programs = try Programs(home: settings.machineNamespace.map { NetworkNamespace($0) })
        state = Mutex(State())
        for directory in [
            settings.stateDirectory, settings.namespacesDirectory, settings.interfacesDirectory,
            settings.dataDirectory,
        ] {
            try Self.makeDirectory(directory)
        }
    }

    /// The state that was in force when this machine last knew one; empty when there is none, or
    /// when it cannot be read.
    package func saved() -> NetworkState {
        do {
            guard let bytes = try WholeFile.read(settings.stateFile, limit: 256 << 20) else {
                return NetworkState()
            }
            return NetworkState(try JSON.decode(NetworkFrame.self, from: bytes))
        } catch {
            logger.error("saved network state is unreadable", metadata: ["error": "\(error)"])
            return NetworkState()
        }
    }

    /// Brings `wanted` about. What stands in the way of one VPC does not hold up the others.
    ///
    /// - Parameter afresh: whether to look at what is there, also when it should be known; for a
    ///   timer, against what others may have changed.
    /// - Returns: what could not be brought about; empty when all is well.
    package func apply(_ wanted: NetworkState, afresh: Bool = false) async throws -> [String] {
        try await turns.withTurn {
            if afresh {
                state.withLock { state in
                    state.routers = [:]
                    state.isSwept = false
                }
            }
            let model = NetworkModel(wanted, settings)
            try save(wanted)
            var problems = model.problems
            let isFirst = state.withLock { !$0.isSwept }
            do {
                if isFirst { try await prepareMachine() }
                problems += try await bringAbout(model)
                if isFirst { state.withLock { $0.isSwept = true } }
            } catch let error as VPCNetworkError {
                problems.append("\(error)")
            }
            return problems
        }
    }

    /// Removes all that bears the mark, at once for all VPCs.
    package func tearDown() async throws {
        try await turns.withTurn {
            let empty = NetworkModel(NetworkState(), settings)
            try await sweep(keeping: [:])
            state.withLock { state in
                state.routers = [:]
                state.interfaces = [:]
                state.model = empty
                state.isSwept = false
            }
            let table = FilterTable(name: settings.table)
            try await programs.nft(table.removal, in: nil)
        }
    }

    // MARK: The machine

    private func prepareMachine() async throws {
        try await programs.set([("ipv4/ip_forward", "1")], in: nil)
    }

    private func bringAbout(_ model: NetworkModel) async throws -> [String] {
        let wanted = Set(model.vpcs.map(\.id))
        let before = state.withLock { $0 }
        if !before.isSwept || !Set(before.routers.keys).isSubset(of: wanted) {
            try await sweep(
                keeping: Dictionary(uniqueKeysWithValues: model.vpcs.map { ($0.id, $0) }))
        }
        let slots = try await slots(model, before.routers.mapValues(\.slot))
        var problems: [String] = []
        var routers = before.routers.filter { wanted.contains($0.key) }
        for vpc in model.vpcs {
            guard let slot = slots[vpc.id] else {
                problems.append("no link addresses are left for \(vpc.id)")
                continue
            }
            do {
                routers[vpc.id] = try await bringAbout(vpc, slot, routers[vpc.id])
            } catch {
                // Looked at anew next time.
                routers[vpc.id] = nil
                problems.append("\(vpc.id): \(error)")
            }
        }
        try await filterMachine(slots.filter { routers[$0.key] != nil })
        settle(model, routers)
        return problems
    }

    /// Slots of the ways out, kept as they are.
    private func slots(_ model: NetworkModel, _ known: [String: Int]) async throws -> [String: Int]
    {
        let names = model.vpcs.map(\.id)
        if Set(names).isSubset(of: known.keys) { return known.filter { names.contains($0.key) } }
        let there = ViewReading.addresses(try await programs.show(["addr", "show"], in: nil))
        let links = Dictionary(
            names.map { (settings.wayOutLink($0), $0) }, uniquingKeysWith: { first, _ in first })
        var own: [String: Int] = [:]
        var foreign: Set<Int> = []
        for address in there {
            let text = address.text.prefix { $0 != " " && $0 != "/" }
            guard let slot = IPv4Address(text).flatMap(LinkAddresses.slot(of:)) else { continue }
            if let vpc = links[address.link] { own[vpc] = slot } else { foreign.insert(slot) }
        }
        return LinkAddresses.assign(names, known: own, foreign: foreign)
    }

    /// What leaves a VPC takes the machine's own address on.
    private func filterMachine(_ slots: [String: Int]) async throws {
        var table = FilterTable(name: settings.table)
        let routers = slots.values.map { "\(LinkAddresses(slot: $0).router)" }
        table.sets["routers"] = FilterTable.ElementSet(
            type: "type ipv4_addr",
            elements: Dictionary(routers.map { ($0, "") }) { first, _ in first })
        table.chains["postrouting"] = FilterTable.Chain(
            hook: "type nat hook postrouting priority srcnat; policy accept",
            ["ip saddr @routers ip daddr != 169.254.0.0/16 masquerade"])
        let known = state.withLock { $0.routers.mapValues(\.slot) }
        let isSwept = state.withLock { $0.isSwept }
        guard !isSwept || known != slots else { return }
        try await programs.nft(table.replacement, in: nil)
    }

    // MARK: One VPC

    private func bringAbout(
        _ vpc: NetworkModel.VPC, _ slot: Int, _ known: InForce?
    ) async throws -> InForce {
        let wanted = InForce(
            view: RouterView(vpc, settings, slot: slot), table: RouterFilter.table(vpc), slot: slot)
        let namespace = NetworkNamespace(settings.namespace(vpc.id))
        let places = places(vpc)
        if let known {
            try await programs.nft(wanted.table.changes(from: known.table), in: namespace)
            try await perform(RouterPlan(from: known.view, to: wanted.view, places), namespace)
            return wanted
        }
        let isNew = !namespace.exists
        try Self.translate { try namespace.make() }
        try await programs.set(Self.parameters, in: namespace)
        try await programs.nft(wanted.table.replacement, in: namespace)
        let there = isNew ? nil : try await look(namespace)
        let machine = try await (
            programs.show(["addr", "show"], in: nil), programs.show(["route", "show"], in: nil)
        )
        let view = ViewReading.view(router: there, machine: machine, places)
        try await perform(RouterPlan(from: view, to: wanted.view, places), namespace)
        return wanted
    }

    private func places(_ vpc: NetworkModel.VPC) -> RouterPlan.Places {
        var places = RouterPlan.Places(
            router: settings.namespace(vpc.id),
            machine: settings.machineNamespace ?? "/proc/\(getpid())/ns/net",
            wayOutLink: settings.wayOutLink(vpc.id))
        places.primaryLink = settings.primaryLink
        places.primaryMAC = vpc.interfaces.first { $0.isLocal && $0.isPrimary }?.mac
        places.overlayMAC = settings.underlay.map(RouterView.hardwareAddress)
        return places
    }

    private func look(
        _ namespace: NetworkNamespace
    ) async throws -> (addresses: Value, routes: Value, neighbours: Value, forwarding: Value) {
        let addresses = try await programs.show(["addr", "show"], in: namespace)
        let routes = try await programs.show(["route", "show"], in: namespace)
        guard ViewReading.links(addresses)[RouterView.overlay] != nil else {
            return (addresses, routes, .list([]), .list([]))
        }
        let overlay = RouterView.overlay
        return (
            addresses, routes,
            try await programs.show(
                ["neigh", "show", "nud", "permanent", "dev", overlay], in: namespace),
            try await programs.showForwarding(overlay, in: namespace)
        )
    }

    private func perform(_ plan: RouterPlan, _ namespace: NetworkNamespace) async throws {
        try await programs.ip(plan.machine, in: nil)
        try await programs.ip(plan.router, in: namespace)
        if plan.router.contains(where: { $0.hasPrefix("link add \(RouterView.primary) ") }) {
            try await programs.set(
                InterfacePlan.parameters(RouterView.primary), in: namespace)
        }
        try await programs.ip(plan.machineAddresses, in: nil)
        try await programs.bridge(plan.forwarding, in: namespace)
    }

    /// Of a router. Set before it has links, which take the defaults on.
    private static let parameters: [(path: String, value: String)] =
        ["all", "default"].flatMap { which in
            [
                ("ipv4/conf/\(which)/rp_filter", "1"),
                ("ipv4/conf/\(which)/accept_redirects", "0"),
                ("ipv4/conf/\(which)/send_redirects", "0"),
                ("ipv4/conf/\(which)/accept_source_route", "0"),
                ("ipv6/conf/\(which)/disable_ipv6", "1"),
            ]
        } + [("ipv4/ip_forward", "1"), ("ipv4/conf/default/proxy_arp", "1")]

    // MARK: Removal

    /// Removes what bears the mark and is of no VPC in `wanted`.
    private func sweep(keeping wanted: [String: NetworkModel.VPC]) async throws {
        for name in Self.list(settings.namespacesDirectory) where wanted[name] == nil {
            let namespace = NetworkNamespace(settings.namespace(name))
            if namespace.exists {
                // The kernel takes its time with a namespace that nobody uses; its overlay's number
                // is free at once.
                let links = ViewReading.links(
                    try await programs.show(["link", "show"], in: namespace))
                let gone = links.keys.filter { $0 != "lo" }.sorted().map { "link del \($0)" }
                try await programs.ip(gone, in: namespace)
            }
            try Self.translate { try namespace.remove() }
        }
        let kept = Set(wanted.keys.map(settings.wayOutLink))
        let links = ViewReading.links(try await programs.show(["link", "show"], in: nil))
        let gone = links.keys.filter { $0.hasPrefix(settings.linkPrefix) && !kept.contains($0) }
        try await programs.ip(gone.sorted().map { "link del \($0)" }, in: nil)
    }

    // MARK: Interfaces

    private func settle(_ model: NetworkModel, _ routers: [String: InForce]) {
        var interfaces: [String: Place] = [:]
        for vpc in model.vpcs where routers[vpc.id] != nil {
            for interface in vpc.interfaces where interface.isLocal {
                guard let subnet = vpc.subnet(of: interface) else { continue }
                interfaces[interface.id] = Place(
                    vpc: vpc.id, interface: interface, prefixLength: subnet.block.prefixLength,
                    gateway: subnet.block.gateway)
            }
        }
        state.withLock { state in
            state.routers = routers
            state.interfaces = interfaces
            state.model = model
        }
        changes.ring()
    }

    /// What is in force, and the number of ``changes`` that led to it.
    package var current: (version: Int, model: NetworkModel) {
        let version = changes.count
        return (version, state.withLock { $0.model })
    }

    /// Waits until an interface's rules are in force on this machine, and writes what the CNI plugin
    /// needs to give it to the sandbox of `workload`.
    ///
    /// - Throws: ``VPCNetworkError`` when that takes longer than `limit`.
    package func prepare(
        _ interface: String, for workload: String, within limit: Duration = .seconds(30)
    ) async throws {
        let deadline = ContinuousClock.now + limit
        while true {
            let version = changes.count
            if let place = state.withLock({ $0.interfaces[interface] }) {
                return try order(place, for: workload)
            }
            let left = ContinuousClock.now.duration(to: deadline)
            guard left > .zero else {
                throw VPCNetworkError(
                    "network interface \(interface) did not reach this machine within \(limit)")
            }
            try await changes.wait(after: version, atMost: left)
        }
    }

    /// Forgets what was written for a workload; success when there is nothing.
    package func forget(_ workload: String) {
        unlink("\(settings.interfacesDirectory)/\(workload).json")
    }

    /// Forgets what was written for workloads that are not in `kept`.
    package func forget(allBut kept: Set<String>) {
        for name in Self.list(settings.interfacesDirectory) where name.hasSuffix(".json") {
            let workload = String(name.dropLast(".json".count))
            if !kept.contains(workload) { forget(workload) }
        }
    }

    private func order(_ place: Place, for workload: String) throws {
        let order = InterfaceOrder {
            $0.interface = place.interface.id
            $0.mac = place.interface.mac
            $0.address = "\(place.interface.address)"
            $0.prefixLength = place.prefixLength
            $0.gateway = "\(place.gateway)"
            $0.mtu = settings.mtu
            $0.router = settings.namespace(place.vpc)
        }
        let path = "\(settings.interfacesDirectory)/\(workload).json"
        do throws(FileError) {
            try WholeFile.replace(path, with: JSON.encode(order), mode: 0o600, folderToo: false)
        } catch {
            throw VPCNetworkError("\(error)")
        }
    }

    // MARK: Files

    private func save(_ wanted: NetworkState) throws {
        do throws(FileError) {
            try WholeFile.replace(
                settings.stateFile, with: JSON.encode(wanted.frame), mode: 0o600)
        } catch {
            throw VPCNetworkError("\(error)")
        }
    }

    private static func makeDirectory(_ path: String) throws {
        var done = ""
        for part in path.split(separator: "/") {
            done += "/\(part)"
            guard mkdir(done, 0o755) == 0 || errno == EEXIST else {
                throw VPCNetworkError("make \(done): \(String(cString: strerror(errno)))")
            }
        }
    }

    private static func list(_ directory: String) -> [String] {
        guard let handle = opendir(directory) else { return [] }
        defer { closedir(handle) }
        var names: [String] = []
        while let entry = readdir(handle) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    private static func translate(_ step: () throws -> Void) throws {
        do { try step() } catch let error as SystemError { throw VPCNetworkError("\(error)") }
    }
}
