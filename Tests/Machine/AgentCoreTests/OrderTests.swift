import AgentProtocol
import Shapes
import Testing
import Workload

@testable import AgentCore

/// dependsOn at the start, its reverse at the end.
@Suite struct OrderTests {
    private func pair(
        _ condition: ACS.ContainerCondition, essential: Bool = true,
        other: (inout ACS.Container) -> Void = { _ in }
    ) -> ACS.Task {
        Payload.task(
            "t1",
            Payload.container("app") { $0.dependsOn = [Payload.waits(for: "db", condition)] },
            Payload.container("db", essential: essential, with: other))
    }

    @Test func startWaitsForTheStart() {
        var bench = Bench()
        bench.holds = [.start]
        bench.payload(pair(.start))
        #expect(bench.trace(.start) == ["start db/0"])
        bench.release(.start)
        #expect(bench.machine.starts == ["t1/db/0", "t1/app/0"])
    }

    @Test func completeWaitsForTheEnd() {
        var bench = Bench()
        bench.payload(pair(.complete, essential: false))
        #expect(bench.machine.starts == ["t1/db/0"])
        #expect(bench.taskChanges.isEmpty)
        bench.exit("db", code: 9)
        #expect(bench.machine.starts == ["t1/db/0", "t1/app/0"])
        #expect(bench.taskChanges.last?.status == .running)
    }

    @Test func successWantsCodeZero() {
        var bench = Bench()
        bench.payload(pair(.success, essential: false))
        bench.exit("db", code: 0)
        #expect(bench.machine.starts.last == "t1/app/0")
    }

    @Test func failureInsteadOfSuccessEndsTheTask() {
        var bench = Bench()
        bench.payload(pair(.success, essential: false))
        bench.exit("db", code: 1)
        let ended = bench.taskChanges.last
        #expect(ended?.status == .stopped)
        #expect(ended?.reason == "Task failed to start")
        let app = ended?.containers.first { $0.name == "app" }
        #expect(app?.reason?.contains("did not exit successfully") == true)
        #expect(app?.exitCode == nil)
    }

    @Test func healthyWaitsForTheFirstGoodProbe() {
        var bench = Bench()
        bench.probes["db"] = [.exited(1), .exited(0)]
        bench.payload(pair(.healthy) { $0.dockerConfig = Payload.healthCheck(interval: 10) })
        bench.pass(.seconds(9))
        #expect(bench.trace(.health).isEmpty)
        bench.pass(.seconds(2))
        #expect(bench.trace(.health).count == 1)
        #expect(bench.machine.starts == ["t1/db/0"])
        bench.pass(.seconds(10))
        #expect(bench.machine.starts == ["t1/db/0", "t1/app/0"])
        #expect(bench.taskChanges.last?.status == .running)
    }

    @Test func exitBeforeHealthyEndsTheTask() {
        var bench = Bench()
        bench.payload(pair(.healthy, essential: false) { $0.dockerConfig = Payload.healthCheck() })
        bench.exit("db", code: 0)
        #expect(bench.taskChanges.last?.reason == "Task failed to start")
    }

    @Test func startTimeoutGivesUp() {
        var bench = Bench()
        bench.payload(pair(.complete, essential: false) { $0.startTimeout = 20 })
        bench.pass(.seconds(19))
        #expect(bench.task().stop == nil)
        bench.pass(.seconds(1))
        #expect(bench.taskChanges.last?.status == .stopped)
        let app = bench.taskChanges.last?.containers.first { $0.name == "app" }
        #expect(app?.reason?.contains("timed out") == true)
        #expect(bench.trace(.stop) == ["stop db 30.0 seconds"])
    }

    @Test func dependentsStopFirst() {
        var bench = Bench()
        bench.holds = [.stop]
        let task = Payload.task(
            "t1", Payload.container("a"),
            Payload.container("b") { $0.dependsOn = [Payload.waits(for: "a", .start)] },
            Payload.container("c") { $0.dependsOn = [Payload.waits(for: "b", .start)] },
            Payload.container("d"))
        bench.payload(task)
        var stop = task
        stop.desiredStatus = "STOPPED"
        bench.payload(stop, id: "m2")
        #expect(Set(bench.trace(.stop)) == ["stop c 30.0 seconds", "stop d 30.0 seconds"])
        bench.release(.stop)
        #expect(bench.trace(.stop).suffix(2) == ["stop b 30.0 seconds", "stop a 30.0 seconds"])
        #expect(bench.taskChanges.last?.status == .stopped)
    }

    @Test func dependencyThatCannotStartEndsItsDependents() {
        var bench = Bench()
        bench.startFailures["db"] = [
            RuntimeError(.commandNotFound, .startContainer, "exec: \"x\": not found")
        ]
        bench.payload(pair(.start, essential: false))
        let ended = bench.taskChanges.last
        #expect(ended?.reason == "Task failed to start")
        let db = ended?.containers.first { $0.name == "db" }
        #expect(db?.reason == "CannotStartContainerError: exec: \"x\": not found")
    }

    @Test func chainsOfEndingsSettleAtOnce() {
        var bench = Bench()
        bench.pullFailures["bad"] = [RuntimeError(.imageNotFound, .pull, "no such image")]
        bench.payload(
            Payload.task(
                "t1",
                Payload.container("c") { $0.dependsOn = [Payload.waits(for: "b", .complete)] },
                Payload.container("b") { $0.dependsOn = [Payload.waits(for: "a", .success)] },
                Payload.container("a", image: "bad", essential: false)))
        let ended = bench.taskChanges.last
        #expect(ended?.status == .stopped)
        #expect(ended?.containers.allSatisfy { $0.status == .stopped } == true)
        #expect(bench.machine.starts.isEmpty)
    }

    @Test(arguments: [
        [("a", "b"), ("b", "a")], [("a", "a")], [("a", "nowhere")],
        [("a", "b"), ("b", "c"), ("c", "a")],
    ])
    func circlesAndStrangersAreRefused(_ waits: [(String, String)]) {
        var bench = Bench()
        let containers = ["a", "b", "c"].map { name in
            Payload.container(name) { container in
                container.dependsOn = waits.filter { $0.0 == name }.map {
                    Payload.waits(for: $0.1, .start)
                }
            }
        }
        bench.payload(
            Payload.task("t1", containers[0], containers[1], containers[2]))
        #expect(bench.taskChanges.map(\.status) == [.stopped])
        #expect(bench.trace(.pull, .sandbox).isEmpty)
    }
}

/// A container's restart policy.
@Suite struct RestartTests {
    private func task(
        period: Int = 60, ignored: [Int] = [], essential: Bool = true, logs: Bool = false
    ) -> ACS.Task {
        Payload.task(
            "t1",
            Payload.container("a", essential: essential) {
                $0.restartPolicy = ACS.RestartPolicy {
                    $0.enabled = true
                    $0.restartAttemptPeriod = period
                    $0.ignoredExitCodes = ignored
                }
                if logs { $0.dockerConfig = Payload.awslogs() }
            })
    }

    @Test func restartsAfterThePeriod() {
        var bench = Bench()
        bench.payload(task())
        bench.pass(.seconds(61))
        let old = bench.machine.newest("a")!
        bench.exit("a", code: 1)
        #expect(bench.machine.starts == ["t1/a/0", "t1/a/1"])
        #expect(bench.machine.containers[old] == nil)
        #expect(bench.taskChanges.map(\.status) == [.running])
        #expect(bench.containerChanges.isEmpty)
        #expect(bench.container("a").status == .running)
    }

    @Test func earlyExitIsTheEnd() {
        var bench = Bench()
        bench.payload(task())
        bench.pass(.seconds(59))
        bench.exit("a", code: 1)
        #expect(bench.taskChanges.last?.status == .stopped)
        #expect(bench.machine.starts == ["t1/a/0"])
    }

    @Test func periodCountsFromTheLastRestart() {
        var bench = Bench()
        bench.payload(task())
        bench.pass(.seconds(100))
        bench.exit("a", code: 1)
        bench.pass(.seconds(30))
        bench.exit("a", code: 1)
        #expect(bench.machine.starts.count == 2)
        #expect(bench.taskChanges.last?.status == .stopped)
    }

    @Test func ignoredCodeIsTheEnd() {
        var bench = Bench()
        bench.payload(task(ignored: [0]))
        bench.pass(.seconds(100))
        bench.exit("a", code: 0)
        #expect(bench.taskChanges.last?.status == .stopped)
        #expect(bench.taskChanges.last?.containers[0].exitCode == 0)
    }

    @Test func stoppedTasksDoNotRestart() {
        var bench = Bench()
        let payload = task()
        bench.payload(payload)
        bench.pass(.seconds(100))
        var stop = payload
        stop.desiredStatus = "STOPPED"
        bench.payload(stop, id: "m2")
        #expect(bench.machine.starts.count == 1)
        #expect(bench.taskChanges.last?.status == .stopped)
    }

    @Test func failureToStartAgainIsTheEnd() {
        var bench = Bench()
        bench.payload(task())
        bench.pass(.seconds(100))
        bench.startFailures["a"] = [RuntimeError(.startFailed, .startContainer, "no")]
        bench.exit("a", code: 1)
        #expect(bench.taskChanges.last?.status == .stopped)
        #expect(bench.taskChanges.last?.containers[0].reason == "CannotStartContainerError: no")
    }

    @Test func eachAttemptHasItsLogInOneStream() {
        var bench = Bench()
        bench.payload(task(logs: true))
        bench.pass(.seconds(100))
        bench.exit("a", code: 1)
        let sources = bench.actions.compactMap { action -> LogSource? in
            if case .followLog(_, let source) = action { return source }
            return nil
        }
        #expect(sources.map(\.path) == ["/data/logs/t1/a/0.log", "/data/logs/t1/a/1.log"])
        #expect(Set(sources.map(\.options.stream)) == ["p/a/t1"])
        #expect(bench.trace(.openLog) == ["open a"])
        #expect(bench.trace(.finishLog) == ["finish a/0"])
    }
}
