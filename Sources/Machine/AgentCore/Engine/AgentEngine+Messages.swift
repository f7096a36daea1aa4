import AgentProtocol
import Shapes

// What the control plane says over ACS.

extension AgentEngine {
    mutating func receive(
        _ message: ACS.Message, _ step: inout EngineStep, _ touched: inout Set<TaskID>
    ) {
        switch message {
        case .payload(let payload): receive(payload, &step, &touched)
        case .heartbeat(let beat):
            step.actions.append(
                .send(.heartbeatAck(ACS.HeartbeatAckRequest { $0.messageId = beat.messageId })))
        case .taskManifest(let manifest): receive(manifest, &step)
        case .taskStopVerificationAck(let verdict): receive(verdict, &step, &touched)
        case .credentials(let fresh): receive(fresh, &step)
        case .stageUpdate(let order): refuse(order.messageId, Self.noUpdates, &step)
        case .performUpdate(let order): refuse(order.messageId, Self.noUpdates, &step)
        // No network interface is ever attached by this agent: unanswered, they time out at the
        // control plane, which is what it expects of an agent that cannot.
        case .attachTaskNetworkInterfaces, .attachInstanceNetworkInterfaces, .confirmAttachment:
            break
        // These end or concern the session, which is the shell's; the rest only agents send.
        case .close, .error, .exception, .unknown, .ack, .nack, .heartbeatAck,
            .taskStopVerification, .credentialsAck:
            break
        }
    }

    private static let noUpdates = "agent updates through the control plane are not supported"

    private mutating func receive(
        _ payload: ACS.PayloadMessage, _ step: inout EngineStep, _ touched: inout Set<TaskID>
    ) {
        guard let messageID = payload.messageId, !messageID.isEmpty else { return }
        if let instance = payload.containerInstanceArn, let own = containerInstanceARN,
            instance != own
        {
            refuse(messageID, "this agent is \(own), not \(instance)", &step)
            return
        }
        var refusals: [String] = []
        for task in payload.tasks ?? [] {
            if let refusal = take(task, &step, &touched) {
                refusals.append(refusal)
                continue
            }
            acknowledge(task.roleCredentials, messageID, &step)
            acknowledge(task.executionRoleCredentials, messageID, &step)
        }
        if refusals.isEmpty {
            step.actions.append(
                .send(
                    .ack(
                        ACS.AckRequest {
                            $0.cluster = cluster
                            $0.containerInstance = containerInstanceARN
                            $0.messageId = messageID
                        })))
        } else {
            refuse(messageID, refusals.joined(separator: "; "), &step)
        }
    }

    private func acknowledge(
        _ credentials: ACS.IAMRoleCredentials?, _ messageID: String?, _ step: inout EngineStep
    ) {
        guard let credentials else { return }
        step.actions.append(
            .send(
                .credentialsAck(
                    ACS.IAMRoleCredentialsAckRequest {
                        $0.messageId = messageID
                        $0.credentialsId = credentials.credentialsId
                        $0.expiration = credentials.expiration
                    })))
    }

    private func refuse(_ messageID: String?, _ reason: String, _ step: inout EngineStep) {
        step.actions.append(
            .send(
                .nack(
                    ACS.NackRequest {
                        $0.cluster = cluster
                        $0.containerInstance = containerInstanceARN
                        $0.messageId = messageID
                        $0.reason = reason
                    })))
    }

    private mutating func receive(
        _ message: ACS.IAMRoleCredentialsMessage, _ step: inout EngineStep
    ) {
        guard let id = TaskID(arn: message.taskArn ?? ""), let fresh = message.roleCredentials,
            tasks[id]?.finishedAt == nil, tasks[id] != nil
        else { return }
        change(id) { task in
            if message.roleType == .taskExecution {
                task.payload.executionRoleCredentials = fresh
            } else {
                task.payload.roleCredentials = fresh
            }
        }
        acknowledge(fresh, message.messageId, &step)
    }

    /// Tasks of the manifest's cluster that it does not list may be leftovers; before anything is
    /// stopped the control plane is asked, because the manifest may be older than a payload.
    private mutating func receive(
        _ manifest: ACS.TaskManifestMessage, _ step: inout EngineStep
    ) {
        step.actions.append(
            .send(
                .ack(
                    ACS.AckRequest {
                        $0.cluster = cluster
                        $0.containerInstance = containerInstanceARN
                        $0.messageId = manifest.messageId
                    })))
        let timeline = manifest.timeline ?? 0
        guard timeline > manifestTimeline else { return }
        manifestTimeline = timeline
        noteChange()
        let wanted = Set(
            (manifest.tasks ?? []).filter { $0.desiredStatus != "STOPPED" }.compactMap(\.taskArn))
        let candidates = liveTasks.filter { $0.stop == nil && !wanted.contains($0.plan.arn) }
        guard !candidates.isEmpty else { return }
        step.actions.append(
            .send(
                .taskStopVerification(
                    ACS.TaskStopVerificationMessage {
                        $0.messageId = manifest.messageId
                        $0.stopCandidates = candidates.map { task in
                            ACS.TaskIdentifier {
                                $0.taskArn = task.plan.arn
                                $0.taskClusterArn = task.plan.cluster
                                $0.desiredStatus = "STOPPED"
                            }
                        }
                    })))
    }

    private mutating func receive(
        _ verdict: ACS.TaskStopVerificationAck, _ step: inout EngineStep,
        _ touched: inout Set<TaskID>
    ) {
        for identifier in verdict.stopTasks ?? [] {
            guard let id = TaskID(arn: identifier.taskArn ?? ""), tasks[id] != nil else { continue }
            let now = step.now
            change(id) { $0.beginStop(reason: nil, at: now) }
            touched.insert(id)
        }
    }
}
