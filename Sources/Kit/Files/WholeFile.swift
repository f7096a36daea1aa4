import Glibc
import Synchronization

/// Small files that are read and replaced as a whole. Every call blocks.
package enum WholeFile {
    private static let replacements = Atomic<UInt64>(0)

    /// The bytes of a file, of which there may be at most `limit`; nil when it is not there.
    package static func read(
        _ path: String, limit: Int = 64 << 20
    ) throws(FileError) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw FileError("open \(path)")
        }
        defer { close(descriptor) }
        return try readAll(descriptor, path, limit: limit)
    }

    /// What is left of an open file; `EFBIG` when that is more than `limit` bytes.
    static func readAll(
        _ descriptor: Int32, _ path: String, limit: Int
    ) throws(FileError) -> [UInt8] {
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 16 << 10)
        while true {
            let count = Glibc.read(descriptor, &piece, piece.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw FileError("read \(path)") }
            if count == 0 { return bytes }
            bytes += piece[..<count]
            if bytes.count > limit { throw FileError("read \(path)", code: EFBIG) }
        }
    }

    /// Replaces a file, or makes it, so that a reader and a crash see the old one or the new one
    /// and never a part. Its content is on disk when this returns. Several may replace one file at
    /// once; one of them wins.
    ///
    /// - Parameters:
    ///   - mode: Permission bits of a file that is made.
    ///   - folderToo: Whether the name is on disk as well: without it a crash may bring the old file
    ///     back.
    package static func replace(
        _ path: String, with bytes: [UInt8], mode: UInt32, folderToo: Bool = true
    ) throws(FileError) {
        let number = replacements.wrappingAdd(1, ordering: .relaxed).newValue
        let temporary = "\(path).new-\(getpid())-\(number)"
        // What a process of this id may have left when it was killed.
        unlink(temporary)
        do throws(FileError) {
            let flags = O_WRONLY | O_CREAT | O_EXCL
            try write(bytes, to: temporary, flags: flags, mode: mode, synced: true)
            if rename(temporary, path) != 0 { throw FileError("replace \(path)") }
        } catch {
            unlink(temporary)
            throw error
        }
        if folderToo { try synchronizeFolder(of: path) }
    }

    /// Writes all `bytes` to what `flags` (of `open(2)`) open or make.
    package static func write(
        _ bytes: [UInt8], to path: String, flags: Int32, mode: UInt32 = 0o644, synced: Bool = false
    ) throws(FileError) {
        let descriptor = open(path, flags | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw FileError("open \(path)") }
        defer { close(descriptor) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw FileError("write \(path)") }
            rest = rest.dropFirst(count)
        }
        if synced, fsync(descriptor) != 0 { throw FileError("sync \(path)") }
    }

    /// Puts the names in the folder of `path` on disk.
    private static func synchronizeFolder(of path: String) throws(FileError) {
        var folder = "."
        if let slash = path.lastIndex(of: "/") {
            folder = slash == path.startIndex ? "/" : String(path[..<slash])
        }
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileError("open \(folder)") }
        defer { close(descriptor) }
        if fsync(descriptor) != 0 { throw FileError("sync \(folder)") }
    }
}

/// A call on a file that failed.
package struct FileError: Error, Hashable, CustomStringConvertible {
    /// What was tried, with the path: `open /etc/x`.
    package let operation: String
    /// The `errno`.
    package let code: Int32

    /// An error with the current `errno`, or with the one given.
    package init(_ operation: String, code: Int32 = errno) {
        self.operation = operation
        self.code = code
    }

    /// Such as `cannot open /etc/x: Permission denied`.
    package var description: String { "cannot \(operation): \(String(cString: strerror(code)))" }
}
