import CRI
import HostNetwork
import Workload

/// From our specifications to CRI's messages. Pure.
enum Requests {
    /// Labels and annotations under this prefix are ours; the rest is the caller's.
    static let prefix = "skerry.dev/"
    static let workloadLabel = "skerry.dev/workload"
    static let networkAnnotation = "skerry.dev/network"
    static let portsAnnotation = "skerry.dev/ports"
    static let logsAnnotation = "skerry.dev/log-directory"
    static let stopSignalAnnotation = "skerry.dev/stop-signal"

    /// What an unprivileged container must not see or change, as docker has it.
    private static let maskedPaths = [
        "/proc/acpi", "/proc/asound", "/proc/kcore", "/proc/keys", "/proc/latency_stats",
        "/proc/timer_list", "/proc/timer_stats", "/proc/sched_debug", "/proc/scsi",
        "/sys/firmware", "/sys/devices/virtual/powercap",
    ]
    private static let readOnlyPaths = [
        "/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger",
    ]

    static func sandbox(
        _ spec: SandboxSpec, cgroupParent: String, bindings: [PortBinding]
    ) -> CRIPodSandboxConfig {
        var config = CRIPodSandboxConfig()
        config.metadata.name = spec.name
        config.metadata.namespace = spec.namespace
        config.metadata.uid = spec.id
        config.hostname = hostname(spec)
        config.logDirectory = spec.logDirectory
        config.labels = spec.labels
        config.labels[workloadLabel] = spec.id
        config.annotations = spec.annotations
        config.annotations[networkAnnotation] = spec.network.text
        config.annotations[logsAnnotation] = spec.logDirectory
        if !bindings.isEmpty { config.annotations[portsAnnotation] = PortText.encode(bindings) }
        if let dns = spec.dns ?? spec.network.interface.map(names) {
            config.dnsConfig.servers = dns.servers
            config.dnsConfig.searches = dns.searches
            config.dnsConfig.options = dns.options
        }
        config.linux.cgroupParent = cgroupParent
        config.linux.sysctls = spec.sysctls
        config.linux.securityContext.namespaceOptions = namespaces(spec)
        config.linux.securityContext.privileged = spec.allowsPrivileged
        config.linux.securityContext.seccomp.profileType =
            spec.allowsPrivileged ? .unconfined : .runtimeDefault
        return config
    }

    private static func hostname(_ spec: SandboxSpec) -> String {
        switch spec.network {
        case .host: ""
        case .interface(let interface): spec.hostname ?? interface.hostname
        case .bridge, .none: spec.hostname ?? String(spec.id.prefix(12))
        }
    }

    private static func names(_ interface: NetworkInterface) -> DNSConfig {
        DNSConfig(servers: interface.nameServers, searches: interface.searches)
    }

    /// Lines of /etc/hosts beside the runtime's own.
    static func hosts(_ spec: SandboxSpec) -> String {
        var entries = spec.extraHosts
        if let interface = spec.network.interface {
            entries.insert(
                HostEntry(hostname: hostname(spec), address: interface.address), at: 0)
        }
        return entries.map { "\($0.address)\t\($0.hostname)\n" }.joined()
    }

    private static func namespaces(_ spec: SandboxSpec) -> CRINamespaceOption {
        var options = CRINamespaceOption()
        options.network = spec.network == .host ? .node : .pod
        options.pid = mode(spec.pid)
        options.ipc = mode(spec.ipc)
        return options
    }

    private static func mode(_ sharing: NamespaceSharing) -> CRINamespaceMode {
        switch sharing {
        case .container: .container
        case .sandbox: .pod
        case .host: .node
        }
    }

    /// - Parameter mounts: with every `tmpfs` already replaced by the path where it is.
    static func container(
        _ spec: ContainerSpec, of sandbox: SandboxSpec, mounts: [CRIMount]
    ) -> CRIContainerConfig {
        var config = CRIContainerConfig()
        config.metadata.name = spec.name
        config.metadata.attempt = spec.attempt
        config.image.image = spec.image
        config.command = spec.entryPoint ?? []
        config.args = spec.command ?? []
        config.workingDir = spec.workingDirectory ?? ""
        config.envs = spec.environment.map { variable in
            var pair = CRIKeyValue()
            pair.key = variable.name
            // Bytes in newer versions of the protocol, which are the same on the wire.
            pair.value = .init(variable.value.utf8)
            return pair
        }
        config.mounts = mounts
        config.devices = spec.devices.map { device in
            var message = CRIDevice()
            message.hostPath = device.hostPath
            message.containerPath = device.containerPath
            message.permissions = device.permissions
            return message
        }
        config.labels = spec.labels
        config.labels[workloadLabel] = sandbox.id
        config.annotations = spec.annotations
        if let signal = spec.stopSignal { config.annotations[stopSignalAnnotation] = signal }
        if !spec.ulimits.isEmpty {
            config.annotations[ContainerdFiles.ulimitsAnnotation] = ContainerdFiles.ulimits(
                spec.ulimits)
        }
        config.logPath = logFile(spec)
        config.tty = spec.tty
        config.stdin = spec.stdin
        config.linux.resources = resources(spec)
        config.linux.securityContext = security(spec, sandbox)
        return config
    }

    static func logFile(_ spec: ContainerSpec) -> String {
        spec.logFile ?? "\(spec.name)/\(spec.attempt).log"
    }

    private static func resources(_ spec: ContainerSpec) -> CRILinuxContainerResources {
        var resources = CRILinuxContainerResources()
        if let units = spec.limits.cpuShares { resources.cpuShares = Cgroups.shares(units) }
        if let units = spec.limits.cpuQuotaUnits {
            resources.cpuPeriod = Cgroups.period
            resources.cpuQuota = Cgroups.quota(units)
        }
        if let bytes = spec.limits.memoryBytes { resources.memoryLimitInBytes = bytes }
        if let score = spec.oomScoreAdjustment { resources.oomScoreAdj = Int64(score) }
        return resources
    }

    private static func security(
        _ spec: ContainerSpec, _ sandbox: SandboxSpec
    ) -> CRILinuxContainerSecurityContext {
        var context = CRILinuxContainerSecurityContext()
        context.namespaceOptions = namespaces(sandbox)
        context.privileged = spec.privileged
        context.readonlyRootfs = spec.readOnlyRoot
        context.noNewPrivs = spec.noNewPrivileges
        context.capabilities.addCapabilities = spec.addedCapabilities
        context.capabilities.dropCapabilities = spec.droppedCapabilities
        // The runtime resolves `name`, `uid`, `name:group` and `uid:gid` alike in the image.
        context.runAsUsername = spec.user ?? ""
        context.seccomp.profileType = spec.privileged ? .unconfined : .runtimeDefault
        if !spec.privileged {
            context.maskedPaths = maskedPaths
            context.readonlyPaths = readOnlyPaths
        }
        return context
    }

    static func bind(_ hostPath: String, _ containerPath: String, readOnly: Bool) -> CRIMount {
        var mount = CRIMount()
        mount.hostPath = hostPath
        mount.containerPath = containerPath
        mount.readonly = readOnly
        mount.propagation = .propagationPrivate
        return mount
    }
}

/// Port bindings as the text of an annotation: `0.0.0.0:32768:80/tcp,…`.
enum PortText {
    static func encode(_ bindings: [PortBinding]) -> String {
        bindings.map { "\($0.hostAddress):\($0.hostPort):\($0.containerPort)/\($0.transport)" }
            .joined(separator: ",")
    }

    /// Leaves out what it does not understand.
    static func decode(_ text: String) -> [PortBinding] {
        text.split(separator: ",").compactMap { item in
            let halves = item.split(separator: "/")
            guard halves.count == 2, let transport = TransportProtocol(rawValue: String(halves[1]))
            else { return nil }
            let parts = halves[0].split(separator: ":")
            guard parts.count == 3, let hostPort = UInt16(parts[1]),
                let containerPort = UInt16(parts[2])
            else { return nil }
            return PortBinding(
                containerPort: containerPort, hostPort: hostPort, transport: transport,
                hostAddress: String(parts[0]))
        }
    }
}
