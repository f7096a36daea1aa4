import Foundation
import HostNetwork
import Networking
import Runtime
import Testing
import Workload

/// Real containers on a real containerd. Serialised, because each test brings up a machine.
@Suite(.serialized, .enabled(if: TestMachine.canRun, TestMachine.why), .timeLimit(.minutes(3)))
struct ContainerdRuntimeTests {
    @Test func servesThroughAPublishedPort() async throws {
        try await TestMachine.run { machine, runtime in
            let running = try await runtime.start(
                machine.sandbox("web", ports: [PortMapping(containerPort: 80)]),
                TestImage.container("httpd", ["httpd", "-f", "-p", "80", "-h", "/www"]))
            let port = try #require(running.sandbox.ports.first?.hostPort)
            #expect(PortTable.dynamicRange.contains(port))
            let address = try #require(running.sandbox.address)
            let subnet = try #require(runtime.configuration.subnet)
            #expect(subnet.contains(try #require(IPv4Address(address))))
            #expect(try await fetch("127.0.0.1:\(port)") == "hello from the container\n")
            #expect(try await fetch("\(address):80") == "hello from the container\n")
            #expect(try await fetch("\(subnet.gateway):\(port)") == "hello from the container\n")

            // From another container: by address, and back through the published port.
            let client = try await runtime.start(
                machine.sandbox("client"), TestImage.container("sleep", ["sleep", "600"]))
            for target in ["\(address):80", "\(subnet.gateway):\(port)"] {
                let text = try await runtime.shell("wget -qO- http://\(target)/", in: client)
                #expect(text == "hello from the container")
            }
            let stats = try #require(try await runtime.networkStats(of: running.sandbox.id))
            #expect(stats.receivedBytes > 0 && stats.sentBytes > 0)

            // The port is another program's now, and free once the sandbox is gone.
            await #expect(throws: RuntimeError.self) {
                try await runtime.createSandbox(
                    machine.sandbox(
                        "thief", ports: [PortMapping(containerPort: 80, hostPort: port)]))
            }
            try await runtime.removeSandbox(running.sandbox.id)
            let heir = try await runtime.createSandbox(
                machine.sandbox("heir", ports: [PortMapping(containerPort: 80, hostPort: port)]))
            #expect(heir.ports.map(\.hostPort) == [port])
        }
    }

    private func fetch(_ target: String) async throws -> String {
        try await eventually("an answer of \(target)") {
            let result = try await Command(
                Command.find("busybox")!, ["wget", "-qO-", "http://\(target)/"]
            ).run()
            return result.exitCode == 0 ? String(decoding: result.stdout, as: UTF8.self) : nil
        }
    }

    @Test func givesTheContainerWhatItsSpecSays() async throws {
        try await TestMachine.run { machine, runtime in
            let host = "\(machine.configuration.directory)/shared"
            try FileManager.default.createDirectory(
                atPath: host, withIntermediateDirectories: true)
            try "from the machine".write(toFile: "\(host)/file", atomically: true, encoding: .utf8)
            var spec = TestImage.container("main", ["sleep", "600"])
            spec.environment = [.init(name: "GREETING", value: "a 'quoted' \"word\"")]
            spec.workingDirectory = "/www"
            spec.user = "app:staff"
            spec.readOnlyRoot = true
            spec.ulimits = [
                Ulimit(name: .nofile, soft: 100, hard: 200),
                Ulimit(name: .core, soft: 0, hard: .max),
            ]
            spec.limits = ResourceLimits(
                cpuShares: 512, cpuQuotaUnits: 256, memoryBytes: 64 << 20,
                memoryReservationBytes: 32 << 20)
            spec.mounts = [
                Mount(source: .bind(hostPath: host), containerPath: "/shared", readOnly: true),
                Mount(
                    source: .tmpfs(sizeBytes: 1 << 20, options: ["mode=1777"]),
                    containerPath: "/scratch"),
            ]
            spec.droppedCapabilities = ["NET_RAW"]
            var sandbox = machine.sandbox("spec")
            sandbox.hostname = "box"
            sandbox.sharedMemoryBytes = 8 << 20
            sandbox.extraHosts = [HostEntry(hostname: "db.local", address: "10.9.8.7")]
            sandbox.dns = DNSConfig(servers: ["10.1.1.1"], searches: ["example.test"])
            sandbox.sysctls = ["net.ipv4.ip_local_port_range": "40000 50000"]
            let running = try await runtime.start(sandbox, spec)
            let expected = [
                ("echo $GREETING", "a 'quoted' \"word\""),
                ("echo $FROM_IMAGE", "yes"),
                ("pwd", "/www"),
                ("id -u; id -g", "1000\n50"),
                ("touch /x 2>&1 | grep -c Read-only", "1"),
                (
                    "grep 'Max open files' /proc/1/limits | { read a b c soft hard d; echo $soft $hard; }",
                    "100 200"
                ),
                // The soft limit of an executed command is in a race inside runc 1.1.
                ("ulimit -Hn; ulimit -c", "200\n0"),
                ("cat /shared/file", "from the machine"),
                ("touch /shared/x 2>&1 | grep -c Read-only", "1"),
                ("touch /scratch/x && echo fine", "fine"),
                ("df -k /scratch | tail -n 1 | { read a b c; echo $b; }", "1024"),
                ("df -k /dev/shm | tail -n 1 | { read a b c; echo $b; }", "8192"),
                ("hostname", "box"),
                ("grep db.local /etc/hosts", "10.9.8.7\tdb.local"),
                ("grep -v '^$' /etc/resolv.conf", "search example.test\nnameserver 10.1.1.1"),
                ("cat /proc/sys/net/ipv4/ip_local_port_range", "40000\t50000"),
                ("grep -c '^proc /proc/sys proc ro' /proc/self/mounts", "1"),
            ]
            for (script, output) in expected {
                let real = try await runtime.shell(script, in: running)
                #expect(real == output, "\(script)")
            }
            let cgroup = "\(machine.configuration.cgroup)/spec/\(running.container)"
            #expect(
                cgroupValue(cgroup, "memory", "memory.limit_in_bytes", "memory.max") == "67108864")
            #expect(
                cgroupValue(cgroup, "memory", "memory.soft_limit_in_bytes", "memory.low")
                    == "33554432")
            let stats = try #require(try await runtime.stats().first)
            #expect(stats.workloadID == "spec" && stats.name == "main")
            #expect(stats.memoryLimitBytes == 64 << 20)
            #expect(stats.memoryWorkingSetBytes > 0 && stats.cpuNanoseconds > 0)

            let status = try await runtime.container(running.container)
            #expect(status.state == .running && status.startedAt != nil)
            #expect(try #require(status.pid) > 1)
            try await runtime.removeContainer(running.container)
            await #expect(throws: RuntimeError.self) {
                try await runtime.container(running.container)
            }
        }
    }

    /// Version 1 or 2, whichever is mounted.
    private func cgroupValue(
        _ cgroup: String, _ controller: String, _ first: String, _ second: String
    ) -> String? {
        for path in [
            "/sys/fs/cgroup/\(controller)\(cgroup)/\(first)", "/sys/fs/cgroup\(cgroup)/\(second)",
        ] {
            if let text = try? String(contentsOfFile: path, encoding: .utf8) {
                return text.trimmingCharacters(in: .whitespacesAndNewlines)
            }
        }
        return nil
    }

    @Test func limitsAWholeSandbox() async throws {
        try await TestMachine.run { machine, runtime in
            let running = try await runtime.start(
                machine.sandbox(
                    "limited",
                    limits: ResourceLimits(
                        cpuShares: 256, cpuQuotaUnits: 512, memoryBytes: 32 << 20, processes: 50)),
                TestImage.container("main", ["sleep", "600"]))
            let cgroup = "\(machine.configuration.cgroup)/limited"
            #expect(
                cgroupValue(cgroup, "memory", "memory.limit_in_bytes", "memory.max") == "33554432")
            #expect(cgroupValue(cgroup, "pids", "pids.max", "pids.max") == "50")
            _ = running
        }
    }

    @Test func reportsHowContainersEnd() async throws {
        try await TestMachine.run { machine, runtime in
            let spec = machine.sandbox("ends")
            let sandbox = try await runtime.createSandbox(spec)
            func run(_ container: ContainerSpec) async throws -> ContainerID {
                let id = try await runtime.createContainer(container, in: sandbox.id, of: spec)
                try await runtime.startContainer(id)
                return id
            }
            let fine = try await run(TestImage.container("fine", nil))
            #expect(try await runtime.end(of: fine) == ContainerExit(code: 0, reason: .completed))
            let log = try #require(try await runtime.container(fine).logPath)
            #expect(log == "\(spec.logDirectory)/fine/0.log")
            #expect(try logLines(log) == ["stdout: default command"])

            let seven = try await run(
                TestImage.container("seven", ["sh", "-c", "echo out; echo err >&2; exit 7"]))
            #expect(try await runtime.end(of: seven) == ContainerExit(code: 7, reason: .failed))
            let status = try await runtime.container(seven)
            #expect(try #require(status.startedAt) <= #require(status.finishedAt))
            #expect(
                Set(try logLines(try #require(status.logPath))) == ["stdout: out", "stderr: err"])

            var hungry = TestImage.container(
                "hungry", ["dd", "if=/dev/zero", "of=/dev/null", "bs=200M", "count=1"])
            hungry.limits.memoryBytes = 16 << 20
            let exit = try await runtime.end(of: try await run(hungry))
            #expect(exit == ContainerExit(code: 137, reason: .outOfMemory))

            // A restart is a new container with the next attempt.
            let again = try await run(TestImage.container("seven", ["true"], attempt: 1))
            #expect(try await runtime.end(of: again).code == 0)
            #expect(try await runtime.container(again).attempt == 1)
            #expect(
                try await runtime.containers().map(\.name).sorted() == [
                    "fine", "hungry", "seven", "seven",
                ])

            // entryPoint drops the image's command, as docker does.
            var entry = TestImage.container("entry", nil)
            entry.entryPoint = ["echo", "only this"]
            let only = try await run(entry)
            _ = try await runtime.end(of: only)
            #expect(
                try logLines(try #require(try await runtime.container(only).logPath))
                    == ["stdout: only this"])
        }
    }

    @Test func namesWhatWentWrong()
        async throws
    {
        try await TestMachine.run { machine, runtime in
            let spec = machine.sandbox("errors")
            let sandbox = try await runtime.createSandbox(spec)
            func code(_ container: ContainerSpec) async -> RuntimeError.Code? {
                do {
                    let id = try await runtime.createContainer(container, in: sandbox.id, of: spec)
                    try await runtime.startContainer(id)
                    return nil
                } catch {
                    return (error as? RuntimeError)?.code
                }
            }
            #expect(await code(TestImage.container("a", ["nothing-like-it"])) == .commandNotFound)
            #expect(await code(TestImage.container("b", ["/not/there"])) == .commandNotFound)
            #expect(await code(TestImage.container("c", ["/bin/data"])) == .commandNotExecutable)
            #expect(await code(TestImage.container("d", ["/etc"])) == .commandNotExecutable)
            var container = TestImage.container("e", ["true"])
            container.image = "skerry.test/absent:1"
            #expect(await code(container) == .imageNotFound)
            container = TestImage.container("f", ["true"])
            container.user = "nobody-here"
            #expect(await code(container) == .invalidSpec)
            container = TestImage.container("g", ["true"])
            container.mounts = [
                Mount(source: .bind(hostPath: "/not/there"), containerPath: "/x")
            ]
            #expect(await code(container) == .volumeFailed)
            container = TestImage.container("h", ["true"])
            container.stopSignal = "SIGNOTHING"
            #expect(await code(container) == .invalidSpec)
            container = TestImage.container("i", ["true"])
            container.workingDirectory = "/etc/passwd"
            #expect(await code(container) == .startFailed)
            container = TestImage.container("j", ["true"])
            container.privileged = true
            #expect(await code(container) == .invalidSpec)
            container = TestImage.container("k", ["true"])
            #expect(await code(container) == nil)
            #expect(await code(container) == .alreadyExists)
            await #expect(throws: RuntimeError.self) { try await runtime.createSandbox(spec) }
            do {
                _ = try await runtime.container(ContainerID(rawValue: "none"))
                Issue.record("a container that does not exist was found")
            } catch let error as RuntimeError {
                #expect(error.code == .containerNotFound)
            }
            // Gone is what was asked for.
            try await runtime.removeContainer(ContainerID(rawValue: "none"))
            try await runtime.removeSandbox(SandboxID(rawValue: "none"))
            try await runtime.stopSandbox(SandboxID(rawValue: "none"))
        }
    }

    @Test func stopsWithSignalAndGrace() async throws {
        try await TestMachine.run { machine, runtime in
            let spec = machine.sandbox("stop")
            let sandbox = try await runtime.createSandbox(spec)
            func run(_ name: String, _ script: String, signal: String? = nil) async throws
                -> ContainerID
            {
                var container = TestImage.container(name, ["sh", "-c", script])
                container.stopSignal = signal
                let id = try await runtime.createContainer(container, in: sandbox.id, of: spec)
                try await runtime.startContainer(id)
                let path = try #require(try await runtime.container(id).logPath)
                _ = try await eventually("\(name) is up") {
                    try logLines(path).isEmpty ? nil : true
                }
                return id
            }
            let clock = ContinuousClock()
            let loop = "echo up; while true; do sleep 0.1; done"

            let polite = try await run("polite", "trap 'exit 3' TERM; \(loop)")
            var ended = try await runtime.stopContainer(polite, grace: .seconds(20))
            #expect(ended.state == .exited(ContainerExit(code: 3, reason: .failed)))

            let deaf = try await run("deaf", "trap '' TERM; \(loop)")
            let waited = try await clock.measure {
                ended = try await runtime.stopContainer(deaf, grace: .seconds(1))
            }
            #expect(ended.state == .exited(ContainerExit(code: 137, reason: .failed)))
            #expect(waited >= .seconds(1) && waited < .seconds(6))

            let other = try await run("other", "trap 'exit 5' USR1; \(loop)", signal: "SIGUSR1")
            ended = try await runtime.stopContainer(other, grace: .seconds(20))
            #expect(ended.state == .exited(ContainerExit(code: 5, reason: .failed)))

            let deafToo = try await run("deaf-too", "trap '' USR1; \(loop)", signal: "USR1")
            ended = try await runtime.stopContainer(deafToo, grace: .milliseconds(300))
            #expect(ended.state == .exited(ContainerExit(code: 137, reason: .failed)))

            // Stopping what has stopped is success.
            ended = try await runtime.stopContainer(deaf, grace: .seconds(1))
            #expect(ended.state == .exited(ContainerExit(code: 137, reason: .failed)))
        }
    }

    @Test func runsCommandsInside() async throws {
        try await TestMachine.run { machine, runtime in
            let running = try await runtime.start(
                machine.sandbox("exec"), TestImage.container("main", ["sleep", "600"]))
            let result = try await runtime.exec(
                ["sh", "-c", "echo out; echo err >&2; exit 9"], in: running.container,
                timeout: .seconds(5))
            #expect(result.exitCode == 9)
            #expect(result.stdout == Array("out\n".utf8) && result.stderr == Array("err\n".utf8))

            func code(_ command: [String], _ timeout: Duration) async -> RuntimeError.Code? {
                do {
                    _ = try await runtime.exec(command, in: running.container, timeout: timeout)
                    return nil
                } catch {
                    return (error as? RuntimeError)?.code
                }
            }
            #expect(await code(["sleep", "30"], .seconds(1)) == .execTimedOut)
            #expect(await code(["nothing-like-it"], .seconds(5)) == .commandNotFound)
            _ = try await runtime.stopContainer(running.container, grace: .zero)
            #expect(await code(["true"], .seconds(5)) == .containerNotRunning)

            // More calls than swift-nio-http2 allows PINGs in 30 seconds.
            for _ in 0..<300 { _ = try await runtime.container(running.container) }
        }
    }

    @Test func keepsToItsNetworkMode() async throws {
        try await TestMachine.run { machine, runtime in
            let alone = try await runtime.start(
                machine.sandbox("alone", network: .none),
                TestImage.container("main", ["sleep", "600"]))
            #expect(alone.sandbox.address == nil)
            #expect(try await runtime.shell("ls /sys/class/net", in: alone) == "lo")
            #expect(
                try await runtime.shell("ip -o link show lo | grep -c LOOPBACK,UP", in: alone)
                    == "1")

            let host = try await runtime.start(
                machine.sandbox("host", network: .host, ports: [PortMapping(containerPort: 8123)]),
                TestImage.container("main", ["sleep", "600"]))
            #expect(host.sandbox.address == nil)
            #expect(host.sandbox.ports.map(\.hostPort) == [8123])
            let inside = try await runtime.shell("ls /sys/class/net", in: host)
            let outside = try FileManager.default.contentsOfDirectory(atPath: "/sys/class/net")
            #expect(Set(inside.split(separator: "\n").map(String.init)) == Set(outside))
            #expect(try await runtime.networkStats(of: host.sandbox.id) == nil)
        }
    }

    @Test func privilegedContainersAreAllowedOnRequest() async throws {
        try await TestMachine.run { machine, runtime in
            var sandbox = machine.sandbox("privileged")
            sandbox.allowsPrivileged = true
            var spec = TestImage.container("main", ["sleep", "600"])
            spec.privileged = true
            let running = try await runtime.start(sandbox, spec)
            let capabilities = try await runtime.shell(
                "grep CapEff /proc/self/status", in: running)
            let ordinary = try await runtime.start(
                machine.sandbox("ordinary"), TestImage.container("main", ["sleep", "600"]))
            let fewer = try await runtime.shell("grep CapEff /proc/self/status", in: ordinary)
            #expect(fewer.hasSuffix("00000000a80425fb"))
            #expect(capabilities != fewer)
        }
    }

    @Test func rotatedLogsLoseNoLine() async throws {
        try await TestMachine.run { machine, runtime in
            let script = "for i in $(seq 1 3000); do echo line $i; done; echo done"
            let running = try await runtime.start(
                machine.sandbox("logs"), TestImage.container("main", ["sh", "-c", script]))
            let path = try #require(try await runtime.container(running.container).logPath)
            var tail = LogTail(path: path)
            var texts: [String] = []
            let deadline = ContinuousClock.now + .seconds(120)
            while texts.last != "done", ContinuousClock.now < deadline {
                let lines = try tail.read()
                texts += lines.map { String(decoding: $0.text, as: UTF8.self) }
                try await runtime.rotateLog(of: running.container, maxBytes: 20_000)
                if lines.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
            }
            #expect(texts == (1...3000).map { "line \($0)" } + ["done"])
            #expect(access("\(path).1", F_OK) == 0)
        }
    }

    /// Not a benchmark, but a figure to hold against the design's budget in the log.
    @Test func startsWithinASecond() async throws {
        try await TestMachine.run { machine, runtime in
            var times: [Duration] = []
            for index in 0..<10 {
                times.append(
                    try await ContinuousClock().measure {
                        _ = try await runtime.start(
                            machine.sandbox(
                                "t\(index)", ports: [PortMapping(containerPort: 80)]),
                            TestImage.container("main", ["sleep", "600"]))
                    })
            }
            let median = times.sorted()[5]
            print("a bridged sandbox with one container runs after \(median) (median of 10)")
            #expect(median < .seconds(1))
        }
    }
}
