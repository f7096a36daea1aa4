import NIOCore
package import NIOWebSocket
import Synchronization

/// One end of an open WebSocket connection: an asynchronous sequence of whole messages, and `send`.
///
/// Iterate from one task. The sequence ends when the connection has closed, however that came;
/// `closure` then says how. Pings are answered and fragments joined underneath. Whoever opened it
/// (server handler or client scope) owns it: when the owner's closure returns, it is closed.
package final class WebSocket: AsyncSequence, Sendable {
    package typealias Element = WebSocketMessage
    package typealias Failure = Never

    /// The channel beneath, as functions, so that server and client bring their own.
    package struct Transport: Sendable {
        /// The next frame; nil at the end of input. Called from one task only.
        package let next: @Sendable () async throws -> WebSocketFrame?
        /// Writes a frame; suspends while the channel does not take it.
        package let write: @Sendable (WebSocketFrame) async throws -> Void
        /// Closes the channel at once; `next` then ends and `write` throws.
        package let abort: @Sendable () -> Void

        package init(
            next: @escaping @Sendable () async throws -> WebSocketFrame?,
            write: @escaping @Sendable (WebSocketFrame) async throws -> Void,
            abort: @escaping @Sendable () -> Void
        ) {
            self.next = next
            self.write = write
            self.abort = abort
        }
    }

    /// Which end of the connection this is; a client masks what it sends.
    package enum Role: Sendable {
        case client, server
    }

    private let role: Role
    private let options: WebSocketOptions
    private let transport: Transport
    private let queue: MessageQueue
    private let machine: Mutex<WebSocketMachine>

    private init(role: Role, options: WebSocketOptions, transport: Transport) {
        self.role = role
        self.options = options
        self.transport = transport
        queue = MessageQueue(limit: options.bufferedMessages)
        machine = Mutex(
            WebSocketMachine(role: role == .client ? .client : .server, options: options, now: .now)
        )
    }

    /// Runs an upgraded connection: reads frames, keeps it alive, and closes it when `body` returns.
    ///
    /// Returns after the peer answered our close frame or `closeTimeout` has passed; the caller
    /// closes the channel. Cancelling closes with 1001.
    package static func run<Result: Sendable>(
        role: Role, options: WebSocketOptions, transport: Transport,
        _ body: (WebSocket) async throws -> Result
    ) async throws -> Result {
        let socket = WebSocket(role: role, options: options, transport: transport)
        return try await withThrowingTaskGroup(of: Part.self) { group in
            group.addTask {
                await socket.readFrames()
                return .reader
            }
            group.addTask {
                await socket.keepAlive()
                return .other
            }
            let outcome: Swift.Result<Result, any Error>
            do {
                outcome = .success(try await body(socket))
                await socket.close(.normal)
            } catch {
                outcome = .failure(error)
                await socket.close(Task.isCancelled ? .goingAway : .internalError)
            }
            group.addTask {
                await socket.cutAfterCloseTimeout()
                return .other
            }
            while try await group.next() == .other {}
            group.cancelAll()
            return try outcome.get()
        }
    }

    private enum Part {
        /// The reader ends when the connection has; everything else must not outlive it.
        case reader
        case other
    }

    package func makeAsyncIterator() -> Iterator {
        Iterator(queue: queue)
    }

    package struct Iterator: AsyncIteratorProtocol {
        let queue: MessageQueue

        package mutating func next(
            isolation actor: isolated (any Actor)?
        ) async -> WebSocketMessage? {
            await queue.next()
        }

        package mutating func next() async -> WebSocketMessage? {
            await queue.next()
        }
    }

    /// How the connection ended; nil while it is open or closing.
    package var closure: WebSocketClosure? {
        machine.withLock { $0.closure }
    }

    /// Sends one message as one frame; suspends while the peer does not take bytes. Any task may
    /// call it.
    ///
    /// - Throws: `WebSocketError`, or the channel's error when the connection broke.
    package func send(_ message: WebSocketMessage) async throws {
        guard message.count <= options.maximumMessageSize else {
            throw WebSocketError.messageTooBig(limit: options.maximumMessageSize)
        }
        guard machine.withLock({ $0.isOpen }) else { throw WebSocketError.closed }
        switch message {
        case .text(let text): try await write(.text, ByteBuffer(string: text))
        case .binary(let bytes): try await write(.binary, bytes)
        }
    }

    /// Sends a close frame, once; the sequence of messages ends. Does not await the peer's answer.
    ///
    /// - Parameter reason: For the peer's log; cut to 123 bytes.
    package func close(_ code: WebSocketCloseCode = .normal, reason: String = "") async {
        await perform(machine.withLock { $0.close(code, reason: reason) })
    }
}

// MARK: - Underneath

extension WebSocket {
    private func readFrames() async {
        do {
            while let frame = try await transport.next() {
                await perform(machine.withLock { $0.received(frame, now: .now) })
                if closure != nil { return }
            }
            await perform(machine.withLock { $0.inputEnded() })
        } catch {
            await perform(machine.withLock { $0.decodingFailed(error) })
        }
    }

    private func keepAlive() async {
        let shortest = [options.pingInterval, options.idleTimeout].compactMap { $0 }.min()
        guard let shortest else { return }
        while closure == nil {
            do { try await Task.sleep(for: shortest / 2) } catch { return }
            let isPaused = queue.isFull
            await perform(machine.withLock { $0.tick(now: .now, isPaused: isPaused) })
        }
    }

    private func perform(_ actions: [WebSocketMachine.Action]) async {
        for action in actions {
            switch action {
            case .deliver(let message): await queue.push(message)
            case .send(let opcode, let payload):
                // A broken channel shows in `next`; there is nobody else to tell here.
                try? await write(opcode, payload)
            case .finish: queue.finish()
            case .abort: transport.abort()
            }
        }
    }

    private func write(_ opcode: WebSocketOpcode, _ payload: ByteBuffer) async throws {
        try await transport.write(
            WebSocketFrame(
                fin: true, opcode: opcode, maskKey: role == .client ? .random() : nil,
                data: payload))
    }

    private func cutAfterCloseTimeout() async {
        // Cancelled means that the peer answered, or that nobody wants to wait for it.
        try? await Task.sleep(for: options.closeTimeout)
        if closure == nil { transport.abort() }
    }
}
