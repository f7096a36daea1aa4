/// What a machine is told to make for one Task or Pod: the shared namespaces, network and limits in
/// which its containers run. A plain value; nothing here touches the machine.
package struct SandboxSpec: Sendable, Hashable {
    /// Unique on the machine and stable over restarts: the ECS task id or the pod's uid. At most
    /// 128 characters of `[A-Za-z0-9_.-]`, because it becomes a directory and a cgroup name.
    package var id: String
    /// What people call it (an ECS family, a pod's name); need not be unique.
    package var name: String
    /// The group the name belongs to (an ECS cluster, a Kubernetes namespace).
    package var namespace: String
    /// Host name inside; nil means the first 12 characters of the id. Ignored on the host network.
    package var hostname: String?
    package var network: NetworkMode
    /// Ports published on the machine. Bridge only: on the host network a port is simply used, and
    /// the runtime reports the same number back without reserving it.
    package var ports: [PortMapping]
    package var pid: NamespaceSharing
    package var ipc: NamespaceSharing
    /// Whether privileged containers may be made in it.
    package var allowsPrivileged: Bool
    /// Limits over all containers together. Unset members do not limit.
    package var limits: ResourceLimits
    /// Overrides the cgroup under which the containers live; nil means one of the runtime's own,
    /// named after the id, made with `limits` and removed with the sandbox.
    package var cgroupParent: String?
    /// Kept with the sandbox in the runtime and returned by `list`, for re-adoption.
    package var labels: [String: String]
    /// Like labels, for longer values that are never selected by.
    package var annotations: [String: String]
    /// Absolute directory for the containers' log files; the runtime makes it.
    package var logDirectory: String
    package var sysctls: [String: String]
    /// Size of /dev/shm in bytes; nil means the runtime's 64 MiB.
    package var sharedMemoryBytes: Int64?
    /// nil means the machine's own resolv.conf.
    package var dns: DNSConfig?
    /// Added to /etc/hosts.
    package var extraHosts: [HostEntry]

    package init(
        id: String, name: String, namespace: String = "default", hostname: String? = nil,
        network: NetworkMode = .bridge, ports: [PortMapping] = [],
        pid: NamespaceSharing = .container, ipc: NamespaceSharing = .sandbox,
        allowsPrivileged: Bool = false,
        limits: ResourceLimits = ResourceLimits(), cgroupParent: String? = nil,
        labels: [String: String] = [:], annotations: [String: String] = [:],
        logDirectory: String, sysctls: [String: String] = [:], sharedMemoryBytes: Int64? = nil,
        dns: DNSConfig? = nil, extraHosts: [HostEntry] = []
    ) {
        self.id = id
        self.name = name
        self.namespace = namespace
        self.hostname = hostname
        self.network = network
        self.ports = ports
        self.pid = pid
        self.ipc = ipc
        self.allowsPrivileged = allowsPrivileged
        self.limits = limits
        self.cgroupParent = cgroupParent
        self.labels = labels
        self.annotations = annotations
        self.logDirectory = logDirectory
        self.sysctls = sysctls
        self.sharedMemoryBytes = sharedMemoryBytes
        self.dns = dns
        self.extraHosts = extraHosts
    }
}

/// Who shares a process or IPC namespace.
package enum NamespaceSharing: String, Sendable, Hashable, CaseIterable {
    case container
    case sandbox
    case host
}

package enum TransportProtocol: String, Sendable, Hashable, CaseIterable {
    case tcp
    case udp
}

/// A wish to publish a port of the sandbox on the machine.
package struct PortMapping: Sendable, Hashable {
    package var containerPort: UInt16
    /// 0 asks for any free port of the dynamic range.
    package var hostPort: UInt16
    package var transport: TransportProtocol
    /// An IPv4 address of the machine; nil means all of them.
    package var hostAddress: String?

    package init(
        containerPort: UInt16, hostPort: UInt16 = 0, transport: TransportProtocol = .tcp,
        hostAddress: String? = nil
    ) {
        self.containerPort = containerPort
        self.hostPort = hostPort
        self.transport = transport
        self.hostAddress = hostAddress
    }
}

package struct DNSConfig: Sendable, Hashable {
    package var servers: [String]
    package var searches: [String]
    package var options: [String]

    package init(servers: [String] = [], searches: [String] = [], options: [String] = []) {
        self.servers = servers
        self.searches = searches
        self.options = options
    }
}

/// One line of /etc/hosts.
package struct HostEntry: Sendable, Hashable {
    package var hostname: String
    package var address: String

    package init(hostname: String, address: String) {
        self.hostname = hostname
        self.address = address
    }
}

/// CPU and memory bounds of a container or of a whole sandbox.
package struct ResourceLimits: Sendable, Hashable {
    /// Relative weight in ECS CPU units, 1024 = one vCPU's worth; nil means the kernel's default.
    package var cpuShares: Int64?
    /// Hard ceiling in the same units (512 = half a vCPU); nil means none.
    package var cpuQuotaUnits: Int64?
    /// Hard ceiling in bytes: beyond it the kernel kills (`ContainerExit.outOfMemory`).
    package var memoryBytes: Int64?
    /// Soft floor in bytes, given back first under pressure.
    package var memoryReservationBytes: Int64?
    /// Most processes and threads.
    package var processes: Int64?

    package init(
        cpuShares: Int64? = nil, cpuQuotaUnits: Int64? = nil, memoryBytes: Int64? = nil,
        memoryReservationBytes: Int64? = nil, processes: Int64? = nil
    ) {
        self.cpuShares = cpuShares
        self.cpuQuotaUnits = cpuQuotaUnits
        self.memoryBytes = memoryBytes
        self.memoryReservationBytes = memoryReservationBytes
        self.processes = processes
    }
}
