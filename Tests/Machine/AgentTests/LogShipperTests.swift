import AgentCore
import AgentProtocol
import Files
import Shapes
import Synchronization
import Testing
import Workload

@testable import Agent

/// awslogs from the container's file to PutLogEvents.
@Suite struct LogShipperTests {
    @Test func linesArriveAndTheLastBeforeStopped() async throws {
        try await Stand.run { stand in
            try await stand.withAgent { _ in
                try await stand.sessionOpens()
                try await stand.controlPlane.send(
                    payload(
                        task("t1", container("a") { $0.dockerConfig = awslogs() })))
                try await eventually("first line") {
                    stand.controlPlane.state.withLock { $0.events } == ["started a"]
                }
                stand.runtime.exit("a", code: 0, lines: ["one", "two"])
                try await eventually("stopped") {
                    stand.controlPlane.statuses().last == "STOPPED"
                }
                let order = stand.controlPlane.state.withLock { $0.calls.map(\.operation) }
                let last = order.lastIndex(of: "PutLogEvents") ?? .max
                #expect(last < order.lastIndex(of: "SubmitTaskStateChange") ?? 0)
            }
            #expect(stand.controlPlane.state.withLock { $0.events } == ["started a", "one", "two"])
            #expect(stand.controlPlane.state.withLock { $0.streams } == ["p/a/t1"])
            let put = stand.controlPlane.inputs("PutLogEvents")[0]
            #expect(put["logGroupName"]?.string == "g")
            // 2024-02-03T04:05:06Z
            #expect(put["logEvents"]?.list?[0]["timestamp"] == .integer(1_706_933_106_000))
        }
    }

    @Test func groupIsMadeOnDemandWithTheExecutionRole() async throws {
        try await Stand.run { stand in
            try await stand.withAgent { _ in
                try await stand.sessionOpens()
                try await stand.controlPlane.send(
                    payload(
                        task(
                            "t1",
                            container("a") {
                                $0.dockerConfig = awslogs(["awslogs-create-group": "true"])
                                $0.logsAuthStrategy = .executionRole
                            }
                        ) {
                            $0.executionRoleCredentials = ACS.IAMRoleCredentials {
                                $0.accessKeyId = "ROLE"
                                $0.secretAccessKey = "x"
                            }
                        }))
                try await eventually("first line") {
                    stand.controlPlane.state.withLock { !$0.events.isEmpty }
                }
            }
            let keys = stand.controlPlane.state.withLock { state in
                state.calls.filter { $0.operation.contains("Log") }.map {
                    "\($0.operation) \($0.key)"
                }
            }
            #expect(
                Array(keys.prefix(3)) == [
                    "CreateLogGroup ROLE", "CreateLogStream ROLE", "PutLogEvents ROLE",
                ])
        }
    }

    @Test func missingGroupFailsTheStart() async throws {
        try await Stand.run { stand in
            stand.controlPlane.state.withLock {
                $0.failures["CreateLogStream"] = [(400, "ResourceNotFoundException")]
            }
            try await stand.withAgent { _ in
                try await stand.sessionOpens()
                try await stand.controlPlane.send(
                    payload(task("t1", container("a") { $0.dockerConfig = awslogs() })))
                try await eventually("stopped") { stand.controlPlane.statuses() == ["STOPPED"] }
            }
            let reason = stand.controlPlane.inputs("SubmitTaskStateChange")[0]["reason"]?.string
            #expect(
                reason
                    == "CannotStartContainerError: failed to initialize logging driver: failed to "
                    + "create CloudWatch log stream: ResourceNotFoundException: as told")
            #expect(stand.runtime.state.withLock { $0.starts.isEmpty })
        }
    }

    @Test func troubleOfTheServiceLosesNothing() async throws {
        try await Stand.run { stand in
            stand.controlPlane.state.withLock {
                $0.failures["PutLogEvents"] = [
                    (400, "ThrottlingException"), (500, "ServiceUnavailableException"),
                    (400, "ResourceNotFoundException"),
                ]
            }
            try await stand.withAgent { _ in
                try await stand.sessionOpens()
                try await stand.controlPlane.send(
                    payload(task("t1", container("a") { $0.dockerConfig = awslogs() })))
                try await eventually("first line") {
                    stand.controlPlane.state.withLock { $0.events } == ["started a"]
                }
            }
        }
    }

    @Test func restartGoesOnWhereTheServiceStands() async throws {
        try await Stand.run { stand in
            try await stand.withAgent { _ in
                try await stand.sessionOpens()
                try await stand.controlPlane.send(
                    payload(task("t1", container("a") { $0.dockerConfig = awslogs() })))
                try await eventually("first line") {
                    stand.controlPlane.state.withLock { $0.events } == ["started a"]
                }
                // Between the service's taking a line and its mark on disk a restart sends it again.
                try await eventually("mark saved") {
                    let bytes = try? WholeFile.read(stand.configuration.checkpointFile)
                    return String(decoding: bytes ?? [], as: UTF8.self).contains("\"inode\"")
                }
            }
            stand.runtime.say("a", ["while away"])
            try await stand.withAgent { _ in
                try await eventually("second line") {
                    stand.controlPlane.state.withLock { $0.events.count } > 1
                }
                stand.runtime.exit("a", code: 0, lines: ["end"])
                try await eventually("stopped") {
                    stand.controlPlane.statuses().last == "STOPPED"
                }
            }
            #expect(
                stand.controlPlane.state.withLock { $0.events } == [
                    "started a", "while away", "end",
                ])
        }
    }

    @Test func multilineEventsAreJoined() async throws {
        try await Stand.run { stand in
            try await stand.withAgent { _ in
                try await stand.sessionOpens()
                try await stand.controlPlane.send(
                    payload(
                        task(
                            "t1",
                            container("a") {
                                $0.dockerConfig = awslogs(["awslogs-multiline-pattern": "^[a-z]"])
                            })))
                try await eventually("running") { stand.controlPlane.statuses() == ["RUNNING"] }
                stand.runtime.exit("a", code: 1, lines: ["  at x", "  at y", "end"])
                try await eventually("stopped") {
                    stand.controlPlane.statuses().last == "STOPPED"
                }
            }
            #expect(
                stand.controlPlane.state.withLock { $0.events } == [
                    "started a\n  at x\n  at y\n", "end\n",
                ])
        }
    }

    @Test func fullBacklogDropsTheOldest() async throws {
        try await Stand.run { stand in
            stand.controlPlane.state.withLock {
                $0.failures["PutLogEvents"] = Array(
                    repeating: (500, "ServiceUnavailableException"), count: 3)
            }
            try await stand.withAgent { _ in
                try await stand.sessionOpens()
                try await stand.controlPlane.send(
                    payload(
                        task(
                            "t1",
                            container("a") {
                                $0.dockerConfig = awslogs([
                                    "mode": "non-blocking", "max-buffer-size": "2k",
                                ])
                            })))
                try await eventually("running") { stand.controlPlane.statuses() == ["RUNNING"] }
                // The pump is busy with the first line.
                try await eventually("first try") {
                    stand.controlPlane.inputs("PutLogEvents").count >= 1
                }
                stand.runtime.say("a", (0..<100).map { "line \($0)" })
                try await eventually("last line") {
                    stand.controlPlane.state.withLock { $0.events.last } == "line 99"
                }
            }
            let events = stand.controlPlane.state.withLock { $0.events }
            #expect(events.first == "started a")
            #expect(!events.contains("line 0"))
            #expect(events.count < 60)
        }
    }
}
