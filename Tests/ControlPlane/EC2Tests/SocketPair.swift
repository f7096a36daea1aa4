import NIOCore
import NIOWebSocket
import Synchronization
import WebSockets

/// Both ends of a web socket, joined in memory.
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
