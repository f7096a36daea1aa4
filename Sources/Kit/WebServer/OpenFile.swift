import Glibc
import Synchronization

/// A file open for reading, closed when the last reference goes.
///
/// Holding it open keeps the content sendable though the name is removed meanwhile.
package final class OpenFile: Sendable {
    /// Why a file could not be opened.
    package struct Failed: Error, Equatable {
        package let path: String
        /// From `open` or `fstat`, such as `ENOENT`.
        package let errno: Int32

        package init(path: String, errno: Int32) {
            self.path = path
            self.errno = errno
        }
    }

    let descriptor: Int32
    /// Size in bytes when it was opened.
    package let size: Int

    /// Opens the regular file at `path`. Blocks for as long as the disk takes.
    package init(path: String) throws(Failed) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)
        guard descriptor >= 0 else { throw Failed(path: path, errno: errno) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            let code = status.st_mode & S_IFMT == S_IFDIR ? EISDIR : EINVAL
            close(descriptor)
            throw Failed(path: path, errno: code)
        }
        self.descriptor = descriptor
        size = Int(status.st_size)
    }

    deinit {
        close(descriptor)
    }
}

/// A flag that can be raised once.
final class OneShot: Sendable {
    private let isFired = Atomic(false)

    /// True for the first caller only.
    func fire() -> Bool {
        !isFired.exchange(true, ordering: .acquiringAndReleasing)
    }
}
