import FoundationEssentials
import Glibc
import Runtime
import Synchronization

/// What a host's machines have on the computer, read in one pass over the process table.
struct ComputerView: Sendable {
    /// By machine id: first processes and agents, as the host numbers them.
    var firstProcesses: [String: Int32] = [:]
    var agents: [String: Int32] = [:]
    var virtualMachines: [String: Int32] = [:]
    var links: Set<String> = []
    var cgroups: Set<String> = []

    static func read(_ names: HostNames) -> ComputerView {
        var view = ComputerView()
        for name in list("/proc") {
            guard let pid = Int32(name), let arguments = ProcessTable.arguments(of: pid) else {
                continue
            }
            if let id = names.machine(ofInit: arguments) {
                // `unshare` keeps the same arguments for a moment between fork and exec; the first
                // process is number one of its own.
                if isFirst(pid) { view.firstProcesses[id] = pid }
            } else if let id = names.machine(ofAgent: arguments) {
                view.agents[id] = pid
            } else if let id = names.machine(ofVirtualMachine: arguments) {
                view.virtualMachines[id] = pid
            }
        }
        view.links = Set(list("/sys/class/net").filter { $0.hasPrefix(names.linkPrefix) })
        view.cgroups = Cgroups().children(names.cgroups)
        return view
    }

    /// Whether it is the first process of a namespace below ours.
    private static func isFirst(_ pid: Int32) -> Bool {
        guard let text = try? String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8),
            let line = text.split(separator: "\n").first(where: { $0.hasPrefix("NSpid:") })
        else { return false }
        let numbers = line.split(whereSeparator: \.isWhitespace).dropFirst()
        return numbers.count > 1 && numbers.last == "1"
    }

    private static func list(_ path: String) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    }

    /// The computer's kernel, since it was started.
    static func bootID() -> String {
        let text = try? String(contentsOfFile: "/proc/sys/kernel/random/boot_id", encoding: .utf8)
        return text.map { String($0.prefix { !$0.isWhitespace }) } ?? ""
    }
}

/// A view that many look at: read again when it is older than the looker allows.
final class SharedView: Sendable {
    private let names: HostNames
    private let last = Mutex<(view: ComputerView, at: ContinuousClock.Instant)?>(nil)

    init(_ names: HostNames) { self.names = names }

    func read(noOlderThan age: Duration) -> ComputerView {
        let known = last.withLock { $0 }
        if let known, ContinuousClock.now - known.at < age { return known.view }
        let start = ContinuousClock.now
        let view = ComputerView.read(names)
        last.withLock { $0 = (view, start) }
        return view
    }
}
