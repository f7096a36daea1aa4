import AgentProtocol
import Shapes
import Testing
import Workload

@testable import AgentCore

@Suite struct CheckpointTests {
    private let plain = Payload.task("t1", Payload.container("a"))

    private func orphans(_ bench: Bench) -> [SandboxID] {
        bench.actions.compactMap { action in
            if case .removeOrphan(let id) = action { return id }
            return nil
        }
    }

    @Test func textRoundTrips() throws {
        var bench = Bench()
        bench.payload(
            Payload.task(
                "t1",
                Payload.container("a") {
                    $0.dockerConfig = Payload.awslogs()
                    $0.portMappings = [ACS.PortMapping { $0.containerPort = 80 }]
                },
                Payload.container("b", essential: false) { $0.dockerConfig = Payload.healthCheck() }
            ) { $0.roleCredentials = ACS.IAMRoleCredentials { $0.secretAccessKey = "s" } })
        bench.handle(
            .logAdvanced(
                ContainerKey(task: TaskID(rawValue: "t1"), name: "a", attempt: 0),
                position: LogMark(inode: .max, offset: 77)))
        bench.exit("b", code: 4)
        let text = bench.engine.checkpoint.encodedText()
        let engine = AgentEngine(
            settings: Bench.settings, checkpoint: try Checkpoint(decoding: text), now: bench.now,
            seed: 1)
        #expect(
            String(decoding: engine.checkpoint.encodedText(), as: UTF8.self)
                == String(decoding: text, as: UTF8.self))
        #expect(engine.containerInstanceARN == bench.engine.containerInstanceARN)
        let a = engine.tasks[TaskID(rawValue: "t1")]!.containers[0]
        #expect(a.unsentLogs[0]?.position == LogMark(inode: .max, offset: 77))
    }

    @Test func newerAndBrokenTextsAreRefused() {
        #expect(throws: Checkpoint.Failure.newer(version: 2)) {
            try Checkpoint(decoding: Array("{\"version\":2}".utf8))
        }
        for text in ["", "{", "[]", "{\"tasks\":3}", "{\"tasks\":[{\"status\":\"X\"}]}"] {
            #expect {
                try Checkpoint(decoding: Array(text.utf8))
            } throws: { error in
                if case Checkpoint.Failure.damaged = error { true } else { false }
            }
        }
    }

    @Test func oldTextOfTheFirstVersionIsRead() throws {
        // Kept as written by the first release: a change of the form must go on reading it.
        let text = """
            {"version":1,"cluster":"c","containerInstanceARN":"arn:i","manifestTimeline":4,"tasks":\
            [{"payload":{"arn":"arn:aws:ecs:r:1:task/c/t1","containers":[{"name":"a","image":"i"}],\
            "desiredStatus":"RUNNING"},"sandbox":{"id":"s1","phase":"ready","address":"10.0.0.2",\
            "ports":[{"container":80,"host":40000,"transport":"tcp","address":"0.0.0.0"}]},\
            "containers":[{"name":"a","phase":"running","attempt":0,"imageID":"sha256:x",\
            "runtimeID":"c2","runningSince":1700000000,"firstStartedAt":1700000000}],\
            "status":"RUNNING","reportedTask":"RUNNING","reportedContainers":{"a":"RUNNING"}}],\
            "pulledOnce":[]}
            """
        let engine = AgentEngine(
            settings: Bench.settings, checkpoint: try Checkpoint(decoding: Array(text.utf8)),
            now: Timestamp(milliseconds: 1_700_000_100_000), seed: 1)
        let task = engine.tasks[TaskID(rawValue: "t1")]
        #expect(task?.status == .running)
        #expect(task?.containers[0].running?.id == ContainerID(rawValue: "c2"))
        #expect(engine.manifestTimeline == 4)
    }

    @Test func runningContainersAreAdopted() {
        var bench = Bench()
        bench.payload(
            Payload.task("t1", Payload.container("a") { $0.dockerConfig = Payload.awslogs() }))
        let actions = bench.actions.count
        bench.restartAgent()
        #expect(bench.machine.starts == ["t1/a/0"])
        #expect(bench.taskChanges.count == 1)
        // Only its log is taken up again, and leftovers are looked for.
        #expect(bench.actions.count == actions + 2)
        bench.exit("a", code: 5)
        #expect(bench.taskChanges.last?.containers[0].exitCode == 5)
    }

    @Test func nothingHappensBeforeTheRuntimeHasSpoken() {
        var bench = Bench()
        bench.payload(plain)
        let checkpoint = bench.engine.checkpoint
        var second = Bench(checkpoint: checkpoint, isSynchronized: false)
        second.machine = bench.machine
        second.payload(plain, id: "m2")
        second.payload(Payload.task("t2", Payload.container("a")), id: "m3")
        #expect(second.trace(.pull, .sandbox, .create, .start, .stop, .submit).isEmpty)
        #expect(second.engine.nextDeadline == nil)
        second.account()
        #expect(second.machine.starts == ["t1/a/0", "t2/a/0"])
    }

    @Test func whatEndedMeanwhileIsReported() {
        var bench = Bench()
        bench.payload(plain)
        let id = bench.machine.newest("a")!
        bench.machine.containers[id]?.state = .exited(ContainerExit(code: 42, reason: .failed))
        bench.restartAgent()
        #expect(bench.taskChanges.last?.status == .stopped)
        #expect(bench.taskChanges.last?.containers[0].exitCode == 42)
        #expect(bench.machine.sandboxes.isEmpty)
    }

    @Test func whatVanishedMeanwhileIsReported() {
        var bench = Bench()
        bench.payload(plain)
        bench.machine = FakeMachine()
        bench.restartAgent()
        #expect(bench.taskChanges.last?.status == .stopped)
        #expect(bench.taskChanges.last?.containers[0].exitCode == nil)
        #expect(bench.engine.isIdle)
    }

    @Test func containersThatAnOldCheckpointDoesNotKnowAreAdopted() {
        var bench = Bench()
        bench.holds = [.sandbox]
        bench.payload(plain)
        let early = bench.engine.checkpoint
        bench.release(.sandbox)
        #expect(bench.machine.starts.count == 1)
        bench.restartAgent(from: early)
        #expect(bench.machine.starts.count == 1)
        #expect(bench.machine.sandboxes.count == 1)
        #expect(bench.container("a").running != nil)
        #expect(bench.taskChanges.last?.status == .running)
    }

    @Test func restartsThatAnOldCheckpointDoesNotKnowAreAdopted() {
        var bench = Bench()
        bench.payload(
            Payload.task(
                "t1",
                Payload.container("a") {
                    $0.restartPolicy = ACS.RestartPolicy {
                        $0.enabled = true
                        $0.restartAttemptPeriod = 60
                    }
                }))
        let early = bench.engine.checkpoint
        bench.pass(.seconds(100))
        bench.exit("a", code: 1)
        #expect(bench.machine.starts == ["t1/a/0", "t1/a/1"])
        bench.restartAgent(from: early)
        #expect(bench.container("a").attempt == 1)
        #expect(bench.machine.starts == ["t1/a/0", "t1/a/1"])
        #expect(bench.container("a").running != nil)
    }

    @Test func createdContainersAreStarted() {
        var bench = Bench()
        bench.holds = [.start]
        bench.payload(plain)
        bench.holds = []
        bench.restartAgent()
        #expect(bench.machine.starts == ["t1/a/0"])
        #expect(bench.trace(.create) == ["create a/0"])
    }

    @Test func halfMadeSandboxIsMadeAgain() {
        var bench = Bench()
        bench.holds = [.create]
        bench.payload(plain)
        let early = bench.engine.checkpoint
        let id = bench.machine.sandboxes.keys.first!
        bench.machine.sandboxes[id]?.isReady = false
        var old = early
        old.tasks[0].sandbox = nil
        bench.holds = []
        bench.restartAgent(from: old)
        #expect(bench.machine.sandboxes.count == 1)
        #expect(bench.machine.sandboxes[id] == nil)
        #expect(bench.machine.starts == ["t1/a/0"])
    }

    @Test func strangersWithOurLabelsAreRemoved() {
        var bench = Bench()
        bench.payload(plain)
        bench.restartAgent(from: Checkpoint())
        #expect(orphans(bench).count == 1)
        #expect(bench.machine.sandboxes.isEmpty)
    }

    @Test func strangersWithoutOurLabelsStay() {
        var bench = Bench(isSynchronized: false)
        let pod = SandboxStatus(
            id: SandboxID(rawValue: "p"), workloadID: "pod", name: "pod", namespace: "k",
            network: .bridge, isReady: true, createdAt: WallTime(nanosecondsSinceEpoch: 0),
            address: nil, ports: [], labels: [:], annotations: [:], logDirectory: "/l")
        bench.machine.sandboxes[pod.id] = pod
        bench.account()
        bench.handle(.observed(.sandbox(pod)))
        #expect(orphans(bench).isEmpty)
    }

    @Test func unsentReportsAreSentAfterARestart() {
        var bench = Bench()
        bench.holds = [.submit]
        bench.payload(plain)
        bench.exit("a", code: 3)
        bench.holds = []
        bench.restartAgent()
        #expect(bench.taskChanges.last?.status == .stopped)
        #expect(bench.taskChanges.last?.containers[0].exitCode == 3)
        #expect(bench.engine.isIdle)
    }

    @Test func finishedTasksStayFinished() {
        var bench = Bench()
        bench.payload(plain)
        bench.exit("a", code: 3)
        bench.restartAgent()
        bench.payload(plain, id: "m2")
        #expect(bench.machine.starts.count == 1)
        #expect(bench.taskChanges.last?.status == .stopped)
        #expect(bench.taskChanges.last?.containers[0].exitCode == 3)
        let kept = String(decoding: bench.engine.checkpoint.encodedText(), as: UTF8.self)
        #expect(!kept.contains("secretAccessKey"))
    }

    @Test func healthIsRemembered() {
        var bench = Bench()
        bench.payload(
            Payload.task(
                "t1",
                Payload.container("app") { $0.dependsOn = [Payload.waits(for: "db", .healthy)] },
                Payload.container("db") { $0.dockerConfig = Payload.healthCheck(interval: 10) }))
        bench.pass(.seconds(10))
        #expect(bench.machine.starts.count == 2)
        bench.restartAgent()
        #expect(bench.container("db").health?.state == .healthy)
        #expect(bench.task().stop == nil)
    }

    @Test func unsentLinesAreSentAfterARestart() {
        var bench = Bench()
        bench.holds = [.finishLog]
        bench.payload(
            Payload.task("t1", Payload.container("a") { $0.dockerConfig = Payload.awslogs() }))
        bench.exit("a")
        bench.holds = []
        bench.restartAgent()
        let followed = bench.actions.filter { if case .followLog = $0 { true } else { false } }
        #expect(followed.count == 2)
        #expect(bench.taskChanges.last?.status == .stopped)
    }
}
