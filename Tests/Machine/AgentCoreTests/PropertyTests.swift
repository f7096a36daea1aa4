import AgentProtocol
import Shapes
import Testing
import Workload

@testable import AgentCore

/// Random tasks on a machine where everything goes wrong: failures, late answers, doubled messages,
/// stale news and an agent that dies at any moment with a checkpoint that may be a little old.
@Suite struct PropertyTests {
    @Test(arguments: 0..<150)
    func whateverHappensEveryTaskEndsOnceAndIsReported(seed: UInt64) {
        var world = RandomWorld(seed: seed)
        for _ in 0..<120 {
            world.step()
            world.check()
        }
        world.calm()
        world.check()
        #expect(world.bench.engine.isIdle, "seed \(seed)")
        #expect(world.bench.machine.sandboxes.isEmpty, "seed \(seed)")
        #expect(world.bench.machine.containers.isEmpty, "seed \(seed)")
        for id in world.known {
            let last = world.bench.taskChanges.last { $0.arn == Payload.arn(id) }
            #expect(last?.status == .stopped, "seed \(seed) task \(id)")
        }
    }
}

struct RandomWorld {
    var bench: Bench
    var random: SeededGenerator
    let seed: UInt64
    var known: Set<String> = []
    private var payloads: [ACS.Task] = []
    private var stale: [ContainerStatus] = []
    private var checkpoint: Checkpoint
    private var messages = 0

    init(seed: UInt64) {
        self.seed = seed
        random = SeededGenerator(seed: seed)
        bench = Bench()
        checkpoint = bench.engine.checkpoint
    }

    private mutating func chance(_ percent: Int) -> Bool {
        Int.random(in: 0..<100, using: &random) < percent
    }

    private mutating func message() -> String {
        messages += 1
        return "m\(messages)"
    }

    mutating func step() {
        switch Int.random(in: 0..<14, using: &random) {
        case 0, 1: addTask()
        case 2: if let task = payloads.randomElement(using: &random) { send(task) }
        case 3: stopOne()
        case 4, 5: endOne()
        case 6: fail()
        case 7: hold()
        case 8: if let kind = bench.holds.randomElement(using: &random) { bench.release(kind) }
        case 9: bench.pass(.milliseconds(Int.random(in: 1..<90_000, using: &random)))
        case 10: gossip()
        case 11: die()
        case 12: vanish()
        default: bench.pass(.milliseconds(Int.random(in: 1..<2000, using: &random)))
        }
        // What a stopped or acknowledged thing rests on is on disk at that moment, other changes
        // may not be.
        if bench.actions.last?.requiresCheckpoint == true || chance(50) {
            checkpoint = bench.engine.checkpoint
        }
    }

    private mutating func addTask() {
        guard known.count < 8 else { return }
        let id = "t\(known.count)"
        known.insert(id)
        var containers: [ACS.Container] = []
        for index in 0..<Int.random(in: 1...3, using: &random) {
            let isEssential = chance(60)
            let hasCheck = chance(50)
            let restarts = chance(30)
            let usesLogs = chance(30)
            let waits = index > 0 && chance(60)
            let needs = [ACS.ContainerCondition.start, .complete, .success, .healthy]
                .randomElement(using: &random)!
            containers.append(
                Payload.container("\(id)c\(index)", essential: isEssential) { container in
                    if hasCheck {
                        container.dockerConfig = Payload.healthCheck(interval: 5)
                    } else if usesLogs {
                        container.dockerConfig = Payload.awslogs()
                    }
                    if restarts {
                        container.restartPolicy = ACS.RestartPolicy {
                            $0.enabled = true
                            $0.restartAttemptPeriod = 60
                        }
                    }
                    if waits {
                        container.dependsOn = [Payload.waits(for: "\(id)c\(index - 1)", needs)]
                        container.startTimeout = 100
                    }
                })
        }
        let task = Payload.task(id) { $0.containers = containers }
        payloads.append(task)
        send(task)
    }

    private mutating func send(_ task: ACS.Task) {
        bench.payload(task, id: message())
        // The control plane gets an ack only for what is on disk.
        checkpoint = bench.engine.checkpoint
    }

    private mutating func stopOne() {
        guard var task = payloads.randomElement(using: &random) else { return }
        task.desiredStatus = "STOPPED"
        send(task)
    }

    private mutating func endOne() {
        let running = bench.machine.containers.values.filter { $0.state == .running }
            .map(\.name).sorted()
        guard let name = running.randomElement(using: &random) else { return }
        bench.exit(name, code: Int32([0, 0, 1, 137].randomElement(using: &random)!))
    }

    private mutating func fail() {
        let name = "t\(Int.random(in: 0..<8, using: &random))c0"
        let code = RuntimeError.Code.allCases.randomElement(using: &random)!
        switch Int.random(in: 0..<7, using: &random) {
        case 0: bench.pullFailures["app:1", default: []].append(RuntimeError(code, .pull, "x"))
        case 1:
            bench.createFailures[name, default: []].append(
                RuntimeError(code, .createContainer, "x"))
        case 2:
            bench.startFailures[name, default: []].append(RuntimeError(code, .startContainer, "x"))
        case 3:
            bench.stopFailures[name, default: []].append(RuntimeError(code, .stopContainer, "x"))
        case 4: bench.sandboxFailures.append(RuntimeError(code, .createSandbox, "x"))
        case 5: bench.removalFailures.append(RuntimeError(.runtimeFailed, .removeSandbox, "x"))
        default:
            bench.submissionFailures.append(SubmissionFailure("x", isRetryable: true))
        }
    }

    private mutating func hold() {
        let kinds: [Bench.Kind] = [
            .pull, .sandbox, .create, .start, .stop, .remove, .health, .openLog, .finishLog,
            .submit,
        ]
        bench.holds.insert(kinds.randomElement(using: &random)!)
    }

    /// Old news, told late.
    private mutating func gossip() {
        if let status = stale.randomElement(using: &random) {
            bench.handle(.observed(.container(status)))
        }
        if let status = bench.machine.containers.values.sorted(by: {
            $0.id.rawValue < $1.id.rawValue
        }).randomElement(using: &random) {
            stale.append(status)
        }
    }

    private mutating func die() {
        bench.restartAgent(from: chance(50) ? bench.engine.checkpoint : checkpoint)
        checkpoint = bench.engine.checkpoint
        stale = []
    }

    private mutating func vanish() {
        guard chance(20) else { return }
        let ids = bench.machine.containers.keys.sorted { $0.rawValue < $1.rawValue }
        guard let id = ids.randomElement(using: &random) else { return }
        bench.machine.containers[id] = nil
        bench.handle(.observed(.containerRemoved(id)))
    }

    /// Faults end, everything is asked to stop, and time passes.
    mutating func calm() {
        bench.pullFailures = [:]
        bench.createFailures = [:]
        bench.startFailures = [:]
        bench.stopFailures = [:]
        bench.sandboxFailures = []
        bench.removalFailures = []
        bench.submissionFailures = []
        for kind in bench.holds { bench.release(kind) }
        bench.restartAgent()
        for task in payloads {
            var stop = task
            stop.desiredStatus = "STOPPED"
            send(stop)
        }
        bench.pass(.seconds(600))
    }

    /// What must hold at every moment.
    func check() {
        // No attempt at a container is started twice.
        #expect(Set(bench.machine.starts).count == bench.machine.starts.count, "seed \(seed)")
        // What the control plane hears of a task never goes back.
        for id in known {
            let changes = bench.taskChanges.filter { $0.arn == Payload.arn(id) }
            let heard = changes.map(\.status)
            #expect(heard == heard.sorted(), "seed \(seed) task \(id)")
            // STOPPED says how every container ended.
            for change in changes where change.status == .stopped {
                #expect(change.containers.allSatisfy { $0.status == .stopped }, "seed \(seed)")
            }
        }
        // At most one sandbox a task.
        let owners = bench.machine.sandboxes.values.map(\.workloadID)
        #expect(Set(owners).count == owners.count, "seed \(seed)")
    }
}
