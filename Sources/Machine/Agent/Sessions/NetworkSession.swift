import AWSClient
import AWSWire
import AgentCore
import Logging
import MachineProtocol
import NIOCore
import Shapes
import Synchronization
import VPCNetwork
import WebSockets

/// Follows the control plane's feed of this machine's VPCs, has them brought about and says how far
/// that is. What was in force before goes on while there is no control plane.
struct NetworkSession: Sendable {
    let network: VPCNetwork
    let controlPlane: ControlPlane
    let logger: Logger
    var backoff = Backoff(first: .milliseconds(250), limit: .seconds(5))
    /// After so long what is there is looked at anew, against what others may have changed.
    var auditInterval = Duration.seconds(300)
    /// When something could not be brought about.
    var retryInterval = Duration.seconds(5)

    private let desk: NetworkDesk

    init(network: VPCNetwork, controlPlane: ControlPlane, logger: Logger) {
        self.network = network
        self.controlPlane = controlPlane
        self.logger = logger
        desk = NetworkDesk()
    }

    /// Throws `CancellationError`.
    func run() async throws {
        let saved = network.saved()
        desk.begin(saved)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await bringAbout() }
            group.addTask { try await follow(saved) }
            group.addTask { try await Resolvers(network, logger: logger).run() }
            defer { group.cancelAll() }
            try await group.next()
        }
    }

    // MARK: Bringing about

    private func bringAbout() async throws {
        var isAfresh = false
        while true {
            let order = desk.order
            var problems: [String]
            do {
                problems = try await network.apply(order.state, afresh: isAfresh)
            } catch let error as VPCNetworkError {
                problems = ["\(error)"]
            }
            try Task.checkCancellation()
            for problem in problems {
                logger.error("network is not as it is to be", metadata: ["problem": "\(problem)"])
            }
            desk.settle(order, problem: problems.first)
            let pause = problems.isEmpty ? auditInterval : retryInterval
            try await desk.orders.wait(after: order.number, atMost: pause)
            // Nothing new came: the clock's turn.
            isAfresh = desk.orders.count == order.number
        }
    }

    // MARK: The feed

    private func follow(_ saved: NetworkState) async throws {
        var failures = 0
        var random = SystemRandomNumberGenerator()
        var known = saved
        while true {
            let start = ContinuousClock.now
            do {
                try await connect(&known)
                logger.info("network feed closed, opening it again")
            } catch let error as CancellationError {
                throw error
            } catch {
                logger.warning("network feed failed", metadata: ["error": "\(error)"])
            }
            try Task.checkCancellation()
            failures = ContinuousClock.now - start > .seconds(30) ? 1 : failures + 1
            try await Task.sleep(for: backoff.delay(afterFailures: failures, using: &random))
        }
    }

    private func connect(_ known: inout NetworkState) async throws {
        let client = WebSocketClient(
            region: controlPlane.region, service: "skerry", credentials: controlPlane.machine,
            logger: logger, trust: controlPlane.trust)
        // One item may be larger than frames are.
        var options = WebSocketOptions(maximumMessageSize: 8 * FeedLimits.frameBytes + 4096)
        options.pingInterval = FeedLimits.heartbeat
        options.idleTimeout = FeedLimits.silence
        let connection = desk.nextConnection()
        let before = known
        known = try await client.withWebSocket(address, options: options) { socket in
            logger.info("network feed open", metadata: ["server": "\(controlPlane.endpoint)"])
            return try await withThrowingTaskGroup(of: NetworkState?.self) { group in
                group.addTask { try await receive(socket, connection, before) }
                group.addTask {
                    try await report(socket, connection)
                    return nil
                }
                defer { group.cancelAll() }
                return try await group.next().flatMap { $0 } ?? before
            }
        }
    }

    private var address: String {
        let settings = network.settings
        let endpoint = controlPlane.endpoint
        let base = endpoint.hasSuffix("/") ? String(endpoint.dropLast()) : endpoint
        // A machine whose VPCs end at it names the loopback.
        let underlay = settings.underlay.map { "\($0)" } ?? "127.0.0.1"
        let query = SessionAddress.query([("machine", settings.machine), ("underlay", underlay)])
        return "\(base)/_skerry/network/feed?\(query)"
    }

    /// Ends when the other side does; gives what was known last.
    private func receive(
        _ socket: WebSocket, _ connection: Int, _ known: NetworkState
    ) async throws -> NetworkState {
        var inbox = NetworkInbox(known)
        for await message in socket {
            let bytes: [UInt8]
            switch message {
            case .text(let text): bytes = Array(text.utf8)
            case .binary(let buffer): bytes = Array(buffer.readableBytesView)
            }
            let frame: NetworkFrame
            do {
                frame = try JSON.decode(NetworkFrame.self, from: bytes)
            } catch {
                logger.error("unreadable network frame", metadata: ["error": "\(error)"])
                return inbox.state
            }
            switch inbox.take(frame) {
            case .incomplete: break
            case .complete: desk.take(inbox.state, sequence: frame.sequence, of: connection)
            case .refused(let reason):
                logger.error("network feed is refused", metadata: ["reason": "\(reason)"])
                return inbox.state
            }
        }
        return inbox.state
    }

    private func report(_ socket: WebSocket, _ connection: Int) async throws {
        var told: NetworkReport?
        while true {
            let count = desk.settlements.count
            if let report = desk.report(of: connection), report != told {
                try await socket.send(.text(String(decoding: JSON.encode(report), as: UTF8.self)))
                told = report
            }
            try await desk.settlements.wait(after: count, atMost: .seconds(60))
        }
    }
}

/// What is wanted last and how far it is, between those who hear and the one who does.
private final class NetworkDesk: Sendable {
    struct Order: Sendable {
        /// As ``orders`` counts them.
        var number: Int
        var state: NetworkState
        var connection: Int
        var sequence: Int
    }

    private struct State {
        var wanted = NetworkState()
        var connection = 0
        var sequence = 0
        var connections = 0
        var settled: (connection: Int, report: NetworkReport)?
    }

    private let state = Mutex(State())
    let orders = ChangeBell()
    let settlements = ChangeBell()

    func begin(_ saved: NetworkState) { state.withLock { $0.wanted = saved } }

    func nextConnection() -> Int {
        state.withLock { state in
            state.connections += 1
            return state.connections
        }
    }

    func take(_ wanted: NetworkState, sequence: Int, of connection: Int) {
        let isNew = state.withLock { state in
            // A sign of life changes nothing, and is in force when what came before it is.
            let isNew =
                state.wanted != wanted || state.settled?.connection != connection
                || state.settled?.report.sequence != state.sequence
            (state.wanted, state.connection, state.sequence) = (wanted, connection, sequence)
            if !isNew { state.settled?.report.sequence = sequence }
            return isNew
        }
        if isNew { orders.ring() } else { settlements.ring() }
    }

    var order: Order {
        let number = orders.count
        return state.withLock {
            Order(
                number: number, state: $0.wanted, connection: $0.connection, sequence: $0.sequence)
        }
    }

    func settle(_ order: Order, problem: String?) {
        state.withLock { state in
            state.settled = (
                order.connection,
                NetworkReport {
                    $0.sequence = order.sequence
                    $0.problem = problem
                }
            )
        }
        settlements.ring()
    }

    func report(of connection: Int) -> NetworkReport? {
        state.withLock { $0.settled.flatMap { $0.connection == connection ? $0.report : nil } }
    }
}
