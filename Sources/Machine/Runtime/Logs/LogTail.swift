import Glibc
import HostNetwork
import Workload

/// Where in a container's log a reader is, to go on from there in another life.
package struct LogPosition: Sendable, Hashable {
    /// The file's inode, which tells a rotated log from its successor.
    package var inode: UInt64
    /// Bytes from the beginning of the file to the first line not delivered.
    package var offset: Int64

    package init(inode: UInt64, offset: Int64) {
        self.inode = inode
        self.offset = offset
    }
}

/// Reads a container's log while it grows and across rotations. Not thread-safe: one owner.
package struct LogTail: ~Copyable {
    /// Bytes read in one step.
    static let chunkBytes = 64 * 1024

    private let path: String
    private let maxLineBytes: Int
    private var parser: LogParser
    private var descriptor: Int32 = -1
    private var inode: UInt64 = 0
    /// Where in the file the parser began.
    private var start: Int64 = 0
    private var readOffset: Int64 = 0
    private var resume: LogPosition?

    /// - Parameters:
    ///   - path: need not exist yet.
    ///   - position: where an earlier reader was; nil begins at the start. If its file is now
    ///     `<path>.1` that is read first; if it is gone, reading begins at the start of `path`.
    package init(
        path: String, from position: LogPosition? = nil,
        maxLineBytes: Int = LogParser.defaultMaxLineBytes
    ) {
        self.path = path
        self.maxLineBytes = maxLineBytes
        resume = position
        parser = LogParser(maxLineBytes: maxLineBytes)
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// nil before the first file was opened.
    package var position: LogPosition? {
        descriptor < 0
            ? resume : LogPosition(inode: inode, offset: start + Int64(parser.settledBytes))
    }

    /// Lines written since the last call, at most about `chunkBytes` of them; empty when there are
    /// none now. Throws `RuntimeError` when the file cannot be read.
    package mutating func read() throws -> [LogLine] {
        guard try descriptor >= 0 || openFile() else { return [] }
        var lines = try readChunk()
        if lines.isEmpty, try hasSuccessor() {
            // Once more: the runtime may have written between our read and the rename.
            lines = try readChunk()
            if lines.isEmpty {
                lines = parser.finish()
                close(descriptor)
                descriptor = -1
                resume = nil
                if try openFile() { lines += try readChunk() }
            }
        }
        return lines
    }

    /// The rest, once the container has ended and `read()` gives nothing more.
    package mutating func finish() -> [LogLine] { parser.finish() }

    private mutating func readChunk() throws -> [LogLine] {
        var buffer = [UInt8](repeating: 0, count: Self.chunkBytes)
        while true {
            let count = pread(descriptor, &buffer, buffer.count, off_t(readOffset))
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else {
                throw RuntimeError(
                    .runtimeFailed, .inspect, "\(SystemError(errno, "read \(path)"))")
            }
            if count == 0 { return [] }
            readOffset += Int64(count)
            let lines = parser.consume(buffer[..<count])
            // A chunk of one long record completes nothing: read on.
            if !lines.isEmpty { return lines }
        }
    }

    /// Whether `path` is now another file than the open one, or that one was cut short.
    private func hasSuccessor() throws -> Bool {
        var current = stat()
        guard stat(path, &current) == 0 else { return false }
        return UInt64(current.st_ino) != inode || current.st_size < readOffset
    }

    private mutating func openFile() throws -> Bool {
        var candidates = [path]
        if resume != nil { candidates.insert("\(path).1", at: 0) }
        for candidate in candidates {
            let opened = open(candidate, O_RDONLY | O_CLOEXEC)
            guard opened >= 0 else {
                if errno == ENOENT { continue }
                throw RuntimeError(
                    .runtimeFailed, .inspect, "\(SystemError(errno, "open \(candidate)"))")
            }
            var info = stat()
            fstat(opened, &info)
            let isWanted = resume.map {
                $0.inode == UInt64(info.st_ino) && $0.offset <= info.st_size
            }
            if candidate != path && isWanted != true {
                close(opened)
                continue
            }
            descriptor = opened
            inode = UInt64(info.st_ino)
            start = isWanted == true ? resume?.offset ?? 0 : 0
            readOffset = start
            resume = nil
            parser = LogParser(maxLineBytes: maxLineBytes)
            return true
        }
        return false
    }
}

extension LogPosition {
    /// The inode of an open file; nil when the system does not tell.
    package static func inode(of descriptor: Int32) -> UInt64? {
        var info = stat()
        guard fstat(descriptor, &info) == 0 else { return nil }
        return UInt64(info.st_ino)
    }
}
