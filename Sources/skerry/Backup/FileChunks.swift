import Foundation

/// A file as pieces of bytes, as the store's export and import take them.
struct FileChunks: AsyncSequence, Sendable {
    typealias Element = [UInt8]
    typealias Failure = any Error

    let path: String

    func makeAsyncIterator() -> Iterator { Iterator(path: path) }

    struct Iterator: AsyncIteratorProtocol {
        private static let pieceSize = 1 << 20
        private let path: String
        private var handle: FileHandle?

        fileprivate init(path: String) { self.path = path }

        mutating func next() async throws -> [UInt8]? {
            let handle = try self.handle ?? FileHandle(forReadingFrom: URL(filePath: path))
            self.handle = handle
            try Task.checkCancellation()
            guard let piece = try handle.read(upToCount: Self.pieceSize), !piece.isEmpty else {
                return nil
            }
            return Array(piece)
        }
    }

    /// Writes a sequence to a new file.
    static func write<Chunks: AsyncSequence>(
        _ chunks: Chunks, to path: String
    ) async throws where Chunks.Element == [UInt8] {
        guard
            FileManager.default.createFile(
                atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
        else { throw CommandFailure("cannot create \(path)") }
        let handle = try FileHandle(forWritingTo: URL(filePath: path))
        for try await chunk in chunks {
            try Task.checkCancellation()
            try handle.write(contentsOf: chunk)
        }
        try handle.close()
    }
}

/// A lock file that is held for as long as the value lives.
final class FolderLock {
    private let descriptor: Int32

    /// Takes the lock or says `refusal`.
    init(_ path: String, _ refusal: String) throws {
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw CommandFailure("cannot create \(path): \(String(cString: strerror(errno)))")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw CommandFailure(refusal)
        }
    }

    deinit { close(descriptor) }
}

/// Says once a second how far something has come, once it has taken longer than a second.
final class ProgressLine {
    private let verb: String
    private let total: Int
    private var done = 0
    private var last = ContinuousClock.now

    /// - Parameter verb: What is done with the bytes: `read`, `written`.
    init(_ verb: String, total: Int) {
        self.verb = verb
        self.total = total
    }

    /// So many more bytes are done. Throws when the task was cancelled.
    func advance(_ count: Int) throws {
        try Task.checkCancellation()
        done += count
        guard ContinuousClock.now - last >= .seconds(1) else { return }
        last = ContinuousClock.now
        Rendering.progress(
            "  \(verb) \(Rendering.size(bytes: done)) of \(Rendering.size(bytes: total))")
    }
}
