import AWSWire
import AgentProtocol
import ECSCore
import ECSModel
import Shapes
import Store
import Testing

@testable import ECS

@Suite struct ControlSessionMachineTests {
    /// A minute of these tests is the time between two heartbeats.
    private func at(_ second: Int) -> Timestamp {
        SessionFixture.start + ControlSessionMachine.heartbeatInterval * second / 60
    }

    @Test func everythingIsToldOnceAndThenTheManifest() throws {
        var fixture = SessionFixture()
        fixture.add("a")
        fixture.add("b")
        fixture.stop("b")
        var machine = fixture.machine
        let opening = machine.opened(at: at(0))
        #expect(opening.count == 2)
        let payload = try #require(opening.payloads.first)
        #expect(payload.told == ["a:RUNNING", "b:STOPPED"])
        #expect(payload.messageId == "s-1")
        #expect(payload.seqNum == 1)
        #expect(payload.clusterArn == "arn:aws:ecs:us-east-1:000000000000:cluster/blue")
        #expect(
            payload.containerInstanceArn
                == "arn:aws:ecs:us-east-1:000000000000:container-instance/blue/i1")
        #expect(payload.generatedAt == 1_700_000_000_000)
        let manifest = try #require(opening.manifests.first)
        #expect(manifest.timeline == 13)
        #expect(manifest.messageId == "s-2")
        #expect(manifest.tasks?.map(\.taskArn) == [fixture.arn("a"), fixture.arn("b")])
        #expect(manifest.tasks?.map(\.desiredStatus) == ["RUNNING", "STOPPED"])
        // Neither time nor the same work again tells it anew.
        #expect(machine.received(ack("s-1"), at: at(1)).acknowledged == ["b"])
        #expect(machine.changed(fixture.work, at: at(2)).isEmpty)
        for second in 3..<59 { #expect(machine.ticked(at: at(second)).isEmpty) }
    }

    @Test func anIdleInstanceGetsAnEmptyManifest() {
        let fixture = SessionFixture()
        var machine = fixture.machine
        let opening = machine.opened(at: at(0))
        #expect(opening.count == 1)
        #expect(opening.manifests.first?.tasks == [])
    }

    @Test func onlyNewsIsTold() {
        var fixture = SessionFixture()
        fixture.add("a")
        var machine = fixture.machine
        _ = machine.opened(at: at(0))
        fixture.add("b")
        #expect(machine.changed(fixture.work, at: at(1)).payloads.map(\.told) == [["b:RUNNING"]])
        fixture.stop("a")
        #expect(machine.changed(fixture.work, at: at(2)).payloads.map(\.told) == [["a:STOPPED"]])
        fixture.remove("a")
        #expect(machine.changed(fixture.work, at: at(3)).isEmpty)
    }

    @Test func manyTasksGoInSeveralPayloads() {
        var fixture = SessionFixture()
        for number in 10..<35 { fixture.add("t\(number)") }
        var machine = fixture.machine
        let payloads = machine.opened(at: at(0)).payloads
        #expect(payloads.map { $0.tasks?.count } == [10, 10, 5])
        #expect(payloads.map(\.seqNum) == [1, 2, 3])
        #expect(Set(payloads.map(\.messageId)).count == 3)
        #expect(Set(payloads.flatMap(\.told)).count == 25)
    }

    @Test func aNewSessionTellsEverythingAgain() {
        var fixture = SessionFixture()
        fixture.add("a")
        var first = fixture.machine
        let told = first.opened(at: at(0)).payloads.map(\.told)
        _ = first.received(ack("s-1"), at: at(1))
        var second = fixture.machine
        #expect(second.opened(at: at(2)).payloads.map(\.told) == told)
    }

    @Test func whatIsNotAcknowledgedIsRepeated() {
        var fixture = SessionFixture()
        fixture.add("a")
        var machine = fixture.machine
        _ = machine.opened(at: at(0))
        #expect(machine.ticked(at: at(29)).isEmpty)
        let again = machine.ticked(at: at(30)).payloads
        #expect(again.map(\.messageId) == ["s-1"])
        #expect(again.map(\.told) == [["a:RUNNING"]])
        #expect(machine.ticked(at: at(59)).payloads.isEmpty)
        #expect(machine.ticked(at: at(60)).payloads.count == 1)
        // A late answer to the first one is an answer.
        #expect(machine.received(ack("s-1"), at: at(61)).isEmpty)
        #expect(machine.ticked(at: at(95)).payloads.isEmpty)
    }

    @Test func anOrderThatIsOutOfDateIsNotRepeated() {
        var fixture = SessionFixture()
        fixture.add("a")
        fixture.add("b")
        fixture.add("c")
        var machine = fixture.machine
        _ = machine.opened(at: at(0))
        fixture.stop("a")
        _ = machine.changed(fixture.work, at: at(10))
        fixture.remove("b")
        #expect(machine.changed(fixture.work, at: at(11)).isEmpty)
        // Of the first payload only c is left to be said; a's order to run is history.
        #expect(machine.ticked(at: at(30)).payloads.map(\.told) == [["c:RUNNING"]])
        #expect(machine.ticked(at: at(40)).payloads.map(\.told) == [["a:STOPPED"]])
        // A task that has gone is never mentioned again.
        fixture.remove("a")
        fixture.remove("c")
        _ = machine.changed(fixture.work, at: at(41))
        for second in stride(from: 45, to: 170, by: 5) {
            #expect(machine.ticked(at: at(second)).payloads.isEmpty)
        }
    }

    @Test func aStopIsAcknowledgedOnlyByTheAnswerToIt() {
        var fixture = SessionFixture()
        fixture.add("a")
        fixture.add("b")
        var machine = fixture.machine
        _ = machine.opened(at: at(0))
        fixture.stop("a")
        let order = machine.changed(fixture.work, at: at(1)).payloads[0].messageId
        // The answer to the order to run comes late and means nothing for the stop.
        #expect(machine.received(ack("s-1"), at: at(2)).isEmpty)
        #expect(machine.received(ack("unknown"), at: at(2)).isEmpty)
        #expect(machine.received(ack(nil), at: at(2)).isEmpty)
        #expect(machine.received(ack(order), at: at(3)).acknowledged == ["a"])
        // Said twice, done once.
        #expect(machine.received(ack(order), at: at(4)).isEmpty)
    }

    @Test func aRefusedMessageIsNotRepeated() {
        var fixture = SessionFixture()
        fixture.add("a")
        fixture.stop("a")
        var machine = fixture.machine
        let id = machine.opened(at: at(0)).payloads[0].messageId
        let nack = ACS.Message.nack(ACS.NackRequest { $0.messageId = id })
        #expect(machine.received(nack, at: at(1)).isEmpty)
        #expect(machine.ticked(at: at(45)).isEmpty)
        #expect(machine.received(ack(id), at: at(46)).isEmpty)
    }

    /// An agent that never answers while tasks come and go: what is repeated stays as little as what
    /// the instance has.
    @Test func whatIsRememberedIsBoundedByTheTasks() {
        var fixture = SessionFixture()
        fixture.add("kept")
        var machine = fixture.machine
        _ = machine.opened(at: at(0))
        for number in 0..<1_000 {
            fixture.add("t\(number)")
            _ = machine.changed(fixture.work, at: at(1))
            fixture.stop("t\(number)")
            _ = machine.changed(fixture.work, at: at(1))
            fixture.remove("t\(number)")
            _ = machine.changed(fixture.work, at: at(1))
        }
        #expect(machine.ticked(at: at(31)).payloads.map(\.told) == [["kept:RUNNING"]])
    }

    @Test func aTaskWithoutDefinitionIsLeftOut() {
        var fixture = SessionFixture()
        fixture.add("a")
        fixture.stop("a")
        fixture.work.tasks[0].definition = nil
        var machine = fixture.machine
        let opening = machine.opened(at: at(0))
        #expect(opening.payloads.isEmpty)
        // It stays in the manifest: the agent must not take it for a leftover.
        #expect(opening.manifests.first?.tasks?.count == 1)
        #expect(machine.received(ack("s-1"), at: at(1)).isEmpty)
        #expect(machine.ticked(at: at(31)).isEmpty)
    }

    @Test func heartsBeat() {
        var machine = SessionFixture().machine
        _ = machine.opened(at: at(0))
        #expect(machine.ticked(at: at(59)).isEmpty)
        let beat = machine.ticked(at: at(60)).heartbeats
        #expect(beat.map(\.healthy) == [true])
        #expect(beat.first?.messageId != nil)
        #expect(machine.ticked(at: at(119)).isEmpty)
        #expect(machine.ticked(at: at(120)).heartbeats.count == 1)
    }

    @Test func aSilentAgentIsGivenUp() {
        var machine = SessionFixture().machine
        _ = machine.opened(at: at(0))
        #expect(machine.ticked(at: at(180)).closing == nil)
        #expect(machine.ticked(at: at(181)).closing?.contains("no heartbeat") == true)
        // Anything it says shows that it lives.
        for message in [
            ACS.Message.heartbeatAck(.init()), ack("x"), .nack(.init()), .credentialsAck(.init()),
            .taskStopVerification(.init()), .unknown(Frame(type: "New", message: .object([:]))),
        ] {
            var machine = SessionFixture().machine
            _ = machine.opened(at: at(0))
            _ = machine.received(message, at: at(100))
            #expect(machine.ticked(at: at(280)).closing == nil)
            #expect(machine.ticked(at: at(281)).closing != nil)
        }
    }

    @Test func onlyTasksThatNobodyWantsAreConfirmedToStop() throws {
        var fixture = SessionFixture()
        for id in ["running", "stopped"] { fixture.add(id) }
        fixture.stop("stopped")
        var machine = fixture.machine
        _ = machine.opened(at: at(0))
        let candidates = ["running", "stopped", "foreign"].map { id in
            ACS.TaskIdentifier {
                $0.taskArn = fixture.arn(id)
                $0.desiredStatus = "STOPPED"
            }
        }
        let question = ACS.TaskStopVerificationMessage {
            $0.messageId = "q"
            $0.stopCandidates = candidates + [ACS.TaskIdentifier()]
        }
        let answer = machine.received(.taskStopVerification(question), at: at(1)).messages
        guard case .taskStopVerificationAck(let verdict) = try #require(answer.first) else {
            Issue.record("\(answer)")
            return
        }
        #expect(verdict.messageId == "q")
        #expect(verdict.generatedAt == Int(at(1).milliseconds))
        let stops = verdict.stopTasks?.compactMap(\.taskArn)
        #expect(stops == [fixture.arn("stopped"), fixture.arn("foreign")])
        // A task that was placed after the manifest is not stopped by it.
        fixture.add("foreign")
        _ = machine.changed(fixture.work, at: at(2))
        let later = machine.received(.taskStopVerification(question), at: at(3)).messages
        guard case .taskStopVerificationAck(let second) = try #require(later.first) else { return }
        #expect(second.stopTasks?.compactMap(\.taskArn) == [fixture.arn("stopped")])
    }

    // MARK: Credentials

    @Test func rolesTravelWithTheTask() throws {
        var fixture = SessionFixture()
        fixture.add(
            "a", taskRole: SessionFixture.taskRole, executionRole: SessionFixture.executionRole)
        fixture.add("b")
        fixture.add("c", taskRole: "arn:aws:iam::999999999999:role/elsewhere")
        var machine = fixture.machine
        let tasks = try #require(machine.opened(at: at(0)).payloads.first?.tasks)
        #expect(tasks[0].roleCredentials?.roleArn == SessionFixture.taskRole)
        #expect(tasks[0].roleCredentials?.credentialsId == "role-a")
        #expect(tasks[0].roleCredentials?.sessionToken == "token of a")
        #expect(tasks[0].roleCredentials?.expiration == "2023-11-15T04:13:20Z")
        #expect(tasks[0].executionRoleCredentials?.roleArn == SessionFixture.executionRole)
        #expect(tasks[0].executionRoleCredentials?.credentialsId == "execution-a")
        #expect(tasks[1].roleCredentials == nil && tasks[1].executionRoleCredentials == nil)
        // A role of another account is not ours to give.
        #expect(tasks[2].roleCredentials == nil)
    }

    @Test func overridesNameOtherRoles() throws {
        var fixture = SessionFixture()
        fixture.add("a", taskRole: SessionFixture.taskRole)
        fixture.work.tasks[0].task.overrides = ECSAPI.TaskOverride {
            $0.taskRoleArn = "arn:aws:iam::000000000000:role/other"
        }
        var machine = fixture.machine
        let task = try #require(machine.opened(at: at(0)).payloads.first?.tasks?.first)
        #expect(task.roleCredentials?.roleArn == "arn:aws:iam::000000000000:role/other")
    }

    @Test func credentialsAreRenewedBeforeTheyEnd() {
        var fixture = SessionFixture()
        fixture.add(
            "a", taskRole: SessionFixture.taskRole, executionRole: SessionFixture.executionRole)
        fixture.add("b")
        var machine = fixture.machine
        _ = machine.opened(at: at(0))
        _ = machine.received(ack("s-1"), at: at(1))
        var renewed: [Int] = []
        for minute in 1...(24 * 60) {
            let now = SessionFixture.start + .seconds(minute * 60)
            _ = machine.received(.heartbeatAck(.init()), at: now)
            let actions = machine.ticked(at: now)
            if actions.renewals.isEmpty { continue }
            renewed.append(minute)
            #expect(actions.renewals.map(\.roleType) == [.taskApplication, .taskExecution])
            #expect(actions.renewals.allSatisfy { $0.taskArn == fixture.arn("a") })
            #expect(
                actions.renewals.map(\.roleCredentials?.credentialsId)
                    == ["role-a", "execution-a"])
            #expect(Set(actions.renewals.map(\.messageId)).count == 2)
        }
        // Six hours each, and an hour before the end; never a minute without.
        #expect(renewed == [301, 602, 903, 1204])
        #expect(fixture.credentials.issued == 10)
    }

    @Test func nobodyRenewsForTasksThatAreGone() {
        var fixture = SessionFixture()
        fixture.add("a", taskRole: SessionFixture.taskRole)
        var machine = fixture.machine
        _ = machine.opened(at: at(0))
        fixture.remove("a")
        _ = machine.changed(fixture.work, at: at(10))
        let later = SessionFixture.start + .seconds(5 * 3600)
        _ = machine.received(.heartbeatAck(.init()), at: later)
        #expect(machine.ticked(at: later + .seconds(10)).renewals.isEmpty)
    }

    /// A message that waited for its answer carries credentials that are still good.
    @Test func whatIsRepeatedCarriesFreshCredentials() {
        var fixture = SessionFixture()
        fixture.add("a", taskRole: SessionFixture.taskRole)
        var machine = fixture.machine
        let first = machine.opened(at: at(0)).payloads[0].tasks?[0].roleCredentials
        let second = machine.ticked(at: at(30)).payloads[0].tasks?[0].roleCredentials
        #expect(first?.accessKeyId != second?.accessKeyId)
        #expect(second?.expiration == "2023-11-15T04:13:25Z")
    }

    /// Whatever happens in whatever order, an agent that does what it is told ends with exactly what
    /// is wanted, and every message is one of the protocol's.
    @Test(arguments: 0..<200) func anAgentThatListensHasWhatIsWanted(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        var fixture = SessionFixture()
        var machine = fixture.machine
        var agent: [String: String] = [:]
        var unanswered: [String] = []
        var now = 0
        func deliver(_ actions: [ControlSessionMachine.Action]) throws {
            for message in actions.messages {
                let frame = message.frame
                #expect(AgentModel.faults(frame.message, as: frame.type) == [])
            }
            for payload in actions.payloads where random.next() % 4 != 0 {
                for task in payload.tasks ?? [] {
                    guard let arn = task.arn, let status = task.desiredStatus else { continue }
                    // Stopping is for good.
                    if agent[arn] != "STOPPED" { agent[arn] = status }
                }
                if let id = payload.messageId { unanswered.append(id) }
            }
        }
        try deliver(machine.opened(at: at(now)))
        for step in 0..<60 {
            now += Int(random.next() % 20)
            switch random.next() % 6 {
            case 0, 1: fixture.add("t\(step)", taskRole: SessionFixture.taskRole)
            case 2:
                if let task = fixture.work.tasks.randomElement(using: &random) {
                    fixture.stop(task.task.id)
                }
            case 3:
                if let task = fixture.work.tasks.first(where: {
                    $0.task.desiredStatus == .stopped
                }) {
                    fixture.remove(task.task.id)
                }
            case 4 where !unanswered.isEmpty:
                let id = unanswered.remove(at: Int(random.next() % UInt64(unanswered.count)))
                try deliver(machine.received(ack(id), at: at(now)))
            default: try deliver(machine.ticked(at: at(now)))
            }
            try deliver(machine.changed(fixture.work, at: at(now)))
        }
        // The network mends: everything is repeated until it was heard.
        for _ in 0..<40 {
            now += 30
            try deliver(machine.received(.heartbeatAck(.init()), at: at(now)))
            try deliver(machine.ticked(at: at(now)))
            for id in unanswered { try deliver(machine.received(ack(id), at: at(now))) }
            unanswered = []
        }
        for task in fixture.work.tasks {
            let wanted = task.task.desiredStatus == .stopped ? "STOPPED" : "RUNNING"
            #expect(agent[fixture.arn(task.task.id)] == wanted)
        }
        now += 1
        #expect(machine.ticked(at: at(now)).payloads.isEmpty)
    }
}

/// A small generator whose sequence a seed decides.
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }
}
