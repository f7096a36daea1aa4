import Glibc
import HostNetwork
package import Workload

/// The cgroups of sandboxes, on a machine with version 1 (or both) or version 2 mounted.
package struct Cgroups: Sendable {
    /// Where each controller is, by name; all the same directory in version 2.
    private let roots: [String: String]
    /// Every hierarchy in which the runtime makes cgroups, for looking and removing.
    private let hierarchies: [String]
    private let isUnified: Bool

    package static let controllers = ["cpu", "memory", "pids"]

    /// Looks at what is mounted.
    package init() { self.init(mountinfo: SystemFile.text("/proc/self/mountinfo") ?? "") }

    init(mountinfo: String) {
        var roots: [String: String] = [:]
        var hierarchies: [String] = []
        var unified: String?
        for line in mountinfo.split(separator: "\n") {
            // … (5) mount point … " - " type source super-options
            let halves = line.split(separator: " - ", maxSplits: 1)
            guard halves.count == 2 else { continue }
            let fields = halves[0].split(separator: " ")
            let about = halves[1].split(separator: " ")
            guard fields.count > 4, about.count > 2 else { continue }
            let point = String(fields[4])
            if about[0] == "cgroup" {
                if !hierarchies.contains(point) { hierarchies.append(point) }
                for option in about[2].split(separator: ",") { roots[String(option)] = point }
            } else if about[0] == "cgroup2" {
                unified = unified ?? point
            }
        }
        isUnified = roots.isEmpty
        if isUnified, let unified {
            for controller in Self.controllers + ["io"] { roots[controller] = unified }
        }
        self.roots = roots
        self.hierarchies = hierarchies + (unified.map { [$0] } ?? [])
    }

    /// The directory of a cgroup for one controller; nil when that is not mounted.
    package func directory(_ path: String, _ controller: String) -> String? {
        roots[controller].map { $0 + path }
    }

    /// Makes a cgroup with its ancestors and sets its limits.
    package func make(_ path: String, _ limits: ResourceLimits) throws {
        for root in Set(Self.controllers.compactMap { roots[$0] }) {
            var directory = root
            for part in path.split(separator: "/") {
                if isUnified { enableControllers(in: directory) }
                directory += "/\(part)"
                if mkdir(directory, 0o755) != 0 && errno != EEXIST {
                    throw SystemError(errno, "make cgroup \(directory)")
                }
            }
            if isUnified { enableControllers(in: directory) }
        }
        for setting in Self.settings(limits, unified: isUnified) {
            guard let directory = directory(path, setting.controller) else {
                throw SystemError(ENOENT, "find the cgroup controller \(setting.controller)")
            }
            try SystemFile.set("\(directory)/\(setting.file)", setting.value)
        }
    }

    /// The soft memory limit of a running container, which CRI has no word for.
    func setReservation(_ path: String, _ bytes: Int64) throws {
        guard let directory = directory(path, "memory") else { return }
        let file = isUnified ? "memory.low" : "memory.soft_limit_in_bytes"
        try SystemFile.set("\(directory)/\(file)", String(bytes))
    }

    struct Setting: Hashable {
        var controller: String
        var file: String
        var value: String
    }

    /// The files to write for limits. Pure.
    static func settings(_ limits: ResourceLimits, unified: Bool) -> [Setting] {
        var settings: [Setting] = []
        func add(_ controller: String, _ file: String, _ value: String) {
            settings.append(Setting(controller: controller, file: file, value: value))
        }
        if let units = limits.cpuShares {
            let shares = shares(units)
            // Version 2's weights of 1…10000 stand for version 1's shares of 2…262144.
            let weight = 1 + (shares - 2) * 9999 / 262_142
            unified
                ? add("cpu", "cpu.weight", "\(weight)") : add("cpu", "cpu.shares", "\(shares)")
        }
        if let units = limits.cpuQuotaUnits {
            let quota = quota(units)
            if unified {
                add("cpu", "cpu.max", "\(quota) \(period)")
            } else {
                add("cpu", "cpu.cfs_period_us", "\(period)")
                add("cpu", "cpu.cfs_quota_us", "\(quota)")
            }
        }
        if let bytes = limits.memoryBytes {
            add("memory", unified ? "memory.max" : "memory.limit_in_bytes", "\(bytes)")
        }
        if let bytes = limits.memoryReservationBytes {
            add("memory", unified ? "memory.low" : "memory.soft_limit_in_bytes", "\(bytes)")
        }
        if let count = limits.processes { add("pids", "pids.max", "\(count)") }
        return settings
    }

    /// Microseconds.
    static let period: Int64 = 100_000

    /// The kernel takes 2…262144.
    static func shares(_ units: Int64) -> Int64 { min(max(units, 2), 262_144) }

    /// Microseconds of CPU in each period; the kernel takes no less than 1,000.
    static func quota(_ units: Int64) -> Int64 { max(units * period / 1024, 1000) }

    /// Failing is fine: a controller may be missing or enabled already.
    private func enableControllers(in directory: String) {
        for controller in Self.controllers + ["cpuset", "io"] {
            try? SystemFile.set("\(directory)/cgroup.subtree_control", "+\(controller)")
        }
    }

    /// Pids in a cgroup and below it, in any hierarchy.
    package func processes(_ path: String) -> Set<Int32> {
        var pids: Set<Int32> = []
        for hierarchy in hierarchies {
            Self.walk(hierarchy + path) { directory in
                let text = SystemFile.text("\(directory)/cgroup.procs") ?? ""
                pids.formUnion(text.split(separator: "\n").compactMap { Int32($0) })
            }
        }
        return pids
    }

    /// Removes a cgroup and those below it from every hierarchy.
    /// - Returns: whether nothing is left; false while processes are in it.
    @discardableResult
    package func remove(_ path: String) -> Bool {
        precondition(path.count > 1, "the root cgroup is not ours")
        var isGone = true
        for hierarchy in hierarchies {
            Self.walk(hierarchy + path) { directory in
                if rmdir(directory) != 0 && errno != ENOENT { isGone = false }
            }
        }
        return isGone
    }

    /// Names of the groups directly under a path, in whatever hierarchy they are.
    package func children(_ path: String) -> Set<String> {
        var names: Set<String> = []
        for hierarchy in hierarchies {
            for name in SystemFile.list(hierarchy + path)
            where SystemFile.isDirectory("\(hierarchy)\(path)/\(name)") { names.insert(name) }
        }
        return names
    }

    /// Visits children before their parent.
    private static func walk(_ directory: String, _ visit: (String) -> Void) {
        guard access(directory, F_OK) == 0 else { return }
        for name in SystemFile.list(directory) {
            let child = "\(directory)/\(name)"
            if SystemFile.isDirectory(child) { walk(child, visit) }
        }
        visit(directory)
    }

    struct Usage: Hashable {
        var memoryLimitBytes: UInt64?
        var readBytes: UInt64?
        var writtenBytes: UInt64?
    }

    /// What CRI's statistics leave out.
    func usage(_ path: String) -> Usage {
        var usage = Usage()
        if let directory = directory(path, "memory") {
            let file = isUnified ? "memory.max" : "memory.limit_in_bytes"
            let text = SystemFile.text("\(directory)/\(file)")?
                .split(whereSeparator: \.isWhitespace).first
            // Version 1 says "none" with the largest multiple of a page, version 2 with "max".
            if let bytes = text.flatMap({ UInt64($0) }), bytes < UInt64(1) << 62 {
                usage.memoryLimitBytes = bytes
            }
        }
        if isUnified, let directory = directory(path, "io") {
            let text = SystemFile.text("\(directory)/io.stat") ?? ""
            (usage.readBytes, usage.writtenBytes) = Self.unifiedBlockBytes(text)
        } else if let directory = directory(path, "blkio") {
            let text = SystemFile.text("\(directory)/blkio.throttle.io_service_bytes") ?? ""
            (usage.readBytes, usage.writtenBytes) = Self.blockBytes(text)
        }
        return usage
    }

    /// Lines of `8:0 Read 4096`.
    static func blockBytes(_ text: String) -> (read: UInt64, written: UInt64) {
        var sums = (read: UInt64(0), written: UInt64(0))
        for line in text.split(separator: "\n") {
            let fields = line.split(separator: " ")
            guard fields.count == 3, let bytes = UInt64(fields[2]) else { continue }
            if fields[1] == "Read" { sums.read += bytes }
            if fields[1] == "Write" { sums.written += bytes }
        }
        return sums
    }

    /// Lines of `8:0 rbytes=4096 wbytes=0 …`.
    static func unifiedBlockBytes(_ text: String) -> (read: UInt64, written: UInt64) {
        var sums = (read: UInt64(0), written: UInt64(0))
        for field in text.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
            if field.hasPrefix("rbytes=") { sums.read += UInt64(field.dropFirst(7)) ?? 0 }
            if field.hasPrefix("wbytes=") { sums.written += UInt64(field.dropFirst(7)) ?? 0 }
        }
        return sums
    }
}
