import AgentProtocol
import Shapes
import Testing
import Workload

@testable import AgentCore

@Suite struct TaskLifeTests {
    @Test func oneContainerComesUpAndIsReported() {
        var bench = Bench()
        bench.payload(
            Payload.task(
                "t1",
                Payload.container("a") {
                    $0.portMappings = [
                        ACS.PortMapping {
                            $0.containerPort = 80
                            $0.hostPort = 0
                        }
                    ]
                }))
        #expect(
            bench.trace(.pull, .sandbox, .create, .start).sorted() == [
                "create a/0", "pull app:1", "sandbox t1", "start a/0",
            ])
        #expect(bench.trace(.submit) == ["task RUNNING"])
        let change = bench.taskChanges[0]
        #expect(change.arn == Payload.arn("t1"))
        #expect(change.pullStartedAt == bench.now && change.pullStoppedAt == bench.now)
        #expect(change.containers.count == 1)
        #expect(change.containers[0].imageDigest == "sha256:d")
        #expect(change.containers[0].runtimeID == "c2")
        #expect(change.containers[0].bindings.map(\.hostPort) == [40000])
        #expect(change.containers[0].bindings.map(\.hostAddress) == ["0.0.0.0"])
    }

    @Test func essentialExitEndsTheTask() {
        var bench = Bench()
        bench.payload(
            Payload.task("t1", Payload.container("a"), Payload.container("b", essential: false)))
        bench.exit("a", code: 3)
        let last = bench.taskChanges.last
        #expect(last?.status == .stopped)
        #expect(last?.reason == "Essential container in task exited")
        #expect(last?.containers.map(\.exitCode) == [3, 143])
        #expect(bench.trace(.stop) == ["stop b 30.0 seconds"])
        #expect(last?.executionStoppedAt == bench.now)
        #expect(bench.machine.sandboxes.isEmpty)
        #expect(bench.engine.isIdle)
    }

    @Test func otherExitLeavesTheTaskRunning() {
        var bench = Bench()
        bench.payload(
            Payload.task("t1", Payload.container("a"), Payload.container("b", essential: false)))
        bench.exit("b", code: 0)
        #expect(bench.task().stop == nil)
        #expect(bench.containerChanges.last?.name == "b")
        #expect(bench.containerChanges.last?.status == .stopped)
        #expect(bench.containerChanges.last?.exitCode == 0)
    }

    @Test func allExitedEndsTheTaskEvenWithoutEssentials() {
        var bench = Bench()
        bench.payload(Payload.task("t1", Payload.container("b", essential: false)))
        bench.exit("b", code: 0)
        #expect(bench.taskChanges.last?.status == .stopped)
    }

    @Test func outOfMemoryIsNamed() {
        var bench = Bench()
        bench.payload(Payload.task("t1", Payload.container("a")))
        bench.exit("a", code: 137, outOfMemory: true)
        let ended = bench.taskChanges.last?.containers[0]
        #expect(ended?.exitCode == 137)
        #expect(ended?.reason == "OutOfMemoryError: Container killed due to memory usage")
        #expect(bench.taskChanges.last?.reason == "Essential container in task exited")
    }

    @Test func stopOrderEndsContainersWithTheirTimeouts() {
        var bench = Bench()
        let task = Payload.task("t1", Payload.container("a") { $0.stopTimeout = 7 })
        bench.payload(task)
        var stop = task
        stop.desiredStatus = "STOPPED"
        bench.payload(stop, id: "m2")
        #expect(bench.trace(.stop) == ["stop a 7.0 seconds"])
        #expect(bench.taskChanges.last?.status == .stopped)
        #expect(bench.taskChanges.last?.reason == nil)
        #expect(bench.taskChanges.last?.containers[0].exitCode == 143)
    }

    @Test func stopForATaskThatWasNeverHereIsReported() {
        var bench = Bench()
        bench.payload(
            Payload.task("t1", Payload.container("a")) { $0.desiredStatus = "STOPPED" })
        #expect(bench.taskChanges.map(\.status) == [.stopped])
        #expect(bench.taskChanges[0].containers[0].exitCode == nil)
        #expect(bench.trace(.pull, .sandbox, .create).isEmpty)
    }

    @Test func stopWhilePullingDoesNotWaitForThePull() {
        var bench = Bench()
        bench.holds = [.pull]
        let task = Payload.task("t1", Payload.container("a"))
        bench.payload(task)
        var stop = task
        stop.desiredStatus = "STOPPED"
        bench.payload(stop, id: "m2")
        #expect(bench.taskChanges.map(\.status) == [.stopped])
        bench.release(.pull)
        #expect(bench.trace(.create).isEmpty)
    }

    @Test func stopWhileCreatingWaitsAndLeavesNothing() {
        var bench = Bench()
        bench.holds = [.create]
        let task = Payload.task("t1", Payload.container("a"))
        bench.payload(task)
        var stop = task
        stop.desiredStatus = "STOPPED"
        bench.payload(stop, id: "m2")
        #expect(bench.taskChanges.isEmpty)
        bench.release(.create)
        #expect(bench.taskChanges.map(\.status) == [.stopped])
        #expect(bench.trace(.start).isEmpty)
        #expect(bench.machine.containers.isEmpty && bench.machine.sandboxes.isEmpty)
    }

    @Test func stopWhileTheSandboxIsMadeRemovesIt() {
        var bench = Bench()
        bench.holds = [.sandbox]
        let task = Payload.task("t1", Payload.container("a"))
        bench.payload(task)
        var stop = task
        stop.desiredStatus = "STOPPED"
        bench.payload(stop, id: "m2")
        bench.release(.sandbox)
        #expect(bench.trace(.remove) == ["remove t1"])
        #expect(bench.machine.sandboxes.isEmpty)
        #expect(bench.taskChanges.map(\.status) == [.stopped])
    }

    @Test func doubledEventsChangeNothing() {
        var bench = Bench()
        let task = Payload.task("t1", Payload.container("a"))
        bench.payload(task)
        bench.payload(task)
        let status = bench.machine.containers.values.first!
        for _ in 0..<3 { bench.handle(.observed(.container(status))) }
        #expect(bench.machine.starts == ["t1/a/0"])
        bench.exit("a", code: 1)
        bench.handle(.observed(.container(status)))
        bench.payload(task, id: "m3")
        #expect(bench.machine.starts == ["t1/a/0"])
        #expect(bench.trace(.sandbox) == ["sandbox t1"])
    }

    @Test func latePayloadOfAFinishedTaskIsToldAgainThatItStopped() {
        var bench = Bench()
        let task = Payload.task("t1", Payload.container("a"))
        bench.payload(task)
        bench.exit("a", code: 1)
        let count = bench.taskChanges.count
        bench.payload(task, id: "m9")
        #expect(bench.taskChanges.count == count + 1)
        #expect(bench.taskChanges.last?.status == .stopped)
        #expect(bench.machine.starts == ["t1/a/0"])
    }

    @Test func statusNeverGoesBack() {
        var bench = Bench()
        bench.payload(
            Payload.task("t1", Payload.container("a"), Payload.container("b", essential: false)))
        bench.exit("b", code: 1)
        bench.exit("a", code: 1)
        let statuses = bench.taskChanges.map(\.status)
        #expect(statuses == statuses.sorted())
    }

    @Test func vanishedContainerEndsTheTask() {
        var bench = Bench()
        bench.payload(Payload.task("t1", Payload.container("a")))
        let id = bench.machine.newest("a")!
        bench.machine.containers[id] = nil
        bench.handle(.observed(.containerRemoved(id)))
        let ended = bench.taskChanges.last
        #expect(ended?.status == .stopped)
        #expect(ended?.containers[0].exitCode == nil)
        #expect(ended?.containers[0].reason?.hasPrefix("CannotInspectContainerError") == true)
    }

    @Test func sandboxThatIsGoneEndsTheTask() {
        var bench = Bench()
        bench.payload(Payload.task("t1", Payload.container("a")))
        let id = bench.machine.sandboxes.keys.first!
        bench.machine.sandboxes = [:]
        bench.machine.containers = [:]
        bench.handle(.observed(.sandboxRemoved(id)))
        #expect(bench.taskChanges.last?.status == .stopped)
        #expect(bench.engine.isIdle)
    }

    @Test func staleNewsOfTheSandboxIsChecked() {
        var bench = Bench()
        bench.payload(Payload.task("t1", Payload.container("a")))
        var stale = bench.machine.sandboxes.values.first!
        stale.isReady = false
        bench.handle(.observed(.sandbox(stale)))
        #expect(bench.task().stop == nil)
        bench.machine.sandboxes[stale.id]?.isReady = false
        bench.handle(.observed(.sandbox(stale)))
        #expect(bench.task().stop?.reason?.hasPrefix("ContainerRuntimeError") == true)
    }

    @Test func everythingStops() {
        var bench = Bench()
        bench.payload(
            Payload.task("t1", Payload.container("a")), Payload.task("t2", Payload.container("a")))
        bench.handle(.stopEverything(reason: "the machine goes away"))
        #expect(bench.engine.isIdle)
        #expect(
            bench.taskChanges.filter { $0.status == .stopped }.map(\.reason) == [
                "the machine goes away", "the machine goes away",
            ])
        #expect(bench.machine.sandboxes.isEmpty)
    }

    @Test func volumesGoWithTheTask() {
        var bench = Bench()
        bench.payload(
            Payload.task("t1", Payload.container("a")) {
                $0.volumes = [ACS.Volume { $0.name = "v" }]
            })
        bench.exit("a")
        let removed = bench.actions.compactMap { action -> [String]? in
            if case .removeDirectories(let paths) = action { return paths }
            return nil
        }
        #expect(removed == [["/data/volumes/tasks/t1"]])
    }

    @Test func finishedTasksAreForgottenInTimeAndNumber() {
        var settings = Bench.settings
        settings.largestHistory = 3
        settings.taskRetention = .seconds(60)
        var bench = Bench(settings: settings)
        for index in 0..<5 {
            bench.payload(Payload.task("t\(index)", Payload.container("a")), id: "m\(index)")
            bench.exit("a")
            bench.pass(.seconds(1))
        }
        #expect(bench.engine.tasks.keys.map(\.rawValue).sorted() == ["t2", "t3", "t4"])
        bench.pass(.seconds(120))
        #expect(bench.engine.tasks.isEmpty)
        #expect(bench.engine.nextDeadline == nil)
    }
}
