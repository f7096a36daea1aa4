package import HTTPTypes
package import NIOCore
package import WebSockets

/// Answers requests. Called concurrently, once a request; cancelled when the client goes away.
package protocol WebHandler: Sendable {
    func respond(to request: WebRequest) async -> WebResponse
}

/// What a handler answers.
///
/// The server adds `Date`, the framing fields (`Content-Length`, `Transfer-Encoding`) and
/// `Connection`; a `Content-Length` given for an empty body stands, as HEAD answers need it. For
/// HEAD requests the body is never sent.
package struct WebResponse: Sendable {
    package var status: HTTPResponse.Status
    package var headers: HTTPFields
    package var body: ResponseBody

    package init(
        status: HTTPResponse.Status = .ok, headers: HTTPFields = [:], body: ResponseBody = .empty
    ) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// A response of text, for errors and small pages.
    package static func text(
        _ text: String, status: HTTPResponse.Status = .ok,
        contentType: String = "text/plain; charset=utf-8"
    ) -> WebResponse {
        WebResponse(
            status: status, headers: [.contentType: contentType],
            body: .bytes(ByteBuffer(string: text)))
    }

    /// Answers a WebSocket handshake with 101 and runs `serve` on the connection, which is closed
    /// when it returns. A request that is no valid handshake gets 426 or 400 instead and `serve` is
    /// not called. `headers` are added to the 101.
    package static func webSocket(
        _ options: WebSocketOptions = WebSocketOptions(), headers: HTTPFields = [:],
        _ serve: @escaping @Sendable (WebSocket) async throws -> Void
    ) -> WebResponse {
        WebResponse(
            status: .switchingProtocols, headers: headers, body: .webSocket(options, serve))
    }
}

package enum ResponseBody: Sendable {
    case empty
    case bytes(ByteBuffer)
    /// Written by a closure while it goes out, with back-pressure. `length` nil means chunked. A
    /// closure that throws, or writes other than `length` bytes, cuts the connection, so that the
    /// client cannot take the part for the whole.
    case stream(length: Int?, @Sendable (ResponseWriter) async throws -> Void)
    /// A region of a file, sent by the kernel.
    case file(FileRegionBody)
    /// See `WebResponse.webSocket`.
    case webSocket(WebSocketOptions, @Sendable (WebSocket) async throws -> Void)
}

/// Where a streamed response body is written to.
package struct ResponseWriter: Sendable {
    private let send: @Sendable (ByteBuffer) async throws -> Void

    package init(_ send: @escaping @Sendable (ByteBuffer) async throws -> Void) {
        self.send = send
    }

    /// Sends bytes at once; suspends while the client does not take them.
    ///
    /// - Throws: When the client is gone, or the announced length is exceeded.
    package func write(_ bytes: ByteBuffer) async throws {
        try await send(bytes)
    }
}

/// A region of an open file as a response body.
package struct FileRegionBody: Sendable {
    package let file: OpenFile
    /// First byte and number of bytes; the region must lie within the file.
    package let offset: Int, length: Int

    package init(file: OpenFile, offset: Int = 0, length: Int? = nil) {
        self.file = file
        self.offset = offset
        self.length = length ?? file.size - offset
    }
}
