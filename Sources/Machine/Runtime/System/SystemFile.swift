import Files
import FoundationEssentials
import Glibc
import HostNetwork

/// Small files, whole.
enum SystemFile {
    /// nil when it cannot be read.
    static func read(_ path: String) -> [UInt8]? {
        do throws(FileError) { return try WholeFile.read(path) } catch { return nil }
    }

    static func text(_ path: String) -> String? {
        read(path).map { String(decoding: $0, as: UTF8.self) }
    }

    /// In bytes; nil when there is none.
    static func size(_ path: String) -> Int64? {
        var info = stat()
        return stat(path, &info) == 0 ? Int64(info.st_size) : nil
    }

    /// False for a link to one.
    static func isDirectory(_ path: String) -> Bool {
        var info = stat()
        return lstat(path, &info) == 0 && info.st_mode & S_IFMT == S_IFDIR
    }

    /// For files of the kernel, which take a value in one write.
    static func set(_ path: String, _ value: String) throws {
        try system { () throws(FileError) in
            try WholeFile.write(Array(value.utf8), to: path, flags: O_WRONLY)
        }
    }

    static func append(_ path: String, _ text: String) throws {
        try system { () throws(FileError) in
            try WholeFile.write(Array(text.utf8), to: path, flags: O_WRONLY | O_APPEND)
        }
    }

    /// Replaces a file so that a reader and a crash see the old or the new one, never a part.
    /// Several may replace one file at once; one of them wins.
    /// - Returns: whether it differed.
    @discardableResult
    static func replace(_ path: String, _ content: [UInt8], mode: mode_t = 0o644) throws -> Bool {
        if read(path) == content { return false }
        try system { () throws(FileError) in
            try WholeFile.replace(path, with: content, mode: mode, folderToo: false)
        }
        return true
    }

    static func makeDirectory(_ path: String) throws {
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true)
        } catch {
            throw SystemError(EIO, "make directory \(path)")
        }
    }

    /// Names in a directory; empty when there is none.
    static func list(_ path: String) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    }

    /// Removes a tree; success when there is none.
    static func removeTree(_ path: String) throws {
        guard access(path, F_OK) == 0 else { return }
        do {
            try FileManager.default.removeItem(atPath: path)
        } catch {
            throw SystemError(EIO, "remove \(path) (\(error))")
        }
    }

    /// The runtime's own kind of error.
    private static func system(_ body: () throws(FileError) -> Void) throws(SystemError) {
        do throws(FileError) { try body() } catch { throw SystemError(error.code, error.operation) }
    }
}
