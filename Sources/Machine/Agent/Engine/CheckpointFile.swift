import AgentCore
import Files
import Glibc
import NIOPosix

/// The checkpoint on disk: replaced as a whole, so that a crash leaves the old or the new one.
struct CheckpointFile: Sendable {
    let path: String

    /// nil when there is none yet. Throws `Checkpoint.Failure` for one that cannot be used and
    /// `FileError` for one that cannot be read.
    func load() throws -> Checkpoint? {
        guard let bytes = try WholeFile.read(path) else { return nil }
        return try Checkpoint(decoding: bytes)
    }

    /// Returns when the checkpoint is on disk.
    func save(_ checkpoint: Checkpoint) async throws {
        try await NIOThreadPool.singleton.runIfActive {
            try WholeFile.replace(path, with: checkpoint.encodedText(), mode: 0o600)
        }
    }
}

/// Directories, with errors that name them. Calls block.
enum Disk {
    static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// Makes a directory and those above it; whatever is there already is kept, files included.
    static func makeDirectory(_ path: String, mode: mode_t = 0o755) throws(FileError) {
        if access(path, F_OK) == 0 { return }
        if mkdir(path, mode) == 0 || errno == EEXIST { return }
        guard errno == ENOENT, path.count > 1 else { throw FileError("make \(path)") }
        try makeDirectory(parent(of: path), mode: mode)
        guard mkdir(path, mode) == 0 || errno == EEXIST else { throw FileError("make \(path)") }
    }
}
