import Foundation
import HostNetwork
import Runtime
import Synchronization
import Testing
import Workload

/// What outlives what: agents, containerd and containers end in any order.
@Suite(.serialized, .enabled(if: TestMachine.canRun, TestMachine.why), .timeLimit(.minutes(3)))
struct AdoptionTests {
    private static let sleeper = TestImage.container("main", ["sleep", "600"])

    @Test func aNewAgentFindsEverythingAsItWas() async throws {
        let machine = TestMachine()
        try await machine.cleaningUp {
            let before = try await machine.withRuntime { runtime in
                try await runtime.importImages(TestImage.busybox)
                let spec = machine.sandbox("kept", ports: [PortMapping(containerPort: 80)])
                let running = try await runtime.start(spec, Self.sleeper)
                return (
                    running, try await runtime.container(running.container),
                    try daemonPID(machine)
                )
            }
            try await machine.withRuntime { runtime in
                #expect(try daemonPID(machine) == before.2)
                let sandboxes = try await runtime.sandboxes()
                #expect(sandboxes == [before.0.sandbox])
                #expect(sandboxes.first?.labels == ["test": "kept"])
                let container = try await runtime.container(before.0.container)
                #expect(container == before.1)
                #expect(try await runtime.containers().map(\.id) == [before.0.container])
                // Its port is still its own.
                let port = try #require(sandboxes.first?.ports.first?.hostPort)
                let wish = PortMapping(containerPort: 80, hostPort: port)
                let error = await #expect(throws: RuntimeError.self) {
                    try await runtime.createSandbox(machine.sandbox("thief", ports: [wish]))
                }
                #expect(error?.code == .portInUse)
                // And the refused one left nothing behind.
                #expect(try await runtime.sandboxes().map(\.workloadID) == ["kept"])
            }
        }
    }

    private func daemonPID(_ machine: TestMachine) throws -> String {
        try String(contentsOfFile: machine.configuration.pidFile, encoding: .utf8)
    }

    @Test func containersOutliveContainerd() async throws {
        try await TestMachine.run { machine, runtime in
            let running = try await runtime.start(machine.sandbox("kept"), Self.sleeper)
            let brief = try await runtime.start(
                machine.sandbox("brief"),
                TestImage.container("main", ["sh", "-c", "sleep 1; exit 4"]))
            let before = try await runtime.container(running.container)
            let pid = try #require(
                Int32(try daemonPID(machine).trimmingCharacters(in: .whitespacesAndNewlines)))
            kill(pid, SIGKILL)
            // It is started again, and calls wait for that.
            let ended = try await runtime.end(of: brief.container)
            #expect(ended.code == 4)
            #expect(try await runtime.container(running.container) == before)
            #expect(try daemonPID(machine) != "\(pid)\n")
        }
    }

    @Test func changesAreSeenAsTheyHappen() async throws {
        try await TestMachine.run { machine, runtime in
            let first = try await runtime.start(machine.sandbox("first"), Self.sleeper)
            let seen = Seen()
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    try await runtime.watch { seen.add($0) }
                }
                _ = try await eventually("the first pass") {
                    seen.contains { $0 == .synchronized } ? true : nil
                }
                #expect(
                    seen.contains {
                        if case .container(let status) = $0 {
                            status.id == first.container && status.state == .running
                        } else {
                            false
                        }
                    })
                let spec = machine.sandbox("second")
                let second = try await runtime.start(
                    spec, TestImage.container("main", ["sh", "-c", "sleep 1; exit 6"]))
                let lateness = try await eventually("its end is seen") { () -> Duration? in
                    for event in seen.all {
                        if case .container(let status) = event, status.id == second.container,
                            case .exited(let exit) = status.state, exit.code == 6,
                            let finished = status.finishedAt
                        {
                            let now = Int64(Date().timeIntervalSince1970 * 1e9)
                            return .nanoseconds(now - finished.nanosecondsSinceEpoch)
                        }
                    }
                    return nil
                }
                #expect(lateness < .milliseconds(700))
                try await runtime.removeSandbox(second.sandbox.id)
                _ = try await eventually("its removal is seen") {
                    seen.contains { $0 == .sandboxRemoved(second.sandbox.id) }
                        && seen.contains { $0 == .containerRemoved(second.container) } ? true : nil
                }
                group.cancelAll()
                await #expect(throws: CancellationError.self) { try await group.next() }
            }
        }
    }

    private final class Seen: Sendable {
        private let events = Mutex<[RuntimeEvent]>([])
        var all: [RuntimeEvent] { events.withLock { $0 } }
        func add(_ event: RuntimeEvent) { events.withLock { $0.append(event) } }
        func contains(_ test: (RuntimeEvent) -> Bool) -> Bool { all.contains(where: test) }
    }

    /// `cleaningUp` proves that nothing stays, whatever state it finds.
    @Test func aMachineWithoutContainerdIsStillRemoved() async throws {
        let machine = TestMachine()
        try await machine.cleaningUp {
            try await machine.withRuntime { runtime in
                try await runtime.importImages(TestImage.busybox)
                _ = try await runtime.start(
                    machine.sandbox("orphan", ports: [PortMapping(containerPort: 80)]),
                    Self.sleeper)
            }
            #expect(try await machine.leftovers().count > 4)
            let pid = try #require(
                Int32(try daemonPID(machine).trimmingCharacters(in: .whitespacesAndNewlines)))
            kill(pid, SIGKILL)
        }
    }

    @Test func aCancelledCreationLeavesNothing() async throws {
        try await TestMachine.run { machine, runtime in
            for delay in [0, 20, 60] {
                let task = Task {
                    try await runtime.createSandbox(
                        machine.sandbox("cut-\(delay)", ports: [PortMapping(containerPort: 80)]))
                }
                try await Task.sleep(for: .milliseconds(delay))
                task.cancel()
                _ = await task.result
                if case .success(let status) = await task.result {
                    try await runtime.removeSandbox(status.id)
                }
            }
            _ = try await eventually("no sandbox is left") {
                try await runtime.sandboxes().isEmpty ? true : nil
            }
            let leases = "\(machine.configuration.directory)/cni/leases"
            let taken = FileManager.default.enumerator(atPath: leases)?.compactMap { $0 as? String }
                .filter { $0.contains("10.") }
            #expect(taken?.isEmpty != false)
        }
    }

    @Test func sandboxesStartSideBySide() async throws {
        try await TestMachine.run { machine, runtime in
            let bindings = try await withThrowingTaskGroup(of: UInt16.self) { group in
                for index in 0..<8 {
                    group.addTask {
                        let running = try await runtime.start(
                            machine.sandbox("s\(index)", ports: [PortMapping(containerPort: 80)]),
                            Self.sleeper)
                        return try #require(running.sandbox.ports.first?.hostPort)
                    }
                }
                return try await group.reduce(into: Set<UInt16>()) { $0.insert($1) }
            }
            #expect(bindings.count == 8)
            let addresses = try await runtime.sandboxes().compactMap(\.address)
            #expect(Set(addresses).count == 8)
        }
    }
}
