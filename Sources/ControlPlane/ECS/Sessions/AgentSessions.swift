package import AWSWire
import AgentProtocol
import ECSCore
import ECSModel
import HTTPTypes
package import Logging
import NIOCore
package import Shapes
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

    /// What an instance last said of its tasks' usage; nil before it said anything.
    package func usage(ofInstance arn: String) -> Value? {
        telemetry.last(arn).map(\.encoded)
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

/// One control session: the machine, and what carries out its actions. Each loop returns the reason
/// for which the session ends, or an empty text when only the loop is done.
private final class ControlSession: Sendable {
    private let service: ECSService
    private let firstWork: InstanceWork
    private let socket: WebSocket
    private let machine: Mutex<ControlSessionMachine>
    private let logger: Logger

    init(
        service: ECSService, work: InstanceWork, socket: WebSocket,
        machine: ControlSessionMachine, logger: Logger
    ) {
        self.service = service
        firstWork = work
        self.socket = socket
        self.machine = Mutex(machine)
        self.logger = logger
    }

    /// Tells the agent everything.
    func open() async throws -> String {
        let now = service.now()
        return try await perform(machine.withLock { $0.opened(at: now) })
    }

    /// Hands the agent's messages to the machine.
    func read() async throws -> String {
        for await raw in socket {
            let message: ACS.Message
            do {
                message = try ACS.Message(decoding: raw.bytes)
            } catch {
                logger.warning("unreadable agent message", metadata: ["error": "\(error)"])
                continue
            }
            if case .nack(let nack) = message {
                logger.warning(
                    "agent refuses a message", metadata: ["reason": "\(nack.reason ?? "")"])
            }
            let now = service.now()
            let end = try await perform(machine.withLock { $0.received(message, at: now) })
            if !end.isEmpty { return end }
        }
        return "the agent has closed the channel"
    }

    /// Tells what changes.
    func follow() async throws -> String {
        var work = firstWork
        while let next = try await service.work(differingFrom: work) {
            work = next
            let now = service.now()
            let end = try await perform(machine.withLock { $0.changed(next, at: now) })
            if !end.isEmpty { return end }
        }
        return "the container instance is no longer active"
    }

    /// Lets time pass.
    func tick() async throws -> String {
        while true {
            try await Task.sleep(for: .seconds(1))
            let now = service.now()
            let end = try await perform(machine.withLock { $0.ticked(at: now) })
            if !end.isEmpty { return end }
        }
    }

    private func perform(_ actions: [ControlSessionMachine.Action]) async throws -> String {
        for action in actions {
            switch action {
            case .send(let message):
                try await socket.send(
                    .text(String(decoding: try message.encoded(), as: UTF8.self)))
            case .acknowledgeStop(let tasks):
                for task in tasks {
                    try await service.acknowledgeStop(
                        ofTask: task, cluster: firstWork.instance.cluster, firstWork.scope)
                }
            case .close(let reason): return reason
            }
        }
        return ""
    }
}

/// Which session of an instance is the newest; an older one ends when it is replaced.
private final class CurrentSessions: Sendable {
    private struct Entry {
        var ticket: UInt64
        var replaced: CheckedContinuation<Void, Never>?
        var isReplaced = false
    }

    private struct State {
        var next: UInt64 = 0
        /// By ticket.
        var entries: [UInt64: Entry] = [:]
        /// The newest ticket of each instance.
        var newest: [String: UInt64] = [:]
    }

    private let state = Mutex(State())

    func begin(_ arn: String) -> UInt64 {
        let (ticket, old) = state.withLock { state -> (UInt64, CheckedContinuation<Void, Never>?) in
            state.next += 1
            let ticket = state.next
            var waiting: CheckedContinuation<Void, Never>?
            if let previous = state.newest[arn] {
                state.entries[previous]?.isReplaced = true
                waiting = state.entries[previous]?.replaced
                state.entries[previous]?.replaced = nil
            }
            state.newest[arn] = ticket
            state.entries[ticket] = Entry(ticket: ticket)
            return (ticket, waiting)
        }
        old?.resume()
        return ticket
    }

    func end(_ arn: String, _ ticket: UInt64) {
        state.withLock { state in
            state.entries[ticket] = nil
            if state.newest[arn] == ticket { state.newest[arn] = nil }
        }
    }

    /// Returns when a newer session has begun, or the caller is cancelled.
    func replaced(_ arn: String, _ ticket: UInt64) async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = state.withLock { state -> Bool in
                    guard var entry = state.entries[ticket], !entry.isReplaced, !Task.isCancelled
                    else { return true }
                    entry.replaced = continuation
                    state.entries[ticket] = entry
                    return false
                }
                if isOver { continuation.resume() }
            }
        } onCancel: {
            let waiting = state.withLock { state in
                let waiting = state.entries[ticket]?.replaced
                state.entries[ticket]?.replaced = nil
                return waiting
            }
            waiting?.resume()
        }
    }
}

/// The newest metrics of each instance, in memory only: a restart forgets them until the next
/// publication, twenty seconds later.
private final class LatestTelemetry: Sendable {
    private static let maximum = 10_000
    private let metrics = Mutex<[String: TCS.PublishMetricsRequest]>([:])

    func store(_ arn: String, _ request: TCS.PublishMetricsRequest) {
        metrics.withLock { metrics in
            guard metrics[arn] != nil || metrics.count < Self.maximum else { return }
            metrics[arn] = request
        }
    }

    func last(_ arn: String) -> TCS.PublishMetricsRequest? { metrics.withLock { $0[arn] } }
}

extension WebSocketMessage {
    /// The content, of either kind.
    fileprivate var bytes: [UInt8] {
        switch self {
        case .text(let text): Array(text.utf8)
        case .binary(let buffer): Array(buffer.readableBytesView)
        }
    }
}
