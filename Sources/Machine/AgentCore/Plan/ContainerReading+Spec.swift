import AgentProtocol
import Workload

extension ContainerReading {
    /// What the runtime is told, all but image and attempt.
    func spec(mounts: [Mount], labels: [String: String]) throws(PlanFailure) -> ContainerSpec {
        var spec = ContainerSpec(name: name, image: "")
        spec.entryPoint = nonEmpty(wire.entryPoint)
        spec.command = nonEmpty(command)
        spec.environment = (wire.environment ?? [:]).sorted { $0.key < $1.key }.map {
            EnvironmentVariable(name: $0.key, value: $0.value)
        }
        spec.workingDirectory = nonEmpty(config.workingDir)
        spec.user = nonEmpty(config.user)
        spec.readOnlyRoot = host.readonlyRootfs ?? false
        spec.privileged = wire.privileged ?? host.privileged ?? false
        spec.noNewPrivileges = (host.securityOpt ?? []).contains {
            $0.hasPrefix("no-new-privileges")
        }
        let added = (host.capAdd ?? []) + (wire.linuxParameters?.capabilities?.add ?? [])
        let dropped = (host.capDrop ?? []) + (wire.linuxParameters?.capabilities?.drop ?? [])
        spec.addedCapabilities = capabilities(added)
        spec.droppedCapabilities = capabilities(dropped)
        spec.ulimits = try ulimits()
        spec.limits = limits
        spec.mounts = mounts + temporaryMounts
        spec.devices = try devices()
        spec.stopSignal = nonEmpty(config.stopSignal)
        spec.tty = config.tty ?? false
        spec.stdin = config.openStdin ?? false
        spec.labels = labels
        spec.labels[WorkloadLabel.containerName] = name
        // Docker labels may be longer than the runtime lets its own labels be.
        spec.annotations = config.labels ?? [:]
        return spec
    }

    private func nonEmpty<T: Collection>(_ value: T?) -> T? {
        guard let value, !value.isEmpty else { return nil }
        return value
    }

    private func capabilities(_ names: [String]) -> [String] {
        var seen: Set<String> = []
        return names.map { $0.uppercased() }
            .map { $0.hasPrefix("CAP_") ? String($0.dropFirst(4)) : $0 }
            .filter { seen.insert($0).inserted }
    }

    /// The agent passes a CPU share of at least 2, the kernel's least, also for containers that
    /// ask for none (as the stock agent does since 1.84).
    private var limits: ResourceLimits {
        var limits = ResourceLimits(cpuShares: Int64(max(2, wire.cpu ?? 0)))
        if let memory = wire.memory, memory > 0 { limits.memoryBytes = Int64(memory) << 20 }
        if let soft = host.memoryReservation, soft > 0 {
            limits.memoryReservationBytes = Int64(soft)
        }
        return limits
    }

    private func ulimits() throws(PlanFailure) -> [Ulimit] {
        var result: [Ulimit] = []
        for limit in host.ulimits ?? [] {
            guard let kind = Ulimit.Name(rawValue: limit.name ?? "") else {
                throw PlanFailure("ulimit '\(limit.name ?? "")' is not known", container: name)
            }
            func value(_ number: Int?) -> UInt64 {
                guard let number, number >= 0 else { return .max }
                return UInt64(number)
            }
            result.append(Ulimit(name: kind, soft: value(limit.soft), hard: value(limit.hard)))
        }
        return result
    }

    private func devices() throws(PlanFailure) -> [Workload.Device] {
        var result: [Workload.Device] = []
        for device in wire.linuxParameters?.devices ?? [] {
            let letters = (device.permissions ?? [.read, .write, .mknod]).map { permission in
                switch permission {
                case .read: "r"
                case .write: "w"
                default: "m"
                }
            }
            result.append(
                Workload.Device(
                    hostPath: try path(device.hostPath), containerPath: device.containerPath,
                    permissions: letters.joined()))
        }
        for device in host.devices ?? [] {
            result.append(
                Workload.Device(
                    hostPath: try path(device.pathOnHost), containerPath: device.pathInContainer,
                    permissions: device.cgroupPermissions ?? "rwm"))
        }
        return result
    }

    private func path(_ path: String?) throws(PlanFailure) -> String {
        guard let path, path.hasPrefix("/") else {
            throw PlanFailure("device path '\(path ?? "")' is not absolute", container: name)
        }
        return path
    }

    /// `HostConfig.Tmpfs`: path → mount options with an optional `size=`.
    private var temporaryMounts: [Mount] {
        (host.tmpfs ?? [:]).sorted { $0.key < $1.key }.map { path, text in
            var options = text.split(separator: ",").map(String.init)
            var size: Int64 = 0
            options.removeAll { option in
                guard option.hasPrefix("size=") else { return false }
                size = Self.bytes(option.dropFirst(5)) ?? 0
                return true
            }
            let isReadOnly = options.contains("ro")
            return Mount(
                source: .tmpfs(sizeBytes: size > 0 ? size : 64 << 20, options: options),
                containerPath: path, readOnly: isReadOnly)
        }
    }

    /// A size with an optional k, m or g, as mount(8) reads it.
    static func bytes(_ text: Substring) -> Int64? {
        let shift: Int64
        switch text.last {
        case "k", "K": shift = 10
        case "m", "M": shift = 20
        case "g", "G": shift = 30
        default: shift = 0
        }
        guard let number = Int64(shift == 0 ? text : text.dropLast()), number >= 0,
            number <= Int64.max >> shift
        else { return nil }
        return number << shift
    }
}
