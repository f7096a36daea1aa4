import AWSWire
import AgentProtocol
import ECSCore
import ECSModel
import Shapes
import Store

/// One agent's control session as a state machine: what it was told, what it has acknowledged, and
/// what is due. Level-triggered: it compares the instance's work with what this session has sent, so
/// a new session tells everything again.
///
/// An unacknowledged payload is sent again after `resendAfter`, under its id, with what is wanted by
/// then: an order that is out of date is never repeated. An agent that says nothing for
/// `silenceLimit` is taken for gone. What is remembered is bounded by the instance's tasks.
struct ControlSessionMachine {
    /// What the shell does.
    enum Action {
        case send(ACS.Message)
        /// The agent durably holds the order to stop these tasks.
        case acknowledgeStop([String])
        /// The session ends.
        case close(String)
    }

    static let heartbeatInterval = Duration.seconds(10)
    static let silenceLimit = Duration.seconds(30)
    static let resendAfter = Duration.seconds(5)
    /// How long role credentials live, and how early they are renewed.
    static let credentialsLifetime = Duration.seconds(6 * 3600)
    static let renewBefore = Duration.seconds(3600)
    /// Tasks in one payload, so that it stays well below the largest frame.
    static let tasksPerPayload = 10

    /// A payload that was not acknowledged.
    private struct Pending {
        /// What it told: tasks, each with the revision of what was wanted of it.
        var tasks: [String: Revision]
        /// Those of them that are to stop.
        var stops: [String]
        var sentAt: Timestamp
    }

    private let scope: Scope
    private let cluster: String
    private let instanceARN: String
    private let credentials: any TaskCredentialsProvider
    private var work: InstanceWork
    private var told: [String: Revision] = [:]
    private var expiries: [String: Timestamp] = [:]
    private var pending: [String: Pending] = [:]
    private var nextMessage = 0
    private var sequence = 0
    private let prefix: String
    private var lastHeartbeat: Timestamp
    private var lastHeard: Timestamp

    /// A session that has told nothing yet.
    ///
    /// - Parameter prefix: Begins message ids; another one for each session.
    init(
        work: InstanceWork, credentials: any TaskCredentialsProvider, prefix: String,
        now: Timestamp
    ) {
        scope = work.scope
        cluster = work.scope.cluster(work.instance.cluster)
        instanceARN = work.scope.instance(work.instance.id, in: work.instance.cluster)
        self.work = work
        self.credentials = credentials
        self.prefix = prefix
        lastHeartbeat = now
        lastHeard = now
    }

    /// The session stands: everything is told, then the manifest.
    mutating func opened(at now: Timestamp) -> [Action] {
        payloads(now) + [manifest(now)]
    }

    /// The instance is to run something else.
    mutating func changed(_ work: InstanceWork, at now: Timestamp) -> [Action] {
        self.work = work
        let present = Set(work.tasks.map(\.task.id))
        told = told.filter { present.contains($0.key) }
        expiries = expiries.filter { present.contains($0.key) }
        let actions = payloads(now)
        forgetOutdated()
        return actions
    }

    /// A message came from the agent.
    mutating func received(_ message: ACS.Message, at now: Timestamp) -> [Action] {
        lastHeard = now
        switch message {
        case .ack(let ack):
            guard let done = pending.removeValue(forKey: ack.messageId ?? ""), !done.stops.isEmpty
            else { return [] }
            return [.acknowledgeStop(done.stops)]
        case .nack(let nack):
            // The agent says why in a state change of the task, or not at all: telling it the same
            // again would not help.
            pending[nack.messageId ?? ""] = nil
            return []
        case .taskStopVerification(let question): return [verdict(question, now)]
        default: return []
        }
    }

    /// Why the session is over when nothing was heard for too long; nil while it goes on.
    func silence(at now: Timestamp) -> String? {
        now - lastHeard > Self.silenceLimit
            ? "the agent has answered no heartbeat for \(Self.silenceLimit)" : nil
    }

    /// Time has passed.
    mutating func ticked(at now: Timestamp) -> [Action] {
        if let reason = silence(at: now) { return [.close(reason)] }
        var actions: [Action] = []
        for (id, message) in pending.sorted(by: { $0.key < $1.key })
        where now - message.sentAt >= Self.resendAfter {
            let batch = work.tasks.filter { message.tasks[$0.task.id] != nil }
            if let again = payload(batch[...], id: id, now) { actions.append(again) }
        }
        if now - lastHeartbeat >= Self.heartbeatInterval {
            lastHeartbeat = now
            let id = newMessageID()
            actions.append(
                .send(
                    .heartbeat(
                        ACS.HeartbeatMessage {
                            $0.healthy = true
                            $0.messageId = id
                        })))
        }
        return actions + renewals(now)
    }

    // MARK: What is sent

    private mutating func newMessageID() -> String {
        nextMessage += 1
        return "\(prefix)-\(nextMessage)"
    }

    private mutating func payloads(_ now: Timestamp) -> [Action] {
        let news = work.tasks.filter { told[$0.task.id] != $0.wantedSince }
        var actions: [Action] = []
        var rest = news[...]
        while !rest.isEmpty {
            let batch = rest.prefix(Self.tasksPerPayload)
            rest = rest.dropFirst(batch.count)
            if let news = payload(batch, id: newMessageID(), now) { actions.append(news) }
        }
        return actions
    }

    /// Tells a batch of tasks; nil when there is nothing to tell of them.
    private mutating func payload(
        _ batch: ArraySlice<InstanceWork.AssignedTask>, id: String, _ now: Timestamp
    ) -> Action? {
        var tasks: [ACS.Task] = []
        var message = Pending(tasks: [:], stops: [], sentAt: now)
        for assigned in batch {
            told[assigned.task.id] = assigned.wantedSince
            var payload = TaskPayload(scope: scope, assigned: assigned)
            payload.roleCredentials = role(of: assigned, isExecution: false, now)
            payload.executionCredentials = role(of: assigned, isExecution: true, now)
            guard let task = payload.task else { continue }
            tasks.append(task)
            message.tasks[assigned.task.id] = assigned.wantedSince
            if assigned.task.desiredStatus == .stopped { message.stops.append(assigned.task.id) }
        }
        pending[id] = tasks.isEmpty ? nil : message
        guard !tasks.isEmpty else { return nil }
        sequence += 1
        return .send(
            .payload(
                ACS.PayloadMessage {
                    $0.messageId = id
                    $0.clusterArn = cluster
                    $0.containerInstanceArn = instanceARN
                    $0.generatedAt = Int(now.milliseconds)
                    $0.seqNum = sequence
                    $0.tasks = tasks
                }))
    }

    /// Drops from what is pending the tasks that are gone or that a later payload told anew.
    private mutating func forgetOutdated() {
        for (id, message) in pending {
            let current = message.tasks.filter { told[$0.key] == $0.value }
            if current.count == message.tasks.count { continue }
            pending[id]?.tasks = current
            pending[id]?.stops.removeAll { current[$0] == nil }
            if current.isEmpty { pending[id] = nil }
        }
    }

    private mutating func manifest(_ now: Timestamp) -> Action {
        let id = newMessageID()
        return .send(
            .taskManifest(
                ACS.TaskManifestMessage {
                    $0.messageId = id
                    $0.clusterArn = cluster
                    $0.containerInstanceArn = instanceARN
                    $0.generatedAt = Int(now.milliseconds)
                    // The store's revision only grows, also over restarts of the control plane.
                    $0.timeline = Int(work.revision.number)
                    $0.tasks = work.tasks.map { identifier($0.task) }
                }))
    }

    private func identifier(_ task: TaskRecord) -> ACS.TaskIdentifier {
        ACS.TaskIdentifier {
            $0.taskArn = scope.task(task.id, in: task.cluster)
            $0.taskClusterArn = cluster
            $0.desiredStatus = task.desiredStatus == .stopped ? "STOPPED" : "RUNNING"
        }
    }

    /// Of the tasks that the agent would stop, those that are really not wanted.
    private func verdict(_ question: ACS.TaskStopVerificationMessage, _ now: Timestamp) -> Action {
        let wanted = Set(
            work.tasks.filter { $0.task.desiredStatus != .stopped }
                .map { scope.task($0.task.id, in: $0.task.cluster) })
        return .send(
            .taskStopVerificationAck(
                ACS.TaskStopVerificationAck {
                    $0.messageId = question.messageId
                    $0.generatedAt = Int(now.milliseconds)
                    $0.stopTasks = (question.stopCandidates ?? []).filter {
                        !wanted.contains($0.taskArn ?? "")
                    }
                }))
    }

    // MARK: Credentials

    private mutating func role(
        of assigned: InstanceWork.AssignedTask, isExecution: Bool, _ now: Timestamp
    ) -> ACS.IAMRoleCredentials? {
        let definition = assigned.definition?.definition
        let overrides = assigned.task.overrides
        let role =
            isExecution
            ? overrides?.executionRoleArn ?? definition?.executionRoleArn
            : overrides?.taskRoleArn ?? definition?.taskRoleArn
        let name =
            isExecution ? assigned.task.executionCredentialsID : assigned.task.roleCredentialsID
        guard let role, !role.isEmpty else { return nil }
        let end = now + Self.credentialsLifetime
        guard
            let key = credentials.credentials(
                role: role, session: assigned.task.id, account: scope.account, expiresAt: end)
        else { return nil }
        expiries[assigned.task.id] = end
        return ACS.IAMRoleCredentials {
            $0.credentialsId = name
            $0.roleArn = role
            $0.accessKeyId = key.accessKeyID
            $0.secretAccessKey = key.secretAccessKey
            $0.sessionToken = key.sessionToken
            $0.expiration = end.iso8601
        }
    }

    private mutating func renewals(_ now: Timestamp) -> [Action] {
        var actions: [Action] = []
        for assigned in work.tasks {
            guard let end = expiries[assigned.task.id], end - now < Self.renewBefore else {
                continue
            }
            for isExecution in [false, true] {
                guard let fresh = role(of: assigned, isExecution: isExecution, now) else {
                    continue
                }
                let id = newMessageID()
                actions.append(
                    .send(
                        .credentials(
                            ACS.IAMRoleCredentialsMessage {
                                $0.messageId = id
                                $0.taskArn = scope.task(assigned.task.id, in: assigned.task.cluster)
                                $0.taskClusterArn = cluster
                                $0.roleType = isExecution ? .taskExecution : .taskApplication
                                $0.roleCredentials = fresh
                            })))
            }
        }
        return actions
    }
}
