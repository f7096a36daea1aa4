package import MachineProtocol
import Shapes

/// A computer that machines can be made on, as placement sees it.
package struct HostOffer: Sendable, Hashable {
    package var name: String
    package var zones: [String]
    package var providers: [MachineProviderKind]
    /// Machines that are assigned to it and not gone.
    package var machines: Int
    /// Whether it has been silent for too long.
    package var isLost: Bool

    package init(
        name: String, zones: [String], providers: [MachineProviderKind], machines: Int,
        isLost: Bool = false
    ) {
        self.name = name
        self.zones = zones
        self.providers = providers
        self.machines = machines
        self.isLost = isLost
    }
}

/// Which host a machine is made on.
package enum HostAssignment {
    /// Most machines of one host (decision 0010).
    package static let machinesPerHost = 256

    /// Of the hosts that offer the zone and the provider the one with the fewest machines, the first
    /// by name among equals; nil when none has room.
    package static func host(
        zone: String, provider: MachineProviderKind, among hosts: [HostOffer]
    ) -> String? {
        hosts.filter {
            !$0.isLost && $0.machines < machinesPerHost && $0.zones.contains(zone)
                && $0.providers.contains(provider)
        }.min { ($0.machines, $0.name) < ($1.machines, $1.name) }?.name
    }

    /// Hosts for as many machines as there is room for, up to `count`, spread evenly.
    package static func hosts(
        for count: Int, zone: String, provider: MachineProviderKind, among hosts: [HostOffer]
    ) -> [String] {
        var offers = hosts
        var chosen: [String] = []
        while chosen.count < count,
            let name = host(zone: zone, provider: provider, among: offers),
            let index = offers.firstIndex(where: { $0.name == name })
        {
            offers[index].machines += 1
            chosen.append(name)
        }
        return chosen
    }
}
