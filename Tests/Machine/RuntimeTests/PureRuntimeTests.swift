import CRI
import Foundation
import struct GRPCCore.RPCError
import NIOCore
import Testing

@testable import Runtime
@testable import Workload

struct ImageReferenceTests {
    @Test(arguments: [
        ("busybox", "docker.io/library/busybox:latest"),
        ("busybox:1.36", "docker.io/library/busybox:1.36"),
        ("team/app", "docker.io/team/app:latest"),
        ("docker.io/nginx", "docker.io/library/nginx:latest"),
        ("index.docker.io/nginx", "docker.io/library/nginx:latest"),
        ("localhost/app", "localhost/app:latest"),
        ("localhost:4566/app:v1", "localhost:4566/app:v1"),
        ("quay.io/a/b/c_d.e-f:T.1-x", "quay.io/a/b/c_d.e-f:T.1-x"),
        (
            "123456789012.dkr.ecr.eu-west-1.amazonaws.com/app",
            "123456789012.dkr.ecr.eu-west-1.amazonaws.com/app:latest"
        ),
    ])
    func referencesAreSpeltInFull(text: String, full: String) throws {
        #expect(try #require(ImageReference(text)).description == full)
    }

    @Test func digestsMakeTagsOptional() throws {
        let digest = "sha256:\(String(repeating: "0a", count: 32))"
        let bare = try #require(ImageReference("quay.io/app@\(digest)"))
        #expect(bare.tag == nil && bare.digest == digest)
        let both = try #require(ImageReference("quay.io/app:v1@\(digest)"))
        #expect(both.description == "quay.io/app:v1@\(digest)")
        #expect(both.repository == "quay.io/app")
    }

    @Test(arguments: [
        "", " ", "App", "quay.io/", "quay.io//app", "/app", "app:", "app:-x", "app@sha256:12",
        "app@md5", "app:v1:v2", "quay.io:port/app", "a b", "app@", "quay.io/-app", "quay.io/app-",
        "app\n",
    ])
    func otherTextIsNoReference(text: String) {
        #expect(ImageReference(text) == nil)
    }
}

struct RegistryRouteTests {
    private let route = RegistryRoute(
        hostname: "skerry.localhost", port: 4566, endpoint: "http://127.0.0.1:4566")

    @Test func ourHostsAreKnown() {
        let account = RegistryRoute.Meaning.account("123456789012", region: "eu-west-1")
        #expect(route.meaning(of: "123456789012.dkr.ecr.eu-west-1.amazonaws.com") == account)
        #expect(
            route.meaning(of: "123456789012.dkr.ecr.eu-west-1.skerry.localhost:4566") == account)
        for host in ["localhost:4566", "127.0.0.1:4566", "skerry.localhost:4566"] {
            #expect(route.meaning(of: host) == .local)
        }
    }

    @Test(arguments: [
        "docker.io", "localhost", "localhost:5000", "public.ecr.aws",
        "12345.dkr.ecr.eu-west-1.amazonaws.com", "123456789012.dkr.ecr.amazonaws.com",
        "123456789012.dkr.s3.eu-west-1.amazonaws.com", "evil.123456789012.dkr.ecr.x.amazonaws.com",
        "123456789012.dkr.ecr.eu-west-1.amazonaws.com.evil.com",
        "123456789012.dkr.ecr.eu-west-1.amazonaws.com:443",
        "123456789012.dkr.ecr..amazonaws.com",
    ])
    func othersAreForeign(host: String) {
        #expect(route.meaning(of: host) == .foreign)
    }
}

struct ImageCollectionTests {
    private func candidate(
        _ id: String, _ size: UInt64, age: Int = 100, inUse: Bool = false
    ) -> ImageCollection.Candidate {
        .init(id: id, sizeBytes: size, isInUse: inUse, age: .seconds(age))
    }

    private let policy = ImageCollection.Policy(
        limitBytes: 100, targetBytes: 50, minAge: .seconds(10), maxRemovals: 3)

    @Test func belowTheLimitNothingGoes() {
        #expect(ImageCollection.victims([candidate("a", 60), candidate("b", 40)], policy) == [])
    }

    @Test func theLongestUnusedGoFirstUntilTheTarget() {
        let images = [
            candidate("new", 40, age: 20), candidate("old", 40, age: 90),
            candidate("middle", 40, age: 50),
        ]
        #expect(ImageCollection.victims(images, policy) == ["old", "middle"])
    }

    @Test func usedAndYoungImagesStay() {
        let images = [
            candidate("used", 80, age: 500, inUse: true), candidate("young", 80, age: 9),
            candidate("old", 10, age: 11),
        ]
        #expect(ImageCollection.victims(images, policy) == ["old"])
    }

    @Test func oneGoHasALimit() {
        let images = (0..<9).map { candidate("\($0)", 100, age: 100 + $0) }
        #expect(ImageCollection.victims(images, policy) == ["8", "7", "6"])
    }

    @Test func anImageCountsFromItsLastUseOrFirstSight() {
        var use = ImageUse()
        let start = ContinuousClock.now
        let images = ["a", "b", "c"].map {
            Image(id: $0, tags: ["t/\($0):1"], digests: [], sizeBytes: 1)
        }
        _ = use.candidates(images, inUse: [], at: start)
        use.used("t/b:1", at: start + .seconds(30))
        let later = use.candidates(images, inUse: ["t/c:1"], at: start + .seconds(50))
        #expect(later.map(\.age) == [.seconds(50), .seconds(20), .zero])
        #expect(later.map(\.isInUse) == [false, false, true])
        let last = use.candidates(images, inUse: [], at: start + .seconds(60))
        #expect(last.map(\.age) == [.seconds(60), .seconds(30), .seconds(10)])
    }
}

/// Messages as containerd 1.6.20 and runc 1.1.5 wrote them on a real machine; the real tests
/// provoke most of them again.
struct ErrorTranslationTests {
    private static let pull = "failed to pull and unpack image \"r/x:latest\": "
    private static let create =
        "failed to create containerd task: failed to create shim task: OCI runtime create failed: "
        + "runc create failed: unable to start container process: "

    @Test(arguments: [
        (
            pull + "failed to resolve reference \"r/x:latest\": r/x:latest: not found",
            RuntimeError.Code.imageNotFound
        ),
        (
            pull
                + "failed to resolve reference \"r/x\": pulling from host h failed with status code "
                + "[manifests latest]: 401 Unauthorized", .imageUnauthorized
        ),
        (
            pull
                + "failed to resolve reference \"docker.io/library/x:latest\": pull access denied, "
                + "repository does not exist or may require authorization: server message: "
                + "insufficient_scope: authorization failed", .imageUnauthorized
        ),
        (pull + "no match for platform in manifest: not found", .imagePlatformMismatch),
        (
            pull + "failed commit on ref \"config-sha256:e6\": \"config-sha256:e6\" failed size "
                + "validation: 164 != 163: failed precondition", .imageDigestMismatch
        ),
        (
            pull + "failed commit on ref \"layer-sha256:e6\": unexpected commit digest sha256:1, "
                + "expected sha256:2: failed precondition", .imageDigestMismatch
        ),
        (
            pull + "failed to do request: Head \"http://h/\": dial tcp 127.0.0.1:1: connect: "
                + "connection refused", .registryUnreachable
        ),
        (
            pull + "failed to do request: Head \"https://h/\": dial tcp: lookup h: no such host",
            .registryUnreachable
        ),
        (pull + "write /x: no space left on device: unknown", .diskFull),
        (pull + "something else", .pullFailed),
    ])
    func pullErrors(message: String, code: RuntimeError.Code) {
        #expect(ErrorTranslation.code(.unknown, message, .pull) == code)
    }

    @Test(arguments: [
        (
            create + "exec: \"x\": executable file not found in $PATH: unknown",
            RuntimeError.Code.commandNotFound
        ),
        (create + "exec: \"/x\": stat /x: no such file or directory: unknown", .commandNotFound),
        (create + "exec: \"/x\": permission denied: unknown", .commandNotExecutable),
        (
            create + "error during container init: mkdir /etc/passwd: not a directory: unknown",
            .startFailed
        ),
        (
            "failed to set starting state for container \"x\": container is already in starting "
                + "state", .containerNotRunning
        ),
        ("server is not initialized yet", .unavailable),
    ])
    func startErrors(message: String, code: RuntimeError.Code) {
        #expect(ErrorTranslation.code(.unknown, message, .startContainer) == code)
    }

    @Test func interruptionsAreTold() {
        let task = "failed to create containerd task: "
        #expect(ErrorTranslation.isInterruption(task + "failed to get task pid: context canceled"))
        #expect(ErrorTranslation.isInterruption(task + "failed to start shim: signal: killed"))
        #expect(!ErrorTranslation.isInterruption(Self.create + "exec: \"/x\": no such file"))
        // Its process may have run for a moment.
        let start = "failed to start containerd task: context canceled"
        #expect(!ErrorTranslation.isInterruption(start))
    }

    @Test func everyCodeAndOperationHasAnAnswer() {
        let operations = RuntimeError.Operation.allCases
        for operation in operations {
            #expect(ErrorTranslation.code(.unavailable, "", operation) == .unavailable)
            for code in [RPCError.Code.unknown, .notFound, .deadlineExceeded, .internalError] {
                let error = ErrorTranslation.translate(
                    RPCError(code: code, message: "words"), operation, "thing")
                #expect((error as? RuntimeError)?.message == "thing: words")
                #expect((error as? RuntimeError)?.operation == operation)
            }
        }
        let cancelled = ErrorTranslation.translate(
            RPCError(code: .cancelled, message: ""), .pull, "thing")
        #expect(cancelled is CancellationError)
    }
}

struct ContainerdFilesTests {
    @Test func quotingFollowsTOML() {
        #expect(ContainerdFiles.quoted("plain/ä") == "\"plain/ä\"")
        #expect(ContainerdFiles.quoted("a\"b\\c\n") == "\"a\\\"b\\\\c\\u000a\"")
    }

    /// containerd's own parser is the judge.
    @Test(.enabled(if: TestMachine.canRun, TestMachine.why))
    func containerdUnderstandsItsConfiguration() async throws {
        let machine = TestMachine()
        let file = "/tmp/skerry-config-\(UInt64.random(in: 0...UInt64.max)).toml"
        defer { unlink(file) }
        try ContainerdFiles.config(machine.configuration, snapshotter: "overlayfs")
            .write(toFile: file, atomically: true, encoding: .utf8)
        let result = try await HostCommand.containerd(["--config", file, "config", "dump"])
        for expected in [
            machine.configuration.socket, "cni_conf_dir = \"\(machine.configuration.directory)",
            "restrict_oom_score_adj = true", "sandbox_image = \"skerry.local/pause:1\"",
        ] { #expect(result.contains(expected), "\(expected)") }
    }

    @Test func ulimitsAreText() {
        let text = ContainerdFiles.ulimits([
            Ulimit(name: .nofile, soft: 1, hard: 2), Ulimit(name: .core, soft: 0, hard: .max),
        ])
        #expect(text == "NOFILE:1:2,CORE:0:18446744073709551615")
    }

    @Test func machinesAreToldApartByTheirDirectory() {
        let one = RuntimeConfiguration(directory: "/var/lib/skerry/machines/local")
        let other = RuntimeConfiguration(directory: "/var/lib/skerry/machines/other")
        #expect(one.machine != other.machine)
        #expect(one.machine.utf8.count == 8)
        #expect("skerry\(one.machine)".utf8.count <= 15)
    }
}

struct SystemTests {
    @Test func limitsBecomeFiles() {
        let limits = ResourceLimits(
            cpuShares: 1024, cpuQuotaUnits: 512, memoryBytes: 1000, memoryReservationBytes: 500,
            processes: 7)
        func text(unified: Bool) -> [String] {
            Cgroups.settings(limits, unified: unified).map { "\($0.file)=\($0.value)" }
        }
        #expect(
            text(unified: false) == [
                "cpu.shares=1024", "cpu.cfs_period_us=100000", "cpu.cfs_quota_us=50000",
                "memory.limit_in_bytes=1000", "memory.soft_limit_in_bytes=500", "pids.max=7",
            ])
        #expect(
            text(unified: true) == [
                "cpu.weight=39", "cpu.max=50000 100000", "memory.max=1000", "memory.low=500",
                "pids.max=7",
            ])
        #expect(Cgroups.settings(ResourceLimits(), unified: true).isEmpty)
    }

    @Test func limitsStayWithinTheKernels() {
        #expect(Cgroups.shares(0) == 2 && Cgroups.shares(1 << 40) == 262_144)
        #expect(Cgroups.quota(1) == 1000 && Cgroups.quota(2048) == 200_000)
    }

    @Test func mountinfoNamesControllers() {
        let both = Cgroups(
            mountinfo: """
                25 24 0:22 / /sys/fs/cgroup/cpu,cpuacct rw shared:9 - cgroup cgroup rw,cpu,cpuacct
                26 24 0:23 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory
                27 24 0:24 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw
                """)
        #expect(both.directory("/x", "cpu") == "/sys/fs/cgroup/cpu,cpuacct/x")
        #expect(both.directory("/x", "memory") == "/sys/fs/cgroup/memory/x")
        let unified = Cgroups(
            mountinfo: "30 24 0:26 / /sys/fs/cgroup rw,nosuid - cgroup2 cgroup2 rw,nsdelegate")
        #expect(unified.directory("/x", "memory") == "/sys/fs/cgroup/x")
    }

    @Test func mountPointsAreUnescaped() {
        let text = """
            36 35 98:0 /mnt1 /mnt/with\\040space rw - ext4 /dev/root rw
            37 35 98:0 / /plain rw - tmpfs tmpfs rw
            """
        #expect(Mounts.points(inMountinfo: text) == ["/mnt/with space", "/plain"])
    }

    @Test func mountOptionsBecomeFlags() {
        let usual = UInt(MS_NOSUID) | UInt(MS_NODEV) | UInt(MS_NOEXEC)
        #expect(Mounts.parse(["defaults", "rw"]).flags == usual)
        let (flags, rest) = Mounts.parse(["exec", "noatime", "mode=700", "private"])
        #expect(flags == UInt(MS_NOSUID) | UInt(MS_NODEV) | UInt(MS_NOATIME))
        #expect(rest == ["mode=700"])
        #expect(Mounts.parse(["dirsync", "sync", "async"]).flags == usual | UInt(MS_DIRSYNC))
    }

    @Test func filesMayBeReplacedByManyAtOnce() async throws {
        let directory = "/tmp/skerry-replace-\(getpid())"
        try SystemFile.makeDirectory(directory)
        defer { try? SystemFile.removeTree(directory) }
        let contents = (0..<16).map { Array(repeating: UInt8($0), count: 2000) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for content in contents {
                group.addTask { try SystemFile.replace("\(directory)/file", content) }
            }
            try await group.waitForAll()
        }
        #expect(SystemFile.read("\(directory)/file").map(contents.contains) == true)
        #expect(SystemFile.list(directory) == ["file"])
    }

    @Test func networkCountersAreRead() {
        let text = """
            Inter-|   Receive                                                |  Transmit
             face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets
                lo: 1 1 0 0 0 0 0 0 1 1 0 0 0 0 0 0
              eth0: 10 11 12 13 0 0 0 0 20 21 22 23 0 0 0 0
            """
        let stats = NetworkStats(procNetDev: text, interface: "eth0")
        #expect(stats?.receivedBytes == 10 && stats?.receivedDropped == 13)
        #expect(stats?.sentBytes == 20 && stats?.sentDropped == 23)
        #expect(NetworkStats(procNetDev: text, interface: "eth1") == nil)
    }

    @Test func blockCountersAreSummed() {
        let first = Cgroups.blockBytes("8:0 Read 100\n8:0 Write 5\n8:16 Read 1\nTotal 106\n")
        #expect(first == (101, 5))
        let second = Cgroups.unifiedBlockBytes("8:0 rbytes=1 wbytes=2 rios=3\n8:16 rbytes=4\n")
        #expect(second == (5, 2))
    }

    @Test func signalsHaveNames() {
        #expect(Signal.number(of: "SIGTERM") == SIGTERM)
        #expect(Signal.number(of: "quit") == SIGQUIT)
        #expect(Signal.number(of: "9") == 9)
        #expect(Signal.number(of: "0") == nil && Signal.number(of: "SIGX") == nil)
        #expect(Signal.number(of: "65") == nil && Signal.number(of: "") == nil)
    }

    @Test func portsSurviveAsText() {
        let bindings = [
            PortBinding(containerPort: 80, hostPort: 32768, transport: .tcp),
            PortBinding(
                containerPort: 53, hostPort: 53, transport: .udp, hostAddress: "192.0.2.1"),
        ]
        #expect(PortText.decode(PortText.encode(bindings)) == bindings)
        #expect(PortText.decode("nonsense,1:2/tcp,0.0.0.0:99999:1/tcp") == [])
    }

    /// The program really waits, ignores its children's ends and goes on SIGTERM.
    @Test func thePauseProgramRuns() async throws {
        #if arch(x86_64)
            let elf = PauseImage.elf(machine: 62, PauseCode.x86_64)
        #else
            let elf = PauseImage.elf(machine: 183, PauseCode.aarch64)
        #endif
        let path = "/tmp/skerry-pause-\(UInt64.random(in: 0...UInt64.max))"
        defer { unlink(path) }
        try SystemFile.replace(path, elf, mode: 0o755)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        try process.run()
        kill(process.processIdentifier, SIGCHLD)
        // What must not happen has no condition to wait for.
        try await Task.sleep(for: .milliseconds(100))
        #expect(process.isRunning)
        process.terminate()
        process.waitUntilExit()
        // Exit code 0 or the signal, should it come before the program has blocked it.
        #expect(process.terminationStatus == 0)
    }
}

struct PingFilterTests {
    private func frame(_ type: UInt8, flags: UInt8 = 0, _ payload: [UInt8]) -> [UInt8] {
        let length = UInt32(payload.count)
        return [UInt8(length >> 16), UInt8(length >> 8 & 255), UInt8(length & 255), type, flags]
            + [0, 0, 0, 0] + payload
    }

    /// However the bytes arrive, PINGs are answered and all else passes untouched.
    @Test(arguments: 1...20)
    func pingsAreAnsweredAndHidden(pieceBytes: Int) {
        let ping = frame(6, Array(1...8))
        let acknowledgement = frame(6, flags: 1, Array(1...8))
        let data = frame(0, [UInt8](repeating: 6, count: 40))
        let input = data + ping + frame(4, []) + ping + acknowledgement + data + frame(6, [1])
        let expected = data + frame(4, []) + acknowledgement + data + frame(6, [1])
        var filter = PingFilter()
        var passed: [UInt8] = []
        var answers: [UInt8] = []
        for start in stride(from: 0, to: input.count, by: pieceBytes) {
            let piece = input[start..<min(start + pieceBytes, input.count)]
            let result = filter.process(ByteBuffer(bytes: piece))
            passed += result.passed.map { Array($0.readableBytesView) } ?? []
            answers += result.answers.map { Array($0.readableBytesView) } ?? []
        }
        #expect(passed == expected)
        #expect(answers == acknowledgement + acknowledgement)
    }
}

struct InterfaceModeTests {
    private static let interface = NetworkInterface(
        id: "eni-0a", mac: "02:00:00:00:00:01", address: "10.0.1.5", prefixLength: 24,
        gateway: "10.0.1.1", nameServers: ["10.0.0.2"], searches: ["ec2.internal"],
        privateName: "ip-10-0-1-5.ec2.internal")

    @Test func modesAreReadBackFromTheirText() {
        var bare = Self.interface
        bare.nameServers = []
        bare.searches = []
        bare.privateName = nil
        for mode in [
            NetworkMode.host, .bridge, .none, .interface(Self.interface), .interface(bare),
        ] {
            #expect(NetworkMode(text: mode.text) == mode)
        }
        for text in ["", "interface", "interface a b c", "interface 1 2 3 x 5 6 7 8", "Host"] {
            #expect(NetworkMode(text: text) == nil)
        }
        #expect(bare.hostname == "ip-10-0-1-5")
    }

    @Test func theSandboxTakesNamesFromItsInterface() {
        var spec = SandboxSpec(
            id: "task", name: "web", network: .interface(Self.interface), logDirectory: "/logs")
        spec.extraHosts = [HostEntry(hostname: "db", address: "10.0.2.2")]
        let config = Requests.sandbox(spec, cgroupParent: "/x", bindings: [])
        #expect(config.hostname == "ip-10-0-1-5.ec2.internal")
        #expect(config.dnsConfig.servers == ["10.0.0.2"])
        #expect(config.dnsConfig.searches == ["ec2.internal"])
        #expect(
            Requests.hosts(spec) == "10.0.1.5\tip-10-0-1-5.ec2.internal\n10.0.2.2\tdb\n")
        spec.dns = DNSConfig(servers: ["10.9.9.9"])
        #expect(
            Requests.sandbox(spec, cgroupParent: "/x", bindings: []).dnsConfig.servers
                == ["10.9.9.9"])
        #expect(ContainerdFiles.handler(spec.network) == "runc-eni")
    }
}
