import Backup
import Files
import Foundation
import RegistryStorage
import Shapes
import Store
import StoreSQLite

/// Saves the state of an installation to one file, whether or not it runs. It reads the same files
/// either way and asks the control plane nothing, so that there is one path to be right.
struct BackupJob {
    let directory: DataDirectory
    /// The archive to make.
    let output: String
    let now: Timestamp

    private var parts: String { output + ".parts" }
    private var pinned: String { directory.server + "/backup-pins" }
    private var storeCopy: String { parts + "/store.sqlite" }

    /// Makes the backup; its manifest. Whatever happens, only the archive stays, or nothing.
    func run() async throws -> BackupManifest {
        guard FileManager.default.fileExists(atPath: directory.store) else {
            throw CommandFailure(
                "there is nothing to back up: skerry has not run on "
                    + directory.root)
        }
        guard !FileManager.default.fileExists(atPath: output) else {
            throw BackupError.exists(output)
        }
        let lock = try FileLock.take(
            directory.server + "/backup.lock",
            orSay: "another backup of \(directory.root) is being made")
        defer { withExtendedLifetime(lock) {} }
        try FileManager.default.removeIfThere(parts)
        try FileManager.default.createDirectory(
            atPath: parts, withIntermediateDirectories: false,
            attributes: [.posixPermissions: 0o700])
        var pins = try BlobPins(storageAt: directory.registry, in: pinned)
        do {
            let manifest = try await write(&pins)
            try pins.remove()
            try FileManager.default.removeIfThere(parts)
            return manifest
        } catch {
            try pins.remove()
            try FileManager.default.removeIfThere(parts)
            throw error
        }
    }

    private func write(_ pins: inout BlobPins) async throws -> BackupManifest {
        Rendering.progress("copying records and log events …")
        // The records must not name a blob that the backup lacks. A push writes the blobs first and
        // the records that name them last, so blobs are taken after the records. That alone would
        // miss what is deleted between the two; hence what was there before is pinned first. (A
        // blob that comes and goes within this moment is named by nobody: the registry does not
        // delete what was pushed just now.)
        let elsewhere = try StateFile.read(BlobStorageFile.self, from: directory.blobStorage)
        if elsewhere == nil { try pins.add() }
        try Task.checkCancellation()
        try SQLiteCopy.make(of: directory.store, at: storeCopy)
        // Events after the records, for the same reason; those of later groups are swept.
        if FileManager.default.fileExists(atPath: directory.logEvents) {
            try SQLiteCopy.make(of: directory.logEvents, at: parts + "/logs.sqlite")
        }
        try Task.checkCancellation()
        if elsewhere == nil { try pins.add() }
        let records = try await exportRecords()
        var manifest = try describe(records, pins)
        manifest.blobStorage = elsewhere?.location
        let progress = ProgressLine("written", total: manifest.size)
        Rendering.progress("writing \(Rendering.size(bytes: manifest.size)) to \(output) …")
        try BackupWriter(manifest, path: output).write(
            { member in source(member, pins) }, progress: progress.advance)
        return manifest
    }

    /// Writes the records in the store's own form, which any kind of store can read.
    private func exportRecords() async throws -> SnapshotSummary {
        let path = parts + "/records"
        let store = try SQLiteStore(path: storeCopy)
        do {
            try await FileChunks.write(SnapshotExport(of: store), to: path)
        } catch {
            try await store.close()
            throw error
        }
        try await store.close()
        // Reads it back: a backup that cannot be read is none.
        return try await verifySnapshot(FileChunks(path: path))
    }

    private func describe(_ records: SnapshotSummary, _ pins: BlobPins) throws -> BackupManifest {
        var manifest = BackupManifest()
        manifest.skerry = Version.text
        manifest.createdAt = Int(now.milliseconds / 1000)
        manifest.revision = Int(records.revision.number)
        manifest.records = Int(records.records)
        for member in [BackupMember.records, .logEvents, .rootCredentials] {
            let path = source(member, pins)
            guard FileManager.default.fileExists(atPath: path) else { continue }
            manifest.members.append(try .init(member, fileAt: path))
        }
        for (digest, size) in pins.sizes.sorted(by: { $0.key < $1.key }) {
            var member = BackupManifest.Member()
            member.name = BackupMember.blob(digest.hex).name
            member.size = Int(size)
            member.sha256 = digest.hex
            manifest.members.append(member)
        }
        return manifest
    }

    private func source(_ member: BackupMember, _ pins: BlobPins) -> String {
        switch member {
        case .records: parts + "/records"
        case .logEvents: parts + "/logs.sqlite"
        case .rootCredentials: directory.rootCredentials
        case .blob(let hex): Digest("sha256:\(hex)").map(pins.path) ?? ""
        }
    }
}
