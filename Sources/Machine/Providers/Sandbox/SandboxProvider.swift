import Files
import FoundationEssentials
import Glibc
import HostNetwork
import Logging
import MachineProtocol
import Networking
import Processes
import Runtime
import Shapes
import Synchronization
import Workload

/// Machines out of namespaces and control groups.
///
/// One first process holds a machine's namespaces (network, mounts, processes, host name, IPC);
/// killing it kills everything on the machine, and with the last process mounts and network are gone.
/// Nothing of it is mounted or named outside but a link, a control group and a folder.
struct SandboxProvider: MachineMaker {
    let names: HostNames
    let underlay: Underlay
    let agents: AgentLaunch
    let view: SharedView
    let logger: Logger
    private let cgroups = Cgroups()

    /// How long an agent may take to stop what runs on its machine.
    static let stopGrace = Duration.seconds(30)

    init(
        names: HostNames, underlay: Underlay, agents: AgentLaunch, view: SharedView, logger: Logger
    ) {
        self.names = names
        self.underlay = underlay
        self.agents = agents
        self.view = view
        self.logger = logger
    }

    /// - Parameter age: How old what is known may be.
    func look(_ record: MachineRecord, noOlderThan age: Duration) -> MachineSight {
        let id = record.order.id
        let view = view.read(noOlderThan: age)
        var sight = MachineSight()
        sight.isAlive = view.firstProcesses[id] != nil
        sight.hasAgent = view.agents[id] != nil
        let hasLink = IPv4Address(record.address).map { address in
            view.links.contains(names.link(address, in: underlay.block))
        }
        sight.hasDisk = access(names.disk(id), F_OK) == 0
        sight.isWhole = hasLink == true && access("\(names.disk(id))/ready", F_OK) == 0
        sight.hasRemains =
            sight.isAlive || sight.hasAgent || hasLink == true || view.cgroups.contains(id)
        return sight
    }

    // MARK: Making

    /// Makes a machine of which nothing but the disk may be there.
    func build(_ record: MachineRecord) async throws {
        let order = record.order
        guard let address = IPv4Address(record.address) else {
            throw ProviderError("the machine has no address")
        }
        let disk = names.disk(order.id)
        try FileManager.default.createDirectory(
            atPath: disk, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o711])
        unlink("\(disk)/ready")
        try WholeFile.replace("\(disk)/resolv.conf", with: Resolver.configuration(), mode: 0o644)
        try cgroups.make(names.cgroup(order.id), Self.limits(order))
        try cgroups.make(names.systemCgroup(order.id), ResourceLimits())
        _ = try ChildProcess(
            "/bin/sh",
            entering(
                names.systemCgroup(order.id), lock: names.lock(order.id),
                [
                    "unshare", "--mount", "--propagation", "private", "--pid", "--fork",
                    "--kill-child", "--mount-proc", "--net", "--uts", "--ipc", "sh", "-c",
                    "hostname \"$1\"; shift; exec sh \"$@\"", "sh", Self.hostName(record),
                    names.initProgram, order.id, "\(order.boots)", disk, names.dataDirectory,
                ]), environment: Self.environment, output: names.agentLog(order.id),
            isolation: .session)
        let pid = try await awaitFirstProcess(order.id)
        let addresses = (order.publicAddresses ?? []).compactMap { IPv4Address($0) }
        try await underlay.connect(address, pid: pid, publicAddresses: addresses)
    }

    static let environment = ["PATH": Command.searchPath.joined(separator: ":"), "LC_ALL": "C"]

    /// A shell's arguments: it moves itself into a control group and becomes another program.
    ///
    /// - Parameter lock: A file that it and the program hold as long as they live. One that was
    ///   started by a host which then was killed may be on its way still.
    private func entering(
        _ cgroup: String, lock: String? = nil, _ program: [String]
    ) -> [String] {
        let files = Set(Cgroups.controllers.compactMap { cgroups.directory(cgroup, $0) })
        let script = """
            if [ -n "$1" ]; then exec 9>"$1"; flock -n 9 || exit 75; fi
            shift
            while [ "$1" != -- ]; do echo $$ >"$1/cgroup.procs" || exit 1; shift; done
            shift
            exec "$@"
            """
        return ["-c", script, "sh", lock ?? ""] + files.sorted() + ["--"] + program
    }

    private func awaitFirstProcess(_ id: String) async throws -> Int32 {
        let ready = "\(names.disk(id))/ready"
        let deadline = ContinuousClock.now + .seconds(10)
        while ContinuousClock.now < deadline {
            if access(ready, F_OK) == 0,
                let pid = view.read(noOlderThan: .zero).firstProcesses[id]
            {
                return pid
            }
            try await Task.sleep(for: .milliseconds(10))
        }
        let log = try WholeFile.read("\(names.disk(id))/first-process.log") ?? []
        throw ProviderError(
            "the first process did not come up: " + String(decoding: log.suffix(500), as: UTF8.self)
        )
    }

    static func limits(_ order: MachineOrder) -> ResourceLimits {
        let size = MachineSize(order)
        return ResourceLimits(
            cpuQuotaUnits: Int64(size.cpuUnits), memoryBytes: Int64(size.memoryMiB) << 20,
            processes: Int64(order.processes))
    }

    static func hostName(_ record: MachineRecord) -> String {
        let name = record.order.metadata?["meta-data/local-hostname"] ?? record.order.id
        let first = name.prefix { $0 != "." }
        return first.utf8.count <= 63 && !first.isEmpty ? String(first) : record.order.id
    }

    // MARK: Running

    /// Starts the machine's agent; the child ends with it.
    func startAgent(_ record: MachineRecord) async throws {
        let order = record.order
        guard let pid = view.read(noOlderThan: .zero).firstProcesses[order.id] else {
            throw ProviderError("the machine has no first process")
        }
        let places = AgentLaunch.Places(
            disk: names.disk(order.id), cgroup: names.cgroup(order.id),
            gateway: underlay.block.gateway)
        let (program, environment) = try await agents.command(order, places)
        let log = names.agentLog(order.id)
        if let size = Self.size(of: log), size > 16 << 20 { unlink(log) }
        let child = try ChildProcess(
            "/bin/sh",
            entering(
                names.systemCgroup(order.id), lock: names.agentLock(order.id),
                Self.inside(pid) + program),
            environment: Self.environment.merging(environment) { $1 }, output: log,
            isolation: .session)
        let deadline = ContinuousClock.now + .seconds(10)
        while child.ending == nil, view.read(noOlderThan: .zero).agents[order.id] == nil {
            guard ContinuousClock.now < deadline else {
                child.signal(SIGKILL)
                throw ProviderError("the agent did not start within ten seconds")
            }
            try await Task.sleep(for: .milliseconds(10))
        }
    }

    /// Its agent and its user data print to files.
    func console(_ record: MachineRecord) -> [UInt8]? { nil }

    private static func inside(_ pid: Int32) -> [String] {
        ["nsenter", "--target", "\(pid)", "--mount", "--net", "--uts", "--ipc", "--pid", "--"]
    }

    private static func size(of path: String) -> Int? {
        var info = stat()
        return stat(path, &info) == 0 ? Int(info.st_size) : nil
    }

    /// Runs a script to its end or the limit; what it printed.
    ///
    /// - Parameter isWanted: Asked now and then; when it says no the script is ended.
    func runUserData(
        _ script: [UInt8], _ record: MachineRecord, limit: Duration,
        isWanted: @escaping @Sendable () -> Bool
    ) async throws -> [UInt8]? {
        let order = record.order
        let cgroup = names.userDataCgroup(order.id)
        try await killAll(in: cgroup, within: .seconds(10))
        guard let pid = view.read(noOlderThan: .zero).firstProcesses[order.id] else {
            throw ProviderError("the machine has no first process")
        }
        let disk = names.disk(order.id)
        try WholeFile.replace("\(disk)/user-data", with: script, mode: 0o600)
        try cgroups.make(cgroup, ResourceLimits())
        let size = max(16, order.memoryMiB / 2)
        let inner =
            Self.inside(pid) + [
                "unshare", "--mount", "--propagation", "private", "--pid", "--fork", "--kill-child",
                "--mount-proc", "sh", "-c", SandboxPrograms.userData, "sh", disk,
                names.dataDirectory,
                "\(size)m",
            ]
        // The end of what it prints is kept without ever keeping more.
        let command = Command(
            "/bin/sh",
            [
                "-c", "cgroup=$1; shift; /bin/sh \"$@\" 2>&1 | tail -c \(Console.limit)", "sh",
                cgroup,
            ] + entering(cgroup, inner),
            environment: Self.environment.map { "\($0.key)=\($0.value)" },
            timeout: limit + .seconds(30))
        let wasEnded = EndedByUs()
        let output = try await withThrowingTaskGroup(of: [UInt8].self) { group in
            group.addTask { try await command.run().stdout }
            group.addTask {
                let deadline = ContinuousClock.now + limit
                while isWanted(), ContinuousClock.now < deadline {
                    try await Task.sleep(for: .milliseconds(200))
                }
                wasEnded.note()
                try await killAll(in: cgroup, within: .seconds(10))
                // What it has printed comes from the other task.
                try await Task.sleep(for: .seconds(60))
                return []
            }
            defer { group.cancelAll() }
            return try await group.next() ?? []
        }
        try await killAll(in: cgroup, within: .seconds(10))
        let note = wasEnded.isTrue ? "user data was ended before its own end\n" : ""
        return output + Array(note.utf8)
    }

    // MARK: Ending

    /// Takes away everything but the disk.
    func dismantle(_ record: MachineRecord, graceful: Bool) async throws {
        let id = record.order.id
        if graceful { try await stopAgent(id) }
        try await dismantle(id)
        if let address = IPv4Address(record.address) {
            try await underlay.remove(names.link(address, in: underlay.block))
        }
    }

    /// The same for what is left of a machine that is not known.
    func dismantle(_ id: String) async throws {
        if let pid = view.read(noOlderThan: .zero).firstProcesses[id] { kill(pid, SIGKILL) }
        try await killAll(in: names.cgroup(id), within: .seconds(20))
        unlink("\(names.disk(id))/ready")
    }

    private func stopAgent(_ id: String) async throws {
        guard let pid = view.read(noOlderThan: .zero).agents[id] else { return }
        kill(pid, SIGINT)
        let deadline = ContinuousClock.now + Self.stopGrace
        while ContinuousClock.now < deadline, ProcessTable.isAlive(pid) {
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    /// Until nothing is in the group, which then is removed.
    private func killAll(in cgroup: String, within limit: Duration) async throws {
        let deadline = ContinuousClock.now + limit
        while true {
            let pids = cgroups.processes(cgroup)
            for pid in pids { kill(pid, SIGKILL) }
            if pids.isEmpty, cgroups.remove(cgroup) { return }
            guard ContinuousClock.now < deadline else {
                throw ProviderError("processes \(pids.sorted()) of \(cgroup) do not end")
            }
            try await Task.sleep(for: .milliseconds(10))
        }
    }

    func removeDisk(_ id: String) async throws {
        try await Command(
            "/bin/rm", ["-rf", "--one-file-system", "--", names.disk(id)], timeout: .seconds(600)
        ).runSuccessfully()
    }

    /// What of the host's is on the computer.
    func find() -> SweepPlan.Found {
        let view = view.read(noOlderThan: .zero)
        var found = SweepPlan.Found()
        found.links = view.links
        found.cgroups = view.cgroups
        found.machines = Set(view.firstProcesses.keys).union(view.agents.keys)
        found.virtualMachines = Set(view.virtualMachines.keys)
        return found
    }

    /// Removes the group of all machines; they must be gone.
    func close() { cgroups.remove(names.cgroups) }
}

/// Whether a script was ended from outside.
private final class EndedByUs: Sendable {
    private let state = Mutex(false)

    var isTrue: Bool { state.withLock { $0 } }
    func note() { state.withLock { $0 = true } }
}

/// Where machines ask for names.
enum Resolver {
    /// The computer's own resolvers, but for those on its loopback address, which machines do not
    /// reach; systemd's stub says elsewhere whom it asks.
    static func configuration() throws -> [UInt8] {
        for path in ["/etc/resolv.conf", "/run/systemd/resolve/resolv.conf"] {
            let bytes = try WholeFile.read(path, limit: 64 << 10) ?? []
            let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
            let kept = lines.filter { line in
                let words = line.split(whereSeparator: \.isWhitespace)
                return words.first != "nameserver" || words.count < 2
                    || !(words[1].hasPrefix("127.") || words[1] == "::1")
            }
            if kept.contains(where: { $0.hasPrefix("nameserver") }) {
                return Array((kept.joined(separator: "\n") + "\n").utf8)
            }
        }
        return Array("# This computer names no resolver that its machines can reach.\n".utf8)
    }
}
