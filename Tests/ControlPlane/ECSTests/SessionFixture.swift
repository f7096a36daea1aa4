import AWSWire
import AgentProtocol
import ECSCore
import ECSModel
import Shapes
import Store
import Synchronization

@testable import ECS

/// Credentials that say for whom they are, counted.
final class FakeCredentials: TaskCredentialsProvider {
    private let count = Mutex(0)
    var issued: Int { count.withLock { $0 } }

    func credentials(
        role: String, session: String, account: String, expiresAt: Timestamp
    ) -> SigV4.Credentials? {
        guard role.contains(account) else { return nil }
        let number = count.withLock { count in
            count += 1
            return count
        }
        return SigV4.Credentials(
            accessKeyID: "ASIA\(number)", secretAccessKey: "secret of \(role)",
            sessionToken: "token of \(session)")
    }
}

/// An instance's work, made by hand.
struct SessionFixture {
    static let start = Timestamp(milliseconds: 1_700_000_000_000)
    static let taskRole = "arn:aws:iam::000000000000:role/task"
    static let executionRole = "arn:aws:iam::000000000000:role/execution"

    let scope = Scope(account: "000000000000", region: "us-east-1")
    let credentials = FakeCredentials()
    var work: InstanceWork
    private var revision: Int64 = 10

    init() {
        var instance = InstanceRecord()
        instance.id = "i1"
        instance.cluster = "blue"
        work = InstanceWork(
            scope: Scope(account: "000000000000", region: "us-east-1"), instance: instance,
            revision: Revision(10), tasks: [])
    }

    var machine: ControlSessionMachine {
        ControlSessionMachine(
            work: work, credentials: credentials, prefix: "s", now: Self.start)
    }

    func arn(_ id: String) -> String { "arn:aws:ecs:us-east-1:000000000000:task/blue/\(id)" }

    /// Assigns a task that is to run.
    mutating func add(_ id: String, taskRole: String? = nil, executionRole: String? = nil) {
        revision += 1
        work.revision = Revision(revision)
        var task = TaskRecord()
        task.id = id
        task.cluster = "blue"
        task.family = "web"
        task.revision = 3
        task.roleCredentialsID = taskRole.map { _ in "role-\(id)" }
        task.executionCredentialsID = executionRole.map { _ in "execution-\(id)" }
        var definition = DefinitionRecord()
        definition.definition.family = "web"
        definition.definition.taskRoleArn = taskRole
        definition.definition.executionRoleArn = executionRole
        definition.definition.containerDefinitions = [
            ECSAPI.ContainerDefinition {
                $0.name = "main"
                $0.image = "busybox"
                $0.memory = 64
            }
        ]
        work.tasks.append(
            InstanceWork.AssignedTask(
                task: task, state: TaskState.initial(of: task), definition: definition,
                wantedSince: Revision(revision)))
        work.tasks.sort { $0.task.id < $1.task.id }
    }

    /// Wants a task to stop.
    mutating func stop(_ id: String) {
        revision += 1
        work.revision = Revision(revision)
        for index in work.tasks.indices where work.tasks[index].task.id == id {
            work.tasks[index].task.desiredStatus = .stopped
            work.tasks[index].wantedSince = Revision(revision)
        }
    }

    mutating func remove(_ id: String) {
        revision += 1
        work.revision = Revision(revision)
        work.tasks.removeAll { $0.task.id == id }
    }
}

extension Array<ControlSessionMachine.Action> {
    var messages: [ACS.Message] {
        compactMap { if case .send(let message) = $0 { message } else { nil } }
    }

    var payloads: [ACS.PayloadMessage] {
        messages.compactMap { if case .payload(let payload) = $0 { payload } else { nil } }
    }

    var manifests: [ACS.TaskManifestMessage] {
        messages.compactMap { if case .taskManifest(let manifest) = $0 { manifest } else { nil } }
    }

    var heartbeats: [ACS.HeartbeatMessage] {
        messages.compactMap { if case .heartbeat(let beat) = $0 { beat } else { nil } }
    }

    var renewals: [ACS.IAMRoleCredentialsMessage] {
        messages.compactMap { if case .credentials(let fresh) = $0 { fresh } else { nil } }
    }

    /// The tasks whose stop is to be acknowledged.
    var acknowledged: [String] {
        flatMap { if case .acknowledgeStop(let tasks) = $0 { tasks } else { [] as [String] } }
    }

    var closing: String? {
        compactMap { if case .close(let reason) = $0 { reason } else { nil } }.first
    }
}

extension ACS.PayloadMessage {
    /// `id:STATUS` of each task.
    var told: [String] {
        (tasks ?? []).map { task in
            "\(task.arn?.split(separator: "/").last ?? "?"):\(task.desiredStatus ?? "?")"
        }
    }
}

func ack(_ id: String?) -> ACS.Message { .ack(ACS.AckRequest { $0.messageId = id }) }
