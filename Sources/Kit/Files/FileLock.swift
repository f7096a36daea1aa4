import Glibc

/// The exclusive claim of one process on what a file stands for. The kernel drops it when the
/// process ends, however it ends; until then it lasts as long as this object.
package final class FileLock: Sendable {
    private let descriptor: CInt

    /// Claims `path`, which is made when it is missing. Do not remove it: two processes could then
    /// hold two different files.
    ///
    /// - Throws: ``FileError`` for which ``FileError/isLocked`` holds when somebody has the claim.
    package init(_ path: String) throws(FileError) {
        let number = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        if number < 0 { throw FileError("open \(path)") }
        if flock(number, LOCK_EX | LOCK_NB) != 0 {
            let error = FileError("lock \(path)")
            close(number)
            throw error
        }
        // Last: an initializer that throws after it would run `deinit` and close the number, which
        // may be somebody else's by then, a second time.
        descriptor = number
    }

    deinit { close(descriptor) }

    /// Whether somebody has the claim; makes nothing.
    package static func isHeld(_ path: String) -> Bool {
        let descriptor = open(path, O_RDWR | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return flock(descriptor, LOCK_EX | LOCK_NB) != 0
    }
}

extension FileError {
    /// Whether a lock is held by somebody else.
    package var isLocked: Bool { code == EWOULDBLOCK }
}
