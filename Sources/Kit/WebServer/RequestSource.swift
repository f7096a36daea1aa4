import NIOCore
import NIOHTTP1
import Synchronization

/// What comes in on a connection, given to one reader at a time: the connection's own task between
/// requests, a handler while it reads its body.
///
/// Unchecked: the iterator is no Sendable value. It is touched only between `isBusy` having been
/// taken and given back, so one task at a time sees it, with the atomic ordering them.
final class RequestSource: @unchecked Sendable {
    typealias Iterator = NIOAsyncChannelInboundStream<ConnectionInbound>.AsyncIterator

    /// Where the current request's body stands.
    private struct Body {
        /// Distinguishes requests of one connection; a handler that kept its body reads nothing.
        var request = 0
        var stage = Stage.ended
        var received = 0
        var expectedLength: Int?
        /// The client waits for 100 before it sends.
        var owesContinue = false
    }

    enum Stage: Equatable {
        case reading
        case ended
        case failed(HTTPFailure)
    }

    private var iterator: Iterator
    private let isBusy = Atomic(false)
    private let body = Mutex(Body())
    private let sendContinue: @Sendable () async throws -> Void

    init(_ iterator: Iterator, sendContinue: @escaping @Sendable () async throws -> Void) {
        self.iterator = iterator
        self.sendContinue = sendContinue
    }

    /// The next element whatever it is; nil at the end of input.
    func next() async throws -> ConnectionInbound? {
        guard !isBusy.exchange(true, ordering: .acquiring) else {
            throw RequestBody.Failed.notReadable
        }
        defer { isBusy.store(false, ordering: .releasing) }
        return try await iterator.next()
    }

    /// The body of the request whose head has just been read.
    func beginBody(of head: HTTPRequestHead) -> RequestBody {
        let isChunked = head.headers.contains(name: "transfer-encoding")
        let length = head.headers.first(name: "content-length").flatMap { Int($0) }
        let expected = isChunked ? nil : length ?? 0
        let request = body.withLock { body in
            body = Body(
                request: body.request + 1, stage: .reading, expectedLength: expected,
                owesContinue: head.expectsContinue && expected != 0)
            return body.request
        }
        return RequestBody(expectedLength: expected) { try await self.nextBytes(of: request) }
    }

    private func nextBytes(of request: Int) async throws -> ByteBuffer? {
        let (stage, owesContinue) = body.withLock { body -> (Stage?, Bool) in
            guard body.request == request else { return (nil, false) }
            defer { if body.stage == .reading { body.owesContinue = false } }
            return (body.stage, body.owesContinue)
        }
        switch stage {
        case nil: throw RequestBody.Failed.notReadable
        case .ended: return nil
        case .failed(let failure): throw failure.bodyFailure
        case .reading: break
        }
        if owesContinue { try await sendContinue() }
        return try take(try await next())
    }

    private func take(_ element: ConnectionInbound?) throws -> ByteBuffer? {
        let failure: HTTPFailure
        switch element {
        case .body(let bytes):
            body.withLock { $0.received += bytes.readableBytes }
            return bytes
        case .end:
            body.withLock { $0.stage = .ended }
            return nil
        case .failed(let reason): failure = reason
        case .head, .frame, .framesFailed, nil: failure = .truncated
        }
        body.withLock { $0.stage = .failed(failure) }
        throw failure.bodyFailure
    }

    /// From here on handlers cannot read the body any more.
    func endBody() {
        body.withLock { $0.request += 1 }
    }

    /// No 100 may follow a final response's head.
    func forgetContinue() {
        body.withLock { $0.owesContinue = false }
    }

    /// Why the body broke, if it did.
    var bodyFailure: HTTPFailure? {
        if case .failed(let failure) = body.withLock({ $0.stage }) { failure } else { nil }
    }

    /// Whether what is left of the body is little enough to be read and thrown away.
    func canDiscardRest(limit: Int) -> Bool {
        body.withLock { body in
            switch body.stage {
            case .ended: return true
            case .failed: return false
            case .reading:
                guard let expected = body.expectedLength, !body.owesContinue else { return false }
                return expected - body.received <= limit
            }
        }
    }

    /// Reads the rest of the body; false when the connection cannot be used further.
    func discardRest() async -> Bool {
        while body.withLock({ $0.stage }) == .reading {
            do { _ = try take(try await next()) } catch { return false }
        }
        return bodyFailure == nil
    }
}
