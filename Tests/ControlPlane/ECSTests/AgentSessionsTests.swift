import AWSWire
import AgentProtocol
import ECSCore
import ECSModel
import HTTPTypes
import Logging
import NIOCore
import NIOWebSocket
import Shapes
import Store
import Synchronization
import Testing
import WebServer
import WebSockets

@testable import ECS

/// The two channels as an agent meets them, over a socket pair in memory.
@Suite(.timeLimit(.minutes(1)))
struct AgentSessionsTests {
    private static let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    private func sessions(_ world: World) -> AgentSessions {
        AgentSessions(
            service: world.service, credentials: FakeCredentials(), logger: Self.quiet)
    }

    private func target(_ path: String, _ instance: String, cluster: String = "default") -> String {
        "\(path)?clusterArn=\(cluster)&containerInstanceArn=\(instance)&seqNum=1"
    }

    private func open(
        _ sessions: AgentSessions, _ world: World, _ target: String,
        _ agent: @escaping @Sendable (WebSocket) async throws -> Void
    ) async throws {
        let response = await sessions.respond(
            to: WebRequest(method: .get, target: target), world.context)
        guard case .webSocket(let options, let serve) = response.body else {
            Issue.record("refused: \(response.status)")
            return
        }
        try await SocketPair.run(options, server: serve, client: agent)
    }

    private func next(_ iterator: inout WebSocket.Iterator) async throws -> ACS.Message {
        guard case .text(let text) = try #require(await iterator.next()) else {
            throw SocketPair.Closed()
        }
        return try ACS.Message(decoding: Array(text.utf8))
    }

    private func send(_ message: ACS.Message, _ socket: WebSocket) async throws {
        try await socket.send(.text(String(decoding: message.encoded(), as: UTF8.self)))
    }

    @Test func anAgentIsToldItsTasksAndStopsThem() async throws {
        try await World.run { world in
            try await world.createCluster()
            let instance = try await world.register()
            try await world.define()
            let sessions = sessions(world)
            let task = try #require(try await world.run().tasks?.first?.taskArn)
            try await open(sessions, world, target("/ws", instance)) { socket in
                var messages = socket.makeAsyncIterator()
                guard case .payload(let payload) = try await next(&messages) else {
                    Issue.record("no payload first")
                    return
                }
                #expect(payload.tasks?.map(\.arn) == [task])
                guard case .taskManifest(let manifest) = try await next(&messages) else {
                    Issue.record("no manifest second")
                    return
                }
                #expect(manifest.tasks?.map(\.taskArn) == [task])
                try await send(ack(payload.messageId), socket)
                try await world.report(task, "RUNNING")
                _ = try await world.service.stopTask(
                    ECSAPI.StopTaskRequest { $0.task = task }, world.context)
                guard case .payload(let order) = try await next(&messages) else {
                    Issue.record("no order to stop")
                    return
                }
                #expect(order.tasks?.map(\.desiredStatus) == ["STOPPED"])
                // What is no message is ignored, and what comes after it is not.
                try await socket.send(.text("{"))
                try await send(ack(order.messageId), socket)
                while try await world.task(task).lastStatus != "STOPPING" { await Task.yield() }
            }
        }
    }

    /// One order after the other: none overtakes an older one, however fast they come.
    @Test func ordersArriveInTheirOrder() async throws {
        try await World.run { world in
            try await world.createCluster()
            let instance = try await world.register(cpu: 65_536, memory: 65_536)
            try await world.define(cpu: 16, memory: 16)
            let sessions = sessions(world)
            try await open(sessions, world, target("/ws", instance)) { socket in
                var messages = socket.makeAsyncIterator()
                _ = try await next(&messages)
                async let orders: Void = {
                    for _ in 0..<20 {
                        let tasks = try await world.run(count: 10).tasks ?? []
                        for task in tasks {
                            _ = try await world.service.stopTask(
                                ECSAPI.StopTaskRequest { $0.task = task.taskArn ?? "" },
                                world.context)
                        }
                    }
                }()
                var sequence = 0
                var state: [String: String] = [:]
                while state.count < 200 || state.values.contains("RUNNING") {
                    guard case .payload(let payload) = try await next(&messages) else { continue }
                    #expect(try #require(payload.seqNum) > sequence)
                    sequence = payload.seqNum ?? 0
                    for task in payload.tasks ?? [] {
                        let arn = try #require(task.arn)
                        #expect(state[arn] != "STOPPED")
                        state[arn] = task.desiredStatus
                    }
                }
                try await orders
            }
        }
    }

    @Test func aNewerSessionEndsTheOlderOne() async throws {
        try await World.run { world in
            try await world.createCluster()
            let instance = try await world.register()
            let sessions = sessions(world)
            let (began, begin) = AsyncStream.makeStream(of: Void.self)
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    try await open(sessions, world, target("/ws", instance)) { socket in
                        var messages = socket.makeAsyncIterator()
                        _ = try await next(&messages)
                        begin.yield()
                        guard case .close(let close) = try await next(&messages) else {
                            Issue.record("not closed")
                            return
                        }
                        #expect(close.message == "a newer session of this instance has begun")
                    }
                }
                for await _ in began { break }
                group.addTask {
                    try await open(sessions, world, target("/ws", instance)) { socket in
                        var messages = socket.makeAsyncIterator()
                        _ = try await next(&messages)
                        // The older one's end does not take this one for its own.
                        try await send(.heartbeatAck(.init()), socket)
                    }
                }
                try await group.waitForAll()
            }
            // The first and the second are gone; what the test itself counted is left.
            #expect(world.service.connections.withLock { $0.values.map { $0 } } == [1])
        }
    }

    @Test func aSessionEndsWithItsInstance() async throws {
        try await World.run { world in
            try await world.createCluster()
            let instance = try await world.register()
            let sessions = sessions(world)
            try await open(sessions, world, target("/ws", instance)) { socket in
                var messages = socket.makeAsyncIterator()
                _ = try await next(&messages)
                _ = try await world.service.deregisterContainerInstance(
                    ECSAPI.DeregisterContainerInstanceRequest { $0.containerInstance = instance },
                    world.context)
                guard case .close(let close) = try await next(&messages) else {
                    Issue.record("not closed")
                    return
                }
                #expect(close.message == "the container instance is no longer active")
                #expect(await messages.next() == nil)
            }
        }
    }

    @Test func whoIsNobodyIsRefused() async throws {
        try await World.run { world in
            try await world.createCluster()
            let instance = try await world.register()
            let sessions = sessions(world)
            let unknown = instance.dropLast(4) + "ffff"
            for (target, type) in [
                ("/ws", "BadRequestException"),
                (target("/ws", String(unknown)), "InactiveInstanceException"),
                (target("/ws", "rubbish!"), "InvalidInstanceException"),
                (target("/ws", instance, cluster: "nowhere"), "InvalidClusterException"),
                (target("/tcs/ws", String(unknown)), "InactiveInstanceException"),
            ] {
                let response = await sessions.respond(
                    to: WebRequest(method: .get, target: target), world.context)
                #expect(response.status == .badRequest)
                guard case .bytes(let body) = response.body else {
                    Issue.record("\(target)")
                    continue
                }
                let value = try JSON.parse(Array(body.readableBytesView))
                #expect(value["__type"]?.string == type, "\(target)")
            }
        }
    }

    // MARK: Telemetry

    /// One container's means, as one message of a publication.
    static func metrics(
        percent: Double, memory: Double, isLast: Bool
    ) -> TCS.PublishMetricsRequest {
        func samples(_ mean: Double) -> TCS.CWStatsSet {
            TCS.CWStatsSet {
                $0.sampleCount = 2
                $0.sum = 2 * mean
            }
        }
        return TCS.PublishMetricsRequest {
            $0.metadata = TCS.MetricsMetadata {
                $0.messageId = "one"
                $0.fin = isLast
            }
            $0.taskMetrics = [
                TCS.TaskMetric {
                    $0.containerMetrics = [
                        TCS.ContainerMetric {
                            $0.cpuStatsSet = samples(percent)
                            $0.memoryStatsSet = samples(memory)
                        }
                    ]
                }
            ]
        }
    }

    @Test func telemetryIsTakenAndAcknowledged() async throws {
        try await World.run { world in
            try await world.createCluster()
            let instance = try await world.register()
            try await world.define()
            let task = try #require(try await world.run().tasks?.first?.taskArn)
            let sessions = sessions(world)
            try await open(sessions, world, target("/tcs/ws", instance)) { socket in
                var messages = socket.makeAsyncIterator()
                func answer(_ message: TCS.Message) async throws -> TCS.Message {
                    try await socket.send(
                        .text(String(decoding: message.encoded(), as: UTF8.self)))
                    guard case .text(let text) = try #require(await messages.next()) else {
                        throw SocketPair.Closed()
                    }
                    return try TCS.Message(decoding: Array(text.utf8))
                }
                func usage() -> [Int]? {
                    sessions.usage(ofInstance: instance, cpuUnits: 2048).map {
                        [$0.cpu, $0.memory]
                    }
                }
                #expect(usage() == nil)
                // A publication in two messages counts once it is whole.
                for (isLast, expected) in [(false, nil), (true, [1024, 30])] {
                    let metrics = Self.metrics(percent: 25, memory: 15, isLast: isLast)
                    guard case .ackMetrics = try await answer(.publishMetrics(metrics)) else {
                        Issue.record("metrics are not acknowledged")
                        return
                    }
                    #expect(usage() == expected)
                }
                let health = TCS.PublishHealthRequest {
                    $0.tasks = [
                        TCS.TaskHealth {
                            $0.taskArn = task
                            $0.containers = [
                                TCS.ContainerHealth {
                                    $0.containerName = "main"
                                    $0.healthStatus = .init(rawValue: "HEALTHY")
                                },
                                TCS.ContainerHealth {
                                    $0.containerName = "main"
                                    $0.healthStatus = .init(rawValue: "SPLENDID")
                                },
                            ]
                        },
                        TCS.TaskHealth { $0.taskArn = "rubbish" }, TCS.TaskHealth(),
                    ]
                }
                guard case .ackHealth = try await answer(.publishHealth(health)) else {
                    Issue.record("health is not acknowledged")
                    return
                }
                #expect(try await world.task(task).containers?.first?.healthStatus == .healthy)
                guard case .ackInstanceStatus = try await answer(.publishInstanceStatus(.init()))
                else {
                    Issue.record("the status is not acknowledged")
                    return
                }
                try await socket.send(.text("[]"))
                guard case .text(let text) = try #require(await messages.next()) else { return }
                #expect(text.contains("BadRequestException"))
            }
            // An instance that has gone leaves nothing behind.
            #expect(sessions.usage(ofInstance: instance, cpuUnits: 1) == nil)
        }
    }
}

/// Two ends of a WebSocket joined in memory.
enum SocketPair {
    struct Closed: Error {}

    static func run(
        _ options: WebSocketOptions,
        server: @escaping @Sendable (WebSocket) async throws -> Void,
        client: @escaping @Sendable (WebSocket) async throws -> Void
    ) async throws {
        let up = Pipe()
        let down = Pipe()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                defer { down.close() }
                try await WebSocket.run(
                    role: .server, options: options, transport: .init(reading: up, writing: down),
                    server)
            }
            group.addTask {
                defer { up.close() }
                try await WebSocket.run(
                    role: .client, options: options, transport: .init(reading: down, writing: up),
                    client)
            }
            // The agent leaves when it wants to; the session may find that out while it sends.
            while let result = await group.nextResult() {
                if case .failure(let error) = result, !(error is WebSocketError) { throw error }
            }
        }
    }

    /// Frames on their way, unbounded: these tests have no slow reader.
    final class Pipe: Sendable {
        private let continuation: AsyncStream<WebSocketFrame>.Continuation
        private let iterator: Mutex<AsyncStream<WebSocketFrame>>

        init() {
            let (stream, continuation) = AsyncStream.makeStream(of: WebSocketFrame.self)
            self.continuation = continuation
            iterator = Mutex(stream)
        }

        /// Masks the content, as the encoder does on a real channel.
        func write(_ frame: WebSocketFrame) throws {
            var frame = frame
            if let key = frame.maskKey { frame.data.webSocketMask(key) }
            if case .terminated = continuation.yield(frame) { throw ChannelError.ioOnClosedChannel }
        }

        func read() async -> WebSocketFrame? {
            let stream = iterator.withLock { $0 }
            for await frame in stream { return frame }
            return nil
        }

        func close() { continuation.finish() }
    }
}

extension WebSocket.Transport {
    fileprivate init(reading: SocketPair.Pipe, writing: SocketPair.Pipe) {
        self.init(
            next: { await reading.read() }, write: { try writing.write($0) },
            abort: {
                reading.close()
                writing.close()
            })
    }
}
