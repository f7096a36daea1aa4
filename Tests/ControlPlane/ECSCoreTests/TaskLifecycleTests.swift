import ECSModel
import Shapes
import Testing

@testable import ECSCore

@Suite struct TaskLifecycleTests {
    private static let now = Timestamp(milliseconds: 1_700_000_000_000)

    /// A generator that gives the same numbers again for the same seed.
    private struct Seeded: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var value = state
            value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
            value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
            return value ^ (value >> 31)
        }
    }

    private func record(_ containers: (name: String, essential: Bool)...) -> TaskRecord {
        var task = TaskRecord()
        task.id = "t"
        task.containers = containers.map { container in
            ContainerIdentity {
                $0.name = container.name
                $0.essential = container.essential
            }
        }
        return task
    }

    private func report(
        _ status: TaskStatus?, _ containers: (String, ContainerStatus, Int?)...,
        reason: String? = nil
    ) -> TaskReport {
        var report = TaskReport()
        report.status = status
        report.reason = reason
        report.containers = containers.map { name, status, exitCode in
            var container = TaskReport.ContainerReport(name: name)
            container.status = status
            container.exitCode = exitCode
            return container
        }
        return report
    }

    /// A task and what is known of it, as changes are applied one after another.
    private struct Life {
        var task: TaskRecord
        var state: TaskState
        var releases = 0
        var stops = 0

        init(_ task: TaskRecord) {
            self.task = task
            state = .initial(of: task)
        }

        mutating func apply(_ change: TaskLifecycle.Change) {
            if let task = change.task { self.task = task }
            if let state = change.state { self.state = state }
            if change.releases { releases += 1 }
            if change.stops { stops += 1 }
        }
    }

    @Test func orderOfPhases() {
        #expect(TaskStatus.allCases == TaskStatus.allCases.sorted())
        #expect(ContainerStatus.allCases == ContainerStatus.allCases.sorted())
    }

    @Test func runsOnceEveryEssentialContainerRuns() {
        var life = Life(record(("a", true), ("b", true), ("c", false)))
        life.apply(
            TaskLifecycle.report(
                report(nil, ("a", .running, nil)), life.task, life.state, now: Self.now))
        #expect(life.state.status == .pending)
        life.apply(
            TaskLifecycle.report(
                report(nil, ("b", .running, nil)), life.task, life.state, now: Self.now))
        #expect(life.state.status == .running)
        #expect(life.state.startedAt == Self.now)
    }

    @Test func endsWithItsEssentialContainerAndKeepsTheFirstReason() {
        var life = Life(record(("a", true), ("b", false)))
        life.apply(
            TaskLifecycle.report(
                report(.running, ("a", .running, nil), ("b", .running, nil)), life.task,
                life.state, now: Self.now))
        life.apply(
            TaskLifecycle.report(
                report(nil, ("b", .stopped, 1)), life.task, life.state, now: Self.now))
        #expect(life.task.desiredStatus == .running)
        life.apply(
            TaskLifecycle.report(
                report(nil, ("a", .stopped, 0)), life.task, life.state, now: Self.now))
        #expect(life.task.desiredStatus == .stopped)
        #expect(life.task.stopCode == .essentialContainerExited)
        let order = TaskLifecycle.StopOrder(code: .userInitiated, reason: "late")
        #expect(TaskLifecycle.stop(life.task, life.state, order, now: Self.now).isEmpty)
        #expect(life.state.status == .running)
        life.apply(
            TaskLifecycle.report(report(.stopped), life.task, life.state, now: Self.now))
        #expect(life.state.status == .stopped)
        #expect(life.releases == 1)
        #expect(life.stops == 1)
    }

    @Test func failsToStartWhenAnEssentialContainerNeverRan() {
        var life = Life(record(("setup", false), ("main", true)))
        var last = report(.stopped, ("setup", .stopped, 9), ("main", .stopped, nil))
        last.containers[1].reason = "its wait was in vain"
        life.apply(TaskLifecycle.report(last, life.task, life.state, now: Self.now))
        #expect(life.task.stopCode == .taskFailedToStart)
        #expect(life.task.stoppedReason == "its wait was in vain")
        #expect(life.state.startedAt == nil)
    }

    @Test func healthIsThatOfTheEssentialContainers() {
        let task = record(("a", true), ("b", true), ("c", false))
        func health(_ known: [String: ECSAPI.HealthStatus]) -> ECSAPI.HealthStatus {
            var life = Life(task)
            life.apply(TaskLifecycle.health(known, life.state))
            return life.state.health(of: task)
        }
        #expect(health([:]) == .unknown)
        #expect(health(["a": .healthy]) == .unknown)
        #expect(health(["a": .healthy, "b": .healthy, "c": .unhealthy]) == .healthy)
        #expect(health(["a": .unhealthy]) == .unhealthy)
    }

    @Test func abandonsWhatNobodyWillReport() {
        var life = Life(record(("a", true)))
        let order = TaskLifecycle.StopOrder(code: .terminationNotice, reason: "gone")
        life.apply(TaskLifecycle.abandon(life.task, life.state, order, now: Self.now))
        #expect(life.state.status == .stopped)
        #expect(life.state.containers.map(\.status) == [.stopped])
        #expect(life.task.stoppedReason == "gone")
        #expect(TaskLifecycle.abandon(life.task, life.state, order, now: Self.now).isEmpty)
    }

    @Test func showsStoppingOnlyWhenTold() {
        var life = Life(record(("a", true)))
        #expect(TaskLifecycle.stopAcknowledged(life.task, life.state).isEmpty)
        let order = TaskLifecycle.StopOrder(code: .userInitiated, reason: "enough")
        life.apply(TaskLifecycle.stop(life.task, life.state, order, now: Self.now))
        life.apply(TaskLifecycle.stopAcknowledged(life.task, life.state))
        #expect(life.state.status == .stopping)
    }

    @Test(arguments: 0..<300)
    func statusNeverGoesBackAndCapacityIsFreedOnce(seed: Int) {
        var random = Seeded(state: UInt64(seed))
        var life = Life(record(("a", true), ("b", Bool.random(using: &random))))
        for step in 0..<40 {
            let before = life
            let now = Self.now + .seconds(step)
            switch Int.random(in: 0..<10, using: &random) {
            case 0:
                let order = TaskLifecycle.StopOrder(code: .userInitiated, reason: "r\(step)")
                life.apply(TaskLifecycle.stop(life.task, life.state, order, now: now))
            case 1: life.apply(TaskLifecycle.stopAcknowledged(life.task, life.state))
            case 2:
                life.apply(
                    TaskLifecycle.health(
                        ["a": [.healthy, .unhealthy].randomElement(using: &random)!], life.state))
            default:
                let status = [TaskStatus?.none, .pending, .running, .stopping, .stopped]
                    .randomElement(using: &random)!
                let container = ContainerStatus.allCases.randomElement(using: &random)!
                let code = container == .stopped ? Int.random(in: 0..<3, using: &random) : nil
                let name = ["a", "b", "unknown"].randomElement(using: &random)!
                life.apply(
                    TaskLifecycle.report(
                        report(status, (name, container, code)), life.task, life.state, now: now))
            }
            #expect(life.state.status >= before.state.status)
            for (old, new) in zip(before.state.containers, life.state.containers) {
                #expect(new.status >= old.status)
                if old.exitCode != nil { #expect(new.exitCode == old.exitCode) }
            }
            #expect(life.task.desiredStatus >= before.task.desiredStatus)
            if before.task.stoppedReason != nil {
                #expect(life.task.stoppedReason == before.task.stoppedReason)
            }
            #expect(life.task.changes >= before.task.changes)
            #expect(life.releases == (life.state.status == .stopped ? 1 : 0))
            #expect(life.stops == (life.task.desiredStatus == .stopped ? 1 : 0))
            if life.state.status == .stopped { #expect(life.task.desiredStatus == .stopped) }
        }
    }

    @Test func recordsSurviveTheirEncoding() throws {
        var life = Life(record(("a", true)))
        life.apply(
            TaskLifecycle.report(
                report(.running, ("a", .running, nil)), life.task, life.state, now: Self.now))
        let state: TaskState = try JSON.decode(from: JSON.encode(life.state))
        #expect(state.encoded == life.state.encoded)
        let task: TaskRecord = try JSON.decode(from: JSON.encode(life.task))
        #expect(task.encoded == life.task.encoded)
    }
}
