import AWSClient
import AWSWire
import AgentCore
import AgentProtocol
import Logging
import NIOCore
import Shapes
import Synchronization
import WebSockets
import Workload

/// Keeps the telemetry channel open and publishes usage every 20 s, health as often and whenever it
/// changes.
struct TelemetrySession: Sendable {
    let controlPlane: ControlPlane
    let engine: EngineDriver
    let meter: UsageRecorder
    let cluster: String
    let containerInstance: String
    let clock: AgentClock
    let logger: Logger
    var interval = Duration.seconds(20)
    /// How often to look whether health has changed.
    var healthInterval = Duration.seconds(1)
    var backoff = Backoff(first: .milliseconds(500), limit: .seconds(30))

    /// Throws `CancellationError`.
    func run() async throws {
        var failures = 0
        var random = SystemRandomNumberGenerator()
        while true {
            let start = ContinuousClock.now
            do {
                try await connect()
            } catch let error as CancellationError {
                throw error
            } catch {
                logger.debug("telemetry channel failed", metadata: ["error": "\(error)"])
            }
            failures = ContinuousClock.now - start > .seconds(30) ? 1 : failures + 1
            try await Task.sleep(for: backoff.delay(afterFailures: failures, using: &random))
        }
    }

    private func connect() async throws {
        let endpoints = try await controlPlane.pollEndpoints(
            containerInstance: containerInstance, cluster: cluster)
        let query = SessionQuery(
            cluster: cluster, containerInstanceArn: containerInstance,
            agentVersion: Registration.agentVersion, agentHash: "skerry",
            dockerVersion: "containerd")
        let client = WebSocketClient(
            region: controlPlane.region, service: "ecs", credentials: controlPlane.machine,
            logger: logger, trust: controlPlane.trust)
        let url = SessionAddress.url(endpoints.telemetry, query.telemetryItems)
        try await client.withWebSocket(
            url, options: WebSocketOptions(maximumMessageSize: Frame.maximumBytes)
        ) { socket in
            logger.info("telemetry channel open", metadata: ["endpoint": "\(endpoints.telemetry)"])
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { await listen(socket) }
                group.addTask {
                    let signer = try FrameSigner(url, controlPlane: controlPlane)
                    try await publish(socket, signer)
                }
                defer { group.cancelAll() }
                try await group.next()
            }
        }
    }

    /// Reads acknowledgements until the channel ends.
    private func listen(_ socket: WebSocket) async {
        for await raw in socket {
            let bytes: [UInt8]
            switch raw {
            case .text(let text): bytes = Array(text.utf8)
            case .binary(let buffer): bytes = Array(buffer.readableBytesView)
            }
            do {
                switch try TCS.Message(decoding: bytes) {
                case .stopSession: return
                case .exception(let fault):
                    logger.warning("telemetry refused", metadata: ["error": "\(fault)"])
                default: break
                }
            } catch {
                logger.debug("unreadable answer ignored", metadata: ["error": "\(error)"])
            }
        }
    }

    private func publish(_ socket: WebSocket, _ signer: FrameSigner) async throws {
        var told: [String: HealthState] = [:]
        var nextHealth = ContinuousClock.now
        var nextMetrics = ContinuousClock.now + interval
        while true {
            let now = ContinuousClock.now
            let health = engine.health
            if now >= nextHealth || health != told {
                for message in engine.healthPublications(messageID: Self.messageID()) {
                    try await send(.publishHealth(message), socket, signer)
                }
                told = health
                nextHealth = now + interval
            }
            if now >= nextMetrics {
                let messages = meter.publications(
                    of: engine.liveTasks, cluster: cluster, containerInstance: containerInstance,
                    messageID: Self.messageID(), now: clock.now())
                for message in messages {
                    try await send(.publishMetrics(message), socket, signer)
                }
                nextMetrics = now + interval
            }
            try await Task.sleep(for: healthInterval)
        }
    }

    private func send(
        _ message: TCS.Message, _ socket: WebSocket, _ signer: FrameSigner
    ) async throws {
        let body = try message.encoded()
        try await socket.send(
            .text(try await signer.headerText(for: body) + String(decoding: body, as: UTF8.self)))
    }

    private static func messageID() -> String {
        String(UInt64.random(in: 0...UInt64.max), radix: 16)
    }
}

/// Signs telemetry frames: each is preceded by the headers of a request that would carry it.
struct FrameSigner: Sendable {
    private let target: String
    private let host: String
    private let controlPlane: ControlPlane

    init(_ url: String, controlPlane: ControlPlane) throws {
        let start = url.firstRange(of: "://")?.upperBound ?? url.startIndex
        let rest = url[start...]
        let end = rest.firstIndex(of: "/") ?? rest.endIndex
        host = String(rest[..<end])
        target = end == rest.endIndex ? "/" : String(rest[end...])
        self.controlPlane = controlPlane
    }

    /// Header lines and the empty line that ends them.
    func headerText(for body: [UInt8]) async throws -> String {
        let head = RequestHead(method: "GET", target: target, headers: ["Host": host])
        let signature = SigV4.sign(
            head, payload: .of(body), credentials: try await controlPlane.machine.credentials(),
            region: controlPlane.region, service: "ecs", now: ClientEnvironment.system.now())
        let lines = (head.headers.fields + signature.fields).map { "\($0.name): \($0.value)\r\n" }
        return lines.joined() + "\r\n"
    }
}

/// Samples what containers use, and sums it up between publications.
final class UsageRecorder: Sendable {
    private let meter: Mutex<UsageMeter>
    private let runtime: any AgentRuntime
    private let engine: EngineDriver
    private let clock: AgentClock
    private let logger: Logger

    init(
        runtime: any AgentRuntime, engine: EngineDriver, processors: Int, clock: AgentClock,
        logger: Logger
    ) {
        meter = Mutex(UsageMeter(processors: processors))
        self.runtime = runtime
        self.engine = engine
        self.clock = clock
        self.logger = logger
    }

    func publications(
        of tasks: [TaskMachine], cluster: String, containerInstance: String, messageID: String,
        now: Timestamp
    ) -> [TCS.PublishMetricsRequest] {
        meter.withLock {
            $0.publications(
                of: tasks, cluster: cluster, containerInstance: containerInstance,
                messageID: messageID, now: now)
        }
    }

    /// Takes a sample every `interval` while there are tasks. Throws `CancellationError`.
    func run(every interval: Duration = .seconds(5)) async throws {
        while true {
            try await Task.sleep(for: interval)
            let sandboxes = engine.liveTasks.compactMap { task -> (String, SandboxID)? in
                guard case .ready(let facts) = task.sandbox else { return nil }
                return (task.plan.id.rawValue, facts.id)
            }
            guard !sandboxes.isEmpty else { continue }
            do {
                let samples = try await runtime.stats()
                var networks: [String: NetworkStats] = [:]
                for (task, sandbox) in sandboxes {
                    networks[task] = try? await runtime.networkStats(of: sandbox)
                }
                meter.withLock { [networks] in
                    $0.take(samples, networks: networks, at: clock.now())
                }
            } catch let error as CancellationError {
                throw error
            } catch {
                logger.debug("no usage sample", metadata: ["error": "\(error)"])
            }
        }
    }
}
