import NIOCore
import NIOWebSocket

/// The protocol of one end of a WebSocket, as values: frames and wishes in, actions out.
///
/// States and their successors: `open` → `closing` (our close frame is out) → `closed`;
/// `open` → `closed` when the peer closes or vanishes. After `closed` every event is ignored. A
/// frame that breaks RFC 6455 is the peer's fault and is answered with a close frame; nothing here
/// traps on what comes off the wire.
struct WebSocketMachine {
    enum Role: Sendable {
        case client, server
    }

    enum Action: Equatable {
        /// Hand a message to the consumer.
        case deliver(WebSocketMessage)
        /// Write a control frame.
        case send(WebSocketOpcode, ByteBuffer)
        /// No more messages will come.
        case finish
        /// Cut the connection without ceremony.
        case abort
    }

    private enum State {
        case open(Assembly?)
        case closing(WebSocketClosure)
        case closed(WebSocketClosure)
    }

    /// A message whose last fragment has not come.
    private struct Assembly {
        let isText: Bool
        var payload: ByteBuffer
    }

    private let role: Role
    private let options: WebSocketOptions
    private var state = State.open(nil)
    private var lastReceived: ContinuousClock.Instant
    private var lastPing: ContinuousClock.Instant

    init(role: Role, options: WebSocketOptions, now: ContinuousClock.Instant) {
        self.role = role
        self.options = options
        lastReceived = now
        lastPing = now
    }

    var closure: WebSocketClosure? {
        if case .closed(let closure) = state { closure } else { nil }
    }

    var isOpen: Bool {
        if case .open = state { true } else { false }
    }

    // MARK: Events

    mutating func received(_ frame: WebSocketFrame, now: ContinuousClock.Instant) -> [Action] {
        lastReceived = now
        guard !frame.rsv1, !frame.rsv2, !frame.rsv3, (frame.maskKey != nil) == (role == .server)
        else {
            return fail(.protocolError, "bad frame header")
        }
        switch frame.opcode {
        case .text, .binary, .continuation: return receivedData(frame)
        case .ping:
            guard case .open = state else { return [] }
            return [.send(.pong, frame.unmaskedData)]
        case .pong: return []
        case .connectionClose: return receivedClose(frame.unmaskedData)
        default: return fail(.protocolError, "unknown opcode")
        }
    }

    /// The frame decoder refused the bytes; the connection cannot be read any further.
    mutating func decodingFailed(_ error: any Error) -> [Action] {
        switch error {
        case NIOWebSocketError.invalidFrameLength: fail(.messageTooBig, "frame too large")
        case is NIOWebSocketError: fail(.protocolError, "bad control frame")
        default: inputEnded()
        }
    }

    /// The peer's side of the connection ended without a close frame.
    mutating func inputEnded() -> [Action] {
        switch state {
        case .open:
            state = .closed(WebSocketClosure(code: .abnormal, byUs: false))
        case .closing(let closure):
            state = .closed(closure)
        case .closed:
            return []
        }
        return [.finish]
    }

    /// Our side wants to close.
    mutating func close(_ code: WebSocketCloseCode, reason: String) -> [Action] {
        guard case .open = state else { return [] }
        return fail(code.maySend ? code : .normal, reason)
    }

    /// Time has passed. `isPaused` says that the consumer is what the connection waits for, which
    /// must not be held against the peer.
    mutating func tick(now: ContinuousClock.Instant, isPaused: Bool) -> [Action] {
        guard case .open = state else { return [] }
        if isPaused {
            lastReceived = now
            return []
        }
        if let limit = options.idleTimeout, now - lastReceived >= limit {
            state = .closed(WebSocketClosure(code: .abnormal, reason: "idle", byUs: true))
            return [.finish, .abort]
        }
        if let interval = options.pingInterval, now - lastReceived >= interval,
            now - lastPing >= interval
        {
            lastPing = now
            return [.send(.ping, ByteBuffer())]
        }
        return []
    }

    // MARK: Parts

    private mutating func receivedData(_ frame: WebSocketFrame) -> [Action] {
        guard case .open(let pending) = state else { return [] }
        var message: Assembly
        switch (frame.opcode, pending) {
        case (.continuation, .some(let started)):
            message = started
            guard fits(message.payload.readableBytes, frame) else {
                return fail(.messageTooBig, "message too large")
            }
            message.payload.writeImmutableBuffer(frame.unmaskedData)
        case (.continuation, nil), (_, .some):
            return fail(.protocolError, "fragment out of order")
        default:
            guard fits(0, frame) else { return fail(.messageTooBig, "message too large") }
            message = Assembly(isText: frame.opcode == .text, payload: frame.unmaskedData)
        }
        guard frame.fin else {
            state = .open(message)
            return []
        }
        state = .open(nil)
        guard message.isText else { return [.deliver(.binary(message.payload))] }
        guard let text = String(validating: message.payload.readableBytesView, as: UTF8.self) else {
            return fail(.invalidPayload, "text is not UTF-8")
        }
        return [.deliver(.text(text))]
    }

    private func fits(_ held: Int, _ frame: WebSocketFrame) -> Bool {
        held + frame.length <= options.maximumMessageSize
    }

    private mutating func receivedClose(_ payload: ByteBuffer) -> [Action] {
        var payload = payload
        let raw = payload.readInteger(as: UInt16.self)
        let code = raw.map(WebSocketCloseCode.init(rawValue:))
        let reason = String(validating: payload.readableBytesView, as: UTF8.self)
        switch state {
        case .closed:
            return []
        case .closing(let closure):
            state = .closed(closure)
            return [.finish]
        case .open:
            if raw == nil && payload.readableBytes > 0 || code?.maySend == false || reason == nil {
                return fail(.protocolError, "bad close frame") + [.finish]
            }
            state = .closed(
                WebSocketClosure(code: code ?? .noStatus, reason: reason ?? "", byUs: false))
            var answer = ByteBuffer()
            if let raw { answer.writeInteger(raw) }
            return [.send(.connectionClose, answer), .finish]
        }
    }

    /// Sends our close frame, if it is not out yet.
    private mutating func fail(_ code: WebSocketCloseCode, _ reason: String) -> [Action] {
        guard case .open = state else { return [] }
        state = .closing(WebSocketClosure(code: code, reason: reason, byUs: true))
        var payload = ByteBuffer(integer: code.rawValue)
        // A control frame holds 125 bytes; cut on a scalar's boundary so that it stays UTF-8.
        var room = 123
        for scalar in reason.unicodeScalars {
            room -= UTF8.width(scalar)
            if room < 0 { break }
            payload.writeString(String(scalar))
        }
        return [.send(.connectionClose, payload), .finish]
    }
}
