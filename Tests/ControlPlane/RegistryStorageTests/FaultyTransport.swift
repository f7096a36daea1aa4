import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import S3Storage
import Synchronization

/// What happens to a request on its way.
enum Fault: Sendable, Hashable, CaseIterable {
    /// The connection breaks before the store has the request.
    case resetBefore
    /// The store does as told, and the answer is lost.
    case lostAnswer
    /// The store wants less.
    case slowDown
    /// The store fails.
    case internalError
    /// Nobody answers in time.
    case timeout
    /// The answer's body breaks off.
    case cutBody
}

/// Puts faults between a storage and its store.
final class FaultyTransport: S3Transport {
    typealias Choice = @Sendable (_ number: Int, HTTPClientRequest) -> Fault?

    private let next: any S3Transport
    private let choose: Choice
    private let count = Mutex(0)

    /// - Parameter choose: The fault of each request, which are numbered from 0.
    init(_ next: any S3Transport, _ choose: @escaping Choice) {
        self.next = next
        self.choose = choose
    }

    /// How many requests there were.
    var requests: Int { count.withLock { $0 } }

    func send(
        _ request: HTTPClientRequest, timeout: Duration
    ) async throws -> HTTPClientResponse {
        let number = count.withLock { count in
            defer { count += 1 }
            return count
        }
        switch choose(number, request) {
        case nil: return try await next.send(request, timeout: timeout)
        case .resetBefore: throw HTTPClientError.remoteConnectionClosed
        case .timeout: throw HTTPClientError.deadlineExceeded
        case .slowDown: return Self.error(.serviceUnavailable, "SlowDown")
        case .internalError:
            // As CompleteMultipartUpload and CopyObject may answer.
            return Self.error(
                request.method == .POST ? .ok : .internalServerError, "InternalError")
        case .lostAnswer:
            let response = try await next.send(request, timeout: timeout)
            _ = try await response.body.collect(upTo: 64 << 20)
            throw HTTPClientError.remoteConnectionClosed
        case .cutBody:
            var response = try await next.send(request, timeout: timeout)
            guard response.status == .partialContent else { return response }
            let body = try await response.body.collect(upTo: 64 << 20)
            let half = body.getSlice(at: body.readerIndex, length: body.readableBytes / 2)
            response.body = .stream(CutBody(first: half))
            return response
        }
    }

    fileprivate static func error(_ status: HTTPResponseStatus, _ code: String)
        -> HTTPClientResponse
    {
        HTTPClientResponse(
            status: status,
            body: .bytes(ByteBuffer(string: "<Error><Code>\(code)</Code></Error>")))
    }
}

/// Says of multipart uploads that have ended what S3 says, where moto breaks down.
struct StrictTransport: S3Transport {
    let next: any S3Transport

    func send(
        _ request: HTTPClientRequest, timeout: Duration
    ) async throws -> HTTPClientResponse {
        let response = try await next.send(request, timeout: timeout)
        guard request.method == .POST, response.status == .internalServerError else {
            return response
        }
        _ = try await response.body.collect(upTo: 64 << 20)
        return FaultyTransport.error(.notFound, "NoSuchUpload")
    }
}

/// One piece, then a broken connection.
private struct CutBody: AsyncSequence, AsyncIteratorProtocol, Sendable {
    var first: ByteBuffer?

    func makeAsyncIterator() -> CutBody { self }

    mutating func next() async throws -> ByteBuffer? {
        defer { first = nil }
        guard let first, first.readableBytes > 0 else {
            throw HTTPClientError.remoteConnectionClosed
        }
        return first
    }
}
