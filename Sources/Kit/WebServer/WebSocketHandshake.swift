import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOWebSocket

/// The server's part of RFC 6455 §4.2.
enum WebSocketHandshake {
    /// What a client gets whose request is no handshake; nil when it is one.
    static func refusal(of head: HTTPRequestHead) -> WebResponse? {
        guard
            head.method == .GET, head.isHTTP11, head.asksForUpgrade,
            head.headers[canonicalForm: "upgrade"].contains(where: {
                $0.lowercased() == "websocket"
            })
        else {
            var response = WebResponse.text("WebSocket only\n", status: .upgradeRequired)
            response.headers[.upgrade] = "websocket"
            return response
        }
        let versions = head.headers[canonicalForm: "sec-websocket-version"]
        guard versions == ["13"] else {
            var response = WebResponse.text("unknown version\n", status: .upgradeRequired)
            response.headers[.secWebSocketVersion] = "13"
            return response
        }
        let keys = head.headers[canonicalForm: "sec-websocket-key"]
        // 16 bytes in base64.
        guard keys.count == 1, keys[0].utf8.count == 24, keys[0].hasSuffix("==") else {
            return .text("bad Sec-WebSocket-Key\n", status: .badRequest)
        }
        let length = head.headers.first(name: "content-length") ?? "0"
        guard length == "0", !head.headers.contains(name: "transfer-encoding") else {
            return .text("a handshake has no body\n", status: .badRequest)
        }
        return nil
    }

    /// The 101's head.
    static func acceptance(
        of head: HTTPRequestHead, headers: HTTPFields, subprotocol: String?, channel: any Channel
    ) async throws -> HTTPResponseHead {
        var initial = HTTPHeaders()
        for field in headers { initial.add(name: field.name.rawName, value: field.value) }
        if let subprotocol { initial.add(name: "Sec-WebSocket-Protocol", value: subprotocol) }
        let extra = initial
        let upgrader = NIOWebSocketServerUpgrader(
            shouldUpgrade: { channel, _ in channel.eventLoop.makeSucceededFuture(extra) },
            upgradePipelineHandler: { channel, _ in channel.eventLoop.makeSucceededVoidFuture() })
        let complete = try await upgrader.buildUpgradeResponse(
            channel: channel, upgradeRequest: head, initialResponseHeaders: [:]
        ).get()
        return HTTPResponseHead(version: .http1_1, status: .switchingProtocols, headers: complete)
    }
}
