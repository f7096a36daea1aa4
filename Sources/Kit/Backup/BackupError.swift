/// Why a backup was not written or not read. Nothing is left behind in either case.
package enum BackupError: Error, Hashable, CustomStringConvertible {
    /// The archive is cut off, changed, or no archive of ours; the text says where.
    case damaged(String)
    /// A later release wrote it.
    case tooNew(version: Int)
    /// What was to be saved is not what it should be, or changed while it was read.
    case source(String)
    /// The file that was to be made is there already.
    case exists(String)
    /// A system call failed.
    case failed(operation: String, errno: Int32)

    package var description: String {
        switch self {
        case .damaged(let what): "the backup is damaged: \(what)"
        case .tooNew(let version):
            "the backup has format \(version), which this release does not know: use a newer one"
        case .source(let what): what
        case .exists(let path): "\(path) exists already"
        case .failed(let operation, let code):
            "cannot \(operation): \(BackupFile.words(of: code))"
        }
    }
}
