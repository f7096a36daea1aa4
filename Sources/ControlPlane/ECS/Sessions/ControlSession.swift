import AgentProtocol
import ECSCore
import Logging
import NIOCore
import Shapes
import Store
import Synchronization
import WebSockets

/// One control session: the machine, and what carries out its actions. Each loop returns the reason
/// for which the session ends, or an empty text when only the loop is done.
///
/// What the machine says is carried out in its order, by whichever loop finds nobody at it, so that an
/// order never overtakes an older one on the way to the socket.
final class ControlSession: Sendable {
    private struct State {
        var machine: ControlSessionMachine
        var waiting: [ControlSessionMachine.Action] = []
        /// Whether one of the loops is carrying out what waits.
        var isBusy = false
    }

    private let service: ECSService
    private let firstWork: InstanceWork
    private let socket: WebSocket
    private let state: Mutex<State>
    private let logger: Logger

    /// Actions that may wait for a slow agent; more end its session.
    private static let maximumWaiting = 1_000

    init(
        service: ECSService, work: InstanceWork, socket: WebSocket,
        machine: ControlSessionMachine, logger: Logger
    ) {
        self.service = service
        firstWork = work
        self.socket = socket
        state = Mutex(State(machine: machine))
        self.logger = logger
    }

    /// Tells the agent everything.
    func open() async throws -> String {
        let now = service.now()
        return try await perform { $0.opened(at: now) }
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
            service.sessionHeard(firstWork)
            if case .nack(let nack) = message {
                logger.warning(
                    "agent refuses a message", metadata: ["reason": "\(nack.reason ?? "")"])
            }
            let now = service.now()
            let end = try await perform { $0.received(message, at: now) }
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
            let end = try await perform { $0.changed(next, at: now) }
            if !end.isEmpty { return end }
        }
        return "the container instance is no longer active"
    }

    /// Lets time pass.
    func tick() async throws -> String {
        while true {
            try await Task.sleep(for: .seconds(1))
            let now = service.now()
            let end = try await perform { $0.ticked(at: now) }
            if !end.isEmpty { return end }
        }
    }

    /// Ends the session of an agent that is silent, also while a message to it does not get away.
    func watch() async throws -> String {
        while true {
            try await Task.sleep(for: .seconds(1))
            let now = service.now()
            if let end = state.withLock({ $0.machine.silence(at: now) }) { return end }
        }
    }

    private func perform(
        _ event: (inout ControlSessionMachine) -> [ControlSessionMachine.Action]
    ) async throws -> String {
        let (end, isMine) = state.withLock { state -> (String, Bool) in
            for action in event(&state.machine) {
                if case .close(let reason) = action { return (reason, false) }
                state.waiting.append(action)
            }
            if state.waiting.count > Self.maximumWaiting {
                return ("the agent does not take its messages", false)
            }
            defer { state.isBusy = true }
            return ("", !state.isBusy)
        }
        guard isMine else { return end }
        while let action = next() {
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

    private func next() -> ControlSessionMachine.Action? {
        state.withLock { state in
            guard !state.waiting.isEmpty else {
                state.isBusy = false
                return nil
            }
            return state.waiting.removeFirst()
        }
    }
}

extension WebSocketMessage {
    /// The content, of either kind.
    var bytes: [UInt8] {
        switch self {
        case .text(let text): Array(text.utf8)
        case .binary(let buffer): Array(buffer.readableBytesView)
        }
    }
}
