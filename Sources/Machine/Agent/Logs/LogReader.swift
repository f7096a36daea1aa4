import AgentCore
import Glibc
import Runtime
import Shapes
import Workload

/// Reads one container's log into a batcher, and skips what is too far behind.
struct LogReader: ~Copyable {
    private let path: String
    private let backlogBytes: Int64
    private var tail: LogTail

    init(_ source: LogSource, backlogBytes: Int64) {
        path = source.path
        tail = LogTail(
            path: source.path,
            from: source.position.map { LogPosition(inode: $0.inode, offset: $0.offset) })
        switch source.options.mode {
        case .blocking: self.backlogBytes = backlogBytes
        case .nonBlocking(let bytes): self.backlogBytes = Int64(bytes)
        }
    }

    /// Takes what is new, as far as there is room; false when there was nothing.
    mutating func read(into batcher: inout LogBatcher, now: Timestamp) throws -> Bool {
        var hasRead = false
        while batcher.hasRoom {
            let lines = try tail.read()
            guard !lines.isEmpty else { return hasRead }
            add(lines, to: &batcher, now)
            hasRead = true
        }
        return true
    }

    /// Takes what was begun and will not be completed.
    mutating func finish(into batcher: inout LogBatcher, now: Timestamp) {
        add(tail.finish(), to: &batcher, now)
    }

    private func add(_ lines: [LogLine], to batcher: inout LogBatcher, _ now: Timestamp) {
        for line in lines {
            batcher.add(
                line.text,
                at: Timestamp(milliseconds: line.time.nanosecondsSinceEpoch / 1_000_000), now: now)
        }
        if let position = tail.position {
            batcher.reached(LogMark(inode: position.inode, offset: position.offset))
        }
    }

    /// Jumps ahead when more than the backlog's limit waits; the number of bytes left out. A jump
    /// may land within a line, whose rest is then left out too.
    mutating func skipBacklog() -> Int64 {
        guard let position = tail.position, let (inode, size) = Self.identity(of: path) else {
            return 0
        }
        // With an old file still to be read, all of the present one waits as well.
        let start = inode == position.inode ? position.offset : 0
        guard size - start > backlogBytes else { return 0 }
        let target = size - backlogBytes
        tail = LogTail(path: path, from: LogPosition(inode: inode, offset: target))
        return target - start
    }

    /// Inode and size of a file; nil when it is not there.
    static func identity(of path: String) -> (inode: UInt64, size: Int64)? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        let size = lseek(descriptor, 0, SEEK_END)
        guard size >= 0, let inode = LogPosition.inode(of: descriptor) else { return nil }
        return (inode, Int64(size))
    }
}
