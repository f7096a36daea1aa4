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
