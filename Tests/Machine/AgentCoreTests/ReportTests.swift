import AgentProtocol
import Shapes
import Testing
import Workload

@testable import AgentCore

@Suite struct ReportTests {
    private let plain = Payload.task("t1", Payload.container("a"))

    @Test func failuresAreTriedAgainInOrder() {
        var bench = Bench()
        bench.submissionFailures = Array(
            repeating: SubmissionFailure("down", isRetryable: true), count: 4)
        bench.payload(plain)
        #expect(bench.submissions.count == 1)
        bench.exit("a", code: 2)
        bench.pass(.seconds(60))
        // RUNNING was never taken: STOPPED is all that there is to say.
        #expect(bench.taskChanges.last?.status == .stopped)
        #expect(bench.taskChanges.last?.containers[0].exitCode == 2)
        #expect(bench.engine.isIdle)
    }

    @Test func oneSubmissionATimeAndNothingOvertakes() {
        var bench = Bench()
        bench.holds = [.submit]
        bench.payload(plain)
        bench.exit("a", code: 2)
        #expect(bench.trace(.submit) == ["task RUNNING"])
        bench.release(.submit)
        #expect(bench.trace(.submit) == ["task RUNNING", "task STOPPED"])
    }

    @Test func refusedForGoodIsNotRepeated() {
        var bench = Bench()
        bench.submissionFailures = [SubmissionFailure("unknown task", isRetryable: false)]
        bench.payload(plain)
        bench.pass(.seconds(600))
        #expect(bench.submissions.count == 1)
    }

    @Test func aNewSessionHurries() {
        var bench = Bench()
        bench.submissionFailures = [SubmissionFailure("down", isRetryable: true)]
        bench.payload(plain)
        bench.handle(.sessionOpened)
        #expect(bench.submissions.count == 2)
    }

    @Test func repeatedPayloadIsToldTheStateAgain() {
        var bench = Bench()
        bench.payload(plain)
        bench.payload(plain, id: "m2")
        #expect(bench.taskChanges.map(\.status) == [.running, .running])
    }

    @Test func containersThatStartApartAreToldApart() {
        var bench = Bench()
        bench.probes["b"] = [.exited(0)]
        bench.payload(
            Payload.task(
                "t1",
                Payload.container("a") { $0.dependsOn = [Payload.waits(for: "b", .healthy)] },
                Payload.container("b") { $0.dockerConfig = Payload.healthCheck(interval: 5) }))
        #expect(bench.trace(.submit) == ["b RUNNING"])
        bench.pass(.seconds(6))
        #expect(bench.trace(.submit) == ["b RUNNING", "task RUNNING"])
        #expect(bench.taskChanges[0].containers.map(\.name).sorted() == ["a", "b"])
    }

    @Test func lastLinesGoBeforeStopped() {
        var bench = Bench()
        bench.holds = [.finishLog]
        bench.payload(
            Payload.task("t1", Payload.container("a") { $0.dockerConfig = Payload.awslogs() }))
        bench.exit("a")
        #expect(bench.taskChanges.map(\.status) == [.running])
        bench.release(.finishLog)
        #expect(bench.taskChanges.map(\.status) == [.running, .stopped])
    }

    @Test func logsThatDoNotEndAreGivenUp() {
        var bench = Bench()
        bench.holds = [.finishLog]
        bench.payload(
            Payload.task("t1", Payload.container("a") { $0.dockerConfig = Payload.awslogs() }))
        bench.exit("a")
        bench.pass(Bench.settings.logDrainLimit)
        #expect(bench.taskChanges.map(\.status) == [.running, .stopped])
        #expect(
            bench.actions.contains { action in
                if case .abandonLog = action { true } else { false }
            })
    }

    @Test func streamThatCannotBeMadeFailsTheStart() {
        var bench = Bench()
        bench.logFailures["a"] = [
            LogFailure("ResourceNotFoundException: no group", isRetryable: false)
        ]
        bench.payload(
            Payload.task("t1", Payload.container("a") { $0.dockerConfig = Payload.awslogs() }))
        #expect(bench.machine.starts.isEmpty)
        #expect(
            bench.taskChanges.last?.reason
                == "CannotStartContainerError: failed to initialize logging driver: "
                + "ResourceNotFoundException: no group")
    }

    @Test func passingLogFailureIsTriedAgain() {
        var bench = Bench()
        bench.logFailures["a"] = [LogFailure("unreachable", isRetryable: true)]
        bench.payload(
            Payload.task("t1", Payload.container("a") { $0.dockerConfig = Payload.awslogs() }))
        bench.pass(.seconds(3))
        #expect(bench.machine.starts == ["t1/a/0"])
    }

    @Test func streamWithoutPrefixIsTheRuntimeID() {
        var bench = Bench()
        bench.payload(
            Payload.task(
                "t1",
                Payload.container("a") {
                    $0.dockerConfig = Payload.awslogs(["awslogs-stream-prefix": ""])
                }))
        let streams = bench.actions.compactMap { action -> String? in
            if case .openLog(_, let options, _) = action { return options.stream }
            return nil
        }
        #expect(streams == [bench.container("a").runtimeID?.rawValue])
        #expect(bench.machine.starts == ["t1/a/0"])
    }
}

@Suite struct MessageTests {
    @Test func payloadIsAcknowledgedWithItsCredentials() {
        var bench = Bench()
        bench.payload(
            Payload.task("t1", Payload.container("a")) {
                $0.roleCredentials = ACS.IAMRoleCredentials {
                    $0.credentialsId = "r"
                    $0.expiration = "2030-01-01T00:00:00Z"
                }
                $0.executionRoleCredentials = ACS.IAMRoleCredentials { $0.credentialsId = "e" }
            })
        let credentials = bench.sent.compactMap { message -> String? in
            if case .credentialsAck(let ack) = message { return ack.credentialsId }
            return nil
        }
        #expect(credentials == ["r", "e"])
        let acks = bench.sent.compactMap { message -> ACS.AckRequest? in
            if case .ack(let ack) = message { return ack }
            return nil
        }
        #expect(acks.map(\.messageId) == ["m1"])
        #expect(acks[0].cluster == "c")
        #expect(acks[0].containerInstance?.hasSuffix("/i") == true)
    }

    @Test func ackNeedsTheCheckpoint() {
        #expect(EngineAction.send(.ack(.init())).requiresCheckpoint)
        let token = ActionToken(number: 1)
        let key = ContainerKey(task: TaskID(rawValue: "t"), name: "a", attempt: 0)
        #expect(
            !EngineAction.startContainer(key, ContainerID(rawValue: "c"), token).requiresCheckpoint)
        #expect(EngineAction.removeContainer(ContainerID(rawValue: "c")).requiresCheckpoint)
    }

    @Test func tasksWithoutUsableNamesAreRefused() {
        var bench = Bench()
        for arn in ["", "x", "arn:task/c/../..", "arn:task/c/", "arn:task/c/a b"] {
            bench.payload(ACS.Task { $0.arn = arn }, id: arn + "!")
        }
        let refused = bench.sent.compactMap { message -> String? in
            if case .nack(let nack) = message { return nack.messageId }
            return nil
        }
        #expect(refused.count == 5)
        #expect(bench.engine.tasks.isEmpty)
    }

    @Test func payloadForAnotherInstanceIsRefused() {
        var bench = Bench()
        bench.handle(
            .received(
                .payload(
                    ACS.PayloadMessage {
                        $0.messageId = "m"
                        $0.containerInstanceArn = "other"
                        $0.tasks = [Payload.task("t1", Payload.container("a"))]
                    })))
        #expect(bench.engine.tasks.isEmpty)
        guard case .nack? = bench.sent.last else {
            Issue.record("not refused")
            return
        }
    }

    @Test func heartbeatIsAnswered() {
        var bench = Bench()
        bench.handle(.received(.heartbeat(ACS.HeartbeatMessage { $0.messageId = "h" })))
        guard case .heartbeatAck(let ack)? = bench.sent.last else {
            Issue.record("not answered")
            return
        }
        #expect(ack.messageId == "h")
    }

    @Test func refreshedCredentialsAreTaken() {
        var bench = Bench()
        bench.payload(Payload.task("t1", Payload.container("a")))
        bench.handle(
            .received(
                .credentials(
                    ACS.IAMRoleCredentialsMessage {
                        $0.messageId = "c"
                        $0.taskArn = Payload.arn("t1")
                        $0.roleType = .taskExecution
                        $0.roleCredentials = ACS.IAMRoleCredentials { $0.accessKeyId = "new" }
                    })))
        #expect(bench.task().payload.executionRoleCredentials?.accessKeyId == "new")
        guard case .credentialsAck? = bench.sent.last else {
            Issue.record("not answered")
            return
        }
    }

    private func manifest(_ ids: String..., timeline: Int) -> EngineEvent {
        .received(
            .taskManifest(
                ACS.TaskManifestMessage {
                    $0.messageId = "mf\(timeline)"
                    $0.timeline = timeline
                    $0.tasks = ids.map { id in
                        ACS.TaskIdentifier {
                            $0.taskArn = Payload.arn(id)
                            $0.desiredStatus = "RUNNING"
                        }
                    }
                }))
    }

    private func candidates(_ bench: Bench) -> [[String]] {
        bench.sent.compactMap { message in
            if case .taskStopVerification(let question) = message {
                return (question.stopCandidates ?? []).compactMap(\.taskArn)
            }
            return nil
        }
    }

    @Test func tasksMissingFromTheManifestAreAskedAbout() {
        var bench = Bench()
        bench.payload(
            Payload.task("t1", Payload.container("a")), Payload.task("t2", Payload.container("a")))
        bench.handle(manifest("t1", timeline: 3))
        #expect(candidates(bench) == [[Payload.arn("t2")]])
        #expect(bench.task("t2").stop == nil)
        bench.handle(
            .received(
                .taskStopVerificationAck(
                    ACS.TaskStopVerificationAck {
                        $0.stopTasks = [ACS.TaskIdentifier { $0.taskArn = Payload.arn("t2") }]
                    })))
        #expect(bench.task("t2").finishedAt != nil)
        #expect(bench.task("t1").stop == nil)
    }

    @Test func oldManifestsAreOnlyAcknowledged() {
        var bench = Bench()
        bench.payload(Payload.task("t1", Payload.container("a")))
        bench.handle(manifest("t1", timeline: 5))
        bench.handle(manifest(timeline: 5))
        bench.handle(manifest(timeline: 4))
        #expect(candidates(bench).isEmpty)
        let acks = bench.sent.compactMap { message -> String? in
            if case .ack(let ack) = message { return ack.messageId }
            return nil
        }
        #expect(acks == ["m1", "mf5", "mf5", "mf4"])
        bench.restartAgent()
        bench.handle(manifest(timeline: 5))
        #expect(candidates(bench).isEmpty)
    }

    @Test func updatesAreRefused() {
        var bench = Bench()
        bench.handle(.received(.performUpdate(ACS.PerformUpdateMessage { $0.messageId = "u" })))
        guard case .nack(let nack)? = bench.sent.last else {
            Issue.record("not refused")
            return
        }
        #expect(nack.messageId == "u")
    }

    @Test func tooManyTasksAreRefused() {
        var settings = Bench.settings
        settings.largestTaskCount = 2
        settings.largestHistory = 0
        var bench = Bench(settings: settings)
        for index in 0..<3 {
            bench.payload(Payload.task("t\(index)", Payload.container("a")), id: "m\(index)")
        }
        #expect(bench.engine.tasks.count == 2)
        guard case .nack? = bench.sent.last else {
            Issue.record("not refused")
            return
        }
    }
}
