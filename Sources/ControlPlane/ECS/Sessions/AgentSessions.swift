package import AWSWire
import AgentProtocol
import ECSCore
import ECSModel
import HTTPTypes
package import Logging
import NIOCore
import Shapes
import Store
import Synchronization
package import WebServer
import WebSockets

/// The control plane's end of the ECS agent protocol: the control channel at `/ws` and the telemetry
/// channel at `/tcs/ws`. Callers were verified before.
package struct AgentSessions: Sendable {
    private let service: ECSService
    private let credentials: any TaskCredentialsProvider
    private let current = CurrentSessions()
    private let telemetry = LatestTelemetry()
    private let logger: Logger

    /// Sessions of the instances of `service`.
    package init(
        service: ECSService, credentials: any TaskCredentialsProvider, logger: Logger
    ) {
        self.service = service
        self.credentials = credentials
        self.logger = logger
    }

    /// Answers the handshake of either channel, by path.
    package func respond(
        to request: WebRequest, _ context: RequestContext
    ) async -> WebResponse {
        let items = PercentEncoding.pairs(request.rawQuery ?? "") ?? []
        guard let query = SessionQuery(items: items.map { ($0.name, $0.value) }) else {
            return refusal(.badRequest, "containerInstanceArn is missing")
        }
        let scope = Scope(account: context.account, region: context.region)
        let work: InstanceWork
        do {
            let found = try await service.work(
                ofInstance: query.containerInstanceArn, cluster: query.cluster, scope)
            guard let found else {
                return refusal(.inactiveInstance, "\(query.containerInstanceArn) is not active")
            }
            work = found
        } catch {
            let isCluster = error.code == "ClusterNotFoundException"
            return refusal(isCluster ? .invalidCluster : .invalidInstance, error.message)
        }
        let isTelemetry = request.rawPath.hasPrefix("/tcs")
        return .webSocket(WebSocketOptions(maximumMessageSize: Frame.maximumBytes)) { socket in
            if isTelemetry {
                try await serveTelemetry(socket, work)
            } else {
                try await serveControl(socket, work)
            }
        }
    }

    /// What the tasks of an instance of `cpuUnits` used over the last interval that it told of: CPU
    /// units and MiB; nil before it told any.
    package func usage(ofInstance arn: String, cpuUnits: Int) -> (cpu: Int, memory: Int)? {
        guard let tasks = telemetry.last(arn) else { return nil }
        let containers = tasks.flatMap { $0.containerMetrics ?? [] }
        // Percent of the whole machine, and MiB, as the stock agent sends them.
        let percent = containers.reduce(0) { $0 + ($1.cpuStatsSet?.mean ?? 0) }
        let memory = containers.reduce(0) { $0 + ($1.memoryStatsSet?.mean ?? 0) }
        return (Int((percent * Double(cpuUnits) / 100).rounded()), Int(memory.rounded()))
    }

    private func refusal(_ code: ACS.Exception.Code, _ message: String) -> WebResponse {
        let body = Value.object([
            "__type": .string(code.rawValue), "message": .string(message),
        ])
        return WebResponse(
            status: .badRequest, headers: [.contentType: "application/json"],
            body: .bytes(ByteBuffer(bytes: JSON.serialize(body))))
    }

    // MARK: Control channel

    private func serveControl(_ socket: WebSocket, _ work: InstanceWork) async throws {
        let arn = work.scope.instance(work.instance.id, in: work.instance.cluster)
        let ticket = current.begin(arn)
        service.sessionOpened(work)
        logger.info("agent connected", metadata: ["instance": "\(arn)"])
        defer {
            current.end(arn, ticket)
            service.sessionClosed(work)
            logger.info("agent disconnected", metadata: ["instance": "\(arn)"])
        }
        let session = ControlSession(
            service: service, work: work, socket: socket,
            machine: ControlSessionMachine(
                work: work, credentials: credentials, prefix: service.makeID(),
                now: service.now()), logger: logger)
        try await withThrowingTaskGroup(of: String.self) { group in
            group.addTask { try await session.open() }
            group.addTask { try await session.read() }
            group.addTask { try await session.follow() }
            group.addTask { try await session.tick() }
            group.addTask { try await session.watch() }
            group.addTask {
                await current.replaced(arn, ticket)
                return "a newer session of this instance has begun"
            }
            // Whatever ends first ends the session: the agent connects again.
            defer { group.cancelAll() }
            var reason = "over"
            while let end = try await group.next() {
                if end.isEmpty { continue }
                reason = end
                break
            }
            let close = ACS.Message.close(ACS.CloseMessage { $0.message = reason })
            try await socket.send(.text(String(decoding: try close.encoded(), as: UTF8.self)))
        }
    }

    // MARK: Telemetry channel

    private func serveTelemetry(_ socket: WebSocket, _ work: InstanceWork) async throws {
        let arn = work.scope.instance(work.instance.id, in: work.instance.cluster)
        defer { telemetry.forget(arn) }
        for await raw in socket {
            let message: TCS.Message
            do {
                message = try TCS.Message(decoding: raw.bytes)
            } catch {
                logger.debug("unreadable telemetry", metadata: ["error": "\(error)"])
                try await send(
                    .exception(TCS.Exception(.badRequest, "\(error)")), on: socket)
                continue
            }
            switch message {
            case .publishMetrics(let metrics):
                telemetry.store(arn, metrics)
                try await send(.ackMetrics(TCS.AckPublishMetric()), on: socket)
            case .publishHealth(let health):
                try await take(health, work)
                try await send(.ackHealth(TCS.AckPublishHealth()), on: socket)
            case .publishInstanceStatus:
                try await send(.ackInstanceStatus(TCS.AckPublishInstanceStatus()), on: socket)
            default: continue
            }
        }
    }

    private func take(_ health: TCS.PublishHealthRequest, _ work: InstanceWork) async throws {
        for task in health.tasks ?? [] {
            guard let arn = task.taskArn else { continue }
            var states: [String: ECSAPI.HealthStatus] = [:]
            for container in task.containers ?? [] {
                guard let name = container.containerName, let word = container.healthStatus,
                    let state = ECSAPI.HealthStatus(rawValue: word.rawValue)
                else { continue }
                states[name] = state
            }
            do {
                try await service.reportHealth(
                    states, ofTask: arn, cluster: work.instance.cluster, work.scope)
            } catch {
                logger.warning(
                    "health not taken", metadata: ["task": "\(arn)", "error": "\(error)"])
            }
        }
    }

    private func send(_ message: TCS.Message, on socket: WebSocket) async throws {
        try await socket.send(.text(String(decoding: try message.encoded(), as: UTF8.self)))
    }
}

extension TCS.CWStatsSet {
    /// nil without samples.
    fileprivate var mean: Double? {
        guard let sum, let sampleCount, sampleCount > 0 else { return nil }
        return sum / Double(sampleCount)
    }
}

/// The newest whole publication of each instance that is connected, in memory only: a new session
/// knows none until the next one, twenty seconds later. Above the maximum further instances show
/// none.
private final class LatestTelemetry: Sendable {
    private static let maximum = 10_000
    /// Tasks of one instance that are kept.
    private static let maximumTasks = 1_000

    private struct Entry {
        var complete: [TCS.TaskMetric]?
        var message = ""
        var growing: [TCS.TaskMetric] = []
    }

    private let entries = Mutex<[String: Entry]>([:])

    /// Takes one message of a publication; the last one makes it the newest.
    func store(_ arn: String, _ request: TCS.PublishMetricsRequest) {
        entries.withLock { entries in
            guard entries[arn] != nil || entries.count < Self.maximum else { return }
            var entry = entries[arn] ?? Entry()
            let message = request.metadata?.messageId ?? ""
            if entry.message != message {
                entry.message = message
                entry.growing = []
            }
            let room = Self.maximumTasks - entry.growing.count
            entry.growing += (request.taskMetrics ?? []).prefix(room)
            if request.metadata?.fin ?? true {
                entry.complete = entry.growing
                entry.growing = []
            }
            entries[arn] = entry
        }
    }

    func forget(_ arn: String) { entries.withLock { $0[arn] = nil } }

    func last(_ arn: String) -> [TCS.TaskMetric]? { entries.withLock { $0[arn]?.complete } }
}
