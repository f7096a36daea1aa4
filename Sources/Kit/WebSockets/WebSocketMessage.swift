package import NIOCore

/// One whole message of a WebSocket connection, fragments joined (RFC 6455 §5.6).
package enum WebSocketMessage: Sendable, Equatable {
    case text(String)
    case binary(ByteBuffer)

    /// Payload size in bytes.
    package var count: Int {
        switch self {
        case .text(let text): text.utf8.count
        case .binary(let bytes): bytes.readableBytes
        }
    }
}

/// Why a connection ends (RFC 6455 §7.4). Any code may come off the wire.
package struct WebSocketCloseCode: RawRepresentable, Sendable, Hashable {
    package let rawValue: UInt16

    package init(rawValue: UInt16) {
        self.rawValue = rawValue
    }

    package static let normal = Self(rawValue: 1000)
    package static let goingAway = Self(rawValue: 1001)
    package static let protocolError = Self(rawValue: 1002)
    package static let unacceptableData = Self(rawValue: 1003)
    /// The peer's close frame held no code; never sent.
    package static let noStatus = Self(rawValue: 1005)
    /// The connection went without a close frame; never sent.
    package static let abnormal = Self(rawValue: 1006)
    package static let invalidPayload = Self(rawValue: 1007)
    package static let policyViolation = Self(rawValue: 1008)
    package static let messageTooBig = Self(rawValue: 1009)
    package static let internalError = Self(rawValue: 1011)

    /// Whether an endpoint may put the code into a close frame (RFC 6455 §7.4.2).
    var maySend: Bool {
        switch rawValue {
        case 1000...1003, 1007...1014, 3000...4999: true
        default: false
        }
    }
}

/// How a connection ended.
package struct WebSocketClosure: Sendable, Equatable {
    package let code: WebSocketCloseCode
    /// At most 123 bytes; empty when none was given.
    package let reason: String
    /// Whether our side closed first, by its own wish or because of the peer's fault.
    package let byUs: Bool

    package init(code: WebSocketCloseCode, reason: String = "", byUs: Bool) {
        self.code = code
        self.reason = reason
        self.byUs = byUs
    }
}

/// What sending on a WebSocket throws.
package enum WebSocketError: Error, Equatable {
    /// The connection is closed or closing.
    case closed
    /// The message is larger than the connection's limit.
    case messageTooBig(limit: Int)
}

/// Limits and timing of one WebSocket connection.
package struct WebSocketOptions: Sendable {
    /// Largest message in bytes, either way; a larger one closes with 1009.
    package var maximumMessageSize: Int
    /// Messages held for a consumer that does not read; beyond them the peer is not read from.
    package var bufferedMessages: Int
    /// A ping is sent when nothing has come for this long; nil for never.
    package var pingInterval: Duration?
    /// Nothing at all has come for this long, pongs included: the connection is cut. Nil for never.
    package var idleTimeout: Duration?
    /// How long the peer may take to answer our close frame.
    package var closeTimeout: Duration
    /// Value for `Sec-WebSocket-Protocol` in the server's answer; must be one that the client offered.
    package var subprotocol: String?

    package init(
        maximumMessageSize: Int = 1 << 20, bufferedMessages: Int = 16,
        pingInterval: Duration? = .seconds(30), idleTimeout: Duration? = .seconds(90),
        closeTimeout: Duration = .seconds(5), subprotocol: String? = nil
    ) {
        self.maximumMessageSize = maximumMessageSize
        self.bufferedMessages = bufferedMessages
        self.pingInterval = pingInterval
        self.idleTimeout = idleTimeout
        self.closeTimeout = closeTimeout
        self.subprotocol = subprotocol
    }
}
