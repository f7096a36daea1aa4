import Backup
import Files
import Foundation
import RegistryStorage
import Shapes
import Store
import StoreSQLite

/// Puts the state of a backup into a data directory that nothing runs on.
///
/// Everything is written to `server.restoring` beside its place and checked there; only then is it
/// renamed. Whatever happens before, the directory is left as it was.
struct RestoreJob {
    let archive: String
    let directory: DataDirectory
    /// Whether state that is there is moved aside.
    let replaces: Bool
    let now: Timestamp

    /// How far the restored store's revision runs ahead of the backup's. What was written after the
    /// backup is lost, but the revisions it had were given to agents and clients: none of them may
    /// come again. No store makes so many between two backups.
    private static let revisionMargin: Int64 = 1_000_000_000

    private var temporary: String { directory.root + "/server.restoring" }

    /// Restores; the backup's manifest.
    func run() async throws -> BackupManifest {
        let reader = try BackupReader(path: archive)
        let files = FileManager.default
        let isNew = !files.fileExists(atPath: directory.root)
        if isNew {
            try files.createDirectory(
                atPath: directory.root, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
        }
        do {
            try await restore(reader)
        } catch {
            if isNew { try files.removeItem(atPath: directory.root) }
            throw error
        }
        return reader.manifest
    }

    private func restore(_ reader: BackupReader) async throws {
        let files = FileManager.default
        let before = try files.contentsOfDirectory(atPath: directory.root)
        // For as long as this runs, nothing is started on the directory.
        let lock = try FileLock.take(
            directory.upLock,
            orSay: "skerry is up on \(directory.root); stop it with: skerry down --data-dir "
                + directory.root)
        defer { withExtendedLifetime(lock) {} }
        guard !SQLiteStore.isInUse(directory.store) else {
            throw CommandFailure("a control plane runs on \(directory.root); stop it first")
        }
        let ours = [directory.upLock, temporary].map { ($0 as NSString).lastPathComponent }
        guard replaces || before.allSatisfy(ours.contains) else {
            throw CommandFailure(
                "\(directory.root) is not empty; --replace moves the state in it aside")
        }
        do {
            try FileManager.default.removeIfThere(temporary)
            try await write(reader)
            try putInPlace()
        } catch {
            try FileManager.default.removeIfThere(temporary)
            throw error
        }
    }

    /// Writes everything below ``temporary``, checked and on disk.
    private func write(_ reader: BackupReader) async throws {
        let manifest = reader.manifest
        try FileManager.default.createDirectory(
            atPath: temporary, withIntermediateDirectories: false,
            attributes: [.posixPermissions: 0o700])
        let target = DataDirectory.Server(folder: temporary)
        let records = temporary + "/records"
        Rendering.progress("reading \(Rendering.size(bytes: manifest.size)) from \(archive) …")
        let progress = ProgressLine("read", total: manifest.size)
        let registry = try LocalBlobStorage(root: target.registry)
        try reader.extract(
            to: { member in
                switch member {
                case .records: return records
                case .logEvents: return target.logEvents
                case .rootCredentials: return target.rootCredentials
                case .blob(let hex):
                    guard let digest = Digest("sha256:\(hex)") else {
                        throw BackupError.damaged("a digest is none")
                    }
                    return registry.path(digest)
                }
            }, progress: progress.advance)
        if let location = manifest.blobStorage {
            try StateFile.write(BlobStorageFile(location), to: target.blobStorage)
        }
        Rendering.progress("restoring \(manifest.records) records …")
        let store = try SQLiteStore(path: target.store)
        let summary: SnapshotSummary
        do {
            summary = try await importSnapshot(into: store, from: FileChunks(path: records))
        } catch {
            try await store.close()
            throw error
        }
        try await store.close()
        guard summary.records == manifest.records, summary.revision.number == manifest.revision
        else { throw BackupError.damaged("it holds other records than its manifest says") }
        try SQLiteCopy.advance(
            storeAt: target.store, to: Revision(summary.revision.number + Self.revisionMargin))
        try FileManager.default.removeIfThere(records)
        // The files are on disk; now their names.
        for folder in try FileManager.default.subpathsOfDirectory(atPath: temporary) {
            let path = temporary + "/" + folder
            var isFolder: ObjCBool = false
            if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder),
                isFolder.boolValue
            {
                try synchronizeFolder(path)
            }
        }
        try synchronizeFolder(temporary)
    }

    private func putInPlace() throws {
        let files = FileManager.default
        let suffix = ".replaced-\(now.milliseconds / 1000)"
        let isReplaced = files.fileExists(atPath: directory.server)
        if isReplaced {
            try files.moveItem(atPath: directory.server, toPath: directory.server + suffix)
        }
        do {
            try files.moveItem(atPath: temporary, toPath: directory.server)
        } catch {
            if isReplaced {
                try files.moveItem(atPath: directory.server + suffix, toPath: directory.server)
            }
            throw error
        }
        // The restored records may not know the machine's key; `skerry up` asks for a new one.
        if files.fileExists(atPath: directory.machineCredentials) {
            try files.moveItem(
                atPath: directory.machineCredentials, toPath: directory.machineCredentials + suffix)
        }
        try synchronizeFolder(directory.root)
        if isReplaced {
            Rendering.progress("the state before is in \(directory.server + suffix)")
        }
    }
}
