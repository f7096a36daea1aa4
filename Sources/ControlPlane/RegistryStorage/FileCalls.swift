import Glibc

/// The system calls that can fail for want of space or a broken disk, as values, so that tests can
/// make them fail. Each returns what the call does and leaves `errno`.
struct FileCalls: Sendable {
    var read: @Sendable (_ descriptor: Int32, UnsafeMutableRawBufferPointer, off_t) -> Int
    var write: @Sendable (_ descriptor: Int32, UnsafeRawBufferPointer) -> Int
    var synchronize: @Sendable (_ descriptor: Int32) -> Int32
    var rename: @Sendable (_ from: String, _ to: String) -> Int32

    static let system = FileCalls(
        read: { Glibc.pread($0, $1.baseAddress, $1.count, $2) },
        write: { Glibc.write($0, $1.baseAddress, $1.count) },
        synchronize: { Glibc.fsync($0) },
        rename: { Glibc.rename($0, $1) })
}

/// An open file, closed when this value goes.
struct FileDescriptor: ~Copyable {
    let number: Int32

    /// Opens `path` with `open(2)`'s flags; nil when there is no such file.
    init?(_ path: String, _ flags: Int32) throws(StorageError) {
        let number = retrying { open(path, flags | O_CLOEXEC, 0o600) }
        if number < 0 {
            if errno == ENOENT { return nil }
            throw StorageError.last("opening \(path)")
        }
        self.number = number
    }

    deinit { close(number) }

    /// What `fstat` says.
    func status() throws(StorageError) -> stat {
        var status = stat()
        guard fstat(number, &status) == 0 else { throw StorageError.last("fstat") }
        return status
    }

    func truncate(to size: Int64) throws(StorageError) {
        guard retrying({ Int32(ftruncate(number, off_t(size))) }) == 0 else {
            throw StorageError.last("ftruncate")
        }
    }

    /// Writes all of `bytes` at the file's position.
    func write(_ bytes: UnsafeRawBufferPointer, _ calls: FileCalls) throws(StorageError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = calls.write(number, UnsafeRawBufferPointer(rebasing: rest))
            if count < 0 {
                if errno == EINTR { continue }
                throw StorageError.last("write")
            }
            rest = rest.dropFirst(count)
        }
    }

    /// Reads to the end in pieces of at most 256 KiB.
    func readAll(_ take: (UnsafeRawBufferPointer) -> Void) throws(StorageError) {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 * 1024, alignment: 64)
        defer { buffer.deallocate() }
        while true {
            let count = read(number, buffer.baseAddress, buffer.count)
            if count < 0 {
                if errno == EINTR { continue }
                throw StorageError.last("read")
            }
            if count == 0 { return }
            take(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        }
    }

    func synchronize(_ calls: FileCalls) throws(StorageError) {
        // Not retried on EINTR alone: after a failed fsync the kernel may have dropped the pages,
        // and a second call would report success for content that is not there.
        guard calls.synchronize(number) == 0 else { throw StorageError.last("fsync") }
    }
}

func retrying(_ call: () -> Int32) -> Int32 {
    while true {
        let result = call()
        if result >= 0 || errno != EINTR { return result }
    }
}

extension StorageError {
    /// The error that `errno` says, after `operation`.
    static func last(_ operation: String) -> StorageError {
        let code = errno
        return code == ENOSPC || code == EDQUOT
            ? .noSpace : .failed(operation: operation, errno: code)
    }
}

/// Removes a name; one that is not there is fine.
func removeFile(_ path: String) throws(StorageError) {
    guard unlink(path) == 0 || errno == ENOENT else {
        throw StorageError.last("removing \(path)")
    }
}

/// Makes a folder's entries survive a power cut.
func synchronizeFolder(_ path: String, _ calls: FileCalls) throws(StorageError) {
    guard let folder = try FileDescriptor(path, O_RDONLY | O_DIRECTORY) else {
        throw StorageError.last("opening \(path)")
    }
    try folder.synchronize(calls)
}

/// The names in a folder, unordered, without the dots.
func fileNames(in path: String) throws(StorageError) -> [String] {
    guard let folder = opendir(path) else {
        if errno == ENOENT { return [] }
        throw StorageError.last("reading \(path)")
    }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
            pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if name != ".", name != ".." { names.append(name) }
    }
    return names
}

/// A file's size, when it was last written or touched, and its number; nil when there is none.
func fileStatus(
    _ path: String
) throws(StorageError) -> (size: Int64, modified: timespec, inode: ino_t)? {
    var status = stat()
    guard stat(path, &status) == 0 else {
        if errno == ENOENT { return nil }
        throw StorageError.last("stat \(path)")
    }
    return (Int64(status.st_size), status.st_mtim, status.st_ino)
}
