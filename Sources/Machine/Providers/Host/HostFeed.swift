import AWSClient
import AWSWire
import Glibc
import Logging
import MachineProtocol
import NIOCore
import Shapes
import Synchronization
import WebSockets

/// Follows the control plane's feed of a host: orders in, reports out; connects again when it ends.
struct HostFeed: Sendable {
    let host: MachineHost
    let credentials: any CredentialsProvider

    /// Consoles are long: few machines a message.
    private static let reportsPerMessage = 8
    private static let longestPause = Duration.seconds(5)

    /// Throws `CancellationError`.
    func run() async throws {
        var pause = Duration.milliseconds(100)
        while true {
            let start = ContinuousClock.now
            do {
                try await connect()
                host.logger.info("host feed closed, opening it again")
            } catch let error as CancellationError {
                throw error
            } catch {
                host.logger.warning("host feed failed", metadata: ["error": "\(error)"])
            }
            try Task.checkCancellation()
            host.feedEnded()
            let stood = ContinuousClock.now - start > .seconds(30)
            pause = stood ? .milliseconds(100) : min(pause * 2, Self.longestPause)
            try await Task.sleep(for: pause * Double.random(in: 0.5...1))
        }
    }

    private func connect() async throws {
        let client = WebSocketClient(
            region: host.configuration.region, service: "skerry", credentials: credentials,
            logger: host.logger)
        var options = WebSocketOptions(maximumMessageSize: FeedLimits.frameBytes + 4096)
        options.pingInterval = FeedLimits.heartbeat
        options.idleTimeout = FeedLimits.silence
        try await client.withWebSocket(address, options: options) { socket in
            host.logger.info("host feed open", metadata: ["server": "\(host.configuration.server)"])
            try await withThrowingTaskGroup(of: Void.self) { group in
                let taken = LastSequence()
                group.addTask { try await receive(socket, taken) }
                group.addTask { try await send(socket, taken) }
                defer { group.cancelAll() }
                try await group.next()
            }
        }
    }

    private var address: String {
        let configuration = host.configuration
        let processors = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
        let memory = sysconf(Int32(_SC_PHYS_PAGES)) / 1024 * (sysconf(Int32(_SC_PAGESIZE)) / 1024)
        let query = [
            ("host", configuration.name), ("zones", configuration.zones.joined(separator: ",")),
            ("providers", configuration.providers.map(\.rawValue).joined(separator: ",")),
            ("cpus", "\(processors)"), ("memory", "\(memory)"),
        ].map { "\($0)=\(Self.escaped($1))" }
        return "\(configuration.server)/_skerry/hosts/feed?\(query.joined(separator: "&"))"
    }

    private static func escaped(_ text: String) -> String {
        text.utf8.map { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d, 0x2e, 0x5f, 0x7e:
                return String(UnicodeScalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                return "%" + (digits.count < 2 ? "0" : "") + digits
            }
        }.joined()
    }

    private func receive(_ socket: WebSocket, _ taken: LastSequence) async throws {
        for await message in socket {
            let bytes: [UInt8]
            switch message {
            case .text(let text): bytes = Array(text.utf8)
            case .binary(let buffer): bytes = Array(buffer.readableBytesView)
            }
            let frame = try JSON.decode(HostFrame.self, from: bytes)
            try host.take(frame)
            taken.value = frame.sequence
            let isSnapshot = frame.phase == FeedPhase.snapshot.rawValue
            // All states after a snapshot; after a change at least the number.
            if isSnapshot, frame.isComplete { host.outbox.renew() }
            try await answer(socket, frame.sequence, [])
        }
    }

    private func send(_ socket: WebSocket, _ taken: LastSequence) async throws {
        while !Task.isCancelled {
            let reports = await host.outbox.take()
            for start in stride(from: 0, to: reports.count, by: Self.reportsPerMessage) {
                let end = min(start + Self.reportsPerMessage, reports.count)
                do {
                    try await answer(socket, taken.value, Array(reports[start..<end]))
                } catch {
                    host.outbox.giveBack(Array(reports[start...]))
                    throw error
                }
            }
        }
        try Task.checkCancellation()
    }

    private func answer(
        _ socket: WebSocket, _ sequence: Int, _ machines: [MachineReport]
    ) async throws {
        var report = HostReport()
        report.sequence = sequence
        report.machines = machines.isEmpty ? nil : machines
        try await socket.send(.text(String(decoding: JSON.encode(report), as: UTF8.self)))
    }
}

/// The number of the last frame that was taken in.
private final class LastSequence: Sendable {
    private let number = Mutex(0)

    var value: Int {
        get { number.withLock { $0 } }
        set { number.withLock { $0 = newValue } }
    }
}
