import Foundation
import HostNetwork
import MachineProtocol
import Networking
import Providers
import Runtime
import Shapes
import Testing

/// Real machines on this computer.
@Suite(.serialized, .enabled(if: geteuid() == 0)) struct SandboxTests {
    let stand: Stand

    init() throws { stand = try Stand() }

    private func text(_ result: CommandResult) -> String {
        String(decoding: result.stdout + result.stderr, as: UTF8.self)
    }

    private func isRunning(_ host: MachineHost, _ id: String) async throws {
        try await eventually("\(id) to run") {
            if host.state(of: id)?.state == .failed {
                Issue.record("\(host.state(of: id)!)")
                throw CancellationError()
            }
            return host.state(of: id)?.state == .running
                && ProcessTable.pids { host.names.machine(ofAgent: $0) == id }.count == 1
        }
    }

    /// First processes and agents of all machines.
    private func pids() -> [Int32] {
        ProcessTable.pids { words in
            stand.names.machine(ofInit: words) != nil || stand.names.machine(ofAgent: words) != nil
        }.sorted()
    }

    @Test func oneLivesAndEnds() async throws {
        defer { stand.remove() }
        try await stand.withHost { host in
            try host.order(order("i-1"))
            try await isRunning(host, "i-1")
            let address = try #require(host.state(of: "i-1")?.underlay)
            let seen = try await host.inside("i-1", "ip", "-4", "addr", "show", "underlay")
            #expect(text(seen).contains(address))
            try host.order(order("i-1") { $0.wish = .terminated })
            try await eventually("it to end") { host.state(of: "i-1")?.state == .terminated }
            #expect(!FileManager.default.fileExists(atPath: host.names.disk("i-1")))
            #expect(!stand.leftovers.contains { $0.hasPrefix("skv") || $0.hasPrefix("pid") })
        }
        #expect(stand.leftovers == [])
    }

    @Test func twelveAtOnce() async throws {
        defer { stand.remove() }
        try await stand.withHost { host in
            let start = ContinuousClock.now
            let ids = (1...12).map { "i-\($0)" }
            for id in ids { try host.order(order(id)) }
            for id in ids { try await isRunning(host, id) }
            let seconds = (ContinuousClock.now - start) / .seconds(1)
            let memory = ids.reduce(0) { sum, id in
                let group = stand.cgroups.directory(host.names.cgroup(id), "memory") ?? ""
                let files = ["memory.usage_in_bytes", "memory.current"].compactMap {
                    try? String(contentsOfFile: "\(group)/\($0)", encoding: .utf8)
                }
                return sum + (files.first.flatMap { Int($0.dropLast()) } ?? 0)
            }
            print("12 machines without agents: \(seconds) s, \(memory >> 10) KiB in all")
            #expect(Set(ids.compactMap { host.state(of: $0)?.underlay }).count == 12)
            #expect(seconds < 20)
        }
        #expect(stand.leftovers == [])
    }

    @Test func memoryAndProcessesAreLimitedEachToItself() async throws {
        defer { stand.remove() }
        try await stand.withHost { host in
            try host.order(order("i-1") { $0.memoryMiB = 64 }, order("i-2"))
            try await isRunning(host, "i-1")
            try await isRunning(host, "i-2")
            let agents = ProcessTable.pids { host.names.machine(ofAgent: $0) == "i-2" }
            // What enters a machine from outside must be put into its group by hand.
            func run(_ script: String, on id: String) async throws -> CommandResult {
                let groups = Cgroups.controllers.compactMap {
                    stand.cgroups.directory(host.names.systemCgroup(id), $0)
                }
                let first = ProcessTable.pids { host.names.machine(ofInit: $0) == id }.max() ?? 0
                let enter = Set(groups).map { "echo $$ >\($0)/cgroup.procs; " }.joined()
                return try await Command(
                    "/bin/sh", ["-c", enter + "exec nsenter -t \(first) -a sh -c '\(script)'"]
                ).run()
            }
            let greedy = try await run(
                "head -c 200000000 /dev/zero | tail -c 190000000 | wc -c; echo after", on: "i-1")
            #expect(!text(greedy).contains("190000000"))
            let modest = try await run(
                "head -c 30000000 /dev/zero | tail -c 20000000 | wc -c", on: "i-2")
            #expect(text(modest).contains("20000000"))
            #expect(ProcessTable.pids { host.names.machine(ofAgent: $0) == "i-2" } == agents)
            let many = try await run(
                "i=0; while [ $i -lt 300 ]; do sleep 20 >/dev/null 2>&1 & i=$((i+1)); done; echo all",
                on: "i-2")
            #expect(!text(many).contains("all"))
            // Half a processor for half a second of wall time and more.
            let before = ContinuousClock.now
            let busy = try await run(
                "i=0; while [ $i -lt 400000 ]; do i=$((i+1)); done; cut -d\" \" -f14,15 /proc/self/stat; times",
                on: "i-1")
            #expect(busy.exitCode == 0)
            let group = stand.cgroups.directory(host.names.cgroup("i-1"), "cpu") ?? ""
            let quota = try String(
                contentsOfFile: FileManager.default.fileExists(atPath: "\(group)/cpu.max")
                    ? "\(group)/cpu.max" : "\(group)/cpu.cfs_quota_us", encoding: .utf8)
            #expect(quota.hasPrefix("50000"))
            #expect(ContinuousClock.now - before < .seconds(60))
        }
        #expect(stand.leftovers == [])
    }

    @Test func userDataChangesOnlyTheMachine() async throws {
        defer { stand.remove() }
        let name = "/skerry-test-\(UUID().uuidString)"
        let script = """
            #!/bin/sh
            echo hello from $(hostname) $$
            echo ECS_CLUSTER=blue >> /etc/ecs/ecs.config
            echo x > \(name)
            ls \(stand.folder) | sed 's/^/data: /'
            curl -s -m 5 http://169.254.169.254/latest/meta-data/instance-id
            exit 3
            """
        try await stand.withHost { host in
            let data = Base64.encode(Array(script.utf8))
            try host.order(order("i-1") { $0.userData = data })
            try await isRunning(host, "i-1")
            let console = try #require(host.state(of: "i-1")?.console)
            #expect(console.contains("hello from i-1"))
            #expect(console.contains("exit code 3"))
            #expect(console.contains("i-1user data") || console.contains("\ni-1"))
            #expect(!console.contains("data: host"))
            #expect(!FileManager.default.fileExists(atPath: name))
            let kept = try String(
                contentsOfFile: "\(host.names.disk("i-1"))/ecs.config", encoding: .utf8)
            #expect(kept.contains("ECS_CLUSTER=blue"))
            // Once only, also when it boots again.
            try host.order(
                order("i-1") {
                    $0.userData = data
                    $0.boots = 1
                })
            try await eventually("the reboot") {
                host.state(of: "i-1")?.boots == 1 && host.state(of: "i-1")?.state == .running
            }
            try await isRunning(host, "i-1")
            let again = host.state(of: "i-1")?.console ?? ""
            #expect(again.components(separatedBy: "hello from").count == 2)
        }
        #expect(stand.leftovers == [])
    }

    @Test func userDataThatHangsIsEnded() async throws {
        defer { stand.remove() }
        try await stand.withHost { host in
            let script = "#!/bin/sh\necho begun\nsleep 1000\n"
            try host.order(order("i-1") { $0.userData = Base64.encode(Array(script.utf8)) })
            try await isRunning(host, "i-1")
            let console = host.state(of: "i-1")?.console ?? ""
            #expect(console.contains("begun") && console.contains("before its own end"))
            // An order to end does not wait for it.
            try host.order(order("i-2") { $0.userData = Base64.encode(Array(script.utf8)) })
            try await eventually("the script") {
                !ProcessTable.pids { $0.contains("/var/lib/cloud/instance/user-data") }.isEmpty
            }
            try host.order(order("i-2") { $0.wish = .terminated })
            try await eventually("the end", within: .seconds(4)) {
                host.state(of: "i-2")?.state == .terminated
            }
        }
        #expect(stand.leftovers == [])
    }

    @Test func metadataIsToldToEachItsOwn() async throws {
        defer { stand.remove() }
        try await stand.withHost { host in
            try host.order(order("i-1"), order("i-2") { $0.metadata?[":http-tokens"] = "required" })
            try await isRunning(host, "i-1")
            try await isRunning(host, "i-2")
            let base = "http://169.254.169.254/latest"
            for id in ["i-1", "i-2"] {
                let token = text(
                    try await host.inside(
                        id, "curl", "-s", "-m", "5", "-X", "PUT", "-H",
                        "X-aws-ec2-metadata-token-ttl-seconds: 60", "\(base)/api/token"))
                let seen = text(
                    try await host.inside(
                        id, "curl", "-s", "-m", "5", "-H", "X-aws-ec2-metadata-token: \(token)",
                        "\(base)/meta-data/instance-id"))
                #expect(seen == id)
            }
            let status = ["-s", "-m", "5", "-o", "/dev/null", "-w", "%{http_code}"]
            let plain = { (id: String) in
                try await host.inside(id, ["curl"] + status + ["\(base)/meta-data/"])
            }
            #expect(text(try await plain("i-1")) == "200")
            #expect(text(try await plain("i-2")) == "401")
            // A borrowed address gets no answer.
            let other = try #require(host.state(of: "i-2")?.underlay)
            _ = try await host.inside("i-1", "ip", "addr", "add", "\(other)/32", "dev", "lo")
            let borrowed = try await host.inside(
                "i-1", ["curl"] + status + ["--interface", other, "\(base)/meta-data/"])
            #expect(text(borrowed) == "000")
        }
        #expect(stand.leftovers == [])
    }

    @Test func machinesReachWhatTheyMayOnly() async throws {
        defer { stand.remove() }
        try await stand.withHost { host in
            try host.order(order("i-1"), order("i-2"))
            try await isRunning(host, "i-1")
            try await isRunning(host, "i-2")
            let other = try #require(host.state(of: "i-2")?.underlay)
            @Sendable func python(_ id: String, _ program: String) async throws -> String {
                text(try await host.inside(id, "python3", "-c", program))
            }
            let listener = """
                import socket; s=socket.socket(socket.AF_INET,socket.SOCK_DGRAM); s.settimeout(10)
                s.bind(('\(other)',4789)); print(s.recv(99))
                """
            async let heard = python("i-2", listener)
            let speaker = """
                import socket,time; s=socket.socket(socket.AF_INET,socket.SOCK_DGRAM)
                for _ in range(20): s.sendto(b'hello',('\(other)',4789)); time.sleep(0.1)
                """
            _ = try await python("i-1", speaker)
            #expect(try await heard.contains("hello"))
            let tcp = try await python(
                "i-1",
                "import socket; s=socket.socket(); s.settimeout(1); print(s.connect_ex(('\(other)',80)))"
            )
            #expect(!tcp.hasPrefix("0"))
            let loopback = try await python(
                "i-1",
                "import socket; s=socket.socket(); s.settimeout(1); print(s.connect_ex(('\(host.block.gateway)',22)))"
            )
            #expect(!loopback.hasPrefix("0"))
        }
        #expect(stand.leftovers == [])
    }

    @Test func stopKeepsDiskAndAddress() async throws {
        defer { stand.remove() }
        try await stand.withHost { host in
            try host.order(order("i-1"), order("i-2"))
            try await isRunning(host, "i-1")
            let address = host.state(of: "i-1")?.underlay
            let file = "\(host.names.disk("i-1"))/kept"
            _ = try await host.inside("i-1", "touch", file)
            try host.order(order("i-1") { $0.wish = .stopped })
            try await eventually("it to stop") { host.state(of: "i-1")?.state == .stopped }
            #expect(ProcessTable.pids { host.names.machine(ofInit: $0) == "i-1" } == [])
            try host.order(order("i-1") { $0.boots = 1 })
            try await isRunning(host, "i-1")
            #expect(host.state(of: "i-1")?.underlay == address)
            #expect(FileManager.default.fileExists(atPath: file))
        }
        #expect(stand.leftovers == [])
    }

    @Test func anotherHostTakesUpWhatRuns() async throws {
        defer { stand.remove() }
        try await stand.withHost(.keepRunning) { host in
            try host.order(order("i-1"), order("i-2"))
            try await isRunning(host, "i-1")
            try await isRunning(host, "i-2")
        }
        let before = pids()
        #expect(before.count >= 4)
        try await stand.withHost { host in
            try await isRunning(host, "i-1")
            try await isRunning(host, "i-2")
            #expect(pids() == before)
            let status = try await host.inside(
                "i-1", "curl", "-s", "-m", "5",
                "http://169.254.169.254/latest/meta-data/instance-id")
            #expect(text(status) == "i-1")
        }
        #expect(stand.leftovers == [])
        // Stopped with its host, it comes back with the next one.
        try await stand.withHost { host in try await isRunning(host, "i-1") }
        #expect(stand.leftovers == [])
    }

    @Test func deathIsReportedAndARebootHeals() async throws {
        defer { stand.remove() }
        try await stand.withHost { host in
            try host.order(order("i-1"))
            try await isRunning(host, "i-1")
            for pid in ProcessTable.pids(where: { host.names.machine(ofInit: $0) == "i-1" }) {
                kill(pid, SIGKILL)
            }
            try await eventually("the failure") { host.state(of: "i-1")?.state == .failed }
            #expect(host.state(of: "i-1")?.reason?.contains("first process") == true)
            try await eventually("the remains to go") {
                !stand.leftovers.contains { $0.hasPrefix("skv") }
            }
            try host.order(order("i-1") { $0.boots = 1 })
            try await eventually("the reboot") { host.state(of: "i-1")?.boots == 1 }
            try await eventually("it to run again") { host.state(of: "i-1")?.state == .running }
            try await isRunning(host, "i-1")
            // An agent that dies now and then is started again.
            for pid in ProcessTable.pids(where: { host.names.machine(ofAgent: $0) == "i-1" }) {
                kill(pid, SIGKILL)
            }
            try await isRunning(host, "i-1")
        }
        #expect(stand.leftovers == [])
    }

    @Test func whatNobodyOrderedIsSwept() async throws {
        defer { stand.remove() }
        try await stand.withHost(.keepRunning) { host in
            try host.order(order("i-1"), order("i-2"))
            try await isRunning(host, "i-1")
            try await isRunning(host, "i-2")
        }
        try FileManager.default.removeItem(atPath: stand.names.record("i-1"))
        try await stand.withHost { host in
            try await isRunning(host, "i-2")
            #expect(ProcessTable.pids { host.names.machine(ofInit: $0) == "i-1" } == [])
        }
        #expect(stand.leftovers == [])
    }

    @Test func aLockedDownMachineSeesNoDevices() async throws {
        defer { stand.remove() }
        try await stand.withHost { host in
            try host.order(order("i-1") { $0.isLockedDown = true })
            try await isRunning(host, "i-1")
            let devices = text(
                try await host.inside("i-1", "sh", "-c", "find /dev -type b | wc -l"))
            #expect(devices.trimmingCharacters(in: .whitespacesAndNewlines) == "0")
            let words = try #require(
                ProcessTable.pids { host.names.machine(ofAgent: $0) == "i-1" }.first
                    .flatMap(ProcessTable.arguments))
            #expect(words.contains("--locked-down"))
        }
        #expect(stand.leftovers == [])
    }
}
