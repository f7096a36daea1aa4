import Glibc

/// Disk space for the write-ahead log, taken before it is needed.
///
/// A sync after a write that makes a file longer waits for the file system's own journal too, and
/// so takes several times as long, most of all where other programs keep the disk or the processors
/// busy. SQLite begins the log anew at each start and lets it grow; its first commits, and in a
/// quiet installation all of them, would be the slow ones.
enum LogRoom {
    /// What the log of a lone writer needs between two checkpoints.
    static let bytes = 16 << 20

    /// Makes the log at `path` at least ``bytes`` long. SQLite knows by header and checksums where
    /// what it wrote ends and never reads the zeros behind it. Space that cannot be had is no
    /// failure: the log then grows as it would have.
    ///
    /// Nobody may be writing to the database meanwhile.
    static func reserve(_ path: String) {
        let descriptor = open(path, O_WRONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        let length = Int(lseek(descriptor, 0, SEEK_END))
        guard length >= 0, length < bytes else { return }
        // Zeros really written: space that is merely allocated is journaled at its first use again.
        let zeros = [UInt8](repeating: 0, count: 1 << 20)
        var end = length
        while end < bytes {
            let count = pwrite(descriptor, zeros, min(zeros.count, bytes - end), off_t(end))
            guard count > 0 else {
                ftruncate(descriptor, off_t(length))
                return
            }
            end += count
        }
        fdatasync(descriptor)
    }
}
