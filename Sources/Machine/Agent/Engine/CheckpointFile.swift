import AgentCore
import Glibc
import NIOPosix

/// The checkpoint on disk: replaced as a whole, so that a crash leaves the old or the new one.
struct CheckpointFile: Sendable {
    let path: String

    /// nil when there is none yet. Throws `Checkpoint.Failure` for one that cannot be used and
    /// `DiskError` for one that cannot be read.
    func load() throws -> Checkpoint? {
        guard let bytes = try Disk.read(path) else { return nil }
        return try Checkpoint(decoding: bytes)
    }

    /// Returns when the checkpoint is on disk.
    func save(_ checkpoint: Checkpoint) async throws {
        try await NIOThreadPool.singleton.runIfActive {
            try Disk.replace(path, with: checkpoint.encodedText())
        }
    }
}

/// A system call on a file that failed.
struct DiskError: Error, CustomStringConvertible {
    var action: String
    var code: Int32

    var description: String { "cannot \(action): \(String(cString: strerror(code)))" }
}

/// Files and directories, with errors that name them. Calls block.
enum Disk {
    static func read(_ path: String) throws -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw DiskError(action: "open \(path)", code: errno)
        }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw DiskError(action: "read \(path)", code: errno) }
            if count == 0 { return bytes }
            bytes += chunk[..<count]
        }
    }

    /// Writes a temporary file, syncs it, gives it the name and syncs the directory.
    static func replace(_ path: String, with bytes: [UInt8]) throws {
        let temporary = "\(path).new"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw DiskError(action: "write \(temporary)", code: errno) }
        do {
            defer { close(descriptor) }
            var offset = 0
            while offset < bytes.count {
                let count = bytes.withUnsafeBytes { buffer in
                    write(descriptor, buffer.baseAddress! + offset, buffer.count - offset)
                }
                if count < 0 && errno == EINTR { continue }
                guard count > 0 else { throw DiskError(action: "write \(temporary)", code: errno) }
                offset += count
            }
            guard fsync(descriptor) == 0 else {
                throw DiskError(action: "sync \(temporary)", code: errno)
            }
        }
        guard rename(temporary, path) == 0 else {
            throw DiskError(action: "rename \(temporary)", code: errno)
        }
        let directory = open(parent(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard directory >= 0 else {
            throw DiskError(action: "open \(parent(of: path))", code: errno)
        }
        defer { close(directory) }
        guard fsync(directory) == 0 else {
            throw DiskError(action: "sync \(parent(of: path))", code: errno)
        }
    }

    static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// Makes a directory and those above it; whatever is there already is kept, files included.
    static func makeDirectory(_ path: String, mode: mode_t = 0o755) throws {
        if access(path, F_OK) == 0 { return }
        if mkdir(path, mode) == 0 || errno == EEXIST { return }
        guard errno == ENOENT, path.count > 1 else {
            throw DiskError(action: "make \(path)", code: errno)
        }
        try makeDirectory(parent(of: path), mode: mode)
        guard mkdir(path, mode) == 0 || errno == EEXIST else {
            throw DiskError(action: "make \(path)", code: errno)
        }
    }
}
