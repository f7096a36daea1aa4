import AWSClient
import AWSWire
import AgentProtocol
import ECSModel
import Logging
import NIOCore
import ServiceLifecycle
import Shapes
import Testing
import WebServer
import WebSockets

/// Agents that talk nonsense on both channels: the server reads on or closes, and goes on for
/// others.
@Suite(.timeLimit(.minutes(10)))
struct SessionFuzzTests {
    @Test(arguments: ["/ws", "/tcs/ws"]) func nonsenseOnAChannel(path: String) async throws {
        try await Cloud.with { cloud in
            try await withServer(cloud.gateway) { port in
                let agent = try await Agent(cloud: cloud, port: port)
                var dice = FuzzRun.dice("the channel \(path)")
                for _ in 0..<FuzzRun.cases(40) {
                    try await agent.talk(on: path, &dice)
                }
                // A sane agent is still heard.
                try await agent.expectService(on: path)
            }
        }
    }

    private func withServer(
        _ gateway: some WebHandler, _ body: @Sendable @escaping (Int) async throws -> Void
    ) async throws {
        let logger = Logger(label: "fuzz") { _ in SwiftLogNoOpLogHandler() }
        let (ports, ready) = AsyncStream.makeStream(of: Int.self)
        let server = WebServer(
            options: WebServerOptions(), handler: gateway, logger: logger
        ) { ready.yield($0[0].port ?? 0) }
        let group = ServiceGroup(
            configuration: .init(services: [.init(service: server)], logger: logger))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            var iterator = ports.makeAsyncIterator()
            let port = try #require(await iterator.next())
            do {
                try await body(port)
            } catch {
                await group.triggerGracefulShutdown()
                throw error
            }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }

    /// A registered container instance.
    private struct Agent: Sendable {
        let cloud: Cloud
        let port: Int
        let arn: String
        let taskARN: String

        init(cloud: Cloud, port: Int) async throws {
            self.cloud = cloud
            self.port = port
            func call(_ operation: String, _ body: String) async throws -> Value {
                let answer = await cloud.call(.ecs, operation, body)
                #expect(answer.status == 200, "\(answer.text)")
                return try JSON.parse(answer.body)
            }
            _ = try await call("CreateCluster", "{}")
            _ = try await call(
                "RegisterTaskDefinition",
                #"{"family":"web","containerDefinitions":[{"name":"a","image":"b","memory":8}]}"#)
            let instance = try await call(
                "RegisterContainerInstance",
                #"{"totalResources":[{"name":"CPU","type":"INTEGER","integerValue":1024},"#
                    + #"{"name":"MEMORY","type":"INTEGER","integerValue":1024}]}"#)[
                    "containerInstance"]
            arn = try #require(instance?["containerInstanceArn"]?.string)
            let started = try await call(
                "StartTask", #"{"taskDefinition":"web","containerInstances":["\#(arn)"]}"#)
            taskARN = started["tasks"]?.list?.first?["taskArn"]?.string ?? ""
        }

        private func address(_ path: String) -> String {
            let query =
                "clusterArn=default&cluster=default&containerInstanceArn=\(PercentEncoding.encode(arn))"
                + "&containerInstance=\(PercentEncoding.encode(arn))&seqNum=1&protocolVersion=2"
            return "ws://127.0.0.1:\(port)\(path)?\(query)"
        }

        private var client: WebSocketClient {
            WebSocketClient(
                region: "us-east-1", service: "ecs", credentials: StaticCredentials(cloud.key),
                logger: Logger(label: "fuzz") { _ in SwiftLogNoOpLogHandler() })
        }

        /// One session in which everything is said but what should be.
        func talk(on path: String, _ dice: inout SeededDice) async throws {
            let messages = (0..<dice.number(1...12)).map { _ in message(&dice) }
            for message in messages { FuzzRun.trace("\(path) \(message)") }
            let endsAbruptly = dice.chance(0.3)
            let start = ContinuousClock.now
            defer { FuzzRun.trace("\(path) took \(ContinuousClock.now - start)") }
            do {
                try await client.withWebSocket(address(path)) { socket in
                    for message in messages { try await socket.send(message) }
                    if endsAbruptly { throw CancellationError() }
                }
            } catch AWSClientError.refused(let status, let body) {
                FuzzRun.report("\(path) refused: \(status) \(body)")
            } catch {
                // The server may close first, or we did.
                return
            }
        }

        func expectService(on path: String) async throws {
            let isTelemetry = path.hasPrefix("/tcs")
            try await client.withWebSocket(address(path)) { socket in
                if isTelemetry {
                    try await socket.send(
                        .text(#"{"type":"PublishHealthRequest","message":{"tasks":[]}}"#))
                }
                for await answer in socket {
                    guard case .text(let text) = answer else { continue }
                    if text.contains(isTelemetry ? "AckPublishHealth" : "TaskManifestMessage")
                        || text.contains("PayloadMessage")
                    {
                        return
                    }
                }
                FuzzRun.report("\(path) is silent")
            }
        }

        // MARK: What is said

        private static let types = [
            "AckRequest", "NackRequest", "PublishMetricsRequest", "PublishHealthRequest",
            "PublishInstanceStatusRequest", "HeartbeatAckRequest", "HeartbeatMessage",
            "PayloadMessage", "TaskStopVerificationMessage", "TaskManifestMessage", "CloseMessage",
            "ErrorMessage", "IAMRoleCredentialsAckRequest", "ConfirmAttachmentMessage", "",
            "ServerException", "StopTelemetrySessionMessage", "NobodyKnows",
        ]

        private func message(_ dice: inout SeededDice) -> WebSocketMessage {
            let good = Value.object([
                "type": .string(dice.pick(Self.types)), "message": content(&dice),
            ])
            let tree = dice.chance(0.5) ? good : Damage.tree(good, &dice)
            var bytes = JSON.serialize(tree)
            if dice.chance(0.3) { bytes = Damage.bytes(bytes, &dice) }
            if dice.chance(0.1) { bytes = Array("GET / HTTP/1.1\r\nHost: h\r\n\r\n".utf8) + bytes }
            if dice.chance(0.05) { bytes = Array(dice.pick(Damage.texts).utf8) }
            return dice.chance(0.8)
                ? .text(String(decoding: bytes, as: UTF8.self))
                : .binary(ByteBuffer(bytes: bytes))
        }

        private func content(_ dice: inout SeededDice) -> Value {
            .object([
                "messageId": .string(dice.pick(["m", "1", ""] + Damage.texts)),
                "cluster": .string(dice.pick(["default", "nobody"])),
                "containerInstance": .string(dice.pick([arn, "x"])),
                "clusterArn": .string("default"), "reason": .string("r"),
                "seqNum": .integer(dice.pick([0, 1, .max, .min])),
                "stopCandidates": .list([.object(["taskArn": .string(taskARN)])]),
                "timestamp": .integer(dice.pick([0, .max, .min, 1_700_000_000_000])),
                "metadata": .object([
                    "cluster": .string("default"), "containerInstance": .string(arn),
                    "idle": .bool(false), "messageId": .string("m"), "fin": .bool(true),
                ]),
                "taskMetrics": .list([
                    .object([
                        "taskArn": .string(dice.pick([taskARN, "arn:x", ""])),
                        "containerMetrics": .list([Damage.odd(&dice)]),
                    ])
                ]),
                "tasks": .list([
                    .object([
                        "taskArn": .string(dice.pick([taskARN, "arn:x", ""])),
                        "containers": .list([
                            .object([
                                "containerName": .string(dice.pick(["a", ""])),
                                "healthStatus": .string(
                                    dice.pick(["HEALTHY", "UNHEALTHY", "odd"])),
                                "statusSince": .double(dice.pick([0, 1e12, -1e300])),
                            ])
                        ]),
                    ])
                ]),
            ])
        }
    }
}
