package import Networking

/// What this machine is to its VPCs.
package struct NetworkSettings: Sendable, Hashable {
    /// At most 8 characters of `[a-z0-9]`, in the names of all that is made: tells apart machines
    /// that share a network namespace.
    package var mark: String
    /// The id under which interfaces name this machine.
    package var machine: String
    /// The address at which other machines reach this one; nil: the VPCs end at this machine.
    package var underlay: IPv4Address?
    /// Bytes of a packet on the underlay.
    package var underlayMTU: Int
    /// UDP port of VXLAN, the same on all machines of an installation.
    package var vxlanPort: Int
    /// What the machine's own interface is called on the machine; nil: it gets none.
    package var primaryLink: String?
    /// The file of the machine's network namespace; nil: the process's own.
    package var machineNamespace: String?
    /// Holds what a reboot ends: namespaces and orders for the CNI plugin.
    package var stateDirectory: String
    /// Holds the last state.
    package var dataDirectory: String

    package init(mark: String, machine: String, stateDirectory: String, dataDirectory: String) {
        self.mark = mark
        self.machine = machine
        self.stateDirectory = stateDirectory
        self.dataDirectory = dataDirectory
        underlayMTU = 1500
        vxlanPort = 4789
    }

    /// What VXLAN's headers leave of the underlay's packets.
    package var mtu: Int { underlayMTU - 50 }

    package var namespacesDirectory: String { "\(stateDirectory)/vpcs" }
    /// Orders for the CNI plugin, a file a workload.
    package var interfacesDirectory: String { "\(stateDirectory)/interfaces" }
    package var stateFile: String { "\(dataDirectory)/network.json" }

    /// The file at which a VPC's router is mounted.
    package func namespace(_ vpc: String) -> String { "\(namespacesDirectory)/\(vpc)" }
    /// The machine's table of the packet filter.
    package var table: String { "skerry_\(mark)_vpc" }
    /// What all links in the machine's own namespace begin with.
    package var linkPrefix: String { "s\(mark)o" }
    /// The machine's end of the way out of a VPC: 15 bytes at most.
    package func wayOutLink(_ vpc: String) -> String { linkPrefix + Self.shortHash(vpc) }

    /// Five characters of `[0-9a-z]` (FNV-1a).
    static func shortHash(_ text: String) -> String {
        let digits = String(hash(text) % 60_466_176, radix: 36)
        return String(repeating: "0", count: 5 - digits.count) + digits
    }

    static func hash(_ text: String) -> UInt64 {
        text.utf8.reduce(UInt64(0xcbf2_9ce4_8422_2325)) {
            ($0 ^ UInt64($1)) &* 0x100_0000_01b3
        }
    }
}

extension NetworkSettings {
    /// Of no machine: nothing is local.
    static let nobody = NetworkSettings(
        mark: "", machine: "", stateDirectory: "", dataDirectory: "")
}
