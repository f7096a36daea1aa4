import MachineProtocol
package import Networking

/// What bears the host's mark although no machine of its needs it; pure.
package struct SweepPlan: Sendable, Hashable {
    /// What was found, by the names of ``HostNames``.
    package struct Found: Sendable, Hashable {
        package var links: Set<String> = []
        package var cgroups: Set<String> = []
        /// Ids of machines whose first process or agent lives.
        package var machines: Set<String> = []
        /// Ids of virtual machines that run.
        package var virtualMachines: Set<String> = []

        package init() {}

        package var isEmpty: Bool {
            links.isEmpty && cgroups.isEmpty && machines.isEmpty && virtualMachines.isEmpty
        }
    }

    package var links: [String]
    /// Ids of machines of which processes or control groups are left.
    package var machines: [String]
    package var virtualMachines: [String]

    package init(
        _ found: Found, records: some Collection<MachineRecord>, names: HostNames,
        block: IPv4Subnet
    ) {
        let wanted = Set(
            records.compactMap { IPv4Address($0.address) }.map { names.link($0, in: block) })
        let ids = Set(records.map(\.order.id))
        links = found.links.filter { $0.hasPrefix(names.linkPrefix) }.subtracting(wanted).sorted()
        virtualMachines = found.virtualMachines.subtracting(ids).sorted()
        machines = found.cgroups.union(found.machines).subtracting(ids).sorted()
    }
}
