package import Networking
package import NodeImage
import Runtime
import VirtualMachines

/// What things of a host are called on the computer: every name bears the installation's mark, eight
/// hexadecimal digits that depend on the data directory; pure.
package struct HostNames: Sendable, Hashable {
    /// Of the installation; absolute.
    package let dataDirectory: String
    package let mark: String

    package init(dataDirectory: String) {
        self.dataDirectory = dataDirectory
        mark = RuntimeConfiguration.machineID(for: "\(dataDirectory)/host")
    }

    /// What the host itself keeps.
    package var directory: String { "\(dataDirectory)/host" }
    /// Holds the process id of a host that is ready.
    package var ready: String { "\(directory)/ready" }
    package var records: String { "\(directory)/machines" }
    package func record(_ id: String) -> String { "\(records)/\(id).json" }
    package func console(_ id: String) -> String { "\(records)/\(id).console" }
    package func agentLog(_ id: String) -> String { "\(records)/\(id).log" }
    /// Held by a machine's first process, and by its agent: there can be one of each.
    package func lock(_ id: String) -> String { "\(records)/\(id).lock" }
    package func agentLock(_ id: String) -> String { "\(records)/\(id).agent-lock" }
    package var block: String { "\(directory)/underlay" }
    package var initProgram: String { "\(directory)/machine-init" }

    /// A machine's disk.
    package func disk(_ id: String) -> String { "\(dataDirectory)/machines/\(id)" }

    /// What virtual machines boot from.
    package var nodeImage: NodeImage { NodeImage("\(dataDirectory)/images/node") }
    /// A virtual machine's process; ends with the machine's id.
    package func virtualMachine(_ id: String) -> String { "\(virtualMachinePrefix)\(id)" }
    private var virtualMachinePrefix: String { "skerry-h\(mark)-" }
    /// Sockets of a virtual machine.
    package func virtualMachineState(_ id: String) -> String { "/run/skerry/h\(mark)-\(id)" }

    /// Of a virtual machine's arguments, the machine's id.
    package func machine(ofVirtualMachine arguments: [String]) -> String? {
        guard arguments.first?.hasSuffix(QEMUCommand.program) == true,
            let place = arguments.firstIndex(of: "-name"), place + 1 < arguments.count,
            arguments[place + 1].hasPrefix(virtualMachinePrefix)
        else { return nil }
        return String(arguments[place + 1].dropFirst(virtualMachinePrefix.count))
    }

    package var table: String { "skerry_h\(mark)" }
    package var linkPrefix: String { "skv\(mark)" }
    /// The host's end of a machine's link: fourteen bytes of the fifteen that a name may have.
    package func link(_ address: IPv4Address, in block: IPv4Subnet) -> String {
        let digits = String(address.value - block.base.value, radix: 16)
        return linkPrefix + String(repeating: "0", count: max(0, 3 - digits.count)) + digits
    }
    /// Of the host's own address in the underlay.
    package var label: String { "lo:h\(mark)" }
    /// The machine's end.
    package static let inner = "underlay"

    package var cgroups: String { "/skerry-h\(mark)" }
    /// Has the limits of the machine's type.
    package func cgroup(_ id: String) -> String { "\(cgroups)/\(id)" }
    /// Its own processes; those of containers are beside them.
    package func systemCgroup(_ id: String) -> String { "\(cgroup(id))/system" }
    package func userDataCgroup(_ id: String) -> String { "\(cgroup(id))/user-data" }

    /// Of a first process's arguments, the machine's id.
    package func machine(ofInit arguments: [String]) -> String? {
        guard arguments.count > 3, arguments[0].hasSuffix("sh"), arguments[1] == initProgram else {
            return nil
        }
        return arguments[2]
    }

    /// Of an agent's arguments, the machine's id.
    package func machine(ofAgent arguments: [String]) -> String? {
        guard arguments.prefix(3).dropFirst().contains("agent"),
            let place = arguments.firstIndex(of: "--machine-dir"), place + 1 < arguments.count
        else { return nil }
        let prefix = "\(dataDirectory)/machines/"
        guard arguments[place + 1].hasPrefix(prefix) else { return nil }
        return String(arguments[place + 1].dropFirst(prefix.count))
    }
}
