import Glibc

/// An open file, closed when this object goes.
final class BackupFile {
    private let number: Int32
    let path: String

    /// Bytes that are moved at a time: the memory that a backup of any size needs.
    static let pieceSize = 1 << 20

    /// Opens `path` to be read.
    convenience init(reading path: String) throws(BackupError) {
        try self.init(path, O_RDONLY | O_NOFOLLOW, "open")
    }

    /// Makes `path`, readable by its owner only. Nothing may be there.
    convenience init(making path: String) throws(BackupError) {
        try self.init(path, O_WRONLY | O_CREAT | O_EXCL, "create")
    }

    /// Opens the folder at `path`.
    convenience init(folder path: String) throws(BackupError) {
        try self.init(path, O_RDONLY | O_DIRECTORY, "open")
    }

    private init(_ path: String, _ flags: Int32, _ verb: String) throws(BackupError) {
        self.path = path
        number = open(path, flags | O_CLOEXEC, 0o600)
        if number < 0 {
            let code = errno
            if code == EEXIST { throw .exists(path) }
            throw .failed(operation: "\(verb) \(path)", errno: code)
        }
    }

    deinit { close(number) }

    /// The file's size in bytes; only of a regular file.
    func size() throws(BackupError) -> Int {
        var status = stat()
        guard fstat(number, &status) == 0 else { throw failure("read the size of") }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .source("\(path) is no file") }
        return Int(status.st_size)
    }

    /// Reads until `count` bytes are there or the file ends.
    func read(_ count: Int) throws(BackupError) -> [UInt8] {
        var code: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                let got = Glibc.read(number, buffer.baseAddress! + filled, count - filled)
                if got < 0, errno == EINTR { continue }
                if got < 0 { code = errno }
                guard got > 0 else { return }
                filled += got
            }
        }
        if code != 0 { throw .failed(operation: "read \(path)", errno: code) }
        return bytes
    }

    /// Writes all of `bytes`.
    func write(_ bytes: [UInt8]) throws(BackupError) {
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                Glibc.write(number, buffer.baseAddress! + written, buffer.count - written)
            }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw failure("write") }
            written += count
        }
    }

    /// Returns once the disk has the content.
    func synchronize() throws(BackupError) {
        guard fsync(number) == 0 else { throw failure("sync") }
    }

    private func failure(_ verb: String) -> BackupError {
        .failed(operation: "\(verb) \(path)", errno: errno)
    }

    /// The folder that `path` lies in.
    static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// The system's words for an error number.
    static func words(of code: Int32) -> String {
        code == ENOSPC ? "the disk is full" : String(cString: strerror(code))
    }
}

/// Returns once the disk has the entries of the folder at `path`.
package func synchronizeFolder(_ path: String) throws(BackupError) {
    try BackupFile(folder: path).synchronize()
}
