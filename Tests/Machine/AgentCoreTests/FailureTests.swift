import AgentProtocol
import Shapes
import Testing
import Workload

@testable import AgentCore

/// What goes wrong below, in ECS's words above.
@Suite struct FailureTests {
    private let plain = Payload.task("t1", Payload.container("a"))

    private func reason(_ bench: Bench) -> String? { bench.taskChanges.last?.containers[0].reason }

    @Test(arguments: [
        RuntimeError.Code.imageNotFound, .imageUnauthorized, .imagePlatformMismatch,
        .imageDigestMismatch, .imageReferenceInvalid,
    ])
    func pullFailuresAreNamed(_ code: RuntimeError.Code) {
        var bench = Bench()
        bench.pullFailures["app:1"] = [RuntimeError(code, .pull, "words")]
        bench.payload(plain)
        #expect(reason(bench) == "CannotPullContainerError: words")
        #expect(bench.taskChanges.last?.reason == "CannotPullContainerError: words")
        #expect(bench.taskChanges.map(\.status) == [.stopped])
        #expect(bench.machine.sandboxes.isEmpty)
    }

    @Test func passingPullFailuresAreTriedAgain() {
        var bench = Bench()
        let error = RuntimeError(.registryUnreachable, .pull, "refused")
        bench.pullFailures["app:1"] = [error, error]
        bench.payload(plain)
        #expect(bench.machine.starts.isEmpty)
        bench.pass(.seconds(10))
        #expect(bench.machine.starts == ["t1/a/0"])
        #expect(bench.trace(.pull).count == 3)
    }

    @Test func triesEnd() {
        var bench = Bench()
        let error = RuntimeError(.registryUnreachable, .pull, "refused")
        bench.pullFailures["app:1"] = Array(repeating: error, count: 20)
        bench.payload(plain)
        bench.pass(.seconds(120))
        #expect(bench.trace(.pull).count == Bench.settings.runtimeTries)
        #expect(reason(bench) == "CannotPullContainerError: refused")
    }

    @Test func createFailureIsNamed() {
        var bench = Bench()
        bench.createFailures["a"] = [RuntimeError(.invalidSpec, .createContainer, "bad mount")]
        bench.payload(plain)
        #expect(reason(bench) == "CannotCreateContainerError: bad mount")
    }

    @Test(arguments: [false, true])
    func interruptedStartsAreMadeAnew(isHopeless: Bool) throws {
        var bench = Bench()
        bench.holds = [.start]
        bench.payload(plain)
        let old = try #require(bench.machine.newest("a"))
        for _ in 0..<(isHopeless ? Bench.settings.runtimeTries : 1) {
            // The runtime takes the agent's death for the end of the start.
            let id = try #require(bench.machine.newest("a"))
            bench.machine.containers[id]?.state = .exited(
                ContainerExit(code: 128, reason: .startInterrupted, message: "context canceled"))
            if isHopeless { bench.account() } else { bench.restartAgent() }
            bench.pass(.seconds(20))
        }
        guard !isHopeless else {
            #expect(reason(bench) == "CannotStartContainerError: context canceled")
            return
        }
        bench.release(.start)
        #expect(bench.machine.containers[old] == nil)
        #expect(bench.container("a").running != nil)
        #expect(bench.container("a").attempt == 0)
        #expect(bench.taskChanges.map(\.status) == [.running])
    }

    @Test func startFailureIsNamed() {
        var bench = Bench()
        bench.startFailures["a"] = [RuntimeError(.commandNotFound, .startContainer, "no sh")]
        bench.payload(plain)
        #expect(reason(bench) == "CannotStartContainerError: no sh")
        #expect(bench.taskChanges.last?.containers[0].exitCode == nil)
    }

    @Test func theExitOfAFailedStartDoesNotHideItsReason() {
        var bench = Bench()
        bench.holds = [.start]
        bench.startFailures["a"] = [RuntimeError(.commandNotFound, .startContainer, "no sh")]
        bench.payload(plain)
        var status = bench.machine.containers.values.first!
        status.state = .exited(ContainerExit(code: 128, reason: .startFailed, message: "x"))
        bench.handle(.observed(.container(status)))
        bench.release(.start)
        #expect(reason(bench) == "CannotStartContainerError: no sh")
    }

    @Test func takenPortIsTheFaultOfTheContainerThatWantsIt() {
        var bench = Bench()
        bench.sandboxFailures = [RuntimeError(.portInUse, .createSandbox, "port 80 is in use")]
        bench.payload(
            Payload.task(
                "t1", Payload.container("a"),
                Payload.container("b", essential: false) {
                    $0.portMappings = [
                        ACS.PortMapping {
                            $0.containerPort = 80
                            $0.hostPort = 80
                        }
                    ]
                }))
        let ended = bench.taskChanges.last
        #expect(ended?.reason == "CannotStartContainerError: port 80 is in use")
        #expect(
            ended?.containers.map(\.reason) == [
                nil, "CannotStartContainerError: port 80 is in use",
            ])
    }

    @Test func networkFailureIsTriedAgain() {
        var bench = Bench()
        bench.sandboxFailures = [RuntimeError(.networkFailed, .createSandbox, "cni")]
        bench.payload(plain)
        bench.pass(.seconds(2))
        #expect(bench.machine.starts == ["t1/a/0"])
    }

    @Test func deadlinesHaveDockersName() {
        var bench = Bench()
        bench.createFailures["a"] = Array(
            repeating: RuntimeError(.timedOut, .createContainer, "too slow"), count: 9)
        bench.payload(plain)
        bench.pass(.seconds(60))
        #expect(reason(bench) == "DockerTimeoutError: too slow")
    }

    @Test func runtimeThatIsAwayIsWaitedFor() {
        var bench = Bench()
        let away = RuntimeError(.unavailable, .startContainer, "away")
        bench.startFailures["a"] = [away, away]
        bench.payload(plain)
        bench.pass(.seconds(10))
        #expect(bench.machine.starts == ["t1/a/0"])
    }

    @Test func containerThatCannotBeStoppedGoesWithItsSandbox() {
        var bench = Bench()
        bench.stopFailures["a"] = Array(
            repeating: RuntimeError(.stopFailed, .stopContainer, "stuck"), count: 9)
        bench.payload(plain)
        var stop = plain
        stop.desiredStatus = "STOPPED"
        bench.payload(stop, id: "m2")
        bench.pass(.seconds(60))
        #expect(reason(bench) == "CannotStopContainerError: stuck")
        #expect(bench.machine.containers.isEmpty)
    }

    @Test func sandboxThatWillNotGoDoesNotHoldTheReportForEver() {
        var bench = Bench()
        bench.removalFailures = Array(
            repeating: RuntimeError(.runtimeFailed, .removeSandbox, "busy"), count: 12)
        bench.payload(plain)
        bench.exit("a", code: 0)
        #expect(bench.taskChanges.last?.status == .running)
        bench.pass(Bench.settings.removalLimit)
        #expect(bench.taskChanges.last?.status == .stopped)
        #expect(!bench.engine.isIdle)
        bench.pass(.seconds(300))
        #expect(bench.engine.isIdle)
        #expect(bench.machine.sandboxes.isEmpty)
    }

    @Test func otherPullFailureOfANonEssentialContainerIsItsOwn() {
        var bench = Bench()
        bench.pullFailures["bad"] = [RuntimeError(.imageNotFound, .pull, "none")]
        bench.payload(
            Payload.task(
                "t1", Payload.container("a"), Payload.container("b", image: "bad", essential: false)
            ))
        #expect(bench.task().stop == nil)
        #expect(bench.taskChanges.map(\.status) == [.running])
        let b = bench.taskChanges[0].containers.first { $0.name == "b" }
        #expect(b?.status == .stopped)
        #expect(b?.reason == "CannotPullContainerError: none")
    }

    @Test func everyCodeHasAName() {
        for code in RuntimeError.Code.allCases {
            for operation in RuntimeError.Operation.allCases {
                let reason = FailureWords.reason(RuntimeError(code, operation, "m"))
                #expect(reason.hasSuffix("Error: m"))
            }
        }
    }
}

/// Who pulls what, and when not.
@Suite struct PullTests {
    private func settings(_ behavior: PullBehavior) -> EngineSettings {
        var settings = Bench.settings
        settings.pullBehavior = behavior
        return settings
    }

    @Test func onePullServesAll() {
        var bench = Bench()
        bench.holds = [.pull]
        bench.payload(
            Payload.task("t1", Payload.container("a"), Payload.container("b")),
            Payload.task("t2", Payload.container("a")))
        #expect(bench.trace(.pull) == ["pull app:1"])
        bench.release(.pull)
        #expect(bench.machine.starts.count == 3)
    }

    @Test func otherCredentialsPullAgain() {
        var bench = Bench()
        bench.holds = [.pull]
        bench.payload(
            Payload.task("t1", Payload.container("a")),
            Payload.task("t2", Payload.container("a")) {
                $0.executionRoleCredentials = ACS.IAMRoleCredentials { $0.accessKeyId = "k" }
            })
        #expect(bench.trace(.pull).count == 2)
    }

    @Test func numberAtOnceIsLimited() {
        var bench = Bench()
        bench.holds = [.pull]
        for index in 0..<7 {
            bench.payload(
                Payload.task("t\(index)", Payload.container("a", image: "i\(index)")),
                id: "m\(index)")
        }
        #expect(bench.trace(.pull).count == Bench.settings.concurrentPulls)
        bench.release(.pull)
        #expect(bench.trace(.pull).count == 7)
        #expect(bench.machine.starts.count == 7)
    }

    @Test func standardFallsBackOnTheCache() {
        var bench = Bench()
        bench.cached = ["app:1"]
        bench.pullFailures["app:1"] = [RuntimeError(.imageNotFound, .pull, "none")]
        bench.payload(Payload.task("t1", Payload.container("a")))
        #expect(bench.machine.starts == ["t1/a/0"])
    }

    @Test func alwaysDoesNot() {
        var bench = Bench(settings: settings(.always))
        bench.cached = ["app:1"]
        bench.pullFailures["app:1"] = [RuntimeError(.imageNotFound, .pull, "none")]
        bench.payload(Payload.task("t1", Payload.container("a")))
        #expect(bench.machine.starts.isEmpty)
        #expect(bench.trace(.inspect).isEmpty)
    }

    @Test func preferCachedLooksFirst() {
        var bench = Bench(settings: settings(.preferCached))
        bench.cached = ["app:1"]
        bench.payload(
            Payload.task("t1", Payload.container("a"), Payload.container("b", image: "new")))
        #expect(bench.trace(.pull) == ["pull new"])
        #expect(bench.machine.starts.count == 2)
    }

    @Test func oncePullsOnce() {
        var bench = Bench(settings: settings(.once))
        bench.cached = ["app:1"]
        bench.payload(Payload.task("t1", Payload.container("a")))
        bench.payload(Payload.task("t2", Payload.container("a")), id: "m2")
        bench.restartAgent()
        bench.payload(Payload.task("t3", Payload.container("a")), id: "m3")
        #expect(bench.trace(.pull) == ["pull app:1"])
        bench.cached = []
        bench.payload(Payload.task("t4", Payload.container("a")), id: "m4")
        #expect(bench.trace(.pull).count == 2)
    }

    @Test func repositoriesAreRead() {
        #expect(PulledImage.repository(of: "a/b:1") == "a/b")
        #expect(PulledImage.repository(of: "h:5000/a") == "h:5000/a")
        #expect(PulledImage.repository(of: "h:5000/a:2") == "h:5000/a")
        #expect(PulledImage.repository(of: "a@sha256:1") == "a")
        #expect(PulledImage.repository(of: "a:1@sha256:1") == "a")
    }
}
