import Glibc
import NIOCore

/// Sends a file's region through memory, a buffer at a time, on the connection's event loop.
///
/// For a client on this very machine that costs half of what `sendfile` costs both sides together:
/// there is no network card to fetch the pages, so the client copies them out of the page cache, cold
/// and page by page, instead of out of this processor's cache.
final class FileCopy {
    /// Small enough to stay in a core's own cache, large enough to make system calls rare.
    static let bufferSize = 128 << 10
    /// Buffers that go out before other connections of the loop have their turn.
    private static let turn = 8

    /// The file ended before the region did, or cannot be read; the response cannot be finished.
    struct Unreadable: Error {
        /// From `pread`; 0 when the file ended.
        let errno: Int32
    }

    private let region: FileRegionBody
    private let eventLoop: any EventLoop
    private let promise: EventLoopPromise<Void>
    private let write: (ByteBuffer) -> EventLoopFuture<Void>
    private var position: Int
    private var buffer: ByteBuffer
    private var isWritten = false

    private init(
        _ region: FileRegionBody, _ eventLoop: any EventLoop,
        _ write: @escaping (ByteBuffer) -> EventLoopFuture<Void>
    ) {
        self.region = region
        self.eventLoop = eventLoop
        self.write = write
        promise = eventLoop.makePromise()
        position = region.offset
        buffer = ByteBufferAllocator().buffer(capacity: min(Self.bufferSize, region.length))
    }

    /// Sends the region; called on the event loop. Succeeds when the kernel has taken all of it.
    ///
    /// - Parameter write: Writes and flushes on the same event loop. It is not called again before
    ///   what it returned has succeeded, so that memory is bounded by one buffer.
    static func send(
        _ region: FileRegionBody, on eventLoop: any EventLoop,
        write: @escaping (ByteBuffer) -> EventLoopFuture<Void>
    ) -> EventLoopFuture<Void> {
        let copy = FileCopy(region, eventLoop, write)
        copy.advance()
        return copy.promise.futureResult
    }

    private func advance() {
        for _ in 0..<Self.turn {
            guard position < region.offset + region.length else { return promise.succeed() }
            if let unreadable = fill() { return promise.fail(unreadable) }
            isWritten = false
            var isWaiting = false
            let done = write(buffer)
            done.assumeIsolated().whenComplete { [self] result in
                switch result {
                case .success:
                    isWritten = true
                    if isWaiting { advance() }
                case .failure(let error): promise.fail(error)
                }
            }
            // The kernel took it at once, or this goes on when it has.
            guard isWritten else {
                isWaiting = true
                return
            }
        }
        eventLoop.assumeIsolated().execute { self.advance() }
    }

    /// Reads what comes next into the buffer, which nobody else holds any more.
    private func fill() -> Unreadable? {
        let limit = min(Self.bufferSize, region.offset + region.length - position)
        buffer.clear(minimumCapacity: limit)
        var failure: Int32 = 0
        let count = buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: limit) { memory in
            let count = pread(region.file.descriptor, memory.baseAddress, limit, off_t(position))
            if count < 0 { failure = errno }
            return max(0, count)
        }
        if count == 0 { return Unreadable(errno: failure) }
        position += count
        return nil
    }
}
