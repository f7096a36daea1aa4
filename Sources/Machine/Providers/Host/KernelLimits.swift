import Files
import Glibc
import Logging

/// Limits of the computer's kernel that many machines together come up against.
enum KernelLimits {
    /// Each machine's containerd watches a handful of folders, each with an instance of inotify, and
    /// all of root's share one limit: Linux's usual 128 is used up by about twenty machines.
    static let inotifyInstances = 8192

    private static let path = "/proc/sys/fs/inotify/max_user_instances"

    /// Raises what is too low. Where that is not allowed it says so: few machines need no more.
    static func raise(_ logger: Logger) {
        do throws(FileError) {
            let bytes = try WholeFile.read(path, limit: 64) ?? []
            let text = String(decoding: bytes, as: UTF8.self).filter { !$0.isWhitespace }
            guard let known = Int(text), known < inotifyInstances else { return }
            try WholeFile.write(Array("\(inotifyInstances)".utf8), to: path, flags: O_WRONLY)
            logger.notice(
                "raised fs.inotify.max_user_instances",
                metadata: ["from": "\(known)", "to": "\(inotifyInstances)"])
        } catch {
            logger.warning(
                "more than about twenty machines need a higher fs.inotify.max_user_instances",
                metadata: ["error": "\(error)"])
        }
    }
}
