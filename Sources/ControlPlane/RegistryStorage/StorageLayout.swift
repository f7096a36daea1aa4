import Glibc

/// Every path below the root of a local storage is built here.
///
///     layout                         the version of this layout
///     blobs/sha256/ab/abcd…          content, by digest
///     uploads/SCOPE-ID               an upload: the bytes that have arrived
///     staging/ID                     small content on its way to blobs/
///     quarantine/abcd…               corrupt content, by the digest that it was to have
///
/// SCOPE is a hash of the upload's scope, so that an id asked for in another scope finds no file.
/// No part of a path comes from a client but digests and upload ids, whose types allow no `/`, and
/// no leading dot.
struct StorageLayout: Sendable {
    static let version = "1\n"

    let root: String

    var marker: String { "\(root)/layout" }
    var uploads: String { "\(root)/uploads" }
    var staging: String { "\(root)/staging" }
    var quarantine: String { "\(root)/quarantine" }
    var blobs: String { "\(root)/blobs/sha256" }

    /// Every folder that must exist, parents first.
    var folders: [String] { [root, "\(root)/blobs", blobs, uploads, staging, quarantine] }

    func shard(_ digest: Digest) -> String { "\(blobs)/\(digest.hex.prefix(2))" }

    func blob(_ digest: Digest) -> String { "\(shard(digest))/\(digest.hex)" }

    func upload(_ key: UploadKey) -> String {
        let scope = Digest(of: Array(key.scope.utf8)).hex.prefix(32)
        return "\(uploads)/\(scope)-\(key.id)"
    }

    func quarantined(_ digest: Digest) -> String { "\(quarantine)/\(digest.hex)" }

    func staging(_ number: UInt64) -> String { "\(staging)/\(number)" }
}

extension StorageLayout {
    /// The names of the folders in `blobs/sha256`, in order.
    static let shards = (0..<256).map { number in
        let digits = String(number, radix: 16)
        return number < 16 ? "0\(digits)" : digits
    }

    /// Makes what is missing, drops what an earlier process was staging, and locks the folder for
    /// as long as the returned file is open.
    func prepare(_ calls: FileCalls) throws(StorageError) -> FileDescriptor {
        for folder in folders { try makeFolder(folder) }
        guard let file = try FileDescriptor(marker, O_RDWR | O_CREAT) else {
            throw .failed(operation: "opening \(marker)", errno: ENOENT)
        }
        guard flock(file.number, LOCK_EX | LOCK_NB) == 0 else {
            throw StorageError.last("locking \(marker)")
        }
        var content: [UInt8] = []
        try file.readAll { content.append(contentsOf: $0) }
        if content.isEmpty {
            // All shards now, so that no later commit has to make one and sync its parent.
            for shard in StorageLayout.shards { try makeFolder("\(blobs)/\(shard)") }
            for folder in folders { try synchronizeFolder(folder, calls) }
            let result = Array(StorageLayout.version.utf8).withUnsafeBytes { bytes in
                Result { () throws(StorageError) in try file.write(bytes, calls) }
            }
            try result.get()
            try file.synchronize(calls)
        } else if content != Array(StorageLayout.version.utf8) {
            throw .failed(operation: "reading \(marker)", errno: EPROTO)
        }
        for name in try fileNames(in: staging) { try removeFile("\(staging)/\(name)") }
        return file
    }

    private func makeFolder(_ path: String) throws(StorageError) {
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else {
            throw StorageError.last("creating \(path)")
        }
    }
}
