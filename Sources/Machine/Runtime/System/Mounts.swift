import Glibc
import HostNetwork

/// What is mounted where, as this process sees it.
enum Mounts {
    /// Mount points at or under `directory`, deepest and latest first: the order to unmount in.
    static func under(_ directory: String) -> [String] {
        points(inMountinfo: SystemFile.text("/proc/self/mountinfo") ?? "")
            .filter { $0 == directory || $0.hasPrefix("\(directory)/") }
            .reversed()
    }

    /// The fifth field of each line, with its octal escapes undone.
    static func points(inMountinfo text: String) -> [String] {
        text.split(separator: "\n").compactMap { line in
            let fields = line.split(separator: " ")
            return fields.count > 4 ? unescape(fields[4]) : nil
        }
    }

    private static func unescape(_ field: Substring) -> String {
        var bytes: [UInt8] = []
        var rest = Array(field.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "\\"),
                let value = UInt8(String(decoding: rest.prefix(3), as: UTF8.self), radix: 8)
            {
                bytes.append(value)
                rest = rest.dropFirst(3)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Lazily, so that something that still holds it open cannot stop us.
    static func unmountAll(under directory: String) throws {
        for point in under(directory) where umount2(point, Int32(MNT_DETACH)) != 0 {
            // EINVAL: it went by itself since we looked.
            if errno != EINVAL && errno != ENOENT { throw SystemError(errno, "unmount \(point)") }
        }
    }

    /// Memory of at most `bytes` at `path`, which must be a directory. Options are mount(8)'s; `ro`
    /// is left to the mount inside the container, and so is how mounts spread.
    static func mountTmpfs(_ path: String, bytes: Int64, options: [String]) throws {
        let (flags, rest) = parse(options)
        let data = (["size=\(bytes)"] + rest).joined(separator: ",")
        guard mount("tmpfs", path, "tmpfs", flags, data) == 0 else {
            throw SystemError(errno, "mount a tmpfs of \(bytes) bytes at \(path)")
        }
    }

    /// The flags that options stand for, beginning with docker's default, and the options that are
    /// the file system's own.
    static func parse(_ options: [String]) -> (flags: UInt, rest: [String]) {
        var flags = UInt(MS_NOSUID) | UInt(MS_NODEV) | UInt(MS_NOEXEC)
        var rest: [String] = []
        for option in options {
            if let flag = optionFlags[option] {
                flags |= UInt(flag)
            } else if let flag = optionFlags["no" + option] ?? inverted[option] {
                flags &= ~UInt(flag)
            } else if !meaningless.contains(option) {
                rest.append(option)
            }
        }
        return (flags, rest)
    }

    private static let optionFlags = [
        "nosuid": MS_NOSUID, "nodev": MS_NODEV, "noexec": MS_NOEXEC, "sync": MS_SYNCHRONOUS,
        "dirsync": MS_DIRSYNC, "mand": MS_MANDLOCK, "noatime": MS_NOATIME,
        "nodiratime": MS_NODIRATIME, "relatime": MS_RELATIME, "strictatime": MS_STRICTATIME,
    ]
    private static let inverted = [
        "async": MS_SYNCHRONOUS, "nomand": MS_MANDLOCK, "norelatime": MS_RELATIME,
        "nostrictatime": MS_STRICTATIME,
    ]
    private static let meaningless: Set<String> = [
        "defaults", "ro", "rw", "remount", "bind", "rbind", "private", "rprivate", "shared",
        "rshared", "slave", "rslave", "unbindable", "runbindable",
    ]

    /// Changes the size of the sandbox's /dev/shm.
    static func resizeTmpfs(_ path: String, bytes: Int64) throws {
        let flags = UInt(MS_REMOUNT) | UInt(MS_NOSUID) | UInt(MS_NODEV) | UInt(MS_NOEXEC)
        guard mount("shm", path, "tmpfs", flags, "mode=1777,size=\(bytes)") == 0 else {
            throw SystemError(errno, "set the size of \(path) to \(bytes) bytes")
        }
    }

    /// Whether an overlay can be mounted with its writable part in `directory`, which it cannot
    /// when that is on an overlay itself, nor without the kernel module or the right.
    static func overlayWorks(in directory: String) -> Bool {
        let scratch = "\(directory)/overlay-probe"
        defer { try? SystemFile.removeTree(scratch) }
        do {
            for part in ["lower", "upper", "work", "merged"] {
                try SystemFile.makeDirectory("\(scratch)/\(part)")
            }
        } catch { return false }
        let data = "lowerdir=\(scratch)/lower,upperdir=\(scratch)/upper,workdir=\(scratch)/work"
        guard mount("overlay", "\(scratch)/merged", "overlay", 0, data) == 0 else { return false }
        return umount2("\(scratch)/merged", Int32(MNT_DETACH)) == 0
    }
}
