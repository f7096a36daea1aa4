import Glibc

/// Small files that hold secrets, which nobody but their owner may read. Calls block.
package enum SecretFile {
    /// Why a file is not read.
    package enum Refused: Error, Equatable {
        case unreadable(errno: Int32)
        /// It is a folder, a socket or the like.
        case notRegular
        /// Its permissions let others than its owner read or write it.
        case openToOthers
        case tooLarge(limit: Int)
    }

    /// The content of a file of at most `limit` bytes; nil when there is none. What is checked is the
    /// file that is read, not one that may take its name.
    package static func read(_ path: String, limit: Int) throws(Refused) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw .unreadable(errno: errno)
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .unreadable(errno: errno) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notRegular }
        guard status.st_mode & 0o077 == 0 else { throw .openToOthers }
        do throws(FileError) {
            return try WholeFile.readAll(descriptor, path, limit: limit)
        } catch {
            throw error.code == EFBIG
                ? .tooLarge(limit: limit) : .unreadable(errno: error.code)
        }
    }
}
