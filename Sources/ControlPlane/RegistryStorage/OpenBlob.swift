import Crypto
import Glibc
import NIOCore

/// A blob's file, open for reading: its content stays whatever becomes of the name.
final class OpenBlob: Sendable {
    /// Bytes that one call hashes.
    static let hashedPiece = 16 << 20

    private let file: FileDescriptor
    private let calls: FileCalls

    /// Nil when there is none.
    init?(_ path: String, _ calls: FileCalls) throws(StorageError) {
        guard let file = try FileDescriptor(path, O_RDONLY) else { return nil }
        self.file = file
        self.calls = calls
    }

    /// Whether `path` is this file's name.
    func isNamed(_ path: String) throws(StorageError) -> Bool {
        let mine = try file.status()
        guard let named = try fileStatus(path) else { return false }
        // As long as the file is open, no other gets its number.
        return named.inode == mine.st_ino
    }

    /// Reads at least a byte and at most `count`.
    func read(at offset: Int64, _ count: Int) throws(StorageError) -> ByteBuffer {
        var buffer = ByteBuffer()
        var result = 0
        buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: count) { bytes in
            result = fill(UnsafeMutableRawBufferPointer(rebasing: bytes[..<count]), off_t(offset))
            return max(0, result)
        }
        guard result > 0 else {
            throw result < 0 ? .last("pread") : .failed(operation: "pread", errno: EIO)
        }
        return buffer
    }

    /// Adds the bytes from `offset` on, at most ``hashedPiece``, to a hash. Says how many there were.
    func hash(_ start: SHA256, from offset: Int64) throws(StorageError) -> (SHA256, Int) {
        var hash = start
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 * 1024, alignment: 64)
        defer { buffer.deallocate() }
        var done = 0
        while done < Self.hashedPiece {
            let room = min(buffer.count, Self.hashedPiece - done)
            let piece = UnsafeMutableRawBufferPointer(rebasing: buffer[..<room])
            let count = fill(piece, off_t(offset) + off_t(done))
            if count < 0 { throw StorageError.last("reading a blob") }
            if count == 0 { break }
            hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: piece[..<count]))
            done += count
        }
        return (hash, done)
    }

    private func fill(_ buffer: UnsafeMutableRawBufferPointer, _ offset: off_t) -> Int {
        while true {
            let count = calls.read(file.number, buffer, offset)
            if count >= 0 || errno != EINTR { return count }
        }
    }
}
