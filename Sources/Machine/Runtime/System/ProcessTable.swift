import Glibc

/// The processes of this machine, as /proc shows them.
package enum ProcessTable {
    /// Pids of live processes whose arguments satisfy a test.
    package static func pids(where matches: ([String]) -> Bool) -> [Int32] {
        SystemFile.list("/proc").compactMap { Int32($0) }.filter { pid in
            arguments(of: pid).map(matches) ?? false
        }
    }

    /// nil for a process that is gone, is a zombie, or belongs to the kernel.
    package static func arguments(of pid: Int32) -> [String]? {
        guard let bytes = SystemFile.read("/proc/\(pid)/cmdline"), !bytes.isEmpty else {
            return nil
        }
        return bytes.split(separator: 0, omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
    }

    package static func isAlive(_ pid: Int32) -> Bool { arguments(of: pid) != nil }

    /// Kills and waits until they are gone.
    /// - Returns: those that are still there at the deadline.
    package static func kill(_ pids: [Int32], within limit: Duration) async -> [Int32] {
        let deadline = ContinuousClock.now + limit
        for pid in pids { Glibc.kill(pid, SIGKILL) }
        while true {
            let left = pids.filter(isAlive)
            if left.isEmpty || ContinuousClock.now >= deadline { return left }
            try? await Task.sleep(for: .milliseconds(10))
        }
    }
}
