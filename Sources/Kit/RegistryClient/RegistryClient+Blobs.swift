import AsyncHTTPClient
package import NIOCore
import NIOHTTP1
import Shapes

extension RegistryClient {
    /// A blob's content, fetched when it is iterated; only once at a time. See ``BlobStream``.
    ///
    /// - Parameter size: Bytes that it must have.
    package func blob(_ repository: String, _ digest: String, size: Int64) -> BlobStream {
        BlobStream(client: self, repository: repository, digest: digest, size: size)
    }

    /// The size of a blob that the registry has; nil when it does not.
    package func blobSize(
        _ repository: String, _ digest: String
    ) async throws(RegistryClientError) -> Int64? {
        do throws(RegistryClientError) {
            return try await retrying { () async throws(RegistryClientError) in
                let answer = try await self.send(
                    Request(
                        .HEAD, self.address.blob(repository, digest),
                        scopes: Self.pull(repository)))
                return answer.length ?? 0
            }
        } catch {
            if error == .notFound { return nil }
            throw error
        }
    }

    /// An answer with a blob's bytes from `offset`, and how many bytes of it are to be skipped, for
    /// a registry that sends the whole all the same.
    fileprivate func openBlob(
        _ stream: BlobStream, from offset: Int64
    ) async throws(RegistryClientError) -> (answer: Answer, skip: Int64) {
        let answer = try await send(
            Request(
                .GET, address.blob(stream.repository, stream.digest),
                scopes: Self.pull(stream.repository),
                fields: offset == 0 ? [] : [("Range", "bytes=\(offset)-")]))
        let size: Int64?
        var skip: Int64 = 0
        switch answer.status {
        case 206 where offset > 0:
            guard let range = answer.field("Content-Range").flatMap({ ContentRange($0) }),
                range.first == offset
            else { throw .protocolViolation("a blob's part without a Content-Range that fits") }
            size = range.size
        case 200:
            size = answer.length
            skip = offset
        default: throw .protocolViolation("status \(answer.status) for a blob")
        }
        if let size, size != stream.size {
            throw .protocolViolation("a blob of \(size) bytes that was to have \(stream.size)")
        }
        return (answer, skip)
    }
}

/// The bytes of a blob, not verified. When the connection breaks it goes on where it was, with a
/// bounded number of new requests and waits between. Throws `RegistryClientError`; never gives more
/// or less bytes than announced without throwing.
package struct BlobStream: AsyncSequence, Sendable {
    package typealias Element = ByteBuffer
    package typealias Failure = any Error

    fileprivate let client: RegistryClient
    fileprivate let repository: String
    fileprivate let digest: String
    package let size: Int64

    package func makeAsyncIterator() -> Iterator { Iterator(stream: self) }

    package struct Iterator: AsyncIteratorProtocol {
        fileprivate let stream: BlobStream
        private var body: HTTPClientResponse.Body.AsyncIterator?
        private var offset: Int64 = 0
        private var skip: Int64 = 0
        private var fruitless = 0
        private var interruptions = 0
        private var end: Timestamp?

        fileprivate init(stream: BlobStream) { self.stream = stream }

        package mutating func next() async throws -> ByteBuffer? {
            let client = stream.client
            while true {
                do throws(RegistryClientError) {
                    return try await piece()
                } catch {
                    body = nil
                    fruitless += 1
                    interruptions += 1
                    guard error.isTransient || error == .timedOut && offset > 0,
                        fruitless < client.options.attempts,
                        interruptions <= client.options.interruptions
                    else { throw error }
                    try await client.wait(after: fruitless, error)
                }
            }
        }

        private mutating func piece() async throws(RegistryClientError) -> ByteBuffer? {
            let client = stream.client
            let now = client.environment.now()
            let end = end ?? now + client.options.transferTimeout
            self.end = end
            guard now < end else { throw .tooLateForBlob }
            while true {
                guard var buffer = try await read() else {
                    guard offset == stream.size else {
                        throw .unreachable("the connection ended within a blob")
                    }
                    return nil
                }
                let skipped = Swift.min(skip, Int64(buffer.readableBytes))
                skip -= skipped
                buffer.moveReaderIndex(forwardBy: Int(skipped))
                if buffer.readableBytes == 0 { continue }
                guard Int64(buffer.readableBytes) <= stream.size - offset else {
                    throw .tooLarge(limit: stream.size)
                }
                offset += Int64(buffer.readableBytes)
                fruitless = 0
                return buffer
            }
        }

        private mutating func read() async throws(RegistryClientError) -> ByteBuffer? {
            do {
                if body == nil {
                    // All is there: asking for what comes after the end would be refused.
                    if offset == stream.size, offset > 0 { return nil }
                    let opened = try await stream.client.openBlob(stream, from: offset)
                    skip = opened.skip
                    body = opened.answer.response.body.makeAsyncIterator()
                }
                return try await body?.next()
            } catch {
                throw Answer.translate(error)
            }
        }
    }
}

extension RegistryClientError {
    fileprivate static let tooLateForBlob = RegistryClientError.refused(
        status: 408, "the blob takes too long")
}
