package import HTTPTypes
package import NIOCore

/// One HTTP request, its head as the client sent it and its body still to be read.
package struct WebRequest: Sendable {
    package let method: HTTPRequest.Method
    /// The request target, byte for byte as sent; SigV4 depends on it.
    package let target: String
    /// The target's part before `?`, not percent-decoded; never empty (`/` or `*` at least).
    package let rawPath: String
    /// The target's part after the first `?`, not decoded; nil when there is no `?`.
    package let rawQuery: String?
    /// Fields in the order sent. Names compare without case.
    package let headers: HTTPFields
    /// The `Host` field (or the authority of an absolute target) as sent, port included.
    package let host: String?
    /// The peer's address; nil for a peer without one (unix sockets).
    package let remoteAddress: SocketAddress?
    /// Whether it came by TLS.
    package let isSecure: Bool
    /// Who the client proved to be by TLS.
    package let peer: TLSPeer
    /// To be read by one task, before the response has been sent completely.
    package let body: RequestBody

    /// Makes a request from its parts, splitting the target; for the server and for tests.
    package init(
        method: HTTPRequest.Method, target: String, headers: HTTPFields = [:], host: String? = nil,
        remoteAddress: SocketAddress? = nil, isSecure: Bool = false, peer: TLSPeer = .anonymous,
        body: RequestBody = .empty
    ) {
        self.method = method
        self.target = target
        self.headers = headers
        self.remoteAddress = remoteAddress
        self.isSecure = isSecure
        self.peer = peer
        self.body = body
        let parts = RequestTarget(target)
        rawPath = parts.path
        rawQuery = parts.query
        self.host = parts.authority ?? host
    }
}

/// The request body: an asynchronous sequence of buffers, read from the client as fast as it is
/// consumed. One consumer, once.
package struct RequestBody: AsyncSequence, Sendable {
    package typealias Element = ByteBuffer
    package typealias Failure = any Error

    /// What reading a body throws.
    package enum Failed: Error, Equatable {
        /// The body is larger than the reader allows.
        case tooLarge(limit: Int)
        /// The client went away or sent broken framing before the body's end.
        case truncated
        /// The client sent too slowly; the server answers 408.
        case timedOut
        /// The response is complete, or another task is reading.
        case notReadable
    }

    /// From `Content-Length`; 0 without a body, nil when it is chunked.
    package let expectedLength: Int?
    private let read: @Sendable () async throws -> ByteBuffer?

    /// - Parameter next: Gives the following buffer; nil at the end.
    package init(
        expectedLength: Int?, next: @escaping @Sendable () async throws -> ByteBuffer?
    ) {
        self.expectedLength = expectedLength
        read = next
    }

    /// No body.
    package static let empty = RequestBody(expectedLength: 0) { nil }

    /// A body that is in memory; it can be read again and again.
    package static func bytes(_ buffer: ByteBuffer) -> RequestBody {
        let isSent = OneShot()
        return RequestBody(expectedLength: buffer.readableBytes) {
            isSent.fire() && buffer.readableBytes > 0 ? buffer : nil
        }
    }

    package func makeAsyncIterator() -> Iterator {
        Iterator(read: read)
    }

    package struct Iterator: AsyncIteratorProtocol {
        let read: @Sendable () async throws -> ByteBuffer?

        package mutating func next() async throws -> ByteBuffer? {
            try await read()
        }
    }

    /// The whole body in memory.
    ///
    /// - Throws: `Failed.tooLarge` as soon as it is known, before the excess is read.
    package func collect(upTo limit: Int) async throws -> ByteBuffer {
        if let expectedLength, expectedLength > limit { throw Failed.tooLarge(limit: limit) }
        guard var whole = try await read() else { return ByteBuffer() }
        guard whole.readableBytes <= limit else { throw Failed.tooLarge(limit: limit) }
        while var next = try await read() {
            guard whole.readableBytes + next.readableBytes <= limit else {
                throw Failed.tooLarge(limit: limit)
            }
            whole.writeBuffer(&next)
        }
        return whole
    }
}
