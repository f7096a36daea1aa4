import Glibc
import Store

/// The exclusive claim of one process on a database. The kernel drops it when the process ends,
/// however it ends.
final class FileLock: Sendable {
    private let descriptor: CInt

    /// Claims `path`, a file of its own beside the database, which is made when it is missing and
    /// never removed (removing it would let two processes hold two different files).
    init(path: String) throws(StoreError) {
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        if descriptor < 0 {
            throw .unavailable("cannot open \(path): errno \(errno)")
        }
        if flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            close(descriptor)
            throw .unavailable("the store is in use by another process: \(path)")
        }
    }

    deinit {
        close(descriptor)
    }
}

extension SQLiteStore {
    /// Whether some process has the store at `path` open.
    package static func isInUse(_ path: String) -> Bool {
        let descriptor = open(path + "-lock", O_RDWR | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { Glibc.close(descriptor) }
        return flock(descriptor, LOCK_EX | LOCK_NB) != 0
    }
}
