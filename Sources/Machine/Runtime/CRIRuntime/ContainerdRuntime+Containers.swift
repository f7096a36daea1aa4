import CRI
import struct GRPCCore.RPCError
import Glibc
import HostNetwork
import Synchronization
package import Workload

extension ContainerdRuntime {
    package func createContainer(
        _ spec: ContainerSpec, in sandbox: SandboxID, of sandboxSpec: SandboxSpec
    ) async throws -> ContainerID {
        let subject = "container \(spec.name) of \(sandboxSpec.id)"
        if let signal = spec.stopSignal, Signal.number(of: signal) == nil {
            throw RuntimeError(
                .invalidSpec, .createContainer, "\(subject): \(signal) is no signal")
        }
        for limit in spec.ulimits where limit.soft > limit.hard {
            throw RuntimeError(
                .invalidSpec, .createContainer,
                "\(subject): soft limit of \(limit.name) is above the hard one")
        }
        let spec = try admitted(spec)
        noteUse(of: spec.image)
        return try await call(.createContainer, subject) {
            let mounts = try makeMounts(spec, workload: sandboxSpec.id)
            let log = "\(sandboxSpec.logDirectory)/\(Requests.logFile(spec))"
            try SystemFile.makeDirectory(String(log[..<(log.lastIndex(of: "/") ?? log.endIndex)]))
            var request = CRICreateContainerRequest()
            request.podSandboxID = sandbox.rawValue
            request.config = Requests.container(spec, of: sandboxSpec, mounts: mounts)
            request.sandboxConfig = Requests.sandbox(
                sandboxSpec, cgroupParent: sandboxSpec.cgroupParent ?? cgroup(of: sandboxSpec.id),
                bindings: [])
            do {
                let id = try await uninterrupted { [request] in
                    try await self.client.createContainer(request).containerID
                } undo: { id in
                    try await self.removeContainer(ContainerID(rawValue: id))
                }
                if let bytes = spec.limits.memoryReservationBytes {
                    reservations.withLock {
                        $0[id] = Reservation(
                            cgroup: "\(request.sandboxConfig.linux.cgroupParent)/\(id)",
                            bytes: bytes)
                    }
                }
                return ContainerID(rawValue: id)
            } catch {
                try? removeVolumes(of: sandboxSpec.id, spec.name, spec.attempt)
                throw error
            }
        }
    }

    /// Mounts memory where it is asked for and says what to bind.
    private func makeMounts(_ spec: ContainerSpec, workload: String) throws -> [CRIMount] {
        let directory = volumeDirectory(workload, spec.name, spec.attempt)
        return try spec.mounts.enumerated().map { index, mount in
            switch mount.source {
            case .bind(let hostPath):
                guard access(hostPath, F_OK) == 0 else {
                    throw RuntimeError(
                        .volumeFailed, .createContainer,
                        "mount \(mount.containerPath): \(hostPath) does not exist")
                }
                return Requests.bind(hostPath, mount.containerPath, readOnly: mount.readOnly)
            case .tmpfs(let bytes, let options):
                let path = "\(directory)/\(index)"
                try SystemFile.makeDirectory(path)
                do {
                    try Mounts.mountTmpfs(path, bytes: bytes, options: options)
                } catch {
                    throw RuntimeError(.volumeFailed, .createContainer, "\(error)")
                }
                return Requests.bind(path, mount.containerPath, readOnly: mount.readOnly)
            }
        }
    }

    private func volumeDirectory(_ workload: String, _ name: String, _ attempt: UInt32) -> String {
        "\(configuration.volumes(workload))/\(name)-\(attempt)"
    }

    private func removeVolumes(of workload: String, _ name: String, _ attempt: UInt32) throws {
        let directory = volumeDirectory(workload, name, attempt)
        try Mounts.unmountAll(under: directory)
        try SystemFile.removeTree(directory)
    }

    package func startContainer(_ id: ContainerID) async throws {
        try await call(.startContainer, "container \(id)") {
            var request = CRIStartContainerRequest()
            request.containerID = id.rawValue
            let reservation = reservations.withLock { $0.removeValue(forKey: id.rawValue) }
            _ = try await uninterrupted { [request] in
                try await self.client.startContainer(request)
            }
            if let reservation {
                // The container may be over already, and its cgroup with it.
                try? cgroups.setReservation(reservation.cgroup, reservation.bytes)
            }
        }
    }

    package func stopContainer(
        _ id: ContainerID, grace: Duration
    ) async throws -> ContainerStatus {
        try await call(.stopContainer, "container \(id)") {
            var grace = grace
            let before = try await inspect(id, verbose: true)
            if let name = before.status.annotations[Requests.stopSignalAnnotation],
                let signal = Signal.number(of: name), before.status.state == .containerRunning,
                let pid = Answers.pid(before.info)
            {
                // CRI knows only the image's stop signal, so another one is sent from here.
                if grace > .zero {
                    kill(pid, signal)
                    if try await ends(id, within: grace) { return try await container(id) }
                }
                grace = .zero
            }
            var request = CRIStopContainerRequest()
            request.containerID = id.rawValue
            request.timeout = Self.wholeSeconds(grace)
            _ = try await client.stopContainer(request)
            return try await container(id)
        }
    }

    private func ends(_ id: ContainerID, within limit: Duration) async throws -> Bool {
        let deadline = ContinuousClock.now + limit
        var pause = Duration.milliseconds(5)
        while true {
            if try await inspect(id, verbose: false).status.state != .containerRunning {
                return true
            }
            let left = ContinuousClock.now.duration(to: deadline)
            guard left > .zero else { return false }
            try await Task.sleep(for: min(pause, left))
            pause = min(pause * 2, .milliseconds(100))
        }
    }

    /// CRI counts in whole seconds; up, so that nobody gets less than was promised.
    static func wholeSeconds(_ duration: Duration) -> Int64 {
        let (seconds, attoseconds) = duration.components
        return seconds + (attoseconds > 0 ? 1 : 0)
    }

    package func signalContainer(_ id: ContainerID, signal: Int32) async throws {
        try await call(.stopContainer, "container \(id)") {
            let response = try await inspect(id, verbose: true)
            guard response.status.state == .containerRunning, let pid = Answers.pid(response.info)
            else {
                throw RuntimeError(
                    .containerNotRunning, .stopContainer, "container \(id) does not run")
            }
            guard kill(pid, signal) == 0 else { throw SystemError(errno, "signal process \(pid)") }
        }
    }

    package func removeContainer(_ id: ContainerID) async throws {
        try await call(.removeContainer, "container \(id)") {
            let status: ContainerStatus
            do {
                status = try await container(id)
            } catch let error as RuntimeError where error.code == .containerNotFound {
                return
            }
            noteUse(of: status.image)
            var request = CRIRemoveContainerRequest()
            request.containerID = id.rawValue
            try await withoutLostTasks(of: status.sandbox) { [request] in
                _ = try await client.removeContainer(request)
            }
            try removeVolumes(of: status.workloadID, status.name, status.attempt)
            _ = reservations.withLock { $0.removeValue(forKey: id.rawValue) }
        }
    }

    package func container(_ id: ContainerID) async throws -> ContainerStatus {
        try await call(.inspect, "container \(id)") {
            let response = try await inspect(id, verbose: true)
            return Answers.container(
                response.status, sandbox: Answers.sandbox(response.info),
                pid: response.status.state == .containerRunning ? Answers.pid(response.info) : nil)
        }
    }

    private func inspect(
        _ id: ContainerID, verbose: Bool
    ) async throws -> CRIContainerStatusResponse {
        var request = CRIContainerStatusRequest()
        request.containerID = id.rawValue
        request.verbose = verbose
        do {
            return try await client.containerStatus(request)
        } catch let error as RPCError where error.code == .notFound {
            throw RuntimeError(.containerNotFound, .inspect, "there is no container \(id)")
        }
    }

    package func containers() async throws -> [ContainerStatus] {
        var statuses: [ContainerStatus] = []
        for item in try await listContainers() {
            do {
                statuses.append(try await container(item))
            } catch let error as RuntimeError where error.code == .containerNotFound {
                continue  // Gone since it was listed.
            }
        }
        return statuses
    }

    /// The list says which sandbox, the status how it ended.
    func container(_ item: CRIContainer) async throws -> ContainerStatus {
        try await call(.inspect, "container \(item.id)") {
            let status = try await inspect(ContainerID(rawValue: item.id), verbose: false).status
            return Answers.container(
                status, sandbox: SandboxID(rawValue: item.podSandboxID), pid: nil)
        }
    }

    /// Oldest first.
    func listContainers() async throws -> [CRIContainer] {
        try await call(.inspect, "containers") {
            try await client.listContainers(CRIListContainersRequest()).containers
                .sorted { ($0.createdAt, $0.id) < ($1.createdAt, $1.id) }
        }
    }

    package func exec(
        _ command: [String], in container: ContainerID, timeout: Duration
    ) async throws -> ExecResult {
        guard !command.isEmpty, timeout > .zero else {
            throw RuntimeError(.invalidSpec, .exec, "an exec needs a command and a deadline")
        }
        return try await call(.exec, "exec in container \(container)") {
            var request = CRIExecSyncRequest()
            request.containerID = container.rawValue
            request.cmd = command
            request.timeout = Self.wholeSeconds(timeout)
            let response = try await client.execSync(request)
            return ExecResult(
                exitCode: response.exitCode, stdout: Self.bounded(response.stdout),
                stderr: Self.bounded(response.stderr))
        }
    }

    private static func bounded(_ output: some Sequence<UInt8>) -> [UInt8] {
        Array(output.prefix(1 << 20))
    }

    package func stats() async throws -> [ContainerStats] {
        try await call(.stats, "containers") {
            let sandboxes = Dictionary(
                try await listContainers().map { ($0.id, $0.podSandboxID) },
                uniquingKeysWith: { first, _ in first })
            return try await client.listContainerStats(CRIListContainerStatsRequest()).stats
                .map { stats in
                    let id = stats.attributes.id
                    let workload = stats.attributes.labels[Requests.workloadLabel] ?? ""
                    let usage = cgroups.usage("\(cgroup(of: workload))/\(id)")
                    return Answers.stats(
                        stats, sandbox: SandboxID(rawValue: sandboxes[id] ?? ""),
                        workload: workload, usage: usage)
                }
        }
    }

    /// Moves a log aside once it is larger than `maxBytes` (to `<path>.1`, replacing an older one)
    /// and has the runtime begin a new one. A reader that holds the old file loses nothing.
    package func rotateLog(of id: ContainerID, maxBytes: Int64) async throws {
        try await call(.inspect, "log of container \(id)") {
            let response = try await inspect(id, verbose: false)
            let path = response.status.logPath
            guard !path.isEmpty, let size = SystemFile.size(path), size > maxBytes else { return }
            guard rename(path, "\(path).1") == 0 else { throw SystemError(errno, "rotate \(path)") }
            guard response.status.state == .containerRunning else { return }
            var request = CRIReopenContainerLogRequest()
            request.containerID = id.rawValue
            _ = try await client.reopenContainerLog(request)
        }
    }
}

/// Names of signals, as images and task definitions write them.
package enum Signal {
    /// `SIGTERM`, `TERM` or `15`; nil for anything else.
    package static func number(of name: String) -> Int32? {
        if let number = Int32(name) { return (1...64).contains(number) ? number : nil }
        let short = name.uppercased()
        return numbers[short.hasPrefix("SIG") ? String(short.dropFirst(3)) : short]
    }

    private static let numbers: [String: Int32] = [
        "HUP": SIGHUP, "INT": SIGINT, "QUIT": SIGQUIT, "ILL": SIGILL, "TRAP": SIGTRAP,
        "ABRT": SIGABRT, "IOT": SIGABRT, "BUS": SIGBUS, "FPE": SIGFPE, "KILL": SIGKILL,
        "USR1": SIGUSR1, "SEGV": SIGSEGV, "USR2": SIGUSR2, "PIPE": SIGPIPE, "ALRM": SIGALRM,
        "TERM": SIGTERM, "STKFLT": 16, "CHLD": SIGCHLD, "CONT": SIGCONT, "STOP": SIGSTOP,
        "TSTP": SIGTSTP, "TTIN": SIGTTIN, "TTOU": SIGTTOU, "URG": SIGURG, "XCPU": SIGXCPU,
        "XFSZ": SIGXFSZ, "VTALRM": SIGVTALRM, "PROF": SIGPROF, "WINCH": SIGWINCH, "IO": SIGIO,
        "POLL": SIGIO, "PWR": SIGPWR, "SYS": SIGSYS, "RTMIN": 34, "RTMAX": 64,
    ]
}
