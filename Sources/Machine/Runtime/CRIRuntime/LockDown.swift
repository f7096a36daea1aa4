import Workload

/// What a container on a locked-down machine may not have; pure.
///
/// Such a machine runs one task for somebody who has no say over the computer. Its containers have
/// the runtime's default system call filter (containerd's, which only privileged containers escape),
/// capabilities as below, and no way to devices, paths or namespaces of the machine.
enum LockDown {
    /// The only capability that Fargate lets a task add.
    static let addable: Set<String> = ["SYS_PTRACE"]
    /// Of the runtime's default capabilities, those that only reach beyond a container: device nodes
    /// and the computer's audit log.
    static let dropped = ["MKNOD", "AUDIT_WRITE"]

    /// Why a sandbox is refused; nil when it is not.
    static func refusal(_ spec: SandboxSpec) -> String? {
        if spec.allowsPrivileged { return "privileged containers" }
        if spec.network == .host { return "the machine's network" }
        if spec.pid == .host || spec.ipc == .host { return "the machine's processes or memory" }
        return nil
    }

    /// Why a container is refused; nil when it is not.
    ///
    /// - Parameter folder: Paths below it are the task's own.
    static func refusal(_ spec: ContainerSpec, folder: String) -> String? {
        if spec.privileged { return "privileged containers" }
        if let device = spec.devices.first { return "the device \(device.hostPath)" }
        let added = spec.addedCapabilities.map(\.plainCapability)
        if let name = added.first(where: { !addable.contains($0) }) {
            return "the capability \(name)"
        }
        for mount in spec.mounts {
            guard case .bind(let path) = mount.source else { continue }
            let steps = path.split(separator: "/")
            if !path.hasPrefix("\(folder)/") || steps.contains("..") { return "the path \(path)" }
        }
        return nil
    }

    /// The container as it is made.
    static func restricted(_ spec: ContainerSpec) -> ContainerSpec {
        var spec = spec
        spec.droppedCapabilities += dropped.filter { !spec.droppedCapabilities.contains($0) }
        return spec
    }
}

extension ContainerdRuntime {
    /// The container as this machine makes it; throws `RuntimeError` for what it does not give.
    func admitted(_ spec: ContainerSpec) throws -> ContainerSpec {
        guard configuration.isLockedDown else { return spec }
        // The runtime's folder is one of the machine's.
        let directory = configuration.directory
        let folder = directory[..<(directory.lastIndex(of: "/") ?? directory.endIndex)]
        if let what = LockDown.refusal(spec, folder: String(folder)) {
            throw RuntimeError(.invalidSpec, .createContainer, "this machine does not give \(what)")
        }
        return LockDown.restricted(spec)
    }
}

extension String {
    /// `CAP_SYS_PTRACE` and `sys_ptrace` are the same.
    fileprivate var plainCapability: String {
        let name = uppercased()
        return name.hasPrefix("CAP_") ? String(name.dropFirst(4)) : name
    }
}
