package import Networking
package import Workload

/// Where one machine's runtime lives and what it is told.
package struct RuntimeConfiguration: Sendable, Hashable {
    /// At most 8 characters of `[a-z0-9]`: tells apart machines on one computer, in the names of
    /// its bridge, packet filter table and cgroup.
    package var machine: String
    /// Everything that outlives a reboot: images, containers' writable layers, configuration.
    package var directory: String
    /// Everything that does not: sockets, mounts, pid file. Short, because a unix socket's path
    /// has at most 107 bytes.
    package var stateDirectory: String
    /// How to reach Skerry's own registry; nil pulls everything as it is named.
    package var registry: RegistryRoute?
    /// nil takes a free block, the same one on every start.
    package var subnet: IPv4Subnet?
    /// nil takes overlayfs where it works, else native.
    package var snapshotter: String?
    /// The program that is also the CNI plugin of VPCs' interfaces, found by its name; nil where no
    /// sandbox can have one.
    package var interfaceProgram: String?
    /// The cgroup under which the machine's own is made, such as `/skerry-host/i-1`; empty for the
    /// root. It must be there, with its limits.
    package var cgroupParent = ""
    /// Refuses what lets a container reach the computer: privilege, devices, the host's namespaces.
    package var isLockedDown = false
    /// Logs of containerd above it begin anew at the next start.
    package var maxLogBytes = 16 * 1024 * 1024

    /// - Parameter directory: absolute; `stateDirectory` and `machine` follow from it.
    package init(directory: String, registry: RegistryRoute? = nil) {
        let machine = Self.machineID(for: directory)
        self.machine = machine
        self.directory = directory
        self.registry = registry
        stateDirectory = "/run/skerry/\(machine)"
    }

    /// Eight hexadecimal digits that depend on nothing but the path (FNV-1a).
    package static func machineID(for directory: String) -> String {
        let hash = directory.utf8.reduce(UInt64(0xcbf2_9ce4_8422_2325)) {
            ($0 ^ UInt64($1)) &* 0x100_0000_01b3
        }
        let text = String((hash ^ hash >> 32) & 0xffff_ffff, radix: 16)
        return String(repeating: "0", count: 8 - text.count) + text
    }

    package var socket: String { "\(stateDirectory)/containerd.sock" }
    package var logFile: String { "\(directory)/containerd.log" }
    package var pidFile: String { "\(stateDirectory)/containerd.pid" }
    package var containerdRoot: String { "\(directory)/containerd" }
    package var containerdState: String { "\(stateDirectory)/containerd" }
    var configFile: String { "\(directory)/containerd.toml" }
    var registryHosts: String { "\(directory)/certs.d" }
    var cniDirectory: String { "\(directory)/cni" }
    var runcWrapper: String { "\(directory)/bin/skerry-runc" }
    /// Under which every cgroup of this machine is made.
    package var cgroup: String { "\(cgroupParent)/skerry-\(machine)" }
    var shimSockets: String { "/run/containerd/s" }

    /// One folder a running container.
    var bundles: String { "\(containerdState)/io.containerd.runtime.v2.task/k8s.io" }

    /// Where the CNI plugin of VPCs' interfaces finds what it is to make, a file a sandbox, named
    /// after the workload's id.
    package var interfacesDirectory: String { "\(stateDirectory)/interfaces" }

    func cniConfigurations(_ mode: String) -> String { "\(cniDirectory)/\(mode)" }
    var cniPrograms: String { "\(cniDirectory)/bin" }
    var cniLeases: String { "\(cniDirectory)/leases" }
    /// The sandbox's own files as the CRI plugin lays them out.
    func sandboxFiles(_ id: SandboxID) -> String {
        "\(containerdRoot)/io.containerd.grpc.v1.cri/sandboxes/\(id)"
    }
    func sandboxState(_ id: SandboxID) -> String {
        "\(containerdState)/io.containerd.grpc.v1.cri/sandboxes/\(id)"
    }
    var allVolumes: String { "\(stateDirectory)/volumes" }
    func volumes(_ workload: String) -> String { "\(allVolumes)/\(workload)" }
}
