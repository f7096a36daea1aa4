import Glibc

/// Second names for the blobs of a ``LocalBlobStorage``, in a folder on the same file system: what is
/// pinned keeps its content whatever the storage deletes meanwhile. Needs no lock, so that a backup
/// can be made beside the process that uses the storage.
package struct BlobPins: Sendable {
    /// Sizes in bytes of what is pinned.
    package private(set) var sizes: [Digest: Int64] = [:]
    private let layout: StorageLayout
    private let folder: String

    /// Pins nothing yet. `folder` is made; what an earlier process left there is removed.
    package init(storageAt root: String, in folder: String) throws(StorageError) {
        layout = StorageLayout(root: root)
        self.folder = folder
        try remove()
        guard mkdir(folder, 0o700) == 0 else { throw StorageError.last("creating \(folder)") }
    }

    /// Pins every blob that is there and not pinned yet.
    package mutating func add() throws(StorageError) {
        for shard in StorageLayout.shards {
            for name in try fileNames(in: "\(layout.blobs)/\(shard)") {
                guard let digest = Digest("sha256:\(name)"), sizes[digest] == nil else { continue }
                guard link(layout.blob(digest), path(digest)) == 0 else {
                    if errno == ENOENT { continue }
                    throw StorageError.last("linking \(digest)")
                }
                sizes[digest] = try fileStatus(path(digest))?.size
            }
        }
    }

    /// The file with a pinned blob's content.
    package func path(_ digest: Digest) -> String { "\(folder)/\(digest.hex)" }

    /// Lets everything go.
    package func remove() throws(StorageError) {
        for name in try fileNames(in: folder) { try removeFile("\(folder)/\(name)") }
        guard rmdir(folder) == 0 || errno == ENOENT else {
            throw StorageError.last("removing \(folder)")
        }
    }
}
