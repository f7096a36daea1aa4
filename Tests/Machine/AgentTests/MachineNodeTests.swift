import AgentCore
import AgentProtocol
import Files
import Shapes
import Synchronization
import Testing
import WebSockets
import Workload

@testable import Agent

/// The whole agent but for containers: live sockets towards a make-believe control plane.
@Suite struct MachineNodeTests {
    @Test func registersWithWhatItHas() async throws {
        try await Stand.run { stand in
            stand.controlPlane.state.withLock { $0.hasCluster = false }
            try await stand.withAgent { _ in try await stand.sessionOpens() }
            #expect(stand.controlPlane.inputs("CreateCluster").count == 1)
            let request = try #require(
                stand.controlPlane.inputs("RegisterContainerInstance").last)
            let resources = request["totalResources"]?.list ?? []
            func amount(_ name: String) -> Value? {
                resources.first { $0["name"]?.string == name }?["integerValue"]
            }
            #expect(amount("CPU") == .integer(2048))
            #expect(amount("MEMORY") == .integer(900))
            let attributes = (request["attributes"]?.list ?? []).compactMap { $0["name"]?.string }
            #expect(attributes.contains("ecs.capability.container-ordering"))
            #expect(attributes.contains("ecs.cpu-architecture"))
            #expect(!attributes.contains("com.amazonaws.ecs.capability.task-iam-role"))
            let query = stand.controlPlane.state.withLock { $0.queries.first }
            #expect(
                query?.containerInstanceArn == "arn:aws:ecs:us-east-1:0:container-instance/c/i1")
            #expect(query?.protocolVersion == 2 && query?.sendCredentials == true)
        }
    }

    @Test func runsReportsAndStopsATask() async throws {
        try await Stand.run { stand in
            try await stand.withAgent { _ in
                try await stand.sessionOpens()
                let payloadTask = task(
                    "t1",
                    container("a") {
                        $0.portMappings = [ACS.PortMapping { $0.containerPort = 80 }]
                        $0.stopTimeout = 4
                    })
                try await stand.controlPlane.send(payload(payloadTask))
                try await eventually("running") { stand.controlPlane.statuses() == ["RUNNING"] }
                #expect(stand.controlPlane.acknowledged == ["m1"])
                let change = stand.controlPlane.inputs("SubmitTaskStateChange")[0]
                let bindings = change["containers"]?.list?[0]["networkBindings"]?.list ?? []
                #expect(bindings.map { $0["hostPort"] } == [.integer(40001)])
                var stop = payloadTask
                stop.desiredStatus = "STOPPED"
                try await stand.controlPlane.send(payload(stop, id: "m2"))
                try await eventually("stopped") {
                    stand.controlPlane.statuses() == ["RUNNING", "STOPPED"]
                }
                let stopped = stand.controlPlane.inputs("SubmitTaskStateChange")[1]
                #expect(stopped["containers"]?.list?[0]["exitCode"] == .integer(143))
                #expect(stand.runtime.state.withLock { $0.stops.map(\.grace) } == [.seconds(4)])
                #expect(stand.runtime.state.withLock { $0.sandboxes.isEmpty })
            }
        }
    }

    @Test func doubledPayloadsRunOnce() async throws {
        try await Stand.run { stand in
            try await stand.withAgent { _ in
                try await stand.sessionOpens()
                for index in 0..<5 {
                    try await stand.controlPlane.send(
                        payload(task("t1", container("a")), id: "m\(index)"))
                }
                try await eventually("all acknowledged") {
                    stand.controlPlane.acknowledged.count == 5
                }
                try await eventually("running") { stand.controlPlane.statuses().last == "RUNNING" }
            }
            #expect(stand.runtime.state.withLock { $0.starts } == ["t1/a/0"])
        }
    }

    @Test func reconnectsAndGoesOn() async throws {
        try await Stand.run { stand in
            try await stand.withAgent { _ in
                try await stand.sessionOpens()
                await stand.controlPlane.cut()
                try await stand.sessionOpens(2)
                try await stand.controlPlane.send(payload(task("t1", container("a"))))
                try await eventually("running") { stand.controlPlane.statuses() == ["RUNNING"] }
            }
            #expect(stand.controlPlane.inputs("RegisterContainerInstance").count == 1)
        }
    }

    @Test func containersOutliveTheAgent() async throws {
        try await Stand.run { stand in
            try await stand.withAgent { _ in
                try await stand.sessionOpens()
                try await stand.controlPlane.send(
                    payload(task("t1", container("a")), task("t2", container("b"))))
                try await eventually("both run") {
                    stand.controlPlane.statuses() == ["RUNNING"]
                        && stand.controlPlane.statuses(of: "t2") == ["RUNNING"]
                }
            }
            #expect(stand.runtime.runningNames == ["a", "b"])
            stand.runtime.exit("b", code: 9)
            try await stand.withAgent { _ in
                try await eventually("end of b reported") {
                    stand.controlPlane.statuses(of: "t2").last == "STOPPED"
                }
                try await stand.sessionOpens(2)
            }
            let stopped = stand.controlPlane.inputs("SubmitTaskStateChange").last
            #expect(stopped?["containers"]?.list?[0]["exitCode"] == .integer(9))
            #expect(stand.runtime.state.withLock { $0.starts.sorted() } == ["t1/a/0", "t2/b/0"])
            #expect(stand.runtime.runningNames == ["a"])
            // It is the same instance again.
            let registrations = stand.controlPlane.inputs("RegisterContainerInstance")
            #expect(
                registrations.map { $0["containerInstanceArn"]?.string != nil } == [false, true])
            #expect(stand.controlPlane.state.withLock { $0.instance } == 1)
        }
    }

    @Test func acknowledgedTasksSurviveEvenWhenNothingElseWasDone() async throws {
        try await Stand.run { stand in
            stand.runtime.state.withLock {
                $0.pullFailure = RuntimeError(.registryUnreachable, .pull, "down")
            }
            try await stand.withAgent { _ in
                try await stand.sessionOpens()
                try await stand.controlPlane.send(payload(task("t1", container("a"))))
                try await eventually("acknowledged") {
                    stand.controlPlane.acknowledged == ["m1"]
                }
                // What is on disk now is what a kill would leave.
                let saved = try #require(
                    try CheckpointFile(path: stand.configuration.checkpointFile).load())
                #expect(saved.tasks.count == 1)
            }
            stand.runtime.state.withLock { $0.pullFailure = nil }
            try await stand.withAgent { _ in
                try await eventually("running") { stand.controlPlane.statuses() == ["RUNNING"] }
            }
        }
    }

    @Test func stopsEverythingOnDemand() async throws {
        try await Stand.run { stand in
            try await stand.withAgent(ending: .stopEverything) { _ in
                try await stand.sessionOpens()
                try await stand.controlPlane.send(
                    payload(task("t1", container("a")), task("t2", container("b"))))
                try await eventually("both run") { stand.runtime.runningNames == ["a", "b"] }
                try await eventually("both told") {
                    stand.controlPlane.statuses() == ["RUNNING"]
                        && stand.controlPlane.statuses(of: "t2") == ["RUNNING"]
                }
            }
            #expect(stand.controlPlane.statuses() == ["RUNNING", "STOPPED"])
            #expect(stand.controlPlane.statuses(of: "t2") == ["RUNNING", "STOPPED"])
            #expect(stand.runtime.state.withLock { $0.sandboxes.isEmpty })
        }
    }

    @Test func unknownInstanceRegistersAnew() async throws {
        try await Stand.run { stand in
            stand.controlPlane.state.withLock {
                $0.refusesInstance = "InactiveInstanceException"
            }
            try await stand.withAgent { _ in
                try await stand.sessionOpens()
            }
            let registrations = stand.controlPlane.inputs("RegisterContainerInstance")
            #expect(registrations.map { $0["containerInstanceArn"] } == [nil, nil])
            #expect(
                stand.controlPlane.state.withLock { $0.queries.last?.containerInstanceArn }?
                    .hasSuffix("/i2") == true)
        }
    }

    @Test func exceptionOnTheChannelRegistersAnew() async throws {
        try await Stand.run { stand in
            try await stand.withAgent { _ in
                try await stand.sessionOpens()
                try await stand.controlPlane.send(
                    .exception(ACS.Exception(.inactiveInstance, "gone")))
                try await stand.sessionOpens(2)
            }
            #expect(stand.controlPlane.inputs("RegisterContainerInstance").count == 2)
        }
    }

    @Test func submissionsAreRepeatedUntilTaken() async throws {
        try await Stand.run { stand in
            stand.controlPlane.state.withLock {
                $0.failures["SubmitTaskStateChange"] = [
                    (500, "ServerException"), (400, "AccessDeniedException"),
                ]
            }
            try await stand.withAgent { _ in
                try await stand.sessionOpens()
                try await stand.controlPlane.send(payload(task("t1", container("a"))))
                try await eventually("told three times") {
                    stand.controlPlane.statuses().count == 3
                }
            }
        }
    }

    @Test func registryPasswordsComeFromTheRightIdentity() async throws {
        try await Stand.run { stand in
            let port = stand.configuration.registryPort
            let images = [
                "000000000000.dkr.ecr.us-east-1.amazonaws.com/own",
                "localhost:\(port)/own", "docker.io/library/other",
            ]
            try await stand.withAgent { _ in
                try await stand.sessionOpens()
                try await stand.controlPlane.send(
                    payload(
                        task("t1", container("a", image: images[0])),
                        task("t2", container("b", image: images[1])),
                        task("t3", container("c", image: images[2])),
                        task("t4", container("d", image: images[0])) {
                            $0.executionRoleCredentials = ACS.IAMRoleCredentials {
                                $0.accessKeyId = "ROLE"
                                $0.secretAccessKey = "x"
                                $0.sessionToken = "y"
                            }
                        }))
                try await eventually("four pulls") {
                    stand.runtime.state.withLock { $0.pulls.count } == 4
                }
            }
            let pulls = stand.runtime.state.withLock { $0.pulls }
            let passwords = pulls.map { "\($0.reference) \($0.credentials?.password ?? "none")" }
            #expect(
                Set(passwords) == [
                    "\(images[0]) secret-MACHINE", "\(images[1]) secret-MACHINE",
                    "\(images[2]) none", "\(images[0]) secret-ROLE",
                ])
            // One token an identity.
            #expect(stand.controlPlane.inputs("GetAuthorizationToken").count <= 3)
        }
    }

    @Test func deniedRegistryIsAPullFailure() async throws {
        try await Stand.run { stand in
            stand.controlPlane.state.withLock {
                $0.failures["GetAuthorizationToken"] = [(400, "AccessDeniedException")]
            }
            try await stand.withAgent { _ in
                try await stand.sessionOpens()
                let image = "000000000000.dkr.ecr.us-east-1.amazonaws.com/own"
                try await stand.controlPlane.send(
                    payload(task("t1", container("a", image: image))))
                try await eventually("stopped") { stand.controlPlane.statuses() == ["STOPPED"] }
                let reason = stand.controlPlane.inputs("SubmitTaskStateChange")[0]["reason"]?.string
                #expect(reason?.hasPrefix("CannotPullContainerError: ") == true)
                #expect(reason?.contains("AccessDeniedException") == true)
            }
        }
    }

    @Test func manifestStopsLeftovers() async throws {
        try await Stand.run { stand in
            try await stand.withAgent { _ in
                try await stand.sessionOpens()
                try await stand.controlPlane.send(payload(task("t1", container("a"))))
                try await eventually("running") { stand.controlPlane.statuses() == ["RUNNING"] }
                try await stand.controlPlane.send(
                    .taskManifest(
                        ACS.TaskManifestMessage {
                            $0.messageId = "mf"
                            $0.timeline = 1
                            $0.tasks = []
                        }))
                try await eventually("asked") {
                    stand.controlPlane.state.withLock { state in
                        state.heard.contains {
                            if case .taskStopVerification = $0 { true } else { false }
                        }
                    }
                }
                try await stand.controlPlane.send(
                    .taskStopVerificationAck(
                        ACS.TaskStopVerificationAck {
                            $0.stopTasks = [
                                ACS.TaskIdentifier { $0.taskArn = task().arn }
                            ]
                        }))
                try await eventually("stopped") {
                    stand.controlPlane.statuses() == ["RUNNING", "STOPPED"]
                }
            }
        }
    }

    @Test func healthIsPublishedSoon() async throws {
        try await Stand.run { stand in
            try await stand.withAgent { _ in
                try await stand.sessionOpens()
                try await stand.controlPlane.send(
                    payload(
                        task(
                            "t1",
                            container("a") {
                                $0.dockerConfig = ACS.DockerConfig(
                                    config: ACS.DockerContainerConfig {
                                        $0.healthcheck = ACS.DockerHealthcheck {
                                            $0.test = ["CMD", "true"]
                                            $0.interval = 1_000_000_000
                                        }
                                    }, hostConfig: ACS.DockerHostConfig())
                            })))
                try await eventually("healthy") {
                    stand.controlPlane.state.withLock { state in
                        state.telemetry.contains { message in
                            guard case .publishHealth(let health) = message else { return false }
                            return health.tasks?[0].containers?[0].healthStatus == .healthy
                        }
                    }
                }
                let head = stand.controlPlane.state.withLock { $0.telemetryHeads.first } ?? ""
                #expect(head.contains("authorization: AWS4-HMAC-SHA256 Credential=MACHINE/"))
            }
        }
    }

    @Test func unreadableMessagesAreSurvived() async throws {
        try await Stand.run { stand in
            try await stand.withAgent { _ in
                try await stand.sessionOpens()
                let socket = stand.controlPlane.state.withLock { $0.control }
                for text in ["", "{", "{\"type\":\"PayloadMessage\",\"message\":[]}", "[]"] {
                    try await socket?.send(.text(text))
                }
                try await stand.controlPlane.send(
                    .unknown(Frame(type: "Novelty", message: .object(Object()))))
                try await stand.controlPlane.send(payload(task("t1", container("a"))))
                try await eventually("running") { stand.controlPlane.statuses() == ["RUNNING"] }
            }
            #expect(stand.controlPlane.state.withLock { $0.sessions } == 1)
        }
    }

    @Test func damagedCheckpointStopsTheAgent() async throws {
        try await Stand.run { stand in
            try Disk.makeDirectory(stand.configuration.dataDirectory)
            try WholeFile.replace(
                stand.configuration.checkpointFile, with: Array("{".utf8), mode: 0o600)
            await #expect(throws: Checkpoint.Failure.self) {
                try await stand.withAgent { _ in }
            }
            // It is still there to be looked at.
            #expect(try WholeFile.read(stand.configuration.checkpointFile) == Array("{".utf8))
        }
    }
}
