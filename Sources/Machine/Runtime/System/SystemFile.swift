import FoundationEssentials
import Glibc
import HostNetwork
import Synchronization

/// Small files, whole.
enum SystemFile {
    private static let replacements = Atomic<UInt64>(0)

    /// Bytes beyond it are not read; /proc and /sys files are far smaller.
    static let maxBytes = 4 << 20

    /// nil when it cannot be read.
    static func read(_ path: String) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16 * 1024)
        while bytes.count < maxBytes {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { return nil }
            if count == 0 { break }
            bytes += buffer[..<count]
        }
        return bytes
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
        try write(path, Array(value.utf8), flags: O_WRONLY)
    }

    static func append(_ path: String, _ text: String) throws {
        try write(path, Array(text.utf8), flags: O_WRONLY | O_APPEND)
    }

    /// Replaces a file so that a reader and a crash see the old or the new one, never a part.
    /// Several may replace one file at once; one of them wins.
    /// - Returns: whether it differed.
    @discardableResult
    static func replace(_ path: String, _ content: [UInt8], mode: mode_t = 0o644) throws -> Bool {
        if read(path) == content { return false }
        let number = replacements.wrappingAdd(1, ordering: .relaxed).newValue
        let temporary = "\(path).new-\(getpid())-\(number)"
        unlink(temporary)
        do {
            try write(
                temporary, content, flags: O_WRONLY | O_CREAT | O_EXCL, mode: mode, sync: true)
            guard rename(temporary, path) == 0 else { throw SystemError(errno, "replace \(path)") }
        } catch {
            unlink(temporary)
            throw error
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

    private static func write(
        _ path: String, _ bytes: [UInt8], flags: Int32, mode: mode_t = 0o644, sync: Bool = false
    ) throws {
        let descriptor = open(path, flags | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw SystemError(errno, "open \(path)") }
        defer { close(descriptor) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw SystemError(errno, "write \(path)") }
            rest = rest.dropFirst(count)
        }
        if sync, fsync(descriptor) != 0 { throw SystemError(errno, "sync \(path)") }
    }
}
