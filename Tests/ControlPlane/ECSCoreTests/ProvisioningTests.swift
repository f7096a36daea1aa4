import ECSModel
import Shapes
import Testing

@testable import ECSCore

/// The life of a task for which something is made before it starts.
@Suite struct ProvisioningTests {
    private static let now = Timestamp(milliseconds: 1_700_000_000_000)

    private static var task: TaskRecord {
        var task = TaskRecord()
        task.id = "t"
        task.network = TaskNetwork {
            $0.attachment = "a"
            $0.subnets = [TaskNetwork.Subnet(id: "subnet-1", zone: "z")]
        }
        task.containers = [ContainerIdentity { $0.name = "main" }]
        return task
    }

    private static var interface: TaskInterface {
        TaskInterface {
            $0.id = "eni-1"
            $0.address = "10.0.0.5"
        }
    }

    /// Everything that can happen to a task.
    private enum Event: CaseIterable {
        case provisioned, failed, deprovisioned, stop, abandon, stopAcknowledged
        case pending, running, stopping, deprovisioning, stopped
        case attaching, attached, detaching, deleted

        func change(_ task: TaskRecord, _ state: TaskState) -> TaskLifecycle.Change {
            let now = ProvisioningTests.now
            let order = TaskLifecycle.StopOrder(code: .userInitiated, reason: "enough")
            switch self {
            case .provisioned:
                return TaskLifecycle.provisioned(
                    task, state, ProvisioningTests.interface, instance: nil)
            case .failed:
                return TaskLifecycle.provisioningFailed(task, state, reason: "no room", now: now)
            case .deprovisioned: return TaskLifecycle.deprovisioned(state, now: now)
            case .stop: return TaskLifecycle.stop(task, state, order, now: now)
            case .abandon: return TaskLifecycle.abandon(task, state, order, now: now)
            case .stopAcknowledged: return TaskLifecycle.stopAcknowledged(task, state)
            case .pending: return report(.pending, task, state)
            case .running: return report(.running, task, state)
            case .stopping: return report(.stopping, task, state)
            case .deprovisioning: return report(.deprovisioning, task, state)
            case .stopped: return report(.stopped, task, state)
            case .attaching: return TaskLifecycle.attachment(reported: .attaching, state)
            case .attached: return TaskLifecycle.attachment(reported: .attached, state)
            case .detaching: return TaskLifecycle.attachment(reported: .detaching, state)
            case .deleted: return TaskLifecycle.attachment(reported: .deleted, state)
            }
        }

        private func report(
            _ status: TaskStatus, _ task: TaskRecord, _ state: TaskState
        ) -> TaskLifecycle.Change {
            var report = TaskReport()
            report.status = status
            return TaskLifecycle.report(report, task, state, now: ProvisioningTests.now)
        }
    }

    /// A task and what is known of it, as changes are applied one after another.
    private struct Life {
        var task = ProvisioningTests.task
        var state = TaskState.initial(of: ProvisioningTests.task)
        var releases = 0
        var stops = 0
        var sawDeprovisioning = false

        mutating func apply(_ event: Event) {
            let change = event.change(task, state)
            let before = self
            if let task = change.task { self.task = task }
            if let state = change.state { self.state = state }
            if change.releases { releases += 1 }
            if change.stops { stops += 1 }
            check(before, event)
        }

        private mutating func check(_ before: Life, _ event: Event) {
            let word = "\(event) at \(before.state.status)"
            #expect(state.status >= before.state.status, "\(word)")
            if let old = before.state.attachment, let new = state.attachment {
                #expect(new.status >= old.status, "\(word)")
                #expect(new.interface != nil || old.interface == nil, "\(word)")
            }
            // Nothing stops before what was made for it is given back, and only that says so.
            if state.status == .stopped {
                #expect(state.attachment?.status == .deleted, "\(word)")
                #expect(before.state.status >= .deprovisioning, "\(word)")
                #expect(state.stoppedAt != nil, "\(word)")
            }
            // An agent hears only of what has its interface.
            if (TaskStatus.pending..<TaskStatus.deprovisioning).contains(state.status) {
                #expect(state.attachment?.interface != nil, "\(word)")
            }
            if state.status >= .deprovisioning {
                #expect(task.desiredStatus == .stopped, "\(word)")
                #expect(task.stopCode != nil, "\(word)")
                #expect(releases == 1, "\(word)")
                #expect(stops == 1, "\(word)")
            } else {
                #expect(releases == 0, "\(word)")
            }
        }
    }

    /// Whatever happens, in whatever order and however often: all sequences of five events.
    @Test func neverGoesBackWhateverTheOrder() {
        func go(_ life: Life, _ depth: Int) {
            if depth == 0 { return }
            for event in Event.allCases {
                var next = life
                next.apply(event)
                // Where nothing changes, what follows is looked at anyway.
                if next.state.encoded == life.state.encoded, next.task.encoded == life.task.encoded
                {
                    continue
                }
                go(next, depth - 1)
            }
        }
        go(Life(), 7)
    }

    @Test func takesItsWay() {
        var life = Life()
        #expect(life.state.status == .provisioning)
        #expect(life.state.attachment?.status == .precreated)
        life.apply(.running)
        #expect(life.state.status == .provisioning)
        life.apply(.provisioned)
        #expect(life.state.status == .pending)
        #expect(life.state.attachment?.status == .attaching)
        life.apply(.attached)
        life.apply(.running)
        #expect(life.state.status == .running)
        #expect(life.state.attachment?.status == .attached)
        life.apply(.detaching)
        #expect(life.state.attachment?.status == .attached)
        life.apply(.stopped)
        #expect(life.state.status == .deprovisioning)
        #expect(life.state.attachment?.status == .detaching)
        #expect(life.state.stoppedAt == nil)
        life.apply(.running)
        #expect(life.state.status == .deprovisioning)
        life.apply(.deprovisioned)
        #expect(life.state.status == .stopped)
        #expect(life.state.attachment?.status == .deleted)
        #expect(life.task.stopCode == .essentialContainerExited)
    }

    @Test func runningProvesThatTheInterfaceIsAttached() {
        var life = Life()
        life.apply(.provisioned)
        life.apply(.running)
        #expect(life.state.attachment?.status == .attached)
    }

    @Test func isTakenDownAtOnceWhenItIsStoppedBeforeItsAgentHears() {
        var life = Life()
        life.apply(.stop)
        #expect(life.state.status == .deprovisioning)
        #expect(life.task.stopCode == .userInitiated)
        // What was under way comes too late.
        life.apply(.provisioned)
        #expect(life.state.status == .deprovisioning)
    }

    @Test func saysWhyItCouldNotBeMade() {
        var life = Life()
        life.apply(.failed)
        #expect(life.task.stopCode == .taskFailedToStart)
        #expect(life.task.stoppedReason == "ResourceInitializationError: no room")
        #expect(life.state.status == .deprovisioning)
    }
}

@Suite struct LostAgentsTests {
    private let start = Timestamp(milliseconds: 1_700_000_000_000)

    @Test func waitsForAgentsAfterAStart() {
        let agents = LostAgents(lostAfter: .seconds(45), startedAt: start)
        for seconds in [0, 45, 60, 89] {
            #expect(
                !agents.isLost(
                    "a", isConnected: false, registeredAt: nil, now: start + .seconds(seconds)))
        }
        #expect(
            agents.isLost("a", isConnected: false, registeredAt: nil, now: start + .seconds(90)))
    }

    @Test func doesNotWaitLongerForAnAgentThatHasBeenBack() {
        var agents = LostAgents(lostAfter: .seconds(45), startedAt: start)
        agents.heard(of: "a", at: start + .seconds(5))
        func isLost(_ seconds: Int) -> Bool {
            agents.isLost(
                "a", isConnected: false, registeredAt: start - .seconds(900),
                now: start + .seconds(seconds))
        }
        #expect(!isLost(49))
        #expect(isLost(50))
    }

    @Test func countsFromTheLastSignOfLife() {
        var agents = LostAgents(lostAfter: .seconds(45), startedAt: start)
        let heard = start + .seconds(1000)
        agents.heard(of: "a", at: heard)
        // An older sign that is told later moves nothing back.
        agents.heard(of: "a", at: start)
        func isLost(_ seconds: Int, connected: Bool = false) -> Bool {
            agents.isLost(
                "a", isConnected: connected, registeredAt: start, now: heard + .seconds(seconds))
        }
        #expect(!isLost(44))
        #expect(isLost(45))
        #expect(!isLost(1000, connected: true))
        agents.keep(only: ["a"])
        #expect(!isLost(44))
        agents.keep(only: [])
        #expect(isLost(44))
    }

    @Test func givesAnInstanceThatHasJustRegisteredItsTime() {
        let agents = LostAgents(lostAfter: .seconds(45), startedAt: start)
        let joined = start + .seconds(500)
        #expect(
            !agents.isLost(
                "a", isConnected: false, registeredAt: joined, now: joined + .seconds(44)))
        #expect(
            agents.isLost(
                "a", isConnected: false, registeredAt: joined, now: joined + .seconds(45)))
    }
}
