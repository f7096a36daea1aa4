import AgentProtocol
package import Shapes
import Workload

/// Everything an agent decides: which tasks run here, what is done about each, and what the control
/// plane is told. A value; the shell feeds it events and does what it asks for.
///
/// After a restart it does nothing about its tasks until the runtime's first full account
/// (`RuntimeEvent.synchronized`) has been compared with the checkpoint.
package struct AgentEngine: Sendable {
    package let settings: EngineSettings
    package private(set) var cluster: String?
    package private(set) var containerInstanceARN: String?
    package private(set) var tasks: [TaskID: TaskMachine] = [:]
    /// What has changed since `checkpoint` was last taken for writing.
    package private(set) var isDirty = false
    var manifestTimeline = 0
    private var pulls: PullQueue
    private var isSynchronized = false
    private var observedSandboxes: [SandboxID: SandboxStatus] = [:]
    private var observedContainers: [ContainerID: ContainerStatus] = [:]
    private var random: SeededGenerator
    private var tokens: UInt64 = 0
    private var lastTime: Timestamp

    /// Goes on from `checkpoint`, or begins with an empty one. `seed` is for jitter.
    package init(
        settings: EngineSettings, checkpoint: Checkpoint = Checkpoint(), now: Timestamp,
        seed: UInt64
    ) {
        self.settings = settings
        cluster = checkpoint.cluster
        containerInstanceARN = checkpoint.containerInstanceARN
        manifestTimeline = checkpoint.manifestTimeline
        pulls = PullQueue(pulledOnce: Set(checkpoint.pulledOnce))
        random = SeededGenerator(seed: seed)
        lastTime = now
        for record in checkpoint.tasks {
            guard let task = TaskMachine(record, settings: settings.plan, now: now) else {
                continue
            }
            tasks[task.id] = task
        }
    }

    /// All that must be remembered. Taking it for writing makes the engine clean.
    package mutating func takeCheckpoint() -> Checkpoint {
        isDirty = false
        return checkpoint
    }

    package var checkpoint: Checkpoint {
        var checkpoint = Checkpoint()
        checkpoint.cluster = cluster
        checkpoint.containerInstanceARN = containerInstanceARN
        checkpoint.manifestTimeline = manifestTimeline
        checkpoint.tasks = tasks.keys.sorted().compactMap { tasks[$0]?.record }
        checkpoint.pulledOnce = pulls.pulledOnce.sorted()
        return checkpoint
    }

    /// The instance is registered: payloads for it are taken from now on.
    package mutating func registered(as arn: String, in cluster: String) {
        containerInstanceARN = arn
        self.cluster = cluster
        isDirty = true
    }

    /// When to call `handle(.woke)` if nothing happens before; nil when time alone changes nothing.
    package var nextDeadline: Timestamp? {
        var times = [pulls.deadline].compactMap { $0 }
        for task in tasks.values {
            if isSynchronized { times += task.deadlines(settings) }
            if let time = task.finishedAt { times.append(time + settings.taskRetention) }
        }
        // What is past was considered by the last call and waits for something else.
        return times.filter { $0 > lastTime }.min()
    }

    /// Every task is over and reported.
    package var isIdle: Bool { tasks.values.allSatisfy { $0.finishedAt != nil } }

    /// No task holds anything of the machine any more; some may not be reported yet.
    package var holdsNothing: Bool {
        isSynchronized && tasks.values.allSatisfy { $0.finishedAt != nil || $0.sandbox == .gone }
    }

    /// Tasks that are not over, by their id.
    package var liveTasks: [TaskMachine] {
        tasks.keys.sorted().compactMap { tasks[$0] }.filter { $0.finishedAt == nil }
    }

    // MARK: Events

    /// Takes one event; returns what to do. `now` never goes back from one call to the next.
    package mutating func handle(_ event: EngineEvent, now: Timestamp) -> [EngineAction] {
        let before = lastTime
        lastTime = max(lastTime, now)
        var step = EngineStep(now: lastTime, settings: settings, random: random, tokens: tokens)
        var touched: Set<TaskID> = []
        apply(event, &step, &touched)
        for (id, task) in tasks where hasDue(task, after: before, step.now) { touched.insert(id) }
        pulls.woke(&step)
        advance(touched, &step)
        forgetOldTasks(&step)
        random = step.random
        tokens = step.tokens
        return step.actions
    }

    private func hasDue(_ task: TaskMachine, after before: Timestamp, _ now: Timestamp) -> Bool {
        guard now > before else { return false }
        return task.deadlines(settings).contains { $0 <= now && $0 > before }
    }

    private mutating func apply(
        _ event: EngineEvent, _ step: inout EngineStep, _ touched: inout Set<TaskID>
    ) {
        switch event {
        case .woke: break
        case .received(let message): receive(message, &step, &touched)
        case .sessionOpened:
            for id in tasks.keys {
                tasks[id]?.hurry()
                touched.insert(id)
            }
        case .imagePulled(let token, let result):
            deliver(pulls.pulled(token, result, &step), step.now, &touched)
        case .imageInspected(let token, let result):
            deliver(pulls.inspected(token, result, &step), step.now, &touched)
        case .observed(let change): observe(change, &step, &touched)
        case .stopEverything(let reason):
            for id in tasks.keys {
                tasks[id]?.beginStop(reason: reason, at: step.now)
                touched.insert(id)
            }
            isDirty = true
        case .sandboxCreated(let id, _, _), .sandboxRemoved(let id, _, _),
            .sandboxInspected(let id, _, _), .submitted(let id, _, _):
            touched.insert(id)
            answer(event, id, &step)
        case .containerCreated(let key, _, _), .containerStarted(let key, _, _),
            .containerStopped(let key, _, _), .healthChecked(let key, _, _),
            .logOpened(let key, _, _), .logAdvanced(let key, _), .logFinished(let key):
            touched.insert(key.task)
            answer(event, key.task, &step)
        }
    }

    private mutating func answer(_ event: EngineEvent, _ id: TaskID, _ step: inout EngineStep) {
        guard tasks[id] != nil else { return }
        isDirty = true
        switch event {
        case .sandboxCreated(_, let token, let result):
            tasks[id]?.sandboxCreated(token, result, &step)
        case .sandboxRemoved(_, let token, let result):
            tasks[id]?.sandboxRemoved(token, result, &step)
        case .sandboxInspected(_, let token, let result):
            tasks[id]?.sandboxInspected(token, result, now: step.now)
        case .submitted(_, let token, let result): tasks[id]?.submitted(token, result, &step)
        case .containerCreated(let key, let token, let result):
            tasks[id]?.containerCreated(key, token, result, &step)
        case .containerStarted(let key, let token, let result):
            tasks[id]?.containerStarted(key, token, result, &step)
        case .containerStopped(let key, let token, let result):
            tasks[id]?.containerStopped(key, token, result, &step)
        case .healthChecked(let key, let token, let result):
            _ = tasks[id]?.healthChecked(key, token, result, now: step.now)
        case .logOpened(let key, let token, let result):
            tasks[id]?.logOpened(key, token, result, &step)
        case .logAdvanced(let key, let position):
            tasks[id]?.logAdvanced(key, position: position)
        case .logFinished(let key): tasks[id]?.logFinished(key)
        case .woke, .received, .sessionOpened, .imagePulled, .imageInspected, .observed,
            .stopEverything:
            break
        }
    }

    /// Lets the touched tasks act, and the tasks that images asked for in passing are delivered to.
    private mutating func advance(_ touched: Set<TaskID>, _ step: inout EngineStep) {
        guard isSynchronized else { return }
        for id in touched.sorted() {
            guard var task = tasks[id] else { continue }
            // Taken out while it changes, so that it is not copied.
            tasks[id] = nil
            task.advance(&step)
            if task.stop != nil { pulls.withdraw(id) }
            tasks[id] = task
            isDirty = true
        }
        for (request, waiter) in step.imageRequests { pulls.request(request, for: waiter, &step) }
        step.imageRequests = []
    }

    private mutating func deliver(
        _ deliveries: [PullQueue.Delivery], _ now: Timestamp, _ touched: inout Set<TaskID>
    ) {
        for delivery in deliveries {
            let id = delivery.waiter.task
            tasks[id]?.imageDelivered(to: delivery.waiter.container, delivery.result, now: now)
            touched.insert(id)
        }
        isDirty = true
    }

    /// Takes in a task, or news of one that is known. Nil when it was taken, else why not.
    mutating func take(
        _ payload: ACS.Task, _ step: inout EngineStep, _ touched: inout Set<TaskID>
    ) -> String? {
        guard let arn = payload.arn, let id = TaskID(arn: arn) else {
            return "task arn '\(payload.arn ?? "")' is not usable"
        }
        if tasks[id] != nil {
            tasks[id]?.update(payload, now: step.now)
        } else {
            guard tasks.count < settings.largestTaskCount + settings.largestHistory else {
                return "this agent has \(tasks.count) tasks, as many as it takes"
            }
            tasks[id] = TaskMachine(payload, settings: settings.plan, now: step.now)
        }
        touched.insert(id)
        isDirty = true
        return nil
    }

    mutating func change(_ id: TaskID, _ body: (inout TaskMachine) -> Void) {
        guard var task = tasks[id] else { return }
        tasks[id] = nil
        body(&task)
        tasks[id] = task
        isDirty = true
    }

    mutating func noteChange() { isDirty = true }

    // MARK: Runtime

    private mutating func observe(
        _ change: RuntimeEvent, _ step: inout EngineStep, _ touched: inout Set<TaskID>
    ) {
        guard isSynchronized else {
            collect(change, &step, &touched)
            return
        }
        switch change {
        case .container(let status):
            let id = TaskID(rawValue: status.workloadID)
            tasks[id]?.observed(status, &step)
            touched.insert(id)
        case .containerRemoved(let container):
            for id in tasks.keys where tasks[id]?.finishedAt == nil {
                tasks[id]?.observedRemoval(of: container, &step)
                touched.insert(id)
            }
        case .sandbox(let status):
            let id = TaskID(rawValue: status.workloadID)
            if tasks[id] == nil {
                removeIfOurs(status, &step)
            } else {
                tasks[id]?.observed(status, &step)
                touched.insert(id)
            }
        case .sandboxRemoved(let sandbox):
            for id in tasks.keys where tasks[id]?.finishedAt == nil {
                tasks[id]?.observedRemoval(of: sandbox, &step)
                touched.insert(id)
            }
        case .synchronized: break
        }
    }

    /// Gathers the first account of the runtime; at its end the tasks are made to agree with it.
    private mutating func collect(
        _ change: RuntimeEvent, _ step: inout EngineStep, _ touched: inout Set<TaskID>
    ) {
        switch change {
        case .container(let status): observedContainers[status.id] = status
        case .containerRemoved(let id): observedContainers[id] = nil
        case .sandbox(let status): observedSandboxes[status.id] = status
        case .sandboxRemoved(let id): observedSandboxes[id] = nil
        case .synchronized:
            isSynchronized = true
            let sandboxes = Dictionary(grouping: observedSandboxes.values, by: \.workloadID)
            let containers = Dictionary(grouping: observedContainers.values, by: \.workloadID)
            observedSandboxes = [:]
            observedContainers = [:]
            for (workload, found) in sandboxes where tasks[TaskID(rawValue: workload)] == nil {
                for status in found { removeIfOurs(status, &step) }
            }
            for id in tasks.keys.sorted() {
                let found = (sandboxes[id.rawValue] ?? []).sorted { $0.createdAt > $1.createdAt }
                tasks[id]?.adopt(
                    sandboxes: found, containers: containers[id.rawValue] ?? [], &step)
                touched.insert(id)
            }
            step.actions.append(.pruneDirectories(keeping: Set(tasks.keys)))
            isDirty = true
        }
    }

    private func removeIfOurs(_ status: SandboxStatus, _ step: inout EngineStep) {
        guard status.labels[WorkloadLabel.taskARN] != nil else { return }
        step.actions.append(.removeOrphan(status.id))
    }

    // MARK: Memory

    /// Image references and ids that tasks want or are made from: not to be collected.
    package var wantedImages: Set<String> {
        var wanted = pulls.references
        for task in tasks.values where task.finishedAt == nil {
            for container in task.containers {
                wanted.insert(container.plan.image)
                if let image = container.image { wanted.insert(image.id) }
            }
        }
        return wanted
    }

    /// Stopped tasks are remembered for a while, and a bounded number of them, so that a payload
    /// that comes late does not run them again.
    private mutating func forgetOldTasks(_ step: inout EngineStep) {
        let finished = tasks.values.compactMap { task in task.finishedAt.map { (task.id, $0) } }
            .sorted { ($0.1, $0.0) < ($1.1, $1.0) }
        let surplus = max(0, finished.count - settings.largestHistory)
        for (index, (id, time)) in finished.enumerated()
        where index < surplus || time + settings.taskRetention <= step.now {
            guard let directory = tasks[id]?.plan.sandbox.logDirectory else { continue }
            step.actions.append(.removeDirectories([directory]))
            tasks[id] = nil
            isDirty = true
        }
    }
}
